//! Which tables of a page are data and which only lay it out.

use crate::made::read;

const MINUTES: &str =
    "<h2>§ 112 Skattesats</h2><p>Fullmäktige beslutar.</p><h2>§ 113 Val</h2><p>Karin Ö väljs.</p>";

const PLAIN: &str =
    "<b>§ 112</b><br>Skattesats<br>Bifall.<br><b>§ 113</b><br>Val<br>Karin Ö väljs.";

fn lines(table: &str) -> Vec<String> {
    let shown = read(format!("<html><table>{table}</table>").as_bytes());
    let lines = shown.lines().filter(|line| !line.is_empty());
    lines.map(str::to_owned).collect()
}

#[test]
fn menus_and_columns_beside_the_minutes_stand_before_or_after_them() {
    let menu = "<td>Start<br>Kontakt</td>";
    let minutes = lines(&format!("<tr><td>{MINUTES}</td></tr>"));
    let contact = vec!["Start".to_owned(), "Kontakt".to_owned()];
    let before = lines(&format!("<tr>{menu}<td>{MINUTES}</td></tr>"));
    assert_eq!(before, [contact.clone(), minutes.clone()].concat());
    let after = lines(&format!("<tr><td>{MINUTES}</td>{menu}</tr>"));
    assert_eq!(after, [minutes.clone(), contact].concat());
    let columns = lines(&format!("<tr><td>{MINUTES}</td><td>{MINUTES}</td></tr>"));
    assert_eq!(columns, [minutes.clone(), minutes].concat());
    let plain = lines(&format!("<tr>{menu}<td>{PLAIN}</td></tr>"));
    assert_eq!(plain[..3], ["Start", "Kontakt", "§ 112"]);
}

#[test]
fn tables_within_tables_lists_of_links_and_presentation_lay_out_the_page() {
    let nested = lines("<tr><td><table><tr><td>Start<tr><td>Kontakt</table><td>§ 1<br>Val</tr>");
    assert_eq!(nested, ["Start", "Kontakt", "§ 1", "Val"]);
    let links = "<a href=a>Start</a><br><a href=b>Kontakt</a><br><a href=c>Kalender</a>";
    let linked = lines(&format!("<tr><td>{links}<td>§ 1<br>Val</tr>"));
    assert_eq!(linked, ["Start", "Kontakt", "Kalender", "§ 1", "Val"]);
    let page = "<html><table role=presentation><tr><td>Start<br>Kontakt<td>§ 1<br>Val</table>";
    assert_eq!(read(page.as_bytes()), "Start\nKontakt\n§ 1\nVal\n");
}

#[test]
fn data_stays_in_rows() {
    let votes = lines("<tr><th><h3>Ledamot</h3><th><h3>Ja</h3><tr><td>Anna Ek (S)<td>X</tr>");
    assert_eq!(votes, ["Ledamot       Ja", "Anna Ek (S)   X"]);
    let numbers =
        lines("<tr><td>§ 1<br>§ 2<td>Val<br>Taxa</tr><tr><td><h4>§ 3</h4><td>Budget</tr>");
    assert_eq!(numbers, ["§ 1   Val", "§ 2   Taxa", "§ 3   Budget"]);
    let document = lines("<tr><td><a href=a>Protokoll</a><td>2024-03-12</tr>");
    assert_eq!(document, ["Protokoll   2024-03-12"]);
}
