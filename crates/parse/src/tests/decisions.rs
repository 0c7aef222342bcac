//! What was decided, by whom, and what kind of decision it was.

use expect_test::{Expect, expect};

use super::support::{paragraph, parse};

/// The outcomes of a decision with this text.
fn outcomes(text: &str, expected: &str) {
    let decision = paragraph(&format!("Beslut\n{text}"))
        .decision
        .expect("a decision is read");
    let names: Vec<&str> = decision
        .outcomes
        .iter()
        .map(|outcome| outcome.name())
        .collect();
    assert_eq!(names.join(", "), expected, "{text}");
}

/// Who decided and the points, one a line.
fn points(text: &str, expected: Expect) {
    let decision = paragraph(text).decision.expect("a decision is read");
    let by = decision.decided_by.unwrap_or_default();
    expected.assert_eq(&format!("{by}\n{}", decision.points.join("\n")));
}

#[test]
fn each_kind_of_decision_is_told_by_its_verb() {
    outcomes("Rapporten godkänns.", "approved");
    outcomes("Planen antas.", "adopted");
    outcomes("Taxan fastställs till 40 kronor.", "adopted");
    outcomes("Motionen bifalls.", "granted");
    outcomes("Bygglov beviljas.", "granted");
    outcomes("Dispens medges.", "granted");
    outcomes("Motionen avslås.", "rejected");
    outcomes("Ärendet bordläggs till den 5 maj.", "postponed");
    outcomes("Ärendet återremitteras till nämnden.", "referred_back");
    outcomes("Informationen tas till protokollet.", "noted");
    outcomes("Rapporten läggs till handlingarna.", "noted");
    outcomes("Nämnden tar del av rapporten.", "noted");
    outcomes("Nämnden får i uppdrag att bygga bad.", "assigned");
    outcomes("Till ledamot utses Alva Ask (S).", "appointed");
    outcomes("Alva Ask (S) entledigas.", "discharged");
    outcomes("Yttrandet översänds till departementet.", "forwarded");
    outcomes("Motionen anses besvarad.", "answered");
    outcomes("Uppdraget förklaras fullgjort.", "completed");
    outcomes("Beslutet upphävs.", "repealed");
    outcomes("Mötet fortsätter efter maten.", "other");
}

#[test]
fn infinitives_old_passives_nouns_and_past_forms_say_the_same() {
    outcomes("Godkänna rapporten.", "approved");
    outcomes("att bordlägga ärendet", "postponed");
    outcomes(
        "Planen godkännes och taxan fastställes.",
        "approved, adopted",
    );
    outcomes("Bifall till motionen.", "granted");
    outcomes("Avslag på ansökan.", "rejected");
    outcomes("Ärendet bordlades.", "postponed");
    outcomes(
        "Kommunstyrelsen beslutade att ge nämnden i uppdrag att bygga.",
        "assigned",
    );
}

#[test]
fn a_verb_under_the_deciding_clause_is_no_outcome() {
    outcomes("Motion om att anta en ny plan avslås.", "rejected");
    outcomes(
        "Nämnden får i uppdrag att utreda vad som krävs för att planen ska antas.",
        "assigned",
    );
    outcomes(
        "Hemställan om att få avslå ansökningar som bifalls av andra anses besvarad.",
        "answered",
    );
    outcomes(
        "Kommunstyrelsen översänder planen som den antogs 2019.",
        "forwarded",
    );
    outcomes("Rubriken ”Planen antas” godkänns.", "approved");
}

#[test]
fn two_verbs_of_one_clause_are_two_outcomes() {
    outcomes(
        "Redovisning av uppdrag till nämnden, att bygga bad, antecknas och förklaras fullgjort.",
        "noted, completed",
    );
    outcomes(
        "Delårsrapporten godkänns och överlämnas till fullmäktige.",
        "approved, forwarded",
    );
}

#[test]
fn a_recommendation_hides_what_another_body_is_to_decide() {
    outcomes(
        "Kommunstyrelsen tillstyrker förslaget och föreslår att kommunfullmäktige beslutar:\nPlanen antas.",
        "recommended",
    );
    outcomes(
        "Kommunstyrelsen föreslår kommunfullmäktige att avslå motionen.",
        "recommended",
    );
}

#[test]
fn a_paragraph_may_hold_a_proposal_and_a_decision_of_its_own_in_either_order() {
    outcomes(
        "Kommunstyrelsen föreslår kommunfullmäktige:\n- Planen antas.\nKommunstyrelsen beslutar för egen del:\n- Nämnden får i uppdrag att bygga.",
        "recommended, assigned",
    );
    outcomes(
        "Kommunstyrelsen beslutar:\n- Rapporten godkänns.\nKommunstyrelsens förslag till kommunfullmäktige:\n- Planen antas.",
        "approved, recommended",
    );
}

#[test]
fn adjusting_at_once_is_no_outcome() {
    outcomes(
        "1. Planen antas.\n2. Paragrafen förklaras omedelbart justerad.",
        "adopted",
    );
    assert!(paragraph("Beslut\nPlanen antas.\nParagrafen justeras omedelbart.").adjusted_at_once);
    assert!(!paragraph("Beslut\nPlanen antas.").adjusted_at_once);
}

#[test]
fn a_yrkande_is_no_outcome() {
    let paragraph =
        paragraph("Yrkanden\nAlva Ask (S) yrkar att motionen avslås.\n\nBeslut\nMotionen bifalls.");
    let decision = paragraph.decision.expect("a decision is read");
    assert_eq!(decision.text, "Motionen bifalls.");
}

#[test]
fn points_lose_their_marks_and_lead_ins() {
    points(
        "Beslut\nKommunstyrelsen beslutar\n1. Planen antas.\n2. Nämnden får i uppdrag att bygga\nbad.",
        expect![[r#"
            Kommunstyrelsen
            Planen antas.
            Nämnden får i uppdrag att bygga bad."#]],
    );
    points(
        "Beslut\nKommunstyrelsen beslutar\n\natt anta planen, samt\n\natt bygga bad.",
        expect![[r#"
            Kommunstyrelsen
            att anta planen, samt
            att bygga bad."#]],
    );
    points(
        "Beslut\nEnligt kontorets förslag:\nPlanen antas.",
        expect![[r#"
            Kommunstyrelsen
            Planen antas."#]],
    );
}

#[test]
fn what_a_sentence_leads_to_belongs_to_it() {
    points(
        "Beslut\nÄrendet återremitteras för att:\n- räkna på kostnaden\n- höra de boende",
        expect![[r#"
            Kommunstyrelsen
            Ärendet återremitteras för att:
            - räkna på kostnaden
            - höra de boende"#]],
    );
}

#[test]
fn marks_torn_from_their_items_find_them_again() {
    points(
        "Beslut\nNämnden får i uppdrag att:\n•\n•\nUtreda kostnaden för badet.\nHöra de boende.",
        expect![[r#"
            Kommunstyrelsen
            Nämnden får i uppdrag att:
            Utreda kostnaden för badet.
            Höra de boende."#]],
    );
}

#[test]
fn the_deciding_body_is_the_one_that_the_text_names() {
    points(
        "Arbetsutskottets beslut\nPlanen antas.",
        expect![[r#"
        Arbetsutskottet
        Planen antas."#]],
    );
    points(
        "Beslut\nKommunstyrelsens arbetsutskott beslutar\n- Planen antas.",
        expect![[r#"
            Kommunstyrelsens arbetsutskott
            Planen antas."#]],
    );
    points(
        "Beslut\nStyrelsen antar planen.",
        expect![[r#"
        Kommunstyrelsen
        Styrelsen antar planen."#]],
    );
}

#[test]
fn a_committees_proposal_to_its_body_is_its_decision() {
    let minutes = parse(
        "Byggnadsnämndens arbetsutskott\n2024-03-05\n\n§ 7 Bygglov\n\nFörslag till beslut i byggnadsnämnden\nBygglov beviljas.",
    );
    let decision = minutes.paragraphs[0]
        .decision
        .clone()
        .expect("a decision is read");
    assert_eq!(decision.points, ["Bygglov beviljas."]);
    assert_eq!(decision.outcomes[0].name(), "recommended");
}

#[test]
fn a_decision_needs_no_heading() {
    points(
        "Frågan har beretts.\n\nKOMMUNSTYRELSEN BESLUTAR\n\natt anta planen.",
        expect![[r#"
            Kommunstyrelsen
            att anta planen."#]],
    );
    points(
        "Frågan har beretts.\n\nKommunstyrelsen beslutar att anta planen.",
        expect![[r#"
            Kommunstyrelsen
            Kommunstyrelsen beslutar att anta planen."#]],
    );
    points(
        "Frågan har beretts.\n\nKommunstyrelsen tackar för informationen.",
        expect![[r#"
            Kommunstyrelsen
            Kommunstyrelsen tackar för informationen."#]],
    );
    assert_eq!(
        paragraph("Alva Ask (S) besvarar frågan om hur badet sköts.").decision,
        None
    );
}

#[test]
fn a_decision_is_compared_with_the_proposal() {
    let as_proposed = |text: &str| {
        paragraph(text)
            .decision
            .expect("a decision is read")
            .as_proposed
    };
    assert_eq!(
        as_proposed(
            "Förslag till beslut\n- Planen antas.\n\nBeslut\nKommunstyrelsen beslutar:\n- Planen antas."
        ),
        Some(true)
    );
    assert_eq!(
        as_proposed("Förslag till beslut\nAtt anta planen.\n\nBeslut\nPlanen avslås."),
        Some(false)
    );
    assert_eq!(
        as_proposed(
            "Förslag till beslut\nTaxan fastställs till 40 kronor.\n\nBeslut\nTaxan fastställs till 50 kronor."
        ),
        Some(false)
    );
    assert_eq!(as_proposed("Beslut\nPlanen antas."), None);
    assert_eq!(
        as_proposed(
            "Arbetsutskottets förslag\natt föreslå kommunfullmäktige avslå motionen.\n\nBeslut\nKommunstyrelsen föreslår kommunfullmäktige\natt avslå motionen."
        ),
        Some(true)
    );
    assert_eq!(
        as_proposed(
            "Förslag till beslut\nKontorets förslag till nämnden för vidare beslut:\n1. Planen antas.\n\nBeslut\nKommunstyrelsen antar planen."
        ),
        Some(true)
    );
    let adopting = |taken: &str| {
        as_proposed(&format!(
            "Förslag till beslut\nKommunstyrelsens förslag till kommunfullmäktige:\n- Skolan flyttar.\n- Lokalerna lämnas.\n- Barn- och utbildningsnämnden prövar frågan.\n\nBeslut\nKommunfullmäktige beslutar att anta kommunstyrelsens förslag:\n- Skolan flyttar.\n- {taken}\n- Barn- och utbildningsnämnden prövar frågan."
        ))
    };
    assert_eq!(adopting("Lokalerna lämnas."), Some(true));
    assert_eq!(adopting("Lokalerna behålls."), Some(false));
}

#[test]
fn what_is_noted_of_a_recusal_is_a_point() {
    points(
        "Beslut\n- Bo Ek (M) utses till justerare.\n- Det antecknas att Alva Ask (S) anmäler jäv på § 3.",
        expect![[r#"
            Kommunstyrelsen
            Bo Ek (M) utses till justerare.
            Det antecknas att Alva Ask (S) anmäler jäv på § 3."#]],
    );
    outcomes("Antecknas att Alva Ask (S) anmäler jäv på § 3.", "noted");
}

#[test]
fn what_somebody_informs_about_under_a_decision_is_no_point() {
    points(
        "Beslut\nKommunstyrelsen antecknar informationen till protokollet.\n\nKommundirektören informerar om följande:\n- Ny taxa\n- Badets ombyggnad",
        expect![[r#"
            Kommunstyrelsen
            Kommunstyrelsen antecknar informationen till protokollet."#]],
    );
}

#[test]
fn what_was_announced_is_listed_under_the_decision() {
    points(
        "Beslut\n\n- Anmälningarna läggs till handlingarna.\n\nKS 2024/611   Länsstyrelsen, beslut om bidrag\nKS 2024/88    Förvaltningsrätten, dom",
        expect![[r#"
            Kommunstyrelsen
            Anmälningarna läggs till handlingarna."#]],
    );
    points(
        "Beslut\n\nMeddelandena läggs till handlingarna.\n\n1. Protokoll från räddningstjänsten 2024-01-13\n2. Skrivelse om vägen vid sjön",
        expect![[r#"
            Kommunstyrelsen
            Meddelandena läggs till handlingarna."#]],
    );
    points(
        "Beslut\n\nFöljande meddelanden läggs till handlingarna.\n\n1. Protokoll från räddningstjänsten 2024-01-13",
        expect![[r#"
            Kommunstyrelsen
            Följande meddelanden läggs till handlingarna.
            Protokoll från räddningstjänsten 2024-01-13"#]],
    );
}

#[test]
fn points_on_lines_with_room_for_more_need_no_mark_at_their_end() {
    points(
        "Beslut\nTekniska nämnden beslutar\natt godkänna rapporten\natt överlämna rapporten till kommunstyrelsen\n\nÄrendet\nNämndens resultat för årets första åtta månader är bättre än budget och prognosen för helåret\nhar därför höjts. Det beror på att räntorna blev lägre än vad som antogs när budgeten gjordes\nförra hösten.",
        expect![[r#"
            Tekniska nämnden
            att godkänna rapporten
            att överlämna rapporten till kommunstyrelsen"#]],
    );
}

#[test]
fn the_end_of_a_line_may_open_the_decision() {
    points(
        "Ordföranden ställer proposition på bifall och avslag och finner den första med ja besvarad. Kommunstyrelsen beslutar\natt godkänna avtalet samt\natt bygga om badet.\nMot beslutet reserverar sig Alva Ask (S).",
        expect![[r#"
            Kommunstyrelsen
            att godkänna avtalet samt
            att bygga om badet."#]],
    );
    let proposed =
        "Utskottet vill efter samråd att kommunstyrelsen beslutar\natt godkänna avtalet.";
    assert_eq!(paragraph(proposed).decision, None);
}

#[test]
fn what_is_not_rejected_or_postponed_has_no_outcome_of_that_name() {
    outcomes("Nämnden avslår inte begäran.", "other");
    outcomes("Ärendet bordläggs inte.", "other");
}

#[test]
fn a_paragraph_that_is_not_adjusted_at_once_is_not() {
    let adjusted = |text: &str| paragraph(text).adjusted_at_once;
    assert!(adjusted("Beslut\nParagrafen justeras omedelbart."));
    assert!(!adjusted(
        "Beslut\natt paragrafen inte justeras omedelbart."
    ));
}
