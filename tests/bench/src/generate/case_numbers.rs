//! How case numbers are printed, and what the reader makes of them.

use paragraf_model::CaseNumber;

use super::places::CaseForm;
use super::plan::Case;

/// `KS 2021/412` as the municipality prints it.
pub fn printed(form: CaseForm, case: &Case, year: i32) -> String {
    let (registry, serial) = (case.registry, case.serial);
    match form {
        CaseForm::SerialFirst => {
            let mut letters = registry.chars();
            let first: String = letters.next().into_iter().collect();
            format!("{first}{} {serial}/{year}", letters.as_str().to_lowercase())
        }
        CaseForm::Dashes => format!("{registry}-{year}-{serial:05}"),
        CaseForm::Colon => format!("{registry}/{year}:{serial}"),
        CaseForm::YearFirst => format!("{registry} {year}/{serial}"),
        CaseForm::BlankAndDash => format!("{registry} {year}-{serial:05}"),
        CaseForm::NoRegistry => format!("{year}/{serial}"),
    }
}

/// What the reader makes of it: `KS 2021/412`.
pub fn canonical(case: &Case, year: i32) -> Option<String> {
    let registry = Some(case.registry).filter(|registry| !registry.is_empty());
    CaseNumber::from_parts(registry, year as u16, case.serial)
        .map(|number| number.canonical().to_owned())
}
