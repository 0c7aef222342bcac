//! Which engines there are and how each is started.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

use super::adapter::{self, Adapter};
use super::floor::Floor;
use super::library::Library;
use super::served::Served;

/// An engine that is measured.
#[derive(Debug, PartialEq, Eq)]
pub struct Engine {
    /// Its name here and the name of its folder.
    pub name: &'static str,
    /// In the table.
    pub label: &'static str,
    /// How it is used, for a note below the table.
    pub note: &'static str,
    kind: Kind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// This program with a hidden subcommand.
    Own,
    /// As [`Kind::Own`], over what the library has loaded.
    Served,
    /// A script beside this crate.
    Script(&'static str),
}

/// What every other is compared with.
pub const LIBRARY: &str = "paragraf";
/// The whole answer.
pub const SERVED: &str = "paragraf-http";
/// What a search costs at least.
pub const FLOOR: &str = "tantivy";

/// Every engine, in the order of the table.
pub const ENGINES: [Engine; 6] = [
    Engine {
        name: LIBRARY,
        label: "Paragraf, the search alone",
        note: "`Index::search`: size 10, no facets, no relaxing. Loading is `ingest` with records that are ready: archive (catalogue, original files) and index, all synchronised",
        kind: Kind::Own,
    },
    Engine {
        name: SERVED,
        label: "Paragraf, the whole answer",
        note: "`GET /api/v1/search?size=10` on this machine, with facets, highlights and the paragraphs themselves",
        kind: Kind::Served,
    },
    Engine {
        name: FLOOR,
        label: "bare tantivy (the floor)",
        note: "title, decision, description and rest with Swedish stems and positions, all stored; every word in any field (the sum of BM25 over fields), a phrase of stems within one field; ten best and count in one pass, one thread. Loading: two threads with 256 MB each, one merge into one segment",
        kind: Kind::Own,
    },
    Engine {
        name: "postgresql",
        label: "PostgreSQL 15",
        note: "`swedish`, one generated `tsvector` column (title A, decision B, description C, rest D) with GIN, `ts_rank`, `count(*) OVER ()` in the same pass. As it comes, but shared_buffers 2 GB and maintenance_work_mem 1 GB. Loading: COPY over one connection, then GIN, then VACUUM ANALYZE",
        kind: Kind::Script("postgresql.py"),
    },
    Engine {
        name: "sqlite",
        label: "SQLite FTS5",
        note: "`unicode61 remove_diacritics 0`, four columns, `bm25` weighted 3, 2, 1, 1; a second statement counts; cache of 256 MB, mapped. No stemming. Loading: one transaction, then `optimize`",
        kind: Kind::Script("sqlite.py"),
    },
    Engine {
        name: "xapian",
        label: "Xapian 1.4",
        note: "Swedish stemmer, BM25, the same weights by `wdf`, queries built without its parser, texts as data; every match looked at, so that the total is exact; phrases of unstemmed words. Loading: one database, flushed every 100 000; searched in compact form (not counted)",
        kind: Kind::Script("xapian_swedish.py"),
    },
];

/// One run of an engine in its process.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    engine: String,
    folder: PathBuf,
    program: PathBuf,
}

/// Is an engine until standard input ends.
///
/// # Errors
/// There is no such engine, or it fails.
pub fn serve(arguments: &Arguments) -> Result<()> {
    let folder = &arguments.folder;
    match arguments.engine.as_str() {
        LIBRARY => adapter::serve(&mut Library::new(folder)),
        SERVED => adapter::serve(&mut Served::new(&arguments.program, folder)),
        FLOOR => adapter::serve(&mut Floor::new(folder)),
        other => anyhow::bail!("no engine is called {other}"),
    }
}

impl Engine {
    /// Whether it has a folder of its own to fill.
    pub fn loads(&self) -> bool {
        self.kind != Kind::Served
    }

    /// Its folder below that of the run.
    pub fn folder(&self, run: &Path) -> PathBuf {
        match self.kind {
            Kind::Served => run.join(LIBRARY),
            _ => run.join(self.name),
        }
    }

    /// What it loads from: Paragraf takes records, the others rows.
    pub fn source<'a>(&self, data_set: &'a Path, rows: &'a Path) -> &'a Path {
        match self.name {
            LIBRARY => data_set,
            _ => rows,
        }
    }

    /// Starts it. `program` is what serves.
    ///
    /// # Errors
    /// It does not start.
    pub fn start(&self, run: &Path, program: &Path) -> Result<Adapter> {
        let folder = self.folder(run);
        let mut command = match self.kind {
            Kind::Script(script) => {
                let scripts = Path::new(env!("CARGO_MANIFEST_DIR")).join("peers");
                // Debian's own, for which its modules are installed.
                let mut command = Command::new("/usr/bin/python3");
                command.arg("-B").arg(scripts.join(script)).arg(folder);
                command
            }
            Kind::Own | Kind::Served => {
                let this = std::env::current_exe().context("where this program lies")?;
                let mut command = Command::new(this);
                command.args(["peer", self.name]).arg(folder).arg(program);
                command
            }
        };
        command.env_remove("RUST_LOG");
        Adapter::start(self.name, command)
    }
}
