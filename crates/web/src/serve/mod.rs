//! Listening, following what other processes commit, and stopping without cutting off whoever reads on.
//!
//! The server keeps its own door: `axum::serve` has no time-outs and no limits. Every connection has a [`Course`], which
//! tells since when the server waits for its visitor; whoever makes it wait too long has to leave, and where all places
//! are taken, whoever has made it wait longest makes room for the next ([`Doorkeeper`]).

mod bodies;
mod course;
mod doorkeeper;
mod limits;
mod visit;
mod wire;

#[cfg(test)]
mod tests;

use std::io::Write;
use std::time::{Duration, Instant};

use axum::Router;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio::task::JoinSet;
use tokio::time::{MissedTickBehavior, interval};

use crate::app::App;
use crate::client::Peer;
use crate::router::router;
use crate::trouble::Trouble;
use doorkeeper::Doorkeeper;
pub use limits::Connections;
use limits::{Limits, Waits};
use visit::attend;

/// So often the server looks for what was committed; what is new is visible within two seconds.
const REFRESH_EVERY: Duration = Duration::from_millis(500);

impl App {
    /// The whole service; tests call it without a socket.
    pub fn router(&self) -> Router {
        router(self.clone())
    }

    /// Serves until `shutdown` ends, then finishes what is under way, for ten seconds at most.
    pub async fn serve(&self, listener: TcpListener, shutdown: impl Future<Output = ()> + Send) {
        let following = tokio::spawn(follow(self.clone()));
        let limits = Limits {
            connections: self.config().connections.clone(),
            counts: self.metrics().connections.clone(),
            ..Limits::default()
        };
        serve(listener, self.router(), limits, shutdown).await;
        following.abort();
    }
}

/// Follows commits of other processes, forever.
async fn follow(app: App) {
    let mut ticks = interval(REFRESH_EVERY);
    // After a slow refresh the next one need not make up for the missed ones.
    ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        ticks.tick().await;
        let app = app.clone();
        // A panic inside is logged by the runtime; the next tick tries again.
        let refreshed = tokio::task::spawn_blocking(move || {
            app.refresh();
            app.prepare();
        });
        let _ = refreshed.await;
    }
}

async fn serve(
    listener: TcpListener,
    router: Router,
    limits: Limits,
    shutdown: impl Future<Output = ()> + Send,
) {
    let doorkeeper = Doorkeeper::new(limits.connections.clone(), limits.counts.clone());
    let (stop, stopping) = watch::channel(false);
    let mut visits = JoinSet::new();
    let mut looks = interval(limits.look_every);
    looks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let accepting = Trouble::default();
    let mut shutdown = std::pin::pin!(shutdown);
    loop {
        tokio::select! {
            () = &mut shutdown => break,
            accepted = listener.accept() => {
                let trouble = accepted.as_ref().map(drop).map_err(std::io::Error::kind);
                match accepting.news(&trouble) {
                    Some(Err(error)) => tracing::warn!(%error, "a connection could not be accepted"),
                    Some(Ok(())) => tracing::info!("connections can be accepted again"),
                    None => {}
                }
                match accepted {
                    Ok((stream, address)) => match doorkeeper.admit(address.ip(), Instant::now()) {
                        Some(place) => {
                            let peer = Peer(address.ip());
                            let visit = attend(stream, peer, place, router.clone(), stopping.clone());
                            visits.spawn(visit);
                        }
                        None => turn_away(stream),
                    },
                    // Most likely no file is left for another socket.
                    Err(_) => {
                        doorkeeper.make_room();
                        tokio::time::sleep(limits.look_every).await;
                    }
                }
            }
            _ = looks.tick() => doorkeeper.cut_overdue(&limits.waits, Instant::now()),
            Some(_) = visits.join_next() => {}
        }
    }
    drop(listener);
    // Without a listener to it there is nobody to tell.
    let _ = stop.send(true);
    let ending = end(&mut visits, &doorkeeper, &limits.last_call, &mut looks);
    if tokio::time::timeout(limits.grace, ending).await.is_err() {
        tracing::warn!("visitors who were still reading were cut off");
        visits.shutdown().await;
    }
}

/// Until the last visit has ended. Whoever keeps the server waiting now does so for a moment only.
async fn end(
    visits: &mut JoinSet<()>,
    doorkeeper: &Doorkeeper,
    waits: &Waits,
    looks: &mut tokio::time::Interval,
) {
    loop {
        tokio::select! {
            ended = visits.join_next() => if ended.is_none() { return },
            _ = looks.tick() => doorkeeper.cut_overdue(waits, Instant::now()),
        }
    }
}

/// Every place is taken by somebody the server works for: says so, if that can be said without waiting.
fn turn_away(stream: TcpStream) {
    const BUSY: &[u8] =
        b"HTTP/1.1 503 Service Unavailable\r\nRetry-After: 5\r\nConnection: close\r\n\
        Cache-Control: no-store\r\nContent-Length: 0\r\n\r\n";
    // Not even this need reach them.
    let _ = stream
        .into_std()
        .and_then(|mut stream| stream.write(BUSY).map(drop));
}
