//! The order of names in Swedish lists.

use crate::id::plain;

/// What a name is sorted by: letters without regard to case or accents, å ä ö after z in that order, v and w apart, and
/// anything that is neither letter nor figure as one blank. Names that differ otherwise alone keep an order of their
/// own, so that every list has one.
///
/// The key is compared by bytes; it is not to be shown.
pub fn sort_key(name: &str) -> String {
    let mut key = String::with_capacity(2 * name.len() + 1);
    for letter in name.chars().flat_map(char::to_lowercase) {
        match letter {
            'a'..='z' | '0'..='9' => key.push(letter),
            // The three characters that come after z in ASCII.
            'å' => key.push('{'),
            'ä' | 'æ' => key.push('|'),
            'ö' | 'ø' => key.push('}'),
            'ü' => key.push('y'),
            // A letter and its ring or dots apart, as some systems write them.
            '\u{30a}' if key.ends_with('a') => replace_last(&mut key, '{'),
            '\u{308}' if key.ends_with('a') => replace_last(&mut key, '|'),
            '\u{308}' if key.ends_with('o') => replace_last(&mut key, '}'),
            '\u{300}'..='\u{36f}' | '\u{ad}' => {}
            _ => match plain(letter) {
                Some(plain) => key.push_str(plain),
                None if letter.is_alphanumeric() => key.push(letter),
                None if key.ends_with(' ') || key.is_empty() => {}
                None => key.push(' '),
            },
        }
    }
    key.truncate(key.trim_end().len());
    // Comes before every letter, so that a name comes before those it begins.
    key.push('\0');
    key.push_str(name);
    key
}

fn replace_last(key: &mut String, letter: char) {
    key.pop();
    key.push(letter);
}

#[cfg(test)]
mod tests {
    use super::sort_key;

    fn sorted(names: &[&'static str]) -> Vec<&'static str> {
        let mut names = names.to_vec();
        names.sort_by_cached_key(|name| sort_key(name));
        names
    }

    #[test]
    fn letters_with_ring_and_dots_come_last_in_that_order() {
        let order = ["Ale", "Östra", "Ängelholm", "Zeta", "Åre", "Alvesta"];
        assert_eq!(
            sorted(&order),
            ["Ale", "Alvesta", "Zeta", "Åre", "Ängelholm", "Östra"]
        );
        assert_eq!(
            sorted(&["Mörby", "Mora", "Mårby", "Märby"]),
            ["Mora", "Mårby", "Märby", "Mörby"]
        );
    }

    #[test]
    fn case_and_accents_make_no_difference_beside_the_letters() {
        assert_eq!(
            sorted(&["Idrott", "idé", "Ide", "IDA"]),
            ["IDA", "Ide", "idé", "Idrott"]
        );
        assert_eq!(
            sorted(&["Wara", "Vara", "Xara", "Vidar"]),
            ["Vara", "Vidar", "Wara", "Xara"]
        );
        assert_eq!(
            sorted(&["Y", "Müller", "Myller", "Z"]),
            ["Myller", "Müller", "Y", "Z"]
        );
    }

    #[test]
    fn a_name_comes_before_those_that_it_begins() {
        assert_eq!(
            sorted(&["Nämnden för vård", "Nämnd", "Nämnden", "Nämnden, gemensam"]),
            ["Nämnd", "Nämnden", "Nämnden för vård", "Nämnden, gemensam"]
        );
        assert_eq!(
            sorted(&[
                "Miljö- och byggnadsnämnden",
                "Miljönämnden",
                "Miljö och teknik"
            ]),
            [
                "Miljö- och byggnadsnämnden",
                "Miljö och teknik",
                "Miljönämnden"
            ]
        );
    }

    #[test]
    fn marks_that_stand_apart_are_read_with_their_letter() {
        assert_eq!(
            sorted(&["O\u{308}", "A\u{308}", "A\u{30a}", "Z"]),
            ["Z", "A\u{30a}", "A\u{308}", "O\u{308}"]
        );
    }
}
