//! `judged FOLDER [NAME…] [--show FIELD]`: judges minutes against their truth, and shows the differences in a field
//! (`all` for every one).

use std::path::PathBuf;

use anyhow::{Context, Result};
use paragraf_tests::judged_quality::{judge, table};

fn main() -> Result<()> {
    let mut arguments = std::env::args().skip(1);
    let folder = PathBuf::from(
        arguments
            .next()
            .context("name the folder of the judged minutes")?,
    );
    let mut names = Vec::new();
    let mut shown = None;
    while let Some(argument) = arguments.next() {
        if argument == "--show" {
            shown = arguments.next();
        } else {
            names.push(argument);
        }
    }
    let judgements = judge(&folder, &names)?;
    if let Some(shown) = shown {
        for (name, judgement) in &judgements {
            for (field, difference) in &judgement.differences {
                if shown == "all" || *field == shown {
                    println!("{name} {field} {difference}");
                }
            }
        }
    }
    println!("{}", table(&judgements)?);
    Ok(())
}
