//! What an answer can be other than a success.
//!
//! What a stranger would get wrong: every error keeps the whole answer (status, headers and bytes), so nothing that
//! a service said is lost; but neither `Display` nor `Debug` prints what could hold a secret, which is the headers
//! and the JSON of a success.

use crate::json::Fault;
use bytes::Bytes;
use http::header::CONTENT_TYPE;
use http::{HeaderMap, Response, StatusCode};
use std::fmt::{self, Write};

/// The failure of an operation that documents none: it has no value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Undeclared {}

impl fmt::Display for Undeclared {
    fn fmt(&self, _: &mut fmt::Formatter<'_>) -> fmt::Result {
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
            | Self::Undocumented { response }
            | Self::UndocumentedMedia { response }
            | Self::Decode { response, .. } => response,
        }
    }

    /// The documented failure, if it is one: what to match on for its arms.
    pub fn failure(&self) -> Option<&F> {
        match self {
            Self::Documented { failure, .. } => Some(failure),
            Self::Undocumented { .. } | Self::UndocumentedMedia { .. } | Self::Decode { .. } => {
                None
            }
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

impl<F> fmt::Display for Error<F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let what = match self {
            Self::Documented { .. } => "a documented failure",
            Self::Undocumented { .. } => "an undocumented status",
            Self::UndocumentedMedia { .. } => "documented, but not as",
            Self::Decode { .. } => "a body that can't be read",
        };
        write!(f, "{} is {what}", self.status())?;
        match self {
            Self::UndocumentedMedia { response } => write!(f, " {}", MediaType(response))?,
            Self::Decode { fault, .. } => write!(f, ": {fault}")?,
            Self::Documented { .. } | Self::Undocumented { .. } => {}
        }
        Excerpt(self.response()).fmt(f)
    }
}

impl<F: fmt::Debug> fmt::Debug for Error<F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Documented { failure, .. } => {
                write!(f, "Documented({}, {failure:?})", self.status())
            }
            Self::Undocumented { .. } | Self::UndocumentedMedia { .. } | Self::Decode { .. } => {
                write!(f, "{self}")
            }
        }
    }
}

/// Without a `source`: what can't be read is part of the text already, and would be printed twice.
impl<F: fmt::Debug> std::error::Error for Error<F> {}

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
    const LENGTH: usize = 200;

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
        let start = String::from_utf8_lossy(&body[..body.len().min(4 * Self::LENGTH)]);
        for character in start.chars().take(Self::LENGTH) {
            if character.is_control() {
                write!(f, "{}", character.escape_default())?;
            } else {
                f.write_char(character)?;
            }
        }
        if start.chars().nth(Self::LENGTH).is_some() {
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
