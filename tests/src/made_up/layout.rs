//! A meeting as a text file: a cover, then the paragraphs, each municipality with its own spelling of case numbers.

use std::collections::BTreeSet;
use std::path::PathBuf;

use chrono::Days;

use super::calendar::{Item, Meeting};
use super::handling::Sections;
use super::people;
use crate::chance::Chance;

/// Where lines end.
const WIDTH: usize = 84;

/// What a person states beside the files of each municipality.
pub fn facts(meetings: &[Meeting<'_>]) -> Vec<(PathBuf, String)> {
    let municipalities: BTreeSet<&str> = meetings
        .iter()
        .map(|meeting| meeting.municipality)
        .collect();
    municipalities
        .into_iter()
        .map(|name| {
            let path = PathBuf::from(name).join("facts.toml");
            (path, format!("municipality = \"{name}\"\n"))
        })
        .collect()
}

/// The whole file.
pub fn text(meeting: &Meeting<'_>) -> String {
    let mut text = cover(meeting);
    for (number, item) in meeting.numbered() {
        text.push_str(&paragraph(meeting, number, item));
    }
    text
}

fn cover(meeting: &Meeting<'_>) -> String {
    let Meeting {
        municipality,
        body,
        date,
        ..
    } = meeting;
    let mut chance = Chance::of(&format!("cover/{municipality}/{body}/{date}"));
    let present = people::some(municipality, 6, &mut chance);
    let (chair, adjuster) = (present.first(), present.get(1));
    let (chair, adjuster) = (
        chair.copied().unwrap_or_default(),
        adjuster.copied().unwrap_or_default(),
    );
    let last = meeting.first + meeting.items.len() as u32 - 1;
    let others = present.get(1..).unwrap_or_default().join("\n");
    let adjusted = *date + Days::new(5);
    format!(
        "{municipality}\n{body}\nProtokoll\nDatum: {date}\nTid: 13.00–16.00\nPlats: Stora salen\n\n\
         Närvarande ledamöter\n{chair}, ordförande\n{others}\n\n\
         Paragraf {}–{last}\nUtses att justera: {adjuster}\nJusterat den {adjusted}\n\n\n",
        meeting.first
    )
}

fn paragraph(meeting: &Meeting<'_>, number: u32, item: &Item<'_>) -> String {
    let mut sections = Sections::default();
    let header = match item {
        Item::Formality(formality) => {
            sections.add("Ärendebeskrivning", formality.description.clone());
            sections.add("Beslut", formality.decision.clone());
            format!("§ {number} {}\n", formality.title)
        }
        Item::Handling(handling) => {
            sections = handling.sections(meeting.body, meeting.date);
            let matter = handling.matter;
            format!(
                "§ {number} {}\nÄrendenummer: {}\nHandläggare: {}\n",
                handling.title(),
                case(meeting.municipality, &matter.case),
                matter.officer
            )
        }
    };
    let mut text = header;
    for (heading, blocks) in sections.iter() {
        text.push_str(&format!("\n{heading}\n"));
        for block in blocks {
            text.push_str(&wrapped(block));
        }
    }
    text.push('\n');
    text
}

/// `KS 2021/412` as each municipality prints it.
fn case(municipality: &str, case: &str) -> String {
    let parts = case
        .split_once(' ')
        .and_then(|(registry, number)| Some((registry, number.split_once('/')?)));
    let Some((registry, (year, serial))) = parts else {
        return case.to_owned();
    };
    match municipality {
        "Ekvalla kommun" => format!("{registry} {serial}/{year}"),
        "Strandköpings stad" => format!("{registry}-{year}-{serial:0>5}"),
        "Region Älvmark" => format!("{registry}/{year}:{serial}"),
        _ => case.to_owned(),
    }
}

/// Lines of at most [`WIDTH`] characters; items of a list hang by two blanks.
fn wrapped(block: &str) -> String {
    let hang = if block.starts_with("- ") { "  " } else { "" };
    let mut text = String::new();
    let mut line = String::new();
    for word in block.split_whitespace() {
        if !line.is_empty() && line.chars().count() + 1 + word.chars().count() > WIDTH {
            text.push_str(&line);
            text.push('\n');
            line = hang.to_owned();
        } else if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    text.push_str(&line);
    text.push('\n');
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_municipality_prints_case_numbers_in_its_own_way() {
        let printed = [
            "Ekvalla kommun",
            "Strandköpings stad",
            "Region Älvmark",
            "Kvarnåsa kommun",
        ]
        .map(|name| case(name, "KS 2021/412"));
        assert_eq!(
            printed,
            ["KS 412/2021", "KS-2021-00412", "KS/2021:412", "KS 2021/412"]
        );
    }

    #[test]
    fn long_items_hang() {
        let block = format!("- {}", "ord ".repeat(40));
        let lines = wrapped(&block);
        let lines: Vec<&str> = lines.lines().collect();
        assert_eq!(lines.len(), 2);
        assert!(lines[0].chars().count() <= WIDTH && lines[1].starts_with("  ord"));
    }
}
