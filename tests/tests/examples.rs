//! The examples of APIs that page by headers and answer in events run against a stand-in on loopback.
//!
//! A stranger would get this wrong: what the stand-in sends as events is no JSON at its end, and the last piece has none
//! of the words.

use std::path::Path;
use std::process::Command;
use tests::server::{Server, answer, json_answer};

/// What an example prints, with the request lines that it sent.
fn run(example: &str, server: &Server, requests: usize) -> (String, Vec<String>) {
    // Cargo builds the examples of a package with its tests.
    let program = std::env::current_exe().expect("a path");
    let target = program.ancestors().nth(2).expect("a target folder");
    let output = Command::new(target.join("examples").join(example))
        .env("ENDPOINT", server.url())
        .env("TOKEN", "secret")
        .output();
    let output = output.expect("the example, which `cargo test -p tests` builds");
    let error = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{error}");
    let lines = (0..requests).map(|_| {
        let received = server.next();
        assert_eq!(received.header("authorization"), Some("Bearer secret"));
        received.line
    });
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    (said, lines.collect())
}

#[test]
fn issues_are_listed_over_link_headers() {
    let server = Server::answering_each(|url, index| {
        let next = format!(
            "<{url}/repos/octo/hello/issues?page=2>; rel=\"next\", <{url}/x>; rel=\"last\""
        );
        let first = r#"[{"number": 7, "title": "It is slow"}]"#;
        let second = r#"[{"number": 9, "title": "It is loud", "labels": [{"name": "noise"}]}]"#;
        match index {
            0 => answer(
                "200 OK",
                &[("content-type", "application/json"), ("link", &next)],
                first.as_bytes(),
            ),
            _ => json_answer("200 OK", second),
        }
    });
    let (said, lines) = run("issues", &server, 2);
    assert_eq!(said, "#7 It is slow\n#9 It is loud\n");
    assert_eq!(
        lines,
        [
            "GET /repos/octo/hello/issues?state=closed HTTP/1.1",
            "GET /repos/octo/hello/issues?page=2 HTTP/1.1",
        ]
    );
}

#[test]
fn words_are_printed_as_they_arrive() {
    let chunk = |delta: &str| format!("data: {{\"choices\": [{{\"delta\": {delta}}}]}}\n\n");
    let events = [
        chunk(r#"{"content": "A unit "}"#),
        ": still there\n\n".to_owned(),
        chunk(r#"{"content": "of compilation."}"#),
        chunk("{}"),
        "data: [DONE]\n\n".to_owned(),
    ];
    let headers = [("content-type", "text/event-stream; charset=utf-8")];
    let server = Server::answering(answer("200 OK", &headers, events.concat().as_bytes()));
    let (said, lines) = run("chat", &server, 1);
    assert_eq!(said, "A unit of compilation.\n");
    assert_eq!(lines, ["POST /chat/completions HTTP/1.1"]);
}

#[test]
fn examples_are_short() {
    for example in ["issues", "chat"] {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("examples/{example}.rs"));
        let text = std::fs::read_to_string(path).expect("the example can be read");
        assert!(text.lines().count() < 60, "{example}");
    }
}
