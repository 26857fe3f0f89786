use super::api::notes::{Change, Delete, Get, GetFailure, GetHeaders, Look, LookFailure, Moved, Set, SetBody};
use super::api::sessions::{Open, OpenHeaders, OpenOutput};
use restwright_runtime::bytes::Bytes;
use restwright_runtime::{Endpoint, Error, Operation, http};

fn answer(status: u16, headers: &[(&str, &str)], body: &'static str) -> http::Response<Bytes> {
    let mut answer = http::Response::builder().status(status);
    for (name, value) in headers {
        answer = answer.header(*name, *value);
    }
    answer.body(Bytes::from_static(body.as_bytes())).unwrap()
}

const JSON: &[(&str, &str)] = &[("content-type", "application/json")];

#[test]
fn what_has_no_content_is_read_without_one() {
    let set = Set::response(answer(205, &[], "")).unwrap();
    assert_eq!((set.status().as_u16(), set.into_body()), (205, ()));
    Look::response(answer(200, JSON, "")).unwrap();
    Look::response(answer(204, JSON, "")).unwrap();
    let error = Look::response(answer(404, JSON, "")).unwrap_err();
    assert_eq!(error.into_failure().unwrap(), LookFailure::Default);
    let error = Get::response(answer(304, &[("etag", "1")], "")).unwrap_err();
    assert_eq!(error.failure(), Some(&GetFailure::NotModified));
    assert_eq!(error.headers()["etag"], "1");
    // The range has a body; 204 has none.
    let error = Change::response(answer(204, &[], "")).unwrap_err();
    assert!(matches!(error, Error::Undocumented { .. }), "{error}");
}

#[test]
fn redirects_are_failures_where_a_success_is_documented() {
    let error = Get::response(answer(302, &[("location", "/b")], "")).unwrap_err();
    assert_eq!(GetHeaders(error.headers()).location().as_deref(), Some("/b"));
    assert_eq!(error.into_failure().unwrap(), GetFailure::Found);
    Moved::response(answer(307, &[], "")).unwrap();
}

#[test]
fn another_success_is_one_and_never_a_failure() {
    for status in [200, 201, 202, 204, 226] {
        Delete::response(answer(status, &[], "")).unwrap();
    }
    let read = Get::response(answer(203, JSON, r#"{"text":"a"}"#)).unwrap();
    assert_eq!((read.status().as_u16(), read.into_body().text.as_str()), (203, "a"));
    for body in ["", r#"{"title":"accepted"}"#] {
        let error = Get::response(answer(202, JSON, body)).unwrap_err();
        assert!(matches!(error, Error::Undocumented { .. }), "{error}");
    }
    // Two successes are documented: which of them it is cannot be told.
    let error = Open::response(answer(200, JSON, r#"{"text":"a"}"#)).unwrap_err();
    assert!(matches!(error, Error::Undocumented { .. }), "{error}");
}

#[test]
fn a_media_type_that_is_not_documented_is_named() {
    let error = Open::response(answer(201, &[("content-type", "image/jpeg")], "\u{1}")).unwrap_err();
    assert!(matches!(error, Error::UndocumentedMedia { .. }), "{error}");
    assert!(error.to_string().starts_with("201 Created is documented, but not as image/jpeg"), "{error}");
    let png = Open::response(answer(201, &[("content-type", "image/png")], "\u{1}")).unwrap();
    assert!(matches!(png.into_body(), OpenOutput::CreatedPng(_)));
}

#[test]
fn a_cookie_is_a_line_and_other_headers_are_joined() {
    let lines = [
        ("set-cookie", "a=1; Expires=Wed, 21 Oct 2015 07:28:00 GMT"),
        ("link", "</a>; rel=next"),
        ("vary", "accept"),
        ("set-cookie", "b=2"),
        ("link", "</b>; rel=prev"),
        ("vary", "origin, cookie"),
    ];
    let answer = Open::response(answer(202, &lines, "")).unwrap();
    let headers = OpenHeaders(answer.headers());
    let cookies = ["a=1; Expires=Wed, 21 Oct 2015 07:28:00 GMT", "b=2"];
    assert_eq!(headers.set_cookie().unwrap().unwrap(), cookies);
    assert_eq!(headers.link().unwrap(), "</a>; rel=next, </b>; rel=prev");
    assert_eq!(headers.vary().unwrap().unwrap(), ["accept", "origin", "cookie"]);
}

#[test]
fn a_required_body_may_be_null() {
    let endpoint = Endpoint::new("https://http.example").unwrap();
    let sent = Set { id: "1", body: &SetBody::Json(None) }.request(&endpoint).unwrap();
    assert_eq!((sent.body().as_ref(), &sent.headers()["content-type"]), (&b"null"[..], &"application/json".parse().unwrap()));
    let sent = Change { id: "1", body: None }.request(&endpoint).unwrap();
    assert_eq!(sent.body().as_ref(), b"null");
    assert_eq!(sent.headers()["content-type"], "application/merge-patch+json");
}
