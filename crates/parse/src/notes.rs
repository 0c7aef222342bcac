//! What readers note beside the values they give: findings, and where each field was read by which rule.

use paragraf_model::{Finding, Rule, Sources, Span};

use crate::lines::Line;

/// Passed through the readers that have something to tell.
#[derive(Debug, Default)]
pub(crate) struct Notes {
    pub(crate) findings: Vec<Finding>,
    /// Of the object that is being read: the meeting first, then one paragraph after the other.
    sources: Sources,
}

/// A value with its source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Sourced<T> {
    pub(crate) value: T,
    pub(crate) rule: Rule,
    pub(crate) span: Span,
}

impl<T> Sourced<T> {
    pub(crate) fn new(value: T, rule: Rule, span: Span) -> Sourced<T> {
        Sourced { value, rule, span }
    }
}

impl Notes {
    /// Tells of something odd.
    pub(crate) fn find(&mut self, finding: Finding) {
        self.findings.push(finding);
    }

    /// Tells where a field was read.
    pub(crate) fn source(&mut self, field: impl Into<String>, rule: Rule, span: Span) {
        self.sources.note(field, rule, span);
    }

    /// Notes the source of a value and gives the value alone.
    pub(crate) fn keep<T>(&mut self, field: &str, found: Option<Sourced<T>>) -> Option<T> {
        let found = found?;
        self.source(field, found.rule, found.span);
        Some(found.value)
    }

    /// As [`Notes::keep`], for the entries of a list: `case_numbers/0`, `case_numbers/1`.
    pub(crate) fn keep_all<T>(&mut self, field: &str, found: Vec<Sourced<T>>) -> Vec<T> {
        let entries = found.into_iter().enumerate();
        let kept = entries.map(|(place, found)| {
            self.source(format!("{field}/{place}"), found.rule, found.span);
            found.value
        });
        kept.collect()
    }

    /// The sources of the object that was read; the next object begins.
    pub(crate) fn take_sources(&mut self) -> Sources {
        std::mem::take(&mut self.sources)
    }
}

/// The place of these lines, given by index; of no line, the whole document.
pub(crate) fn span_of(lines: &[Line<'_>], indices: impl IntoIterator<Item = usize>) -> Span {
    let own = indices.into_iter().filter_map(|index| lines.get(index));
    around(own.map(Line::span))
}

/// From the first line of these places to the last; nothing where there are none.
pub(crate) fn around(spans: impl IntoIterator<Item = Span>) -> Span {
    let mut whole = Span::default();
    for span in spans {
        let Some([first, last]) = span.lines else {
            continue;
        };
        let [begins, ends] = whole.lines.unwrap_or([first, last]);
        if whole.lines.is_none() || first < begins {
            whole.page = span.page;
        }
        whole.lines = Some([begins.min(first), ends.max(last)]);
    }
    whole
}
