//! `paragraf config`: every setting, its value, who says so and what it means.

use std::io::{self, Write};

use anstyle::Style;
use serde_json::{Value as Json, json};
use toml::Value;

use super::{Outcome, WrongUse};
use crate::arguments::{Config, Format};
use crate::output::{FAINT, HEADING, NOTE, note, print, print_json};
use crate::settings::known::{Kind, ONLY_IN_THE_ENVIRONMENT, SETTINGS, Setting};
use crate::settings::{Layers, Settings, Source, example, near, perhaps};
use crate::table::{Align, Cell, Table};

/// Of what begins like a setting's variable.
const PREFIX: &str = "PARAGRAF_";

pub fn run(settings: &Settings, options: &Config) -> anyhow::Result<Outcome> {
    if options.example {
        print(|out| out.write_all(example().as_bytes()))?;
        return Ok(Outcome::Well);
    }
    let layers = &settings.layers;
    let asked = asked(&options.keys)?;
    match options.format {
        Format::Json => print_json(&json!({
            "file": layers.file,
            "settings": asked.iter().map(|one| as_json(layers, one)).collect::<Vec<_>>(),
        }))?,
        Format::Text if options.keys.is_empty() => print(|out| write_table(layers, &asked, out))?,
        Format::Text => print(|out| write_each(layers, &asked, out))?,
    }
    tell_unknown_variables();
    Ok(Outcome::Well)
}

fn asked(keys: &[String]) -> anyhow::Result<Vec<&'static Setting>> {
    if keys.is_empty() {
        return Ok(SETTINGS.iter().collect());
    }
    let named = keys.iter().map(|key| {
        Setting::named(key)
            .ok_or_else(|| WrongUse(format!("there is no setting {key}{}", perhaps(key))).into())
    });
    named.collect()
}

fn write_table(layers: &Layers, asked: &[&Setting], out: &mut dyn Write) -> io::Result<()> {
    let mut table = Table::new(&[
        ("setting", Align::Whole),
        ("value", Align::Wrap),
        ("from", Align::Whole),
        ("meaning", Align::Wrap),
    ]);
    for setting in asked {
        let (value, source) = layers.of(setting);
        table.row([
            setting.key.to_owned().into(),
            Cell::styled(shown(setting.kind, value.as_ref()), style(&source)),
            Cell::styled(source.name(), style(&source)),
            Cell::styled(setting.meaning, FAINT),
        ]);
    }
    table.print(out)?;
    match &layers.file {
        Some(path) => writeln!(out, "\n{NOTE}file{NOTE:#} is {}", path.display()),
        None => writeln!(
            out,
            "\nThere is no paragraf.toml here; `paragraf config --example` prints one."
        ),
    }
}

/// What somebody said stands out.
fn style(source: &Source) -> Style {
    match source {
        Source::Default => Style::new(),
        Source::File | Source::Environment | Source::Option => NOTE,
    }
}

fn write_each(layers: &Layers, asked: &[&Setting], out: &mut dyn Write) -> io::Result<()> {
    for (place, setting) in asked.iter().enumerate() {
        if place > 0 {
            writeln!(out)?;
        }
        let (value, source) = layers.of(setting);
        let from = match (&source, &layers.file) {
            (Source::File, Some(path)) => path.display().to_string(),
            (Source::Environment, _) => setting.environment.to_owned(),
            _ => source.name().to_owned(),
        };
        let option = setting.option.map(|option| format!("--{option}"));
        writeln!(out, "{HEADING}{}{HEADING:#}", setting.key)?;
        for (name, text) in [
            ("meaning", setting.meaning.to_owned()),
            ("value", shown(setting.kind, value.as_ref())),
            ("from", from),
            ("default", shown(setting.kind, (setting.default)().as_ref())),
            ("kind", setting.kind.name().to_owned()),
            ("example", setting.example.to_owned()),
            ("environment", setting.environment.to_owned()),
            ("option", option.unwrap_or_else(|| "none".to_owned())),
        ] {
            writeln!(out, "  {FAINT}{name:<11}{FAINT:#}  {text}")?;
        }
    }
    Ok(())
}

/// As a person reads it: texts without quotes, numbers with what they count.
fn shown(kind: Kind, value: Option<&Value>) -> String {
    match (value, kind.unit()) {
        (None, _) => "none".to_owned(),
        (Some(Value::String(text)), _) => text.clone(),
        (Some(Value::Array(parts)), _) if parts.is_empty() => "none".to_owned(),
        (Some(Value::Array(parts)), _) => {
            let parts = parts.iter().filter_map(Value::as_str);
            parts.collect::<Vec<_>>().join("; ")
        }
        (Some(Value::Integer(bytes)), Some("bytes")) => in_powers(*bytes),
        (Some(value), Some(unit)) => format!("{value} {unit}"),
        (Some(value), None) => value.to_string(),
    }
}

/// `1 GiB`, where it is a whole number of those; a person who set it otherwise sees what they set.
fn in_powers(bytes: i64) -> String {
    let (mut size, mut left) = (bytes, ["bytes", "KiB", "MiB", "GiB", "TiB"].into_iter());
    let mut unit = left.next().unwrap_or_default();
    while size != 0 && size % 1024 == 0 {
        let Some(larger) = left.next() else { break };
        (size, unit) = (size / 1024, larger);
    }
    format!("{size} {unit}")
}

fn as_json(layers: &Layers, setting: &Setting) -> Json {
    let (value, source) = layers.of(setting);
    json!({
        "key": setting.key,
        "value": value,
        "from": source.name(),
        "default": (setting.default)(),
        "kind": setting.kind.name(),
        "unit": setting.kind.unit(),
        "environment": setting.environment,
        "option": setting.option.map(|option| format!("--{option}")),
        "meaning": setting.meaning,
    })
}

/// A slip in the name of a variable has no effect, and nobody would notice. Here alone, because others may have variables
/// of that name for reasons of their own.
fn tell_unknown_variables() {
    let settings = SETTINGS.iter().map(|setting| setting.environment);
    let others = ONLY_IN_THE_ENVIRONMENT.iter().map(|(name, _)| *name);
    let known: Vec<&str> = settings.chain(others).collect();
    let set = std::env::vars_os().filter_map(|(name, _)| name.into_string().ok());
    let mut unknown: Vec<String> = set
        .filter(|name| name.starts_with(PREFIX) && !known.contains(&name.as_str()))
        .collect();
    unknown.sort();
    for name in unknown {
        let perhaps = match near(&name, known.iter().copied()).first() {
            Some(near) => format!("; did you mean {near}?"),
            None => String::new(),
        };
        note(format!("{name} is set and means nothing{perhaps}"));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_are_shown_in_the_largest_unit_that_tells_them_whole() {
        let shown = |bytes| shown(Kind::Number("bytes"), Some(&Value::Integer(bytes)));
        for (bytes, expected) in [
            (1_073_741_824, "1 GiB"),
            (5_368_709_120, "5 GiB"),
            (1_610_612_736, "1536 MiB"),
            (10_240, "10 KiB"),
            (1_000_001, "1000001 bytes"),
            (0, "0 bytes"),
        ] {
            assert_eq!(shown(bytes), expected);
        }
    }
}
