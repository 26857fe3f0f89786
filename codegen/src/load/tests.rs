//! Which files are loaded, how references resolve, and what a pointer finds.

use super::reference::{Target, resolve};
use super::{Documents, load};
use std::collections::BTreeMap;

fn documents(root: &str, files: &[(&str, &str)]) -> Documents {
    let files: BTreeMap<&str, &str> = files.iter().copied().collect();
    let read = |path: &str| {
        let text = files.get(path).ok_or("it does not exist")?;
        Ok((*text).to_owned())
    };
    load(&[root], &read)
}

fn loaded(documents: &Documents) -> Vec<&str> {
    documents.files.keys().map(|path| &**path).collect()
}

#[test]
fn references_resolve_against_the_referring_file() {
    let cases = [
        ("a/b.json", "c.json#/d", "a/c.json", "/d"),
        ("a/b.json", "./c.json", "a/c.json", ""),
        ("a/b.json", "../c.json#x", "c.json", "x"),
        ("a/b.json", "../../c.json", "../c.json", ""),
        ("../a.json", "../b.json", "../../b.json", ""),
        ("a/b.json", "#/d/e%20f~1g", "a/b.json", "/d/e f~1g"),
        ("a/b.json", "", "a/b.json", ""),
        (
            "b.json",
            "x%20y/./z.json?v=1#/%E2%82%AC",
            "x y/z.json",
            "/€",
        ),
        ("b.json", "c.json#/%zz%ff", "c.json", "/%zz%ff"),
        ("a/b.json", "/c/../d.json", "/d.json", ""),
        ("b.json", "x//y.json", "x/y.json", ""),
    ];
    for (from, reference, path, fragment) in cases {
        let expected = Target::File {
            path: path.to_owned(),
            fragment: fragment.to_owned(),
        };
        assert_eq!(resolve(from, reference), expected, "{reference} in {from}");
    }
    for reference in [
        "https://x/y.json#/z",
        "HTTP://x",
        "//x/y",
        "urn:x:y",
        "file:///x",
    ] {
        assert_eq!(resolve("a.json", reference), Target::Remote, "{reference}");
    }
}

#[test]
fn files_are_loaded_transitively_and_once() {
    let documents = documents(
        "api.json",
        &[
            (
                "api.json",
                r#"{"paths": {"/a": {"$ref": "paths/a.yaml#/get"}}}"#,
            ),
            (
                "paths/a.yaml",
                "get:\n  schema:\n    $ref: '../common%20types.json#/definitions/A'\n",
            ),
            (
                "common types.json",
                r#"{"definitions": {"A": {"items": {"$ref": "api.json#/x"}}}}"#,
            ),
        ],
    );
    assert_eq!(
        loaded(&documents),
        ["api.json", "common types.json", "paths/a.yaml"]
    );
    assert!(documents.files.values().all(Result::is_ok));
    assert_eq!(documents.texts.len(), 3);
}

#[test]
fn data_and_extensions_are_not_followed_but_names_are_no_keywords() {
    let root = "
paths:
  /a:
    get:
      responses:
        default: {$ref: default.yaml}
        '200':
          headers: {x-rate: {$ref: header.yaml}}
          content: {text/plain: {examples: {a: {$ref: no1.yaml}}, schema: {
            properties: {example: {$ref: property.yaml}, enum: {$ref: enum.yaml}, properties: {properties: {const: {$ref: const.yaml}}}},
            default: {$ref: no2.yaml}, enum: [{$ref: no3.yaml}], const: {$ref: no4.yaml}, x-any: {$ref: no5.yaml}}}}
      x-ms-examples: {a: {$ref: no6.json}}
x-ms-paths: {/b?c=d: {$ref: path.yaml}}
x-ms-parameterized-host: {parameters: [{$ref: host.yaml}]}
components:
  schemas:
    Pet:
      discriminator: {propertyName: kind, mapping: {cat: ./cat.yaml, dog: Dog, ape: ape.json, web: 'https://x/y.json', here: '#/components/schemas/Dog'}}
";
    let documents = documents("api.yaml", &[("api.yaml", root)]);
    assert_eq!(
        loaded(&documents),
        [
            "ape.json",
            "api.yaml",
            "cat.yaml",
            "const.yaml",
            "default.yaml",
            "enum.yaml",
            "header.yaml",
            "host.yaml",
            "path.yaml",
            "property.yaml"
        ]
    );
}

#[test]
fn a_part_of_a_description_may_be_a_schema_or_a_collection_of_names() {
    let part = "default: {$ref: default.yaml}\nx-thing: {$ref: thing.yaml}\nx-samples: [{$ref: no.yaml}]\nproperties: {example: {$ref: example.yaml}}\n";
    let documents = documents(
        "api.yaml",
        &[("api.yaml", "a: {$ref: 'part.yaml'}"), ("part.yaml", part)],
    );
    assert_eq!(
        loaded(&documents),
        [
            "api.yaml",
            "default.yaml",
            "example.yaml",
            "part.yaml",
            "thing.yaml"
        ]
    );
}

#[test]
fn a_file_without_a_document_has_the_complaint_that_says_why() {
    let documents = documents(
        "api.json",
        &[
            (
                "api.json",
                "{\"a\": {\"$ref\": \"b.json\"},\n \"c\": {\"$ref\": \"d.json\"}}",
            ),
            ("b.json", "\u{feff}{\"a\" 1}"),
        ],
    );
    let broken = documents.files["b.json"].as_ref().unwrap_err();
    assert_eq!(
        (&*broken.location.file, broken.location.position.column),
        ("b.json", 6)
    );
    assert_eq!(&*documents.texts["b.json"], "{\"a\" 1}");
    let missing = documents.files["d.json"].as_ref().unwrap_err();
    assert_eq!(
        missing.message,
        "The file `d.json` cannot be read: it does not exist."
    );
    assert_eq!(
        (&*missing.location.file, &*missing.location.pointer),
        ("api.json", "/c/$ref")
    );
    assert_eq!(
        (
            missing.location.position.line,
            missing.location.position.column
        ),
        (2, 8)
    );
}

#[test]
fn a_missing_root_is_a_complaint_about_the_root() {
    let documents = documents("api.json", &[]);
    let complaint = documents.files["api.json"].as_ref().unwrap_err();
    assert_eq!(&*complaint.location.file, "api.json");
    assert_eq!(complaint.code, "unreadable-file");
}

#[test]
fn files_without_end_are_a_complaint() {
    let endless = |path: &str| {
        let number: u32 = path.trim_end_matches(".json").parse().unwrap();
        Ok(format!("{{\"$ref\": \"{}.json\"}}", number + 1))
    };
    let documents = load(&["0.json"], &endless);
    let complaints: Vec<_> = documents
        .files
        .values()
        .filter_map(|file| file.as_ref().err())
        .collect();
    assert_eq!((complaints.len(), complaints[0].code), (1, "too-large"));
}

#[test]
fn the_syntax_is_told_from_the_name_and_the_text() {
    let error = |path, text| {
        documents(path, &[(path, text)]).files[path]
            .as_ref()
            .unwrap_err()
            .code
    };
    let json = |path, text| {
        documents(path, &[(path, text)]).files[path]
            .as_ref()
            .unwrap()
            .value
            .to_json()
    };
    assert_eq!(json("a.yaml", " \n{\"a\":\t1}"), r#"{"a":1}"#);
    assert_eq!(json("a.yaml", "{a: 1,}"), r#"{"a":1}"#);
    assert_eq!(json("a", "\u{feff}a: 1"), r#"{"a":1}"#);
    assert_eq!(error("a.json", "{a: 1,}"), "invalid-json");
    assert_eq!(error("a.json", "a: 1"), "invalid-json");
    assert_eq!(error("a.JSON", "a: 1"), "invalid-json");
    assert_eq!(error("a.yml", "{a: "), "invalid-yaml");
    assert_eq!(error("a", "{a: "), "invalid-json");
}

#[test]
fn a_pointer_finds_a_node_and_its_place() {
    let documents = documents(
        "a.yaml",
        &[("a.yaml", "a/b:\n  - 1\n  - m~n: [x]\n'': 7\n")],
    );
    let found = |pointer| {
        let (node, location) = documents.get("a.yaml", pointer)?;
        assert_eq!(&*location.pointer, pointer);
        let at = location.position;
        Some((node.value.to_json(), at.line, at.column))
    };
    assert_eq!(found("/a~1b/0"), Some(("1".to_owned(), 2, 5)));
    assert_eq!(found("/a~1b/1/m~0n"), Some(("[\"x\"]".to_owned(), 3, 5)));
    assert_eq!(found("/a~1b/1/m~0n/0"), Some(("\"x\"".to_owned(), 3, 11)));
    assert_eq!(found("/"), Some(("7".to_owned(), 4, 1)));
    assert_eq!(
        found("").map(|(_, line, column)| (line, column)),
        Some((1, 1))
    );
    for pointer in [
        "a",
        "/b",
        "/a~1b/2",
        "/a~1b/00",
        "/a~1b/+1",
        "/a~1b/-",
        "/a~1b/",
        "/a~1b/0/x",
        "/a~1b/99999999999999999999999",
    ] {
        assert_eq!(found(pointer), None, "{pointer}");
    }
    assert!(documents.get("b.yaml", "").is_none());
}
