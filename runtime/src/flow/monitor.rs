//! What an answer says of a long-running operation, by the kind of the monitor that gave it.
//!
//! What a stranger would get wrong: only three states are final (`Succeeded`, `Failed`, `Canceled`, in any case, and
//! `Cancelled`). Every other is one of a service's own, and means that it is still at work.

use crate::json::{self, plain_text};
use crate::reference::resolve;
use bytes::Bytes;
use http::{HeaderMap, Response, StatusCode, Uri};

/// What is asked how far an operation is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// What `Azure-AsyncOperation` names: an object with a `status`.
    AsyncOperation,
    /// What `Operation-Location` names: the same, by another name.
    OperationLocation,
    /// What `Location` names: 202 until it has the result.
    Location,
    /// The resource itself, whose `properties.provisioningState` says it.
    Body,
}

/// A monitor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Monitor {
    pub(super) kind: Kind,
    /// Where it is; resolved if it can be.
    pub(super) url: String,
}

/// What is known of an operation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Reading {
    /// It is still at work; the state in the service's words, where it has one.
    Running(Option<String>),
    Succeeded,
    Failed(String),
    Cancelled(String),
    /// The result is there: HTTP's `See Other`.
    SeeOther(String),
    /// The answer does not say.
    Silent,
    /// The answer is about the reading, and not about the operation.
    Unread,
    /// The service refuses what was asked.
    Refused,
}

impl Kind {
    pub(super) const ALL: [Self; 4] = [
        Self::AsyncOperation,
        Self::OperationLocation,
        Self::Location,
        Self::Body,
    ];

    /// The name of the header that names it; the body has none.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::AsyncOperation => "azure-asyncoperation",
            Self::OperationLocation => "operation-location",
            Self::Location => "location",
            Self::Body => "body",
        }
    }

    /// Where a header of an answer says that this monitor is, seen from the URL that was asked.
    pub(super) fn link(self, headers: &HeaderMap, asked: &Uri) -> Option<String> {
        let text = headers.get(self.name())?.to_str().ok()?.trim();
        let resolved = resolve(asked, text).map(|uri| uri.to_string());
        (!text.is_empty()).then(|| resolved.unwrap_or_else(|_| text.to_owned()))
    }

    /// What its answer says.
    pub(super) fn read(self, answer: &Response<Bytes>, asked: &Uri) -> Reading {
        match self {
            Self::Location => at_location(answer, asked),
            _ if !answer.status().is_success() => Reading::Unread,
            Self::AsyncOperation | Self::OperationLocation => status_of(answer),
            Self::Body => provisioning(answer),
        }
    }
}

/// The `status` of a monitor's object.
fn status_of(answer: &Response<Bytes>) -> Reading {
    match text_at(answer.body(), &["status"]) {
        Some(state) => reading(&state),
        None if answer.status() == StatusCode::ACCEPTED && answer.body().is_empty() => {
            Reading::Running(None)
        }
        None => Reading::Silent,
    }
}

fn at_location(answer: &Response<Bytes>, asked: &Uri) -> Reading {
    let status = answer.status();
    match status.as_u16() {
        202 => match provisioning_state(answer.body()).map(|state| reading(&state)) {
            Some(failed @ (Reading::Failed(_) | Reading::Cancelled(_))) => failed,
            Some(Reading::Running(state)) => Reading::Running(state),
            _ => Reading::Running(None),
        },
        200..=299 => {
            provisioning_state(answer.body()).map_or(Reading::Succeeded, |state| reading(&state))
        }
        303 => match Kind::Location.link(answer.headers(), asked) {
            Some(url) => Reading::SeeOther(url),
            None => Reading::Unread,
        },
        // Who asks, and how often, is not what the operation is about.
        401 | 403 | 407 | 408 | 425 | 429 => Reading::Unread,
        400..=499 => Reading::Refused,
        _ => Reading::Unread,
    }
}

/// What a resource says of itself: complete where it says nothing, unless the status is that of a beginning.
pub(super) fn provisioning(answer: &Response<Bytes>) -> Reading {
    match (provisioning_state(answer.body()), answer.status().as_u16()) {
        (Some(state), _) => reading(&state),
        (None, 201 | 202) => Reading::Running(None),
        (None, _) => Reading::Succeeded,
    }
}

fn provisioning_state(body: &Bytes) -> Option<String> {
    text_at(body, &["properties", "provisioningState"])
}

fn reading(state: &str) -> Reading {
    let is = |known: &str| state.trim().eq_ignore_ascii_case(known);
    if is("Succeeded") {
        Reading::Succeeded
    } else if is("Failed") {
        Reading::Failed(state.to_owned())
    } else if is("Canceled") || is("Cancelled") {
        Reading::Cancelled(state.to_owned())
    } else {
        Reading::Running(Some(state.to_owned()))
    }
}

/// A text of a body; one that is empty, or of a body that is no JSON, is none.
pub(super) fn text_at(body: &Bytes, path: &[&str]) -> Option<String> {
    let text = json::find(body, path).ok().flatten().and_then(plain_text);
    text.filter(|text| !text.trim().is_empty())
}
