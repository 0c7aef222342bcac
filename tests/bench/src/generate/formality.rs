//! Paragraphs that stand in all minutes.

use super::case_numbers::printed;
use super::chance::Chance;
use super::language::Topic;
use super::minutes::{Part, Pen, Written};
use super::plan::Formality;
use super::wording::lower;

impl Pen<'_> {
    pub(super) fn formality(&self, number: u32, formality: Formality) -> Written {
        let mut chance = self.chance(number);
        let body = self.meeting.body;
        let place = self.plan.unit.place();
        let member = |chance: &mut Chance| {
            let place = chance.below(self.seats.members.len() as u64) as usize;
            self.seats.members[place].with_party()
        };
        let mut sections = Vec::new();
        let (title, told, decided): (&str, Vec<String>, Option<&str>) = match formality {
            Formality::Adjusters => {
                let who = member(&mut chance);
                let decided =
                    format!("{who} utses att jämte ordföranden justera dagens protokoll.");
                sections.push((Part::Decision, self.decision(&[decided], None)));
                ("Val av justerare", Vec::new(), None)
            }
            Formality::Agenda => (
                "Godkännande av dagordning",
                Vec::new(),
                Some("Dagordningen godkänns."),
            ),
            Formality::Information => {
                let topic = Topic::draw(self.words, &mut chance);
                let mut prose = self.prose(&topic, chance);
                let mut told = String::new();
                prose.write(&mut told, 300);
                (
                    "Information från förvaltningen",
                    vec![told],
                    Some("Informationen antecknas till protokollet."),
                )
            }
            Formality::Delegated => {
                let kinds = [
                    "Beslut om bygglov",
                    "Beslut om skolskjuts",
                    "Beslut om färdtjänst",
                    "Tilldelningsbeslut i upphandling",
                    "Anställningar",
                    "Yttranden i tillståndsärenden",
                    "Avskrivning av fordringar",
                ];
                let mut told = vec![format!(
                    "{} har överlåtit sin beslutanderätt till utskott, ordförande och tjänstepersoner enligt delegationsordningen. Följande beslut anmäls till sammanträdet:",
                    body.name
                )];
                for _ in 0..chance.between(2, 5) {
                    told.push(format!(
                        "- {}, {} st",
                        chance.pick(&kinds),
                        chance.between(1, 60)
                    ));
                }
                (
                    "Anmälan av delegationsbeslut",
                    told,
                    Some("Redovisningen av delegationsbeslut läggs till handlingarna."),
                )
            }
            Formality::Messages => {
                let topic = Topic::draw(self.words, &mut chance);
                let mut told = vec![format!(
                    "Följande handlingar anmäls till {}:",
                    lower(body.name)
                )];
                for noun in topic.nouns.iter().take(4) {
                    told.push(format!(
                        "- {} om {}",
                        chance.pick(&[
                            "Skrivelse",
                            "Cirkulär",
                            "Rapport",
                            "Protokoll från samråd",
                            "Dom"
                        ]),
                        noun.forms[2]
                    ));
                }
                (
                    "Meddelanden",
                    told,
                    Some("Meddelandena läggs till handlingarna."),
                )
            }
            Formality::Questions => (
                "Allmänhetens frågestund",
                vec!["Inga frågor ställs från åhörarna.".to_owned()],
                None,
            ),
        };
        if !told.is_empty() {
            sections.push((Part::Description, told));
        }
        if let Some(decided) = decided {
            sections.push((Part::Decision, self.decision(&[decided.to_owned()], None)));
        }
        Written {
            number,
            title: title.to_owned(),
            case: formality
                .case(place, &body)
                .map(|case| printed(place.case_form, &case, self.plan.unit.year)),
            officer: None,
            sections,
        }
    }
}
