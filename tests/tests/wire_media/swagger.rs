//! Swagger 2.0: collection formats in every place, form parameters, headers by prefix.

use crate::emitted::swagger::collections::{
    Form, Headers, HeadersHeaders, HeadersOptions, Parts, Path, Query, QueryOptions,
};
use crate::emitted::swagger::models::{CollectionsFormFormBody, CollectionsPartsMultipartBody};
use crate::{names, pairs, sent, sent_plain, texts};
use restwright_runtime::{File, Operation};
use std::collections::BTreeMap;
use tests::server::{Server, answer};

#[test]
fn paths() {
    let list = &*names();
    let operation = Path {
        csv: list,
        ssv: list,
        tsv: list,
        pipes: list,
    };
    assert_eq!(
        sent_plain(&operation).target,
        "/path/blue,black,brown/blue%20black%20brown/blue%09black%09brown/blue%7Cblack%7Cbrown"
    );
}

#[test]
fn queries() {
    let options = QueryOptions {
        csv: Some(names()),
        ssv: Some(names()),
        tsv: Some(names()),
        pipes: Some(names()),
        multi: Some(names()),
        usual: Some(names()),
    };
    assert_eq!(
        sent(&Query, &options).pairs(),
        pairs(&[
            ("csv", "blue,black,brown"),
            ("ssv", "blue black brown"),
            ("tsv", "blue\tblack\tbrown"),
            ("pipes", "blue|black|brown"),
            ("multi", "blue"),
            ("multi", "black"),
            ("multi", "brown"),
            ("usual", "blue,black,brown"),
        ])
    );
}

#[test]
fn headers() {
    let metadata = [("Owner", "me"), ("kind", "")];
    let metadata = metadata.map(|(name, value)| (name.to_owned(), value.to_owned()));
    let options = HeadersOptions {
        x_csv: Some(names()),
        x_ssv: Some(names()),
        x_tsv: Some(names()),
        x_pipes: Some(names()),
        x_ms_meta: Some(BTreeMap::from(metadata)),
    };
    let message = sent(&Headers, &options);
    for (name, value) in [
        ("x-csv", "blue,black,brown"),
        ("x-ssv", "blue black brown"),
        ("x-tsv", "blue\tblack\tbrown"),
        ("x-pipes", "blue|black|brown"),
        ("x-ms-meta-owner", "me"),
        ("x-ms-meta-kind", ""),
    ] {
        assert_eq!(message.all(name), [value], "{name}");
    }
}

#[test]
fn headers_of_an_answer() {
    let server = Server::answering(answer(
        "204 No Content",
        &[
            ("X-Ms-Meta-Owner", "me"),
            ("x-ms-meta-kind", "x"),
            ("x-csv", "1, 2"),
            ("x-csv", "3"),
            ("x-ssv", "4 5"),
            ("x-pipes", "a,b|c"),
        ],
        b"",
    ));
    let request = Headers.request(&server.endpoint()).unwrap();
    let response = Headers::response(server.exchange(request).1).unwrap();
    let headers = HeadersHeaders(response.headers());
    let metadata = [("kind", "x"), ("owner", "me")];
    let metadata = metadata.map(|(name, value)| (name.to_owned(), value.to_owned()));
    assert_eq!(headers.x_ms_meta(), BTreeMap::from(metadata));
    assert_eq!(headers.x_csv(), Some(Ok(vec![1, 2, 3])));
    assert_eq!(headers.x_ssv(), Some(Ok(vec![4, 5])));
    assert_eq!(headers.x_pipes(), Some(Ok(texts(&["a,b", "c"]))));
}

#[test]
fn forms() {
    let body = CollectionsFormFormBody::new("a b")
        .with_csv(names())
        .with_ssv(names())
        .with_pipes(names())
        .with_multi(names());
    let message = sent_plain(&Form { body: &body });
    assert_eq!(
        message.header("content-type"),
        Some("application/x-www-form-urlencoded")
    );
    assert_eq!(
        message.form(),
        pairs(&[
            ("name", "a b"),
            ("csv", "blue,black,brown"),
            ("ssv", "blue black brown"),
            ("pipes", "blue|black|brown"),
            ("multi", "blue"),
            ("multi", "black"),
            ("multi", "brown"),
        ])
    );
}

#[test]
fn parts() {
    let body = CollectionsPartsMultipartBody::new("a b")
        .with_csv(names())
        .with_multi(names())
        .with_file(File::new("content").with_file_name("a.txt"));
    let parts = sent_plain(&Parts { body: &body }).parts();
    let contents: Vec<(&str, &[u8])> = parts
        .iter()
        .map(|part| (part.name.as_str(), part.content.as_slice()))
        .collect();
    assert_eq!(
        contents,
        [
            ("name", b"a b".as_slice()),
            ("csv", b"blue,black,brown"),
            ("multi", b"blue"),
            ("multi", b"black"),
            ("multi", b"brown"),
            ("file", b"content"),
        ]
    );
    assert_eq!(parts[5].file_name.as_deref(), Some("a.txt"));
}
