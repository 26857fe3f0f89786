//! A long-running operation that has begun.

use super::client::Client;
use super::lists::Items;
use super::transport::Transport;
use crate::call::About;
use crate::error::{Error, Stop};
use restwright_runtime::flow::{LongRunning, Paged, PollError, Polling, Step};
use restwright_runtime::http::Response;
use restwright_runtime::{Endpoint, Operation};
use std::fmt;
use std::time::Instant;

/// Waits for the end of a long-running operation. Dropping it stops the waiting, never the operation.
pub struct Poller<T, O> {
    client: Client<T>,
    polling: Polling<O>,
}

impl<T, O> fmt::Debug for Poller<T, O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.polling.fmt(f)
    }
}

/// The items of a list.
type ItemsOf<'o, O> = Items<'o, <O as Paged>::Item, <O as Operation>::Failure>;

impl<T: Transport> Client<T> {
    /// Begins a long-running operation. What comes back waits for its end.
    ///
    /// # Errors
    /// If the service refuses to begin.
    pub fn start<O: LongRunning>(&self, operation: &O) -> Result<Poller<T, O>, Error<O::Failure>> {
        self.start_with(operation, &O::Options::default())
    }

    /// Begins a long-running operation with options.
    ///
    /// # Errors
    /// If the service refuses to begin.
    pub fn start_with<O: LongRunning>(
        &self,
        operation: &O,
        options: &O::Options,
    ) -> Result<Poller<T, O>, Error<O::Failure>> {
        let first = operation.request_with(&self.endpoint_now(), options);
        let polling = Polling::from_request(first.map_err(Stop::Encode)?);
        let mut poller = Poller::new(self.clone(), polling);
        poller.exchange(About::of::<O>(), self.transport().now())?;
        Ok(poller)
    }

    /// Goes on with a long-running operation that [`Poller::to_json`] wrote down, perhaps in another process.
    ///
    /// # Errors
    /// If the text is none of these, or of another operation.
    pub fn resume<O: LongRunning>(&self, text: &str) -> Result<Poller<T, O>, Error<O::Failure>> {
        let polling = Polling::from_json(text).map_err(Error::State)?;
        Ok(Poller::new(self.clone(), polling))
    }
}

impl<T: Transport, O: LongRunning> Poller<T, O> {
    fn new(client: Client<T>, polling: Polling<O>) -> Self {
        let polling = polling.with_policy(client.settings().polling);
        Self { client, polling }
    }

    /// The state in the service's words, such as `InProgress`; `None` where it has not said.
    pub fn status(&self) -> Option<&str> {
        self.polling.status()
    }

    /// How much is done, in percent; `None` where the service has not said.
    pub fn progress(&self) -> Option<f64> {
        self.polling.progress()
    }

    /// All that is needed to go on in another process, as a JSON text without credentials: [`Client::resume`].
    pub fn to_json(&self) -> String {
        self.polling.to_json().unwrap_or_default()
    }

    /// Waits for the end, and reads the result.
    ///
    /// # Errors
    /// [`Error::Failed`] and [`Error::Cancelled`] are the operation's; all others are of the waiting, which can be begun
    /// again.
    pub fn wait(&mut self) -> Result<Response<O::Result>, Error<O::Failure>> {
        let started = self.client.transport().now();
        let limit = self.client.settings().deadline;
        loop {
            let endpoint = self.client.endpoint(About::of::<O>())?;
            match self.polling.step(&endpoint)? {
                Step::Done(result) => return Ok(result),
                Step::Wait(time) => {
                    let passed = self
                        .client
                        .transport()
                        .now()
                        .saturating_duration_since(started);
                    if let Some(limit) = limit
                        && passed.saturating_add(time) >= limit
                    {
                        return Err(Error::Deadline { limit });
                    }
                    self.client.transport().sleep(time);
                }
                Step::Send(_) => self.exchange(About::reading::<O>(), started)?,
            }
        }
    }

    /// Waits for the end, and gives the items of the list that is the result, page after page.
    ///
    /// # Errors
    /// As [`Poller::wait`] has them.
    pub fn items<'o>(mut self) -> Result<ItemsOf<'o, O>, Error<O::Failure>>
    where
        O: Paged + 'o,
        T: 'o,
    {
        self.wait()?;
        let Some(list) = self.polling.list() else {
            unreachable!("an operation that has a result has succeeded");
        };
        let (items, pages) = list?;
        Ok(Items::new(items, self.client.pages_from(Ok(pages))))
    }

    /// Sends the request that is next, as often as it takes.
    fn exchange(&mut self, about: About, started: Instant) -> Result<(), Error<O::Failure>> {
        let Self { client, polling } = self;
        let mut make = |endpoint: &Endpoint| match polling.step(endpoint) {
            Ok(Step::Send(request)) => Ok(request),
            Err(PollError::Follow(error)) => Err(Stop::Follow(error)),
            _ => unreachable!("a machine that has a request to send stands where it stood"),
        };
        let answer = client.exchange(about, started, &mut make)?;
        Ok(polling.receive(answer, client.transport().date())?)
    }
}
