//! A small archive made by hand: invented minutes of invented places.

use chrono::{DateTime, Utc};
use paragraf_archive::{Archive, Incoming, Order, ReadResult, Subject};
use paragraf_index::{IndexWriter, IndexedParagraph};
use paragraf_model::Record;
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::{App, Config};

/// An application over a folder of its own.
pub struct Made {
    pub app: App,
    folder: TempDir,
}

/// Minutes of two invented municipalities: a matter on its way from board to council, its number in another
/// municipality too, an extract, and files that cannot be searched.
pub fn archive() -> Made {
    let board = minutes("Ekvalla kommun", "Kommunstyrelsen", "2024-03-05")
        .paragraph(12, "Detaljplan för Sjöbacken", detail_plan())
        .paragraph(13, "Motion om gratis skolskjuts", motion())
        .paragraph(14, "Anmälningsärenden", notices());
    let council = minutes("Ekvalla kommun", "Kommunfullmäktige", "2024-03-25").paragraph(
        40,
        "Detaljplan för Sjöbacken, antagande",
        adoption(),
    );
    let extract = minutes("Ekvalla kommun", "Kommunstyrelsen", "2024-03-05")
        .kind("extract")
        .paragraph(12, "Detaljplan för Sjöbacken", detail_plan());
    let elsewhere = minutes("Strandköpings kommun", "Kommunstyrelsen", "2023-10-10").paragraph(
        7,
        "Bygglov för båthus",
        same_number_elsewhere(),
    );
    let masked = minutes("Strandköpings kommun", "Socialnämnden", "2023-11-14")
        .paragraph(3, "Avgifter i hemtjänsten", json!({}))
        .finding("personal_number_masked", "Ett personnummer har dolts.");
    let not_minutes =
        minutes("Ekvalla kommun", "Kommunstyrelsen", "2024-03-01").kind("not_minutes");
    let mut no_date = minutes("Ekvalla kommun", "Kommunstyrelsen", "2024-03-01");
    no_date.record["date"] = Value::Null;
    made(&[
        ("ks 2024-03-05.pdf", &board),
        ("kf_2024-03-25.pdf", &council),
        ("utdrag §12.pdf", &extract),
        ("ks_strand.pdf", &elsewhere),
        ("sn.pdf", &masked),
        ("kallelse.pdf", &not_minutes),
        ("utan datum.pdf", &no_date),
    ])
}

/// The same archive where outside search engines may list records.
pub fn indexable() -> Made {
    let mut made = archive();
    let config = Config {
        indexable: true,
        ..made.app.config().clone()
    };
    made.app = App::open(config).unwrap();
    made
}

/// A case whose decision holds a masked number, where outside search engines may list records.
pub fn masked_case() -> Made {
    let decision = "Ersättning till ●●●●●●●●-●●●● beviljas.";
    let minutes = minutes("Ekvalla kommun", "Kommunstyrelsen", "2024-03-05").paragraph(
        1,
        "Ersättning",
        json!({
            "case_numbers": [case_number("KS", 2024, 9, "KS 2024/9")],
            "sections": [section("decision", "Beslut", decision)],
            "decision": { "text": decision, "points": [decision], "decided_by": null, "outcomes": ["granted"],
                          "as_proposed": null },
        }),
    );
    let mut made = made(&[("ks.pdf", &minutes)]);
    let config = Config {
        indexable: true,
        ..made.app.config().clone()
    };
    made.app = App::open(config).unwrap();
    made
}

/// The same with strings in every field that a page or a file may take for something else than text.
pub fn hostile() -> Made {
    let evil = "<script>alert(1)</script>";
    let minutes = minutes("Ekvalla kommun", "Kommunstyrelsen", "2024-03-05")
        .paragraph(
            1,
            evil,
            json!({
                "case_numbers": [case_number("KS", 2024, 1, "KS<img src=x> 2024/1")],
                "case_officers": ["=cmd|' /C calc'!A0", "\"><svg onload=alert(1)>"],
                "sections": [
                    section("decision", "<b onmouseover=alert(1)>Beslut", "@SUM(1+1) & <i>avslag</i>\n- </main><script>x</script>"),
                    section("other", "\u{202e}Övrigt", "bygglov </textarea> 'x' \"y\""),
                ],
                "decision": { "text": "@SUM(1+1) & <i>avslag</i>", "points": [], "decided_by": evil,
                              "outcomes": ["rejected"], "as_proposed": null },
                "reservations": [{ "name": evil, "party": evil }],
                "votes": [{ "yes": 1, "no": 2, "abstain": null, "absent": null, "meaning_yes": evil, "meaning_no": null,
                            "named": [{ "name": evil, "party": null, "vote": "yes" }] }],
                "refers_to": [{ "body": evil, "date": null, "number": 3 }],
            }),
        )
        .finding("line_unplaced", evil);
    made(&[("\"><img src=x onerror=alert(1)>\r\nX-Evil: 1.pdf", &minutes)])
}

/// The same with one paragraph for each of these texts, which stands wherever a text can stand.
pub fn hostile_with(texts: &[String]) -> Made {
    let first = texts.first().map_or("", String::as_str);
    let mut minutes = minutes("Ekvalla kommun", &format!("Nämnden {first}"), "2024-03-05");
    for (number, text) in (1..).zip(texts) {
        minutes = minutes
            .paragraph(
                number,
                text,
                json!({
                    "case_numbers": [case_number("KS", 2024, number, &format!("KS 2024/{number}{text}"))],
                    "case_officers": [text, format!("Ella {text}")],
                    "sections": [
                        section("description", text, &format!("bygglov {text}\n- {text}\n1. {text} bygglov")),
                        section("decision", text, text),
                        section("reservation", text, text),
                    ],
                    "basis": [text],
                    "decision": { "text": text, "points": [text], "decided_by": text, "outcomes": ["rejected"],
                                  "as_proposed": null },
                    "reservations": [{ "name": text, "party": text }],
                    "recused": [{ "name": text, "party": text }],
                    "votes": [{ "yes": 1, "no": 2, "abstain": null, "absent": null, "meaning_yes": text,
                                "meaning_no": text, "named": [{ "name": text, "party": text, "vote": "yes" }] }],
                    "sent_to": [text],
                    "refers_to": [{ "body": text, "date": null, "number": 3 }],
                }),
            )
            .finding("line_unplaced", text);
    }
    for name in ["place", "chair", "secretary"] {
        minutes.record[name] = json!(first);
    }
    made(&[(first, &minutes)])
}

/// Minutes with this many paragraphs, for what must hold of many.
pub fn many(paragraphs: u32) -> Made {
    let mut minutes = minutes("Ekvalla kommun", "Byggnadsnämnden", "2022-05-10");
    for number in 1..=paragraphs {
        minutes = minutes.paragraph(number, &format!("Bygglov nummer {number}"), json!({}));
    }
    made(&[("bn.pdf", &minutes)])
}

/// Minutes with this many paragraphs, each of a case of its own: `KS 2022/1` and so on.
pub fn many_cases(paragraphs: u32) -> Made {
    let mut minutes = minutes("Ekvalla kommun", "Kommunstyrelsen", "2022-05-10");
    for number in 1..=paragraphs {
        let printed = format!("KS 2022/{number}");
        let decision =
            "Kommunstyrelsen beslutar att godkänna redovisningen och lägga den till handlingarna. "
                .repeat(4);
        let fields = json!({
            "case_numbers": [case_number("KS", 2022, number, &printed)],
            "decision": { "text": decision, "points": [], "decided_by": null, "outcomes": ["approved", "noted"],
                          "as_proposed": null },
        });
        let title =
            format!("Redovisning nummer {number} av uppföljning och kontroll av verksamheten");
        minutes = minutes.paragraph(number, &title, fields);
    }
    made(&[("ks.pdf", &minutes)])
}

/// One meeting of each of this many bodies.
pub fn many_bodies(bodies: u32) -> Made {
    let one = |number: u32| {
        minutes("Ekvalla kommun", &format!("Nämnd {number}"), "2022-05-10").paragraph(
            1,
            "Bygglov",
            json!({}),
        )
    };
    let made_of: Vec<(String, MadeRecord)> = (1..=bodies)
        .map(|number| (format!("{number}.pdf"), one(number)))
        .collect();
    let documents: Vec<(&str, &MadeRecord)> = made_of
        .iter()
        .map(|(filename, made)| (filename.as_str(), made))
        .collect();
    made(&documents)
}

/// One meeting of one body of each of this many municipalities.
pub fn many_municipalities(municipalities: u32) -> Made {
    let made_of: Vec<(String, MadeRecord)> = (1..=municipalities)
        .map(|number| {
            let name = format!("Påhittade kommun nummer {number}");
            let minutes = minutes(&name, "Kommunstyrelsen", "2022-05-10");
            (
                format!("{number}.pdf"),
                minutes.paragraph(1, "Bygglov", json!({})),
            )
        })
        .collect();
    let documents: Vec<(&str, &MadeRecord)> = made_of
        .iter()
        .map(|(filename, made)| (filename.as_str(), made))
        .collect();
    made(&documents)
}

/// A number that cases of two registries of one municipality have.
pub fn ambiguous() -> Made {
    let number = |registry: &str| {
        let printed = format!("{registry} 2023/118");
        json!({ "case_numbers": [case_number(registry, 2023, 118, &printed)] })
    };
    let minutes = minutes("Ekvalla kommun", "Kommunstyrelsen", "2024-03-05")
        .paragraph(1, "Budget", number("KS"))
        .paragraph(2, "Bygglov", number("BN"));
    made(&[("ks.pdf", &minutes)])
}

/// Minutes in which something of this kind was found, on this line; the only section has the lines 10 to 14.
pub fn with_finding(kind: &str, line: u32) -> Made {
    let mut minutes = minutes("Ekvalla kommun", "Kommunstyrelsen", "2024-03-05")
        .paragraph(1, "Budget", json!({}))
        .finding(kind, "Något märktes.");
    minutes.record["findings"][0]["lines"] = json!([line, line]);
    made(&[("ks.pdf", &minutes)])
}

/// A paragraph whose number has a letter.
pub fn with_suffix() -> Made {
    let fields = json!({ "suffix": "b", "label": "§ 15 b" });
    let minutes = minutes("Ekvalla kommun", "Kommunstyrelsen", "2024-03-05").paragraph(
        15,
        "Extra ärende",
        fields,
    );
    made(&[("ks.pdf", &minutes)])
}

/// Minutes of Habo; Håbo, whose name has the same letters without dots, is not held.
pub fn habo() -> Made {
    let mut minutes =
        minutes("Habo kommun", "Kommunstyrelsen", "2024-03-05").paragraph(1, "Budget", json!({}));
    minutes.record["municipality"]["code"] = json!("0643");
    made(&[("ks.pdf", &minutes)])
}

/// Minutes as files of several kinds: their names tell which.
pub fn of_kinds() -> Made {
    const PAGE: &[u8] = b"<!doctype html><script>alert(1)</script>";
    let mut long = "Protokoll från nämnden i Åmåla. ".repeat(5_000);
    long.push('å');
    let files: [(&str, &str, &[u8]); 6] = [
        ("protokoll.pdf", "application/pdf", b"%PDF-1.7 0123456789"),
        ("utf-8.txt", "text/plain", long.as_bytes()),
        ("latin-1.txt", "text/plain", b"Protokoll fr\xe5n n\xe4mnden"),
        ("sida.html", "text/html", PAGE),
        (
            "sida.pdf",
            "application/pdf",
            b"<!doctype html><p>no PDF</p>",
        ),
        (
            "protokoll.odt",
            "application/vnd.oasis.opendocument.text",
            b"PK\x03\x04",
        ),
    ];
    let made_of = |(at, (name, kind, bytes)): (usize, (&'static str, &str, &[u8]))| {
        let date = format!("2024-03-{:02}", at + 1);
        let mut minutes =
            minutes("Ekvalla kommun", "Kommunstyrelsen", &date).paragraph(1, "Budget", json!({}));
        minutes.record["document"]["media_type"] = json!(kind);
        minutes.bytes = Some(bytes.to_vec());
        (name, minutes)
    };
    let records: Vec<(&str, MadeRecord)> = files.into_iter().enumerate().map(made_of).collect();
    let documents: Vec<(&str, &MadeRecord)> = records
        .iter()
        .map(|(name, record)| (*name, record))
        .collect();
    made(&documents)
}

/// Three paragraphs without a decision, and one without a title.
pub fn many_findings() -> Made {
    let finding = |kind: &str, paragraph: &str| {
        json!({ "kind": kind, "severity": "info", "message": format!("§ {paragraph} saknar något."), "page": 2,
                "lines": [10, 10], "paragraph": paragraph, "numbers": [] })
    };
    let mut minutes = minutes("Ekvalla kommun", "Byggnadsnämnden", "2022-05-10");
    for number in 1..=4 {
        minutes = minutes.paragraph(number, "Bygglov", json!({}));
    }
    minutes.record["findings"] = json!([
        finding("decision_missing", "1"),
        finding("title_missing", "2"),
        finding("decision_missing", "3"),
        finding("decision_missing", "4"),
    ]);
    made(&[("bn.pdf", &minutes)])
}

/// Minutes of a body with something of every kind missing.
pub fn with_gaps() -> Made {
    let plain = |minutes: MadeRecord, numbers: std::ops::RangeInclusive<u32>| {
        numbers.fold(minutes, |minutes, number| {
            minutes.paragraph(number, "Ett ärende", json!({}))
        })
    };
    let meeting = |date: &str| minutes("Ekvalla kommun", "Kommunstyrelsen", date);
    let naming =
        json!({ "refers_to": [{ "body": "Kommunstyrelsen", "date": "2024-04-02", "number": 3 }] });
    let mut first = plain(plain(meeting("2024-02-14"), 34..=36), 39..=40);
    first.record["findings"] = json!([{
        "kind": "published_elsewhere", "severity": "info", "message": "Enligt försättsbladet ingår inte § 38 i filen.",
        "page": null, "lines": null, "paragraph": null, "numbers": [[38, 38]],
    }]);
    let second = plain(meeting("2024-05-08"), 50..=51).paragraph(52, "Uppföljning", naming);
    made(&[("ks februari.pdf", &first), ("ks maj.pdf", &second)])
}

/// Minutes of 2024 that name a meeting of 2019.
pub fn naming_another_year() -> Made {
    let naming =
        json!({ "refers_to": [{ "body": "Kommunstyrelsen", "date": "2019-04-02", "number": 3 }] });
    let minutes = minutes("Ekvalla kommun", "Kommunstyrelsen", "2024-05-08").paragraph(
        1,
        "Uppföljning",
        naming,
    );
    made(&[("ks maj.pdf", &minutes)])
}

/// Minutes of a body's meetings in 2020 and 2023, and of another body's in 2021.
pub fn years_apart() -> Made {
    let of = |body: &str, date: &str| {
        minutes("Ekvalla kommun", body, date).paragraph(1, "Skolskjuts", json!({}))
    };
    made(&[
        ("ks 2020.pdf", &of("Kommunstyrelsen", "2020-03-03")),
        ("ks 2023.pdf", &of("Kommunstyrelsen", "2023-03-07")),
        (
            "bn 2021.pdf",
            &minutes("Ekvalla kommun", "Byggnadsnämnden", "2021-03-02").paragraph(
                1,
                "Bygglov",
                json!({}),
            ),
        ),
    ])
}

/// An archive that holds nothing yet.
pub fn empty() -> Made {
    made(&[])
}

/// Minutes, and this many empty files beside them.
pub fn many_failed(files: usize) -> Made {
    let minutes = minutes("Ekvalla kommun", "Kommunstyrelsen", "2024-05-08").paragraph(
        1,
        "Budget",
        json!({}),
    );
    made_with(&[("ks.pdf", &minutes)], |archive| {
        for at in 0..files {
            let name = format!("{at}.pdf");
            fail(archive, &name, name.as_bytes(), "empty");
        }
    })
}

fn made(documents: &[(&str, &MadeRecord)]) -> Made {
    made_with(documents, |_| {})
}

/// A file that could not be read.
fn fail(archive: &mut Archive, filename: &str, bytes: &[u8], code: &str) {
    archive
        .add(&Incoming {
            bytes,
            filename: filename.to_owned(),
            source_path: format!("/somewhere/{filename}"),
            source_url: None,
            received_at: "2024-06-02T08:00:00Z".parse().unwrap(),
            stated: None,
            result: ReadResult::Failed {
                code: code.to_owned(),
                message: format!("the file is {code}"),
            },
        })
        .unwrap();
}

fn made_with(documents: &[(&str, &MadeRecord)], further: impl FnOnce(&mut Archive)) -> Made {
    let folder = tempfile::tempdir().unwrap();
    let mut archive = Archive::open(folder.path()).unwrap();
    for (at, (filename, made)) in documents.iter().enumerate() {
        add(&mut archive, at, filename, made);
    }
    if !documents.is_empty() {
        fail(&mut archive, "trasig.pdf", b"broken", "damaged");
    }
    further(&mut archive);
    let index = folder.path().join("index");
    write_index(&archive, &index);
    let config = Config {
        data: folder.path().to_owned(),
        index,
        base_url: Some("https://arkiv.example.org".to_owned()),
        requests_per_minute: crate::REQUESTS_PER_MINUTE,
        ..Config::default()
    };
    Made {
        app: App::open(config).unwrap(),
        folder,
    }
}

fn add(archive: &mut Archive, at: usize, filename: &str, made: &MadeRecord) {
    let mut record = made.record.clone();
    record["document"]["filename"] = json!(filename);
    let record: Record = serde_json::from_value(record).unwrap();
    let received_at: DateTime<Utc> = "2024-06-01T08:00:00Z".parse().unwrap();
    let plain = format!("%PDF-1.7 made {at} {filename}").into_bytes();
    archive
        .add(&Incoming {
            bytes: made.bytes.as_ref().unwrap_or(&plain),
            filename: filename.to_owned(),
            source_path: format!("/somewhere/{filename}"),
            source_url: Some(format!("https://ekvalla.example.org/{at}.pdf")),
            received_at: received_at + chrono::TimeDelta::minutes(at as i64),
            stated: None,
            result: ReadResult::Record(Box::new(record)),
        })
        .unwrap();
}

impl Made {
    /// The SHA-256 of the document with this file name.
    pub fn document(&self, filename: &str) -> String {
        let archive = &self.app.sources().archive;
        let mut documents: Vec<(String, String)> = Vec::new();
        for problem in archive.problems().unwrap() {
            documents.push((problem.filename, problem.sha256));
        }
        for stored in archive.current_after(None, 10_000).unwrap() {
            for version in archive.versions(&stored.id).unwrap() {
                documents.push((version.filename, version.document_sha256));
            }
        }
        let found = documents.into_iter().find(|(name, _)| name == filename);
        found.unwrap_or_else(|| panic!("no document {filename}")).1
    }

    /// The same archive with other settings.
    pub fn set(&self, change: impl FnOnce(&mut Config)) -> App {
        let mut config = self.app.config().clone();
        change(&mut config);
        App::open(config).unwrap()
    }

    /// The data folder.
    pub fn data(&self) -> &std::path::Path {
        self.folder.path()
    }

    /// Another process takes something out, and has not brought the index along yet.
    pub fn withdraw(&self, subject: &Subject) {
        let order = Order {
            who: "Registrator Exempel",
            reason: "uppgift om en enskild",
            at: "2024-07-01T08:00:00Z".parse().unwrap(),
        };
        let mut archive = Archive::open(self.folder.path()).unwrap();
        archive.withdraw(subject, &order).unwrap();
    }

    /// Parts of addresses of the bodies that are held.
    pub fn bodies(&self) -> Vec<String> {
        let bodies = self.app.sources().archive.bodies().unwrap();
        bodies.into_iter().map(|body| body.slug).collect()
    }

    /// Another process reads in the minutes of a new municipality.
    pub fn add_one_more(&self) {
        let more = minutes("Nyby kommun", "Kommunstyrelsen", "2024-05-02").paragraph(
            1,
            "Val av justerare",
            json!({}),
        );
        let mut archive = Archive::open(self.folder.path()).unwrap();
        add(&mut archive, 99, "nyby.pdf", &more);
        write_index(&archive, &self.folder.path().join("index"));
    }
}

fn write_index(archive: &Archive, index: &std::path::Path) {
    let reader = archive.reader();
    let mut writer = IndexWriter::open(index).unwrap();
    for stored in reader.current_after(None, 10_000).unwrap() {
        writer
            .put(&IndexedParagraph {
                key: stored.key,
                id: stored.id.as_str(),
                municipality: &stored.municipality_short,
                municipality_name: &stored.municipality.name,
                body: &stored.body_slug,
                body_name: &stored.body,
                date: stored.date,
                paragraph: &stored.paragraph,
            })
            .unwrap();
    }
    writer.commit(reader.last_sequence().unwrap()).unwrap();
}

/// A record on its way into the archive.
pub struct MadeRecord {
    record: Value,
    /// The file itself, where it is not a line that begins as a PDF.
    bytes: Option<Vec<u8>>,
}

fn minutes(municipality: &str, body: &str, date: &str) -> MadeRecord {
    let record = json!({
        "schema": 1,
        "document": { "sha256": "", "filename": "", "media_type": "application/pdf", "pages": 9, "language": "sv",
                      "kind": "minutes", "text_quality": 0.97 },
        "municipality": { "name": municipality, "code": "" },
        "body": body, "date": date, "end_date": null, "start_time": "13:00", "end_time": "15:30",
        "place": "Sessionssalen", "adjusted_on": date, "posted_on": null, "posted_until": null,
        "chair": "Vera Lind", "secretary": "Otto Berg", "adjusters": ["Siv Ask"],
        "attendees": [
            { "name": "Vera Lind", "party": "S", "role": "chair", "title": null, "replaces": null, "paragraphs": [] },
            { "name": "Siv Ask", "party": "M", "role": "member", "title": null, "replaces": null, "paragraphs": [[12, 13]] },
            { "name": "Moa Rud", "party": "C", "role": "serving_substitute", "title": null, "replaces": "Siv Ask",
              "paragraphs": [[14, 14]] },
            { "name": "Otto Berg", "party": null, "role": "secretary", "title": "nämndsekreterare", "replaces": null,
              "paragraphs": [] },
        ],
        "paragraph_range": null, "paragraphs": [], "findings": [],
    });
    MadeRecord {
        record,
        bytes: None,
    }
}

impl MadeRecord {
    /// With the usual fields, and these in their place.
    fn paragraph(mut self, number: u32, title: &str, fields: Value) -> MadeRecord {
        let mut paragraph = json!({
            "number": number, "suffix": null, "label": format!("§ {number}"), "body_prefix": null, "title": title,
            "case_numbers": [], "case_officers": [],
            "sections": [section("decision", "Beslut", "Informationen läggs till handlingarna.")],
            "basis": [],
            "decision": { "text": "Informationen läggs till handlingarna.",
                          "points": ["Informationen läggs till handlingarna."], "decided_by": null,
                          "outcomes": ["noted"], "as_proposed": null },
            "votes": [], "reservations": [], "recused": [], "sent_to": [], "adjusted_at_once": false,
            "refers_to": [], "pages": [2, 2], "language": "sv",
        });
        for (name, value) in fields.as_object().unwrap() {
            paragraph[name] = value.clone();
        }
        self.record["paragraphs"]
            .as_array_mut()
            .unwrap()
            .push(paragraph);
        self
    }

    fn kind(mut self, kind: &str) -> MadeRecord {
        self.record["document"]["kind"] = json!(kind);
        self
    }

    fn finding(mut self, kind: &str, message: &str) -> MadeRecord {
        self.record["findings"].as_array_mut().unwrap().push(json!({
            "kind": kind, "severity": "warning", "message": message, "page": 2, "lines": [10, 10],
        }));
        self
    }
}

fn section(kind: &str, heading: &str, text: &str) -> Value {
    json!({ "kind": kind, "heading": heading, "text": text, "pages": [2, 3], "lines": [10, 14] })
}

fn case_number(registry: &str, year: u16, serial: u32, printed: &str) -> Value {
    json!({ "printed": printed, "registry": registry, "year": year, "serial": serial, "sub": null, "plan_code": null,
            "canonical": format!("{registry} {year}/{serial}") })
}

fn detail_plan() -> Value {
    let decision = "Kommunstyrelsen föreslår kommunfullmäktige besluta\n\n1. Detaljplanen för Sjöbacken antas.\n\
        2. Planavgift tas ut.";
    json!({
        "case_numbers": [case_number("KS", 2023, 118, "KS 118/2023")],
        "case_officers": ["Ella Mark", "Per Åkerö"],
        "sections": [
            section("description", "Ärendebeskrivning", "Planen ger plats för åttio bostäder och en förskola vid sjön."),
            section("proposal", "Förslag till beslut", "Detaljplanen för Sjöbacken antas."),
            section("motions", "Yrkanden", "Siv Ask (M) yrkar avslag."),
            section("decision", "Beslut", decision),
        ],
        "basis": ["Tjänsteskrivelse 2024-02-12", "Plankarta"],
        "decision": { "text": decision, "points": ["Detaljplanen för Sjöbacken antas.", "Planavgift tas ut."],
                      "decided_by": "Kommunstyrelsen", "outcomes": ["recommended", "adopted"], "as_proposed": false },
        "reservations": [{ "name": "Siv Ask", "party": "M" }],
        "sent_to": ["Byggnadsnämnden"], "pages": [2, 3],
    })
}

fn motion() -> Value {
    json!({
        "case_numbers": [case_number("KS", 2023, 77, "KS 2023-00077")],
        "case_officers": ["Ella Mark"],
        "sections": [
            section("description", "Ärendebeskrivning", "Motionen vill att alla elever får åka skolskjuts utan avgift."),
            section("decision", "Beslut", "Motionen avslås."),
        ],
        "decision": { "text": "Motionen avslås.", "points": ["Motionen avslås."], "decided_by": "Kommunstyrelsen",
                      "outcomes": ["rejected"], "as_proposed": true },
        "votes": [{ "yes": 8, "no": 5, "abstain": null, "absent": null, "meaning_yes": "avslag", "meaning_no": "bifall",
                    "named": [{ "name": "Vera Lind", "party": "S", "vote": "yes" }] }],
    })
}

fn notices() -> Value {
    json!({ "sections": [section("other", "Anmälningar", "Inga anmälningar finns.")], "decision": null })
}

fn adoption() -> Value {
    json!({
        "case_numbers": [case_number("KS", 2023, 118, "KS 2023/118")],
        "case_officers": ["Ella Mark"],
        "sections": [section("decision", "Kommunfullmäktiges beslut", "Detaljplanen för Sjöbacken antas.")],
        "decision": { "text": "Detaljplanen för Sjöbacken antas.", "points": ["Detaljplanen för Sjöbacken antas."],
                      "decided_by": "Kommunfullmäktige", "outcomes": ["adopted"], "as_proposed": true },
        "refers_to": [{ "body": "Kommunstyrelsen", "date": "2024-03-05", "number": 12 }],
    })
}

fn same_number_elsewhere() -> Value {
    json!({ "case_numbers": [case_number("KS", 2023, 118, "Ks 118/2023")] })
}
