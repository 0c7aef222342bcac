//! Cases by their number, above everything else.

use paragraf_model::CaseNumber;

use super::{Plan, Planner, constant, flag};
use crate::keys::{self, Found};
use crate::place::CLASS;

/// The case itself; the same year and serial printed without a registry; a mention in a text. Whole classes of scores,
/// so that no words can change their order and yet words decide within each.
const EXACT: f32 = 4.0 * CLASS;
const WITHOUT_REGISTRY: f32 = 2.0 * CLASS;
const MENTIONED: f32 = CLASS;

impl Planner<'_> {
    /// A number in plain text: its case, and below it the texts that mention it.
    pub(super) fn case_anywhere(&self, number: &CaseNumber) -> Plan {
        let own = self.case(number);
        let (exact, without) = keys_of(number, Found::Mentioned);
        let mentions = [Some(exact), without].into_iter().flatten();
        let mentions = mentions.map(|key| constant(flag(self.fields.case, &key), MENTIONED));
        Plan::Best(mentions.chain([own]).collect())
    }

    /// Paragraphs of the case. Typed with a registry, never another registry's; without, every registry's.
    pub(super) fn case(&self, number: &CaseNumber) -> Plan {
        let (exact, without) = keys_of(number, Found::Own);
        let exact = constant(flag(self.fields.case, &exact), EXACT);
        let without = without.map(|key| constant(flag(self.fields.case, &key), WITHOUT_REGISTRY));
        Plan::Best([Some(exact), without].into_iter().flatten().collect())
    }
}

/// The key of what was typed, and of the same number printed without the registry that was typed.
fn keys_of(number: &CaseNumber, found: Found) -> (String, Option<String>) {
    match number.registry() {
        Some(registry) => {
            let exact = keys::with_registry(number, registry, found);
            (exact, Some(keys::without_registry(number, found)))
        }
        None => (keys::any_registry(number, found), None),
    }
}
