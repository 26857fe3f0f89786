//! The program: reads vectors, replays each or sends it to a server, and writes a line of JSON for each.
//!
//! A stranger would get this wrong: a vector whose operation panics is a wrong one, and the next is tried.

use crate::recording::Recording;
use crate::report::{Exchange, Verdict};
use crate::{Call, Problem, Reading, request, response};
use bytes::Bytes;
use http::{Request, Response};
use serde::Serialize;
use std::fs::File;
use std::io::{self, BufRead, BufReader, BufWriter, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::process::ExitCode;

/// An emitted API.
#[derive(Clone, Copy, Debug)]
pub struct Api {
    /// Its description, as vectors name it.
    pub description: &'static str,
    /// Its operations.
    pub operations: &'static [Operation],
}

/// An emitted operation.
#[derive(Clone, Copy, Debug)]
pub struct Operation {
    /// Its id.
    pub id: &'static str,
    /// Its method.
    pub method: &'static str,
    /// Its path as the description has it.
    pub route: &'static str,
    /// Makes its request from a vector.
    pub request: fn(Call<'_>) -> Result<Request<Bytes>, Problem>,
    /// Reads an answer and writes what it read.
    pub response: fn(Response<Bytes>) -> Reading,
}

/// Replays the vectors of a file through these APIs: `driver VECTORS RESULTS`.
#[must_use]
pub fn run(apis: &[Api]) -> ExitCode {
    let arguments: Vec<String> = std::env::args().collect();
    let [_, vectors, results] = arguments.as_slice() else {
        eprintln!("usage: driver VECTORS RESULTS");
        return ExitCode::from(2);
    };
    ended(each(vectors, results, |vector| {
        let mut apis = apis.iter();
        let api = apis.find(|api| api.description == vector.description);
        api.map(|api| replay(api, vector))
    }))
}

/// The code of a program that ended so.
pub(crate) fn ended(done: io::Result<()>) -> ExitCode {
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::from(2)
        }
    }
}

/// Writes what becomes of each vector of a file, but of those that no API has.
pub(crate) fn each<T: Serialize>(
    vectors: &str,
    results: &str,
    judge: impl Fn(&Recording) -> Option<T>,
) -> io::Result<()> {
    // A panic is reported with its vector.
    std::panic::set_hook(Box::new(|_| {}));
    let mut results = BufWriter::new(File::create(results)?);
    for line in BufReader::new(File::open(vectors)?).lines() {
        let vector: Recording = serde_json::from_str(&line?)?;
        if let Some(judged) = judge(&vector) {
            serde_json::to_writer(&mut results, &judged)?;
            results.write_all(b"\n")?;
        }
    }
    results.flush()
}

pub(crate) const NO_OPERATION: &str = "the description has no such operation";

fn replay(api: &Api, vector: &Recording) -> Exchange {
    let Some(operation) = find(api, vector).map(|index| &api.operations[index]) else {
        return failed(vector, NO_OPERATION);
    };
    let request = match &vector.exclude.request {
        Some(reason) => Verdict::Excluded(reason.clone()),
        None => caught(|| judge_request(operation, vector)).unwrap_or_else(Verdict::Wrong),
    };
    let responses = vector.responses.iter().map(|answer| {
        match vector.exclude.responses.get(&answer.status.to_string()) {
            Some(reason) => response::all(answer.status, &Verdict::Excluded(reason.clone())),
            None => caught(|| response::judge(answer, operation.response))
                .unwrap_or_else(|panic| response::all(answer.status, &Verdict::Wrong(panic))),
        }
    });
    Exchange {
        id: vector.id.clone(),
        request,
        responses: responses.collect(),
    }
}

/// The verdict on everything that a vector does not exclude.
fn of_all(vector: &Recording, verdict: &Verdict) -> Exchange {
    let or_excluded = |reason: Option<&String>| match reason {
        Some(reason) => Verdict::Excluded(reason.clone()),
        None => verdict.clone(),
    };
    let responses = vector.responses.iter().map(|answer| {
        let reason = vector.exclude.responses.get(&answer.status.to_string());
        response::all(answer.status, &or_excluded(reason))
    });
    Exchange {
        id: vector.id.clone(),
        request: or_excluded(vector.exclude.request.as_ref()),
        responses: responses.collect(),
    }
}

/// What becomes of a vector whose description could not be generated or compiled.
#[must_use]
pub fn failed(vector: &Recording, reason: &str) -> Exchange {
    of_all(vector, &Verdict::Wrong(reason.to_owned()))
}

/// The index of the operation that a vector is of.
pub(crate) fn find(api: &Api, vector: &Recording) -> Option<usize> {
    // A key of `x-ms-paths` has a query, which is no part of the route.
    let (template, _) = vector
        .template
        .split_once('?')
        .unwrap_or((&vector.template, ""));
    let is_same_place = |operation: &Operation| {
        operation.method == vector.method && [template, &vector.template].contains(&operation.route)
    };
    let has_same_id = |operation: &Operation| operation.id == vector.operation;
    let operations = || api.operations.iter();
    operations()
        .position(|operation| is_same_place(operation) && has_same_id(operation))
        .or_else(|| operations().position(is_same_place))
        .or_else(|| operations().position(has_same_id))
}

fn judge_request(operation: &Operation, vector: &Recording) -> Verdict {
    match (operation.request)(Call::new(vector)) {
        Ok(actual) => Verdict::of(request::difference(vector, &actual)),
        Err(problem) => Verdict::Wrong(problem.to_string()),
    }
}

/// What this gives, or the text of its panic.
pub(crate) fn caught<T>(judge: impl FnOnce() -> T) -> Result<T, String> {
    catch_unwind(AssertUnwindSafe(judge)).map_err(|panic| {
        let text = panic
            .downcast_ref::<String>()
            .map(String::as_str)
            .or_else(|| panic.downcast_ref::<&str>().copied());
        format!("panicked: {}", text.unwrap_or("no message"))
    })
}
