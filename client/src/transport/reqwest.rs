//! `reqwest`: a connection pool, TLS by `rustls`.

use super::Transport;
use crate::adapt::incoming;
use crate::{Body, Incoming, TransportError};
use restwright_runtime::http::{Request, Response};
use std::time::Duration;

/// Sends by `reqwest`.
#[derive(Clone, Debug)]
pub struct Reqwest(reqwest::Client);

impl Reqwest {
    /// A client of its own: it follows no redirect, and TLS is `rustls` with the certificates that the system trusts.
    ///
    /// # Errors
    /// If TLS can't be set up.
    pub fn new() -> Result<Self, TransportError> {
        // Another part of the program may have chosen one already, which is as good.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let client = reqwest::Client::builder()
            .redirect(reqwest::redirect::Policy::none())
            .build();
        client
            .map(Self)
            .map_err(|error| TransportError::new("setting up TLS", error))
    }

    /// A client that you made. Make it with `redirect(Policy::none())`: `reqwest` would follow redirects with headers
    /// such as `x-api-key`, wherever they lead.
    pub fn from_client(client: reqwest::Client) -> Self {
        Self(client)
    }
}

impl Transport for Reqwest {
    async fn send(&self, request: Request<Body>) -> Result<Response<Incoming>, TransportError> {
        let failed =
            |error: reqwest::Error| TransportError::new("the exchange", error.without_url());
        let request = request.map(|body| match body.as_bytes() {
            Some(bytes) => reqwest::Body::from(bytes.clone()),
            None => reqwest::Body::wrap(body),
        });
        let request = reqwest::Request::try_from(request).map_err(failed)?;
        let response = self.0.execute(request).await.map_err(failed)?;
        Ok(Response::<reqwest::Body>::from(response).map(incoming))
    }

    async fn sleep(&self, time: Duration) {
        tokio::time::sleep(time).await;
    }
}
