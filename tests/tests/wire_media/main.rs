//! Every style and every media type through emitted code, a real HTTP client and a real server, judged by others' parsers.
//!
//! A stranger would get this wrong: what is expected is written by hand, from the table of styles in the OpenAPI
//! specification, RFC 6570, RFC 7578 and the like. Nothing here is what our own code gave once.

#[allow(
    clippy::all,
    clippy::pedantic,
    dead_code,
    deprecated,
    missing_docs,
    unreachable_pub,
    unused_imports
)]
mod emitted {
    include!(concat!(env!("OUT_DIR"), "/wire.rs"));
}

mod answers;
mod bodies;
mod cookies;
mod credentials;
mod formats;
mod headers;
mod hostile;
mod judge;
mod multipart;
mod own;
mod paths;
mod queries;
mod swagger;
mod xml;

use emitted::styles::models::Color;
use judge::Message;
use restwright_runtime::Operation;
use tests::server::{Server, answer};

/// What a server gets of an operation.
fn sent<O: Operation>(operation: &O, options: &O::Options) -> Message {
    let server = Server::answering(answer("204 No Content", &[], b""));
    let request = operation
        .request_with(&server.endpoint(), options)
        .expect("a request");
    Message::of(&server.exchange(request).0)
}

/// What a server gets of an operation with every option left out.
fn sent_plain<O: Operation>(operation: &O) -> Message {
    sent(operation, &O::Options::default())
}

/// What an operation is refused with.
fn refused<O: Operation>(operation: &O, options: &O::Options) -> String {
    let endpoint =
        restwright_runtime::Endpoint::new("https://styles.example").expect("it is a URL");
    let error = operation
        .request_with(&endpoint, options)
        .expect_err("it can't be sent");
    error.to_string()
}

/// What an operation with every option left out is refused with.
fn refused_plain<O: Operation>(operation: &O) -> String {
    refused(operation, &O::Options::default())
}

/// The array of the specification's table.
fn names() -> Vec<String> {
    texts(&["blue", "black", "brown"])
}

/// The object of the specification's table.
fn color() -> Color {
    Color::default().with_r(100).with_g(200).with_b(150)
}

fn texts(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|text| (*text).to_owned()).collect()
}

fn pairs(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
    let owned = pairs
        .iter()
        .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
    owned.collect()
}
