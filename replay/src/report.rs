//! What became of a vector, as the driver writes it and `cargo xtask verify` reads it: a line of JSON each.
//!
//! A stranger would get this wrong: an excluded request or answer is in no denominator, all else is.

use serde::{Deserialize, Serialize};

/// What became of a vector.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Exchange {
    /// The vector.
    pub id: String,
    /// Its request.
    pub request: Verdict,
    /// Its recorded answers.
    pub responses: Vec<Recorded>,
}

/// What became of a recorded answer.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Recorded {
    /// Its status.
    pub status: u16,
    /// Whether it was read.
    pub decoded: Verdict,
    /// Whether what was read, when written again, is what came.
    pub exact: Verdict,
    /// The same when a member that is `null` counts as absent.
    pub without_nulls: Verdict,
}

/// What became of a vector that was sent to a server.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Sent {
    /// The vector.
    pub id: String,
    /// Whether the server took its request.
    pub request: Verdict,
    /// Whether the answer was read; `None` if the server did not take the request.
    pub answer: Option<Verdict>,
    /// Whether it could be brought to its end; `None` where it takes one exchange.
    pub whole: Option<Verdict>,
}

/// How a comparison ended.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Verdict {
    /// As it must be.
    Right,
    /// With this difference, or this error.
    Wrong(String),
    /// The vectors say why it can't be compared.
    Excluded(String),
}

impl Verdict {
    /// A verdict from the first difference.
    pub(crate) fn of(difference: Option<String>) -> Self {
        difference.map_or(Self::Right, Self::Wrong)
    }
}
