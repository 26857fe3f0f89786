//! A transport for tests of your own: answers by operation, and requests to look at afterwards; no server, and a clock
//! that a wait moves on.
//!
//! What a stranger would get wrong: each answer is given once. A request without one left fails as a broken connection
//! does, and so is an answer that was scripted as one.

use crate::blocking;
use crate::{Body, Incoming, Transport, TransportError};
use restwright_runtime::Operation;
use restwright_runtime::bytes::Bytes;
use restwright_runtime::http::{Request, Response};
use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant, SystemTime};

/// A transport that gives scripted answers.
///
/// ```
/// # use restwright_runtime::bytes::Bytes;
/// # use restwright_runtime::http::{Request, Response};
/// # use restwright_runtime::{EncodeError, Endpoint, Error, Operation, RequestBuilder, Undeclared};
/// use restwright_client::blocking::Client;
/// use restwright_client::testing::Scripted;
/// # struct Ping;
/// # impl Operation for Ping {
/// #     type Options = ();
/// #     type Output = ();
/// #     type Failure = Undeclared;
/// #     const ID: &'static str = "ping";
/// #     const METHOD: &'static str = "GET";
/// #     const ROUTE: &'static str = "/ping/{id}";
/// #     fn request_with(&self, endpoint: &Endpoint, (): &()) -> Result<Request<Bytes>, EncodeError> {
/// #         let mut request = RequestBuilder::new(Self::METHOD, endpoint);
/// #         request.literal("/ping/1");
/// #         request.finish()
/// #     }
/// #     fn response(answer: Response<Bytes>) -> Result<Response<()>, Error<Undeclared>> { Ok(answer.map(|_| ())) }
/// # }
///
/// let transport = Scripted::new()
///     .answer::<Ping>(Response::builder().status(503).body("busy".into())?)
///     .answer::<Ping>(Response::new("pong".into()));
/// let client = Client::new(transport.clone(), Endpoint::new("https://ping.example")?);
/// assert_eq!(client.send(&Ping)?.status(), 200);
/// assert_eq!(transport.requests()[1].uri(), "https://ping.example/ping/1");
/// assert_eq!(transport.waits().len(), 1);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct Scripted(Arc<Mutex<Script>>);

#[derive(Debug)]
struct Script {
    answers: VecDeque<(Matcher, Option<Response<Bytes>>)>,
    requests: Vec<Request<Bytes>>,
    waits: Vec<Duration>,
    started: Instant,
    date: SystemTime,
    passed: Duration,
}

/// Which requests an answer is for.
#[derive(Debug)]
enum Matcher {
    Any,
    Operation {
        method: &'static str,
        route: &'static str,
    },
}

impl Default for Scripted {
    fn default() -> Self {
        Self::new()
    }
}

impl Scripted {
    /// A transport without answers. Its clock begins now.
    pub fn new() -> Self {
        Self(Arc::new(Mutex::new(Script {
            answers: VecDeque::new(),
            requests: Vec::new(),
            waits: Vec::new(),
            started: Instant::now(),
            date: SystemTime::now(),
            passed: Duration::ZERO,
        })))
    }

    /// The same with a clock that begins at this date.
    #[must_use]
    pub fn at(self, date: SystemTime) -> Self {
        self.script().date = date;
        self
    }

    /// Adds an answer to an operation: to a request of its method, whose path ends as its route does.
    #[must_use]
    pub fn answer<O: Operation>(self, answer: Response<Bytes>) -> Self {
        let matcher = Matcher::Operation {
            method: O::METHOD,
            route: O::ROUTE,
        };
        self.script().answers.push_back((matcher, Some(answer)));
        self
    }

    /// Adds an answer to whichever request comes next.
    #[must_use]
    pub fn then(self, answer: Response<Bytes>) -> Self {
        self.script()
            .answers
            .push_back((Matcher::Any, Some(answer)));
        self
    }

    /// Adds a connection that breaks.
    #[must_use]
    pub fn then_breaks(self) -> Self {
        self.script().answers.push_back((Matcher::Any, None));
        self
    }

    /// The requests that were sent, those with a body in chunks without it.
    pub fn requests(&self) -> Vec<Request<Bytes>> {
        self.script().requests.clone()
    }

    /// The waits, in their order.
    pub fn waits(&self) -> Vec<Duration> {
        self.script().waits.clone()
    }

    /// How many answers were not asked for.
    pub fn left(&self) -> usize {
        self.script().answers.len()
    }

    fn script(&self) -> MutexGuard<'_, Script> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn exchange(&self, request: Request<Bytes>) -> Result<Response<Bytes>, TransportError> {
        let mut script = self.script();
        let found = script
            .answers
            .iter()
            .position(|(matcher, _)| matcher.matches(&request));
        let line = format!("{} {}", request.method(), request.uri().path());
        script.requests.push(request);
        let answer = found.and_then(|at| script.answers.remove(at));
        match answer {
            Some((_, Some(answer))) => Ok(answer),
            Some((_, None)) => Err(TransportError::new(
                "the exchange",
                "the connection breaks, as scripted",
            )),
            None => Err(TransportError::new(
                "the exchange",
                format!("no answer is left for {line}"),
            )),
        }
    }

    fn pass(&self, time: Duration) {
        let mut script = self.script();
        script.waits.push(time);
        script.passed = script.passed.saturating_add(time);
    }

    fn instant(&self) -> Instant {
        let script = self.script();
        script
            .started
            .checked_add(script.passed)
            .unwrap_or(script.started)
    }

    fn day(&self) -> SystemTime {
        let script = self.script();
        script
            .date
            .checked_add(script.passed)
            .unwrap_or(script.date)
    }
}

impl Matcher {
    fn matches(&self, request: &Request<Bytes>) -> bool {
        match self {
            Self::Any => true,
            Self::Operation { method, route } => {
                request.method() == *method && is_of(route, request.uri().path())
            }
        }
    }
}

/// Whether a path ends as a route does; the endpoint's own path comes before.
fn is_of(route: &str, path: &str) -> bool {
    let route = route.split('?').next().unwrap_or_default();
    let mut segments = path.rsplit('/');
    let mut expected = route.strip_prefix('/').unwrap_or(route).rsplit('/');
    expected.all(|expected| {
        segments
            .next()
            .is_some_and(|segment| match (expected.find('{'), expected.rfind('}')) {
                (Some(start), Some(end)) => {
                    segment.starts_with(&expected[..start])
                        && segment.ends_with(&expected[end + 1..])
                }
                _ => segment == expected,
            })
    })
}

impl Transport for Scripted {
    async fn send(&self, request: Request<Body>) -> Result<Response<Incoming>, TransportError> {
        let request = request.map(|body| body.as_bytes().cloned().unwrap_or_default());
        self.exchange(request)
            .map(|answer| answer.map(Incoming::Whole))
    }

    async fn sleep(&self, time: Duration) {
        self.pass(time);
    }

    fn now(&self) -> Instant {
        self.instant()
    }

    fn date(&self) -> SystemTime {
        self.day()
    }
}

impl blocking::Transport for Scripted {
    fn send(
        &self,
        request: Request<blocking::Body>,
        _: Option<Duration>,
    ) -> Result<Response<blocking::Incoming>, TransportError> {
        let request = request.map(|body| body.as_bytes().cloned().unwrap_or_default());
        self.exchange(request)
            .map(|answer| answer.map(blocking::Incoming::Whole))
    }

    fn sleep(&self, time: Duration) {
        self.pass(time);
    }

    fn now(&self) -> Instant {
        self.instant()
    }

    fn date(&self) -> SystemTime {
        self.day()
    }
}

#[cfg(test)]
mod tests {
    use super::is_of;

    #[test]
    fn a_route_is_the_end_of_a_path() {
        for (route, path, fits) in [
            ("/pets/{id}", "/pets/1", true),
            ("/pets/{id}", "/v1/base/pets/1", true),
            ("/pets/{id}?page=1", "/pets/1", true),
            ("/pets/{id}:feed", "/v1/pets/1:feed", true),
            ("/pets/{id}:feed", "/v1/pets/1:wash", false),
            ("/pets/{id}", "/pets", false),
            ("/pets", "/v1/pets/1", false),
            ("/", "/v1/", true),
        ] {
            assert_eq!(is_of(route, path), fits, "{route} {path}");
        }
    }
}
