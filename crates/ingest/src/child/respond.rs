//! The child's side: confined, it reads one request and answers it.

use std::io;
use std::process::ExitCode;

use paragraf_extract::{Recognised, extract_with, page_picture, pages_to_recognise};
use paragraf_model::{Facts, Record};

use super::UNFIT;
use super::WORKED_BEFORE;
use super::answer::Answer;
use super::confine::{confine, confine_processor_time};
use super::request::{Request, Task};
use crate::ReadError;
use crate::record::{caught, read_and_drop};

/// How a child's document becomes a record.
pub type ReadDocument<'a> =
    dyn Fn(Vec<u8>, &Facts, &Recognised) -> Result<Record, ReadError> + Sync + 'a;

/// Answers the requests on standard input. The whole of what a child does; the program's logging, settings and
/// arguments are not for it.
pub fn respond() -> ExitCode {
    respond_by(&read_and_drop)
}

/// As [`respond`], with another way to make a record.
pub fn respond_by(read: &ReadDocument<'_>) -> ExitCode {
    // What a panic says may quote the document before anything was masked.
    std::panic::set_hook(Box::new(|_| {}));
    match confine().and_then(|()| on_deep_stack(|| respond_to_input(read))) {
        Ok(()) => ExitCode::SUCCESS,
        Err(_) => ExitCode::from(UNFIT),
    }
}

fn respond_to_input(read: &ReadDocument<'_>) -> io::Result<()> {
    let mut input = io::stdin().lock();
    let first = Request::read(&mut input)?.ok_or(io::ErrorKind::UnexpectedEof)?;
    let before = if first.another_follows {
        WORKED_BEFORE.as_secs()
    } else {
        0
    };
    confine_processor_time(first.seconds.saturating_add(before))?;
    let mut next = Some(first);
    while let Some(request) = next {
        let bytes = request.read_document(&mut input)?;
        answer(read, &request, bytes).write(io::stdout().lock())?;
        next = match request.another_follows {
            true => Request::read(&mut input)?,
            false => None,
        };
    }
    Ok(())
}

/// Reads the document and says what came of it.
pub fn answer(read: &ReadDocument<'_>, request: &Request, bytes: Vec<u8>) -> Answer {
    let read = match request.task {
        Task::Record => caught(|| {
            let record = read(bytes, &request.facts, &request.recognised)?;
            Ok(Answer::Record(Box::new(record)))
        }),
        Task::Text => caught(|| {
            let text = extract_with(&bytes, &request.recognised)?;
            Ok(Answer::Text(Box::new(text)))
        }),
        Task::PagesToRecognise => caught(|| Ok(Answer::Pages(pages_to_recognise(&bytes)?))),
        Task::Picture { page } => caught(|| Ok(Answer::picture(page_picture(&bytes, page)?))),
    };
    read.unwrap_or_else(|error| Answer::failed(&error))
}

/// The main thread's stack has been made deep enough.
#[cfg(target_os = "linux")]
fn on_deep_stack(work: impl FnOnce() -> io::Result<()>) -> io::Result<()> {
    work()
}

/// The main thread's stack is as deep as when the process began.
#[cfg(not(target_os = "linux"))]
fn on_deep_stack(work: impl FnOnce() -> io::Result<()> + Send) -> io::Result<()> {
    std::thread::scope(|scope| {
        let thread = std::thread::Builder::new()
            .stack_size(crate::pool::STACK_BYTES)
            .spawn_scoped(scope, work)?;
        thread
            .join()
            .unwrap_or_else(|_| Err(io::ErrorKind::Other.into()))
    })
}
