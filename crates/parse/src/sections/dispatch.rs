//! Headings over recipients, which are worded freely: `Utdrag ur protokollet skickas för kännedom till`.

use crate::folding::Folding;

/// Words that such a heading is made of.
const WORDS: &[&str] = &[
    "protokollsutdrag",
    "protokollsutdraget",
    "utdrag",
    "utdraget",
    "kopia",
    "kopior",
    "av",
    "ur",
    "på",
    "beslut",
    "beslutet",
    "detta",
    "paragraf",
    "paragrafen",
    "protokoll",
    "protokollet",
    "ska",
    "skall",
    "skickas",
    "skickat",
    "sänds",
    "sändes",
    "sänt",
    "expedieras",
    "expedierat",
    "delges",
    "delgivet",
    "meddelas",
    "översänds",
    "översändes",
    "tillställs",
    "till",
    "för",
    "kännedom",
    "åtgärd",
    "verkställighet",
    "och",
    "samt",
    "även",
    "med",
    "information",
    "digitalt",
    "via",
    "e-post",
    "mottagningsbevis",
    "vidare",
    "handläggning",
    "delgivning",
    "underrättelse",
    "om",
    "exp",
    "exp.",
];

/// One of these must be among them.
const SENDS: &[&str] = &[
    "skickas",
    "skickat",
    "sänds",
    "sändes",
    "sänt",
    "expedieras",
    "expedierat",
    "delges",
    "delgivet",
    "meddelas",
    "översänds",
    "översändes",
    "tillställs",
    "protokollsutdrag",
    "protokollsutdraget",
    "utdrag",
    "kopia",
    "kopior",
    "underrättelse",
    "kännedom",
    "delgivning",
    "exp",
    "exp.",
];

/// The whole line, in small letters and without colon, stands over recipients.
pub(super) fn is_heading(folded: &str) -> bool {
    let mut words = folded.split(' ');
    let ends = ["till", "kännedom", "åtgärd", "med", "verkställighet"]
        .iter()
        .any(|end| folded.ends_with(end))
        || SENDS.iter().any(|send| folded.ends_with(send));
    ends && words.clone().any(|word| SENDS.contains(&word))
        && words.clone().nth(1).is_some()
        && words.all(|word| WORDS.contains(&word))
}

/// `Protokollsutdrag skickas till tekniska nämnden, akten`: where the heading ends that the line begins with.
pub(super) fn run_in(text: &str) -> Option<usize> {
    let mut at = 0;
    let mut sends = false;
    let mut end = None;
    for (count, word) in text.split(' ').take(12).enumerate() {
        let folded = word.in_small_letters();
        if !WORDS.contains(&&*folded) {
            break;
        }
        sends |= SENDS.contains(&&*folded);
        at += word.len() + 1;
        if sends && count > 0 && folded == "till" {
            end = Some(at);
        }
    }
    end.filter(|end| text.get(*end..).is_some_and(|rest| !rest.trim().is_empty()))
}
