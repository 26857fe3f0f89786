//! What a call can end in other than its output: one type, to match on.
//!
//! What a stranger would get wrong: an error of a long-running operation's monitor ([`Error::Monitor`]) says nothing of
//! the operation. The poller is still there and can be asked again.

use crate::cause::{CredentialError, TransportError};
use crate::upload::UploadError;
use restwright_runtime::bytes::Bytes;
use restwright_runtime::flow::{OperationFailure, PagingError, PollError, StateError};
use restwright_runtime::http::{Response, StatusCode};
use restwright_runtime::json::Fault;
use restwright_runtime::{EncodeError, FollowError};
use std::fmt;
use std::time::Duration;

/// Why a call has no output.
///
/// ```
/// use generated::customer_insights::{endpoint, relationship_links::ListByHub};
/// use restwright_client::Error;
/// # use restwright_client::blocking::Client;
/// # use restwright_client::runtime::http::Response;
/// # use restwright_client::testing::Scripted;
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # let transport = Scripted::new().then(Response::builder().status(404).body("gone".into())?);
/// # let client = Client::new(transport, endpoint()?.authorized_elsewhere());
/// let list = ListByHub { subscription_id: "s", resource_group_name: "r", hub_name: "contoso" };
/// let said = match client.send(&list) {
///     Ok(_) => "there".to_owned(),
///     Err(Error::Documented { failure, .. }) => format!("refused: {failure:?}"),
///     Err(error) if error.is_retryable() => "later".to_owned(),
///     Err(error) => error.to_string(),
/// };
/// assert_eq!(said, "404 Not Found is an undocumented status");
/// # Ok(())
/// # }
/// ```
#[derive(Debug)]
#[non_exhaustive]
pub enum Error<F> {
    /// The request can't be built: nothing was sent.
    Encode(EncodeError),
    /// A file that is to be read as it is sent is not in the body: nothing was sent.
    Upload(UploadError),
    /// There is no credential: nothing was sent.
    Credential(CredentialError),
    /// No answer came, or not all of it.
    Transport(TransportError),
    /// The time for the call is over.
    Deadline {
        /// The time that it had.
        limit: Duration,
    },
    /// The answer is larger than what is held.
    TooLarge {
        /// The limit, in bytes: [`Settings::with_limit`](crate::Settings::with_limit).
        limit: u64,
    },
    /// A failure that the description documents.
    Documented {
        /// What the service says of it.
        failure: Box<F>,
        /// The answer as it came.
        response: Box<Response<Bytes>>,
    },
    /// A status that the description does not document.
    Undocumented {
        /// The answer as it came.
        response: Box<Response<Bytes>>,
    },
    /// An answer that is not what the description documents for its status.
    Decode {
        /// Where and why.
        fault: Fault,
        /// The answer as it came.
        response: Box<Response<Bytes>>,
    },
    /// A long-running operation that the service began and that failed.
    Failed(Box<OperationFailure>),
    /// A long-running operation that somebody cancelled.
    Cancelled(Box<OperationFailure>),
    /// The monitor of a long-running operation can't be read now: nothing is known of the operation.
    Monitor {
        /// What is wrong, in words.
        problem: String,
        /// The answer as it came.
        response: Box<Response<Bytes>>,
    },
    /// The service leads where nothing may go.
    Follow(FollowError),
    /// The next page can't be asked for.
    Paging(PagingError),
    /// The text is not the state of this operation.
    State(StateError),
}

impl<F> Error<F> {
    /// The status of the answer, if one came.
    pub fn status(&self) -> Option<StatusCode> {
        self.response().map(Response::status)
    }

    /// The answer as it came, if one did.
    pub fn response(&self) -> Option<&Response<Bytes>> {
        match self {
            Self::Documented { response, .. }
            | Self::Undocumented { response }
            | Self::Decode { response, .. }
            | Self::Monitor { response, .. } => Some(response),
            _ => None,
        }
    }

    /// The documented failure, if it is one.
    pub fn failure(&self) -> Option<&F> {
        match self {
            Self::Documented { failure, .. } => Some(failure),
            _ => None,
        }
    }

    /// Whether the same call can go well later. It does not say that it may be repeated: who sends a POST again could
    /// have it done twice.
    pub fn is_retryable(&self) -> bool {
        match self {
            Self::Transport(_) | Self::Deadline { .. } | Self::Monitor { .. } => true,
            Self::Credential(error) => error.is_retryable(),
            _ => self
                .status()
                .is_some_and(|status| matches!(status.as_u16(), 408 | 429 | 500 | 502..=504)),
        }
    }
}

impl<F> From<restwright_runtime::Error<F>> for Error<F> {
    fn from(error: restwright_runtime::Error<F>) -> Self {
        use restwright_runtime::Error as Answer;
        match error {
            Answer::Documented { failure, response } => Self::Documented { failure, response },
            Answer::Undocumented { response } => Self::Undocumented { response },
            Answer::Decode { fault, response } => Self::Decode { fault, response },
            other => Self::Undocumented {
                response: Box::new(other.response().clone()),
            },
        }
    }
}

impl<F> From<PollError<F>> for Error<F> {
    fn from(error: PollError<F>) -> Self {
        let problem = error.to_string();
        match error {
            PollError::Answer(error) => error.into(),
            PollError::Failed(failure) => Self::Failed(failure),
            PollError::Cancelled(failure) => Self::Cancelled(failure),
            PollError::Follow(error) => Self::Follow(error),
            PollError::Unread { response }
            | PollError::Silent { response }
            | PollError::Unmonitored { response } => Self::Monitor { problem, response },
            _ => unreachable!("the runtime of this version has no other"),
        }
    }
}

impl<F> From<Stop> for Error<F> {
    fn from(stop: Stop) -> Self {
        match stop {
            Stop::Encode(error) => Self::Encode(error),
            Stop::Upload(error) => Self::Upload(error),
            Stop::Credential(error) => Self::Credential(error),
            Stop::Transport(error) => Self::Transport(error),
            Stop::Deadline(limit) => Self::Deadline { limit },
            Stop::TooLarge(limit) => Self::TooLarge { limit },
            Stop::Follow(error) => Self::Follow(error),
            Stop::Paging(error) => Self::Paging(error),
        }
    }
}

/// Why an exchange has no answer, whatever the operation.
#[derive(Debug)]
pub(crate) enum Stop {
    Encode(EncodeError),
    Upload(UploadError),
    Credential(CredentialError),
    Transport(TransportError),
    Deadline(Duration),
    TooLarge(u64),
    Follow(FollowError),
    Paging(PagingError),
}

impl<F> fmt::Display for Error<F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Encode(error) => error.fmt(f),
            Self::Upload(error) => error.fmt(f),
            Self::Credential(error) => error.fmt(f),
            Self::Transport(error) => error.fmt(f),
            Self::Deadline { limit } => write!(
                f,
                "the call took longer than {limit:?}; give it more time, or ask whether the service is well"
            ),
            Self::TooLarge { limit } => write!(
                f,
                "the answer has more than {limit} bytes; raise the limit, or read it in chunks"
            ),
            Self::Documented { response, .. } => {
                write!(f, "{} is a documented failure", response.status())
            }
            Self::Undocumented { response } => {
                write!(f, "{} is an undocumented status", response.status())
            }
            Self::Decode { fault, response } => {
                write!(
                    f,
                    "{} is a body that can't be read: {fault}",
                    response.status()
                )
            }
            Self::Failed(failure) | Self::Cancelled(failure) => failure.fmt(f),
            Self::Monitor { problem, .. } => f.write_str(problem),
            Self::Follow(error) => error.fmt(f),
            Self::Paging(error) => error.fmt(f),
            Self::State(error) => error.fmt(f),
        }
    }
}

impl<F: fmt::Debug> std::error::Error for Error<F> {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Encode(error) => Some(error),
            Self::Upload(error) => Some(error),
            Self::Credential(error) => Some(error),
            Self::Transport(error) => Some(error),
            Self::Failed(failure) | Self::Cancelled(failure) => Some(&**failure),
            Self::Follow(error) => Some(error),
            Self::Paging(error) => Some(error),
            Self::State(error) => Some(error),
            _ => None,
        }
    }
}
