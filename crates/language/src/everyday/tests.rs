use super::*;

#[test]
fn everyday_words_lead_to_the_words_of_minutes() {
    assert!(everyday_alternatives("dagis").contains(&"förskola"));
    assert!(everyday_alternatives("förskolan").contains(&"dagis"));
    assert!(everyday_alternatives("soporna").contains(&"avfall"));
    assert!(everyday_alternatives("skolmat").contains(&"måltid"));
}

#[test]
fn a_line_with_an_arrow_leads_one_way_only() {
    assert!(everyday_alternatives("lågstadiet").contains(&"grundskola"));
    assert!(!everyday_alternatives("grundskola").contains(&"lågstadiet"));
}

#[test]
fn words_that_only_share_a_stem_are_not_taken_for_one() {
    assert!(!everyday_alternatives("hem").contains(&"sekretess"));
    assert!(everyday_alternatives("lag").is_empty());
}

#[test]
fn the_table_is_well_formed() {
    for line in TABLE.lines().filter(|line| !line.starts_with('#')) {
        let words = line.split(['>', ',']).map(str::trim);
        assert!(words.clone().all(|word| !word.is_empty()), "{line}");
        assert!(words.count() > 1, "{line}");
    }
}

#[test]
fn no_word_stands_for_itself() {
    for (word, others) in groups() {
        for other in others {
            assert_ne!(stem(word), stem(other), "{word}");
        }
    }
}
