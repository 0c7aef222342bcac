//! The commands as help, completions and manual show them: in groups, with examples, and with what the table of settings
//! says of their options.

use std::fmt::Write;

use anstyle::{AnsiColor, Style};
use clap::builder::Styles;
use clap::{Arg, Command, CommandFactory};

use super::Arguments;
use super::examples::examples;
use crate::output::{ERROR, HEADING};
use crate::settings::known::{SETTINGS, Setting};

/// What a person wants to do, and the commands for it.
const GROUPS: &[(&str, &[&str])] = &[
    (
        "Reading in",
        &["ingest", "watch", "mirror", "parse", "extract"],
    ),
    (
        "Searching",
        &[
            "search", "cases", "export", "cite", "analyze", "status", "findings",
        ],
    ),
    ("Taking away", &["withdraw", "purge"]),
    (
        "Looking after",
        &[
            "serve", "health", "verify", "rebuild", "backup", "restore", "dump",
        ],
    ),
    (
        "About the program",
        &["config", "completions", "man", "help"],
    ),
];

/// For commands that no group names; a test says that there are none.
const OTHERS: &str = "Others";

/// All that can be typed.
pub fn command() -> Command {
    let command = Arguments::command()
        .styles(styles())
        .subcommand_value_name("COMMAND")
        .mut_args(with_settings)
        .mut_subcommands(|command| {
            let examples = shown(command.get_name());
            command.mut_args(with_settings).after_long_help(examples)
        });
    let template = template(&command);
    command.help_template(template).after_help(format!(
        "{HEADING}Try:{HEADING:#} paragraf ingest data/samples && paragraf serve"
    ))
}

/// Few colours: what is typed stands out, what is wrong is red.
fn styles() -> Styles {
    Styles::plain()
        .header(HEADING)
        .usage(HEADING)
        .literal(HEADING)
        .error(ERROR)
        .valid(AnsiColor::Green.on_default())
        .invalid(AnsiColor::Yellow.on_default())
        .context(Style::new().dimmed())
}

/// Commands by what they are for; clap itself knows one list.
fn template(command: &Command) -> String {
    let mut template = String::from("{about-with-newline}\n{usage-heading} {usage}\n");
    let groups = grouped(command);
    let names = groups.iter().flat_map(|(_, commands)| commands);
    let widest = names.map(|(name, _)| name.len()).max().unwrap_or(0);
    for (group, commands) in &groups {
        let _ = write!(template, "\n{HEADING}{group}:{HEADING:#}\n");
        for (name, about) in commands {
            let blanks = widest - name.len();
            let _ = writeln!(
                template,
                "  {HEADING}{name}{HEADING:#}{:blanks$}  {about}",
                ""
            );
        }
    }
    let _ = write!(
        template,
        "\n{HEADING}Options:{HEADING:#}\n{{options}}{{after-help}}"
    );
    template
}

/// Each group with the names of its commands and what they do; only what there is.
fn grouped(command: &Command) -> Vec<(&'static str, Vec<(String, String)>)> {
    let mut left: Vec<(String, String)> = command
        .get_subcommands()
        .map(|command| {
            let about = command.get_about().map(ToString::to_string);
            (command.get_name().to_owned(), about.unwrap_or_default())
        })
        .collect();
    // Clap adds it when it builds the command.
    left.push(("help".to_owned(), "Explain a command".to_owned()));
    let mut groups = Vec::new();
    for (group, names) in GROUPS {
        let mut of_group = Vec::new();
        for name in *names {
            if let Some(place) = left.iter().position(|(left, _)| left == name) {
                of_group.push(left.remove(place));
            }
        }
        groups.push((*group, of_group));
    }
    groups.push((OTHERS, left));
    groups.retain(|(_, commands)| !commands.is_empty());
    groups
}

/// An option that is a setting tells its default and its variable.
fn with_settings(arg: Arg) -> Arg {
    let Some(setting) = arg.get_long().and_then(of_option) else {
        return arg;
    };
    let told = |help: &dyn std::fmt::Display| {
        let default = match (setting.default)() {
            None => String::new(),
            Some(toml::Value::Array(_)) => String::new(),
            Some(toml::Value::String(text)) => format!(" [default: {text}]"),
            Some(value) => format!(" [default: {value}]"),
        };
        format!("{help}{default} [env: {}]", setting.environment)
    };
    let short = arg.get_help().map(|help| told(help));
    let long = arg.get_long_help().map(|help| told(help));
    let arg = match short {
        Some(short) => arg.help(short),
        None => arg,
    };
    match long {
        Some(long) => arg.long_help(long),
        None => arg,
    }
}

fn of_option(long: &str) -> Option<&'static Setting> {
    SETTINGS.iter().find(|setting| setting.option == Some(long))
}

/// Under a heading, each with what it does.
fn shown(command: &str) -> String {
    let mut text = format!("{HEADING}Examples:{HEADING:#}");
    for (what, line) in examples(command) {
        let _ = write!(text, "\n  {what}:\n    {HEADING}{line}{HEADING:#}");
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_command_is_in_a_group_and_told_in_a_line_of_eighty_columns() {
        let command = command();
        for (group, commands) in grouped(&command) {
            assert_ne!(group, OTHERS, "{commands:?} in no group of `GROUPS`");
            for (name, about) in commands {
                let length = 2 + 11 + 2 + about.chars().count();
                assert!(length <= 80 && !about.is_empty(), "{name}: {about}");
            }
        }
    }

    #[test]
    fn every_command_has_examples_and_they_can_be_typed() {
        for of in command().get_subcommands() {
            assert!(
                !examples(of.get_name()).is_empty(),
                "{} has none",
                of.get_name()
            );
            for (what, line) in examples(of.get_name()) {
                let words = words_of_paragraf(line);
                assert!(!words.is_empty(), "{line}");
                for words in words {
                    let typed = command().try_get_matches_from(&words);
                    assert!(typed.is_ok(), "{what}: {words:?}: {}", typed.unwrap_err());
                }
            }
        }
    }

    #[test]
    fn options_that_are_settings_tell_their_default_and_their_variable() {
        let mut command = command();
        command.build();
        for setting in SETTINGS.iter().filter(|setting| setting.option.is_some()) {
            let mut args = command
                .get_subcommands()
                .flat_map(Command::get_arguments)
                .filter(|arg| arg.get_long() == setting.option)
                .peekable();
            assert!(args.peek().is_some(), "no option --{:?}", setting.option);
            for arg in args {
                let help = arg.get_help().map(ToString::to_string).unwrap_or_default();
                assert!(help.contains(setting.environment), "{help}");
            }
        }
    }

    /// What is typed to this program in a line of a shell.
    fn words_of_paragraf(line: &str) -> Vec<Vec<String>> {
        let mut commands = vec![Vec::new()];
        let mut word = String::new();
        let mut quote = None;
        for letter in format!("{line} ").chars() {
            match (letter, quote) {
                ('\'' | '"', None) => quote = Some(letter),
                (letter, Some(open)) if letter == open => quote = None,
                (' ', None) => match std::mem::take(&mut word).as_str() {
                    "" => {}
                    "|" | "&&" | ">" | "<" => commands.push(Vec::new()),
                    done => commands.last_mut().unwrap().push(done.to_owned()),
                },
                (letter, _) => word.push(letter),
            }
        }
        commands.retain(|words| words.first().is_some_and(|first| first == "paragraf"));
        commands
    }
}
