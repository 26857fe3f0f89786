//! The same without `async`.
//!
//! What a stranger would get wrong: nothing is a runtime in disguise here. A blocking transport sends on the caller's
//! thread, and waits sleep on it.

mod body;
mod client;
mod lists;
mod poller;
mod transport;
#[cfg(feature = "ureq")]
mod ureq;

pub use self::body::{Body, Incoming};
pub use self::client::Client;
pub use self::lists::{Items, PageItems};
pub use self::poller::Poller;
pub use self::transport::Transport;
#[cfg(feature = "ureq")]
pub use self::ureq::Ureq;

use crate::cause::CredentialError;
use crate::credential::{AccessToken, ClientCredentials};
use restwright_runtime::http::Response;

/// Gives tokens.
pub trait TokenSource: Send + Sync {
    /// A new token. Called by one caller at a time, when there is none or the last one is about to expire.
    fn token(&self) -> Result<AccessToken, CredentialError>;
}

/// A closure that gives tokens.
impl<F: Fn() -> Result<AccessToken, CredentialError> + Send + Sync> TokenSource for F {
    fn token(&self) -> Result<AccessToken, CredentialError> {
        self()
    }
}

impl<T: Transport> TokenSource for ClientCredentials<T> {
    fn token(&self) -> Result<AccessToken, CredentialError> {
        let request = self.request()?.map(Body::from);
        let failed = |error| {
            CredentialError::new("the token URL can't be reached")
                .with_cause(error)
                .retryable()
        };
        let answer = self.transport.send(request, None).map_err(failed)?;
        let (head, body) = answer.into_parts();
        let body = body.read(Self::limit()).map_err(|unread| match unread {
            crate::body::Unread::Transport(error) => failed(error),
            crate::body::Unread::TooLarge => {
                CredentialError::new("the token URL's answer is too large")
            }
        })?;
        Self::read(&Response::from_parts(head, body), self.transport.date())
    }
}
