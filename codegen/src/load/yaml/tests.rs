//! YAML: what scalars mean, what keys and aliases become, and which documents are refused.

use super::parse;
use crate::complaint::Complaint;
use crate::load::json;
use crate::value::Node;
use proptest::prelude::*;

fn read(text: &str) -> Result<(Node, Vec<Complaint>), Complaint> {
    let mut warnings = Vec::new();
    let node = parse(&"api.yaml".into(), text, &mut warnings)?;
    Ok((node, warnings))
}

/// The value as JSON, of a text that gives no warning.
fn quiet(text: &str) -> String {
    let (node, warnings) = read(text).unwrap_or_else(|complaint| panic!("{text:?}: {complaint:?}"));
    assert!(warnings.is_empty(), "{text:?}: {warnings:?}");
    node.value.to_json()
}

fn line(complaint: &Complaint) -> String {
    let Complaint {
        location,
        message,
        code,
        ..
    } = complaint;
    let at = location.position;
    format!(
        "{}:{} {} {code}: {message}",
        at.line, at.column, location.pointer
    )
}

#[test]
fn scalars() {
    let cases = [
        ("null", "null"),
        ("~", "null"),
        ("''", "\"\""),
        ("nil", "\"nil\""),
        ("true", "true"),
        ("False", "false"),
        // Booleans of YAML 1.1 are strings; what expects a boolean may understand them.
        ("yes", "\"yes\""),
        ("No", "\"No\""),
        ("on", "\"on\""),
        ("'true'", "\"true\""),
        ("12", "12"),
        ("-12", "-12"),
        ("+12", "12"),
        ("0", "0"),
        ("-0", "-0"),
        (
            "123456789012345678901234567890",
            "123456789012345678901234567890",
        ),
        ("0x1F", "31"),
        ("0o17", "15"),
        (
            "0xffffffffffffffffffffffffffffffff",
            "340282366920938463463374607431768211455",
        ),
        ("0xg", "\"0xg\""),
        ("0x", "\"0x\""),
        // Octal in YAML 1.1, decimal in 1.2, meant as text by most who write it.
        ("010", "\"010\""),
        ("-01", "\"-01\""),
        ("1_000", "\"1_000\""),
        ("0b11", "\"0b11\""),
        ("12:30", "\"12:30\""),
        ("2024-01-31", "\"2024-01-31\""),
        ("2024-01-31T00:00:00Z", "\"2024-01-31T00:00:00Z\""),
        ("1.10", "1.10"),
        ("1.", "1.0"),
        (".5", "0.5"),
        ("-.5", "-0.5"),
        ("1e3", "1e3"),
        ("1.5E-3", "1.5E-3"),
        ("1e", "\"1e\""),
        (".", "\".\""),
        ("-", "[null]"),
        ("1.2.3", "\"1.2.3\""),
        (".inf", "\".inf\""),
        ("-.INF", "\"-.INF\""),
        (".nan", "\".nan\""),
        ("!!str 12", "\"12\""),
        ("!!str", "\"\""),
        ("! 12", "\"12\""),
        ("!!int '12'", "12"),
        ("!!float 1", "1"),
        ("!!bool yes", "true"),
        ("!!null ''", "null"),
        ("!!binary aGk=", "\"aGk=\""),
        ("|\n  a\n  b\n", "\"a\\nb\\n\""),
        (">-\n  a\n  b\n", "\"a b\""),
    ];
    for (text, expected) in cases {
        assert_eq!(quiet(text), expected, "for {text:?}");
    }
}

#[test]
fn keys_are_the_text_that_stands_there() {
    assert_eq!(
        quiet("200: a\n'201': b\n0x10: c\ntrue: d\nnull: e\n1.0: f\n? g\n: h\n"),
        r#"{"200":"a","201":"b","0x10":"c","true":"d","null":"e","1.0":"f","g":"h"}"#
    );
}

#[test]
fn aliases_are_copies_and_merge_keys_give_members() {
    assert_eq!(
        quiet("a: &x {b: [1]}\nc: *x\n"),
        r#"{"a":{"b":[1]},"c":{"b":[1]}}"#
    );
    assert_eq!(quiet("- &k name\n- {*k : 1}\n"), r#"["name",{"name":1}]"#);
    let merged = "base: &b {x: 1, y: 2}\nmore: &m {y: 3, z: 4}\n\
        one: {<<: *b, x: 9}\nlist:\n  <<: [*m, *b]\ntwice:\n  <<: *m\n  <<: *b\nname: {'<<': 1}\n";
    assert_eq!(
        quiet(merged),
        r#"{"base":{"x":1,"y":2},"more":{"y":3,"z":4},"one":{"x":9,"y":2},"list":{"y":3,"z":4,"x":1},"twice":{"y":3,"z":4,"x":1},"name":{"<<":1}}"#
    );
}

#[test]
fn places() {
    let (node, _) = read("%YAML 1.2\n---\na:\n  - é: 1\n    \"b\": &x [2]\n").unwrap();
    let element = &node.value.get("a").unwrap().value.as_array().unwrap()[0];
    assert_eq!((element.at.line, element.at.column), (4, 5));
    let member = &element.value.as_object().unwrap()["é"];
    assert_eq!((member.key_at.line, member.key_at.column), (4, 5));
    assert_eq!((member.node.at.line, member.node.at.column), (4, 8));
}

#[test]
fn what_real_documents_contain() {
    // The bracket that closes a flow collection at the indentation of its key.
    assert_eq!(
        quiet("a:\n  b: {\n    \"c\": [\n  ]\n  }\n"),
        r#"{"a":{"b":{"c":[]}}}"#
    );
    assert_eq!(quiet("a:\tb\n"), r#"{"a":"b"}"#);
    assert_eq!(quiet("{\"a\":1,\"b\":[]}"), r#"{"a":1,"b":[]}"#);
    assert_eq!(quiet("---\na: 1\n...\n"), r#"{"a":1}"#);
    assert_eq!(quiet("---\na: 1\n---\n"), r#"{"a":1}"#);
    assert_eq!(
        quiet("a: http://x/{y}#z\r\nb: c # d\r\n"),
        r#"{"a":"http://x/{y}#z","b":"c"}"#
    );
}

#[test]
fn warnings() {
    let cases = [
        (
            "a: 1\nb:\n  c: 1\n  c: 2\n",
            "4:3 /b/c duplicate-key: The key `c` occurs twice in one object; the last one wins.",
        ),
        (
            "200: a\n'200': b\n",
            "2:1 /200 duplicate-key: The key `200` occurs twice in one object; the last one wins.",
        ),
        (
            "a: !include b.yaml\n",
            "1:13 /a yaml-tag: The tag `!include` is ignored.",
        ),
        (
            "a: !!set {b, c}\n",
            "1:10 /a yaml-tag: The tag `!!set` is ignored.",
        ),
        (
            "a: !!seq {}\n",
            "1:10 /a yaml-tag: The tag `!!seq` is ignored.",
        ),
    ];
    for (text, expected) in cases {
        let (_, warnings) = read(text).unwrap();
        assert_eq!(
            warnings.iter().map(line).collect::<Vec<_>>(),
            [expected],
            "for {text:?}"
        );
    }
}

#[test]
fn errors_say_where_and_what() {
    let cases = [
        ("", "1:1  invalid-yaml: The file is empty."),
        ("# nothing\n", "1:1  invalid-yaml: The file is empty."),
        (
            "a: 1\n---\nb: 2\n",
            "3:1  invalid-yaml: The file holds several YAML documents.",
        ),
        (
            "url: {{host}}\n",
            "1:7 /url invalid-yaml: A key is a list or a mapping.",
        ),
        (
            "? [a]\n: b\n",
            "1:3  invalid-yaml: A key is a list or a mapping.",
        ),
        (
            "- &a [1]\n- {*a : 1}\n",
            "2:4 /1 invalid-yaml: A key is a list or a mapping.",
        ),
        (
            "a: &x\n  b: *x\n",
            "2:6 /a/b invalid-yaml: An alias stands inside the value that it refers to.",
        ),
        (
            "a: *x\n",
            "1:4 /a invalid-yaml: This is not valid YAML: while parsing node, found unknown anchor.",
        ),
        (
            "<<: 1\n",
            "1:1  invalid-yaml: The value of the merge key `<<` is not a mapping.",
        ),
        (
            "a: !!int b\n",
            "1:10 /a invalid-yaml: `b` is tagged as a number but is none.",
        ),
        (
            "a:\n\tb: 1\n",
            "2:2 /a invalid-yaml: This is not valid YAML: tabs disallowed within this context (block indentation).",
        ),
        (
            "a: b: c\n",
            "1:5  invalid-yaml: This is not valid YAML: mapping values are not allowed in this context.",
        ),
        (
            "a: \"b\n",
            "1:4 /a invalid-yaml: This is not valid YAML: unclosed quote.",
        ),
    ];
    for (text, expected) in cases {
        assert_eq!(line(&read(text).unwrap_err()), expected, "for {text:?}");
    }
}

#[test]
fn hostile_documents_are_complaints() {
    let doubled = |level: u32| format!("- &a{} [*a{level}, *a{level}]\n", level + 1);
    let laughs: Vec<String> = (0..40).map(doubled).collect();
    let laughs = format!("- &a0 [lol]\n{}", laughs.concat());
    assert_eq!(read(&laughs).unwrap_err().code, "too-large");

    let (text, aliases) = ("x".repeat(1 << 20), "*a, ".repeat(200));
    let long = format!("a: &a {text}\nb: [{aliases}]\n");
    assert_eq!(read(&long).unwrap_err().code, "too-large");

    let (open, close) = ("[".repeat(100), "]".repeat(100));
    let deep = format!("a: &a {open}{close}\nb: {open}*a{close}\n");
    assert_eq!(read(&deep).unwrap_err().code, "too-deep");

    for opening in ["[", "{a: ", "- "] {
        assert_eq!(
            read(&opening.repeat(10_000)).unwrap_err().code,
            "too-deep",
            "{opening:?}"
        );
    }
    let indented = |level| format!("{}a:\n", " ".repeat(level));
    let lines: Vec<String> = (0..10_000).map(indented).collect();
    assert_eq!(read(&lines.concat()).unwrap_err().code, "too-deep");
}

proptest! {
    #[test]
    fn json_is_yaml(value in json::tests::any_value()) {
        let text = value.to_json();
        // YAML has no place for these characters, and for long keys.
        let printable = |character: char| matches!(character, ' '..='~' | '\u{a0}'..='\u{d7ff}' | '\u{e000}'..='\u{fefe}' | '\u{ff00}'..='\u{fffd}' | '\u{10000}'..);
        prop_assume!(text.chars().all(printable));
        prop_assert_eq!(read(&text).unwrap().0.value.to_json(), text);
    }

    #[test]
    fn no_text_panics(text in "([a&*!<>|%#?:'\", \\-\\[\\]{}\\n\\t~0x.]|<<: |\\*a|&a |!!|\u{feff}|\\r\\n|  ){0,40}") {
        let _ = read(&text);
    }
}
