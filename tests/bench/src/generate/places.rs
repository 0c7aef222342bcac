//! The municipalities and their bodies. The places are real, so that the program knows them; nobody in them is.

use paragraf_model::RegisterEntry;

/// How a municipality writes its minutes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layout {
    /// Number and title on one line, description before decision.
    TitleBesideNumber,
    /// Case number beside the number, decision first, long headings.
    CaseBesideNumber,
    /// `Dnr` in a column of its own, decision first.
    Columns,
    /// Case number on a line above, decision with *att*.
    CaseAboveNumber,
}

/// How a municipality writes case numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CaseForm {
    /// `Ks 596/2020`
    SerialFirst,
    /// `KS-2020-00596`
    Dashes,
    /// `KS/2020:596`
    Colon,
    /// `KS 2020/596`
    YearFirst,
    /// `KS 2020-00596`
    BlankAndDash,
    /// `2020/596`: one diary for the whole municipality.
    NoRegistry,
}

/// One municipality.
#[derive(Clone, Copy, Debug)]
pub struct Place {
    /// As the register has it.
    pub short_name: &'static str,
    pub layout: Layout,
    pub case_form: CaseForm,
}

impl Place {
    /// Full name: `Örebro kommun`.
    pub fn name(&self) -> &'static str {
        RegisterEntry::find(self.short_name).map_or("", |entry| entry.name)
    }
}

const fn place(short_name: &'static str, layout: Layout, case_form: CaseForm) -> Place {
    Place {
        short_name,
        layout,
        case_form,
    }
}

/// In the order of their folders.
pub const PLACES: [Place; 20] = [
    place("boras", Layout::TitleBesideNumber, CaseForm::SerialFirst),
    place("gavle", Layout::CaseBesideNumber, CaseForm::Dashes),
    place("halmstad", Layout::Columns, CaseForm::YearFirst),
    place("jonkoping", Layout::CaseAboveNumber, CaseForm::Colon),
    place("kalmar", Layout::TitleBesideNumber, CaseForm::YearFirst),
    place("karlstad", Layout::Columns, CaseForm::BlankAndDash),
    place(
        "linkoping",
        Layout::CaseBesideNumber,
        CaseForm::BlankAndDash,
    ),
    place("lulea", Layout::Columns, CaseForm::NoRegistry),
    place("lund", Layout::TitleBesideNumber, CaseForm::YearFirst),
    place("nacka", Layout::CaseAboveNumber, CaseForm::YearFirst),
    place("norrkoping", Layout::TitleBesideNumber, CaseForm::Colon),
    place("orebro", Layout::TitleBesideNumber, CaseForm::SerialFirst),
    place("ostersund", Layout::Columns, CaseForm::Dashes),
    place("skovde", Layout::Columns, CaseForm::Colon),
    place("sundsvall", Layout::CaseBesideNumber, CaseForm::Dashes),
    place("taby", Layout::Columns, CaseForm::YearFirst),
    place("umea", Layout::CaseBesideNumber, CaseForm::YearFirst),
    place("uppsala", Layout::TitleBesideNumber, CaseForm::Dashes),
    place("vasteras", Layout::CaseAboveNumber, CaseForm::Colon),
    place("vaxjo", Layout::Columns, CaseForm::SerialFirst),
];

/// Where a body stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rank {
    Board,
    Committee,
    Executive,
    Council,
}

/// One body (*organ*).
#[derive(Clone, Copy, Debug)]
pub struct Body {
    pub name: &'static str,
    /// Under which its cases are registered.
    pub registry: &'static str,
    pub rank: Rank,
    /// Who prepares its cases.
    pub office: &'static str,
}

const fn body(
    name: &'static str,
    registry: &'static str,
    rank: Rank,
    office: &'static str,
) -> Body {
    Body {
        name,
        registry,
        rank,
        office,
    }
}

pub const COUNCIL: Body = body(
    "Kommunfullmäktige",
    "KS",
    Rank::Council,
    "Kommunledningskontoret",
);
pub const EXECUTIVE: Body = body(
    "Kommunstyrelsen",
    "KS",
    Rank::Executive,
    "Kommunledningskontoret",
);
pub const COMMITTEE: Body = body(
    "Kommunstyrelsens arbetsutskott",
    "KS",
    Rank::Committee,
    "Kommunledningskontoret",
);

/// The registries are none that is a word as well (`EN`, `SEN`): the reader takes those for words.
///
/// The more minutes there are, the more of these a municipality has.
pub const BOARDS: [Body; 24] = [
    body("Socialnämnden", "SN", Rank::Board, "Socialförvaltningen"),
    body(
        "Barn- och utbildningsnämnden",
        "BUN",
        Rank::Board,
        "Barn- och utbildningsförvaltningen",
    ),
    body(
        "Miljö- och byggnadsnämnden",
        "MBN",
        Rank::Board,
        "Miljö- och byggnadsförvaltningen",
    ),
    body(
        "Kultur- och fritidsnämnden",
        "KFN",
        Rank::Board,
        "Kultur- och fritidsförvaltningen",
    ),
    body(
        "Tekniska nämnden",
        "TN",
        Rank::Board,
        "Tekniska förvaltningen",
    ),
    body("Äldrenämnden", "ÄN", Rank::Board, "Äldreförvaltningen"),
    body(
        "Gymnasienämnden",
        "GN",
        Rank::Board,
        "Gymnasieförvaltningen",
    ),
    body(
        "Stadsbyggnadsnämnden",
        "SBN",
        Rank::Board,
        "Stadsbyggnadskontoret",
    ),
    body(
        "Arbetsmarknadsnämnden",
        "AMN",
        Rank::Board,
        "Arbetsmarknadsförvaltningen",
    ),
    body("Omsorgsnämnden", "ON", Rank::Board, "Omsorgsförvaltningen"),
    body("Trafiknämnden", "TRN", Rank::Board, "Trafikkontoret"),
    body("Fastighetsnämnden", "FN", Rank::Board, "Fastighetskontoret"),
    body(
        "Grundskolenämnden",
        "GSN",
        Rank::Board,
        "Grundskoleförvaltningen",
    ),
    body(
        "Förskolenämnden",
        "FSN",
        Rank::Board,
        "Förskoleförvaltningen",
    ),
    body("Räddningsnämnden", "RN", Rank::Board, "Räddningstjänsten"),
    body("Idrottsnämnden", "IDN", Rank::Board, "Idrottsförvaltningen"),
    body("Parknämnden", "PN", Rank::Board, "Parkförvaltningen"),
    body(
        "Exploateringsnämnden",
        "EXN",
        Rank::Board,
        "Exploateringskontoret",
    ),
    body("Servicenämnden", "SVN", Rank::Board, "Serviceförvaltningen"),
    body("Kulturnämnden", "KUN", Rank::Board, "Kulturförvaltningen"),
    body("Miljönämnden", "MN", Rank::Board, "Miljöförvaltningen"),
    body("Byggnadsnämnden", "BN", Rank::Board, "Byggnadskontoret"),
    body(
        "Utbildningsnämnden",
        "UN",
        Rank::Board,
        "Utbildningsförvaltningen",
    ),
    body(
        "Vård- och omsorgsnämnden",
        "VON",
        Rank::Board,
        "Vård- och omsorgsförvaltningen",
    ),
];
