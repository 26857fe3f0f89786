//! Documents in which anything may stand anywhere: reading them ends, and says what is wrong.

use super::bases::{OPENAPI_BASE, SWAGGER_BASE};
use crate::complaint::Complaints;
use crate::coverage::Coverage;
use crate::load::{Documents, load};
use crate::value::{Node, Value};
use proptest::prelude::*;

/// Values that stand where others are due.
const JUNK: &[&str] = &[
    "null",
    "true",
    "1e999",
    "\"\"",
    "\"text\"",
    "[]",
    "[null]",
    "[[[]]]",
    "{}",
    "{\"\": null}",
    "{\"$ref\": 1}",
    "{\"$ref\": \"#\"}",
    "{\"$ref\": \"#/paths\"}",
    "{\"$ref\": \"#/components/schemas/S\"}",
    "{\"$ref\": \"\"}",
    "{\"$ref\": \"gone.json\"}",
    "{\"$ref\": \"#/%\"}",
    "{\"$ref\": \"http://x y/#%zz\"}",
    "{\"type\": [[]]}",
    "{\"allOf\": {\"$ref\": \"#/definitions/S\"}}",
    "{\"$dynamicRef\": \"#\", \"$id\": \"#\"}",
    "{\"name\": \"*/\\\"#\", \"in\": \"path\"}",
    "{\"{\": {\"get\": {}}}",
    "{\"/{a}{a}?{\": {\"get\": {}}}",
    "{\"enum\": [{}, [], 1, 1.0]}",
    "{\"required\": {\"a\": 1}}",
    "{\"discriminator\": {\"mapping\": {\"a\": \"\"}}}",
];

/// The nodes of a document, in its order.
fn nodes<'n>(node: &'n mut Node, index: &mut usize) -> Option<&'n mut Node> {
    if *index == 0 {
        return Some(node);
    }
    *index -= 1;
    match &mut node.value {
        Value::Object(object) => object
            .values_mut()
            .find_map(|member| nodes(&mut member.node, index)),
        Value::Array(elements) => elements
            .iter_mut()
            .find_map(|element| nodes(element, index)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => None,
    }
}

fn parse(text: &str) -> Documents {
    load(&["api.json"], &|path: &str| {
        if path == "api.json" {
            Ok(text.to_owned())
        } else {
            Err("it does not exist".to_owned())
        }
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, ..ProptestConfig::default() })]

    #[test]
    fn reading_ends(base in 0_usize..2, changes in prop::collection::vec((0_usize..120, 0..JUNK.len()), 1..6)) {
        let base = [SWAGGER_BASE.to_owned(), OPENAPI_BASE.replace("VERSION", "3.1.0")][base].clone();
        let mut documents = parse(&base);
        if let Some(Ok(root)) = documents.files.get_mut("api.json") {
            for (mut index, junk) in changes {
                let junk = parse(JUNK[junk]).files.remove("api.json");
                if let (Some(node), Some(Ok(junk))) = (nodes(root, &mut index), junk) {
                    *node = junk;
                }
            }
        }
        let (mut complaints, mut coverage) = (Complaints::default(), Coverage::default());
        let description = crate::read::read(&documents, &mut complaints, &mut coverage);
        prop_assert!(description.is_some() || complaints.has_errors());
    }
}

/// As deep as the loader lets a document be, on the stack of a test's thread.
#[test]
fn deep_documents_are_read() {
    let nest = |open: &str, close: &str, levels: usize, inner: &str| {
        format!("{}{inner}{}", open.repeat(levels), close.repeat(levels))
    };
    let depth = crate::load::MAX_DEPTH;
    let schema = nest(r#"{"properties": {"p": "#, "}}", depth / 2 - 3, "{}");
    let callbacks = nest(
        r#"{"callbacks": {"c": {"u": {"post": "#,
        "}}}}",
        depth / 4 - 2,
        "{}",
    );
    let bodies = [
        format!(
            r#"{{"openapi": "3.1.0", "paths": {{}}, "components": {{"schemas": {{"S": {schema}}}}}}}"#
        ),
        format!(r#"{{"openapi": "3.1.0", "paths": {{"/": {{"post": {callbacks}}}}}}}"#),
    ];
    for body in bodies {
        let documents = parse(&body);
        let (mut complaints, mut coverage) = (Complaints::default(), Coverage::default());
        assert!(crate::read::read(&documents, &mut complaints, &mut coverage).is_some());
        assert_eq!(complaints.into_sorted(), []);
    }
}

/// A flat document in which each schema is made of the next one, or holds it without a name.
#[test]
fn schemas_that_are_made_of_too_many_others_are_refused() {
    let chain = |length: usize, schema: fn(&str) -> String, folder: &str| {
        let member = |index: usize| {
            format!(
                r#""s{index}": {}"#,
                schema(&format!("#{folder}/s{}", index + 1))
            )
        };
        let members: Vec<String> = (0..length).map(member).collect();
        format!(
            r#"{}, "s{length}": {{"type": "string"}}"#,
            members.join(", ")
        )
    };
    let components = |members: &str| {
        format!(
            r#"{{"openapi": "3.1.0", "paths": {{}}, "components": {{"schemas": {{{members}}}}}}}"#
        )
    };
    let properties =
        |members: &str| components(&format!(r#""S": {{"properties": {{{members}}}}}"#));
    let folder = "/components/schemas";
    let inside = "/components/schemas/S/properties";
    let holding: fn(&str) -> String =
        |next| format!(r#"{{"properties": {{"p": {{"$ref": "{next}"}}}}}}"#);
    let composed: fn(&str) -> String =
        |next| format!(r#"{{"allOf": [{{"$ref": "{next}"}}, {{"title": "x"}}]}}"#);
    let union: fn(&str) -> String =
        |next| format!(r#"{{"oneOf": [{{"type": "integer"}}, {{"$ref": "{next}"}}]}}"#);
    let cases = [
        (components(&chain(99, composed, folder)), false),
        (components(&chain(500, holding, folder)), false),
        (components(&chain(5000, composed, folder)), true),
        (components(&chain(5000, union, folder)), true),
        (properties(&chain(49, holding, inside)), false),
        (properties(&chain(5000, holding, inside)), true),
    ];
    for (index, (text, is_refused)) in cases.into_iter().enumerate() {
        let output = crate::generate(&crate::Input {
            roots: &["api.json"],
            source: "api.json",
            overlay: None,
            crate_name: "generated",
            module: &["api".to_owned()],
            selection: &crate::select::Selection::default(),
            files: &|_: &str| Ok(text.clone()),
        });
        let codes: Vec<_> = output.complaints.iter().map(|it| it.code).collect();
        let expected: &[&str] = if is_refused { &["too-deep"] } else { &[] };
        assert_eq!(codes, expected, "{index}");
        assert_eq!(output.files.is_empty(), is_refused, "{index}");
    }
}
