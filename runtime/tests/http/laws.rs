//! Laws that hold for every value.

use crate::multipart::parts;
use crate::support::{built, endpoint, request};
use percent_encoding::percent_decode_str;
use proptest::prelude::*;
use restwright_runtime::stream::{EventDecoder, JsonLinesDecoder};
use restwright_runtime::{FieldEncoding, Style};
use std::collections::BTreeMap;

fn decoded(text: &str) -> String {
    percent_decode_str(text)
        .decode_utf8()
        .expect("it was UTF-8")
        .into_owned()
}

/// The pairs of a query, as a server reads them.
fn pairs(query: &str) -> Vec<(String, String)> {
    let pair = |pair: &str| {
        let (name, value) = pair.split_once('=').expect("every pair has a value");
        (
            decoded(&name.replace('+', " ")),
            decoded(&value.replace('+', " ")),
        )
    };
    query
        .split('&')
        .filter(|text| !text.is_empty())
        .map(pair)
        .collect()
}

/// Texts with many of the characters that mean something.
fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        any::<String>(),
        proptest::collection::vec(
            prop_oneof![
                Just("."),
                Just("/"),
                Just("%2e"),
                Just("?"),
                Just("&"),
                Just("\r\n"),
                Just("é"),
                Just(","),
                Just("-"),
                Just("\"")
            ],
            0..6
        )
        .prop_map(|pieces| pieces.concat()),
    ]
}

/// The pieces that these places cut a text into.
fn cut<'t>(text: &'t [u8], places: &[usize]) -> Vec<&'t [u8]> {
    let mut places: Vec<usize> = places
        .iter()
        .map(|place| place % (text.len() + 1))
        .collect();
    places.extend([0, text.len()]);
    places.sort_unstable();
    places
        .windows(2)
        .map(|ends| &text[ends[0]..ends[1]])
        .collect()
}

proptest! {
    #[test]
    fn a_value_arrives_in_its_segment(value in text(), second in text()) {
        let result = request(|request| {
            request.literal("/");
            request.path("a", Style::SIMPLE, &value);
            request.literal("/b/");
            request.path("c", Style::SIMPLE, &second);
            request.query("q", Style::FORM, &value);
        });
        let refused = ["", ".", ".."];
        if refused.contains(&value.as_str()) || refused.contains(&second.as_str()) {
            prop_assert!(result.is_err());
        } else {
            let request = result.expect("all else is allowed");
            let segments: Vec<String> = request.uri().path().split('/').map(decoded).collect();
            prop_assert_eq!(segments, ["", "base", "x", value.as_str(), "b", second.as_str()]);
            prop_assert_eq!(request.uri().host(), Some("api.example"));
            prop_assert!(endpoint().is_origin_of(request.uri()));
        }
    }

    #[test]
    fn a_raw_value_stays_below_its_place(value in text()) {
        let result = request(|request| {
            request.literal("/");
            request.path_raw("scope", &value);
            request.literal("/end");
        });
        if let Ok(request) = result && value != "/" {
            let path = request.uri().path();
            prop_assert!(path.starts_with("/base/x/") && path.ends_with("/end"), "{}", path);
            prop_assert_eq!(request.uri().query(), None);
            for segment in path.split('/').skip(1) {
                let segment = percent_decode_str(segment).decode_utf8_lossy().into_owned();
                prop_assert!(!["", ".", ".."].contains(&segment.as_str()), "{}", path);
            }
        }
    }

    #[test]
    fn query_pairs_decode_to_what_was_given(name in text(), values in proptest::collection::vec(text(), 0..4), other in text()) {
        let request = built(|request| {
            request.query(&name, Style::FORM, &values);
            request.query("other", Style::FORM, &other);
        });
        let mut expected: Vec<(String, String)> = values.iter().map(|value| (name.clone(), value.clone())).collect();
        expected.push(("other".to_owned(), other));
        prop_assert_eq!(pairs(request.uri().query().expect("there is one")), expected);
    }

    #[test]
    fn lists_in_one_value_can_be_told_apart(values in proptest::collection::vec(text(), 1..5)) {
        for (style, delimiter) in [
            (Style::FORM.explode(false), ","),
            (Style::PIPE_DELIMITED, "%7C"),
            (Style::TAB_DELIMITED, "%09"),
        ] {
            // The items of styles with an encoded delimiter can't have it.
            let values: Vec<String> = values.iter().map(|value| value.replace(['|', '\t'], "")).collect();
            let request = built(|request| request.query("q", style, &values));
            let query = request.uri().query().expect("there is one").strip_prefix("q=").expect("it is one pair");
            let read: Vec<String> = query.split(delimiter).map(decoded).collect();
            prop_assert_eq!(read, values);
        }
    }

    #[test]
    fn a_form_decodes_to_what_was_given(members in proptest::collection::btree_map(text(), text(), 0..5)) {
        for fields in [&[] as &[FieldEncoding], &[FieldEncoding::new("-").style(Style::FORM)]] {
            let request = built(|request| request.form("application/x-www-form-urlencoded", &members, fields));
            let body = std::str::from_utf8(request.body()).expect("a form is ASCII");
            let read: BTreeMap<String, String> = pairs(body).into_iter().collect();
            prop_assert_eq!(&read, &members);
        }
    }

    #[test]
    fn parts_hold_what_was_given(members in proptest::collection::btree_map(text(), text(), 0..5)) {
        let request = built(|request| request.multipart_value("multipart/form-data", &members, &[]));
        let boundary = request.headers()["content-type"].to_str().expect("it is ASCII").rsplit('=').next().unwrap_or_default();
        prop_assert!(members.values().all(|value| !value.contains(boundary)));
        let contents: Vec<Vec<u8>> = parts(&request).into_iter().map(|(_, content)| content).collect();
        let expected: Vec<Vec<u8>> = members.values().map(|value| value.clone().into_bytes()).collect();
        prop_assert_eq!(contents, expected);
    }

    #[test]
    fn a_header_is_refused_or_unchanged(value in text()) {
        let result = request(|request| request.header("x-name", false, &value));
        if let Ok(request) = result {
            prop_assert_eq!(request.headers()["x-name"].to_str().ok(), Some(value.as_str()));
        }
    }

    #[test]
    fn events_are_the_same_for_every_cut(
        pieces in proptest::collection::vec(
            prop_oneof![Just("data: a"), Just("\r"), Just("\n"), Just("\r\n"), Just("id: 1"), Just("event: é"), Just(":"), Just("\u{feff}"), Just("retry: 5")],
            0..24
        ),
        places in proptest::collection::vec(any::<usize>(), 0..8),
    ) {
        let text = pieces.concat();
        let whole = EventDecoder::new().push(text.as_bytes()).expect("it is UTF-8");
        let mut decoder = EventDecoder::new();
        let mut read = Vec::new();
        for piece in cut(text.as_bytes(), &places) {
            read.extend(decoder.push(piece).expect("it is UTF-8"));
        }
        prop_assert_eq!(read, whole);
    }

    #[test]
    fn lines_are_the_same_for_every_cut(
        values in proptest::collection::vec(text(), 0..6),
        places in proptest::collection::vec(any::<usize>(), 0..8),
    ) {
        let text: String = values.iter().map(|value| serde_json::Value::from(value.as_str()).to_string() + "\r\n").collect();
        let mut decoder = JsonLinesDecoder::<String>::new();
        let mut read = Vec::new();
        for piece in cut(text.trim_end().as_bytes(), &places) {
            read.extend(decoder.push(piece).expect("every line is a string"));
        }
        read.extend(decoder.finish().expect("the last line is a string"));
        prop_assert_eq!(read, values);
    }
}
