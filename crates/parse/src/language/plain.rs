//! Texts that are Swedish beyond doubt, told by their small words. Counting trigrams takes as long as reading a
//! paragraph does; nearly all paragraphs of minutes need none counted.

use super::{ENOUGH, LETTERS};

/// Small words of Swedish that English, German and Finnish do not have.
fn is_swedish(word: &str) -> bool {
    matches!(
        word,
        "och"
            | "att"
            | "för"
            | "är"
            | "på"
            | "av"
            | "till"
            | "som"
            | "det"
            | "ett"
            | "från"
            | "med"
            | "om"
            | "har"
            | "inte"
            | "ska"
            | "vid"
            | "samt"
            | "enligt"
            | "eller"
            | "över"
            | "efter"
    )
}

/// Small words of those languages that Swedish does not have.
fn is_of_others(word: &str) -> bool {
    matches!(
        word,
        "the"
            | "The"
            | "This"
            | "Der"
            | "Die"
            | "Das"
            | "of"
            | "and"
            | "is"
            | "to"
            | "with"
            | "that"
            | "this"
            | "are"
            | "be"
            | "by"
            | "as"
            | "für"
            | "der"
            | "die"
            | "das"
            | "und"
            | "ist"
            | "nicht"
            | "mit"
            | "von"
            | "ein"
            | "eine"
            | "zu"
            | "ja"
            | "on"
            | "ei"
            | "että"
            | "oli"
            | "sekä"
            | "ovat"
            | "mukaan"
    )
}

/// Of so many words at most one must be one of [`is_swedish`].
const SHARE: usize = 8;

/// For each small word of another language, and each vowel that is written twice, so many small words of Swedish: a
/// text may quote another.
const FOREIGN: usize = 12;

/// Fewer small words may stand in a text of names.
const LEAST: usize = 6;

/// Whether counting trigrams would surely tell Swedish, or a neighbour whose letters the text does not have.
pub(super) fn is_plainly_swedish(title: &str, text: &str) -> bool {
    let mut counts = Counts::default();
    // What is beyond the sample is not looked at; a blank stands between title and text.
    counts.add(title, ENOUGH);
    counts.add(text, ENOUGH.saturating_sub(counts.characters + 1));
    counts.letters >= LETTERS
        && counts.strange == 0
        && counts.swedish_letters > counts.western_letters
        && counts.swedish >= LEAST
        && counts.swedish * SHARE >= counts.words
        && (counts.others + counts.long_vowels) * FOREIGN <= counts.swedish
}

/// What a text is made of.
#[derive(Debug, Default)]
struct Counts {
    characters: usize,
    letters: usize,
    /// Of another alphabet.
    strange: usize,
    swedish_letters: usize,
    western_letters: usize,
    words: usize,
    swedish: usize,
    others: usize,
    /// Vowels that are written twice, as in nearly every Finnish word.
    long_vowels: usize,
}

impl Counts {
    /// Takes so many characters of a text at most.
    fn add(&mut self, text: &str, most: usize) {
        let mut begun = None;
        let mut before = ' ';
        for (at, letter) in text.char_indices().take(most) {
            self.characters += 1;
            let is_long = letter == before && matches!(letter, 'a' | 'i' | 'u' | 'y' | 'ä' | 'ö');
            self.long_vowels += usize::from(is_long);
            before = letter;
            if self.is_letter(letter) {
                begun.get_or_insert(at);
            } else if let Some(start) = begun.take() {
                self.word(text.get(start..at).unwrap_or_default());
            }
        }
        // The last word may be cut off by the sample's end.
        self.words += usize::from(begun.is_some());
    }

    /// Counts a letter.
    fn is_letter(&mut self, letter: char) -> bool {
        match letter {
            'a'..='z' | 'A'..='Z' => {}
            'ä' | 'ö' | 'Ä' | 'Ö' => self.swedish_letters += 1,
            'æ' | 'ø' | 'Æ' | 'Ø' => self.western_letters += 1,
            '×' | '÷' => return false,
            'À'..='ÿ' => {}
            _ if letter.is_ascii() || !letter.is_alphabetic() => return false,
            _ => self.strange += 1,
        }
        self.letters += 1;
        true
    }

    fn word(&mut self, word: &str) {
        self.words += 1;
        if word.len() <= 6 {
            self.swedish += usize::from(is_swedish(word));
            self.others += usize::from(is_of_others(word));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::detect;
    use super::is_plainly_swedish;

    const OWN: [&str; 4] = [
        "Kommunstyrelsen föreslår att taxan för tillsyn ska höjas från och med den 1 januari. ",
        "Förvaltningen har utrett om det är möjligt att bygga ut skolan vid ån, och vad det kostar. ",
        "Ärendet har beretts av nämnden, som inte har något att erinra mot förslaget till budget. ",
        "Bo Ek (M) yrkar avslag på förslaget med hänvisning till att medel inte är avsatta för ändamålet. ",
    ];

    const OTHERS: [&str; 10] = [
        "The municipality has adopted a new strategy for the protection of its lakes and rivers. ",
        "This report describes how schools work together with local companies in the region. ",
        "Der Stadtrat hat beschlossen, die Schule zu erweitern und den Verkehr zu beruhigen. ",
        "Die Kosten werden von der Stadt getragen, für die Jahre danach gibt es keine Mittel. ",
        "Kunnanhallitus päättää esittää, että talousarvio hyväksytään esityksen mukaisesti. ",
        "Lautakunta käsitteli asian kokouksessaan, eikä siihen tehty muutoksia. ",
        "Kommunestyret vedtok å øke gebyret fra nyttår, slik rådmannen hadde foreslått. ",
        "Byrådet godkendte indstillingen og bad forvaltningen om at følge op på sagen. ",
        "Alva Ask, Bo Ek, Cia Al, David Dahl, Eva Ek, Fia Gran, Göran Hed, Ida Ivarsson. ",
        "Комиссия рассмотрела вопрос и утвердила смету расходов. ",
    ];

    #[test]
    fn prose_is_plainly_swedish_and_other_languages_are_not() {
        assert!(is_plainly_swedish("Taxa för tillsyn", &OWN.concat()));
        for other in OTHERS {
            assert!(!is_plainly_swedish("Ärende", &other.repeat(6)), "{other}");
        }
    }

    #[test]
    fn what_is_beyond_the_sample_is_not_looked_at() {
        let names = "Alva Ask ".repeat(500);
        assert!(!is_plainly_swedish(&names, &OWN.concat()));
        assert!(!is_plainly_swedish("", &format!("{names}{}", OWN.concat())));
    }

    #[test]
    fn whatever_is_plainly_swedish_is_so_by_its_trigrams() {
        let mut plain = 0;
        for (own, other, first, place) in mixtures() {
            let mut sentences: Vec<&str> =
                OWN.iter().cycle().skip(first).take(own).copied().collect();
            let others = OTHERS.iter().cycle().skip(place).take(other);
            sentences.extend(others);
            let text = sentences.concat();
            if is_plainly_swedish("Ärende", &text) {
                plain += 1;
                let told = detect(&format!("Ärende {text}"));
                assert_eq!(told, Some("sv"), "{text}");
            }
        }
        assert!(plain > 200, "{plain}");
    }

    /// How many sentences of each kind, and which comes first.
    fn mixtures() -> impl Iterator<Item = (usize, usize, usize, usize)> {
        let counts = (1..10).flat_map(|own| (0..6).map(move |other| (own, other)));
        counts.flat_map(|(own, other)| {
            let firsts =
                (0..OWN.len()).flat_map(|first| (0..OTHERS.len()).map(move |place| (first, place)));
            firsts.map(move |(first, place)| (own, other, first, place))
        })
    }
}
