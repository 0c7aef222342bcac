//! How many groups of digits in real minutes are taken for personal numbers. The minutes are published, so none should
//! be one; each that is taken for one is printed with its surroundings, digits hidden.

use std::fmt::Write;
use std::path::Path;

use anyhow::Result;
use paragraf_language::{find_personal_numbers, mask_personal_numbers};

use crate::minutes_quality::files_with;

/// Characters around what was taken for a number.
const AROUND: usize = 40;

/// Counts over the text files of a folder.
///
/// # Errors
/// A file cannot be read.
pub fn over_folder(folder: &Path) -> Result<String> {
    let (mut files, mut groups) = (0, 0);
    let mut taken = Vec::new();
    for path in files_with(folder, "txt")? {
        let text = String::from_utf8_lossy(&std::fs::read(&path)?).into_owned();
        files += 1;
        groups += text
            .split(|c: char| !c.is_ascii_digit())
            .filter(|group| !group.is_empty())
            .count();
        for number in find_personal_numbers(&text) {
            let before: String = text
                .get(..number.start)
                .unwrap_or_default()
                .chars()
                .rev()
                .take(AROUND)
                .collect();
            let before: String = before.chars().rev().collect();
            let after: String = text
                .get(number.end..)
                .unwrap_or_default()
                .chars()
                .take(AROUND)
                .collect();
            let shape = mask_personal_numbers(text.get(number).unwrap_or_default()).text;
            taken.push(format!("{before}[{shape}]{after}").replace('\n', " / "));
        }
    }
    let mut report = String::new();
    let share = 100.0 * taken.len() as f64 / f64::from(groups.max(1) as u32);
    writeln!(
        report,
        "{files} files, {groups} groups of digits, {} taken for personal numbers ({share:.4} %)",
        taken.len()
    )?;
    for one in taken {
        writeln!(report, "- {one}")?;
    }
    Ok(report)
}
