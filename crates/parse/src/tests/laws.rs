//! Laws: for every text, however odd, the parser answers, always the same, and loses no line.

use paragraf_model::{Facts, FindingKind};
use proptest::prelude::*;

use super::support::source;
use crate::places::Place;

/// Pieces of minutes that, thrown together, make every part of the parser run.
const PIECES: &[&str] = &[
    "§ 15 Rapport om lekplatser",
    "§ 16",
    "§17 Dnr KS 2024/12",
    "KS § 18 KS/2018:298 - 001",
    "19 § Val av ordförande",
    "§ 20 b",
    "forts. § 16",
    "§ 171 och den 12 mars 2025, § 218.",
    "133 Rubrik utan tecken (KS/2017:499)",
    "Ärendenummer: Ks 1/2022",
    "Handläggare: Alva Ask, Bo Ek och",
    "Ärendebeskrivning",
    "Beslutsunderlag",
    "Förslag till beslut",
    "Kommunstyrelsens förslag till kommunfullmäktige:",
    "Beslut",
    "KOMMUNSTYRELSENS BESLUT",
    "Kommunfullmäktige beslutar:",
    "- Informationen tas till protokollet.",
    "1. Motionen avslås.",
    "att godkänna rapporten, och",
    "Yrkanden: Alva Ask (S) yrkar bifall.",
    "Omröstning",
    "Omröstningen utfaller med 40 Ja mot 38 Nej. En ledamot avstår.",
    "Alva Ask (S), Bo Ek (M) och ordföranden Cia Al (V) röstar Ja (3).",
    "Ja för bifall till förslaget och Nej för avslag.",
    "Namn  Ja  Nej  Avstår",
    "Alva Ask (S)  X",
    "Bo Ek (M)            X",
    "Reservation",
    "Bo Ek (M) reserverar sig mot beslutet.",
    "Jäv",
    "Protokollsutdrag skickas till",
    "Ekonomiavdelningen, akten",
    "Datum: 2024-02-29",
    "Tid: 14:00–16:30",
    "Plats och tid        Rådhuset, kl. 13.00-16.00",
    "Närvarande ledamöter",
    "Ledamöter              Tjänstgörande ersättare",
    "Alva Ask (S)           Bo Ek (M) för Cia Al (V) §§ 15–17",
    "Övriga",
    "Dan Dal, ekonomichef",
    "Paragrafer 15–20",
    "Vid protokollet",
    "Justeras",
    "ANSLAG/BEVIS",
    "Bilaga 2",
    "Antal Ja: 2",
    "3 (41)",
    "Justerandes sign",
    "Sammanträdesdatum: 2024-02-29",
    "Örebro kommun",
    "Kommunstyrelsen",
    "________________",
    "________________KF § 43",
    "Sn § 50  Au § 84  Sn § 34  Dnr 2016/112",
    "KSKF/2014:1",
    "Val av ledamot i valberedningen",
    "a.",
    "b.",
    "2.",
    "\u{2022} Rapporten godkänns",
    "att motionen avslås,",
    "Med 6 ja-röster mot 1 nej-röst vinner förslaget.",
    "Ja-röster: Alva Ask (S), Bo Ek (V).",
    "Cia Al (V) - JA",
    "Avstår: Dan Dal (L)",
    "Ja",
    "Alva Ask",
    "S",
    "12",
    "Ask, Alva",
    "Närvarolista",
    "Underlag: Tjänsteskrivelse 2024-02-01",
    "Kommunstyrelsens arbetsutskott 2024-02-06, §§ 12-14",
    "Utses att justera  Bo Ek",
    "Närvarande: Alva Ask (S), ordförande, Bo Ek (M) t.o.m. § 16 och Cia Al (V)",
    "Tjänstgörande ersättare: Dan Dal (L) för Bo Ek (M) fr.o.m. § 17",
    "kommunfullmäkti-",
    "gesammanträdet den 5 mars",
    "§ 15 ........................ 3",
    "Paragrafen förklaras omedelbart justerad.",
    "som fortsätter på nästa rad med miljö-",
    "och byggnadsnämnden enligt 2 kap. 7 § lagen",
    "§",
    "§§ 5-7",
    "(S)",
    "\u{0C}",
    "",
    "",
    "å\u{308}ä€𝔘",
];

fn text_of_pieces() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        20 => proptest::sample::select(PIECES).prop_map(str::to_owned),
        1 => "\\PC{0,40}",
    ];
    proptest::collection::vec(piece, 0..60).prop_map(|pieces| pieces.join("\n"))
}

/// Every law that a text must keep.
fn keeps_the_laws(text: &str) {
    let source = source(text);
    let facts = Facts::default();
    let (parsed, places) = crate::explain(&source, &facts);
    assert_eq!(
        parsed,
        crate::parse(&source, &facts),
        "the same text gives the same record"
    );

    super::provenance::keeps_the_laws(&source, &parsed, &places);
    super::words::are_kept(&source, &parsed, &places);
    let count = source.lines().count() as u32;
    let mut taken = vec![false; count as usize + 1];
    for section in parsed
        .paragraphs
        .iter()
        .flat_map(|paragraph| &paragraph.sections)
    {
        let [first, last] = section.lines;
        assert!(
            1 <= first && first <= last && last <= count,
            "a section stands in the text"
        );
        if section.text.is_empty() {
            continue;
        }
        for line in first..=last {
            assert!(
                !std::mem::replace(&mut taken[line as usize], true),
                "line {line} is in two sections"
            );
        }
    }
    for finding in &parsed.findings {
        let [first, last] = finding.lines.unwrap_or([1, 1]);
        assert!(
            1 <= first && first <= last && last <= count.max(1),
            "a finding points into the text"
        );
    }
    let reported = |number: u32| {
        parsed.findings.iter().any(|finding| {
            finding.kind == FindingKind::LineUnplaced
                && finding
                    .lines
                    .is_some_and(|[first, last]| (first..=last).contains(&number))
        })
    };
    for ((_, line), (place, number)) in source.lines().zip(places.iter().zip(1..)) {
        assert_eq!(
            line.is_blank(),
            *place == Place::Blank,
            "line {number} is blank or placed"
        );
        assert!(
            *place != Place::Unplaced || reported(number),
            "line {number} is placed or reported"
        );
        let in_section = taken[number as usize];
        let fits = matches!(place, Place::Section(..) | Place::Furniture | Place::Blank);
        assert!(!in_section || fits, "line {number} has one place");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn any_mixture_of_pieces_is_read_without_losing_a_line(text in text_of_pieces()) {
        keeps_the_laws(&text);
    }

    #[test]
    fn any_text_at_all_is_read_without_losing_a_line(text in "\\PC{0,300}") {
        keeps_the_laws(&text);
    }

    #[test]
    fn minutes_that_were_cut_and_shuffled_are_read_without_losing_a_line(
        case in proptest::sample::select(golden_texts()),
        seed in proptest::collection::vec(0..1000_usize, 1..40),
    ) {
        keeps_the_laws(&mutated(&case, &seed));
    }
}

#[test]
fn golden_minutes_keep_the_laws() {
    golden_texts().iter().for_each(|text| keeps_the_laws(text));
}

/// The golden inputs, which are minutes in real layouts.
#[expect(
    clippy::disallowed_methods,
    reason = "the golden minutes lie beside the crate that tests them"
)]
fn golden_texts() -> Vec<String> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/golden");
    let mut cases: Vec<_> = std::fs::read_dir(folder)
        .expect("the golden folder is there")
        .flatten()
        .map(|entry| entry.path())
        .collect();
    cases.sort();
    cases
        .iter()
        .filter_map(|case| std::fs::read_to_string(case.join("pages.txt")).ok())
        .collect()
}

/// Takes lines out, swaps lines and cuts lines, as the seed says.
fn mutated(text: &str, seed: &[usize]) -> String {
    let mut lines: Vec<String> = text.split('\n').map(str::to_owned).collect();
    for (turn, &number) in seed.iter().enumerate() {
        let count = lines.len().max(1);
        let (one, other) = (number % count, (number * 7 + turn) % count);
        match turn % 3 {
            0 => drop(lines.remove(one)),
            1 => lines.swap(one, other),
            _ => lines[one] = lines[one].chars().take(number % 30).collect(),
        }
        if lines.is_empty() {
            break;
        }
    }
    lines.join("\n")
}
