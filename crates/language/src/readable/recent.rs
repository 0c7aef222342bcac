//! The words that were met last, close by: half of a text's words are the same few hundred, and looking one up among all
//! that were ever met takes two ways to memory that is seldom at hand.

use std::hash::BuildHasher;

use rustc_hash::FxBuildHasher;

/// Words have one place each, which the next one with the same place takes. A power of two.
const PLACES: usize = 4096;

/// Longer words, in bytes, are rare.
const LONGEST: usize = 30;

/// Whether words are known, of those met last.
#[derive(Debug, Default)]
pub(super) struct Recent {
    /// None before the first word.
    places: Vec<Place>,
}

#[derive(Clone, Copy, Debug)]
struct Place {
    /// Nothing where no word is.
    length: u8,
    is_known: bool,
    word: [u8; LONGEST],
}

const FREE: Place = Place {
    length: 0,
    is_known: false,
    word: [0; LONGEST],
};

impl Recent {
    /// `None` where the word was not met, or not lately.
    pub(super) fn get(&self, word: &str) -> Option<bool> {
        let place = self.places.get(place_of(word))?;
        let held = place.word.get(..usize::from(place.length))?;
        (!held.is_empty() && held == word.as_bytes()).then_some(place.is_known)
    }

    pub(super) fn put(&mut self, word: &str, is_known: bool) {
        if self.places.is_empty() {
            self.places = vec![FREE; PLACES];
        }
        let Some(place) = self.places.get_mut(place_of(word)) else {
            return;
        };
        if let Some(held) = place.word.get_mut(..word.len()) {
            held.copy_from_slice(word.as_bytes());
            place.length = word.len() as u8;
            place.is_known = is_known;
        }
    }
}

fn place_of(word: &str) -> usize {
    FxBuildHasher.hash_one(word) as usize % PLACES
}

#[cfg(test)]
mod tests {
    use super::Recent;

    #[test]
    fn a_word_is_told_as_it_was_put_or_not_at_all() {
        let mut recent = Recent::default();
        let words: Vec<String> = (0..20_000)
            .map(|number| format!("ord{}", number * 7))
            .collect();
        assert_eq!(recent.get("ord"), None);
        for (place, word) in words.iter().enumerate() {
            recent.put(word, place % 3 == 0);
            assert_eq!(recent.get(word), Some(place % 3 == 0));
        }
        let told = words.iter().enumerate().filter_map(|(place, word)| {
            let told = recent.get(word)?;
            assert_eq!(told, place % 3 == 0);
            Some(told)
        });
        assert!((1_000..=4_096).contains(&told.count()));
    }

    #[test]
    fn what_is_too_long_or_empty_is_not_held() {
        let mut recent = Recent::default();
        let long = "å".repeat(16);
        recent.put(&long, true);
        recent.put("", true);
        assert_eq!((recent.get(&long), recent.get("")), (None, None));
        recent.put(&"å".repeat(15), true);
        assert_eq!(recent.get(&"å".repeat(15)), Some(true));
    }
}
