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

/// A child may have a gigabyte of address space: what its allocator takes ahead is not left for its document.
#[cfg(target_os = "linux")]
#[test]
fn a_child_begins_with_little_address_space() -> Result<()> {
    let reader = paragraf_ingest::ChildReader {
        program: env!("CARGO_BIN_EXE_paragraf").into(),
        arguments: vec![paragraf_ingest::CHILD_ARGUMENT.to_owned()],
        time: paragraf_ingest::ChildReader::TIME,
        recogniser: None,
    };
    let record = reader.record(MINUTES.as_bytes(), &paragraf_model::Facts::default());
    assert!(record.is_ok(), "{record:?}");
    // It waits for the next document.
    let sizes: Vec<u64> = std::fs::read_dir("/proc")?
        .filter_map(|entry| std::fs::read_to_string(entry.ok()?.path().join("status")).ok())
        .filter(|status| fact(status, "PPid:") == Some(std::process::id().into()))
        .filter(|status| status.contains("NoNewPrivs:\t1"))
        .filter_map(|status| fact(&status, "VmPeak:"))
        .collect();
    assert!(!sizes.is_empty());
    assert!(
        sizes.iter().all(|&kibibytes| kibibytes < 256 * 1024),
        "{sizes:?}"
    );
    Ok(())
}

#[cfg(target_os = "linux")]
fn fact(status: &str, name: &str) -> Option<u64> {
    let line = status.lines().find_map(|line| line.strip_prefix(name))?;
    line.split_whitespace().next()?.parse().ok()
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
        said.starts_with("1 document tried again: 0 read anew with 0 paragraphs"),
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

/// Lines of minutes as the Swedish model reads them, which knows no section sign.
#[cfg(unix)]
const READ: &[&str] = &[
    "Sammanträdesprotokoll 2022-05-31",
    "8 15 Rapport om nattstugan",
    "Ärendenummer: Ks 596/2020",
    "Beslut",
    "Informationen tas till protokollet.",
    "816 Redovisning av trygghetsarbetet",
    "Beslut",
    "Informationen läggs till handlingarna.",
];

#[cfg(unix)]
#[test]
fn scanned_minutes_are_searchable_once_their_text_is_recognised() -> Result<()> {
    let place = Place::new()?;
    let path = place.write("skannat.pdf", &scan())?;
    let stated = [
        "--municipality",
        "Örebro kommun",
        "--body",
        "Kommunstyrelsen",
        "--date",
        "2022-05-31",
    ];
    place.ingest(&[&stated[..], &[&path]].concat(), 1)?;
    place.recogniser()?;
    let summary = place.json(&["ingest", "--retry", "--ocr", "--format", "json"])?;
    assert_eq!(
        (&summary["reread"], &summary["paragraphs"]),
        (&1.into(), &2.into())
    );
    let found = place.json(&["search", "nattstugan", "--format", "json"])?;
    assert_eq!(found["hits"][0]["number"], 15);
    let found = place.json(&["search", "trygghetsarbetet", "--format", "json"])?;
    assert_eq!(found["hits"][0]["number"], 16);

    let record = place.json(&["parse", "--ocr", &path])?;
    let kinds = array(&record["findings"])
        .iter()
        .map(|finding| &finding["kind"]);
    assert!(
        kinds.clone().any(|kind| kind == "text_recognised"),
        "{record}"
    );
    let text = place.json(&["extract", "--ocr", "--format", "json", &path])?;
    assert_eq!(text["pages"][0]["origin"], "ocr");
    assert!(
        text["pages"][0]["confidence"].as_f64() > Some(0.8),
        "{text}"
    );
    place.run(&["extract", &path], 1)?;
    Ok(())
}

#[cfg(unix)]
#[test]
fn recognised_paragraphs_outlive_a_run_without_a_recogniser() -> Result<()> {
    let place = Place::new()?;
    let path = place.write("delvis.pdf", &scanned_in_part())?;
    let said = |arguments: &[&str], status| -> Result<String> {
        let output = place.run(arguments, status)?;
        Ok(String::from_utf8_lossy(&output.stdout).into_owned())
    };
    let stating = |body: &str| {
        let facts = "municipality = \"Örebro kommun\"\ndate = 2022-05-31\n";
        place.write(
            "facts.toml",
            format!("{facts}body = \"{body}\"\n").as_bytes(),
        )
    };
    let waits =
        "1 document has pages that wait for text recognition: run `paragraf ingest --retry --ocr`";

    stating("Kommunstyrelsen")?;
    let first = said(&["ingest", &path], 0)?;
    assert!(
        first.starts_with("1 file: 1 new with 1 paragraph, 0 already held\n"),
        "{first}"
    );
    assert!(first.contains(waits), "{first}");
    let status = said(&["status"], 0)?;
    let held = "Held: 1 paragraph, 1 meeting, 1 document. Searchable: 1 paragraph.\n";
    assert!(
        status.starts_with(held) && status.contains(waits),
        "{status}"
    );

    place.recogniser()?;
    let retried = place.json(&["ingest", "--retry", "--ocr", "--format", "json"])?;
    assert_eq!(
        (&retried["reread"], &retried["paragraphs"]),
        (&1.into(), &3.into())
    );
    assert_eq!(retried["incomplete"], 0);

    stating("Socialnämnden")?;
    let refused = said(&["ingest", &path], 1)?;
    assert!(refused.contains("read it again with `--ocr`"), "{refused}");
    assert_eq!(
        place.json(&["search", "nattstugan", "--format", "json"])?["total"],
        1
    );
    let again = place.json(&["ingest", "--ocr", "--format", "json", &path])?;
    assert_eq!(
        (&again["reread"], &again["paragraphs"]),
        (&1.into(), &3.into())
    );
    Ok(())
}

#[cfg(unix)]
#[test]
fn what_is_asked_for_by_name_is_retried_with_a_recogniser_too() -> Result<()> {
    let place = Place::new()?;
    let path = place.write("delvis.pdf", &scanned_in_part())?;
    let facts = "municipality = \"Örebro kommun\"\nbody = \"Kommunstyrelsen\"\ndate = 2022-05-31\n";
    place.write("facts.toml", facts.as_bytes())?;
    place.ingest(&[&path], 0)?;
    let status = place.json(&["status", "--format", "json"])?;
    assert_eq!(status["counts"]["incomplete"], 1);
    place.recogniser()?;
    let files = |arguments: &[&str]| -> Result<Value> {
        let retry = [&["ingest", "--format", "json"], arguments].concat();
        Ok(place.json(&retry)?["files"].clone())
    };
    assert_eq!(files(&["--retry"])?, 0);
    assert_eq!(files(&["--retry=unread", "--ocr"])?, 0);
    assert_eq!(files(&["--retry", "--ocr"])?, 1);
    Ok(())
}

#[test]
fn the_text_of_a_file_comes_with_what_is_missing_beside_it() -> Result<()> {
    let place = Place::new()?;
    let path = place.write("delvis.pdf", &scanned_in_part())?;
    let output = place.run(&["extract", "--format", "text", &path], 0)?;
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(
        text.contains("Val av justerare") && !text.contains("Sidan"),
        "{text}"
    );
    let beside = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(
        beside.contains("warning: Sidan är en bild utan text") && beside.contains("(page 2)"),
        "{beside}"
    );

    let path = place.write("hel.txt", MINUTES.as_bytes())?;
    let output = place.run(&["extract", "--format", "text", &path], 0)?;
    assert!(output.stderr.is_empty());
    Ok(())
}

#[cfg(unix)]
#[test]
fn a_file_without_end_is_too_large() -> Result<()> {
    let place = Place::new()?;
    for command in ["parse", "extract"] {
        // What is read whole meets this limit of its address space first.
        let script = format!("ulimit -v 4000000; exec \"$0\" {command} /dev/zero");
        let program = env!("CARGO_BIN_EXE_paragraf");
        let output = Command::new("/bin/sh")
            .current_dir(place.folder.path())
            .args(["-c", &script, program])
            .output()?;
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(1), "{said}");
        assert!(
            said.contains("/dev/zero") && said.contains("more than 256 MiB"),
            "{said}"
        );
    }
    Ok(())
}

#[test]
fn a_recogniser_that_is_asked_for_and_not_there_is_wrong_use() -> Result<()> {
    let place = Place::new()?;
    let path = place.write("minutes.txt", MINUTES.as_bytes())?;
    place.settings("[ocr]\nenabled = true\nprogram = \"/no/such/tesseract\"\n")?;
    for command in ["parse", "extract", "ingest"] {
        let output = place.run(&[command, &path], 2)?;
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(
            said.contains("apt install tesseract-ocr tesseract-ocr-swe"),
            "{said}"
        );
    }
    place.run(&["extract", "--ocr=false", &path], 0)?;
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

/// The same at 150 dots per inch; what of its data is missing is white.
#[cfg(unix)]
fn scan() -> Vec<u8> {
    let small = String::from_utf8_lossy(&picture()).into_owned();
    small
        .replace("/Width 1 /Height 1 ", "/Width 1240 /Height 1754 ")
        .into_bytes()
}

/// A page of minutes and one that is a picture at 150 dots per inch.
fn scanned_in_part() -> Vec<u8> {
    let text = r"BT /F 12 Tf 16 TL 72 760 Td (Sammantr\344desprotokoll 2022-05-31) Tj T* T* (\247 14 Val av justerare) Tj T* (Beslut) Tj T* (Kommunstyrelsen utser Siv Ask att justera dagens protokoll.) Tj ET";
    let length = text.len();
    let image = "<< /Type /XObject /Subtype /Image /Width 1240 /Height 1754 /ColorSpace /DeviceGray /BitsPerComponent 8 /Length 1 >> stream\nx\nendstream";
    pdf(&[
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R 6 0 R] /Count 2 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F 5 0 R >> >> >>",
        &format!("<< /Length {length} >> stream\n{text}\nendstream"),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 7 0 R /Resources << /XObject << /P 8 0 R >> >> >>",
        "<< /Length 30 >> stream\nq 595 0 0 842 0 0 cm /P Do Q  \nendstream",
        image,
    ])
}

/// Lines as a recogniser gives them, 20 pixels high.
#[cfg(unix)]
fn table(lines: &[&str]) -> String {
    let mut table = "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext\n".to_owned();
    for (line, number) in lines.iter().zip(1..) {
        let mut left = 120;
        for word in line.split(' ') {
            let (top, width) = (100 + 40 * number, 11 * word.chars().count());
            table.push_str(&format!(
                "5\t1\t1\t1\t{number}\t1\t{left}\t{top}\t{width}\t20\t93\t{word}\n"
            ));
            left += width + 7;
        }
    }
    table
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

    fn settings(&self, settings: &str) -> Result<()> {
        let path = self.folder.path().join("paragraf.toml");
        Ok(std::fs::write(path, settings)?)
    }

    /// A program in the place of `tesseract`: it reads the same in every picture, with section signs where it is
    /// asked in English.
    #[cfg(unix)]
    fn recogniser(&self) -> Result<()> {
        use std::os::unix::fs::PermissionsExt;

        let folder = self.folder.path();
        let with_signs: Vec<String> = READ
            .iter()
            .map(|line| line.replace("8 15 R", "§ 15 R").replace("816 R", "§16 R"))
            .collect();
        let with_signs: Vec<&str> = with_signs.iter().map(String::as_str).collect();
        std::fs::write(folder.join("swe"), table(READ))?;
        std::fs::write(folder.join("eng"), table(&with_signs))?;
        let program = folder.join("tesseract");
        let script = format!(
            "#!/bin/sh\ncase \"$1\" in --list-langs) printf 'List:\\neng\\nosd\\nswe\\n' ;;\n\
             *) cat >/dev/null; cat {}/\"$4\" ;; esac\n",
            folder.display()
        );
        std::fs::write(&program, script)?;
        std::fs::set_permissions(&program, std::fs::Permissions::from_mode(0o755))?;
        self.settings(&format!(
            "[ocr]\nprogram = {:?}\n",
            program.display().to_string()
        ))
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
