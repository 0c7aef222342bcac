//! `/originalfil/{sha256}`: the way to a file as it came, or why it is not handed out.

use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};

use crate::address;
use crate::api::found;
use crate::api::original::withheld;
use crate::app::App;
use crate::parameters::NoParameters;
use crate::problem::Problem;
use crate::withdrawn;

/// Leads to the file, or tells why there is none.
pub async fn original(
    State(app): State<App>,
    sha256: Path<String>,
    _: NoParameters,
) -> Result<Response, Problem> {
    let sha256 = found(address::sha256(&sha256.0), "Dokumentet")?;
    let way = address::original(&sha256);
    app.ask(move |app| {
        let archive = &app.sources().archive;
        let document = withdrawn::document(archive, &sha256, archive.document(&sha256)?)?;
        match document.may_be_handed_out() {
            true => Ok(()),
            false => Err(withheld(&document)),
        }
    })
    .await?;
    Ok(Redirect::to(&way).into_response())
}
