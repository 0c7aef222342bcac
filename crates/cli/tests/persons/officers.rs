//! Lists, counts and completions of persons: of case officers alone, and of nobody where the operator says so.

use anyhow::Result;

use super::files::{head, text};
use super::place::Place;

fn place() -> Result<Place> {
    let place = Place::new()?;
    let mut lines = head(5);
    lines.extend(
        [
            "§ 1 Zyxa Qvarnström, ansökan om bidrag",
            "Handläggare: Disa Wernbring",
            "Ärendebeskrivning",
            "Zyxa Qvarnström har sökt bidrag till en lekplats och har hörts.",
            "Beslut",
            "Kommunstyrelsen bifaller ansökan från Zyxa Qvarnström.",
            "Reservation",
            "Torbjörn Ulvhult (S) reserverar sig mot beslutet.",
            "Skickas till",
            "Zyxa Qvarnström",
        ]
        .map(str::to_owned),
    );
    place.write("ks.txt", &text(&lines))?;
    place.ingest()?;
    Ok(place)
}

#[test]
fn a_private_person_is_in_no_list_no_count_and_no_completion() -> Result<()> {
    let place = place()?;
    let server = place.serve()?;
    // Free text finds what the minutes print.
    assert_eq!(server.get("/api/v1/search?q=Zyxa")?["total"], 1);
    for address in [
        "/api/v1/officers?q=zyxa",
        "/api/v1/officers?q=qvarn",
        "/api/v1/suggest?q=zyx",
        "/api/v1/suggest?q=zyxa%20",
        "/api/v1/suggest?q=zyxa%20q",
        "/api/v1/suggest?q=qvarn",
        "/api/v1/suggest?q=lekplats%20zy",
        "/api/v1/suggest?q=bidrag%20qva",
        "/api/v1/suggest?q=ans%C3%B6kan%20om%20bi",
    ] {
        let answer = server.get(address)?.to_string().to_lowercase();
        let told = answer.replace("\"q\":\"zyxa", "");
        assert!(
            !told.contains("zyxa qv") && !told.contains("qvarnström"),
            "{address}: {told}"
        );
    }
    for name in ["Qvarnstr%C3%B6m", "Ulvhult"] {
        assert_eq!(
            server.get(&format!("/api/v1/search?officer={name}"))?["total"],
            0,
            "{name}"
        );
        assert_eq!(
            server.get(&format!(
                "/api/v1/search?q=handl%C3%A4ggare:{name}&relax=false"
            ))?["total"],
            0
        );
    }
    let facets = server.get("/api/v1/search")?["facets"]["officer"].to_string();
    assert!(
        facets.contains("Disa Wernbring") && !facets.contains("Qvarnström"),
        "{facets}"
    );
    let suggested = server.get("/api/v1/suggest?q=wernb")?.to_string();
    assert!(suggested.contains("Disa Wernbring"), "{suggested}");
    Ok(())
}

#[test]
fn officers_that_are_switched_off_are_told_looked_up_and_searched_for_nowhere() -> Result<()> {
    let place = place()?;
    place.settings("[server]\nofficers = false\n")?;
    let server = place.serve()?;
    let id = "ekvalla-kommun/kommunstyrelsen/2024-03-05/1";
    let search = server.get("/api/v1/search")?;
    assert_eq!(search["facets"]["officer"], serde_json::json!([]));
    assert_eq!(search["hits"][0]["case_officers"], serde_json::json!([]));
    let id = search["hits"][0]["id"].as_str().unwrap_or(id).to_owned();
    assert_eq!(
        server.get(&format!("/api/v1/paragraphs/{id}"))?["case_officers"],
        serde_json::json!([])
    );
    for (address, status, text) in [
        ("/api/v1/officers?q=disa", 404, "handläggare"),
        ("/api/v1/search?officer=Disa", 400, "officers_hidden"),
        (
            "/api/v1/search?q=handl%C3%A4ggare:Disa",
            400,
            "officers_hidden",
        ),
        ("/api/v1/export?officer=Disa", 400, "officers_hidden"),
        ("/api/v1/stats?by=year&officer=Disa", 400, "officers_hidden"),
        ("/sok?handlaggare=Disa", 400, "söka på handläggare"),
    ] {
        let (was, said) = server.ask(address)?;
        assert_eq!(was, status, "{address}");
        assert!(said.contains(text), "{address}: {said}");
    }
    for address in [
        "/api/v1/suggest?q=wernb",
        "/sok",
        "/",
        &format!("/{id}"),
        "/api/v1/export?format=jsonl",
    ] {
        let (_, said) = server.ask(address)?;
        assert!(!said.contains("Wernbring"), "{address}");
    }
    drop(server);
    let refused = place.run(&["search", "handläggare:Disa"])?;
    assert_eq!(refused.status.code(), Some(2));
    assert!(
        !place
            .well(&["search", "", "--facets"])?
            .contains("Wernbring")
    );
    assert!(
        !place
            .well(&["export", "", "--format", "csv", "--output", "-"])?
            .contains("Wernbring")
    );
    Ok(())
}
