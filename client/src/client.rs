//! The async client.
//!
//! What a stranger would get wrong: it is cheap to clone, and a clone with other settings ([`Client::with`]) is how one
//! call is made differently from the others.

use crate::body::{Body, Incoming, Unread};
use crate::budget::Budget;
use crate::call::{About, Call, Next, Unanswered};
use crate::credential::TokenSource;
use crate::error::{Error, Stop};
use crate::settings::Settings;
use crate::token::{Carrier, Slot, forget};
use crate::trace::Span;
use crate::transport::Transport;
use crate::upload::{Upload, pieces};
use futures_util::lock::Mutex;
use restwright_runtime::bytes::Bytes;
use restwright_runtime::http::{Request, Response};
use restwright_runtime::{Endpoint, Operation, Scheme};
use std::fmt;
use std::future::{Future, poll_fn};
use std::pin::pin;
use std::sync::Arc;
use std::task::Poll;
use std::time::{Duration, Instant};

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
pub(crate) type Make<'m> = dyn FnMut(&Endpoint) -> Result<Request<Bytes>, Stop> + Send + 'm;

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
    pub async fn send<O>(&self, operation: &O) -> Result<Response<O::Output>, Error<O::Failure>>
    where
        O: Operation + Sync,
        O::Options: Sync + Send,
    {
        self.send_with(operation, &O::Options::default()).await
    }

    /// Sends an operation with options, and reads its answer.
    ///
    /// # Errors
    /// As [`Error`] says.
    pub async fn send_with<O>(
        &self,
        operation: &O,
        options: &O::Options,
    ) -> Result<Response<O::Output>, Error<O::Failure>>
    where
        O: Operation + Sync,
        O::Options: Sync,
    {
        let mut make = |endpoint: &Endpoint| {
            operation
                .request_with(endpoint, options)
                .map_err(Stop::Encode)
        };
        let started = self.inner.transport.now();
        let answer = self.exchange(About::of::<O>(), started, &mut make).await?;
        Ok(O::response(answer)?)
    }

    /// Sends an operation whose body is read as it is sent: what the operation holds as its body is not sent. It is sent
    /// once.
    ///
    /// # Errors
    /// As [`Error`] says.
    pub async fn send_body<O>(
        &self,
        operation: &O,
        body: Body,
    ) -> Result<Response<O::Output>, Error<O::Failure>>
    where
        O: Operation + Sync,
        O::Options: Sync + Send,
    {
        let options = O::Options::default();
        self.send_body_with(operation, &options, body).await
    }

    /// Sends an operation with options, whose body is read as it is sent, as [`Self::send_body`] does.
    ///
    /// # Errors
    /// As [`Error`] says.
    pub async fn send_body_with<O>(
        &self,
        operation: &O,
        options: &O::Options,
        body: Body,
    ) -> Result<Response<O::Output>, Error<O::Failure>>
    where
        O: Operation + Sync,
        O::Options: Sync,
    {
        let made = |_: &Bytes| Ok(body);
        self.send_made(operation, options, made).await
    }

    /// Sends an operation with a multipart body, of which files are read as they are sent. It is sent once.
    ///
    /// # Errors
    /// As [`Error`] says.
    pub async fn send_files<O>(
        &self,
        operation: &O,
        files: Vec<Upload>,
    ) -> Result<Response<O::Output>, Error<O::Failure>>
    where
        O: Operation + Sync,
        O::Options: Sync + Send,
    {
        let options = O::Options::default();
        self.send_files_with(operation, &options, files).await
    }

    /// Sends an operation with options and a multipart body, of which files are read as they are sent, as
    /// [`Self::send_files`] does.
    ///
    /// # Errors
    /// As [`Error`] says.
    pub async fn send_files_with<O>(
        &self,
        operation: &O,
        options: &O::Options,
        files: Vec<Upload>,
    ) -> Result<Response<O::Output>, Error<O::Failure>>
    where
        O: Operation + Sync,
        O::Options: Sync,
    {
        let made = |body: &Bytes| Ok(Body::joined(pieces(body, files).map_err(Stop::Upload)?));
        self.send_made(operation, options, made).await
    }

    /// Sends what is made of an operation's body, once.
    async fn send_made<O>(
        &self,
        operation: &O,
        options: &O::Options,
        make: impl FnOnce(&Bytes) -> Result<Body, Stop> + Send,
    ) -> Result<Response<O::Output>, Error<O::Failure>>
    where
        O: Operation + Sync,
        O::Options: Sync,
    {
        let about = About::of::<O>().once();
        let endpoint = self.endpoint(about).await?;
        let request = operation.request_with(&endpoint, options);
        let request = request.map_err(Stop::Encode)?;
        let body = make(request.body())?;
        let answer = self.sent_once(about, &endpoint, request, body).await?;
        Ok(O::response(answer)?)
    }

    /// The answer of any operation in chunks, as they arrive. A failure is read whole.
    ///
    /// # Errors
    /// As [`Error`] says.
    pub async fn chunks<O>(
        &self,
        operation: &O,
    ) -> Result<Response<crate::Chunks>, Error<O::Failure>>
    where
        O: Operation + Sync,
        O::Options: Sync + Send,
    {
        self.chunks_with(operation, &O::Options::default()).await
    }

    /// The answer of an operation with options in chunks, as they arrive. A failure is read whole.
    ///
    /// # Errors
    /// As [`Error`] says.
    pub async fn chunks_with<O>(
        &self,
        operation: &O,
        options: &O::Options,
    ) -> Result<Response<crate::Chunks>, Error<O::Failure>>
    where
        O: Operation + Sync,
        O::Options: Sync,
    {
        let mut make = |endpoint: &Endpoint| {
            let request = operation.request_with(endpoint, options);
            request.map_err(Stop::Encode)
        };
        let answer = self.opened(About::of::<O>(), &mut make).await?;
        match refused::<O>(answer) {
            Err(error) => Err(error),
            Ok(answer) => Ok(answer.map(chunks_of)),
        }
    }
}

/// What the other files of the crate drive.
impl<T: Transport> Client<T> {
    /// The endpoint with a token that holds, where the operation needs one.
    pub(crate) async fn endpoint(&self, about: About) -> Result<Arc<Endpoint>, Stop> {
        let inner = &self.inner;
        for source in inner
            .sources
            .iter()
            .filter(|source| source.slot.is_used(about.security))
        {
            if !source.slot.is_stale(inner.transport.date()) {
                continue;
            }
            let _asking = source.asking.lock().await;
            let now = inner.transport.date();
            // Another caller may have asked while this one waited.
            if source.slot.is_stale(now) {
                let given = source.tokens.token().await;
                source
                    .slot
                    .take(given, &inner.carrier, now)
                    .map_err(Stop::Credential)?;
            }
        }
        Ok(inner.carrier.endpoint())
    }

    /// Sends a request as often as it takes, and reads all of the answer.
    pub(crate) async fn exchange(
        &self,
        about: About,
        started: Instant,
        make: &mut Make<'_>,
    ) -> Result<Response<Bytes>, Stop> {
        let answer = self.attempts(about, started, make, Read::All).await?;
        Ok(answer.map(whole))
    }

    /// Sends a request as often as it takes, and leaves the body of a success unread.
    pub(crate) async fn opened(
        &self,
        about: About,
        make: &mut Make<'_>,
    ) -> Result<Response<Incoming>, Stop> {
        let started = self.inner.transport.now();
        self.attempts(about, started, make, Read::Head).await
    }

    /// The endpoint as it is, with the tokens that are there.
    pub(crate) fn endpoint_now(&self) -> Arc<Endpoint> {
        self.inner.carrier.endpoint()
    }

    pub(crate) async fn sleep(&self, time: Duration) {
        self.inner.transport.sleep(time).await;
    }

    async fn attempts(
        &self,
        about: About,
        started: Instant,
        make: &mut Make<'_>,
        read: Read,
    ) -> Result<Response<Incoming>, Stop> {
        let span = Span::new(about);
        let run = self.attempts_in(about, started, make, read, &span);
        span.around(run).await
    }

    async fn attempts_in(
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
            let endpoint = self.endpoint(about).await?;
            let mut request = make(&endpoint)?;
            let call = call.get_or_insert_with(|| {
                Call::new(&self.settings, about.repeatable, &request, started)
            });
            call.dress(&mut request, &endpoint);
            let is_home = endpoint.is_origin_of(request.uri());
            let outcome = self.attempt(call, request.map(Body::from), read).await?;
            span.attempted(call.attempts(), outcome.as_ref().ok().map(Response::status));
            if is_home && call.renews(&outcome) && self.forget_tokens(about, &endpoint) {
                continue;
            }
            let (now, date) = (transport.now(), transport.date());
            match call.judge(outcome, &self.inner.budget, now, date) {
                Next::Done(result) => return result,
                Next::Wait(wait) => transport.sleep(wait).await,
            }
        }
    }

    /// Forgets the tokens that a request had; whether there will be others.
    fn forget_tokens(&self, about: About, used: &Arc<Endpoint>) -> bool {
        let slots = self.inner.sources.iter().map(|source| &source.slot);
        forget(slots, about.security, used, &self.inner.carrier)
    }

    /// Sends a body that can be read once.
    async fn sent_once(
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
        let run = self.attempt(&call, request, Read::All);
        let outcome = span.around(run).await?;
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
    async fn attempt(
        &self,
        call: &Call<'_>,
        request: Request<Body>,
        read: Read,
    ) -> Result<Result<Response<Incoming>, Unanswered>, Stop> {
        let transport = &self.inner.transport;
        let time = call.time(transport.now())?;
        let limit = self.settings.limit;
        let exchange = async {
            let answer = transport
                .send(request)
                .await
                .map_err(Unanswered::Transport)?;
            if read == Read::Head && answer.status().is_success() {
                return Ok(answer);
            }
            let (head, body) = answer.into_parts();
            match body.read(limit).await {
                Ok(bytes) => Ok(Response::from_parts(head, Incoming::Whole(bytes))),
                Err(Unread::Transport(error)) => Err(Unanswered::Transport(error)),
                Err(Unread::TooLarge) => Err(Unanswered::TooLarge),
            }
        };
        let Some(time) = time else {
            return Ok(exchange.await);
        };
        let outcome = within(exchange, transport.sleep(time)).await;
        Ok(outcome.unwrap_or(Err(Unanswered::TooLong(time))))
    }
}

/// What a future gives, unless another ends first.
async fn within<A>(future: impl Future<Output = A>, end: impl Future<Output = ()>) -> Option<A> {
    let (mut future, mut end) = (pin!(future), pin!(end));
    poll_fn(|context| match future.as_mut().poll(context) {
        Poll::Ready(output) => Poll::Ready(Some(output)),
        Poll::Pending => end.as_mut().poll(context).map(|()| None),
    })
    .await
}

/// A body that was read.
fn whole(body: Incoming) -> Bytes {
    match body {
        Incoming::Whole(bytes) => bytes,
        Incoming::Chunks(_) => unreachable!("it was read"),
    }
}

pub(crate) fn chunks_of(body: Incoming) -> crate::Chunks {
    match body {
        Incoming::Chunks(chunks) => chunks,
        Incoming::Whole(bytes) => Box::pin(futures_util::stream::iter([Ok(bytes)])),
    }
}

/// The answer, unless it is a failure, which was read whole.
pub(crate) fn refused<O: Operation>(
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
