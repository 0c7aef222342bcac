//! Text that is in the file and that a reader of the page does not see: told apart as it is read, because a name
//! under a black box must be found here as little as on paper.
//!
//! A rule takes a character away only where a renderer would show nothing of it. Most of a page's characters
//! are asked one question and answer it at once: they are dark and nothing opaque was painted after them.

pub mod clip;
pub mod ground;
pub mod layers;
pub mod path;
mod report;
mod spots;
pub mod strips;
mod unseen;

pub use report::Hidden;
pub use spots::all_spots;
pub use unseen::{Picture, Seen, tell_apart};

/// Why a reader of the page does not see a character.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Concealment {
    /// Something opaque was painted over it.
    Covered,
    /// It has the colour of what it stands on.
    SameColour,
    /// It is not painted, or with wholly transparent ink, and is no recognised text of a picture.
    Unpainted,
    /// It lies outside the page, or outside of what is cut out of it.
    Outside,
    /// Its layer is off.
    LayerOff,
    /// Its annotation is not shown.
    AnnotationOff,
    /// Nobody can read letters that small.
    TooSmall,
}

/// Parts of red, green and blue, from 0 to 1, that no eye tells apart on a screen.
pub const SAME_COLOUR: f32 = 0.04;

/// Below this share ink is transparent, and above that one nothing is seen through it.
pub const TRANSPARENT: f32 = 0.01;
/// See [`TRANSPARENT`].
pub const OPAQUE: f32 = 0.95;
