//! Made-up archives of any size, and how fast they are read in and searched.

mod data_set;
mod generate;
mod measure;
mod peers;
mod records;
mod requests;

use clap::{Parser, Subcommand};

/// As the program has it: what is measured in this process is to take what it takes there.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

#[derive(Debug, Parser)]
#[command(name = "paragraf-bench", about, version)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Write made-up minutes, what is read from them, and queries over them
    Generate(generate::Arguments),
    /// Fill archives of several sizes and search them; print one table
    Measure(measure::Arguments),
    #[command(hide = true)]
    Step(measure::Step),
    /// Load the same paragraphs into other engines and ask them the same queries
    Peers(peers::Arguments),
    /// Be one of those engines
    #[command(hide = true)]
    Peer(peers::EngineArguments),
}

fn main() -> anyhow::Result<()> {
    match Arguments::parse().command {
        Command::Generate(arguments) => generate::run(&arguments),
        Command::Measure(arguments) => measure::run(&arguments),
        Command::Step(step) => measure::run_step(&step),
        Command::Peers(arguments) => peers::run(&arguments),
        Command::Peer(arguments) => peers::serve(&arguments),
    }
}
