//! Kept seeds and mutations of them, drawn from a seed: what a fuzzer does, without its eyes.

use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::time::{Duration, Instant};

use anyhow::{Context, Result};

use super::targets::Target;
use crate::chance::Chance;

/// Longer inputs cost more than they tell.
const LONGEST: usize = 64 * 1024;

/// Pieces that mean something to some reader.
const PIECES: &[&str] = &[
    "§ 15 ",
    "KS 2024/12",
    "850101-1236",
    "19850101 1236",
    "pnr ",
    "Beslut\n",
    "\n\n",
    "\u{0C}",
    "  ",
    "\t",
    "(",
    ")",
    "\"",
    "*",
    ":",
    "-",
    "/",
    ".",
    "\u{AD}",
    "\u{200B}",
    "\u{A0}",
    "å",
    "\u{308}",
    "𝔘",
    "\0",
    "<",
    ">",
    "&",
    "<p>",
    "</p>",
    "stream\n",
    "endobj\n",
    " 0 R",
    "obj\n",
    "<<",
    ">>",
    "/Length ",
    "BT ",
    " Tj",
    " re f",
    "[files]\n",
    "= \"",
    "c.",
    "99999999999999999999",
    "-1",
    "0",
];

/// What a run did.
#[derive(Debug, Default)]
pub struct Tried {
    /// Inputs.
    pub inputs: u64,
    /// The longest that one took.
    pub slowest: Duration,
    /// Inputs that broke a law, or took longer than allowed.
    pub faults: Vec<String>,
}

/// When a run ends.
#[derive(Clone, Copy, Debug)]
pub enum Until {
    /// After so many mutations of each seed.
    Mutations(u64),
    /// After this time.
    Time(Duration),
}

/// The kept seeds of a target, by name.
///
/// # Errors
/// There is no such folder, or nothing in it.
pub fn seeds(folder: &Path, target: &Target) -> Result<Vec<Vec<u8>>> {
    let folder = folder.join(target.name);
    let entries = fs::read_dir(&folder).with_context(|| folder.display().to_string())?;
    let mut paths = entries
        .map(|entry| Ok(entry?.path()))
        .collect::<Result<Vec<_>>>()?;
    paths.sort();
    paths.iter().map(|path| Ok(fs::read(path)?)).collect()
}

/// Runs a target on its seeds and on mutations of them. The same number gives the same inputs.
pub fn run(
    target: &Target,
    seeds: &[Vec<u8>],
    until: Until,
    number: u64,
    allowed: Option<Duration>,
) -> Tried {
    let mut tried = Tried::default();
    let mut chance = Chance::of(&format!("{}/{number}", target.name));
    let began = Instant::now();
    for seed in seeds {
        try_one(target, seed, allowed, &mut tried);
    }
    let mut turn = 0;
    loop {
        let is_over = match until {
            Until::Mutations(count) => turn >= count,
            Until::Time(time) => began.elapsed() >= time,
        };
        if is_over || seeds.is_empty() {
            return tried;
        }
        for seed in seeds {
            let other = &seeds[chance.below(seeds.len() as u64) as usize];
            try_one(
                target,
                &mutated(seed, other, &mut chance),
                allowed,
                &mut tried,
            );
        }
        turn += 1;
    }
}

fn try_one(target: &Target, input: &[u8], allowed: Option<Duration>, tried: &mut Tried) {
    let began = Instant::now();
    let outcome = catch_unwind(AssertUnwindSafe(|| (target.run)(input)));
    let took = began.elapsed();
    tried.inputs += 1;
    tried.slowest = tried.slowest.max(took);
    let shown = || String::from_utf8_lossy(&input[..input.len().min(2_000)]).into_owned();
    if outcome.is_err() {
        tried
            .faults
            .push(format!("{} breaks on {:?}", target.name, shown()));
    } else if allowed.is_some_and(|allowed| took > allowed) {
        tried
            .faults
            .push(format!("{} takes {took:?} for {:?}", target.name, shown()));
    }
}

/// One to four changes.
fn mutated(seed: &[u8], other: &[u8], chance: &mut Chance) -> Vec<u8> {
    let mut input = seed.to_vec();
    for _ in 0..=chance.below(4) {
        change(&mut input, other, chance);
    }
    input.truncate(LONGEST.max(seed.len()));
    input
}

fn change(input: &mut Vec<u8>, other: &[u8], chance: &mut Chance) {
    let length = input.len() as u64 + 1;
    let at = chance.below(length) as usize;
    let end = (at + chance.below(64) as usize + 1).min(input.len());
    match chance.below(8) {
        0 if at < input.len() => input[at] ^= 1 << chance.below(8),
        1 if at < input.len() => input[at] = chance.below(256) as u8,
        2 => drop(input.drain(at..end.max(at))),
        3 => {
            let piece = input[at..end.max(at)].to_vec();
            let to = chance.below(length) as usize;
            let to = to.min(input.len());
            input.splice(to..to, piece);
        }
        4 => input.truncate(at),
        5 if !other.is_empty() => {
            let from = chance.below(other.len() as u64) as usize;
            let piece = &other[from..(from + 200).min(other.len())];
            input.splice(at..at, piece.iter().copied());
        }
        6 if at < input.len() && input[at].is_ascii_digit() => {
            input[at] = b'0' + chance.below(10) as u8;
        }
        _ => {
            let piece = chance.pick(PIECES);
            input.splice(at..at, piece.bytes());
        }
    }
}
