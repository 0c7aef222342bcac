//! The application: what it reads, what it keeps in memory, and how blocking work is kept off the executor.

use std::path::PathBuf;
use std::sync::{Arc, Mutex, OnceLock, PoisonError, RwLock};

use chrono::{Local, NaiveDate};
use paragraf_archive::{ArchiveError, Counts, Holding, Reader};
use paragraf_index::{Index, Patience};
use paragraf_model::register;
use paragraf_query::{KnownBody, KnownMunicipality, KnownValues};

use crate::answers::{AnswerError, Sources};
use crate::assets;
use crate::metrics::Metrics;
use crate::problem::{Kind, Problem};
use crate::queue::{Place, Queue};
use crate::rate::Rates;
use crate::serve::Connections;
use crate::trouble::Trouble;

/// What the server needs to know.
#[derive(Clone, Debug, Default)]
pub struct Config {
    /// Folder of the archive.
    pub data: PathBuf,
    /// Folder of the index.
    pub index: PathBuf,
    /// Address under which the world knows the archive, without a slash at the end.
    pub base_url: Option<String>,
    /// Who is answerable for the archive; shown on the page "Om".
    pub operator: Option<String>,
    /// How to reach the operator; shown on the page "Om".
    pub contact: Option<String>,
    /// On which legal ground names are handled; shown on the page "Om".
    pub legal_basis: Option<String>,
    /// Address of the terms under which the compilation may be used; CC0 where none is stated.
    pub licence: Option<String>,
    /// Whether outside search engines may list paragraphs and meetings.
    pub indexable: bool,
    /// How many may be connected.
    pub connections: Connections,
    /// How many requests a client may make in a minute; 0 for as many as it likes.
    pub requests_per_minute: u32,
    /// Whether case officers are neither told nor looked up nor searched for; the texts stay as they are.
    pub hide_officers: bool,
}

/// Why the server does not start.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// The archive does not open.
    #[error(transparent)]
    Archive(#[from] paragraf_archive::OpenError),
    /// The index does not open.
    #[error(transparent)]
    Index(#[from] paragraf_index::OpenError),
    /// The archive opens and does not answer.
    #[error(transparent)]
    Read(#[from] ArchiveError),
}

/// An open application; cheap to clone, shared by every request.
#[derive(Clone, Debug)]
pub struct App {
    shared: Arc<Shared>,
}

#[derive(Debug)]
struct Shared {
    config: Config,
    sources: Sources,
    known: RwLock<Arc<Snapshot>>,
    metrics: Metrics,
    /// Requests by client, where they are counted.
    rates: Option<Rates>,
    /// What was told last of following the index.
    index_trouble: Trouble,
    /// What was told last of following the archive.
    archive_trouble: Trouble,
    /// Differs between programs and settings that may answer otherwise from the same archive.
    edition: String,
    /// As many questions are worked on at once as there are cores.
    questions: Queue,
    /// Files that are written to visitors, however slowly they read.
    downloads: Queue,
}

/// What is kept of the archive between two of its changes.
#[derive(Debug, Default)]
pub struct Snapshot {
    /// Closed sets that parameters are held against.
    pub known: KnownValues,
    /// How often the archive had been written to when this was read.
    pub revision: u64,
    held: OnceLock<Held>,
    /// Held by whoever reads it: all visitors who come meanwhile wait for that one reading.
    reading: Mutex<()>,
}

/// What is held of each body: read when a page first asks, because reading it goes through every meeting.
#[derive(Debug)]
pub(crate) struct Held {
    /// Of each body, by municipality.
    pub holdings: Vec<Holding>,
    /// Of the whole archive.
    pub counts: Counts,
}

/// Questions that wait for each core: more would wait longer than anybody reads on.
const QUESTIONS_WAITING: usize = 4;
/// As the queues are called where they are counted.
const QUESTIONS: &str = "questions";
const DOWNLOADS: &str = "downloads";
/// However many cores there are: a download waits for its reader and the disk most of the time.
const DOWNLOADS_AT_ONCE: usize = 16;
const DOWNLOADS_WAITING: usize = 16;

impl App {
    /// Opens archive and index; an archive that holds nothing yet is fine.
    pub fn open(config: Config) -> Result<App, OpenError> {
        let archive = Reader::open(&config.data)?.hiding_officers(config.hide_officers);
        let index = Index::open(&config.index)?;
        let snapshot = Snapshot::read(&archive)?;
        let cores = std::thread::available_parallelism().map_or(1, usize::from);
        let shared = Shared {
            edition: assets::fingerprint(&format!(
                "{} {} {} {config:?}",
                env!("CARGO_PKG_VERSION"),
                assets::style_address(),
                assets::script_address()
            )),
            rates: Rates::new(config.requests_per_minute),
            config,
            sources: Sources { archive, index },
            known: RwLock::new(Arc::new(snapshot)),
            metrics: Metrics::new(),
            index_trouble: Trouble::default(),
            archive_trouble: Trouble::default(),
            questions: Queue::new(cores, cores * QUESTIONS_WAITING),
            downloads: Queue::new(DOWNLOADS_AT_ONCE, DOWNLOADS_WAITING),
        };
        Ok(App {
            shared: Arc::new(shared),
        })
    }

    /// What it was opened with.
    pub fn config(&self) -> &Config {
        &self.shared.config
    }

    /// Archive and index, for work that may block.
    pub fn sources(&self) -> &Sources {
        &self.shared.sources
    }

    pub(crate) fn metrics(&self) -> &Metrics {
        &self.shared.metrics
    }

    /// Both, with the names under which they are counted.
    pub(crate) fn queues(&self) -> [(&'static str, &Queue); 2] {
        [
            (QUESTIONS, &self.shared.questions),
            (DOWNLOADS, &self.shared.downloads),
        ]
    }

    pub(crate) fn rates(&self) -> Option<&Rates> {
        self.shared.rates.as_ref()
    }

    /// What is kept of the archive.
    pub(crate) fn snapshot(&self) -> Arc<Snapshot> {
        // A poisoned lock still holds a whole snapshot: it is only ever replaced.
        self.shared
            .known
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    /// Follows what was committed by other processes. Blocks: call it off the executor.
    pub fn refresh(&self) {
        let index = self.shared.sources.index.refresh().map(drop);
        self.metrics().refreshed("index", index.is_ok());
        match self.shared.index_trouble.news(&index) {
            Some(Ok(())) => tracing::info!("the index can be refreshed again"),
            Some(Err(error)) => {
                tracing::warn!(%error, "the index could not be refreshed; the last snapshot stays in use");
            }
            None => {}
        }
        let archive = self.refresh_snapshot();
        self.metrics().refreshed("archive", archive.is_ok());
        match self.shared.archive_trouble.news(&archive) {
            Some(Ok(())) => tracing::info!("the archive can be read again"),
            Some(Err(error)) => {
                tracing::warn!(%error, "the archive could not be read; what was known stays in use");
            }
            None => {}
        }
    }

    /// Does ahead what the first visitors of a new index would wait for, in time that nobody else wants.
    pub(crate) fn prepare(&self) {
        if self.shared.sources.index.has_met_words() {
            return;
        }
        let app = self.clone();
        let begun = std::thread::Builder::new()
            .name("words".to_owned())
            .spawn(move || {
                give_way();
                app.meet_words();
            });
        if let Err(error) = begun {
            tracing::debug!(%error, "words are met when they come");
        }
    }

    fn meet_words(&self) {
        let met = self.shared.sources.index.meet_words();
        if met > 0 {
            tracing::debug!(met, "met the commonest words of the index");
        }
    }

    fn refresh_snapshot(&self) -> Result<(), ArchiveError> {
        let archive = &self.shared.sources.archive;
        if archive.revision()? == self.snapshot().revision {
            return Ok(());
        }
        let snapshot = Arc::new(Snapshot::read(archive)?);
        *self
            .shared
            .known
            .write()
            .unwrap_or_else(PoisonError::into_inner) = snapshot;
        Ok(())
    }

    /// Runs a question off the executor when its turn comes.
    pub(crate) async fn ask<Answer: Send + 'static>(
        &self,
        question: impl FnOnce(&App) -> Result<Answer, Problem> + Send + 'static,
    ) -> Result<Answer, Problem> {
        self.ask_within(|app, _| question(app)).await
    }

    /// The same for a question that stops when it has taken too long or when the visitor has left.
    pub(crate) async fn ask_within<Answer: Send + 'static>(
        &self,
        question: impl FnOnce(&App, &Patience) -> Result<Answer, Problem> + Send + 'static,
    ) -> Result<Answer, Problem> {
        let turn = self.turn(QUESTIONS, &self.shared.questions).await?;
        let app = self.clone();
        let visitor = Visitor(Patience::of(Patience::OF_A_PAGE));
        let patience = visitor.0.clone();
        let work = tokio::task::spawn_blocking(move || {
            let answer = question(&app, &patience);
            drop(turn);
            answer
        });
        // A panic in a question is a bug; it ends this request and no other.
        work.await
            .unwrap_or_else(|error| Err(Problem::internal(&error)))
    }

    /// Takes every place among the questions, as if all were being worked on.
    #[cfg(test)]
    pub(crate) fn hold_questions(&self) -> Vec<Place> {
        self.shared.questions.take_all()
    }

    /// A place among the files that are being written to visitors.
    pub(crate) async fn download_place(&self) -> Result<Place, Problem> {
        self.turn(DOWNLOADS, &self.shared.downloads).await
    }

    async fn turn(&self, name: &str, queue: &Queue) -> Result<Place, Problem> {
        let turn = queue.turn().await;
        turn.inspect_err(|_| self.metrics().turned_away(name))
    }

    /// Differs between programs and settings that may answer otherwise from the same archive.
    pub(crate) fn edition(&self) -> &str {
        &self.shared.edition
    }

    /// Changes with the archive, the program, its settings and the day; for `ETag`.
    pub(crate) fn state_tag(&self) -> String {
        let index = &self.shared.sources.index;
        let known = self.snapshot();
        format!(
            "W/\"{}-{}-{}-{}-{}-{}\"",
            index.generation(),
            index.sequence(),
            index.gone(),
            known.revision,
            self.shared.edition,
            // A query may tell days from today.
            today().format("%Y%m%d")
        )
    }
}

impl Snapshot {
    fn read(archive: &Reader) -> Result<Snapshot, ArchiveError> {
        // Read before the rest: what is added meanwhile is then read again at the next refresh.
        let revision = archive.revision()?;
        Ok(Snapshot {
            known: known_values(archive)?,
            revision,
            held: OnceLock::new(),
            reading: Mutex::new(()),
        })
    }

    /// What is held, as it was when first asked for after the archive's last change.
    pub(crate) fn held(&self, archive: &Reader) -> Result<&Held, ArchiveError> {
        if let Some(held) = self.held.get() {
            return Ok(held);
        }
        let _reading = self.reading.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(held) = self.held.get() {
            return Ok(held);
        }
        let held = Held {
            holdings: archive.holdings()?,
            counts: archive.counts()?,
        };
        Ok(self.held.get_or_init(|| held))
    }
}

/// The register and, beside it, what the archive holds.
pub fn known_values(archive: &Reader) -> Result<KnownValues, ArchiveError> {
    let mut municipalities: Vec<KnownMunicipality> = register()
        .iter()
        .map(|entry| KnownMunicipality {
            short_name: entry.short_name.to_owned(),
            name: entry.name.to_owned(),
            code: entry.code.to_owned(),
        })
        .collect();
    for held in archive.municipalities()? {
        if municipalities
            .iter()
            .all(|known| known.short_name != held.short_name)
        {
            municipalities.push(KnownMunicipality {
                short_name: held.short_name,
                name: held.municipality.name,
                code: held.municipality.code,
            });
        }
    }
    let mut bodies: Vec<KnownBody> = Vec::new();
    for held in archive.bodies()? {
        if bodies.iter().all(|known| known.slug != held.slug) {
            bodies.push(KnownBody {
                slug: held.slug,
                name: held.name,
            });
        }
    }
    Ok(KnownValues {
        municipalities,
        bodies,
        hides_officers: archive.hides_officers(),
    })
}

/// The day on which requests are made, where the server stands.
pub(crate) fn today() -> NaiveDate {
    Local::now().date_naive()
}

/// Whoever waits for an answer. The server drops it when they leave, and then the work may stop.
pub(crate) struct Visitor(pub Patience);

impl Drop for Visitor {
    fn drop(&mut self) {
        self.0.end();
    }
}

impl From<AnswerError> for Problem {
    fn from(error: AnswerError) -> Problem {
        use paragraf_index::SearchError;
        match &error {
            AnswerError::Search(SearchError::MalformedCursor | SearchError::ForeignCursor) => {
                Problem::cursor(&error)
            }
            AnswerError::Search(SearchError::StaleCursor) => Problem::stale_cursor(),
            AnswerError::Search(SearchError::Damaged { .. }) => Problem::index_damaged(&error),
            AnswerError::Search(SearchError::TooSlow { .. }) => Problem::of(Kind::TooSlow),
            AnswerError::Search(SearchError::Engine { .. }) | AnswerError::Archive(_) => {
                Problem::internal(&error)
            }
        }
    }
}

impl From<ArchiveError> for Problem {
    fn from(error: ArchiveError) -> Problem {
        Problem::internal(&error)
    }
}

/// From now on this thread works when no other wants to.
#[cfg(target_os = "linux")]
fn give_way() {
    // Refused, it takes its turn as the others do.
    let _ = rustix::process::setpriority_process(None, 19);
}

/// Elsewhere the call would slow down the whole process.
#[cfg(not(target_os = "linux"))]
fn give_way() {}
