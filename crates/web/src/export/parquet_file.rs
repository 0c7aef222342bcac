//! Apache Parquet: the paragraphs as typed columns, in groups of rows that each fit into memory.

use std::io::{self, Write};
use std::sync::Arc;

use chrono::{Datelike, NaiveDate};
use parquet::basic::{Compression, LogicalType, Repetition, Type as Physical};
use parquet::data_type::{BoolType, ByteArray, ByteArrayType, Int32Type, Int64Type};
use parquet::errors::ParquetError;
use parquet::file::properties::{EnabledStatistics, WriterProperties};
use parquet::file::writer::{SerializedColumnWriter, SerializedFileWriter};
use parquet::schema::types::{Type, TypePtr};

use super::filling::Filling;
use super::table::{Cell, Column, Kind, Table};
use super::{Export, ExportError, PARAGRAPHS, See};

/// Bytes of text after which a group of rows is written: two of these are in memory at most.
const GROUP: usize = 8 * 1024 * 1024;
/// Rows after which it is written, however short they are.
const MOST_ROWS: usize = 65_536;
/// Day 0 of Parquet in chrono's count of days: 1 January 1970.
const EPOCH: i32 = 719_163;

/// Writes every row.
pub(super) fn write(
    export: &Export<'_>,
    out: &mut (dyn Write + Send),
    see: See<'_>,
) -> Result<u64, ExportError> {
    let schema = schema(&PARAGRAPHS).map_err(into_io)?;
    let mut file =
        SerializedFileWriter::new(out, schema, Arc::new(properties())).map_err(into_io)?;
    let mut group = Group::of(&PARAGRAPHS);
    let rows = Filling::of(export).paragraphs(see, &mut |cells| {
        group.push(cells);
        if group.is_full() {
            group.write(&mut file).map_err(into_io)?;
        }
        Ok(())
    })?;
    group.write(&mut file).map_err(into_io)?;
    file.close().map_err(into_io)?;
    Ok(rows)
}

fn properties() -> WriterProperties {
    WriterProperties::builder()
        .set_created_by(format!("Paragraf {}", env!("CARGO_PKG_VERSION")))
        .set_compression(Compression::SNAPPY)
        .set_statistics_enabled(EnabledStatistics::Chunk)
        .build()
}

fn schema(table: &Table) -> Result<TypePtr, ParquetError> {
    let field = |column: &Column| {
        let (physical, logical) = match column.kind {
            Kind::Text => (Physical::BYTE_ARRAY, Some(LogicalType::String)),
            Kind::Integer => (Physical::INT64, None),
            Kind::Truth => (Physical::BOOLEAN, None),
            Kind::Day => (Physical::INT32, Some(LogicalType::Date)),
        };
        Type::primitive_type_builder(column.name, physical)
            .with_logical_type(logical)
            .with_repetition(Repetition::OPTIONAL)
            .build()
            .map(Arc::new)
    };
    let fields = table.columns.iter().map(field).collect::<Result<_, _>>()?;
    let schema = Type::group_type_builder(table.name).with_fields(fields);
    schema.build().map(Arc::new)
}

/// Rows that wait to be written, column by column.
struct Group {
    columns: Vec<Values>,
    rows: usize,
    bytes: usize,
}

/// A column's values, and for each row whether it has one.
struct Values {
    kind: Kind,
    present: Vec<i16>,
    texts: Vec<ByteArray>,
    numbers: Vec<i64>,
    truths: Vec<bool>,
    days: Vec<i32>,
}

impl Group {
    fn of(table: &Table) -> Group {
        let values = |column: &Column| Values {
            kind: column.kind,
            present: Vec::new(),
            texts: Vec::new(),
            numbers: Vec::new(),
            truths: Vec::new(),
            days: Vec::new(),
        };
        Group {
            columns: table.columns.iter().map(values).collect(),
            rows: 0,
            bytes: 0,
        }
    }

    fn push(&mut self, cells: &[Cell<'_>]) {
        for (column, cell) in self.columns.iter_mut().zip(cells) {
            column.push(cell);
            if let Cell::Text(text) = cell {
                self.bytes += text.len();
            }
        }
        self.rows += 1;
    }

    fn is_full(&self) -> bool {
        self.bytes >= GROUP || self.rows >= MOST_ROWS
    }

    /// Writes what waits, if anything does.
    fn write<W: Write + Send>(
        &mut self,
        file: &mut SerializedFileWriter<W>,
    ) -> Result<(), ParquetError> {
        if self.rows == 0 {
            return Ok(());
        }
        let mut group = file.next_row_group()?;
        for column in &mut self.columns {
            if let Some(writer) = group.next_column()? {
                column.write(writer)?;
            }
        }
        group.close()?;
        (self.rows, self.bytes) = (0, 0);
        Ok(())
    }
}

impl Values {
    fn push(&mut self, cell: &Cell<'_>) {
        self.present.push(i16::from(*cell != Cell::Nothing));
        match cell {
            Cell::Text(text) => self.texts.push(ByteArray::from(text.as_bytes().to_vec())),
            Cell::Number(number) => self
                .numbers
                .push(i64::try_from(*number).unwrap_or(i64::MAX)),
            Cell::Truth(truth) => self.truths.push(*truth),
            Cell::Day(day) => self.days.push(days_since_epoch(*day)),
            Cell::Nothing => {}
        }
    }

    fn write(&mut self, mut writer: SerializedColumnWriter<'_>) -> Result<(), ParquetError> {
        let present = Some(self.present.as_slice());
        match self.kind {
            Kind::Text => writer
                .typed::<ByteArrayType>()
                .write_batch(&self.texts, present, None),
            Kind::Integer => writer
                .typed::<Int64Type>()
                .write_batch(&self.numbers, present, None),
            Kind::Truth => writer
                .typed::<BoolType>()
                .write_batch(&self.truths, present, None),
            Kind::Day => writer
                .typed::<Int32Type>()
                .write_batch(&self.days, present, None),
        }?;
        writer.close()?;
        self.present.clear();
        self.texts.clear();
        self.numbers.clear();
        self.truths.clear();
        self.days.clear();
        Ok(())
    }
}

fn days_since_epoch(day: NaiveDate) -> i32 {
    day.num_days_from_ce() - EPOCH
}

fn into_io(error: ParquetError) -> ExportError {
    ExportError::Write(io::Error::other(error))
}
