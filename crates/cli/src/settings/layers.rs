//! One setting said in several places: the option wins over the environment, that over the file, that over the default.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::path::{Path, PathBuf};

use anyhow::Context;
use toml::{Table, Value};

use super::File;
use super::known::{Kind, SETTINGS, Setting};
use crate::commands::WrongUse;

/// Where a value comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    Default,
    File,
    Environment,
    Option,
}

impl Source {
    pub fn name(&self) -> &'static str {
        match self {
            Source::Default => "default",
            Source::File => "file",
            Source::Environment => "environment",
            Source::Option => "option",
        }
    }
}

/// What was said, and where.
#[derive(Debug, Default)]
pub struct Layers {
    /// The file that was read.
    pub file: Option<PathBuf>,
    said: Table,
    sources: BTreeMap<&'static str, Source>,
}

impl Layers {
    /// What the text of a file says. Names the keys that are no settings, with those that they may be meant for.
    pub fn take_file(&mut self, path: &Path, text: &str) -> anyhow::Result<()> {
        let refused = || WrongUse(format!("the settings in {} do not read", path.display()));
        let table: Table = text.parse().with_context(refused)?;
        let unknown: Vec<String> = keys(&table)
            .iter()
            .filter(|key| Setting::named(key).is_none())
            .map(|key| format!("there is no setting {key}{}", perhaps(key)))
            .collect();
        if !unknown.is_empty() {
            return Err(anyhow::anyhow!(unknown.join("\n  "))).with_context(refused);
        }
        // From the text, because the message then shows the line.
        toml::from_str::<File>(text).with_context(refused)?;
        for setting in SETTINGS {
            if let Some(value) = value_in(&table, setting) {
                self.take(setting, value.clone(), Source::File);
            }
        }
        self.file = Some(path.to_owned());
        Ok(())
    }

    /// What the environment says; what is empty says nothing.
    pub fn take_environment(
        &mut self,
        variable: impl Fn(&str) -> Option<OsString>,
    ) -> anyhow::Result<()> {
        for setting in SETTINGS {
            let Some(typed) = variable(setting.environment).filter(|typed| !typed.is_empty())
            else {
                continue;
            };
            let refused = || WrongUse(format!("{} does not read", setting.environment));
            let typed = typed
                .into_string()
                .map_err(|_| anyhow::anyhow!("it is not UTF-8"))
                .with_context(refused)?;
            let value = read(setting.kind, &typed).with_context(refused)?;
            let mut alone = Layers::default();
            alone.take(setting, value.clone(), Source::Environment);
            alone.said.try_into::<File>().map_err(|error| {
                WrongUse(format!("{}: {}", refused().0, error.message().trim_end()))
            })?;
            self.take(setting, value, Source::Environment);
        }
        Ok(())
    }

    /// What a person typed behind an option.
    pub fn take_option(&mut self, key: &str, path: &Path) {
        if let Some(setting) = Setting::named(key) {
            let value = Value::String(path.to_string_lossy().into_owned());
            self.take(setting, value, Source::Option);
        }
    }

    /// All of it as the program reads it.
    pub fn file(&self) -> anyhow::Result<File> {
        let said = self.said.clone();
        said.try_into().context("the settings do not fit together")
    }

    /// What holds, and who says so; nothing where there is no default.
    pub fn of(&self, setting: &Setting) -> (Option<Value>, Source) {
        match self.sources.get(setting.key) {
            Some(source) => (value_in(&self.said, setting).cloned(), source.clone()),
            None => ((setting.default)(), Source::Default),
        }
    }

    fn take(&mut self, setting: &'static Setting, value: Value, source: Source) {
        let (section, name) = setting.section_and_name();
        let into = match section {
            None => &mut self.said,
            Some(section) => {
                let begun = self
                    .said
                    .entry(section)
                    .or_insert(Value::Table(Table::new()));
                let Value::Table(table) = begun else { return };
                table
            }
        };
        into.insert(name.to_owned(), value);
        self.sources.insert(setting.key, source);
    }
}

/// `; did you mean server.base_url?`, or nothing.
pub fn perhaps(key: &str) -> String {
    let near = near(key, SETTINGS.iter().map(|setting| setting.key));
    match near.as_slice() {
        [] => "; `paragraf config` lists them".to_owned(),
        near => format!("; did you mean {}?", near.join(" or ")),
    }
}

/// Those that a name may be meant for, the likeliest first.
pub fn near<'n>(typed: &str, names: impl Iterator<Item = &'n str>) -> Vec<&'n str> {
    /// Below that it is a guess.
    const ALIKE: f64 = 0.8;
    fn last(name: &str) -> &str {
        name.rsplit('.').next().unwrap_or_default()
    }
    // The right name in the wrong section counts as much as a slip in the whole.
    let alike =
        |name: &str| strsim::jaro(typed, name).max(strsim::jaro(last(typed), last(name)) - 0.05);
    let mut near: Vec<(f64, &str)> = names
        .map(|name| (alike(name), name))
        .filter(|(alike, _)| *alike > ALIKE)
        .collect();
    near.sort_by(|(one, _), (other, _)| other.total_cmp(one));
    near.into_iter().take(3).map(|(_, name)| name).collect()
}

/// Every key of a file as settings are named; sections stand for themselves only where they are empty or no sections.
fn keys(table: &Table) -> Vec<String> {
    let is_section = |name: &str| {
        let mut sections = SETTINGS
            .iter()
            .filter_map(|setting| setting.section_and_name().0);
        sections.any(|section| section == name)
    };
    let mut keys = Vec::new();
    for (name, value) in table {
        match value {
            Value::Table(section) if is_section(name) || !section.is_empty() => {
                keys.extend(section.keys().map(|key| format!("{name}.{key}")));
            }
            _ => keys.push(name.clone()),
        }
    }
    keys
}

fn value_in<'t>(table: &'t Table, setting: &Setting) -> Option<&'t Value> {
    let (section, name) = setting.section_and_name();
    match section {
        None => table.get(name),
        Some(section) => table.get(section)?.get(name),
    }
}

/// A variable's text as the value that it means.
fn read(kind: Kind, typed: &str) -> anyhow::Result<Value> {
    Ok(match kind {
        Kind::Text | Kind::Path => Value::String(typed.to_owned()),
        Kind::Number(unit) => {
            let number = typed.trim().parse::<i64>();
            Value::Integer(number.map_err(|_| anyhow::anyhow!("{typed:?} is no number of {unit}"))?)
        }
        Kind::Switch => Value::Boolean(match typed.trim().to_lowercase().as_str() {
            "y" | "yes" | "t" | "true" | "on" | "1" => true,
            "n" | "no" | "f" | "false" | "off" | "0" => false,
            _ => anyhow::bail!("{typed:?} is neither true nor false"),
        }),
        Kind::List => {
            let parts = typed
                .split(';')
                .map(str::trim)
                .filter(|part| !part.is_empty());
            Value::Array(parts.map(|part| Value::String(part.to_owned())).collect())
        }
    })
}
