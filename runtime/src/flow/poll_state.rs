//! A long-running operation as a JSON text, to wait for it in another process.
//!
//! What a stranger would get wrong: no credential is in it, neither in a header nor in the query; the endpoint that goes
//! on with it gives its own. The URLs of monitors are in it, and those of some services are signed: keep the text as you
//! would keep the URL.

use super::long_running::LongRunning;
use super::monitor::{Kind, Monitor};
use super::polling::{Phase, Polling};
use crate::SchemeKind;
use crate::follow::{carried, pairs, with_query};
use crate::json;
use crate::request::percent::Escape;
use bytes::Bytes;
use http::{HeaderName, HeaderValue, Request, Uri};
use serde_json::{Map, Value, json as object};
use std::fmt;

impl<O: LongRunning> Polling<O> {
    /// All that is needed to go on, as a JSON text; `None` before the service has begun.
    pub fn to_json(&self) -> Option<String> {
        let read = match &self.phase {
            Phase::Start => return None,
            Phase::Read(url) => Some(url.clone()),
            Phase::Wait | Phase::Ask | Phase::Ended(_) => None,
        };
        let headers = carried(self.first.headers());
        let headers = headers.iter().filter(|(_, value)| !value.is_sensitive());
        let headers: Map<String, Value> = headers
            .filter_map(|(name, value)| Some((name.to_string(), value.to_str().ok()?.into())))
            .collect();
        let monitor = self.monitor.as_ref();
        let monitor =
            monitor.map(|monitor| object!({"kind": monitor.kind.name(), "url": monitor.url}));
        let state = object!({
            "operation": O::ID,
            "url": without_keys::<O>(self.first.uri()).to_string(),
            "headers": headers,
            "monitor": monitor,
            "location": self.location,
            "status": self.status,
            "read": read,
        });
        Some(state.to_string())
    }

    /// Goes on with an operation that [`Polling::to_json`] wrote down: its monitor is asked first.
    ///
    /// # Errors
    /// If the text is none of these, or of another operation.
    pub fn from_json(text: &str) -> Result<Self, StateError> {
        let state: Value =
            json::from_slice(text.as_bytes()).map_err(|_| StateError(Problem::Syntax))?;
        let text = |name: &str| state.get(name).and_then(Value::as_str).map(str::to_owned);
        let operation = text("operation").ok_or(StateError(Problem::Syntax))?;
        if operation != O::ID {
            return Err(StateError(Problem::Operation {
                found: operation,
                expected: O::ID,
            }));
        }
        let url = text("url").and_then(|url| url.parse::<Uri>().ok());
        let mut first = Request::new(Bytes::new());
        *first.method_mut() = O::METHOD.parse().unwrap_or_default();
        *first.uri_mut() = url
            .filter(|url| url.authority().is_some())
            .ok_or(StateError(Problem::Syntax))?;
        for (name, value) in state
            .get("headers")
            .and_then(Value::as_object)
            .into_iter()
            .flatten()
        {
            let name = HeaderName::from_bytes(name.as_bytes()).ok();
            let value = value
                .as_str()
                .and_then(|value| HeaderValue::from_str(value).ok());
            if let (Some(name), Some(value)) = (name, value) {
                first.headers_mut().insert(name, value);
            }
        }
        let mut polling = Self::from_request(first);
        polling.monitor = state.get("monitor").and_then(monitor);
        polling.location = text("location");
        polling.status = text("status");
        polling.phase = match text("read") {
            Some(url) => Phase::Read(url),
            None => Phase::Ask,
        };
        Ok(polling)
    }
}

fn monitor(state: &Value) -> Option<Monitor> {
    let name = state.get("kind")?.as_str()?;
    let kind = Kind::ALL.into_iter().find(|kind| kind.name() == name)?;
    let url = state.get("url")?.as_str()?.to_owned();
    Some(Monitor { kind, url })
}

/// The URL without the credentials that go into a query.
fn without_keys<O: LongRunning>(uri: &Uri) -> Uri {
    let schemes = O::SECURITY.iter().flat_map(|schemes| schemes.iter());
    let keys: Vec<String> = schemes
        .filter_map(|scheme| match scheme.kind {
            SchemeKind::QueryKey(name) => Some(Escape::Name.apply(name)),
            _ => None,
        })
        .collect();
    let kept = pairs(uri.query().unwrap_or_default())
        .filter(|(name, _)| !keys.iter().any(|key| key == name));
    let query: Vec<String> = kept
        .map(|(name, value)| format!("{name}={value}"))
        .collect();
    with_query(uri, &query.join("&")).unwrap_or_else(|| uri.clone())
}

/// Why a text is not the state of an operation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StateError(Problem);

#[derive(Clone, Debug, PartialEq, Eq)]
enum Problem {
    Syntax,
    Operation {
        found: String,
        expected: &'static str,
    },
}

impl fmt::Display for StateError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Problem::Syntax => {
                f.write_str("the text is not the state of an operation; give what `to_json` wrote")
            }
            Problem::Operation { found, expected } => {
                write!(
                    f,
                    "the text is the state of {found:?}, and not of {expected:?}; give that of this operation"
                )
            }
        }
    }
}

impl std::error::Error for StateError {}
