//! What an operation knows of its own duration: the result that it has in the end, and where that is.
//!
//! What a stranger would get wrong: `final-state-via` does not say how the operation is monitored. That follows from the
//! answer that begins it; the extension only says where the result of a POST is.

use crate::{Answer, Error, Operation, json};
use bytes::Bytes;
use http::Response;
use serde_json::Value;
use std::fmt;

/// An operation whose answer may only say that the service has begun.
pub trait LongRunning: Operation {
    /// What it has made in the end.
    type Result;
    /// Where the description says that the result is.
    const FINAL_STATE: FinalState;

    /// Reads the answer that has the result.
    fn result(answer: Answer) -> Result<Response<Self::Result>, Error<Self::Failure>>;
}

/// `final-state-via` of `x-ms-long-running-operation-options`. The result of a PUT and a PATCH is read with a GET of the
/// same URL, whatever this says, and a DELETE has none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum FinalState {
    /// The description does not say: where `Location` leads if there is one, else in the monitor's last answer.
    #[default]
    Unsaid,
    /// In the last answer of the monitor that `Azure-AsyncOperation` named.
    AsyncOperation,
    /// In the last answer of the monitor that `Operation-Location` named, or where it leads.
    OperationLocation,
    /// Where `Location` of the first answer leads.
    Location,
    /// At the URL of the operation itself.
    OriginalUri,
}

/// An operation that the service began and did not complete.
#[derive(Clone, PartialEq)]
#[non_exhaustive]
pub struct OperationFailure {
    /// The state in the service's words, such as `Failed` or `Canceled`.
    pub status: String,
    /// The code of the error, which is the same in every language.
    pub code: Option<String>,
    /// What went wrong, in words.
    pub message: Option<String>,
    /// What it is about.
    pub target: Option<String>,
    /// What went wrong in particular, as it came.
    pub details: Vec<Value>,
    /// The error as it came, of which the rest is taken.
    pub error: Option<Value>,
}

impl OperationFailure {
    /// Reads what the answer of a monitor says: `error`, at its top or in its `properties`.
    pub(super) fn of(status: &str, body: &Bytes) -> Self {
        let error = [&["error"][..], &["properties", "error"]]
            .iter()
            .find_map(|path| json::find(body, path).ok().flatten())
            .and_then(|text| json::from_slice::<Value>(text.as_bytes()).ok())
            .filter(Value::is_object);
        let text = |name| Some(error.as_ref()?.get(name)?.as_str()?.to_owned());
        let details = error
            .as_ref()
            .and_then(|error| error.get("details")?.as_array().cloned());
        Self {
            status: status.to_owned(),
            code: text("code"),
            message: text("message"),
            target: text("target"),
            details: details.unwrap_or_default(),
            error,
        }
    }
}

impl fmt::Display for OperationFailure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the operation ended as {:?}", self.status)?;
        if let Some(code) = &self.code {
            write!(f, ": {code}")?;
        }
        if let Some(message) = &self.message {
            write!(f, ": {message}")?;
        }
        Ok(())
    }
}

/// As `Display`: details may repeat what the caller sent.
impl fmt::Debug for OperationFailure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("OperationFailure")
            .field("status", &self.status)
            .field("code", &self.code)
            .field("message", &self.message)
            .field("target", &self.target)
            .field("details", &self.details.len())
            .finish_non_exhaustive()
    }
}

impl std::error::Error for OperationFailure {}
