//! What is typed to take something away: `withdraw`, `purge`.

use clap::Args;

use super::Format;

#[derive(Debug, Args)]
pub struct Withdraw {
    /// Ids of paragraphs (tallnas/kommunstyrelsen/2024-03-05/15), SHA-256 of documents, or the addresses of their pages
    #[arg(value_name = "ID", required_unless_present = "list")]
    pub ids: Vec<String>,
    /// Why; visitors who ask for it are shown this
    #[arg(long, value_name = "TEXT", required_unless_present = "list")]
    pub reason: Option<String>,
    /// Who decided it, for the log [default: the name you are logged in by, or the account's]
    #[arg(
        long,
        value_name = "NAME",
        env = "PARAGRAF_WHO",
        hide_env_values = true
    )]
    pub by: Option<String>,
    /// Put back what was withdrawn: the next `paragraf ingest` reads it in again
    #[arg(long)]
    pub lift: bool,
    /// Show what was withdrawn, by whom and why
    #[arg(long, conflicts_with_all = ["ids", "reason", "lift"])]
    pub list: bool,
    /// For people or for programs
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
}

#[derive(Debug, Args)]
pub struct Purge {
    /// Only tell what would be removed
    #[arg(long)]
    pub dry_run: bool,
    /// For people or for programs
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
}
