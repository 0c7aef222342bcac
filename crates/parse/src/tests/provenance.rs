//! Laws of provenance: every field has a source, the source stands in the text, and the value stands there.

use std::collections::BTreeMap;

use paragraf_model::{Facts, FieldSource, Meeting, Paragraph, Parsed, Rule, SourceText, Sources};

use crate::Place;

/// What the laws need to know of a text beside its record.
struct Text {
    /// Each line's page and letters, by line.
    lines: Vec<(Option<u32>, String)>,
    places: Vec<Place>,
}

/// Every law of provenance.
pub(super) fn keeps_the_laws(source: &SourceText, parsed: &Parsed, places: &[Place]) {
    let lines = source
        .lines()
        .map(|(page, line)| (page.number, essence(&line.text())));
    let text = Text {
        lines: lines.collect(),
        places: places.to_vec(),
    };
    let whole = [1, text.lines.len() as u32];
    check(
        &parsed.meeting.sources,
        &fields_of_meeting(&parsed.meeting),
        &text,
        whole,
    );
    for (place, paragraph) in parsed.paragraphs.iter().enumerate() {
        check(
            &paragraph.sources,
            &fields_of_paragraph(paragraph),
            &text,
            text.lines_of(place),
        );
    }
}

/// Every field has a source within these lines, and its words, where it has some of the text, stand there.
fn check(sources: &Sources, fields: &BTreeMap<String, Vec<String>>, text: &Text, within: [u32; 2]) {
    for (field, words) in fields {
        let source = sources.of(field);
        assert!(source.is_some(), "{field} has no source in {sources:?}");
        for word in source.into_iter().flat_map(|_| words) {
            let source = source.expect("just checked");
            let is_there = source
                .span
                .lines
                .is_none_or(|_| text.of(source).contains(&essence(word)));
            assert!(
                is_there,
                "`{word}` of {field} does not stand at {source:?}: {}",
                text.of(source)
            );
        }
    }
    for source in sources.iter() {
        let known = fields.keys().any(|field| {
            *field == source.field || field.starts_with(&format!("{}/", source.field))
        });
        assert!(known, "{source:?} is of a field without value");
        let Some([first, last]) = source.span.lines else {
            continue;
        };
        let elsewhere = source.rule == Rule::VoteAppendix;
        assert!(
            first <= last && (elsewhere || within[0] <= first && last <= within[1]),
            "{source:?} stands within {within:?}"
        );
        let page = text
            .lines
            .get(first as usize - 1)
            .and_then(|(page, _)| *page);
        assert_eq!(source.span.page, page, "{source:?} has its line's page");
    }
}

impl Text {
    /// First and last line of a paragraph.
    fn lines_of(&self, paragraph: usize) -> [u32; 2] {
        let own = (1..).zip(&self.places).filter(|(_, place)| match place {
            Place::Header(held) | Place::Heading(held, _) | Place::Section(held, _) => {
                *held == paragraph
            }
            _ => false,
        });
        let numbers: Vec<u32> = own.map(|(number, _)| number).collect();
        [
            *numbers.first().expect("a header"),
            *numbers.last().expect("a header"),
        ]
    }

    /// The letters of a source's lines, page heads left out unless they tell it.
    fn of(&self, source: &FieldSource) -> String {
        let [first, last] = source.span.lines.unwrap_or([1, 0]);
        (first..=last)
            .filter(|&number| {
                let place = self.places.get(number as usize - 1);
                place != Some(&Place::Furniture) || source.rule == Rule::PageHeads
            })
            .filter_map(|number| Some(self.lines.get(number as usize - 1)?.1.as_str()))
            .collect()
    }
}

/// Letters and digits only, all small: what hyphens, blanks and capitals cannot change.
pub(super) fn essence(text: &str) -> String {
    let letters = text.chars().filter(|letter| letter.is_alphanumeric());
    letters.flat_map(char::to_lowercase).collect()
}

fn words(text: &str) -> Vec<String> {
    let words = text.split(|letter: char| !letter.is_alphanumeric());
    words
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

type Fields = BTreeMap<String, Vec<String>>;

/// Fields with a value, each with the words that must stand where its source says.
fn fields_of_meeting(meeting: &Meeting) -> Fields {
    let mut fields = Fields::new();
    let mut add = |field: &str, is_there: bool, value: &str| {
        if is_there {
            fields.insert(field.to_owned(), words(value));
        }
    };
    add("municipality", meeting.municipality.is_some(), "");
    add("body", meeting.body.is_some(), "");
    add("date", meeting.date.is_some(), "");
    add("end_date", meeting.end_date.is_some(), "");
    add("start_time", meeting.start_time.is_some(), "");
    add("end_time", meeting.end_time.is_some(), "");
    let place = meeting.place.as_deref();
    add("place", place.is_some(), place.unwrap_or_default());
    add("adjusted_on", meeting.adjusted_on.is_some(), "");
    add("posted_on", meeting.posted_on.is_some(), "");
    add("posted_until", meeting.posted_until.is_some(), "");
    let (chair, secretary) = (meeting.chair.as_deref(), meeting.secretary.as_deref());
    add("chair", chair.is_some(), chair.unwrap_or_default());
    add(
        "secretary",
        secretary.is_some(),
        secretary.unwrap_or_default(),
    );
    add("paragraph_range", meeting.paragraph_range.is_some(), "");
    for (place, name) in meeting.adjusters.iter().enumerate() {
        add(&format!("adjusters/{place}"), true, name);
    }
    for (place, attendee) in meeting.attendees.iter().enumerate() {
        add(&format!("attendees/{place}"), true, &attendee.name);
    }
    fields
}

fn fields_of_paragraph(paragraph: &Paragraph) -> Fields {
    let mut fields = Fields::new();
    let mut add = |field: String, value: &str| {
        fields.insert(field, words(value));
    };
    add("number".to_owned(), &paragraph.number.to_string());
    if let Some(title) = &paragraph.title {
        add("title".to_owned(), title);
    }
    for (place, number) in paragraph.case_numbers.iter().enumerate() {
        add(format!("case_numbers/{place}"), number.printed());
    }
    for (place, name) in paragraph.case_officers.iter().enumerate() {
        add(format!("case_officers/{place}"), name);
    }
    for (place, section) in paragraph.sections.iter().enumerate() {
        add(
            format!("sections/{place}"),
            section.heading.as_deref().unwrap_or_default(),
        );
    }
    if !paragraph.basis.is_empty() {
        add("basis".to_owned(), &paragraph.basis.join(" "));
    }
    if !paragraph.sent_to.is_empty() {
        add("sent_to".to_owned(), &paragraph.sent_to.join(" "));
    }
    if let Some(decision) = &paragraph.decision {
        add("decision".to_owned(), &decision.points.join(" "));
        for place in 0..decision.outcomes.len() {
            add(format!("decision/outcomes/{place}"), "");
        }
        if decision.decided_by.is_some() {
            add("decision/decided_by".to_owned(), "");
        }
        if decision.as_proposed.is_some() {
            add("decision/as_proposed".to_owned(), "");
        }
    }
    for (place, vote) in paragraph.votes.iter().enumerate() {
        add(format!("votes/{place}"), "");
        let names: Vec<&str> = vote.named.iter().map(|named| named.name.as_str()).collect();
        if !names.is_empty() {
            add(format!("votes/{place}/named"), &names.join(" "));
        }
    }
    for (place, person) in paragraph.reservations.iter().enumerate() {
        add(format!("reservations/{place}"), &person.name);
    }
    for (place, person) in paragraph.recused.iter().enumerate() {
        add(format!("recused/{place}"), &person.name);
    }
    // "§§ 5-7" names the sixth without its number.
    for place in 0..paragraph.refers_to.len() {
        add(format!("refers_to/{place}"), "");
    }
    if paragraph.adjusted_at_once {
        add("adjusted_at_once".to_owned(), "");
    }
    fields
}

#[test]
fn a_stated_fact_has_no_lines() {
    let facts = Facts {
        body: Some("Tekniska nämnden".to_owned()),
        ..Facts::default()
    };
    let source = super::support::source(
        "Lillviks kommun\n\n§ 7 Lekplatser\n\nBeslut\nTas till protokollet.\n",
    );
    let meeting = crate::parse(&source, &facts).meeting;
    let body = meeting.sources.of("body").expect("a source");
    assert_eq!((body.rule, body.span.lines), (Rule::Stated, None));
}
