//! What a page hides by colour, size, place or its own rules, and what only looks like it.

use crate::made::{noticed, read};

const RULES: &str = "<style>/* .y{display:none} */ .x{display:none} .z, .q{visibility:hidden} .shown{display:none} .shown{display:block} @media print{.p{display:none}} td.dark{background:#036}</style>";

fn page(more: &str) -> Vec<u8> {
    format!("<!doctype html>{RULES}<p>Synligt</p>{more}").into_bytes()
}

#[test]
fn what_no_eye_sees_is_left_out_and_reported() {
    for hidden in [
        "<p class=x>dold</p>",
        "<p class='a q'>dold</p>",
        "<p style='color:#fff'>dold</p>",
        "<font color=white>dold</font>",
        "<p style='position:absolute; left:-9999px'>dold</p>",
        "<p style='font-size:0'>dold</p>",
        "<p style='opacity: 0'>dold</p>",
        "<p style='background:#000;color:#000'>dold</p>",
        "<p style='background:black'><span style='color:rgb(0,0,0)'>dold</span></p>",
        "<p style='color:transparent'>dold</p>",
        "<div style='background:#036'><p style='background:white;color:white'>dold</p></div>",
    ] {
        assert_eq!(read(&page(hidden)), "Synligt\n", "{hidden}");
        assert_eq!(noticed(&page(hidden)).len(), 1, "{hidden}");
    }
}

#[test]
fn what_is_seen_on_the_screen_or_read_out_is_read() {
    for shown in [
        "<p class=p>syns</p>",
        "<p class=y>syns</p>",
        "<p class=shown>syns</p>",
        "<p class=x style='display:block'>syns</p>",
        "<p id=d class=x>syns</p><button aria-controls=d aria-haspopup=true>Visa</button>",
        "<h2 style='position:absolute;width:1px;height:1px;clip:rect(0 0 0 0)'>syns</h2>",
        "<p style='background:#036;color:white'>syns</p>",
        "<p style='background:#000;color:#fff'>syns</p>",
        "<p style='color:#000'>syns</p>",
        "<p style='background:#000;color:#000'><span style='color:#fff'>syns</span></p>",
        "<table bgcolor='#003366'><tr><td><font color=white>syns</font></table>",
        "<table><tr><td class=dark style='color:#fff'>syns</table>",
        "<div style='font-size:0'><p style='font-size:12px'>syns</p></div>",
        "<link rel=stylesheet href=a.css><div class=banner><p style='color:#fff'>syns</p></div>",
    ] {
        assert!(read(&page(shown)).trim_end().ends_with("syns"), "{shown}");
        assert!(noticed(&page(shown)).is_empty(), "{shown}");
    }
}
