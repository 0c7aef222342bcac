//! From folder to archive and index, as the commands do it.

mod facts;
mod lock;
mod made;
mod walk;
