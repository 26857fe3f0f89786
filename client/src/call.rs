//! One call and its attempts, without sending: what the async and the blocking client share.
//!
//! What a stranger would get wrong: the time for a call ends waits too. A wait that would go beyond it is not begun: what
//! came of the last attempt is the result.

use crate::budget::Budget;
use crate::cause::TransportError;
use crate::error::Stop;
use crate::random;
use crate::settings::Settings;
use restwright_runtime::bytes::Bytes;
use restwright_runtime::flow::{Attempt, Retry, Step, is_named};
use restwright_runtime::http::{HeaderName, HeaderValue, Request, Response, StatusCode};
use restwright_runtime::{Endpoint, Operation, Scheme};
use std::time::{Duration, Instant, SystemTime};

/// What of an operation a call needs to know.
#[derive(Clone, Copy, Debug)]
#[cfg_attr(
    not(feature = "tracing"),
    expect(dead_code, reason = "spans show all of it")
)]
pub(crate) struct About {
    pub(crate) id: &'static str,
    pub(crate) method: &'static str,
    pub(crate) route: &'static str,
    pub(crate) security: &'static [&'static [&'static Scheme]],
    pub(crate) repeatable: bool,
}

impl About {
    pub(crate) fn of<O: Operation>() -> Self {
        Self {
            id: O::ID,
            method: O::METHOD,
            route: O::ROUTE,
            security: O::SECURITY,
            repeatable: O::REPEATABLE,
        }
    }

    /// A request that follows from the operation's answer, and only reads.
    pub(crate) fn reading<O: Operation>() -> Self {
        Self {
            repeatable: true,
            ..Self::of::<O>()
        }
    }

    /// What is sent once, whatever comes of it.
    pub(crate) fn once(self) -> Self {
        Self {
            repeatable: false,
            ..self
        }
    }
}

/// Why an attempt has no answer.
pub(crate) enum Unanswered {
    Transport(TransportError),
    TooLong(Duration),
    TooLarge,
}

/// What follows an attempt.
pub(crate) enum Next<A> {
    Done(Result<A, Stop>),
    Wait(Duration),
}

/// A call that is made.
pub(crate) struct Call<'s> {
    settings: &'s Settings,
    started: Instant,
    retry: Retry,
    id: Option<(HeaderName, HeaderValue)>,
    /// Whether a refused token was replaced.
    renewed: bool,
}

impl<'s> Call<'s> {
    /// A call that begins with this request.
    pub(crate) fn new(
        settings: &'s Settings,
        repeatable: bool,
        request: &Request<Bytes>,
        started: Instant,
    ) -> Self {
        let id = settings.request_id.as_ref().and_then(|name| {
            // Whoever gave one has named the call already.
            let is_given =
                request.headers().contains_key(name) || settings.headers.contains_key(name);
            let value = HeaderValue::from_str(&random::uuid()).ok()?;
            (!is_given).then(|| (name.clone(), value))
        });
        Self {
            settings,
            started,
            retry: Retry::new(
                settings.retry.clone(),
                repeatable || is_named(request.headers()) || is_named(&settings.headers),
            ),
            id,
            renewed: false,
        }
    }

    /// Whether it is made again with a new token: once, where the service refuses the one that it had and calls may be
    /// made again at all.
    pub(crate) fn renews<A>(&mut self, outcome: &Result<Response<A>, Unanswered>) -> bool {
        let is_refused =
            matches!(outcome, Ok(answer) if answer.status() == StatusCode::UNAUTHORIZED);
        let renews = is_refused && !self.renewed && self.settings.retry.attempts > 1;
        self.renewed |= renews;
        renews
    }

    /// How often it was sent.
    pub(crate) fn attempts(&self) -> u32 {
        self.retry.attempts()
    }

    /// Adds the headers of the settings, which are for the endpoint's origin alone.
    pub(crate) fn dress<B>(&self, request: &mut Request<B>, endpoint: &Endpoint) {
        if !endpoint.is_origin_of(request.uri()) {
            return;
        }
        for (name, value) in &self.settings.headers {
            request.headers_mut().insert(name.clone(), value.clone());
        }
        if let Some((name, value)) = &self.id {
            request.headers_mut().insert(name.clone(), value.clone());
        }
    }

    /// How long the next attempt may take.
    pub(crate) fn time(&self, now: Instant) -> Result<Option<Duration>, Stop> {
        let Some(limit) = self.settings.deadline else {
            return Ok(self.settings.timeout);
        };
        let left = limit.saturating_sub(now.saturating_duration_since(self.started));
        if left.is_zero() {
            return Err(Stop::Deadline(limit));
        }
        Ok(Some(
            self.settings
                .timeout
                .map_or(left, |timeout| timeout.min(left)),
        ))
    }

    /// Whether a wait ends before the time is over.
    fn allows(&self, wait: Duration, now: Instant) -> bool {
        self.settings.deadline.is_none_or(|limit| {
            now.saturating_duration_since(self.started)
                .saturating_add(wait)
                < limit
        })
    }

    /// Decides what follows an attempt.
    pub(crate) fn judge<A>(
        &mut self,
        outcome: Result<Response<A>, Unanswered>,
        budget: &Budget,
        now: Instant,
        date: SystemTime,
    ) -> Next<Response<A>> {
        let attempt = match &outcome {
            Ok(answer) => Attempt::Answered(answer.status(), answer.headers()),
            Err(Unanswered::Transport(_) | Unanswered::TooLong(_)) => Attempt::Unanswered,
            Err(Unanswered::TooLarge) => {
                return Next::Done(Err(Stop::TooLarge(self.settings.limit)));
            }
        };
        self.retry.attempted(attempt, date, random::fraction());
        if let Step::Wait(wait) = self.retry.step()
            && self.allows(wait, now)
            && budget.pay()
        {
            return Next::Wait(wait);
        }
        Next::Done(match outcome {
            Ok(answer) => {
                if answer.status().is_success() {
                    budget.earn();
                }
                Ok(answer)
            }
            Err(unanswered) => Err(self.stop(unanswered, now)),
        })
    }

    fn stop(&self, unanswered: Unanswered, now: Instant) -> Stop {
        match unanswered {
            Unanswered::TooLarge => Stop::TooLarge(self.settings.limit),
            Unanswered::Transport(error) => Stop::Transport(error),
            Unanswered::TooLong(limit) => match self.time(now) {
                Err(deadline) => deadline,
                Ok(_) => Stop::Transport(TransportError::new(
                    "the exchange",
                    format!("it took longer than {limit:?}"),
                )),
            },
        }
    }
}
