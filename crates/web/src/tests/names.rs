//! The names of a search in the address of its page: Swedish, and the English ones of before lead there.

use std::collections::BTreeSet;

use scraper::{Html, Selector};

use super::asking::get;
use super::made::{Made, archive};
use super::routes::addresses;

fn location(made: &Made, address: &str) -> String {
    let answer = get(&made.app, address);
    assert_eq!(answer.status, 308, "{address}");
    answer.header("location").to_owned()
}

#[test]
fn english_names_and_words_lead_to_the_swedish_ones_in_the_same_order() {
    let made = archive();
    for (english, swedish) in [
        (
            "/sok?municipality=ekvalla&q=plan&body=kommunstyrelsen&municipality=strandkoping",
            "/sok?kommun=ekvalla&q=plan&organ=kommunstyrelsen&kommun=strandkoping",
        ),
        (
            "/sok?outcome=referred_back&utfall=rejected&outcome=avslaget&utfall=antaget",
            "/sok?utfall=aterremitterat&utfall=avslaget&utfall=avslaget&utfall=antaget",
        ),
        (
            "/sok?section=title&del=decision&from=2024&to=2024-03&year=2024",
            "/sok?del=rubrik&del=beslut&fran=2024&till=2024-03&ar=2024",
        ),
        (
            "/sok?case=KS+2023%2F118&officer=Ella+Mark&language=sv&size=5&cursor=x",
            "/sok?arende=KS%202023%2F118&handlaggare=Ella%20Mark&sprak=sv&antal=5&sida=x",
        ),
        (
            "/sok?sort=oldest&facets=false&relax=true",
            "/sok?ordning=aldst&fordelning=nej&bredda=ja",
        ),
        (
            "/sok?q=&year=&utfall=&kommun=",
            "/sok?q=&ar=&utfall=&kommun=",
        ),
        (
            "/sok?utfall=Återremitterat".replace('Å', "%C3%85").as_str(),
            "/sok?utfall=aterremitterat",
        ),
    ] {
        assert_eq!(location(&made, english), swedish, "{english}");
    }
}

#[test]
fn the_swedish_names_are_answered_as_the_api_answers_the_english_ones() {
    let made = archive();
    for (page, api, total) in [
        (
            "q=detaljplan&kommun=ekvalla",
            "q=detaljplan&municipality=ekvalla",
            2,
        ),
        ("organ=kommunfullmaktige", "body=kommunfullmaktige", 1),
        ("utfall=avslaget", "outcome=rejected", 1),
        ("del=rubrik&q=b%C3%A5thus", "section=title&q=b%C3%A5thus", 1),
        ("ar=2023", "year=2023", 2),
        ("fran=2024-03-06&till=2024", "from=2024-03-06&to=2024", 1),
        (
            "arende=KS%202023/118&kommun=ekvalla",
            "case=KS%202023/118&municipality=ekvalla",
            2,
        ),
        (
            "handlaggare=Per%20%C3%85ker%C3%B6",
            "officer=Per%20%C3%85ker%C3%B6",
            1,
        ),
    ] {
        let asked = get(&made.app, &format!("/api/v1/search?{api}")).json();
        assert_eq!(asked["total"], total, "{api}");
        let answer = get(&made.app, &format!("/sok?{page}"));
        assert_eq!(answer.status, 200, "{page}");
        let counted = format!("{total}\u{a0}paragraf");
        assert!(
            answer.text().contains(&counted),
            "{page}: {}",
            answer.text()
        );
    }
}

#[test]
fn what_is_no_name_is_refused_with_the_swedish_ones() {
    let made = archive();
    for address in ["/sok?nope=1", "/sok?municipality=ekvalla&nope=1"] {
        let answer = get(&made.app, address);
        assert_eq!(answer.status, 400, "{address}");
        assert!(
            answer.text().contains(
                "Parametern ”nope” finns inte. De som finns är q, kommun, organ, arende, handlaggare, utfall, del, fran, till, \
                ar, sprak, ordning, antal, sida, fordelning, bredda."
            ),
            "{}",
            answer.text()
        );
        assert!(!answer.text().contains("municipality"), "{address}");
    }
}

#[test]
fn what_is_wrong_with_a_value_is_told_in_the_pages_own_names() {
    let made = archive();
    for (address, sentences) in [
        (
            "utfall=nope",
            &[
                "Utfallet ”nope” finns inte.",
                "<b>utfall</b> kan vara",
                "<code>aterremitterat</code>",
            ][..],
        ),
        (
            "del=nope",
            &[
                "<b>del</b> kan vara",
                "<code>rubrik</code>",
                "<code>beslut</code>",
            ],
        ),
        (
            "ordning=nope",
            &["<code>relevans</code>, <code>nyast</code>, <code>aldst</code>"],
        ),
        (
            "bredda=kanske",
            &[
                "”kanske” är varken ja eller nej.",
                "<code>ja</code>, <code>nej</code>",
            ],
        ),
        (
            "fran=2024&fran=2023",
            &["Parametern ”fran” kan bara ges en gång."],
        ),
        (
            "kommun=ekvala",
            &["Närmast i stavning:", "<code>ekvalla</code>"],
        ),
        (
            "q=plan&sida=x",
            &["Sidmärket hör inte till den här sökningen."],
        ),
    ] {
        let answer = get(&made.app, &format!("/sok?{address}"));
        assert_eq!(answer.status, 400, "{address}");
        for sentence in sentences {
            assert!(
                answer.text().contains(sentence),
                "{address}: {}",
                answer.text()
            );
        }
        let told = answer.text().split("<h1>").nth(1).unwrap();
        let told = told.split("class=\"links\"").next().unwrap();
        let told = told.replace("<section", "").replace("</section", "");
        for english in [
            "outcome",
            "section",
            "relevance",
            "true",
            "municipality",
            "from",
        ] {
            assert!(!told.contains(english), "{address}: {english}");
        }
    }
}

/// Addresses of results in a page's links and in the strings of an answer for programs.
fn results_in(text: &str, is_page: bool) -> Vec<String> {
    if !is_page {
        let strings = text.split('"').filter(|string| string.starts_with("/sok"));
        return strings.map(str::to_owned).collect();
    }
    let parsed = Html::parse_document(text);
    let links = Selector::parse("a[href]").unwrap();
    let links = parsed.select(&links).filter_map(|link| link.attr("href"));
    links
        .filter(|address| address.starts_with("/sok"))
        .map(str::to_owned)
        .collect()
}

#[test]
fn none_of_our_own_links_to_results_leads_on_to_another_address() {
    let made = archive();
    let mut waiting = addresses(&made);
    waiting.push("/sok?q=finns+inte&kommun=ekvalla&del=beslut&fran=2024".to_owned());
    waiting.push("/api/v1/suggest?q=kommun".to_owned());
    let mut seen: BTreeSet<String> = waiting.iter().cloned().collect();
    let mut followed = 0;
    // Results lead to results without end: three links deep every kind of link has been met.
    for _ in 0..3 {
        let mut found = Vec::new();
        for address in waiting {
            let answer = get(&made.app, &address);
            // A number that is narrowed to its one case is gone to.
            let to_case = answer.header("location").starts_with("/arende/");
            assert!(
                answer.status == 200 || (answer.status == 303 && to_case),
                "{address}"
            );

            let is_page = answer.header("content-type").starts_with("text/html");
            if !is_page && answer.header("content-type") != "application/json" {
                continue;
            }
            found.extend(results_in(answer.text(), is_page));
        }
        found.retain(|address| seen.insert(address.clone()));
        followed += found.len();
        waiting = found;
    }
    assert!(followed > 100, "{followed}");
}

#[test]
fn forms_that_lead_to_results_send_the_names_that_last() {
    let made = archive();
    let form = Selector::parse("form[action='/sok']").unwrap();
    let fields = Selector::parse("[name]").unwrap();
    let mut forms = 0;
    let mut asked = addresses(&made);
    asked.push(
        "/sok?q=plan&kommun=ekvalla&utfall=antaget&ar=2024&ordning=nyast&bredda=nej".to_owned(),
    );
    for address in asked {
        let answer = get(&made.app, &address);
        if !answer.header("content-type").starts_with("text/html") {
            continue;
        }
        let parsed = Html::parse_document(answer.text());
        for form in parsed.select(&form) {
            forms += 1;
            let pairs = form.select(&fields).map(|field| {
                let value = field.attr("value").unwrap_or_default();
                (field.attr("name").unwrap(), value)
            });
            let sent = crate::address::with_parameters("/sok", &pairs.collect::<Vec<_>>());
            assert_eq!(get(&made.app, &sent).status, 200, "{address}: {sent}");
        }
    }
    assert!(forms > 5, "{forms}");
}
