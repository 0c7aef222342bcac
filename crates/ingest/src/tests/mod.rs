//! From folder to archive and index, as the commands do it.

mod facts;
mod ingest;
mod lock;
mod made;
mod pool;
mod recognition;
mod recovery;
mod retry;
mod space;
mod walk;
mod withdraw;
