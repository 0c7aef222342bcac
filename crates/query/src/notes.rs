//! What the person is told about the reading of a query.

/// Swedish sentences, each once.
#[derive(Debug, Default)]
pub(crate) struct Notes(Vec<String>);

/// More would not be read.
const MOST: usize = 8;

impl Notes {
    pub fn add(&mut self, note: String) {
        if self.0.len() < MOST && !self.0.contains(&note) {
            self.0.push(note);
        }
    }

    pub fn into_sentences(self) -> Vec<String> {
        self.0
    }
}
