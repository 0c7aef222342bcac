//! Scores the splitter on gold lists: `score_splits COMPOUNDS WHOLE [-v] [LEXICON]`.
//!
//! In the lists `|` is a boundary that must be found and `:` one that may be found.

use std::error::Error;
use std::time::Instant;

use paragraf_language::compound::Splitter;
use paragraf_language::lexicon::Lexicon;

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let compounds = read(&arguments.next().ok_or("the list of compounds is missing")?)?;
    let whole = read(
        &arguments
            .next()
            .ok_or("the list of whole words is missing")?,
    )?;
    let mut options: Vec<String> = arguments.collect();
    let is_verbose = options.iter().any(|option| option == "-v");
    options.retain(|option| option != "-v");
    let built_in = concat!(env!("CARGO_MANIFEST_DIR"), "/lexicon/lexicon.bin");
    let path = options.first().map_or(built_in, String::as_str);
    let lexicon = Lexicon::decode(&std::fs::read(path)?).ok_or("the lexicon is unreadable")?;
    let mut splitter = Splitter::default();
    let mut boundaries = |gold: &str| -> (Vec<usize>, Vec<usize>, Vec<usize>) {
        let (word, required, optional) = parse(gold);
        let mut segments = Vec::new();
        splitter.split(&lexicon, &word, &mut segments);
        let found = segments
            .iter()
            .rev()
            .skip(1)
            .rev()
            .map(|segment| segment.end)
            .collect();
        (required, optional, found)
    };
    let (mut right, mut wrong, mut missed, mut exact) = (0, 0, 0, 0);
    for gold in &compounds {
        let (required, optional, found) = boundaries(gold);
        let hits = found.iter().filter(|at| required.contains(at)).count();
        let false_ones = found
            .iter()
            .filter(|at| !required.contains(at) && !optional.contains(at))
            .count();
        right += hits;
        wrong += false_ones;
        missed += required.len() - hits;
        exact += usize::from(false_ones == 0 && hits == required.len());
        if is_verbose && (false_ones > 0 || hits < required.len()) {
            println!("{gold} {}", show(&parse(gold).0, &found));
        }
    }
    let (precision, recall) = (share(right, wrong), share(right, missed));
    let f1 = 2.0 * precision * recall / (precision + recall);
    println!("{} compounds, {exact} exact", compounds.len());
    println!("precision {precision:.3}, recall {recall:.3}, F1 {f1:.3}");

    let mut split = Vec::new();
    for gold in &whole {
        let (_, optional, found) = boundaries(gold);
        if found.iter().any(|at| !optional.contains(at)) {
            split.push(show(&parse(gold).0, &found));
        }
    }
    println!(
        "{} of {} whole words split: {}",
        split.len(),
        whole.len(),
        split.join(" ")
    );
    println!("{:.0} words/s", speed(&lexicon, &compounds, &whole));
    Ok(())
}

fn read(path: &str) -> Result<Vec<String>, Box<dyn Error>> {
    let text = std::fs::read_to_string(path)?;
    let lines = text.lines().filter(|line| !line.starts_with('#'));
    Ok(lines
        .flat_map(str::split_whitespace)
        .map(str::to_owned)
        .collect())
}

fn parse(gold: &str) -> (String, Vec<usize>, Vec<usize>) {
    let (mut word, mut required, mut optional) = (String::new(), Vec::new(), Vec::new());
    let mut length = 0;
    for c in gold.chars() {
        match c {
            '|' => required.push(length),
            ':' => optional.push(length),
            c => {
                word.push(c);
                length += 1;
            }
        }
    }
    (word, required, optional)
}

fn show(word: &str, found: &[usize]) -> String {
    let mut shown = String::new();
    for (place, c) in word.chars().enumerate() {
        if found.contains(&place) {
            shown.push('|');
        }
        shown.push(c);
    }
    shown
}

fn share(right: usize, other: usize) -> f64 {
    right as f64 / (right + other).max(1) as f64
}

fn speed(lexicon: &Lexicon, compounds: &[String], whole: &[String]) -> f64 {
    let words: Vec<String> = compounds
        .iter()
        .chain(whole)
        .map(|gold| parse(gold).0)
        .collect();
    let mut splitter = Splitter::default();
    let mut segments = Vec::new();
    let begin = Instant::now();
    for _ in 0..200 {
        for word in &words {
            splitter.split(lexicon, word, &mut segments);
        }
    }
    (200 * words.len()) as f64 / begin.elapsed().as_secs_f64()
}
