//! The trait of every emitted operation: a request without sending it, an answer without receiving it.
//!
//! Nothing here does I/O. What a stranger would get wrong: an operation holds what it requires and nothing else;
//! what may be left out is in its `Options`, so that [`Operation::request`] needs none.

use crate::{EncodeError, Endpoint, Error, Scheme};
use bytes::Bytes;
use http::{Request, Response};

/// A call to a service: the values that it requires, how they become a request, and what may be answered.
pub trait Operation {
    /// What may be left out.
    type Options: Default;
    /// What a success is.
    type Output;
    /// How it fails, as documented; [`Undeclared`](crate::Undeclared) where nothing is.
    type Failure;

    /// The description's name for the operation.
    const ID: &'static str;
    /// The method; a text, because descriptions may have methods that `http` has no constant for.
    const METHOD: &'static str;
    /// The path template, for logs and metrics: it has no values in it.
    const ROUTE: &'static str;
    /// The schemes that authorise a call: alternatives of schemes that go together.
    const SECURITY: &'static [&'static [&'static Scheme]] = &[];
    /// Whether a call may be sent again when nobody knows if it arrived: as its method says (RFC 9110, 9.2.2), unless the
    /// service promises more.
    const REPEATABLE: bool = is_idempotent(Self::METHOD);

    /// The request with every option left out.
    fn request(&self, endpoint: &Endpoint) -> Result<Request<Bytes>, EncodeError> {
        self.request_with(endpoint, &Self::Options::default())
    }

    /// The request.
    fn request_with(
        &self,
        endpoint: &Endpoint,
        options: &Self::Options,
    ) -> Result<Request<Bytes>, EncodeError>;

    /// What an answer to the request means.
    fn response(response: Response<Bytes>) -> Result<Response<Self::Output>, Error<Self::Failure>>;
}

/// RFC 9110, 9.2.2, and QUERY, which its own specification calls safe.
const fn is_idempotent(method: &str) -> bool {
    matches!(
        method.as_bytes(),
        b"GET" | b"HEAD" | b"OPTIONS" | b"TRACE" | b"PUT" | b"DELETE" | b"QUERY"
    )
}
