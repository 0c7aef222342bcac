//! Query files: needs with their variants, what must not be found, and what finds nothing.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::{Context, Result, bail};
use serde::Deserialize;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::Ranking;

/// Who wrote each paragraph's matter: id → the author's letter, or `samples`. What is in all minutes has no author.
pub type Authors = BTreeMap<String, String>;

/// Which paragraphs a matter of the made-up archive became: key → ids.
pub type Keys = BTreeMap<String, Vec<String>>;

/// How a query was made of its need.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Set {
    /// As somebody types it.
    Written,
    /// The same without å ä ö, made by rule.
    Plain,
    /// In other forms than stand in the text.
    Inflected,
    /// Compounds typed as separate words.
    Apart,
    /// Words that stand apart, typed as one.
    Joined,
    /// With one typing error.
    Typo,
    /// With an abbreviation in the place of words.
    Abbreviation,
    /// In words that the text does not use.
    Paraphrase,
    /// A case number in another spelling.
    Case,
    /// Somebody or something by name.
    Name,
    /// Finds something that it must not find.
    MustNot,
    /// Finds something where nothing is.
    Nothing,
}

impl Set {
    /// Every set, in the order of the table.
    pub const ALL: [Set; 12] = [
        Set::Written,
        Set::Plain,
        Set::Inflected,
        Set::Apart,
        Set::Joined,
        Set::Typo,
        Set::Abbreviation,
        Set::Paraphrase,
        Set::Case,
        Set::Name,
        Set::MustNot,
        Set::Nothing,
    ];

    /// As in the query files.
    pub fn name(self) -> &'static str {
        match self {
            Set::Written => "written",
            Set::Plain => "plain",
            Set::Inflected => "inflected",
            Set::Apart => "apart",
            Set::Joined => "joined",
            Set::Typo => "typo",
            Set::Abbreviation => "abbreviation",
            Set::Paraphrase => "paraphrase",
            Set::Case => "case",
            Set::Name => "name",
            Set::MustNot => "must_not",
            Set::Nothing => "nothing",
        }
    }

    /// Reads the name.
    pub fn from_name(name: &str) -> Option<Set> {
        Set::ALL.into_iter().find(|set| set.name() == name)
    }
}

/// What an engine should answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Expected {
    /// Any of these ids first.
    Relevant(Vec<String>),
    /// None of these ids.
    Not(Vec<String>),
    /// No hit at all.
    Nothing,
}

/// One query and what is right for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Judged {
    /// How it was made.
    pub set: Set,
    /// What is typed.
    pub typed: String,
    /// What is right.
    pub expected: Expected,
    /// Queries of one need share its number.
    pub need: usize,
    /// Who judged only what they wrote themselves; `None` where all that is there was judged.
    pub author: Option<String>,
}

impl Judged {
    /// The ranking without what this author did not judge: paragraphs of matters that others wrote, which may answer
    /// just as well.
    pub fn condensed(&self, ranking: Ranking, authors: &Authors) -> Ranking {
        let (Expected::Relevant(_), Some(own)) = (&self.expected, &self.author) else {
            return ranking;
        };
        let judged = |id: &String| authors.get(id).is_none_or(|author| author == own);
        Ranking {
            total: ranking.total,
            ids: ranking.ids.into_iter().filter(judged).collect(),
        }
    }
}

/// Reads query files. `relevant` and `not` hold ids, or keys that `keys` knows.
///
/// # Errors
/// A file cannot be read, names a field that is unknown, or a key that stands nowhere.
pub fn read(files: &[impl AsRef<Path>], keys: &Keys) -> Result<Vec<Judged>> {
    let mut reading = Reading::default();
    for path in files {
        let path = path.as_ref();
        let name = path.file_stem().unwrap_or_default().to_string_lossy();
        reading.author = name.strip_prefix("queries_").unwrap_or(&name).to_owned();
        let text = std::fs::read_to_string(path).with_context(|| path.display().to_string())?;
        let file = parse(&text).with_context(|| path.display().to_string())?;
        reading
            .add(file, keys)
            .with_context(|| path.display().to_string())?;
    }
    Ok(reading.judged)
}

fn parse(text: &str) -> Result<QueryFile> {
    Ok(toml::from_str(text)?)
}

/// What was read up to now.
#[derive(Default)]
struct Reading {
    judged: Vec<Judged>,
    needs: usize,
    author: String,
    pooled: bool,
}

impl Reading {
    fn add(&mut self, file: QueryFile, keys: &Keys) -> Result<()> {
        self.pooled = file.pooled;
        for need in file.need {
            let answers = ids(&need.relevant, keys)?;
            for (set, typed) in need.variants() {
                let mut relevant = answers.clone();
                for also in file.also.iter().filter(|also| also.is_of(&typed)) {
                    relevant.extend(ids(&also.relevant, keys)?);
                }
                self.push(set, typed, Expected::Relevant(relevant));
            }
            self.needs += 1;
        }
        for must_not in file.must_not {
            let forbidden = ids(&must_not.not, keys)?;
            self.push(Set::MustNot, must_not.query, Expected::Not(forbidden));
            self.needs += 1;
        }
        for nothing in file.nothing {
            self.push(Set::Nothing, nothing.query, Expected::Nothing);
            self.needs += 1;
        }
        Ok(())
    }

    fn push(&mut self, set: Set, typed: String, expected: Expected) {
        self.judged.push(Judged {
            set,
            typed,
            expected,
            need: self.needs,
            author: (!self.pooled).then(|| self.author.clone()),
        });
    }
}

/// An id holds slashes, a key does not.
fn ids(names: &[String], keys: &Keys) -> Result<Vec<String>> {
    let mut ids = Vec::new();
    for name in names {
        if name.contains('/') {
            ids.push(name.clone());
        } else if let Some(known) = keys.get(name) {
            ids.extend_from_slice(known);
        } else {
            bail!("no matter has the key `{name}`");
        }
    }
    Ok(ids)
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct QueryFile {
    #[serde(default)]
    pooled: bool,
    #[serde(default)]
    also: Vec<Also>,
    #[serde(default)]
    need: Vec<Need>,
    #[serde(default)]
    must_not: Vec<MustNot>,
    #[serde(default)]
    nothing: Vec<Nothing>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Need {
    relevant: Vec<String>,
    #[serde(default)]
    written: String,
    #[serde(default)]
    inflected: String,
    #[serde(default)]
    apart: String,
    #[serde(default)]
    joined: String,
    #[serde(default)]
    typo: String,
    #[serde(default)]
    abbreviation: String,
    #[serde(default)]
    paraphrase: String,
    #[serde(default)]
    case: String,
    #[serde(default)]
    name: String,
}

impl Need {
    /// Every variant that was written, and the one that a rule makes.
    fn variants(&self) -> Vec<(Set, String)> {
        let plain = without_marks(&self.written);
        // Where nothing would change, the query would only dilute the figure.
        let plain = if plain == self.written {
            String::new()
        } else {
            plain
        };
        let variants = [
            (Set::Written, self.written.clone()),
            (Set::Plain, plain),
            (Set::Inflected, self.inflected.clone()),
            (Set::Apart, self.apart.clone()),
            (Set::Joined, self.joined.clone()),
            (Set::Typo, self.typo.clone()),
            (Set::Abbreviation, self.abbreviation.clone()),
            (Set::Paraphrase, self.paraphrase.clone()),
            (Set::Case, self.case.clone()),
            (Set::Name, self.name.clone()),
        ];
        let written = variants.into_iter();
        written
            .filter(|(_, typed)| !typed.trim().is_empty())
            .collect()
    }
}

/// What else answers one query, whatever need it is of.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Also {
    query: String,
    relevant: Vec<String>,
}

impl Also {
    fn is_of(&self, typed: &str) -> bool {
        self.query == typed || without_marks(&self.query) == typed
    }
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct MustNot {
    query: String,
    not: Vec<String>,
    /// For whoever reads the file.
    #[serde(default, rename = "why")]
    _why: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Nothing {
    query: String,
    #[serde(default, rename = "why")]
    _why: String,
}

fn without_marks(text: &str) -> String {
    text.nfd()
        .filter(|char| !is_combining_mark(*char))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = r#"
[[need]]
relevant = ["a-bro", "ort/kommunstyrelsen/2021-02-03/4"]
written = "bro över ån"
typo = "bro övr ån"
case = ""
[[must_not]]
query = "får"
not = ["a-bro"]
why = "far is not får"
[[nothing]]
query = "rymdhiss"
"#;

    fn keys() -> Keys {
        let ids = vec!["ort/kommunfullmaktige/2021-03-01/9".to_owned()];
        Keys::from([("a-bro".to_owned(), ids)])
    }

    fn read_text(text: &str) -> Result<Vec<Judged>> {
        let mut reading = Reading {
            author: "a".to_owned(),
            ..Reading::default()
        };
        reading.add(parse(text)?, &keys())?;
        Ok(reading.judged)
    }

    #[test]
    fn a_need_gives_a_query_for_each_variant_and_one_by_rule() -> Result<()> {
        let judged = read_text(FILE)?;
        let typed: Vec<_> = judged
            .iter()
            .map(|judged| (judged.set.name(), judged.typed.as_str()))
            .collect();
        assert_eq!(
            typed,
            [
                ("written", "bro över ån"),
                ("plain", "bro over an"),
                ("typo", "bro övr ån"),
                ("must_not", "får"),
                ("nothing", "rymdhiss"),
            ]
        );
        let needs: Vec<_> = judged.iter().map(|judged| judged.need).collect();
        assert_eq!(needs, [0, 0, 0, 1, 2]);
        Ok(())
    }

    #[test]
    fn keys_become_the_ids_of_their_paragraphs() -> Result<()> {
        let judged = read_text(FILE)?;
        let ids = [
            "ort/kommunfullmaktige/2021-03-01/9",
            "ort/kommunstyrelsen/2021-02-03/4",
        ];
        assert_eq!(
            judged[0].expected,
            Expected::Relevant(ids.map(str::to_owned).to_vec())
        );
        Ok(())
    }

    #[test]
    fn what_else_answers_a_query_counts_for_it_alone() -> Result<()> {
        let also = "[[also]]\nquery = \"bro över ån\"\nrelevant = [\"x/y/2021-01-01/1\"]\n";
        let judged = read_text(&format!("pooled = true\n{FILE}{also}"))?;
        let holds = |judged: &Judged| match &judged.expected {
            Expected::Relevant(ids) => ids.contains(&"x/y/2021-01-01/1".to_owned()),
            _ => false,
        };
        let with: Vec<&str> = judged
            .iter()
            .filter(|judged| holds(judged))
            .map(|judged| judged.set.name())
            .collect();
        assert_eq!(with, ["written", "plain"]);
        assert_eq!(judged[0].author, None);
        Ok(())
    }

    #[test]
    fn a_key_that_no_matter_has_is_an_error() {
        let file = "[[must_not]]\nquery = \"x\"\nnot = [\"b-tunnel\"]";
        let error = read_text(file).expect_err("the key is unknown");
        assert!(error.to_string().contains("b-tunnel"), "{error}");
    }

    #[test]
    fn a_misspelt_field_is_an_error() {
        let file = "[[need]]\nrelevant = []\nwriten = \"bro\"";
        assert!(read_text(file).is_err());
    }

    #[test]
    fn what_others_wrote_is_left_out_of_a_ranking() -> Result<()> {
        let ids = ["other", "own", "formality"].map(str::to_owned).to_vec();
        let ranking = Ranking { total: 3, ids };
        let authors = Authors::from([
            ("other".to_owned(), "b".to_owned()),
            ("own".to_owned(), "a".to_owned()),
        ]);
        let judged = read_text(FILE)?;
        let condensed = judged[0].condensed(ranking.clone(), &authors);
        assert_eq!(condensed.ids, ["own", "formality"]);
        let must_not = &judged[3];
        assert_eq!(must_not.condensed(ranking.clone(), &authors), ranking);
        Ok(())
    }
}
