//! Words that stand before numbers and are no registries.

use std::collections::HashSet;
use std::sync::LazyLock;

/// What the letters before a number look like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Look {
    /// `KS`, `SÄN`, also `KoF`.
    Capitals,
    /// `Ks`, `Kfn`.
    Titled,
    /// `ks`.
    Small,
}

/// Sources that are cited by year and number: laws, bills, inquiries, courts.
const CITED_SOURCES: &str = "\
    ad afs bestämmelse bet betänkande bfs dir direktiv direktivet ds eeg eg elsäkfs eu fffs fs \
    förordning förordningen hfd hslf iso jk kvfs lag lagen livsfs lsfs mig msbfs möd nfs nja pmfs pmöd \
    prop proposition propositionen rh riksdagsskrivelse rskr rå sfs sjvfs skolfs skr skrivelse skvfs \
    sosfs sou stafs tsfs utredning ändring \
";

/// Words, short enough for a registry, that often stand before two numbers.
const ORDINARY_WORDS: &str = "\
    ab abt ama april art artikel att augusti av avtal bbr beslut bg bil bilaga box budget buss ca covid \
    dag dat datum dec december del den det ej eks eller en ett fax feb februari fig från för före hb hd \
    ht hus hösten id inför innan iop jan januari jfr juli juni kap kl km kr kv kvm linje läsår läsåret \
    mars max med mellan min mkr mom moms mot motion mål nov november nr nummer obs och okt oktober om \
    per period pg plan plats pos post punkt på ref rev rum samt sedan sept sid sida skolår st säsong tel \
    tfn till tkr under ver version vid vt väg våren åk år åren årskurs \
";

/// Whether what follows the word cites something else than a case.
pub(super) fn is_cited_source(word: &str) -> bool {
    static CITED: LazyLock<HashSet<&str>> =
        LazyLock::new(|| CITED_SOURCES.split_whitespace().collect());
    // SKR is also an association of all municipalities, with a diary of its own; skr. is a letter to the Riksdag.
    word != "SKR" && CITED.contains(word.to_lowercase().as_str())
}

/// Laws by their abbreviations, and collections of statutes: `PBL 2010:900`, `KFS 2014:12`.
pub(super) fn is_law_or_series(word: &str) -> bool {
    const LAWS: [&str; 16] = [
        "pbl", "sol", "lss", "lvu", "lvm", "lou", "luf", "osl", "kl", "mb", "fl", "plan", "lsp",
        "aml", "lgl", "brl",
    ];
    let small = word.to_lowercase();
    LAWS.contains(&small.as_str()) || small.ends_with("fs")
}

/// Whether the letters may name a registry.
pub(super) fn may_be_registry(word: &str) -> bool {
    static ORDINARY: LazyLock<HashSet<&str>> =
        LazyLock::new(|| ORDINARY_WORDS.split_whitespace().collect());
    word.chars().count() <= 8
        && !is_cited_source(word)
        && !ORDINARY.contains(word.to_lowercase().as_str())
}

pub(super) fn look(registry: &str) -> Look {
    let mut letters = registry.chars().filter(|letter| letter.is_alphabetic());
    if !letters.next().is_some_and(char::is_uppercase) {
        return Look::Small;
    }
    match letters.next() {
        None => Look::Capitals,
        Some(second) if second.is_uppercase() => Look::Capitals,
        Some(_) if letters.any(char::is_uppercase) => Look::Capitals,
        Some(_) => Look::Titled,
    }
}
