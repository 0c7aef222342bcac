use proptest::prelude::*;

use super::*;

fn date() -> NaiveDate {
    NaiveDate::from_ymd_opt(2022, 5, 31).unwrap()
}

#[test]
fn a_slug_keeps_letters_without_their_marks() {
    let cases = [
        (
            "Kommunstyrelsens utskott för socialt förebyggande arbete",
            "kommunstyrelsens-utskott-for-socialt-forebyggande-arbete",
        ),
        (
            "Barn- och utbildningsnämnden",
            "barn-och-utbildningsnamnden",
        ),
        ("Åse ÄRLIG Öberg", "ase-arlig-oberg"),
        ("a\u{308}rende", "arende"),
        ("kommun\u{ad}styrelsen", "kommunstyrelsen"),
        ("Müller Straße, Łódź & Þór", "muller-strasse-lodz-thor"),
        (
            "Æbleø, İzmir, cœur, Đorđe, Nguyễn",
            "ableo-izmir-coeur-dorde-nguyen",
        ),
        ("  (Nämnd 2)  ", "namnd-2"),
        ("§", ""),
        ("", ""),
        ("Город", ""),
    ];
    for (text, expected) in cases {
        assert_eq!(slug(text), expected, "{text}");
    }
}

#[test]
fn every_marked_letter_stands_under_one_plain_letter() {
    for (at, (_, marked)) in PLAIN_LETTERS.iter().enumerate() {
        for letter in marked.chars() {
            let again = PLAIN_LETTERS
                .iter()
                .position(|(_, others)| others.contains(letter));
            assert_eq!(again, Some(at), "{letter}");
        }
    }
}

#[test]
fn a_paragraph_s_id_is_made_from_municipality_body_date_and_number() {
    let meeting = MeetingId::from_parts("orebro", "kommunstyrelsen", date());
    assert_eq!(meeting.as_str(), "orebro/kommunstyrelsen/2022-05-31");
    let id = ParagraphId::parse("orebro/kommunstyrelsen/2022-05-31/3b").unwrap();
    assert_eq!(id.meeting(), meeting);
    assert_eq!(id.to_string(), "orebro/kommunstyrelsen/2022-05-31/3b");
}

#[test]
fn a_meeting_without_municipality_body_or_date_has_no_id() {
    let whole = Meeting {
        municipality: Some(crate::Municipality {
            name: "Håbo kommun".to_owned(),
            code: "0305".to_owned(),
        }),
        body: Some("Kommunfullmäktige".to_owned()),
        date: Some(date()),
        ..Meeting::default()
    };
    let id = |meeting: &Meeting| MeetingId::of(meeting).map(|id| id.to_string());
    assert_eq!(
        id(&whole).as_deref(),
        Some("haabo/kommunfullmaktige/2022-05-31")
    );
    assert_eq!(
        id(&Meeting {
            municipality: None,
            ..whole.clone()
        }),
        None
    );
    assert_eq!(
        id(&Meeting {
            body: None,
            ..whole.clone()
        }),
        None
    );
    assert_eq!(
        id(&Meeting {
            date: None,
            ..whole.clone()
        }),
        None
    );
    assert_eq!(
        id(&Meeting {
            body: Some("…".to_owned()),
            ..whole.clone()
        }),
        None
    );
    let unnamed = crate::Municipality {
        name: "…".to_owned(),
        code: String::new(),
    };
    assert_eq!(
        id(&Meeting {
            municipality: Some(unnamed),
            ..whole
        }),
        None
    );
}

#[test]
fn what_has_not_the_form_of_an_id_is_refused() {
    let texts = [
        "",
        "orebro/kommunstyrelsen/2022-05-31",
        "orebro/kommunstyrelsen/2022-05-31/",
        "orebro/kommunstyrelsen/2022-05-31/b",
        "orebro/kommunstyrelsen/2022-05-31/15/2",
        "orebro/kommunstyrelsen/2022-5-31/15",
        "orebro/kommunstyrelsen/2022-02-30/15",
        "orebro/kommunstyrelsen/igår/15",
        "Orebro/kommunstyrelsen/2022-05-31/15",
        "örebro/kommunstyrelsen/2022-05-31/15",
        "orebro/-/2022-05-31/15",
        "orebro/kommun--styrelsen/2022-05-31/15",
        "../kommunstyrelsen/2022-05-31/15",
    ];
    for text in texts {
        assert_eq!(ParagraphId::parse(text), None, "{text}");
    }
}

proptest! {
    #[test]
    fn a_slug_is_empty_or_plain_and_its_own_slug(text in "(\\PC|[åäöÅÄÖ -]|[a-zA-Z0-9]){0,30}") {
        let slug_of_text = slug(&text);
        prop_assert!(slug_of_text.is_empty() || is_slug(&slug_of_text), "{}", slug_of_text);
        prop_assert_eq!(slug(&slug_of_text), slug_of_text);
    }

    #[test]
    fn an_id_that_is_made_is_an_id_that_is_read(
        municipality in "[a-zåäöA-Z]{1,12}",
        body in "[A-ZÅÄÖ][a-zåäö, -]{0,20}",
        suffix in proptest::option::of("[a-z]"),
        number in 0_u32..2000,
    ) {
        let meeting = MeetingId::from_parts(&municipality, &body, date());
        let id = format!("{meeting}/{number}{}", suffix.unwrap_or_default());
        prop_assert_eq!(ParagraphId::parse(&id).map(|id| id.meeting()), Some(meeting));
    }
}
