//! Texts that want to be more than text: in documents, in questions and in addresses.

use axum::body::Body;
use axum::http::Request;

use super::asking::{ask, get};
use super::html;
use super::made::hostile_with;
use crate::address::encode;

/// What has been tried against web pages, in every way of writing that is known to have worked somewhere.
fn payloads() -> Vec<String> {
    let calls = ["alert(1)", "alert`1`", "top['al'+'ert'](1)"];
    let shapes = [
        "<script>CALL</script>",
        "<ScRiPt>CALL</sCrIpT>",
        "<script src=//evil.example/x.js></script>",
        "<scr<script>ipt>CALL</scr</script>ipt>",
        "<script/x>CALL</script>",
        "<script\n>CALL</script\n>",
        "<script>/*<mark>*/CALL</script>",
        "<<script>CALL//<</script>",
        "<img src=x onerror=CALL>",
        "<img/src=x/onerror=CALL>",
        "<img src=\"x\" onerror=\"CALL\">",
        "<image src=x onerror=CALL>",
        "<svg onload=CALL>",
        "<svg/onload=CALL//",
        "<svg><script>CALL</script></svg>",
        "<svg><a xlink:href=javascript:CALL><text y=9>x</text></a></svg>",
        "<svg><animate onbegin=CALL attributeName=x></svg>",
        "<math><mtext><img src=x onerror=CALL></mtext></math>",
        "<body onload=CALL>",
        "<iframe src=javascript:CALL>",
        "<iframe srcdoc=\"<script>CALL</script>\">",
        "<object data=javascript:CALL>",
        "<embed src=javascript:CALL>",
        "<a href=javascript:CALL>x</a>",
        "<a href=\"&#106;avascript:CALL\">x</a>",
        "<a href=\"java\tscript:CALL\">x</a>",
        "<form action=javascript:CALL><button>x</button></form>",
        "<button formaction=javascript:CALL>x</button>",
        "<input autofocus onfocus=CALL>",
        "<select autofocus onfocus=CALL>",
        "<textarea autofocus onfocus=CALL>",
        "<details open ontoggle=CALL>",
        "<video><source onerror=CALL></video>",
        "<audio src=x onerror=CALL>",
        "<marquee onstart=CALL>",
        "<meta http-equiv=refresh content=\"0;url=javascript:CALL\">",
        "<base href=//evil.example/>",
        "<link rel=stylesheet href=//evil.example/x.css>",
        "<style>@import'//evil.example/x.css'</style>",
        "<style>*{background:url(javascript:CALL)}</style>",
        "<div style=\"background:url(javascript:CALL)\">x</div>",
        "<p style=width:expression(CALL)>",
        "\"><script>CALL</script>",
        "'><script>CALL</script>",
        "\" onmouseover=\"CALL",
        "' onmouseover='CALL",
        "` onmouseover=CALL",
        "\" autofocus onfocus=CALL x=\"",
        "</title><script>CALL</script>",
        "</textarea><script>CALL</script>",
        "</style><script>CALL</script>",
        "</script><script>CALL</script>",
        "--><script>CALL</script><!--",
        "<!--><script>CALL</script>-->",
        "<![CDATA[<script>CALL</script>]]>",
        "]]><script>CALL</script>",
        "</main></body><script>CALL</script>",
        "<mark onmouseover=CALL>x</mark>",
        "</mark><img src=x onerror=CALL><mark>",
        "&lt;script&gt;CALL&lt;/script&gt;",
        "&#60;script&#62;CALL&#60;/script&#62;",
        "%3Cscript%3ECALL%3C/script%3E",
        "\u{ff1c}script\u{ff1e}CALL\u{ff1c}/script\u{ff1e}",
        "{{ CALL }}",
        "{% if 1 %}CALL{% endif %}",
        "${CALL}",
        "javascript:CALL",
        "data:text/html,<script>CALL</script>",
        "vbscript:msgbox(1)//CALL",
        "<plaintext>CALL",
        "<xmp><script>CALL</script></xmp>",
        "<noscript><p title=\"</noscript><img src=x onerror=CALL>\">",
        "<template><script>CALL</script></template>",
        "<isindex type=image src=x onerror=CALL>",
    ];
    let payloads = shapes
        .iter()
        .flat_map(|shape| calls.map(|call| shape.replace("CALL", call)));
    payloads.collect()
}

#[test]
fn there_are_two_hundred_of_them() {
    assert!(payloads().len() >= 200, "{}", payloads().len());
}

#[test]
fn no_text_of_a_document_becomes_more_than_text_on_any_page() {
    let payloads = payloads();
    let made = hostile_with(&payloads);
    let body = &made.bodies()[0];
    let mut addresses = vec![
        "/".to_owned(),
        "/tackning".to_owned(),
        "/iakttagelser".to_owned(),
        "/ekvalla".to_owned(),
        format!("/ekvalla/{body}"),
        format!("/ekvalla/{body}/2024-03-05"),
        "/sok?antal=100".to_owned(),
        "/sok?antal=100&ordning=aldst&q=bygglov".to_owned(),
        "/sok?antal=100&q=alert".to_owned(),
        "/sok?antal=100&q=script".to_owned(),
        "/sok?antal=100&q=%22onerror%20alert%22".to_owned(),
    ];
    for number in 1..=payloads.len() {
        addresses.push(format!(
            "/ekvalla/{body}/2024-03-05/{number}?q=script+alert"
        ));
    }
    for number in (1..=payloads.len()).step_by(20) {
        addresses.push(format!("/arende/ekvalla/ks-2024-{number}"));
    }
    for address in addresses {
        let answer = get(&made.app, &address);
        assert_eq!(answer.status, 200, "{address}");
        html::check_page(answer.text(), &address);
    }
}

#[test]
fn excerpts_are_text_and_marks() {
    let payloads = payloads();
    let made = hostile_with(&payloads);
    let mut excerpts = 0;
    for search in [
        "script",
        "alert",
        "onerror",
        "img src",
        "javascript",
        "mark",
        "amp lt",
    ] {
        let mut address = format!("/api/v1/search?size=100&q={}", encode(search));
        loop {
            let answer = get(&made.app, &address);
            assert_eq!(answer.header("content-type"), "application/json");
            let json = answer.json();
            for hit in json["hits"].as_array().unwrap() {
                for highlight in hit["highlights"].as_array().unwrap() {
                    html::check_excerpt(highlight["html"].as_str().unwrap(), search);
                    excerpts += 1;
                }
            }
            let Some(cursor) = json["next"].as_str() else {
                break;
            };
            address = format!(
                "/api/v1/search?size=100&q={}&cursor={cursor}",
                encode(search)
            );
        }
    }
    assert!(excerpts > payloads.len(), "{excerpts}");
}

#[test]
fn no_question_becomes_more_than_text_in_its_answer() {
    let made = hostile_with(&payloads()[..3]);
    for payload in payloads() {
        let payload = encode(&payload);
        for address in [
            format!("/sok?q={payload}"),
            format!("/sok?handlaggare={payload}&q=x"),
            format!("/sok?kommun={payload}"),
            format!("/sok?fran={payload}"),
            format!("/sok?{payload}=1"),
            format!("/sok?sida={payload}"),
            format!("/arenden?nummer={payload}"),
            format!("/{payload}"),
            format!("/arende/ekvalla/{payload}"),
            format!("/static/{payload}"),
        ] {
            let answer = get(&made.app, &address);
            assert!(!answer.status.is_server_error(), "{address}");
            if answer.status.is_redirection() {
                let location = answer.header("location");
                assert!(
                    location.starts_with('/') && !location.starts_with("//"),
                    "{address}"
                );
                continue;
            }
            html::check_page(answer.text(), &address);
        }
        for address in [
            format!("/api/v1/search?q={payload}&facets=false"),
            format!("/api/v1/suggest?q={payload}"),
            format!("/api/v1/officers?q={payload}"),
            format!("/api/v1/search?body={payload}"),
        ] {
            let answer = get(&made.app, &address);
            let kind = answer.header("content-type");
            assert!(
                matches!(kind, "application/json" | "application/problem+json"),
                "{address}: {kind}"
            );
            answer.json();
        }
    }
}

#[test]
fn what_is_pasted_into_a_form_comes_back_as_text() {
    let made = hostile_with(&payloads()[..3]);
    for payloads in payloads().chunks(50) {
        let pasted = encode(&payloads.join("\n"));
        let form = Request::post("/arenden")
            .header("content-type", "application/x-www-form-urlencoded")
            .body(Body::from(format!("nummer={pasted}")))
            .unwrap();
        let answer = ask(&made.app, form);
        assert_eq!(answer.status, 200);
        html::check_page(answer.text(), "/arenden");
    }
}

#[test]
fn a_file_name_stays_within_its_header() {
    let names = [
        "a\r\nX-Evil: 1.pdf",
        "a\"; filename=\"evil.html",
        "a\\\"b.pdf",
        "../../etc/passwd",
        "C:\\evil.exe",
        "protokoll åäö €.pdf",
        "a\u{202e}fdp.exe",
        "\u{0}\u{7f}",
        ";;;",
        "",
    ];
    for name in names {
        let header = crate::address::attachment(name);
        let value = axum::http::HeaderValue::from_str(&header).unwrap();
        assert!(value.to_str().is_ok(), "{header}");
        assert!(header.starts_with("attachment; filename=\""), "{header}");
        assert_eq!(header.matches('"').count(), 2, "{header}");
        assert_eq!(header.matches(';').count(), 2, "{header}");
        assert!(!header.contains(['\\', '/', '\r', '\n']), "{header}");
    }
}

#[test]
fn what_nobody_sees_is_taken_out_of_questions() {
    let made = hostile_with(&payloads()[..3]);
    let turned = "/sok?q=a%E2%80%AEb%00c%E2%81%A6d%07";
    let page = get(&made.app, turned);
    assert!(page.text().contains("value=\"abcd\""), "{}", page.text());
    let address = "/api/v1/search?municipality=%E2%80%AEevil";
    let problem = get(&made.app, address);
    assert!(problem.text().contains("evil") && !problem.text().contains('\u{202e}'));
}
