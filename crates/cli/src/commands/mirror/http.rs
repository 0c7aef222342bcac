//! The source over HTTP: one request at a time, and as slowly as it asks for.

use std::io::Read;
use std::time::Duration;

use paragraf_ingest::{Source, SourceError, Stop};
use ureq::http::{Response, StatusCode, header};
use ureq::{Agent, Body};

use super::wait;
use crate::output::note;

/// A source that has answered before may be away for a moment.
const MOST_TRIES: u32 = 6;
/// It may ask for more time than this, and is not waited for: the next run asks again.
const LONGEST_WAIT: Duration = Duration::from_secs(15 * 60);
const CONNECTING: Duration = Duration::from_secs(30);
const ANSWERING: Duration = Duration::from_secs(120);
const MOST_REDIRECTS: u32 = 3;

/// An archive at an address.
pub struct Http {
    agent: Agent,
    address: String,
    has_answered: bool,
    stop: Stop,
}

impl Http {
    /// Of the address of its start page; what is wrong with it where it is none.
    pub fn at(address: &str, stop: Stop) -> Result<Http, String> {
        let address = address.trim().trim_end_matches('/');
        let host = ["https://", "http://"]
            .iter()
            .find_map(|scheme| address.strip_prefix(scheme));
        let Some(host) = host.filter(|host| !host.is_empty() && !host.contains(['?', '#', '@']))
        else {
            return Err(format!(
                "{address} is no address of an archive; give that of its start page: https://arkiv.example"
            ));
        };
        if address.starts_with("http://") && !is_this_machine(host) {
            note(format!(
                "{address} is not encrypted: what comes from there may be changed on its way"
            ));
        }
        let config = Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(MOST_REDIRECTS)
            .timeout_connect(Some(CONNECTING))
            .timeout_recv_response(Some(ANSWERING))
            .timeout_per_read(Some(ANSWERING))
            .user_agent(concat!("paragraf/", env!("CARGO_PKG_VERSION"), " (mirror)"))
            .build();
        Ok(Http {
            agent: config.into(),
            address: address.to_owned(),
            has_answered: false,
            stop,
        })
    }

    fn once(&self, path: &str) -> Result<Answer, String> {
        let address = format!("{}{path}", self.address);
        let answer = self.agent.get(&address).call();
        let mut answer = answer.map_err(|error| error.to_string())?;
        match answer.status() {
            StatusCode::OK => Ok(Answer::Here(Box::new(
                answer
                    .into_body()
                    .into_with_config()
                    .limit(u64::MAX)
                    .reader(),
            ))),
            // An original that may not be handed out is none.
            StatusCode::NOT_FOUND | StatusCode::GONE | StatusCode::FORBIDDEN => {
                Ok(Answer::NotThere)
            }
            StatusCode::BAD_REQUEST if code(&mut answer) == "stale_cursor" => Ok(Answer::Stale),
            StatusCode::TOO_MANY_REQUESTS
            | StatusCode::BAD_GATEWAY
            | StatusCode::SERVICE_UNAVAILABLE
            | StatusCode::GATEWAY_TIMEOUT => Ok(Answer::Later {
                wanted: retry_after(&answer),
                status: answer.status(),
            }),
            status => Err(format!("it says {status}")),
        }
    }
}

enum Answer {
    Here(Box<dyn Read>),
    NotThere,
    Stale,
    Later {
        wanted: Option<Duration>,
        status: StatusCode,
    },
}

impl Source for Http {
    fn address(&self) -> String {
        self.address.clone()
    }

    fn get(&mut self, path: &str) -> Result<Box<dyn Read>, SourceError> {
        let address = format!("{}{path}", self.address);
        let failed = |cause: String| SourceError::Failed {
            address: address.clone(),
            cause,
        };
        let mut tries = 0;
        loop {
            tries += 1;
            let usual = Duration::from_secs(1 << tries.min(6));
            let (cause, pause) = match self.once(path) {
                Ok(Answer::Here(body)) => {
                    self.has_answered = true;
                    return Ok(body);
                }
                Ok(Answer::NotThere) => return Err(SourceError::NotThere { address }),
                Ok(Answer::Stale) => return Err(SourceError::StaleCursor),
                Ok(Answer::Later { wanted, status }) => {
                    self.has_answered = true;
                    (format!("it says {status}"), wanted.unwrap_or(usual))
                }
                // An address that was mistyped is not tried again.
                Err(cause) if !self.has_answered => return Err(failed(cause)),
                Err(cause) => (cause, usual),
            };
            if tries >= MOST_TRIES || pause > LONGEST_WAIT || !wait(&self.stop, pause) {
                return Err(failed(cause));
            }
        }
    }
}

/// The stable code of a problem.
fn code(answer: &mut Response<Body>) -> String {
    let problem: Option<serde_json::Value> = answer.body_mut().read_json().ok();
    let code = problem.as_ref().and_then(|problem| problem.get("code"));
    let code = code.and_then(serde_json::Value::as_str);
    code.unwrap_or_default().to_owned()
}

/// In seconds; a date is not what this program's server sends, and is taken for nothing.
fn retry_after(answer: &Response<Body>) -> Option<Duration> {
    let wanted = answer.headers().get(header::RETRY_AFTER)?;
    let seconds = wanted.to_str().ok()?.trim().parse().ok()?;
    Some(Duration::from_secs(seconds))
}

fn is_this_machine(host: &str) -> bool {
    ["127.", "localhost", "[::1]"]
        .iter()
        .any(|own| host.starts_with(own))
}
