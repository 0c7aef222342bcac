//! A workbook (Office Open XML, ISO/IEC 29500) that is written while its rows come, whatever their number.
//!
//! By hand, because what libraries there are keep a workbook in memory or in a file until its last row is known: none can
//! begin to answer before it has ended. Texts stand in their cells, so no table of them has to be kept.

mod parts;
mod rows;

use std::io::Write;

use paragraf_archive::StoredParagraph;
use zip::ZipWriter;
use zip::write::{SimpleFileOptions, StreamWriter};

use self::parts::Sheet;
use self::rows::{LONGEST_TEXT, pieces, write_heading, write_row};
use super::filling::Filling;
use super::package::{entry, into_io};
use super::table::{Cell, Kind, Table, column};
use super::tables::cells;
use super::{BESIDE, Export, ExportError, PARAGRAPHS, See};

/// Rows of a sheet, its heading among them: spreadsheet programs read no more.
const MOST_ROWS: u32 = 1_048_576;

/// The rest of the texts that are longer than a cell.
const CONTINUED: Table = Table {
    name: "continued",
    meaning: "What did not fit into a cell of paragraphs, which holds 32 767 letters: append the parts in their order.",
    columns: &[
        column(
            "paragraph_id",
            Kind::Text,
            "The row, as `id` of paragraphs.",
        ),
        column("column", Kind::Text, "The column."),
        column(
            "part",
            Kind::Integer,
            "From 2: the first part stands in the cell.",
        ),
        column("text", Kind::Text, "What follows."),
    ],
    key: &["paragraph_id", "column", "part"],
    belongs_to: Some(("paragraph_id", "paragraphs", "id")),
};

/// What the sheets are, for whoever opens the file a year later.
const ABOUT: Table = Table {
    name: "about",
    meaning: "What the sheets and their columns hold.",
    columns: &[
        column("sheet", Kind::Text, "The sheet."),
        column(
            "column",
            Kind::Text,
            "The column; empty for the sheet itself.",
        ),
        column("meaning", Kind::Text, "What it holds."),
    ],
    key: &["sheet", "column"],
    belongs_to: None,
};

/// Writes every table as sheets of one workbook, and says how many paragraphs there were.
pub(super) fn write(
    export: &Export<'_>,
    out: &mut (dyn Write + Send),
    see: See<'_>,
) -> Result<u64, ExportError> {
    let mut book = Workbook {
        zip: ZipWriter::new_stream(out),
        entry: entry(export.total()),
        sheets: Vec::new(),
        line: Vec::new(),
    };
    let mut filling = Filling::of(export);
    let mut overlong = Vec::new();
    let mut note = |stored: &StoredParagraph, cells: &[Cell<'_>]| {
        if may_be_overlong(stored) {
            overlong.push(stored.key);
        }
        see(stored, cells);
    };
    book.begin(&PARAGRAPHS)?;
    let rows = filling.paragraphs(&mut note, &mut |cells| book.row(&PARAGRAPHS, cells))?;
    book.end(&PARAGRAPHS)?;
    for table in &BESIDE {
        book.begin(table)?;
        filling.beside(table, &mut |cells| book.row(table, cells))?;
        book.end(table)?;
    }
    book.continued(export, &overlong)?;
    book.about()?;
    book.close()?;
    Ok(rows)
}

/// Whether any cell may hold more than fits: a text in Swedish takes at least a byte a letter.
fn may_be_overlong(stored: &StoredParagraph) -> bool {
    let sections = stored.paragraph.sections.iter();
    let bytes: usize = sections
        .map(|section| section.text.len() + section.heading.as_ref().map_or(0, String::len) + 4)
        .sum();
    bytes > LONGEST_TEXT
}

/// A workbook on its way.
struct Workbook<'w> {
    zip: ZipWriter<StreamWriter<&'w mut (dyn Write + Send)>>,
    entry: SimpleFileOptions,
    /// Every sheet that was begun.
    sheets: Vec<Sheet>,
    /// A row in the making.
    line: Vec<u8>,
}

impl Workbook<'_> {
    /// The first sheet of a table.
    fn begin(&mut self, table: &Table) -> Result<(), ExportError> {
        self.begin_sheet(table, table.name.to_owned())
    }

    fn begin_sheet(&mut self, table: &Table, name: String) -> Result<(), ExportError> {
        let number = self.sheets.len() + 1;
        self.zip
            .start_file(parts::sheet_path(number), self.entry)
            .map_err(into_io)?;
        self.sheets.push(Sheet { name, rows: 1 });
        self.line.clear();
        self.line
            .extend_from_slice(parts::sheet_head(table).as_bytes());
        write_heading(&mut self.line, table);
        Ok(self.zip.write_all(&self.line)?)
    }

    /// One more row, in a further sheet where the last one is full.
    fn row(&mut self, table: &Table, cells: &[Cell<'_>]) -> Result<(), ExportError> {
        if self
            .sheets
            .last()
            .is_some_and(|sheet| sheet.rows == MOST_ROWS)
        {
            self.end(table)?;
            let of_table = |sheet: &&Sheet| sheet.name.split(' ').next() == Some(table.name);
            let number = self.sheets.iter().filter(of_table).count() + 1;
            self.begin_sheet(table, format!("{} {number}", table.name))?;
        }
        let Some(sheet) = self.sheets.last_mut() else {
            return Ok(());
        };
        sheet.rows += 1;
        self.line.clear();
        write_row(&mut self.line, sheet.rows, cells);
        Ok(self.zip.write_all(&self.line)?)
    }

    fn end(&mut self, table: &Table) -> Result<(), ExportError> {
        let rows = self.sheets.last().map_or(1, |sheet| sheet.rows);
        let foot = parts::sheet_foot(table.columns.len(), rows);
        Ok(self.zip.write_all(foot.as_bytes())?)
    }

    /// The sheet with the rest of texts that are longer than a cell; none where there are none.
    fn continued(&mut self, export: &Export<'_>, overlong: &[u64]) -> Result<(), ExportError> {
        if overlong.is_empty() {
            return Ok(());
        }
        self.begin(&CONTINUED)?;
        export.each_row(overlong, |row| {
            for (column, cell) in PARAGRAPHS.columns.iter().zip(&cells(row)) {
                let Cell::Text(text) = cell else { continue };
                for (part, piece) in (1..).zip(pieces(text)).skip(1) {
                    let cells = [
                        Cell::text(row.stored.id.as_str()),
                        Cell::text(column.name),
                        Cell::Number(part),
                        Cell::text(piece),
                    ];
                    self.row(&CONTINUED, &cells)?;
                }
            }
            Ok(())
        })?;
        self.end(&CONTINUED)
    }

    fn about(&mut self) -> Result<(), ExportError> {
        self.begin(&ABOUT)?;
        for table in [&PARAGRAPHS].into_iter().chain(&BESIDE).chain([&CONTINUED]) {
            let sheet = || Cell::text(table.name);
            self.row(&ABOUT, &[sheet(), Cell::Nothing, Cell::text(table.meaning)])?;
            for column in table.columns {
                let cells = [sheet(), Cell::text(column.name), Cell::text(column.meaning)];
                self.row(&ABOUT, &cells)?;
            }
        }
        self.end(&ABOUT)
    }

    /// What names the sheets, once all are there.
    fn close(mut self) -> Result<(), ExportError> {
        for (path, content) in parts::around(&self.sheets) {
            self.zip.start_file(path, self.entry).map_err(into_io)?;
            self.zip.write_all(content.as_bytes())?;
        }
        self.zip.finish().map_err(into_io)?;
        Ok(())
    }
}
