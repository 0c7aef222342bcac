//! What a search does beyond what was typed, where that finds too little.

use paragraf_language::{AnalyzedWord, Analyzer};
use paragraf_model::CaseNumber;
use paragraf_query::Node;

use crate::widen::{Corrected, Kind, Speller, Widening, with_known_cases};

/// Fewer hits than this are too little.
pub(crate) const TOO_FEW: u64 = 5;

/// How far a search goes, from nothing beyond the query to most.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Help {
    /// The query as it was typed, and what its abbreviations mean.
    None,
    /// Also other spellings of misspelt words.
    Corrected,
    /// Also what minutes say instead of everyday words.
    Widened,
    /// Also all words but one.
    Relaxed,
    /// Also several of many words.
    Loose,
}

impl Help {
    const ALL: [(Help, &'static str); 5] = [
        (Help::None, "n"),
        (Help::Corrected, "c"),
        (Help::Widened, "w"),
        (Help::Relaxed, "r"),
        (Help::Loose, "l"),
    ];

    /// Whether words may be missing.
    pub fn is_relaxed(self) -> bool {
        self >= Help::Relaxed
    }

    /// For a cursor.
    pub fn letter(self) -> &'static str {
        let known = Help::ALL.iter().find(|(help, _)| *help == self);
        known.map_or("n", |(_, letter)| letter)
    }

    /// Reads it back.
    pub fn from_letter(letter: &str) -> Option<Help> {
        let known = Help::ALL.iter().find(|(_, known)| *known == letter);
        known.map(|(help, _)| *help)
    }
}

/// What words are searched for as typed, and with help.
#[derive(Clone, Debug)]
pub(crate) struct Helper {
    /// The query's tree, with runs of words that are cases of the archive.
    pub root: Node,
    /// Those cases.
    pub cases: Vec<CaseNumber>,
    /// A lone word as it is spelt with å, ä and ö, where more paragraphs have that.
    pub with_letters: Option<String>,
    plain: Widening,
    spelt: Widening,
    widened: Widening,
    /// The query in other spelling, where a word was misspelt.
    pub corrected: Option<Corrected>,
}

impl Helper {
    /// What the words of a query stand for in any case.
    pub fn new(root: &Node, speller: &Speller<'_>) -> tantivy::Result<Helper> {
        let (root, cases) = with_known_cases(root, speller.searcher, speller.fields)?;
        let mut plain = Widening::default();
        plain.add_abbreviations(&root, speller.searcher, speller.fields)?;
        plain.add_places(&root, speller)?;
        let mut with_letters = None;
        if let Some(word) = lone_plain_word(&root, speller.analyzer) {
            plain.keeps_letters = speller.means_itself(&word)?;
            if plain.keeps_letters {
                with_letters = speller.with_letters(&word)?;
            }
        }
        Ok(Helper {
            root,
            cases,
            plain,
            with_letters,
            spelt: Widening::default(),
            widened: Widening::default(),
            corrected: None,
        })
    }

    /// Finds out how misspelt words are spelt and what minutes say instead of everyday words.
    pub fn look_further(&mut self, speller: &Speller<'_>) -> tantivy::Result<()> {
        self.spelt = self.plain.clone();
        self.spelt.add_corrections(&self.root, speller)?;
        self.corrected = self.spelt.corrected(&self.root);
        self.widened = self.spelt.clone();
        self.widened.add_everyday(&self.root, speller)
    }

    /// Whether so much help adds anything to less of it.
    pub fn adds(&self, help: Help) -> bool {
        match help {
            Help::Corrected => self.corrected.is_some(),
            Help::Widened => self.widened.has(Kind::Everyday),
            _ => true,
        }
    }

    pub fn widening(&self, help: Help) -> &Widening {
        match help {
            Help::None => &self.plain,
            Help::Corrected => &self.spelt,
            Help::Widened | Help::Relaxed | Help::Loose => &self.widened,
        }
    }

    /// Swedish sentences about what was searched beside what was typed.
    pub fn notes(&self, help: Help) -> Vec<String> {
        let numbers = self.cases.iter().map(|case| case.canonical());
        let mut notes: Vec<String> = numbers
            .map(|number| format!("Lästes också som ärendenumret {number}."))
            .collect();
        if help == Help::None {
            return notes;
        }
        for (typed, spelling) in self.corrected.iter().flat_map(|one| &one.replaced) {
            notes.push(format!(
                "”{typed}” finns inte eller knappt i protokollen; också ”{spelling}” söktes."
            ));
        }
        for (typed, others) in self.widening(help).everyday() {
            notes.push(format!("I stället för ”{typed}” söktes också: {others}."));
        }
        let missing = match help {
            Help::None | Help::Corrected | Help::Widened => None,
            Help::Relaxed => {
                Some("Få träffar hade alla orden; här visas också de som saknar ett av dem.")
            }
            Help::Loose => Some("Inget hade alla orden; här visas det som har flera av dem."),
        };
        notes.extend(missing.map(str::to_owned));
        notes
    }
}

/// Says why nothing is found: words that nothing has, or that never stand together.
pub(crate) fn note_of_nothing(unknown: &[String], words: usize) -> Option<String> {
    if unknown.is_empty() {
        let apart = "Orden finns i arkivet, men ingen paragraf svarar mot hela sökningen.";
        return (words > 0).then(|| apart.to_owned());
    }
    let quoted: Vec<String> = unknown.iter().map(|word| format!("”{word}”")).collect();
    Some(format!(
        "Inget protokoll i arkivet har {}.",
        quoted.join(" eller ")
    ))
}

/// The word of a query that is nothing else and was typed without å, ä and ö.
fn lone_plain_word(root: &Node, analyzer: &Analyzer) -> Option<AnalyzedWord> {
    let Node::Word(typed) = root else { return None };
    let mut words = analyzer.query_words(typed);
    let word = words.pop()?;
    (words.is_empty() && word.folded.is_none()).then_some(word)
}
