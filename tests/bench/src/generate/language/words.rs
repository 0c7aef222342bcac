//! The words there are, how often each is used, and how they are inflected and put together.
//!
//! Nouns, verbs and adjectives were derived from the counts that the built-in lexicon was made of (see
//! `crates/language/lexicon/README.md`); what begins compounds comes from the lexicon itself.

use paragraf_language::lexicon;

use super::super::chance::{Chance, Weighted};

/// A noun in its four forms: *kommun, kommunen, kommuner, kommunerna*.
#[derive(Clone, Debug)]
pub struct Noun {
    pub forms: [Box<str>; 4],
    pub is_neuter: bool,
}

/// Which of the forms.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    One,
    TheOne,
    Many,
    TheMany,
}

impl Noun {
    pub fn form(&self, form: Form) -> &str {
        &self.forms[form as usize]
    }

    /// `behind` put before another noun.
    fn compound(modifier: &str, head: &Noun) -> Noun {
        let forms = head.forms.each_ref().map(|form| joined(modifier, form));
        Noun {
            forms,
            is_neuter: head.is_neuter,
        }
    }
}

/// Three like letters in a row are written as two: *natt* and *trafik* make *nattrafik*.
pub fn joined(modifier: &str, head: &str) -> Box<str> {
    let mut end = modifier.chars().rev();
    let (last, before) = (end.next(), end.next());
    let mut joined = modifier.to_owned();
    if last.is_some() && last == before && head.chars().next() == last {
        joined.pop();
    }
    joined.push_str(head);
    joined.into()
}

/// A verb: *granska, granskar, granskade, granskat, granskas*.
#[derive(Debug)]
pub struct Verb {
    pub infinitive: Box<str>,
    pub present: Box<str>,
    pub past: Box<str>,
    pub supine: Box<str>,
    pub passive: Box<str>,
}

/// An adjective: *viktig, viktigt, viktiga*.
#[derive(Debug)]
pub struct Adjective {
    pub base: Box<str>,
    pub neuter: Box<str>,
    pub plural: Box<str>,
}

/// All words with what is needed to draw them.
#[derive(Debug)]
pub struct Words {
    nouns: Vec<Noun>,
    noun: Weighted,
    /// Places among the nouns.
    heads: Vec<usize>,
    head: Weighted,
    modifiers: Vec<String>,
    modifier: Weighted,
    verbs: Vec<Verb>,
    verb: Weighted,
    adjectives: Vec<Adjective>,
    adjective: Weighted,
    /// Of the numbers of compounds: how high they are, by powers of two.
    octave: Weighted,
}

/// So many compounds are about equally common.
const COMMON_COMPOUNDS: u64 = 4096;

/// Longer ones are compounds themselves.
const HEAD_LETTERS: usize = 11;

impl Words {
    pub fn new() -> Words {
        let known = lexicon::built_in();
        let mut nouns = Vec::new();
        let mut counts = Vec::new();
        for (word, kind, count) in rows(include_str!("nouns.tsv")) {
            nouns.push(noun(word, kind));
            counts.push(count);
        }
        let is_head = |&place: &usize| {
            let word = nouns[place].form(Form::One);
            let entry = known.entry(word).unwrap_or_default();
            entry.head.is_some() && word.chars().count() <= HEAD_LETTERS
        };
        let heads: Vec<usize> = (0..nouns.len()).filter(is_head).collect();
        let head = Weighted::new(heads.iter().map(|&place| counts[place]));
        let modifiers = modifiers();
        let verbs: Vec<(Verb, u64)> = rows(include_str!("verbs.tsv"))
            .map(|(word, kind, count)| (verb(word, kind), count))
            .collect();
        let adjectives: Vec<(Adjective, u64)> = rows(include_str!("adjectives.tsv"))
            .map(|(word, _, count)| (adjective(word), count))
            .collect();
        // Each power of two is drawn 0.66 times as often as the one before, which is two to the power of -0.6.
        let octaves = std::iter::successors(Some(1_u64 << 40), |weight| Some(weight * 66 / 100));
        Words {
            octave: Weighted::new(octaves.take(40)),
            noun: Weighted::new(counts.iter().copied()),
            nouns,
            heads,
            head,
            // The commonest of some thousands is drawn about once in forty times.
            modifier: Weighted::new((0..modifiers.len() as u64).map(|rank| 1_000_000 / (rank + 5))),
            modifiers,
            verb: Weighted::new(verbs.iter().map(|(_, count)| *count)),
            verbs: verbs.into_iter().map(|(verb, _)| verb).collect(),
            adjective: Weighted::new(adjectives.iter().map(|(_, count)| *count)),
            adjectives: adjectives
                .into_iter()
                .map(|(adjective, _)| adjective)
                .collect(),
        }
    }

    /// A noun as often as it is used.
    pub fn noun(&self, chance: &mut Chance) -> &Noun {
        &self.nouns[self.noun.draw(chance)]
    }

    pub fn verb(&self, chance: &mut Chance) -> &Verb {
        &self.verbs[self.verb.draw(chance)]
    }

    pub fn adjective(&self, chance: &mut Chance) -> &Adjective {
        &self.adjectives[self.adjective.draw(chance)]
    }

    /// What begins a compound.
    pub fn modifier(&self, chance: &mut Chance) -> &str {
        &self.modifiers[self.modifier.draw(chance)]
    }

    /// A compound of two parts, or now and then of three, that need not have been written before.
    ///
    /// Compounds are numbered without end, and the parts of each follow from its number. Drawn are numbers, the high ones
    /// so much seldomer that of n draws about n to the power of 0.62 differ, as words of real texts do: parts drawn
    /// freely would make new compounds far too often.
    pub fn compound(&self, chance: &mut Chance) -> Noun {
        let octave = self.octave.draw(chance);
        let first = if octave == 0 {
            0
        } else {
            COMMON_COMPOUNDS << (octave - 1)
        };
        let number = first + chance.below(first.max(COMMON_COMPOUNDS));
        let chance = &mut Chance::of(number, &[41]);
        let head = &self.nouns[self.heads[self.head.draw(chance)]];
        let made = Noun::compound(self.modifier(chance), head);
        if chance.percent(12) {
            return Noun::compound(self.modifier(chance), &made);
        }
        made
    }
}

/// What may begin compounds, the commonest first.
fn modifiers() -> Vec<String> {
    let mut modifiers: Vec<(u8, u64, String)> = lexicon::built_in()
        .entries()
        .into_iter()
        .filter_map(|(word, entry)| {
            let cost = entry.modifier?.cost;
            let is_long = word.chars().count() >= 3;
            // Among equals the alphabet would favour what begins with an a.
            let order = word.bytes().fold(7, |hash: u64, byte| {
                (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
            });
            is_long.then_some((cost, order, word))
        })
        .collect();
    modifiers.sort();
    modifiers.into_iter().map(|(_, _, word)| word).collect()
}

/// Word, kind and count.
fn rows(table: &'static str) -> impl Iterator<Item = (&'static str, &'static str, u64)> {
    table.lines().map(|line| {
        let mut cells = line.split('\t');
        let word = cells.next().unwrap_or_default();
        let count = cells.next_back().and_then(|count| count.parse().ok());
        (word, cells.next().unwrap_or_default(), count.unwrap_or(1))
    })
}

/// The kinds of `nouns.tsv`: how plural and definite forms are made.
fn noun(word: &str, kind: &str) -> Noun {
    let stem = word.strip_suffix(['a', 'e']).unwrap_or(word);
    let (the_one, many, the_many) = match kind {
        "a" => (
            format!("{word}n"),
            format!("{stem}or"),
            format!("{stem}orna"),
        ),
        "d" => (
            format!("{word}n"),
            format!("{stem}ar"),
            format!("{stem}arna"),
        ),
        "r" => (format!("{word}n"), word.to_owned(), format!("{stem}na")),
        "e" => (format!("{word}t"), format!("{word}n"), format!("{word}na")),
        "m" => (
            format!("{word}en"),
            format!("{word}ar"),
            format!("{word}arna"),
        ),
        "t" => (format!("{word}et"), word.to_owned(), format!("{word}en")),
        _ => (
            format!("{word}en"),
            format!("{word}er"),
            format!("{word}erna"),
        ),
    };
    Noun {
        forms: [word.into(), the_one.into(), many.into(), the_many.into()],
        is_neuter: matches!(kind, "e" | "t"),
    }
}

/// The kinds of `verbs.tsv`: the conjugations.
fn verb(word: &str, kind: &str) -> Verb {
    let stem = word.strip_suffix('a').unwrap_or(word);
    let (present, past, supine) = match kind {
        "1" => ("ar", "ade", "at"),
        "2" => ("er", "de", "t"),
        _ => ("er", "te", "t"),
    };
    Verb {
        infinitive: word.into(),
        present: format!("{stem}{present}").into(),
        past: format!("{stem}{past}").into(),
        supine: format!("{stem}{supine}").into(),
        passive: format!("{word}s").into(),
    }
}

fn adjective(word: &str) -> Adjective {
    Adjective {
        base: word.into(),
        neuter: if word.ends_with('t') {
            word.into()
        } else {
            format!("{word}t").into()
        },
        plural: format!("{word}a").into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nouns_are_inflected() {
        let forms = |word, kind| noun(word, kind).forms.join(" ");
        assert_eq!(forms("skola", "a"), "skola skolan skolor skolorna");
        assert_eq!(forms("område", "e"), "område området områden områdena");
        assert_eq!(forms("lärare", "r"), "lärare läraren lärare lärarna");
        assert_eq!(forms("beslut", "t"), "beslut beslutet beslut besluten");
    }

    #[test]
    fn three_like_letters_become_two() {
        assert_eq!(&*joined("natt", "trafik"), "nattrafik");
        assert_eq!(&*joined("skol", "lokal"), "skollokal");
    }
}
