//! JSON: what is read, where errors point, and that printing and reading are inverse.

use super::parse;
use crate::complaint::Complaint;
use crate::value::{Node, Value};
use proptest::collection::vec;
use proptest::prelude::*;

fn read(text: &str) -> Result<(Node, Vec<Complaint>), Complaint> {
    let mut warnings = Vec::new();
    let node = parse(&"api.json".into(), text, &mut warnings)?;
    Ok((node, warnings))
}

fn line(complaint: &Complaint) -> String {
    let Complaint {
        location, message, ..
    } = complaint;
    let at = location.position;
    format!("{}:{} {} {message}", at.line, at.column, location.pointer)
}

#[test]
fn values_keep_their_order_their_text_and_their_places() {
    let text = "{\n  \"é\": [1e400, -0, 123456789012345678901234567890],\n  \"a\": {\"\\u00e9\\ud83d\\ude00\\n\\/\": null}\n}\n";
    let (node, warnings) = read(text).unwrap();
    assert!(warnings.is_empty());
    assert_eq!(
        node.value.to_json(),
        r#"{"é":[1e400,-0,123456789012345678901234567890],"a":{"é😀\n/":null}}"#
    );
    let members = node.value.as_object().unwrap();
    let first = &members["é"];
    assert_eq!((first.key_at.line, first.key_at.column), (2, 3));
    assert_eq!((first.node.at.line, first.node.at.column), (2, 8));
    let last = &first.node.value.as_array().unwrap()[2];
    assert_eq!((last.at.line, last.at.column), (2, 20));
    let inner = members["a"].node.value.get("é😀\n/").unwrap();
    assert_eq!((inner.at.line, inner.at.column), (3, 35));
}

#[test]
fn errors_say_where_and_what() {
    let cases = [
        ("", "1:1  The file ends where a value is expected."),
        (" \n", "2:1  The file ends where a value is expected."),
        (
            "{\"a\": 1 \"b\": 2}",
            "1:9  A comma is missing before this.",
        ),
        ("[1\n2]", "2:1 /1 A comma is missing before this."),
        ("[1, 2,\n]", "1:6 /2 A comma stands before `]`."),
        ("{\"a\": 1,}", "1:8  A comma stands before `}`."),
        ("[1,,2]", "1:4 /1 A value is missing between two commas."),
        ("[1:2]", "1:3 /1 Expected `,` or `]`."),
        ("[1}", "1:3 /1 Expected `,` or `]`."),
        (
            "{\"a\": [1, {\"b\": 2",
            "1:18 /a/1 The object that starts at line 1, column 11 is not closed.",
        ),
        (
            "[1,\n 2",
            "2:3 /2 The array that starts at line 1, column 1 is not closed.",
        ),
        (
            "{\"a\": ",
            "1:7 /a The file ends where a value is expected.",
        ),
        (
            "{",
            "1:2  The file ends where the name of a member is expected.",
        ),
        ("{a: 1}", "1:2  The name of a member is expected here."),
        ("{'a': 1}", "1:2  A name stands in single quotes."),
        (
            "{\"a\" 1}",
            "1:6 /a A colon is missing after the name of a member.",
        ),
        (
            "{\"a~/b\": \"x\n\"}",
            "1:10 /a~0~1b The string is not closed on its line.",
        ),
        ("[\"abc", "1:2 /0 The string is not closed on its line."),
        ("[\"abc\\", "1:2 /0 The string is not closed on its line."),
        ("['x']", "1:2 /0 A string stands in single quotes."),
        ("[\"é\\x\"]", "1:4 /0 An unknown escape stands in a string."),
        (
            "[\"\\u12g4\"]",
            "1:3 /0 Four hexadecimal digits must follow `\\u`.",
        ),
        (
            "[\"\\u+123\"]",
            "1:3 /0 Four hexadecimal digits must follow `\\u`.",
        ),
        (
            "[\"a\u{1}\"]",
            "1:4 /0 A control character (U+0001) stands in a string.",
        ),
        ("{} x", "1:4  Text follows the end of the document."),
        ("{}}", "1:3  Text follows the end of the document."),
        ("[True]", "1:2 /0 `True` is not a JSON value."),
        ("[nul]", "1:2 /0 `nul` is not a JSON value."),
        ("[1] // end", "1:5  Text follows the end of the document."),
        ("[1 // one\n]", "1:4 /1 JSON has no comments."),
        ("{ /* x */ }", "1:3  JSON has no comments."),
        ("[01]", "1:2 /0 A number starts with a needless zero."),
        ("[-]", "1:3 /0 A digit is missing in a number."),
        ("[1.]", "1:4 /0 A digit is missing in a number."),
        ("[1e+]", "1:5 /0 A digit is missing in a number."),
        (
            "[+1]",
            "1:2 /0 A number starts with a digit or with `-` in JSON.",
        ),
        ("[}", "1:2 /0 A value is expected here."),
        ("openapi: 3.1.0", "1:1  `openapi` is not a JSON value."),
    ];
    for (text, expected) in cases {
        let complaint = read(text).unwrap_err();
        assert_eq!(line(&complaint), expected, "for {text:?}");
        assert_eq!(complaint.code, "invalid-json");
    }
}

#[test]
fn a_duplicate_key_is_a_warning_and_the_last_one_wins() {
    let (node, warnings) = read("{\"a\": {\"b\": 1,\n\"c\": 2, \"b\": 3}}").unwrap();
    assert_eq!(node.value.to_json(), r#"{"a":{"b":3,"c":2}}"#);
    assert_eq!(
        warnings.iter().map(line).collect::<Vec<_>>(),
        ["2:9 /a/b The key `b` occurs twice in one object; the last one wins."]
    );
}

#[test]
fn half_of_a_surrogate_pair_is_a_warning() {
    let (node, warnings) = read(r#"["[\ud800-\udfff]x", "\ud83d"]"#).unwrap();
    assert_eq!(
        node.value.to_json(),
        "[\"[\u{fffd}-\u{fffd}]x\",\"\u{fffd}\"]"
    );
    assert_eq!(warnings.len(), 3);
    assert_eq!(
        line(&warnings[1]),
        "1:11 /0 `\\udfff` is half of a surrogate pair and is read as U+FFFD."
    );
}

#[test]
fn deep_nesting_is_a_complaint() {
    let complaint = read(&"[".repeat(10_000)).unwrap_err();
    assert_eq!(complaint.code, "too-deep");
    assert_eq!(complaint.location.position.column, 129);
    let objects = "{\"a\":".repeat(10_000);
    assert_eq!(read(&objects).unwrap_err().code, "too-deep");
    let deepest = "[".repeat(128) + &"]".repeat(128);
    assert_eq!(read(&deepest).unwrap().0.value.to_json(), deepest);
}

pub(in super::super) fn any_value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::Bool),
        "-?(0|[1-9][0-9]{0,30})(\\.[0-9]{1,3})?([eE][+-]?[0-9]{1,3})?"
            .prop_map(|text| Value::Number(text.into())),
        any::<String>().prop_map(|text| Value::String(text.into())),
    ];
    leaf.prop_recursive(6, 64, 8, |inner| {
        let node = inner.prop_map(|value| Node {
            at: crate::value::Position::default(),
            value,
        });
        let member = (any::<String>(), node.clone()).prop_map(|(name, node)| {
            let key_at = node.at;
            (name.into(), crate::value::Member { key_at, node })
        });
        prop_oneof![
            vec(node, 0..8).prop_map(Value::Array),
            vec(member, 0..8).prop_map(|members| Value::Object(members.into_iter().collect())),
        ]
    })
}

proptest! {
    #[test]
    fn what_is_printed_is_read_back(value in any_value()) {
        let text = value.to_json();
        let (node, warnings) = read(&text).unwrap();
        prop_assert!(warnings.is_empty());
        prop_assert_eq!(node.value.to_json(), text);
    }

    #[test]
    fn no_text_panics(text in "[\\[\\]{}\",:\\\\u0-9d8.eE+\\-a-f \\n\u{1}é]{0,40}") {
        let _ = read(&text);
    }
}
