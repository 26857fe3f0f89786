//! The tokens that a client has, and the endpoint that carries them.
//!
//! What a stranger would get wrong: the endpoint is replaced as a whole when a token is, so that requests that are made
//! meanwhile have one token or the other and none has to wait.

use crate::cause::CredentialError;
use crate::credential::AccessToken;
use restwright_runtime::{Credential, Endpoint, Scheme};
use std::sync::{Arc, PoisonError, RwLock};
use std::time::{Duration, SystemTime};

/// How long before its end a token is replaced.
const MARGIN: Duration = Duration::from_secs(120);

/// The endpoint with the tokens of now.
#[derive(Debug)]
pub(crate) struct Carrier {
    endpoint: RwLock<Arc<Endpoint>>,
}

impl Carrier {
    pub(crate) fn new(endpoint: Endpoint) -> Self {
        Self {
            endpoint: RwLock::new(Arc::new(endpoint)),
        }
    }

    pub(crate) fn endpoint(&self) -> Arc<Endpoint> {
        self.endpoint
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    /// Does something while this endpoint is the one of now, which no other takes the place of meanwhile.
    fn if_current(&self, endpoint: &Arc<Endpoint>, act: impl FnOnce()) {
        let current = self.endpoint.read().unwrap_or_else(PoisonError::into_inner);
        if Arc::ptr_eq(endpoint, &current) {
            act();
        }
    }

    fn carry(&self, scheme: &Scheme, token: &AccessToken) -> Result<(), CredentialError> {
        let mut endpoint = self
            .endpoint
            .write()
            .unwrap_or_else(PoisonError::into_inner);
        let credential = Credential::bearer(token.token.clone());
        let with_token = (**endpoint).clone().with_credential(scheme, credential)?;
        *endpoint = Arc::new(with_token);
        Ok(())
    }
}

/// What is known of the token of a scheme.
#[derive(Debug)]
pub(crate) struct Slot {
    scheme: Scheme,
    token: RwLock<Option<AccessToken>>,
}

impl Slot {
    pub(crate) fn new(scheme: Scheme) -> Self {
        Self {
            scheme,
            token: RwLock::new(None),
        }
    }

    pub(crate) fn scheme(&self) -> Scheme {
        self.scheme
    }

    /// Whether operations with these requirements use the scheme.
    pub(crate) fn is_used(&self, security: &[&[&Scheme]]) -> bool {
        security
            .iter()
            .any(|schemes| schemes.contains(&&self.scheme))
    }

    /// Whether a new token is needed.
    pub(crate) fn is_stale(&self, now: SystemTime) -> bool {
        !self.holds_for(MARGIN, now)
    }

    /// Forgets the token, which the service refuses.
    fn forget(&self) {
        *self.token.write().unwrap_or_else(PoisonError::into_inner) = None;
    }

    /// Takes what the source gave. An error is none while the last token holds.
    pub(crate) fn take(
        &self,
        given: Result<AccessToken, CredentialError>,
        carrier: &Carrier,
        now: SystemTime,
    ) -> Result<(), CredentialError> {
        let token = match given {
            Ok(token) => token,
            Err(_) if self.holds_for(Duration::ZERO, now) => return Ok(()),
            Err(error) => return Err(error),
        };
        carrier.carry(&self.scheme, &token)?;
        *self.token.write().unwrap_or_else(PoisonError::into_inner) = Some(token);
        Ok(())
    }

    fn holds_for(&self, time: Duration, now: SystemTime) -> bool {
        let token = self.token.read().unwrap_or_else(PoisonError::into_inner);
        token
            .as_ref()
            .is_some_and(|token| token.holds_for(time, now))
    }
}

/// Forgets the tokens that a request had which the service refuses (RFC 9110, 15.5.2), unless others have taken their
/// place since; whether there will be others.
pub(crate) fn forget<'s>(
    slots: impl Iterator<Item = &'s Slot>,
    security: &[&[&Scheme]],
    used: &Arc<Endpoint>,
    carrier: &Carrier,
) -> bool {
    let mut slots = slots.filter(|slot| slot.is_used(security)).peekable();
    let are_others = slots.peek().is_some();
    carrier.if_current(used, || slots.for_each(Slot::forget));
    are_others
}
