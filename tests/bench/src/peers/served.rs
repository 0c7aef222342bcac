//! Paragraf as its visitors have it: the whole answer of `GET /api/v1/search`, with facets and highlights, from a server
//! on this machine.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail, ensure};
use serde::Deserialize;

use super::SIZE;
use super::adapter::{Engine, Loaded};
use super::question::Question;
use crate::measure::client::{Client, target};
use crate::measure::server::{Archive, Server};

/// The program over the archive that the library has filled.
pub struct Served {
    program: PathBuf,
    archive: Archive,
    running: Option<(Server, Client)>,
}

#[derive(Deserialize)]
struct Answer {
    total: u64,
}

impl Served {
    pub fn new(program: &Path, folder: &Path) -> Served {
        Served {
            program: program.to_owned(),
            archive: Archive::at(folder),
            running: None,
        }
    }
}

impl Engine for Served {
    fn load(&mut self, _: &Path) -> Result<Loaded> {
        bail!("the library loads for both")
    }

    fn open(&mut self) -> Result<()> {
        let server = Server::start(&self.program, &self.archive, "/readyz")?;
        let client = Client::new(server.address());
        self.running = Some((server, client));
        Ok(())
    }

    fn ask(&mut self, question: &Question) -> Result<(u64, Vec<u64>)> {
        let (_, client) = self.running.as_mut().context("it does not run")?;
        let pairs = [
            ("q", question.typed()),
            ("size", SIZE.to_string()),
            ("relax", "false".to_owned()),
        ];
        let pairs = pairs.map(|(name, value)| (name.to_owned(), value));
        let (head, body) = client.get(&target("/api/v1/search", &pairs))?;
        ensure!(head.status == 200, "{pairs:?}: {}", head.status);
        let answer: Answer = serde_json::from_slice(body)?;
        Ok((answer.total, Vec::new()))
    }
}
