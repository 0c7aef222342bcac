//! Facts that hits must have.

use chrono::NaiveDate;
use paragraf_language::abbreviation::meanings;
use paragraf_model::{RegisterEntry, slug};
use paragraf_query::{Filter, Filters};
use tantivy::Term;
use tantivy::schema::Field;

use super::{Plan, Planner, any_of, constant, every, flag, nothing};
use crate::document::days;
use crate::schema::column;

/// The lists of a request whose facet is counted without them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum List {
    Municipality,
    Body,
    Year,
    Outcome,
    Officer,
}

impl List {
    pub const ALL: [List; 5] = [
        List::Municipality,
        List::Body,
        List::Year,
        List::Outcome,
        List::Officer,
    ];

    pub fn column(self) -> &'static str {
        match self {
            List::Municipality => column::MUNICIPALITY,
            List::Body => column::BODY,
            List::Year => column::YEAR,
            List::Outcome => column::OUTCOME,
            List::Officer => column::OFFICER,
        }
    }

    pub fn is_used(self, filters: &Filters) -> bool {
        match self {
            List::Municipality => !filters.municipalities.is_empty(),
            List::Body => !filters.bodies.is_empty(),
            List::Year => !filters.years.is_empty(),
            List::Outcome => !filters.outcomes.is_empty(),
            List::Officer => !filters.officers.is_empty(),
        }
    }

    /// The filters but this list.
    pub fn left_out(self, filters: &Filters) -> Filters {
        let mut others = filters.clone();
        match self {
            List::Municipality => others.municipalities.clear(),
            List::Body => others.bodies.clear(),
            List::Year => others.years.clear(),
            List::Outcome => others.outcomes.clear(),
            List::Officer => others.officers.clear(),
        }
        others
    }
}

impl Planner<'_> {
    /// What was chosen beside the query; only cases say anything about rank.
    pub fn filters(&mut self, filters: &Filters) -> tantivy::Result<Vec<Plan>> {
        let used = |list: List| list.is_used(filters);
        let fields = self.fields;
        let mut plans = Vec::new();
        if used(List::Municipality) {
            plans.push(any_term(
                fields.municipality,
                filters.municipalities.iter().map(String::as_str),
            ));
        }
        if used(List::Body) {
            plans.push(any_term(
                fields.body,
                filters.bodies.iter().map(String::as_str),
            ));
        }
        if used(List::Outcome) {
            plans.push(any_term(
                fields.outcome,
                filters.outcomes.iter().map(|outcome| outcome.name()),
            ));
        }
        if used(List::Year) {
            plans.push(any_of(
                filters.years.iter().map(|year| self.year(*year)).collect(),
            ));
        }
        if used(List::Officer) {
            let officers: tantivy::Result<Vec<Plan>> = filters
                .officers
                .iter()
                .map(|name| self.officer(name))
                .collect();
            plans.push(any_of(officers?));
        }
        if !filters.languages.is_empty() {
            plans.push(any_term(
                fields.language,
                filters.languages.iter().map(String::as_str),
            ));
        }
        plans.extend(filters.from.map(from));
        plans.extend(filters.to.map(to));
        let mut plans: Vec<Plan> = plans.into_iter().map(|plan| constant(plan, 0.0)).collect();
        if !filters.cases.is_empty() {
            // Of one case, exact numbers come before those printed without a registry.
            plans.push(any_of(
                filters
                    .cases
                    .iter()
                    .map(|number| self.case(number))
                    .collect(),
            ));
        }
        Ok(plans)
    }

    /// A field of the query.
    pub(super) fn filter(&mut self, filter: &Filter) -> tantivy::Result<Plan> {
        let plan = match filter {
            // The order among spellings of one case matters here too.
            Filter::Case(number) => return Ok(self.case(number)),
            Filter::Municipality(name) => self.municipality(name)?,
            Filter::Body(name) => self.body(name)?,
            Filter::Officer(name) => self.officer(name)?,
            Filter::Outcome(outcome) => flag(self.fields.outcome, outcome.name()),
            Filter::Year(year) => self.year(*year),
            Filter::From(date) => from(*date),
            Filter::To(date) => to(*date),
            Filter::Language(code) => flag(self.fields.language, code),
        };
        Ok(constant(plan, 0.0))
    }

    /// By code, name or short name. What the register knows is meant so, because Habo and Håbo share a slug.
    fn municipality(&mut self, typed: &str) -> tantivy::Result<Plan> {
        let fields = self.fields;
        if let Some(entry) = RegisterEntry::find(typed) {
            return Ok(flag(fields.municipality, entry.short_name));
        }
        let slug = slug(typed);
        let places = [fields.municipality, fields.municipality_name];
        let known = places
            .iter()
            .map(|field| self.holds(*field, &slug))
            .collect::<tantivy::Result<Vec<bool>>>()?;
        if !known.contains(&true) {
            self.notes.push(format!(
                "Arkivet har ingen kommun eller region som heter ”{typed}”."
            ));
        }
        Ok(any_of(
            places.iter().map(|field| flag(*field, &slug)).collect(),
        ))
    }

    /// By name or part of the id; where no body is called so, those whose names hold all that was
    /// typed: `fullmäktige` is any municipality's.
    fn body(&mut self, typed: &str) -> tantivy::Result<Plan> {
        let field = self.fields.body;
        let slug = slug(typed);
        if self.holds(field, &slug)? {
            return Ok(flag(field, &slug));
        }
        for meaning in meanings(&typed.to_lowercase()) {
            let meant = paragraf_model::slug(meaning.words);
            if self.holds(field, &meant)? {
                return Ok(flag(field, &meant));
            }
        }
        let wanted: Vec<&str> = slug.split('-').filter(|word| !word.is_empty()).collect();
        let bodies = self.terms(field)?;
        let fitting = bodies
            .iter()
            .map(String::as_str)
            .filter(|body| !wanted.is_empty() && wanted.iter().all(|wanted| body.contains(wanted)));
        let fitting: Vec<&str> = fitting.collect();
        if fitting.is_empty() {
            self.notes
                .push(format!("Arkivet har inget organ som heter ”{typed}”."));
            return Ok(nothing());
        }
        Ok(any_term(field, fitting.into_iter()))
    }

    fn year(&self, year: u16) -> Plan {
        let term = Term::from_field_u64(self.fields.year, u64::from(year));
        Plan::AnyTerm(vec![term])
    }

    fn holds(&self, field: Field, text: &str) -> tantivy::Result<bool> {
        let term = Term::from_field_text(field, text);
        self.searcher.doc_freq(&term).map(|count| count > 0)
    }

    /// Every term of a field that has few.
    fn terms(&self, field: Field) -> tantivy::Result<Vec<String>> {
        let mut terms = std::collections::BTreeSet::new();
        for reader in self.searcher.segment_readers() {
            let inverted = reader.inverted_index(field)?;
            let mut stream = inverted.terms().stream()?;
            while stream.advance() {
                terms.insert(String::from_utf8_lossy(stream.key()).into_owned());
            }
        }
        Ok(terms.into_iter().collect())
    }
}

fn from(date: NaiveDate) -> Plan {
    Plan::Days(days(date), i64::MAX)
}

fn to(date: NaiveDate) -> Plan {
    Plan::Days(i64::MIN, days(date))
}

fn any_term<'a>(field: Field, texts: impl Iterator<Item = &'a str>) -> Plan {
    let terms = texts.map(|text| Term::from_field_text(field, text));
    Plan::AnyTerm(terms.collect())
}

/// All filters and the query itself.
pub(crate) fn filtered(query: Plan, filters: Vec<Plan>) -> Plan {
    every(filters.into_iter().chain([query]).collect())
}
