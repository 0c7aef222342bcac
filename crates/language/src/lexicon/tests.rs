//! The file gives back what was put in.

use std::collections::BTreeMap;

use super::{Base, Entry, Lexicon, Modifier, encode, fingerprint};

fn entry(cost: u8, base: Base) -> Entry {
    Entry {
        modifier: Some(Modifier { cost, base }),
        ..Entry::default()
    }
}

#[test]
fn the_file_gives_back_what_was_put_in() {
    let word = Entry {
        is_word: true,
        ..Entry::default()
    };
    let head = Entry {
        head: Some(0),
        is_name_element: true,
        ..Entry::default()
    };
    let entries: BTreeMap<String, Entry> = [
        ("ö", head),
        ("skol", entry(0, Base::AddA)),
        ("skola", word),
        ("skolår", word),
        ("arbets", entry(62, Base::LastToE)),
    ]
    .map(|(word, entry)| (word.to_owned(), entry))
    .into();
    let lexicon = Lexicon::decode(&encode(&entries)).unwrap();
    for (word, entry) in &entries {
        assert_eq!(lexicon.entry(word), Some(*entry), "{word}");
    }
    assert_eq!(lexicon.entry("sko"), None);
    assert_eq!(lexicon.entry("skolan"), None);
}

#[test]
fn other_files_are_refused() {
    assert!(Lexicon::decode(b"PK\x03\x04").is_none());
    assert!(Lexicon::decode(b"PLX1\x00\x09abc").is_none());
}

#[test]
fn a_modifier_leads_to_its_word() {
    let mut base = String::new();
    for (modifier, how, expected) in [
        ("skol", Base::AddA, "skola"),
        ("gatu", Base::LastToA, "gata"),
        ("områdes", Base::DropLast, "område"),
        ("arbets", Base::LastToE, "arbete"),
        ("barn", Base::Same, "barn"),
    ] {
        how.write(modifier, &mut base);
        assert_eq!(base, expected);
    }
}

/// Whoever changes the lexicon raises `ANALYSIS_VERSION` in the same change: an index asks for the terms that the
/// lexicon gave it.
#[test]
fn the_built_in_lexicon_belongs_to_its_analysis_version() {
    let file = include_bytes!("../../lexicon/lexicon.bin");
    let told = format!("{} {}", crate::ANALYSIS_VERSION, fingerprint(file));
    expect_test::expect!["2 4d8f50f5f4fe2683"].assert_eq(&told);
}
