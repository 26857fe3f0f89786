//! The errors of what a client is made of: transports, and where tokens come from.

use crate::BoxError;
use restwright_runtime::EndpointError;
use std::fmt;

/// No answer came, or not all of it.
#[derive(Debug)]
pub struct TransportError {
    what: &'static str,
    cause: BoxError,
}

impl TransportError {
    /// An error of a transport: what it was about to do, and why that did not go.
    pub fn new(what: &'static str, cause: impl Into<BoxError>) -> Self {
        Self {
            what,
            cause: cause.into(),
        }
    }
}

impl fmt::Display for TransportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} failed: {}", self.what, self.cause)
    }
}

impl std::error::Error for TransportError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.cause.source()
    }
}

/// There is no token.
#[derive(Debug)]
pub struct CredentialError {
    message: String,
    retryable: bool,
    cause: Option<BoxError>,
}

impl CredentialError {
    /// An error in words that say what to do.
    pub fn new(message: impl Into<String>) -> Self {
        Self {
            message: message.into(),
            retryable: false,
            cause: None,
        }
    }

    /// The same with its cause.
    #[must_use]
    pub fn with_cause(mut self, cause: impl Into<BoxError>) -> Self {
        self.cause = Some(cause.into());
        self
    }

    /// The same, where it may go well later.
    #[must_use]
    pub fn retryable(mut self) -> Self {
        self.retryable = true;
        self
    }

    /// Whether it may go well later.
    pub fn is_retryable(&self) -> bool {
        self.retryable
    }
}

impl From<EndpointError> for CredentialError {
    fn from(error: EndpointError) -> Self {
        Self::new(error.to_string())
    }
}

impl fmt::Display for CredentialError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "there is no token: {}", self.message)
    }
}

impl std::error::Error for CredentialError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.cause.as_deref().map(|cause| cause as _)
    }
}
