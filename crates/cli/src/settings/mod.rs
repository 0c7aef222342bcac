//! The program's settings: option, then environment, then `paragraf.toml`, then the default.

mod addresses;
mod example;
pub mod known;
mod layers;
#[cfg(test)]
mod tests;

use std::net::IpAddr;
use std::num::{NonZeroU64, NonZeroUsize};
use std::path::{Path, PathBuf};

use anyhow::Context;
use serde::{Deserialize, Serialize};

use crate::arguments::Common;
use crate::commands::WrongUse;
pub use example::example;
pub use layers::{Layers, Source, near, perhaps};

/// Where a file of settings is looked for when none is named.
const DEFAULT_FILE: &str = "paragraf.toml";

/// What every command needs to know.
#[derive(Debug, Default)]
pub struct Settings {
    pub data: PathBuf,
    pub index: PathBuf,
    pub reading: Reading,
    pub ocr: Ocr,
    pub storage: Storage,
    pub server: Server,
    /// Who said what of it.
    pub layers: Layers,
}

/// `[reading]` in `paragraf.toml`.
#[derive(Debug, Default, Deserialize, Serialize)]
#[serde(deny_unknown_fields, default)]
pub struct Reading {
    /// How long reading one file may take.
    pub seconds_per_file: Option<NonZeroU64>,
    /// Bodies that are read in although they decide about single persons.
    pub individual_matters: Vec<String>,
}

/// `[ocr]` in `paragraf.toml`.
#[derive(Debug, Default, Deserialize, Serialize)]
#[serde(deny_unknown_fields, default)]
pub struct Ocr {
    /// Whether pages that are pictures are read where no option says.
    pub enabled: bool,
    /// Where tesseract lies, if not where programs lie.
    pub program: Option<PathBuf>,
    /// As tesseract names it; several are joined by `+`.
    pub language: Option<String>,
    /// How long one page may take.
    pub seconds_per_page: Option<NonZeroU64>,
    /// So many pages of a document are read and no more.
    pub most_pages: Option<usize>,
}

/// `[storage]` in `paragraf.toml`.
#[derive(Debug, Default, Deserialize, Serialize)]
#[serde(deny_unknown_fields, default)]
pub struct Storage {
    /// With less free space than this on the disk of data or index, reading in waits; 0 never waits.
    pub least_free_bytes: Option<u64>,
    /// How long it waits for space before it gives up.
    pub wait_seconds: Option<u64>,
}

/// `[server]` in `paragraf.toml`.
#[derive(Debug, Default, Deserialize, Serialize)]
#[serde(deny_unknown_fields, default)]
pub struct Server {
    /// Address and port to listen on.
    pub listen: Option<String>,
    /// Address under which the world knows the archive; links in exports and feeds begin with it.
    #[serde(deserialize_with = "addresses::base_url")]
    pub base_url: Option<String>,
    /// Who is answerable for the archive; shown on the page "Om".
    pub operator: Option<String>,
    /// How to reach the operator; shown on the page "Om".
    pub contact: Option<String>,
    /// On which legal ground names are handled; shown on the page "Om".
    pub legal_basis: Option<String>,
    /// Address of the terms under which the compilation may be used; CC0 1.0 where it says nothing.
    #[serde(deserialize_with = "addresses::licence")]
    pub licence: Option<String>,
    /// Whether outside search engines may list paragraphs and meetings.
    pub indexable: bool,
    /// Connections at once, in all.
    pub connections: Option<NonZeroUsize>,
    /// Connections at once from one address.
    pub connections_per_address: Option<NonZeroUsize>,
    /// Requests a minute from one address, of IPv6 from one network (/64); 0 for as many as it likes.
    pub requests_per_minute: Option<u32>,
    /// Addresses of proxies of our own, which are not held to that. They are believed when they name the client: in
    /// `X-Forwarded-For`, or in `Forwarded` where the former is missing. A proxy on this machine is to stand here too.
    pub proxies: Vec<IpAddr>,
    /// Whether case officers can be looked up, counted and searched for; they can unless it says `false`.
    pub officers: Option<bool>,
}

/// Where the server listens if nobody says anything else.
pub const LISTEN: &str = "127.0.0.1:8080";

impl Server {
    /// Where the server listens: option, then settings, then the default.
    pub fn listens<'a>(&'a self, option: Option<&'a str>) -> &'a str {
        option.or(self.listen.as_deref()).unwrap_or(LISTEN)
    }

    /// Whether case officers can be looked up.
    pub fn shows_officers(&self) -> bool {
        self.officers.unwrap_or(true)
    }
}

/// All of `paragraf.toml`. A field here is a row in `known::SETTINGS`; a test says so.
#[derive(Debug, Default, Deserialize, Serialize)]
#[serde(deny_unknown_fields, default)]
pub struct File {
    data: Option<PathBuf>,
    index: Option<PathBuf>,
    reading: Reading,
    ocr: Ocr,
    storage: Storage,
    server: Server,
}

impl Settings {
    /// Puts the layers together. A file that was named must exist; the default one need not.
    pub fn read(common: &Common) -> anyhow::Result<Settings> {
        let mut layers = Layers::default();
        let named = common.config.as_deref();
        let usual = Path::new(DEFAULT_FILE);
        if let Some(path) = named.or(usual.exists().then_some(usual)) {
            let text = std::fs::read_to_string(path).with_context(|| {
                WrongUse(format!("cannot read the settings in {}", path.display()))
            })?;
            layers.take_file(path, &text)?;
        }
        layers.take_environment(|name| std::env::var_os(name))?;
        let typed = [("data", &common.data), ("index", &common.index)];
        for (key, path) in typed {
            if let Some(path) = path {
                layers.take_option(key, path);
            }
        }
        let mut settings = Settings::of(layers)?;
        // As typed: a path need not be text.
        settings.data = common.data.clone().unwrap_or(settings.data);
        settings.index = common.index.clone().unwrap_or(settings.index);
        Ok(settings)
    }

    fn of(layers: Layers) -> anyhow::Result<Settings> {
        let file = layers.file()?;
        Ok(Settings {
            data: file.data.unwrap_or_else(|| PathBuf::from("data")),
            index: file.index.unwrap_or_else(|| PathBuf::from("index")),
            reading: file.reading,
            ocr: file.ocr,
            storage: file.storage,
            server: file.server,
            layers,
        })
    }
}
