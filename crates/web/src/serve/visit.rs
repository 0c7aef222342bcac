//! One connection from its first byte to its last.

use std::convert::Infallible;
use std::pin::pin;

use axum::Router;
use axum::body::Body;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::{Service, service_fn};
use hyper::{Request, Response};
use hyper_util::rt::TokioIo;
use hyper_util::service::TowerToHyperService;
use tokio::net::TcpStream;
use tokio::sync::watch;

use super::bodies::{Arriving, Leaving};
use super::course::Course;
use super::doorkeeper::Place;
use super::wire::Wire;
use crate::client::Peer;

/// Longer heads are no browser's; the address alone may have 8 kB.
const LARGEST_HEAD: usize = 32 * 1024;
const MOST_HEADERS: usize = 64;
/// Bytes of one connection that wait to be read or written, beside what the system holds.
const LARGEST_BUFFER: usize = 64 * 1024;

/// Answers request after request until the visitor leaves or has to.
pub(super) async fn attend(
    stream: TcpStream,
    peer: Peer,
    place: Place,
    router: Router,
    mut stopping: watch::Receiver<bool>,
) {
    // Answers are written in one go; there is nothing to wait for.
    let _ = stream.set_nodelay(true);
    let course = place.course.clone();
    let io = TokioIo::new(Wire::new(stream, course.clone()));
    let service = service_fn(move |request| answer(router.clone(), peer, course.clone(), request));
    // Time-outs are the doorkeeper's: hyper's own for heads would also end idle connections.
    let mut http = http1::Builder::new();
    http.header_read_timeout(None)
        .max_headers(MOST_HEADERS)
        .max_header_size(LARGEST_HEAD)
        .max_buf_size(LARGEST_BUFFER);
    let mut connection = pin!(http.serve_connection(io, service));
    let mut is_told = false;
    loop {
        tokio::select! {
            ended = connection.as_mut() => {
                if let Err(error) = ended {
                    tracing::debug!(%error, "a connection broke off");
                }
                return;
            }
            () = place.has_to_leave() => return,
            _ = stopping.changed(), if !is_told => {
                is_told = true;
                connection.as_mut().graceful_shutdown();
            }
        }
    }
}

async fn answer(
    router: Router,
    peer: Peer,
    course: Course,
    request: Request<Incoming>,
) -> Result<Response<Leaving>, Infallible> {
    course.begins();
    let mut request = request.map(|body| Body::new(Arriving::new(body, course.clone())));
    request.extensions_mut().insert(peer);
    let response = TowerToHyperService::new(router).call(request).await?;
    Ok(response.map(|body| Leaving::new(body, course)))
}
