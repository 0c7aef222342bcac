//! What the program says: answers on standard output, everything else on standard error, in colour where somebody
//! looks who wants it.
//!
//! Nothing else in this crate writes to standard output, so that one place knows of pipes that close early.

use std::fmt::Display;
use std::io::{self, BufWriter, Write};
use std::sync::atomic::{AtomicBool, Ordering};

use anstream::{AutoStream, ColorChoice};
use anstyle::{AnsiColor, Style};

/// Headings of tables and of hits.
pub const HEADING: Style = Style::new().bold();
/// What was searched for, where it stands.
pub const MATCH: Style = AnsiColor::Yellow.on_default().bold();
/// What stands beside: ids, kinds of sections, sources of settings.
pub const FAINT: Style = Style::new().dimmed();
/// All is as it should be.
pub const GOOD: Style = AnsiColor::Green.on_default();
pub const WARNING: Style = AnsiColor::Yellow.on_default().bold();
pub const ERROR: Style = AnsiColor::Red.on_default().bold();
pub const NOTE: Style = AnsiColor::Cyan.on_default().bold();

/// Whether whoever read the answer has stopped doing so: `paragraf search … | head`.
static STOPPED_LISTENING: AtomicBool = AtomicBool::new(false);

/// Holds for this program, its help and its errors; `auto` looks at the terminal, `NO_COLOR`, `CLICOLOR`,
/// `CLICOLOR_FORCE` and `TERM`. A dumb terminal gets none on a build server either, all of which `anstream` takes to
/// know colour.
pub fn choose_colour(choice: clap::ColorChoice) {
    let is_dumb = std::env::var_os("TERM").is_some_and(|set| set == "dumb");
    let is_forced = std::env::var_os("CLICOLOR_FORCE").is_some_and(|set| set != "0");
    match choice {
        clap::ColorChoice::Auto if is_dumb && !is_forced => ColorChoice::Never,
        clap::ColorChoice::Auto => ColorChoice::Auto,
        clap::ColorChoice::Always => ColorChoice::Always,
        clap::ColorChoice::Never => ColorChoice::Never,
    }
    .write_global();
}

/// Whether what goes to standard error may be in colour.
pub fn errors_in_colour() -> bool {
    AutoStream::choice(&io::stderr()) != ColorChoice::Never
}

/// Whether what goes to standard output may be in colour.
pub fn answers_in_colour() -> bool {
    AutoStream::choice(&io::stdout()) != ColorChoice::Never
}

/// How many columns the terminal has that the answer goes to; `None` where it goes elsewhere.
pub fn width() -> Option<usize> {
    let stdout = io::stdout();
    let (terminal_size::Width(columns), _) = terminal_size::terminal_size_of(&stdout)?;
    // A terminal that was never told its size says 0.
    (columns > 0).then(|| usize::from(columns))
}

/// Gives an answer to standard output, in colour where that is wanted. A reader that has heard enough is no trouble:
/// the command goes on to its exit status.
pub fn print(write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
    let mut out = BufWriter::new(Noting(AutoStream::auto(io::stdout().lock())));
    match write(&mut out).and_then(|()| out.flush()) {
        Err(_) if stopped_listening() => Ok(()),
        printed => printed,
    }
}

/// One line of an answer.
pub fn print_line(line: impl Display) -> io::Result<()> {
    print(|out| writeln!(out, "{line}"))
}

/// An answer for programs.
pub fn print_json(value: &impl serde::Serialize) -> anyhow::Result<()> {
    print(|out| {
        serde_json::to_writer_pretty(&mut *out, value).map_err(io::Error::from)?;
        writeln!(out)
    })?;
    Ok(())
}

/// Standard output for bytes that go on as they are, such as a file that is asked for with `--output -`.
pub fn raw() -> impl Write + Send {
    BufWriter::with_capacity(64 << 10, Noting(io::stdout()))
}

/// Whether an error came of nobody reading the answer any more; that is no failure.
pub fn stopped_listening() -> bool {
    STOPPED_LISTENING.load(Ordering::Relaxed)
}

/// Tells a person something beside the answer; whether anybody listens does not matter.
pub fn say(line: &str) {
    let _ = writeln!(anstream::stderr(), "{line}");
}

/// Something to know.
pub fn note(text: impl Display) {
    say(&format!("{NOTE}note:{NOTE:#} {text}"));
}

/// Something to mend.
pub fn warn(text: impl Display) {
    say(&format!("{WARNING}warning:{WARNING:#} {text}"));
}

/// Why the command did not do what it was asked to.
pub fn error(text: impl Display) {
    say(&format!("{ERROR}error:{ERROR:#} {text}"));
}

/// Text of documents as it may stand on a terminal: it could hold what moves the cursor or renames the window.
pub fn harmless(text: &str) -> String {
    text.chars()
        .map(|letter| if letter.is_control() { ' ' } else { letter })
        .collect()
}

/// Standard output, with a note of it when nobody reads it any more.
struct Noting<W>(W);

impl<W: Write> Write for Noting<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        noted(self.0.write(bytes))
    }

    fn flush(&mut self) -> io::Result<()> {
        noted(self.0.flush())
    }
}

fn noted<T>(written: io::Result<T>) -> io::Result<T> {
    if let Err(error) = &written
        && error.kind() == io::ErrorKind::BrokenPipe
    {
        STOPPED_LISTENING.store(true, Ordering::Relaxed);
    }
    written
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_document_says_cannot_steer_the_terminal() {
        assert_eq!(harmless("Beslut\u{1b}]0;x\u{7}\r\nå"), "Beslut ]0;x   å");
    }
}
