//! Asks a running server whether it is well, as a container's engine or a service manager does.

use std::time::Duration;

use anyhow::{Context, ensure};
use ureq::Agent;

/// Whether something answers there, with any success.
///
/// # Errors
/// Nobody answers in time, or the answer says that all is not well.
pub fn answers(url: &str, patience: Duration) -> anyhow::Result<()> {
    let agent: Agent = Agent::config_builder()
        .timeout_global(Some(patience))
        .http_status_as_error(false)
        // It is asked about itself, not about the way to it.
        .proxy(None)
        .build()
        .into();
    let answer = agent
        .get(url)
        .header("connection", "close")
        .call()
        .with_context(|| format!("no answer from {url}"))?;
    ensure!(
        answer.status().is_success(),
        "{url} answers {}",
        answer.status()
    );
    Ok(())
}
