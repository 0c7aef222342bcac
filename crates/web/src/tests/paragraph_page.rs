//! The page of a paragraph: what differs from the proposal, votes, who was there, the matter's way, the original.

use super::asking::get;
use super::made::archive;

const BOARD: &str = "/ekvalla/kommunstyrelsen/2024-03-05";

#[test]
fn words_that_only_the_decision_has_are_marked_beside_the_proposal() {
    let made = archive();
    let page = get(&made.app, &format!("{BOARD}/12"));
    let text = page.text();
    assert!(
        text.contains("<p>Kommunstyrelsen föreslår kommunfullmäktige besluta</p>"),
        "who decides is no difference: {text}"
    );
    assert!(text.contains("<ins>Planavgift tas ut</ins>."), "{text}");
    assert!(
        text.contains("Detaljplanen för Sjöbacken antas."),
        "what both say is not marked"
    );
    assert!(!text.contains("<del>Detaljplanen"), "{text}");
    assert!(text.contains("<ins>Understruket</ins> står bara i beslutet"));
}

#[test]
fn marks_of_a_query_and_of_the_difference_stand_together() {
    let made = archive();
    let page = get(&made.app, &format!("{BOARD}/12?q=planavgift"));
    assert!(
        page.text()
            .contains("<ins><mark>Planavgift</mark> tas ut</ins>."),
        "{}",
        page.text()
    );
}

#[test]
fn a_decision_that_follows_its_proposal_is_not_compared() {
    let made = archive();
    let page = get(&made.app, &format!("{BOARD}/13"));
    assert!(!page.text().contains("class=\"beside\"") && !page.text().contains("<ins>"));
}

#[test]
fn a_vote_is_a_table_and_a_seat_for_each_ballot() {
    let made = archive();
    let page = get(&made.app, &format!("{BOARD}/13"));
    let text = page.text();
    assert!(
        text.contains("<th scope=\"row\">Ja</th><td class=\"number\">8</td><td>avslag</td>"),
        "{text}"
    );
    assert!(text.contains("aria-label=\"Ja 8 (S 1); Nej 5\""), "{text}");
    assert_eq!(text.matches("<circle class=\"yes\"").count(), 8);
    assert_eq!(text.matches("<circle class=\"no\"").count(), 5);
    assert!(
        !get(&made.app, &format!("{BOARD}/12"))
            .text()
            .contains("class=\"seats\"")
    );
}

#[test]
fn only_who_was_there_at_the_paragraph_is_listed() {
    let made = archive();
    let at = |number: u32| {
        get(&made.app, &format!("{BOARD}/{number}"))
            .text()
            .to_owned()
    };
    let (plan, notices) = (at(12), at(14));
    assert!(
        plan.contains("3\u{a0}personer enligt protokollets lista")
            && plan.contains("<td>Siv Ask</td>")
    );
    assert!(!plan.contains("Moa Rud"));
    assert!(notices.contains("<td>Moa Rud</td>") && !notices.contains("<td>Siv Ask</td>"));
}

#[test]
fn the_matters_steps_are_shown_with_this_one_marked() {
    let made = archive();
    let board = get(&made.app, &format!("{BOARD}/12"));
    assert!(
        board
            .text()
            .contains("aria-current=\"page\"><b>Kommunstyrelsen</b>"),
        "{}",
        board.text()
    );
    assert!(
        board
            .text()
            .contains("<a href=\"/ekvalla/kommunfullmaktige/2024-03-25/40\">§&nbsp;40</a>")
    );
    let alone = get(&made.app, &format!("{BOARD}/13"));
    assert!(
        !alone.text().contains("Ärendets gång"),
        "one step is no way"
    );
}

#[test]
fn each_section_leads_to_its_page_of_the_original() {
    let made = archive();
    let page = get(&made.app, &format!("{BOARD}/12"));
    let original = format!("/originalfil/{}#page=2", made.document("ks 2024-03-05.pdf"));
    assert!(
        page.text().contains(&format!(
            "<a href=\"{original}\">Protokollet som PDF, sidan 2</a>"
        )),
        "{}",
        page.text()
    );
    assert!(
        page.text()
            .contains(&format!("<a href=\"{original}\" title=\"Originalet, rad ")),
        "{}",
        page.text()
    );
}

#[test]
fn a_case_is_drawn_with_a_lane_for_each_body() {
    let made = archive();
    let page = get(&made.app, "/arende/ekvalla/ks-2023-118");
    let text = page.text();
    assert_eq!(text.matches("<circle ").count(), 2);
    assert!(
        text.contains("aria-label=\"Kommunfullmäktige 25 mars 2024, § 40\""),
        "{text}"
    );
    assert!(text.contains("href=\"#steg-2\"") && text.contains("id=\"steg-2\""));
    assert!(text.contains("20\u{a0}dagar senare"));
    let alone = get(&made.app, "/arende/ekvalla/ks-2023-77");
    assert!(!alone.text().contains("class=\"lanes\""));
}

#[test]
fn marked_places_are_listed_with_the_way_to_each() {
    let made = archive();
    let page = get(&made.app, &format!("{BOARD}/12?q=detaljplan"));
    let text = page.text();
    assert!(
        text.contains("<a href=\"#innehall\">rubriken</a> 1"),
        "{text}"
    );
    assert!(
        text.contains("<a href=\"#beslut\">Beslut</a> 1") && text.contains("id=\"beslut\""),
        "{text}"
    );
    assert!(text.contains("<a href=\"/sok?q=detaljplan\">Till sökningen</a>"));
    let hit = get(&made.app, "/sok?q=bostäder");
    let way = format!("{BOARD}/12?q=bost%C3%A4der#arendebeskrivning");
    assert!(hit.text().contains(&way), "{}", hit.text());
}

#[test]
fn a_list_tells_that_there_was_a_vote_and_the_page_which_ballot_got_most() {
    let made = archive();
    let meeting = get(&made.app, BOARD);
    assert!(
        meeting.text().contains("omröstning: ja 8, nej 5"),
        "{}",
        meeting.text()
    );
    let page = get(&made.app, &format!("{BOARD}/13"));
    assert!(
        page.text().contains("Flest röstade ja, 8 mot 5: avslag."),
        "{}",
        page.text()
    );
}

#[test]
fn a_search_in_one_municipality_says_what_is_held_of_it() {
    let made = archive();
    let chosen = get(&made.app, "/sok?kommun=ekvalla&organ=kommunstyrelsen");
    let held = "<a href=\"/ekvalla\">Ekvalla kommun, 5 mars 2024 – 5 mars 2024";
    assert!(chosen.text().contains(held), "{}", chosen.text());
    assert!(!get(&made.app, "/sok").text().contains("I arkivet: "));
}

#[test]
fn a_search_that_only_help_answers_leads_to_one_that_can_be_counted() {
    let made = archive();
    let page = get(&made.app, "/sok?q=detaljplan+skolskjuts");
    let text = page.text();
    assert!(
        text.contains("href=\"/sok?q=detaljplan%20ELLER%20skolskjuts\">Sök efter något av orden"),
        "{text}"
    );
    assert!(
        !text.contains("/statistik?") && !text.contains("feed.atom"),
        "{text}"
    );
}

#[test]
fn days_in_the_wrong_order_are_told() {
    let made = archive();
    let page = get(&made.app, "/sok?fran=2024-01-01&till=2023-01-01");
    assert!(
        page.text()
            .contains("href=\"/sok?fran=2023-01-01&#38;till=2024-01-01\">Byt plats"),
        "{}",
        page.text()
    );
}
