//! What reads as Swedish and what does not.

use super::{is_broken, letters_of, readable_share};

const MINUTES: &str = "§ 12 Ärendenummer 2024/17\nKommunstyrelsen beslutar att godkänna \
    förvaltningens förslag till ny renhållningsordning. Ledamoten Ada Testsson reserverar sig \
    mot beslutet till förmån för eget yrkande.";

#[test]
fn minutes_read_well() {
    assert!(
        readable_share(MINUTES) > 0.95,
        "{}",
        readable_share(MINUTES)
    );
    assert!(readable_share(&MINUTES.to_uppercase()) > 0.9);
}

#[test]
fn a_broken_font_map_does_not_read() {
    let shifted: String = MINUTES
        .chars()
        .map(|c| {
            if c.is_alphabetic() {
                char::from_u32(c as u32 + 3).unwrap()
            } else {
                c
            }
        })
        .collect();
    assert!(
        readable_share(&shifted) < 0.15,
        "{}",
        readable_share(&shifted)
    );
    let private: String = MINUTES
        .chars()
        .map(|c| if c.is_alphabetic() { '\u{E042}' } else { c })
        .collect();
    assert_eq!(readable_share(&private), 0.0);
    assert_eq!(readable_share("\u{FFFD}\u{FFFD} \u{FFFD}"), 0.0);
}

#[test]
fn letters_set_apart_do_not_read() {
    assert!(readable_share("k o m m u n s t y r e l s e n b e s l u t a r") < 0.4);
}

#[test]
fn numbers_and_names_neither_help_nor_harm() {
    assert_eq!(readable_share(""), 1.0);
    assert_eq!(readable_share("2024-05-12 17:00"), 1.0);
    let names = "Beslutet skickas till Qvarnzell och Brzozowicz";
    assert!(readable_share(names) > 0.95);
}

#[test]
fn digits_are_told_as_the_tables_of_unicode_tell_them() {
    for c in '\0'..='\u{10FFFF}' {
        let expected = (!c.is_numeric()).then_some(1);
        assert_eq!(letters_of(c.encode_utf8(&mut [0; 4])), expected, "{c:?}");
    }
}

#[test]
fn no_ordinary_character_is_broken() {
    assert!((' '..='~').chain('À'..='ÿ').all(|c| !is_broken(c)));
}
