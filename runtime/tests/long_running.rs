//! The machine of long-running operations, driven without network and clock through the whole table.

mod matrix;

use bytes::Bytes;
use http::{Request, Response};
use matrix::{AUTH, Cell, Delete, Line, Patch, Post, Put, cells, now, said};
use restwright_runtime::flow::{FinalState, LongRunning, PollError, Polling, Step};
use restwright_runtime::json::{Encode, to_string};
use restwright_runtime::{
    Answer, Credential, EncodeError, Endpoint, Error, Operation, RequestBuilder, Scheme,
};
use serde_json::Value;
use std::convert::identity;

const OWN: &str = "https://own.example";
const OTHER: &str = "https://other.example";

fn endpoint() -> Endpoint {
    let endpoint = Endpoint::new(OWN).unwrap();
    endpoint
        .with_credential(&AUTH, Credential::bearer("secret"))
        .unwrap()
}

fn shown(request: &Request<Bytes>) -> Line {
    let url = request.uri().to_string();
    let url = url.strip_prefix(OWN).unwrap_or(&url);
    Line::Request {
        line: format!("{} {url}", request.method()),
        authorized: request.headers().contains_key("authorization"),
    }
}

fn answered(line: &Line) -> Response<Bytes> {
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

/// Plays a cell; after each exchange the state goes through JSON if `resumed`.
fn play<O: LongRunning<Failure = Value>>(operation: &O, cell: &Cell, resumed: bool) -> Vec<Line>
where
    O::Result: Shown,
{
    let endpoint = endpoint();
    let mut polling = Polling::new(operation, &endpoint).unwrap();
    let mut answers = cell
        .lines
        .iter()
        .filter(|line| matches!(line, Line::Answer { .. }));
    let mut seen = Vec::new();
    loop {
        match polling.step(&endpoint) {
            Ok(Step::Send(request)) => {
                seen.push(shown(&request));
                let Some(answer) = answers.next() else {
                    return seen;
                };
                seen.push(answer.clone());
                match polling.receive(answered(answer), now()) {
                    Ok(()) | Err(PollError::Unread { .. }) => {}
                    Err(error) => {
                        seen.push(Line::Result(said(&error)));
                        return seen;
                    }
                }
            }
            Ok(Step::Wait(wait)) => {
                seen.push(Line::Wait(wait.as_secs()));
                if resumed {
                    let text = polling.to_json().unwrap();
                    assert!(!text.contains("secret"), "{text}");
                    polling = Polling::from_json(&text).unwrap();
                }
            }
            Ok(Step::Done(result)) => {
                seen.push(Line::Result(result.body().shown()));
                return seen;
            }
            Err(error) => {
                seen.push(Line::Result(said(&error)));
                return seen;
            }
        }
    }
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

fn played(cell: &Cell, resumed: bool) -> Vec<Line> {
    match &*cell.method {
        "PUT" => play(&Put, cell, resumed),
        "PATCH" => play(&Patch, cell, resumed),
        "POST" => play(&Post, cell, resumed),
        _ => play(&Delete, cell, resumed),
    }
}

#[test]
fn every_cell_goes_as_it_is_written() {
    let cells = cells(OWN, OTHER);
    assert!(cells.len() > 180, "{}", cells.len());
    for cell in &cells {
        assert_eq!(played(cell, false), cell.lines, "{}", cell.title);
    }
}

#[test]
fn another_process_can_go_on_at_every_wait() {
    for cell in cells(OWN, OTHER) {
        assert_eq!(played(&cell, true), cell.lines, "{}", cell.title);
    }
}

/// Done when: four methods by four monitors by each case, and none is missing without a word.
#[test]
fn the_table_is_whole() {
    let cells = cells(OWN, OTHER);
    for method in ["PUT", "PATCH", "POST", "DELETE"] {
        for monitor in ["azure-async-operation", "operation-location", "location"] {
            for case in [
                "succeeds",
                "custom states first",
                "fails with details",
                "cancelled",
                "monitor answers 500 then recovers",
                "Retry-After in seconds",
                "Retry-After as a date",
                "missing state",
                "URL on another host",
                "relative URL",
            ] {
                let title = format!("{method} {monitor}: {case}");
                assert!(cells.iter().any(|cell| cell.title == title), "{title}");
            }
        }
        assert!(
            cells
                .iter()
                .any(|cell| cell.title == format!("{method} body: 202 without a URL"))
        );
    }
}

macro_rules! posts {
    ($($name:ident $state:ident),*) => {
        $(matrix::operation!($name, "POST", $state, Value, json identity);)*
    };
}

posts!(ByMonitor AsyncOperation, ByOperation OperationLocation, ByLocation Location, ByUrl OriginalUri);
matrix::operation!(DeleteByUrl, "DELETE", OriginalUri, (), empty());

/// Where the result of a POST is read that has both a monitor and a `Location`.
fn result_of<O: LongRunning<Failure = Value>>(operation: &O, monitor: &'static str) -> Vec<String>
where
    O::Result: Shown,
{
    let answer = |status: u16, headers: &[(&str, &str)], body: &str| Line::Answer {
        status,
        headers: headers
            .iter()
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
            .collect(),
        body: body.to_owned(),
    };
    let cell = Cell {
        method: O::METHOD.to_owned(),
        title: String::new(),
        lines: vec![
            answer(202, &[(monitor, "/m"), ("location", "/result")], ""),
            answer(200, &[], r#"{"status":"Succeeded"}"#),
            answer(200, &[], "1"),
        ],
    };
    let seen = play(operation, &cell, false);
    let requests = seen.into_iter().filter_map(|line| match line {
        Line::Request { line, .. } => Some(line),
        _ => None,
    });
    requests.collect()
}

#[test]
fn final_state_via_says_where_the_result_of_a_post_is() {
    for monitor in ["azure-asyncoperation", "operation-location"] {
        assert_eq!(
            result_of(&Post, monitor),
            ["POST /r", "GET /m", "GET /result"]
        );
        assert_eq!(
            result_of(&ByLocation, monitor),
            ["POST /r", "GET /m", "GET /result"]
        );
        assert_eq!(result_of(&ByMonitor, monitor), ["POST /r", "GET /m"]);
        assert_eq!(result_of(&ByOperation, monitor), ["POST /r", "GET /m"]);
        assert_eq!(result_of(&ByUrl, monitor), ["POST /r", "GET /m", "GET /r"]);
        assert_eq!(result_of(&DeleteByUrl, monitor), ["DELETE /r", "GET /m"]);
    }
}

#[test]
fn a_state_is_of_its_own_operation() {
    let mut polling = Polling::new(&Put, &endpoint()).unwrap();
    assert_eq!(polling.to_json(), None);
    let begun = Response::builder()
        .status(202)
        .header("location", "/m")
        .body(Bytes::new());
    polling.receive(begun.unwrap(), now()).unwrap();
    let text = polling.to_json().unwrap();
    let error = Polling::<Patch>::from_json(&text).unwrap_err();
    assert_eq!(
        error.to_string(),
        r#"the text is the state of "Put", and not of "Patch"; give that of this operation"#
    );
    for text in ["", "[]", "{}", r#"{"operation": "Put", "url": "/r"}"#] {
        assert!(Polling::<Put>::from_json(text).is_err(), "{text}");
    }
}

/// A text that somebody changed leads elsewhere: without the credential.
#[test]
fn a_state_that_was_tampered_with_gets_no_credential() {
    let text = r#"{"operation": "Put", "url": "https://evil.example/r", "monitor": {"kind": "location", "url": "https://evil.example/m"}}"#;
    let mut polling = Polling::<Put>::from_json(text).unwrap();
    let Step::Send(request) = polling.step(&endpoint()).unwrap() else {
        panic!("a request")
    };
    assert_eq!(request.uri(), "https://evil.example/m");
    assert!(request.headers().get("authorization").is_none());
}

#[test]
fn a_downgrade_to_http_is_not_followed() {
    let mut polling = Polling::new(&Put, &endpoint()).unwrap();
    let begun = Response::builder()
        .status(202)
        .header("location", "http://own.example/m")
        .body(Bytes::new());
    polling.receive(begun.unwrap(), now()).unwrap();
    assert!(matches!(polling.step(&endpoint()), Ok(Step::Wait(_))));
    let error = polling.step(&endpoint()).unwrap_err();
    assert!(matches!(error, PollError::Follow(_)), "{error}");
    assert!(error.to_string().contains("from https to http"), "{error}");
    // The operation has begun: nothing is sent again.
    assert!(polling.step(&endpoint()).is_err());
}
