//! `ureq`: a connection pool, TLS by `rustls`.

use super::body::{Body, Incoming};
use super::transport::Transport;
use crate::cause::TransportError;
use restwright_runtime::http::{Method, Request, Response};
use std::time::Duration;
use ureq::config::AutoHeaderValue;
use ureq::{Agent, SendBody};

/// Sends by `ureq`.
#[derive(Clone, Debug)]
pub struct Ureq(Agent);

impl Default for Ureq {
    fn default() -> Self {
        Self::new()
    }
}

impl Ureq {
    /// An agent of its own: it follows no redirect, adds no header that a caller could want to choose, and TLS is `rustls`
    /// with Mozilla's certificates.
    pub fn new() -> Self {
        let config = Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .accept(AutoHeaderValue::None)
            .build();
        Self(config.into())
    }

    /// An agent that you made. Make it with `http_status_as_error(false)` and `max_redirects(0)`.
    pub fn from_agent(agent: Agent) -> Self {
        Self(agent)
    }
}

impl Transport for Ureq {
    fn send(
        &self,
        request: Request<Body>,
        timeout: Option<Duration>,
    ) -> Result<Response<Incoming>, TransportError> {
        let failed = |error: ureq::Error| TransportError::new("the exchange", error);
        // Where the method has a body, its length is said, be it none.
        let has_body = [Method::POST, Method::PUT, Method::PATCH].contains(request.method());
        let request = request.map(|body| match body.as_bytes() {
            Some(bytes) if bytes.is_empty() && !has_body => Sent::Nothing,
            Some(bytes) => Sent::Whole(bytes.to_vec()),
            None => Sent::Reader(body),
        });
        let (head, body) = request.into_parts();
        let response = match body {
            Sent::Nothing => self.run(Request::from_parts(head, ()), timeout),
            Sent::Whole(bytes) => self.run(Request::from_parts(head, bytes), timeout),
            Sent::Reader(body) => {
                let mut request = Request::from_parts(head, ());
                if let Some(length) = body.length() {
                    request
                        .headers_mut()
                        .insert("content-length", length.into());
                }
                let mut reader = body.into_reader();
                self.run(
                    request.map(|()| SendBody::from_reader(&mut reader)),
                    timeout,
                )
            }
        };
        let response = response.map_err(failed)?;
        Ok(response.map(|body| Incoming::Reader(Box::new(body.into_reader()))))
    }
}

enum Sent {
    Nothing,
    Whole(Vec<u8>),
    Reader(Body),
}

impl Ureq {
    fn run<B: ureq::AsSendBody>(
        &self,
        request: Request<B>,
        timeout: Option<Duration>,
    ) -> Result<Response<ureq::Body>, ureq::Error> {
        let request = self
            .0
            .configure_request(request)
            .timeout_global(timeout)
            .allow_non_standard_methods(true)
            .build();
        self.0.run(request)
    }
}
