//! The requests that operations make, sent to a server that judges them, and its answers read by the same operations.
//!
//! A stranger would get this wrong: what a request must look like is not compared here. The server says by the status
//! of its answer whether it is right, also for vectors whose request cannot be compared.

use crate::report::{Sent, Verdict};
use crate::run::{Operation, caught};
use crate::vector::Vector;
use crate::{Call, Problem};
use bytes::Bytes;
use http::{Request, Response, Uri};
use std::time::Duration;
use ureq::Agent;
use ureq::config::AutoHeaderValue;

/// The longest that an answer may take.
const PATIENCE: Duration = Duration::from_secs(30);

/// An HTTP client that adds no header that a caller could want to choose, and follows nothing.
#[derive(Clone, Debug)]
pub struct Client(Agent);

impl Default for Client {
    fn default() -> Self {
        let config = Agent::config_builder()
            .http_status_as_error(false)
            .accept(AutoHeaderValue::None)
            .accept_encoding(AutoHeaderValue::None)
            .proxy(None)
            .max_redirects(0)
            .timeout_global(Some(PATIENCE))
            .build();
        Self(config.into())
    }
}

impl Client {
    /// The body of what is at a URL.
    pub fn get(&self, url: &str) -> Result<Bytes, Problem> {
        let request = Request::get(url).body(Bytes::new());
        let request = request.map_err(|error| Problem::new(error.to_string()))?;
        self.send(request).map(Response::into_body)
    }

    /// Sends a request and reads all of its answer.
    pub fn send(&self, request: Request<Bytes>) -> Result<Response<Bytes>, Problem> {
        let failed = |error: ureq::Error| Problem::new(format!("it could not be sent: {error}"));
        let response = if request.body().is_empty() {
            self.0.run(request.map(|_| ()))
        } else {
            self.0.run(request.map(|body| body.to_vec()))
        };
        let (parts, mut body) = response.map_err(failed)?.into_parts();
        let body = body.read_to_vec().map_err(failed)?;
        Ok(Response::from_parts(parts, body.into()))
    }
}

/// A server that judges requests.
#[derive(Clone, Debug)]
pub(crate) struct Judge {
    server: Uri,
    client: Client,
}

impl Judge {
    pub(crate) fn new(server: Uri) -> Self {
        let client = Client::default();
        Self { server, client }
    }

    /// Sends what an operation makes of a vector, and has it read the answer.
    pub(crate) fn exchange(&self, operation: &Operation, vector: &Vector) -> Sent {
        let made = caught(|| (operation.request)(Call::new(vector)).map_err(|it| it.to_string()));
        let (request, answer) = match made.flatten() {
            Err(problem) => (unmade(vector, problem), None),
            Ok(request) => match self.send(request) {
                Err(problem) => (Verdict::Wrong(problem.to_string()), None),
                Ok(response) => {
                    let request = judged(vector, &response);
                    let is_right = request == Verdict::Right;
                    let answer = is_right.then(|| read(operation, vector, response));
                    (request, answer)
                }
            },
        };
        let id = vector.id.clone();
        Sent {
            id,
            request,
            answer,
        }
    }

    /// Sends a request to the server, whatever host it is for.
    fn send(&self, request: Request<Bytes>) -> Result<Response<Bytes>, Problem> {
        let (mut parts, body) = request.into_parts();
        let mut uri = parts.uri.into_parts();
        uri.scheme = self.server.scheme().cloned();
        uri.authority = self.server.authority().cloned();
        parts.uri = Uri::from_parts(uri).map_err(|error| Problem::new(error.to_string()))?;
        self.client.send(Request::from_parts(parts, body))
    }
}

/// Why there is no request: a vector may lack what the description requires, and says so.
fn unmade(vector: &Vector, problem: String) -> Verdict {
    match &vector.exclude.request {
        Some(reason) => Verdict::Excluded(reason.clone()),
        None => Verdict::Wrong(problem),
    }
}

/// The server's judgement: the recorded status, or another one with what it says about it.
fn judged(vector: &Vector, response: &Response<Bytes>) -> Verdict {
    let status = response.status();
    let mut recorded = vector.responses.iter().map(|answer| answer.status);
    if recorded.any(|recorded| recorded == status) {
        return Verdict::Right;
    }
    let says = String::from_utf8_lossy(response.body());
    Verdict::Wrong(format!("the server answers {status}: {says}"))
}

fn read(operation: &Operation, vector: &Vector, response: Response<Bytes>) -> Verdict {
    let status = response.status().as_str().to_owned();
    if let Some(reason) = vector.exclude.responses.get(&status) {
        return Verdict::Excluded(reason.clone());
    }
    match caught(|| (operation.response)(response)).flatten() {
        Ok(_) => Verdict::Right,
        Err(problem) => Verdict::Wrong(problem),
    }
}
