//! What an answer can be other than a success.
//!
//! What a stranger would get wrong: every error keeps the whole answer (status, headers and bytes), so nothing that
//! a service said is lost; but neither `Display` nor `Debug` prints what could hold a secret, which is the headers
//! and the JSON of a success.

use crate::failure::{self, Failure};
use crate::json::Fault;
use bytes::Bytes;
use http::header::CONTENT_TYPE;
use http::{HeaderMap, Response, StatusCode};
use std::fmt;

/// The failure of an operation that documents none: it has no value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Undeclared {}

impl fmt::Display for Undeclared {
    fn fmt(&self, _: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {}
    }
}

impl std::error::Error for Undeclared {}

impl Failure for Undeclared {
    fn message(&self) -> Option<String> {
        match *self {}
    }
}

/// An answer that is not a success.
#[non_exhaustive]
pub enum Error<F> {
    /// A failure that the description documents.
    Documented {
        /// What the service says of it, boxed: every `Result` of a caller would be as large as the largest failure.
        failure: Box<F>,
        /// The answer as it came.
        response: Box<Response<Bytes>>,
    },
    /// A failure that the description documents without a body: its status says all of it.
    Status {
        /// The answer as it came.
        response: Box<Response<Bytes>>,
    },
    /// A status that the description does not document.
    Undocumented {
        /// The answer as it came.
        response: Box<Response<Bytes>>,
    },
    /// A media type that the description does not document for the status.
    UndocumentedMedia {
        /// The answer as it came.
        response: Box<Response<Bytes>>,
    },
    /// A body that is not what the description documents for its status.
    Decode {
        /// Where and why.
        fault: Fault,
        /// The answer as it came.
        response: Box<Response<Bytes>>,
    },
}

impl<F> Error<F> {
    /// The status.
    pub fn status(&self) -> StatusCode {
        self.response().status()
    }

    /// The headers.
    pub fn headers(&self) -> &HeaderMap {
        self.response().headers()
    }

    /// The body as it came.
    pub fn body(&self) -> &Bytes {
        self.response().body()
    }

    /// The answer as it came.
    pub fn response(&self) -> &Response<Bytes> {
        match self {
            Self::Documented { response, .. }
            | Self::Status { response }
            | Self::Undocumented { response }
            | Self::UndocumentedMedia { response }
            | Self::Decode { response, .. } => response,
        }
    }

    /// The description's name for the operation that failed, where emitted code read the answer.
    pub fn operation(&self) -> Option<&'static str> {
        let name = self.response().extensions().get::<OperationName>()?;
        Some(name.0)
    }

    /// What the service says is wrong, where the body has a message: a text, or the `message`, `detail` or
    /// `error_description` of a JSON object, and what else services call it.
    pub fn message(&self) -> Option<String> {
        failure::message_of(self.body())
    }

    /// The documented failure, if it has a body: what to match on for its arms.
    pub fn failure(&self) -> Option<&F> {
        match self {
            Self::Documented { failure, .. } => Some(failure),
            Self::Status { .. }
            | Self::Undocumented { .. }
            | Self::UndocumentedMedia { .. }
            | Self::Decode { .. } => None,
        }
    }

    /// The documented failure, if it is one; otherwise the error again.
    pub fn into_failure(self) -> Result<F, Self> {
        match self {
            Self::Documented { failure, .. } => Ok(*failure),
            other => Err(other),
        }
    }
}

/// The name of the operation that an answer is to, among the answer's extensions.
#[derive(Clone, Copy, Debug)]
struct OperationName(&'static str);

/// The error of an operation of this name.
pub fn of_operation<F>(mut error: Error<F>, operation: &'static str) -> Error<F> {
    let (Error::Documented { response, .. }
    | Error::Status { response }
    | Error::Undocumented { response }
    | Error::UndocumentedMedia { response }
    | Error::Decode { response, .. }) = &mut error;
    response.extensions_mut().insert(OperationName(operation));
    error
}

/// `listPets: 500 Internal Server Error: Out of stock`: the operation, the status and what the service says. Where it
/// says nothing that is known to be a message, what its body starts with.
impl<F> fmt::Display for Error<F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(operation) = self.operation() {
            write!(f, "{operation}: ")?;
        }
        self.status().fmt(f)?;
        match self {
            Self::Documented { .. } | Self::Status { .. } => {}
            Self::Undocumented { .. } => f.write_str(" is an undocumented status")?,
            Self::UndocumentedMedia { response } => {
                write!(f, " is documented, but not as {}", MediaType(response))?;
            }
            Self::Decode { fault, .. } => write!(f, " has a body that can't be read: {fault}")?,
        }
        let excerpt = Excerpt(self.response());
        match self.message().filter(|_| !excerpt.may_be_secret()) {
            Some(message) if !matches!(self, Self::Decode { .. }) => {
                f.write_str(": ")?;
                failure::excerpt(&message, f)
            }
            _ => excerpt.fmt(f),
        }
    }
}

impl<F: fmt::Debug> fmt::Debug for Error<F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Documented { failure, .. } => {
                write!(f, "Documented({}, {failure:?})", self.status())
            }
            Self::Status { .. }
            | Self::Undocumented { .. }
            | Self::UndocumentedMedia { .. }
            | Self::Decode { .. } => write!(f, "{self}"),
        }
    }
}

/// The source is the documented failure, to be downcast to. What can't be read is part of the text already.
impl<F: Failure> std::error::Error for Error<F> {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.failure().and_then(Failure::as_error)
    }
}

/// The media type that an answer says it has.
struct MediaType<'a>(&'a Response<Bytes>);

impl fmt::Display for MediaType<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0.headers().get(CONTENT_TYPE) {
            Some(media) => f.write_str(
                &media
                    .to_str()
                    .map_or_else(|_| format!("{media:?}"), str::to_owned),
            ),
            None => f.write_str("a body without a media type"),
        }
    }
}

/// What a body starts with, unless it could be a secret.
struct Excerpt<'a>(&'a Response<Bytes>);

impl Excerpt<'_> {
    /// A success in JSON may be what the caller asked for, keys and tokens included. Its path and offset in the fault
    /// are enough; for anything else (a page of a proxy, nothing at all) the first bytes say what it is.
    fn may_be_secret(&self) -> bool {
        let first = self
            .0
            .body()
            .iter()
            .find(|byte| !byte.is_ascii_whitespace());
        self.0.status().is_success() && matches!(first, Some(b'{' | b'[' | b'"'))
    }
}

impl fmt::Display for Excerpt<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let body = self.0.body();
        if self.may_be_secret() {
            return Ok(());
        }
        if body.is_empty() {
            return f.write_str("; its body is empty");
        }
        f.write_str("; its body starts with ")?;
        // A character is at most four bytes.
        let start = String::from_utf8_lossy(&body[..body.len().min(4 * failure::LENGTH)]);
        let start: String = start.chars().take(failure::LENGTH + 1).collect();
        failure::excerpt(&start, f)?;
        if start.chars().nth(failure::LENGTH).is_some() {
            write!(f, " ({} bytes in all)", body.len())?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::Error;

    /// clippy's `result_large_err` would fire in the code of users from 128 bytes on.
    #[test]
    fn an_error_is_small_whatever_the_failure() {
        assert!(size_of::<Error<[u64; 100]>>() <= 32);
    }
}
