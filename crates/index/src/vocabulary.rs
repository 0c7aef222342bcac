//! The words of paragraphs, from which a rebuild learns before it indexes them.

use paragraf_language::Vocabulary;
use paragraf_model::Paragraph;

use crate::document::texts;

/// Counts the words of every text of a paragraph that is searched.
pub fn count_words(paragraph: &Paragraph, vocabulary: &mut Vocabulary) {
    for (_, text) in texts(paragraph) {
        vocabulary.read(text);
    }
}
