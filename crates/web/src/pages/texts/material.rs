//! Words, numbers and names of the latest meetings that are held, for examples that find something here.

use chrono::{Datelike, NaiveDate};
use paragraf_archive::{StoredMeeting, StoredParagraph};
use paragraf_model::{CaseNumber, Outcome, slug};

use crate::pages::start::{most_telling, telling_word};
use crate::swedish;

/// What an example shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// Nothing of what is held would make it better.
    AsWritten,
    BothWords,
    Phrase,
    Beginning,
    EitherWord,
    WithoutWord,
    Parentheses,
    Number,
    /// `ks-2020-00596`
    NumberPadded,
    /// `Ks 596/2020`
    NumberYearLast,
    /// `596/20`
    NumberAlone,
    InDecision,
    InTitle,
    Body,
    Municipality,
    Officer,
    Case,
    Outcome,
    Year,
    Years,
    Days,
    Month,
}

/// What examples are made of; what the meetings do not have is left out.
#[derive(Debug, Default)]
pub struct Material {
    /// Two words of one title.
    words: Option<(String, String)>,
    /// A word of another title.
    other_word: Option<String>,
    phrase: Option<String>,
    number: Option<NumberParts>,
    decided: Option<String>,
    body: Option<String>,
    municipality: Option<String>,
    officer: Option<String>,
    outcome: Option<Outcome>,
    date: Option<NaiveDate>,
}

/// A number that can be spelt in every way.
#[derive(Debug)]
struct NumberParts {
    printed: String,
    registry: String,
    year: u16,
    serial: u32,
}

/// Letters of a word that means something.
const WORD: std::ops::RangeInclusive<usize> = 5..=20;
/// Letters of the beginning of a word.
const BEGINNING: usize = 5;

impl Material {
    /// Of these meetings, what tells most first.
    pub fn of(meetings: &[StoredMeeting]) -> Material {
        let told = meetings.iter().filter_map(most_telling);
        let every = meetings.iter().flat_map(|meeting| &meeting.paragraphs);
        let stored: Vec<&StoredParagraph> = told.chain(every).collect();
        let titles = || {
            let titles = stored.iter();
            titles.filter_map(|stored| stored.paragraph.title.as_deref())
        };
        let words = titles().find_map(two_words);
        let is_other = |word: &String| {
            words
                .as_ref()
                .is_none_or(|(one, other)| word != one && word != other)
        };
        let other_word = titles()
            .filter_map(|title| plain_words(title).into_iter().next())
            .find(is_other);
        let paragraphs = || stored.iter().map(|stored| &stored.paragraph);
        let decisions = || paragraphs().filter_map(|paragraph| paragraph.decision.as_ref());
        let mut outcomes = decisions().flat_map(|decision| decision.outcomes.iter().copied());
        let first = stored.first();
        Material {
            phrase: titles().find_map(phrase),
            number: paragraphs()
                .flat_map(|paragraph| &paragraph.case_numbers)
                .find_map(NumberParts::of),
            decided: decisions().find_map(|decision| telling_word(&decision.text)),
            body: first.map(|stored| quoted(&stored.body.to_lowercase())),
            municipality: first.map(|stored| {
                let name = &stored.municipality.name;
                quoted(&place(name, &stored.municipality_short))
            }),
            officer: paragraphs()
                .flat_map(|paragraph| &paragraph.case_officers)
                .next()
                .cloned(),
            outcome: outcomes.find(|outcome| *outcome != Outcome::Other),
            date: first.map(|stored| stored.date),
            words,
            other_word,
        }
    }

    /// An example of this form.
    pub fn typed(&self, form: Form) -> Option<String> {
        let words = self.words.as_ref();
        let three = || Some((self.words.as_ref()?, self.other_word.as_ref()?));
        let number = self.number.as_ref();
        let date = self.date;
        match form {
            Form::AsWritten => None,
            Form::BothWords => words.map(|(one, other)| format!("{one} {other}")),
            Form::Phrase => self.phrase.as_ref().map(|phrase| format!("\"{phrase}\"")),
            Form::Beginning => words.map(|(word, _)| {
                let beginning: String = word.chars().take(BEGINNING).collect();
                format!("{beginning}*")
            }),
            Form::EitherWord => three().map(|((one, _), other)| format!("{one} ELLER {other}")),
            Form::WithoutWord => three().map(|((one, _), other)| format!("{one} -{other}")),
            Form::Parentheses => {
                three().map(|((one, two), other)| format!("({one} ELLER {other}) {two}"))
            }
            Form::Number => number.map(|number| number.printed.clone()),
            Form::NumberPadded => number.map(NumberParts::padded),
            Form::NumberYearLast => number.map(NumberParts::year_last),
            Form::NumberAlone => number.map(NumberParts::alone),
            Form::InDecision => self.decided.as_ref().map(|word| format!("beslut:{word}")),
            Form::InTitle => words.map(|(word, _)| format!("rubrik:{word}")),
            Form::Body => self.body.as_ref().map(|body| format!("organ:{body}")),
            Form::Municipality => {
                let municipality = self.municipality.as_ref();
                municipality.map(|municipality| format!("kommun:{municipality}"))
            }
            Form::Officer => {
                let officer = self.officer.as_ref();
                officer.map(|officer| format!("handläggare:\"{officer}\""))
            }
            Form::Case => number.map(|number| {
                let NumberParts {
                    registry,
                    year,
                    serial,
                    ..
                } = number;
                format!("ärende:{registry}-{year}-{serial}")
            }),
            Form::Outcome => self
                .outcome
                .map(|outcome| format!("utfall:{}", outcome.swedish())),
            Form::Year => date.map(|date| format!("år:{}", date.year())),
            Form::Years => date.map(|date| format!("år:{}-{}", date.year() - 2, date.year())),
            Form::Days => {
                let (first, last) = whole_month(date?)?;
                Some(format!("från:{first} till:{last}"))
            }
            Form::Month => {
                let day = swedish::day(date?);
                let (_, month) = day.split_once(' ')?;
                Some(format!("från:\"{month}\""))
            }
        }
    }
}

impl NumberParts {
    fn of(number: &CaseNumber) -> Option<NumberParts> {
        let is_plain = number.sub().is_none() && number.plan_code().is_none();
        Some(NumberParts {
            registry: number.registry().filter(|_| is_plain)?.to_owned(),
            printed: number.printed().to_owned(),
            year: number.year(),
            serial: number.serial(),
        })
    }

    fn padded(&self) -> String {
        let registry = self.registry.to_lowercase();
        format!("{registry}-{}-{:05}", self.year, self.serial)
    }

    fn year_last(&self) -> String {
        let mut letters = self.registry.chars();
        let first: String = letters.by_ref().take(1).collect();
        let rest = letters.as_str().to_lowercase();
        format!("{first}{rest} {}/{}", self.serial, self.year)
    }

    fn alone(&self) -> String {
        format!("{}/{:02}", self.serial, self.year % 100)
    }
}

/// Words of a title that are all letters and no names: only its first may begin with a capital.
fn plain_words(title: &str) -> Vec<String> {
    let words = title.split(|letter: char| !letter.is_alphabetic());
    let plain = words
        .enumerate()
        .filter(|(at, word)| *at == 0 || word.starts_with(char::is_lowercase));
    let long = plain.filter(|(_, word)| WORD.contains(&word.chars().count()));
    long.map(|(_, word)| word.to_lowercase()).collect()
}

fn two_words(title: &str) -> Option<(String, String)> {
    let mut words = plain_words(title).into_iter();
    let one = words.next()?;
    let other = words.find(|word| *word != one)?;
    Some((one, other))
}

/// Two words beside each other, of which none is a name.
fn phrase(title: &str) -> Option<String> {
    let words: Vec<&str> = title.split_whitespace().collect();
    let is_plain =
        |word: &str| WORD.contains(&word.chars().count()) && word.chars().all(char::is_alphabetic);
    let pair = words
        .windows(2)
        .enumerate()
        .find_map(|(at, pair)| match pair {
            [one, other] => {
                let no_names = (at == 0 || one.starts_with(char::is_lowercase))
                    && other.starts_with(char::is_lowercase);
                (no_names && is_plain(one) && is_plain(other)).then(|| format!("{one} {other}"))
            }
            _ => None,
        });
    pair.map(|pair| pair.to_lowercase())
}

/// `örebro` of `Örebro kommun`, `strandköping` of `Strandköpings kommun`; the short name where it is another.
fn place(name: &str, short_name: &str) -> String {
    let name = name.to_lowercase();
    let bare = name.strip_suffix(" kommun").unwrap_or(&name);
    let without_genitive = bare.strip_suffix('s').unwrap_or(bare);
    let spelt = [bare, without_genitive];
    let found = spelt.into_iter().find(|one| slug(one) == short_name);
    found.unwrap_or(short_name).to_owned()
}

/// As the value of a field is typed.
fn quoted(value: &str) -> String {
    match value.chars().all(char::is_alphanumeric) {
        true => value.to_owned(),
        false => format!("\"{value}\""),
    }
}

fn whole_month(date: NaiveDate) -> Option<(NaiveDate, NaiveDate)> {
    let first = date.with_day(1)?;
    let last = first
        .checked_add_months(chrono::Months::new(1))?
        .pred_opt()?;
    Some((first, last))
}

#[cfg(test)]
mod tests {
    use paragraf_model::CaseNumber;

    use super::{NumberParts, phrase, place, plain_words, quoted, whole_month};

    #[test]
    fn a_number_is_spelt_in_ways_that_are_all_the_same_number() {
        let number = CaseNumber::read("KS 2020/596").unwrap();
        let parts = NumberParts::of(&number).unwrap();
        for (spelt, expected) in [
            (parts.padded(), "ks-2020-00596"),
            (parts.year_last(), "Ks 596/2020"),
        ] {
            assert_eq!(spelt, expected);
            assert_eq!(
                CaseNumber::read(&spelt).unwrap().canonical(),
                number.canonical()
            );
        }
        assert_eq!(parts.alone(), "596/20");
    }

    #[test]
    fn no_example_is_a_persons_name() {
        assert_eq!(
            plain_words("Motion från Anna Lindström om gratis skolskjuts"),
            ["motion", "gratis", "skolskjuts"]
        );
        assert_eq!(phrase("Yttrande av Vera Lindgren"), None);
        assert_eq!(
            phrase("Svar till Vera Lindgren angående tillfälligt bygglov").as_deref(),
            Some("angående tillfälligt")
        );
    }

    #[test]
    fn names_are_written_as_one_would_type_them() {
        assert_eq!(place("Örebro kommun", "orebro"), "örebro");
        assert_eq!(
            place("Strandköpings kommun", "strandkoping"),
            "strandköping"
        );
        assert_eq!(place("Region Skåne", "region-skane"), "region skåne");
        assert_eq!(quoted("region skåne"), "\"region skåne\"");
        assert_eq!(quoted("kommunstyrelsen"), "kommunstyrelsen");
    }

    #[test]
    fn a_month_is_whole() {
        let (first, last) = whole_month("2024-02-14".parse().unwrap()).unwrap();
        assert_eq!(
            (first.to_string(), last.to_string()),
            ("2024-02-01".into(), "2024-02-29".into())
        );
    }
}
