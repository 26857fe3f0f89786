//! The examples run against a stand-in on loopback, and the README shows them as they are.

mod support;

use restwright_runtime::bytes::Bytes;
use restwright_runtime::http::Response;
use std::fs;
use std::path::PathBuf;
use std::process::Command;
use std::sync::{Arc, Mutex};
use support::{Received, Reply, Service};

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

const LINK: &str = r#"{"name": "contoso/purchases", "properties": {"interactionType": "purchase", "profilePropertyReferences": [], "relatedProfilePropertyReferences": [], "relationshipName": "bought", "provisioningState": "Succeeded"}}"#;

/// A hub with two pages of links, to which one is added in two steps.
fn stand_in(seen: Arc<Mutex<Vec<String>>>) -> Service {
    Service::new(move |received: Received| {
        let is_authorized = received.header("authorization") == Some("Bearer secret");
        let path = received
            .target
            .rsplit('/')
            .next()
            .unwrap_or_default()
            .to_owned();
        seen.lock()
            .unwrap()
            .push(format!("{} {path} {is_authorized}", received.method));
        let answer = match (&*received.method, &*path) {
            ("PUT", _) => Response::builder()
                .status(202)
                .header("location", "/operations/1")
                .header("retry-after", "1")
                .body(String::new()),
            ("GET", "1?api-version=2017-04-26") => Response::builder().body(LINK.to_owned()),
            ("GET", "relationshipLinks?api-version=2017-04-26") => {
                let next = "relationshipLinks?api-version=2017-04-26&$skiptoken=2";
                Response::builder().body(format!(r#"{{"value": [{LINK}], "nextLink": "{next}"}}"#))
            }
            _ => Response::builder().body(format!(
                r#"{{"value": [{}]}}"#,
                LINK.replace("purchases", "returns")
            )),
        };
        Reply::Answer(answer.expect("an answer").map(Bytes::from))
    })
}

fn runs(example: &str) {
    let seen = Arc::default();
    let service = stand_in(Arc::clone(&seen));
    // Cargo builds the examples of a package with its tests.
    let program = std::env::current_exe().expect("a path");
    let program = program
        .ancestors()
        .nth(2)
        .expect("a target folder")
        .join("examples")
        .join(example);
    let output = Command::new(program)
        .env("ENDPOINT", service.url())
        .env("TOKEN", "secret")
        .output();
    let output = output.expect("the example, which `cargo test -p restwright-client` builds");
    let error = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{error}");
    let said = String::from_utf8_lossy(&output.stdout);
    assert_eq!(
        said,
        "contoso/purchases is there\ncontoso/purchases\ncontoso/returns\n"
    );
    assert_eq!(
        *seen.lock().unwrap(),
        [
            "PUT purchases?api-version=2017-04-26 true",
            "GET 1?api-version=2017-04-26 true",
            "GET relationshipLinks?api-version=2017-04-26 true",
            "GET relationshipLinks?api-version=2017-04-26&$skiptoken=2 true",
        ]
    );
}

#[test]
fn the_async_example_runs() {
    runs("relationship_links");
}

#[test]
fn the_blocking_example_runs() {
    runs("relationship_links_blocking");
}

/// What an example does, from its first line to the end of the function.
fn shown(example: &str) -> String {
    let text = fs::read_to_string(root().join("examples").join(example)).expect("the example");
    let start = text.find("fn create_and_list").expect("the function");
    let start = text[..start].rfind('\n').map_or(0, |line| line + 1);
    let end = start + text[start..].find("\n}\n").expect("its end") + 2;
    text[start..end].to_owned()
}

#[test]
fn the_readme_shows_the_examples() {
    let readme = fs::read_to_string(root().join("../README.md")).expect("the README");
    for example in ["relationship_links.rs", "relationship_links_blocking.rs"] {
        let shown = shown(example);
        assert!(shown.lines().count() < 30, "{example}");
        assert!(readme.contains(&shown), "{shown}");
    }
}
