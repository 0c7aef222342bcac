//! Who adjusts and when, as a paragraph of the minutes says it where no cover does: `Till att jämte ordföranden
//! justera dagens protokoll utses Bo Ek (M)`.

use paragraf_model::{Meeting, Paragraph, Rule, Span};

use crate::dates;
use crate::folding::Folding;
use crate::people;
use crate::scan;

/// Of the first paragraphs one elects the adjusters.
const FIRST: usize = 4;

/// Fills in what the cover left open.
pub(crate) fn fill_in(meeting: &mut Meeting, paragraphs: &[Paragraph]) {
    if !meeting.adjusters.is_empty() {
        return;
    }
    let about = |paragraph: &&Paragraph| {
        let title = paragraph.title.as_deref().unwrap_or_default();
        title.folded().contains("juster")
    };
    let sections = paragraphs
        .iter()
        .take(FIRST)
        .filter(about)
        .flat_map(|paragraph| &paragraph.sections);
    for section in sections {
        let mut names = elected(&section.text);
        names.retain(|name| Some(name) != meeting.chair.as_ref());
        if names.is_empty() {
            continue;
        }
        let page = section.pages.map(|[first, _]| first);
        let span = Span::lines(page, section.lines[0], section.lines[1]);
        for place in 0..names.len() {
            meeting
                .sources
                .note(format!("adjusters/{place}"), Rule::SignedAs, span);
        }
        meeting.adjusters = names;
        if let (None, Some(day)) = (meeting.adjusted_on, day(&section.text)) {
            meeting.sources.note("adjusted_on", Rule::AfterWords, span);
            meeting.adjusted_on = Some(day);
        }
        return;
    }
}

/// The names of a sentence that elects to adjust.
fn elected(text: &str) -> Vec<String> {
    let flat = text.replace('\n', " ");
    let sentences = scan::sentences(&flat);
    let electing = sentences.iter().find(|sentence| {
        let folded = sentence.folded();
        folded.contains("juster")
            && ["utse", "välj", "att "]
                .iter()
                .any(|word| folded.contains(word))
    });
    let Some(sentence) = electing else {
        return Vec::new();
    };
    let end = sentence.find(" ersättare").unwrap_or(sentence.len());
    let own = sentence.get(..end).unwrap_or(sentence);
    people::find_with_party(own)
        .into_iter()
        .map(|person| person.name)
        .collect()
}

/// `Justeringen äger rum på stadskontoret torsdagen den 14 april 2005`.
fn day(text: &str) -> Option<chrono::NaiveDate> {
    let flat = text.replace('\n', " ");
    let sentences = scan::sentences(&flat);
    let dated = sentences.into_iter().find(|sentence| {
        let folded = sentence.folded();
        folded.contains("justering") && (folded.contains("rum") || folded.contains("sker"))
    })?;
    dates::first(dated)
}
