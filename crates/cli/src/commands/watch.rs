//! `paragraf watch`: files into the archive and the index as they come.

use std::path::{Path, PathBuf};
use std::time::Duration;

use paragraf_ingest::{
    Arrivals, IngestConfig, IngestError, Look, News, Outcome as FileOutcome, Progress, Summary,
    ingest,
};
use serde_json::json;

use super::ingest::{
    acknowledge, as_json, configured, message_of, print_counts, stop_on_signal,
    wrong_use_or_trouble,
};
use super::{Outcome, WrongUse};
use crate::arguments::{Watch, WatchFormat};
use crate::manager;
use crate::output::{harmless, note, print, print_line, say};
use crate::progress::shown;
use crate::settings::Settings;

/// How long a run waits for disk space before it lets others write, who may make some, and tries again.
const WAIT_FOR_SPACE: Duration = Duration::from_secs(10);

/// How long another command that writes is waited for before that is told.
const WAIT_FOR_OTHERS: Duration = Duration::from_secs(1);

pub fn run(settings: &Settings, options: &Watch) -> anyhow::Result<Outcome> {
    if let Some(missing) = options.paths.iter().find(|path| !path.exists()) {
        let path = missing.clone();
        let error = IngestError::NoSuchPath { path };
        return Err(WrongUse(error.to_string()).into());
    }
    let mut config = configured(settings, &options.how)?;
    stop_on_signal(config.stop.clone());
    if !options.once {
        config.patience = WAIT_FOR_OTHERS;
        config.room.patience = config.room.patience.min(WAIT_FOR_SPACE);
    }
    let mut watching = Watching {
        arrivals: Arrivals::of(&options.paths),
        pause: Duration::from_secs(options.every),
        config,
        options,
        told: None,
        read_in: 0,
        problems: false,
    };
    let ended = watching.begin().and_then(|()| watching.go_on());
    manager::stopping();
    match ended {
        // Whoever ends it has had what they wanted.
        Err(_) if watching.config.stop.is_asked() => {}
        ended => ended.map_err(wrong_use_or_trouble)?,
    }
    Ok(match options.once && watching.problems {
        true => Outcome::WithProblems,
        false => Outcome::Well,
    })
}

struct Watching<'a> {
    arrivals: Arrivals,
    config: IngestConfig,
    options: &'a Watch,
    pause: Duration,
    /// The trouble that was told last and is not over.
    told: Option<String>,
    /// Documents since the start.
    read_in: usize,
    problems: bool,
}

impl Watching<'_> {
    /// Brings archive and index to this version and up to date, as every run does. What is wrong with them now is a
    /// person's to mend before anything is waited for.
    fn begin(&mut self) -> Result<(), IngestError> {
        loop {
            match self.read_in(&[]) {
                Ok(()) => break,
                Err(error) if self.is_waited_out(&error) && may_pass(&error) => {
                    self.tell_of(&error);
                    self.config.stop.wait(self.pause);
                }
                Err(error) => return Err(error),
            }
        }
        self.over();
        let folders: Vec<String> = self.options.paths.iter().map(|path| shown(path)).collect();
        let (folders, every) = (folders.join(", "), self.options.every);
        say(&harmless(&match self.options.once {
            true => format!(
                "reading in what lies whole in {folders}, looking every {every} s until all is"
            ),
            false => format!("watching {folders} every {every} s (Ctrl-C stops it)"),
        }));
        manager::ready(&self.state());
        Ok(())
    }

    /// Look after look, until somebody ends it.
    fn go_on(&mut self) -> Result<(), IngestError> {
        let mut is_first = true;
        while !self.config.stop.is_asked() {
            let look = self.arrivals.look(&self.config);
            self.tell(&look.news);
            let is_all = self.take(&look)?;
            // At the first look nothing is known to stand still.
            if self.options.once && is_all && !is_first {
                return Ok(());
            }
            is_first = false;
            self.config.stop.wait(self.pause);
        }
        Ok(())
    }

    /// Reads in what is ready; whether nothing is left to wait for.
    fn take(&mut self, look: &Look) -> Result<bool, IngestError> {
        let is_all = look.arriving == 0;
        if look.ready.is_empty() {
            return Ok(is_all);
        }
        match self.read_in(&look.ready) {
            Ok(()) => {
                self.over();
                // Of two names of one file only one is read.
                look.ready.iter().for_each(|path| self.arrivals.take(path));
                manager::status(&self.state());
                Ok(is_all)
            }
            // Gone since, or what is stated for it has changed: the next look tells.
            Err(IngestError::NoSuchPath { .. } | IngestError::Facts { .. }) => Ok(false),
            Err(error) if self.is_waited_out(&error) => {
                self.tell_of(&error);
                Ok(false)
            }
            Err(error) => Err(error),
        }
    }

    fn read_in(&mut self, paths: &[PathBuf]) -> Result<(), IngestError> {
        let (format, is_start) = (self.options.format, paths.is_empty());
        let mut taken = Vec::new();
        let mut read_in = 0;
        let run = ingest(paths, &self.config, &mut |progress| match progress {
            Progress::File { path, outcome } => {
                tell_of_file(format, &path, &outcome);
                if let FileOutcome::New { .. } | FileOutcome::Reread { .. } = outcome {
                    read_in += 1;
                }
                taken.push(path);
            }
            Progress::Note(text) => note(harmless(&text)),
            step if is_start => manager::starting(&step),
            _ => {}
        });
        self.read_in += read_in;
        // What was told of stays, whatever becomes of the rest.
        taken.iter().for_each(|path| self.arrivals.take(path));
        let summary = run?;
        self.problems |= summary.has_problems();
        if summary.files > 0 {
            sum_up(format, &summary);
        }
        Ok(())
    }

    /// Whether the trouble may be over by itself. A run that is to end tells it instead.
    fn is_waited_out(&self, error: &IngestError) -> bool {
        !self.options.once && !self.config.stop.is_asked() && !error.is_wrong_use()
    }

    /// Tells of a trouble once, however long it lasts.
    fn tell_of(&mut self, error: &IngestError) {
        let message = match error {
            IngestError::Busy { holder, .. } => format!(
                "waiting: another command ({holder}) is writing; reading in goes on by itself when that is done"
            ),
            other => format!("trying again every {} s: {other}", self.options.every),
        };
        if self.told.as_ref() != Some(&message) {
            say(&message);
            manager::status(&message);
            self.told = Some(message);
        }
    }

    fn over(&mut self) {
        if self.told.take().is_some() {
            say("reading in goes on");
        }
    }

    fn tell(&self, news: &[News]) {
        for news in news {
            say(&harmless(&match news {
                News::Trouble(what) => format!("waiting: {}", shown(Path::new(what))),
                News::Mended(path) => format!("all is well again with {}", shown(path)),
            }));
        }
    }

    fn state(&self) -> String {
        let read_in = self.read_in;
        format!("watching; documents read in since the start: {read_in}")
    }
}

/// Whether waiting helps before the first run: what is wrong with an archive itself stays wrong.
fn may_pass(error: &IngestError) -> bool {
    matches!(
        error,
        IngestError::Busy { .. } | IngestError::NoSpace { .. } | IngestError::Stopped(_)
    )
}

/// One line for each file that became something. Whether anybody listens does not matter to the archive.
fn tell_of_file(format: WatchFormat, path: &Path, outcome: &FileOutcome) {
    if format == WatchFormat::Jsonl {
        acknowledge(path, outcome);
        return;
    }
    let became = match outcome {
        FileOutcome::New { paragraphs } => format!("new, paragraphs: {paragraphs}"),
        FileOutcome::Reread { paragraphs } => format!("read anew, paragraphs: {paragraphs}"),
        // The summary counts them: at a start there may be thousands.
        FileOutcome::AlreadyHeld => return,
        FileOutcome::Withdrawn => "left out, because it was withdrawn".to_owned(),
        other => message_of(other).unwrap_or_default().to_owned(),
    };
    let _ = print_line(harmless(&format!("{}: {became}", shown(path))));
}

fn sum_up(format: WatchFormat, summary: &Summary) {
    let _ = match format {
        WatchFormat::Text => print(|out| print_counts(out, summary)),
        WatchFormat::Jsonl => print_line(json!({ "summary": as_json(summary) })),
    };
}
