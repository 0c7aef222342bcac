//! What is masked, however it is written, and what must stay.

use proptest::prelude::*;

use super::plain::Plain;
use super::{find_in, find_personal_numbers, mask_personal_numbers, mask_personal_numbers_in_name};

fn check_digit(nine: &str) -> u32 {
    let sum: u32 = nine
        .chars()
        .enumerate()
        .map(|(place, c)| {
            let product = c.to_digit(10).unwrap() * if place % 2 == 0 { 2 } else { 1 };
            product / 10 + product % 10
        })
        .sum();
    (10 - sum % 10) % 10
}

/// Invented people: (four-digit year, month and day, last four).
fn people() -> Vec<(String, String, String)> {
    let dates = [
        (1912, "0229"),
        (1931, "1130"),
        (1948, "0615"),
        (1959, "1001"),
        (1964, "0802"),
        (1977, "1209"),
        (1985, "0101"),
        (1999, "1231"),
        (2000, "0229"),
        (2013, "0404"),
        // Coordination numbers: sixty is added to the day.
        (1985, "0161"),
        (1971, "1190"),
    ];
    let mut people = Vec::new();
    for (place, (year, day)) in dates.iter().enumerate() {
        let serial = format!("{:03}", (place * 137 + 23) % 1000);
        let nine = format!("{:02}{day}{serial}", year % 100);
        let last = format!("{serial}{}", check_digit(&nine));
        people.push((year.to_string(), (*day).to_owned(), last));
    }
    people
}

/// Every way to write the number; `{date}` has six digits, `{full}` eight.
const LAYOUTS: &[&str] = &[
    "{date}-{last}",
    "{date}+{last}",
    "{date}{last}",
    "{full}-{last}",
    "{full}{last}",
    "{full}+{last}",
    "{date}\u{2013}{last}",
    "{date}\u{2011}{last}",
    "{date}\u{2010}{last}",
    "{date}\u{2212}{last}",
    "{full}\u{2013}{last}",
    "{date} - {last}",
    "{date} {last}",
    "{date}\u{A0}{last}",
    "{date}-\n{last}",
    "{date}\n-{last}",
    "{date}\n{last}",
    "{full}-\r\n  {last}",
    "{full} – {last}",
    "{date}\u{AD}{last}",
    "{year}-{month}-{day}-{last}",
    "{year}.{month}.{day}-{last}",
    "{year} {month} {day}-{last}",
    "{date}-XXXX",
    "{full}-xxxx",
    "{date}-****",
    "{full}****",
    "{date}-{two}XX",
    "{date}-T123",
    "{full}-X123",
    "personnummer {date}{wrong}",
    "född {full} {wrong}",
    "{date}-{two} {rest}",
    "{year2} {month} {day}-{two} {rest}",
    "{date}\u{200B}-\u{200B}{last}",
    "{date}\u{2060}{last}",
    "{full}-{two}\u{AD}{rest}",
];

/// Signs that stand for digits, and what stands between them: each made of a plain number.
const DISGUISES: &[fn(&str) -> String] = &[
    |plain| with_digits(plain, '\u{FF10}'),
    |plain| with_digits(plain, '\u{660}'),
    |plain| with_digits(plain, '\u{1D7CE}'),
    |plain| {
        plain
            .chars()
            .map(|c| format!("{c} "))
            .collect::<String>()
            .trim_end()
            .to_owned()
    },
    |plain| {
        plain
            .chars()
            .map(|c| format!("{c}\u{A0}"))
            .collect::<String>()
            .trim_end()
            .to_owned()
    },
    |plain| plain.chars().map(|c| format!("{c}\u{200B}")).collect(),
    |plain| plain.chars().map(|c| format!("{c}\u{FEFF}")).collect(),
];

fn with_digits(plain: &str, zero: char) -> String {
    let sign = |c: char| {
        c.to_digit(10)
            .and_then(|value| char::from_u32(u32::from(zero) + value))
    };
    plain.chars().map(|c| sign(c).unwrap_or(c)).collect()
}

fn written(layout: &str, (year, day, last): &(String, String, String)) -> String {
    let date = format!("{}{day}", year.get(2..).unwrap());
    let wrong = format!(
        "{}{}",
        last.get(..3).unwrap(),
        (last.get(3..).unwrap().parse::<u32>().unwrap() + 1) % 10
    );
    layout
        .replace("{full}", &format!("{year}{day}"))
        .replace("{date}", &date)
        .replace("{year}", year)
        .replace("{year2}", year.get(2..).unwrap())
        .replace("{month}", day.get(..2).unwrap())
        .replace("{day}", day.get(2..).unwrap())
        .replace("{last}", last)
        .replace("{two}", last.get(..2).unwrap())
        .replace("{rest}", last.get(2..).unwrap())
        .replace("{wrong}", &wrong)
}

#[test]
fn every_spelling_is_masked_in_every_surrounding() {
    let surroundings = [
        "{}",
        "Ansökan från Ada Testsson, {}, har prövats.",
        "Ada Testsson ({}) yrkar bifall",
        "§ 12\tAda\t{}\t3 500 kr",
        "Personnr: {}\nTelefon: 011-23 45 67",
    ];
    let mut count = 0;
    for person in people() {
        for layout in LAYOUTS {
            for surrounding in surroundings {
                let text = surrounding.replace("{}", &written(layout, &person));
                let masked = mask_personal_numbers(&text);
                assert_eq!(masked.count, 1, "{text}");
                let last = &person.2;
                assert!(
                    !masked.text.contains(last.as_str()),
                    "{text} became {}",
                    masked.text
                );
                count += 1;
            }
        }
    }
    assert!(count >= 300);
}

#[test]
fn digits_in_disguise_are_masked() {
    for person in people() {
        for layout in ["{date}-{last}", "{full}-{last}", "{full}{last}"] {
            let plain = written(layout, &person);
            for disguise in DISGUISES {
                let text = format!(
                    "Ansökan från Ada Testsson, {}, har prövats.",
                    disguise(&plain)
                );
                let masked = mask_personal_numbers(&text);
                assert_eq!(masked.count, 1, "{text}");
                assert!(
                    !masked.text.contains(|c: char| c.is_numeric()),
                    "{text} became {}",
                    masked.text
                );
            }
        }
    }
}

#[test]
fn a_number_in_the_name_of_a_file_is_masked() {
    let check = |name: &str, expected: &str| {
        assert_eq!(mask_personal_numbers_in_name(name).text, expected);
    };
    check("beslut_850101-1236.pdf", "beslut_●●●●●●-●●●●.pdf");
    check("8501011236_beslut.pdf", "●●●●●●●●●●_beslut.pdf");
    check("pnr_19850101_1236.pdf", "pnr_●●●●●●●●●●●●●.pdf");
    check(
        "/akter/2024/850101-1236/b.pdf",
        "/akter/2024/●●●●●●-●●●●/b.pdf",
    );
    check(
        "https://e.se/a?id=8501011236",
        "https://e.se/a?id=●●●●●●●●●●",
    );
    check("protokoll%20850101-1236.pdf", "protokoll%20●●●●●●-●●●●.pdf");
    for stays in [
        "kf_2023-03-23.txt",
        "KS 2024-00123 §12.pdf",
        "20240512_1400.pdf",
        "protokoll (41).pdf",
    ] {
        check(stays, stays);
    }
}

#[test]
fn a_mask_keeps_characters_and_line_breaks() {
    let masked = mask_personal_numbers("Född 850101-\n1236, bor här. 850101-XXXX");
    assert_eq!(masked.text, "Född ●●●●●●-\n●●●●, bor här. ●●●●●●-●●●●");
    assert_eq!(masked.count, 2);
}

#[test]
fn what_reads_as_a_cue_only_where_a_word_is_cut_is_none() {
    let text = "𝔘Personnr: 850101-\n1236\nTel 001011236 bg 5050-1055 org.nr 550677-8899";
    let once = mask_personal_numbers(text);
    assert_eq!(mask_personal_numbers(&once.text).count, 0, "{}", once.text);
}

#[test]
fn a_wrong_check_digit_counts_near_a_cue_only() {
    for text in [
        "personnummer 850101-1234",
        "P.nr: 850101-1234",
        "pers nr 850101 1234",
        "Ada Testsson född 8501011234",
        "850101-1234 (samordningsnummer)",
        "Personnummer\n850101-1234\n860202-1234\n870303-1234\n880404-1234\n890505-1234\n\
         900606-1234\n910707-1234\n920808-1234\n930909-1234",
    ] {
        let lines = text.lines().filter(|line| line.contains("1234")).count();
        assert_eq!(find_personal_numbers(text).len(), lines, "{text}");
    }
    assert_eq!(find_personal_numbers("ritning 850101-1234"), []);
}

#[test]
fn a_sole_traders_organisation_number_is_a_personal_number() {
    assert_eq!(find_personal_numbers("Org.nr 850101-1236").len(), 1);
}

#[test]
fn other_numbers_stay() {
    for text in [
        // Organisations: their third digit is 2 or more.
        "Org.nr 556677-8899",
        "organisationsnummer 212000-1234",
        "165566778899",
        "Personnummer/org.nr: 212000-1355",
        // Telephone, in the common spellings, also where the check digit happens to be right.
        "070-101 12 36",
        "0701-01 12 36",
        "+46 70 101 12 36",
        "Telefon: 0701011236",
        "Tfn 0701011236",
        "mobil 0701011236",
        "031-701 12 36",
        // Bank and payment.
        "Bankgiro 850-1236",
        "bg 5050-1055",
        "plusgiro 85 01 01-6",
        "OCR 8501011236",
        "SE45 5000 0000 0583 9825 7466",
        // Cases, documents, law.
        "KS 2020/596",
        "KS-2023-00596",
        "2023-000123-5",
        "SLK-2024-00074",
        "Dnr 8501011236",
        "SFS 2017:725",
        "SOU 2024:50",
        // Dates and times.
        "2024-05-12",
        "20240512",
        "2024-05-12 1830",
        "20240515 1830",
        "2024-05-12--2024-06-30",
        "2024-05-12 – 2025-06-30",
        "240512-240630",
        "2024-05-12 1236",
        "20240512 1236 kr",
        "kl. 08.30-1236",
        // Land, sums, long numbers.
        "Lindholmen 3:12",
        "Vallby 850101:1236",
        "8501011236 kronor",
        "8501011236,50",
        "850 101 236 kr",
        "7312345678901",
        "85010112361",
        "a3f850101-1236-4c2e",
        "ref8501011236x",
        "850101-12367",
        // Lists of single digits, and sums in groups.
        "1 2 3 4 5 6 7 8 9 10",
        "Ja 1 0 1 1 0 Nej 0 1 0 0 1",
        "850 101-12 36",
    ] {
        assert_eq!(find_personal_numbers(text), [], "{text}");
    }
}

fn digits_and_cues() -> impl Strategy<Value = String> {
    let pieces = prop_oneof![
        Just("850101-1236".to_owned()),
        Just("19850101 1236".to_owned()),
        Just("1985-01-01-1236".to_owned()),
        Just("850101-XXXX".to_owned()),
        Just("8501011236".to_owned()),
        Just("8 5 0 1 0 1 1 2 3 6".to_owned()),
        Just("850101-12 36".to_owned()),
        Just("850101-12３６".to_owned()),
        Just("\u{AD}".to_owned()),
        Just("\u{200B}".to_owned()),
        Just("pnr ".to_owned()),
        Just("p".to_owned()),
        Just("nr ".to_owned()),
        Just("tel ".to_owned()),
        "[0-9]{2,12}",
        "[-+ .,\\n●*Xa]{0,3}",
        "\\PC{0,3}",
    ];
    proptest::collection::vec(pieces, 0..14).prop_map(|pieces| pieces.concat())
}

#[test]
fn a_lost_blank_or_a_note_after_the_number_hides_it_from_nobody() {
    for text in [
        "811218-9876Anna",
        "811218-9876och",
        "811218-9876*",
        "19811218-9876Anna",
    ] {
        assert_eq!(mask_personal_numbers(text).count, 1, "{text}");
    }
    // A wrong check digit, no dash, and an organisation number.
    for text in ["811218-9875Anna", "8112189876Anna", "556036-0793AB"] {
        assert_eq!(mask_personal_numbers(text).count, 0, "{text}");
    }
}

proptest! {
    #[test]
    fn masking_again_changes_nothing(text in digits_and_cues()) {
        let once = mask_personal_numbers(&text);
        let twice = mask_personal_numbers(&once.text);
        prop_assert_eq!(&twice.text, &once.text);
        prop_assert_eq!(twice.count, 0);
        prop_assert_eq!(once.text.chars().count(), text.chars().count());
        prop_assert_eq!(once.text.lines().count(), text.lines().count());
    }

    #[test]
    fn numbers_are_found_in_order_on_letter_boundaries(text in digits_and_cues()) {
        let mut end = 0;
        for number in find_personal_numbers(&text) {
            prop_assert!(number.start >= end && text.get(number.clone()).is_some());
            end = number.end;
        }
    }

    #[test]
    fn no_number_is_passed_over(text in digits_and_cues()) {
        let all = match Plain::of(&text) {
            Some(plain) => find_in(&plain.text).len(),
            None => find_in(&text).len(),
        };
        prop_assert_eq!(find_personal_numbers(&text).len(), all);
    }
}
