//! A list that a long-running operation makes: waited for, and read page after page.

mod support;

use restwright_client::testing::Scripted;
use restwright_client::{Client, Error, blocking};
use restwright_runtime::bytes::Bytes;
use restwright_runtime::emitted::{NoOptions, long_running, operation, paged};
use restwright_runtime::http::Response;
use restwright_runtime::serde_json::{Value, json};
use restwright_runtime::{Endpoint, Undeclared};
use std::convert::identity;
use support::run;

/// Lists what it finds, which takes a while.
struct Find;

operation! {
    Find: "find", "POST", "/find";
    Options = NoOptions, Output = Value, Failure = Undeclared;
    request(self) { literal("/find"); }
    response { 200 => json(identity), 202 => json(identity), }
}

paged! {
    Find: Value;
    link(body(&["next"]), "GET");
    page => page["items"].as_array().cloned().unwrap_or_default();
}

long_running! {
    Find: Value, Location;
    json(identity);
}

fn answer(status: u16, location: Option<&str>, body: &Value) -> Response<Bytes> {
    let mut answer = Response::builder().status(status);
    if let Some(location) = location {
        answer = answer.header("location", location);
    }
    answer.body(body.to_string().into()).unwrap()
}

/// A service that is at work once, and gives two pages then; the second one is relative to where the first one was.
fn service() -> Scripted {
    Scripted::new()
        .then(answer(202, Some("/work/7"), &json!({})))
        .then(answer(202, None, &json!({})))
        .then(answer(
            200,
            None,
            &json!({"items": [1, 2], "next": "7/more?at=2"}),
        ))
        .then(answer(200, None, &json!({"items": [3]})))
}

const ASKED: [&str; 4] = [
    "POST https://own.example/find",
    "GET https://own.example/work/7",
    "GET https://own.example/work/7",
    "GET https://own.example/work/7/more?at=2",
];

fn asked(service: &Scripted) -> Vec<String> {
    let requests = service.requests();
    let lines = requests
        .iter()
        .map(|request| format!("{} {}", request.method(), request.uri()));
    lines.collect()
}

fn endpoint() -> Endpoint {
    Endpoint::new("https://own.example").unwrap()
}

#[test]
fn its_pages_follow_the_wait() {
    run(async {
        let client = Client::new(service(), endpoint());
        let mut items = client.start(&Find).await.unwrap().items().await.unwrap();
        let mut found = Vec::new();
        while let Some(item) = items.next().await {
            found.push(item.unwrap());
        }
        assert_eq!(found, [1, 2, 3]);
        assert_eq!(asked(client.transport()), ASKED);
    });
}

#[test]
fn its_pages_follow_the_wait_of_a_thread() {
    let client = blocking::Client::new(service(), endpoint());
    let items = client.start(&Find).unwrap().items().unwrap();
    let found: Vec<Value> = items.collect::<Result<_, _>>().unwrap();
    assert_eq!(found, [1, 2, 3]);
    assert_eq!(asked(client.transport()), ASKED);
}

#[test]
fn without_a_result_there_is_no_list() {
    let service = Scripted::new()
        .then(answer(202, Some("/work/7"), &json!({})))
        .then(answer(404, None, &json!({})));
    let client = blocking::Client::new(service, endpoint());
    let failed = client.start(&Find).unwrap().items();
    assert!(
        matches!(failed, Err(Error::Undocumented { .. })),
        "{failed:?}"
    );
}
