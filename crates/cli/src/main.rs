//! The `paragraf` program: arguments, environment, clock and logging. It only composes; each command
//! is a module of its own.

mod arguments;
mod commands;
mod health;
mod manager;
mod output;
mod progress;
mod settings;
mod table;
mod whole_file;

use std::io;
use std::process::ExitCode;

use clap::FromArgMatches;

use arguments::{Arguments, Command};
use commands::Outcome;
use settings::Settings;

/// Archive, index and server allocate on many threads, some of which live for one commit: with glibc's own allocator what
/// they leave behind stays taken.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    // Before anything else is set up: what a child needs is done in a millisecond.
    if std::env::args_os()
        .nth(1)
        .is_some_and(|first| first == paragraf_ingest::CHILD_ARGUMENT)
    {
        return paragraf_ingest::respond();
    }
    output::choose_colour(arguments::colour_typed(std::env::args_os()));
    let matches = arguments::command().get_matches();
    let arguments = Arguments::from_arg_matches(&matches).unwrap_or_else(|error| error.exit());
    start_logging(arguments.verbose);
    log_panics();
    match run(arguments) {
        Ok(Outcome::Well) => ExitCode::SUCCESS,
        Ok(Outcome::WithProblems) => ExitCode::from(1),
        // `paragraf search … | head` closes the pipe early; that is no failure.
        Err(_) if output::stopped_listening() => ExitCode::SUCCESS,
        Err(error) => {
            output::error(told(&error));
            ExitCode::from(if error.is::<commands::WrongUse>() {
                2
            } else {
                1
            })
        }
    }
}

/// What failed and each cause below it, once: many messages quote their cause themselves.
fn told(error: &anyhow::Error) -> String {
    let mut told = String::new();
    for cause in error.chain().map(ToString::to_string) {
        if told.contains(&cause) {
            continue;
        }
        if !told.is_empty() {
            told.push_str(": ");
        }
        told.push_str(&cause);
    }
    told
}

fn run(arguments: Arguments) -> anyhow::Result<Outcome> {
    let settings = match arguments.command.needs_settings() {
        true => Settings::read(&arguments.common)?,
        false => Settings::default(),
    };
    match arguments.command {
        Command::Ingest(options) => commands::ingest::run(&settings, &options),
        Command::Watch(options) => commands::watch::run(&settings, &options),
        Command::Serve(options) => commands::serve::run(&settings, &options),
        Command::Health(options) => commands::health::run(&settings, &options),
        Command::Search(options) => commands::search::run(&settings, &options),
        Command::Cases(options) => commands::cases::run(&settings, &options),
        Command::Cite(options) => commands::cite::run(&settings, &options),
        Command::Export(options) => commands::export::run(&settings, &options),
        Command::Parse(options) => commands::parse::run(&settings, &options),
        Command::Extract(options) => commands::extract::run(&settings, &options),
        Command::Analyze(options) => commands::analyze::run(&settings, &options),
        Command::Status(options) => commands::status::run(&settings, &options),
        Command::Findings(options) => commands::findings::run(&settings, &options),
        Command::Verify(options) => commands::verify::run(&settings, &options),
        Command::Rebuild(options) => commands::rebuild::run(&settings, &options),
        Command::Backup(options) => commands::backup::run(&settings, &options),
        Command::Restore(options) => commands::restore::run(&settings, &options),
        Command::Dump(options) => commands::dump::run(&settings, &options),
        Command::Mirror(options) => commands::mirror::run(&settings, &options),
        Command::Withdraw(options) => commands::withdraw::run(&settings, &options),
        Command::Purge(options) => commands::purge::run(&settings, &options),
        Command::Config(options) => commands::config::run(&settings, &options),
        Command::Completions(options) => commands::completions::run(&options),
        Command::Man(options) => commands::man::run(&options),
    }
}

/// Logs go to standard error, so that what a command prints can be piped on. What a PDF library thinks of a file is
/// told by the findings, in words that help.
fn start_logging(verbose: bool) {
    let default = if verbose {
        "info,lopdf=off"
    } else {
        "warn,lopdf=off"
    };
    let filter = tracing_subscriber::EnvFilter::try_from_env("PARAGRAF_LOG")
        .unwrap_or_else(|_| tracing_subscriber::EnvFilter::new(default));
    tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_ansi(output::errors_in_colour())
        .log_internal_errors(false)
        .with_writer(io::stderr)
        .init();
}

/// A file on which a part of the program gives up is listed as failed with a reason; for whoever mends the program
/// the place stands in the log. Never the message, which may quote the document, and nowhere a backtrace.
fn log_panics() {
    std::panic::set_hook(Box::new(|panic| match panic.location() {
        Some(place) => tracing::error!("the program failed at {}:{}", place.file(), place.line()),
        None => tracing::error!("the program failed"),
    }));
}

#[cfg(test)]
mod tests {
    use anyhow::Context;

    use super::told;

    #[test]
    fn a_cause_is_told_once() {
        let cause = anyhow::anyhow!("permission denied");
        let quoted = cause.context("a.zip cannot be read (permission denied); look at it");
        let said = told(&quoted.context("no backup was made"));
        assert_eq!(
            said,
            "no backup was made: a.zip cannot be read (permission denied); look at it"
        );
        let plain: anyhow::Result<()> = Err(anyhow::anyhow!("why")).context("what");
        assert_eq!(told(&plain.unwrap_err()), "what: why");
    }
}
