//! Which languages a recogniser knows.

use std::time::Duration;

use super::tesseract::{Output, run};
use super::{NoRecogniser, RecogniserConfig};

/// Listing languages reads one folder.
const LISTING: Duration = Duration::from_secs(20);

/// Comes with every `tesseract` and knows the section sign.
const SIGNS: &str = "eng";

/// All languages that are installed.
pub fn known(config: &RecogniserConfig) -> Result<Vec<String>, NoRecogniser> {
    let listed = run(config, &["--list-langs".to_owned()], &[], LISTING);
    let Output { said, .. } = listed.map_err(|failure| NoRecogniser::NotInstalled {
        cause: failure.to_string(),
    })?;
    // The first line is a heading.
    Ok(said
        .lines()
        .skip(1)
        .map(|line| line.trim().to_owned())
        .collect())
}

/// Every part of a joined language must be there.
pub fn check(language: &str, known: &[String]) -> Result<(), NoRecogniser> {
    let is_known = |part: &&str| known.iter().any(|known| known == part);
    match language.split('+').find(|part| !is_known(part)) {
        None => Ok(()),
        Some(missing) => Err(NoRecogniser::NoLanguage {
            language: missing.to_owned(),
        }),
    }
}

/// The language of a second reading for section signs; none where the first reading has it already.
pub fn for_signs(language: &str, known: &[String]) -> Option<String> {
    let has_it = language.split('+').any(|part| part == SIGNS);
    let is_known = known.iter().any(|known| known == SIGNS);
    (is_known && !has_it).then(|| SIGNS.to_owned())
}
