//! Request and answer over one socket, within what is left of the time.

use std::io::{self, ErrorKind, Read, Write};
use std::net::Shutdown;
use std::os::unix::net::UnixStream;
use std::time::{Duration, Instant};

use super::request::Request;

/// Read in pieces of this size.
const PIECE: usize = 64 * 1024;

/// Why there is no answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Silence {
    /// The other side closed the socket, most often by its end.
    Closed,
    /// The time is over.
    Late,
    /// It does not stop talking.
    TooMuch,
}

/// When the time is over.
#[derive(Clone, Copy, Debug)]
pub struct Deadline(Instant);

impl Deadline {
    /// From now on.
    pub fn after(time: Duration) -> Deadline {
        let now = Instant::now();
        // No clock counts that far; a day is as good as for ever.
        Deadline(
            now.checked_add(time)
                .unwrap_or(now + Duration::from_secs(86_400)),
        )
    }

    fn left(self) -> Result<Duration, Silence> {
        let left = self.0.saturating_duration_since(Instant::now());
        // No time at all means no limit to a socket.
        if left.is_zero() {
            Err(Silence::Late)
        } else {
            Ok(left)
        }
    }
}

/// Gives the other side the request and the document and hears the line that it answers with.
pub fn exchange(
    socket: &UnixStream,
    request: &Request,
    document: &[u8],
    answer_bytes: usize,
    deadline: Deadline,
) -> Result<Vec<u8>, Silence> {
    let mut line = Vec::new();
    request.write(&mut line).map_err(|_| Silence::Closed)?;
    let told = tell(socket, &line, deadline).and_then(|()| tell(socket, document, deadline));
    if !request.another_follows {
        // That was all; where it fails, the other side is gone.
        let _ = socket.shutdown(Shutdown::Write);
    }
    // Whoever closes without having heard everything may have said why.
    match told {
        Ok(()) | Err(Silence::Closed) => hear(socket, Until::Line, answer_bytes, deadline),
        Err(silence) => Err(silence),
    }
}

/// Gives the other side all it is to hear and hears all that it says until it ends.
pub fn converse(
    socket: &UnixStream,
    bytes: &[u8],
    limit: usize,
    deadline: Deadline,
) -> Result<Vec<u8>, Silence> {
    match tell(socket, bytes, deadline) {
        Ok(()) | Err(Silence::Closed) => {}
        Err(silence) => return Err(silence),
    }
    // It learns only so that nothing more comes.
    let _ = socket.shutdown(Shutdown::Write);
    hear(socket, Until::End, limit, deadline)
}

/// What one side says before it is answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Until {
    /// One line.
    Line,
    /// All until it closes the socket.
    End,
}

fn tell(mut socket: &UnixStream, mut bytes: &[u8], deadline: Deadline) -> Result<(), Silence> {
    while !bytes.is_empty() {
        let left = deadline.left()?;
        let written = socket
            .set_write_timeout(Some(left))
            .and_then(|()| socket.write(bytes));
        let written = within_time(written)?.unwrap_or_default();
        bytes = bytes.get(written..).unwrap_or_default();
    }
    Ok(())
}

fn hear(
    mut socket: &UnixStream,
    until: Until,
    limit: usize,
    deadline: Deadline,
) -> Result<Vec<u8>, Silence> {
    let (mut heard, mut piece) = (Vec::new(), vec![0; PIECE]);
    loop {
        let left = deadline.left()?;
        let read = socket
            .set_read_timeout(Some(left))
            .and_then(|()| socket.read(&mut piece));
        let Some(read) = within_time(read)? else {
            continue;
        };
        let new = piece.get(..read).unwrap_or_default();
        heard.extend_from_slice(new);
        match until {
            Until::Line if new.ends_with(b"\n") => return Ok(heard),
            Until::Line if new.is_empty() => return Err(Silence::Closed),
            Until::End if new.is_empty() => return Ok(heard),
            _ => {}
        }
        if heard.len() > limit {
            return Err(Silence::TooMuch);
        }
    }
}

/// `None` for an attempt to repeat.
fn within_time(moved: io::Result<usize>) -> Result<Option<usize>, Silence> {
    match moved {
        Ok(moved) => Ok(Some(moved)),
        Err(error) => match error.kind() {
            ErrorKind::Interrupted => Ok(None),
            ErrorKind::WouldBlock | ErrorKind::TimedOut => Err(Silence::Late),
            // Nobody is there, or somebody left without hearing all.
            _ => Err(Silence::Closed),
        },
    }
}
