//! The parent's side: starts a child, asks it, and sees to its end in every case.

use std::io::{self, Read};
use std::os::fd::OwnedFd;
use std::os::unix::net::UnixStream;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus};
use std::time::Duration;

use rustix::process::{Pid, Signal, kill_process_group};

use super::answer::Answer;
use super::end::reason;
use super::exchange::{Deadline, Silence, exchange};
use super::idle::Idle;
use super::request::Request;
use super::{ANSWER_BYTES, ChildReader};
use crate::ReadError;

/// Last words beyond this are not looked at.
const LAST_WORDS: u64 = 4096;

/// Sockets are closed in one go with a process's end; a child that takes longer only closed its output.
const END: Duration = Duration::from_secs(1);

/// Address space that a child's allocator takes at a time, in KiB.
const ALLOCATED_AHEAD_KIB: &str = "32768";

/// The file that this process runs, even where another or none lies at its path by now.
pub fn this_program() -> io::Result<PathBuf> {
    let itself = Path::new("/proc/self/exe");
    if cfg!(target_os = "linux") && itself.exists() {
        return Ok(itself.to_owned());
    }
    std::env::current_exe()
}

/// Asks a child that waits or a new one, and answers for it where it does not live to do so.
pub fn ask(reader: &ChildReader, request: &Request, document: &[u8]) -> Result<Answer, ReadError> {
    if let Some(idle) = Idle::take(reader) {
        match ask_child(idle, reader, request, document) {
            // What it read before may be the reason: a new child tells what this document does.
            Ok(Answer::Failed { .. }) => {}
            Err(error) if !matches!(error, ReadError::Interrupted) => {}
            result => return result,
        }
    }
    let child = Running::start(reader).map_err(|error| ReadError::NoChild {
        cause: error.to_string(),
    })?;
    ask_child(Idle::new(reader, child), reader, request, document)
}

/// Asks a child, and keeps it for the next document where its answer allows that.
fn ask_child(
    mut child: Idle,
    reader: &ChildReader,
    request: &Request,
    document: &[u8],
) -> Result<Answer, ReadError> {
    let deadline = Deadline::after(reader.time);
    let line = child.work(|child| child.answer(request, document, deadline))?;
    if !request.another_follows {
        // It has nothing more to do; its memory is taken back while its answer is read.
        child.work(Running::kill);
    }
    let answer = Answer::read(&line).ok_or(ReadError::Garbled)?;
    if request.another_follows && answer.is_of_plain_text() {
        child.keep();
    }
    Ok(answer)
}

/// A process that does not outlive this value.
pub struct Running {
    child: Child,
    /// Its standard input and output.
    socket: UnixStream,
    /// Its standard error.
    last_words: UnixStream,
}

impl Running {
    fn start(reader: &ChildReader) -> io::Result<Running> {
        let mut command = Command::new(&reader.program);
        command.arg0("paragraf").args(&reader.arguments).env_clear();
        // Else the program's allocator begins with all the address space that a child may have, and nothing else gets any.
        command.env("MIMALLOC_ARENA_RESERVE", ALLOCATED_AHEAD_KIB);
        Running::spawn(command)
    }

    /// Starts a process that hears and speaks through one socket and lies in no folder of ours.
    pub fn spawn(mut command: Command) -> io::Result<Running> {
        let (socket, its_socket) = UnixStream::pair()?;
        let (last_words, its_last_words) = UnixStream::pair()?;
        // Nobody listens while it works: what does not fit is lost instead of holding it up.
        its_last_words.set_nonblocking(true)?;
        let child = command
            .current_dir("/")
            // Ctrl-C on a terminal goes to every process of the group: it is for the parent, whose end takes its
            // children along, and no child's death by it is to look like a document's fault.
            .process_group(0)
            .stdin(OwnedFd::from(its_socket.try_clone()?))
            .stdout(OwnedFd::from(its_socket))
            .stderr(OwnedFd::from(its_last_words))
            .spawn()?;
        Ok(Running {
            child,
            socket,
            last_words,
        })
    }

    /// Its standard input and output.
    pub fn socket(&self) -> &UnixStream {
        &self.socket
    }

    /// Its number.
    pub fn id(&self) -> Option<Pid> {
        i32::try_from(self.child.id()).ok().and_then(Pid::from_raw)
    }

    /// Whether it, having closed its output, ends by itself and without complaint.
    pub fn ended_well(&mut self) -> bool {
        let is_over = self.last_words(&mut Vec::new());
        self.kill();
        is_over && self.child.wait().is_ok_and(|status| status.success())
    }

    /// The line that it answers, or why it does not.
    fn answer(
        &mut self,
        request: &Request,
        document: &[u8],
        deadline: Deadline,
    ) -> Result<Vec<u8>, ReadError> {
        exchange(&self.socket, request, document, ANSWER_BYTES, deadline).map_err(|silence| {
            match silence {
                Silence::Closed => self.reason_of_end(request.seconds),
                Silence::Late => ReadError::TimedOut {
                    seconds: request.seconds,
                },
                Silence::TooMuch => ReadError::TooMuchSaid,
            }
        })
    }

    /// Ends it and whatever it may have started. It is not reaped yet, so its number is no other's.
    fn kill(&mut self) {
        if let Some(group) = self.id() {
            let _ = kill_process_group(group, Signal::KILL);
        }
        let _ = self.child.kill();
    }

    /// Hears its standard error; whether that was closed too, as it is by a process's end.
    fn last_words(&self, said: &mut Vec<u8>) -> bool {
        let heard = self
            .last_words
            .set_read_timeout(Some(END))
            .and_then(|()| Read::take(&self.last_words, LAST_WORDS).read_to_end(said));
        heard.is_ok()
    }

    /// It has closed its output.
    fn reason_of_end(&mut self, seconds: u64) -> ReadError {
        let mut said = Vec::new();
        let is_over = self.last_words(&mut said);
        self.kill();
        match self.child.wait() {
            Ok(status) if is_over => reason(status, &said, seconds),
            Ok(_) | Err(_) => ReadError::Garbled,
        }
    }
}

/// No path leaves a process behind, running or dead.
impl Drop for Running {
    fn drop(&mut self) {
        self.kill();
        let _: io::Result<ExitStatus> = self.child.wait();
    }
}
