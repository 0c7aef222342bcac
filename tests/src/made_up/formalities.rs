//! Paragraphs that stand in all minutes, and among which a matter has to be found.

use chrono::NaiveDate;

use super::calendar::Item;
use super::handling::lower;
use super::people;
use crate::chance::Chance;

/// A paragraph without a matter.
#[derive(Debug)]
pub struct Formality {
    pub title: &'static str,
    /// Empty where nothing is told.
    pub description: Vec<String>,
    /// Empty where nothing is decided.
    pub decision: Vec<String>,
}

fn item<'a>(title: &'static str, description: Vec<String>, decision: Vec<String>) -> Item<'a> {
    Item::Formality(Formality {
        title,
        description,
        decision,
    })
}

/// What a meeting begins with.
pub fn opening<'a>(municipality: &str, body: &str, date: NaiveDate) -> Vec<Item<'a>> {
    let mut chance = Chance::of(&format!("opening/{municipality}/{body}/{date}"));
    let who = people::some(municipality, 2, &mut chance);
    let adjusters = who.join(" och ");
    let mut items = Vec::new();
    if body.ends_with("fullmäktige") {
        items.push(item(
            "Upprop",
            vec!["Upprop förrättas. Ordföranden finner att sammanträdet är beslutfört och att kungörelse har skett i laga ordning.".to_owned()],
            Vec::new(),
        ));
    } else if chance.once_in(3) {
        items.push(item(
            "Sammanträdets öppnande",
            vec!["Ordföranden förklarar sammanträdet öppnat.".to_owned()],
            Vec::new(),
        ));
    }
    let adjusted = format!("- {adjusters} utses att jämte ordföranden justera dagens protokoll.");
    let agenda = match chance.below(3) {
        0 => "- Dagordningen godkänns med den ändringen att informationsärendena behandlas först.",
        1 => "- Den utsända föredragningslistan fastställs som dagordning.",
        _ => "- Dagordningen godkänns.",
    };
    let agenda = agenda.to_owned();
    let decides = || format!("{body} beslutar:");
    if chance.once_in(2) {
        let title = "Val av justerare och godkännande av dagordning";
        items.push(item(title, Vec::new(), vec![decides(), adjusted, agenda]));
    } else {
        let title = "Val av justerare";
        items.push(item(title, Vec::new(), vec![decides(), adjusted]));
        let title = "Godkännande av dagordning";
        items.push(item(title, Vec::new(), vec![decides(), agenda]));
    }
    if chance.once_in(4) {
        items.push(information(body, &mut chance));
    }
    items
}

/// What a meeting ends with.
pub fn closing<'a>(municipality: &str, body: &str, date: NaiveDate) -> Vec<Item<'a>> {
    let mut chance = Chance::of(&format!("closing/{municipality}/{body}/{date}"));
    let mut items = Vec::new();
    if body.ends_with("fullmäktige") {
        if chance.once_in(2) {
            items.push(questions());
        }
    } else if chance.once_in(3) {
        items.push(delegated(body, date, &mut chance));
    }
    if chance.once_in(3) {
        items.push(messages(body, &mut chance));
    }
    if chance.once_in(3) {
        items.push(item(
            "Sammanträdets avslutande",
            vec![
                "Ordföranden tackar de närvarande och förklarar sammanträdet avslutat.".to_owned(),
            ],
            Vec::new(),
        ));
    }
    items
}

fn information<'a>(body: &str, chance: &mut Chance) -> Item<'a> {
    let told = [
        "Förvaltningschefen informerar om personalläget, sjukfrånvaron och pågående rekryteringar.",
        "Ekonomichefen redogör för det ekonomiska läget och för budgetarbetets tidplan.",
        "Förvaltningschefen informerar om aktuella frågor i verksamheten och om inkomna synpunkter.",
        "Utvecklingschefen informerar om digitalisering och om arbetet med systematiskt kvalitetsarbete.",
    ];
    item(
        "Information från förvaltningen",
        vec![chance.pick(&told).to_owned()],
        vec![
            format!("{body} beslutar:"),
            "- Informationen antecknas till protokollet.".to_owned(),
        ],
    )
}

fn questions<'a>() -> Item<'a> {
    item(
        "Allmänhetens frågestund",
        vec!["Inga frågor ställs från åhörarna.".to_owned()],
        Vec::new(),
    )
}

fn delegated<'a>(body: &str, date: NaiveDate, chance: &mut Chance) -> Item<'a> {
    let kinds = [
        "Beslut om bygglov och startbesked",
        "Beslut om skolskjuts",
        "Beslut om färdtjänst och riksfärdtjänst",
        "Beslut om parkeringstillstånd för rörelsehindrade",
        "Tilldelningsbeslut i upphandling",
        "Anställningar och uppsägningar",
        "Yttranden i tillståndsärenden",
        "Beslut om föreningsbidrag under 20 000 kronor",
        "Beslut om serveringstillstånd vid enstaka tillfälle",
        "Avskrivning av fordringar",
    ];
    let mut told = vec![format!(
        "{body} har överlåtit sin beslutanderätt till utskott, ordförande och tjänstepersoner enligt delegationsordningen. Dessa beslut ska anmälas. Följande beslut anmäls till sammanträdet {date}:"
    )];
    for _ in 0..2 + chance.below(3) {
        told.push(format!(
            "- {}, {} st",
            chance.pick(&kinds),
            1 + chance.below(40)
        ));
    }
    item(
        "Anmälan av delegationsbeslut",
        told,
        vec![
            format!("{body} beslutar:"),
            "- Redovisningen av delegationsbeslut läggs till handlingarna.".to_owned(),
        ],
    )
}

fn messages<'a>(body: &str, chance: &mut Chance) -> Item<'a> {
    let papers = [
        "Cirkulär från Sveriges Kommuner och Regioner",
        "Länsstyrelsens protokoll efter tillsynsbesök",
        "Förvaltningsrättens dom i mål om laglighetsprövning",
        "Revisorernas granskningsrapport med begäran om svar",
        "Protokoll från samverkansgruppen",
        "Skrivelse från pensionärsrådet",
        "Inbjudan till konferens om kommunal ledning",
        "Beslut från Arbetsmiljöverket efter inspektion",
    ];
    let mut told = vec![format!("Följande handlingar anmäls till {}:", lower(body))];
    for _ in 0..2 + chance.below(2) {
        told.push(format!("- {}", chance.pick(&papers)));
    }
    item(
        "Meddelanden",
        told,
        vec![
            format!("{body} beslutar:"),
            "- Meddelandena läggs till handlingarna.".to_owned(),
        ],
    )
}
