//! The JSON that programs rely on.

use expect_test::{Expect, expect};
use serde_json::{Value, json};

use super::asking::{get, post, shown};
use super::made::{archive, many_findings};

fn check(address: &str, expected: Expect) {
    let made = archive();
    expected.assert_eq(&shown(&get(&made.app, address)));
}

#[test]
fn a_search_tells_what_it_found_and_how_it_was_read() {
    check(
        "/api/v1/search?q=skolskjuts&municipality=Ekvalla+kommun",
        expect![[r#"
            200
            {
              "facets": {
                "body": [
                  {
                    "count": 1,
                    "label": "Kommunstyrelsen",
                    "value": "kommunstyrelsen"
                  }
                ],
                "municipality": [
                  {
                    "count": 1,
                    "label": "Ekvalla kommun",
                    "value": "ekvalla"
                  }
                ],
                "officer": [
                  {
                    "count": 1,
                    "label": "Ella Mark",
                    "value": "Ella Mark"
                  }
                ],
                "outcome": [
                  {
                    "count": 1,
                    "label": "avslaget",
                    "value": "rejected"
                  }
                ],
                "year": [
                  {
                    "count": 1,
                    "label": "2024",
                    "value": "2024"
                  }
                ]
              },
              "generation": "…",
              "hits": [
                {
                  "body": "Kommunstyrelsen",
                  "case_numbers": [
                    {
                      "canonical": "KS 2023/77",
                      "printed": "KS 2023-00077",
                      "url": "/arende/ekvalla/ks-2023-77"
                    }
                  ],
                  "case_officers": [
                    "Ella Mark"
                  ],
                  "date": "2024-03-05",
                  "highlights": [
                    {
                      "html": "Motion om gratis <mark>skolskjuts</mark>",
                      "section": "title"
                    },
                    {
                      "html": "Motionen vill att alla elever får åka <mark>skolskjuts</mark> utan avgift.",
                      "section": "description"
                    }
                  ],
                  "id": "ekvalla/kommunstyrelsen/2024-03-05/13",
                  "municipality": "Ekvalla kommun",
                  "number": 13,
                  "outcomes": [
                    "rejected"
                  ],
                  "page": 2,
                  "score": "…",
                  "suffix": null,
                  "title": "Motion om gratis skolskjuts",
                  "url": "/ekvalla/kommunstyrelsen/2024-03-05/13"
                }
              ],
              "next": null,
              "query": {
                "did_you_mean": null,
                "filters": {
                  "municipality": [
                    "ekvalla"
                  ]
                },
                "notes": [],
                "relaxed": false,
                "typed": "skolskjuts",
                "understood": "skolskjuts"
              },
              "sequence": 6,
              "total": 1
            }"#]],
    );
}

#[test]
fn a_paragraph_comes_with_its_source_its_versions_and_its_cases() {
    check(
        "/api/v1/paragraphs/ekvalla/kommunstyrelsen/2024-03-05/12",
        expect![[r#"
            200
            {
              "adjusted_at_once": false,
              "basis": [
                "Tjänsteskrivelse 2024-02-12",
                "Plankarta"
              ],
              "body": "Kommunstyrelsen",
              "body_prefix": null,
              "case_numbers": [
                {
                  "canonical": "KS 2023/118",
                  "plan_code": null,
                  "printed": "KS 118/2023",
                  "registry": "KS",
                  "serial": 118,
                  "sub": null,
                  "url": "/arende/ekvalla/ks-2023-118",
                  "year": 2023
                }
              ],
              "case_officers": [
                "Ella Mark",
                "Per Åkerö"
              ],
              "changed_at": "…",
              "citation": "Kommunstyrelsen i Ekvalla kommun, 2024-03-05, § 12 (dnr KS 118/2023)",
              "date": "2024-03-05",
              "decision": {
                "as_proposed": false,
                "decided_by": "Kommunstyrelsen",
                "outcomes": [
                  "recommended",
                  "adopted"
                ],
                "points": [
                  "Detaljplanen för Sjöbacken antas.",
                  "Planavgift tas ut."
                ],
                "text": "Kommunstyrelsen föreslår kommunfullmäktige besluta\n\n1. Detaljplanen för Sjöbacken antas.\n2. Planavgift tas ut."
              },
              "findings": [],
              "id": "ekvalla/kommunstyrelsen/2024-03-05/12",
              "label": "§ 12",
              "language": "sv",
              "meeting": {
                "id": "ekvalla/kommunstyrelsen/2024-03-05",
                "url": "/ekvalla/kommunstyrelsen/2024-03-05"
              },
              "municipality": {
                "code": null,
                "name": "Ekvalla kommun",
                "short_name": "ekvalla"
              },
              "number": 12,
              "pages": [
                2,
                3
              ],
              "recused": [],
              "refers_to": [],
              "reservations": [
                {
                  "name": "Siv Ask",
                  "party": "M"
                }
              ],
              "sections": [
                {
                  "heading": "Ärendebeskrivning",
                  "kind": "description",
                  "lines": [
                    10,
                    14
                  ],
                  "pages": [
                    2,
                    3
                  ],
                  "text": "Planen ger plats för åttio bostäder och en förskola vid sjön."
                },
                {
                  "heading": "Förslag till beslut",
                  "kind": "proposal",
                  "lines": [
                    10,
                    14
                  ],
                  "pages": [
                    2,
                    3
                  ],
                  "text": "Detaljplanen för Sjöbacken antas."
                },
                {
                  "heading": "Yrkanden",
                  "kind": "motions",
                  "lines": [
                    10,
                    14
                  ],
                  "pages": [
                    2,
                    3
                  ],
                  "text": "Siv Ask (M) yrkar avslag."
                },
                {
                  "heading": "Beslut",
                  "kind": "decision",
                  "lines": [
                    10,
                    14
                  ],
                  "pages": [
                    2,
                    3
                  ],
                  "text": "Kommunstyrelsen föreslår kommunfullmäktige besluta\n\n1. Detaljplanen för Sjöbacken antas.\n2. Planavgift tas ut."
                }
              ],
              "sent_to": [
                "Byggnadsnämnden"
              ],
              "source": {
                "filename": "ks 2024-03-05.pdf",
                "media_type": "application/pdf",
                "original": "/api/v1/documents/88abaa18ac47519b01cc04265ee8c9d7e1c9a646eb1efa2fc15375567c0d9398/original",
                "page": 2,
                "received_at": "2024-06-01T08:00:00Z",
                "sha256": "88abaa18ac47519b01cc04265ee8c9d7e1c9a646eb1efa2fc15375567c0d9398",
                "source_url": "https://ekvalla.example.org/0.pdf",
                "url": "/api/v1/documents/88abaa18ac47519b01cc04265ee8c9d7e1c9a646eb1efa2fc15375567c0d9398"
              },
              "suffix": null,
              "title": "Detaljplan för Sjöbacken",
              "url": "/ekvalla/kommunstyrelsen/2024-03-05/12",
              "versions": [
                {
                  "current": true,
                  "document": "/api/v1/documents/88abaa18ac47519b01cc04265ee8c9d7e1c9a646eb1efa2fc15375567c0d9398",
                  "filename": "ks 2024-03-05.pdf",
                  "kind": "minutes",
                  "received_at": "2024-06-01T08:00:00Z",
                  "sha256": "88abaa18ac47519b01cc04265ee8c9d7e1c9a646eb1efa2fc15375567c0d9398",
                  "url": "/ekvalla/kommunstyrelsen/2024-03-05/12"
                },
                {
                  "current": false,
                  "document": "/api/v1/documents/9e3684e69c7855dbfc89b0deb46735a4ca4b610bce01299677273b08a1454a84",
                  "filename": "utdrag §12.pdf",
                  "kind": "extract",
                  "received_at": "2024-06-01T08:02:00Z",
                  "sha256": "9e3684e69c7855dbfc89b0deb46735a4ca4b610bce01299677273b08a1454a84",
                  "url": "/ekvalla/kommunstyrelsen/2024-03-05/12?fil=9e3684e69c7855dbfc89b0deb46735a4ca4b610bce01299677273b08a1454a84"
                }
              ],
              "votes": []
            }"#]],
    );
}

#[test]
fn a_paragraph_leads_to_the_earlier_ones_that_it_names() {
    let made = archive();
    let paragraph = get(
        &made.app,
        "/api/v1/paragraphs/ekvalla/kommunfullmaktige/2024-03-25/40",
    )
    .json();
    expect![[r#"[{"body":"Kommunstyrelsen","date":"2024-03-05","number":12,"url":"/ekvalla/kommunstyrelsen/2024-03-05/12"}]"#]].assert_eq(&paragraph["refers_to"].to_string());
}

#[test]
fn a_meeting_tells_its_cover_its_people_and_its_paragraphs() {
    check(
        "/api/v1/meetings/ekvalla/kommunfullmaktige/2024-03-25",
        expect![[r#"
            200
            {
              "adjusted_on": "2024-03-25",
              "adjusters": [
                "Siv Ask"
              ],
              "attendees": [
                {
                  "name": "Vera Lind",
                  "paragraphs": [],
                  "party": "S",
                  "replaces": null,
                  "role": "chair",
                  "title": null
                },
                {
                  "name": "Siv Ask",
                  "paragraphs": [
                    [
                      12,
                      13
                    ]
                  ],
                  "party": "M",
                  "replaces": null,
                  "role": "member",
                  "title": null
                },
                {
                  "name": "Moa Rud",
                  "paragraphs": [
                    [
                      14,
                      14
                    ]
                  ],
                  "party": "C",
                  "replaces": "Siv Ask",
                  "role": "serving_substitute",
                  "title": null
                },
                {
                  "name": "Otto Berg",
                  "paragraphs": [],
                  "party": null,
                  "replaces": null,
                  "role": "secretary",
                  "title": "nämndsekreterare"
                }
              ],
              "body": "Kommunfullmäktige",
              "chair": "Vera Lind",
              "date": "2024-03-25",
              "documents": [
                {
                  "filename": "kf_2024-03-25.pdf",
                  "kind": "minutes",
                  "media_type": "application/pdf",
                  "paragraphs": 1,
                  "received_at": "2024-06-01T08:01:00Z",
                  "sha256": "60034e7149a13923114293b28435d008e42c343324e742cddac53802575cc780",
                  "status": "indexed",
                  "url": "/api/v1/documents/60034e7149a13923114293b28435d008e42c343324e742cddac53802575cc780"
                }
              ],
              "end_date": null,
              "end_time": "15:30",
              "findings": [],
              "id": "ekvalla/kommunfullmaktige/2024-03-25",
              "municipality": {
                "code": null,
                "name": "Ekvalla kommun",
                "short_name": "ekvalla"
              },
              "paragraph_range": null,
              "paragraphs": [
                {
                  "case_numbers": [
                    {
                      "canonical": "KS 2023/118",
                      "plan_code": null,
                      "printed": "KS 2023/118",
                      "registry": "KS",
                      "serial": 118,
                      "sub": null,
                      "url": "/arende/ekvalla/ks-2023-118",
                      "year": 2023
                    }
                  ],
                  "id": "ekvalla/kommunfullmaktige/2024-03-25/40",
                  "number": 40,
                  "outcomes": [
                    "adopted"
                  ],
                  "suffix": null,
                  "title": "Detaljplan för Sjöbacken, antagande",
                  "url": "/ekvalla/kommunfullmaktige/2024-03-25/40"
                }
              ],
              "place": "Sessionssalen",
              "posted_on": null,
              "posted_until": null,
              "secretary": "Otto Berg",
              "start_time": "13:00",
              "url": "/ekvalla/kommunfullmaktige/2024-03-25"
            }"#]],
    );
}

#[test]
fn a_document_that_is_not_searchable_says_why() {
    let made = archive();
    let address = format!("/api/v1/documents/{}", made.document("utan datum.pdf"));
    let document = get(&made.app, &address).json();
    assert_eq!(
        (document["status"].as_str(), document["code"].as_str()),
        (Some("needs_facts"), Some("needs_facts"))
    );
    assert_eq!(document["meeting"], json!(null));
    assert_eq!(document["facts"]["body"], "Kommunstyrelsen");
}

#[test]
fn an_original_comes_as_it_was_received() {
    let made = archive();
    let answer = get(
        &made.app,
        &format!(
            "/api/v1/documents/{}/original",
            made.document("ks 2024-03-05.pdf")
        ),
    );
    assert_eq!(answer.body, b"%PDF-1.7 made 0 ks 2024-03-05.pdf");
    assert_eq!(answer.header("content-type"), "application/pdf");
    assert_eq!(answer.header("content-length"), "33");
    expect![[r#"attachment; filename="ks 2024-03-05.pdf"; filename*=UTF-8''ks%202024-03-05.pdf"#]]
        .assert_eq(answer.header("content-disposition"));
}

#[test]
fn a_case_goes_through_all_bodies_in_time_order_by_any_spelling() {
    let made = archive();
    for spelling in [
        "ks-2023-118",
        "KS%202023%2F118",
        "Ks%20118/2023",
        "ks/2023:00118",
        "dnr%202023-118",
    ] {
        for municipality in ["ekvalla", "Ekvalla%20kommun"] {
            let case = get(
                &made.app,
                &format!("/api/v1/cases/{municipality}/{spelling}"),
            )
            .json();
            assert_eq!(
                case["case_number"], "KS 2023/118",
                "{municipality}/{spelling}"
            );
            let ids: Vec<_> = case["paragraphs"]
                .as_array()
                .unwrap()
                .iter()
                .map(|one| one["id"].as_str().unwrap())
                .collect();
            assert_eq!(
                ids,
                [
                    "ekvalla/kommunstyrelsen/2024-03-05/12",
                    "ekvalla/kommunfullmaktige/2024-03-25/40"
                ]
            );
        }
    }
}

#[test]
fn many_numbers_are_answered_in_the_order_asked() {
    let made = archive();
    let numbers = json!({ "numbers": ["KS 2023-00077", "118/2023", "nonsens"] });
    expect![[r#"
        200
        {
          "results": [
            {
              "candidates": [
                {
                  "case_number": "KS 2023/77",
                  "exact": true,
                  "latest": {
                    "body": "Kommunstyrelsen",
                    "date": "2024-03-05",
                    "decision": "Motionen avslås.",
                    "id": "ekvalla/kommunstyrelsen/2024-03-05/13",
                    "number": 13,
                    "outcomes": [
                      "rejected"
                    ],
                    "suffix": null,
                    "title": "Motion om gratis skolskjuts",
                    "url": "/ekvalla/kommunstyrelsen/2024-03-05/13"
                  },
                  "municipality": "ekvalla",
                  "paragraphs": 1,
                  "url": "/arende/ekvalla/ks-2023-77"
                }
              ],
              "status": "found",
              "typed": "KS 2023-00077"
            },
            {
              "candidates": [
                {
                  "case_number": "KS 2023/118",
                  "exact": true,
                  "latest": {
                    "body": "Kommunfullmäktige",
                    "date": "2024-03-25",
                    "decision": "Detaljplanen för Sjöbacken antas.",
                    "id": "ekvalla/kommunfullmaktige/2024-03-25/40",
                    "number": 40,
                    "outcomes": [
                      "adopted"
                    ],
                    "suffix": null,
                    "title": "Detaljplan för Sjöbacken, antagande",
                    "url": "/ekvalla/kommunfullmaktige/2024-03-25/40"
                  },
                  "municipality": "ekvalla",
                  "paragraphs": 2,
                  "url": "/arende/ekvalla/ks-2023-118"
                },
                {
                  "case_number": "KS 2023/118",
                  "exact": true,
                  "latest": {
                    "body": "Kommunstyrelsen",
                    "date": "2023-10-10",
                    "decision": "Informationen läggs till handlingarna.",
                    "id": "strandkoping/kommunstyrelsen/2023-10-10/7",
                    "number": 7,
                    "outcomes": [
                      "noted"
                    ],
                    "suffix": null,
                    "title": "Bygglov för båthus",
                    "url": "/strandkoping/kommunstyrelsen/2023-10-10/7"
                  },
                  "municipality": "strandkoping",
                  "paragraphs": 1,
                  "url": "/arende/strandkoping/ks-2023-118"
                }
              ],
              "status": "ambiguous",
              "typed": "118/2023"
            },
            {
              "candidates": [],
              "status": "not_found",
              "typed": "nonsens"
            }
          ]
        }"#]]
    .assert_eq(&shown(&post(&made.app, "/api/v1/cases/lookup", &numbers)));
    let one = json!({ "numbers": ["118/2023"], "municipality": "Strandköpings kommun" });
    let answer = post(&made.app, "/api/v1/cases/lookup", &one).json();
    assert_eq!(answer["results"][0]["status"], "found");
    assert_eq!(
        answer["results"][0]["candidates"][0]["url"],
        "/arende/strandkoping/ks-2023-118"
    );
}

#[test]
fn officers_are_not_listed_without_a_name_to_look_for() {
    let made = archive();
    for address in [
        "/api/v1/officers",
        "/api/v1/officers?q=",
        "/api/v1/officers?q=%20",
    ] {
        let answer = get(&made.app, address);
        assert_eq!(answer.status, 400, "{address}");
        assert_eq!(answer.json()["code"], "missing_parameter", "{address}");
        assert_eq!(answer.json()["parameter"], "q", "{address}");
    }
    let description = get(&made.app, "/api/v1/openapi.json").json();
    let parameters = &description["paths"]["/api/v1/officers"]["get"]["parameters"];
    assert_eq!(parameters[0]["required"], true);
}

#[test]
fn officers_are_found_by_the_beginnings_of_their_names() {
    check(
        "/api/v1/officers?q=el+ma",
        expect![[r#"
        200
        {
          "officers": [
            {
              "first": "2024-03-05",
              "last": "2024-03-25",
              "municipality": "ekvalla",
              "name": "Ella Mark",
              "paragraphs": 3,
              "url": "/sok?handlaggare=Ella%20Mark&kommun=ekvalla"
            }
          ]
        }"#]],
    );
}

#[test]
fn the_status_tells_what_is_held_and_what_is_missing() {
    check(
        "/api/v1/status",
        expect![[r#"
            200
            {
              "archive_sequence": 6,
              "bodies": [
                {
                  "body": "Kommunfullmäktige",
                  "body_slug": "kommunfullmaktige",
                  "documents": 1,
                  "first_meeting": "2024-03-25",
                  "gaps": [
                    {
                      "after": null,
                      "before": "2024-03-25",
                      "extracts_only": [],
                      "first": 1,
                      "last": 39,
                      "meeting": null,
                      "place": "before_first_meeting",
                      "year": 2024
                    }
                  ],
                  "last_ingest": "2024-06-01T08:01:00Z",
                  "last_meeting": "2024-03-25",
                  "meetings": 1,
                  "municipality": {
                    "code": null,
                    "name": "Ekvalla kommun",
                    "short_name": "ekvalla"
                  },
                  "paragraphs": 1,
                  "url": "/ekvalla/kommunfullmaktige",
                  "years": [
                    {
                      "gaps": [
                        {
                          "after": null,
                          "before": "2024-03-25",
                          "extracts_only": [],
                          "first": 1,
                          "last": 39,
                          "meeting": null,
                          "place": "before_first_meeting",
                          "year": 2024
                        }
                      ],
                      "meetings": 1,
                      "named_meetings": [],
                      "numbering": "through_year",
                      "paragraphs": 1,
                      "published_separately": [],
                      "year": 2024
                    }
                  ]
                },
                {
                  "body": "Kommunstyrelsen",
                  "body_slug": "kommunstyrelsen",
                  "documents": 2,
                  "first_meeting": "2024-03-05",
                  "gaps": [
                    {
                      "after": null,
                      "before": "2024-03-05",
                      "extracts_only": [],
                      "first": 1,
                      "last": 11,
                      "meeting": null,
                      "place": "before_first_meeting",
                      "year": 2024
                    }
                  ],
                  "last_ingest": "2024-06-01T08:02:00Z",
                  "last_meeting": "2024-03-05",
                  "meetings": 1,
                  "municipality": {
                    "code": null,
                    "name": "Ekvalla kommun",
                    "short_name": "ekvalla"
                  },
                  "paragraphs": 3,
                  "url": "/ekvalla/kommunstyrelsen",
                  "years": [
                    {
                      "gaps": [
                        {
                          "after": null,
                          "before": "2024-03-05",
                          "extracts_only": [],
                          "first": 1,
                          "last": 11,
                          "meeting": null,
                          "place": "before_first_meeting",
                          "year": 2024
                        }
                      ],
                      "meetings": 1,
                      "named_meetings": [],
                      "numbering": "through_year",
                      "paragraphs": 3,
                      "published_separately": [],
                      "year": 2024
                    }
                  ]
                },
                {
                  "body": "Kommunstyrelsen",
                  "body_slug": "kommunstyrelsen",
                  "documents": 1,
                  "first_meeting": "2023-10-10",
                  "gaps": [
                    {
                      "after": null,
                      "before": "2023-10-10",
                      "extracts_only": [],
                      "first": 1,
                      "last": 6,
                      "meeting": null,
                      "place": "before_first_meeting",
                      "year": 2023
                    }
                  ],
                  "last_ingest": "2024-06-01T08:03:00Z",
                  "last_meeting": "2023-10-10",
                  "meetings": 1,
                  "municipality": {
                    "code": null,
                    "name": "Strandköpings kommun",
                    "short_name": "strandkoping"
                  },
                  "paragraphs": 1,
                  "url": "/strandkoping/kommunstyrelsen",
                  "years": [
                    {
                      "gaps": [
                        {
                          "after": null,
                          "before": "2023-10-10",
                          "extracts_only": [],
                          "first": 1,
                          "last": 6,
                          "meeting": null,
                          "place": "before_first_meeting",
                          "year": 2023
                        }
                      ],
                      "meetings": 1,
                      "named_meetings": [],
                      "numbering": "through_year",
                      "paragraphs": 1,
                      "published_separately": [],
                      "year": 2023
                    }
                  ]
                },
                {
                  "body": "Socialnämnden",
                  "body_slug": "socialnamnden",
                  "documents": 1,
                  "first_meeting": "2023-11-14",
                  "gaps": [],
                  "last_ingest": "2024-06-01T08:04:00Z",
                  "last_meeting": "2023-11-14",
                  "meetings": 1,
                  "municipality": {
                    "code": null,
                    "name": "Strandköpings kommun",
                    "short_name": "strandkoping"
                  },
                  "paragraphs": 1,
                  "url": "/strandkoping/socialnamnden",
                  "years": [
                    {
                      "gaps": [],
                      "meetings": 1,
                      "named_meetings": [],
                      "numbering": "unknown",
                      "paragraphs": 1,
                      "published_separately": [],
                      "year": 2023
                    }
                  ]
                }
              ],
              "counts": {
                "bodies": 4,
                "failed": 1,
                "incomplete": 0,
                "indexed": 5,
                "left_out": 0,
                "meetings": 4,
                "municipalities": 2,
                "needs_facts": 1,
                "not_minutes": 1,
                "paragraphs": 6,
                "waiting": 0,
                "withdrawn": 0,
                "withdrawn_paragraphs": 0
              },
              "generation": "…",
              "indexed_sequence": 6,
              "kept_back": {
                "hidden_kinds": [],
                "left_out": [],
                "masked_numbers": 1,
                "with_hidden_text": 0,
                "with_masked_numbers": 1,
                "withheld_originals": 2
              },
              "problems": [
                {
                  "code": "damaged",
                  "filename": "trasig.pdf",
                  "message": "the file is damaged",
                  "received_at": "2024-06-02T08:00:00Z",
                  "sha256": "f526795c95399cea27c055c842c3d6ab018ed0fa4f66f701c28ab22dec28237b",
                  "status": "failed",
                  "url": "/api/v1/documents/f526795c95399cea27c055c842c3d6ab018ed0fa4f66f701c28ab22dec28237b"
                },
                {
                  "code": "needs_facts",
                  "filename": "utan datum.pdf",
                  "message": "date not known; state it in a facts.toml beside the file",
                  "received_at": "2024-06-01T08:06:00Z",
                  "sha256": "83e378f0e4f77c97fdec5106335fbe2ce9fe87355a5cab9140130ff3998ee386",
                  "status": "needs_facts",
                  "url": "/api/v1/documents/83e378f0e4f77c97fdec5106335fbe2ce9fe87355a5cab9140130ff3998ee386"
                },
                {
                  "code": "not_minutes",
                  "filename": "kallelse.pdf",
                  "message": "not minutes",
                  "received_at": "2024-06-01T08:05:00Z",
                  "sha256": "7c6f3b7e351421191c2ce865bee551e84103bb2594a7d106d8c6a52d8f54b19c",
                  "status": "not_minutes",
                  "url": "/api/v1/documents/7c6f3b7e351421191c2ce865bee551e84103bb2594a7d106d8c6a52d8f54b19c"
                }
              ],
              "searchable_paragraphs": 6,
              "version": "0.1.0",
              "waiting_for_space": null
            }"#]],
    );
}

#[test]
fn the_status_of_a_year_leaves_out_bodies_without_it() {
    let made = archive();
    let bodies = |address: &str| -> Vec<String> {
        let status = get(&made.app, address).json();
        let bodies = status["bodies"].as_array().unwrap().clone();
        bodies
            .iter()
            .map(|body| body["url"].as_str().unwrap().to_owned())
            .collect()
    };
    assert_eq!(
        bodies("/api/v1/status?year=2023&municipality=strandkoping&body=socialnamnden"),
        ["/strandkoping/socialnamnden"]
    );
    assert_eq!(
        bodies("/api/v1/status?year=2024"),
        ["/ekvalla/kommunfullmaktige", "/ekvalla/kommunstyrelsen"]
    );
    let refused = get(&made.app, "/api/v1/status?municipality=ekvala");
    assert_eq!(refused.status, 400);
    assert_eq!(refused.json()["legal"][0], "ekvalla");
    assert_eq!(get(&made.app, "/api/v1/status?q=x").status, 400);
}

#[test]
fn findings_are_filtered_counted_and_paged() {
    let made = many_findings();
    let first = get(
        &made.app,
        "/api/v1/findings?kind=decision_missing&municipality=Ekvalla%20kommun&from=2022&size=2",
    )
    .json();
    assert_eq!(first["total"], 3);
    assert_eq!(first["kinds"][0]["kind"], "decision_missing");
    assert_eq!(first["kinds"][0]["info"], 3);
    assert_eq!(first["kinds"][1]["kind"], "title_missing");
    assert_eq!(
        first["findings"][0]["paragraph"]["id"],
        "ekvalla/byggnadsnamnden/2022-05-10/1"
    );
    assert_eq!(first["findings"][0]["meeting"]["date"], "2022-05-10");
    let next = first["next"].as_str().unwrap();
    let second = get(
        &made.app,
        &format!("/api/v1/findings?kind=decision_missing&size=2&cursor={next}"),
    )
    .json();
    assert_eq!(second["findings"].as_array().unwrap().len(), 1);
    assert_eq!(second["next"], Value::Null);
    let none = get(&made.app, "/api/v1/findings?kind=decision_missing&to=2021").json();
    assert_eq!(none["total"], 0);
}

#[test]
fn what_findings_cannot_be_asked_for_is_refused_by_name() {
    let made = archive();
    for (asked, parameter, code, legal) in [
        ("kind=decision", "kind", "unknown_value", "decision_missing"),
        ("severity=bad", "severity", "unknown_value", "warning"),
        ("sort=newest", "sort", "unknown_parameter", "kind"),
        (
            "municipality=ekvala",
            "municipality",
            "unknown_value",
            "ekvalla",
        ),
    ] {
        let answer = get(&made.app, &format!("/api/v1/findings?{asked}"));
        assert_eq!(answer.status, 400, "{asked}");
        let problem = answer.json();
        assert_eq!(problem["parameter"], parameter);
        assert_eq!(problem["code"], code);
        let names = problem["legal"].as_array().unwrap();
        assert!(names.contains(&json!(legal)), "{asked}: {names:?}");
    }
    for cursor in ["x", "1.2", "1.2.3.4", "9223372036854775808.1.1"] {
        let answer = get(&made.app, &format!("/api/v1/findings?cursor={cursor}"));
        assert_eq!(answer.json()["code"], "invalid_cursor", "{cursor}");
    }
}
