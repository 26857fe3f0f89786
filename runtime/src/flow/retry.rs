//! Whether a request is sent again, and when.
//!
//! What holds: 429 and 503 say that nothing was done, so any request is sent again after them. After another failure of
//! the server, or where no answer came, nobody knows what was done, so only what may be repeated is
//! ([`Operation::REPEATABLE`](crate::Operation::REPEATABLE)). A service's `Retry-After` is never cut short; else the
//! waits grow exponentially, each a random part of its limit, so that callers that failed together do not come back
//! together.

use super::{Step, retry_after};
use http::{HeaderMap, StatusCode};
use std::time::{Duration, SystemTime};

/// How often and after which waits a request is sent again.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct RetryPolicy {
    /// How often a request is sent, the first time among them; 4 unless told otherwise.
    pub attempts: u32,
    /// The limit of the first wait, which doubles each time; half a second unless told otherwise.
    pub base: Duration,
    /// The limit of each wait that the service does not ask for; 30 seconds unless told otherwise.
    pub cap: Duration,
    /// The longest wait that the service may ask for: if it asks for more, its answer is the result. Two minutes unless
    /// told otherwise.
    pub patience: Duration,
}

impl Default for RetryPolicy {
    fn default() -> Self {
        Self {
            attempts: 4,
            base: Duration::from_millis(500),
            cap: Duration::from_secs(30),
            patience: Duration::from_secs(120),
        }
    }
}

impl RetryPolicy {
    /// Sends nothing twice.
    pub fn never() -> Self {
        Self {
            attempts: 1,
            ..Self::default()
        }
    }

    /// The same policy with as many attempts, the first among them.
    #[must_use]
    pub fn with_attempts(mut self, attempts: u32) -> Self {
        self.attempts = attempts;
        self
    }

    /// The same policy with another limit of the first wait, which doubles each time.
    #[must_use]
    pub fn with_base(mut self, base: Duration) -> Self {
        self.base = base;
        self
    }
}

/// What came of an attempt.
#[derive(Clone, Copy, Debug)]
pub enum Attempt<'a> {
    /// An answer.
    Answered(StatusCode, &'a HeaderMap),
    /// None: the connection failed, or took too long.
    Unanswered,
}

/// The attempts of a request. It does not hold the request, which its owner makes anew for each attempt: nothing is
/// copied for the many calls that need one.
///
/// ```
/// use restwright_runtime::flow::{Attempt, Retry, RetryPolicy, Step};
/// use restwright_runtime::http::{HeaderMap, StatusCode};
/// use std::time::{Duration, SystemTime};
///
/// let mut retry = Retry::new(RetryPolicy::default(), true);
/// assert!(matches!(retry.step(), Step::Send(())));
/// let busy = Attempt::Answered(StatusCode::SERVICE_UNAVAILABLE, &HeaderMap::new());
/// retry.attempted(busy, SystemTime::now(), 0.5);
/// assert!(matches!(retry.step(), Step::Wait(wait) if wait == Duration::from_millis(250)));
/// assert!(matches!(retry.step(), Step::Send(())));
/// retry.attempted(Attempt::Answered(StatusCode::OK, &HeaderMap::new()), SystemTime::now(), 0.5);
/// assert!(matches!(retry.step(), Step::Done(())));
/// ```
#[derive(Debug)]
pub struct Retry {
    policy: RetryPolicy,
    repeatable: bool,
    attempts: u32,
    state: State,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    Send,
    Wait(Duration),
    Done,
}

impl Retry {
    /// A request that was not sent yet, and whether it may be repeated when nobody knows what became of it: as
    /// [`Operation::REPEATABLE`](crate::Operation::REPEATABLE) says, or because it [is named](is_named).
    pub fn new(policy: RetryPolicy, repeatable: bool) -> Self {
        Self {
            policy,
            repeatable,
            attempts: 0,
            state: State::Send,
        }
    }

    /// How often it was sent.
    pub fn attempts(&self) -> u32 {
        self.attempts
    }

    /// What is next; `Done` means that what came of the last attempt is the result.
    pub fn step(&mut self) -> Step<(), ()> {
        match self.state {
            State::Send => Step::Send(()),
            State::Wait(wait) => {
                self.state = State::Send;
                Step::Wait(wait)
            }
            State::Done => Step::Done(()),
        }
    }

    /// Says what came of an attempt; `random` is from 0 up to 1.
    pub fn attempted(&mut self, attempt: Attempt<'_>, now: SystemTime, random: f64) {
        self.attempts = self.attempts.saturating_add(1);
        let wait = self.wait_after(attempt, now, random);
        self.state = wait.map_or(State::Done, State::Wait);
    }

    /// Ends it: what came of the last attempt is the result, whatever the policy says.
    pub fn stop(&mut self) {
        self.state = State::Done;
    }

    fn wait_after(&self, attempt: Attempt<'_>, now: SystemTime, random: f64) -> Option<Duration> {
        if self.attempts >= self.policy.attempts || !self.may_repeat(attempt) {
            return None;
        }
        let asked = match attempt {
            Attempt::Answered(_, headers) => retry_after(headers, now),
            Attempt::Unanswered => None,
        };
        match asked {
            Some(asked) => (asked <= self.policy.patience).then_some(asked),
            None => Some(self.backoff(random)),
        }
    }

    fn may_repeat(&self, attempt: Attempt<'_>) -> bool {
        match attempt {
            Attempt::Unanswered => self.repeatable,
            Attempt::Answered(status, _) => match status.as_u16() {
                429 | 503 => true,
                // What a server does not implement, it will not implement in a second.
                501 | 505 => false,
                408 | 500..=599 => self.repeatable,
                _ => false,
            },
        }
    }

    /// A random part of a limit that doubles with each attempt.
    fn backoff(&self, random: f64) -> Duration {
        let doubled = 1_u32.checked_shl(self.attempts - 1).unwrap_or(u32::MAX);
        let limit = self
            .policy
            .base
            .saturating_mul(doubled)
            .min(self.policy.cap);
        limit.mul_f64(random.clamp(0.0, 1.0))
    }
}

/// Whether a request has a name of its own, by which the service knows a repetition: `Idempotency-Key`, or
/// `Repeatability-Request-ID`.
pub fn is_named(headers: &HeaderMap) -> bool {
    headers.contains_key("idempotency-key") || headers.contains_key("repeatability-request-id")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn waits(method: &str, attempts: &[Option<(u16, Option<&str>)>]) -> Vec<Duration> {
        let mut retry = Retry::new(RetryPolicy::default(), method != "POST");
        let mut waits = Vec::new();
        for attempt in attempts {
            assert!(matches!(retry.step(), Step::Send(())));
            let mut headers = HeaderMap::new();
            if let Some((_, Some(after))) = attempt {
                headers.insert("retry-after", after.parse().unwrap());
            }
            let attempt = match attempt {
                Some((status, _)) => {
                    Attempt::Answered(StatusCode::from_u16(*status).unwrap(), &headers)
                }
                None => Attempt::Unanswered,
            };
            retry.attempted(attempt, SystemTime::UNIX_EPOCH, 1.0);
            match retry.step() {
                Step::Wait(wait) => waits.push(wait),
                Step::Done(()) => break,
                Step::Send(()) => unreachable!("a wait comes first"),
            }
        }
        waits
    }

    fn milliseconds(waits: &[Duration]) -> Vec<u128> {
        waits.iter().map(Duration::as_millis).collect()
    }

    #[test]
    fn waits_double_until_the_attempts_are_used_up() {
        let busy = Some((503, None));
        let waits = waits("GET", &[busy; 9]);
        assert_eq!(milliseconds(&waits), [500, 1000, 2000]);
    }

    #[test]
    fn what_the_service_asks_for_is_not_cut_short() {
        assert_eq!(
            milliseconds(&waits("POST", &[Some((429, Some("7"))), Some((200, None))])),
            [7000]
        );
        assert_eq!(
            milliseconds(&waits(
                "POST",
                &[Some((429, Some("121"))), Some((200, None))]
            )),
            [] as [u128; 0]
        );
        let date = "Thu, 01 Jan 1970 00:00:09 GMT";
        assert_eq!(
            milliseconds(&waits("GET", &[Some((503, Some(date))), Some((200, None))])),
            [9000]
        );
    }

    #[test]
    fn what_may_not_be_repeated_is_only_sent_again_where_nothing_was_done() {
        for (attempt, repeated, unrepeatable) in [
            (Some((429, None)), 1, 1),
            (Some((503, None)), 1, 1),
            (Some((500, None)), 1, 0),
            (Some((502, None)), 1, 0),
            (Some((504, None)), 1, 0),
            (Some((408, None)), 1, 0),
            (None, 1, 0),
            (Some((501, None)), 0, 0),
            (Some((400, None)), 0, 0),
            (Some((409, Some("1"))), 0, 0),
            (Some((200, None)), 0, 0),
            (Some((302, None)), 0, 0),
        ] {
            let count = |method| waits(method, &[attempt, Some((200, None))]).len();
            assert_eq!(
                (count("PUT"), count("POST")),
                (repeated, unrepeatable),
                "{attempt:?}"
            );
        }
    }

    #[test]
    fn a_named_request_may_be_repeated() {
        let mut headers = HeaderMap::new();
        assert!(!is_named(&headers));
        headers.insert("Idempotency-Key", "1".parse().unwrap());
        assert!(is_named(&headers));
    }
}
