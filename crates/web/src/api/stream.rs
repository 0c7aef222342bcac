//! Bytes that a plain function writes, on their way to a visitor who reads as slowly as they like.

use std::io::{self, Write};

use axum::body::{Body, Bytes};
use tokio::sync::mpsc::{Receiver, Sender, channel};
use tokio_stream::StreamExt;
use tokio_stream::wrappers::ReceiverStream;

/// Bytes in one piece.
const PIECE: usize = 32 * 1024;
/// Pieces that wait for the visitor: together with the one being filled, all that is in memory.
const WAITING: usize = 4;

/// A writer whose bytes come out of a body. Fails as soon as the visitor has left.
pub struct BodyWriter {
    piece: Vec<u8>,
    sender: Sender<io::Result<Bytes>>,
}

/// Both ends.
pub fn body_writer() -> (BodyWriter, Receiver<io::Result<Bytes>>) {
    let (sender, receiver) = channel(WAITING);
    (
        BodyWriter {
            piece: Vec::with_capacity(PIECE),
            sender,
        },
        receiver,
    )
}

/// What was received so far is the body's beginning; the rest follows.
pub fn body(receiver: Receiver<io::Result<Bytes>>) -> Body {
    Body::from_stream(ReceiverStream::new(receiver).map(|piece| piece))
}

impl BodyWriter {
    /// Breaks the answer off, so that nobody takes half a file for a whole one.
    pub fn fail(self, error: io::Error) {
        // Where the visitor has left there is nobody to tell.
        let _ = self.sender.blocking_send(Err(error));
    }

    fn send(&mut self) -> io::Result<()> {
        if self.piece.is_empty() {
            return Ok(());
        }
        let piece = std::mem::replace(&mut self.piece, Vec::with_capacity(PIECE));
        self.sender
            .blocking_send(Ok(Bytes::from(piece)))
            .map_err(|_| io::Error::from(io::ErrorKind::BrokenPipe))
    }
}

impl Write for BodyWriter {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.piece.extend_from_slice(bytes);
        if self.piece.len() >= PIECE {
            self.send()?;
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.send()
    }
}
