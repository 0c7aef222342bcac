//! Answers packed for whoever can unpack them: gzip and Brotli.

use axum::Router;
use axum::http::{Extensions, HeaderMap, StatusCode, Version, header};
use tower_http::CompressionLevel;
use tower_http::compression::CompressionLayer;
use tower_http::compression::predicate::{Predicate, SizeAbove};

/// Below this many bytes packing saves nothing that anybody notices.
const WORTH_IT: u16 = 256;

/// Packs what is text. A file that is written while it is sent is packed as quickly as can be, so that packing never
/// is what a visitor waits for; all else a little better. The encoders give out what they hold whenever nothing more is
/// there yet: what has been written is on its way at once.
pub fn packed<S: Clone + Send + Sync + 'static>(router: Router<S>) -> Router<S> {
    let of_text = |_: StatusCode, _: Version, headers: &HeaderMap, _: &Extensions| is_text(headers);
    let text = SizeAbove::new(WORTH_IT.into()).and(of_text);
    let both = || CompressionLayer::new().gzip(true).br(true);
    router
        .layer(
            both()
                .quality(CompressionLevel::Precise(4))
                .compress_when(text.and(is_known_whole)),
        )
        .layer(
            both()
                // Not `Fastest`: Brotli's level 0 falls to a tenth of its speed on some texts, level 1 keeps it.
                .quality(CompressionLevel::Precise(1))
                .compress_when(text.and(is_streamed)),
        )
}

/// Whether a visitor can unpack anything.
pub fn is_wanted(headers: &HeaderMap) -> bool {
    let lines = headers.get_all(header::ACCEPT_ENCODING).into_iter();
    let mut told = lines.filter_map(|line| line.to_str().ok());
    told.any(|line| line.contains("gzip") || line.contains("br"))
}

/// Whether a media type is text. Documents, pictures, workbooks and archives come packed: to pack them again costs time
/// and the length of the answer.
pub fn is_text(headers: &HeaderMap) -> bool {
    let kind = headers
        .get(header::CONTENT_TYPE)
        .and_then(|kind| kind.to_str().ok());
    let kind = kind.unwrap_or_default().split(';').next();
    let kind = kind.unwrap_or_default().trim().to_ascii_lowercase();
    let is_known = [
        "application/json",
        "application/jsonl",
        "application/javascript",
        "application/n-triples",
        "application/trig",
        "application/xml",
        "application/x-ndjson",
        "application/x-bibtex",
        "application/x-research-info-systems",
    ];
    kind.starts_with("text/")
        || kind.ends_with("+json")
        || kind.ends_with("+xml")
        || is_known.contains(&kind.as_str())
}

/// Only what is handed out as a file to keep is written while it is sent.
fn is_streamed(_: StatusCode, _: Version, headers: &HeaderMap, _: &Extensions) -> bool {
    headers.contains_key(header::CONTENT_DISPOSITION)
}

fn is_known_whole(
    status: StatusCode,
    version: Version,
    headers: &HeaderMap,
    extensions: &Extensions,
) -> bool {
    !is_streamed(status, version, headers, extensions)
}

#[cfg(test)]
mod tests {
    use std::convert::Infallible;
    use std::pin::pin;
    use std::task::{Context, Poll, Waker};

    use axum::Router;
    use axum::body::{Body, Bytes, HttpBody};
    use axum::http::{Request, header};
    use axum::routing::get;
    use tokio_stream::StreamExt;
    use tower::ServiceExt;

    use super::packed;

    const LENGTH: usize = 4096;

    /// Bytes that nothing makes shorter.
    fn noise() -> Bytes {
        let mut state = 1_u32;
        let bytes = std::iter::repeat_with(|| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            state.to_be_bytes()[0]
        });
        bytes.take(LENGTH).collect()
    }

    /// A file whose first piece is written and whose second never is.
    async fn begun() -> ([(header::HeaderName, &'static str); 2], Body) {
        let headers = [
            (header::CONTENT_TYPE, "text/csv"),
            (header::CONTENT_DISPOSITION, "attachment"),
        ];
        let first = tokio_stream::iter([Ok::<_, Infallible>(noise())]);
        (
            headers,
            Body::from_stream(first.chain(tokio_stream::pending())),
        )
    }

    #[test]
    fn what_is_written_is_on_its_way_before_the_rest_is() {
        let runtime = tokio::runtime::Builder::new_current_thread();
        let runtime = { runtime }.build().unwrap();
        for encoding in ["gzip", "br"] {
            let router: Router = packed(Router::new().route("/", get(begun)));
            let request = Request::get("/").header("accept-encoding", encoding);
            let request = request.body(Body::empty()).unwrap();
            let response = runtime.block_on(router.oneshot(request)).unwrap();
            assert_eq!(response.headers()["content-encoding"], encoding);
            let mut body = pin!(response.into_body());
            let mut context = Context::from_waker(Waker::noop());
            let mut sent = 0;
            while let Poll::Ready(frame) = body.as_mut().poll_frame(&mut context) {
                let frame = frame.expect("there is more to come").unwrap();
                sent += frame.into_data().unwrap().len();
            }
            assert!(sent >= LENGTH, "{encoding}: {sent}");
        }
    }
}
