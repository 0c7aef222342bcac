//! What goes wrong between a visitor and the archive: one value with a stable code, shown as RFC 9457 JSON or as a page.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use paragraf_archive::Withdrawal;
use paragraf_query::ParameterProblem;
use serde::Serialize;
use utoipa::ToSchema;

use crate::parameters::Parameters;

/// Why a request is answered with something else than what it asked for.
///
/// A handler returns it; the outermost layer renders it, because only that knows the request's id and whether
/// a program or a person asks.
#[derive(Clone, Debug)]
pub struct Problem {
    /// What kind of trouble, with its status and stable code.
    pub kind: Kind,
    /// One Swedish sentence about this very request.
    pub detail: String,
    /// What is wrong with each parameter, where parameters are to blame.
    pub parameters: Vec<ParameterProblem>,
    /// Pages that may hold what was looked for: words and address. Only a page shows them.
    pub ways: Vec<(String, String)>,
}

/// Marks an error answer that is a whole page already and says what is wrong where it can be mended, so that
/// [`crate::dress`] leaves it as it is.
#[derive(Clone, Copy, Debug)]
pub struct ToldOnPage;

/// Kinds of trouble, each with a status and a stable code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A parameter is unknown, malformed or repeated; the first parameter problem's code is shown.
    Parameter,
    /// The query cannot be searched as it stands.
    Query,
    /// The address itself cannot be read.
    MalformedPath,
    /// The body is not what the route reads.
    MalformedBody,
    /// More numbers than one request may hold.
    TooManyNumbers,
    /// The original holds, or may hold, personal numbers and is not handed out.
    Withheld,
    /// What has this address was taken out of the archive.
    Withdrawn,
    /// Nothing has this address.
    NotFound,
    /// The route does not take this method.
    MethodNotAllowed,
    /// The body is larger than any sensible question.
    BodyTooLarge,
    /// The address is longer than any sensible question.
    AddressTooLong,
    /// The body has another media type than the route reads.
    MediaType,
    /// None of the encodings that the client takes is one the answer can have.
    NotAcceptable,
    /// The client has asked more often than it may.
    RateLimited,
    /// Searching took longer than anybody may keep others waiting.
    TooSlow,
    /// So many ask at once that this one would wait too long.
    Busy,
    /// The search index is damaged and waits to be made anew.
    IndexDamaged,
    /// Something broke on our side; the log says what.
    Internal,
}

impl Kind {
    /// Every kind, as the API page lists them.
    pub const ALL: [Kind; 18] = [
        Kind::Parameter,
        Kind::Query,
        Kind::MalformedPath,
        Kind::MalformedBody,
        Kind::TooManyNumbers,
        Kind::Withheld,
        Kind::Withdrawn,
        Kind::NotFound,
        Kind::MethodNotAllowed,
        Kind::BodyTooLarge,
        Kind::AddressTooLong,
        Kind::MediaType,
        Kind::NotAcceptable,
        Kind::RateLimited,
        Kind::TooSlow,
        Kind::Busy,
        Kind::IndexDamaged,
        Kind::Internal,
    ];

    /// The stable code that programs may compare with.
    pub fn code(self) -> &'static str {
        match self {
            Kind::Parameter => "invalid_parameter",
            Kind::Query => "invalid_query",
            Kind::MalformedPath => "malformed_path",
            Kind::MalformedBody => "malformed_body",
            Kind::TooManyNumbers => "too_many_numbers",
            Kind::Withheld => "original_withheld",
            Kind::Withdrawn => "withdrawn",
            Kind::NotFound => "not_found",
            Kind::MethodNotAllowed => "method_not_allowed",
            Kind::BodyTooLarge => "body_too_large",
            Kind::AddressTooLong => "address_too_long",
            Kind::MediaType => "unsupported_media_type",
            Kind::NotAcceptable => "not_acceptable",
            Kind::RateLimited => "rate_limited",
            Kind::TooSlow => "too_slow",
            Kind::Busy => "busy",
            Kind::IndexDamaged => "index_damaged",
            Kind::Internal => "internal",
        }
    }

    /// The HTTP status.
    pub fn status(self) -> StatusCode {
        match self {
            Kind::Parameter
            | Kind::Query
            | Kind::MalformedPath
            | Kind::MalformedBody
            | Kind::TooManyNumbers => StatusCode::BAD_REQUEST,
            Kind::Withheld => StatusCode::FORBIDDEN,
            Kind::Withdrawn => StatusCode::GONE,
            Kind::NotFound => StatusCode::NOT_FOUND,
            Kind::MethodNotAllowed => StatusCode::METHOD_NOT_ALLOWED,
            Kind::BodyTooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Kind::AddressTooLong => StatusCode::URI_TOO_LONG,
            Kind::MediaType => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            Kind::NotAcceptable => StatusCode::NOT_ACCEPTABLE,
            Kind::RateLimited => StatusCode::TOO_MANY_REQUESTS,
            Kind::TooSlow | Kind::Busy | Kind::IndexDamaged => StatusCode::SERVICE_UNAVAILABLE,
            Kind::Internal => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// A short Swedish heading.
    pub fn title(self) -> &'static str {
        match self {
            Kind::Parameter => "Parametern går inte att använda",
            Kind::Query => "Sökningen går inte att göra",
            Kind::MalformedPath => "Adressen går inte att läsa",
            Kind::MalformedBody => "Innehållet går inte att läsa",
            Kind::TooManyNumbers => "För många nummer på en gång",
            Kind::Withheld => "Originalfilen lämnas inte ut",
            Kind::Withdrawn => "Borttaget ur arkivet",
            Kind::NotFound => "Finns inte i arkivet",
            Kind::MethodNotAllowed => "Metoden passar inte här",
            Kind::BodyTooLarge => "För mycket på en gång",
            Kind::AddressTooLong => "Adressen är för lång",
            Kind::MediaType => "Fel slags innehåll",
            Kind::NotAcceptable => "Svaret finns inte i den formen",
            Kind::RateLimited => "För många anrop på kort tid",
            Kind::TooSlow => "Sökningen tog för lång tid",
            Kind::Busy => "Många söker just nu",
            Kind::IndexDamaged => "Sökningen ligger nere",
            Kind::Internal => "Något gick fel hos oss",
        }
    }

    /// The kind that an error answer from the router itself stands for.
    pub fn of_status(status: StatusCode) -> Kind {
        match status {
            StatusCode::NOT_FOUND => Kind::NotFound,
            StatusCode::GONE => Kind::Withdrawn,
            StatusCode::METHOD_NOT_ALLOWED => Kind::MethodNotAllowed,
            StatusCode::NOT_ACCEPTABLE => Kind::NotAcceptable,
            StatusCode::TOO_MANY_REQUESTS => Kind::RateLimited,
            StatusCode::PAYLOAD_TOO_LARGE => Kind::BodyTooLarge,
            StatusCode::URI_TOO_LONG => Kind::AddressTooLong,
            StatusCode::UNSUPPORTED_MEDIA_TYPE => Kind::MediaType,
            StatusCode::SERVICE_UNAVAILABLE => Kind::Busy,
            status if status.is_client_error() => Kind::MalformedPath,
            _ => Kind::Internal,
        }
    }

    fn usual_detail(self) -> &'static str {
        match self {
            Kind::Parameter => "Något i adressens frågedel går inte att använda.",
            Kind::Query => "Sökningen är för lång eller för invecklad. Dela upp den i flera.",
            Kind::MalformedPath => "Adressen innehåller tecken som inte går att läsa.",
            Kind::MalformedBody => "Innehållet ska vara JSON på den form som /api beskriver.",
            Kind::TooManyNumbers => "Högst 1 000 nummer går att slå upp på en gång.",
            Kind::Withheld => {
                "Filen innehåller, eller kan innehålla, personnummer. Den text som gick att läsa finns här med numren dolda; be kommunen om originalet."
            }
            Kind::Withdrawn => "Det som fanns här är borttaget ur arkivet.",
            Kind::NotFound => "Det finns inget på den här adressen. Den kan vara felskriven.",
            Kind::MethodNotAllowed => {
                "Adressen finns men tar inte emot den här sortens anrop; se svarshuvudet Allow."
            }
            Kind::BodyTooLarge => "Innehållet är större än 256 kB.",
            Kind::AddressTooLong => "Adressen är längre än 8 kB.",
            Kind::MediaType => "Skicka innehållet som application/json.",
            Kind::NotAcceptable => {
                "Svaret finns som det är, och packat med gzip eller br; anropets Accept-Encoding tar inget av dem."
            }
            Kind::RateLimited => "Vänta en stund och försök igen.",
            Kind::TooSlow => {
                "Sökningen avbröts för att den tog för lång tid. Gör den snävare: fler eller längre ord, en kommun, ett organ eller ett år."
            }
            Kind::Busy => "Försök igen om några sekunder.",
            Kind::IndexDamaged => {
                "Sökindexet är skadat och behöver göras om. Protokollen finns kvar och går att läsa. Försök igen om en stund."
            }
            Kind::Internal => "Felet är noterat. Försök igen om en stund.",
        }
    }
}

/// A stable code with what it means, as the API page lists it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Code {
    /// Compared by programs, and where the API page explains it.
    pub code: &'static str,
    pub status: u16,
    /// In a few Swedish words.
    pub title: &'static str,
    /// What to do about it, in Swedish.
    pub advice: &'static str,
}

/// Stable codes of problems with one parameter; those of `paragraf_query` are among them.
const PARAMETER_CODES: [(&str, &str, &str); 8] = [
    (
        "unknown_parameter",
        "Parametern finns inte",
        "Den är kanske felstavad: legal räknar upp dem som finns.",
    ),
    (
        "missing_parameter",
        "Parametern måste anges",
        "Lägg till den som parameter nämner.",
    ),
    (
        "unknown_value",
        "Värdet finns inte i den slutna listan",
        "Ta ett av värdena i legal; ligger något nära det som angavs står det först.",
    ),
    (
        "malformed_value",
        "Värdet går inte att läsa",
        "detail säger hur det ska se ut, till exempel ett datum som 2024-03-05.",
    ),
    (
        "repeated",
        "Parametern får bara anges en gång",
        "Bara filter får upprepas.",
    ),
    ("too_many", "För många värden", "Dela upp frågan i flera."),
    (
        "invalid_cursor",
        "Sidmärket hör inte till sökningen",
        "Börja om utan cursor.",
    ),
    (
        "stale_cursor",
        "Arkivet har ändrats sedan sidmärket gavs",
        "Börja om utan cursor; i tidsordning (sort=newest eller oldest) händer det inte.",
    ),
];

/// Every stable code there is.
pub fn codes() -> impl Iterator<Item = Code> {
    let of_parameters = PARAMETER_CODES.map(|(code, title, advice)| Code {
        code,
        status: Kind::Parameter.status().as_u16(),
        title,
        advice,
    });
    let of_kinds = Kind::ALL
        .into_iter()
        .filter(|kind| *kind != Kind::Parameter);
    of_parameters.into_iter().chain(of_kinds.map(|kind| Code {
        code: kind.code(),
        status: kind.status().as_u16(),
        title: kind.title(),
        advice: kind.usual_detail(),
    }))
}

impl Problem {
    /// With the kind's usual sentence.
    pub fn of(kind: Kind) -> Problem {
        Problem::new(kind, kind.usual_detail())
    }

    /// With a sentence of its own.
    pub fn new(kind: Kind, detail: impl Into<String>) -> Problem {
        Problem {
            kind,
            detail: detail.into(),
            parameters: Vec::new(),
            ways: Vec::new(),
        }
    }

    /// With pages that may hold what was looked for.
    pub fn with_ways(self, ways: Vec<(String, String)>) -> Problem {
        Problem { ways, ..self }
    }

    /// Parameters are to blame; the first one names the code.
    pub fn of_parameters(parameters: Vec<ParameterProblem>) -> Problem {
        let detail = match parameters.first() {
            Some(first) => first.message.clone(),
            None => Kind::Parameter.usual_detail().to_owned(),
        };
        Problem {
            kind: Kind::Parameter,
            detail,
            parameters,
            ways: Vec::new(),
        }
    }

    /// The cursor does not fit the search.
    pub fn cursor(cause: &dyn std::error::Error) -> Problem {
        tracing::debug!(%cause, "a cursor was refused");
        Problem::of_parameters(vec![ParameterProblem {
            parameter: "cursor".to_owned(),
            value: String::new(),
            code: "invalid_cursor",
            message: "Sidmärket hör inte till den här sökningen. Börja om utan det.".to_owned(),
            legal: Vec::new(),
        }])
    }

    /// The cursor was right, and what it goes on from is no more: for a program the same as beginning anew.
    pub fn stale_cursor() -> Problem {
        Problem::of_parameters(vec![ParameterProblem {
            parameter: "cursor".to_owned(),
            value: String::new(),
            code: "stale_cursor",
            message:
                "Arkivet har fått nya protokoll, eller ett nytt sökindex, sedan den förra sidan visades, och träffarnas ordning kan vara en annan. Börja om från första sidan."
                    .to_owned(),
            legal: Vec::new(),
        }])
    }

    /// What was asked for was taken out: when, why, and by which name to ask about it. Who did it is not told.
    pub fn withdrawn(what: &str, withdrawal: &Withdrawal) -> Problem {
        let day = crate::swedish::day(withdrawal.at.date_naive());
        Problem::new(
            Kind::Withdrawn,
            format!(
                "{what} togs bort ur arkivet den {day}. Skäl: {}. Ange beteckningen {} om du frågar den som ansvarar för arkivet; själva handlingen finns hos kommunen eller regionen.",
                withdrawal.reason.trim_end_matches('.'),
                withdrawal.reference
            ),
        )
    }

    /// A file of the search index is damaged. The log says which and what to do.
    pub fn index_damaged(cause: &dyn std::error::Error) -> Problem {
        tracing::error!(cause = %chain(cause), "the search index is damaged; run `paragraf verify`");
        Problem::of(Kind::IndexDamaged)
    }

    /// Logs the cause, once, and hides it from the visitor.
    pub fn internal(cause: &dyn std::error::Error) -> Problem {
        tracing::error!(cause = %chain(cause), "a request failed");
        Problem::of(Kind::Internal)
    }

    /// With the values that were given, where what found the fault saw none of them.
    pub fn with_values(mut self, asked: &Parameters) -> Problem {
        for problem in &mut self.parameters {
            if problem.value.is_empty()
                && let Some(value) = asked.all(&problem.parameter).next()
            {
                value.clone_into(&mut problem.value);
            }
        }
        self
    }

    /// The stable code: a parameter problem's own where there is one.
    pub fn code(&self) -> &str {
        self.parameters
            .first()
            .map_or(self.kind.code(), |parameter| parameter.code)
    }

    /// As `application/problem+json`.
    pub fn answer(&self, request_id: &str) -> ProblemAnswer {
        let first = self.parameters.first();
        ProblemAnswer {
            r#type: format!("/api#{}", self.code()),
            title: self.kind.title().to_owned(),
            status: self.kind.status().as_u16(),
            detail: self.detail.clone(),
            code: self.code().to_owned(),
            request_id: request_id.to_owned(),
            parameter: first.map(|first| first.parameter.clone()),
            legal: first.map(|first| first.legal.clone()).unwrap_or_default(),
            errors: self.parameters.iter().map(ParameterAnswer::of).collect(),
        }
    }
}

impl IntoResponse for Problem {
    /// An empty answer that carries the problem; [`crate::dress`] writes the body.
    fn into_response(self) -> Response {
        let mut response = self.kind.status().into_response();
        let wait = match self.kind {
            Kind::TooSlow | Kind::Busy => Some("5"),
            Kind::IndexDamaged => Some("60"),
            _ => None,
        };
        if let Some(wait) = wait {
            let wait = axum::http::HeaderValue::from_static(wait);
            response
                .headers_mut()
                .insert(axum::http::header::RETRY_AFTER, wait);
        }
        response.extensions_mut().insert(self);
        response
    }
}

/// An RFC 9457 problem: compare `code`, never the sentences.
#[derive(Debug, Serialize, ToSchema)]
pub struct ProblemAnswer {
    /// Where the code is explained.
    pub r#type: String,
    /// Short Swedish heading of this kind of problem.
    pub title: String,
    /// The HTTP status again.
    pub status: u16,
    /// One Swedish sentence about this very request.
    pub detail: String,
    /// Stable code.
    pub code: String,
    /// The id that the server's log has this request under; also in the header `X-Request-Id`.
    pub request_id: String,
    /// The first parameter to blame; null where none is.
    pub parameter: Option<String>,
    /// The values that parameter takes, or those near the one given; for an unknown parameter the names that exist.
    pub legal: Vec<String>,
    /// Every parameter to blame.
    pub errors: Vec<ParameterAnswer>,
}

/// What is wrong with one parameter.
#[derive(Debug, Serialize, ToSchema)]
pub struct ParameterAnswer {
    /// Its name.
    pub parameter: String,
    /// The value given.
    pub value: String,
    /// Stable code.
    pub code: String,
    /// One Swedish sentence.
    pub message: String,
    /// The values it takes, or those near the one given.
    pub legal: Vec<String>,
}

impl ParameterAnswer {
    fn of(problem: &ParameterProblem) -> ParameterAnswer {
        ParameterAnswer {
            parameter: problem.parameter.clone(),
            value: problem.value.clone(),
            code: problem.code.to_owned(),
            message: problem.message.clone(),
            legal: problem.legal.clone(),
        }
    }
}

fn chain(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut source = error.source();
    while let Some(cause) = source {
        text.push_str(": ");
        text.push_str(&cause.to_string());
        source = cause.source();
    }
    text
}
