//! Permanent numbers of paragraph ids, made from the id: they sort by date, meeting and §.

use chrono::{Datelike, NaiveDate};
use sha2::{Digest, Sha256};

/// 1 January 1900 in chrono's count of days.
const EPOCH: i32 = 693_596;
const DAY_BITS: u32 = 16;
const MEETING_BITS: u32 = 24;
const NUMBER_BITS: u32 = 13;
const SUFFIX_BITS: u32 = 3;
const ID_BITS: u32 = 7;

const DAY_SHIFT: u32 = MEETING_BITS + NUMBER_BITS + SUFFIX_BITS + ID_BITS;
/// The bits of a key that tell the day.
const DAYS: i64 = ((1 << DAY_BITS) - 1) << DAY_SHIFT;

/// What a key is made from.
#[derive(Clone, Copy, Debug)]
pub struct KeySource<'a> {
    /// The meeting's day.
    pub date: NaiveDate,
    /// First part of the id.
    pub municipality: &'a str,
    /// Second part of the id.
    pub body: &'a str,
    /// The paragraph's number.
    pub number: u32,
    /// `b` of § 3 b.
    pub suffix: Option<&'a str>,
    /// Last part of the id.
    pub name: &'a str,
}

/// The key that an id gets if it is free; below 2^63.
///
/// From the highest bit: the day since 1900 (16), a hash of municipality and body (24), the number (13),
/// the suffix's place in the alphabet (3), a hash of the whole id (7). What does not fit stays at its bound.
/// Two bodies that met on the same day share their hash once in 16 million times, and even then a § of
/// one only shares its key with that of the other once in 128 times: then the next free key is taken.
pub fn wanted_key(source: KeySource<'_>) -> i64 {
    let meeting = format!("{}/{}", source.municipality, source.body);
    let id = format!("{meeting}/{}/{}", source.date, source.name);
    let fields = [
        (bounded(day_of(source.date), DAY_BITS), DAY_BITS),
        (hash(&meeting, MEETING_BITS), MEETING_BITS),
        (bounded(source.number, NUMBER_BITS), NUMBER_BITS),
        (
            bounded(place_in_alphabet(source.suffix), SUFFIX_BITS),
            SUFFIX_BITS,
        ),
        (hash(&id, ID_BITS), ID_BITS),
    ];
    fields
        .into_iter()
        .fold(0, |key, (value, bits)| (key << bits) | i64::from(value))
}

/// The key to try when this one is taken.
pub fn next_key(key: i64) -> i64 {
    key.wrapping_add(1) & i64::MAX
}

/// Where something stands among all things in the order of the latest day first, then meeting and §.
pub fn place_of(key: i64) -> i64 {
    key ^ DAYS
}

/// The place of what has no meeting: after everything that has, by the digits of its SHA-256.
pub fn place_without_meeting(sha256: &str) -> i64 {
    let digits = sha256.get(..11).unwrap_or_default();
    DAYS | i64::from_str_radix(digits, 16).unwrap_or(0)
}

/// First and last place of these days, both included.
pub fn places_of_days(from: Option<NaiveDate>, to: Option<NaiveDate>) -> [i64; 2] {
    let day = |date: NaiveDate| i64::from(bounded(day_of(date), DAY_BITS)) << DAY_SHIFT;
    // A day before the first one is counted as the first, which none that is known has.
    let first = to.map_or(0, |to| place_of(day(to)));
    let last = from.map_or(i64::MAX, |from| {
        place_of(day(from)) | ((1 << DAY_SHIFT) - 1)
    });
    [first, last]
}

fn day_of(date: NaiveDate) -> u32 {
    (date.num_days_from_ce() - EPOCH).max(0).unsigned_abs()
}

fn bounded(value: u32, bits: u32) -> u32 {
    value.min((1 << bits) - 1)
}

fn hash(text: &str, bits: u32) -> u32 {
    let digest = Sha256::digest(text.as_bytes());
    let first = digest
        .iter()
        .take(4)
        .fold(0, |number, &byte| (number << 8) | u32::from(byte));
    first >> (u32::BITS - bits)
}

/// 0 without a suffix, a = 1, b = 2.
fn place_in_alphabet(suffix: Option<&str>) -> u32 {
    let letter = suffix.and_then(|suffix| suffix.bytes().next());
    letter.map_or(0, |letter| u32::from(letter.saturating_sub(b'a')) + 1)
}
