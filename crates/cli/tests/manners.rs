//! How the program behaves among others: pipes, colour, JSON, exit statuses. What terminals, shells and the readers of
//! manual pages make of it stands in tests/outside.

use std::io::{self, Write};
use std::path::Path;
use std::process::{Command, Output, Stdio};

use anyhow::{Context, Result, ensure};
use tempfile::TempDir;

const MINUTES: &str = "\
Tallnäs kommun
Kommunstyrelsen
2024-03-05

§ 7 Lekplatser i centrum
Dnr KS 2024/12

Beslut
Kommunstyrelsen godkänner rapporten.

§ 8 Skolskjuts till Näs
Dnr KS 2024/13

Beslut
Kommunstyrelsen avslår ansökan.
";

/// Every command that answers, with what there is to answer.
const ANSWERING: &[&[&str]] = &[
    &["search", "lekplatser"],
    &["search", "--facets"],
    &["cases", "KS 2024/12", "KS 1999/1"],
    &["status"],
    &["findings"],
    &["findings", "--severity", "info"],
    &["analyze", "skolskjuts"],
    &["parse", "protokoll.txt"],
    &["extract", "protokoll.txt"],
    &["verify"],
    &["rebuild"],
    &["purge", "--dry-run"],
    &["purge"],
    &["withdraw", "--list"],
    &["backup", "backup.zip"],
    &["--data", "d2", "--index", "i2", "restore", "kept.zip"],
    &["ingest", "protokoll.txt"],
    &["config"],
    &["config", "server.base_url"],
];

/// More that prints, but not as JSON or always.
const PRINTING: &[&[&str]] = &[
    &["export", "--format", "csv", "--output", "-"],
    &["export", "--format", "jsonl", "--output", "hits.jsonl"],
    &["cite", "tallnas/kommunstyrelsen/2024-03-05/7"],
    &["parse", "--explain", "protokoll.txt"],
    &["config", "--example"],
    &["completions", "bash"],
    &["man"],
    &["man", "pages"],
    &["--help"],
    &["help", "search"],
    &["--version"],
];

#[test]
fn a_reader_that_leaves_before_the_first_line_is_no_trouble_for_any_command() -> Result<()> {
    let place = Place::new()?;
    for arguments in ANSWERING.iter().chain(PRINTING) {
        let output = unheard(&mut place.command(arguments))?;
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(0), "{arguments:?}: {said}");
        assert!(!said.contains("error"), "{arguments:?}: {said}");
    }
    Ok(())
}

#[test]
fn problems_are_told_by_the_exit_status_even_to_a_reader_that_has_left() -> Result<()> {
    let place = Place::new()?;
    let originals = place.path("data/originals");
    let mut folders = vec![originals];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder)? {
            let path = entry?.path();
            if path.is_dir() {
                folders.push(path);
            } else {
                std::fs::remove_file(path)?;
            }
        }
    }
    assert_eq!(
        unheard(&mut place.command(&["verify"]))?.status.code(),
        Some(1)
    );
    Ok(())
}

#[test]
fn a_list_of_case_numbers_may_come_through_a_pipe() -> Result<()> {
    let place = Place::new()?;
    let mut child = place
        .command(&["cases", "--format", "json"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()?;
    let mut input = child.stdin.take().context("standard input")?;
    input.write_all(b"KS 2024/12\n\nks-2024-00013\n")?;
    drop(input);
    let output = child.wait_with_output()?;
    let answer: serde_json::Value = serde_json::from_slice(&output.stdout)?;
    assert_eq!(answer["results"].as_array().map(Vec::len), Some(2));
    Ok(())
}

#[test]
fn every_command_that_answers_does_so_in_json_that_stands_alone() -> Result<()> {
    let place = Place::new()?;
    for arguments in ANSWERING {
        let mut command = place.command(arguments);
        let output = command.args(["--format", "json"]).output()?;
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        ensure!(output.status.success(), "{arguments:?}: {said}");
        let answer: serde_json::Value = serde_json::from_slice(&output.stdout)
            .with_context(|| format!("{arguments:?} prints more than JSON"))?;
        assert!(answer.is_object() || answer.is_array(), "{arguments:?}");
    }
    Ok(())
}

#[test]
fn colour_is_for_terminals_and_for_those_who_ask_for_it() -> Result<()> {
    let place = Place::new()?;
    let search: &[&str] = &["search", "lekplatser"];
    let wrong: &[&str] = &["search", "--sort", "best"];
    let misspelt: &[&str] = &["serch"];
    for arguments in [search, wrong, misspelt] {
        for (options, variables, is_coloured) in [
            (&[][..], &[][..], false),
            (&["--color", "always"][..], &[][..], true),
            (&["--color=always"][..], &[("NO_COLOR", "1")][..], true),
            (&[][..], &[("CLICOLOR_FORCE", "1")][..], true),
            (
                &[][..],
                &[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")][..],
                false,
            ),
            (
                &["--color", "never"][..],
                &[("CLICOLOR_FORCE", "1")][..],
                false,
            ),
        ] {
            let mut command = place.command(arguments);
            command.args(options).envs(variables.iter().copied());
            let output = command.output()?;
            let printed = [output.stdout, output.stderr].concat();
            assert_eq!(
                printed.contains(&0x1b),
                is_coloured,
                "{arguments:?} {options:?} {variables:?}: {}",
                String::from_utf8_lossy(&printed)
            );
        }
    }
    Ok(())
}

#[test]
fn what_is_piped_is_never_cut_and_never_broken() -> Result<()> {
    let place = Place::new()?;
    let long = "mycket ".repeat(25);
    std::fs::write(
        place.path("lang.txt"),
        MINUTES
            .replace("Lekplatser", &long)
            .replace("03-05", "04-05"),
    )?;
    place.run(&["ingest", "lang.txt"])?;
    let output = place.run(&["search", "rubrik:mycket"])?;
    let printed = String::from_utf8(output.stdout)?;
    assert!(
        printed
            .lines()
            .any(|line| line.matches("mycket").count() == 25),
        "{printed}"
    );
    assert!(!printed.contains('…'), "{printed}");
    Ok(())
}

#[test]
fn what_cannot_be_meant_ends_with_status_2_and_says_what_can() -> Result<()> {
    let place = Place::new()?;
    for (arguments, said) in [
        (&["serch"][..], "'search'"),
        (&["search", "--formt", "json"][..], "'--format'"),
        (&["search", "--format", "jsn"][..], "'json'"),
        (
            &["search", "--sort", "best"][..],
            "relevance, newest, oldest",
        ),
        (&["search", "--outcome", "aproved"][..], "approved"),
        (&["search", "--municipality", "tallns"][..], "tallnas"),
        (&["search", "--from", "igår"][..], "2023-05-31"),
        (
            &["findings", "--kind", "decision_mising"][..],
            "decision_missing",
        ),
        (&["config", "server.base"][..], "server.base_url"),
        (&["parse", "nothing.pdf"][..], "cannot read nothing.pdf"),
        (&["withdraw", "nobody", "--reason", "x"][..], "SHA-256"),
    ] {
        let output = place.command(arguments).output()?;
        let told = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(2), "{arguments:?}: {told}");
        assert!(
            told.starts_with("error: ") && told.contains(said),
            "{arguments:?}: {told}"
        );
        assert!(output.stdout.is_empty(), "{arguments:?}");
    }
    Ok(())
}

#[test]
fn a_variable_wins_over_the_file_for_settings_of_the_server_too() -> Result<()> {
    let place = Place::new()?;
    std::fs::write(
        place.path("paragraf.toml"),
        "[server]\nbase_url = \"https://fil.example\"\nconnections = 7\n",
    )?;
    let mut command = place.command(&["config", "--format", "json"]);
    command.env("PARAGRAF_BASE_URL", "https://miljo.example");
    let answer: serde_json::Value = serde_json::from_slice(&command.output()?.stdout)?;
    let of = |key: &str| {
        let settings = answer["settings"].as_array()?;
        let one = settings.iter().find(|one| one["key"] == key)?;
        Some((one["value"].clone(), one["from"].clone()))
    };
    assert_eq!(
        of("server.base_url"),
        Some(("https://miljo.example".into(), "environment".into()))
    );
    assert_eq!(of("server.connections"), Some((7.into(), "file".into())));
    assert_eq!(of("data"), Some(("data".into(), "default".into())));
    Ok(())
}

#[test]
fn one_module_alone_writes_to_standard_output() -> Result<()> {
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("src")];
    let mut files = 0;
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder)? {
            let path = entry?.path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            files += 1;
            let text = std::fs::read_to_string(&path)?;
            // Elsewhere a pipe that closes would be an error or a panic.
            let writes = ["io::stdout()", " println!(", " print!("];
            let is_output = path.ends_with("output.rs");
            for write in writes.iter().filter(|_| !is_output) {
                assert!(!text.contains(write), "{write} in {}", path.display());
            }
        }
    }
    assert!(files > 30, "{files} files");
    Ok(())
}

/// An archive of one meeting in a folder of its own.
struct Place {
    folder: TempDir,
}

impl Place {
    fn new() -> Result<Place> {
        let place = Place {
            folder: tempfile::tempdir()?,
        };
        std::fs::write(place.path("protokoll.txt"), MINUTES)?;
        place.run(&["ingest", "protokoll.txt"])?;
        place.run(&["backup", "kept.zip"])?;
        Ok(place)
    }

    fn path(&self, name: &str) -> std::path::PathBuf {
        Path::new(self.folder.path()).join(name)
    }

    /// Nothing of what the tests themselves run in reaches it.
    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_paragraf"));
        command.current_dir(self.folder.path()).args(arguments);
        for name in ["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE"] {
            command.env_remove(name);
        }
        command.env("USER", "arkivarien");
        command
    }

    fn run(&self, arguments: &[&str]) -> Result<Output> {
        let output = self.command(arguments).output()?;
        let said = String::from_utf8_lossy(&output.stderr);
        ensure!(output.status.success(), "{arguments:?}: {said}");
        Ok(output)
    }
}

/// Runs a command whose answer nobody reads.
fn unheard(command: &mut Command) -> Result<Output> {
    let (reader, writer) = io::pipe()?;
    drop(reader);
    let child = command.stdout(writer).stderr(Stdio::piped()).spawn()?;
    Ok(child.wait_with_output()?)
}
