//! Recognisers that misbehave: shell programs in the place of the real one.

#![cfg(unix)]

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;
use std::time::Duration;

use paragraf_extract::{NotRecognised, Reason, Recognised};
use tempfile::TempDir;

use super::tesseract::{Failure, run};
use super::{NoRecogniser, Recogniser, RecogniserConfig};
use crate::{ChildReader, ReadError};

const LANGUAGES: &str = "echo 'List of languages (3):'; echo eng; echo osd; echo swe";

/// A program that does what a script says, and its folder.
struct Fake {
    folder: TempDir,
}

impl Fake {
    /// Lists languages when it is asked to, and does what the script says otherwise.
    fn new(script: &str) -> Fake {
        Fake::listing(LANGUAGES, script)
    }

    fn listing(languages: &str, script: &str) -> Fake {
        let fake = Fake {
            folder: tempfile::tempdir().unwrap(),
        };
        let script = format!(
            "#!/bin/sh\nif [ \"$1\" = --list-langs ]; then {languages}; exit; fi\n{script}\n"
        );
        fs::write(fake.program(), script).unwrap();
        fs::set_permissions(fake.program(), fs::Permissions::from_mode(0o755)).unwrap();
        fake
    }

    fn program(&self) -> PathBuf {
        self.folder.path().join("tesseract")
    }

    fn config(&self) -> RecogniserConfig {
        RecogniserConfig::new(self.program())
    }

    /// What it says to a picture.
    fn said(&self) -> Result<String, Failure> {
        let time = Duration::from_secs(60);
        Ok(run(&self.config(), &[], b"P5", time)?.said)
    }
}

#[test]
fn a_recogniser_is_found_with_what_it_knows() {
    let recogniser = Recogniser::find(Fake::new("").config()).unwrap();
    assert!(recogniser.knows_orientation);
    assert_eq!(recogniser.signs.as_deref(), Some("eng"));
    let installed = Fake::new("");
    let with_english = RecogniserConfig {
        language: "swe+eng".to_owned(),
        ..installed.config()
    };
    assert_eq!(Recogniser::find(with_english).unwrap().signs, None);
    let only_swedish = Fake::listing("echo 'List:'; echo swe", "");
    let recogniser = Recogniser::find(only_swedish.config()).unwrap();
    assert!(!recogniser.knows_orientation);
    assert_eq!(recogniser.signs, None);
}

#[test]
fn what_is_missing_is_told_with_how_to_install_it() {
    let finnish = Fake::listing("echo 'List:'; echo fin", "");
    let error = Recogniser::find(finnish.config()).unwrap_err();
    assert_eq!(
        error.to_string(),
        "tesseract has no language \"swe\"; install it with `apt install tesseract-ocr-swe`"
    );
    let error = Recogniser::find(RecogniserConfig::new("/no/such/tesseract")).unwrap_err();
    assert!(matches!(error, NoRecogniser::NotInstalled { .. }));
    assert!(
        error
            .to_string()
            .contains("apt install tesseract-ocr tesseract-ocr-swe"),
        "{error}"
    );
}

#[test]
fn all_that_it_says_is_heard() {
    assert_eq!(
        Fake::new("cat; echo ' heard'").said().unwrap(),
        "P5 heard\n"
    );
}

#[test]
fn one_that_crashes_complains_or_floods_fails() {
    for script in [
        "cat >/dev/null; exit 1",
        "cat >/dev/null; kill -SEGV $$",
        "cat /dev/zero",
        "exec <&- >&-; sleep 600",
    ] {
        let said = Fake::new(script).said();
        assert!(matches!(said, Err(Failure::Failed)), "{script}: {said:?}");
    }
}

#[test]
fn one_that_hangs_is_stopped_with_all_that_it_started() {
    // It may write to no file, but it may make a folder that bears the number of the process.
    let fake = Fake::new("sleep 600 & mkdir \"${0%/*}/$!.started\"; cat >/dev/null; sleep 600");
    let late = run(&fake.config(), &[], b"P5", Duration::from_secs(1));
    assert!(matches!(late, Err(Failure::Late)));
    let names = fs::read_dir(fake.folder.path()).unwrap();
    let names = names.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let started: Vec<u32> = names
        .filter_map(|name| name.strip_suffix(".started")?.parse().ok())
        .collect();
    let [started] = started[..] else {
        panic!("{started:?}");
    };
    let status = format!("/proc/{started}/stat");
    // A signal is on its way when its sender goes on; whoever inherits the dead may take its time to ask for it.
    let is_alive = || fs::read_to_string(&status).is_ok_and(|status| !status.contains(") Z "));
    let died = (0..6000).any(|_| {
        std::thread::sleep(Duration::from_millis(10));
        !is_alive()
    });
    assert!(died, "{started} runs on");
}

#[test]
fn it_gets_no_environment_but_what_it_needs() {
    let fake = Fake::new("cat >/dev/null; tr '\\0' '\\n' </proc/$$/environ | sort");
    let config = RecogniserConfig {
        data: Some("/models".into()),
        ..fake.config()
    };
    let said = run(&config, &[], b"P5", Duration::from_secs(60))
        .unwrap()
        .said;
    assert_eq!(
        said,
        "LC_ALL=C\nOMP_THREAD_LIMIT=1\nTESSDATA_PREFIX=/models\n"
    );
}

#[cfg(target_os = "linux")]
#[test]
fn its_memory_time_and_files_are_limited_before_it_gets_the_picture() {
    let fake = Fake::new("cat >/dev/null; ulimit -v; ulimit -t; ulimit -n; ulimit -c");
    assert_eq!(fake.said().unwrap(), "2097152\n62\n32\n0\n");
}

/// In the place of a child: three pages wait, and the second has no picture.
const CHILD: &str = r#"
read -r request
case "$request" in
    *pages_to_recognise*) echo '{"pages":[1,2,4]}' ;;
    *'"page":2'*) echo '{"failed":{"code":"picture_broken","message":"x"}}' ;;
    *'"page":1'*) printf '{"picture":{"place":{"width":2,"height":1,"left":0,"top":0,"across":0.36,"down":0.36}}}\000ab\n' ;;
    *) printf '{"picture":{"place":{"width":2,"height":1,"left":0,"top":0,"across":0.36,"down":0.36}}}\000cd\n' ;;
esac
"#;

fn recognised(fake: &Fake, more: impl FnOnce(RecogniserConfig) -> RecogniserConfig) -> Recognised {
    let reader = ChildReader {
        program: "/bin/sh".into(),
        arguments: vec!["-c".to_owned(), CHILD.to_owned()],
        time: Duration::from_secs(60),
        recogniser: None,
    };
    let recogniser = Recogniser::find(more(fake.config())).unwrap();
    recogniser.recognise(&reader, b"%PDF-").unwrap()
}

/// A table with one word, which is all that was asked.
const ECHO: &str = r#"picture="$(cat | tail -n 1)"
printf '5\t1\t1\t1\t1\t1\t0\t0\t9\t9\t90\t%s %s\n' "$picture" "$*""#;

#[test]
fn each_page_is_recognised_by_itself_and_a_broken_one_costs_no_other() {
    let recognised = recognised(&Fake::new(ECHO), |config| config);
    let pages: Vec<(u32, &str)> = recognised
        .pages
        .iter()
        .map(|page| {
            (
                page.number,
                page.tsv.split('\t').next_back().unwrap().trim(),
            )
        })
        .collect();
    assert_eq!(
        pages,
        [
            (1, "ab - - -l swe --psm 1 --dpi 200 tsv"),
            (4, "cd - - -l swe --psm 1 --dpi 200 tsv")
        ]
    );
    let signs = recognised.pages[0].signs.as_deref().unwrap();
    assert!(signs.contains("ab - - -l eng --psm 1"), "{signs}");
    let broken = NotRecognised {
        number: 2,
        reason: Reason::PictureUnreadable,
    };
    assert_eq!(recognised.failed, [broken]);
}

#[test]
fn a_page_that_takes_too_long_is_given_up_and_the_next_one_tried() {
    let fake = Fake::new("case \"$(cat)\" in *ab) sleep 600 ;; *) echo table ;; esac");
    let recognised = recognised(&fake, |config| RecogniserConfig {
        time_per_page: Duration::from_secs(1),
        ..config
    });
    let late = NotRecognised {
        number: 1,
        reason: Reason::TimedOut,
    };
    assert_eq!(recognised.failed[0], late);
    assert_eq!(
        recognised
            .pages
            .iter()
            .map(|page| page.number)
            .collect::<Vec<_>>(),
        [4]
    );
}

#[test]
fn pages_beyond_the_limit_are_left_and_listed() {
    let recognised = recognised(&Fake::new(ECHO), |config| RecogniserConfig {
        most_pages: 1,
        ..config
    });
    assert_eq!(recognised.pages.len(), 1);
    let left: Vec<u32> = recognised.failed.iter().map(|page| page.number).collect();
    assert_eq!(left, [2, 4]);
    assert!(
        recognised
            .failed
            .iter()
            .all(|page| page.reason == Reason::TooManyPages)
    );
}

#[test]
fn a_document_whose_pages_cannot_be_told_is_not_recognised() {
    let reader = ChildReader {
        program: "/bin/sh".into(),
        arguments: vec!["-c".to_owned(), "echo hej".to_owned()],
        time: Duration::from_secs(60),
        recogniser: None,
    };
    let recogniser = Recogniser::find(Fake::new(ECHO).config());
    let recogniser = recogniser.unwrap();
    assert_eq!(
        recogniser.recognise(&reader, b"%PDF-"),
        Err(ReadError::Garbled)
    );
}
