//! Every route in one table.

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware::from_fn_with_state;
use axum::routing::{get, post};
use tower_http::compression::CompressionLayer;
use tower_http::compression::predicate::{DefaultPredicate, NotForContentType, Predicate};

use crate::app::App;
use crate::dress::dress;
use crate::{api, assets, pages, probes};

/// Largest body that any route reads: a thousand case numbers are far less.
const LARGEST_BODY: usize = 256 * 1024;

/// The whole service; tests call it without a socket.
pub fn router(app: App) -> Router {
    // Documents come compressed; to pack them again costs time and the length of the answer.
    let worth_packing = DefaultPredicate::new()
        .and(NotForContentType::const_new("application/pdf"))
        .and(NotForContentType::const_new("application/vnd"));
    Router::new()
        .merge(api_routes())
        .merge(page_routes())
        .route("/healthz", get(probes::alive))
        .route("/readyz", get(probes::ready))
        .route("/metrics", get(probes::metrics))
        .route("/robots.txt", get(assets::robots))
        .route("/static/{file}", get(assets::file))
        .fallback(pages::nothing_here)
        .layer(DefaultBodyLimit::max(LARGEST_BODY))
        .layer(from_fn_with_state(app.clone(), dress))
        .layer(
            CompressionLayer::new()
                .gzip(true)
                .compress_when(worth_packing),
        )
        .with_state(app)
}

fn api_routes() -> Router<App> {
    Router::new()
        .route("/api/v1/search", get(api::search::search))
        .route("/api/v1/paragraphs/{*id}", get(api::records::paragraph))
        .route("/api/v1/meetings/{*id}", get(api::records::meeting))
        .route("/api/v1/documents/{sha256}", get(api::records::document))
        .route(
            "/api/v1/documents/{sha256}/original",
            get(api::original::original),
        )
        .route(
            "/api/v1/cases/{municipality}/{*case_number}",
            get(api::cases::case),
        )
        .route("/api/v1/cases/lookup", post(api::cases::lookup))
        .route("/api/v1/officers", get(api::records::officers))
        .route("/api/v1/stats", get(api::stats::stats))
        .route("/api/v1/suggest", get(api::suggest::suggest))
        .route("/api/v1/status", get(api::findings::status))
        .route("/api/v1/changes", get(api::changes::changes))
        .route("/api/v1/findings", get(api::findings::findings))
        .route("/api/v1/export", get(api::export::export))
        .route("/api/v1/export/manifest", get(api::export::manifest))
        .route("/api/v1/openapi.json", get(api::openapi::openapi))
        .route("/api/{*anything}", get(api::nothing_here))
}

fn page_routes() -> Router<App> {
    Router::new()
        .route("/", get(pages::start::start))
        .route("/sok", get(pages::search::search))
        .route(
            "/arenden",
            get(pages::cases::form).post(pages::cases::answer),
        )
        .route(
            "/arende/{municipality}/{*case_number}",
            get(pages::case::case),
        )
        .route("/tackning", get(pages::coverage::coverage))
        .route("/iakttagelser", get(pages::findings::findings))
        .route("/hjalp", get(pages::texts::help))
        .route("/api", get(pages::texts::api))
        .route("/om", get(pages::texts::about))
        .route("/{municipality}", get(pages::places::municipality))
        .route("/{municipality}/{body}", get(pages::places::body))
        .route(
            "/{municipality}/{body}/{date}",
            get(pages::meeting::meeting),
        )
        .route(
            "/{municipality}/{body}/{date}/{number}",
            get(pages::paragraph::paragraph),
        )
}
