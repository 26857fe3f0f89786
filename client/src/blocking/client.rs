//! The blocking client.
//!
//! What a stranger would get wrong: its functions are those of [`crate::Client`], in the same order, and what is decided
//! about an attempt is decided in the same place. Only who waits differs.

use super::TokenSource;
use super::body::{Body, Incoming};
use super::transport::Transport;
use crate::body::Unread;
use crate::budget::Budget;
use crate::call::{About, Call, Next, Unanswered};
use crate::error::{Error, Stop};
use crate::settings::Settings;
use crate::token::{Carrier, Slot, forget};
use crate::trace::Span;
use crate::upload::{Upload, pieces};
use restwright_runtime::bytes::Bytes;
use restwright_runtime::http::{Request, Response};
use restwright_runtime::{Endpoint, Operation, Scheme};
use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Instant;

/// Sends operations to an endpoint.
pub struct Client<T> {
    inner: Arc<Inner<T>>,
    settings: Arc<Settings>,
}

struct Inner<T> {
    transport: T,
    carrier: Carrier,
    sources: Vec<Source>,
    budget: Budget,
}

/// Where the tokens of a scheme come from.
struct Source {
    slot: Slot,
    tokens: Arc<dyn TokenSource>,
    /// Held by the caller that asks for a token.
    asking: Mutex<()>,
}

impl<T> Clone for Client<T> {
    fn clone(&self) -> Self {
        Self {
            inner: Arc::clone(&self.inner),
            settings: Arc::clone(&self.settings),
        }
    }
}

impl<T> fmt::Debug for Client<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client")
            .field("endpoint", &self.inner.carrier.endpoint())
            .field("settings", &self.settings)
            .finish_non_exhaustive()
    }
}

/// A request for an endpoint, as often as it is asked for.
pub(super) type Make<'m> = dyn FnMut(&Endpoint) -> Result<Request<Bytes>, Stop> + 'm;

/// What is read of an answer before it is judged.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Read {
    All,
    /// The head, where the status is a success; all of a failure.
    Head,
}

impl<T: Transport> Client<T> {
    /// A client of an endpoint, which has the credentials that do not expire.
    pub fn new(transport: T, endpoint: Endpoint) -> Self {
        Self {
            inner: Arc::new(Inner {
                transport,
                carrier: Carrier::new(endpoint),
                sources: Vec::new(),
                budget: Budget::default(),
            }),
            settings: Arc::default(),
        }
    }

    /// The same client with tokens for a scheme, asked for when an operation needs one. It starts anew: clones that were
    /// made before have no part in it.
    #[must_use]
    pub fn with_tokens(self, scheme: &Scheme, tokens: impl TokenSource + 'static) -> Self
    where
        T: Clone,
    {
        let source = Source {
            slot: Slot::new(*scheme),
            tokens: Arc::new(tokens),
            asking: Mutex::new(()),
        };
        let before = self.inner.sources.iter().map(|source| Source {
            slot: Slot::new(source.slot.scheme()),
            tokens: Arc::clone(&source.tokens),
            asking: Mutex::new(()),
        });
        Self {
            inner: Arc::new(Inner {
                transport: self.inner.transport.clone(),
                carrier: Carrier::new((*self.inner.carrier.endpoint()).clone()),
                sources: before.chain([source]).collect(),
                budget: Budget::default(),
            }),
            settings: self.settings,
        }
    }

    /// The same client with other settings: for one call, or for all that are made with what this gives.
    #[must_use]
    pub fn with(&self, settings: Settings) -> Self {
        Self {
            inner: Arc::clone(&self.inner),
            settings: Arc::new(settings),
        }
    }

    /// How calls are made.
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// What sends the requests.
    pub fn transport(&self) -> &T {
        &self.inner.transport
    }

    /// Sends an operation with every option left out, and reads its answer.
    ///
    /// # Errors
    /// As [`Error`] says.
    pub fn send<O: Operation>(
        &self,
        operation: &O,
    ) -> Result<Response<O::Output>, Error<O::Failure>> {
        self.send_with(operation, &O::Options::default())
    }

    /// Sends an operation with options, and reads its answer.
    ///
    /// # Errors
    /// As [`Error`] says.
    pub fn send_with<O: Operation>(
        &self,
        operation: &O,
        options: &O::Options,
    ) -> Result<Response<O::Output>, Error<O::Failure>> {
        let mut make = |endpoint: &Endpoint| {
            operation
                .request_with(endpoint, options)
                .map_err(Stop::Encode)
        };
        let started = self.inner.transport.now();
        let answer = self.exchange(About::of::<O>(), started, &mut make)?;
        Ok(O::response(answer)?)
    }

    /// Sends an operation whose body is read as it is sent: what the operation holds as its body is not sent. It is sent
    /// once.
    ///
    /// # Errors
    /// As [`Error`] says.
    pub fn send_body<O: Operation>(
        &self,
        operation: &O,
        body: Body,
    ) -> Result<Response<O::Output>, Error<O::Failure>> {
        self.send_body_with(operation, &O::Options::default(), body)
    }

    /// Sends an operation with options, whose body is read as it is sent, as [`Self::send_body`] does.
    ///
    /// # Errors
    /// As [`Error`] says.
    pub fn send_body_with<O: Operation>(
        &self,
        operation: &O,
        options: &O::Options,
        body: Body,
    ) -> Result<Response<O::Output>, Error<O::Failure>> {
        self.send_made(operation, options, |_| Ok(body))
    }

    /// Sends an operation with a multipart body, of which files are read as they are sent. It is sent once.
    ///
    /// # Errors
    /// As [`Error`] says.
    pub fn send_files<O: Operation>(
        &self,
        operation: &O,
        files: Vec<Upload<Body>>,
    ) -> Result<Response<O::Output>, Error<O::Failure>> {
        self.send_files_with(operation, &O::Options::default(), files)
    }

    /// Sends an operation with options and a multipart body, of which files are read as they are sent, as
    /// [`Self::send_files`] does.
    ///
    /// # Errors
    /// As [`Error`] says.
    pub fn send_files_with<O: Operation>(
        &self,
        operation: &O,
        options: &O::Options,
        files: Vec<Upload<Body>>,
    ) -> Result<Response<O::Output>, Error<O::Failure>> {
        let made = |body: &Bytes| Ok(Body::joined(pieces(body, files).map_err(Stop::Upload)?));
        self.send_made(operation, options, made)
    }

    /// Sends what is made of an operation's body, once.
    fn send_made<O: Operation>(
        &self,
        operation: &O,
        options: &O::Options,
        make: impl FnOnce(&Bytes) -> Result<Body, Stop>,
    ) -> Result<Response<O::Output>, Error<O::Failure>> {
        let about = About::of::<O>().once();
        let endpoint = self.endpoint(about)?;
        let request = operation.request_with(&endpoint, options);
        let request = request.map_err(Stop::Encode)?;
        let body = make(request.body())?;
        let answer = self.sent_once(about, &endpoint, request, body)?;
        Ok(O::response(answer)?)
    }

    /// The answer of any operation as a reader of its bytes, which arrive as they are read. A failure is read whole.
    ///
    /// # Errors
    /// As [`Error`] says.
    pub fn chunks<O: Operation>(
        &self,
        operation: &O,
    ) -> Result<Response<Box<dyn std::io::Read + Send>>, Error<O::Failure>> {
        self.chunks_with(operation, &O::Options::default())
    }

    /// The answer of an operation with options as a reader of its bytes, which arrive as they are read. A failure is read
    /// whole.
    ///
    /// # Errors
    /// As [`Error`] says.
    pub fn chunks_with<O: Operation>(
        &self,
        operation: &O,
        options: &O::Options,
    ) -> Result<Response<Box<dyn std::io::Read + Send>>, Error<O::Failure>> {
        let mut make = |endpoint: &Endpoint| {
            let request = operation.request_with(endpoint, options);
            request.map_err(Stop::Encode)
        };
        let answer = self.opened(About::of::<O>(), &mut make)?;
        refused::<O>(answer).map(|answer| answer.map(Incoming::into_reader))
    }
}

/// What the other files drive.
impl<T: Transport> Client<T> {
    /// The endpoint with a token that holds, where the operation needs one.
    pub(super) fn endpoint(&self, about: About) -> Result<Arc<Endpoint>, Stop> {
        let inner = &self.inner;
        for source in inner
            .sources
            .iter()
            .filter(|source| source.slot.is_used(about.security))
        {
            if !source.slot.is_stale(inner.transport.date()) {
                continue;
            }
            let _asking = source.asking.lock().unwrap_or_else(PoisonError::into_inner);
            let now = inner.transport.date();
            // Another caller may have asked while this one waited.
            if source.slot.is_stale(now) {
                let given = source.tokens.token();
                source
                    .slot
                    .take(given, &inner.carrier, now)
                    .map_err(Stop::Credential)?;
            }
        }
        Ok(inner.carrier.endpoint())
    }

    /// The endpoint as it is, with the tokens that are there.
    pub(super) fn endpoint_now(&self) -> Arc<Endpoint> {
        self.inner.carrier.endpoint()
    }

    /// Sends a request as often as it takes, and reads all of the answer.
    pub(super) fn exchange(
        &self,
        about: About,
        started: Instant,
        make: &mut Make<'_>,
    ) -> Result<Response<Bytes>, Stop> {
        self.attempts(about, started, make, Read::All)
            .map(|answer| answer.map(whole))
    }

    /// Sends a request as often as it takes, and leaves the body of a success unread.
    pub(super) fn opened(
        &self,
        about: About,
        make: &mut Make<'_>,
    ) -> Result<Response<Incoming>, Stop> {
        let started = self.inner.transport.now();
        self.attempts(about, started, make, Read::Head)
    }

    fn attempts(
        &self,
        about: About,
        started: Instant,
        make: &mut Make<'_>,
        read: Read,
    ) -> Result<Response<Incoming>, Stop> {
        let span = Span::new(about);
        span.inside(|| self.attempts_in(about, started, make, read, &span))
    }

    fn attempts_in(
        &self,
        about: About,
        started: Instant,
        make: &mut Make<'_>,
        read: Read,
        span: &Span,
    ) -> Result<Response<Incoming>, Stop> {
        let transport = &self.inner.transport;
        let mut call: Option<Call<'_>> = None;
        loop {
            let endpoint = self.endpoint(about)?;
            let mut request = make(&endpoint)?;
            let call = call.get_or_insert_with(|| {
                Call::new(&self.settings, about.repeatable, &request, started)
            });
            call.dress(&mut request, &endpoint);
            let is_home = endpoint.is_origin_of(request.uri());
            let outcome = self.attempt(call, request.map(Body::from), read)?;
            span.attempted(call.attempts(), outcome.as_ref().ok().map(Response::status));
            if is_home && call.renews(&outcome) && self.forget_tokens(about, &endpoint) {
                continue;
            }
            let (now, date) = (transport.now(), transport.date());
            match call.judge(outcome, &self.inner.budget, now, date) {
                Next::Done(result) => return result,
                Next::Wait(wait) => transport.sleep(wait),
            }
        }
    }

    /// Forgets the tokens that a request had; whether there will be others.
    fn forget_tokens(&self, about: About, used: &Arc<Endpoint>) -> bool {
        let slots = self.inner.sources.iter().map(|source| &source.slot);
        forget(slots, about.security, used, &self.inner.carrier)
    }

    /// Sends a body that can be read once.
    fn sent_once(
        &self,
        about: About,
        endpoint: &Endpoint,
        request: Request<Bytes>,
        body: Body,
    ) -> Result<Response<Bytes>, Stop> {
        let span = Span::new(about);
        let transport = &self.inner.transport;
        let settings = self
            .settings
            .as_ref()
            .clone()
            .with_retry(crate::RetryPolicy::never());
        let mut call = Call::new(&settings, false, &request, transport.now());
        let mut request = request.map(|_| body);
        call.dress(&mut request, endpoint);
        let outcome = span.inside(|| self.attempt(&call, request, Read::All))?;
        span.attempted(0, outcome.as_ref().ok().map(Response::status));
        match call.judge(
            outcome,
            &self.inner.budget,
            transport.now(),
            transport.date(),
        ) {
            Next::Done(result) => result.map(|answer| answer.map(whole)),
            Next::Wait(_) => unreachable!("the policy is to send it once"),
        }
    }

    /// One attempt: `Err` where its time is over before it began.
    fn attempt(
        &self,
        call: &Call<'_>,
        request: Request<Body>,
        read: Read,
    ) -> Result<Result<Response<Incoming>, Unanswered>, Stop> {
        let transport = &self.inner.transport;
        let started = transport.now();
        let time = call.time(started)?;
        let exchange = || {
            let answer = transport
                .send(request, time)
                .map_err(Unanswered::Transport)?;
            if read == Read::Head && answer.status().is_success() {
                return Ok(answer);
            }
            let (head, body) = answer.into_parts();
            match body.read(self.settings.limit) {
                Ok(bytes) => Ok(Response::from_parts(head, Incoming::Whole(bytes))),
                Err(Unread::Transport(error)) => Err(Unanswered::Transport(error)),
                Err(Unread::TooLarge) => Err(Unanswered::TooLarge),
            }
        };
        let outcome = exchange();
        // Whatever the transport calls it, an exchange that used up its time took too long.
        Ok(match (outcome, time) {
            (Err(Unanswered::Transport(_)), Some(time))
                if transport.now().saturating_duration_since(started) >= time =>
            {
                Err(Unanswered::TooLong(time))
            }
            (outcome, _) => outcome,
        })
    }
}

/// A body that was read.
fn whole(body: Incoming) -> Bytes {
    match body {
        Incoming::Whole(bytes) => bytes,
        Incoming::Reader(_) => unreachable!("it was read"),
    }
}

/// The answer, unless it is a failure, which was read whole.
pub(super) fn refused<O: Operation>(
    answer: Response<Incoming>,
) -> Result<Response<Incoming>, Error<O::Failure>> {
    if answer.status().is_success() {
        return Ok(answer);
    }
    let answer = answer.map(whole);
    let undocumented = answer.clone();
    Err(match O::response(answer) {
        Err(error) => error.into(),
        Ok(_) => Error::Undocumented {
            response: Box::new(undocumented),
        },
    })
}
