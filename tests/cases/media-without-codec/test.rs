use super::api::{habit, models::Row, rows, settings, tables};
use restwright_runtime::bytes::Bytes;
use restwright_runtime::{Endpoint, Operation, http};

fn answer(status: u16, media: &str, body: &'static str) -> http::Response<Bytes> {
    let answer = http::Response::builder().status(status).header("content-type", media);
    answer.body(Bytes::from_static(body.as_bytes())).unwrap()
}

#[test]
fn a_structure_without_a_codec_is_a_text_or_bytes() {
    let table = tables::Get::response(answer(200, "text/csv", "a\nx\n")).unwrap();
    assert_eq!(table.into_body(), "a\nx\n");
    let settings = settings::Get::response(answer(200, "application/yaml", "a: x\n")).unwrap();
    assert_eq!(settings.into_body(), "a: x\n");
    let packed = settings::Put::response(answer(200, "application/cbor", "\u{1}")).unwrap();
    assert_eq!(packed.into_body().as_ref(), b"\x01");
    let error = tables::Put::response(answer(400, "application/problem+yaml", "a: no\n")).unwrap_err();
    assert!(error.failure().is_some(), "{error}");
    let habit = habit::Put::response(answer(200, "text/plain", r#"{"a":"x"}"#)).unwrap();
    assert_eq!(habit.into_body(), Row::default().with_a("x"));
}

#[test]
fn what_can_be_written_is_offered() {
    let endpoint = Endpoint::new("https://media.example").unwrap();
    let sent = rows::Put { body: &[Row::default().with_a("x")] }.request(&endpoint).unwrap();
    assert_eq!(sent.headers()["content-type"], "application/json");
    assert_eq!(sent.body().as_ref(), br#"[{"a":"x"}]"#);
    let sent = tables::Put { body: "a\nx\n" }.request(&endpoint).unwrap();
    assert_eq!((sent.headers()["content-type"].as_bytes(), sent.body().as_ref()), (&b"text/csv"[..], &b"a\nx\n"[..]));
    let sent = habit::Put { body: &Row::default() }.request(&endpoint).unwrap();
    assert_eq!(sent.headers()["content-type"], "application/json");
}

#[test]
fn who_writes_a_multipart_body_names_its_boundary() {
    let body = Bytes::from_static(b"--b--\r\n");
    let options = rows::RelatedOptions::default().with_content_type("multipart/related; boundary=b");
    let endpoint = Endpoint::new("https://media.example").unwrap();
    let sent = rows::Related { body: &body }.request_with(&endpoint, &options).unwrap();
    assert_eq!(sent.headers()["content-type"], "multipart/related; boundary=b");
}
