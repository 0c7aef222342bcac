//! Case numbers out of a pasted list.

use paragraf_model::{CaseNumber, Evidence};

/// One number a line; tabs, semicolons and commas part them too, as cells of a spreadsheet do. Of a line with a number
/// in it, cells that are none (a title, a date) are left out; a line without one is kept whole, so that it is answered.
pub fn listed_numbers(list: &str) -> Vec<String> {
    let lines = list.split(['\n', '\r']).map(str::trim);
    lines.flat_map(of_line).collect()
}

fn of_line(line: &str) -> Vec<String> {
    let cells: Vec<&str> = line
        .split(['\t', ';', ','])
        .map(bare)
        .filter(|cell| !cell.is_empty())
        .collect();
    let numbers: Vec<String> = cells.iter().flat_map(|cell| of_cell(cell)).collect();
    match (numbers.is_empty(), bare(line)) {
        (false, _) => numbers,
        (true, "") => Vec::new(),
        (true, line) => vec![line.split_whitespace().collect::<Vec<_>>().join(" ")],
    }
}

/// The cell where it is a number, or the numbers that its words name.
fn of_cell(cell: &str) -> Vec<String> {
    if read_typed(cell).is_some() || may_be_number(cell) {
        return vec![cell.to_owned()];
    }
    let found = CaseNumber::find_all_given(cell, Evidence::Typed).into_iter();
    found
        .map(|number| number.case_number.printed().to_owned())
        .collect()
}

/// Whether a cell looks like a number that was meant, though it cannot be read: it gets its row, too.
fn may_be_number(cell: &str) -> bool {
    let is_of_a_number = |c: char| c.is_alphanumeric() || matches!(c, ' ' | '/' | ':' | '-' | '.');
    let letters = cell.chars().filter(|c| c.is_alphabetic()).count();
    let figures = cell.chars().filter(char::is_ascii_digit).count();
    let is_day = cell.len() == 10 && cell.parse::<chrono::NaiveDate>().is_ok();
    figures > 2 && letters <= 6 && !is_day && cell.chars().all(is_of_a_number)
}

/// The one case number of a text: all of it, or the only one that it names.
pub fn read_typed(typed: &str) -> Option<CaseNumber> {
    let typed = bare(typed);
    let whole = CaseNumber::read(typed)
        .or_else(|| CaseNumber::read(&tightened(typed)))
        .or_else(|| CaseNumber::read(&with_signs(typed)?));
    if whole.is_some() {
        return whole;
    }
    let mut found = CaseNumber::find_all_given(typed, Evidence::Typed).into_iter();
    let first = found.next()?.case_number;
    let is_only = found.all(|other| other.case_number.canonical() == first.canonical());
    is_only.then_some(first)
}

/// The case numbers of a text typed into a search box that holds nothing else than them, with their labels; none where
/// anything in it is to be searched for.
pub fn numbers_alone(typed: &str) -> Vec<String> {
    let typed = typed.trim();
    if typed.contains(['"', '\u{201C}', '\u{201D}']) || asks_by_field(typed) {
        return Vec::new();
    }
    let read = |text: &str| CaseNumber::read_given(bare(text), Evidence::Typed).is_some();
    let is_one = read(typed)
        || read(&tightened(typed))
        || with_signs(typed).is_some_and(|signed| read(&signed));
    if is_one {
        return vec![bare(typed).to_owned()];
    }
    let found = CaseNumber::find_all_given(typed, Evidence::Typed);
    let mut numbers: Vec<(&str, String)> = Vec::new();
    let mut end = 0;
    for number in &found {
        let between = typed.get(end..number.range.start);
        if !between.is_some_and(says_nothing) {
            return Vec::new();
        }
        end = number.range.end;
        let canonical = number.case_number.canonical();
        if numbers.iter().all(|(known, _)| *known != canonical) {
            let printed = number.case_number.printed().to_owned();
            numbers.push((canonical, printed));
        }
    }
    match typed.get(end..).is_some_and(says_nothing) {
        true => numbers.into_iter().map(|(_, printed)| printed).collect(),
        false => Vec::new(),
    }
}

/// Whether the field of cases is asked for by its name: that is a search. Labels as minutes print them (`Dnr:`) are none.
fn asks_by_field(typed: &str) -> bool {
    let lower = typed.to_lowercase();
    ["ärende:", "arende:", "case:"]
        .iter()
        .any(|field| lower.contains(field))
}

/// Whether what stands between numbers parts them and asks for nothing.
fn says_nothing(between: &str) -> bool {
    const WORDS: [&str; 8] = [
        "och",
        "samt",
        "dnr",
        "nr",
        "nummer",
        "ärende",
        "ärenden",
        "diarienummer",
    ];
    let mut words =
        between.split(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | '.' | ':' | '&'));
    words.all(|word| word.is_empty() || WORDS.contains(&word.to_lowercase().as_str()))
}

/// With the sign between two numbers that only a blank parts: `slk 2023 633`.
fn with_signs(typed: &str) -> Option<String> {
    let words: Vec<&str> = typed.split_whitespace().collect();
    let is_number = |word: &&str| word.chars().all(|c| c.is_ascii_digit());
    let place = words
        .windows(2)
        .position(|pair| pair.iter().all(is_number))?;
    let (before, after) = words.split_at_checked(place + 1)?;
    Some(format!("{}/{}", before.join(" "), after.join(" ")))
}

/// Without the blanks around signs that part numbers: `KS 2020 / 596`.
fn tightened(typed: &str) -> String {
    let mut tight = typed.to_owned();
    for sign in ["/", ":", "-"] {
        let parts: Vec<&str> = tight.split(sign).map(str::trim).collect();
        tight = parts.join(sign);
    }
    tight
}

/// Without blanks, quotation marks and the signs that end a cell or a sentence.
fn bare(text: &str) -> &str {
    let is_around = |c: char| {
        c.is_whitespace()
            || matches!(
                c,
                '"' | '\''
                    | '\u{201C}'
                    | '\u{201D}'
                    | '\u{2019}'
                    | ','
                    | ';'
                    | '.'
                    | ':'
                    | '\u{feff}'
            )
    };
    text.trim_matches(is_around)
}

#[cfg(test)]
mod tests {
    use super::{listed_numbers, numbers_alone, read_typed};

    /// What a spelling is read as; `-` for none.
    fn canonical(typed: &str) -> String {
        read_typed(typed).map_or("-".to_owned(), |number| number.canonical().to_owned())
    }

    #[test]
    fn one_number_in_any_spelling_is_that_number() {
        for (typed, expected) in [
            ("KS 2020/596", "KS 2020/596"),
            ("Ks 596/2020", "KS 2020/596"),
            ("ks-2020-00596", "KS 2020/596"),
            ("KS/2020:596", "KS 2020/596"),
            ("KS2020/596", "KS 2020/596"),
            ("ks 2020-596", "KS 2020/596"),
            ("KS 2020:596", "KS 2020/596"),
            ("Dnr KS 2020/596", "KS 2020/596"),
            ("dnr: KS 2020/596", "KS 2020/596"),
            ("Dnr. KS 2020/00596", "KS 2020/596"),
            ("diarienummer KS 2020/596", "KS 2020/596"),
            ("Diarienr: 2020/596 KS", "KS 2020/596"),
            ("2020/596 KS", "KS 2020/596"),
            ("KS 2020/596:3", "KS 2020/596"),
            ("KS 2020/596-3", "KS 2020/596"),
            ("KS-2020/596", "KS 2020/596"),
            ("KS 2020 / 596", "KS 2020/596"),
            ("KS\u{a0}2020/596", "KS 2020/596"),
            ("KS 2020\u{2013}596", "KS 2020/596"),
            ("KS 2020\u{2011}596", "KS 2020/596"),
            ("  KS 2020/596  ", "KS 2020/596"),
            ("\"KS 2020/596\"", "KS 2020/596"),
            ("KS 2020/596,", "KS 2020/596"),
            ("KS 2020/596.", "KS 2020/596"),
            ("\u{feff}KS 2020/596", "KS 2020/596"),
            ("2020/596", "2020/596"),
            ("2020-596", "2020/596"),
            ("596/2020", "2020/596"),
            ("dnr 2020-596", "2020/596"),
            ("2020-00596", "2020/596"),
            ("sän 2021/7", "SÄN 2021/7"),
            ("BUN-2024-00001", "BUN 2024/1"),
            ("Ärende KS 2020/596 om vinternatt", "KS 2020/596"),
            ("slk 2023 633", "SLK 2023/633"),
            ("KS 2020/596 och KS 2020/597", "-"),
            ("", "-"),
            ("vinternatt", "-"),
            ("2021-03-01", "-"),
            ("§ 15", "-"),
            ("0/0", "-"),
            ("99999999999999/2020", "-"),
            ("----", "-"),
        ] {
            assert_eq!(canonical(typed), expected, "{typed}");
        }
    }

    #[test]
    fn a_text_of_numbers_alone_is_told_from_one_that_is_to_be_searched() {
        for (typed, expected) in [
            ("KS 2020/596", &["KS 2020/596"][..]),
            (" ks-2020-00596 ", &["ks-2020-00596"]),
            ("KS 2020 / 596", &["KS 2020 / 596"]),
            ("slk 2023 633", &["slk 2023 633"]),
            ("dnr KS 2020/596", &["dnr KS 2020/596"]),
            ("Dnr: 2020-596", &["Dnr: 2020-596"]),
            ("Diarienummer: Ks 596/2020.", &["Diarienummer: Ks 596/2020"]),
            ("ärende KS 2020/596", &["ärende KS 2020/596"]),
            ("ärendet KS 2020/596:3", &["ärendet KS 2020/596:3"]),
            ("KS 2020/596 KS 2020/597", &["KS 2020/596", "KS 2020/597"]),
            (
                "KS 2020/596, dnr 2020-597 och SÄN 2021/7;",
                &["KS 2020/596", "2020-597", "SÄN 2021/7"],
            ),
            ("KS 2020/596\nKS 2020/597", &["KS 2020/596", "KS 2020/597"]),
            ("KS 2020/596, ks-2020-596", &["KS 2020/596"]),
            ("", &[]),
            ("skolskjuts", &[]),
            ("KS 2020/596 vinternatt", &[]),
            ("vinternatt KS 2020/596", &[]),
            ("KS 2020/596 OR KS 2020/597", &[]),
            ("KS 2020/596 -KS 2020/597", &[]),
            ("-KS 2020/596", &[]),
            ("\"KS 2020/596\"", &[]),
            ("”KS 2020/596”", &[]),
            ("ärende:KS 2020/596", &[]),
            ("Ärende: KS 2020/596", &[]),
            ("kommun:orebro KS 2020/596", &[]),
            ("KS 2020/596*", &[]),
            ("2020-05", &[]),
            ("2020-05-31", &[]),
            ("2021/2022", &[]),
            ("12/5", &[]),
            ("§ 15", &[]),
            ("budget 2023 633", &[]),
            ("PBL 2010:900", &[]),
        ] {
            assert_eq!(numbers_alone(typed), expected, "{typed}");
        }
    }

    #[test]
    fn a_list_is_one_number_a_line_or_a_cell() {
        assert_eq!(
            listed_numbers("KS 2020/596\r\n\r\nKS 2020/597; KS 2020/598,2021-12\n"),
            ["KS 2020/596", "KS 2020/597", "KS 2020/598", "2021-12"]
        );
        assert_eq!(
            listed_numbers("Ks 640/2022; slk 2023 633, 2023/5\nhej"),
            ["Ks 640/2022", "slk 2023 633", "2023/5", "hej"]
        );
        assert_eq!(
            listed_numbers("KS 2022/640, KS 9999"),
            ["KS 2022/640", "KS 9999"]
        );
    }

    #[test]
    fn words_that_name_several_numbers_give_each_of_them() {
        assert_eq!(
            listed_numbers("se Bun 87/2023 och Ks 640/2022, samt dnr KS 2020/596"),
            ["Bun 87/2023", "Ks 640/2022", "samt dnr KS 2020/596"]
        );
    }

    #[test]
    fn other_cells_beside_a_number_are_left_out_and_other_lines_kept() {
        assert_eq!(
            listed_numbers(
                "Diarienummer\tRubrik\n\"KS 2020/596\"\tVinternatt, rapport\t2021-03-01"
            ),
            ["Diarienummer Rubrik", "KS 2020/596"]
        );
    }
}
