//! The number that names a matter across meetings and bodies.

use std::ops::Range;

use serde::{Deserialize, Serialize};

/// *Ärendenummer*, *diarienummer*, *dnr*: unique only within municipality, registry and year.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct CaseNumber {
    printed: String,
    registry: Option<String>,
    year: u16,
    serial: u32,
    sub: Option<u32>,
    plan_code: Option<String>,
    canonical: String,
}

/// A case number found in running text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FoundCaseNumber {
    /// Byte range of the printed form, label included.
    pub range: Range<usize>,
    /// What stands there.
    pub case_number: CaseNumber,
}

impl CaseNumber {
    /// Reads a text that is a case number and nothing else, label (`dnr`) allowed.
    pub fn read(_text: &str) -> Option<CaseNumber> {
        None
    }

    /// Every case number in a text that a person typed or printed, in order.
    pub fn find_all(_text: &str) -> Vec<FoundCaseNumber> {
        Vec::new()
    }

    /// As printed: cite it so.
    pub fn printed(&self) -> &str {
        &self.printed
    }

    /// In capitals; some diaries print none.
    pub fn registry(&self) -> Option<&str> {
        self.registry.as_deref()
    }

    /// Four digits.
    pub fn year(&self) -> u16 {
        self.year
    }

    /// Leading zeros carry no meaning.
    pub fn serial(&self) -> u32 {
        self.serial
    }

    /// A document's number within the case (`:-1`, `:12`); it belongs to the case.
    pub fn sub(&self) -> Option<u32> {
        self.sub
    }

    /// *Diarieplanbeteckning*, as printed.
    pub fn plan_code(&self) -> Option<&str> {
        self.plan_code.as_deref()
    }

    /// `REGISTRY YEAR/SERIAL`, without a registry `YEAR/SERIAL`: the case's name.
    pub fn canonical(&self) -> &str {
        &self.canonical
    }

    /// As in addresses: `ks-2020-596`.
    pub fn slug(&self) -> String {
        crate::slug(&self.canonical)
    }
}
