//! Which word forms meet in one stem, and which stay apart.

use frostem::{Algorithm, Stemmer};

use super::{rules, stem, verbs};

/// A stem and the forms that have it, on each line. Changes when the stemmer or a rule changes: then
/// every index is built anew, so raise `ANALYSIS_VERSION`.
const GOLDEN: &str = include_str!("golden.txt");

fn golden() -> impl Iterator<Item = (&'static str, Vec<&'static str>)> {
    GOLDEN
        .lines()
        .filter_map(|line| line.split_once(':'))
        .map(|(stem, forms)| {
            let forms = forms.split_whitespace().collect();
            (stem, forms)
        })
}

#[test]
fn forms_of_one_word_meet_in_its_golden_stem() {
    let mut count = 0;
    for (expected, forms) in golden() {
        for form in forms {
            assert_eq!(stem(form), expected, "{form}");
            count += 1;
        }
    }
    assert!(count >= 500);
}

#[test]
fn words_that_no_rule_touches_have_the_stems_of_snowball() {
    let snowball = Stemmer::new(Algorithm::Swedish);
    let untouched: Vec<&str> = golden()
        .flat_map(|(_, forms)| forms)
        .filter(|form| verbs::find(form).is_none() && rules::rewrite(form, None).is_none())
        .filter(|form| rules::protected(form).is_none())
        .collect();
    assert!(untouched.len() >= 200);
    for form in untouched {
        assert_eq!(stem(form), snowball.stem(form), "{form}");
    }
}

#[test]
fn different_words_stay_apart() {
    for (one, other) in [
        ("procent", "centrum"),
        ("producenter", "centrum"),
        ("allmän", "man"),
        ("budget", "bud"),
        ("plan", "plats"),
        ("utan", "uttag"),
        ("mellan", "mellersta"),
        ("konkret", "konkurs"),
        ("lindgren", "linda"),
        ("talan", "tal"),
        ("gator", "gata-"),
        ("internet", "intern"),
        ("arena", "arenden"),
        ("fastighet", "fast"),
        ("utformat", "utformning"),
        ("styrelsen", "styrande"),
        ("tidigare", "tiden"),
        ("viktigt", "vikt"),
        ("myndigheten", "myndling"),
        ("nämnda", "nämnden"),
        // What only looks like a form of a verb.
        ("får", "far"),
        ("fått", "fat"),
        ("företaget", "företa"),
        ("uppdraget", "uppdra"),
        ("planförslaget", "föreslå"),
        ("andra", "dra"),
        ("åtta", "åta"),
        ("påse", "se"),
        ("skjuts", "skjuta"),
        ("tillväxt", "växa"),
        ("åtgärd", "göra"),
        ("behandlade", "lägga"),
        ("friska", "ska"),
        ("uppror", "ro"),
        ("hänger", "ge"),
        ("anses", "ansa"),
        ("inges", "inga"),
        // Endings in *-s* that are no genitives.
        ("annars", "annar"),
    ] {
        assert_ne!(stem(one), stem(other), "{one} and {other}");
    }
}

#[test]
fn typing_without_marks_finds_irregular_plurals() {
    assert_eq!(stem("bocker"), stem("bok"));
    assert_eq!(stem("ledamoter"), stem("ledamot"));
    assert_eq!(stem("arendet"), stem("arende"));
    assert_eq!(stem("omradet"), stem("omrade"));
}

#[test]
fn any_text_has_a_stem() {
    for text in ["", "s", "et", "ß", "п", "1", "ens", "samt", "é", "'", "İs"] {
        stem(text);
    }
}

/// What is protected is found by its end as it is found by going through the list.
#[test]
fn protected_words_are_found_by_their_ends() {
    let plainly = |word: &str| {
        super::listed::PROTECTED
            .iter()
            .find_map(|(stems, endings)| {
                endings.iter().find_map(|ending| {
                    let base = word.strip_suffix(ending)?;
                    let is_listed = stems.iter().any(|stem| base.ends_with(stem));
                    is_listed.then(|| base.to_owned())
                })
            })
    };
    let entries = crate::lexicon::built_in().entries();
    let words = entries.keys().map(String::as_str).step_by(3);
    let made = [
        "ordningsföreskrifternas",
        "viktigaste",
        "kommunstyrelsens",
        "et",
        "å",
        "",
    ];
    let mut protected = 0;
    for word in words.chain(made) {
        assert_eq!(rules::protected(word), plainly(word), "{word}");
        protected += usize::from(plainly(word).is_some());
    }
    assert!(protected > 50, "{protected}");
}
