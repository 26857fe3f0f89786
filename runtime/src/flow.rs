//! What takes more than one exchange, without I/O: pages, long-running operations, repetition after a failure.
//!
//! Each is a state machine that says what is next as a [`Step`] and is told what came of it. Whoever drives one sends
//! the requests and does the waiting: a client, async or blocking, or a test with neither network nor clock. Time and
//! randomness come from outside.
//!
//! What a stranger would get wrong: a machine that gives an error is not broken. It stands where it stood, and the same
//! step can be taken again.

mod change;
mod date;
mod link;
mod long_running;
mod monitor;
mod pages;
mod paging;
mod poll_state;
mod polling;
mod retry;
mod streamed;

pub use date::retry_after;
pub use long_running::{FinalState, LongRunning, OperationFailure};
pub use pages::{Pages, PagingError};
pub use paging::{Paged, Paging, Parameter, Place};
pub use poll_state::StateError;
pub use polling::{PollError, PollPolicy, Polling};
pub use retry::{Attempt, Retry, RetryPolicy, is_named};
pub use streamed::{Framing, Streamed};

use bytes::Bytes;
use http::Request;
use std::time::Duration;

/// What is to be done next.
#[derive(Debug)]
pub enum Step<T, R = Request<Bytes>> {
    /// Send this request, and tell the machine what is answered.
    Send(R),
    /// Let this time pass.
    Wait(Duration),
    /// Nothing: this is what became of it.
    Done(T),
}
