//! How an explained text is set: margins, wrapping, colour on a terminal. Nothing here knows of minutes.

use std::io::{self, Write};

/// So wide is everything that is printed, in characters.
const WIDTH: usize = 100;

/// Number, tag and border.
const MARGIN: usize = 5 + 1 + TAG + 3;

/// The widest tag.
const TAG: usize = 12;

/// What something is printed in, where colour is wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ink {
    Plain,
    Faint,
    Margin,
    Header,
    Field,
    Warning,
    Alarm,
}

impl Ink {
    fn code(self) -> &'static str {
        match self {
            Ink::Plain => "",
            Ink::Faint => "\u{1b}[2m",
            Ink::Margin => "\u{1b}[36m",
            Ink::Header => "\u{1b}[1;36m",
            Ink::Field => "\u{1b}[32m",
            Ink::Warning => "\u{1b}[33m",
            Ink::Alarm => "\u{1b}[1;31m",
        }
    }
}

/// Where it is printed.
pub struct Paper<W> {
    out: W,
    in_colour: bool,
}

impl<W: Write> Paper<W> {
    pub fn new(out: W, in_colour: bool) -> Paper<W> {
        Paper { out, in_colour }
    }

    /// A line of its own, set apart.
    pub fn title(&mut self, text: &str) -> io::Result<()> {
        for row in wrapped(text, WIDTH) {
            let row = self.inked(&row, Ink::Header);
            writeln!(self.out, "{row}")?;
        }
        Ok(())
    }

    pub fn blank(&mut self) -> io::Result<()> {
        writeln!(self.out)
    }

    /// The beginning of a page.
    pub fn page(&mut self, number: u32) -> io::Result<()> {
        let rule = format!("{:─<WIDTH$}", format!("── page {number} "));
        let rule = self.inked(&rule, Ink::Faint);
        writeln!(self.out, "{rule}")
    }

    /// A line of the source with its margin.
    pub fn line(&mut self, number: u32, tag: &str, ink: Ink, text: &str) -> io::Result<()> {
        let tag = format!("{:<TAG$}", shortened(tag, TAG));
        let text_ink = if matches!(ink, Ink::Faint | Ink::Alarm) {
            ink
        } else {
            Ink::Plain
        };
        let number = self.inked(&format!("{number:>5}"), Ink::Faint);
        let mut margin = format!("{number} {}", self.inked(&tag, ink));
        let border = self.inked("│", Ink::Faint);
        for row in wrapped(text, WIDTH - MARGIN) {
            let line = format!("{margin} {border} {}", self.inked(&row, text_ink));
            writeln!(self.out, "{}", line.trim_end())?;
            margin = " ".repeat(MARGIN - 3);
        }
        Ok(())
    }

    /// What was read, and at the right by which rule.
    pub fn field(&mut self, text: &str, rule: &str) -> io::Result<()> {
        let room = WIDTH - MARGIN - 2 - rule.chars().count() - 2;
        let text = shortened(text, room);
        let border = self.inked("│", Ink::Faint);
        let value = self.inked(&format!("╰ {text:<room$}"), Ink::Field);
        let rule = self.inked(rule, Ink::Faint);
        writeln!(
            self.out,
            "{}{border} {value}  {rule}",
            " ".repeat(MARGIN - 2)
        )
    }

    /// Something that was noticed.
    pub fn finding(&mut self, text: &str, ink: Ink) -> io::Result<()> {
        let border = self.inked("│", Ink::Faint);
        let mut mark = "! ";
        for row in wrapped(text, WIDTH - MARGIN - 2) {
            let row = self.inked(&format!("{mark}{row}"), ink);
            writeln!(self.out, "{}{border} {row}", " ".repeat(MARGIN - 2))?;
            mark = "  ";
        }
        Ok(())
    }

    /// A name with what is said of it.
    pub fn entry(&mut self, name: &str, indent: usize, text: &str) -> io::Result<()> {
        let mut name = format!("{name:<indent$}");
        for row in wrapped(text, WIDTH.saturating_sub(indent)) {
            writeln!(self.out, "{}", format!("{name}{row}").trim_end())?;
            name = " ".repeat(indent);
        }
        Ok(())
    }

    fn inked(&self, text: &str, ink: Ink) -> String {
        if self.in_colour && ink != Ink::Plain && !text.is_empty() {
            format!("{}{text}\u{1b}[0m", ink.code())
        } else {
            text.to_owned()
        }
    }
}

/// At most so many characters; a cut is shown.
pub fn shortened(text: &str, room: usize) -> String {
    let text = text.replace('\n', " ");
    if text.chars().count() <= room {
        return text;
    }
    let kept: String = text.chars().take(room.saturating_sub(1)).collect();
    format!("{}…", kept.trim_end())
}

/// Rows of at most so many characters, broken between words where that is possible. At least one.
fn wrapped(text: &str, room: usize) -> Vec<String> {
    let mut rows = vec![String::new()];
    let mut used = 0;
    for word in text.split(' ') {
        let length = word.chars().count();
        let begins = used == 0;
        if !begins && used + 1 + length > room {
            rows.push(String::new());
            used = 0;
        } else if !begins {
            push(&mut rows, " ");
            used += 1;
        }
        for letter in word.chars() {
            if used == room {
                rows.push(String::new());
                used = 0;
            }
            push(&mut rows, letter.encode_utf8(&mut [0; 4]));
            used += 1;
        }
    }
    rows
}

fn push(rows: &mut [String], more: &str) {
    if let Some(row) = rows.last_mut() {
        row.push_str(more);
    }
}
