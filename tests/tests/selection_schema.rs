//! `docs/selection.schema.json` says of a selection file what its reader says.
//!
//! A stranger would get this wrong: what the schema allows may still fit nothing in the description; a schema cannot know.

use jsonschema::Validator;
use restwright::selection_file;
use serde_json::Value;
use std::fs;
use tests::{folders, root, workspace};

fn schema() -> Value {
    let path = workspace().join("docs/selection.schema.json");
    let text = fs::read_to_string(path).expect("the schema can be read");
    serde_json::from_str(&text).expect("the schema is JSON")
}

/// Whether both allow a text.
fn verdicts(validator: &Validator, text: &str) -> (bool, bool) {
    let reader = selection_file::parse("v1.toml", text).is_ok();
    let value: Result<Value, _> = toml::from_str(text);
    let schema = value.is_ok_and(|value| validator.is_valid(&value));
    (reader, schema)
}

#[test]
fn files_of_the_cases_are_what_both_say() {
    let validator = jsonschema::validator_for(&schema()).expect("a schema");
    let mut read = 0;
    for folder in folders(&root().join("cases")) {
        let Ok(text) = fs::read_to_string(folder.join("selection.toml")) else {
            continue;
        };
        let (reader, schema) = verdicts(&validator, &text);
        assert_eq!(reader, schema, "{}", folder.display());
        read += usize::from(reader);
    }
    assert!(read > 10, "{read} files were read");
}

#[test]
fn what_is_wrong_for_one_is_wrong_for_both() {
    let validator = jsonschema::validator_for(&schema()).expect("a schema");
    for (text, is_right) in [
        ("keep = [{ id = \"Links_*\", method = \"GET\" }]", true),
        ("keep = [{ name = \"x\" }]", false),
        ("leave = [{}]", false),
        ("skip = []", false),
        ("schemas = [{ name = \"x\", pointer = \"/y\" }]", false),
        ("webhooks = \"no\"", false),
        ("inline = \"apart\"", false),
        ("construct = \"none\"", false),
        ("prefixes = \"V1\"", false),
        ("documents = [\"a.json\"]", true),
        ("[[rename]]\nat = \"/a\"", false),
        ("[[attributes]]\nderive = [\"Eq\"]", false),
        ("[[types]]\nformat = \"date\"\ntype = \"a::B\"", false),
        (
            "[[types]]\nformat = \"date\"\ntype = \"a::B\"\nas = \"digits\"",
            false,
        ),
        (
            "[[types]]\nformat = \"date\"\nschemas = { name = \"A\" }\ntype = \"a::B\"\nas = \"text\"",
            false,
        ),
        ("[[stream]]\nend = \"x\"", false),
    ] {
        assert_eq!(verdicts(&validator, text), (is_right, is_right), "{text}");
    }
}

#[test]
fn ways_to_the_next_page_are_one_for_both() {
    let validator = jsonschema::validator_for(&schema()).expect("a schema");
    let keys = [
        "link = { relation = \"next\" }",
        "method = \"POST\"",
        "cursor = { body = \"next\" }",
        "to = { query = \"after\" }",
        "more = \"has_more\"",
        "offset = { query = \"skip\" }",
        "page = { query = \"page\" }",
        "first = 1",
    ];
    let head = "[[paging]]\noperations = { id = \"List\" }";
    assert_eq!(
        allowed(&validator, head, &keys),
        8,
        "two of links, two each of the others"
    );
}

/// How many choices among the lines of a table are allowed, which both say.
fn allowed(validator: &Validator, head: &str, keys: &[&str]) -> u32 {
    let mut allowed = 0;
    for chosen in 0..1_u32 << keys.len() {
        let lines = keys.iter().enumerate();
        let lines = lines.filter(|(index, _)| chosen >> index & 1 == 1);
        let lines: Vec<&str> = lines.map(|(_, line)| *line).collect();
        let text = format!("{head}\n{}\n", lines.join("\n"));
        let (reader, schema) = verdicts(validator, &text);
        assert_eq!(reader, schema, "{text}");
        allowed += u32::from(reader);
    }
    allowed
}

#[test]
fn what_is_renamed_is_one_thing_for_both() {
    let validator = jsonschema::validator_for(&schema()).expect("a schema");
    let keys = [
        "at = \"/paths/*\"",
        "schemas = { name = \"A*\" }",
        "operations = { id = \"A_*\" }",
        "to = \"b *\"",
        "group = \"c\"",
    ];
    assert_eq!(allowed(&validator, "[[rename]]", &keys), 5);
}

#[test]
fn the_schema_has_every_key() {
    let unknown = selection_file::parse("v1.toml", "nothing-of-this-name = 1").unwrap_err();
    let expected = unknown.message.split_once("expected one of ");
    let (_, keys) = expected.expect("the reader lists its keys");
    let mut keys: Vec<&str> = keys.split(", ").map(|key| key.trim_matches('`')).collect();
    keys.sort_unstable();
    let schema = schema();
    let properties = schema["properties"].as_object().expect("properties");
    let mut described: Vec<&str> = properties.keys().map(String::as_str).collect();
    described.sort_unstable();
    assert_eq!(keys, described);
}
