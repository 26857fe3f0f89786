//! Replays recorded exchanges through emitted operations, or sends them to a server: what the programs of
//! `cargo xtask verify` and `cargo xtask conformance` are linked with.
//!
//! The emitted program is a table of [`Operation`]s, two functions each; everything else is here. A stranger would get
//! this wrong: nothing of the runtime's encoding is used to judge it. URLs, multipart bodies and XML are read by other
//! libraries or by readers of this crate, and only the values to be sent are made with the runtime's decoders.

mod body;
mod call;
mod json_value;
#[cfg(feature = "live")]
pub mod live;
mod matcher;
mod multipart;
mod recording;
mod report;
mod request;
mod response;
mod run;
mod xml;

pub use call::{Call, Server};
pub use json_value::difference;
pub use recording::{Exclude, Recording};
pub use report::{Exchange, Recorded, Sent, Verdict};
pub use response::{Reading, Written, by_media, empty, json, media, read, written};
pub use run::{Api, Operation, failed, run};

use std::fmt;

/// Why a request could not be made from an exchange, or what differs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem(String);

impl Problem {
    /// A problem in words.
    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl From<restwright_runtime::EncodeError> for Problem {
    fn from(error: restwright_runtime::EncodeError) -> Self {
        Self(format!("the request is refused: {error}"))
    }
}

impl From<restwright_runtime::EndpointError> for Problem {
    fn from(error: restwright_runtime::EndpointError) -> Self {
        Self(format!("the endpoint is refused: {error}"))
    }
}
