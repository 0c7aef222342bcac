//! `paragraf cite`: how to cite paragraphs, as lines or as one file for a reference manager.

use chrono::Local;
use paragraf_archive::Reader;
use paragraf_model::ParagraphId;
use paragraf_web::answers::stored_paragraph;
use paragraf_web::citation::{self, Citation};

use super::{Outcome, WrongUse};
use crate::arguments::Cite;
use crate::output;
use crate::settings::Settings;

/// What is to be cited: a paragraph, or one as a certain file has it.
struct Wanted {
    id: ParagraphId,
    sha256: Option<String>,
}

pub fn run(settings: &Settings, options: &Cite) -> anyhow::Result<Outcome> {
    let wanted: Vec<Wanted> = options
        .ids
        .iter()
        .map(|typed| wanted(typed))
        .collect::<anyhow::Result<_>>()?;
    let archive = Reader::open(&settings.data)?;
    let base_url = settings.server.base_url.as_deref();
    let mut citations = Vec::with_capacity(wanted.len());
    for Wanted { id, sha256 } in &wanted {
        match stored_paragraph(&archive, id, sha256.as_deref())? {
            Some(stored) if sha256.is_some() => {
                citations.push(Citation::of(&stored, base_url).of_this_file());
            }
            Some(stored) => citations.push(Citation::of(&stored, base_url)),
            None => output::warn(missing(&archive, id)?),
        }
    }
    let file = citation::written(&citations, options.format.into(), Local::now().date_naive());
    output::print(|out| out.write_all(file.as_bytes()))?;
    Ok(match citations.len() == wanted.len() {
        true => Outcome::Well,
        false => Outcome::WithProblems,
    })
}

fn missing(archive: &Reader, id: &ParagraphId) -> anyhow::Result<String> {
    Ok(match archive.withdrawal_of_paragraph(id)? {
        Some(withdrawal) => format!(
            "{id} was withdrawn (reference {}); it is cited no more",
            withdrawal.reference
        ),
        None => format!("{id} is not held"),
    })
}

/// An id, or the address of its page; `?fil=` names a file.
fn wanted(typed: &str) -> anyhow::Result<Wanted> {
    let (path, question) = typed.trim().split_once('?').unwrap_or((typed.trim(), ""));
    let path = path.split('#').next().unwrap_or_default();
    let parts: Vec<&str> = path.trim_end_matches('/').split('/').collect();
    let last_four = parts
        .get(parts.len().saturating_sub(4)..)
        .unwrap_or_default();
    let Some(id) = ParagraphId::parse(&last_four.join("/")) else {
        let message = format!(
            "{typed} is not the id of a paragraph (tallnas/kommunstyrelsen/2024-03-05/15), nor the address of its page"
        );
        return Err(WrongUse(message).into());
    };
    let question = question.split('#').next().unwrap_or_default();
    let named = question
        .split('&')
        .find_map(|pair| pair.strip_prefix("fil="));
    Ok(Wanted {
        id,
        sha256: named.map(str::to_ascii_lowercase),
    })
}
