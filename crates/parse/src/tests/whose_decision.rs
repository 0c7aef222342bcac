//! Decisions of several bodies in one paragraph: whose is the meeting's own.

use expect_test::{Expect, expect};

use super::support::parse;

/// Sections, and the decision's outcomes and points, of a paragraph in this body's minutes.
fn check(body: &str, text: &str, expected: Expect) {
    let minutes = format!("Lillviks kommun\n{body}\n2024-03-05\n\n§ 7 Lekplatser\n\n{text}\n");
    let paragraph = parse(&minutes).paragraphs.remove(0);
    let sections = paragraph.sections.iter().map(|section| section.kind.name());
    let sections = sections.collect::<Vec<_>>().join(" ");
    let decision = paragraph.decision.map_or("none".to_owned(), |decision| {
        let outcomes = decision.outcomes.iter().map(|outcome| outcome.name());
        format!(
            "{} | {} | {}",
            decision.decided_by.unwrap_or_default(),
            outcomes.collect::<Vec<_>>().join(", "),
            decision.points.join(" ¶ ")
        )
    });
    expected.assert_eq(&format!("{sections}\n{decision}"));
}

#[test]
fn a_committees_own_proposal_is_its_decision() {
    check(
        "Kommunstyrelsens arbetsutskott",
        "Ärendebeskrivning\nBadet är gammalt.\n\nArbetsutskottets förslag till kommunstyrelsen\nBadet byggs om.",
        expect![[r#"
            description decision
            Kommunstyrelsens arbetsutskott | recommended | Badet byggs om."#]],
    );
    check(
        "Kommunstyrelsens arbetsutskott",
        "Förslag till beslut\nArbetsutskottet föreslår kommunstyrelsen besluta\natt bygga om badet.",
        expect![[r#"
            decision
            Kommunstyrelsens arbetsutskott | recommended | att bygga om badet."#]],
    );
}

#[test]
fn a_committees_proposal_is_none_of_the_boards_decisions() {
    check(
        "Kommunstyrelsen",
        "Arbetsutskottets förslag till kommunstyrelsen\nBadet byggs om.\n\nÄrendebeskrivning\nBadet är gammalt.",
        expect![[r#"
            proposal description
            none"#]],
    );
    check(
        "Kommunstyrelsen",
        "Beslut\nÄrendet återremitteras.\n\nArbetsutskottets förslag till kommunstyrelsen\nBadet byggs om.",
        expect![[r#"
            decision proposal
            Kommunstyrelsen | referred_back | Ärendet återremitteras."#]],
    );
}

#[test]
fn what_a_board_proposes_to_the_council_is_its_decision_too() {
    check(
        "Kommunstyrelsen",
        "Kommunstyrelsens förslag till kommunfullmäktige\nPlanen antas.\n\nKommunstyrelsens beslut för egen del\nKontoret får i uppdrag att informera.",
        expect![[r#"
            decision decision
            Kommunstyrelsen | recommended, assigned | Planen antas. ¶ Kontoret får i uppdrag att informera."#]],
    );
    check(
        "Kommunfullmäktige",
        "Kommunstyrelsens förslag till kommunfullmäktige\nPlanen antas.\n\nKommunfullmäktiges beslut\nPlanen avslås.",
        expect![[r#"
            proposal decision
            Kommunfullmäktige | rejected | Planen avslås."#]],
    );
}

#[test]
fn the_own_decision_may_come_last_or_first() {
    check(
        "Kommunstyrelsen",
        "KU § 59 2022-04-12\nKulturutskottets beslut\nÄrendet överlämnas till kommunstyrelsen.\n\nKommunstyrelsens beslut\nBadet byggs om.",
        expect![[r#"
            description description decision
            Kommunstyrelsen | other | Badet byggs om."#]],
    );
    check(
        "Kommunstyrelsen",
        "Kommunstyrelsens beslut\nPlanen antas.\n\nAU § 84 2022-04-12\n\nArbetsutskottet beslutar föreslå att planen avslås.",
        expect![[r#"
            decision description
            Kommunstyrelsen | adopted | Planen antas."#]],
    );
}

#[test]
fn own_and_proposed_points_stand_in_either_order_under_one_heading() {
    check(
        "Kommunstyrelsen",
        "Beslut\nKommunstyrelsen föreslår kommunfullmäktige besluta\natt anta planen.\nKommunstyrelsen beslutar för egen del\natt ge kontoret i uppdrag att informera.",
        expect![[r#"
            decision
            Kommunstyrelsen | recommended, assigned | att anta planen. ¶ att ge kontoret i uppdrag att informera."#]],
    );
    check(
        "Kommunstyrelsen",
        "Beslut\nKommunstyrelsen beslutar\natt godkänna rapporten, samt\natt föreslå kommunfullmäktige besluta\natt anta planen.",
        expect![[r#"
            decision
            Kommunstyrelsen | approved, recommended | att godkänna rapporten, samt ¶ att anta planen."#]],
    );
}

#[test]
fn a_bodys_name_above_points_is_no_point() {
    check(
        "Kommunstyrelsen",
        "Beslut\nKommunstyrelsen\n- godkänner rapporten\n- ger kontoret i uppdrag att återkomma",
        expect![[r#"
            decision
            Kommunstyrelsen | approved, assigned | godkänner rapporten ¶ ger kontoret i uppdrag att återkomma"#]],
    );
}

#[test]
fn what_stands_under_a_decision_is_no_point() {
    check(
        "Kommunstyrelsen",
        "Beslut\nInformationen noteras.\n\nParagrafen förklaras omedelbart justerad.\n\nAlva Ask (S) deltar inte i beslutet.\n\nAnmälningar\n\nKS 2024/12 Beslut om bidrag",
        expect![[r#"
            decision
            Kommunstyrelsen | noted | Informationen noteras."#]],
    );
}

#[test]
fn a_decision_without_heading_follows_a_proposal() {
    check(
        "Kommunstyrelsen",
        "Förslag till beslut\natt godkänna rapporten.\n\nKommunstyrelsen beslutar\n\natt återremittera ärendet.",
        expect![[r#"
            proposal decision
            Kommunstyrelsen | referred_back | att återremittera ärendet."#]],
    );
}

#[test]
fn what_is_proposed_without_a_heading_is_a_proposal() {
    check(
        "Kommunfullmäktige",
        "Motionen är från i våras.\n\nKommunstyrelsen föreslår 2024-02-06, § 12,\n\natt avslå motionen.\n\nKommunfullmäktige har således beslutat\n\natt avslå motionen.",
        expect![[r#"
            description proposal decision
            Kommunfullmäktige | rejected | att avslå motionen."#]],
    );
}

#[test]
fn what_was_decided_then_is_no_decision_of_now() {
    check(
        "Kommunstyrelsen",
        "Ärendebeskrivning\nFrågan är gammal.\nKommunstyrelsen beslutade 2019-03-04 § 12 att bygga badet.",
        expect![[r#"
            description
            none"#]],
    );
    check(
        "Kommunstyrelsen",
        "Kontoret informerar om läget.\n\nFrågan besvaras av Alva Ask (S).",
        expect![[r#"
            description
            none"#]],
    );
}

#[test]
fn what_is_proposed_upwards_and_what_is_decided_for_ones_own_part_are_both_points() {
    let expected = || {
        expect![[r#"
            decision decision
            Kommunstyrelsen | recommended, assigned | Badet byggs om. ¶ Förvaltningen får i uppdrag att ta fram en plan."#]]
    };
    check(
        "Kommunstyrelsen",
        "Kommunstyrelsen föreslår kommunfullmäktige besluta\n\nBadet byggs om.\n\nKommunstyrelsens beslut för egen del\n\nFörvaltningen får i uppdrag att ta fram en plan.",
        expected(),
    );
    check(
        "Kommunstyrelsen",
        "Kommunstyrelsen föreslår kommunfullmäktige besluta\natt bygga om badet.\nKommunstyrelsen beslutar för egen del\natt uppdra till förvaltningen att ta fram en plan.\nÄrendebeskrivning\nBadet är gammalt.\nFörslag till beslut\nKommunstyrelsen föreslår kommunfullmäktige besluta\natt bygga om badet.\nKommunstyrelsen beslutar för egen del\natt uppdra till förvaltningen att ta fram en plan.",
        expect![[r#"
            decision description proposal
            Kommunstyrelsen | recommended, assigned | att bygga om badet. ¶ att uppdra till förvaltningen att ta fram en plan."#]],
    );
}

#[test]
fn a_full_line_does_not_run_into_what_leads_to_the_next_point() {
    check(
        "Tekniska nämnden",
        "Beslut\nTekniska nämnden beslutar\natt uppdra till förvaltningen att handla upp entreprenaden under förutsättning av ett godkännande\nTekniska nämnden föreslår kommunstyrelsen besluta\natt godkänna genomförandet till en utgift om högst tolv miljoner kronor under de närmaste åren",
        expect![[r#"
            decision
            Tekniska nämnden | assigned, recommended | att uppdra till förvaltningen att handla upp entreprenaden under förutsättning av ett godkännande ¶ att godkänna genomförandet till en utgift om högst tolv miljoner kronor under de närmaste åren"#]],
    );
}
