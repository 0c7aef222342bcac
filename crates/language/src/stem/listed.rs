//! Words and endings that the rules have to know one by one.

pub(super) mod adjectives;
pub(super) mod irregular;
pub(super) mod verbs;

/// Nouns that Snowball takes for a genitive or a definite form: it cuts `plats`, `kurs`, `balans`
/// and leaves `platsen`, `kursen`, `balansen`.
pub(super) const NOUNS_IN_S: &[&str] = &[
    "plats",
    "palats",
    "insats",
    "ansats",
    "avsats",
    "slutsats",
    "motsats",
    "grundsats",
    "skattesats",
    "räntesats",
    "procentsats",
    "byggsats",
    "krets",
    "spets",
    "gräns",
    "kurs",
    "resurs",
    "puls",
    "hals",
    "balans",
    "vakans",
    "leverans",
    "substans",
    "finans",
    "distans",
    "ambulans",
    "tolerans",
    "relevans",
    "acceptans",
    "instans",
    "assistans",
    "resonans",
    "dominans",
    "elegans",
    "redundans",
    "prestans",
    "ordinans",
    "stimulans",
    "chans",
    "glans",
    "dans",
    "svans",
    "krans",
    "nyans",
    "kompetens",
    "konsekvens",
    "referens",
    "konferens",
    "licens",
    "frekvens",
    "dispens",
    "existens",
    "tendens",
    "evidens",
    "konkurrens",
    "transparens",
    "preferens",
    "differens",
    "kongruens",
    "residens",
    "beslutssats",
    "avgiftssats",
    "attsats",
    "tillsats",
    "uppsats",
    "skjuts",
    "lots",
    "smuts",
    "analys",
    "prognos",
    "diagnos",
    "överdos",
    "annons",
    "respons",
    "allians",
    "börs",
    "broms",
    "provins",
    "tips",
    "resiliens",
    "turbulens",
    "ingrediens",
];

/// What only ends like those: `sidans`, `kopplats`.
pub(super) const NOT_IN_S: &[&str] = &[
    "sidans",
    "vidans",
    "ledans",
    "pilots",
    "kopplats",
    "stämplats",
];

/// Nouns that take a bare *-n*, by their endings: `strategin`, `nivån`.
pub(super) const TAKE_N: &[&str] = &[
    "tegi", "logi", "ergi", "nomi", "krati", "gori", "ustri", "ranti", "demi", "sofi", "rafi",
    "patologi", "etri", "pati", "teori", "histori", "agogi", "fonomi", "atri", "terapi", "kemi",
    "parodi", "melodi", "metodi", "regi", "fobi", "utopi", "kopi", "nivå", "byrå", "by", "policy",
    "vy", "royalty",
];

/// Base forms that end as if they were inflected: Snowball cuts `kostnad`, `resultat`, `kontor` and
/// leaves `kostnaden`, `resultatet`, `kontoret`. Given an ending of their own, they are cut alike.
pub(super) const UNINFLECTED: &[&str] = &[
    "kvarter",
    "fabrikat",
    "preparat",
    "plakat",
    "pastorat",
    "kostnad",
    "marknad",
    "månad",
    "byggnad",
    "skillnad",
    "levnad",
    "tystnad",
    "avsaknad",
    "mognad",
    "vävnad",
    "resultat",
    "mandat",
    "klimat",
    "kandidat",
    "advokat",
    "apparat",
    "citat",
    "privat",
    "separat",
    "automat",
    "diplomat",
    "certifikat",
    "ariat",
    "okrat",
    "moderat",
    "referat",
    "internat",
    "attentat",
    "aggregat",
    "substrat",
    "soldat",
    "ktor",
    "kontor",
    "motor",
    "mentor",
    "revisor",
    "professor",
    "sponsor",
    "sensor",
    "processor",
    "assessor",
    "investor",
    "pastor",
    "editor",
    "monitor",
    "junior",
    "senior",
    "korridor",
    "humor",
    "auditor",
];

/// Participles in *-stad*, which are cut like other participles.
pub(super) const STAD_PARTICIPLES: &[&str] = &[
    "rustad", "listad", "testad", "frostad", "fästad", "tröstad", "lastad", "kastad", "kostad",
    "brustad", "gästad", "festad", "rostad", "hastad",
];

/// Words in *-an* that are no definite forms, or whose end is such a word.
pub(super) const NOT_DEFINITE_AN: &[&str] = &[
    "plan", "organ", "man", "kran", "gran", "svan", "klan", "roman", "orkan", "vulkan", "titan",
    "metan", "propan", "urban", "veteran", "vegan", "slogan", "japan", "membran", "karavan",
    "sedan", "utan", "innan", "medan", "redan", "nästan", "mellan", "sällan", "annan", "nedan",
    "undan", "sådan", "likadan", "hurdan", "början", "johan", "göran", "stefan", "håkan", "örjan",
    "jonathan", "susan", "hassan", "osman", "milan", "zoran", "goran", "dragan", "morgan", "allan",
    "tristan", "akistan", "rdistan", "anistan", "bekistan", "jikistan", "enistan", "kalkan",
    "ovan", "fjärran", "bulvan", "talan",
];

/// Words in *-et* that are no definite forms.
pub(super) const NOT_DEFINITE_ET: &[&str] = &[
    "budget", "arbet", "mycket", "vilket", "internet", "magnet", "trumpet", "market", "basket",
    "kornet", "atlet", "kret", "ticket",
];

/// Words that Snowball cuts so far that they meet another word: `fastighet` would meet `fast`,
/// `styrelse` meet `styra`, `tidigare` meet `tid`. Their stems are given here, with the endings they
/// take.
pub(super) const PROTECTED: &[(&[&str], &[&str])] = &[
    (
        &[
            "fastighet",
            "myndighet",
            "rättighet",
            "hastighet",
            "färdighet",
            "ledighet",
            "värdighet",
        ],
        &["", "s", "en", "ens", "er", "ers", "erna", "ernas"],
    ),
    (
        &["ansvar", "försvar", "förvar", "exemplar", "kommentar"],
        &[
            "", "s", "et", "ets", "en", "ens", "er", "ers", "erna", "ernas",
        ],
    ),
    (
        &["styrels", "rörels", "händels", "stiftels", "fängels"],
        &["", "e", "es", "en", "ens", "er", "ers", "erna", "ernas"],
    ),
    (
        &[
            "viktig", "tidig", "verklig", "daglig", "riktig", "ledig", "värdig", "stadig",
            "manlig", "vanlig", "farlig", "synlig", "slutlig",
        ],
        &["", "t", "a", "e", "en", "as", "es", "are", "ast", "aste"],
    ),
    (&["oklar"], &["", "t", "a", "are", "ast", "aste"]),
    // `område` as typed without å: Snowball would take it for a past tense.
    (
        &["omrad"],
        &["", "e", "es", "en", "ens", "et", "ets", "ena", "enas"],
    ),
];
