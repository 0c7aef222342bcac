//! Personal numbers: none of many hundred spellings, in five formats and in every place of minutes, leaves the program
//! or stays in what it stores.

use std::collections::BTreeSet;

use anyhow::{Result, ensure};

use super::files::{self, Pdf, docx, fodt, head, html, is_windows};
use super::place::Place;

/// An invented person: the year with its century, month and day, the last four.
struct Person {
    year: u32,
    day: String,
    last: String,
}

/// So many people; their serials are spread over those that the Swedish Tax Agency gives to test numbers (238 and 239,
/// 980 and up) and others.
const PEOPLE: u32 = 30;

fn people() -> Vec<Person> {
    (0..PEOPLE)
        .map(|place| {
            let year = 1911 + place * 3;
            let coordination = if place % 5 == 4 { 60 } else { 0 };
            let day = format!("{:02}{:02}", 1 + place % 12, 10 + place % 18 + coordination);
            let serial = match place % 3 {
                0 => 238 + place % 2,
                1 => 980 + place % 19,
                _ => 313 + place * 7,
            };
            let nine = format!("{:02}{day}{serial:03}", year % 100);
            let last = format!("{serial:03}{}", check_digit(&nine));
            Person { year, day, last }
        })
        .collect()
}

/// Luhn's.
fn check_digit(nine: &str) -> u32 {
    let digits = nine
        .chars()
        .filter_map(|c| c.to_digit(10))
        .zip([2, 1].into_iter().cycle());
    let sum: u32 = digits
        .map(|(digit, times)| digit * times)
        .map(|product| product / 10 + product % 10)
        .sum();
    (10 - sum % 10) % 10
}

/// Every way to write a number that is tried.
const FORMS: &[&str] = &[
    "{date}-{last}",
    "{date}+{last}",
    "{date}{last}",
    "{full}-{last}",
    "{full}{last}",
    "{full} {last}",
    "{date}\u{2013}{last}",
    "{date}\u{2011}{last}",
    "{date}\u{2212}{last}",
    "{date} - {last}",
    "{date} {last}",
    "{date}\u{A0}{last}",
    "{full}\u{A0}-\u{A0}{last}",
    "{date}\u{AD}{last}",
    "{date}\u{200B}-{last}",
    "{year}-{month}-{day}-{last}",
    "{year} {month} {day}-{last}",
    "{date}-{two} {rest}",
    "{date}-{two}XX",
    "{full}-XXXX",
    "{date}-T{three}",
    "personnummer {date}-{wrong}",
    "{spaced}",
    "{wide}",
];

impl Person {
    fn date(&self) -> String {
        format!("{:02}{}", self.year % 100, self.day)
    }

    fn write(&self, form: &str) -> String {
        let plain = format!("{}-{}", self.date(), self.last);
        let wide = |c: char| {
            c.to_digit(10)
                .and_then(|digit| char::from_u32(0xFF10 + digit))
                .unwrap_or(c)
        };
        let spaced: Vec<String> = plain.chars().map(String::from).collect();
        let (two, rest) = self.last.split_at(2);
        let (month, day) = self.day.split_at(2);
        let (_, three) = self.last.split_at(1);
        let (serial, check) = self.last.split_at(3);
        let check = check.parse::<u32>().unwrap_or_default();
        form.replace("{full}", &format!("{}{}", self.year, self.day))
            .replace("{date}", &self.date())
            .replace("{year}", &self.year.to_string())
            .replace("{month}", month)
            .replace("{day}", day)
            .replace("{last}", &self.last)
            .replace("{two}", two)
            .replace("{rest}", rest)
            .replace("{three}", three)
            .replace("{wrong}", &format!("{serial}{}", (check + 1) % 10))
            .replace("{spaced}", &spaced.join(" "))
            .replace("{wide}", &plain.chars().map(wide).collect::<String>())
    }

    /// What may stand nowhere.
    fn traces(&self) -> [String; 2] {
        [format!("{}{}", self.date(), self.last), self.date()]
    }
}

/// Minutes in which every person stands in this form, each in another place of its paragraph.
fn minutes(day: u32, form: &str) -> Vec<String> {
    let mut lines = head(day);
    for (person, number) in people().iter().zip(1..) {
        let written = person.write(form);
        let place = number % 6;
        let at = |wanted: u32, line: &str| {
            if place == wanted {
                line.replace("{}", &written)
            } else {
                line.replace("{}", "").replace("()", "")
            }
        };
        lines.extend([
            at(0, &format!("§ {number} Ansökan från boende ({{}})")),
            at(1, "Handläggare: Ada Testsson ({})"),
            String::new(),
            "Ärendebeskrivning".to_owned(),
            at(2, "Sökanden har begärt stöd ({}) och har hörts i ärendet."),
            at(3, "Underlag   nämndens akt   {}   3 500 kr"),
            "Beslut".to_owned(),
            at(4, "Kommunstyrelsen bifaller ansökan från den boende ({})."),
            "Skickas till".to_owned(),
            at(5, "Den sökande ({})"),
            String::new(),
        ]);
    }
    lines
}

/// The digits alone, whatever they are written with.
fn digits(text: &str) -> String {
    let plain = |c: char| match u32::from(c) {
        wide @ 0xFF10..=0xFF19 => char::from_digit(wide - 0xFF10, 10),
        _ => c.is_ascii_digit().then_some(c),
    };
    text.chars().filter_map(plain).collect()
}

fn leaks(said: &str) -> Vec<String> {
    let digits = digits(said);
    // A date alone is told from the digits of a hash or a time by standing alone.
    let words: BTreeSet<&str> = said.split(|c: char| !c.is_alphanumeric()).collect();
    let people = people();
    let all = people.iter().flat_map(|person| {
        let [whole, date] = person.traces();
        let stands = [digits.contains(&whole), words.contains(date.as_str())];
        [whole, date].into_iter().zip(stands)
    });
    all.filter(|(_, stands)| *stands)
        .map(|(trace, _)| trace)
        .collect()
}

/// Writes the minutes of every form in turn in each format, and gives how many numbers stand in them.
fn write_all(place: &Place) -> Result<(usize, Vec<String>)> {
    let mut count = 0;
    let mut files = Vec::new();
    for (form, day) in FORMS.iter().zip(1..) {
        let lines = minutes(day, form);
        let formats: Vec<(&str, Vec<u8>)> = match day % 4 {
            0 => vec![
                ("txt", files::text(&lines)),
                ("docx", docx(&lines, "", &[])?),
            ],
            1 => vec![("html", html(&lines, ""))],
            2 => vec![("fodt", fodt(&lines, "")), ("txt", files::text(&lines))],
            _ => vec![("docx", docx(&lines, "", &[])?)],
        };
        let mut formats = formats;
        if is_windows(&lines.join("")) {
            formats.push(("pdf", Pdf::of(&lines, "").bytes()));
        }
        for (extension, bytes) in formats {
            let name = format!("protokoll-{day:02}.{extension}");
            place.write(&name, &bytes)?;
            files.push(name);
            count += people().len();
        }
    }
    Ok((count, files))
}

#[test]
fn no_spelling_of_a_personal_number_leaves_the_program_or_stays_in_what_it_stores() -> Result<()> {
    let place = Place::new()?;
    let (count, files) = write_all(&place)?;
    ensure!(count >= 500, "{count} numbers are tried");

    let said = place.ingest()?;
    assert_eq!(leaks(&said), [""; 0], "ingest said it");
    let of_each_format = ["txt", "html", "fodt", "docx", "pdf"].map(|extension| {
        files
            .iter()
            .find(|name| name.ends_with(extension))
            .map_or("", String::as_str)
    });
    for (way, said) in place.said(&of_each_format)? {
        assert_eq!(leaks(&said), [""; 0], "{way}");
    }
    for (path, bytes) in place.stored()? {
        let text = String::from_utf8_lossy(&bytes);
        for person in people() {
            for form in FORMS.iter().filter(|form| form.contains("{last}")) {
                assert!(
                    !text.contains(&person.write(form)),
                    "{form} in {}",
                    path.display()
                );
            }
        }
    }

    let status = place.json(&["status", "--format", "json"])?;
    let kept_back = &status["kept_back"];
    assert_eq!(kept_back["masked_numbers"], count);
    assert_eq!(kept_back["with_masked_numbers"], files.len());
    assert_eq!(kept_back["withheld_originals"], files.len());
    Ok(())
}

#[test]
fn a_personal_number_that_is_searched_for_finds_nothing() -> Result<()> {
    let place = Place::new()?;
    let lines = minutes(5, "{date}-{last}");
    place.write("protokoll.txt", &files::text(&lines))?;
    place.ingest()?;
    let server = place.serve()?;
    for person in people() {
        for typed in [
            person.write("{date}-{last}"),
            person.write("{full}{last}"),
            person.date(),
            person.last.clone(),
        ] {
            let answer = server.get(&format!("/api/v1/search?q={}", typed.replace('+', "%2B")))?;
            assert_eq!(answer["total"], 0, "{typed}");
        }
    }
    let answer = server.get(&format!(
        "/api/v1/search?q={}",
        people()[0].write("{date}-{last}")
    ))?;
    let notes = answer["query"]["notes"].to_string();
    assert!(notes.contains("går inte att söka på"), "{notes}");
    drop(server);
    let log = std::fs::read_to_string(place.path("server.log"))?;
    assert_eq!(leaks(&log), [""; 0]);
    Ok(())
}

#[test]
fn a_number_in_the_name_of_a_file_or_in_its_properties_is_masked_and_the_file_withheld()
-> Result<()> {
    let place = Place::new()?;
    let person = &people()[3];
    let written = person.write("{date}-{last}");
    let plain = |day: u32| {
        let mut lines = head(day);
        lines.extend(
            [
                "§ 1 Val av justerare",
                "Beslut",
                "Kommunstyrelsen utser Ada Testsson.",
            ]
            .map(str::to_owned),
        );
        lines
    };
    place.write(&format!("beslut_{written}.txt"), &files::text(&plain(1)))?;
    place.write(&format!("trasig_{written}.pdf"), b"%PDF-1.7 nothing")?;
    let mut pdf = Pdf::of(&plain(2), "");
    pdf.put(20, &format!("<</Title(Beslut {written})>>"));
    place.write("titel.pdf", &pdf.bytes())?;
    let mut pdf = Pdf::of(&plain(3), "");
    pdf.put(20, &format!("<</Author(Ada {written})>>"));
    place.write("skrivare.pdf", &pdf.bytes())?;
    let core = format!("<coreProperties><creator>Ada {written}</creator></coreProperties>");
    place.write(
        "egenskap.docx",
        &docx(&plain(4), "", &[("docProps/core.xml", &core)])?,
    )?;
    std::fs::write(
        place.path("in/facts.toml"),
        format!("[files.\"titel.pdf\"]\nurl = \"https://example.org/{written}.pdf\"\n"),
    )?;

    let output = place.run(&["-v", "ingest", "in"])?;
    assert_eq!(output.status.code(), Some(1), "one file is broken");
    let said = [output.stdout, output.stderr].concat();
    assert_eq!(leaks(&String::from_utf8(said)?), [""; 0]);
    for (way, said) in place.said(&[])? {
        assert_eq!(leaks(&said), [""; 0], "{way}");
    }
    for (path, bytes) in place.stored()? {
        assert!(
            !String::from_utf8_lossy(&bytes).contains(&written),
            "{}",
            path.display()
        );
    }

    let server = place.serve()?;
    let mut withheld = BTreeSet::new();
    for hit in server.get("/api/v1/search?size=100")?["hits"]
        .as_array()
        .into_iter()
        .flatten()
    {
        let id = hit["id"].as_str().unwrap_or_default();
        let source = server.get(&format!("/api/v1/paragraphs/{id}"))?["source"].clone();
        if source["original"].is_null() {
            withheld.insert(source["filename"].as_str().unwrap_or_default().to_owned());
        }
    }
    let expected = ["egenskap.docx", "skrivare.pdf", "titel.pdf"].map(str::to_owned);
    assert_eq!(withheld, BTreeSet::from(expected));
    // Read again by the same facts, nothing is new: what is stated is compared as it is stored.
    let again = place.run(&["ingest", "in", "--format", "json"])?;
    let again: serde_json::Value = serde_json::from_slice(&again.stdout)?;
    assert_eq!(again["new"], 0);
    assert_eq!(again["reread"], 0);
    Ok(())
}
