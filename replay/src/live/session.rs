//! Operations that take several exchanges, sent by the client of Restwright: lists, long-running operations, streams.
//!
//! What a stranger would get wrong: the answers are the server's, and are only read here. Whether each request was right
//! is the server's to say.

use super::Client;
use crate::Problem;
use restwright_client::blocking::{self, Body, Incoming};
use restwright_client::{Error, PollPolicy, RetryPolicy, Settings, TransportError};
use restwright_runtime::Endpoint;
use restwright_runtime::flow::{LongRunning, Paged, Streamed};
use restwright_runtime::http::{Request, Response};
use std::time::Duration;

/// The longest that one call may take.
const DEADLINE: Duration = Duration::from_secs(30);
/// The wait where the server asks for none.
const INTERVAL: Duration = Duration::from_millis(10);
/// How many items are read of a stream that may go on.
const ITEMS: usize = 1000;

/// Calls of a server.
#[derive(Clone, Debug)]
pub struct Session {
    server: String,
    client: Client,
}

impl Session {
    pub(super) fn new(server: String, client: Client) -> Self {
        Self { server, client }
    }

    /// Reads a list to its end.
    pub fn list<O: Paged>(
        &self,
        endpoint: &Endpoint,
        operation: &O,
        options: &O::Options,
    ) -> Result<(), Problem> {
        all(self.client(endpoint)?.items_with(operation, options))
    }

    /// Waits for the end of a long-running operation, and reads its result.
    pub fn wait<O: LongRunning>(
        &self,
        endpoint: &Endpoint,
        operation: &O,
        options: &O::Options,
    ) -> Result<(), Problem> {
        let client = self.client(endpoint)?;
        let mut poller = client
            .start_with(operation, options)
            .map_err(Problem::from)?;
        poller.wait().map(drop).map_err(Problem::from)
    }

    /// Waits for the end of a long-running operation, and reads the list that is its result to its end.
    pub fn wait_for_list<O: LongRunning + Paged>(
        &self,
        endpoint: &Endpoint,
        operation: &O,
        options: &O::Options,
    ) -> Result<(), Problem> {
        let client = self.client(endpoint)?;
        let poller = client
            .start_with(operation, options)
            .map_err(Problem::from)?;
        all(poller.items().map_err(Problem::from)?)
    }

    /// Reads what arrives in items.
    pub fn stream<O: Streamed>(
        &self,
        endpoint: &Endpoint,
        operation: &O,
        options: &O::Options,
    ) -> Result<(), Problem> {
        let client = self.client(endpoint)?;
        all(client
            .stream_with(operation, options)
            .map_err(Problem::from)?)
    }

    fn client(
        &self,
        endpoint: &Endpoint,
    ) -> Result<blocking::Client<impl blocking::Transport + use<>>, Problem> {
        let at_once = RetryPolicy::default().with_base(Duration::ZERO);
        let settings = Settings::default()
            .with_deadline(DEADLINE)
            .with_retry(at_once)
            .with_polling(PollPolicy::every(INTERVAL));
        let client = self.client.clone();
        let transport = move |request, _: Option<Duration>| send(&client, request);
        let endpoint = endpoint.moved_to(&self.server)?;
        Ok(blocking::Client::new(transport, endpoint).with(settings))
    }
}

fn send(client: &Client, request: Request<Body>) -> Result<Response<Incoming>, TransportError> {
    let failed = |problem: Problem| TransportError::new("sending", problem.to_string());
    let request = request.map(|body| body.as_bytes().cloned().unwrap_or_default());
    let response = client.send(request).map_err(failed)?;
    Ok(response.map(Incoming::Whole))
}

fn all<I, F>(items: impl Iterator<Item = Result<I, Error<F>>>) -> Result<(), Problem> {
    items
        .take(ITEMS)
        .try_for_each(|item| item.map(drop).map_err(Problem::from))
}

impl<F> From<Error<F>> for Problem {
    fn from(error: Error<F>) -> Self {
        Self::new(error.to_string())
    }
}
