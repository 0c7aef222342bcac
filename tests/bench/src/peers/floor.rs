//! Bare tantivy, the floor: four fields with Swedish stems and nothing else, everything stored.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use frostem::Algorithm;
use tantivy::collector::{Count, TopDocs};
use tantivy::columnar::Column;
use tantivy::merge_policy::NoMergePolicy;
use tantivy::query::{BooleanQuery, BoostQuery, PhrasePrefixQuery, PhraseQuery, Query, TermQuery};
use tantivy::schema::{FAST, Field, IndexRecordOption, Schema, TextFieldIndexing, TextOptions};
use tantivy::tokenizer::{
    LowerCaser, SimpleTokenizer, TextAnalyzer, Token, TokenFilter, TokenStream, Tokenizer,
};
use tantivy::{DocAddress, Index, Searcher, TantivyDocument, Term};

use super::adapter::{Engine, Loaded};
use super::question::{Mode, Question};
use super::rows::{self, Row};
use super::{SIZE, Steps};

const THREADS: usize = 2;
const MEMORY: usize = 512 * 1024 * 1024;
const STEMS: &str = "swedish";
/// The fields and what a word counts in each.
const FIELDS: [(&str, f32); 4] = [
    ("title", 3.0),
    ("decision", 2.0),
    ("description", 1.0),
    ("rest", 1.0),
];

/// The index in its folder.
pub struct Floor {
    folder: PathBuf,
    opened: Option<Opened>,
}

struct Opened {
    searcher: Searcher,
    fields: Vec<(Field, f32)>,
    analyzer: TextAnalyzer,
    /// Of each segment.
    keys: Vec<Column<u64>>,
}

impl Floor {
    pub fn new(folder: &Path) -> Floor {
        Floor {
            folder: folder.to_owned(),
            opened: None,
        }
    }
}

impl Engine for Floor {
    fn load(&mut self, from: &Path) -> Result<Loaded> {
        let rows = rows::read(from)?;
        let index = Index::create_in_dir(&self.folder, schema())?;
        index.tokenizers().register(STEMS, analyzer());
        let mut steps = Steps::default();
        let mut writer = index.writer_with_num_threads(THREADS, MEMORY)?;
        writer.set_merge_policy(Box::new(NoMergePolicy));
        steps.take("add", || {
            for row in rows {
                writer.add_document(document(&index.schema(), row)?)?;
            }
            writer.commit()?;
            Ok(())
        })?;
        steps.take("merge", || {
            let segments = index.searchable_segment_ids()?;
            writer.merge(&segments).wait()?;
            Ok(writer.wait_merging_threads()?)
        })?;
        Ok(steps.loaded())
    }

    fn open(&mut self) -> Result<()> {
        let index = Index::open_in_dir(&self.folder)?;
        index.tokenizers().register(STEMS, analyzer());
        let searcher = index.reader()?.searcher();
        let fields = FIELDS.map(|(name, boost)| Ok((index.schema().get_field(name)?, boost)));
        let keys = searcher.segment_readers().iter();
        let keys = keys.map(|segment| segment.fast_fields().u64("key"));
        self.opened = Some(Opened {
            keys: keys.collect::<tantivy::Result<_>>()?,
            fields: fields.into_iter().collect::<tantivy::Result<_>>()?,
            analyzer: analyzer(),
            searcher,
        });
        Ok(())
    }

    fn ask(&mut self, question: &Question) -> Result<(u64, Vec<u64>)> {
        let opened = self.opened.as_mut().context("it is not open")?;
        let query = opened.query(question);
        let best = TopDocs::with_limit(SIZE).order_by_score();
        let (best, total) = opened.searcher.search(&*query, &(best, Count))?;
        let keys = best.iter().map(|(_, address)| opened.key(*address));
        Ok((total as u64, keys.collect()))
    }
}

impl Opened {
    /// Every word in any field, as tantivy's own parser would have it; a phrase within one field.
    fn query(&mut self, question: &Question) -> Box<dyn Query> {
        let stems = self.stems(question);
        if stems.len() > 1 && question.mode == Mode::Phrase {
            return self.in_any_field(|field| {
                let terms = stems.iter().map(|stem| Term::from_field_text(field, stem));
                Box::new(PhraseQuery::new(terms.collect()))
            });
        }
        let words = stems.iter().map(|stem| {
            self.in_any_field(|field| {
                let term = Term::from_field_text(field, stem);
                match question.mode {
                    Mode::Prefix => {
                        let mut prefix = PhrasePrefixQuery::new(vec![term]);
                        // Unasked it looks for the first fifty words alone, and the total would be of those.
                        prefix.set_max_expansions(u32::MAX);
                        Box::new(prefix)
                    }
                    _ => Box::new(TermQuery::new(term, IndexRecordOption::WithFreqs)),
                }
            })
        });
        Box::new(BooleanQuery::intersection(words.collect()))
    }

    fn in_any_field(&self, query: impl Fn(Field) -> Box<dyn Query>) -> Box<dyn Query> {
        let fields = self.fields.iter();
        let queries = fields.map(|(field, boost)| -> Box<dyn Query> {
            Box::new(BoostQuery::new(query(*field), *boost))
        });
        Box::new(BooleanQuery::union(queries.collect()))
    }

    /// A prefix is no word, so it has no stem.
    fn stems(&mut self, question: &Question) -> Vec<String> {
        if question.mode == Mode::Prefix {
            return question
                .words
                .iter()
                .map(|word| word.to_lowercase())
                .collect();
        }
        let mut stems = Vec::new();
        for word in &question.words {
            let mut tokens = self.analyzer.token_stream(word);
            tokens.process(&mut |token: &Token| stems.push(token.text.clone()));
        }
        stems
    }

    fn key(&self, address: DocAddress) -> u64 {
        let column = self.keys.get(address.segment_ord as usize);
        column
            .and_then(|keys| keys.first(address.doc_id))
            .unwrap_or_default()
    }
}

fn schema() -> Schema {
    let mut builder = Schema::builder();
    let indexing = TextFieldIndexing::default()
        .set_tokenizer(STEMS)
        .set_index_option(IndexRecordOption::WithFreqsAndPositions);
    let text = TextOptions::default()
        .set_indexing_options(indexing)
        .set_stored();
    for (name, _) in FIELDS {
        builder.add_text_field(name, text.clone());
    }
    builder.add_u64_field("key", FAST);
    builder.build()
}

fn document(schema: &Schema, row: Row) -> tantivy::Result<TantivyDocument> {
    let mut document = TantivyDocument::new();
    for ((name, _), text) in FIELDS.iter().zip(row.texts()) {
        document.add_text(schema.get_field(name)?, text);
    }
    document.add_u64(schema.get_field("key")?, u64::from(row.key));
    Ok(document)
}

fn analyzer() -> TextAnalyzer {
    TextAnalyzer::builder(SimpleTokenizer::default())
        .filter(LowerCaser)
        .filter(Stems)
        .build()
}

/// The Swedish stemmer. Tantivy's own filter is the same and a feature of it that the product does without.
#[derive(Clone)]
struct Stems;

#[derive(Clone)]
struct Stemming<T>(T);

struct StemmedTokens<T> {
    tokens: T,
    stemmer: frostem::Stemmer,
}

impl TokenFilter for Stems {
    type Tokenizer<T: Tokenizer> = Stemming<T>;

    fn transform<T: Tokenizer>(self, tokenizer: T) -> Stemming<T> {
        Stemming(tokenizer)
    }
}

impl<T: Tokenizer> Tokenizer for Stemming<T> {
    type TokenStream<'a> = StemmedTokens<T::TokenStream<'a>>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> Self::TokenStream<'a> {
        StemmedTokens {
            tokens: self.0.token_stream(text),
            stemmer: frostem::Stemmer::new(Algorithm::Swedish),
        }
    }
}

impl<T: TokenStream> TokenStream for StemmedTokens<T> {
    fn advance(&mut self) -> bool {
        if !self.tokens.advance() {
            return false;
        }
        let token = self.tokens.token_mut();
        let stem = self.stemmer.stem(&token.text);
        let kept = stem.len();
        // Most stems are what a word begins with.
        match token.text.starts_with(stem.as_ref()) {
            true => token.text.truncate(kept),
            false => token.text = stem.into_owned(),
        }
        true
    }

    fn token(&self) -> &Token {
        self.tokens.token()
    }

    fn token_mut(&mut self) -> &mut Token {
        self.tokens.token_mut()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(key: u32, title: &str, rest: &str) -> Row {
        Row {
            key,
            title: title.to_owned(),
            rest: rest.to_owned(),
            ..Row::default()
        }
    }

    fn ask(floor: &mut Floor, mode: Mode, words: &str) -> (u64, Vec<u64>) {
        let words = words.split(' ').map(str::to_owned).collect();
        let kind = String::new();
        floor.ask(&Question { kind, mode, words }).unwrap()
    }

    #[test]
    fn words_are_found_in_any_form_and_in_any_field_with_titles_first() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("rows.tsv");
        let rows = [
            row(1, "Budget", "Skolorna får mer än de skolor som stängs."),
            row(2, "Skolor", "Nya skolor byggs enligt budgeten."),
            row(3, "Vägar", "En väg lagas."),
        ];
        let mut file = rows::Writer::create(&path).unwrap();
        rows.iter().try_for_each(|row| file.put(row)).unwrap();
        file.end().unwrap();
        let index = folder.path().join("index");
        std::fs::create_dir(&index).unwrap();
        let mut floor = Floor::new(&index);
        floor.load(&path).unwrap();
        floor.open().unwrap();
        assert_eq!(ask(&mut floor, Mode::All, "skola"), (2, vec![2, 1]));
        assert_eq!(ask(&mut floor, Mode::All, "vägen lagades").0, 1);
        assert_eq!(ask(&mut floor, Mode::All, "skola väg").0, 0);
        assert_eq!(ask(&mut floor, Mode::Phrase, "nya skolor").0, 1);
        assert_eq!(ask(&mut floor, Mode::Phrase, "skolor nya").0, 0);
        assert_eq!(ask(&mut floor, Mode::Prefix, "budg").0, 2);
    }
}
