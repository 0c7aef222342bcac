//! Visitors who say little, say it slowly or do not listen, on real sockets.

use std::io::ErrorKind;
use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::routing::{get, post};
use axum::{Extension, Router};
use tokio::net::{TcpListener, TcpSocket, TcpStream};
use tokio::sync::oneshot;

use super::{Limits, serve};
use crate::client::Peer;

/// A running server of a few simple routes.
struct Running {
    address: std::net::SocketAddr,
    stop: oneshot::Sender<()>,
    ended: tokio::task::JoinHandle<()>,
}

const SHORT: Duration = Duration::from_millis(50);
/// Nothing here takes so long; it only keeps a broken test from waiting for ever.
const EVER: Duration = Duration::from_secs(30);

/// Limits of which none acts within a test.
fn patient() -> Limits {
    let mut limits = Limits {
        look_every: Duration::from_millis(10),
        grace: EVER * 2,
        ..Limits::default()
    };
    for waits in [&mut limits.waits, &mut limits.last_call] {
        waits.idle = EVER * 2;
        waits.head = EVER * 2;
        waits.body = EVER * 2;
        waits.answer = EVER * 2;
    }
    limits
}

/// Pieces without end.
fn endless() -> Body {
    let pieces =
        std::iter::repeat_with(|| Ok::<_, std::io::Error>(Bytes::from(vec![b'x'; 65_536])));
    Body::from_stream(tokio_stream::iter(pieces))
}

async fn who(Extension(Peer(address)): Extension<Peer>) -> String {
    format!("asked from {address}")
}

async fn run(limits: Limits) -> Running {
    let router = Router::new()
        .route("/", get(|| async { "hej" }))
        .route("/endless", get(|| async { endless() }))
        .route("/never", get(std::future::pending::<()>))
        .route("/who", get(who))
        .route("/sent", post(|body: Bytes| async move { body }));
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let (stop, stopped) = oneshot::channel();
    let ended = tokio::spawn(serve(listener, router, limits, async {
        let _ = stopped.await;
    }));
    Running {
        address,
        stop,
        ended,
    }
}

impl Running {
    async fn connect(&self) -> TcpStream {
        TcpStream::connect(self.address).await.unwrap()
    }

    /// Somebody who has said so much.
    async fn say(&self, words: &str) -> TcpStream {
        let stream = self.connect().await;
        send(&stream, words).await;
        stream
    }

    /// The status line of a plain request.
    async fn status(&self) -> String {
        let asking = "GET / HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n";
        let answer = until_closed(self.say(asking).await).await;
        answer.lines().next().unwrap_or_default().to_owned()
    }
}

/// All that comes until the server closes.
async fn until_closed(stream: TcpStream) -> String {
    let mut answer = Vec::new();
    let reading = async {
        let mut piece = [0; 65_536];
        loop {
            stream.readable().await.unwrap();
            match stream.try_read(&mut piece) {
                Ok(0) => return,
                Ok(read) => answer.extend_from_slice(&piece[..read]),
                Err(error) if error.kind() == ErrorKind::WouldBlock => {}
                // A connection that is cut may end in an error; what came before counts.
                Err(_) => return,
            }
        }
    };
    let closed = tokio::time::timeout(EVER, reading).await;
    closed.expect("it was closed");
    String::from_utf8_lossy(&answer).into_owned()
}

async fn send(stream: &TcpStream, words: &str) {
    let mut words = words.as_bytes();
    while !words.is_empty() {
        stream.writable().await.unwrap();
        match stream.try_write(words) {
            Ok(taken) => words = &words[taken..],
            Err(error) if error.kind() == ErrorKind::WouldBlock => {}
            // The server has heard enough; what it answers is to be read.
            Err(_) => return,
        }
    }
}

async fn ends(running: Running) {
    let _ = running.stop.send(());
    tokio::time::timeout(EVER, running.ended)
        .await
        .expect("the server ended")
        .unwrap();
}

#[tokio::test]
async fn a_head_that_never_comes_whole_ends_the_connection() {
    let mut limits = patient();
    limits.waits.head = SHORT;
    let running = run(limits).await;
    for said in ["", "G", "GET / HTTP/1.1\r\nhost: a\r\nx-slow: "] {
        assert_eq!(until_closed(running.say(said).await).await, "", "{said}");
    }
    assert_eq!(running.status().await, "HTTP/1.1 200 OK");
    ends(running).await;
}

#[tokio::test]
async fn a_body_that_never_comes_whole_ends_the_connection() {
    let mut limits = patient();
    limits.waits.body = SHORT;
    let running = run(limits).await;
    let said = "POST /sent HTTP/1.1\r\nhost: a\r\ncontent-length: 100\r\n\r\nabc";
    assert_eq!(until_closed(running.say(said).await).await, "");
    ends(running).await;
}

#[tokio::test]
async fn silence_after_an_answer_ends_the_connection_and_a_quick_next_request_does_not() {
    let mut limits = patient();
    limits.waits.idle = SHORT;
    let running = run(limits).await;
    let two = "GET / HTTP/1.1\r\nhost: a\r\n\r\nGET / HTTP/1.1\r\nhost: a\r\n\r\n";
    let answers = until_closed(running.say(two).await).await;
    assert_eq!(answers.matches("HTTP/1.1 200 OK").count(), 2);
    ends(running).await;
}

/// Asks for pieces without end and takes none of them.
async fn listen_to_nothing(running: &Running) -> TcpStream {
    let socket = TcpSocket::new_v4().unwrap();
    socket.set_recv_buffer_size(4096).unwrap();
    let stream = socket.connect(running.address).await.unwrap();
    send(&stream, "GET /endless HTTP/1.1\r\nhost: a\r\n\r\n").await;
    // The answer has begun.
    stream.readable().await.unwrap();
    stream
}

#[tokio::test]
async fn an_answer_that_nobody_takes_ends_the_connection() {
    let mut limits = patient();
    limits.waits.answer = SHORT;
    let running = run(limits).await;
    let visitor = listen_to_nothing(&running).await;
    // Once the server has cut it off, what is left in between runs out.
    tokio::time::sleep(SHORT * 4).await;
    let taken = until_closed(visitor).await;
    assert!(taken.starts_with("HTTP/1.1 200 OK"));
    ends(running).await;
}

#[tokio::test]
async fn a_request_gets_in_however_many_keep_the_server_waiting() {
    let mut limits = patient();
    limits.connections.at_once = 8;
    let running = run(limits).await;
    let mut visitors = Vec::new();
    for round in 0..20 {
        visitors.push(running.say("").await);
        visitors.push(running.say("GET / HTTP/1.1\r\nx-slow: ").await);
        let body = "POST /sent HTTP/1.1\r\nhost: a\r\ncontent-length: 100\r\n\r\n";
        visitors.push(running.say(body).await);
        visitors.push(listen_to_nothing(&running).await);
        assert_eq!(running.status().await, "HTTP/1.1 200 OK", "round {round}");
    }
    drop(visitors);
    ends(running).await;
}

#[tokio::test]
async fn whoever_finds_every_place_worked_for_is_told_to_come_back() {
    let mut limits = patient();
    limits.connections.at_once = 2;
    let running = run(limits).await;
    let asking = "GET /never HTTP/1.1\r\nhost: a\r\n\r\n";
    let working = [running.say(asking).await, running.say(asking).await];
    // Until the server has read both requests it may still show one of the two out.
    let mut status = String::new();
    for _ in 0..100 {
        status = running.status().await;
        if status != "HTTP/1.1 200 OK" && !status.is_empty() {
            break;
        }
    }
    assert_eq!(status, "HTTP/1.1 503 Service Unavailable");
    drop(working);
    running.ended.abort();
}

#[tokio::test]
async fn what_is_no_request_is_refused() {
    let running = run(patient()).await;
    let long = "a".repeat(70_000);
    let header = "b".repeat(40_000);
    let many: String = (0..100).map(|n| format!("x-{n}: 1\r\n")).collect();
    for (said, expected) in [
        ("nonsense\r\n\r\n".to_owned(), "400"),
        ("GET\0 / HTTP/1.1\r\n\r\n".to_owned(), "400"),
        ("GET / HTTP/1.1\r\nbad header\r\n\r\n".to_owned(), "400"),
        ("GET / HTTP/1.1\r\nx: a\0b\r\n\r\n".to_owned(), "400"),
        ("GET / HTTP/9.9\r\n\r\n".to_owned(), "400"),
        ("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".to_owned(), "400"),
        (
            "POST /sent HTTP/1.1\r\ncontent-length: x\r\n\r\n".to_owned(),
            "400",
        ),
        (
            "POST /sent HTTP/1.1\r\ncontent-length: 99999999999999999999\r\n\r\n".to_owned(),
            "400",
        ),
        (
            "POST /sent HTTP/1.1\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\nab".to_owned(),
            "400",
        ),
        (format!("GET /{long} HTTP/1.1\r\n\r\n"), "431"),
        (format!("GET / HTTP/1.1\r\nx: {header}\r\n\r\n"), "431"),
        (format!("GET / HTTP/1.1\r\n{many}\r\n"), "431"),
    ] {
        let shown: String = said.chars().take(60).collect();
        let answer = until_closed(running.say(&said).await).await;
        let status = answer.split(' ').nth(1).unwrap_or("closed");
        assert!(
            status == expected || status == "closed",
            "{shown}: {answer}"
        );
    }
    assert_eq!(running.status().await, "HTTP/1.1 200 OK");
    ends(running).await;
}

#[tokio::test]
async fn a_server_that_is_told_to_stop_finishes_what_is_under_way() {
    let mut limits = patient();
    limits.last_call.idle = SHORT;
    limits.last_call.head = SHORT;
    let running = run(limits).await;
    let idle = running.say("GET / HTTP/1.1\r\nhost: a\r\n\r\n").await;
    let slow = running.say("GET / HT").await;
    let said =
        "POST /sent HTTP/1.1\r\nhost: a\r\nexpect: 100-continue\r\ncontent-length: 3\r\n\r\n";
    let working = running.say(said).await;
    idle.readable().await.unwrap();
    // The server has read the head and wants the body.
    working.readable().await.unwrap();
    let _ = running.stop.send(());
    assert!(until_closed(idle).await.contains("200 OK"));
    assert_eq!(until_closed(slow).await, "");
    send(&working, "abc").await;
    assert!(until_closed(working).await.ends_with("\r\n\r\nabc"));
    tokio::time::timeout(EVER, running.ended)
        .await
        .unwrap()
        .unwrap();
}

#[tokio::test]
async fn a_visitor_who_never_ends_reading_does_not_keep_the_server_from_stopping() {
    let mut limits = patient();
    limits.grace = SHORT;
    let running = run(limits).await;
    let visitor = listen_to_nothing(&running).await;
    ends(running).await;
    drop(visitor);
}

#[tokio::test]
async fn every_request_says_from_where_it_came_whatever_its_headers_say() {
    let running = run(patient()).await;
    let asking = "GET /who HTTP/1.1\r\nhost: a\r\nx-forwarded-for: 198.51.100.1\r\n";
    let twice = format!("{asking}\r\n{asking}connection: close\r\n\r\n");
    let answer = until_closed(running.say(&twice).await).await;
    let told = answer.matches("asked from 127.0.0.1").count();
    assert_eq!(told, 2, "{answer}");
}
