//! The noun of a verb and the verb of a noun: `städning` and `städa`, `förmedla` and `förmedling`.

/// Words that are likely to say the same as one in lower case; most of them do not exist.
pub(super) fn derived(word: &str) -> Vec<String> {
    const OF_NOUNS: [&str; 7] = [
        "ningarna", "ningar", "ningen", "ningens", "nings", "ning", "ingen",
    ];
    const OF_VERBS: [&str; 9] = ["andet", "ande", "ades", "ade", "ats", "at", "as", "ar", "a"];
    /// Shorter ones are no stems.
    const SHORTEST: usize = 3;
    let base = |endings: &[&str]| {
        let cut = endings.iter().find_map(|ending| word.strip_suffix(ending));
        cut.filter(|base| base.chars().count() >= SHORTEST)
    };
    let noun = base(&OF_NOUNS).map(|base| (base, vec!["a", "ande"]));
    let shorter = || base(&["ing", "ings", "ingar"]).map(|base| (base, vec!["a", "ande"]));
    let verb = || base(&OF_VERBS).map(|base| (base, vec!["ning", "ing", "ande"]));
    let found = noun.or_else(shorter).or_else(verb);
    found.map_or_else(Vec::new, |(base, endings)| {
        endings
            .iter()
            .map(|ending| format!("{base}{ending}"))
            .collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_verb_leads_to_its_noun_and_back() {
        for (one, other) in [
            ("städning", "städa"),
            ("mätningar", "mäta"),
            ("förmedla", "förmedling"),
            ("ombilda", "ombildning"),
            ("överdäcka", "överdäckning"),
            ("boende", ""),
        ] {
            let found = derived(one);
            assert_eq!(
                found.iter().any(|word| word == other),
                !other.is_empty(),
                "{one}: {found:?}"
            );
        }
    }
}
