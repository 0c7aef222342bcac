//! Makes the entries of the lexicon from counts and hand-made lists.

use std::collections::BTreeMap;

use paragraf_language::lexicon::{Base, Entry, MAX_COST, Modifier};

use crate::counts::{Counts, MIN_HEAD_COUNT, Partners};
use crate::lists::{Lists, Word, Words, beginning_of};
use crate::parts::{base_of, may_be_head};

type Entries = BTreeMap<String, Entry>;

/// Different words that a modifier must stand before.
const MODIFIER_PARTNERS: usize = 4;
/// Different modifiers that must stand before a head.
const HEAD_PARTNERS: usize = 2;
/// A longer part that is common by itself needs half as many.
const LONG: usize = 5;
const OFTEN_ENOUGH: u32 = 20;
/// A form seen so often is a word, and no misprint.
const WORD_COUNT: u32 = 3;
/// What a modifier that the list does not show costs: so much that only common heads make a compound with it. And its
/// fewest letters.
const NEW_COST: u8 = MAX_COST - 1;
const SHORTEST_NEW: usize = 4;
/// What a word of the hand-made list costs at most, in eighths.
const EXTRA_COST: u8 = 32;

/// Every entry, by its spelling.
pub fn make(words: &Words, counts: &Counts, lists: &Lists) -> Entries {
    let mut entries = learnt(words, counts, lists);
    add_extra(words, lists, &mut entries);
    add_modifiers(words, lists, &mut entries);
    add_plurals(words, lists, &mut entries);
    for word in &lists.whole {
        let entry = entries.entry(word.clone()).or_default();
        entry.stays_whole = true;
        entry.is_word = true;
    }
    for word in &lists.not_head {
        entries.entry(word.clone()).or_default().never_ends = true;
    }
    for word in &lists.not_modifier {
        entries.entry(word.clone()).or_default().never_begins = true;
    }
    for word in &lists.name_elements {
        if let Some(entry) = entries.get_mut(word) {
            entry.is_name_element = true;
        }
    }
    entries
}

fn learnt(words: &Words, counts: &Counts, lists: &Lists) -> Entries {
    let mut entries = Entries::new();
    for (word, facts) in words {
        let entry = Entry {
            is_word: facts.count >= WORD_COUNT,
            head: head_cost(word, facts, counts, lists),
            ..Entry::default()
        };
        if entry != Entry::default() {
            entries.insert(word.clone(), entry);
        }
    }
    for (modifier, partners) in &counts.modifiers {
        if let Some(learnt) = modifier_cost(modifier, partners, words, lists) {
            entries.entry(modifier.clone()).or_default().modifier = Some(learnt);
        }
    }
    entries
}

fn modifier_cost(
    modifier: &str,
    partners: &Partners,
    words: &Words,
    lists: &Lists,
) -> Option<Modifier> {
    let (base, count) = base_of(modifier, words, lists)?;
    let needed = needed(MODIFIER_PARTNERS, modifier, count);
    let cost = cost(partners, count).filter(|_| partners.different.len() >= needed)?;
    Some(Modifier { cost, base })
}

fn head_cost(word: &str, facts: &Word, counts: &Counts, lists: &Lists) -> Option<u8> {
    let partners = counts.heads.get(&facts.stem)?;
    let needed = needed(HEAD_PARTNERS, word, facts.count);
    let is_head = may_be_head(word, lists)
        && facts.count >= MIN_HEAD_COUNT
        && partners.different.len() >= needed;
    cost(partners, facts.count).filter(|_| is_head)
}

fn needed(partners: usize, part: &str, count: u32) -> usize {
    let is_common = part.chars().count() >= LONG && count >= OFTEN_ENOUGH;
    if is_common { partners / 2 } else { partners }
}

/// In eighths. What stands beside many different parts costs little, and so does what is common.
fn cost(partners: &Partners, count: u32) -> Option<u8> {
    let productivity = partners.different.len() as f64;
    let count = f64::from(partners.count.saturating_add(count).max(1));
    let cost = 6.0 - 0.7 * productivity.ln() - 0.3 * count.ln();
    let eighths = (cost.max(0.2) * 8.0).round() as u8;
    (eighths < MAX_COST).then_some(eighths)
}

fn add_extra(words: &Words, lists: &Lists, entries: &mut Entries) {
    for (word, extra) in &lists.extra {
        if !extra.is_bound {
            let head = &mut entries.entry(word.clone()).or_default().head;
            *head = Some(head.map_or(EXTRA_COST, |cost| cost.min(EXTRA_COST)));
        }
        let base = base_of(&extra.modifier, words, lists).map(|(base, _)| base);
        let Some(base) = base.or(extra.is_bound.then_some(Base::Same)) else {
            continue;
        };
        let modifier = &mut entries.entry(extra.modifier.clone()).or_default().modifier;
        let cost = modifier.map_or(EXTRA_COST, |known| known.cost.min(EXTRA_COST));
        *modifier = Some(Modifier { cost, base });
    }
}

/// What ends compounds also begins some, though the list shows none: `pendlar`, `lax`.
fn add_modifiers(words: &Words, lists: &Lists, entries: &mut Entries) {
    let mut modifiers = Vec::new();
    for (word, entry) in entries.iter() {
        let (Some(_), Some(facts)) = (entry.head, words.get(word)) else {
            continue;
        };
        let modifier = beginning_of(word);
        let is_inflected = words
            .range(facts.stem.clone()..)
            .take_while(|(other, _)| other.starts_with(&facts.stem))
            .any(|(other, known)| other.len() < word.len() && known.stem == facts.stem);
        let is_long = modifier.chars().count() >= SHORTEST_NEW;
        // Verbs in *-a* begin no compound so: `beräkn`.
        let is_noun = word.strip_suffix('a').is_none_or(|base| {
            let plurals = [format!("{base}or"), format!("{base}orna")];
            plurals.iter().any(|plural| words.contains_key(plural))
        });
        if !is_inflected && is_noun && is_long && !lists.not_modifier.contains(&modifier) {
            let cost = NEW_COST;
            modifiers.extend(
                base_of(&modifier, words, lists)
                    .map(|(base, _)| (modifier, Modifier { cost, base })),
            );
        }
    }
    for (modifier, learnt) in modifiers {
        let entry = entries.entry(modifier).or_default();
        entry.modifier.get_or_insert(learnt);
    }
}

/// The plurals of heads in *-a* and *-are*, which no ending makes: `skolor`, `lärarna`.
fn add_plurals(words: &Words, lists: &Lists, entries: &mut Entries) {
    let mut plurals = Vec::new();
    for (word, entry) in entries.iter() {
        let Some(cost) = entry.head else { continue };
        let agent = word
            .strip_suffix("are")
            .map(|base| (base, ["arna", "arnas", "ares", "arens"]));
        let thing = word
            .strip_suffix('a')
            .map(|base| (base, ["or", "ors", "orna", "ornas"]));
        let Some((base, endings)) = agent.or(thing) else {
            continue;
        };
        let forms = endings.map(|ending| format!("{base}{ending}"));
        let is_noun = agent.is_some()
            || lists.extra.contains_key(word)
            || forms.iter().any(|form| words.contains_key(form));
        if is_noun {
            plurals.extend(forms.map(|form| (form, cost)));
        }
    }
    for (plural, cost) in plurals {
        if may_be_head(&plural, lists) {
            entries.entry(plural).or_default().head.get_or_insert(cost);
        }
    }
}
