//! Texts that were just taken in, for the thread that brings the index along: to read them back out of the archive would
//! take it as long as packing them took.

use std::collections::{HashMap, VecDeque};
use std::sync::{Mutex, MutexGuard, PoisonError};

use chrono::{DateTime, SubsecRound, Utc};
use paragraf_archive::{Edition, Receipt};
use paragraf_model::Paragraph;

use crate::following::FARTHEST_BEHIND;

/// What the index may be behind, with what is taken in at one time: what is older was asked for or never will be. Some 4 kB
/// each beside what its sections say.
const MOST: usize = FARTHEST_BEHIND as usize + 4_000;

/// Long texts are read out of the archive.
const MOST_BYTES: usize = 16 * 1024;

/// So much the sections of all may say together.
const MOST_BYTES_OF_ALL: usize = 96 * 1024 * 1024;

/// What was taken in last. Whoever asks for another text than the one that is in the archive now gets none.
#[derive(Debug, Default)]
pub struct Recent(Mutex<Texts>);

#[derive(Debug, Default)]
struct Texts {
    by_key: HashMap<u64, Text>,
    /// In the order in which they came, also those that were taken.
    keys: VecDeque<u64>,
    /// What the sections of all say.
    bytes: usize,
}

#[derive(Debug)]
struct Text {
    document_sha256: String,
    /// As the archive keeps it.
    at: DateTime<Utc>,
    paragraph: Paragraph,
}

impl Recent {
    /// Keeps what a document says that was taken in at this time.
    pub fn keep(&self, receipt: &Receipt, at: DateTime<Utc>, paragraphs: Vec<Paragraph>) {
        let at = at.trunc_subsecs(6);
        let mut texts = self.lock();
        for (key, paragraph) in receipt.keys.iter().zip(paragraphs) {
            let text = Text {
                document_sha256: receipt.sha256.clone(),
                at,
                paragraph,
            };
            if let Some(key) = key.filter(|_| text.bytes() <= MOST_BYTES) {
                texts.put(key, text);
            }
        }
        while texts.keys.len() > MOST || texts.bytes > MOST_BYTES_OF_ALL {
            let Some(oldest) = texts.keys.pop_front() else {
                break;
            };
            texts.remove(oldest);
        }
    }

    /// Gives a text away, if it is the very one that is asked for.
    pub fn take(&self, edition: Edition<'_>) -> Option<Paragraph> {
        let text = self.lock().remove(edition.key)?;
        let is_asked_for =
            text.document_sha256 == edition.document_sha256 && text.at == edition.changed_at;
        is_asked_for.then_some(text.paragraph)
    }

    /// Each change is whole when the lock is let go.
    fn lock(&self) -> MutexGuard<'_, Texts> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Texts {
    fn put(&mut self, key: u64, text: Text) {
        self.remove(key);
        self.keys.push_back(key);
        self.bytes += text.bytes();
        self.by_key.insert(key, text);
    }

    fn remove(&mut self, key: u64) -> Option<Text> {
        let text = self.by_key.remove(&key)?;
        self.bytes -= text.bytes();
        Some(text)
    }
}

impl Text {
    fn bytes(&self) -> usize {
        let sections = self.paragraph.sections.iter();
        sections.map(|section| section.text.len()).sum()
    }
}

#[cfg(test)]
mod tests {
    use paragraf_archive::DocumentStatus;
    use paragraf_model::{Section, SectionKind};

    use super::*;

    const NOW: DateTime<Utc> = DateTime::UNIX_EPOCH;

    fn receipt(sha256: &str, keys: Vec<Option<u64>>) -> Receipt {
        Receipt {
            sha256: sha256.to_owned(),
            status: DocumentStatus::Indexed,
            code: None,
            message: None,
            meeting_id: None,
            paragraphs: keys.len() as u32,
            changes: 0,
            keys,
            put_back: false,
        }
    }

    fn paragraph(title: &str) -> Paragraph {
        Paragraph {
            number: 1,
            suffix: None,
            label: "§ 1".to_owned(),
            body_prefix: None,
            title: Some(title.to_owned()),
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
            language: None,
            sources: paragraf_model::Sources::default(),
        }
    }

    fn take(recent: &Recent, key: u64, document_sha256: &str, at: DateTime<Utc>) -> Option<String> {
        let edition = Edition {
            key,
            document_sha256,
            changed_at: at,
        };
        recent.take(edition)?.title
    }

    #[test]
    fn a_text_is_given_once_to_who_asks_for_that_very_one() {
        let recent = Recent::default();
        let fill = || {
            let texts = vec![paragraph("skola"), paragraph("withdrawn"), paragraph("väg")];
            recent.keep(&receipt("a", vec![Some(1), None, Some(2)]), NOW, texts);
        };
        fill();
        assert_eq!(take(&recent, 1, "a", NOW).as_deref(), Some("skola"));
        assert_eq!(take(&recent, 1, "a", NOW), None);
        assert_eq!(take(&recent, 2, "a", NOW).as_deref(), Some("väg"));
        fill();
        let later = NOW + chrono::TimeDelta::microseconds(1);
        assert_eq!(take(&recent, 1, "b", NOW), None, "another document says it");
        assert_eq!(take(&recent, 2, "a", later), None, "it was read anew");
    }

    #[test]
    fn what_is_finer_than_the_archive_keeps_it_does_not_count() {
        let recent = Recent::default();
        let at = NOW + chrono::TimeDelta::nanoseconds(1_999);
        recent.keep(&receipt("a", vec![Some(1)]), at, vec![paragraph("skola")]);
        let kept = NOW + chrono::TimeDelta::microseconds(1);
        assert!(take(&recent, 1, "a", kept).is_some());
    }

    #[test]
    fn long_texts_together_take_a_bounded_place() {
        let long = |bytes: usize| Paragraph {
            sections: vec![Section {
                kind: SectionKind::Other,
                heading: None,
                text: "ö".repeat(bytes / 2),
                pages: None,
                lines: [1, 1],
            }],
            ..paragraph("skola")
        };
        let recent = Recent::default();
        let keep = |key: u64, bytes: usize| {
            recent.keep(&receipt("a", vec![Some(key)]), NOW, vec![long(bytes)]);
        };
        keep(0, MOST_BYTES + 2);
        assert!(take(&recent, 0, "a", NOW).is_none(), "one is too long");
        let fit = (MOST_BYTES_OF_ALL / MOST_BYTES) as u64;
        (1..=fit).for_each(|key| keep(key, MOST_BYTES));
        assert_eq!(recent.lock().bytes, MOST_BYTES_OF_ALL);
        assert!(take(&recent, 2, "a", NOW).is_some());
        keep(fit + 1, MOST_BYTES);
        assert_eq!(recent.lock().bytes, MOST_BYTES_OF_ALL, "one left a place");
        keep(fit + 2, MOST_BYTES);
        assert_eq!(recent.lock().bytes, MOST_BYTES_OF_ALL);
        assert!(take(&recent, 1, "a", NOW).is_none(), "the oldest went");
        assert!(take(&recent, 3, "a", NOW).is_some());
        keep(4, MOST_BYTES);
        let left = recent.lock().bytes;
        assert_eq!(
            left,
            MOST_BYTES_OF_ALL - MOST_BYTES,
            "read anew, it stands once"
        );
    }

    #[test]
    fn the_oldest_are_forgotten() {
        let recent = Recent::default();
        let last = MOST as u64 + 5;
        for key in 0..last {
            recent.keep(
                &receipt("a", vec![Some(key)]),
                NOW,
                vec![paragraph("skola")],
            );
        }
        assert!(take(&recent, 4, "a", NOW).is_none());
        assert!(take(&recent, 5, "a", NOW).is_some());
        assert!(take(&recent, last - 1, "a", NOW).is_some());
        assert_eq!(recent.lock().keys.len(), MOST);
    }
}
