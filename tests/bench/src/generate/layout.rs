//! A meeting as a text file: cover, paragraphs and page heads, each municipality in its own way.

use std::fmt::Write as _;

use chrono::Days;

use super::chance::Chance;
use super::headings::{heading, order};
use super::minutes::{Part, Written};
use super::people::Seats;
use super::places::{Layout, Place, Rank};
use super::plan::Meeting;
use super::wording::in_words;

/// Where lines end, in letters.
const WIDTH: usize = 84;
/// Lines of a page below its head.
const PAGE: usize = 46;

/// The whole file.
pub fn print(
    place: &Place,
    meeting: &Meeting,
    seats: &Seats,
    written: &[Written],
    mut chance: Chance,
) -> String {
    let mut lines = Lines::default();
    cover(&mut lines, place, meeting, seats, &mut chance);
    lines.end_page();
    for paragraph in written {
        header(&mut lines, place.layout, paragraph);
        for part in order(place.layout) {
            for (_, blocks) in paragraph.sections.iter().filter(|(of, _)| of == part) {
                section(&mut lines, place.layout, *part, blocks);
            }
        }
        lines.blank();
        lines.blank();
    }
    lines.paged(place, meeting)
}

/// Lines, and where pages end.
#[derive(Debug, Default)]
struct Lines {
    text: String,
    /// Of each page, where its text ends.
    pages: Vec<usize>,
    on_page: usize,
}

impl Lines {
    fn line(&mut self, line: &str) {
        if self.on_page >= PAGE {
            self.end_page();
        }
        self.text.push_str(line);
        self.text.push('\n');
        self.on_page += 1;
    }

    /// A page does not begin with a blank line.
    fn blank(&mut self) {
        if self.on_page > 0 && self.on_page < PAGE {
            self.line("");
        }
    }

    fn end_page(&mut self) {
        self.pages.push(self.text.len());
        self.on_page = 0;
    }

    /// Lines of at most [`WIDTH`] letters; what follows the first hangs.
    fn block(&mut self, block: &str, hang: &str) {
        let mut line = String::new();
        let mut width = 0;
        for word in block.split(' ') {
            let letters = word.chars().count();
            if width > 0 && width + 1 + letters > WIDTH {
                self.line(&line);
                line.clear();
                line.push_str(hang);
                width = hang.len();
            } else if width > 0 {
                line.push(' ');
                width += 1;
            }
            line.push_str(word);
            width += letters;
        }
        self.line(&line);
    }

    /// Every page with its head.
    fn paged(mut self, place: &Place, meeting: &Meeting) -> String {
        if self.on_page > 0 {
            self.end_page();
        }
        let count = self.pages.len();
        let mut file = String::with_capacity(self.text.len() + count * 300);
        let mut start = 0;
        for (number, end) in (1..).zip(self.pages) {
            head(&mut file, place, meeting, number, count);
            file.push_str(self.text.get(start..end).unwrap_or_default());
            foot(&mut file, place.layout, number < count);
            start = end;
        }
        file
    }
}

/// What stands above each page.
fn head(file: &mut String, place: &Place, meeting: &Meeting, number: usize, count: usize) {
    let (name, body, date) = (place.name(), meeting.body.name, meeting.date);
    let _ = match place.layout {
        Layout::TitleBesideNumber => write!(
            file,
            "{name:<38}Protokoll                           Sida {number} ({count})\n{body:<38}{date}\n\n\n"
        ),
        Layout::CaseBesideNumber => write!(
            file,
            "{name}, protokoll                                                  {number} ({count})\n{body:<60}Protokoll nr {}\n{:<60}Sammanträdesdatum: {date}\n\n\n",
            meeting.ordinal, ""
        ),
        Layout::Columns => write!(
            file,
            "{:<32}SAMMANTRÄDESPROTOKOLL                      {number} ({count})\n{body:<35}{date}\n\n\n",
            name.to_uppercase()
        ),
        Layout::CaseAboveNumber => write!(file, "Protokoll\n{body}\n{name}\n\n"),
    };
}

fn foot(file: &mut String, layout: Layout, is_followed: bool) {
    file.push_str(match layout {
        Layout::TitleBesideNumber | Layout::Columns => {
            "\n\nJusterandes sign                                                  Utdragsbestyrkande\n"
        }
        Layout::CaseBesideNumber | Layout::CaseAboveNumber => "\n",
    });
    if is_followed {
        file.push('\u{c}');
    }
}

/// The first page: when and where, and who was there.
fn cover(lines: &mut Lines, place: &Place, meeting: &Meeting, seats: &Seats, chance: &mut Chance) {
    let date = meeting.date;
    let last = meeting.first + meeting.items.len() as u32 - 1;
    let (start, minutes) = (chance.between(8, 18), chance.pick(&["00", "15", "30"]));
    let end = start + chance.between(1, 4);
    let room = chance.pick(&[
        "Eken",
        "Stora salen",
        "Björken",
        "Sessionssalen",
        "Rådssalen",
        "Lilla Mark",
        "Kommunhuset",
    ]);
    let chair = &seats.members[0];
    let adjuster = &seats.members[1];
    let adjusted = date + Days::new(chance.between(2, 12));
    let posted = adjusted + Days::new(1);
    let until = posted + Days::new(22);
    match place.layout {
        Layout::TitleBesideNumber => {
            for line in [place.name(), meeting.body.name, "Protokoll"] {
                lines.line(line);
            }
            lines.line(&format!("Datum: {date}"));
            lines.line(&format!("Tid: {start:02}.{minutes}–{end:02}.40"));
            lines.line(&format!("Plats: {room}, Kommunhuset"));
        }
        Layout::CaseBesideNumber => {
            for line in [place.name(), meeting.body.name] {
                lines.line(line);
            }
            lines.line(&format!("Protokoll nr {}", meeting.ordinal));
            lines.line(&format!("Sammanträdesdatum: {date}"));
            lines.line(&format!("Tid: {start:02}:{minutes}–{end:02}:40"));
            lines.line(&format!("Plats: {room}, Stadshuset"));
            lines.line(&format!("Paragrafer: §§ {}–{last}", meeting.first));
        }
        Layout::Columns => {
            lines.line(&format!(
                "Plats och tid           Kommunhuset, {room}, kl. {start:02}.{minutes}–{end:02}.40"
            ));
        }
        Layout::CaseAboveNumber => {
            lines.line(&format!("Datum {date}"));
            lines.line(&format!("Klockan {start:02}.{minutes} - {end:02}.40"));
            lines.blank();
            lines.line(&format!("Justerat den {}", in_words(adjusted)));
        }
    }
    lines.blank();
    present(lines, place.layout, meeting, seats, chance);
    lines.blank();
    match place.layout {
        Layout::TitleBesideNumber => {
            lines.line(&format!("Paragraf {}–{last}", meeting.first));
            lines.line(&format!("Utses att justera: {}", adjuster.with_party()));
            lines.line(&format!("Justerat den {adjusted}"));
            lines.line(&format!("Anslaget på kommunens anslagstavla den {posted}"));
            lines.line(&format!("Anslaget tas ned den {until}"));
        }
        Layout::CaseBesideNumber => {
            lines.line("Justering");
            lines.line(&format!("Justeringsdag: {adjusted}"));
            lines.line(&format!("Anslaget sätts upp: {posted}"));
            lines.line(&format!("Anslaget tas ned: {until}"));
        }
        Layout::Columns => {
            lines.line(&format!("Utses att justera       {}", adjuster.name));
            lines.line("Justeringens plats");
            lines.line(&format!("och tid                 Kommunhuset {adjusted}"));
            lines.line(&format!("Paragrafer              {}–{last}", meeting.first));
        }
        Layout::CaseAboveNumber => return,
    }
    lines.blank();
    lines.line(&format!("{}, sekreterare", seats.secretary));
    lines.line(&format!("{}, ordförande", chair.with_party()));
    lines.line(&format!("{}, justerande", adjuster.with_party()));
    if place.layout == Layout::Columns {
        lines.blank();
        lines.line("ANSLAG/BEVIS");
        lines.line(&format!("Organ                   {}", meeting.body.name));
        lines.line(&format!("Sammanträdesdatum       {date}"));
        lines.line(&format!(
            "Datum för anslags       {posted}          Datum för anslags       {until}"
        ));
        lines.line("uppsättande                                 nedtagande");
        lines.line("Förvaringsplats         Kommunhuset");
    }
}

/// The roll: most are there, substitutes serve for the others.
fn present(
    lines: &mut Lines,
    layout: Layout,
    meeting: &Meeting,
    seats: &Seats,
    chance: &mut Chance,
) {
    lines.line(match layout {
        Layout::TitleBesideNumber => "Närvarande ledamöter",
        Layout::Columns => "Beslutande",
        _ => "Ledamöter",
    });
    let mut absent = Vec::new();
    for (place, member) in seats.members.iter().enumerate() {
        let office = match place {
            0 => ", ordförande",
            1 => ", 1:e vice ordförande",
            2 => ", 2:e vice ordförande",
            _ if chance.percent(12) => {
                absent.push(member);
                continue;
            }
            _ => "",
        };
        lines.line(&format!("{}{office}", member.with_party()));
    }
    let mut substitutes = seats.substitutes.iter();
    if !absent.is_empty() {
        lines.blank();
        lines.line("Tjänstgörande ersättare");
        for (member, substitute) in absent.into_iter().zip(&mut substitutes) {
            lines.line(&format!(
                "{} ersätter {}",
                substitute.with_party(),
                member.with_party()
            ));
        }
    }
    if meeting.body.rank != Rank::Council {
        lines.blank();
        lines.line("Ersättare");
        for substitute in substitutes.take(chance.between(1, 4) as usize) {
            lines.line(&substitute.with_party());
        }
    }
    lines.blank();
    lines.line("Övriga");
    lines.line(&format!("{}, nämndsekreterare", seats.secretary));
}

fn header(lines: &mut Lines, layout: Layout, paragraph: &Written) {
    let Written { number, title, .. } = paragraph;
    // A header is not cut by the end of a page.
    if lines.on_page + 6 > PAGE {
        lines.end_page();
    }
    let case = paragraph.case.as_deref();
    match layout {
        Layout::TitleBesideNumber => {
            lines.block(&format!("§ {number} {title}"), "");
            if let Some(case) = case {
                lines.line(&format!("Ärendenummer: {case}"));
            }
            if let Some(officer) = &paragraph.officer {
                lines.line(&format!("Handläggare: {officer}"));
            }
        }
        Layout::CaseBesideNumber => {
            match case {
                Some(case) => lines.line(&format!("§ {number} Ärendenummer {case}")),
                None => lines.line(&format!("§ {number}")),
            }
            lines.block(title, "");
        }
        Layout::Columns => {
            match case {
                Some(case) => lines.line(&format!("§ {number:<25}Dnr {case}")),
                None => lines.line(&format!("§ {number}")),
            }
            lines.block(title, "");
        }
        Layout::CaseAboveNumber => {
            if let Some(case) = case {
                lines.line(case);
            }
            lines.line(&format!("§ {number}"));
            lines.block(title, "");
        }
    }
}

fn section(lines: &mut Lines, layout: Layout, part: Part, blocks: &[String]) {
    if lines.on_page + 3 > PAGE {
        lines.end_page();
    }
    lines.blank();
    lines.line(heading(layout, part));
    for (place, block) in blocks.iter().enumerate() {
        if part == Part::Description && place > 0 && !block.starts_with("- ") {
            lines.blank();
        }
        match block.strip_prefix("- ") {
            Some(point) if part == Part::Decision && layout == Layout::CaseAboveNumber => {
                lines.blank();
                lines.block(point, "");
            }
            Some(point) if layout == Layout::Columns => {
                lines.block(&format!("{place}. {point}"), "   ");
            }
            _ => lines.block(block, if block.starts_with("- ") { "  " } else { "" }),
        }
    }
}
