//! What sends requests for a blocking client.

use super::body::{Body, Incoming};
use crate::cause::TransportError;
use restwright_runtime::http::{Request, Response};
use std::sync::Arc;
use std::time::{Duration, Instant, SystemTime};

/// Sends requests, and lets time pass.
pub trait Transport: Send + Sync {
    /// Sends a request, and gives the answer as soon as its head is there. A redirect is an answer. The exchange, with
    /// the reading of the answer, takes no longer than `timeout`.
    fn send(
        &self,
        request: Request<Body>,
        timeout: Option<Duration>,
    ) -> Result<Response<Incoming>, TransportError>;

    /// Lets time pass.
    fn sleep(&self, time: Duration) {
        std::thread::sleep(time);
    }

    /// What the clock says that timeouts go by.
    fn now(&self) -> Instant {
        Instant::now()
    }

    /// The date.
    fn date(&self) -> SystemTime {
        SystemTime::now()
    }
}

/// A closure that sends.
impl<F> Transport for F
where
    F: Fn(Request<Body>, Option<Duration>) -> Result<Response<Incoming>, TransportError>
        + Send
        + Sync,
{
    fn send(
        &self,
        request: Request<Body>,
        timeout: Option<Duration>,
    ) -> Result<Response<Incoming>, TransportError> {
        self(request, timeout)
    }
}

impl<T: Transport> Transport for Arc<T> {
    fn send(
        &self,
        request: Request<Body>,
        timeout: Option<Duration>,
    ) -> Result<Response<Incoming>, TransportError> {
        (**self).send(request, timeout)
    }

    fn sleep(&self, time: Duration) {
        (**self).sleep(time);
    }

    fn now(&self) -> Instant {
        (**self).now()
    }

    fn date(&self) -> SystemTime {
        (**self).date()
    }
}
