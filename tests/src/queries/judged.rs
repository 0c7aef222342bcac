//! Query files: needs with their variants, what must not be found, and what finds nothing.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::{Context, Result, bail};
use serde::Deserialize;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

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
}

/// Reads query files. `relevant` and `not` hold ids, or keys that `keys` knows.
///
/// # Errors
/// A file cannot be read, names a field that is unknown, or a key that stands nowhere.
pub fn read(files: &[impl AsRef<Path>], keys: &Keys) -> Result<Vec<Judged>> {
    let mut judged = Vec::new();
    let mut needs = 0;
    for path in files {
        let path = path.as_ref();
        let text = std::fs::read_to_string(path).with_context(|| path.display().to_string())?;
        let file = parse(&text).with_context(|| path.display().to_string())?;
        add(&mut judged, &mut needs, file, keys).with_context(|| path.display().to_string())?;
    }
    Ok(judged)
}

fn parse(text: &str) -> Result<QueryFile> {
    Ok(toml::from_str(text)?)
}

fn add(judged: &mut Vec<Judged>, needs: &mut usize, file: QueryFile, keys: &Keys) -> Result<()> {
    for need in file.need {
        let relevant = ids(&need.relevant, keys)?;
        for (set, typed) in need.variants() {
            judged.push(Judged {
                set,
                typed,
                expected: Expected::Relevant(relevant.clone()),
                need: *needs,
            });
        }
        *needs += 1;
    }
    for must_not in file.must_not {
        judged.push(Judged {
            set: Set::MustNot,
            typed: must_not.query,
            expected: Expected::Not(ids(&must_not.not, keys)?),
            need: *needs,
        });
        *needs += 1;
    }
    for nothing in file.nothing {
        judged.push(Judged {
            set: Set::Nothing,
            typed: nothing.query,
            expected: Expected::Nothing,
            need: *needs,
        });
        *needs += 1;
    }
    Ok(())
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
        let (mut judged, mut needs) = (Vec::new(), 0);
        add(&mut judged, &mut needs, parse(text)?, &keys())?;
        Ok(judged)
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
}
