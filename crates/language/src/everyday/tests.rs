use super::*;

#[test]
fn everyday_words_lead_to_the_words_of_minutes() {
    assert!(everyday_alternatives(&stem("dagis")).contains(&"förskola"));
    assert!(everyday_alternatives(&stem("förskolan")).contains(&"dagis"));
    assert!(everyday_alternatives(&stem("soporna")).contains(&"avfall"));
    assert!(everyday_alternatives(&stem("skolmat")).contains(&"måltid"));
}

#[test]
fn a_line_with_an_arrow_leads_one_way_only() {
    assert!(everyday_alternatives(&stem("lågstadiet")).contains(&"grundskola"));
    assert!(!everyday_alternatives(&stem("grundskola")).contains(&"lågstadiet"));
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
