//! A folder with an archive in it, the program over it, and everything that it says.

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};

use anyhow::{Context, Result, ensure};
use serde_json::Value;
use tempfile::TempDir;

/// A folder of one's own.
pub struct Place {
    folder: TempDir,
}

impl Place {
    pub fn new() -> Result<Place> {
        let folder = tempfile::tempdir()?;
        std::fs::create_dir(folder.path().join("in"))?;
        Ok(Place { folder })
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Puts a file among those to read in.
    pub fn write(&self, name: &str, bytes: &[u8]) -> Result<()> {
        Ok(std::fs::write(self.path("in").join(name), bytes)?)
    }

    /// `paragraf.toml`.
    pub fn settings(&self, text: &str) -> Result<()> {
        Ok(std::fs::write(self.path("paragraf.toml"), text)?)
    }

    fn command(&self) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_paragraf"));
        command.current_dir(self.folder.path());
        command
    }

    pub fn run(&self, arguments: &[&str]) -> Result<Output> {
        Ok(self.command().args(arguments).output()?)
    }

    /// Standard output of a command that does well.
    pub fn well(&self, arguments: &[&str]) -> Result<String> {
        let output = self.run(arguments)?;
        let said = String::from_utf8_lossy(&output.stderr);
        ensure!(output.status.success(), "{arguments:?}: {said}");
        Ok(String::from_utf8(output.stdout)?)
    }

    pub fn json(&self, arguments: &[&str]) -> Result<Value> {
        Ok(serde_json::from_str(&self.well(arguments)?)?)
    }

    /// Reads everything in and gives all that was said.
    pub fn ingest(&self) -> Result<String> {
        let output = self.run(&["-v", "ingest", "in"])?;
        let said = [output.stdout, output.stderr].concat();
        let said = String::from_utf8(said)?;
        ensure!(output.status.success(), "{said}");
        Ok(said)
    }

    /// The bytes of the catalogue and of the index, file by file.
    pub fn stored(&self) -> Result<Vec<(PathBuf, Vec<u8>)>> {
        let mut files = Vec::new();
        read_below(&self.path("index"), &mut files)?;
        for name in ["archive.db", "archive.db-wal", "archive.db-shm"] {
            let path = self.path("data").join(name);
            if path.exists() {
                files.push((path.clone(), std::fs::read(path)?));
            }
        }
        Ok(files)
    }

    /// How many originals are kept.
    pub fn originals(&self) -> Result<usize> {
        let mut files = Vec::new();
        read_below(&self.path("data").join("originals"), &mut files)?;
        Ok(files.len())
    }

    /// Starts the server; it ends with the value.
    pub fn serve(&self) -> Result<Server> {
        let log = std::fs::File::create(self.path("server.log"))?;
        let mut process = self
            .command()
            .args(["-v", "serve", "--listen", "127.0.0.1:0"])
            .stdout(Stdio::piped())
            .stderr(log)
            .spawn()?;
        let stdout = process
            .stdout
            .take()
            .context("the server's standard output")?;
        let mut server = Server {
            process,
            address: String::new(),
        };
        for line in BufReader::new(stdout).lines() {
            let line = line?;
            let mut words = line.split_whitespace();
            if let Some(address) = words.find(|word| word.starts_with("http://")) {
                server.address = address.trim_end_matches('/').to_owned();
                return Ok(server);
            }
        }
        anyhow::bail!("the server ended without printing its address")
    }

    /// Every way out of the archive, each with its name: pages, the API, exports, commands, the server's log.
    pub fn said(&self, files: &[&str]) -> Result<Vec<(String, String)>> {
        let server = self.serve()?;
        let mut said = server.everything()?;
        drop(server);
        said.push((
            "log".to_owned(),
            std::fs::read_to_string(self.path("server.log"))?,
        ));
        for command in [
            &["search", "", "--facets"][..],
            &[
                "search", "", "--format", "json", "--size", "100", "--facets",
            ],
            &["export", "", "--format", "csv", "--output", "-"],
            &["export", "", "--format", "jsonl", "--output", "-"],
            &["status"],
            &["status", "--format", "json"],
            &["findings"],
            &[
                "findings",
                "--kind",
                "personal_number_masked",
                "--format",
                "json",
            ],
        ] {
            said.push((command.join(" "), self.well(command)?));
        }
        for file in files {
            let path = format!("in/{file}");
            for command in [
                &["parse", &path][..],
                &["parse", &path, "--format", "text"],
                &["parse", &path, "--explain"],
                &["extract", &path],
                &["extract", &path, "--format", "json"],
            ] {
                said.push((command.join(" "), self.well(command)?));
            }
        }
        Ok(said)
    }
}

fn read_below(folder: &Path, files: &mut Vec<(PathBuf, Vec<u8>)>) -> Result<()> {
    if !folder.exists() {
        return Ok(());
    }
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            read_below(&path, files)?;
        } else {
            files.push((path.clone(), std::fs::read(path)?));
        }
    }
    Ok(())
}

/// A running server; killed when dropped.
pub struct Server {
    process: Child,
    address: String,
}

impl Server {
    pub fn ask(&self, path: &str) -> Result<(u16, String)> {
        let agent = ureq::Agent::config_builder()
            .http_status_as_error(false)
            .build()
            .new_agent();
        let mut response = agent.get(format!("{}{path}", self.address)).call()?;
        let status = response.status().as_u16();
        let body = response.body_mut().with_config().limit(64 * 1024 * 1024);
        Ok((
            status,
            String::from_utf8_lossy(&body.read_to_vec()?).into_owned(),
        ))
    }

    pub fn get(&self, path: &str) -> Result<Value> {
        let (status, answer) = self.ask(path)?;
        ensure!(status == 200, "{path}: {status} {answer}");
        Ok(serde_json::from_str(&answer)?)
    }

    /// Every route with an answer about what is held.
    pub fn everything(&self) -> Result<Vec<(String, String)>> {
        let mut addresses: Vec<String> = [
            "/",
            "/sok",
            "/sok?ordning=nyast",
            "/arenden",
            "/tackning",
            "/iakttagelser",
            "/iakttagelser?kind=personal_number_masked",
            "/api/v1/search?size=100",
            "/api/v1/status",
            "/api/v1/findings?size=100",
            "/api/v1/stats?by=body",
            "/api/v1/officers?q=a",
            "/api/v1/suggest?q=ans",
            "/api/v1/suggest?q=sö",
            "/api/v1/export?format=csv",
            "/api/v1/export?format=jsonl",
            "/metrics",
        ]
        .map(str::to_owned)
        .to_vec();
        let mut next = Some("/api/v1/search?size=100&sort=oldest".to_owned());
        let mut meetings = std::collections::BTreeSet::new();
        while let Some(address) = next {
            let answer = self.get(&address)?;
            for hit in answer["hits"].as_array().context("hits")? {
                let id = hit["id"].as_str().unwrap_or_default();
                let paragraph = self.get(&format!("/api/v1/paragraphs/{id}"))?;
                let document = paragraph["source"]["url"]
                    .as_str()
                    .unwrap_or_default()
                    .to_owned();
                addresses.push(format!("/api/v1/paragraphs/{id}"));
                addresses.push(format!("/{id}?q=ansökan"));
                meetings.insert(id.rsplit_once('/').unwrap_or_default().0.to_owned());
                meetings.insert(document);
            }
            let cursor = answer["next"].as_str();
            next =
                cursor.map(|cursor| format!("/api/v1/search?size=100&sort=oldest&cursor={cursor}"));
        }
        for of in meetings {
            if of.starts_with('/') {
                addresses.push(of);
            } else {
                addresses.push(format!("/{of}"));
                addresses.push(format!("/api/v1/meetings/{of}"));
            }
        }
        let mut said = Vec::new();
        for address in addresses {
            let encoded = address.replace('ö', "%C3%B6").replace('§', "%C2%A7");
            let (status, answer) = self.ask(&encoded)?;
            ensure!(status == 200, "{address}: {status}");
            said.push((address, answer));
        }
        Ok(said)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // Nothing to be done where it has ended by itself.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
