//! What the real program does with files that are bombs, pictures or nothing at all: each read by a child of its own.

use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

use anyhow::{Result, ensure};
use serde_json::Value;
use tempfile::TempDir;

const MINUTES: &str = include_str!("minutes.txt");

#[test]
fn a_bomb_is_a_clear_error_and_no_crash() -> Result<()> {
    let place = Place::new()?;
    for (name, bomb) in bombs() {
        let path = place.write(name, &bomb)?;
        for command in ["parse", "extract"] {
            let output = place.run(&[command, &path], 1)?;
            let said = String::from_utf8_lossy(&output.stderr).into_owned();
            assert!(said.starts_with("error: ") && said.contains(name), "{said}");
            assert_eq!(said.lines().count(), 1, "{said}");
            assert!(output.stdout.is_empty());
        }
    }
    Ok(())
}

#[test]
fn bombs_between_minutes_are_failed_documents() -> Result<()> {
    let place = Place::new()?;
    for (name, bomb) in bombs() {
        place.write(name, &bomb)?;
    }
    place.write("minutes.txt", MINUTES.as_bytes())?;
    let summary = place.ingest(&[&place.incoming()], 1)?;
    assert_eq!(summary["new"], 1);
    assert_eq!(array(&summary["failed"]).len(), bombs().len());
    Ok(())
}

#[test]
fn pictures_of_pages_wait_and_are_tried_again_without_their_file() -> Result<()> {
    let place = Place::new()?;
    let path = place.write("skannat.pdf", &picture())?;
    let summary = place.ingest(&[&path], 1)?;
    assert_eq!(summary["waiting"][0]["code"], "no_text");
    assert_eq!(summary["failed"], serde_json::json!([]));
    std::fs::remove_file(&path)?;

    let output = place.run(&["ingest", "--retry"], 1)?;
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(
        said.starts_with("1 documents tried again: 0 read anew"),
        "{said}"
    );
    assert!(
        said.contains("waiting for text recognition") && said.contains("skannat.pdf"),
        "{said}"
    );
    let status = place.json(&["status", "--format", "json"])?;
    assert_eq!(status["counts"]["waiting"], 1);
    assert_eq!(status["problems"][0]["status"], "waiting");

    let which = place.json_of(&["ingest", "--retry=incomplete", "--format", "json"], 1)?;
    assert_eq!(which["files"], 1);
    place.run(&["ingest", "--retry", &place.incoming()], 2)?;
    Ok(())
}

#[test]
fn the_time_of_a_file_is_an_option_a_setting_and_never_nought() -> Result<()> {
    let place = Place::new()?;
    let path = place.write("minutes.txt", MINUTES.as_bytes())?;
    place.run(&["parse", "--seconds-per-file", "60", &path], 0)?;
    place.run(&["parse", "--seconds-per-file", "0", &path], 2)?;
    let settings = place.folder.path().join("paragraf.toml");
    std::fs::write(&settings, "[reading]\nseconds_per_file = 60\n")?;
    place.run(&["parse", &path], 0)?;
    std::fs::write(&settings, "[reading]\nseconds_per_file = 0\n")?;
    place.run(&["parse", &path], 2)?;
    Ok(())
}

#[test]
fn what_children_are_told_is_for_them_alone() -> Result<()> {
    let place = Place::new()?;
    let help = place.run(&["--help"], 0)?;
    assert!(!String::from_utf8_lossy(&help.stdout).contains("read-document"));

    let mut child = place
        .command(&["read-document"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()?;
    if let Some(mut input) = child.stdin.take() {
        input.write_all(b"hello?\n")?;
    }
    let output = child.wait_with_output()?;
    assert_eq!(output.status.code(), Some(2));
    assert!(output.stdout.is_empty() && output.stderr.is_empty());
    Ok(())
}

/// Arrays within arrays, a tree of pages that bites its tail, a form that draws itself, and nothing at all.
fn bombs() -> Vec<(&'static str, Vec<u8>)> {
    let deep = format!("{}{}", "[".repeat(500_000), "]".repeat(500_000));
    let tail = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 9 >>",
    ];
    let itself = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 4 0 R /Resources << /XObject << /F 4 0 R >> >> >>",
        "<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Length 11 /Resources << /XObject << /F 4 0 R >> >> >> stream\n/F Do /F Do\nendstream",
    ];
    vec![
        (
            "deep.pdf",
            pdf(&["<< /Type /Catalog /Pages 2 0 R >>", &deep]),
        ),
        ("tail.pdf", pdf(&tail)),
        ("itself.pdf", pdf(&itself)),
        ("nothing.pdf", Vec::new()),
    ]
}

/// A page that is one picture.
fn picture() -> Vec<u8> {
    pdf(&[
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /XObject << /P 5 0 R >> >> >>",
        "<< /Length 30 >> stream\nq 595 0 0 842 0 0 cm /P Do Q  \nendstream",
        "<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8 /Length 1 >> stream\nx\nendstream",
    ])
}

fn pdf(objects: &[&str]) -> Vec<u8> {
    let mut file = "%PDF-1.7\n".to_owned();
    let mut places = String::new();
    for (object, number) in objects.iter().zip(1..) {
        places.push_str(&format!("{:010} 00000 n \n", file.len()));
        file.push_str(&format!("{number} 0 obj\n{object}\nendobj\n"));
    }
    let (start, size) = (file.len(), objects.len() + 1);
    file.push_str(&format!(
        "xref\n0 {size}\n0000000000 65535 f \n{places}trailer << /Size {size} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n"
    ));
    file.into_bytes()
}

/// A folder of one's own.
struct Place {
    folder: TempDir,
}

impl Place {
    fn new() -> Result<Place> {
        let folder = tempfile::tempdir()?;
        std::fs::create_dir(folder.path().join("incoming"))?;
        Ok(Place { folder })
    }

    fn write(&self, name: &str, bytes: &[u8]) -> Result<String> {
        let path: PathBuf = self.folder.path().join("incoming").join(name);
        std::fs::write(&path, bytes)?;
        Ok(path.display().to_string())
    }

    fn incoming(&self) -> String {
        self.folder.path().join("incoming").display().to_string()
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_paragraf"));
        command.current_dir(self.folder.path()).args(arguments);
        command
    }

    fn run(&self, arguments: &[&str], status: i32) -> Result<Output> {
        let output = self.command(arguments).output()?;
        let said = String::from_utf8_lossy(&output.stderr);
        ensure!(
            output.status.code() == Some(status),
            "{arguments:?} ended with {}: {said}",
            output.status
        );
        Ok(output)
    }

    fn json(&self, arguments: &[&str]) -> Result<Value> {
        self.json_of(arguments, 0)
    }

    fn json_of(&self, arguments: &[&str], status: i32) -> Result<Value> {
        Ok(serde_json::from_slice(
            &self.run(arguments, status)?.stdout,
        )?)
    }

    fn ingest(&self, paths: &[&str], status: i32) -> Result<Value> {
        self.json_of(&[&["ingest", "--format", "json"], paths].concat(), status)
    }
}

fn array(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}
