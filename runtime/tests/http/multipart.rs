//! Multipart bodies, read back by a small parser that knows nothing of the encoder.

use crate::support::{Color, built, refusal};
use bytes::Bytes;
use restwright_runtime::http::Request;
use restwright_runtime::json;
use restwright_runtime::{FieldEncoding, File, RequestBuilder};
use std::collections::BTreeMap;

/// A part's lines above its content, and its content.
pub(crate) type Part = (Vec<String>, Vec<u8>);

/// The parts of a multipart request.
pub(crate) fn parts(request: &Request<Bytes>) -> Vec<Part> {
    let media = request.headers()["content-type"]
        .to_str()
        .expect("it is ASCII");
    let boundary = media
        .strip_prefix("multipart/form-data; boundary=")
        .expect("it has a boundary");
    let mut rest = request.body().as_ref();
    let mut parts = Vec::new();
    loop {
        rest = rest
            .strip_prefix(format!("--{boundary}").as_bytes())
            .expect("a part starts with the boundary");
        if rest == b"--\r\n" {
            return parts;
        }
        rest = rest.strip_prefix(b"\r\n").expect("a line ends");
        let head_end = find(rest, b"\r\n\r\n").expect("there is an empty line");
        let head = std::str::from_utf8(&rest[..head_end]).expect("the lines are text");
        rest = &rest[head_end + 4..];
        let end = find(rest, format!("\r\n--{boundary}").as_bytes()).expect("the part ends");
        parts.push((
            head.split("\r\n").map(str::to_owned).collect(),
            rest[..end].to_vec(),
        ));
        rest = &rest[end + 2..];
    }
}

fn find(content: &[u8], text: &[u8]) -> Option<usize> {
    content
        .windows(text.len())
        .position(|window| window == text)
}

/// The members, with files among them.
struct Upload {
    id: Option<String>,
    files: Vec<File>,
    address: Color,
    photo: Option<File>,
    rest: BTreeMap<String, serde_json::Value>,
}

json::object! {
    Upload {
        id: optional "id";
        files: required "files";
        address: required "address";
        photo: optional "photo";
    }
    rest rest;
    impl Default;
}

fn upload(upload: &Upload, fields: &[FieldEncoding]) -> Vec<(String, String)> {
    let request = built(|request| request.multipart("multipart/form-data", Some(upload), fields));
    parts(&request)
        .into_iter()
        .map(|(head, content)| {
            (
                head.join("|"),
                String::from_utf8(content).expect("it is text"),
            )
        })
        .collect()
}

fn expected(parts: &[(&str, &str)]) -> Vec<(String, String)> {
    parts
        .iter()
        .map(|(head, content)| ((*head).to_owned(), (*content).to_owned()))
        .collect()
}

#[test]
fn each_member_has_its_own_type_and_files_come_last() {
    let value = Upload {
        id: Some("é".to_owned()),
        files: vec![
            File::new("one")
                .with_file_name("1.png")
                .with_content_type("image/png"),
            File::new("two"),
        ],
        address: Color::FULL,
        photo: None,
        rest: BTreeMap::from([("n".to_owned(), 1.into())]),
    };
    assert_eq!(
        upload(&value, &[]),
        expected(&[
            (
                "Content-Disposition: form-data; name=\"id\"|Content-Type: text/plain; charset=utf-8",
                "é"
            ),
            (
                "Content-Disposition: form-data; name=\"address\"|Content-Type: application/json",
                "{\"R\":100,\"G\":200,\"B\":150}"
            ),
            (
                "Content-Disposition: form-data; name=\"n\"|Content-Type: text/plain",
                "1"
            ),
            (
                "Content-Disposition: form-data; name=\"files\"; filename=\"1.png\"|Content-Type: image/png",
                "one"
            ),
            (
                "Content-Disposition: form-data; name=\"files\"; filename=\"files\"|Content-Type: application/octet-stream",
                "two"
            ),
        ])
    );
}

#[test]
fn encodings_override_types() {
    let value = Upload {
        id: Some("x".to_owned()),
        photo: Some(File::new("p")),
        files: vec![File::new("f").with_content_type("image/webp")],
        rest: BTreeMap::from([("list".to_owned(), serde_json::json!([1, 2]))]),
        ..Upload::default()
    };
    let fields = [
        FieldEncoding::new("id").content_type("text/x-id"),
        FieldEncoding::new("photo").content_type("image/*, image/png"),
        FieldEncoding::new("files").content_type("image/png"),
        FieldEncoding::new("list").content_type("application/json"),
    ];
    let types: Vec<(String, String)> = upload(&value, &fields)
        .into_iter()
        .map(|(head, content)| {
            (
                head.rsplit("Content-Type: ")
                    .next()
                    .unwrap_or_default()
                    .to_owned(),
                content,
            )
        })
        .collect();
    assert_eq!(
        types,
        expected(&[
            ("text/x-id", "x"),
            ("application/json", "{}"),
            ("application/json", "[1,2]"),
            ("image/webp", "f"),
            ("image/png", "p"),
        ])
    );
}

#[test]
fn lists_are_repeated_parts() {
    let value = serde_json::json!({"a": [1, "x", {"b": null}], "none": []});
    let request = built(|request| request.multipart_value("multipart/form-data", &value, &[]));
    let contents: Vec<Vec<u8>> = parts(&request)
        .into_iter()
        .map(|(_, content)| content)
        .collect();
    assert_eq!(
        contents,
        [b"1".to_vec(), b"x".to_vec(), b"{\"b\":null}".to_vec()]
    );
}

#[test]
fn names_cannot_leave_their_quotes() {
    let value = Upload {
        photo: Some(File::new("p").with_file_name("a\"b\r\nc\\é.png")),
        rest: BTreeMap::from([("a\"; x=\"\r\n\r\n".to_owned(), 1.into())]),
        ..Upload::default()
    };
    let heads: Vec<String> = upload(&value, &[])
        .into_iter()
        .map(|(head, _)| head)
        .collect();
    assert!(
        heads[1].starts_with("Content-Disposition: form-data; name=\"a%22; x=%22%0D%0A%0D%0A\"|"),
        "{heads:?}"
    );
    assert!(
        heads[2].contains("filename=\"a%22b%0D%0Ac\\é.png\"|"),
        "{heads:?}"
    );
}

#[test]
fn a_type_with_a_line_break_is_refused() {
    let value = Upload {
        photo: Some(File::new("p").with_content_type("a/b\r\nx: y")),
        ..Upload::default()
    };
    let text = refusal(|request| request.multipart("multipart/form-data", Some(&value), &[]));
    assert!(text.starts_with("part \"photo\""), "{text}");
}

#[test]
fn the_boundary_survives_a_declared_type() {
    let value = serde_json::json!({"a": 1});
    let build = |request: &mut RequestBuilder<'_>| {
        request.multipart_value("multipart/form-data", &value, &[]);
        request.header("content-type", false, &"multipart/form-data");
    };
    assert_eq!(parts(&built(build)).len(), 1);
}

#[test]
fn the_boundary_is_the_same_for_the_same_content_and_never_in_it() {
    let media = |content: &str| {
        let value = serde_json::json!({"a": content});
        let request = built(|request| request.multipart_value("multipart/form-data", &value, &[]));
        request.headers()["content-type"]
            .to_str()
            .expect("it is ASCII")
            .to_owned()
    };
    assert_eq!(media("x"), media("x"));
    assert_ne!(media("x"), media("y"));
}
