//! Other forms of an address lead to the one that lasts; what never was stays unknown, and what was withdrawn gone.

use axum::body::Body;
use axum::http::Request;
use paragraf_archive::Subject;
use paragraf_model::ParagraphId;

use super::asking::{ask, get};
use super::made::{Made, archive, with_suffix};
use crate::address;

fn leads(made: &Made, from: &str, to: &str) {
    let answer = get(&made.app, from);
    assert_eq!(
        (answer.status.as_u16(), answer.header("location")),
        (308, to),
        "{from}"
    );
    assert!(get(&made.app, to).status.as_u16() < 400, "{to}");
}

#[test]
fn pages_are_found_by_the_names_of_other_archives_and_in_any_spelling() {
    let made = archive();
    for (from, to) in [
        ("/search", "/sok"),
        (
            "/search?q=detaljplan&municipality=ekvalla&sort=newest",
            "/sok?q=detaljplan&kommun=ekvalla&ordning=nyast",
        ),
        ("/S%C3%B6k?q=plan", "/sok?q=plan"),
        ("/SOK", "/sok"),
        ("/sok/?q=detaljplan", "/sok?q=detaljplan"),
        ("/cases?nummer=KS+2023%2F77", "/arenden?nummer=KS+2023%2F77"),
        ("/%C3%A4renden", "/arenden"),
        ("/about", "/om"),
        ("/help/", "/hjalp"),
        ("/Hj%C3%A4lp", "/hjalp"),
        ("/coverage", "/tackning"),
        ("/T%C3%A4ckning", "/tackning"),
        ("/api/", "/api"),
        ("//om//", "/om"),
    ] {
        leads(&made, from, to);
    }
}

#[test]
fn places_are_found_by_code_full_name_and_in_any_spelling() {
    let made = archive();
    let meeting = "/ekvalla/kommunstyrelsen/2024-03-05";
    for (from, to) in [
        ("/Ekvalla", "/ekvalla"),
        ("/ekvalla/", "/ekvalla"),
        ("/Ekvalla%20kommun", "/ekvalla"),
        ("/ekvalla-kommun", "/ekvalla"),
        ("/Strandk%C3%B6pings%20kommun", "/strandkoping"),
        ("/Strandk%C3%B6ping", "/strandkoping"),
        (
            "/strandkoping/Socialn%C3%A4mnden",
            "/strandkoping/socialnamnden",
        ),
        ("/ekvalla//Kommunstyrelsen/", "/ekvalla/kommunstyrelsen"),
        (
            "/Ekvalla/Kommunfullm%C3%A4ktige/2024-03-25/",
            "/ekvalla/kommunfullmaktige/2024-03-25",
        ),
        ("/ekvalla/kommunstyrelsen/20240305", meeting),
        ("/ekvalla/kommunstyrelsen/2024-3-5", meeting),
        ("/meetings/ekvalla/kommunstyrelsen/2024-03-05", meeting),
    ] {
        leads(&made, from, to);
    }
    let paragraph = format!("{meeting}/12");
    for from in [
        format!("{meeting}/%C2%A712"),
        format!("{meeting}/%C2%A7%2012"),
        format!("{meeting}/%C2%A7%C2%A0012"),
        format!("{meeting}/KS%20%C2%A7%2012"),
        format!("{meeting}/12/"),
        "//Ekvalla/KOMMUNSTYRELSEN//2024-03-05/§12".to_owned(),
        format!("/paragraphs{meeting}/12"),
        "/paragraphs/Ekvalla%20kommun/Kommunstyrelsen/2024-03-05/%C2%A7%2012".to_owned(),
    ] {
        leads(&made, &from, &paragraph);
    }
    leads(
        &made,
        &format!("{meeting}/%C2%A712?q=planen"),
        &format!("{paragraph}?q=planen"),
    );
}

#[test]
fn a_number_with_a_letter_is_found_with_and_without_its_blank() {
    let made = with_suffix();
    let meeting = "/ekvalla/kommunstyrelsen/2024-03-05";
    for number in ["15%20b", "15B", "%C2%A7%2015%20b", "15-b", "%C2%A715B"] {
        leads(
            &made,
            &format!("{meeting}/{number}"),
            &format!("{meeting}/15b"),
        );
    }
}

#[test]
fn a_municipality_is_found_by_its_code_and_never_taken_for_its_namesake() {
    let made = super::made::habo();
    leads(&made, "/0643", "/habo");
    leads(&made, "/Habo", "/habo");
    leads(&made, "/Habo%20kommun", "/habo");
    for other in [
        "/H%C3%A5bo",
        "/haabo",
        "/0305",
        "/H%C3%A5bo%20kommun",
        "/H%C3%A5bo/Kommunstyrelsen",
    ] {
        assert_eq!(get(&made.app, other).status, 404, "{other}");
    }
}

#[test]
fn cases_are_found_in_any_spelling_of_place_and_number() {
    let made = archive();
    let case = "/arende/ekvalla/ks-2023-118";
    for from in [
        "/arende/ekvalla/Ks%20118/2023",
        "/arende/ekvalla/KS%202023/118",
        "/arende/Ekvalla%20kommun/ks-2023-118",
        "/arende/ekvalla/KS-2023-00118",
        "/%C3%A4rende/ekvalla/ks-2023-118",
        "/cases/ekvalla/KS%20118%2F2023",
        "/arende//ekvalla/ks-2023-118/",
        "/Arende/EKVALLA/Ks%20118/2023",
    ] {
        leads(&made, from, case);
    }
    assert_eq!(get(&made.app, "/cases/ekvalla/KS%202023%2F999").status, 404);
    assert_eq!(
        get(&made.app, "/cases/ingenstans/KS%202023%2F118").status,
        404
    );
}

#[test]
fn what_never_was_stays_unknown() {
    let made = archive();
    for address in [
        "/okand",
        "/okand/",
        "/Okand",
        "/Ekvalla/Okandnamnd",
        "/Ekvalla/Kommunstyrelsen/2024-03-06",
        "/Ekvalla/Kommunstyrelsen/2024-03-05/%C2%A799",
        "/Ekvalla/Kommunstyrelsen/igar/%C2%A712",
        "/Ekvalla/Kommunstyrelsen/2024-03-05/12/mer",
        "/paragraphs/ekvalla",
        "/paragraphs/ekvalla/kommunstyrelsen/2024-03-05/99",
        "/meetings/ekvalla/kommunstyrelsen/1999-01-01",
        "//evil.example/",
        "//evil.example//ekvalla",
        "/%5Cevil.example/",
        "/%ff",
        "/API/v1/search",
        "/api/v1/Search",
    ] {
        let answer = get(&made.app, address);
        assert!(
            matches!(answer.status.as_u16(), 400 | 404),
            "{address}: {}",
            answer.status
        );
        assert_eq!(answer.header("location"), "", "{address}");
    }
    assert_eq!(get(&made.app, "/ekvalla?x=1").status, 400);
    let sent = Request::post("/Ekvalla").body(Body::empty()).unwrap();
    assert_eq!(ask(&made.app, sent).status, 405);
}

#[test]
fn what_was_withdrawn_is_gone_by_every_form_of_its_address() {
    let made = archive();
    let id = ParagraphId::parse("ekvalla/kommunstyrelsen/2024-03-05/12").unwrap();
    made.withdraw(&Subject::Paragraph(id));
    made.app.refresh();
    let other = get(&made.app, "/Ekvalla/Kommunstyrelsen/2024-03-05/%C2%A7%2012");
    assert_eq!(other.status, 308);
    assert_eq!(get(&made.app, other.header("location")).status, 410);
}

#[test]
fn a_segment_says_what_its_signs_stand_for() {
    for (segment, says) in [
        ("%C2%A7%2015", Some("§ 15")),
        ("plain", Some("plain")),
        ("%c3%a5", Some("å")),
        ("%", None),
        ("%4", None),
        ("%zz", None),
        ("%ff", None),
        ("%+1", None),
    ] {
        assert_eq!(address::decode(segment).as_deref(), says, "{segment}");
    }
}
