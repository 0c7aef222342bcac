//! What the law says must not be shown, through the whole program: files go in, and every way out is looked at, the
//! bytes of catalogue and index among them.

mod files;
mod hidden;
mod individual;
mod numbers;
mod officers;
mod place;
