//! A second archive that is filled from a first one answers alike: searches, records, status, what was withdrawn.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, BufRead, BufReader};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use anyhow::{Context, Result, ensure};
use paragraf_tests::soak::Server;
use serde_json::Value;
use tempfile::TempDir;
use ureq::Agent;

const PROGRAM: &str = env!("CARGO_BIN_EXE_paragraf");
/// How often, and after how long, something is looked at that is to come about.
const TRIES: u32 = 300;
const PAUSE: Duration = Duration::from_millis(100);

/// A folder that commands run in.
struct Place(TempDir);

impl Place {
    fn new() -> Result<Place> {
        Ok(Place(tempfile::tempdir()?))
    }

    /// One with the invented minutes that come with the project, and files that give no minutes.
    fn filled() -> Result<Place> {
        let place = Place::new()?;
        let samples = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data/samples");
        let samples = samples.display().to_string();
        fs::create_dir(place.path("in"))?;
        fs::write(place.path("in/tom.txt"), "")?;
        fs::write(place.path("in/brev.txt"), "Hej!\n\nTack för senast.\n")?;
        let read = place.command(&["ingest", &samples, "in"]).output()?;
        ensure!(read.status.code() == Some(1), "{}", said(&read));
        Ok(place)
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(PROGRAM);
        command.current_dir(self.0.path()).args(arguments);
        command.env("PARAGRAF_WHO", "Registrator Exempel");
        for name in ["HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"] {
            command.env_remove(name);
        }
        command
    }

    fn run(&self, arguments: &[&str]) -> Result<String> {
        let output = self.command(arguments).output()?;
        ensure!(
            output.status.success(),
            "{arguments:?}: {}: {}{}",
            output.status,
            said(&output),
            String::from_utf8_lossy(&output.stdout)
        );
        Ok(String::from_utf8(output.stdout)?)
    }

    /// Fills this one from another, and tells what that changed.
    fn mirror(&self, source: &Served) -> Result<Value> {
        self.mirror_with(source, &[])
    }

    fn mirror_with(&self, source: &Served, options: &[&str]) -> Result<Value> {
        let address = source.address();
        let arguments = [&["mirror", &address, "--format", "json"], options].concat();
        Ok(serde_json::from_str(&self.run(&arguments)?)?)
    }

    /// Everything that it hands out, by file.
    fn dumped(&self) -> Result<BTreeMap<String, String>> {
        self.run(&["dump", "dump"])?;
        let mut files = BTreeMap::new();
        collect(&self.path("dump"), &self.path("dump"), &mut files)?;
        files.remove("manifest.json").context("a manifest")?;
        Ok(files)
    }
}

fn collect(root: &Path, folder: &Path, files: &mut BTreeMap<String, String>) -> Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            collect(root, &path, files)?;
        } else {
            let name = path.strip_prefix(root)?.display().to_string();
            files.insert(name, fs::read_to_string(&path)?);
        }
    }
    Ok(())
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// A served archive, asked over HTTP.
struct Served {
    server: Server,
    agent: Agent,
}

impl Served {
    fn of(place: &Place) -> Result<Served> {
        let config = Agent::config_builder()
            .http_status_as_error(false)
            .proxy(None)
            .max_redirects(0)
            .build();
        Ok(Served {
            server: Server::start(Path::new(PROGRAM), place.0.path())?,
            agent: config.into(),
        })
    }

    fn socket(&self) -> SocketAddr {
        self.server.address()
    }

    fn address(&self) -> String {
        format!("http://{}", self.socket())
    }

    /// A server that is busy, as on a machine where much is tested at once, is asked again.
    fn get(&self, path: &str) -> Result<(u16, String)> {
        let address = format!("{}{path}", self.address());
        for _ in 0..TRIES {
            let mut answer = self.agent.get(&address).call()?;
            let status = answer.status().as_u16();
            let body = answer.body_mut().read_to_string()?;
            if status != 503 {
                return Ok((status, body));
            }
            std::thread::sleep(PAUSE);
        }
        anyhow::bail!("{path}: always busy")
    }

    fn json(&self, path: &str) -> Result<Value> {
        let (status, body) = self.get(path)?;
        ensure!(status == 200, "{path}: {status} {body}");
        serde_json::from_str(&body).with_context(|| path.to_owned())
    }

    /// Waits until the server has seen what another program committed.
    fn until(&self, path: &str, wanted: impl Fn(u16, &str) -> bool) -> Result<()> {
        for _ in 0..TRIES {
            let (status, body) = self.get(path)?;
            if wanted(status, &body) {
                return Ok(());
            }
            std::thread::sleep(PAUSE);
        }
        anyhow::bail!("{path} does not change")
    }
}

/// Searches of every kind that there is.
fn searches() -> Vec<String> {
    let words = [
        "detaljplan",
        "bygglov",
        "budget",
        "skola",
        "motion",
        "avgift",
        "taxa",
        "delegation",
        "uppdrag",
        "beslut",
        "vatten",
        "trafik",
        "barn",
        "äldreomsorg",
        "kultur",
        "miljö",
        "personal",
        "revision",
        "val",
        "avslag",
        "skolskjuts",
        "trygghet",
        "ekonomi",
        "bidrag",
        "upphandling",
    ];
    let mut searches: Vec<String> = words
        .iter()
        .map(|word| format!("q={word}&size=100"))
        .collect();
    searches.extend(words.iter().take(10).flat_map(|word| {
        ["newest", "oldest"].map(|sort| format!("q={word}&sort={sort}&size=100"))
    }));
    searches.extend(
        [
            "size=100",
            "sort=oldest&size=100",
            "q=%22att+godk%C3%A4nna%22&size=100",
            "q=kommun*&size=100",
            "q=budget+ELLER+skola&size=100",
            "q=beslut+-motion&size=100",
            "q=utfall:avslag&size=100",
            "q=rubrik:motion&size=100",
            "q=beslut:bifalla&size=100",
            "municipality=ekvalla&size=100",
            "municipality=ekvalla&municipality=kvarnasa&q=plan&size=100",
            "year=2024&size=100",
            "outcome=approved&size=100",
            "outcome=rejected&sort=newest&size=100",
            "section=decision&q=avslag&size=100",
            "from=2023-01-01&to=2024-06-30&size=100",
            "q=KS+2024&size=100",
            "q=2023%2F1&size=100",
            "language=sv&q=nämnd&size=100",
            "q=detlajplan&size=100",
            "q=kommunstyrelsen+budget+skola+vatten&size=100",
        ]
        .map(str::to_owned),
    );
    searches
}

/// What only says which copy answered, and when that was made.
fn without_the_copys_own(value: &mut Value) {
    match value {
        Value::Object(fields) => {
            for own in ["generation", "next"] {
                fields.remove(own);
            }
            fields.values_mut().for_each(without_the_copys_own);
        }
        Value::Array(items) => items.iter_mut().for_each(without_the_copys_own),
        _ => {}
    }
}

/// Servers see within two seconds what another program committed.
fn alike<T: PartialEq + std::fmt::Debug>(
    first: &Served,
    second: &Served,
    what: &str,
    ask: impl Fn(&Served) -> Result<T>,
) -> Result<()> {
    for _ in 0..TRIES {
        if ask(first)? == ask(second)? {
            return Ok(());
        }
        std::thread::sleep(PAUSE);
    }
    assert_eq!(ask(first)?, ask(second)?, "{what}");
    Ok(())
}

/// Asks both everything and tells how many addresses were compared.
fn answers_alike(first: &Served, second: &Served) -> Result<usize> {
    let mut paths: Vec<String> = { searches().into_iter() }
        .map(|search| {
            format!(
                "/api/v1/search?{}",
                search.replace('ä', "%C3%A4").replace('ö', "%C3%B6")
            )
        })
        .collect();
    assert!(paths.len() >= 50);
    let mut hits = 0;
    let everything = first.json("/api/v1/search?size=100&sort=newest")?;
    for hit in everything["hits"].as_array().context("hits")? {
        let id = hit["id"].as_str().context("an id")?;
        paths.push(format!("/api/v1/paragraphs/{id}"));
        let meeting = id.rsplit_once('/').context("a meeting")?.0;
        paths.push(format!("/api/v1/meetings/{meeting}"));
        for case in hit["case_numbers"].as_array().context("case numbers")? {
            let canonical = case["canonical"].as_str().context("a number")?;
            let slug = canonical.to_lowercase().replace([' ', '/'], "-");
            let municipality = id.split('/').next().unwrap_or_default();
            paths.push(format!("/api/v1/cases/{municipality}/{slug}").replace('ö', "%C3%B6"));
        }
        hits += 1;
    }
    ensure!(hits > 20, "only {hits} paragraphs");
    paths.extend(
        [
            "/api/v1/status",
            "/api/v1/findings?size=100",
            "/api/v1/stats?by=year",
            "/api/v1/stats?by=outcome",
            "/api/v1/officers?q=a",
            "/api/v1/suggest?q=de",
            "/api/v1/suggest?q=ko",
        ]
        .map(str::to_owned),
    );
    paths.sort_unstable();
    paths.dedup();
    for path in &paths {
        alike(first, second, path, |served| {
            let (status, body) = served.get(path)?;
            let mut told = serde_json::from_str(&body).with_context(|| path.clone())?;
            if status == 200 {
                without_the_copys_own(&mut told);
            }
            Ok((
                status,
                told["code"].clone(),
                if status == 200 { told } else { Value::Null },
            ))
        })?;
    }
    for path in [
        "/api/v1/export?format=jsonl&sort=oldest",
        "/api/v1/archive/withdrawals.jsonl",
    ] {
        alike(first, second, path, |served| served.get(path))?;
    }
    Ok(paths.len())
}

#[test]
fn a_second_archive_answers_alike_and_follows_what_changes() -> Result<()> {
    let (first, second) = (Place::filled()?, Place::new()?);
    let source = Served::of(&first)?;
    let mirrored = second.mirror(&source)?;
    ensure!(mirrored["added"].as_u64() > Some(20), "{mirrored}");
    assert_eq!(first.dumped()?, second.dumped()?);
    let copy = Served::of(&second)?;
    println!("{} addresses answer alike", answers_alike(&source, &copy)?);
    assert_eq!(second.mirror(&source)?["added"], 0);

    // Originals stay where they are, and a copy of a copy is one too.
    let found = source.json("/api/v1/search?size=1&sort=oldest")?;
    let id = found["hits"][0]["id"].as_str().context("an id")?.to_owned();
    let paragraph = source.json(&format!("/api/v1/paragraphs/{id}"))?;
    let sha256 = paragraph["source"]["sha256"]
        .as_str()
        .context("a document")?
        .to_owned();
    let original = format!("/api/v1/documents/{sha256}/original");
    assert_eq!(
        (source.get(&original)?.0, copy.get(&original)?.0),
        (200, 307)
    );
    second.run(&["verify"])?;
    let third = Place::new()?;
    let fetched = third.mirror_with(&source, &["--originals"])?;
    ensure!(fetched["originals"].as_u64() > Some(10), "{fetched}");
    third.run(&["verify"])?;
    let with_originals = Served::of(&third)?;
    assert_eq!(source.get(&original)?, with_originals.get(&original)?);

    // New minutes, facts that change, and a paragraph and a document that are withdrawn.
    fs::write(first.path("in/nytt.txt"), include_str!("minutes.txt"))?;
    fs::write(
        first.path("in/facts.toml"),
        "municipality = \"Örebro kommun\"\n[files.\"brev.txt\"]\nbody = \"Nämnden\"\n",
    )?;
    first.command(&["ingest", "in"]).output()?;
    let other = source.json("/api/v1/search?size=1&sort=newest")?;
    let other = other["hits"][0]["id"].as_str().context("an id")?.to_owned();
    first.run(&[
        "withdraw",
        &other,
        "--reason",
        "En uppgift som inte skulle stå där",
    ])?;
    first.run(&["withdraw", &sha256, "--reason", "Fel fil"])?;
    second.mirror(&source)?;
    for path in [
        format!("/api/v1/paragraphs/{other}"),
        format!("/api/v1/paragraphs/{id}"),
        format!("/api/v1/documents/{sha256}"),
        format!("/api/v1/documents/{sha256}/record"),
        original,
    ] {
        for served in [&source, &copy] {
            served.until(&path, |status, _| status == 410)?;
        }
        let reason = |served: &Served| -> Result<Value> {
            Ok(serde_json::from_str::<Value>(&served.get(&path)?.1)?["detail"].clone())
        };
        assert_eq!(reason(&source)?, reason(&copy)?, "{path}");
    }
    for served in [&source, &copy] {
        served.until("/api/v1/search?q=nattstugan", |_, body| {
            body.contains("\"total\":1,")
        })?;
    }
    assert_eq!(first.dumped()?, second.dumped()?);
    answers_alike(&source, &copy)?;
    let fresh = Place::new()?;
    fresh.mirror(&source)?;
    assert_eq!(first.dumped()?, fresh.dumped()?);

    // What the source had handed out is gone from the disk of whoever had fetched it.
    third.mirror(&source)?;
    let shelf = third
        .path("data/originals")
        .join(sha256.get(..2).unwrap_or_default());
    assert!(!shelf.join(&sha256).exists());
    third.run(&["verify"])?;

    // And comes again when that is lifted.
    first.run(&[
        "withdraw",
        "--lift",
        &sha256,
        "--reason",
        "Det var rätt fil",
    ])?;
    first.command(&["ingest", "in"]).output()?;
    first.command(&["ingest", "--retry"]).output()?;
    second.mirror(&source)?;
    assert_eq!(first.dumped()?, second.dumped()?);
    for served in [&source, &copy] {
        served.until(&format!("/api/v1/paragraphs/{id}"), |status, _| {
            status == 200
        })?;
    }
    answers_alike(&source, &copy)?;
    second.run(&["verify"])?;
    Ok(())
}

#[test]
fn a_run_that_is_killed_is_completed_by_the_next() -> Result<()> {
    let (first, second) = (Place::filled()?, Place::new()?);
    let source = Served::of(&first)?;
    let address = source.address();
    for milliseconds in [60, 120, 200, 300, 450, 650] {
        let mut running = second
            .command(&["mirror", &address])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()?;
        std::thread::sleep(Duration::from_millis(milliseconds));
        running.kill()?;
        running.wait()?;
    }
    second.mirror(&source)?;
    assert_eq!(first.dumped()?, second.dumped()?);
    second.run(&["verify"])?;
    answers_alike(&source, &Served::of(&second)?)?;
    Ok(())
}

#[test]
fn a_source_that_was_restored_is_compared_anew() -> Result<()> {
    let (first, second, restored) = (Place::filled()?, Place::new()?, Place::new()?);
    let backup = first.path("sak.zip").display().to_string();
    first.run(&["backup", &backup])?;
    fs::write(first.path("in/nytt.txt"), include_str!("minutes.txt"))?;
    first.command(&["ingest", "in"]).output()?;
    second.mirror(&Served::of(&first)?)?;
    assert_eq!(first.dumped()?, second.dumped()?);
    restored.run(&["restore", &backup])?;
    let source = Served::of(&restored)?;
    let mirrored = second.mirror(&source)?;
    assert_eq!(mirrored["removed"], 1, "{mirrored}");
    assert_eq!(restored.dumped()?, second.dumped()?);
    Ok(())
}

#[test]
fn copies_and_files_are_not_mixed_and_what_is_no_archive_is_told() -> Result<()> {
    let (first, second) = (Place::filled()?, Place::new()?);
    let source = Served::of(&first)?;
    let address = source.address();
    second.mirror(&source)?;
    let refused = |place: &Place, arguments: &[&str], why: &str| -> Result<()> {
        let output = place.command(arguments).output()?;
        assert_eq!(output.status.code(), Some(2), "{}", said(&output));
        ensure!(said(&output).contains(why), "{}", said(&output));
        Ok(())
    };
    fs::write(second.path("nytt.txt"), include_str!("minutes.txt"))?;
    refused(
        &second,
        &["ingest", "nytt.txt"],
        "holds a copy of http://127.0.0.1",
    )?;
    refused(&second, &["ingest", "--retry"], "only `paragraf mirror`")?;
    let others = Place::filled()?;
    refused(&others, &["mirror", &address], "read in from files")?;
    let served = Served::of(&others)?;
    refused(&second, &["mirror", &served.address()], "another archive")?;
    refused(
        &Place::new()?,
        &["mirror", &format!("{address}/sok")],
        "is no Paragraf archive",
    )?;
    refused(
        &Place::new()?,
        &["mirror", "arkiv.example"],
        "is no address",
    )?;
    // Nobody listens there.
    let away = Place::new()?
        .command(&["mirror", "http://127.0.0.1:9"])
        .output()?;
    assert_eq!(away.status.code(), Some(1));
    ensure!(said(&away).contains("does not answer"), "{}", said(&away));
    Ok(())
}

#[test]
fn what_is_withdrawn_at_the_copy_stays_out_until_that_is_lifted() -> Result<()> {
    let (first, second) = (Place::filled()?, Place::new()?);
    let source = Served::of(&first)?;
    second.mirror(&source)?;
    let found = source.json("/api/v1/search?size=1&sort=newest")?;
    let id = found["hits"][0]["id"].as_str().context("an id")?.to_owned();
    second.run(&["withdraw", &id, "--reason", "Vi visar den inte"])?;
    let copy = Served::of(&second)?;
    let path = format!("/api/v1/paragraphs/{id}");
    fs::write(first.path("in/nytt.txt"), include_str!("minutes.txt"))?;
    first.command(&["ingest", "in"]).output()?;
    second.mirror(&source)?;
    copy.until("/api/v1/search?q=nattstugan", |_, body| {
        body.contains("\"total\":1")
    })?;
    assert_eq!((source.get(&path)?.0, copy.get(&path)?.0), (200, 410));
    second.run(&["withdraw", "--lift", &id, "--reason", "Jo"])?;
    second.mirror(&source)?;
    copy.until(&path, |status, _| status == 200)?;
    assert_eq!(first.dumped()?, second.dumped()?);
    Ok(())
}

#[test]
fn a_dump_is_whole_checkable_and_left_alone_where_nothing_changed() -> Result<()> {
    let place = Place::filled()?;
    let files = place.dumped()?;
    let manifest: Value = serde_json::from_slice(&fs::read(place.path("dump/manifest.json"))?)?;
    let listed = manifest["files"].as_object().context("files")?;
    assert!(listed.keys().eq(files.keys()));
    let mut documents = 0;
    for (path, told) in listed {
        let file = files.get(path).context("a file")?;
        let sum = paragraf_archive::sha256_of(file.as_bytes());
        assert_eq!(told["sha256"], sum, "{path}");
        assert_eq!(told["bytes"], file.len(), "{path}");
        assert_eq!(told["lines"], file.lines().count(), "{path}");
        for line in file.lines().filter(|_| path != "withdrawals.jsonl") {
            let document: Value = serde_json::from_str(line)?;
            documents += 1;
            let read: paragraf_archive::DocumentCopy = serde_json::from_str(line)?;
            ensure!(read.to_line()? == line.as_bytes(), "{path}: {line}");
            // The record as it is told by itself.
            if let Some(record) = read.record {
                let told = serde_json::to_string(&record)?;
                ensure!(
                    line.ends_with(&format!("\"record\":{told}}}")),
                    "{path}: {told}"
                );
                assert_eq!(record.document.sha256, document["sha256"]);
            }
        }
    }
    let status: Value = serde_json::from_str(&place.run(&["status", "--format", "json"])?)?;
    let counted: u64 = [
        "indexed",
        "not_minutes",
        "needs_facts",
        "waiting",
        "failed",
        "left_out",
    ]
    .iter()
    .filter_map(|status_name| status["counts"][status_name].as_u64())
    .sum();
    assert_eq!(documents, counted);
    let times = || -> Result<Vec<_>> {
        let paths = listed.keys().map(|path| place.path("dump").join(path));
        let paths = paths.chain([place.path("dump/manifest.json")]);
        paths
            .map(|path| Ok(fs::metadata(path)?.modified()?))
            .collect()
    };
    let before = times()?;
    let again: Value = serde_json::from_str(&place.run(&["dump", "dump", "--format", "json"])?)?;
    assert_eq!(
        (&again["written"], &again["removed"]),
        (&0.into(), &0.into())
    );
    assert_eq!(times()?, before);
    Ok(())
}

#[test]
fn a_dump_is_not_written_where_something_else_lies() -> Result<()> {
    let place = Place::filled()?;
    let found: Value =
        serde_json::from_str(&place.run(&["search", "detaljplan", "--format", "json"])?)?;
    let id = found["hits"][0]["id"].as_str().context("an id")?;
    place.run(&["withdraw", id, "--reason", "Fel"])?;
    let log = place.path("data/withdrawals.jsonl");
    let before = fs::read(&log)?;
    fs::create_dir(place.path("anteckningar"))?;
    fs::write(place.path("anteckningar/text.txt"), "Min text.")?;
    std::os::unix::fs::symlink(place.path("data"), place.path("genväg"))?;
    for folder in [
        "data",
        "data/originals",
        "data/allt",
        "inte/../data",
        "genväg",
        "genväg/allt",
        "index",
        "index/allt",
        ".",
        "..",
        "anteckningar",
        "anteckningar/text.txt",
    ] {
        let refused = place.command(&["dump", folder]).output()?;
        assert_eq!(
            refused.status.code(),
            Some(2),
            "{folder}: {}",
            said(&refused)
        );
    }
    assert_eq!(fs::read(&log)?, before);
    assert!(!place.path("data/allt").exists());
    assert_eq!(fs::read_dir(place.path("anteckningar"))?.count(), 1);
    place.run(&["rebuild"])?;
    place.run(&["verify"])?;

    fs::create_dir(place.path("tom"))?;
    place.run(&["dump", "tom"])?;
    place.run(&["dump", "ny/dump"])?;
    Ok(())
}

#[test]
fn a_dump_that_is_killed_is_completed_by_the_next() -> Result<()> {
    let place = Place::filled()?;
    let whole = place.dumped()?;
    for milliseconds in [5, 10, 20, 30, 40, 60, 80, 100] {
        let folder = format!("dump-{milliseconds}");
        let mut running = place
            .command(&["dump", &folder])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()?;
        std::thread::sleep(Duration::from_millis(milliseconds));
        running.kill()?;
        running.wait()?;
        place.run(&["dump", &folder])?;
        for (path, text) in &whole {
            let written = fs::read_to_string(place.path(&folder).join(path))?;
            ensure!(written == *text, "{folder}/{path}");
        }
    }
    // As if the run had been killed after the first file, and what stood in it had been withdrawn since.
    fs::create_dir_all(place.path("begun/borta"))?;
    let manifest = fs::read_to_string(place.path("dump/manifest.json"))?;
    let mut manifest: Value = serde_json::from_str(&manifest)?;
    let unwritten = serde_json::json!({ "sha256": "", "bytes": 0, "lines": 0, "version": null });
    manifest["files"] = serde_json::json!({ "borta/2024.jsonl": unwritten });
    fs::write(place.path("begun/manifest.json"), manifest.to_string())?;
    fs::write(place.path("begun/borta/2024.jsonl"), "{}")?;
    place.run(&["dump", "begun"])?;
    assert!(!place.path("begun/borta").exists());
    Ok(())
}

/// An address where nobody answers before it is opened, and an archive after.
fn door_to(socket: SocketAddr) -> Result<(String, Arc<AtomicBool>)> {
    let listener = TcpListener::bind("127.0.0.1:0")?;
    let address = format!("http://{}", listener.local_addr()?);
    let is_open = Arc::new(AtomicBool::new(false));
    let opened = is_open.clone();
    std::thread::spawn(move || -> io::Result<()> {
        loop {
            let (visitor, _) = listener.accept()?;
            if !opened.load(Ordering::SeqCst) {
                continue;
            }
            let inside = TcpStream::connect(socket)?;
            for (mut from, mut to) in [
                (visitor.try_clone()?, inside.try_clone()?),
                (inside, visitor),
            ] {
                std::thread::spawn(move || io::copy(&mut from, &mut to));
            }
        }
    });
    Ok((address, is_open))
}

#[test]
fn a_source_that_is_away_when_a_follower_begins_is_waited_for() -> Result<()> {
    let (first, second) = (Place::filled()?, Place::new()?);
    let source = Served::of(&first)?;
    let (address, is_open) = door_to(source.socket())?;
    let mut running = second
        .command(&["mirror", &address, "--follow", "1"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()?;
    let errors = BufReader::new(running.stderr.take().context("its errors")?);
    let mut errors = errors.lines();
    let away = errors.find_map(|line| line.ok().filter(|line| line.contains("does not answer")));
    ensure!(away.is_some(), "it does not tell");
    is_open.store(true, Ordering::SeqCst);
    let told = BufReader::new(running.stdout.take().context("its answers")?);
    let told = told.lines().next().context("it gave up")??;
    running.kill()?;
    running.wait()?;
    ensure!(told.contains(" added"), "{told}");
    Ok(())
}

#[test]
fn the_first_run_tells_withdrawals_as_taken_over() -> Result<()> {
    let (first, second) = (Place::filled()?, Place::new()?);
    let source = Served::of(&first)?;
    let found = source.json("/api/v1/search?size=1&sort=newest")?;
    let id = found["hits"][0]["id"].as_str().context("an id")?.to_owned();
    first.run(&["withdraw", &id, "--reason", "Fel"])?;
    let told = second.run(&["mirror", &source.address()])?;
    ensure!(told.contains(" added, 1 withdrawal taken over"), "{told}");
    Ok(())
}
