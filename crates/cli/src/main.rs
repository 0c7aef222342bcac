//! The `paragraf` program: arguments, environment, clock and logging. It only composes; each command
//! is a module of its own.

mod arguments;
mod commands;
mod settings;
mod table;

use std::process::ExitCode;

use clap::Parser;

use arguments::{Arguments, Command};
use commands::Outcome;
use settings::Settings;

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    start_logging(arguments.verbose);
    log_panics();
    match run(arguments) {
        Ok(Outcome::Well) => ExitCode::SUCCESS,
        Ok(Outcome::WithProblems) => ExitCode::from(1),
        Err(error) if is_closed_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::from(if error.is::<commands::WrongUse>() {
                2
            } else {
                1
            })
        }
    }
}

fn run(arguments: Arguments) -> anyhow::Result<Outcome> {
    let settings = Settings::read(&arguments.common)?;
    match arguments.command {
        Command::Ingest(options) => commands::ingest::run(&settings, &options),
        Command::Serve(options) => commands::serve::run(&settings, &options),
        Command::Search(options) => commands::search::run(&settings, &options),
        Command::Cases(options) => commands::cases::run(&settings, &options),
        Command::Export(options) => commands::export::run(&settings, &options),
        Command::Parse(options) => commands::parse::run(&options),
        Command::Extract(options) => commands::extract::run(&options),
        Command::Analyze(options) => commands::analyze::run(&options),
        Command::Status(options) => commands::status::run(&settings, &options),
        Command::Rebuild => commands::rebuild::run(&settings),
    }
}

/// Logs go to standard error, so that what a command prints can be piped on.
fn start_logging(verbose: bool) {
    let default = if verbose { "info" } else { "warn" };
    let filter = tracing_subscriber::EnvFilter::try_from_env("PARAGRAF_LOG")
        .unwrap_or_else(|_| tracing_subscriber::EnvFilter::new(default));
    tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .init();
}

/// A file on which a part of the program gives up is listed as failed with a reason; for whoever mends the program
/// the place stands in the log, and nowhere a backtrace.
fn log_panics() {
    std::panic::set_hook(Box::new(|panic| tracing::error!("{panic}")));
}

/// `paragraf search … | head` closes the pipe early; that is no failure.
fn is_closed_pipe(error: &anyhow::Error) -> bool {
    error.chain().any(|cause| {
        cause
            .downcast_ref::<std::io::Error>()
            .is_some_and(|error| error.kind() == std::io::ErrorKind::BrokenPipe)
    })
}
