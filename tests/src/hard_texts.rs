//! Texts of any size that are made to take long: each drives one part of the parser to its worst.

/// A name and the text of at least so many bytes.
pub type HardText = (&'static str, fn(usize) -> String);

/// Every hard text.
pub const HARD_TEXTS: &[HardText] = &[
    ("one line of words", |size| "ord och ".repeat(size / 8)),
    ("one word", |size| "a".repeat(size)),
    ("only headers", |size| "§ 1\n".repeat(size / 5)),
    ("headers on one line", |size| "§ 1 ".repeat(size / 5)),
    ("rising headers", |size| {
        numbered(size, |number| format!("§ {}\n", number % 3000))
    }),
    ("header and sentence", |size| {
        numbered(size, |number| {
            format!("§ {} Rubrik\nBeslut\nRapporten godkänns.\n", number % 3000)
        })
    }),
    ("bare numbers", |size| {
        numbered(size, |number| format!("{} Rubrik\n", number % 3000))
    }),
    ("names on the cover", |size| {
        named("Närvarande\n", size, "\n")
    }),
    ("names in one line", |size| {
        named("Närvarande: ", size, ", ")
    }),
    ("names in a vote", |size| {
        named("§ 1 Rubrik\nOmröstning\nJa-röster: ", size, ", ")
    }),
    ("names in vote lines", |size| {
        let mut text = "§ 1 Rubrik\nOmröstning\n".to_owned();
        text += &numbered(size, |number| format!("Alva {} (S): Ja\n", surname(number)));
        text
    }),
    ("reservations", |size| {
        let mut text = "§ 1 Rubrik\nReservation\n".to_owned();
        text += &numbered(size, |number| {
            format!("Alva {} (S) reserverar sig.\n", surname(number))
        });
        text
    }),
    ("only digits", |size| "7".repeat(size)),
    ("lines of digits", |size| {
        numbered(size, |number| format!("{number}\n"))
    }),
    ("only brackets", |size| "(".repeat(size)),
    ("pairs of brackets", |size| "()".repeat(size / 2)),
    ("brackets in a section", |size| {
        format!("§ 1 Rubrik\nBeslut\n{}", "(S) (".repeat(size / 5))
    }),
    ("contents", |size| {
        numbered(size, |number| {
            format!("§ {} Rubrik ........ {number}\n", number % 3000)
        })
    }),
    ("contents and one header", |size| {
        let mut text = "Innehåll\n".to_owned();
        text += &numbered(size, |number| {
            format!("§ {} Rubrik ........ {number}\n", number % 3000)
        });
        text + "\n\n§ 1 Rubrik\nBeslut\nRapporten godkänns.\n"
    }),
    ("short lines", |size| "a\n".repeat(size / 2)),
    ("blank lines", |size| {
        "§ 1 Rubrik\n".to_owned() + &"\n".repeat(size)
    }),
    ("labels of the cover", |size| {
        "Datum\nPlats\nTid\nLedamöter\n".repeat(size / 27)
    }),
    ("case numbers in lines", |size| {
        numbered(size, |number| format!("KS 2024/{}\n", number % 100_000))
    }),
    ("case numbers in one line", |size| {
        numbered(size, |number| format!("KS 2024/{} ", number % 100_000))
    }),
    ("case numbers of a header", |size| {
        let mut text = "§ 1 Dnr ".to_owned();
        text += &numbered(size, |number| format!("KS 2024/{}, ", number % 100_000));
        text
    }),
    ("vote sentences", |size| {
        let mut text = "§ 1 Rubrik\nOmröstning\n".to_owned();
        text += &numbered(size, |number| {
            format!(
                "Omröstningen utfaller med {} Ja mot {} Nej.\n",
                number % 90,
                number % 70
            )
        });
        text
    }),
    ("vote sentences in one line", |size| {
        let mut text = "§ 1 Rubrik\nOmröstning\n".to_owned();
        text += &numbered(size, |number| {
            format!(
                "Utfallet är {} ja-röster mot {} nej-röster. ",
                number % 90,
                number % 70
            )
        });
        text
    }),
    ("answers without end", |size| {
        format!(
            "§ 1 Rubrik\nOmröstning\n{}",
            "Ja för ja för nej för ".repeat(size / 24)
        )
    }),
    ("dates", |size| "2024-02-29 ".repeat(size / 11)),
    ("references", |size| {
        let mut text = "§ 1 Rubrik\n".to_owned();
        text += &numbered(size, |number| {
            format!("Kommunstyrelsen 2024-02-06, § {}, ", number % 3000)
        });
        text
    }),
    ("points of a decision", |size| {
        let mut text = "§ 1 Rubrik\nFörslag till beslut\nRapporten godkänns.\nBeslut\n".to_owned();
        text += &numbered(size, |number| {
            format!("{}. Rapporten godkänns.\n", number % 100)
        });
        text
    }),
    ("a decision of one sentence", |size| {
        format!(
            "§ 1 Rubrik\nBeslut\nNämnden beslutar {}",
            "att godkänna att avslå, ".repeat(size / 26)
        )
    }),
    ("deep lists", |size| {
        let mut text = "§ 1 Rubrik\nBeslut\n".to_owned();
        text += &numbered(size, |number| format!("{}- a)\n", " ".repeat(number % 60)));
        text
    }),
    ("torn list marks", |size| {
        format!("§ 1 Rubrik\nBeslut\n{}", "a.\n".repeat(size / 3))
    }),
    ("headings", |size| {
        format!("§ 1 Rubrik\n{}", "Beslut\n".repeat(size / 7))
    }),
    ("headings with text", |size| {
        format!(
            "§ 1 Rubrik\n{}",
            "Yrkanden: Alva Ask (S) yrkar bifall.\n".repeat(size / 38)
        )
    }),
    ("proposals", |size| {
        format!(
            "§ 1 Rubrik\n{}Beslut\nA.\n",
            "Förslag till beslut\nRapporten godkänns.\n".repeat(size / 41)
        )
    }),
    ("recipients", |size| {
        format!(
            "§ 1 Rubrik\nBeslutet skickas till\n{}",
            "Akten, ".repeat(size / 7)
        )
    }),
    ("hyphens", |size| {
        format!("§ 1 Rubrik\n{}", "kommun-\n".repeat(size / 8))
    }),
    ("bodies", |size| {
        "Kommunstyrelsens arbetsutskott ".repeat(size / 31)
    }),
    ("municipalities", |size| "Örebro kommun\n".repeat(size / 15)),
    ("pages", |size| {
        "Örebro kommun\n3 (41)\n\u{0C}".repeat(size / 23)
    }),
    ("pages of their own", |size| {
        numbered(size, |number| {
            format!("{}\n{number} (9)\n\u{0C}", surname(number))
        })
    }),
    ("appendices", |size| {
        "Bilaga 1\nOmröstningslista\n".repeat(size / 27)
    }),
    ("a vote list", |size| {
        let mut text = "§ 1 Rubrik\nBeslut\nA.\n\u{0C}Bilaga 1\nOmröstningslista\n".to_owned();
        text += &numbered(size, |number| {
            format!("Alva {} S 1 Ledamot Ja\n", surname(number))
        });
        text
    }),
    ("an attendance list", |size| {
        let mut text = "§ 1 Rubrik\nBeslut\nA.\n\u{0C}Bilaga 1\nNärvarolista\n".to_owned();
        text += &numbered(size, |number| format!("{}, Alva\nS\n", surname(number)));
        text
    }),
    ("ranges", |size| {
        format!(
            "Ledamöter\nAlva Ask (S) {}",
            "§§ 1-6, ej § 3, ".repeat(size / 18)
        )
    }),
    ("continued headers", |size| {
        "§ 1 Rubrik\ntext\n\u{0C}forts. § 1\n".repeat(size / 30)
    }),
    ("quotation marks", |size| {
        format!("§ 1 Rubrik\nBeslut\n{}", "”a. ".repeat(size / 6))
    }),
    ("full stops", |size| {
        format!("§ 1 Rubrik\nBeslut\n{}", ". ".repeat(size / 2))
    }),
    ("capitals", |size| {
        "KOMMUNSTYRELSEN BESLUTAR\n".repeat(size / 25)
    }),
    ("letters that grow", |size| "İ".repeat(size / 2)),
];

fn numbered(size: usize, line: impl Fn(usize) -> String) -> String {
    let mut text = String::with_capacity(size + 100);
    for number in 1.. {
        if text.len() >= size {
            break;
        }
        text.push_str(&line(number));
    }
    text
}

fn named(front: &str, size: usize, between: &str) -> String {
    front.to_owned()
        + &numbered(size, |number| {
            format!("Alva {} (S){between}", surname(number))
        })
}

/// A surname for each number, letters only.
fn surname(number: usize) -> String {
    let mut name = "A".to_owned();
    let mut rest = number;
    while rest > 0 {
        name.push((b'a' + (rest % 26) as u8) as char);
        rest /= 26;
    }
    name
}
