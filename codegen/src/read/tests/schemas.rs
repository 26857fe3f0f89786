//! Schemas: types, nullability, enumerations, objects, arrays, annotations.

use super::{covered, property, read, read_well, schema, schema_document};
use crate::description::{Additional, Place, Role, Types};
use crate::value::Value;

fn types(names: &str) -> Types {
    Types {
        null: names.contains("null"),
        boolean: names.contains("boolean"),
        integer: names.contains("integer"),
        number: names.contains("number"),
        string: names.contains("string"),
        array: names.contains("array"),
        object: names.contains("object"),
        file: names.contains("file"),
    }
}

#[test]
fn types_have_one_spelling() {
    let cases = [
        ("type: string", "string", &[][..]),
        ("type: [string, 'null']", "string null", &[]),
        ("type: [integer, string]", "integer string", &[]),
        ("type: 'null'", "null", &[]),
        ("type: String", "string", &["type"]),
        ("type: bool", "boolean", &["type"]),
        ("type: long", "integer", &["type"]),
        ("type: any", "", &["type"]),
        (
            "{type: string, nullable: true}",
            "string null",
            &["nullable"],
        ),
        ("{type: string, x-nullable: true}", "string null", &[]),
        (
            "{type: string, nullable: 'true'}",
            "string null",
            &["nullable", "nullable"],
        ),
        ("{type: string, nullable: false}", "string", &["nullable"]),
        ("{nullable: true}", "", &["nullable"]),
        ("{nullable: true, description: d}", "", &["nullable"]),
        ("{nullable: true, enum: [a]}", "null", &["nullable"]),
        (
            "{nullable: true, format: date}",
            "string null",
            &["nullable"],
        ),
        (
            "{nullable: true, format: int32}",
            "integer null",
            &["nullable"],
        ),
        (
            "{nullable: true, allOf: [{type: string}]}",
            "null",
            &["nullable"],
        ),
        ("{type: object, format: file}", "file", &[]),
        ("{type: file}", "file", &["type"]),
        ("{}", "", &[]),
    ];
    for (yaml, expected, entries) in cases {
        let (schema, coverage) = schema(yaml);
        assert_eq!(schema.types, types(expected), "{yaml}");
        assert_eq!(covered(&coverage), entries, "{yaml}");
    }
}

#[test]
fn words_that_are_no_type_may_say_a_format() {
    assert_eq!(schema("type: int64").0.format.as_deref(), Some("int64"));
    assert_eq!(
        schema("{type: datetime}").0.format.as_deref(),
        Some("date-time")
    );
    assert_eq!(
        schema("{type: string, format: Date-Time}")
            .0
            .format
            .as_deref(),
        Some("date-time")
    );
    assert_eq!(
        schema("{type: string, format: ETag}").0.format.as_deref(),
        Some("ETag")
    );
}

#[test]
fn an_unknown_type_is_any_type_and_a_warning() {
    for yaml in [
        "type: widget",
        "type: {type: string}",
        "type: [string, widget]",
        "type: [integer, {type: string}]",
    ] {
        let read = read(&schema_document("3.1.0", yaml));
        assert_eq!(super::codes(&read), ["unknown-type"], "{yaml}");
        assert_eq!(covered(&read.coverage), ["type"], "{yaml}");
        let description = read.description.expect("a description");
        let types = description.schemas[description.components[0]].types;
        assert_eq!(types, Types::default(), "{yaml}");
    }
}

/// The values of an enumeration as JSON, with the types beside them.
fn values(yaml: &str) -> (Vec<String>, Types) {
    let (schema, _) = schema(yaml);
    let values = schema
        .enumeration
        .map(|enumeration| enumeration.values)
        .unwrap_or_default();
    (
        values.iter().map(|value| value.value.to_json()).collect(),
        schema.types,
    )
}

#[test]
fn enumerations_hold_each_value_once_and_no_null() {
    let cases = [
        ("enum: [a, b, a]", &["\"a\"", "\"b\""][..], ""),
        ("{type: string, enum: [a, null]}", &["\"a\""], "string null"),
        ("{enum: [a, null]}", &["\"a\""], "null"),
        ("{type: string, enum: [null]}", &[], "null"),
        ("const: null", &[], "null"),
        ("enum: []", &[], ""),
        (
            "{type: string, enum: [1.0, true]}",
            &["\"1.0\"", "\"true\""],
            "string",
        ),
        (
            "{type: integer, enum: ['1', '02', x]}",
            &["1", "\"02\"", "\"x\""],
            "integer",
        ),
        ("{type: string, const: a}", &["\"a\""], "string"),
        (
            "{type: array, enum: [a, b], items: {type: string}}",
            &["\"a\"", "\"b\""],
            "array",
        ),
        ("enum: a", &["\"a\""], ""),
        ("enum: [-0.0, 0, 1.0, 1, 1e0]", &["-0.0", "1.0"], ""),
        ("{type: number, enum: [0, -0, 10]}", &["0", "10"], "number"),
        (
            "{type: integer, enum: [0, -0, 9223372036854775807, 9223372036854775808]}",
            &["0", "9223372036854775807", "9223372036854775808"],
            "integer",
        ),
    ];
    for (yaml, expected, expected_types) in cases {
        let (values, found) = values(yaml);
        assert_eq!(values, expected, "{yaml}");
        assert_eq!(found, types(expected_types), "{yaml}");
    }
    assert!(schema("const: a").0.enumeration.expect("values").constant);
}

#[test]
fn extensions_name_the_values() {
    let (plain, _) = schema(
        "{enum: [a, null, b], x-enum-varnames: [One, None, Two], x-enum-descriptions: {b: Second}}",
    );
    let values = plain.enumeration.expect("values").values;
    let names: Vec<_> = values.iter().map(|value| value.name.as_deref()).collect();
    assert_eq!(names, [Some("One"), Some("Two")]);
    assert_eq!(values[1].doc.as_deref(), Some("Second"));

    let (azure, _) = schema(
        "{type: string, enum: [a], x-ms-enum: {name: Letters, modelAsString: false, values: [{value: b, name: Bee}]}}",
    );
    let enumeration = azure.enumeration.expect("values");
    assert_eq!(enumeration.name.as_deref(), Some("Letters"));
    assert!(!enumeration.open);
    assert_eq!(enumeration.values[0].value, Value::String("b".into()));
    assert_eq!(enumeration.values[0].name.as_deref(), Some("Bee"));
    assert!(
        schema("{enum: [a], x-ms-enum: {name: N}}")
            .0
            .enumeration
            .expect("values")
            .open
    );
}

#[test]
fn objects_say_what_else_they_hold() {
    assert_eq!(schema("type: object").0.additional, Additional::Unstated);
    assert_eq!(
        schema("additionalProperties: true").0.additional,
        Additional::Any
    );
    assert_eq!(
        schema("additionalProperties: {}").0.additional,
        Additional::Any
    );
    assert_eq!(
        schema("additionalProperties: 'false'").0.additional,
        Additional::Forbidden
    );
    assert_eq!(
        schema("additionalProperties: {not: {}}").0.additional,
        Additional::Forbidden
    );
    assert_eq!(
        schema("unevaluatedProperties: false").0.additional,
        Additional::Forbidden
    );
    assert!(matches!(
        schema("additionalProperties: {type: string}").0.additional,
        Additional::Typed(_)
    ));
}

#[test]
fn patterns_become_the_schema_of_other_members() {
    let (only, coverage) = schema("patternProperties: {'^x-': {type: string}}");
    assert!(matches!(only.additional, Additional::Typed(_)));
    assert_eq!(covered(&coverage), ["patternProperties"]);
    let (several, _) = schema("patternProperties: {a: {type: string}, b: {type: integer}}");
    assert_eq!(several.additional, Additional::Any);
    let (beside, _) = schema("{properties: {a: {}}, patternProperties: {b: {type: string}}}");
    assert_eq!(beside.additional, Additional::Any);
}

#[test]
fn a_property_may_require_itself() {
    let read = read(&schema_document(
        "3.0.0",
        "{required: [a], properties: {a: {}, b: {required: true}, c: {required: 'false'}}}",
    ));
    assert_eq!(read.complaints, []);
    let description = read.description.expect("a description");
    assert_eq!(
        description.schemas[description.components[0]].required,
        ["a", "b"]
    );
    assert_eq!(covered(&read.coverage), ["required", "required"]);
}

#[test]
fn arrays_have_elements_and_tuples() {
    let (tuple, _) = schema("{prefixItems: [{type: string}, {type: integer}], items: false}");
    assert_eq!((tuple.prefix_items.len(), tuple.items), (2, None));
    let (older, coverage) = schema("{items: [{type: string}], additionalItems: {type: integer}}");
    assert_eq!((older.prefix_items.len(), older.items.is_some()), (1, true));
    assert_eq!(covered(&coverage), ["items"]);
    assert_eq!(schema("items: true").0.items, None);
}

#[test]
fn inline_schemas_know_their_places() {
    let text = schema_document(
        "3.1.0",
        "{properties: {p: {items: {type: string}}}, allOf: [{}, {}], $defs: {d: {}}}",
    );
    let description = read_well(&text);
    let root = description.components[0];
    let p = description.schemas[root].properties["p"];
    assert_eq!(
        description.schemas[root].place,
        Place::Component("S".to_owned())
    );
    assert_eq!(
        description.schemas[p].place,
        Place::Inside(root, Role::Property("p".to_owned()))
    );
    let item = description.schemas[p].items.expect("items");
    assert_eq!(
        description.schemas[item].place,
        Place::Inside(p, Role::Item)
    );
    let second = description.schemas[root].all_of[1];
    assert_eq!(
        description.schemas[second].place,
        Place::Inside(root, Role::AllOf(1))
    );
    let places = description.schemas.0.iter().map(|schema| &schema.place);
    assert!(
        places
            .into_iter()
            .any(|place| *place == Place::Inside(root, Role::Definition("d".to_owned())))
    );
}

#[test]
fn limits_become_documentation() {
    let (modern, _) = schema(
        "{minimum: 1, exclusiveMaximum: 5, pattern: '^a', uniqueItems: false, maxLength: '3'}",
    );
    let expected = [
        ("minimum", "1"),
        ("exclusiveMaximum", "5"),
        ("maxLength", "3"),
        ("pattern", "^a"),
    ];
    assert_eq!(
        modern.constraints,
        expected.map(|(keyword, value)| (keyword.to_owned(), value.to_owned()))
    );
    let read = read(&schema_document(
        "3.0.0",
        "{minimum: 1, exclusiveMinimum: true, maximum: 2, exclusiveMaximum: false}",
    ));
    assert_eq!(read.coverage, []);
    let description = read.description.expect("a description");
    let constraints = &description.schemas[description.components[0]].constraints;
    assert_eq!(
        constraints[0],
        ("exclusiveMinimum".to_owned(), "1".to_owned())
    );
    assert_eq!(constraints[1], ("maximum".to_owned(), "2".to_owned()));
}

#[test]
fn who_may_write_is_one_decision() {
    let cases = [
        ("readOnly: true", (true, false, false)),
        ("writeOnly: true", (false, true, false)),
        ("x-ms-mutability: [read]", (true, false, false)),
        ("x-ms-mutability: [create, update]", (false, true, false)),
        ("x-ms-mutability: [create, read]", (false, false, false)),
        ("x-ms-secret: true", (false, true, true)),
        ("{type: string, format: password}", (false, false, true)),
    ];
    for (yaml, expected) in cases {
        let (schema, _) = schema(yaml);
        assert_eq!(
            (schema.read_only, schema.write_only, schema.secret),
            expected,
            "{yaml}"
        );
    }
}

#[test]
fn xml_has_one_spelling() {
    let (old, _) = schema("{type: array, xml: {name: n, wrapped: true}}");
    assert!(old.xml.wrapped);
    let cases = [
        ("attribute", (true, false)),
        ("text", (false, true)),
        ("cdata", (false, true)),
    ];
    for (node_type, expected) in cases {
        let (schema, coverage) = schema(&format!("xml: {{nodeType: {node_type}}}"));
        assert_eq!(
            (schema.xml.attribute, schema.xml.text),
            expected,
            "{node_type}"
        );
        assert_eq!(covered(&coverage), ["nodeType"], "a keyword of 3.2");
    }
    assert!(schema("xml: {x-ms-text: true}").0.xml.text);
}

#[test]
fn discriminators_map_names_and_references() {
    let text = "\
openapi: 3.0.0
info: {title: T, version: '1'}
paths: {}
components:
  schemas:
    A:
      discriminator:
        propertyName: kind
        mapping: {b: B, c: '#/components/schemas/C', d: Gone}
    B: {}
    C: {}
";
    let read = read(text);
    assert_eq!(super::codes(&read), ["unresolved-mapping"]);
    let description = read.description.expect("a description");
    let discriminator = description.schemas[description.components[0]]
        .discriminator
        .clone()
        .expect("a discriminator");
    assert_eq!(discriminator.property, "kind");
    let expected = [
        ("b".to_owned(), description.components[1]),
        ("c".to_owned(), description.components[2]),
    ];
    assert_eq!(discriminator.mapping, expected);
}

#[test]
fn what_cannot_be_expressed_is_covered() {
    let yaml = "{not: {type: string}, if: {}, then: {}, else: {}, dependentRequired: {}, dependentSchemas: {}, \
        propertyNames: {}, contains: {}, unevaluatedItems: false, contentSchema: {}, madeUp: 1, x-made-up: 2, x-ms-made-up: 3}";
    let (_, coverage) = schema(yaml);
    let expected = [
        "contains",
        "contentSchema",
        "dependentRequired",
        "dependentSchemas",
        "else",
        "if",
        "madeUp",
        "not",
        "propertyNames",
        "then",
        "unevaluatedItems",
        "x-ms-made-up",
    ];
    assert_eq!(covered(&coverage), expected);
}

#[test]
fn boolean_and_absent_schemas_are_read() {
    let (schema, _) = schema("{properties: {t: true, f: false, n: {not: {}}, z: null}}");
    assert_eq!(schema.properties.len(), 4);
    let text = schema_document(
        "3.1.0",
        "{properties: {t: true, f: false, n: {not: {}}, z: null, s: text}}",
    );
    let read = read(&text);
    assert_eq!(super::codes(&read), ["wrong-kind"]);
    let description = read.description.expect("a description");
    let boolean = |name| property(&description, description.components[0], name).boolean;
    assert_eq!(
        ["t", "f", "n", "z", "s"].map(boolean),
        [true, false, false, true, true].map(Some)
    );
}
