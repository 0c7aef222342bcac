//! How far a long command is: a bar on standard error where that is a terminal, and elsewhere nothing, so that logs stay
//! readable.

use std::io::{self, IsTerminal};
use std::path::Path;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use paragraf_ingest::{Outcome as FileOutcome, Progress, RECOGNISED_STAYS};
use paragraf_language::mask_personal_numbers_in_name;

use crate::output;

/// One bar for all steps of a command; it is gone when the command has ended, however it ended.
pub struct Bar(ProgressBar);

impl Bar {
    /// Shows nothing before the first step is known.
    pub fn new() -> Bar {
        let bar = ProgressBar::with_draw_target(Some(0), ProgressDrawTarget::stderr_with_hz(10));
        let is_wanted = io::stderr().is_terminal()
            && std::env::var_os("TERM").is_none_or(|term| term != "dumb");
        if !is_wanted {
            bar.set_draw_target(ProgressDrawTarget::hidden());
        }
        // Narrow terminals lose the message first: it is the last part, and takes what is left of the width.
        let template = "{prefix:>14} [{bar:24}] {human_pos}/{human_len} {eta:>4} {wide_msg}";
        if let Ok(style) = ProgressStyle::with_template(template) {
            bar.set_style(style.progress_chars("=> "));
        }
        Bar(bar)
    }

    /// What reading in, checking, copying and indexing tell.
    pub fn show(&mut self, progress: Progress) {
        match progress {
            Progress::Started { files } => self.step("Reading", 0, files as u64),
            Progress::File { path, outcome } => {
                self.0.inc(1);
                if let Some(message) = trouble(&outcome) {
                    self.tell(&format!("{}: {message}", shown(&path)));
                }
                let name = Path::new(path.file_name().unwrap_or_default());
                self.0.set_message(shown(name));
            }
            Progress::CountingWords { done, total } => self.step("Counting words", done, total),
            Progress::Indexing { done, total } => self.step("Indexing", done, total),
            Progress::Checking { what, done, total } => self.step(&capital(what), done, total),
            Progress::Copying { done, total } => self.step("Copying", done, total),
            Progress::Note(note) => self.0.suspend(|| output::note(note)),
            Progress::Finished => {}
        }
    }

    /// Any step of any command: what is done, how far it is, and of how much.
    pub fn step(&self, what: &str, done: u64, total: u64) {
        if self.0.prefix() != what {
            // The new step must not be seen with the old one's count.
            self.0.reset();
            self.0.set_message("");
            self.0.set_prefix(what.to_owned());
        }
        self.0.set_length(total);
        self.0.set_position(done);
    }

    /// Something about one file, above the bar; where there is no bar the summary tells it.
    fn tell(&self, line: &str) {
        self.0.println(output::harmless(line));
    }

    pub fn finish(&self) {
        self.0.finish_and_clear();
    }
}

impl Drop for Bar {
    fn drop(&mut self) {
        self.finish();
    }
}

/// What a person is told at once.
pub fn trouble(outcome: &FileOutcome) -> Option<&str> {
    match outcome {
        FileOutcome::Failed { message, .. }
        | FileOutcome::Waiting { message, .. }
        | FileOutcome::NeedsFacts { message } => Some(message),
        FileOutcome::RecognisedStays => Some(RECOGNISED_STAYS),
        _ => None,
    }
}

/// A path as it may stand on a terminal and in a log: names of files hold personal numbers too.
pub fn shown(path: &Path) -> String {
    mask_personal_numbers_in_name(&path.display().to_string()).text
}

fn capital(what: &str) -> String {
    let mut letters = what.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}
