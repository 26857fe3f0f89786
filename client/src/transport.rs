//! What sends requests: one of these for an async client, by a feature each, or one of your own.
//!
//! What a stranger would get wrong: a transport does not follow redirects. It hands the answer back, because a redirect
//! could lead a credential elsewhere.

#[cfg(feature = "reqwest")]
mod reqwest;
#[cfg(feature = "tower")]
mod tower;

#[cfg(feature = "reqwest")]
pub use self::reqwest::Reqwest;
#[cfg(feature = "tower")]
pub use self::tower::Tower;

use crate::body::{Body, Incoming};
use crate::cause::TransportError;
use restwright_runtime::http::{Request, Response};
use std::future::Future;
use std::time::{Duration, Instant, SystemTime};

/// Sends requests, and lets time pass.
pub trait Transport: Send + Sync {
    /// Sends a request, and gives the answer as soon as its head is there. A redirect is an answer.
    fn send(
        &self,
        request: Request<Body>,
    ) -> impl Future<Output = Result<Response<Incoming>, TransportError>> + Send;

    /// Lets time pass.
    fn sleep(&self, time: Duration) -> impl Future<Output = ()> + Send;

    /// What the clock says that timeouts go by.
    fn now(&self) -> Instant {
        Instant::now()
    }

    /// The date.
    fn date(&self) -> SystemTime {
        SystemTime::now()
    }
}

impl<T: Transport> Transport for std::sync::Arc<T> {
    fn send(
        &self,
        request: Request<Body>,
    ) -> impl Future<Output = Result<Response<Incoming>, TransportError>> + Send {
        (**self).send(request)
    }

    fn sleep(&self, time: Duration) -> impl Future<Output = ()> + Send {
        (**self).sleep(time)
    }

    fn now(&self) -> Instant {
        (**self).now()
    }

    fn date(&self) -> SystemTime {
        (**self).date()
    }
}
