//! One request over a connection of its own, and whether its answer came whole.

use std::io::{self, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::Duration;

/// What came back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// HTTP status.
    pub status: u16,
    /// As sent, chunks included.
    pub body: Vec<u8>,
}

/// Nothing takes so long; whoever waits longer waits in vain.
const EVER: Duration = Duration::from_secs(120);

/// Asks and reads to the end. An answer that breaks off is an error.
pub fn ask(address: SocketAddr, method: &str, path: &str, body: &str) -> io::Result<Answer> {
    let mut stream = TcpStream::connect(address)?;
    stream.set_read_timeout(Some(EVER))?;
    stream.set_write_timeout(Some(EVER))?;
    let length = match body.len() {
        0 => String::new(),
        length => format!("content-type: application/json\r\ncontent-length: {length}\r\n"),
    };
    let head = format!("{method} {path} HTTP/1.1\r\nhost: a\r\nconnection: close\r\n{length}\r\n");
    stream.write_all(head.as_bytes())?;
    stream.write_all(body.as_bytes())?;
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer)?;
    read(&answer).ok_or_else(|| {
        let beginning = String::from_utf8_lossy(&answer);
        let beginning: String = beginning.chars().take(80).collect();
        io::Error::other(format!("an answer broke off: {beginning:?}"))
    })
}

/// `None` where it is not whole.
fn read(answer: &[u8]) -> Option<Answer> {
    const BLANK_LINE: &[u8] = b"\r\n\r\n";
    let end = answer
        .windows(BLANK_LINE.len())
        .position(|bytes| bytes == BLANK_LINE)?;
    let head = std::str::from_utf8(answer.get(..end)?).ok()?.to_lowercase();
    let body = answer.get(end + BLANK_LINE.len()..)?.to_vec();
    let status = head.split(' ').nth(1)?.parse().ok()?;
    let header = |name: &str| {
        let mut lines = head.lines().filter_map(|line| line.split_once(": "));
        lines
            .find(|(found, _)| *found == name)
            .map(|(_, value)| value)
    };
    let is_whole = match header("content-length") {
        Some(length) => length.parse() == Ok(body.len()),
        None => body.ends_with(b"0\r\n\r\n"),
    };
    is_whole.then_some(Answer { status, body })
}

#[cfg(test)]
mod tests {
    use super::read;

    #[test]
    fn an_answer_that_breaks_off_is_none() {
        let is_whole = |answer: &str| read(answer.as_bytes()).is_some();
        assert!(is_whole("HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nabc"));
        assert!(!is_whole("HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nab"));
        let chunks = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n";
        assert!(is_whole(&format!("{chunks}0\r\n\r\n")));
        assert!(!is_whole(chunks));
        assert!(!is_whole("HTTP/1.1 200"));
    }
}
