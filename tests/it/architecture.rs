//! The arrows between the crates, read from their manifests: a new one is an architecture decision.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

/// Which crate may use which, as ARCHITECTURE.md draws it.
const ARROWS: &[(&str, &[&str])] = &[
    ("model", &[]),
    ("parse", &["model"]),
    ("language", &[]),
    ("query", &["model", "language"]),
    ("extract", &["model", "language"]),
    ("archive", &["model"]),
    ("index", &["model", "language", "query"]),
    (
        "ingest",
        &["model", "language", "extract", "parse", "archive", "index"],
    ),
    ("web", &["model", "query", "archive", "index"]),
    (
        "cli",
        &[
            "model", "language", "query", "extract", "parse", "archive", "index", "ingest", "web",
        ],
    ),
];

/// Which packages only one crate may name, so that the thing behind it can be exchanged.
const ALONE: &[(&str, &str)] = &[
    ("tantivy", "index"),
    ("axum", "web"),
    ("rusqlite", "archive"),
    ("lopdf", "extract"),
    ("whatlang", "parse"),
    ("frostem", "language"),
    ("clap", "cli"),
];

#[test]
fn crates_use_only_what_the_map_allows() -> Result<()> {
    for (name, allowed) in ARROWS {
        let used = own_dependencies(name)?;
        let allowed: BTreeSet<String> = allowed.iter().map(|&name| name.to_owned()).collect();
        let extra: Vec<_> = used.difference(&allowed).collect();
        assert!(extra.is_empty(), "`{name}` may not use {extra:?}");
    }
    Ok(())
}

#[test]
fn the_map_names_every_crate() -> Result<()> {
    let on_disk: BTreeSet<String> = std::fs::read_dir(root().join("crates"))?
        .map(|entry| Ok(entry?.file_name().to_string_lossy().into_owned()))
        .collect::<Result<_>>()?;
    let on_map: BTreeSet<String> = ARROWS.iter().map(|(name, _)| (*name).to_owned()).collect();
    assert_eq!(on_disk, on_map);
    Ok(())
}

#[test]
fn each_engine_is_named_by_one_crate_alone() -> Result<()> {
    for (package, owner) in ALONE {
        for (name, _) in ARROWS {
            let named = dependencies(name)?.contains_key(*package);
            assert_eq!(
                named,
                name == owner,
                "`{package}` belongs in `{owner}`; see `{name}`"
            );
        }
    }
    Ok(())
}

#[test]
fn pure_crates_forbid_files_environment_and_clock() -> Result<()> {
    for name in ["model", "parse", "language", "query"] {
        let path = root().join("crates").join(name).join("src/lib.rs");
        let source = std::fs::read_to_string(&path)?;
        assert!(
            switches_on(&source, "clippy::disallowed_methods"),
            "{} must switch the lint on",
            path.display()
        );
    }
    Ok(())
}

#[test]
fn a_lint_that_is_only_named_is_not_switched_on() {
    let lint = "clippy::disallowed_methods";
    assert!(switches_on(
        "#![warn(missing_docs, clippy::disallowed_methods)]",
        lint
    ));
    assert!(switches_on(
        "#![deny(\n    clippy::disallowed_methods,\n)]",
        lint
    ));
    for off in [
        "#![allow(clippy::disallowed_methods)]",
        "// #![warn(clippy::disallowed_methods)]",
        "#[warn(clippy::disallowed_methods)] fn one() {}",
        "#![warn(missing_docs)] // clippy::disallowed_methods",
        "#![warn(clippy::disallowed_methods)]\n#![allow(clippy::disallowed_methods)]",
    ] {
        assert!(!switches_on(off, lint), "{off}");
    }
}

/// Whether an inner attribute of the source warns of the lint or denies it, and none allows it.
fn switches_on(source: &str, lint: &str) -> bool {
    let code: Vec<&str> = source
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"))
        .collect();
    let code = code.join("\n");
    let names = |level: &str| {
        code.split(&format!("#![{level}("))
            .skip(1)
            .filter_map(|rest| rest.split_once(")]"))
            .any(|(lints, _)| lints.split(',').any(|named| named.trim() == lint))
    };
    (names("warn") || names("deny")) && !names("allow")
}

fn own_dependencies(name: &str) -> Result<BTreeSet<String>> {
    let names = dependencies(name)?.into_keys();
    Ok(names
        .filter_map(|name| name.strip_prefix("paragraf-").map(str::to_owned))
        .collect())
}

fn dependencies(name: &str) -> Result<BTreeMap<String, toml::Value>> {
    let path = root().join("crates").join(name).join("Cargo.toml");
    let text = std::fs::read_to_string(&path)
        .with_context(|| format!("`{name}` is on the map but not at {}", path.display()))?;
    let manifest: toml::Table = text.parse()?;
    let table = manifest
        .get("dependencies")
        .and_then(|value| value.as_table());
    Ok(table.cloned().unwrap_or_default().into_iter().collect())
}

fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().unwrap_or(here).to_owned()
}
