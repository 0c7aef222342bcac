//! Children that misbehave: shell programs in the place of the real one.

#![cfg(unix)]

use std::fs;
use std::path::Path;
use std::time::Duration;

use paragraf_extract::ExtractError;
use paragraf_model::Facts;

use super::ChildReader;
use super::answer::Answer;
use crate::ReadError;

/// Long enough for a machine that has other things to do.
const LONG: Duration = Duration::from_secs(60);

/// For what never ends.
const SHORT: Duration = Duration::from_secs(1);

#[test]
fn an_answer_is_what_the_child_says() {
    assert_eq!(
        told("echo '{\"failed\":{\"code\":\"empty\",\"message\":\"no text\"}}'"),
        "empty: no text"
    );
}

#[test]
fn a_child_that_answers_before_it_has_heard_all_is_heard() {
    let answer = "echo '{\"failed\":{\"code\":\"damaged\",\"message\":\"no\"}}'";
    let error = read(answer, &vec![b'x'; 4_000_000], LONG);
    assert_eq!(error.code(), "damaged");
}

#[test]
fn each_end_has_its_reason() {
    for (script, expected) in [
        ("exit 0", ReadError::Garbled),
        ("exit 101", ReadError::Panicked),
        ("kill -KILL $$", ReadError::Killed),
        ("kill -SEGV $$", ReadError::TooDeep),
        ("kill -ABRT $$", ReadError::Crashed { signal: 6 }),
        ("kill -BUS $$", ReadError::Crashed { signal: 7 }),
        ("kill -XCPU $$", ReadError::TimedOut { seconds: 60 }),
        ("kill -TERM $$", ReadError::Interrupted),
        (
            // Whoever started the tests may have had it ignored, which a shell cannot undo.
            "exec env --default-signal=INT sh -c 'kill -INT $$'",
            ReadError::Interrupted,
        ),
        (
            "echo 'memory allocation of 7 bytes failed' >&2; kill -ABRT $$",
            ReadError::out_of_memory(),
        ),
    ] {
        assert_eq!(read(script, b"x", LONG), expected, "{script}");
    }
}

#[test]
fn what_makes_no_sense_is_no_answer() {
    for script in [
        "echo hej",
        "echo '{\"record\":{}}'",
        "echo '{\"failed\":{\"code\":\"No code\",\"message\":\"x\"}}'",
        "printf '{\"failed\":{\"code\":\"x\",\"message\":\"\\\\u001b[2J\"}}\\n'",
        "echo '{\"text\":'",
    ] {
        assert_eq!(read(script, b"x", LONG), ReadError::Garbled, "{script}");
    }
}

#[test]
fn a_child_that_has_read_plain_text_reads_the_next_document() {
    let processes = processes_for_three_documents(
        "while read -r request && read -r document; do echo $$ >>NOTED; cat ANSWER; done",
    );
    assert_eq!(processes.len(), 3);
    assert!(processes.windows(2).all(|pair| pair[0] == pair[1]));
}

#[test]
fn what_becomes_of_a_child_after_its_answer_is_not_held_against_the_next_document() {
    for end in ["exit 101", "kill -SEGV $$", "exec >&- <&-; sleep 600"] {
        let script = "read -r request; read -r document; echo $$ >>NOTED; cat ANSWER; ".to_owned();
        let processes = processes_for_three_documents(&(script + end));
        assert_eq!(processes.len(), 3, "{end}");
        assert!(processes.windows(2).all(|pair| pair[0] != pair[1]), "{end}");
    }
}

/// Which processes read three documents, each of which gets its record.
fn processes_for_three_documents(script: &str) -> Vec<String> {
    let folder = tempfile::tempdir().unwrap();
    let [noted, answer] = ["noted", "answer"].map(|name| folder.path().join(name));
    let minutes = "Ekvalla kommun\nKommunstyrelsen\n2024-03-05\n\n§ 1 Val\n\nBeslut\nNoteras.\n";
    let record = crate::read_record(minutes.as_bytes(), &Facts::default()).unwrap();
    let mut line = Vec::new();
    Answer::Record(Box::new(record.clone()))
        .write(&mut line)
        .unwrap();
    fs::write(&answer, line).unwrap();
    let script = script
        .replace("NOTED", &noted.display().to_string())
        .replace("ANSWER", &answer.display().to_string());
    for _ in 0..3 {
        let read = reader(&script, LONG).record(b"document\n", &Facts::default());
        assert_eq!(read.unwrap(), record);
    }
    let noted = fs::read_to_string(noted).unwrap();
    noted.lines().map(str::to_owned).collect()
}

#[test]
fn a_child_that_never_stops_talking_is_stopped() {
    assert_eq!(read("cat /dev/zero", b"x", LONG), ReadError::TooMuchSaid);
}

#[test]
fn a_child_that_never_answers_is_stopped() {
    let late = ReadError::TimedOut { seconds: 1 };
    assert_eq!(read("read -r request; sleep 600", b"x", SHORT), late);
    // More than fits into the socket, and nobody takes it.
    assert_eq!(read("sleep 600", &vec![b'x'; 4_000_000], SHORT), late);
    // It closes its output and lives on.
    assert_eq!(
        read("exec >&- <&-; sleep 600", b"x", LONG),
        ReadError::Garbled
    );
}

#[test]
fn nobody_is_left_running_or_dead() {
    let folder = tempfile::tempdir().unwrap();
    let noted = folder.path().join("processes");
    let script = format!("sleep 600 & echo $$ $! >{}; sleep 600", noted.display());
    assert_eq!(read(&script, b"x", SHORT).code(), "timed_out");
    let processes = fs::read_to_string(&noted).unwrap();
    let [child, grandchild] = processes.split_whitespace().collect::<Vec<_>>()[..] else {
        panic!("{processes}");
    };
    assert!(
        !Path::new("/proc").join(child).exists(),
        "the child is left"
    );
    // A signal is on its way when its sender goes on.
    let died = (0..6000).any(|_| {
        std::thread::sleep(Duration::from_millis(10));
        is_dead(grandchild)
    });
    assert!(died, "the child's child runs on");
}

#[test]
fn a_child_gets_no_folder_and_of_the_environment_what_its_allocator_needs() {
    let said = |what: &str| {
        let script = format!(
            "read -r request; printf '{{\"failed\":{{\"code\":\"x\",\"message\":\"%s\"}}}}\\n' \"$({what})\""
        );
        told(&script)
    };
    assert_eq!(
        said("tr '\\0' ' ' </proc/$$/environ"),
        "x: MIMALLOC_ARENA_RESERVE=32768 "
    );
    assert_eq!(said("readlink /proc/$$/cwd"), "x: /");
}

#[test]
fn a_reason_that_quotes_the_file_is_made_fit_to_be_shown() {
    let detail = format!("\u{1b}[2J\n{}", "x".repeat(5_000));
    let mut line = Vec::new();
    let error = ReadError::from(ExtractError::Damaged { detail });
    Answer::failed(&error).write(&mut line).unwrap();
    let Some(Answer::Failed { code, message }) = Answer::read(&line) else {
        panic!("{}", String::from_utf8_lossy(&line));
    };
    assert_eq!(code, "damaged");
    assert!(
        message.starts_with("the file is damaged ( [2J xxx"),
        "{message}"
    );
}

#[test]
fn a_child_that_is_refused_its_limits_ends_the_run_and_not_the_file() {
    assert!(read("exit 2", b"x", LONG).ends_the_run());
}

#[test]
fn a_program_that_is_not_there_ends_the_run_and_not_the_file() {
    let reader = ChildReader {
        program: "/no/such/program".into(),
        arguments: Vec::new(),
        time: LONG,
        recogniser: None,
    };
    let error = reader.record(b"x", &Facts::default()).unwrap_err();
    assert!(error.ends_the_run(), "{error}");
}

/// A dead one stays in the list until whoever inherits it asks for it.
fn is_dead(process: &str) -> bool {
    let status = fs::read_to_string(Path::new("/proc").join(process).join("stat"));
    status.map_or(true, |status| status.contains(") Z "))
}

fn told(script: &str) -> String {
    match read(script, b"x", LONG) {
        ReadError::Told { code, message } => format!("{code}: {message}"),
        other => panic!("{other:?}"),
    }
}

fn read(script: &str, document: &[u8], time: Duration) -> ReadError {
    let read = reader(script, time).record(document, &Facts::default());
    read.unwrap_err()
}

fn reader(script: &str, time: Duration) -> ChildReader {
    ChildReader {
        program: "/bin/sh".into(),
        arguments: vec!["-c".to_owned(), script.to_owned()],
        time,
        recogniser: None,
    }
}
