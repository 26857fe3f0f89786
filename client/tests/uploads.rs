//! Files of a multipart body that are read as they are sent: what arrives is what arrives of files that are held.
//!
//! A stranger would get this wrong: the boundary differs from that of a held file, for it is a digest of what is known.

mod support;

use restwright_client::blocking::{self, Ureq};
use restwright_client::transport::Reqwest;
use restwright_client::{Body, Client, Error, Upload};
use restwright_runtime::bytes::Bytes;
use restwright_runtime::emitted::{NoOptions, operation};
use restwright_runtime::http::Response;
use restwright_runtime::{Endpoint, File, Undeclared, json};
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};
use support::{Received, Reply, Service, run};

/// A text and files.
struct Post {
    title: String,
    first: File,
    second: Option<File>,
    other: BTreeMap<String, serde_json::Value>,
}

json::object! {
    Post {
        title: required "title";
        first: required "first";
        second: optional "second";
    }
    rest other;
}

struct Send<'a> {
    body: &'a Post,
}

operation! {
    Send<'_>: "send", "POST", "/posts";
    Options = NoOptions, Output = (), Failure = Undeclared;
    request(self) {
        literal("/posts");
        multipart("multipart/form-data", Some(self.body), &[]);
    }
    response { 200 => empty(()), }
}

const SIZE: usize = 300_000;

fn post(first: File, second: Option<File>) -> Post {
    Post {
        title: "summer".to_owned(),
        first: first.with_file_name("a.png").with_content_type("image/png"),
        second,
        other: BTreeMap::new(),
    }
}

/// The body that arrived, with the boundary by another name, and whether its length was said.
fn seen(received: &Received) -> (Vec<u8>, bool) {
    let media = received.header("content-type").expect("a media type");
    let (_, boundary) = media.split_once("boundary=").expect("a boundary");
    let text = String::from_utf8(received.body.clone()).expect("the files are text here");
    let length = received.header("content-length").map(str::to_owned);
    if let Some(length) = &length {
        assert_eq!(length, &received.body.len().to_string());
    }
    (
        text.replace(boundary, "BOUNDARY").into_bytes(),
        length.is_some(),
    )
}

/// The bodies that arrived, and whether their lengths were said.
type Arrived = Arc<Mutex<Vec<(Vec<u8>, bool)>>>;

fn service() -> (Endpoint, Arrived) {
    let arrived = Arrived::default();
    let noted = Arc::clone(&arrived);
    let service = Service::new(move |received: Received| {
        noted.lock().unwrap().push(seen(&received));
        Reply::Answer(Response::new(Bytes::new()))
    });
    let endpoint = Endpoint::new(&service.url()).expect("a URL");
    (endpoint, arrived)
}

#[test]
fn files_arrive_as_those_that_are_held() {
    let (endpoint, arrived) = service();
    let client = blocking::Client::new(Ureq::new(), endpoint.clone());
    let held = || File::new("x".repeat(SIZE));
    let whole = post(held(), Some(File::new("short")));
    client.send(&Send { body: &whole }).unwrap();

    let reader = || std::io::Read::take(std::io::repeat(b'x'), SIZE as u64);
    for length in [Some(SIZE as u64), None] {
        let first = Upload::new(blocking::Body::reader(reader(), length));
        let second = Upload::new(blocking::Body::from(Bytes::from("short")));
        let body = post(first.file(), Some(second.file()));
        client
            .send_files(&Send { body: &body }, vec![second, first])
            .unwrap();
    }
    run(async {
        let client = Client::new(Reqwest::new().unwrap(), endpoint);
        let chunks =
            || futures_util::stream::iter((0..SIZE / 1000).map(|_| Ok("x".repeat(1000).into())));
        for length in [Some(SIZE as u64), None] {
            let first = Upload::new(Body::stream(chunks(), length));
            let second = Upload::new(Body::from(Bytes::from("short")));
            let body = post(first.file(), Some(second.file()));
            let files = vec![first, second];
            client
                .send_files(&Send { body: &body }, files)
                .await
                .unwrap();
        }
    });
    let arrived = arrived.lock().unwrap();
    let lengths: Vec<bool> = arrived.iter().map(|(_, is_said)| *is_said).collect();
    assert_eq!(lengths, [true, true, false, true, false]);
    for (body, _) in &arrived[1..] {
        assert!(
            *body == arrived[0].0,
            "the body differs from that of held files"
        );
    }
}

#[test]
fn a_file_that_is_not_in_the_body_is_refused() {
    let (endpoint, arrived) = service();
    let client = blocking::Client::new(Ureq::new(), endpoint);
    let file = Upload::new(blocking::Body::from(Bytes::new()));
    let body = post(File::new("held"), None);
    let missing = client.send_files(&Send { body: &body }, vec![file]);
    assert!(matches!(missing, Err(Error::Upload(_))), "{missing:?}");
    let file = Upload::new(blocking::Body::from(Bytes::new()));
    let body = post(file.file(), Some(file.file()));
    let twice = client
        .send_files(&Send { body: &body }, vec![file])
        .unwrap_err();
    assert!(twice.to_string().contains("Upload::file"), "{twice}");
    assert!(arrived.lock().unwrap().is_empty(), "nothing was sent");
}
