use super::api::jobs::{Add, AddFailure, AddHeaders, Delete, DeleteOutput, Exists, Put, PutOutput, Start};
use super::api::models::Job;
use restwright_runtime::bytes::Bytes;
use restwright_runtime::{Endpoint, Error, Operation, http};

fn answer(status: u16, body: &'static str) -> http::Response<Bytes> {
    let answer = http::Response::builder().status(status).header("azure-asyncoperation", "/monitor");
    answer.body(Bytes::from_static(body.as_bytes())).unwrap()
}

#[test]
fn a_202_that_is_not_listed_is_accepted_or_the_result() {
    let accepted = Put::response(answer(202, "")).unwrap();
    assert_eq!(accepted.headers()["azure-asyncoperation"], "/monitor");
    assert_eq!(*accepted.body(), PutOutput::Accepted);
    let read = |body| Put::response(answer(202, body)).unwrap().into_body();
    assert_eq!(read(r#"{"name":"a"}"#), PutOutput::Ok(Job::new("a")));
    assert_eq!(read(r#"{"status":"Running"}"#), PutOutput::Accepted);
    assert_eq!(Delete::response(answer(202, "")).unwrap().into_body(), DeleteOutput::Accepted);
    Start::response(answer(202, "")).unwrap();
    Start::response(answer(202, r#"{"status":"Running"}"#)).unwrap();
}

#[test]
fn no_success_is_a_failure() {
    let read = Put::response(answer(226, r#"{"name":"a"}"#)).unwrap();
    assert_eq!(read.into_body(), PutOutput::Ok(Job::new("a")));
    for error in [Put::response(answer(204, "")).map(|_| ()), Put::response(answer(203, r#"{"message":"no"}"#)).map(|_| ())] {
        assert!(matches!(error, Err(Error::Undocumented { .. })), "{error:?}");
    }
    assert!(matches!(Put::response(answer(500, r#"{"message":"no"}"#)), Err(Error::Documented { .. })));
}

#[test]
fn what_has_no_content_is_read_without_one() {
    assert_eq!(Delete::response(answer(204, "")).unwrap().into_body(), DeleteOutput::NoContent);
    for status in [200, 204, 404] {
        Exists::response(answer(status, "")).unwrap();
    }
}

#[test]
fn redirects_and_cookies() {
    let see = http::Response::builder().status(303).header("location", "/b").header("set-cookie", "1").header("set-cookie", "2");
    let error = Add::response(see.body(Bytes::from_static(br#"{"name":"a"}"#)).unwrap()).unwrap_err();
    let headers = AddHeaders(error.headers());
    assert_eq!(headers.location().as_deref(), Some("/b"));
    assert_eq!(headers.set_cookie().unwrap().unwrap(), [1, 2]);
    assert_eq!(error.failure(), Some(&AddFailure::SeeOther(Job::new("a"))));
}

#[test]
fn a_required_body_may_be_null() {
    let sent = Add { text: None }.request(&Endpoint::new("https://http.example").unwrap()).unwrap();
    assert_eq!((sent.body().as_ref(), sent.headers()["content-type"].as_bytes()), (&b"null"[..], &b"application/json"[..]));
}
