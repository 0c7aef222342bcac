//! From folder to archive and index, as the commands do it.

mod arrivals;
mod backup;
mod facts;
mod ingest;
mod lock;
mod made;
mod pool;
mod rebuild;
mod recognition;
mod recovery;
mod retry;
mod space;
mod verify;
mod walk;
mod withdraw;
