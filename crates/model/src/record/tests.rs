use expect_test::expect;

use super::*;
use crate::{
    Attendee, Ballot, CaseNumber, Decision, FindingKind, MediaType, NamedVote, Outcome,
    PersonWithParty, Reference, RegisterEntry, Role, Rule, Section, SectionKind, Severity, Sources,
    Span, Vote,
};

fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn text(text: &str) -> Option<String> {
    Some(text.to_owned())
}

/// A record in which every list has an entry.
fn record() -> Record {
    Record {
        schema: SCHEMA,
        document: DocumentFacts {
            sha256: "0a".repeat(32),
            filename: "ks_2022-05-31.pdf".to_owned(),
            media_type: MediaType::Pdf,
            pages: Some(41),
            language: text("sv"),
            kind: DocumentKind::Minutes,
            text_quality: 0.98,
        },
        meeting: meeting(),
        paragraphs: vec![paragraph()],
        findings: vec![Finding::warning(
            FindingKind::NumberSkipped,
            Span::line(Some(3), 71),
            "Mellan § 15 och § 17 saknas § 16.",
        )],
    }
}

fn meeting() -> Meeting {
    Meeting {
        municipality: RegisterEntry::find("1880").map(RegisterEntry::municipality),
        body: text("Kommunstyrelsen"),
        date: Some(date("2022-05-31")),
        start_time: text("14:00"),
        end_time: text("16:30"),
        place: text("Sessionssalen"),
        adjusted_on: Some(date("2022-06-03")),
        secretary: text("Sune Påhitt"),
        adjusters: vec!["Ada Exempel".to_owned()],
        attendees: vec![Attendee {
            name: "Bo Exempel".to_owned(),
            party: text("S"),
            role: Role::ServingSubstitute,
            title: None,
            replaces: text("Ada Exempel"),
            paragraphs: vec![[15, 15]],
        }],
        paragraph_range: Some([15, 18]),
        sources: {
            let mut sources = Sources::default();
            sources.note("municipality", Rule::Stated, Span::default());
            sources
        },
        ..Meeting::default()
    }
}

fn paragraph() -> Paragraph {
    Paragraph {
        number: 15,
        suffix: text("b"),
        label: "KS § 15 b".to_owned(),
        body_prefix: text("KS"),
        title: text("Rapport om gångvägar"),
        case_numbers: vec![CaseNumber::read("Ks 0596/2020").unwrap()],
        case_officers: vec!["Sara Påhitt".to_owned()],
        sections: vec![Section {
            kind: SectionKind::Description,
            heading: text("Ärendebeskrivning"),
            text: "Vägarna har räknats.".to_owned(),
            pages: Some([2, 2]),
            lines: [36, 43],
        }],
        basis: vec!["Tjänsteskrivelse 2022-05-03".to_owned()],
        decision: Some(Decision {
            text: "- Rapporten antecknas.".to_owned(),
            points: vec!["Rapporten antecknas.".to_owned()],
            decided_by: text("Kommunstyrelsen"),
            outcomes: vec![Outcome::Noted, Outcome::ReferredBack],
            as_proposed: Some(true),
        }),
        votes: vec![Vote {
            yes: Some(40),
            no: Some(38),
            abstain: Some(3),
            absent: None,
            meaning_yes: text("bifall"),
            meaning_no: None,
            named: vec![NamedVote {
                name: "Bo Exempel".to_owned(),
                party: text("S"),
                vote: Ballot::Yes,
            }],
        }],
        reservations: vec![PersonWithParty {
            name: "Ada Exempel".to_owned(),
            party: text("M"),
        }],
        recused: vec![PersonWithParty {
            name: "Bo Exempel".to_owned(),
            party: None,
        }],
        sent_to: vec!["Tekniska nämnden".to_owned()],
        adjusted_at_once: true,
        refers_to: vec![Reference {
            body: text("Arbetsutskottet"),
            date: Some(date("2022-05-17")),
            number: 239,
        }],
        pages: Some([2, 3]),
        language: text("sv"),
        sources: {
            let mut sources = Sources::default();
            sources.note("title", Rule::UnderNumber, Span::lines(Some(2), 36, 37));
            sources
        },
    }
}

#[test]
fn a_record_is_written_with_the_contract_s_names_in_its_order() {
    expect![[r#"
        {
          "schema": 1,
          "document": {
            "sha256": "0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a",
            "filename": "ks_2022-05-31.pdf",
            "media_type": "application/pdf",
            "pages": 41,
            "language": "sv",
            "kind": "minutes",
            "text_quality": 0.98
          },
          "municipality": {
            "name": "Örebro kommun",
            "code": "1880"
          },
          "body": "Kommunstyrelsen",
          "date": "2022-05-31",
          "end_date": null,
          "start_time": "14:00",
          "end_time": "16:30",
          "place": "Sessionssalen",
          "adjusted_on": "2022-06-03",
          "posted_on": null,
          "posted_until": null,
          "chair": null,
          "secretary": "Sune Påhitt",
          "adjusters": [
            "Ada Exempel"
          ],
          "attendees": [
            {
              "name": "Bo Exempel",
              "party": "S",
              "role": "serving_substitute",
              "title": null,
              "replaces": "Ada Exempel",
              "paragraphs": [
                [
                  15,
                  15
                ]
              ]
            }
          ],
          "paragraph_range": [
            15,
            18
          ],
          "sources": {
            "municipality": "stated"
          },
          "paragraphs": [
            {
              "number": 15,
              "suffix": "b",
              "label": "KS § 15 b",
              "body_prefix": "KS",
              "title": "Rapport om gångvägar",
              "case_numbers": [
                {
                  "printed": "Ks 0596/2020",
                  "registry": "KS",
                  "year": 2020,
                  "serial": 596,
                  "sub": null,
                  "plan_code": null,
                  "canonical": "KS 2020/596"
                }
              ],
              "case_officers": [
                "Sara Påhitt"
              ],
              "sections": [
                {
                  "kind": "description",
                  "heading": "Ärendebeskrivning",
                  "text": "Vägarna har räknats.",
                  "pages": [
                    2,
                    2
                  ],
                  "lines": [
                    36,
                    43
                  ]
                }
              ],
              "basis": [
                "Tjänsteskrivelse 2022-05-03"
              ],
              "decision": {
                "text": "- Rapporten antecknas.",
                "points": [
                  "Rapporten antecknas."
                ],
                "decided_by": "Kommunstyrelsen",
                "outcomes": [
                  "noted",
                  "referred_back"
                ],
                "as_proposed": true
              },
              "votes": [
                {
                  "yes": 40,
                  "no": 38,
                  "abstain": 3,
                  "absent": null,
                  "meaning_yes": "bifall",
                  "meaning_no": null,
                  "named": [
                    {
                      "name": "Bo Exempel",
                      "party": "S",
                      "vote": "yes"
                    }
                  ]
                }
              ],
              "reservations": [
                {
                  "name": "Ada Exempel",
                  "party": "M"
                }
              ],
              "recused": [
                {
                  "name": "Bo Exempel",
                  "party": null
                }
              ],
              "sent_to": [
                "Tekniska nämnden"
              ],
              "adjusted_at_once": true,
              "refers_to": [
                {
                  "body": "Arbetsutskottet",
                  "date": "2022-05-17",
                  "number": 239
                }
              ],
              "pages": [
                2,
                3
              ],
              "language": "sv",
              "sources": {
                "title": "under_number p2 36-37"
              }
            }
          ],
          "findings": [
            {
              "kind": "number_skipped",
              "severity": "warning",
              "message": "Mellan § 15 och § 17 saknas § 16.",
              "page": 3,
              "lines": [
                71,
                71
              ],
              "paragraph": null,
              "numbers": []
            }
          ]
        }"#]]
    .assert_eq(&serde_json::to_string_pretty(&record()).unwrap());
}

#[test]
fn a_record_that_was_written_is_read_back_whole() {
    let written = serde_json::to_string(&record()).unwrap();
    assert_eq!(serde_json::from_str::<Record>(&written).unwrap(), record());
}

#[test]
fn what_a_document_does_not_show_is_null_or_empty() {
    let unknown = serde_json::to_string(&Meeting::default()).unwrap();
    expect![[r#"{"municipality":null,"body":null,"date":null,"end_date":null,"start_time":null,"end_time":null,"place":null,"adjusted_on":null,"posted_on":null,"posted_until":null,"chair":null,"secretary":null,"adjusters":[],"attendees":[],"paragraph_range":null}"#]].assert_eq(&unknown);
}

#[test]
fn every_kind_bears_the_same_name_in_code_and_in_the_record() {
    let written = |value: serde_json::Value| value.as_str().map(str::to_owned);
    for kind in SectionKind::ALL {
        assert_eq!(
            written(serde_json::to_value(kind).unwrap()).as_deref(),
            Some(kind.name())
        );
    }
    for outcome in Outcome::ALL {
        assert_eq!(
            written(serde_json::to_value(outcome).unwrap()).as_deref(),
            Some(outcome.name())
        );
        assert_eq!(Outcome::from_name(outcome.name()), Some(outcome));
    }
    for media_type in [
        MediaType::Pdf,
        MediaType::PlainText,
        MediaType::Html,
        MediaType::Docx,
        MediaType::Odt,
    ] {
        let name = written(serde_json::to_value(media_type).unwrap());
        assert_eq!(name.as_deref(), Some(media_type.name()));
    }
}

#[test]
fn roles_ballots_and_severities_are_written_in_the_contract_s_words() {
    let roles = [
        Role::Chair,
        Role::ViceChair,
        Role::Member,
        Role::ServingSubstitute,
        Role::Substitute,
        Role::Adjuster,
        Role::Secretary,
        Role::Official,
        Role::Other,
    ];
    let ballots = [Ballot::Yes, Ballot::No, Ballot::Abstain, Ballot::Absent];
    let severities = [Severity::Info, Severity::Warning, Severity::Error];
    let kinds = [
        DocumentKind::Minutes,
        DocumentKind::Extract,
        DocumentKind::NotMinutes,
    ];
    expect![[r#"[["chair","vice_chair","member","serving_substitute","substitute","adjuster","secretary","official","other"],["yes","no","abstain","absent"],["info","warning","error"],["minutes","extract","not_minutes"]]"#]].assert_eq(&serde_json::to_string(&(roles, ballots, severities, kinds)).unwrap());
}
