//! The machine that begins a long-running operation and waits for its end.
//!
//! What a stranger would get wrong: the monitor follows from the first answer, not from the description; and a monitor
//! that answers 500 says nothing of the operation. Then [`Polling::receive`] gives an error, the machine stands where it
//! stood, and the monitor can be asked again. Dropping the machine stops the waiting, never the operation.
//!
//! | monitor | named by | still at work | result |
//! |---|---|---|---|
//! | `Azure-AsyncOperation`, `Operation-Location` | header | its `status` is none of the final ones | PUT and PATCH: GET of the first URL; POST: as [`FinalState`] says; DELETE: none |
//! | `Location` | header | 202, or a `provisioningState` that is not final | its last answer |
//! | the resource | PUT and PATCH without such a header | a `provisioningState` that is not final | its last answer |

use super::long_running::{FinalState, LongRunning, OperationFailure};
use super::monitor::{Kind, Monitor, Reading, provisioning, text_at};
use super::pages::{List, Pages};
use super::paging::Paged;
use super::{Step, retry_after};
use crate::{Answer, EncodeError, Endpoint, Error, FollowError, json};
use bytes::Bytes;
use http::{Request, Response, StatusCode, Uri};
use std::fmt;
use std::marker::PhantomData;
use std::time::{Duration, SystemTime};

/// How often a monitor is asked, where the service does not say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct PollPolicy {
    /// The wait where the service asks for none; 30 seconds unless told otherwise.
    pub interval: Duration,
    /// The shortest wait, also where the service asks for less; a second unless told otherwise.
    pub floor: Duration,
}

impl Default for PollPolicy {
    fn default() -> Self {
        Self {
            interval: Duration::from_secs(30),
            floor: Duration::from_secs(1),
        }
    }
}

impl PollPolicy {
    /// Waits this long where the service does not say, and never less than this or a second.
    pub fn every(interval: Duration) -> Self {
        Self {
            interval,
            floor: interval.min(Self::default().floor),
        }
    }
}

/// A long-running operation, from its first request to its result.
pub struct Polling<O> {
    pub(super) first: Request<Bytes>,
    policy: PollPolicy,
    pub(super) phase: Phase,
    pub(super) monitor: Option<Monitor>,
    /// Where `Location` of the first answer leads.
    pub(super) location: Option<String>,
    pub(super) status: Option<String>,
    percent: Option<f64>,
    /// What the service asks to be waited.
    asked: Option<Duration>,
    /// The URL that was asked last.
    current: Uri,
    operation: PhantomData<fn() -> O>,
}

#[derive(Clone, Debug)]
pub(super) enum Phase {
    /// The first request is to be sent.
    Start,
    /// The monitor is to be asked, after a wait.
    Wait,
    /// The monitor is to be asked.
    Ask,
    /// The result is to be read at this URL.
    Read(String),
    /// It is over.
    Ended(End),
}

#[derive(Clone, Debug)]
pub(super) enum End {
    /// The answer with the result.
    Succeeded(Response<Bytes>),
    Failed(OperationFailure),
    Cancelled(OperationFailure),
    /// The answer of a `Location` that refuses.
    Refused(Response<Bytes>),
    /// The service has begun, and did not say where to ask.
    Unmonitored(Response<Bytes>),
}

impl<O: LongRunning> Polling<O> {
    /// An operation that is not begun, with every option left out.
    pub fn new(operation: &O, endpoint: &Endpoint) -> Result<Self, EncodeError> {
        operation.request(endpoint).map(Self::from_request)
    }

    /// An operation that this request begins.
    pub fn from_request(first: Request<Bytes>) -> Self {
        Self {
            current: first.uri().clone(),
            first,
            policy: PollPolicy::default(),
            phase: Phase::Start,
            monitor: None,
            location: None,
            status: None,
            percent: None,
            asked: None,
            operation: PhantomData,
        }
    }

    /// The same with another policy.
    #[must_use]
    pub fn with_policy(mut self, policy: PollPolicy) -> Self {
        self.policy = policy;
        self
    }

    /// The state in the service's words, such as `InProgress`; `None` where it has not said.
    pub fn status(&self) -> Option<&str> {
        self.status.as_deref()
    }

    /// How much is done, in percent; `None` where the service has not said.
    pub fn progress(&self) -> Option<f64> {
        self.percent
    }

    /// Whether the service has begun.
    pub fn is_begun(&self) -> bool {
        !matches!(self.phase, Phase::Start)
    }

    /// What is next: a request to send, a time to wait, or the result.
    ///
    /// # Errors
    /// If the operation failed or was cancelled, if its result can't be read, or if the service leads where nothing may
    /// go or does not say where to ask.
    pub fn step(
        &mut self,
        endpoint: &Endpoint,
    ) -> Result<Step<Response<O::Result>>, PollError<O::Failure>> {
        let url = match &self.phase {
            Phase::Start => {
                return Ok(Step::Send(
                    endpoint.authorized_again(O::SECURITY, &self.first),
                ));
            }
            Phase::Wait => {
                let wait = self
                    .asked
                    .unwrap_or(self.policy.interval)
                    .max(self.policy.floor);
                self.phase = Phase::Ask;
                return Ok(Step::Wait(wait));
            }
            Phase::Ended(end) => return O::read(end.clone()).map(Step::Done),
            Phase::Ask => self.monitor.as_ref().map(|monitor| &*monitor.url),
            Phase::Read(url) => Some(&**url),
        };
        let first = self.first.uri();
        let url = url.map_or_else(|| first.to_string(), str::to_owned);
        let request = endpoint.follow_from(O::SECURITY, &self.first, first, &url)?;
        self.current = request.uri().clone();
        Ok(Step::Send(request))
    }

    /// Reads the answer to the last request. An error leaves the machine where it stood.
    ///
    /// # Errors
    /// If the service refuses to begin, or if its monitor can't be read now.
    pub fn receive(
        &mut self,
        answer: Response<Bytes>,
        now: SystemTime,
    ) -> Result<(), PollError<O::Failure>> {
        match &self.phase {
            Phase::Start => self.begin(answer, now),
            Phase::Wait | Phase::Ask => {
                let kind = self
                    .monitor
                    .as_ref()
                    .map_or(Kind::Body, |monitor| monitor.kind);
                self.asked(kind, answer, now)
            }
            Phase::Read(_) => self.read(answer, now),
            Phase::Ended(_) => Ok(()),
        }
    }

    fn begin(
        &mut self,
        answer: Response<Bytes>,
        now: SystemTime,
    ) -> Result<(), PollError<O::Failure>> {
        if !answer.status().is_success() {
            return Err(PollError::Answer(refusal::<O>(answer)));
        }
        let link = |kind: Kind| kind.link(answer.headers(), self.first.uri());
        let named = [Kind::AsyncOperation, Kind::OperationLocation];
        let named = named.into_iter().find_map(|kind| {
            Some(Monitor {
                kind,
                url: link(kind)?,
            })
        });
        let location = link(Kind::Location);
        let writes = matches!(O::METHOD, "PUT" | "PATCH");
        let said = if writes || answer.status() == StatusCode::ACCEPTED {
            provisioning(&answer)
        } else {
            Reading::Succeeded
        };
        self.location.clone_from(&location);
        self.note(&said, &answer, now);
        self.phase = match (named, location) {
            (Some(monitor), _) => {
                self.monitor = Some(monitor);
                Phase::Wait
            }
            (None, Some(url)) if matches!(said, Reading::Running(_)) => {
                self.monitor = Some(Monitor {
                    kind: Kind::Location,
                    url,
                });
                Phase::Wait
            }
            (None, None) if matches!(said, Reading::Running(_)) && !writes => {
                Phase::Ended(End::Unmonitored(answer))
            }
            (None, _) => after(said, answer).unwrap_or(Phase::Wait),
        };
        Ok(())
    }

    fn asked(
        &mut self,
        kind: Kind,
        answer: Response<Bytes>,
        now: SystemTime,
    ) -> Result<(), PollError<O::Failure>> {
        let reading = kind.read(&answer, &self.current);
        match &reading {
            Reading::Unread => {
                return Err(PollError::Unread {
                    response: Box::new(answer),
                });
            }
            Reading::Silent => {
                return Err(PollError::Silent {
                    response: Box::new(answer),
                });
            }
            _ => {}
        }
        self.note(&reading, &answer, now);
        if let (Some(url), Some(monitor)) = (
            kind.link(answer.headers(), &self.current),
            &mut self.monitor,
        ) {
            monitor.url = url;
        }
        if self.location.is_none() && kind != Kind::Location {
            self.location = Kind::Location.link(answer.headers(), &self.current);
        }
        let percent = json::find(answer.body(), &["percentComplete"])
            .ok()
            .flatten();
        self.percent = percent.and_then(|text| text.parse().ok()).or(self.percent);
        self.phase = match reading {
            Reading::Succeeded => self.result(kind, answer),
            other => after(other, answer).unwrap_or(Phase::Wait),
        };
        Ok(())
    }

    fn read(
        &mut self,
        answer: Response<Bytes>,
        now: SystemTime,
    ) -> Result<(), PollError<O::Failure>> {
        match answer.status() {
            // The result itself is not there yet.
            StatusCode::ACCEPTED => {
                let url = Kind::Location.link(answer.headers(), &self.current);
                let url = url.unwrap_or_else(|| self.current.to_string());
                self.monitor = Some(Monitor {
                    kind: Kind::Location,
                    url,
                });
                self.note(&Reading::Running(None), &answer, now);
                self.phase = Phase::Wait;
            }
            status if status.is_success() => self.phase = Phase::Ended(End::Succeeded(answer)),
            _ => {
                return Err(PollError::Unread {
                    response: Box::new(answer),
                });
            }
        }
        Ok(())
    }

    fn note(&mut self, reading: &Reading, answer: &Response<Bytes>, now: SystemTime) {
        self.asked = retry_after(answer.headers(), now);
        match reading {
            Reading::Running(Some(state)) | Reading::Failed(state) | Reading::Cancelled(state) => {
                self.status = Some(state.clone());
            }
            Reading::Succeeded => self.status = Some("Succeeded".to_owned()),
            _ => {}
        }
    }

    /// Where the result is, now that a monitor says that there is one.
    fn result(&self, kind: Kind, answer: Response<Bytes>) -> Phase {
        let here = |answer| Phase::Ended(End::Succeeded(answer));
        let original = || Phase::Read(self.first.uri().to_string());
        let writes = matches!(O::METHOD, "PUT" | "PATCH");
        let is_action = !writes && O::METHOD != "DELETE";
        match kind {
            // Without content there is nothing to read the resource from.
            Kind::Location if writes && answer.body().is_empty() => original(),
            Kind::Location if is_action && O::FINAL_STATE == FinalState::OriginalUri => original(),
            Kind::Body | Kind::Location => here(answer),
            Kind::AsyncOperation | Kind::OperationLocation if writes => original(),
            Kind::AsyncOperation | Kind::OperationLocation if !is_action => here(answer),
            Kind::AsyncOperation | Kind::OperationLocation => {
                match (O::FINAL_STATE, &self.location) {
                    (FinalState::OriginalUri, _) => original(),
                    (FinalState::Location | FinalState::Unsaid, Some(url)) => {
                        Phase::Read(url.clone())
                    }
                    _ if kind == Kind::OperationLocation => self.in_operation(answer),
                    _ => here(answer),
                }
            }
        }
    }

    /// The result of an operation that `Operation-Location` named: where its `resourceLocation` leads, its `result`, or
    /// all of it.
    fn in_operation(&self, answer: Response<Bytes>) -> Phase {
        if let Some(url) = text_at(answer.body(), &["resourceLocation"]) {
            let url =
                crate::reference::resolve(&self.current, &url).map_or(url, |uri| uri.to_string());
            return Phase::Read(url);
        }
        let result = json::find(answer.body(), &["result"]).ok().flatten();
        let result = result
            .filter(|text| *text != "null")
            .map(|text| Bytes::copy_from_slice(text.as_bytes()));
        Phase::Ended(End::Succeeded(match result {
            Some(result) => answer.map(|_| result),
            None => answer,
        }))
    }
}

impl<O: LongRunning + Paged> Polling<O> {
    /// The list that the operation has made: the items of its first page, and the pages after it. `None` where the
    /// operation has not succeeded.
    ///
    /// # Errors
    /// If the first page can't be read.
    pub fn list(&self) -> Option<Result<List<O>, Error<O::Failure>>> {
        let Phase::Ended(End::Succeeded(answer)) = &self.phase else {
            return None;
        };
        let first = self.first.clone();
        Some(Pages::from_answer(
            first,
            self.current.clone(),
            answer.clone(),
        ))
    }
}

/// What follows an answer that is no more than what it says; `None`: the service is at work.
fn after(reading: Reading, answer: Response<Bytes>) -> Option<Phase> {
    let failure = |state: &str| OperationFailure::of(state, answer.body());
    Some(match reading {
        Reading::Running(_) | Reading::Silent | Reading::Unread => return None,
        Reading::Succeeded => Phase::Ended(End::Succeeded(answer)),
        Reading::Failed(state) => Phase::Ended(End::Failed(failure(&state))),
        Reading::Cancelled(state) => Phase::Ended(End::Cancelled(failure(&state))),
        Reading::SeeOther(url) => Phase::Read(url),
        Reading::Refused => Phase::Ended(End::Refused(answer)),
    })
}

/// How an operation reads its end.
trait ReadEnd: LongRunning {
    fn read(end: End) -> Result<Response<Self::Result>, PollError<Self::Failure>>;
}

impl<O: LongRunning> ReadEnd for O {
    fn read(end: End) -> Result<Response<O::Result>, PollError<O::Failure>> {
        match end {
            End::Succeeded(answer) => O::result(Answer::new(answer)).map_err(PollError::Answer),
            End::Failed(failure) => Err(PollError::Failed(Box::new(failure))),
            End::Cancelled(failure) => Err(PollError::Cancelled(Box::new(failure))),
            End::Refused(answer) => Err(PollError::Answer(refusal::<O>(answer))),
            End::Unmonitored(answer) => Err(PollError::Unmonitored {
                response: Box::new(answer),
            }),
        }
    }
}

/// An answer that is no success, as the operation reads it.
fn refusal<O: LongRunning>(answer: Response<Bytes>) -> Error<O::Failure> {
    match O::response(answer.clone()) {
        Err(error) => error,
        Ok(_) => Error::Undocumented {
            response: Box::new(answer),
        },
    }
}

impl<O> fmt::Debug for Polling<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Polling")
            .field(
                "monitor",
                &self.monitor.as_ref().map(|monitor| monitor.kind),
            )
            .field("status", &self.status)
            .finish_non_exhaustive()
    }
}

/// Why a long-running operation has no result.
#[derive(Debug)]
#[non_exhaustive]
pub enum PollError<F> {
    /// The service refuses to begin, or the result can't be read.
    Answer(Error<F>),
    /// The operation failed.
    Failed(Box<OperationFailure>),
    /// The operation was cancelled.
    Cancelled(Box<OperationFailure>),
    /// The monitor, or the place of the result, could not be read. Nothing is known of the operation; ask again.
    Unread {
        /// The answer as it came.
        response: Box<Response<Bytes>>,
    },
    /// The monitor's answer has no status.
    Silent {
        /// The answer as it came.
        response: Box<Response<Bytes>>,
    },
    /// The service has begun, and did not say where to ask how far it is.
    Unmonitored {
        /// The answer as it came.
        response: Box<Response<Bytes>>,
    },
    /// The service leads where nothing may go.
    Follow(FollowError),
}

impl<F> From<FollowError> for PollError<F> {
    fn from(error: FollowError) -> Self {
        Self::Follow(error)
    }
}

impl<F> fmt::Display for PollError<F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Answer(error) => error.fmt(f),
            Self::Failed(failure) | Self::Cancelled(failure) => failure.fmt(f),
            Self::Unread { response } => write!(
                f,
                "the operation's monitor answers {}; the operation may still be at work: ask again later",
                response.status()
            ),
            Self::Silent { response } => write!(
                f,
                "the operation's monitor answers {} without a status; ask again later, or read the resource",
                response.status()
            ),
            Self::Unmonitored { response } => write!(
                f,
                "the service answers {} and does not say where to ask how far it is; read the resource to see",
                response.status()
            ),
            Self::Follow(error) => write!(f, "the operation's monitor is not asked: {error}"),
        }
    }
}

impl<F: fmt::Debug> std::error::Error for PollError<F> {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Failed(failure) | Self::Cancelled(failure) => Some(&**failure),
            Self::Follow(error) => Some(error),
            _ => None,
        }
    }
}
