//! Texts in small letters. Nearly every question about words is asked of such a text, so most lines of minutes are
//! folded several times.

use std::borrow::Cow;

/// Gives a text in small letters.
pub(crate) trait Folding {
    /// As [`str::to_lowercase`], in less time for what Swedish is written with.
    fn folded(&self) -> String;

    /// As [`Folding::folded`], the text itself where it is in small letters.
    fn in_small_letters(&self) -> Cow<'_, str>;
}

impl Folding for str {
    fn folded(&self) -> String {
        if has_other_capitals(self.as_bytes()) {
            return self.to_lowercase();
        }
        let mut folded = self.to_owned();
        folded.make_ascii_lowercase();
        folded
    }

    fn in_small_letters(&self) -> Cow<'_, str> {
        let bytes = self.as_bytes();
        if bytes.iter().any(u8::is_ascii_uppercase) || has_other_capitals(bytes) {
            return Cow::Owned(self.folded());
        }
        Cow::Borrowed(self)
    }
}

/// Whether a letter beyond ASCII may be a capital. Certain are the small letters `à` to `ÿ`, the signs before them, and
/// dashes and quotation marks.
fn has_other_capitals(bytes: &[u8]) -> bool {
    // Of one pair of bytes after the other, without a branch: most texts are done with after this.
    let pairs = bytes.iter().zip(bytes.get(1..).unwrap_or_default());
    let may_have = pairs.fold(false, |has, (&first, &second)| {
        has | (first > 0xC3) | (first == 0xC3) & (second <= 0x9E)
    });
    if !may_have {
        return false;
    }
    let mut bytes = bytes.iter();
    while let Some(&first) = bytes.by_ref().find(|byte| !byte.is_ascii()) {
        let second = bytes.next().copied().unwrap_or_default();
        let is_certain = match first {
            0xC2 => true,
            0xC3 => second > 0x9E,
            0xE2 => second == 0x80 && bytes.next().is_some(),
            _ => false,
        };
        if !is_certain {
            return true;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::Folding;

    #[test]
    fn every_letter_is_folded_as_the_standard_library_does() {
        for letter in '\0'..='\u{1FFFF}' {
            let text = format!("A{letter}Ö – {letter}å");
            assert_eq!(text.folded(), text.to_lowercase(), "{letter:?}");
            let text = letter.to_string();
            assert_eq!(text.folded(), text.to_lowercase(), "{letter:?}");
            assert_eq!(text.in_small_letters(), text.to_lowercase(), "{letter:?}");
        }
    }

    proptest! {
        #[test]
        fn texts_are_folded_as_the_standard_library_does(text in "[A-Za-zÅÄÖåäöéÉ×ß–”İΣς ]{0,40}|\\PC{0,20}") {
            prop_assert_eq!(text.folded(), text.to_lowercase());
            prop_assert_eq!(text.in_small_letters(), text.to_lowercase());
        }
    }
}
