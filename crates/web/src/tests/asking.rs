//! Requests through the router, without a socket.

use axum::body::Body;
use axum::http::{HeaderMap, Request, StatusCode};
use http_body_util::BodyExt;
use serde_json::Value;
use tower::ServiceExt;

use crate::App;

/// What came back.
#[derive(Debug)]
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: Vec<u8>,
}

/// A `GET`.
pub fn get(app: &App, address: &str) -> Answer {
    ask(app, Request::get(address).body(Body::empty()).unwrap())
}

/// A `POST` of JSON.
pub fn post(app: &App, address: &str, body: &Value) -> Answer {
    let request = Request::post(address).header("content-type", "application/json");
    ask(app, request.body(Body::from(body.to_string())).unwrap())
}

/// Any request.
pub fn ask(app: &App, request: Request<Body>) -> Answer {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    runtime.block_on(async {
        let response = app.router().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let body = body.collect().await.unwrap().to_bytes().to_vec();
        Answer {
            status: parts.status,
            headers: parts.headers,
            body,
        }
    })
}

impl Answer {
    pub fn text(&self) -> &str {
        std::str::from_utf8(&self.body).unwrap()
    }

    pub fn json(&self) -> Value {
        let text = self.text();
        serde_json::from_str(text).unwrap_or_else(|error| panic!("{error}: {text}"))
    }

    pub fn header(&self, name: &str) -> &str {
        self.headers
            .get(name)
            .map_or("", |value| value.to_str().unwrap())
    }
}

/// Status and JSON, indented.
pub fn shown(answer: &Answer) -> String {
    let mut json = answer.json();
    steady(&mut json);
    format!(
        "{}\n{}",
        answer.status.as_u16(),
        serde_json::to_string_pretty(&json).unwrap()
    )
}

/// Puts a fixed word where every run has another value.
fn steady(value: &mut Value) {
    match value {
        Value::Object(fields) => {
            for (name, value) in fields {
                if ["generation", "request_id", "changed_at", "made_at", "score"]
                    .contains(&name.as_str())
                {
                    *value = Value::from("…");
                }
                steady(value);
            }
        }
        Value::Array(items) => items.iter_mut().for_each(steady),
        _ => {}
    }
}
