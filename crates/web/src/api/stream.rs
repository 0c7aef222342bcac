//! Bytes that a plain function writes, on their way to a visitor who may read slowly, but not for ever.

use std::io::{self, Write};
use std::pin::pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll, Wake, Waker};
use std::thread::{self, Thread};
use std::time::{Duration, Instant};

use axum::body::{Body, Bytes};
use tokio::sync::mpsc::{Receiver, Sender, channel};
use tokio_stream::wrappers::ReceiverStream;
use tokio_stream::{StreamExt, iter};

/// Bytes in one piece.
const PIECE: usize = 32 * 1024;
/// Bytes of the first piece: whoever waits sees at once that the answer has begun.
const FIRST_PIECE: usize = 2 * 1024;
/// Pieces that wait for the visitor: together with the one being filled, all that is in memory.
const WAITING: usize = 4;
/// So long one piece waits for a visitor, who holds a place that others wait for.
const PATIENCE: Duration = Duration::from_secs(30);

/// A writer whose bytes come out of a body. Fails as soon as the visitor has left or stopped reading.
pub struct BodyWriter {
    piece: Vec<u8>,
    full: usize,
    sender: Sender<Bytes>,
    broken: Arc<AtomicBool>,
    patience: Duration,
}

/// The end that a body is made of.
pub struct Pieces {
    receiver: Receiver<Bytes>,
    broken: Arc<AtomicBool>,
}

/// Both ends.
pub fn body_writer() -> (BodyWriter, Pieces) {
    patient_writer(PATIENCE)
}

fn patient_writer(patience: Duration) -> (BodyWriter, Pieces) {
    let (sender, receiver) = channel(WAITING);
    let broken = Arc::new(AtomicBool::new(false));
    let writer = BodyWriter {
        piece: Vec::with_capacity(PIECE),
        full: FIRST_PIECE,
        sender,
        broken: broken.clone(),
        patience,
    };
    (writer, Pieces { receiver, broken })
}

/// What was received so far is the body's beginning; the rest follows.
pub fn body(pieces: Pieces) -> Body {
    let Pieces { receiver, broken } = pieces;
    // Asked for when the last piece is out: a body that was broken off ends in an error, never as if it were whole.
    let end = std::iter::once_with(move || broken.load(Ordering::Acquire))
        .filter(|broken| *broken)
        .map(|_| Err(io::Error::from(io::ErrorKind::ConnectionAborted)));
    Body::from_stream(ReceiverStream::new(receiver).map(Ok).chain(iter(end)))
}

impl BodyWriter {
    /// Breaks the answer off, so that nobody takes half a file for a whole one.
    pub fn fail(self, error: io::Error) {
        tracing::debug!(%error, "a body was broken off");
        self.broken.store(true, Ordering::Release);
    }

    fn send(&mut self) -> io::Result<()> {
        if self.piece.is_empty() {
            return Ok(());
        }
        let piece = std::mem::replace(&mut self.piece, Vec::with_capacity(PIECE));
        self.full = PIECE;
        let sent = match wait(self.sender.send(Bytes::from(piece)), self.patience) {
            Some(Ok(())) => Ok(()),
            Some(Err(_)) => Err(io::ErrorKind::BrokenPipe),
            None => Err(io::ErrorKind::TimedOut),
        };
        sent.map_err(|kind| {
            self.broken.store(true, Ordering::Release);
            io::Error::from(kind)
        })
    }
}

/// Waits on this thread, which may block, without any runtime: it may be shutting down. `None` where time ran out.
fn wait<Output>(future: impl Future<Output = Output>, patience: Duration) -> Option<Output> {
    let began = Instant::now();
    let waker = Waker::from(Arc::new(Unpark(thread::current())));
    let mut future = pin!(future);
    loop {
        if let Poll::Ready(output) = future.as_mut().poll(&mut Context::from_waker(&waker)) {
            return Some(output);
        }
        let left = patience.checked_sub(began.elapsed())?;
        thread::park_timeout(left);
    }
}

/// Wakes a thread that waits.
struct Unpark(Thread);

impl Wake for Unpark {
    fn wake(self: Arc<Self>) {
        self.0.unpark();
    }
}

impl Write for BodyWriter {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.piece.extend_from_slice(bytes);
        if self.piece.len() >= self.full {
            self.send()?;
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.send()
    }
}

#[cfg(test)]
mod tests {
    use std::io::{ErrorKind, Write};
    use std::time::Duration;

    use http_body_util::BodyExt;

    use super::{PIECE, WAITING, body, body_writer, patient_writer};

    fn collected(body: axum::body::Body) -> Option<usize> {
        let runtime = tokio::runtime::Builder::new_current_thread();
        let runtime = { runtime }.build().unwrap();
        let collected = runtime.block_on(body.collect());
        collected.ok().map(|whole| whole.to_bytes().len())
    }

    #[test]
    fn a_visitor_who_stops_reading_does_not_hold_the_writer_and_gets_no_whole_file() {
        let (mut writer, pieces) = patient_writer(Duration::ZERO);
        for _ in 0..WAITING {
            writer.write_all(&[0; PIECE]).unwrap();
        }
        let refused = writer.write_all(&[0; PIECE]).unwrap_err();
        assert_eq!(refused.kind(), ErrorKind::TimedOut);
        drop(writer);
        assert_eq!(collected(body(pieces)), None);
    }

    #[test]
    fn what_is_read_while_it_is_written_comes_whole() {
        let (mut writer, pieces) = body_writer();
        let writing = std::thread::spawn(move || {
            writer.write_all(&[0; PIECE * 3]).unwrap();
            for _ in 0..20 {
                writer.write_all(&[0; PIECE]).unwrap();
            }
            writer.flush().unwrap();
        });
        assert_eq!(collected(body(pieces)), Some(PIECE * 23));
        writing.join().unwrap();
    }
}
