//! The requests that operations make, sent to a server that judges them, and its answers read by the same operations.
//!
//! A stranger would get this wrong: what a request must look like is not compared here. The server says by the status
//! of its answer whether it is right, also for vectors whose request cannot be compared. What takes several exchanges is
//! sent twice: once as the vector has it, and once to its end.

mod session;

use crate::recording::Recording;
use crate::report::{Sent, Verdict};
use crate::run::{self, Operation, caught, each, find};
use crate::{Call, Problem};
use bytes::Bytes;
use http::{Method, Request, Response, Uri};
use std::io;
use std::process::ExitCode;
use std::time::Duration;
use ureq::Agent;
use ureq::config::AutoHeaderValue;

/// The longest that an answer may take.
const PATIENCE: Duration = Duration::from_secs(30);

/// How much of a body is shown, in characters.
const SHOWN: usize = 500;

pub use session::Session;

/// An emitted API whose operations are sent.
#[derive(Clone, Copy, Debug)]
pub struct Api {
    /// What compares it.
    pub api: run::Api,
    /// The operations that take several exchanges, by their index.
    pub whole: &'static [(usize, Whole)],
}

/// Makes an operation of a vector, and brings it to its end.
pub type Whole = fn(Call<'_>, &Session) -> Result<(), Problem>;

/// Sends the vectors of a file, as these APIs make them, to the server at a URL: `driver VECTORS RESULTS URL`.
#[must_use]
pub fn run(apis: &[Api]) -> ExitCode {
    let arguments: Vec<String> = std::env::args().collect();
    let [_, vectors, results, server] = arguments.as_slice() else {
        eprintln!("usage: driver VECTORS RESULTS URL");
        return ExitCode::from(2);
    };
    run::ended(Judge::new(server).and_then(|judge| {
        let of = |vector: &Recording| {
            let mut known = apis.iter();
            known.find(|it| it.api.description == vector.description)
        };
        each(vectors, results, |vector| {
            of(vector).map(|api| judge.sent(api, vector))
        })
    }))
}

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
        let response = self.send(request)?;
        match response.status() {
            status if status.is_success() => Ok(response.into_body()),
            status => Err(Problem::new(format!("it answers {status}"))),
        }
    }

    /// Sends a request and reads all of its answer.
    pub fn send(&self, request: Request<Bytes>) -> Result<Response<Bytes>, Problem> {
        let failed = |error: ureq::Error| Problem::new(format!("it could not be sent: {error}"));
        // Where the method has a body, the client says its length, be it none.
        let has_body = [Method::POST, Method::PUT, Method::PATCH].contains(request.method());
        let response = if request.body().is_empty() && !has_body {
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
struct Judge {
    server: Uri,
    client: Client,
    session: Session,
}

impl Judge {
    fn new(server: &str) -> io::Result<Self> {
        let url: Result<Uri, _> = server.parse();
        let client = Client::default();
        Ok(Self {
            server: url.map_err(|error| io::Error::other(format!("{server}: {error}")))?,
            session: Session::new(server.to_owned(), client.clone()),
            client,
        })
    }

    fn sent(&self, api: &Api, vector: &Recording) -> Sent {
        let Some(index) = find(&api.api, vector) else {
            return Sent {
                id: vector.id.clone(),
                request: Verdict::Wrong(run::NO_OPERATION.to_owned()),
                answer: None,
                whole: None,
            };
        };
        let mut sent = self.exchange(&api.api.operations[index], vector);
        let whole = api.whole.iter().find(|(known, _)| *known == index);
        if let (Some((_, whole)), Verdict::Right) = (whole, &sent.request) {
            let ended = caught(|| {
                whole(Call::new(vector), &self.session).map_err(|problem| problem.to_string())
            });
            sent.whole = Some(Verdict::of(ended.flatten().err()));
        }
        sent
    }

    /// Sends what an operation makes of a vector, and has it read the answer.
    fn exchange(&self, operation: &Operation, vector: &Recording) -> Sent {
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
            whole: None,
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
fn unmade(vector: &Recording, problem: String) -> Verdict {
    match &vector.exclude.request {
        Some(reason) => Verdict::Excluded(reason.clone()),
        None => Verdict::Wrong(problem),
    }
}

/// The server's judgement: the recorded status, or another one with what it says about it.
fn judged(vector: &Recording, response: &Response<Bytes>) -> Verdict {
    let status = response.status();
    let mut recorded = vector.responses.iter().map(|answer| answer.status);
    if recorded.any(|recorded| recorded == status) {
        return Verdict::Right;
    }
    let body = String::from_utf8_lossy(response.body());
    let on_a_line = body.chars().map(|c| if c.is_control() { ' ' } else { c });
    let says: String = on_a_line.take(SHOWN).collect();
    Verdict::Wrong(format!("the server answers {status}: {says}"))
}

fn read(operation: &Operation, vector: &Recording, response: Response<Bytes>) -> Verdict {
    let status = response.status().as_str().to_owned();
    if let Some(reason) = vector.exclude.responses.get(&status) {
        return Verdict::Excluded(reason.clone());
    }
    match caught(|| (operation.response)(response)).flatten() {
        Ok(_) => Verdict::Right,
        Err(problem) => Verdict::Wrong(problem),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use http::StatusCode;
    use std::io::{Read, Write};
    use std::net::TcpListener;
    use std::thread;

    /// Takes requests for `/right` and for nothing else.
    fn server() -> String {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        thread::spawn(move || {
            for stream in listener.incoming() {
                let mut stream = stream.unwrap();
                let mut head = [0; 1024];
                let length = stream.read(&mut head).unwrap();
                let answer: &[u8] = if head[..length].starts_with(b"GET /right?a=1 ") {
                    b"HTTP/1.1 200 OK\r\ncontent-length: 4\r\nconnection: close\r\n\r\nread"
                } else {
                    b"HTTP/1.1 400 Bad Request\r\ncontent-length: 8\r\nconnection: close\r\n\r\nnot\nthis"
                };
                stream.write_all(answer).unwrap();
            }
        });
        url
    }

    fn vector(exclude: &str) -> Recording {
        let text = r#"{
            "id": "v", "description": "d", "method": "GET", "template": "/",
            "request": {"method": "GET", "segments": []},
            "responses": [{"status": 200}],
            "exclude": "#;
        serde_json::from_str(&format!("{text}{exclude}}}")).unwrap()
    }

    /// What becomes of a request for this path at a host that does not exist.
    fn exchange(
        request: fn(Call<'_>) -> Result<Request<Bytes>, Problem>,
        exclude: &str,
    ) -> (Verdict, Option<Verdict>) {
        let operation = Operation {
            id: "get",
            method: "GET",
            route: "/",
            request,
            response: |response| match &response.body()[..] {
                b"read" => Ok(None),
                other => Err(format!("{other:?}")),
            },
        };
        let sent = Judge::new(&server())
            .unwrap()
            .exchange(&operation, &vector(exclude));
        (sent.request, sent.answer)
    }

    fn get(url: &str) -> Result<Request<Bytes>, Problem> {
        let request = Request::get(url).body(Bytes::new());
        request.map_err(|error| Problem::new(error.to_string()))
    }

    fn right(_: Call<'_>) -> Result<Request<Bytes>, Problem> {
        get("https://service.invalid/right?a=1")
    }

    fn wrong(_: Call<'_>) -> Result<Request<Bytes>, Problem> {
        get("https://service.invalid/wrong")
    }

    fn unmakable(_: Call<'_>) -> Result<Request<Bytes>, Problem> {
        Err(Problem::new("there is no value"))
    }

    #[test]
    fn the_server_judges_the_request_and_the_operation_reads_the_answer() {
        let both = (Verdict::Right, Some(Verdict::Right));
        assert_eq!(exchange(right, "{}"), both);
        assert_eq!(exchange(right, r#"{"request": "not comparable"}"#), both);
        let refused = format!("the server answers {}: not this", StatusCode::BAD_REQUEST);
        assert_eq!(exchange(wrong, "{}"), (Verdict::Wrong(refused), None));
    }

    #[test]
    fn what_a_vector_excludes_is_not_wrong() {
        let excluded = Verdict::Excluded("no value".to_owned());
        let (request, _) = exchange(unmakable, r#"{"request": "no value"}"#);
        assert_eq!(request, excluded);
        let (_, answer) = exchange(right, r#"{"responses": {"200": "no value"}}"#);
        assert_eq!(answer, Some(excluded));
        let missing = Verdict::Wrong("there is no value".to_owned());
        assert_eq!(exchange(unmakable, "{}"), (missing, None));
    }
}
