//! What a workbook consists of beside its rows.

use super::super::table::{Kind, Table};
use super::rows::{escape, letters};

/// Place of the day's format among the cell formats.
pub const STYLE_OF_DAYS: u8 = 1;
/// Place of the headings' format.
pub const STYLE_OF_HEADINGS: u8 = 2;

/// A sheet that was written.
pub struct Sheet {
    /// Its name, no longer than 31 letters.
    pub name: String,
    /// Rows, the heading among them.
    pub rows: u32,
}

const DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";

/// Where a sheet lies in the package.
pub fn sheet_path(number: usize) -> String {
    format!("xl/worksheets/sheet{number}.xml")
}

/// What stands before the rows: the heading stays in sight, and columns are as wide as what they hold.
pub fn sheet_head(table: &Table) -> String {
    let columns = (1..).zip(table.columns).map(|(at, column)| {
        let width = match (column.kind, column.name) {
            (Kind::Integer | Kind::Truth, _) => 10,
            (Kind::Day, _) => 12,
            (Kind::Text, "title" | "decision" | "text" | "meaning") => 60,
            (Kind::Text, _) => 24,
        };
        format!("<col min=\"{at}\" max=\"{at}\" width=\"{width}\" customWidth=\"1\"/>")
    });
    format!(
        "{DECLARATION}<worksheet xmlns=\"{MAIN}\"><sheetViews><sheetView workbookViewId=\"0\">\
         <pane ySplit=\"1\" topLeftCell=\"A2\" activePane=\"bottomLeft\" state=\"frozen\"/></sheetView></sheetViews>\
         <cols>{}</cols><sheetData>",
        columns.collect::<String>()
    )
}

/// What stands after them: a filter over every column.
pub fn sheet_foot(columns: usize, rows: u32) -> String {
    let last = letters(columns.saturating_sub(1));
    format!("</sheetData><autoFilter ref=\"A1:{last}{rows}\"/></worksheet>")
}

/// What names the sheets and tells how they look.
pub fn around(sheets: &[Sheet]) -> Vec<(String, String)> {
    let parts: [(&str, String); 5] = [
        ("[Content_Types].xml", content_types(sheets)),
        ("_rels/.rels", root()),
        ("xl/workbook.xml", workbook(sheets)),
        ("xl/_rels/workbook.xml.rels", relations(sheets)),
        ("xl/styles.xml", styles()),
    ];
    parts
        .into_iter()
        .map(|(path, content)| (path.to_owned(), format!("{DECLARATION}{content}")))
        .collect()
}

fn content_types(sheets: &[Sheet]) -> String {
    const KIND: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml";
    let sheets = (1..=sheets.len()).map(|number| {
        let path = sheet_path(number);
        format!("<Override PartName=\"/{path}\" ContentType=\"{KIND}.worksheet+xml\"/>")
    });
    format!(
        "<Types xmlns=\"{PACKAGE}/content-types\">\
         <Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
         <Default Extension=\"xml\" ContentType=\"application/xml\"/>\
         <Override PartName=\"/xl/workbook.xml\" ContentType=\"{KIND}.sheet.main+xml\"/>\
         <Override PartName=\"/xl/styles.xml\" ContentType=\"{KIND}.styles+xml\"/>{}</Types>",
        sheets.collect::<String>()
    )
}

fn root() -> String {
    format!(
        "<Relationships xmlns=\"{PACKAGE}/relationships\"><Relationship Id=\"rId1\" \
         Type=\"{RELATIONS}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
    )
}

fn workbook(sheets: &[Sheet]) -> String {
    let sheets = (1..).zip(sheets).map(|(number, sheet)| {
        let name = attribute(&sheet.name);
        format!("<sheet name=\"{name}\" sheetId=\"{number}\" r:id=\"rId{number}\"/>")
    });
    format!(
        "<workbook xmlns=\"{MAIN}\" xmlns:r=\"{RELATIONS}\"><sheets>{}</sheets></workbook>",
        sheets.collect::<String>()
    )
}

fn relations(sheets: &[Sheet]) -> String {
    let named = (1..=sheets.len()).map(|number| {
        format!(
            "<Relationship Id=\"rId{number}\" Type=\"{RELATIONS}/worksheet\" \
             Target=\"worksheets/sheet{number}.xml\"/>"
        )
    });
    format!(
        "<Relationships xmlns=\"{PACKAGE}/relationships\">{}<Relationship Id=\"rId{}\" \
         Type=\"{RELATIONS}/styles\" Target=\"styles.xml\"/></Relationships>",
        named.collect::<String>(),
        sheets.len() + 1
    )
}

/// Three formats of cells: plain, a day as `2024-03-05`, and a bold heading.
fn styles() -> String {
    format!(
        "<styleSheet xmlns=\"{MAIN}\"><numFmts count=\"1\"><numFmt numFmtId=\"164\" formatCode=\"yyyy\\-mm\\-dd\"/></numFmts>\
         <fonts count=\"2\"><font><sz val=\"11\"/><name val=\"Calibri\"/></font>\
         <font><b/><sz val=\"11\"/><name val=\"Calibri\"/></font></fonts>\
         <fills count=\"2\"><fill><patternFill patternType=\"none\"/></fill>\
         <fill><patternFill patternType=\"gray125\"/></fill></fills>\
         <borders count=\"1\"><border><left/><right/><top/><bottom/><diagonal/></border></borders>\
         <cellStyleXfs count=\"1\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\"/></cellStyleXfs>\
         <cellXfs count=\"3\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\"/>\
         <xf numFmtId=\"164\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\" applyNumberFormat=\"1\"/>\
         <xf numFmtId=\"0\" fontId=\"1\" fillId=\"0\" borderId=\"0\" xfId=\"0\" applyFont=\"1\"/></cellXfs>\
         <cellStyles count=\"1\"><cellStyle name=\"Normal\" xfId=\"0\" builtinId=\"0\"/></cellStyles></styleSheet>"
    )
}

fn attribute(text: &str) -> String {
    let mut escaped = Vec::new();
    escape(&mut escaped, text);
    String::from_utf8_lossy(&escaped).into_owned()
}
