//! Quality figures: how well text is read from files and minutes from text. The tests are in `it`.

pub mod hard_texts;
pub mod judged_quality;
pub mod minutes_quality;
pub mod minutes_speed;
pub mod pdf_quality;
pub mod pdf_speed;
pub mod recognition_quality;
