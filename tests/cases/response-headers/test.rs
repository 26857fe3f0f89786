use super::api::blobs::{Get, GetHeaders};
use super::api::models::BlobsGetXKind;
use restwright_runtime::{Operation, http};

#[test]
fn declared_headers_have_types() {
    let answer = http::Response::builder()
        .header("ETag", "\"7\"")
        .header("X-Count", "12")
        .header("last-modified", "Wed, 26 Apr 2017 00:00:00 GMT")
        .header("x-ms-meta-Owner", "ann")
        .header("x-tags", "a, b")
        .header("x-json", r#"{"a":1}"#)
        .header("x-kind", "page")
        .header("content-type", "application/octet-stream");
    let blob = Get::response(answer.body("bytes".into()).unwrap()).unwrap();
    let headers = GetHeaders(blob.headers());
    assert_eq!(headers.etag().as_deref(), Some("\"7\""));
    assert_eq!(headers.x_count().unwrap().unwrap(), 12);
    assert_eq!(headers.last_modified().unwrap().unwrap().as_str(), "Wed, 26 Apr 2017 00:00:00 GMT");
    assert_eq!(headers.x_ms_meta().into_iter().collect::<Vec<_>>(), [("owner".to_owned(), "ann".to_owned())]);
    assert_eq!(headers.x_tags().unwrap().unwrap(), ["a", "b"]);
    assert_eq!(headers.x_json().unwrap().unwrap()["a"], 1);
    assert_eq!(headers.x_kind().unwrap().unwrap(), BlobsGetXKind::Page);
    assert_eq!(headers.x_error(), None);
}

#[test]
fn a_header_that_cannot_be_read_is_named() {
    let answer = http::Response::builder().status(404).header("x-count", "many").header("x-error", "Gone");
    let error = Get::response(answer.body("".into()).unwrap()).unwrap_err();
    let headers = GetHeaders(error.headers());
    assert_eq!(headers.x_error().as_deref(), Some("Gone"));
    assert!(headers.x_count().unwrap().unwrap_err().to_string().contains("x-count"));
}
