//! Where tokens come from.
//!
//! What a stranger would get wrong: a source is asked seldom. The client keeps a token until shortly before it expires,
//! and one caller at a time asks for the next, however many need it.
//!
//! A key, a user with a password and a token that does not expire need no source: they are given to the
//! [`Endpoint`](restwright_runtime::Endpoint).

use crate::body::{Body, Unread};
use crate::cause::{CredentialError, TransportError};
use crate::transport::Transport;
use restwright_runtime::bytes::Bytes;
use restwright_runtime::http::header::{ACCEPT, CONTENT_TYPE};
use restwright_runtime::http::{Method, Request, Response, StatusCode};
use restwright_runtime::{Credential, Endpoint, EndpointError, Secret, json, serde_json::Value};
use std::future::Future;
use std::pin::Pin;
use std::time::{Duration, SystemTime};

/// A token, and until when it holds. `Debug` does not show it.
#[derive(Clone, Debug, PartialEq)]
pub struct AccessToken {
    pub(crate) token: Secret<String>,
    pub(crate) expires: Option<SystemTime>,
}

impl AccessToken {
    /// A token that does not expire.
    pub fn new(token: impl Into<Secret<String>>) -> Self {
        Self {
            token: token.into(),
            expires: None,
        }
    }

    /// The same token, until this time.
    #[must_use]
    pub fn with_expiry(mut self, expires: SystemTime) -> Self {
        self.expires = Some(expires);
        self
    }

    /// Until when it holds; `None` where it does not expire.
    pub fn expires(&self) -> Option<SystemTime> {
        self.expires
    }

    /// Whether it holds for so long from now.
    pub(crate) fn holds_for(&self, time: Duration, now: SystemTime) -> bool {
        self.expires
            .is_none_or(|expires| now.checked_add(time).is_some_and(|then| then < expires))
    }
}

/// Gives tokens. A closure that gives a future is one:
///
/// ```
/// use restwright_client::{AccessToken, TokenSource};
/// use std::time::{Duration, SystemTime};
///
/// let source = || async {
///     let an_hour = SystemTime::now() + Duration::from_secs(3600);
///     Ok(AccessToken::new("from somewhere").with_expiry(an_hour))
/// };
/// # fn is_source(_: impl TokenSource) {}
/// # is_source(source);
/// // Client::new(transport, endpoint).with_tokens(&AUTH, source)
/// ```
pub trait TokenSource: Send + Sync {
    /// A new token. Called by one caller at a time, when there is none or the last one is about to expire.
    fn token(
        &self,
    ) -> Pin<Box<dyn Future<Output = Result<AccessToken, CredentialError>> + Send + '_>>;
}

/// A closure that gives tokens.
impl<F, R> TokenSource for F
where
    F: Fn() -> R + Send + Sync,
    R: Future<Output = Result<AccessToken, CredentialError>> + Send + 'static,
{
    fn token(
        &self,
    ) -> Pin<Box<dyn Future<Output = Result<AccessToken, CredentialError>> + Send + '_>> {
        Box::pin(self())
    }
}

/// The largest answer of a token URL that is read.
const TOKEN_LIMIT: u64 = 1 << 20;

/// `OAuth` 2 client credentials (RFC 6749, 4.4): a token for an application, from the token URL of a description.
///
/// The secret goes over `https` alone, or stays on the machine. It is a [`TokenSource`] where its transport is async,
/// and a [`blocking::TokenSource`](crate::blocking::TokenSource) where it is blocking.
#[derive(Clone, Debug)]
pub struct ClientCredentials<T> {
    pub(crate) transport: T,
    url: String,
    client_id: String,
    client_secret: Secret<String>,
    scopes: String,
}

impl<T> ClientCredentials<T> {
    /// An application at a token URL.
    ///
    /// # Errors
    /// If the URL is none, or would carry the secret in plain text.
    pub fn new(
        transport: T,
        url: &str,
        client_id: impl Into<String>,
        client_secret: impl Into<Secret<String>>,
    ) -> Result<Self, EndpointError> {
        const CHECKED: restwright_runtime::Scheme = restwright_runtime::Scheme::new(
            "client secret",
            restwright_runtime::SchemeKind::Bearer,
        );
        let client_secret = client_secret.into();
        // The rules for endpoints are those for token URLs: no user, no fragment, and no plain text on the way.
        Endpoint::new(url)?.with_credential(&CHECKED, Credential::bearer("checked"))?;
        Ok(Self {
            transport,
            url: url.to_owned(),
            client_id: client_id.into(),
            client_secret,
            scopes: String::new(),
        })
    }

    /// The same for these scopes.
    #[must_use]
    pub fn with_scopes(mut self, scopes: &[&str]) -> Self {
        self.scopes = scopes.join(" ");
        self
    }

    /// The request for a token; its form has the secret.
    pub(crate) fn request(&self) -> Result<Request<Bytes>, CredentialError> {
        let mut form = vec![
            ("grant_type", "client_credentials"),
            ("client_id", &*self.client_id),
            ("client_secret", self.client_secret.expose()),
        ];
        if !self.scopes.is_empty() {
            form.push(("scope", &self.scopes));
        }
        let pairs: Vec<String> = form
            .iter()
            .map(|(name, value)| format!("{name}={}", encoded(value)))
            .collect();
        Request::builder()
            .method(Method::POST)
            .uri(&self.url)
            .header(CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header(ACCEPT, "application/json")
            .body(Bytes::from(pairs.join("&")))
            .map_err(|error| CredentialError::new("the token URL can't be asked").with_cause(error))
    }

    /// Reads the answer to it (RFC 6749, 5).
    pub(crate) fn read(
        answer: &Response<Bytes>,
        now: SystemTime,
    ) -> Result<AccessToken, CredentialError> {
        let status = answer.status();
        let body: Value = json::from_slice(answer.body()).unwrap_or_default();
        if status != StatusCode::OK {
            let text = |name| body.get(name).and_then(Value::as_str).unwrap_or_default();
            let said = format!(
                "the token URL answers {status} {} {}",
                text("error"),
                text("error_description")
            );
            let error = CredentialError::new(said.trim_end());
            let is_passing = status.is_server_error() || status == StatusCode::TOO_MANY_REQUESTS;
            return Err(if is_passing { error.retryable() } else { error });
        }
        let token = body.get("access_token").and_then(Value::as_str);
        let token = token
            .ok_or_else(|| CredentialError::new("the token URL's answer has no `access_token`"))?;
        let lifetime = body.get("expires_in").and_then(|lifetime| {
            lifetime
                .as_u64()
                .or_else(|| lifetime.as_str()?.parse().ok())
        });
        let token = AccessToken::new(token.to_owned());
        let expires = lifetime.and_then(|seconds| now.checked_add(Duration::from_secs(seconds)));
        Ok(match expires {
            Some(expires) => token.with_expiry(expires),
            None => token,
        })
    }

    pub(crate) fn limit() -> u64 {
        TOKEN_LIMIT
    }
}

/// A value of a form.
fn encoded(text: &str) -> String {
    use std::fmt::Write;
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            // Writing to a `String` does not fail.
            let _ = write!(encoded, "%{byte:02X}");
        }
    }
    encoded
}

impl<T: Transport> TokenSource for ClientCredentials<T> {
    fn token(
        &self,
    ) -> Pin<Box<dyn Future<Output = Result<AccessToken, CredentialError>> + Send + '_>> {
        Box::pin(async {
            let request = self.request()?.map(Body::from);
            let failed = |error: TransportError| {
                CredentialError::new("the token URL can't be reached")
                    .with_cause(error)
                    .retryable()
            };
            let (head, body) = self
                .transport
                .send(request)
                .await
                .map_err(failed)?
                .into_parts();
            let body = body
                .read(Self::limit())
                .await
                .map_err(|unread| match unread {
                    Unread::Transport(error) => failed(error),
                    Unread::TooLarge => CredentialError::new("the token URL's answer is too large"),
                })?;
            Self::read(&Response::from_parts(head, body), self.transport.date())
        })
    }
}
