//! The measure: words, order, key lines and cells of a text against what is known of it.

use std::collections::{HashMap, HashSet};

use serde::Deserialize;
use unicode_normalization::UnicodeNormalization;

/// What is known of a PDF's text (`NAME.gt.json`).
#[derive(Deserialize)]
pub struct Truth {
    lines: Vec<String>,
    keys: Vec<String>,
    cells: Vec<String>,
    furniture: Vec<String>,
    /// How many there are.
    pub pages: usize,
}

/// Shares from 0 to 1; `None` where nothing is asked for.
#[derive(Clone, Copy, Default)]
pub struct Figures {
    /// Of the words read, how many are there.
    pub precision: f64,
    /// Of the words that are there, how many were read.
    pub recall: f64,
    /// How much of the text stands in its order.
    pub order: f64,
    /// Lines that must stand alone and do.
    pub keys: Option<f64>,
    /// Cells that stand apart from their neighbours.
    pub cells: Option<f64>,
}

impl Figures {
    /// The worst of them.
    pub fn lowest(&self) -> f64 {
        let shares = [
            Some(self.precision),
            Some(self.recall),
            Some(self.order),
            self.keys,
            self.cells,
        ];
        shares.into_iter().flatten().fold(1.0, f64::min)
    }
}

/// Judges a text.
pub fn judge(truth: &Truth, text: &str) -> Figures {
    let text = &plain(text);
    let page_heads = truth
        .furniture
        .iter()
        .cycle()
        .take(truth.furniture.len() * truth.pages);
    let wanted_text: Vec<&str> = truth
        .lines
        .iter()
        .chain(page_heads)
        .map(String::as_str)
        .collect();
    let wanted = words(&plain(&wanted_text.join("\n")));
    let got = words(text);
    let common = common(&wanted, &got) as f64;
    let furniture = words(&plain(&truth.furniture.join("\n")));
    let body = without(&words(&plain(&truth.lines.join("\n"))), &furniture);
    let got_body = without(&got, &furniture);
    Figures {
        precision: common / got.len().max(1) as f64,
        recall: common / wanted.len().max(1) as f64,
        order: 2.0 * longest_common(&body, &got_body) as f64
            / (body.len() + got_body.len()).max(1) as f64,
        keys: share(&truth.keys, &lines_alone(text)),
        cells: share(&truth.cells, &cells_apart(text)),
    }
}

/// Ligatures and the like are not told apart.
fn plain(text: &str) -> String {
    text.nfkc().collect()
}

/// The words of a text, those that a line end breaks joined again. Bare numbers are left out: which of them number
/// the pages is not known; so are the dots that lead to a page number.
fn words(text: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut broken = false;
    for line in text.lines() {
        let mut at_start = true;
        for word in line.split_whitespace() {
            let goes_on = at_start && broken && word.starts_with(char::is_lowercase);
            match words.last_mut().filter(|_| goes_on) {
                Some(begun) => {
                    begun.pop();
                    begun.push_str(word);
                }
                None => words.push(word.to_owned()),
            }
            at_start = false;
        }
        broken = line.trim_end().ends_with('-') && !line.trim_end().ends_with(" -");
    }
    let consists_of = |word: &str, of: fn(char) -> bool| word.chars().all(of);
    words.retain(|word| {
        !consists_of(word, |c| c.is_ascii_digit() || "()/".contains(c))
            && !consists_of(word, |c| "._·".contains(c))
    });
    words
}

fn folded(line: &str) -> String {
    line.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn lines_alone(text: &str) -> HashSet<String> {
    text.lines().map(folded).collect()
}

fn cells_apart(text: &str) -> HashSet<String> {
    let lines = text.lines().map(|line| line.replace(['\t', '|'], "  "));
    lines
        .flat_map(|line| line.split("  ").map(folded).collect::<Vec<_>>())
        .collect()
}

fn share(items: &[String], found: &HashSet<String>) -> Option<f64> {
    let is_found = |item: &&String| found.contains(&folded(&plain(item)));
    let held = items.iter().filter(is_found).count();
    (!items.is_empty()).then(|| held as f64 / items.len() as f64)
}

fn common(wanted: &[String], got: &[String]) -> usize {
    let mut left: HashMap<&str, usize> = HashMap::new();
    for word in wanted {
        *left.entry(word).or_default() += 1;
    }
    let mut common = 0;
    for word in got {
        if let Some(count) = left.get_mut(word.as_str()).filter(|count| **count > 0) {
            *count -= 1;
            common += 1;
        }
    }
    common
}

fn without(words: &[String], furniture: &[String]) -> Vec<String> {
    words
        .iter()
        .filter(|word| !furniture.contains(word))
        .cloned()
        .collect()
}

/// Length of the longest common subsequence. A row of the usual table is kept as bits and taken 64 columns at a time,
/// because a long document has tens of thousands of words.
fn longest_common(a: &[String], b: &[String]) -> usize {
    let blocks = a.len().div_ceil(64);
    let mut places: HashMap<&str, Vec<u64>> = HashMap::new();
    for (place, word) in a.iter().enumerate() {
        let bits = places.entry(word).or_insert_with(|| vec![0; blocks]);
        bits[place / 64] |= 1 << (place % 64);
    }
    let mut row = vec![u64::MAX; blocks];
    for bits in b.iter().filter_map(|word| places.get(word.as_str())) {
        let mut carry = false;
        for (block, bits) in row.iter_mut().zip(bits) {
            let matched = *block & bits;
            let (sum, over) = block.overflowing_add(matched);
            let (sum, over_again) = sum.overflowing_add(u64::from(carry));
            carry = over || over_again;
            *block = sum | (*block & !bits);
        }
    }
    (0..a.len())
        .filter(|place| row[place / 64] & (1 << (place % 64)) == 0)
        .count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn letters(text: &str) -> Vec<String> {
        text.chars().map(String::from).collect()
    }

    #[test]
    fn the_longest_common_order_may_have_gaps_on_both_sides() {
        assert_eq!(longest_common(&letters("protokoll"), &letters("paroll")), 5);
        assert_eq!(longest_common(&letters("abc"), &letters("cba")), 1);
        assert_eq!(longest_common(&letters(""), &letters("abc")), 0);
    }

    #[test]
    fn it_is_counted_over_more_than_one_block_of_bits() {
        let long = "ledamot".repeat(40);
        let without: String = long.chars().filter(|letter| *letter != 'd').collect();
        assert_eq!(longest_common(&letters(&long), &letters(&without)), 240);
    }
}
