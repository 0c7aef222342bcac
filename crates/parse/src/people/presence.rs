//! On which paragraphs somebody was there: `§§ 16-18`, `t.o.m. § 54`, `ej § 13`, `1-6, 9-34`.

use crate::folding::Folding;
use crate::scan::Cursor;

/// What a text beside a name says about paragraphs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Presence {
    only: Vec<[u32; 2]>,
    except: Vec<[u32; 2]>,
    until: Option<u32>,
    from: Option<u32>,
}

/// Tells of paragraphs and of nothing else: `§§ 1-6, 9-34`, `t.o.m. § 54`.
pub(crate) fn is_alone(text: &str) -> bool {
    let folded = text.folded();
    let words = folded
        .split(|letter: char| !letter.is_alphabetic())
        .filter(|word| !word.is_empty());
    let known = |word: &str| {
        matches!(
            word,
            "t" | "o"
                | "m"
                | "fr"
                | "f"
                | "tom"
                | "from"
                | "fom"
                | "ej"
                | "utom"
                | "och"
                | "samt"
                | "del"
                | "av"
                | "paragraf"
                | "paragrafer"
                | "paragraferna"
                | "under"
                | "delar"
        )
    };
    let marked =
        folded.contains(['§', '-', '–', ',']) || folded.contains("o.m") || folded.contains("o m");
    folded.contains(|letter: char| letter.is_ascii_digit())
        && marked
        && !folded.contains([':', '@', '/'])
        && words.into_iter().all(known)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Mode {
    Only,
    Except,
    Until,
    From,
}

impl Presence {
    /// Reads a text beside a name.
    pub(crate) fn read(text: &str) -> Presence {
        let folded = text.folded();
        let bare = folded.chars().all(|letter| {
            letter.is_ascii_digit() || letter.is_whitespace() || "-–—,§.()".contains(letter)
        });
        let mut presence = Presence::default();
        let folded = if bare { folded } else { with_sign(folded) };
        let mut cursor = Cursor::new(&folded);
        let mut mode = Mode::Only;
        let mut signed = bare;
        while let Some(next) = cursor.peek() {
            if next.is_ascii_digit() {
                let Some(range) = range(&mut cursor) else {
                    signed = bare;
                    continue;
                };
                if signed {
                    presence.add(mode, range);
                }
            } else if next.is_alphabetic() {
                let word = cursor
                    .take_while(|letter| letter.is_alphabetic() || letter == '.' || letter == ':');
                match keyword(word, &mut cursor) {
                    Some(Keyword::Mode(found)) => {
                        mode = found;
                        signed = true;
                    }
                    Some(Keyword::Sign) => signed = true,
                    Some(Keyword::Joins) => {}
                    None => {
                        mode = Mode::Only;
                        signed = bare;
                    }
                }
            } else {
                if next == '§' {
                    signed = true;
                }
                cursor.eat_any(&[next]);
            }
        }
        presence
    }

    pub(crate) fn is_empty(&self) -> bool {
        *self == Presence::default()
    }

    /// Takes what another text says as well.
    pub(crate) fn add_all(&mut self, other: Presence) {
        self.only.extend(other.only);
        self.except.extend(other.except);
        self.until = self.until.or(other.until);
        self.from = self.from.or(other.from);
    }

    fn add(&mut self, mode: Mode, range: [u32; 2]) {
        match mode {
            Mode::Only => self.only.push(range),
            Mode::Except => self.except.push(range),
            Mode::Until => self.until = Some(range[1]),
            Mode::From => self.from = Some(range[0]),
        }
    }

    /// Ranges of paragraphs within the meeting's; empty where nothing limits the presence.
    pub(crate) fn within(&self, meeting: Option<[u32; 2]>) -> Vec<[u32; 2]> {
        let mut ranges = self.only.clone();
        let [first, last] = meeting.unwrap_or([1, u32::MAX]);
        match (self.from, self.until) {
            (Some(from), Some(until)) if until < from => {
                ranges.extend([[first, until], [from, last]]);
            }
            (Some(from), Some(until)) => ranges.push([from, until]),
            (Some(from), None) => ranges.push([from, last]),
            (None, Some(until)) => ranges.push([first, until]),
            (None, None) => {}
        }
        if !self.except.is_empty() && meeting.is_some() {
            let base = if ranges.is_empty() {
                vec![[first, last]]
            } else {
                ranges
            };
            ranges = self
                .except
                .iter()
                .fold(base, |ranges, &hole| without(ranges, hole));
        }
        ranges.retain(|range| range[0] <= range[1] && range[1] != u32::MAX);
        ranges.sort_unstable();
        ranges
    }
}

/// `1:e vice ordf., 85-90, 92-99`: a list of numbers at the end needs no sign.
fn with_sign(folded: String) -> String {
    let letters = folded.rfind(char::is_alphabetic).map_or(0, |at| at + 1);
    let digits = folded
        .get(letters..)
        .and_then(|rest| rest.find(|letter: char| letter.is_ascii_digit()));
    let start = digits.map_or(folded.len(), |at| letters + at);
    let Some(list) = folded.get(start..) else {
        return folded;
    };
    let is_list = list.contains(['-', '–', ','])
        && list
            .chars()
            .all(|letter| letter.is_ascii_digit() || matches!(letter, '-' | '–' | ',' | ' ' | '.'));
    let parted = folded
        .get(..start)
        .is_some_and(|before| before.trim_end().ends_with(','));
    if is_list && parted && !folded.contains('§') {
        folded
            .get(..start)
            .map(|before| format!("{before}§ {list}"))
            .unwrap_or(folded)
    } else {
        folded
    }
}

enum Keyword {
    Mode(Mode),
    Sign,
    /// Stands between numbers.
    Joins,
}

fn keyword(word: &str, cursor: &mut Cursor<'_>) -> Option<Keyword> {
    let bare: String = word
        .chars()
        .filter(|letter| letter.is_alphabetic())
        .collect();
    match bare.as_str() {
        "tom" => Some(Keyword::Mode(Mode::Until)),
        "from" | "fom" => Some(Keyword::Mode(Mode::From)),
        // "t o m", "fr o m", "t. o. m."
        "t" | "fr" | "f" => {
            let mut ahead = *cursor;
            ahead.take_while(|letter| letter == ' ' || letter == '.');
            let middle = ahead.take_while(|letter| letter.is_alphabetic() || letter == '.');
            ahead.take_while(|letter| letter == ' ' || letter == '.');
            let joined = middle.trim_end_matches('.') == "o" && ahead.letters() == "m"
                || middle.trim_matches('.') == "o.m";
            if !joined {
                return None;
            }
            ahead.take_while(|letter| letter == '.');
            *cursor = ahead;
            Some(Keyword::Mode(if bare == "t" {
                Mode::Until
            } else {
                Mode::From
            }))
        }
        "ej" | "utom" | "inte" | "förutom" | "frånvarande" => Some(Keyword::Mode(Mode::Except)),
        "paragraf" | "paragrafer" | "paragraferna" => Some(Keyword::Sign),
        "och" | "samt" | "del" | "av" | "under" | "delar" => Some(Keyword::Joins),
        _ => None,
    }
}

/// `15`, `15-17`; `None` for times and dates, which are passed over.
fn range(cursor: &mut Cursor<'_>) -> Option<[u32; 2]> {
    let first = cursor.number();
    let is_time = matches!(cursor.peek(), Some(':' | '.')) && {
        let mut ahead = *cursor;
        ahead.eat_any(&[':', '.']);
        ahead.peek().is_some_and(|next| next.is_ascii_digit())
    };
    let Some(first) = first.filter(|&first| first <= 3000 && !is_time) else {
        cursor.take_while(|letter| {
            letter.is_ascii_digit() || matches!(letter, ':' | '.' | '-' | '–')
        });
        return None;
    };
    let mut ahead = *cursor;
    ahead.blanks();
    let dashed = ahead.eat_any(&['-', '–', '—']).is_some();
    ahead.blanks();
    let _ = ahead.eat("§");
    ahead.blanks();
    match ahead.number().filter(|_| dashed) {
        Some(last) if last >= first && last <= 3000 => {
            *cursor = ahead;
            Some([first, last])
        }
        _ => Some([first, first]),
    }
}

fn without(ranges: Vec<[u32; 2]>, hole: [u32; 2]) -> Vec<[u32; 2]> {
    let parts = ranges.into_iter().flat_map(|[first, last]| {
        if hole[1] < first || hole[0] > last {
            return vec![[first, last]];
        }
        let left = (hole[0] > first).then(|| [first, hole[0] - 1]);
        let right = (hole[1] < last).then(|| [hole[1] + 1, last]);
        left.into_iter().chain(right).collect()
    });
    parts.collect()
}
