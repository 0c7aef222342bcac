//! What a person may set, and in how many places.

use std::collections::BTreeSet;
use std::ffi::OsString;
use std::path::Path;

use serde_json::Value;

use super::known::SETTINGS;
use super::*;

fn file(text: &str) -> anyhow::Result<Settings> {
    let mut layers = Layers::default();
    layers.take_file(Path::new("paragraf.toml"), text)?;
    Settings::of(layers)
}

fn environment(name: &'static str, value: &'static str) -> anyhow::Result<Settings> {
    let mut layers = Layers::default();
    layers.take_environment(|asked| (asked == name).then(|| OsString::from(value)))?;
    Settings::of(layers)
}

fn refused(settings: anyhow::Result<Settings>) -> String {
    format!("{:#}", settings.unwrap_err())
}

/// With what stands in comments as examples.
fn bare(text: &str) -> String {
    let lines = text.lines().map(|line| {
        line.strip_prefix('#')
            .filter(|rest| !rest.starts_with(' '))
            .unwrap_or(line)
    });
    lines.map(|line| format!("{line}\n")).collect()
}

#[test]
fn every_setting_that_is_read_stands_in_the_table_and_the_other_way_round() {
    let mut read = BTreeSet::new();
    let Ok(Value::Object(all)) = serde_json::to_value(File::default()) else {
        panic!("a file is a table")
    };
    for (name, value) in all {
        match value {
            Value::Object(section) => {
                read.extend(section.keys().map(|key| format!("{name}.{key}")));
            }
            _ => {
                read.insert(name);
            }
        }
    }
    let known: BTreeSet<String> = SETTINGS.iter().map(|one| one.key.to_owned()).collect();
    assert_eq!(read, known, "left: fields of `File`; right: `SETTINGS`");
    let variables: BTreeSet<&str> = SETTINGS.iter().map(|one| one.environment).collect();
    assert_eq!(
        variables.len(),
        SETTINGS.len(),
        "a variable has two meanings"
    );
}

#[test]
fn each_setting_is_taken_from_its_variable() {
    for setting in SETTINGS {
        let value = setting.example.parse::<toml::Value>().unwrap();
        let typed = match &value {
            toml::Value::Array(parts) => {
                let parts = parts.iter().filter_map(toml::Value::as_str);
                parts.collect::<Vec<_>>().join(";")
            }
            toml::Value::String(text) => text.clone(),
            other => other.to_string(),
        };
        let mut layers = Layers::default();
        layers
            .take_environment(|asked| (asked == setting.environment).then(|| typed.clone().into()))
            .unwrap();
        assert_eq!(
            layers.of(setting),
            (Some(value), Source::Environment),
            "{}",
            setting.key
        );
        layers.file().unwrap();
    }
}

#[test]
fn the_example_reads_and_says_what_holds_anyway() {
    let stated = file(&example()).unwrap();
    let silent = Settings::of(Layers::default()).unwrap();
    for setting in SETTINGS {
        let (value, source) = stated.layers.of(setting);
        let (default, _) = silent.layers.of(setting);
        assert_eq!(value, default, "{}", setting.key);
        let expected = if value.is_some() {
            Source::File
        } else {
            Source::Default
        };
        assert_eq!(source, expected, "{}", setting.key);
    }
    assert_eq!((stated.data, stated.index), (silent.data, silent.index));
    assert_eq!(
        stated.server.shows_officers(),
        silent.server.shows_officers()
    );
    assert_eq!(stated.server.indexable, silent.server.indexable);
    assert_eq!(stated.ocr.enabled, silent.ocr.enabled);
}

#[test]
fn the_settings_that_packages_bring_read_and_show_every_setting() {
    let text = include_str!("../../../../packaging/paragraf.toml");
    file(text).unwrap();
    let bare = bare(text);
    let shown: toml::Table = bare.parse().unwrap();
    for setting in SETTINGS {
        let (section, name) = setting.section_and_name();
        let of = match section {
            Some(section) => shown.get(section).and_then(toml::Value::as_table),
            None => Some(&shown),
        };
        let has = of.is_some_and(|of| of.contains_key(name));
        assert!(has, "packaging/paragraf.toml lacks {}", setting.key);
    }
    // What stands there as a comment is the default, where there is one.
    let (said, read) = (file(text).unwrap(), file(&bare).unwrap());
    for setting in SETTINGS.iter().filter(|one| (one.default)().is_some()) {
        if said.layers.of(setting).1 == Source::Default {
            let (value, _) = read.layers.of(setting);
            assert_eq!(value, (setting.default)(), "{}", setting.key);
        }
    }
}

#[test]
fn the_archives_own_address_is_one_that_can_be_followed() {
    let base = |text: &str| file(&format!("[server]\nbase_url = {text:?}"));
    for text in [
        "https://protokoll.example.se",
        "http://127.0.0.1:8080/",
        "https://example.se/protokoll",
    ] {
        assert_eq!(base(text).unwrap().server.base_url.as_deref(), Some(text));
    }
    for text in [
        "ftp://x",
        "foo",
        "https://",
        "//example.se",
        "example.se",
        "https://example.se/?q=1",
        "https://example.se/#a",
        "https://exa mple.se",
        "https://anna:hemligt@example.se",
        "mailto:anna@example.se",
    ] {
        let said = refused(base(text));
        assert!(said.contains("line 2") && said.contains("not "), "{said}");
    }
    assert_eq!(base("").unwrap().server.base_url, None);
}

#[test]
fn comments_of_the_example_read_too_once_they_are_taken_away() {
    let settings = file(&bare(&example())).unwrap();
    assert_eq!(
        settings.server.base_url.as_deref(),
        Some("https://protokoll.example.se")
    );
}

#[test]
fn the_environment_wins_over_the_file_and_an_empty_variable_says_nothing() {
    let mut layers = Layers::default();
    let text = "data = \"a\"\n[server]\nconnections = 7\nofficers = false";
    layers.take_file(Path::new("paragraf.toml"), text).unwrap();
    layers
        .take_environment(|name| match name {
            "PARAGRAF_DATA" => Some("b".into()),
            "PARAGRAF_CONNECTIONS" => Some("".into()),
            "PARAGRAF_PROXIES" => Some("127.0.0.1; ::1".into()),
            _ => None,
        })
        .unwrap();
    layers.take_option("index", Path::new("c"));
    let settings = Settings::of(layers).unwrap();
    assert_eq!(settings.data, Path::new("b"));
    assert_eq!(settings.index, Path::new("c"));
    assert_eq!(settings.server.connections.map(usize::from), Some(7));
    assert_eq!(settings.server.proxies.len(), 2);
    assert!(!settings.server.shows_officers());
}

#[test]
fn a_setting_that_is_none_is_refused_with_those_that_may_be_meant() {
    let said = refused(file(
        "[server]\nbase_ur = \"x\"\n[reading]\nconnections = 3\nxyz = 1",
    ));
    assert!(
        said.contains("no setting server.base_ur; did you mean server.base_url?"),
        "{said}"
    );
    assert!(
        said.contains("no setting reading.connections; did you mean server.connections"),
        "{said}"
    );
    assert!(
        said.contains("no setting reading.xyz; `paragraf config` lists them"),
        "{said}"
    );
    let said = refused(file("[sevrer]\nofficers = true"));
    assert!(said.contains("did you mean server.officers"), "{said}");
}

#[test]
fn a_value_that_does_not_fit_is_told_with_its_line_or_its_variable() {
    let said = refused(file("data = \"a\"\n[server]\nconnections = \"many\""));
    assert!(
        said.contains("paragraf.toml") && said.contains("line 3"),
        "{said}"
    );
    for (name, value, reason) in [
        ("PARAGRAF_CONNECTIONS", "many", "no number of connections"),
        ("PARAGRAF_CONNECTIONS", "0", "nonzero"),
        ("PARAGRAF_OCR", "perhaps", "neither true nor false"),
        ("PARAGRAF_PROXIES", "localhost", "IP address"),
        ("PARAGRAF_BASE_URL", "protokoll", "not protokoll"),
        ("PARAGRAF_LICENCE", "CC0", "not CC0"),
    ] {
        let said = refused(environment(name, value));
        assert!(said.contains(name) && said.contains(reason), "{said}");
    }
}
