//! The parts of a DOCX and how they refer to one another.

use std::collections::HashMap;

use crate::ExtractError;
use crate::office::container::Container;
use crate::office::xml::{Element, Xml};

/// What a part's relationships point to.
#[derive(Debug, Default)]
pub struct Relations {
    by_id: HashMap<String, String>,
    by_type: HashMap<String, String>,
}

impl Relations {
    /// Those of the part of this name.
    pub fn of(container: &mut Container<'_>, part: &str) -> Result<Relations, ExtractError> {
        let (folder, file) = part.rsplit_once('/').unwrap_or(("", part));
        let name = format!("{folder}/_rels/{file}.rels");
        let mut relations = Relations::default();
        let xml = container.xml_of(&name)?;
        let root = xml.as_ref().map(Xml::root);
        for relation in root.into_iter().flat_map(Element::elements) {
            let Some(target) = relation.attribute("Target") else {
                continue;
            };
            let target = resolved(folder, target);
            if let Some(id) = relation.attribute("Id") {
                relations.by_id.insert(id.to_owned(), target.clone());
            }
            let kind = relation
                .attribute("Type")
                .and_then(|kind| kind.rsplit('/').next());
            if let Some(kind) = kind {
                relations.by_type.entry(kind.to_owned()).or_insert(target);
            }
        }
        Ok(relations)
    }

    pub fn with_id(&self, id: &str) -> Option<&str> {
        self.by_id.get(id).map(String::as_str)
    }

    /// The part of this kind, by the last word of the relationship's type.
    pub fn of_type(&self, kind: &str) -> Option<&str> {
        self.by_type.get(kind).map(String::as_str)
    }
}

/// The part that holds the text: what the container says, else what it is usually called.
pub fn main_part(container: &mut Container<'_>) -> Result<Option<String>, ExtractError> {
    if let Some(types) = container.xml_of("[Content_Types].xml")?
        && let Some(name) = types.root().elements().find_map(main_of_types)
    {
        return Ok(Some(name));
    }
    let top = Relations::of(container, "")?;
    if let Some(name) = top.of_type("officeDocument")
        && name.starts_with("word/")
    {
        return Ok(Some(name.to_owned()));
    }
    let mut names: Vec<&str> = container
        .names()
        .filter(|name| name.starts_with("word/document") && name.ends_with(".xml"))
        .collect();
    names.sort_unstable();
    Ok(names.first().map(|name| (*name).to_owned()))
}

fn main_of_types(entry: Element<'_>) -> Option<String> {
    let kind = entry.attribute("ContentType")?.to_lowercase();
    let is_main = kind.ends_with("main+xml")
        && (kind.contains("wordprocessingml") || kind.contains("ms-word"));
    let name = entry.attribute("PartName").filter(|_| is_main)?;
    Some(name.trim_start_matches('/').to_lowercase())
}

/// A target is relative to the folder of the part that names it.
fn resolved(folder: &str, target: &str) -> String {
    let (folder, target) = match target.strip_prefix('/') {
        Some(target) => ("", target),
        None => (folder, target),
    };
    let mut path: Vec<&str> = folder.split('/').filter(|step| !step.is_empty()).collect();
    for step in target.split('/') {
        match step {
            "" | "." => {}
            ".." => {
                path.pop();
            }
            step => path.push(step),
        }
    }
    path.join("/").to_lowercase()
}
