//! The table of long-running operations against a real service on loopback: async by `reqwest`, blocking by `ureq`, and
//! both by the scripted transport.
//!
//! What a stranger would get wrong: the table is that of the state machine (`runtime/tests/long-running.txt`). A retry
//! shows in it as the request that is made again; it waits for nothing here.

#[path = "../../runtime/tests/matrix/mod.rs"]
mod matrix;
mod support;

use matrix::{AUTH, Cell, Delete, Line, Patch, Post, Put, cells, now};
use restwright_client::blocking::Ureq;
use restwright_client::testing::Scripted;
use restwright_client::transport::Reqwest;
use restwright_client::{Client, Error, RetryPolicy, Settings, blocking};
use restwright_runtime::bytes::Bytes;
use restwright_runtime::flow::LongRunning;
use restwright_runtime::http::Response;
use restwright_runtime::json::{Encode, to_string};
use restwright_runtime::{Credential, Endpoint};
use serde_json::Value;
use std::collections::VecDeque;
use std::sync::{Arc, Mutex};
use std::time::Duration;
use support::{Received, Reply, Service, Unhurried, run};

fn settings() -> Settings {
    let at_once = RetryPolicy::default().with_base(Duration::ZERO);
    Settings::default().with_retry(at_once).without_timeout()
}

fn endpoint(url: &str) -> Endpoint {
    let endpoint = Endpoint::new(url).unwrap();
    endpoint
        .with_credential(&AUTH, Credential::bearer("secret"))
        .unwrap()
}

trait Shown {
    fn shown(&self) -> String;
}

impl Shown for () {
    fn shown(&self) -> String {
        "()".to_owned()
    }
}

impl Shown for Value {
    fn shown(&self) -> String {
        to_string(self as &dyn Encode)
    }
}

/// What came of an operation, in the table's words.
fn ended<R: Shown>(result: Result<Response<R>, Error<Value>>) -> Line {
    Line::Result(match result {
        Ok(answer) => answer.body().shown(),
        Err(Error::Documented { failure, response }) => format!(
            "refused {} {}",
            response.status().as_u16(),
            failure["error"]["code"].as_str().unwrap_or_default()
        ),
        Err(Error::Failed(failure)) => format!(
            "failed {} {}: {} ({} details)",
            failure.status,
            failure.code.as_deref().unwrap_or_default(),
            failure.message.as_deref().unwrap_or_default(),
            failure.details.len()
        ),
        Err(Error::Cancelled(failure)) => {
            format!(
                "cancelled {} ({} details)",
                failure.status,
                failure.details.len()
            )
        }
        Err(Error::Monitor { problem, response }) => {
            let kind = if problem.contains("without a status") {
                "silent"
            } else {
                "unmonitored"
            };
            format!("{kind} {}", response.status().as_u16())
        }
        Err(error) => error.to_string(),
    })
}

fn answer(line: &Line) -> Response<Bytes> {
    let Line::Answer {
        status,
        headers,
        body,
    } = line
    else {
        panic!("{line:?} is no answer")
    };
    let mut answer = Response::builder().status(*status);
    for (name, value) in headers {
        answer = answer.header(name, value);
    }
    answer.body(body.clone().into()).unwrap()
}

/// What is expected without what the service answers, and the waits apart: they are noted elsewhere.
fn expected(cell: &Cell) -> (Vec<Line>, Vec<Duration>) {
    let lines = cell
        .lines
        .iter()
        .filter(|line| matches!(line, Line::Request { .. } | Line::Result(_)));
    let waits = cell.lines.iter().filter_map(|line| match line {
        Line::Wait(seconds) => Some(Duration::from_secs(*seconds)),
        _ => None,
    });
    (lines.cloned().collect(), waits.collect())
}

fn waited(waits: &[Duration]) -> Vec<Duration> {
    waits
        .iter()
        .copied()
        .filter(|wait| !wait.is_zero())
        .collect()
}

/// The two services of a cell, and what they saw.
#[derive(Clone, Default)]
struct Stage {
    answers: Arc<Mutex<VecDeque<Line>>>,
    seen: Arc<Mutex<Vec<Line>>>,
}

impl Stage {
    fn reply(&self, own: bool, received: &Received) -> Reply {
        let url = if own {
            received.target.clone()
        } else {
            format!("http://{}{}", received.host, received.target)
        };
        self.seen.lock().unwrap().push(Line::Request {
            line: format!("{} {url}", received.method),
            authorized: received.headers.contains_key("authorization"),
        });
        match self.answers.lock().unwrap().pop_front() {
            Some(line) => Reply::Answer(answer(&line)),
            None => Reply::Cut,
        }
    }

    fn services(&self) -> (Service, Service) {
        let (own, other) = (self.clone(), self.clone());
        (
            Service::at("127.0.0.1:0", move |received| own.reply(true, &received)),
            Service::at("127.0.0.2:0", move |received| other.reply(false, &received)),
        )
    }

    fn set(&self, cell: &Cell) {
        let answers = cell
            .lines
            .iter()
            .filter(|line| matches!(line, Line::Answer { .. }));
        *self.answers.lock().unwrap() = answers.cloned().collect();
        self.seen.lock().unwrap().clear();
    }

    fn seen(&self, result: Line) -> Vec<Line> {
        let mut seen = self.seen.lock().unwrap().clone();
        seen.push(result);
        seen
    }
}

async fn play<T: restwright_client::Transport>(client: &Client<T>, cell: &Cell) -> Line {
    match &*cell.method {
        "PUT" => played(client, &Put).await,
        "PATCH" => played(client, &Patch).await,
        "POST" => played(client, &Post).await,
        _ => played(client, &Delete).await,
    }
}

fn play_blocking<T: blocking::Transport>(client: &blocking::Client<T>, cell: &Cell) -> Line {
    match &*cell.method {
        "PUT" => played_blocking(client, &Put),
        "PATCH" => played_blocking(client, &Patch),
        "POST" => played_blocking(client, &Post),
        _ => played_blocking(client, &Delete),
    }
}

async fn played<O, T>(client: &Client<T>, operation: &O) -> Line
where
    O: LongRunning<Failure = Value> + Sync,
    O::Options: Send + Sync,
    O::Result: Shown,
    T: restwright_client::Transport,
{
    match client.start(operation).await {
        Ok(mut poller) => ended(poller.wait().await),
        Err(error) => ended::<()>(Err(error)),
    }
}

fn played_blocking<O, T>(client: &blocking::Client<T>, operation: &O) -> Line
where
    O: LongRunning<Failure = Value>,
    O::Result: Shown,
    T: blocking::Transport,
{
    match client.start(operation) {
        Ok(mut poller) => ended(poller.wait()),
        Err(error) => ended::<()>(Err(error)),
    }
}

#[test]
fn by_reqwest() {
    let stage = Stage::default();
    let (own, other) = stage.services();
    run(async {
        let transport = Reqwest::new().unwrap();
        for cell in cells(&own.url(), &other.url()) {
            stage.set(&cell);
            let unhurried = Unhurried::new(transport.clone(), now());
            let client = Client::new(unhurried.clone(), endpoint(&own.url())).with(settings());
            let result = play(&client, &cell).await;
            let (lines, waits) = expected(&cell);
            assert_eq!(stage.seen(result), lines, "{}", cell.title);
            assert_eq!(
                waited(&unhurried.waits.lock().unwrap()),
                waits,
                "{}",
                cell.title
            );
        }
    });
}

#[test]
fn by_ureq() {
    let stage = Stage::default();
    let (own, other) = stage.services();
    let transport = Ureq::new();
    for cell in cells(&own.url(), &other.url()) {
        stage.set(&cell);
        let unhurried = Unhurried::new(transport.clone(), now());
        let client =
            blocking::Client::new(unhurried.clone(), endpoint(&own.url())).with(settings());
        let result = play_blocking(&client, &cell);
        let (lines, waits) = expected(&cell);
        assert_eq!(stage.seen(result), lines, "{}", cell.title);
        assert_eq!(
            waited(&unhurried.waits.lock().unwrap()),
            waits,
            "{}",
            cell.title
        );
    }
}

#[test]
fn by_a_script() {
    let (own, other) = ("https://own.example", "https://other.example");
    for cell in cells(own, other) {
        let script = || {
            let answers = cell
                .lines
                .iter()
                .filter(|line| matches!(line, Line::Answer { .. }));
            answers.fold(Scripted::new().at(now()), |script, line| {
                script.then(answer(line))
            })
        };
        let requests = |script: &Scripted, result: Line| -> Vec<Line> {
            let requests = script.requests().into_iter().map(|request| {
                let url = request.uri().to_string();
                Line::Request {
                    line: format!(
                        "{} {}",
                        request.method(),
                        url.strip_prefix(own).unwrap_or(&url)
                    ),
                    authorized: request.headers().contains_key("authorization"),
                }
            });
            requests.chain([result]).collect()
        };
        // The clock of a script moves on with each wait, so a date is nearer when it is read.
        let (lines, waits) = expected(&cell);

        let transport = script();
        let client = Client::new(transport.clone(), endpoint(own)).with(settings());
        let result = pollster::block_on(play(&client, &cell));
        assert_eq!(requests(&transport, result), lines, "{}", cell.title);
        assert_eq!(waited(&transport.waits()), waits, "{}", cell.title);

        let transport = script();
        let client = blocking::Client::new(transport.clone(), endpoint(own)).with(settings());
        let result = play_blocking(&client, &cell);
        assert_eq!(requests(&transport, result), lines, "{}", cell.title);
        assert_eq!(waited(&transport.waits()), waits, "{}", cell.title);
    }
}
