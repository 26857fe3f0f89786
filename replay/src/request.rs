//! A request compared with what must go over the wire.
//!
//! A stranger would get this wrong: query pairs have no order among names, but those of one name keep theirs.

use crate::body;
use crate::matcher;
use crate::recording::Recording;
use bytes::Bytes;
use http::Request;
use http::header::CONTENT_TYPE;
use percent_encoding::percent_decode_str;
use std::collections::BTreeMap;

/// The differences, a line each; `None` if there are none.
pub(crate) fn difference(vector: &Recording, actual: &Request<Bytes>) -> Option<String> {
    let found = [
        method(vector, actual),
        host(vector, actual),
        path(vector, actual),
        query(vector, actual),
        headers(vector, actual),
        content_type(vector, actual),
        body(vector, actual),
    ];
    let lines: Vec<String> = found.into_iter().flatten().collect();
    (!lines.is_empty()).then(|| lines.join("; "))
}

fn method(vector: &Recording, actual: &Request<Bytes>) -> Option<String> {
    let expected = &vector.request.method;
    let actual = actual.method();
    (actual != expected.as_str()).then(|| format!("the method is {actual}, expected {expected}"))
}

fn host(vector: &Recording, actual: &Request<Bytes>) -> Option<String> {
    let expected = vector.request.host.as_ref()?;
    let uri = actual.uri();
    let host = format!("{}://{}", uri.scheme_str()?, uri.authority()?);
    (host != *expected).then(|| format!("the host is {host}, expected {expected}"))
}

fn path(vector: &Recording, actual: &Request<Bytes>) -> Option<String> {
    let path = actual.uri().path();
    let mut segments: Vec<String> = path
        .strip_prefix('/')
        .unwrap_or(path)
        .split('/')
        .map(|segment| percent_decode_str(segment).decode_utf8_lossy().into_owned())
        .collect();
    let mut expected = vector.request.segments.clone();
    for list in [&mut segments, &mut expected] {
        while list.last().is_some_and(String::is_empty) {
            list.pop();
        }
    }
    (segments != expected).then(|| format!("the path is {segments:?}, expected {expected:?}"))
}

fn query(vector: &Recording, actual: &Request<Bytes>) -> Option<String> {
    let actual = body::pairs(actual.uri().query().unwrap_or_default());
    let matchers = &vector.request.matchers;
    let (expected, found) = (by_name(&vector.request.query), by_name(&actual));
    let same = |name: &str, left: &[String], right: &[String]| {
        left.len() == right.len()
            && left.iter().zip(right).all(|(left, right)| {
                left == right
                    || matcher::accepts(matchers, "query", &format!("/{name}"), left, right)
            })
    };
    let is_equal = expected.len() == found.len()
        && expected.iter().all(|(name, values)| {
            found
                .get(name)
                .is_some_and(|found| same(name, values, found))
        });
    (!is_equal).then(|| {
        format!(
            "the query is {actual:?}, expected {:?}",
            vector.request.query
        )
    })
}

fn by_name(pairs: &[(String, String)]) -> BTreeMap<&str, Vec<String>> {
    let mut names: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for (name, value) in pairs {
        names.entry(name).or_default().push(value.clone());
    }
    names
}

fn headers(vector: &Recording, actual: &Request<Bytes>) -> Option<String> {
    let matchers = &vector.request.matchers;
    vector.request.headers.iter().find_map(|(name, expected)| {
        if name == CONTENT_TYPE.as_str() {
            return None;
        }
        let values = actual.headers().get_all(name).iter();
        let values: Vec<_> = values
            .map(|value| String::from_utf8_lossy(value.as_bytes()).into_owned())
            .collect();
        let found = values.join(", ");
        let is_equal = !values.is_empty()
            && (found == *expected
                || matcher::accepts(matchers, "headers", &format!("/{name}"), expected, &found));
        (!is_equal).then(|| format!("the header {name} is {found:?}, expected {expected:?}"))
    })
}

fn sent_content_type(actual: &Request<Bytes>) -> &str {
    let value = actual.headers().get(CONTENT_TYPE);
    value
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default()
}

fn content_type(vector: &Recording, actual: &Request<Bytes>) -> Option<String> {
    let expected = vector.request.content_type.as_ref()?;
    let found = sent_content_type(actual);
    (body::essence(expected) != body::essence(found))
        .then(|| format!("the content type is {found:?}, expected {expected:?}"))
}

fn body(vector: &Recording, actual: &Request<Bytes>) -> Option<String> {
    let media = sent_content_type(actual);
    let bytes = actual.body();
    if let Some(form) = &vector.request.form {
        return body::form_difference(form, media, bytes);
    }
    let Some(expected) = &vector.request.body else {
        return (!bytes.is_empty()).then(|| {
            format!(
                "the body is {:?}, expected none",
                String::from_utf8_lossy(bytes)
            )
        });
    };
    let accepts = |at: &str, expected: &str, actual: &str| {
        matcher::accepts(&vector.request.matchers, "body", at, expected, actual)
    };
    let found = body::difference(expected, media, bytes, &accepts);
    found.map(|difference| format!("body: {difference}"))
}
