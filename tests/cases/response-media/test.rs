use super::api::media::{Any, BytesOperation, Choice, ChoiceOutput, Events, Lines, Text};
use restwright_runtime::bytes::Bytes;
use restwright_runtime::{Endpoint, Error, Operation, http};

fn answer(media_type: &str, body: &'static [u8]) -> http::Response<Bytes> {
    http::Response::builder().header("content-type", media_type).body(Bytes::from_static(body)).unwrap()
}

#[test]
fn accept_lists_what_the_operation_declares() {
    let request = Choice.request(&Endpoint::new("https://media.example").unwrap()).unwrap();
    assert_eq!(request.headers()["accept"], "application/json, text/csv, image/*");
}

#[test]
fn the_answer_is_read_as_what_it_says_it_is() {
    let read = |media_type, body| Choice::response(answer(media_type, body)).unwrap().into_body();
    assert!(matches!(read("application/json; charset=utf-8", b"{}"), ChoiceOutput::OkJson(_)));
    assert_eq!(read("text/csv", b"a,b"), ChoiceOutput::OkCsv("a,b".to_owned()));
    assert_eq!(read("image/png", b"\xff"), ChoiceOutput::OkImage(Bytes::from_static(b"\xff")));
    let error = Choice::response(answer("text/html", b"<p>")).unwrap_err();
    assert_eq!(error.body().as_ref(), b"<p>");
}

#[test]
fn bodies_that_are_not_json() {
    assert_eq!(BytesOperation::response(answer("image/png", b"\xff")).unwrap().into_body().as_ref(), b"\xff");
    assert_eq!(Text::response(answer("text/plain", b"hi")).unwrap().into_body(), "hi");
    assert_eq!(Any::response(answer("application/json", br#"{"name":"n"}"#)).unwrap().into_body().name.as_deref(), Some("n"));
}

#[test]
fn streams_that_came_whole_are_lists() {
    let items = Lines::response(answer("application/jsonl", b"{\"name\":\"a\"}\n{\"name\":\"b\"}\n")).unwrap().into_body();
    assert_eq!(items.len(), 2);
    let events = Events::response(answer("text/event-stream", b"data: {}\n\ndata: {}\n\n")).unwrap().into_body();
    assert_eq!(events.len(), 2);
    assert!(matches!(Lines::response(answer("application/jsonl", b"{\n")), Err(Error::Decode { .. })));
}
