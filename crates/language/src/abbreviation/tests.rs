use super::*;

fn found(text: &str) -> Vec<(String, String)> {
    definitions(text)
        .into_iter()
        .map(|definition| (definition.abbreviation, definition.meaning))
        .collect()
}

#[test]
fn a_definition_is_found_by_its_letters() {
    let pairs = [
        ("Kommunstyrelsen (KS) beslutade", "ks", "kommunstyrelsen"),
        (
            "enligt yttrande från barn- och utbildningsnämnden (BUN) i maj",
            "bun",
            "barn- och utbildningsnämnden",
        ),
        (
            "ett idéburet offentligt partnerskap (IOP)",
            "iop",
            "idéburet offentligt partnerskap",
        ),
        (
            "Samhällsbyggnadsnämnden (SBN)",
            "sbn",
            "samhällsbyggnadsnämnden",
        ),
        (
            "av Strandköpings Energi AB (SEAB)",
            "seab",
            "strandköpings energi ab",
        ),
    ];
    for (text, short, long) in pairs {
        assert_eq!(found(text), [(short.to_owned(), long.to_owned())], "{text}");
    }
}

#[test]
fn parties_and_other_brackets_define_nothing() {
    for text in [
        "Eva Sjödin (SD) reserverar sig",
        "Mats Persson (MP)",
        "kommunens moderata politiker (M)",
        "en taxa (2023)",
        "nämnden (se bilaga)",
        "Förvaltningen föreslår. Nytt (XQZ)",
        "(KS)",
        "(",
        "å (ÄÖ",
    ] {
        assert_eq!(found(text), [], "{text}");
    }
}

#[test]
fn the_table_is_well_formed() {
    let lines = TABLE.lines().filter(|line| !line.starts_with('#'));
    for line in lines {
        let fields: Vec<&str> = line.split('\t').collect();
        let [short, words, how, when] = fields.as_slice() else {
            panic!("four fields expected: {line}");
        };
        assert!(!short.is_empty() && !words.is_empty(), "{line}");
        assert!(["phrase", "words"].contains(how), "{line}");
        assert!(["capitals", "any"].contains(when), "{line}");
    }
    assert_eq!(
        meanings("ks").first().map(|meaning| meaning.words),
        Some("kommunstyrelsen")
    );
    assert!(meanings("kommunstyrelsen").is_empty());
}
