//! Quality figures: how well text is read from files, minutes from text, and how well they are found. The tests are in
//! `it`.

pub mod chance;
#[cfg(unix)]
pub mod faults;
pub mod fuzz;
pub mod hard_texts;
pub mod judged_quality;
pub mod made_up;
pub mod masking_quality;
pub mod minutes_quality;
pub mod minutes_speed;
pub mod pdf_quality;
pub mod pdf_speed;
pub mod queries;
pub mod recognition_quality;
pub mod search_quality;
pub mod soak;
