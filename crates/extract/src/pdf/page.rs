//! One page: from content to lines, and what is to be said of it.

use paragraf_model::{Finding, FindingKind, PageSize, SourcePage, Span, TextOrigin};

use super::document::File;
use super::glyph::Glyph;
use super::hidden::Hidden;
use super::interpreter::Interpreter;
use super::lines::{self, Line, Pitch};
use super::page_tree::Page;
use super::recognised::{Reason, RecognisedPage};
use super::trust::{self, Trust};
use crate::quality;

/// A page before the document's pitch is known.
pub struct ReadPage {
    /// Counted from 1.
    pub number: u32,
    size: PageSize,
    /// What it consists of. Where its picture was recognised, the text is no longer a picture.
    pub trust: Trust,
    /// How sure the recogniser is, where this program let one read the page.
    pub confidence: Option<f32>,
    /// Why it could not be recognised, where that was tried.
    pub failure: Option<Reason>,
    /// Without blank lines.
    pub lines: Vec<Line>,
    /// Text that nobody sees.
    pub hidden: Hidden,
    /// A limit was met before its end.
    pub cut: bool,
    /// Some of its streams could not be decoded.
    pub damaged: bool,
}

/// So much more of recognised text must read as words to take the place of text that is there.
const CLEARLY_BETTER: f32 = 0.1;

/// So many times as many characters must be recognised to take the place of text that may be a part only.
const CLEARLY_MORE: usize = 2;

/// Reads one page, with what was recognised in its picture.
pub fn read<'a>(
    file: &File,
    interpreter: &mut Interpreter<'a>,
    page: &Page<'a>,
    number: u32,
    recognised: Option<&RecognisedPage>,
) -> ReadPage {
    let content = interpreter.run(page);
    let (width, height) = (page.shown.width() as f32, page.shown.height() as f32);
    let seen = if page.quarter_turns.is_multiple_of(2) {
        PageSize { width, height }
    } else {
        PageSize {
            width: height,
            height: width,
        }
    };
    let trouble = file.take_trouble();
    let page_lines = lines::assemble(&content.glyphs, seen);
    let read = ReadPage {
        number,
        size: page_lines.size,
        trust: trust::judge(&content, seen),
        confidence: None,
        failure: None,
        lines: page_lines.lines,
        hidden: content.hidden,
        cut: content.cut || trouble.too_large,
        damaged: trouble.damaged,
    };
    match recognised {
        Some(recognised) => with_recognised(read, &content.glyphs, recognised, seen),
        None => read,
    }
}

/// A picture's text joins what was typed over it; other text gives way only to what clearly reads better, or to
/// what is more where it may be a part only.
fn with_recognised(
    own: ReadPage,
    typed: &[Glyph],
    recognised: &RecognisedPage,
    seen: PageSize,
) -> ReadPage {
    let picture = recognised.read();
    let is_picture = own.trust.origin == TextOrigin::Picture;
    // Text that is not painted may be what another recogniser made of the picture.
    let unpainted = characters(typed.iter().filter(|glyph| !trust::is_visible(glyph)));
    let is_more = characters(picture.glyphs.iter()) > CLEARLY_MORE * unpainted;
    // What is typed over a scan is not in its picture; other text is what the picture is to replace.
    let is_typed =
        |glyph: &&Glyph| own.trust.origin != TextOrigin::Text && trust::is_visible(glyph);
    let typed = typed.iter().filter(is_typed);
    let glyphs: Vec<Glyph> = typed.cloned().chain(picture.glyphs).collect();
    let page_lines = lines::assemble(&glyphs, seen);
    let better = || {
        let quality = |lines: &[Line]| quality::of_text(&text(lines));
        quality(&page_lines.lines) > quality(&own.lines) + CLEARLY_BETTER
    };
    let is_settled = is_picture && (unpainted == 0 || is_more);
    if !is_settled && !better() {
        return ReadPage {
            trust: own.trust.looked_at(),
            ..own
        };
    }
    ReadPage {
        size: page_lines.size,
        lines: page_lines.lines,
        confidence: Some(picture.confidence),
        trust: Trust {
            origin: TextOrigin::Ocr,
            ..own.trust
        },
        ..own
    }
}

impl ReadPage {
    /// Its picture is to be recognised: nothing else holds its text, or not all of it, or what holds it is broken.
    pub fn waits(&self) -> bool {
        let is_picture = self.trust.origin == TextOrigin::Picture && self.trust.is_pictured;
        is_picture || self.trust.is_scan && quality::is_unreadable(&text(&self.lines))
    }
}

fn characters<'a>(glyphs: impl Iterator<Item = &'a Glyph>) -> usize {
    let texts = glyphs.filter(|glyph| !glyph.is_blank());
    texts.map(|glyph| glyph.text.chars().count()).sum()
}

fn text(lines: &[Line]) -> String {
    let mut text = String::new();
    for segment in lines.iter().flat_map(|line| &line.segments) {
        text.push_str(&segment.text);
        text.push('\n');
    }
    text
}

/// Puts blank lines where the document's pitch asks for them, and reports what is odd.
pub fn finish(read: Vec<ReadPage>) -> (Vec<SourcePage>, Vec<Finding>) {
    let pitch = Pitch::of(read.iter().map(|page| page.lines.as_slice()));
    let mut findings = Vec::new();
    let mut first_line = 1;
    let pages = read.into_iter().map(|page| {
        let (number, trust, failure) = (page.number, page.trust, page.failure);
        let (cut, damaged) = (page.cut, page.damaged);
        let lines = lines::with_blanks(page.lines, &pitch);
        let count = lines.len() as u32;
        let span = Span {
            page: Some(number),
            lines: (count > 0).then_some([first_line, (first_line + count).saturating_sub(1)]),
        };
        first_line += count;
        findings.extend(of_picture(span, trust, page.confidence, failure));
        findings.extend(of_page(span, cut, damaged));
        findings.extend(page.hidden.findings(number));
        SourcePage {
            number: Some(number),
            size: Some(page.size),
            origin: trust.origin,
            confidence: page.confidence,
            lines,
        }
    });
    let pages = pages.collect();
    (pages, findings)
}

/// Below this a recogniser was so unsure that a person should look.
const SURE: f32 = 0.8;

fn of_picture(
    span: Span,
    trust: Trust,
    confidence: Option<f32>,
    failure: Option<Reason>,
) -> Option<Finding> {
    let has_text = span.lines.is_some();
    let Some(confidence) = confidence else {
        return (trust.origin == TextOrigin::Picture).then(|| {
            let message = unrecognised(trust, has_text, failure);
            Finding::warning(FindingKind::PageWithoutText, span, message)
        });
    };
    let percent = (100.0 * confidence).round();
    Some(if confidence <= 0.0 {
        let message = "Sidan är en bild där ingen text kunde kännas igen.";
        Finding::info(FindingKind::TextRecognised, span, message)
    } else if confidence < SURE {
        let message = format!(
            "Sidans text är igenkänd ur en bild med låg säkerhet ({percent} %); jämför med originalet."
        );
        Finding::warning(FindingKind::TextRecognised, span, message)
    } else {
        let message = format!("Sidans text är igenkänd ur en bild (säkerhet {percent} %).");
        Finding::info(FindingKind::TextRecognised, span, message)
    })
}

/// What is to be said of a picture that was not recognised.
fn unrecognised(trust: Trust, has_text: bool, failure: Option<Reason>) -> String {
    match (failure.map(Reason::in_swedish), trust.is_pictured) {
        (Some(reason), _) if has_text => format!(
            "Sidan är en bild med lite text till; bildens text kunde inte kännas igen: {reason}."
        ),
        (Some(reason), _) => {
            format!("Sidan är en bild vars text inte kunde kännas igen: {reason}.")
        }
        (None, true) if has_text => {
            "Sidan är en bild med lite text till; bildens egen text kan läsas först efter textigenkänning.".into()
        }
        (None, true) => {
            "Sidan är en bild utan text; den kan läsas först efter textigenkänning.".into()
        }
        (None, false) => {
            "Sidans text är ritad som kurvor; den kan varken läsas eller kännas igen.".into()
        }
    }
}

fn of_page(span: Span, cut: bool, damaged: bool) -> Vec<Finding> {
    let mut findings = Vec::new();
    if cut {
        findings.push(Finding::error(
            FindingKind::LimitReached,
            span,
            "Sidan är för invecklad; bara en del av den har lästs.",
        ));
    }
    if damaged {
        findings.push(Finding::warning(
            FindingKind::FileDamaged,
            span,
            "En del av sidan är skadad och kunde inte läsas.",
        ));
    }
    findings
}
