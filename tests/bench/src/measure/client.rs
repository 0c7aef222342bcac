//! Asks over one connection that stays open, with as little work of its own as can be: it shares the cores with the
//! server that it measures.

use std::fmt::Write as _;
use std::io::{BufRead, BufReader, Read, Write as _};
use std::net::{SocketAddr, TcpStream};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail, ensure};

/// Nothing takes so long; whoever waits longer waits in vain.
const EVER: Duration = Duration::from_secs(300);
const BUFFER: usize = 64 * 1024;

/// One visitor. Asks for no compression.
#[derive(Debug)]
pub struct Client {
    address: SocketAddr,
    connection: Option<BufReader<TcpStream>>,
    body: Vec<u8>,
}

/// What an answer's head says, and when it came.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Head {
    /// HTTP status.
    pub status: u16,
    /// `X-Total-Count`, where it is there.
    pub total: Option<u64>,
    /// From the question to the first byte of the body.
    pub first_byte: Duration,
    /// From the question to the last byte.
    pub took: Duration,
    /// In bytes.
    pub length: u64,
    wire: Wire,
    closes: bool,
}

/// How a body's end is told.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Wire {
    #[default]
    Chunks,
    Length(u64),
}

impl Client {
    /// Connects when first asked.
    pub fn new(address: SocketAddr) -> Client {
        Client {
            address,
            connection: None,
            body: Vec::new(),
        }
    }

    /// Asks and reads the whole answer.
    pub fn get(&mut self, target: &str) -> Result<(Head, &[u8])> {
        let mut body = std::mem::take(&mut self.body);
        body.clear();
        let head = self.get_into(target, &mut |bytes| body.extend_from_slice(bytes));
        self.body = body;
        Ok((head?, &self.body))
    }

    /// Asks and hands the body over in pieces as they come.
    pub fn get_into(&mut self, target: &str, take: &mut dyn FnMut(&[u8])) -> Result<Head> {
        let mut connection = match self.connection.take() {
            Some(connection) => connection,
            None => connect(self.address)?,
        };
        let question = format!("GET {target} HTTP/1.1\r\nhost: bench\r\n\r\n");
        let asked = Instant::now();
        connection.get_mut().write_all(question.as_bytes())?;
        let mut head = read_head(&mut connection).with_context(|| target.to_owned())?;
        if head.wire != Wire::Length(0) {
            connection.fill_buf()?;
        }
        head.first_byte = asked.elapsed();
        head.length = match head.wire {
            Wire::Length(length) => copy(&mut connection, length, take)?,
            Wire::Chunks => read_chunks(&mut connection, take)?,
        };
        head.took = asked.elapsed();
        if !head.closes {
            self.connection = Some(connection);
        }
        Ok(head)
    }
}

fn connect(address: SocketAddr) -> Result<BufReader<TcpStream>> {
    let stream = TcpStream::connect(address)?;
    stream.set_nodelay(true)?;
    stream.set_read_timeout(Some(EVER))?;
    Ok(BufReader::with_capacity(BUFFER, stream))
}

fn read_head(connection: &mut impl BufRead) -> Result<Head> {
    let mut line = String::new();
    ensure!(connection.read_line(&mut line)? > 0, "the server hung up");
    let status = line.split(' ').nth(1).and_then(|word| word.parse().ok());
    let mut head = Head {
        status: status.with_context(|| format!("no answer begins {line:?}"))?,
        ..Head::default()
    };
    let mut is_bounded = false;
    loop {
        line.clear();
        ensure!(connection.read_line(&mut line)? > 0, "an answer broke off");
        let Some((name, value)) = line.trim_end().split_once(':') else {
            ensure!(is_bounded, "an answer without an end");
            return Ok(head);
        };
        let value = value.trim();
        match name.to_ascii_lowercase().as_str() {
            "content-length" => {
                head.wire = Wire::Length(value.parse()?);
                is_bounded = true;
            }
            "transfer-encoding" => is_bounded = true,
            "connection" => head.closes = value.eq_ignore_ascii_case("close"),
            "x-total-count" => head.total = value.parse().ok(),
            _ => {}
        }
    }
}

/// So many bytes.
fn copy(from: &mut impl BufRead, length: u64, take: &mut dyn FnMut(&[u8])) -> Result<u64> {
    let mut from = from.take(length);
    let mut left = length;
    while left > 0 {
        let bytes = from.fill_buf()?;
        let count = bytes.len();
        ensure!(count > 0, "an answer broke off");
        take(bytes);
        from.consume(count);
        left -= count as u64;
    }
    Ok(length)
}

fn read_chunks(from: &mut impl BufRead, take: &mut dyn FnMut(&[u8])) -> Result<u64> {
    let (mut line, mut whole) = (String::new(), 0);
    loop {
        line.clear();
        from.read_line(&mut line)?;
        let Ok(length) = u64::from_str_radix(line.trim(), 16) else {
            bail!("an answer broke off at {line:?}");
        };
        whole += copy(from, length, take)?;
        line.clear();
        from.read_line(&mut line)?;
        ensure!(line.trim().is_empty(), "a chunk is followed by {line:?}");
        if length == 0 {
            return Ok(whole);
        }
    }
}

/// An address with its parameters.
pub fn target(path: &str, pairs: &[(String, String)]) -> String {
    let mut target = path.to_owned();
    for (place, (name, value)) in pairs.iter().enumerate() {
        target.push(if place == 0 { '?' } else { '&' });
        target.push_str(name);
        target.push('=');
        for byte in value.bytes() {
            // Writing to a string cannot fail.
            let _ = match byte.is_ascii_alphanumeric() || b"-._".contains(&byte) {
                true => write!(target, "{}", char::from(byte)),
                false => write!(target, "%{byte:02X}"),
            };
        }
    }
    target
}

#[cfg(test)]
mod tests {
    use std::io::{BufRead, BufReader, Write};
    use std::net::TcpListener;

    use super::{Client, target};

    /// Answers each question of one connection with the next of these.
    fn serve(answers: &'static [&'static str]) -> std::net::SocketAddr {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        std::thread::spawn(move || {
            let (stream, _) = listener.accept().unwrap();
            let mut lines = BufReader::new(stream.try_clone().unwrap()).lines();
            for answer in answers {
                while lines.next().is_some_and(|line| !line.unwrap().is_empty()) {}
                (&stream).write_all(answer.as_bytes()).unwrap();
            }
        });
        address
    }

    #[test]
    fn answers_of_either_kind_follow_each_other_on_one_connection() {
        let mut client = Client::new(serve(&[
            "HTTP/1.1 200 OK\r\nContent-Length: 3\r\nX-Total-Count: 7\r\n\r\nabc",
            "HTTP/1.1 404 Not Found\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nde\r\n1\r\nf\r\n0\r\n\r\n",
            "HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n",
        ]));
        let (head, body) = client.get("/").unwrap();
        assert_eq!((head.status, head.total, body), (200, Some(7), &b"abc"[..]));
        let (head, body) = client.get("/").unwrap();
        assert_eq!((head.status, head.total, body), (404, None, &b"def"[..]));
        let (head, body) = client.get("/").unwrap();
        assert_eq!((head.status, head.length, body), (200, 0, &b""[..]));
    }

    #[test]
    fn an_answer_that_breaks_off_is_an_error() {
        for broken in [
            &["HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nab"][..],
            &["HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nde\r\n"],
            &["HTTP/1.1 200 OK\r\nServer: a\r\n"],
            &["HTTP/1.1 200 OK\r\n\r\n"],
        ] {
            assert!(Client::new(serve(broken)).get("/").is_err(), "{broken:?}");
        }
    }

    #[test]
    fn what_a_parameter_may_hold_is_written_so_that_it_comes_back() {
        let pairs = [("q", "väg* \"a&b\""), ("year", "2020")];
        let pairs = pairs.map(|(name, value)| (name.to_owned(), value.to_owned()));
        let expected = "/s?q=v%C3%A4g%2A%20%22a%26b%22&year=2020";
        assert_eq!(target("/s", &pairs), expected);
    }
}
