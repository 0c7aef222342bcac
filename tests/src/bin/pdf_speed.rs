//! Prints how fast the PDFs of a folder are read, side by side with `pdftotext`: one section of `make quality` alone, for
//! `make bench-peers`. Needs the built program beside itself.

use std::path::Path;

use anyhow::{Context, Result};
use paragraf_tests::pdf_speed;

fn main() -> Result<()> {
    let folder = std::env::args_os()
        .nth(1)
        .context("usage: pdf_speed FOLDER")?;
    print!("{}", pdf_speed::over_folder(Path::new(&folder))?);
    Ok(())
}
