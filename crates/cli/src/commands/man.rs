//! `paragraf man`: the manual, a page for each command.

use std::fs;
use std::io::{self, Write};
use std::path::Path;

use anyhow::Context;
use clap::{Arg, Command};
use clap_mangen::Man as Page;
use clap_mangen::roff::{Inline, Roff, bold, roman};

use super::{Outcome, WrongUse, counted};
use crate::arguments::{Man, command, examples};
use crate::output::{print, print_line};
use crate::settings::known::{ONLY_IN_THE_ENVIRONMENT, SETTINGS};

const MANUAL: &str = "Paragraf";

/// When this version of the manual was last gone through: set with the version, never by the clock, so that the same
/// source makes the same pages.
const DATE: &str = "2026-11-29";

const EXIT_STATUS: &[(&str, &str)] = &[
    (
        "0",
        "All is well, also where whoever read the answer stopped early.",
    ),
    (
        "1",
        "It is done, but some documents failed or problems were found; or it could not be done.",
    ),
    ("2", "The command cannot be meant so; nothing was changed."),
    ("130", "Ended by Ctrl-C. What was being written is removed."),
];

const FILES: &[(&str, &str)] = &[
    (
        "paragraf.toml",
        "Settings, read from the folder in which the command is given; --config names another.",
    ),
    (
        "data/archive.db",
        "The catalogue: documents, records, versions, withdrawals.",
    ),
    ("data/originals/", "The files as they came, by SHA-256."),
    (
        "data/withdrawals.jsonl",
        "The log of withdrawals, which outlives the catalogue.",
    ),
    (
        "index/",
        "The search index; safe to delete, paragraf-rebuild(1) makes it again.",
    ),
];

pub fn run(options: &Man) -> anyhow::Result<Outcome> {
    let mut all = command().disable_help_subcommand(true);
    all.build();
    let Some(folder) = &options.folder else {
        print(|out| write_page(&all, &all, out))?;
        return Ok(Outcome::Well);
    };
    fs::create_dir_all(folder)
        .with_context(|| WrongUse(format!("cannot make {}", folder.display())))?;
    let pages: Vec<&Command> = std::iter::once(&all).chain(all.get_subcommands()).collect();
    for &page in &pages {
        write_file(&all, page, folder)?;
    }
    let number = counted(pages.len() as u64, "page", "pages");
    print_line(format!("{number} in {}", folder.display()))?;
    Ok(Outcome::Well)
}

fn write_file(all: &Command, page: &Command, folder: &Path) -> anyhow::Result<()> {
    let path = folder.join(format!("{}.1", name(page)));
    let mut text = Vec::new();
    write_page(all, page, &mut text)?;
    fs::write(&path, text).with_context(|| WrongUse(format!("cannot write {}", path.display())))
}

/// `paragraf-search`.
fn name(command: &Command) -> &str {
    command
        .get_display_name()
        .unwrap_or_else(|| command.get_name())
}

fn write_page(all: &Command, command: &Command, out: &mut dyn Write) -> io::Result<()> {
    let page = Page::new(for_page(command));
    // Written here, because the library knows no constant date.
    let version = all.get_version().unwrap_or_default();
    writeln!(
        out,
        ".TH {} 1 \"{DATE}\" \"paragraf {version}\" \"{MANUAL}\"",
        name(command)
    )?;
    page.render_name_section(out)?;
    page.render_synopsis_section(out)?;
    page.render_description_section(out)?;
    page.render_options_section(out)?;
    let is_root = name(all) == name(command);
    if is_root {
        page.render_subcommands_section(out)?;
    }
    let mut more = Roff::new();
    listed(&mut more, "EXIT STATUS", EXIT_STATUS.iter().copied());
    listed(&mut more, "ENVIRONMENT", environment(command, is_root));
    listed(&mut more, "FILES", FILES.iter().copied());
    examples_section(&mut more, command, is_root);
    see_also(&mut more, all, command, is_root);
    more.to_writer(out)
}

/// With the usage that `--help` shows, and values in a sentence instead of a list that fills a screen.
fn for_page(command: &Command) -> Command {
    let mut command = command.clone();
    let usage = command.render_usage().to_string();
    let usage = usage.trim_start_matches("Usage: ").to_owned();
    command.override_usage(usage).mut_args(with_values)
}

fn with_values(arg: Arg) -> Arg {
    let values: Vec<String> = arg
        .get_possible_values()
        .iter()
        .map(|value| match value.get_help() {
            Some(help) => format!("{} ({help})", value.get_name()),
            None => value.get_name().to_owned(),
        })
        .collect();
    if values.is_empty() || arg.is_hide_possible_values_set() {
        return arg;
    }
    let help = arg.get_long_help().or(arg.get_help());
    let help = help.map(|help| format!("{help}. ")).unwrap_or_default();
    arg.hide_possible_values(true)
        .long_help(format!("{help}One of: {}.", values.join(", ")))
}

/// A page of a command names the variables of its options; the page of the program all.
fn environment(
    command: &Command,
    is_root: bool,
) -> impl Iterator<Item = (&'static str, &'static str)> {
    let options: Vec<String> = command
        .get_arguments()
        .filter_map(|arg| arg.get_long().map(str::to_owned))
        .collect();
    let settings = SETTINGS.iter().filter(move |setting| {
        let is_option = |option| options.iter().any(|own| own == option);
        is_root || setting.option.is_some_and(is_option)
    });
    let settings = settings.map(|setting| (setting.environment, setting.meaning));
    settings.chain(ONLY_IN_THE_ENVIRONMENT.iter().copied())
}

fn listed<'t>(roff: &mut Roff, heading: &str, entries: impl Iterator<Item = (&'t str, &'t str)>) {
    roff.control("SH", [heading]);
    for (name, text) in entries {
        roff.control("TP", []);
        roff.text([bold(name)]);
        roff.text([roman(text)]);
    }
}

fn examples_section(roff: &mut Roff, command: &Command, is_root: bool) {
    roff.control("SH", ["EXAMPLES"]);
    let of: Vec<&str> = match is_root {
        true => vec!["ingest", "serve", "search"],
        false => vec![command.get_name()],
    };
    for (place, (what, line)) in of.into_iter().flat_map(|name| examples(name)).enumerate() {
        // A section begins a paragraph by itself.
        if place > 0 {
            roff.control("PP", []);
        }
        roff.text([roman(format!("{what}:"))]);
        roff.control("PP", []);
        roff.control("RS", ["4"]);
        roff.control("nf", []);
        roff.text([Inline::Bold((*line).to_owned())]);
        roff.control("fi", []);
        roff.control("RE", []);
    }
}

fn see_also(roff: &mut Roff, all: &Command, command: &Command, is_root: bool) {
    roff.control("SH", ["SEE ALSO"]);
    let others = std::iter::once(all).chain(all.get_subcommands());
    let others = others.filter(|other| name(other) != name(command));
    let pages: Vec<String> = match is_root {
        true => others.map(|other| format!("{}(1)", name(other))).collect(),
        false => vec![format!("{}(1)", name(all))],
    };
    roff.text([roman(pages.join(", "))]);
}
