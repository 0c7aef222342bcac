use std::collections::HashSet;

use expect_test::{Expect, expect};
use proptest::prelude::*;

use super::*;

fn short_name_of(typed: &str) -> Option<&'static str> {
    RegisterEntry::find(typed).map(|entry| entry.short_name)
}

fn check_mentions(text: &str, expected: Expect) {
    let lines: Vec<String> = mentions(text)
        .into_iter()
        .map(|mention| {
            let named = text.get(mention.range.clone()).unwrap();
            format!(
                "{named:?} {} {:?}\n",
                mention.entry.short_name, mention.kind
            )
        })
        .collect();
    expected.assert_eq(&lines.concat());
}

#[test]
fn there_are_290_municipalities_and_20_regions() {
    let regions = register().iter().filter(|entry| entry.kind == Kind::Region);
    assert_eq!((regions.count(), register().len()), (20, 310));
}

#[test]
fn codes_are_unique_and_in_order() {
    let codes: Vec<&str> = register().iter().map(|entry| entry.code).collect();
    assert!(codes.is_sorted_by(|one, next| one < next));
    let digits = |code: &&str| code.bytes().all(|byte| byte.is_ascii_digit());
    assert!(codes.iter().all(digits));
}

#[test]
fn a_municipality_s_code_begins_with_its_county_s() {
    let regions: HashSet<&str> = register()
        .iter()
        .filter(|entry| entry.kind == Kind::Region)
        .map(|entry| entry.code)
        .collect();
    let outside: Vec<&str> = register()
        .iter()
        .filter(|entry| entry.kind == Kind::Municipality)
        .filter(|entry| !regions.contains(entry.code.get(..2).unwrap()))
        .map(|entry| entry.name)
        .collect();
    // Its municipality does what a region does elsewhere.
    assert_eq!(outside, ["Region Gotland"]);
}

#[test]
fn each_county_has_its_number_of_municipalities() {
    let mut counts = [0; 26];
    for entry in register() {
        let county: usize = entry.code.get(..2).unwrap().parse().unwrap();
        counts[county] += usize::from(entry.kind == Kind::Municipality);
    }
    assert_eq!(
        counts,
        [
            0, 26, 0, 8, 9, 13, 13, 8, 12, 1, 5, 0, 33, 6, 49, 0, 0, 16, 12, 10, 15, 10, 7, 8, 15,
            14
        ]
    );
}

#[test]
fn short_names_are_unique_slugs_and_keep_habo_from_haabo() {
    let names: HashSet<&str> = register().iter().map(|entry| entry.short_name).collect();
    assert_eq!(names.len(), register().len());
    let odd: Vec<(&str, &str)> = register()
        .iter()
        .map(|entry| match entry.kind {
            Kind::Municipality => (entry.place, entry.short_name),
            Kind::Region => (entry.name, entry.short_name),
        })
        .filter(|(name, short_name)| crate::slug(name) != *short_name)
        .collect();
    assert_eq!(odd, [("Håbo", "haabo")]);
}

#[test]
fn a_full_name_is_made_of_the_place_and_what_it_calls_itself() {
    let odd: Vec<&str> = register()
        .iter()
        .filter(|entry| entry.kind == Kind::Municipality)
        .filter(|entry| {
            let (place, kind) = entry.name.rsplit_once(' ').unwrap();
            let named = place == entry.place || place == genitive(entry.place);
            !named || !matches!(kind, "kommun" | "stad" | "Stad")
        })
        .map(|entry| entry.name)
        .collect();
    assert_eq!(odd, ["Region Gotland", "Falu kommun"]);
}

#[test]
fn an_entry_is_found_by_any_of_its_names() {
    let cases = [
        ("1880", "orebro"),
        ("Örebro kommun", "orebro"),
        ("örebro", "orebro"),
        ("OREBRO", "orebro"),
        ("orebro-kommun", "orebro"),
        ("  Göteborgs   stad ", "goteborg"),
        ("Göteborgs kommun", "goteborg"),
        ("göteborg", "goteborg"),
        ("Malmö", "malmo"),
        ("Kungsbacka", "kungsbacka"),
        ("Upplands Väsby", "upplands-vasby"),
        ("upplands-vasby", "upplands-vasby"),
        ("Lunds", "lund"),
        ("Falun", "falun"),
        ("Falu kommun", "falun"),
        ("Habo", "habo"),
        ("HABO KOMMUN", "habo"),
        ("Håbo", "haabo"),
        ("HÅBO KOMMUN", "haabo"),
        ("haabo", "haabo"),
        ("Gotland", "gotland"),
        ("Region Gotland", "gotland"),
        ("0980", "gotland"),
        ("18", "region-orebro-lan"),
        ("Örebro län", "region-orebro-lan"),
        ("Örebro läns landsting", "region-orebro-lan"),
        ("Region Örebro län", "region-orebro-lan"),
        ("Uppsala", "uppsala"),
        ("Region Uppsala", "region-uppsala"),
        ("skåne", "region-skane"),
        ("Västra Götalandsregionen", "vastra-gotalandsregionen"),
        ("VGR", "vastra-gotalandsregionen"),
    ];
    for (typed, expected) in cases {
        assert_eq!(short_name_of(typed), Some(expected), "{typed}");
    }
    for typed in ["", "kommun", "Påhittsby", "9999", "188", "Örebro och Kumla"] {
        assert_eq!(short_name_of(typed), None, "{typed}");
    }
}

#[test]
fn every_entry_is_found_by_each_column_of_the_table() {
    for entry in register() {
        let columns = [entry.code, entry.name, entry.short_name, entry.place];
        for text in columns.iter().chain(&entry.other_names) {
            assert_eq!(short_name_of(text), Some(entry.short_name), "{text}");
            assert_eq!(
                short_name_of(&text.to_uppercase()),
                Some(entry.short_name),
                "{text}"
            );
        }
    }
}

#[test]
fn a_mistyped_name_has_near_ones() {
    let near_names =
        |typed| -> Vec<&str> { near(typed, 3).iter().map(|entry| entry.name).collect() };
    assert_eq!(near_names("Örebrå"), ["Örebro kommun"]);
    assert_eq!(near_names("Kungsbaka kommun"), ["Kungsbacka kommun"]);
    assert_eq!(
        near_names("upplands"),
        ["Upplands-Bro kommun", "Upplands Väsby kommun"]
    );
    assert_eq!(near_names("Håbbo"), ["Håbo kommun", "Habo kommun"]);
    assert!(near_names("Entirely elsewhere").is_empty());
    assert!(near_names("").is_empty());
}

#[test]
fn a_name_in_full_is_mentioned_in_any_of_its_forms() {
    check_mentions(
        "ÖREBRO KOMMUN. Göteborgs Stad, Malmö stads och Lunds kommuns. Upplands Väsby kommun; \
         Västra Götalandsregionen; Falu kommun, Region Jämtland Härjedalen, Region Örebro län.",
        expect![[r#"
            "ÖREBRO KOMMUN" orebro FullName
            "Göteborgs Stad" goteborg FullName
            "Malmö stads" malmo FullName
            "Lunds kommuns" lund FullName
            "Upplands Väsby kommun" upplands-vasby FullName
            "Västra Götalandsregionen" vastra-gotalandsregionen FullName
            "Falu kommun" falun FullName
            "Region Jämtland Härjedalen" region-jamtland-harjedalen FullName
            "Region Örebro län" region-orebro-lan FullName
        "#]],
    );
}

#[test]
fn an_institution_says_more_than_a_place() {
    check_mentions(
        "Örebro kommunfullmäktige\nKommunstyrelsen i Lund\nbussen till Örebro\nKUMLA\nKommunhuset\nDals-Ed",
        expect![[r#"
            "Örebro kommunfullmäktige" orebro Institution
            "Lund" lund Institution
            "Örebro" orebro Place
            "KUMLA\nKommunhuset" kumla Institution
            "Dals-Ed" dals-ed Place
        "#]],
    );
}

#[test]
fn words_people_and_counties_are_no_mentions() {
    check_mentions(
        "Vara med. Anna Lund och Per Norberg. Örebrobostäder. att vara kommunens. Länsstyrelsen i Örebro län. \
         Örebro-Kumla. Kalmar läns museum. kumla. Skåne.",
        expect![""],
    );
    check_mentions(
        "De bor i Lund.",
        expect![[r#"
            "Lund" lund Place
        "#]],
    );
}

#[test]
fn a_region_of_former_days_is_mentioned_under_its_name_of_today() {
    check_mentions(
        "Örebro läns landsting och landstinget; Landstinget Dalarnas budget",
        expect![[r#"
            "Örebro läns landsting" region-orebro-lan FullName
            "Landstinget Dalarnas" region-dalarna FullName
        "#]],
    );
}

#[test]
fn an_unregistered_municipality_is_called_by_its_place() {
    let names = [
        "Påhittsby kommun",
        "Påhittsbys kommun",
        "Tallnäs kommun",
        "Påhittsbys Stad",
    ];
    let short_names = names.map(|name| {
        let municipality = Municipality {
            name: name.to_owned(),
            code: String::new(),
        };
        municipality.short_name()
    });
    assert_eq!(
        short_names,
        ["pahittsby", "pahittsby", "tallnas", "pahittsby"]
    );
}

proptest! {
    #[test]
    fn mentions_lie_in_order_inside_any_text(
        words in proptest::collection::vec(
            "Örebro|Lunds|Region|Upplands|Väsby|kommun|i|STAD|-|\\PC{0,5}|Dals-Ed|\n",
            0..40,
        ),
        blank in "[ \n]{0,2}",
    ) {
        let text = words.join(&blank);
        let mut end = 0;
        for mention in mentions(&text) {
            prop_assert!(mention.range.start >= end);
            prop_assert!(text.get(mention.range.clone()).is_some());
            end = mention.range.end;
        }
    }

    #[test]
    fn looking_up_anything_never_panics(text in "\\PC{0,40}") {
        RegisterEntry::find(&text);
        near(&text, 3);
    }
}

#[test]
fn a_municipality_outside_the_register_has_no_code_in_a_record() {
    let invented = Municipality {
        name: "Ekvalla kommun".to_owned(),
        code: String::new(),
    };
    let written = serde_json::to_string(&invented).unwrap();
    assert_eq!(written, r#"{"name":"Ekvalla kommun","code":null}"#);
    assert_eq!(
        serde_json::from_str::<Municipality>(&written).unwrap(),
        invented
    );
}
