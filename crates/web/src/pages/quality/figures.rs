//! Quality figures as the page `/kvalitet` shows them. They stand here and in `docs/QUALITY.md`, and a test holds the two
//! against each other: a figure that is measured anew there fails here until it is written anew.

/// Day of the latest measurement.
pub const MEASURED: &str = "2026-11-28";

/// A table of figures that were measured on the same things.
pub struct Measured {
    pub title: &'static str,
    /// What was measured on, and what that says and does not say.
    pub on: &'static str,
    pub headings: &'static [&'static str],
    pub rows: &'static [Row],
}

/// One line of a table.
pub struct Row {
    pub what: &'static str,
    pub values: &'static [Value],
    /// The line of `docs/QUALITY.md` that says so.
    #[cfg_attr(
        not(test),
        expect(
            dead_code,
            reason = "read by the test that holds the figures against the document"
        )
    )]
    pub stands: &'static str,
}

/// A figure.
#[derive(Clone, Copy, Debug)]
pub enum Value {
    /// Thousandths: the document writes `.978`, a reader sees `97,8 %`.
    Share(u32),
    /// So much at least.
    AtLeast(u32),
    /// A number.
    Count(u32),
}

use Value::{AtLeast, Count, Share};

/// Every table, in the page's order.
pub const TABLES: &[Measured] = &[
    Measured {
        title: "Att läsa protokoll",
        on: "Uppdiktade protokoll i verkliga kommuners och regioners uppställningar, med facit skrivet innan programmet såg dem. Första spalten: 19 protokoll, första körningen. Andra spalten: 12 till, skrivna sist, enda körningen; inget rättades efter dem. Så få protokoll att ett enda udda försättsblad kan flytta en siffra tio procentenheter.",
        headings: &["19 osedda", "12 till"],
        rows: &[
            Row {
                what: "Rubriken, exakt",
                values: &[Share(981), Share(989)],
                stands: "| title, exactly | .959 | .981 | .989 | .95 |",
            },
            Row {
                what: "Ärendenummer",
                values: &[AtLeast(990), Share(978)],
                stands: "| case numbers | .970 | .99 or more | .978 | .98 |",
            },
            Row {
                what: "Beslutet, ord för ord",
                values: &[Share(923), Share(978)],
                stands: "| decision, word for word | .783 | .923 | .978 | .95 |",
            },
            Row {
                what: "Utfallen, alla i ordning",
                values: &[Share(942), Share(1000)],
                stands: "| outcomes, all in order | .825 | .942 | 1.000 | .92 |",
            },
            Row {
                what: "Omröstningar, alla siffror",
                values: &[AtLeast(990), Share(989)],
                stands: "| votes, all totals | .992 | .99 or more | .989 | .90 |",
            },
            Row {
                what: "Vem som röstade hur (F1)",
                values: &[Share(844), Share(1000)],
                stands: "| who voted how (F1) | .612 | .844 | 1.000 | - |",
            },
            Row {
                what: "Närvarande med parti (F1)",
                values: &[Share(888), Share(866)],
                stands: "| attendees with party (F1) | .823 | .888 | .866 | .95 |",
            },
            Row {
                what: "Reservationer (F1)",
                values: &[Share(955), Share(1000)],
                stands: "| reservations (F1) | .824 | .955 | 1.000 | .90 |",
            },
            Row {
                what: "Dag",
                values: &[Share(1000), Share(1000)],
                stands: "| date | 1.000 | 1.000 | 1.000 | 1.0 |",
            },
            Row {
                what: "Kommun eller region",
                values: &[Share(857), Share(818)],
                stands: "| municipality | .778 | .857 | .818 | - |",
            },
        ],
    },
    Measured {
        title: "Verkliga protokoll",
        on: "18 filer från Göteborgs Stads kommunfullmäktige och kommunstyrelse, 2023–2026. Antalen säger vad som hittades, inte att allt var rätt; 226 av paragraferna lästes för hand mot det programmet hade fått fram.",
        headings: &["Paragrafer"],
        rows: &[
            Row {
                what: "Lästa",
                values: &[Count(700)],
                stands: "| 700 | 700 | 676 | 674 | 647 | 125 | 94 | 0 | 5 |",
            },
            Row {
                what: "Med ärendenummer",
                values: &[Count(676)],
                stands: "| 700 | 700 | 676 | 674 | 647 | 125 | 94 | 0 | 5 |",
            },
            Row {
                what: "Med beslut",
                values: &[Count(674)],
                stands: "| 700 | 700 | 676 | 674 | 647 | 125 | 94 | 0 | 5 |",
            },
            Row {
                what: "Med ett utfall som har ett namn",
                values: &[Count(647)],
                stands: "| 700 | 700 | 676 | 674 | 647 | 125 | 94 | 0 | 5 |",
            },
        ],
    },
    Measured {
        title: "Att söka",
        on: "Frågor skrivna av personer som inte hade sett sökningen, mot 2 229 uppdiktade paragrafer. Första talet (MRR) är 100 % när det rätta alltid står överst, 50 % när det alltid står på andra plats; det andra är hur stor del av det rätta som finns bland de tio första.",
        headings: &["Överst (MRR)", "Bland tio"],
        rows: &[
            Row {
                what: "Som det står i protokollet",
                values: &[Share(984), Share(906)],
                stands: "| written | 278 | 0.984 | 0.906 |",
            },
            Row {
                what: "I andra böjningar",
                values: &[Share(951), Share(924)],
                stands: "| inflected | 278 | 0.951 | 0.924 |",
            },
            Row {
                what: "Särskrivet",
                values: &[Share(988), Share(945)],
                stands: "| apart | 269 | 0.988 | 0.945 |",
            },
            Row {
                what: "Felstavat",
                values: &[Share(921), Share(967)],
                stands: "| typo | 277 | 0.921 | 0.967 |",
            },
            Row {
                what: "Förkortat",
                values: &[Share(942), Share(951)],
                stands: "| abbreviation | 91 | 0.942 | 0.951 |",
            },
            Row {
                what: "Ärendenummer",
                values: &[Share(1000), Share(1000)],
                stands: "| case | 124 | 1.000 | 1.000 |",
            },
            Row {
                what: "Namn",
                values: &[Share(952), Share(899)],
                stands: "| name | 152 | 0.952 | 0.899 |",
            },
            Row {
                what: "Med helt andra ord",
                values: &[Share(223), Share(282)],
                stands: "| paraphrase | 158 | 0.223 | 0.282 |",
            },
        ],
    },
    Measured {
        title: "Att läsa filer",
        on: "Orden i PDF-filer av egen tillverkning från flera program, och i inskannade sidor. Inga verkliga inskannade protokoll har prövats.",
        headings: &["Rätta ord"],
        rows: &[
            Row {
                what: "PDF med text, 130 filer",
                values: &[Share(998)],
                stands: "| 130 of our own making (`make pdfs`) | .998 .999",
            },
            Row {
                what: "Inskannad sida, rak",
                values: &[Share(995)],
                stands: "0.995 of the words of the known scan",
            },
            Row {
                what: "Inskannad sida, sned och brusig",
                values: &[Share(985)],
                stands: "askew and noisy 0.985",
            },
            Row {
                what: "Fax",
                values: &[Share(966)],
                stands: "fax 0.966",
            },
        ],
    },
];

impl Value {
    /// As a reader of the page sees it.
    pub fn shown(self) -> String {
        let percent = |thousandths: u32| match thousandths % 10 {
            0 => format!("{}\u{a0}%", thousandths / 10),
            tenths => format!("{},{tenths}\u{a0}%", thousandths / 10),
        };
        match self {
            Share(share) => percent(share),
            AtLeast(share) => format!("minst {}", percent(share)),
            Count(count) => crate::swedish::count(count.into()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{MEASURED, TABLES, Value};

    const DOCUMENT: &str = include_str!("../../../../../docs/QUALITY.md");

    /// As the document may write it.
    fn written(value: Value) -> Vec<String> {
        match value {
            Value::Share(1000) => vec!["1.000".to_owned()],
            Value::Share(share) => vec![format!(".{share:03}")],
            Value::AtLeast(share) => vec![format!(".{} or more", share / 10)],
            Value::Count(count) => vec![count.to_string()],
        }
    }

    #[test]
    fn every_figure_is_the_one_of_the_document() {
        let document = DOCUMENT.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(document.contains(&format!("Latest: {MEASURED}")));
        for table in TABLES {
            for row in table.rows {
                assert!(
                    document.contains(row.stands),
                    "{} is not in the document",
                    row.stands
                );
                assert_eq!(row.values.len(), table.headings.len(), "{}", row.what);
                for value in row.values {
                    let told = written(*value).iter().any(|text| row.stands.contains(text));
                    assert!(told, "{}: {value:?} is not in {}", row.what, row.stands);
                }
            }
        }
    }

    #[test]
    fn shares_are_shown_in_per_cent() {
        assert_eq!(Value::Share(978).shown(), "97,8\u{a0}%");
        assert_eq!(Value::Share(1000).shown(), "100\u{a0}%");
        assert_eq!(Value::AtLeast(990).shown(), "minst 99\u{a0}%");
    }
}
