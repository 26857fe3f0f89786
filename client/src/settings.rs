//! What can be changed for a client, or for one call.

use restwright_runtime::flow::{PollPolicy, RetryPolicy};
use restwright_runtime::http::{HeaderMap, HeaderName, HeaderValue};
use std::fmt;
use std::time::Duration;

/// How calls are made: [`Client::with`](crate::Client::with).
///
/// ```
/// use restwright_client::{RetryPolicy, Settings};
/// use std::time::Duration;
///
/// let patient = Settings::default()
///     .with_timeout(Duration::from_secs(10))
///     .with_deadline(Duration::from_secs(60))
///     .with_retry(RetryPolicy::never());
/// assert_eq!(patient.timeout(), Some(Duration::from_secs(10)));
/// ```
#[derive(Clone)]
pub struct Settings {
    pub(crate) retry: RetryPolicy,
    pub(crate) polling: PollPolicy,
    pub(crate) timeout: Option<Duration>,
    pub(crate) deadline: Option<Duration>,
    pub(crate) headers: HeaderMap,
    pub(crate) request_id: Option<HeaderName>,
    pub(crate) limit: u64,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            retry: RetryPolicy::default(),
            polling: PollPolicy::default(),
            timeout: Some(Duration::from_secs(100)),
            deadline: None,
            headers: HeaderMap::new(),
            request_id: None,
            limit: 64 << 20,
        }
    }
}

impl Settings {
    /// How often and after which waits a request is sent again.
    #[must_use]
    pub fn with_retry(mut self, retry: RetryPolicy) -> Self {
        self.retry = retry;
        self
    }

    /// How often the monitor of a long-running operation is asked.
    #[must_use]
    pub fn with_polling(mut self, polling: PollPolicy) -> Self {
        self.polling = polling;
        self
    }

    /// The longest that one attempt may take; 100 seconds unless told otherwise. A stream has it for its beginning.
    #[must_use]
    pub fn with_timeout(mut self, timeout: Duration) -> Self {
        self.timeout = Some(timeout);
        self
    }

    /// Lets an attempt take as long as it takes.
    #[must_use]
    pub fn without_timeout(mut self) -> Self {
        self.timeout = None;
        self
    }

    /// The longest that a call may take, with its repetitions and waits: a `send`, a page, a `wait`. None unless told
    /// otherwise.
    #[must_use]
    pub fn with_deadline(mut self, deadline: Duration) -> Self {
        self.deadline = Some(deadline);
        self
    }

    /// A header of every request to the endpoint's own origin.
    #[must_use]
    pub fn with_header(mut self, name: HeaderName, value: HeaderValue) -> Self {
        self.headers.insert(name, value);
        self
    }

    /// Gives each call a name of its own in this header, such as `x-ms-client-request-id`: the same for all of its
    /// attempts.
    #[must_use]
    pub fn with_request_id(mut self, header: HeaderName) -> Self {
        self.request_id = Some(header);
        self
    }

    /// The largest answer that is held in memory, in bytes; 64 MiB unless told otherwise.
    #[must_use]
    pub fn with_limit(mut self, bytes: u64) -> Self {
        self.limit = bytes;
        self
    }

    /// The longest that one attempt may take.
    pub fn timeout(&self) -> Option<Duration> {
        self.timeout
    }
}

/// Without the headers, which may be secrets.
impl fmt::Debug for Settings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Settings")
            .field("retry", &self.retry)
            .field("polling", &self.polling)
            .field("timeout", &self.timeout)
            .field("deadline", &self.deadline)
            .field("limit", &self.limit)
            .finish_non_exhaustive()
    }
}
