//! Every route in one table.

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware::from_fn_with_state;
use axum::routing::{MethodRouter, get, post};

use crate::app::App;
use crate::dress::dress;
use crate::packing::packed;
use crate::tags::tag;
use crate::{api, assets, catalog, opensearch, pages, probes, sitemap};

/// Largest body that any route reads: a thousand case numbers are far less.
const LARGEST_BODY: usize = 256 * 1024;

/// The whole service; tests call it without a socket.
pub fn router(app: App) -> Router {
    let mut router = Router::new();
    for (path, methods) in routes() {
        router = router.route(path, methods);
    }
    let router = router
        .fallback(pages::nothing_here)
        .layer(DefaultBodyLimit::max(LARGEST_BODY))
        .layer(from_fn_with_state(app.clone(), pages::elsewhere::lead))
        .layer(from_fn_with_state(app.clone(), tag));
    packed(router)
        .layer(from_fn_with_state(app.clone(), dress))
        .with_state(app)
}

/// Every route, so that a test can ask each and none is forgotten.
pub fn routes() -> Vec<(&'static str, MethodRouter<App>)> {
    let mut routes = vec![
        // For programs.
        ("/api/v1/search", get(api::search::search)),
        ("/api/v1/paragraphs/{*id}", get(api::records::paragraph)),
        ("/api/v1/meetings/{*id}", get(api::records::meeting)),
        ("/api/v1/documents/{sha256}", get(api::records::document)),
        (
            "/api/v1/documents/{sha256}/original",
            get(api::original::original),
        ),
        (
            "/api/v1/documents/{sha256}/record",
            get(api::archive::record),
        ),
        (
            "/api/v1/cases/{municipality}/{*case_number}",
            get(api::cases::case),
        ),
        ("/api/v1/cases/lookup", post(api::cases::lookup)),
        ("/api/v1/citations/{*id}", get(api::citations::citation)),
        ("/api/v1/officers", get(api::records::officers)),
        ("/api/v1/stats", get(api::stats::stats)),
        ("/api/v1/suggest", get(api::suggest::suggest)),
        ("/api/v1/status", get(api::findings::status)),
        ("/api/v1/changes", get(api::changes::changes)),
        ("/api/v1/archive", get(api::archive::archive)),
        ("/api/v1/archive/changes", get(api::archive::changes)),
        (
            "/api/v1/archive/withdrawals.jsonl",
            get(api::archive::withdrawals),
        ),
        (
            "/api/v1/archive/without-meeting.jsonl",
            get(api::archive::without_meeting),
        ),
        ("/api/v1/archive/lexicon.bin", get(api::archive::lexicon)),
        (
            "/api/v1/archive/{municipality}/{file}",
            get(api::archive::file),
        ),
        ("/api/v1/findings", get(api::findings::findings)),
        ("/api/v1/export", get(api::export::export)),
        ("/api/v1/export/manifest", get(api::export::manifest)),
        ("/api/v1/feed.atom", get(api::feed::atom)),
        ("/api/v1/feed.json", get(api::feed::json)),
        ("/api/v1/openapi.json", get(api::openapi::openapi)),
        ("/api/{*anything}", get(api::nothing_here)),
    ];
    routes.extend([
        // For people.
        ("/", get(pages::start::start)),
        ("/sok", get(pages::search::search)),
        ("/statistik", get(pages::statistics::statistics)),
        ("/hamta", get(pages::download::download)),
        (
            "/arenden",
            get(pages::cases::form).post(pages::cases::answer),
        ),
        (
            "/arende/{municipality}/{*case_number}",
            get(pages::case::case),
        ),
        ("/originalfil/{sha256}", get(pages::original::original)),
        ("/tackning", get(pages::coverage::coverage)),
        ("/iakttagelser", get(pages::findings::findings)),
        ("/hjalp", get(pages::texts::help)),
        ("/api", get(pages::texts::api)),
        ("/api/recept", get(pages::recipes::recipes)),
        ("/om", get(pages::texts::about)),
        ("/kvalitet", get(pages::quality::quality)),
        ("/tillganglighet", get(pages::texts::accessibility)),
        ("/{municipality}", get(pages::places::municipality)),
        ("/{municipality}/{body}", get(pages::places::body)),
        (
            "/{municipality}/{body}/{date}",
            get(pages::meeting::meeting),
        ),
        (
            "/{municipality}/{body}/{date}/{number}",
            get(pages::paragraph::paragraph),
        ),
        ("/robots.txt", get(sitemap::robots)),
        ("/sitemap.xml", get(sitemap::index)),
        ("/sitemap/{part}", get(sitemap::part)),
        ("/opensearch.xml", get(opensearch::description)),
        (opensearch::SUGGESTIONS, get(opensearch::suggestions)),
        ("/catalog", get(catalog::negotiated)),
        ("/catalog.ttl", get(catalog::turtle)),
        ("/catalog.rdf", get(catalog::rdf_xml)),
        ("/static/{file}", get(assets::file)),
    ]);
    routes.extend([
        // For whoever runs the server.
        ("/healthz", get(probes::alive)),
        ("/readyz", get(probes::ready)),
        ("/metrics", get(probes::metrics)),
    ]);
    routes
}
