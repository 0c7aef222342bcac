//! Where words begin and end, and how they are capitalised.

use expect_test::{Expect, expect};

use super::{Casing, Token, find};

fn check(text: &str, expected: &Expect) {
    let mut tokens = Vec::new();
    find(text, &mut tokens);
    let shown: Vec<String> = tokens.iter().map(|token| show(text, token)).collect();
    expected.assert_eq(&shown.join(" "));
}

fn show(text: &str, token: &Token) -> String {
    let word = text.get(token.range.clone()).unwrap();
    let casing = match token.casing {
        Casing::Lower => "",
        Casing::SentenceStart => "^",
        Casing::MidSentence => "*",
        Casing::Capitals => "!",
    };
    let hangs = if token.hangs { "-" } else { "" };
    format!("{casing}{word}{hangs}")
}

#[test]
fn hyphens_and_slashes_separate_words() {
    check("EU/EES-medborgare", &expect!["!EU !EES medborgare"]);
    check(
        "vatten- och avloppstaxa",
        &expect!["vatten- och avloppstaxa"],
    );
    check("en e-tjänst -", &expect!["en e tjänst"]);
}

#[test]
fn numbers_are_words_and_the_section_sign_is_none() {
    check(
        "§ 12 KS 2020/00596-3 år 2021",
        &expect!["12 !KS 2020 00596 3 år 2021"],
    );
}

#[test]
fn an_ending_after_a_colon_is_left_out() {
    check(
        "EU:s stöd, 1:a och 3:e samt KF:s",
        &expect!["!EU stöd 1 och 3 samt !KF"],
    );
    check("Beslut:en bilaga", &expect!["^Beslut en bilaga"]);
}

#[test]
fn combining_marks_and_soft_hyphens_stay_inside_a_word() {
    check(
        "kommunfullma\u{308}ktige",
        &expect!["kommunfullma\u{308}ktige"],
    );
    check(
        "kommun\u{AD}styrelse\u{AD} x",
        &expect!["kommun\u{AD}styrelse x"],
    );
    check("\u{308}a", &expect!["a"]);
}

#[test]
fn an_apostrophe_joins_letters_only() {
    check(
        "D'Angelo O\u{2019}Brien 'citat' 5'a",
        &expect!["^D'Angelo *O’Brien citat 5 a"],
    );
}

#[test]
fn a_capital_tells_a_name_only_in_mid_sentence() {
    check(
        "Motion av Lindholm. Avslag",
        &expect!["^Motion av *Lindholm ^Avslag"],
    );
    check("kl. Nio J. Lindholm", &expect!["kl *Nio *J *Lindholm"]);
    check("enligt\nTaxa", &expect!["enligt ^Taxa"]);
    check("§ 3 Avfallsplan", &expect!["3 ^Avfallsplan"]);
    check("KALLELSE TILL", &expect!["!KALLELSE !TILL"]);
}
