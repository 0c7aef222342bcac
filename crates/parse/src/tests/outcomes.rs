//! Outcomes: each verb in each voice and age of Swedish, and what is none.

use super::support::parse;

/// The outcomes of a decision with this text, made by the body that it begins with or else by the board.
fn outcomes(text: &str) -> String {
    let body = if text.starts_with("Kommunfullmäktige") && !text.contains("föreslås") {
        "Kommunfullmäktige"
    } else {
        "Kommunstyrelsen"
    };
    let minutes =
        format!("Lillviks kommun\n{body}\n2024-03-05\n\n§ 7 Lekplatser\n\nBeslut\n{text}\n");
    let paragraph = parse(&minutes).paragraphs.remove(0);
    let decision = paragraph.decision.expect("a decision is read");
    let names = decision.outcomes.iter().map(|outcome| outcome.name());
    names.collect::<Vec<_>>().join(", ")
}

fn check(text: &str, expected: &str) {
    assert_eq!(outcomes(text), expected, "{text}");
}

/// Several texts with one outcome.
fn all(expected: &str, texts: &[&str]) {
    let wrong: Vec<String> = texts
        .iter()
        .map(|text| format!("{}: {text}", outcomes(text)))
        .filter(|row| !row.starts_with(&format!("{expected}: ")))
        .collect();
    assert_eq!(wrong, Vec::<String>::new(), "{expected}");
}

#[test]
fn approving_in_every_voice_and_age() {
    all(
        "approved",
        &[
            "Kommunstyrelsen godkänner rapporten.",
            "Rapporten godkänns.",
            "Rapporten godkännes.",
            "Kommunstyrelsen beslutar att godkänna rapporten.",
            "Kommunstyrelsen beslutar att rapporten godkänns.",
            "Kommunstyrelsen beslutade att godkänna rapporten.",
            "Kommunstyrelsen beslöt att godkänna rapporten.",
            "Kommunstyrelsen beslutar godkänna rapporten.",
            "Kommunstyrelsen beslöt godkänna rapporten.",
            "Kommunstyrelsen beslutar enhälligt att godkänna rapporten.",
            "att godkänna rapporten,",
            "att rapporten godkännes, samt",
            "Att rapporten ska godkännas.",
            "Godkänna rapporten.",
            "Rapporten godkändes.",
            "Kommunstyrelsen godkände rapporten.",
            "Kommunstyrelsen har godkänt rapporten.",
            "Kommunstyrelsen ställer sig bakom förslaget till yttrande.",
            "att ställa sig bakom förslaget.",
            "Kommunstyrelsen beslutar, med 7 röster mot 4, att godkänna rapporten.",
            "Kommunstyrelsen beslutar i enlighet med kontorets förslag att godkänna rapporten.",
            "Kommunstyrelsen godkänner att avtal tecknas med Region Norr.",
        ],
    );
}

#[test]
fn adopting_in_every_voice_and_age() {
    all(
        "adopted",
        &[
            "Kommunfullmäktige antar planen.",
            "Planen antas.",
            "Planen antages.",
            "att anta planen",
            "att antaga planen",
            "Anta planen.",
            "Planen antogs.",
            "Kommunfullmäktige antog planen.",
            "Kommunfullmäktige beslöt antaga planen.",
            "Taxan fastställs.",
            "Taxan fastställes att gälla från den 1 januari 2025.",
            "att fastställa taxan till 780 kronor",
            "Fastställa taxan.",
            "Kommunfullmäktige fastställde taxan.",
            "att med stöd av 5 kap. 27 § plan- och bygglagen anta detaljplanen",
            "Detaljplanen antas med stöd av 5 kap. 27 § plan- och bygglagen.",
        ],
    );
}

#[test]
fn granting_in_every_voice_and_age() {
    all(
        "granted",
        &[
            "Kommunfullmäktige bifaller motionen.",
            "Motionen bifalls.",
            "Motionen bifalles.",
            "att bifalla motionen",
            "att motionen bifalls",
            "Bifalla motionen.",
            "Bifall.",
            "Kommunfullmäktige biföll motionen.",
            "Motionen bifölls.",
            "Nämnden beviljar bygglov.",
            "att bevilja bygglov för garage",
            "Bygglov beviljas.",
            "Bygglov beviljades.",
            "Nämnden ger bygglov för garage på Ask 1:2.",
            "Bygglov ges för garage.",
            "Bygglov lämnas med stöd av 9 kap. 30 § plan- och bygglagen.",
            "Ge bygglov för garage.",
            "Strandskyddsdispens medges.",
            "att medge dispens",
            "Positivt förhandsbesked lämnas för två hus.",
            "Kommunstyrelsens ledamöter beviljas ansvarsfrihet.",
        ],
    );
}

#[test]
fn rejecting_in_every_voice_and_age() {
    all(
        "rejected",
        &[
            "Kommunfullmäktige avslår motionen.",
            "Motionen avslås.",
            "Motionen avslås med hänvisning till nämndens yttrande.",
            "att avslå motionen",
            "att motionen avslås",
            "att motionen ska avslås",
            "Avslå motionen.",
            "Avslag.",
            "Avslag på motionen.",
            "Kommunfullmäktige avslog motionen.",
            "Motionen avslogs.",
            "Kommunfullmäktige beslöt avslå motionen.",
            "Kommunfullmäktige beslutar att avslå motionen om att anta en plan.",
            "att avslå ansökan om bygglov",
            "Ansökan lämnas utan bifall.",
            "Kommunfullmäktige beslutar att inte bifalla motionen.",
            "att ej bifalla medborgarförslaget",
            "Ansökan beviljas inte.",
            "Nämnden beviljar inte bygglov.",
            "Överklagandet avvisas.",
        ],
    );
}

#[test]
fn postponing_and_referring_back_in_every_voice_and_age() {
    all(
        "postponed",
        &[
            "Ärendet bordläggs.",
            "Ärendet bordlägges till nästa sammanträde.",
            "Kommunstyrelsen bordlägger ärendet.",
            "att bordlägga ärendet",
            "att ärendet bordläggs",
            "Bordlägga ärendet.",
            "Bordläggning.",
            "Ärendet bordlades.",
            "Kommunstyrelsen beslöt att bordlägga ärendet.",
            "På förslag av Alva Ask (S): Ärendet bordläggs till den 5 maj 2024.",
        ],
    );
    all(
        "referred_back",
        &[
            "Ärendet återremitteras.",
            "Kommunstyrelsen återremitterar ärendet till nämnden.",
            "att återremittera ärendet för att utreda om taxan kan antas",
            "Återremittera ärendet.",
            "Återremiss.",
            "Ärendet återremitterades.",
            "att ärendet återremitteras till kontoret för att ge nämnden möjlighet att yttra sig",
        ],
    );
}

#[test]
fn noting_in_every_voice_and_age() {
    all(
        "noted",
        &[
            "Informationen antecknas.",
            "Informationen antecknas till protokollet.",
            "Kommunstyrelsen antecknar informationen till protokollet.",
            "Informationen noteras till protokollet.",
            "Nämnden noterar informationen.",
            "att notera informationen",
            "Notera informationen till protokollet.",
            "Informationen tas till protokollet.",
            "Informationen tas till dagens protokoll.",
            "Rapporten läggs till handlingarna.",
            "Rapporten lägges till handlingarna.",
            "Nämnden lägger rapporten till handlingarna.",
            "att lägga rapporten till handlingarna",
            "att rapporten läggs till handlingarna",
            "Lägga rapporten till handlingarna.",
            "Rapporten lades till handlingarna.",
            "Kommunstyrelsen lade rapporten till handlingarna.",
            "Kommunstyrelsen beslöt lägga rapporten till handlingarna.",
            "Med godkännande läggs rapporten till handlingarna.",
            "Nämnden har tagit del av informationen.",
            "Nämnden tar del av rapporten.",
            "att ta del av rapporten",
            "Kommunstyrelsen tackar för informationen.",
            "Redovisningen av delegationsbeslut läggs till handlingarna.",
        ],
    );
}

#[test]
fn recommending_in_every_voice_and_age() {
    all(
        "recommended",
        &[
            "Kommunstyrelsen föreslår att kommunfullmäktige antar planen.",
            "Kommunstyrelsen föreslår kommunfullmäktige besluta att anta planen.",
            "Kommunstyrelsen föreslår kommunfullmäktige besluta\natt anta planen.",
            "Kommunstyrelsen beslutar föreslå kommunfullmäktige att anta planen.",
            "Kommunstyrelsen beslutar att föreslå kommunfullmäktige besluta\n1. Planen antas.\n2. Taxan fastställs.",
            "att föreslå kommunfullmäktige att anta planen",
            "att föreslå kommunfullmäktige besluta:\n- Planen antas.",
            "Föreslå kommunfullmäktige att anta planen.",
            "Kommunstyrelsen föreslog kommunfullmäktige att anta planen.",
            "Kommunstyrelsen tillstyrker förslaget.",
            "Förslaget tillstyrks.",
            "att tillstyrka motionen",
            "att hos kommunfullmäktige hemställa att planen antas",
            "Kommunstyrelsen hemställer att kommunfullmäktige antar planen.",
            "Kommunfullmäktige föreslås anta planen.",
            "Kommunfullmäktige föreslås besluta att anta planen.",
            "Kommunstyrelsen rekommenderar fullmäktige att anta planen.",
            "Kommunstyrelsen förordar att planen antas.",
            "Kommunstyrelsen föreslår att\nKommunfullmäktige beslutar\natt anta planen.",
        ],
    );
}

#[test]
fn assigning_appointing_and_discharging() {
    all(
        "assigned",
        &[
            "Nämnden får i uppdrag att utreda om planen kan antas.",
            "Kontoret ges i uppdrag att återkomma.",
            "Kommunstyrelsen ger kontoret i uppdrag att återkomma.",
            "att ge kontoret i uppdrag att återkomma",
            "att uppdra åt kontoret att återkomma",
            "att kontoret får i uppdrag att återkomma",
            "Kommunstyrelsen uppdrar till kontoret att bevilja bidrag.",
            "Uppdra åt kontoret att återkomma.",
            "Kommunstyrelsen uppdrog åt kontoret att återkomma.",
            "Kommunchefen erhåller i uppdrag att teckna avtal.",
            "Kommunstyrelsen beslöt uppdraga åt kommunchefen att teckna avtal.",
        ],
    );
    all(
        "appointed",
        &[
            "Till ledamot utses Alva Ask (S).",
            "Kommunfullmäktige utser Alva Ask (S) till ledamot.",
            "att utse Alva Ask (S) till ledamot",
            "Till ordförande väljs Alva Ask (S).",
            "Till ordförande valdes Alva Ask (S).",
            "Kommunfullmäktige väljer\n- Alva Ask (S)\n- Bo Ek (M)",
            "att välja Alva Ask (S)",
            "Att jämte ordföranden justera protokollet utsågs Alva Ask.",
            "Alva Ask (S) utses att justera protokollet.",
            "Alva Ask förordnas som tillförordnad chef.",
        ],
    );
    all(
        "discharged",
        &[
            "Alva Ask (S) entledigas från uppdraget.",
            "Kommunfullmäktige entledigar Alva Ask (S).",
            "att entlediga Alva Ask (S) från uppdraget som ledamot",
            "Kommunfullmäktige befriar Alva Ask (S) från uppdraget.",
        ],
    );
}

#[test]
fn forwarding_answering_completing_and_repealing() {
    all(
        "forwarded",
        &[
            "Yttrandet översänds till departementet.",
            "Nämnden överlämnar yttrandet till kommunstyrelsen.",
            "att överlämna motionen till kommunstyrelsen för beredning",
            "Motionen remitteras till kommunstyrelsen.",
            "att remittera motionen till kommunstyrelsen",
            "Kommunfullmäktige remitterade motionen till kommunstyrelsen.",
            "Ärendet hänskjuts till kommunfullmäktige.",
        ],
    );
    all(
        "answered",
        &[
            "Motionen anses besvarad.",
            "Motionen ska anses vara besvarad.",
            "att anse motionen besvarad",
            "att motionen därmed är besvarad",
            "att motionen anses vara besvarad med vad kontoret anför",
            "Kommunfullmäktige anser motionen besvarad.",
            "Kommunfullmäktige förklarar motionen besvarad.",
            "Motionen förklaras besvarad.",
            "Medborgarförslaget anses därmed besvarat.",
            "Anse motionen besvarad.",
            "Interpellationen är besvarad.",
        ],
    );
    all(
        "completed",
        &[
            "Uppdraget förklaras fullgjort.",
            "att förklara uppdraget fullgjort",
            "Kommunstyrelsen förklarar uppdraget slutfört.",
        ],
    );
    all(
        "repealed",
        &[
            "Policyn upphävs.",
            "att upphäva policyn som antogs 2009",
            "Kommunfullmäktige upphäver policyn.",
            "Reglementet upphör att gälla.",
        ],
    );
}

#[test]
fn what_no_verb_of_the_list_says_is_other() {
    all(
        "other",
        &[
            "Ärendet utgår.",
            "att avge yttrande enligt bilaga",
            "Nämnden tar ut en sanktionsavgift på 18 336 kronor.",
            "att förelägga ägaren att riva skjulet",
            "att anvisa 2 500 000 kronor",
            "Kommunstyrelsen beslutar enligt förslaget.",
            "Sammanträdet ajourneras.",
        ],
    );
}

#[test]
fn clauses_under_the_deciding_one_do_not_count() {
    check(
        "Kommunstyrelsen godkänner rapporten, som överlämnas till kommunfullmäktige.",
        "approved",
    );
    check(
        "Kommunfullmäktige avslår motionen eftersom planen redan har antagits.",
        "rejected",
    );
    check(
        "Motionen om att kommunen ska upphäva beslutet som antogs 2019 avslås.",
        "rejected",
    );
    check(
        "att motionen, som överlämnats till nämnden, anses besvarad",
        "answered",
    );
    check("Yrkandet om att bordlägga ärendet avslås.", "rejected");
    check(
        "Kommunstyrelsen uppdrar åt nämnden att godkänna planen och att fastställa taxan.",
        "assigned",
    );
    check(
        "att godkänna avtalet under förutsättning att kommunfullmäktige beviljar medel",
        "approved",
    );
    check(
        "Kommunstyrelsen ställer sig bakom att Region Norr antar planen.",
        "approved",
    );
    check(
        "Med bifall till motionen får nämnden i uppdrag att bygga.",
        "assigned",
    );
    check("Med avslag på motionen godkänns rapporten.", "approved");
}

#[test]
fn several_verbs_of_one_decision_are_several_outcomes() {
    check(
        "att godkänna rapporten och överlämna den till kommunfullmäktige",
        "approved, forwarded",
    );
    check(
        "att godkänna avtalet samt att ge kommunchefen i uppdrag att teckna det",
        "approved, assigned",
    );
    check(
        "Godkänna avtalet och ge kommunchefen i uppdrag att teckna det.",
        "approved, assigned",
    );
    check(
        "Avsägelsen godkänns och Alva Ask (S) entledigas.",
        "approved, discharged",
    );
    check(
        "Kommunstyrelsen beslutar att godkänna rapporten, att lägga den till handlingarna samt att uppdra åt nämnden att återkomma.",
        "approved, noted, assigned",
    );
    check(
        "Planen antas. Taxan upphävs. Nämnden får i uppdrag att informera.",
        "adopted, repealed, assigned",
    );
    check(
        "Kommunstyrelsen antecknar informationen och lägger rapporten till handlingarna.",
        "noted",
    );
    check(
        "Kommunfullmäktige godkänner avsägelsen samt utser Bo Ek (M) till ledamot.",
        "approved, appointed",
    );
}

#[test]
fn what_the_body_above_is_to_decide_is_recommended() {
    let decision = |text: &str| {
        let paragraph = super::support::paragraph(&format!("Beslut\n{text}"));
        let decision = paragraph.decision.expect("a decision is read");
        let names = decision.outcomes.iter().map(|outcome| outcome.name());
        (
            names.collect::<Vec<_>>().join(", "),
            decision.decided_by.unwrap_or_default(),
        )
    };
    for text in [
        "Kommunfullmäktige antar planen.",
        "Kommunfullmäktige beslutar\natt anta planen.",
    ] {
        assert_eq!(
            decision(text),
            ("recommended".to_owned(), "Kommunstyrelsen".to_owned()),
            "{text}"
        );
    }
}
