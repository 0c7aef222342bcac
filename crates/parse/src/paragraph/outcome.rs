//! What kind of decision a sentence states: the deciding clause's own verb, not the verbs of clauses under it.

use std::borrow::Cow;

use paragraf_model::Outcome;

use super::verbs::{self, Form};
use crate::folding::Folding;
use crate::scan;

/// Words that open a clause under the deciding one.
const SUBORDINATORS: &[&str] = &[
    "som", "vilket", "vilka", "vilken", "där", "när", "eftersom", "innan", "medan", "såsom",
    "ifall", "därför",
];

/// Words that say "decides" and leave to the next verb what.
const DECIDES: &[&str] = &[
    "beslutar",
    "beslutade",
    "beslöt",
    "besluta",
    "beslutat",
    "beslutas",
];

/// A verb found in a sentence.
#[derive(Clone, Copy, Debug)]
struct Hit {
    outcome: Outcome,
    form: Form,
    /// Place among the words.
    place: usize,
    /// Stands in a clause under the deciding one.
    is_under: bool,
}

/// Outcomes of one point of a decision, outermost first.
pub(super) fn of(point: &str) -> Vec<Outcome> {
    let mut outcomes = Vec::new();
    for sentence in scan::sentences(point) {
        for outcome in of_sentence(sentence) {
            if !outcomes.contains(&outcome) {
                outcomes.push(outcome);
            }
        }
        // What is recommended is decided elsewhere; verbs after it are the other body's.
        if outcomes.contains(&Outcome::Recommended) {
            break;
        }
    }
    outcomes
}

/// A short sentence that states a decision in the passive: `Rapporten godkänns.`
pub(super) fn is_passive(text: &str) -> bool {
    let sentences = scan::sentences(text);
    let Some(sentence) = sentences.first().filter(|_| sentences.len() <= 2) else {
        return false;
    };
    let words = words(sentence);
    let finite = hits(&words)
        .into_iter()
        .filter(|hit| !hit.is_under && hit.form == Form::Finite);
    let mut verbs = finite.filter_map(|hit| words.get(hit.place));
    verbs.any(|verb| {
        // "Frågan besvaras av Bo Ek (S)" tells who spoke.
        verb.folded.ends_with('s') && verb.folded != "besvaras"
            || matches!(
                &*verb.folded,
                "handlingarna" | "protokollet" | "besvarad" | "besvarat"
            )
    })
}

fn of_sentence(sentence: &str) -> Vec<Outcome> {
    let words = words(sentence);
    let hits = hits(&words);
    let main: Vec<Hit> = hits
        .iter()
        .copied()
        .filter(|hit| !hit.is_under && counts(hit, &hits))
        .collect();
    if let Some(first) = main.first() {
        if first.outcome == Outcome::Recommended {
            return vec![Outcome::Recommended];
        }
        return main.iter().map(|hit| hit.outcome).collect();
    }
    last_finite(&hits, &words)
        .or_else(|| is_to_adjust(&words).then(|| vec![Outcome::Appointed]))
        .unwrap_or_default()
}

/// `… beslutade att Alva Ask och Bo Ek jämte ordföranden skulle justera protokollet.`
fn is_to_adjust(words: &[Word<'_>]) -> bool {
    let pairs = words.iter().zip(words.iter().skip(1));
    pairs.into_iter().any(|(one, other)| {
        matches!(&*one.folded, "ska" | "skall" | "skulle" | "att") && other.folded == "justera"
    })
}

/// Past forms and nouns count only where nothing finite does.
fn counts(hit: &Hit, hits: &[Hit]) -> bool {
    match hit.form {
        Form::Finite | Form::Infinitive => true,
        Form::Past => !hits
            .iter()
            .any(|other| matches!(other.form, Form::Finite | Form::Infinitive) && !other.is_under),
        Form::Noun => hit.place == 0,
    }
}

/// A passive at the end of a long subject: `Hemställan om att … anses besvarad`.
fn last_finite(hits: &[Hit], words: &[Word<'_>]) -> Option<Vec<Outcome>> {
    let last = hits.iter().rfind(|hit| hit.form == Form::Finite)?;
    let before = hits
        .iter()
        .rev()
        .skip_while(|hit| hit.place >= last.place)
        .find(|hit| hit.form == Form::Finite);
    let joined = before.filter(|before| {
        last.place - before.place <= 3
            && words
                .get(before.place + 1..last.place)
                .is_some_and(|between| between.iter().any(|word| word.folded == "och"))
    });
    Some(
        joined
            .into_iter()
            .chain([last])
            .map(|hit| hit.outcome)
            .collect(),
    )
}

#[derive(Clone, Debug)]
struct Word<'t> {
    folded: Cow<'t, str>,
    after_comma: bool,
    text: &'t str,
}

fn words(sentence: &str) -> Vec<Word<'_>> {
    let mut quoted = false;
    let mut after_comma = false;
    let mut words = Vec::new();
    for piece in sentence.split_whitespace() {
        let opens = piece.starts_with(['”', '"', '“', '»']);
        let inside = quoted || opens;
        let marks = piece
            .chars()
            .filter(|letter| matches!(letter, '”' | '"' | '“' | '»'))
            .count();
        quoted ^= marks % 2 == 1;
        let text = piece.trim_matches(|letter: char| !letter.is_alphanumeric());
        if !inside && !text.is_empty() {
            words.push(Word {
                folded: text.in_small_letters(),
                after_comma,
                text,
            });
        }
        after_comma = piece.ends_with([',', ';']);
    }
    words
}

fn hits(words: &[Word<'_>]) -> Vec<Hit> {
    let mut hits: Vec<Hit> = Vec::new();
    let mut is_under = false;
    let mut has_decided = false;
    // Where an `att` opens the deciding clause or one beside it.
    let mut main_atts: Vec<usize> = Vec::new();
    for (place, word) in words.iter().enumerate() {
        let folded: &str = &word.folded;
        let found = found_at(words, place);
        let finite = found.iter().any(|&(_, form)| form == Form::Finite);
        if finite && (word.after_comma || joins_main(words, place, &hits, is_under)) {
            is_under = false;
        }
        if folded == "att" && !is_purpose(words, place) {
            let decided_to = has_decided && hits.iter().all(|hit| hit.is_under);
            let beside = !is_under && joins_infinitive(words, place, &hits);
            is_under = place > 0 && !decided_to && !beside;
            if !is_under {
                main_atts.push(place);
            }
        } else if SUBORDINATORS.contains(&folded) && !(folded == "som" && follows_att(words, place))
            || (folded == "om"
                && words
                    .get(place + 1)
                    .is_some_and(|next| next.folded == "att"))
        {
            is_under = true;
        } else if DECIDES.contains(&folded) {
            has_decided |= !is_under;
        }
        for (outcome, form) in found {
            let outcome = if is_negated(words, place, form) {
                denied(outcome)
            } else {
                outcome
            };
            let opens = place == 0
                || follows_opening(words, place, &main_atts)
                || coordinated_infinitive(words, place, &hits);
            if form == Form::Infinitive && !opens {
                hits.push(Hit {
                    outcome,
                    form,
                    place,
                    is_under: true,
                });
            } else {
                hits.push(Hit {
                    outcome,
                    form,
                    place,
                    is_under,
                });
            }
        }
    }
    hits
}

/// `att inte bifalla`, `beviljas inte`.
fn is_negated(words: &[Word<'_>], place: usize, form: Form) -> bool {
    let beside = match form {
        Form::Infinitive => place.checked_sub(1),
        _ => Some(place + 1),
    };
    beside
        .and_then(|beside| words.get(beside))
        .is_some_and(|word| matches!(&*word.folded, "inte" | "ej" | "icke"))
}

/// What it means not to grant. Not to reject or to postpone is no outcome that the list has a word for.
fn denied(outcome: Outcome) -> Outcome {
    match outcome {
        Outcome::Approved | Outcome::Adopted | Outcome::Granted => Outcome::Rejected,
        Outcome::Rejected | Outcome::Postponed | Outcome::ReferredBack => Outcome::Other,
        other => other,
    }
}

/// Verbs and phrases that end at a word. A phrase takes the form of its verb.
fn found_at(words: &[Word<'_>], place: usize) -> Vec<(Outcome, Form)> {
    let Some(word) = words.get(place) else {
        return Vec::new();
    };
    let before = place
        .checked_sub(1)
        .and_then(|before| words.get(before))
        .map_or("", |word| &*word.folded);
    let has_done = || {
        let earlier = words.get(place.saturating_sub(5)..place);
        earlier.is_some_and(|words| {
            words
                .iter()
                .any(|word| matches!(&*word.folded, "har" | "hade"))
        })
    };
    // "Godkänt" is an adjective where nobody has done it.
    let is_adjective = verbs::is_participle(&word.folded) && !has_done();
    let single = verbs::read(&word.folded).filter(|_| !is_name(word, place) && !is_adjective);
    let mut found: Vec<(Outcome, Form)> = Vec::new();
    for (outcome, form) in single {
        // "antas" may be read as present or infinitive; one reading is enough.
        if !found.iter().any(|&(other, _)| other == outcome) {
            found.push((outcome, form));
        }
    }
    for (outcome, forms) in verbs::phrase(before, &word.folded) {
        let first = place.saturating_sub(14);
        let earlier = words.get(first..place).unwrap_or_default();
        let matches = |word: &Word<'_>, form: &str| match form.strip_suffix('*') {
            Some(stem) => word.folded.starts_with(stem),
            None => word.folded == form,
        };
        // "Till handlingarna lägges …" turns the phrase around.
        let next = (place < 4).then(|| words.get(place + 1)).flatten();
        let verb = earlier
            .iter()
            .rev()
            .chain(next)
            .find(|word| forms.iter().any(|form| matches(word, form)));
        if let Some(verb) = verb {
            let is_infinitive =
                verb.folded.ends_with('a') && verb.folded != "vara" || verb.folded == "ge";
            found.push((
                outcome,
                if is_infinitive {
                    Form::Infinitive
                } else {
                    Form::Finite
                },
            ));
        }
    }
    found
}

/// A capitalised word inside a sentence is a name, not a verb.
fn is_name(word: &Word<'_>, place: usize) -> bool {
    place > 0
        && word.text.chars().next().is_some_and(char::is_uppercase)
        && !scan::is_all_capitals(word.text)
}

/// `och` stands between this verb and the deciding one.
fn joins_main(words: &[Word<'_>], place: usize, hits: &[Hit], is_under: bool) -> bool {
    let before = place.checked_sub(1).and_then(|before| words.get(before));
    let joined = before.is_some_and(|word| matches!(&*word.folded, "och" | "samt"));
    let joins = hits.last().is_some_and(|hit| {
        !hit.is_under && hit.form == Form::Finite && (!is_under || place - hit.place <= 3)
    });
    joined && (joins || before.is_some_and(|word| word.after_comma))
}

/// `att godkänna` at the beginning or right after `beslutar`, a phrase's own verb included.
fn follows_opening(words: &[Word<'_>], place: usize, main_atts: &[usize]) -> bool {
    let upto = words.get(..place).unwrap_or_default();
    let Some(att) = upto
        .iter()
        .rposition(|word| word.folded == "att" || DECIDES.contains(&&*word.folded))
    else {
        return upto.len() <= 14
            && upto
                .first()
                .is_some_and(|word| word.folded.ends_with('a') || word.folded == "ge");
    };
    let opening = att == 0
        || main_atts.contains(&att)
        || upto.get(..att).is_some_and(|before| {
            before.iter().any(|word| DECIDES.contains(&&*word.folded))
                && !before.iter().any(|word| word.folded == "att")
        })
        || upto
            .get(att)
            .is_some_and(|word| DECIDES.contains(&&*word.folded));
    opening && place - att <= 14
}

/// `att som ombud utse …`, `antas som nämndens eget`: what `som` opens is no clause.
fn follows_att(words: &[Word<'_>], place: usize) -> bool {
    let before = place.checked_sub(1).and_then(|before| words.get(before));
    let adopts = before.is_some_and(|word| {
        matches!(
            &*word.folded,
            "antas" | "översänds" | "överlämnas" | "godkänns" | "lämnas"
        )
    });
    adopts
        || place == 0
        || before.is_some_and(|word| word.folded == "att" || DECIDES.contains(&&*word.folded))
}

/// `att gälla från …`, `att träda i kraft …`: tells when, and opens no clause that decides.
fn is_purpose(words: &[Word<'_>], place: usize) -> bool {
    // "Till att justera protokollet utses …"
    let is_office = place == 1 && words.first().is_some_and(|word| word.folded == "till");
    is_office
        || place > 0
            && words.get(place + 1).is_some_and(|word| {
                matches!(
                    &*word.folded,
                    "gälla" | "träda" | "tillämpas" | "börja" | "utbetalas"
                )
            })
}

/// `samt att`, `, att` after an infinitive of the deciding clause.
fn joins_infinitive(words: &[Word<'_>], place: usize, hits: &[Hit]) -> bool {
    let before = place.checked_sub(1).and_then(|before| words.get(before));
    let joined = before.is_some_and(|word| matches!(&*word.folded, "och" | "samt" | "dels"))
        || words.get(place).is_some_and(|word| word.after_comma);
    joined
        && hits
            .iter()
            .rfind(|hit| !hit.is_under)
            .is_some_and(|hit| hit.form == Form::Infinitive)
}

fn coordinated_infinitive(words: &[Word<'_>], place: usize, hits: &[Hit]) -> bool {
    let before = place.checked_sub(1).and_then(|before| words.get(before));
    let joined = before.is_some_and(|word| matches!(&*word.folded, "och" | "samt" | "att"));
    joined
        && hits
            .last()
            .is_some_and(|hit| !hit.is_under && hit.form == Form::Infinitive)
}
