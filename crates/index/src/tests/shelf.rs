//! A small index of invented paragraphs to search.

use std::path::Path;

use chrono::NaiveDate;
use paragraf_model::{
    CaseNumber, Decision, LineRange, Outcome, Paragraph, Section, SectionKind, Sources,
};
use paragraf_query::{Query, SearchRequest};
use tempfile::TempDir;

use crate::{Index, IndexWriter, IndexedParagraph, SearchAnswer};

/// What one test indexes.
#[derive(Clone, Debug)]
pub(super) struct Item {
    pub key: u64,
    pub municipality: &'static str,
    pub body: &'static str,
    pub date: NaiveDate,
    pub paragraph: Paragraph,
}

impl Item {
    pub fn new(key: u64) -> Item {
        Item {
            key,
            municipality: "exempelby",
            body: "kommunstyrelsen",
            date: day("2023-05-31"),
            paragraph: empty(u32::try_from(key).unwrap()),
        }
    }

    pub fn title(mut self, title: &str) -> Item {
        self.paragraph.title = Some(title.to_owned());
        self
    }

    pub fn section(mut self, kind: SectionKind, text: &str) -> Item {
        self.paragraph.sections.push(Section {
            kind,
            heading: None,
            text: text.to_owned(),
            pages: None,
            lines: LineRange::default(),
        });
        self
    }

    pub fn text(self, text: &str) -> Item {
        self.section(SectionKind::Description, text)
    }

    pub fn decision(mut self, text: &str, outcomes: &[Outcome]) -> Item {
        self.paragraph.decision = Some(Decision {
            text: text.to_owned(),
            points: Vec::new(),
            decided_by: None,
            outcomes: outcomes.to_vec(),
            as_proposed: None,
        });
        self.section(SectionKind::Decision, text)
    }

    pub fn on(mut self, date: &str) -> Item {
        self.date = day(date);
        self
    }

    pub fn of(mut self, municipality: &'static str, body: &'static str) -> Item {
        (self.municipality, self.body) = (municipality, body);
        self
    }

    pub fn case(mut self, number: &str) -> Item {
        self.paragraph
            .case_numbers
            .push(CaseNumber::read(number).unwrap());
        self
    }

    pub fn officer(mut self, name: &str) -> Item {
        self.paragraph.case_officers.push(name.to_owned());
        self
    }
}

pub(super) fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn empty(number: u32) -> Paragraph {
    Paragraph {
        number,
        suffix: None,
        label: format!("§ {number}"),
        body_prefix: None,
        title: None,
        case_numbers: Vec::new(),
        case_officers: Vec::new(),
        sections: Vec::new(),
        basis: Vec::new(),
        decision: None,
        votes: Vec::new(),
        reservations: Vec::new(),
        recused: Vec::new(),
        sent_to: Vec::new(),
        adjusted_at_once: false,
        refers_to: Vec::new(),
        pages: None,
        language: Some("sv".to_owned()),
        sources: Sources::default(),
    }
}

pub(super) fn put(writer: &mut IndexWriter, item: &Item) {
    as_indexed(item, |indexed| writer.put(indexed)).unwrap();
}

/// What the index takes of an item.
pub(super) fn as_indexed<T>(item: &Item, take: impl FnOnce(&IndexedParagraph<'_>) -> T) -> T {
    let id = format!(
        "{}/{}/{}/{}",
        item.municipality, item.body, item.date, item.paragraph.number
    );
    take(&IndexedParagraph {
        key: item.key,
        id: &id,
        municipality: item.municipality,
        municipality_name: &format!("{} kommun", item.municipality),
        body: item.body,
        body_name: item.body,
        date: item.date,
        paragraph: &item.paragraph,
    })
}

pub(super) fn writer(dir: &Path) -> IndexWriter {
    IndexWriter::open(dir).unwrap()
}

/// An index of these items; the folder goes with it.
pub(super) struct Shelf {
    pub index: Index,
    _dir: TempDir,
}

pub(super) fn shelf(items: &[Item]) -> Shelf {
    let dir = tempfile::tempdir().unwrap();
    let mut writer = writer(dir.path());
    // Two commits, so that hits come from several segments.
    let (first, second) = items.split_at(items.len() / 2);
    for (sequence, items) in [(1, first), (2, second)] {
        items.iter().for_each(|item| put(&mut writer, item));
        writer.commit(sequence).unwrap();
    }
    Shelf {
        index: Index::open(dir.path()).unwrap(),
        _dir: dir,
    }
}

impl Shelf {
    pub fn search(&self, request: &SearchRequest) -> SearchAnswer {
        self.index.search(request).unwrap()
    }

    /// The keys that a query finds, in order.
    pub fn find(&self, query: &str) -> Vec<u64> {
        self.find_with(query, |_| {})
    }

    pub fn find_with(&self, query: &str, change: impl FnOnce(&mut SearchRequest)) -> Vec<u64> {
        let mut request = SearchRequest::new(Query::parse(query));
        request.size = 100;
        change(&mut request);
        let answer = self.search(&request);
        let keys: Vec<u64> = answer.hits.iter().map(|hit| hit.key).collect();
        assert_eq!(answer.total, keys.len() as u64, "{query}");
        keys
    }

    /// The keys that a query finds, by key.
    pub fn found(&self, query: &str) -> Vec<u64> {
        let mut keys = self.find(query);
        keys.sort_unstable();
        keys
    }
}
