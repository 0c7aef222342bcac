//! A short run of every fuzz target over its kept seeds; `make fuzz` runs them for longer.

use std::path::Path;

use anyhow::Result;
use paragraf_tests::fuzz::mutate::{Until, run, seeds};
use paragraf_tests::fuzz::targets::TARGETS;

/// Reading files takes longest by far.
fn mutations(target: &str) -> u64 {
    match target {
        "extraction" => 25,
        "minutes" | "highlights" => 60,
        _ => 400,
    }
}

#[test]
fn no_target_breaks_on_its_seeds_or_mutations_of_them() -> Result<()> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../fuzz/seeds");
    for target in TARGETS {
        let seeds = seeds(&folder, &target)?;
        assert!(!seeds.is_empty(), "{} has no seeds", target.name);
        let until = Until::Mutations(mutations(target.name));
        let tried = run(&target, &seeds, until, 1, None);
        assert_eq!(tried.faults, [""; 0]);
        assert!(tried.inputs > mutations(target.name));
    }
    Ok(())
}

/// A program of `cargo fuzz` for each target, that calls it.
#[test]
fn every_target_has_a_program_for_cargo_fuzz() -> Result<()> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../fuzz");
    let manifest = std::fs::read_to_string(folder.join("Cargo.toml"))?;
    for target in TARGETS {
        let path = format!("fuzz_targets/{}.rs", target.name);
        assert!(manifest.contains(&path), "{path}");
        assert!(folder.join(&path).exists(), "{path}");
    }
    Ok(())
}
