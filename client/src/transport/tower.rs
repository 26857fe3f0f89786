//! Any `tower` service of HTTP requests, with the layers that it has.

use super::Transport;
use crate::adapt::incoming;
use crate::{Body, BoxError, Incoming, TransportError};
use http_body::Body as HttpBody;
use restwright_runtime::http::{Request, Response};
use std::future::poll_fn;
use std::time::Duration;
use tower_service::Service;

/// Sends by a service, a clone of it a request. It should not follow redirects.
#[derive(Clone, Debug)]
pub struct Tower<S>(S);

impl<S> Tower<S> {
    /// A transport by this service.
    pub fn new(service: S) -> Self {
        Self(service)
    }
}

impl<S, B> Transport for Tower<S>
where
    S: Service<Request<Body>, Response = Response<B>> + Clone + Send + Sync,
    S::Error: Into<BoxError> + Send,
    S::Future: Send,
    B: HttpBody + Send + 'static,
    B::Error: Into<BoxError>,
{
    async fn send(&self, request: Request<Body>) -> Result<Response<Incoming>, TransportError> {
        let mut service = self.0.clone();
        poll_fn(|context| service.poll_ready(context))
            .await
            .map_err(|error| TransportError::new("the service's readiness", error))?;
        let response = service.call(request).await;
        let response = response.map_err(|error| TransportError::new("the exchange", error))?;
        Ok(response.map(incoming))
    }

    async fn sleep(&self, time: Duration) {
        tokio::time::sleep(time).await;
    }
}
