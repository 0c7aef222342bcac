//! A whole `paragraf.toml` with every setting explained.

use std::fmt::Write;

use super::known::{SETTINGS, Setting};

/// Reads as it stands, and then says what holds anyway: what has no default is there as a comment.
pub fn example() -> String {
    let mut text = String::from(
        "# Settings of paragraf: an option wins over a variable of the environment, that over this file.\n\
         # `paragraf config` shows what holds and who says so.\n",
    );
    let mut section = None;
    for setting in SETTINGS {
        let (of, _) = setting.section_and_name();
        if of != section {
            section = of;
            let _ = write!(text, "\n[{}]\n", of.unwrap_or_default());
        }
        let _ = write!(text, "\n{}", entry(setting));
    }
    text
}

fn entry(setting: &Setting) -> String {
    let (_, name) = setting.section_and_name();
    let unit = setting.kind.unit();
    let unit = unit.map(|unit| format!(" ({unit})")).unwrap_or_default();
    let option = setting.option.map(|option| format!(" or --{option}"));
    let line = match (setting.default)() {
        Some(value) => format!("{name} = {value}"),
        None => format!("#{name} = {}", setting.example),
    };
    format!(
        "# {}{unit}.\n# Also {}{}.\n{line}\n",
        setting.meaning,
        setting.environment,
        option.unwrap_or_default(),
    )
}
