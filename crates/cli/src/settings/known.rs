//! Every setting there is: what it means, what it is measured in, what holds where nobody says anything. Help, `paragraf
//! config`, the example file and the manual are made from this table; a test holds it against what is read.

use std::path::PathBuf;

use paragraf_ingest::{ChildReader, RecogniserConfig, Room};
use paragraf_web::{Connections, REQUESTS_PER_MINUTE};
use toml::Value;

use super::LISTEN;

/// Something that a person may set.
pub struct Setting {
    /// Its place in `paragraf.toml`: `server.base_url`.
    pub key: &'static str,
    /// The variable that wins over the file.
    pub environment: &'static str,
    /// The option that wins over both, where a command has one.
    pub option: Option<&'static str>,
    pub kind: Kind,
    /// What holds where nobody says anything; `None` where that is nothing.
    pub default: fn() -> Option<Value>,
    /// How it may look in the file.
    pub example: &'static str,
    pub meaning: &'static str,
}

/// What a setting's value is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Text,
    Path,
    /// A whole number of something.
    Number(&'static str),
    /// Yes or no.
    Switch,
    /// Texts; in the environment with `;` between them.
    List,
}

impl Kind {
    /// What is counted; `None` where nothing is.
    pub fn unit(self) -> Option<&'static str> {
        match self {
            Kind::Number(unit) => Some(unit),
            _ => None,
        }
    }

    /// What kind of value it is, in a word or two.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Text => "text",
            Kind::Path => "path",
            Kind::Number(_) => "number",
            Kind::Switch => "true or false",
            Kind::List => "list of texts",
        }
    }
}

impl Setting {
    /// The one with this key.
    pub fn named(key: &str) -> Option<&'static Setting> {
        SETTINGS.iter().find(|setting| setting.key == key)
    }

    /// Its part of the file and its name there: `server` and `base_url`.
    pub fn section_and_name(&self) -> (Option<&'static str>, &'static str) {
        match self.key.split_once('.') {
            Some((section, name)) => (Some(section), name),
            None => (None, self.key),
        }
    }
}

/// In the order of the file.
pub const SETTINGS: &[Setting] = &[
    Setting {
        key: "data",
        environment: "PARAGRAF_DATA",
        option: Some("data"),
        kind: Kind::Path,
        default: || text("data"),
        example: "\"/var/lib/paragraf/data\"",
        meaning: "Folder of the catalogue and the originals",
    },
    Setting {
        key: "index",
        environment: "PARAGRAF_INDEX",
        option: Some("index"),
        kind: Kind::Path,
        default: || text("index"),
        example: "\"/var/lib/paragraf/index\"",
        meaning: "Folder of the search index, which can be made anew from the data folder",
    },
    Setting {
        key: "reading.seconds_per_file",
        environment: "PARAGRAF_SECONDS_PER_FILE",
        option: Some("seconds-per-file"),
        kind: Kind::Number("seconds"),
        default: || number(ChildReader::TIME.as_secs()),
        example: "60",
        meaning: "How long reading one file may take before it is given up",
    },
    Setting {
        key: "reading.individual_matters",
        environment: "PARAGRAF_INDIVIDUAL_MATTERS",
        option: Some("individual-matters"),
        kind: Kind::List,
        default: || Some(Value::Array(Vec::new())),
        example: "[\"Tillståndsutskottet\"]",
        meaning: "Full names of bodies that are read in although they decide about single persons; the option adds to them",
    },
    Setting {
        key: "ocr.enabled",
        environment: "PARAGRAF_OCR",
        option: Some("ocr"),
        kind: Kind::Switch,
        default: || Some(Value::Boolean(false)),
        example: "true",
        meaning: "Whether pages that are pictures are read by tesseract",
    },
    Setting {
        key: "ocr.program",
        environment: "PARAGRAF_OCR_PROGRAM",
        option: None,
        kind: Kind::Path,
        default: || text("tesseract"),
        example: "\"/usr/bin/tesseract\"",
        meaning: "Where tesseract lies; a bare name is looked up in PATH",
    },
    Setting {
        key: "ocr.language",
        environment: "PARAGRAF_OCR_LANGUAGE",
        option: None,
        kind: Kind::Text,
        default: || text(&recogniser().language),
        example: "\"swe+fin\"",
        meaning: "Language of scanned pages as tesseract names it; several are joined by +",
    },
    Setting {
        key: "ocr.seconds_per_page",
        environment: "PARAGRAF_OCR_SECONDS_PER_PAGE",
        option: None,
        kind: Kind::Number("seconds"),
        default: || number(recogniser().time_per_page.as_secs()),
        example: "120",
        meaning: "How long reading one scanned page may take",
    },
    Setting {
        key: "ocr.most_pages",
        environment: "PARAGRAF_OCR_MOST_PAGES",
        option: None,
        kind: Kind::Number("pages"),
        default: || number(recogniser().most_pages as u64),
        example: "500",
        meaning: "How many scanned pages of one document are read at most",
    },
    Setting {
        key: "storage.least_free_bytes",
        environment: "PARAGRAF_LEAST_FREE_BYTES",
        option: Some("least-free-bytes"),
        kind: Kind::Number("bytes"),
        default: || number(Room::default().least_free_bytes),
        example: "5368709120",
        meaning: "Reading in waits where less is free on the disk of data or index; 0 never waits",
    },
    Setting {
        key: "storage.wait_seconds",
        environment: "PARAGRAF_WAIT_FOR_SPACE",
        option: Some("wait-for-space"),
        kind: Kind::Number("seconds"),
        default: || number(Room::default().patience.as_secs()),
        example: "3600",
        meaning: "How long it waits for space before it gives up; 0 gives up at once",
    },
    Setting {
        key: "server.listen",
        environment: "PARAGRAF_LISTEN",
        option: Some("listen"),
        kind: Kind::Text,
        default: || text(LISTEN),
        example: "\"0.0.0.0:8080\"",
        meaning: "Address and port that the server listens on",
    },
    Setting {
        key: "server.base_url",
        environment: "PARAGRAF_BASE_URL",
        option: None,
        kind: Kind::Text,
        default: || None,
        example: "\"https://protokoll.example.se\"",
        meaning: "Address under which the world knows the archive; links in exports and feeds begin with it",
    },
    Setting {
        key: "server.operator",
        environment: "PARAGRAF_OPERATOR",
        option: None,
        kind: Kind::Text,
        default: || None,
        example: "\"Exempelföreningen, org.nr 802000-0000\"",
        meaning: "Who is answerable for the archive; shown on the page \"Om\"",
    },
    Setting {
        key: "server.contact",
        environment: "PARAGRAF_CONTACT",
        option: None,
        kind: Kind::Text,
        default: || None,
        example: "\"arkiv@example.se\"",
        meaning: "How to reach the operator; shown on the page \"Om\"",
    },
    Setting {
        key: "server.legal_basis",
        environment: "PARAGRAF_LEGAL_BASIS",
        option: None,
        kind: Kind::Text,
        default: || None,
        example: "\"Utgivningsbevis nr 2026-000\"",
        meaning: "On which legal ground names are handled; shown on the page \"Om\"",
    },
    Setting {
        key: "server.licence",
        environment: "PARAGRAF_LICENCE",
        option: None,
        kind: Kind::Text,
        default: || None,
        example: "\"https://creativecommons.org/licenses/by/4.0/\"",
        meaning: "Address of the terms under which the compilation may be used; CC0 1.0 where nothing is said",
    },
    Setting {
        key: "server.indexable",
        environment: "PARAGRAF_INDEXABLE",
        option: None,
        kind: Kind::Switch,
        default: || Some(Value::Boolean(false)),
        example: "true",
        meaning: "Whether outside search engines may list paragraphs and meetings",
    },
    Setting {
        key: "server.officers",
        environment: "PARAGRAF_OFFICERS",
        option: None,
        kind: Kind::Switch,
        default: || Some(Value::Boolean(true)),
        example: "false",
        meaning: "Whether case officers can be looked up, counted and searched for",
    },
    Setting {
        key: "server.connections",
        environment: "PARAGRAF_CONNECTIONS",
        option: None,
        kind: Kind::Number("connections"),
        default: || number(Connections::default().at_once as u64),
        example: "4096",
        meaning: "Connections at once, in all; fewer where the system lets fewer files be open",
    },
    Setting {
        key: "server.connections_per_address",
        environment: "PARAGRAF_CONNECTIONS_PER_ADDRESS",
        option: None,
        kind: Kind::Number("connections"),
        default: || number(Connections::default().per_address as u64),
        example: "16",
        meaning: "Connections at once from one address",
    },
    Setting {
        key: "server.requests_per_minute",
        environment: "PARAGRAF_REQUESTS_PER_MINUTE",
        option: None,
        kind: Kind::Number("requests"),
        default: || number(REQUESTS_PER_MINUTE.into()),
        example: "600",
        meaning: "Requests a minute from one address, an export or a file of the whole archive counting for 50; 0 for as many as anybody likes",
    },
    Setting {
        key: "server.proxies",
        environment: "PARAGRAF_PROXIES",
        option: None,
        kind: Kind::List,
        default: || Some(Value::Array(Vec::new())),
        example: "[\"127.0.0.1\"]",
        meaning: "Addresses of proxies of one's own, which are not held to the limits for one address and are believed about whose requests they bring",
    },
];

/// What only the environment says, with what it is for.
pub const ONLY_IN_THE_ENVIRONMENT: &[(&str, &str)] = &[
    (
        "PARAGRAF_CONFIG",
        "The file of settings, as --config names it",
    ),
    (
        "PARAGRAF_LOG",
        "What is logged on standard error, in place of warnings alone: `info`, or a filter such as `paragraf_ingest=debug`",
    ),
    ("PARAGRAF_WHO", "Who decides a withdrawal, as --by says"),
    ("NO_COLOR", "Set to anything, it keeps colour away"),
    (
        "CLICOLOR_FORCE",
        "Set to anything, it gives colour also where no terminal is",
    ),
    ("TESSDATA_PREFIX", "Where tesseract finds its languages"),
];

fn text(text: &str) -> Option<Value> {
    Some(Value::String(text.to_owned()))
}

fn number(number: u64) -> Option<Value> {
    i64::try_from(number).ok().map(Value::Integer)
}

fn recogniser() -> RecogniserConfig {
    RecogniserConfig::new(PathBuf::new())
}
