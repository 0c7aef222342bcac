//! Which words of a paragraph were met before: where it only matters that a word stands somewhere, the engine is told once.

use paragraf_language::WordForms;

/// The words of one document that were met. What is forgotten is only told twice.
#[derive(Debug)]
pub(crate) struct Seen {
    /// Counts documents, so that nothing has to be cleared between them.
    document: u32,
    slots: Vec<Slot>,
}

/// Of the last word with a number that falls here.
#[derive(Clone, Copy, Debug, Default)]
struct Slot {
    document: u32,
    number: u32,
    /// A bit for each zone in which it stood.
    words: u16,
    /// The same for where it stood without parts, and with them: a name is not split.
    aside: [u16; 2],
}

/// What the engine has not been told of a word yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct News {
    /// That it stands in the zone.
    pub is_word_new: bool,
    /// That its parts and its folded form do.
    pub is_aside_new: bool,
}

/// As many as the cache of an analyser remembers words, or more: numbers that follow each other share no slot.
const SLOTS: usize = 1 << 19;

impl Default for Seen {
    fn default() -> Seen {
        Seen {
            document: 0,
            slots: vec![Slot::default(); SLOTS],
        }
    }
}

impl Seen {
    pub fn start_document(&mut self) {
        self.document = self.document.wrapping_add(1);
        if self.document == 0 {
            self.slots.fill(Slot::default());
            self.document = 1;
        }
    }

    /// Notes that a word stands in the zone of this number.
    pub fn see(&mut self, word: &WordForms<'_>, zone: usize) -> News {
        let number = word.number;
        let Some(slot) = self.slots.get_mut(number as usize % SLOTS) else {
            return News::ALL;
        };
        if (slot.document, slot.number) != (self.document, number) {
            *slot = Slot {
                document: self.document,
                number,
                ..Slot::default()
            };
        }
        let bit = 1_u16 << (zone % 16);
        let is_word_new = slot.words & bit == 0;
        slot.words |= bit;
        // What a hanging hyphen leaves out depends on the words after it.
        if word.completed.is_some() {
            return News {
                is_word_new,
                is_aside_new: true,
            };
        }
        let [whole, split] = &mut slot.aside;
        let aside = if word.has_parts() { split } else { whole };
        let is_aside_new = *aside & bit == 0;
        *aside |= bit;
        News {
            is_word_new,
            is_aside_new,
        }
    }
}

impl News {
    const ALL: News = News {
        is_word_new: true,
        is_aside_new: true,
    };
}

#[cfg(test)]
mod tests {
    use paragraf_language::{Analyzer, FormCache};

    use super::*;

    fn news(seen: &mut Seen, cache: &mut FormCache, zone: usize, text: &str) -> Vec<(bool, bool)> {
        let mut all = Vec::new();
        Analyzer::built_in().for_each_word(text, cache, |word| {
            let News {
                is_word_new,
                is_aside_new,
            } = seen.see(&word, zone);
            all.push((is_word_new, is_aside_new));
        });
        all
    }

    #[test]
    fn a_word_is_new_once_in_each_zone_of_each_document() {
        let (mut seen, mut cache) = (Seen::default(), FormCache::default());
        let (new, known) = ((true, true), (false, false));
        seen.start_document();
        assert_eq!(
            news(&mut seen, &mut cache, 0, "skola och skola"),
            [new, new, known]
        );
        assert_eq!(news(&mut seen, &mut cache, 1, "skola"), [new]);
        assert_eq!(news(&mut seen, &mut cache, 0, "skola"), [known]);
        seen.start_document();
        assert_eq!(news(&mut seen, &mut cache, 0, "skola"), [new]);
    }

    #[test]
    fn a_name_is_told_apart_from_the_compound_that_is_written_alike() {
        let (mut seen, mut cache) = (Seen::default(), FormCache::default());
        seen.start_document();
        let text = "av Snöskog i snöskog av Snöskog i snöskog";
        let of_words = news(&mut seen, &mut cache, 0, text);
        let of_names: Vec<_> = of_words.iter().skip(1).step_by(2).collect();
        // Only the second has parts, which have to be told; then nothing is new.
        let (new, parts, known) = ((true, true), (false, true), (false, false));
        assert_eq!(of_names, [&new, &parts, &known, &known]);
    }

    #[test]
    fn what_a_hanging_hyphen_leaves_out_is_always_told() {
        let (mut seen, mut cache) = (Seen::default(), FormCache::default());
        seen.start_document();
        let text = "gång och gång- och cykelväg";
        let of_words = news(&mut seen, &mut cache, 0, text);
        assert_eq!(of_words.get(2), Some(&(false, true)));
    }
}
