//! Every table as CSV in one zip, described so that programs read it with the right types: a Frictionless data package
//! (Data Package and Table Schema, version 1) and CSV on the Web (W3C, 2015).
//!
//! The same search on the same archive gives the same bytes: nothing in it tells when it was made.

mod descriptions;

use std::io::{self, Write};

use paragraf_archive::StoredParagraph;
use zip::result::ZipError;
use zip::write::{SimpleFileOptions, StreamWriter};
use zip::{CompressionMethod, DateTime, ZipWriter};

use self::descriptions::WrittenTable;
use super::csv_file::CsvFile;
use super::filling::{Filling, Take};
use super::fingerprint::Fingerprint;
use super::manifest::Witness;
use super::table::{Cell, Table};
use super::{BESIDE, Export, ExportError, Format, PARAGRAPHS, See};

type Zip<'w> = ZipWriter<StreamWriter<&'w mut (dyn Write + Send)>>;

/// Hits above which a file in the zip may pass 4 GiB. Below, the older form is kept, which more programs read.
const MANY: u64 = 100_000;

/// Writes the zip, and says how many paragraphs there were.
pub(super) fn write(
    export: &Export<'_>,
    out: &mut (dyn Write + Send),
    see: See<'_>,
) -> Result<u64, ExportError> {
    let mut zip = ZipWriter::new_stream(out);
    let options = entry(export.total());
    let mut filling = Filling::of(export);
    let (mut rows, mut witness) = (0, Witness::new());
    let mut see_twice = |stored: &StoredParagraph, cells: &[Cell<'_>]| {
        witness.see(stored, cells);
        see(stored, cells);
    };
    let mut written = vec![table(&mut zip, options, &PARAGRAPHS, |take| {
        rows = filling.paragraphs(&mut see_twice, take)?;
        Ok(())
    })?];
    for beside in &BESIDE {
        let one = table(&mut zip, options, beside, |take| {
            filling.beside(beside, take)
        })?;
        written.push(one);
    }
    let manifest = export.manifest_within_file(Format::Zip, rows, &witness);
    for (path, content) in descriptions::of(export, manifest, &written) {
        zip.start_file(path, options).map_err(into_io)?;
        zip.write_all(content.as_bytes())?;
    }
    zip.finish().map_err(into_io)?;
    Ok(rows)
}

/// How a file lies in a zip: compressed, of no time.
pub(super) fn entry(total: u64) -> SimpleFileOptions {
    SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .compression_level(Some(4))
        .last_modified_time(DateTime::default())
        .large_file(total > MANY)
}

fn table(
    zip: &mut Zip<'_>,
    options: SimpleFileOptions,
    table: &'static Table,
    fill: impl FnOnce(Take<'_>) -> Result<(), ExportError>,
) -> Result<WrittenTable, ExportError> {
    let path = format!("{}.csv", table.name);
    zip.start_file(path.clone(), options).map_err(into_io)?;
    let mut bytes = Fingerprint::of(zip);
    let mut rows = 0;
    let mut file = CsvFile::begin(table, b',', &mut bytes)?;
    fill(&mut |cells| {
        rows += 1;
        file.row(cells)
    })?;
    file.end()?;
    Ok(WrittenTable {
        table,
        path,
        rows,
        bytes: bytes.bytes(),
        sha256: bytes.sha256(),
    })
}

/// A zip that cannot be written is a file that cannot be written.
pub(super) fn into_io(error: ZipError) -> ExportError {
    ExportError::Write(match error {
        ZipError::Io(error) => error,
        other => io::Error::other(other),
    })
}
