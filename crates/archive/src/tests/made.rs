//! Documents made by hand.

use std::ops::RangeInclusive;

use chrono::{DateTime, TimeDelta, Utc};
use paragraf_model::{
    CaseNumber, DocumentFacts, DocumentKind, Finding, FindingKind, MediaType, Meeting,
    Municipality, Paragraph, Record, Reference, SCHEMA, Section, SectionKind, Sources, Span,
};
use tempfile::TempDir;

use crate::{Archive, Incoming, ReadResult, sha256_of};

/// A document on its way into the archive.
#[derive(Clone, Debug)]
pub struct Made {
    pub meeting: Meeting,
    pub paragraphs: Vec<Paragraph>,
    pub bytes: Vec<u8>,
    kind: DocumentKind,
    text: String,
    received: i64,
    findings: Vec<Finding>,
    failure: Option<(String, String)>,
}

/// Whole minutes without paragraphs yet.
pub fn minutes(municipality: &str, body: &str, date: &str) -> Made {
    let meeting = Meeting {
        municipality: Some(Municipality {
            name: municipality.to_owned(),
            code: String::new(),
        }),
        body: Some(body.to_owned()),
        date: Some(date.parse().unwrap()),
        ..Meeting::default()
    };
    Made {
        meeting,
        paragraphs: Vec::new(),
        bytes: Vec::new(),
        kind: DocumentKind::Minutes,
        text: "Nämnden beslutar.".to_owned(),
        received: 1,
        findings: Vec::new(),
        failure: None,
    }
    .sealed()
}

/// An archive that these came to, in this order.
pub fn stock(documents: &[Made]) -> (TempDir, Archive) {
    let folder = tempfile::tempdir().unwrap();
    let mut archive = Archive::open(folder.path()).unwrap();
    for document in documents {
        archive.add(&document.incoming()).unwrap();
    }
    (folder, archive)
}

/// Minutes after the first of June 2024.
pub fn time(minutes: i64) -> DateTime<Utc> {
    let start: DateTime<Utc> = "2024-06-01T08:00:00Z".parse().unwrap();
    start + TimeDelta::minutes(minutes)
}

pub fn case_number(registry: &str, year: u16, serial: u32) -> CaseNumber {
    let canonical = format!("{registry} {year}/{serial}").trim().to_owned();
    let registry = (!registry.is_empty()).then_some(registry);
    serde_json::from_value(serde_json::json!({
        "printed": canonical, "registry": registry, "year": year, "serial": serial,
        "sub": null, "plan_code": null, "canonical": canonical,
    }))
    .unwrap()
}

impl Made {
    pub fn paragraphs(mut self, numbers: RangeInclusive<u32>) -> Made {
        let made: Vec<Paragraph> = numbers
            .map(|number| paragraph(number, &self.text))
            .collect();
        self.paragraphs.extend(made);
        self.sealed()
    }

    pub fn suffixed(mut self, number: u32, suffix: &str) -> Made {
        let suffix = Some(suffix.to_owned());
        self.paragraphs.push(Paragraph {
            suffix,
            ..paragraph(number, &self.text)
        });
        self.sealed()
    }

    pub fn case(mut self, number: u32, registry: &str, year: u16, serial: u32) -> Made {
        let case_numbers = vec![case_number(registry, year, serial)];
        self.paragraphs.push(Paragraph {
            case_numbers,
            ..paragraph(number, &self.text)
        });
        self.sealed()
    }

    pub fn officer(mut self, number: u32, name: &str) -> Made {
        let case_officers = vec![name.to_owned()];
        self.paragraphs.push(Paragraph {
            case_officers,
            ..paragraph(number, &self.text)
        });
        self.sealed()
    }

    /// Of the paragraphs that follow.
    pub fn text(mut self, text: &str) -> Made {
        self.text = text.to_owned();
        self.sealed()
    }

    pub fn kind(mut self, kind: DocumentKind) -> Made {
        self.kind = kind;
        if kind == DocumentKind::NotMinutes {
            self = self.finding(FindingKind::NotMinutes, "Det är en kallelse.");
        }
        self.sealed()
    }

    pub fn finding(mut self, kind: FindingKind, message: &str) -> Made {
        self.findings
            .push(Finding::warning(kind, Span::lines(Some(1), 2, 3), message));
        self.sealed()
    }

    /// A paragraph that only says where its text is.
    pub fn pointing(self, number: u32) -> Made {
        let mut made = self.paragraphs(number..=number);
        let finding = Finding::info(
            FindingKind::PublishedElsewhere,
            Span::lines(Some(1), 2, 3),
            format!("§ {number} finns i ett separat protokoll."),
        );
        made.findings.push(Finding {
            paragraph: Some(number.to_string()),
            ..finding.about(vec![[number, number]])
        });
        made
    }

    /// The cover says that these numbers are in other files.
    pub fn leaving_out(mut self, first: u32, last: u32) -> Made {
        let finding = Finding::info(
            FindingKind::PublishedElsewhere,
            Span::default(),
            "Enligt försättsbladet.",
        );
        self.findings.push(finding.about(vec![[first, last]]));
        self
    }

    /// A paragraph that names one of an earlier meeting.
    pub fn naming(mut self, number: u32, body: Option<&str>, date: &str) -> Made {
        self.paragraphs.push(Paragraph {
            refers_to: vec![Reference {
                body: body.map(str::to_owned),
                date: Some(date.parse().unwrap()),
                number: 1,
            }],
            ..paragraph(number, &self.text)
        });
        self.sealed()
    }

    pub fn ending(mut self, date: &str) -> Made {
        self.meeting.end_date = Some(date.parse().unwrap());
        self.sealed()
    }

    /// As the parser tells of a paragraph.
    pub fn lacking(mut self, kind: FindingKind, paragraph: &str, line: u32) -> Made {
        let span = Span::line(Some(1), line);
        let message = format!("§ {paragraph} saknar något.");
        self.findings.push(Finding {
            paragraph: Some(paragraph.to_owned()),
            ..Finding::info(kind, span, message)
        });
        self
    }

    /// Says what became of a page that is a picture.
    pub fn page(mut self, kind: FindingKind, number: u32) -> Made {
        let span = Span {
            page: Some(number),
            lines: None,
        };
        self.findings
            .push(Finding::warning(kind, span, "Sidan är en bild."));
        self
    }

    pub fn chair(mut self, name: &str) -> Made {
        self.meeting.chair = Some(name.to_owned());
        self.sealed()
    }

    pub fn range(mut self, first: u32, last: u32) -> Made {
        self.meeting.paragraph_range = Some([first, last]);
        self.sealed()
    }

    /// The same bytes, read as minutes of this meeting.
    pub fn stating(mut self, other: Made) -> Made {
        self.meeting = other.meeting;
        self
    }

    pub fn received(mut self, minutes: i64) -> Made {
        self.received = minutes;
        self
    }

    /// The same bytes, but reading them fails.
    pub fn failing(&self, code: &str, message: &str) -> Made {
        let failure = Some((code.to_owned(), message.to_owned()));
        Made {
            failure,
            ..self.clone()
        }
    }

    pub fn sha256(&self) -> String {
        sha256_of(&self.bytes)
    }

    pub fn record(&self) -> Record {
        Record {
            schema: SCHEMA,
            document: DocumentFacts {
                sha256: self.sha256(),
                filename: "protokoll.txt".to_owned(),
                media_type: MediaType::PlainText,
                pages: None,
                language: Some("sv".to_owned()),
                kind: self.kind,
                text_quality: 0.75,
            },
            meeting: self.meeting.clone(),
            paragraphs: self.paragraphs.clone(),
            findings: self.findings.clone(),
        }
    }

    pub fn incoming(&self) -> Incoming<'_> {
        let result = match &self.failure {
            Some((code, message)) => ReadResult::Failed {
                code: code.clone(),
                message: message.clone(),
            },
            None => ReadResult::Record(Box::new(self.record())),
        };
        Incoming {
            bytes: &self.bytes,
            filename: "protokoll.txt".to_owned(),
            source_path: "/mappar/protokoll.txt".to_owned(),
            source_url: None,
            received_at: time(self.received),
            stated: None,
            result,
        }
    }

    /// Other contents, other bytes.
    fn sealed(mut self) -> Made {
        self.bytes =
            format!("{:?} {:?} {:?}", self.kind, self.meeting, self.paragraphs).into_bytes();
        self
    }
}

fn paragraph(number: u32, text: &str) -> Paragraph {
    Paragraph {
        number,
        suffix: None,
        label: format!("§ {number}"),
        body_prefix: None,
        title: Some("Ett ärende".to_owned()),
        case_numbers: Vec::new(),
        case_officers: Vec::new(),
        sections: vec![Section {
            kind: SectionKind::Decision,
            heading: Some("Beslut".to_owned()),
            text: text.to_owned(),
            pages: Some([1, 2]),
            lines: [10, 12],
        }],
        basis: Vec::new(),
        decision: None,
        votes: Vec::new(),
        reservations: Vec::new(),
        recused: Vec::new(),
        sent_to: Vec::new(),
        adjusted_at_once: false,
        refers_to: Vec::new(),
        pages: Some([1, 2]),
        language: Some("sv".to_owned()),
        sources: Sources::default(),
    }
}
