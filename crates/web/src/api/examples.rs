//! Examples in the description of the interface: requests and what they were answered, about invented minutes.
//!
//! A test asks each of them again (`tests/examples.rs`); `UPDATE_EXPECT=1` before that test writes the answers anew.

use serde_json::{Map, Value, json};

use crate::address;
use crate::parameters::Parameters;

/// One request and its answer.
#[derive(Clone, Copy, Debug)]
pub struct Example {
    /// Which operation; `*` for an answer that every operation may give.
    pub operation: &'static str,
    /// What tells it from the operation's other examples.
    pub name: &'static str,
    pub summary: &'static str,
    pub address: &'static str,
    /// What is sent, where anything is.
    pub body: Option<&'static str>,
    /// What has to be so for this answer to come.
    #[cfg(test)]
    pub scene: Scene,
    pub status: u16,
    pub media_type: &'static str,
    pub answer: &'static str,
    /// Where the answer is kept, beside this module.
    #[cfg(test)]
    pub file: &'static str,
}

/// In which state of affairs a request is made.
#[cfg(test)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scene {
    /// Nothing is the matter.
    Usual,
    /// The page before has been read, and `cursor` is its `next`.
    NextPage,
    /// One paragraph has been withdrawn.
    ParagraphWithdrawn,
    /// Every file of a meeting has been withdrawn.
    MeetingWithdrawn,
    /// So many others ask that there is no place.
    Busy,
    /// The same client has used up its quota.
    AskedTooOften,
    /// The client takes answers packed in a way that is not known here, and no others.
    InNoEncoding,
    /// The operator does not let officers be looked up.
    OfficersHidden,
    /// What is sent is said to be plain text.
    SentAsText,
    /// What is sent goes on for 300 kB.
    SentTooMuch,
}

const JSON: &str = "application/json";
const PROBLEM: &str = "application/problem+json";

macro_rules! example {
    ($operation:literal, $name:literal, $file:literal, $status:literal, $media_type:expr, $summary:literal,
     $address:literal $(, scene: $scene:ident)? $(, body: $body:literal)?) => {
        Example {
            operation: $operation,
            name: $name,
            summary: $summary,
            address: $address,
            body: [$(Some($body),)? None][0],
            #[cfg(test)]
            scene: [$(Scene::$scene,)? Scene::Usual][0],
            status: $status,
            media_type: $media_type,
            answer: include_str!(concat!("examples/", $file)),
            #[cfg(test)]
            file: $file,
        }
    };
}

/// Every example; of each operation what goes well first.
pub const EXAMPLES: &[Example] = &[
    example!(
        "search",
        "words",
        "search.words.json",
        200,
        JSON,
        "Words, with one of the filters; the next page begins at `next`.",
        "/api/v1/search?q=detaljplan&municipality=ekvalla&size=1"
    ),
    example!("search", "next_page", "search.next_page.json", 200, JSON,
        "The page after that.",
        "/api/v1/search?q=detaljplan&municipality=ekvalla&size=1&cursor=c.s2a2-000001.6.1ba4476b6cef4a01.n.41590000.19807.589f62c88000a00c",
        scene: NextPage),
    example!(
        "search",
        "all_filters",
        "search.all_filters.json",
        200,
        JSON,
        "Every filter at once, and nothing beside the hits.",
        "/api/v1/search?q=motionen&municipality=ekvalla&body=kommunstyrelsen&case=KS%202023%2F77&officer=Ella%20Mark&outcome=rejected&section=decision&from=2024-01-01&to=2024-12-31&year=2024&language=sv&sort=newest&size=20&facets=false&relax=false"
    ),
    example!(
        "search",
        "unknown_value",
        "search.unknown_value.json",
        400,
        PROBLEM,
        "No municipality is called so; near ones are.",
        "/api/v1/search?q=detaljplan&municipality=ekvala"
    ),
    example!(
        "search",
        "unknown_parameter",
        "search.unknown_parameter.json",
        400,
        PROBLEM,
        "A misspelt parameter is refused, never ignored.",
        "/api/v1/search?q=detaljplan&muncipality=ekvalla"
    ),
    example!(
        "suggest",
        "beginning",
        "suggest.beginning.json",
        200,
        JSON,
        "The beginning of a word.",
        "/api/v1/suggest?q=deta&size=3"
    ),
    example!(
        "suggest",
        "nothing_typed",
        "suggest.nothing_typed.json",
        400,
        PROBLEM,
        "`q` has to be given.",
        "/api/v1/suggest"
    ),
    example!(
        "stats",
        "by_year",
        "stats.by_year.json",
        200,
        JSON,
        "Hits of a search in each year.",
        "/api/v1/stats?q=detaljplan&by=year"
    ),
    example!(
        "stats",
        "unknown_facet",
        "stats.unknown_facet.json",
        400,
        PROBLEM,
        "It is not counted by party.",
        "/api/v1/stats?q=detaljplan&by=party"
    ),
    example!(
        "paragraph",
        "decision",
        "paragraph.decision.json",
        200,
        JSON,
        "A paragraph with its vote and decision.",
        "/api/v1/paragraphs/ekvalla/kommunstyrelsen/2024-03-05/13"
    ),
    example!(
        "paragraph",
        "version",
        "paragraph.version.json",
        200,
        JSON,
        "The same § as another file has it.",
        "/api/v1/paragraphs/ekvalla/kommunstyrelsen/2024-03-05/12?document=9e3684e69c7855dbfc89b0deb46735a4ca4b610bce01299677273b08a1454a84"
    ),
    example!(
        "paragraph",
        "no_digest",
        "paragraph.no_digest.json",
        400,
        PROBLEM,
        "That is no SHA-256.",
        "/api/v1/paragraphs/ekvalla/kommunstyrelsen/2024-03-05/12?document=12"
    ),
    example!(
        "paragraph",
        "never_was",
        "paragraph.never_was.json",
        404,
        PROBLEM,
        "There never was one.",
        "/api/v1/paragraphs/ekvalla/kommunstyrelsen/2024-03-05/99"
    ),
    example!("paragraph", "withdrawn", "paragraph.withdrawn.json", 410, PROBLEM,
        "It was taken out; the reason is told.",
        "/api/v1/paragraphs/ekvalla/kommunstyrelsen/2024-03-05/12", scene: ParagraphWithdrawn),
    example!(
        "citation",
        "line",
        "citation.line.txt",
        200,
        "text/plain",
        "One line, as Swedes cite minutes.",
        "/api/v1/citations/ekvalla/kommunstyrelsen/2024-03-05/12"
    ),
    example!(
        "citation",
        "bibtex",
        "citation.bib",
        200,
        "application/x-bibtex",
        "For BibTeX, of the § as one of its files has it.",
        "/api/v1/citations/ekvalla/kommunstyrelsen/2024-03-05/12?format=bibtex&document=9e3684e69c7855dbfc89b0deb46735a4ca4b610bce01299677273b08a1454a84"
    ),
    example!(
        "citation",
        "ris",
        "citation.ris",
        200,
        "application/x-research-info-systems",
        "For EndNote, Zotero and others.",
        "/api/v1/citations/ekvalla/kommunstyrelsen/2024-03-05/12?format=ris"
    ),
    example!(
        "citation",
        "csl",
        "citation.csl.json",
        200,
        "application/vnd.citationstyles.csl+json",
        "For citeproc.",
        "/api/v1/citations/ekvalla/kommunstyrelsen/2024-03-05/12?format=csl"
    ),
    example!(
        "citation",
        "unknown_value",
        "citation.unknown_value.json",
        400,
        PROBLEM,
        "There is no such form.",
        "/api/v1/citations/ekvalla/kommunstyrelsen/2024-03-05/12?format=word"
    ),
    example!(
        "citation",
        "never_was",
        "citation.never_was.json",
        404,
        PROBLEM,
        "There never was one.",
        "/api/v1/citations/ekvalla/kommunstyrelsen/2024-03-05/99"
    ),
    example!("citation", "withdrawn", "citation.withdrawn.json", 410, PROBLEM,
        "It was taken out; the reason is told.",
        "/api/v1/citations/ekvalla/kommunstyrelsen/2024-03-05/12", scene: ParagraphWithdrawn),
    example!(
        "meeting",
        "minutes",
        "meeting.minutes.json",
        200,
        JSON,
        "A meeting, who was there and what was dealt with.",
        "/api/v1/meetings/ekvalla/kommunstyrelsen/2024-03-05"
    ),
    example!(
        "meeting",
        "never_was",
        "meeting.never_was.json",
        404,
        PROBLEM,
        "Nothing of it is held.",
        "/api/v1/meetings/ekvalla/kommunstyrelsen/2024-03-06"
    ),
    example!("meeting", "withdrawn", "meeting.withdrawn.json", 410, PROBLEM,
        "All that was held of it was taken out.",
        "/api/v1/meetings/ekvalla/kommunfullmaktige/2024-03-25", scene: MeetingWithdrawn),
    example!(
        "document",
        "minutes",
        "document.minutes.json",
        200,
        JSON,
        "A file with minutes.",
        "/api/v1/documents/60034e7149a13923114293b28435d008e42c343324e742cddac53802575cc780"
    ),
    example!(
        "document",
        "never_was",
        "document.never_was.json",
        404,
        PROBLEM,
        "No such file is held.",
        "/api/v1/documents/0000000000000000000000000000000000000000000000000000000000000000"
    ),
    example!("document", "withdrawn", "document.withdrawn.json", 410, PROBLEM,
        "It was taken out.",
        "/api/v1/documents/60034e7149a13923114293b28435d008e42c343324e742cddac53802575cc780", scene: MeetingWithdrawn),
    example!(
        "original",
        "withheld",
        "original.withheld.json",
        403,
        PROBLEM,
        "A personal number stands in the file.",
        "/api/v1/documents/c0724f45c828aa6a76ab296c892205cc1428be9dde98277e1a34aca87bf5f1b3/original"
    ),
    example!(
        "original",
        "never_was",
        "original.never_was.json",
        404,
        PROBLEM,
        "No such file is held.",
        "/api/v1/documents/0000000000000000000000000000000000000000000000000000000000000000/original"
    ),
    example!("original", "withdrawn", "original.withdrawn.json", 410, PROBLEM,
        "It was taken out.",
        "/api/v1/documents/60034e7149a13923114293b28435d008e42c343324e742cddac53802575cc780/original", scene: MeetingWithdrawn),
    example!(
        "case",
        "through_all_bodies",
        "case.through_all_bodies.json",
        200,
        JSON,
        "A matter on its way from board to council.",
        "/api/v1/cases/ekvalla/ks-2023-118"
    ),
    example!(
        "case",
        "never_was",
        "case.never_was.json",
        404,
        PROBLEM,
        "No paragraph names it.",
        "/api/v1/cases/ekvalla/ks-1999-1"
    ),
    example!("lookup", "three_numbers", "lookup.three_numbers.json", 200, JSON,
        "One number that is found, one that may mean two cases, one that nobody has.",
        "/api/v1/cases/lookup",
        body: r#"{"numbers": ["Ks 77/2023", "2023-118", "BN 2024/1"], "municipality": null}"#),
    example!("lookup", "no_list", "lookup.no_list.json", 400, PROBLEM,
        "The numbers have to be a list.",
        "/api/v1/cases/lookup", body: r#"{"numbers": "KS 2023/118"}"#),
    example!("lookup", "too_large", "lookup.too_large.json", 413, PROBLEM,
        "More than 256 kB.",
        "/api/v1/cases/lookup", scene: SentTooMuch, body: r#"{"numbers": []}"#),
    example!("lookup", "no_json", "lookup.no_json.json", 415, PROBLEM,
        "It was not said to be JSON.",
        "/api/v1/cases/lookup", scene: SentAsText, body: r#"{"numbers": []}"#),
    example!(
        "officers",
        "beginning",
        "officers.beginning.json",
        200,
        JSON,
        "Names with a word that begins so.",
        "/api/v1/officers?q=ella"
    ),
    example!(
        "officers",
        "nothing_typed",
        "officers.nothing_typed.json",
        400,
        PROBLEM,
        "`q` has to be given.",
        "/api/v1/officers"
    ),
    example!("officers", "switched_off", "officers.switched_off.json", 404, PROBLEM,
        "This archive does not let officers be looked up.",
        "/api/v1/officers?q=ella", scene: OfficersHidden),
    example!(
        "status",
        "one_body",
        "status.one_body.json",
        200,
        JSON,
        "What is held of one body and one year.",
        "/api/v1/status?municipality=ekvalla&body=kommunstyrelsen&year=2024"
    ),
    example!(
        "status",
        "unknown_value",
        "status.unknown_value.json",
        400,
        PROBLEM,
        "No municipality is called so; near ones are.",
        "/api/v1/status?municipality=ekvala"
    ),
    example!(
        "findings",
        "one_kind",
        "findings.one_kind.json",
        200,
        JSON,
        "What was noticed of one kind.",
        "/api/v1/findings?kind=personal_number_masked&severity=warning&municipality=strandkoping&body=socialnamnden&from=2023-01-01&to=2023-12-31&size=10"
    ),
    example!(
        "findings",
        "unknown_value",
        "findings.unknown_value.json",
        400,
        PROBLEM,
        "There is no such severity.",
        "/api/v1/findings?severity=bad"
    ),
    example!(
        "changes",
        "from_the_beginning",
        "changes.from_the_beginning.json",
        200,
        JSON,
        "The first changes; go on after `next`.",
        "/api/v1/changes?after=0&size=3"
    ),
    example!(
        "changes",
        "no_number",
        "changes.no_number.json",
        400,
        PROBLEM,
        "`after` is a number.",
        "/api/v1/changes?after=yesterday"
    ),
    example!(
        "export",
        "csv",
        "export.csv",
        200,
        "text/csv",
        "Rows with a head, as RFC 4180 has them.",
        "/api/v1/export?q=skolskjuts&sort=newest&format=csv"
    ),
    example!(
        "export",
        "jsonl",
        "export.jsonl",
        200,
        "application/jsonl",
        "An object a line.",
        "/api/v1/export?q=skolskjuts&format=jsonl"
    ),
    example!(
        "export",
        "unknown_value",
        "export.unknown_value.json",
        400,
        PROBLEM,
        "There is no such format.",
        "/api/v1/export?q=skolskjuts&format=doc"
    ),
    example!(
        "export_manifest",
        "excel",
        "export_manifest.excel.json",
        200,
        JSON,
        "What a file for Swedish Excel is.",
        "/api/v1/export/manifest?q=skolskjuts&format=csv&dialect=excel"
    ),
    example!(
        "export_manifest",
        "unknown_parameter",
        "export_manifest.unknown_parameter.json",
        400,
        PROBLEM,
        "An export is never cut into pages.",
        "/api/v1/export/manifest?q=skolskjuts&size=10"
    ),
    example!(
        "feed_atom",
        "search",
        "feed_atom.search.atom",
        200,
        "application/atom+xml",
        "What is new of a search.",
        "/api/v1/feed.atom?q=skolskjuts&municipality=ekvalla"
    ),
    example!(
        "feed_atom",
        "unknown_parameter",
        "feed_atom.unknown_parameter.json",
        400,
        PROBLEM,
        "A feed has an order of its own.",
        "/api/v1/feed.atom?q=skolskjuts&sort=oldest"
    ),
    example!(
        "feed_json",
        "search",
        "feed_json.search.json",
        200,
        "application/feed+json",
        "What is new of a search.",
        "/api/v1/feed.json?q=skolskjuts&municipality=ekvalla"
    ),
    example!(
        "feed_json",
        "unknown_parameter",
        "feed_json.unknown_parameter.json",
        400,
        PROBLEM,
        "A feed has an order of its own.",
        "/api/v1/feed.json?q=skolskjuts&sort=oldest"
    ),
    example!(
        "archive",
        "all",
        "archive.all.json",
        200,
        JSON,
        "Every file, by municipality and year.",
        "/api/v1/archive"
    ),
    example!(
        "archive_changes",
        "from_the_beginning",
        "archive_changes.from_the_beginning.json",
        200,
        JSON,
        "The first change of a document; go on after `next`.",
        "/api/v1/archive/changes?size=1"
    ),
    example!("archive_changes", "go_on", "archive_changes.go_on.json", 200, JSON,
        "The changes after those.",
        "/api/v1/archive/changes?size=1&after=7cc9fbc9-1", scene: NextPage),
    example!(
        "archive_changes",
        "no_number",
        "archive_changes.no_number.json",
        400,
        PROBLEM,
        "`size` is a number.",
        "/api/v1/archive/changes?size=all"
    ),
    example!(
        "archive_file",
        "year",
        "archive_file.year.jsonl",
        200,
        "application/jsonl",
        "The documents of a year.",
        "/api/v1/archive/strandkoping/2023.jsonl"
    ),
    example!(
        "archive_file",
        "never_was",
        "archive_file.never_was.json",
        404,
        PROBLEM,
        "Nothing is held of that year.",
        "/api/v1/archive/strandkoping/1999.jsonl"
    ),
    example!(
        "archive_without_meeting",
        "all",
        "archive_without_meeting.jsonl",
        200,
        "application/jsonl",
        "Documents that tell of no meeting.",
        "/api/v1/archive/without-meeting.jsonl"
    ),
    example!("archive_withdrawals", "one", "archive_withdrawals.jsonl", 200, "application/jsonl",
        "A document was taken out.",
        "/api/v1/archive/withdrawals.jsonl", scene: MeetingWithdrawn),
    example!(
        "archive_lexicon",
        "built_in",
        "archive_lexicon.built_in.json",
        404,
        PROBLEM,
        "The index has the lexicon that the program brings.",
        "/api/v1/archive/lexicon.bin"
    ),
    example!(
        "record",
        "minutes",
        "record.minutes.json",
        200,
        JSON,
        "A file with minutes, as a copy of the archive holds it.",
        "/api/v1/documents/60034e7149a13923114293b28435d008e42c343324e742cddac53802575cc780/record"
    ),
    example!(
        "record",
        "never_was",
        "record.never_was.json",
        404,
        PROBLEM,
        "No such file is held.",
        "/api/v1/documents/0000000000000000000000000000000000000000000000000000000000000000/record"
    ),
    example!("record", "withdrawn", "record.withdrawn.json", 410, PROBLEM,
        "It was taken out.",
        "/api/v1/documents/60034e7149a13923114293b28435d008e42c343324e742cddac53802575cc780/record", scene: MeetingWithdrawn),
    example!("*", "not_acceptable", "any.not_acceptable.json", 406, PROBLEM,
        "Neither as it is nor packed in a way that is known here.",
        "/api/v1/status", scene: InNoEncoding),
    example!("*", "rate_limited", "any.rate_limited.json", 429, PROBLEM,
        "More requests than fit into a minute.",
        "/api/v1/status", scene: AskedTooOften),
    example!("*", "busy", "any.busy.json", 503, PROBLEM,
        "Too many others ask.",
        "/api/v1/search?q=detaljplan", scene: Busy),
];

/// Answers that every operation may give, by status: those have one place in the description.
pub const SHARED: [(&str, &str, &str); 4] = [
    (
        "406",
        "NotAcceptable",
        "`Accept-Encoding` takes neither the answer as it is nor packed with gzip or br.",
    ),
    (
        "429",
        "RateLimited",
        "This client has asked for more than fits into a minute; `Retry-After` tells when there is room again.",
    ),
    (
        "503",
        "Unavailable",
        "Too many ask at once (`busy`), it took too long (`too_slow`) or the index is being mended (`index_damaged`): come \
         back after `Retry-After`, or narrow the search.",
    ),
    (
        "default",
        "AnyProblem",
        "Any other problem: a method that does not fit (405), an address that is too long \
         (414), a fault of ours (500).",
    ),
];

/// Puts every example where it belongs.
pub fn put_in(description: &mut Value) {
    for example in EXAMPLES {
        if example.operation == "*" {
            put_shared(description, example);
            continue;
        }
        let Some((path, operation)) = operation_of(description, example.operation) else {
            continue;
        };
        let answers = &mut operation["responses"][example.status.to_string()]["content"];
        put_answer(answers, example);
        if example.status == 200 {
            put_parameters(operation, &path, example);
            put_body(operation, example);
        }
    }
    lend_parameters(description);
}

fn put_shared(description: &mut Value, example: &Example) {
    let status = example.status.to_string();
    let shared = SHARED.iter().find(|(of, ..)| *of == status);
    if let Some((_, name, _)) = shared {
        let answers = &mut description["components"]["responses"][*name]["content"];
        put_answer(answers, example);
    }
}

fn put_answer(answers: &mut Value, example: &Example) {
    let is_json = example.media_type.ends_with("json");
    let value = match serde_json::from_str(example.answer) {
        Ok(value) if is_json => value,
        _ => Value::from(example.answer),
    };
    answers[example.media_type]["examples"][example.name] =
        json!({ "summary": example.summary, "value": value });
}

/// The path and description of an operation.
fn operation_of<'a>(description: &'a mut Value, id: &str) -> Option<(String, &'a mut Value)> {
    let paths = description.get_mut("paths")?.as_object_mut()?;
    for (path, methods) in paths {
        for operation in methods.as_object_mut()?.values_mut() {
            if operation["operationId"] == id {
                return Some((path.clone(), operation));
            }
        }
    }
    None
}

/// What is sent in an example that goes well: what does not is of another schema.
fn put_body(operation: &mut Value, example: &Example) {
    let sent: Option<Value> = example
        .body
        .and_then(|sent| serde_json::from_str(sent).ok());
    if let Some(sent) = sent {
        operation["requestBody"]["content"][JSON]["examples"][example.name] =
            json!({ "summary": example.summary, "value": sent });
    }
}

/// What each parameter says in an example.
fn put_parameters(operation: &mut Value, path: &str, example: &Example) {
    let Ok(uri) = example.address.parse() else {
        return;
    };
    let asked = Parameters::of(&uri);
    let parameters = operation
        .get_mut("parameters")
        .and_then(Value::as_array_mut);
    for parameter in parameters.into_iter().flatten() {
        let name = parameter["name"].as_str().unwrap_or_default().to_owned();
        let said: Vec<String> = match parameter["in"] == "path" {
            true => in_path(path, uri.path(), &name).into_iter().collect(),
            false => asked.all(&name).map(str::to_owned).collect(),
        };
        if said.is_empty() {
            continue;
        }
        let value = of_type(&parameter["schema"], &said);
        if let Some(parameter) = parameter.as_object_mut() {
            // The two exclude each other.
            parameter.remove("example");
            let examples = parameter
                .entry("examples")
                .or_insert_with(|| Map::new().into());
            examples[example.name] = json!({ "value": value });
        }
    }
}

/// What stands in a path where the template has this name.
fn in_path(template: &str, path: &str, name: &str) -> Option<String> {
    let mut template = template.split('/').peekable();
    let mut rest = path;
    while let Some(segment) = template.next() {
        let is_last = template.peek().is_none();
        let (here, after) = match rest.split_once('/') {
            Some((here, after)) if !is_last => (here, after),
            _ => (rest, ""),
        };
        if segment
            .strip_prefix('{')
            .and_then(|segment| segment.strip_suffix('}'))
            == Some(name)
        {
            return address::decode(here);
        }
        rest = after;
    }
    None
}

/// Words of an address as a parameter's schema has them.
fn of_type(schema: &Value, said: &[String]) -> Value {
    let is = |wanted: &str| match &schema["type"] {
        Value::Array(types) => types.iter().any(|one| one == wanted),
        one => one == wanted,
    };
    if is("array") {
        let items = said.iter().map(std::slice::from_ref);
        return items.map(|one| of_type(&schema["items"], one)).collect();
    }
    let word = said.first().map(String::as_str).unwrap_or_default();
    match word.parse::<Value>() {
        Ok(value) if is("integer") || is("boolean") => value,
        _ => Value::from(word),
    }
}

/// A parameter that no example of its own operation shows has those of one by the same name: most are the search's.
fn lend_parameters(description: &mut Value) {
    let shown: Vec<Value> = parameters(description)
        .filter(|parameter| parameter.get("examples").is_some())
        .map(|parameter| parameter.clone())
        .collect();
    for parameter in parameters(description) {
        if parameter.get("examples").is_some() || parameter.get("example").is_some() {
            continue;
        }
        // By one name there may be two things.
        let is_same = |other: &&Value| {
            other["name"] == parameter["name"] && other["schema"] == parameter["schema"]
        };
        if let Some(lent) = shown.iter().find(is_same) {
            parameter["examples"] = lent["examples"].clone();
        }
    }
}

fn parameters(description: &mut Value) -> impl Iterator<Item = &mut Value> {
    let paths = description.get_mut("paths").and_then(Value::as_object_mut);
    let operations = paths.into_iter().flat_map(|paths| paths.values_mut());
    let operations = operations.filter_map(Value::as_object_mut);
    let operations = operations.flat_map(|methods| methods.values_mut());
    let parameters =
        operations.filter_map(|operation| operation.get_mut("parameters")?.as_array_mut());
    parameters.flatten()
}
