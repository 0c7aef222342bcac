//! The real server among visitors who do not mean well, under load, and when it is told to stop.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use anyhow::{Result, ensure};
use paragraf_tests::soak::{Load, Server, ask, run};
use rustix::process::{Resource, Rlimit, Signal, getrlimit, setrlimit};
use tempfile::TempDir;

const MINUTES: &str = include_str!("minutes.txt");
const PROGRAM: &str = env!("CARGO_BIN_EXE_paragraf");

/// A folder with one set of minutes read in.
fn folder() -> Result<TempDir> {
    let folder = tempfile::tempdir()?;
    std::fs::write(folder.path().join("utskottet.txt"), MINUTES)?;
    let read = Command::new(PROGRAM)
        .current_dir(folder.path())
        .args(["ingest", "utskottet.txt"])
        .output()?;
    ensure!(
        read.status.success(),
        "{}",
        String::from_utf8_lossy(&read.stderr)
    );
    Ok(folder)
}

fn server(folder: &TempDir) -> Result<Server> {
    Server::start(Path::new(PROGRAM), folder.path())
}

/// As many files as the system lets this process open.
fn most_files() -> Result<usize> {
    let limit = getrlimit(Resource::Nofile);
    let raised = Rlimit {
        current: limit.maximum,
        ..limit
    };
    setrlimit(Resource::Nofile, raised)?;
    Ok(limit.maximum.map_or(usize::MAX, |most| most as usize))
}

/// What slow visitors have said when they slow down.
const BEGINNINGS: [&str; 4] = [
    "",
    "GET /sok?q=budget HTTP/1.1\r\nhost: a\r\nx-slow: ",
    "POST /api/v1/cases/lookup HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\ncontent-length: 200000\r\n\r\n",
    "GET /api/v1/export HTTP/1.1\r\nhost: a\r\n\r\nGET /api/v1/export HTTP/1.1\r\nhost: a\r\n\r\n",
];

fn slow_visitor(address: SocketAddr, number: usize) -> Option<TcpStream> {
    let mut stream = TcpStream::connect_timeout(&address, Duration::from_secs(10)).ok()?;
    stream.set_nonblocking(true).ok()?;
    let beginning = BEGINNINGS[number % BEGINNINGS.len()];
    stream.write_all(beginning.as_bytes()).ok()?;
    Some(stream)
}

#[test]
fn two_thousand_slow_visitors_do_not_hold_back_a_normal_one() -> Result<()> {
    const WANTED: usize = 2_000;
    const OTHER_FILES: usize = 200;
    let count = WANTED.min(most_files()?.saturating_sub(OTHER_FILES));
    let folder = folder()?;
    let server = server(&folder)?;
    let address = server.address();
    let done = AtomicBool::new(false);
    let (statuses, longest) = std::thread::scope(|scope| {
        let (ready, all_there) = std::sync::mpsc::channel();
        let done = &done;
        scope.spawn(move || {
            let mut visitors: Vec<Option<TcpStream>> = (0..count)
                .map(|number| slow_visitor(address, number))
                .collect();
            let _ = ready.send(());
            // One byte each, again and again; whoever was shown out comes back.
            while !done.load(Ordering::Relaxed) {
                for (number, visitor) in visitors.iter_mut().enumerate() {
                    let is_in = visitor
                        .as_mut()
                        .is_some_and(|stream| stream.write(b"1").is_ok());
                    if !is_in {
                        *visitor = slow_visitor(address, number);
                    }
                }
            }
        });
        let _ = all_there.recv();
        let mut longest = Duration::ZERO;
        let mut statuses = Vec::new();
        for _ in 0..50 {
            let began = Instant::now();
            let answer = ask(address, "GET", "/api/v1/search?q=trygghet", "");
            longest = longest.max(began.elapsed());
            statuses.push(
                answer
                    .map(|answer| answer.status)
                    .map_err(|error| error.to_string()),
            );
        }
        done.store(true, Ordering::Relaxed);
        (statuses, longest)
    });
    println!("{count} slow visitors; the longest of 50 searches took {longest:?}");
    assert!(
        statuses.iter().all(|status| *status == Ok(200)),
        "{statuses:?}"
    );
    server.stop()
}

#[test]
fn a_server_that_is_told_to_stop_ends_well_whoever_is_connected() -> Result<()> {
    let folder = folder()?;
    for signal in [Signal::TERM, Signal::INT] {
        let server = server(&folder)?;
        let address = server.address();
        let visitors: Vec<_> = (0..20)
            .map(|number| slow_visitor(address, number))
            .collect();
        assert_eq!(ask(address, "GET", "/healthz", "")?.status, 200);
        server.signal(signal)?;
        assert!(server.wait()?.success(), "{signal:?}");
        for mut visitor in visitors.into_iter().flatten() {
            visitor.set_nonblocking(false)?;
            let mut rest = Vec::new();
            // Closed in either way, and not left waiting.
            let _ = visitor.read_to_end(&mut rest);
        }
        assert!(TcpStream::connect(address).is_err());
    }
    Ok(())
}

#[test]
fn a_server_has_its_memory_in_small_pages() -> Result<()> {
    let folder = folder()?;
    let server = server(&folder)?;
    // What the system tells nothing of is as the system has it.
    assert_ne!(server.may_have_huge_pages(), Some(true));
    server.stop()
}

#[test]
fn the_log_tells_neither_what_was_searched_nor_by_whom() -> Result<()> {
    let folder = folder()?;
    let log = folder.path().join("log");
    let mut command = Command::new(PROGRAM);
    command
        .current_dir(folder.path())
        .env("PARAGRAF_LOG", "trace")
        .stderr(std::fs::File::create(&log)?);
    let server = Server::of(command)?;
    let address = server.address();
    let mut ports = Vec::new();
    for path in [
        "/api/v1/search?q=hemligheten",
        "/sok?q=hemligheten&ordning=nyast",
        "/sok?handlaggare=hemligheten",
        "/api/v1/search?q=hemligheten&cursor=hemligheten",
        "/api/v1/search?hemligheten=1",
        "/api/v1/suggest?q=hemligheten",
        "/api/v1/stats?by=year&q=hemligheten",
        "/api/v1/officers?q=hemligheten",
        "/api/v1/export?q=hemligheten",
        "/api/v1/export/manifest?q=hemligheten",
        "/arenden?nummer=hemligheten",
        "/hemligheten/hemligheten",
        "/api/v1/cases/orebro/hemligheten",
        "/api/v1/documents/hemligheten",
    ] {
        let mut stream = TcpStream::connect(address)?;
        ports.push(stream.local_addr()?.port());
        let request = format!(
            "GET {path} HTTP/1.1\r\nhost: a\r\nreferer: http://a/hemligheten\r\nx-forwarded-for: 203.0.113.7\r\n\
             connection: close\r\n\r\n"
        );
        stream.write_all(request.as_bytes())?;
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer)?;
    }
    let body = "{\"numbers\": [\"hemligheten\"]}";
    ask(address, "POST", "/api/v1/cases/lookup", body)?;
    server.stop()?;
    let log = std::fs::read_to_string(log)?;
    assert!(log.contains("answered"), "requests are logged: {log}");
    assert!(!log.contains("hemlighet"), "{log}");
    assert!(!log.contains("203.0.113.7"), "{log}");
    for port in ports {
        assert!(!log.contains(&format!("127.0.0.1:{port}")), "{log}");
    }
    Ok(())
}

#[test]
fn nothing_fails_while_it_is_searched_and_read_in_at_once() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let queries = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../tests/queries");
    let load = Load {
        time: Duration::from_secs(20),
        warm_up: Duration::from_secs(5),
        visitors: 3,
        files: 30,
    };
    let report = run(Path::new(PROGRAM), &queries, folder.path(), load)?;
    println!("{}", report.table());
    assert_eq!(report.failed, 0, "{}", report.table());
    assert!(report.requests() > 0 && report.documents > 0);
    Ok(())
}
