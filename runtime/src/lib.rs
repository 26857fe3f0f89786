//! What code emitted by Restwright calls: encoding, decoding, endpoints, errors.

mod answer;
#[doc(hidden)]
pub mod emitted;
mod endpoint;
mod error;
pub mod flow;
mod follow;
mod form;
pub mod formats;
pub mod header;
pub mod json;
mod media;
mod multipart;
mod oddities;
mod operation;
mod plain;
mod reference;
mod request;
mod security;
pub mod stream;
mod tree;
#[cfg(feature = "xml")]
pub mod xml;

pub use answer::Answer;
pub use bytes;
pub use endpoint::{Endpoint, EndpointError};
pub use error::{Error, Undeclared};
pub use flow::{LongRunning, Paged, Streamed};
pub use follow::FollowError;
pub use form::FieldEncoding;
pub use formats::{
    Base64, Base64Url, Date, DateTime, Duration, File, Rfc1123DateTime, Secret, Time, Uuid,
};
pub use http;
pub use json::Members;
pub use oddities::{Oddities, strict};
pub use operation::Operation;
pub use request::{EncodeError, RequestBuilder, Style};
pub use security::{Credential, Scheme, SchemeKind};
pub use serde_core;
pub use serde_json;
pub use stream::Event;
