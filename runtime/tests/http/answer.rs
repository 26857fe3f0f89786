//! What an answer becomes: a value, a documented failure, or an error that keeps everything.

use bytes::Bytes;
use restwright_runtime::http::{Response, StatusCode};
use restwright_runtime::json;
use restwright_runtime::{Answer, Error, Event, Undeclared};
use std::convert::identity;

/// `{"name": string, "size": integer, "tags": [string]}`.
struct Item {
    name: String,
    size: Option<i64>,
    tags: Option<Vec<String>>,
}

json::object! {
    Item {
        name: required "name";
        size: optional "size";
        tags: optional "tags";
    }
    impl Default;
}

#[derive(Debug, PartialEq)]
enum Output {
    Ok(Item),
    Accepted,
}

#[derive(Debug, PartialEq)]
enum Failure {
    BadRequest(Item),
    Gone,
}

fn response(status: u16, media: &str, body: impl Into<Bytes>) -> Response<Bytes> {
    let mut response = Response::new(body.into());
    *response.status_mut() = StatusCode::from_u16(status).expect("it is a status");
    if !media.is_empty() {
        response
            .headers_mut()
            .insert("content-type", media.parse().expect("it is a header"));
    }
    response
        .headers_mut()
        .insert("x-ms-request-id", "7".parse().expect("it is a header"));
    response
}

/// As emitted code does it.
fn read(response: Response<Bytes>) -> Result<Response<Output>, Error<Failure>> {
    let answer = Answer::new(response);
    match answer.status() {
        200 => answer.json(Output::Ok),
        202 => answer.empty(Output::Accepted),
        400 => answer.json_failure(Failure::BadRequest),
        410 => answer.empty_failure(Failure::Gone),
        _ => answer.undocumented(),
    }
}

fn item(name: &str) -> Item {
    Item {
        name: name.to_owned(),
        ..Item::default()
    }
}

#[test]
fn successes_keep_status_and_headers() {
    let answer = read(response(
        200,
        "application/json",
        "\u{feff}{\"name\": \"n\"}",
    ))
    .expect("it is a success");
    assert_eq!(answer.headers()["x-ms-request-id"], "7");
    assert_eq!(*answer.body(), Output::Ok(item("n")));
    let answer = read(response(202, "", "")).expect("it is a success");
    assert_eq!(
        (answer.status().as_u16(), answer.into_body()),
        (202, Output::Accepted)
    );
}

#[test]
fn documented_failures_keep_everything() {
    let error =
        read(response(400, "application/json", "{\"name\": \"n\"}")).expect_err("it is a failure");
    assert_eq!(error.status(), 400);
    assert_eq!(error.headers()["x-ms-request-id"], "7");
    assert_eq!(error.body(), "{\"name\": \"n\"}");
    assert_eq!(error.failure(), Some(&Failure::BadRequest(item("n"))));
    assert_eq!(
        error.to_string(),
        "400 Bad Request is a documented failure; its body starts with {\"name\": \"n\"}"
    );
    assert_eq!(
        error.into_failure().ok(),
        Some(Failure::BadRequest(item("n")))
    );
    let gone = read(response(410, "", "")).expect_err("it is a failure");
    assert_eq!(gone.failure(), Some(&Failure::Gone));
}

#[test]
fn what_cannot_be_read_says_where() {
    for (status, body, expected) in [
        (200, "", "200 OK is a body that can't be read: "),
        (204, "", "204 No Content is an undocumented status"),
        (200, "<html>\n", "; its body starts with <html>\\n"),
        (
            200,
            "{\"name\": \"n\", \"size\"",
            "200 OK is a body that can't be read: ",
        ),
        (
            200,
            "{\"tags\": [\"a\"], \"name\": 1}",
            " at $.name (byte 24)",
        ),
        (200, "{\"size\": 1}", "missing member \"name\" at $"),
        (
            400,
            "<h1>proxy</h1>",
            "400 Bad Request is a body that can't be read: ",
        ),
        (
            400,
            "<h1>proxy</h1>",
            "; its body starts with <h1>proxy</h1>",
        ),
        (400, "", "; its body is empty"),
        (
            404,
            "",
            "404 Not Found is an undocumented status; its body is empty",
        ),
        (
            500,
            "oh \u{1b}[31mno",
            "500 Internal Server Error is an undocumented status; its body starts with oh \\u{1b}[31mno",
        ),
    ] {
        let error = read(response(status, "application/json", body)).expect_err("it is an error");
        assert!(error.to_string().contains(expected), "{body:?}: {error}");
        assert_eq!(error.status(), status);
        assert_eq!(error.body(), body);
        assert_eq!(error.headers()["x-ms-request-id"], "7");
        assert_eq!(error.failure(), None);
        assert!(error.into_failure().is_err());
    }
}

/// As emitted code does it where 200 and 201 are documented, in JSON, beside a default failure.
fn read_alike(response: Response<Bytes>) -> Result<Response<Item>, Error<Item>> {
    let answer = Answer::new(response);
    match answer.status() {
        200 | 201 => answer.json(identity),
        200..=299 => answer.undocumented_success(|answer| answer.json(identity)),
        _ => answer.json_failure(identity),
    }
}

#[test]
fn another_success_is_one_if_it_can_be_read() {
    let answer = read_alike(response(203, "application/json", "{\"name\": \"n\"}"));
    let answer = answer.expect("it is a success");
    assert_eq!(answer.status(), 203);
    assert_eq!(answer.body().name, "n");
    for (body, media) in [
        ("", ""),
        ("{\"size\": 1}", "application/json"),
        ("<p>", "text/html"),
    ] {
        let error = read_alike(response(202, media, body)).expect_err("it is no item");
        assert!(matches!(error, Error::Undocumented { .. }), "{error}");
        assert_eq!(error.body(), body);
    }
}

#[test]
fn a_default_failure_without_content_is_undocumented() {
    let error = read_alike(response(304, "", "")).expect_err("it is no success");
    assert!(matches!(error, Error::Undocumented { .. }), "{error}");
    let error = read_alike(response(304, "", "{\"name\": \"n\"}")).expect_err("it is no success");
    assert!(matches!(error, Error::Documented { .. }), "{error}");
}

#[test]
fn an_accepted_answer_is_the_result_or_its_promise() {
    let read = |media: &str, body: &'static str| -> Output {
        Answer::new(response(202, media, body))
            .accepted(Output::Accepted, |answer| {
                answer.json::<_, _, Undeclared>(Output::Ok)
            })
            .expect("it is a success")
            .into_body()
    };
    assert_eq!(read("", ""), Output::Accepted);
    assert_eq!(
        read("application/json", "{\"name\": \"n\"}"),
        Output::Ok(item("n"))
    );
    assert_eq!(
        read("application/json", "{\"status\": \"Running\"}"),
        Output::Accepted
    );
    assert_eq!(read("text/html", "<p>"), Output::Accepted);
}

#[test]
fn a_media_type_that_is_not_documented_is_named() {
    let several = |media: &str| {
        let answer = Answer::new(response(200, media, "\u{1}"));
        match answer.media(&["application/json", "image/png"]) {
            Some("application/json") => answer.json::<String, _, Undeclared>(|_| ()),
            Some("image/png") => answer.bytes(|_| ()),
            None | Some(_) => answer.undocumented_media(),
        }
    };
    let error = several("image/jpeg").expect_err("it is not documented");
    assert_eq!(
        error.to_string(),
        "200 OK is documented, but not as image/jpeg; its body starts with \\u{1}"
    );
    assert_eq!(error.failure(), None);
    assert!(several("image/png").is_ok());
    for (status, media, body, expected) in [
        (
            200,
            "text/html",
            "<html>",
            "200 OK is documented, but not as text/html",
        ),
        (
            400,
            "text/plain",
            "no",
            "400 Bad Request is documented, but not as text/plain",
        ),
        (
            200,
            "text/html",
            "{}",
            "200 OK is a body that can't be read: missing member \"name\"",
        ),
        (
            200,
            "text/plain",
            "{\"name\": ",
            "200 OK is a body that can't be read: the text ends",
        ),
        (
            200,
            "application/problem+json",
            "<",
            "200 OK is a body that can't be read",
        ),
        (200, "", "<", "200 OK is a body that can't be read"),
    ] {
        let error = read(response(status, media, body)).expect_err("it is an error");
        assert!(error.to_string().starts_with(expected), "{error}");
    }
}

#[test]
fn a_success_in_json_is_not_shown() {
    let error = read(response(
        200,
        "application/json",
        " {\"name\": 7, \"key\": \"hunter2\"}",
    ))
    .expect_err("it is wrong");
    let texts = format!("{error} {error:?}");
    assert!(!texts.contains("hunter2"), "{texts}");
    assert!(texts.contains("$.name"), "{texts}");
}

#[test]
fn long_bodies_are_cut() {
    let error = read(response(500, "", "é".repeat(500))).expect_err("it is undocumented");
    let text = error.to_string();
    assert!(text.ends_with("é (1000 bytes in all)"), "{text}");
    assert!(text.chars().count() < 300, "{text}");
}

fn choose(content_type: &str, declared: &[&str]) -> Option<usize> {
    let media = Answer::new(response(200, content_type, "")).media(declared)?;
    declared.iter().position(|known| *known == media)
}

#[test]
fn the_media_type_is_chosen_by_what_the_answer_says() {
    let declared = [
        "application/json",
        "text/plain",
        "image/*",
        "application/problem+json",
    ];
    for (content_type, expected) in [
        ("application/json; charset=utf-8", Some(0)),
        ("Application/JSON", Some(0)),
        ("application/problem+json", Some(3)),
        ("application/vnd.x+json", Some(0)),
        ("text/json", Some(0)),
        ("text/plain;charset=\"UTF-8\"", Some(1)),
        ("image/png", Some(2)),
        ("", Some(0)),
        ("text/html", None),
        ("application/xml", None),
    ] {
        assert_eq!(choose(content_type, &declared), expected, "{content_type}");
    }
    assert_eq!(
        choose("text/xml", &["application/json", "application/xml"]),
        Some(1)
    );
    assert_eq!(
        choose("application/x-ndjson", &["application/jsonl"]),
        Some(0)
    );
    assert_eq!(choose("x/y", &["application/json", "*/*"]), Some(1));
    assert_eq!(
        choose("application/json", &["application/vnd.x+json"]),
        Some(0)
    );
    assert_eq!(choose("", &[]), None);
}

type Read<T> = Result<Response<T>, Error<Undeclared>>;

fn value<T>(result: Read<T>) -> T {
    result.expect("it can be read").into_body()
}

#[test]
fn texts() {
    let read = |media: &str, body: &'static [u8]| {
        Answer::new(response(200, media, body)).text(|text: String| text)
    };
    assert_eq!(value(read("text/plain", "é".as_bytes())), "é");
    assert_eq!(value(read("text/plain", b"true")), "true");
    assert_eq!(value(read("text/plain; charset=ISO-8859-1", b"\xe9")), "é");
    let error: Error<Undeclared> = read("text/plain", b"ab\xff").expect_err("it is not UTF-8");
    assert!(
        error.to_string().contains("not UTF-8 from byte 2 on"),
        "{error}"
    );
    let number: Read<i64> = Answer::new(response(200, "text/plain", "12")).text(|number| number);
    assert_eq!(value(number), 12);
    let number: Read<i64> = Answer::new(response(200, "text/plain", "1x")).text(|number| number);
    assert!(number.is_err());
}

#[test]
fn bytes_lines_and_events() {
    let bytes: Read<Bytes> = Answer::new(response(200, "image/png", "\u{0}")).bytes(|bytes| bytes);
    assert_eq!(value(bytes), "\u{0}");
    let lines: Read<Vec<Item>> = Answer::new(response(
        200,
        "application/jsonl",
        "{\"name\":\"a\"}\r\n\n{\"name\":\"b\"}",
    ))
    .json_lines(|items| items);
    assert_eq!(value(lines), [item("a"), item("b")]);
    let events: Read<Vec<Event>> =
        Answer::new(response(200, "text/event-stream", "data: a\n\ndata: b\n\n"))
            .event_stream(|events| events);
    assert_eq!(
        value(events)
            .iter()
            .map(|event| event.data.as_str())
            .collect::<Vec<_>>(),
        ["a", "b"]
    );
}

#[test]
fn forms() {
    let read = |body: &'static str| {
        Answer::new(response(200, "", body)).form::<Item, _, Undeclared>(|item| item)
    };
    let expected = Item {
        name: "a b+é".to_owned(),
        size: Some(12),
        tags: Some(vec!["1".to_owned(), "2".to_owned()]),
    };
    assert_eq!(
        value(read("size=12&name=a+b%2B%C3%A9&tags=1&tags=2&other=x")),
        expected
    );
    assert!(read("size=1x&name=a").is_err());
    assert!(read("size=12").is_err());
}
