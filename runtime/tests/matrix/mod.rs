//! The table of long-running operations (`long-running.txt`), and the four operations that it is about.
//!
//! What a stranger would get wrong: the client's tests read this file as well. What is written there holds for the state
//! machine alone, for the async client and for the blocking one.

use restwright_runtime::bytes::Bytes;
use restwright_runtime::flow::{FinalState, LongRunning};
use restwright_runtime::http::{Request, Response};
use restwright_runtime::{
    Answer, EncodeError, Endpoint, Error, Operation, RequestBuilder, Scheme, SchemeKind,
};
use serde_json::Value;
use std::convert::identity;
use std::time::{Duration, SystemTime};

/// The table.
pub(crate) const TABLE: &str = include_str!("../long-running.txt");

/// The scheme that the operations are authorised by.
pub(crate) const AUTH: Scheme = Scheme::new("auth", SchemeKind::Bearer);

/// What happens in a cell, line by line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Line {
    /// A request that is expected.
    Request {
        /// Method and URL.
        line: String,
        /// Whether it has the credential.
        authorized: bool,
    },
    /// What the service answers to it.
    Answer {
        /// The status.
        status: u16,
        /// The headers.
        headers: Vec<(String, String)>,
        /// The body.
        body: String,
    },
    /// A wait that is expected, in seconds.
    Wait(u64),
    /// What comes of it.
    Result(String),
}

/// A cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Cell {
    /// The method.
    pub method: String,
    /// Method, monitor and what happens.
    pub title: String,
    /// What is expected.
    pub lines: Vec<Line>,
}

/// The cells, for a service at these two places.
pub(crate) fn cells(own: &str, other: &str) -> Vec<Cell> {
    let table = TABLE.split_once("\n== ").expect("a first cell").1;
    let cells = table.split("\n== ");
    cells.map(|text| cell(text, own, other)).collect()
}

fn cell(text: &str, own: &str, other: &str) -> Cell {
    let mut lines = text.lines();
    let title = lines.next().expect("a title").to_owned();
    let method = title.split(' ').next().unwrap_or_default().to_owned();
    let lines = lines.filter(|line| !line.is_empty()).map(|line| {
        let (mark, rest) = line.split_at(2);
        match mark {
            "> " => request(rest, other),
            "< " => answer(&rest.replace("{own}", own).replace("{other}", other)),
            "~ " => Line::Wait(rest.parse().expect("seconds")),
            "= " => Line::Result(rest.to_owned()),
            _ => panic!("{title}: {line}"),
        }
    });
    Cell {
        method,
        lines: lines.collect(),
        title,
    }
}

fn request(text: &str, other: &str) -> Line {
    let (line, authorized) = match text.strip_suffix(" !") {
        Some(line) => (line, false),
        None => (text, true),
    };
    Line::Request {
        line: line.replace("{other}", other),
        authorized,
    }
}

fn answer(text: &str) -> Line {
    let (head, body) = text.split_once(" | ").unwrap_or((text, ""));
    let mut words = head.split(' ');
    let status = words.next().and_then(|status| status.parse().ok());
    let headers = words.map(|word| {
        let (name, value) = word.split_once('=').expect("a header");
        let date = value
            .strip_prefix("{date+")
            .and_then(|rest| rest.strip_suffix('}'));
        let value = date.map_or_else(
            || value.to_owned(),
            |seconds| date_in(seconds.parse().expect("seconds")),
        );
        (name.to_owned(), value)
    });
    Line::Answer {
        status: status.expect("a status"),
        headers: headers.collect(),
        body: body.to_owned(),
    }
}

/// The time at which the table is played.
pub(crate) fn now() -> SystemTime {
    SystemTime::UNIX_EPOCH + Duration::from_secs(1_700_000_000)
}

/// A date in so many seconds from [`now`], in HTTP's form: `Tue, 14 Nov 2023 22:13:20 GMT` and a few seconds.
fn date_in(seconds: u64) -> String {
    assert!(seconds < 40, "a few seconds");
    format!("Tue, 14 Nov 2023 22:13:{} GMT", 20 + seconds)
}

/// What came of an operation, in the table's words.
#[allow(dead_code, reason = "the client's tests have another error")]
pub(crate) fn said(error: &restwright_runtime::flow::PollError<Value>) -> String {
    use restwright_runtime::flow::PollError;
    match error {
        PollError::Answer(Error::Documented { failure, response }) => {
            format!(
                "refused {} {}",
                response.status().as_u16(),
                failure["error"]["code"].as_str().unwrap_or_default()
            )
        }
        PollError::Failed(failure) => format!(
            "failed {} {}: {} ({} details)",
            failure.status,
            failure.code.as_deref().unwrap_or_default(),
            failure.message.as_deref().unwrap_or_default(),
            failure.details.len()
        ),
        PollError::Cancelled(failure) => {
            format!(
                "cancelled {} ({} details)",
                failure.status,
                failure.details.len()
            )
        }
        PollError::Silent { response } => format!("silent {}", response.status().as_u16()),
        PollError::Unmonitored { response } => {
            format!("unmonitored {}", response.status().as_u16())
        }
        other => format!("{other:?}"),
    }
}

/// An operation on `/r`.
macro_rules! operation {
    ($name:ident, $method:literal, $state:ident, $result:ty, $read:ident $wrap:expr) => {
        #[doc = concat!($method, " of `/r`.")]
        #[derive(Clone, Debug)]
        pub(crate) struct $name;

        impl Operation for $name {
            type Options = ();
            type Output = ();
            type Failure = Value;
            const ID: &'static str = stringify!($name);
            const METHOD: &'static str = $method;
            const ROUTE: &'static str = "/r";
            const SECURITY: &'static [&'static [&'static Scheme]] = &[&[&AUTH]];

            fn request_with(
                &self,
                endpoint: &Endpoint,
                (): &(),
            ) -> Result<Request<Bytes>, EncodeError> {
                let mut request = RequestBuilder::new(Self::METHOD, endpoint);
                request.literal("/r");
                request.accept("application/json");
                request.authorize(Self::SECURITY);
                if $method != "DELETE" {
                    request.json("application/json", &Value::from("a body"));
                }
                request.finish()
            }

            fn response(response: Response<Bytes>) -> Result<Response<()>, Error<Value>> {
                let answer = Answer::new(response);
                match answer.status() {
                    200..=299 => answer.empty(()),
                    409 => answer.json_failure(identity),
                    _ => answer.undocumented(),
                }
            }
        }

        impl LongRunning for $name {
            type Result = $result;
            const FINAL_STATE: FinalState = FinalState::$state;

            fn result(answer: Answer) -> Result<Response<$result>, Error<Value>> {
                answer.$read($wrap)
            }
        }
    };
}

#[allow(unused_imports, reason = "one of its users has operations of its own")]
pub(crate) use operation;

operation!(Put, "PUT", Unsaid, Value, json identity);
operation!(Patch, "PATCH", Unsaid, Value, json identity);
operation!(Post, "POST", Unsaid, Value, json identity);
operation!(Delete, "DELETE", Unsaid, (), empty());
