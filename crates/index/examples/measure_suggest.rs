//! How long completions take: `cargo run --release --example measure_suggest -- FOLDER [PARAGRAPHS]`.
//!
//! Makes an index of paragraphs whose texts are pieces of the text files in the folder, with invented names and
//! numbers, and completes beginnings of words, names, numbers and titles.

use std::path::Path;
use std::time::{Duration, Instant};

use chrono::{Days, NaiveDate};
use paragraf_index::{Index, IndexWriter, IndexedParagraph, SuggestRequest};
use paragraf_model::{CaseNumber, LineRange, Paragraph, Section, SectionKind, Sources};

type Outcome<T> = Result<T, Box<dyn std::error::Error>>;

fn main() -> Outcome<()> {
    let mut arguments = std::env::args().skip(1);
    let folder = arguments.next().ok_or("name a folder of text files")?;
    let paragraphs: u64 = arguments
        .next()
        .map_or(Ok(200_000), |count| count.parse())?;
    let mut words = Vec::new();
    read(Path::new(&folder), &mut words)?;
    if words.len() < 10_000 {
        return Err("the folder holds too little text".into());
    }
    let dir = std::env::temp_dir().join(format!("measure-suggest-{}", std::process::id()));
    let result = measure(&dir, &words, paragraphs);
    std::fs::remove_dir_all(&dir)?;
    result
}

fn measure(dir: &Path, words: &[String], paragraphs: u64) -> Outcome<()> {
    let began = Instant::now();
    let mut chance = Chance(7);
    let mut writer = IndexWriter::open(dir)?;
    for key in 1..=paragraphs {
        put(&mut writer, key, words, &mut chance)?;
        if key.is_multiple_of(25_000) {
            writer.commit(key)?;
        }
    }
    writer.commit(paragraphs + 1)?;
    println!("{paragraphs} paragraphs in {:.1?}", began.elapsed());

    let index = Index::open(dir)?;
    let began = Instant::now();
    while index.suggest(&request("sk"))?.stale {
        std::thread::sleep(Duration::from_millis(10));
    }
    println!("vocabulary after {:.1?}", began.elapsed());
    for (kind, make) in KINDS {
        let mut times: Vec<Duration> = Vec::new();
        let mut found = 0;
        for _ in 0..1_000 {
            let typed = make(&mut chance, words);
            let mut is_found = false;
            let mut best = Duration::MAX;
            // The best of three: what other programs take of the machine is not counted.
            for _ in 0..3 {
                let began = Instant::now();
                let answer = index.suggest(&request(&typed))?;
                best = best.min(began.elapsed());
                is_found |= !answer.suggestions.is_empty();
            }
            found += usize::from(is_found);
            times.push(best);
        }
        times.sort_unstable();
        let at = |share: usize| {
            times
                .get(times.len() * share / 100)
                .copied()
                .unwrap_or_default()
        };
        let most = times.last().copied().unwrap_or_default();
        println!(
            "{kind}: half {:.2?}, 95 % {:.2?}, most {most:.2?}; {found} of 1000 found something",
            at(50),
            at(95)
        );
    }
    Ok(())
}

type Make = fn(&mut Chance, &[String]) -> String;

const KINDS: [(&str, Make); 6] = [
    ("one letter", |chance, words| beginning(chance, words, 1)),
    ("three letters", |chance, words| beginning(chance, words, 3)),
    ("five letters", |chance, words| beginning(chance, words, 5)),
    ("a word and three letters", |chance, words| {
        let before = chance.of(words).to_owned();
        format!("{before} {}", beginning(chance, words, 3))
    }),
    ("a name", |chance, _| {
        let name = name(chance);
        name.chars().take(4).collect()
    }),
    ("a case number", |chance, _| {
        let number = case_number(chance);
        number.chars().take(number.chars().count() - 1).collect()
    }),
];

fn request(typed: &str) -> SuggestRequest {
    SuggestRequest {
        typed: typed.to_owned(),
        size: SuggestRequest::DEFAULT_SIZE,
    }
}

fn beginning(chance: &mut Chance, words: &[String], letters: usize) -> String {
    chance.of(words).chars().take(letters).collect()
}

fn name(chance: &mut Chance) -> String {
    const FIRST: [&str; 8] = [
        "Anna", "Per", "Elin", "Åsa", "Olof", "Sara", "Nils", "Örjan",
    ];
    const START: [&str; 8] = ["Berg", "Lind", "Ek", "Sjö", "Ny", "Hög", "Åker", "Sten"];
    const END: [&str; 8] = [
        "ström", "qvist", "mark", "gren", "lund", "dahl", "berg", "sjö",
    ];
    let first = FIRST[chance.below(8)];
    format!("{first} {}{}", START[chance.below(8)], END[chance.below(8)])
}

fn case_number(chance: &mut Chance) -> String {
    const REGISTRIES: [&str; 6] = ["KS", "BUN", "SN", "KF", "MBN", "SBN"];
    let registry = REGISTRIES[chance.below(6)];
    format!(
        "{registry} {}/{}",
        2010 + chance.below(15),
        1 + chance.below(2_000)
    )
}

fn put(writer: &mut IndexWriter, key: u64, words: &[String], chance: &mut Chance) -> Outcome<()> {
    let (title, text) = (piece(words, 6, chance), piece(words, 110, chance));
    let place = chance.below(290);
    let municipality = format!("kommun-{place}");
    let body = format!("namnden-for-{}", chance.below(400));
    let date = NaiveDate::from_ymd_opt(2010, 1, 1).ok_or("a day")?;
    let date = date + Days::new(chance.below(5_000) as u64);
    let section = Section {
        kind: SectionKind::Description,
        heading: None,
        text,
        pages: None,
        lines: LineRange::default(),
    };
    // Every tenth is a matter that each meeting has.
    let title = if key.is_multiple_of(10) {
        "Val av justerare".to_owned()
    } else {
        title
    };
    let paragraph = Paragraph {
        number: 1,
        suffix: None,
        label: "§ 1".to_owned(),
        body_prefix: None,
        title: Some(title),
        case_numbers: CaseNumber::read(&case_number(chance)).into_iter().collect(),
        case_officers: vec![name(chance)],
        sections: vec![section],
        basis: Vec::new(),
        decision: None,
        votes: Vec::new(),
        reservations: Vec::new(),
        recused: Vec::new(),
        sent_to: Vec::new(),
        adjusted_at_once: false,
        refers_to: Vec::new(),
        pages: None,
        language: None,
        sources: Sources::default(),
    };
    writer.put(&IndexedParagraph {
        key,
        id: &format!("{municipality}/{body}/{date}/{key}"),
        municipality: &municipality,
        municipality_name: &municipality,
        body: &body,
        body_name: &body,
        date,
        paragraph: &paragraph,
    })?;
    Ok(())
}

fn piece(words: &[String], length: usize, chance: &mut Chance) -> String {
    let start = chance.below(words.len() - length);
    let mut text = String::new();
    for word in &words[start..start + length] {
        text.push_str(word);
        // So that there are more different words than any vocabulary holds.
        if chance.below(25) == 0 {
            text.push_str(&chance.of(words).to_lowercase());
        }
        text.push(' ');
    }
    text
}

fn read(folder: &Path, words: &mut Vec<String>) -> Outcome<()> {
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            read(&path, words)?;
        } else if path
            .extension()
            .is_some_and(|ext| ext == "txt" || ext == "json")
        {
            let text = String::from_utf8_lossy(&std::fs::read(&path)?).into_owned();
            let found = text
                .split(|c: char| !c.is_alphabetic())
                .filter(|word| !word.is_empty());
            words.extend(found.map(str::to_owned));
        }
    }
    Ok(())
}

/// The same numbers at every run.
struct Chance(u64);

impl Chance {
    fn below(&mut self, most: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % most
    }

    fn of<'a>(&mut self, words: &'a [String]) -> &'a str {
        &words[self.below(words.len())]
    }
}
