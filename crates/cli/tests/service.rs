//! The program as a service manager and a container's engine run it, and as one file without anything beside it.

use std::fs;
use std::io::Read;
use std::net::TcpListener;
use std::os::unix::net::UnixDatagram;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::time::Duration;

use anyhow::{Context, Result, ensure};
use paragraf_tests::soak::{Server, ask};
use serde_json::Value;

const PROGRAM: &str = env!("CARGO_BIN_EXE_paragraf");
const MINUTES: &str = include_str!("minutes.txt");

/// Nothing here takes so long; it only keeps a broken test from waiting for ever.
const EVER: Duration = Duration::from_secs(120);

/// Where a service manager listens.
struct Manager {
    socket: UnixDatagram,
    path: PathBuf,
    told: Vec<String>,
}

impl Manager {
    fn new(folder: &Path) -> Result<Manager> {
        let path = folder.join("notify");
        let socket = UnixDatagram::bind(&path)?;
        socket.set_read_timeout(Some(EVER))?;
        Ok(Manager {
            socket,
            path,
            told: Vec::new(),
        })
    }

    /// Waits until it is told that.
    fn hear(&mut self, line: &str) -> Result<()> {
        loop {
            let mut message = [0; 4096];
            let heard = self.socket.recv(&mut message);
            let length = heard.with_context(|| format!("never told {line}: {:?}", self.told))?;
            let message = String::from_utf8_lossy(message.get(..length).unwrap_or_default());
            self.told.extend(message.lines().map(str::to_owned));
            if message.lines().any(|told| told.starts_with(line)) {
                return Ok(());
            }
        }
    }
}

#[test]
fn a_service_manager_is_told_when_the_server_is_ready_that_it_answers_and_when_it_stops()
-> Result<()> {
    let folder = tempfile::tempdir()?;
    fs::write(folder.path().join("a.txt"), MINUTES)?;
    let mut manager = Manager::new(folder.path())?;
    let read = Command::new(PROGRAM)
        .current_dir(folder.path())
        .args(["ingest", "a.txt"])
        .output()?;
    ensure!(read.status.success(), "{read:?}");
    // An index that is made anew asks for time.
    fs::remove_dir_all(folder.path().join("index"))?;
    let mut command = Command::new(PROGRAM);
    command
        .current_dir(folder.path())
        .stderr(Stdio::null())
        .env("NOTIFY_SOCKET", &manager.path)
        .env("WATCHDOG_USEC", "900000");
    let server = Server::of(command)?;
    manager.hear("EXTEND_TIMEOUT_USEC=")?;
    manager.hear("READY=1")?;
    let status = format!("STATUS=listens on {}", server.address());
    ensure!(manager.told.contains(&status), "{:?}", manager.told);
    manager.hear("WATCHDOG=1")?;
    manager.hear("WATCHDOG=1")?;
    server.stop()?;
    manager.hear("STOPPING=1")
}

#[test]
fn a_service_manager_is_told_when_folders_are_watched() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let mut manager = Manager::new(folder.path())?;
    let mut watching = Command::new(PROGRAM)
        .current_dir(folder.path())
        .args(["watch", ".", "--once", "--every", "1"])
        .env("NOTIFY_SOCKET", &manager.path)
        .spawn()?;
    manager.hear("READY=1")?;
    manager.hear("STOPPING=1")?;
    ensure!(watching.wait()?.success());
    Ok(())
}

fn health(words: &[&str]) -> Result<Output> {
    Ok(Command::new(PROGRAM).arg("health").args(words).output()?)
}

#[test]
fn health_tells_by_its_exit_status_whether_the_server_is_ready() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let server = Server::start(Path::new(PROGRAM), folder.path())?;
    let address = server.address().to_string();
    for words in [
        ["--listen", address.as_str()],
        ["--listen", &format!("0.0.0.0:{}", server.address().port())],
        ["--url", &format!("http://{address}/")],
    ] {
        let asked = health(&words)?;
        ensure!(asked.status.success(), "{words:?}: {asked:?}");
        ensure!(asked.stdout == b"ready\n", "{asked:?}");
    }
    server.stop()?;
    let asked = health(&["--listen", &address])?;
    ensure!(asked.status.code() == Some(1), "{asked:?}");
    ensure!(String::from_utf8(asked.stderr)?.starts_with("not ready: "));
    Ok(())
}

#[test]
fn health_does_not_wait_for_ever_for_somebody_who_says_nothing() -> Result<()> {
    let listener = TcpListener::bind("127.0.0.1:0")?;
    let address = listener.local_addr()?.to_string();
    let asked = health(&["--listen", &address, "--seconds", "1"])?;
    ensure!(asked.status.code() == Some(1), "{asked:?}");
    let (mut stream, _) = listener.accept()?;
    let mut request = String::new();
    stream.set_read_timeout(Some(EVER))?;
    stream.read_to_string(&mut request)?;
    ensure!(request.starts_with("GET /readyz HTTP/1.1\r\n"), "{request}");
    Ok(())
}

/// Templates, style, lexicon and register are in the program; what reads a document is the program too.
#[test]
fn the_program_works_as_one_file_in_an_empty_folder_with_an_empty_environment() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let alone = folder.path().join("p");
    fs::copy(PROGRAM, &alone)?;
    fs::write(folder.path().join("utskottet.txt"), MINUTES)?;
    let command = || {
        let mut command = Command::new(&alone);
        command.env_clear().current_dir(folder.path());
        command
    };
    let run = |words: &[&str]| -> Result<String> {
        let output = command().args(words).output()?;
        ensure!(output.status.success(), "{words:?}: {output:?}");
        Ok(String::from_utf8(output.stdout)?)
    };
    let words: Value = serde_json::from_str(&run(&["analyze", "värdarna", "--format", "json"])?)?;
    ensure!(words[0]["stem"] == "värd", "{words}");
    run(&["ingest", "utskottet.txt"])?;
    ensure!(run(&["search", "nattstugan"])?.contains("§ 15"));
    let mut serve = command();
    serve.stderr(Stdio::null());
    let server = Server::of(serve)?;
    for path in [
        "/",
        "/sok?q=nattstugan",
        "/api/v1/openapi.json",
        "/orebro",
        "/om",
        "/hjalp",
    ] {
        let status = ask(server.address(), "GET", path, "")?.status;
        ensure!(status == 200, "{path}: {status}");
    }
    server.stop()?;
    run(&["verify"])?;
    Ok(())
}
