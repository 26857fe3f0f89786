//! References: what they name, what stands beside them, and schemas read once.

use super::{codes, covered, read, read_files, read_well, schema_document};
use crate::description::{Description, Place, Role, SharedRole};

fn with_components(components: &str) -> String {
    format!(
        "openapi: 3.1.0\ninfo: {{title: T, version: '1'}}\npaths: {{}}\ncomponents: {{schemas: {{{components}}}}}\n"
    )
}

/// The property `p` of the first component.
fn first_property(description: &Description) -> crate::description::SchemaId {
    description.schemas[description.components[0]].properties["p"]
}

#[test]
fn a_lone_reference_is_its_target() {
    let description = read_well(&with_components(
        "A: {properties: {p: {$ref: '#/components/schemas/B'}}}, B: {type: string}",
    ));
    assert_eq!(first_property(&description), description.components[1]);
}

#[test]
fn extensions_beside_a_reference_make_no_schema() {
    let description = read_well(&with_components(
        "A: {properties: {p: {$ref: '#/components/schemas/B', x-ms-client-flatten: true}}}, B: {}",
    ));
    assert_eq!(first_property(&description), description.components[1]);
}

#[test]
fn siblings_make_a_schema_that_refers() {
    for version in ["3.0.0", "3.1.0"] {
        let text = schema_document(
            version,
            "{properties: {p: {$ref: '#/components/schemas/S', description: d, readOnly: true, nullable: true}}}",
        );
        let description = read(&text).description.expect("a description");
        let schema = &description.schemas[first_property(&description)];
        assert_eq!(schema.reference, Some(description.components[0]));
        assert_eq!(schema.doc.as_deref(), Some("d"));
        assert!(schema.read_only && schema.types.null);
    }
}

#[test]
fn a_component_that_is_only_a_reference_keeps_its_name() {
    let description = read_well(&with_components(
        "A: {properties: {p: {$ref: '#/components/schemas/B'}}}, B: {$ref: '#/components/schemas/C'}, C: {}",
    ));
    assert_eq!(first_property(&description), description.components[1]);
    assert_eq!(
        description.schemas[description.components[1]].reference,
        Some(description.components[2])
    );
}

#[test]
fn a_reference_to_a_place_is_that_place() {
    let cases = [
        // The reference comes first or last; its target is the property either way.
        "A: {properties: {p: {$ref: '#/components/schemas/B/properties/q'}}}, B: {properties: {q: {type: string}}}",
        "B: {properties: {q: {type: string}}}, A: {properties: {p: {$ref: '#/components/schemas/B/properties/q'}}}",
    ];
    for case in cases {
        let description = read_well(&with_components(case));
        let named = |name: &str| {
            let place = Place::Component(name.to_owned());
            *description
                .components
                .iter()
                .find(|id| description.schemas[**id].place == place)
                .expect("a component")
        };
        let q = description.schemas[named("B")].properties["q"];
        assert_eq!(description.schemas[named("A")].properties["p"], q);
        assert_eq!(
            description.schemas[q].place,
            Place::Inside(named("B"), Role::Property("q".to_owned()))
        );
    }
}

#[test]
fn a_reference_to_a_reference_is_what_that_names() {
    let description = read_well(&with_components(
        "A: {properties: {p: {$ref: '#/components/schemas/B/properties/q'}}}, B: {properties: {q: {$ref: '#/components/schemas/C'}}}, C: {}",
    ));
    assert_eq!(first_property(&description), description.components[2]);
}

#[test]
fn files_are_read_where_they_are_reached() {
    let root = "openapi: 3.1.0\ninfo: {title: T, version: '1'}\npaths: {}\ncomponents: {schemas: {Pet: {$ref: models/pet.yaml}, Cat: {$ref: 'more.yaml#/definitions/Cat'}}}\n";
    let pet = "{properties: {friend: {$ref: pet.yaml}, cat: {$ref: '../more.yaml#/definitions/Cat'}, name: {$ref: '../more.yaml#/names/first'}}}";
    let more =
        "{definitions: {Cat: {type: object}, Dog: {type: object}}, names: {first: {type: string}}}";
    let read = read_files(&[
        ("api.yaml", root),
        ("models/pet.yaml", pet),
        ("more.yaml", more),
    ]);
    assert_eq!(read.complaints, []);
    let description = read.description.expect("a description");
    let places: Vec<_> = description
        .components
        .iter()
        .map(|id| description.schemas[*id].place.clone())
        .collect();
    // The root's names hold: the file is `Pet`; `Dog` is not reached; `first` is a name of its own.
    let names = ["Pet", "Cat", "first"].map(|name| Place::Component(name.to_owned()));
    assert_eq!(places, names);
    let pet = &description.schemas[description.components[0]];
    assert_eq!(pet.properties["friend"], description.components[0]);
    assert_eq!(pet.properties["cat"], description.components[1]);
}

#[test]
fn descendants_in_other_files_are_read() {
    let root = "swagger: '2.0'\ninfo: {title: T, version: '1'}\npaths: {}\ndefinitions: {R: {properties: {p: {$ref: 'more.json#/definitions/Base'}}}}\n";
    let more = r##"{"definitions": {
        "Base": {"discriminator": "kind", "properties": {"kind": {"type": "string"}}},
        "Child": {"allOf": [{"$ref": "#/definitions/Base"}]},
        "Grandchild": {"allOf": [{"$ref": "#/definitions/Child"}]},
        "Stranger": {"type": "object"}
    }}"##;
    let read = read_files(&[("api.yaml", root), ("more.json", more)]);
    assert_eq!(read.complaints, []);
    let description = read.description.expect("a description");
    let names = ["R", "Base", "Child", "Grandchild"].map(|name| Place::Component(name.to_owned()));
    let places: Vec<_> = description
        .components
        .iter()
        .map(|id| description.schemas[*id].place.clone())
        .collect();
    assert_eq!(places, names);
}

#[test]
fn identities_and_anchors_are_found() {
    let description = read_well(&with_components(
        "A: {properties: {p: {$ref: 'https://example.com/b'}, q: {$ref: '#here'}, r: {$ref: 'https://example.com/b#/$defs/d'}}}, \
         B: {$id: 'https://example.com/b', properties: {x: {$ref: '#/$defs/d'}, y: {$ref: '#'}, z: {$ref: sibling}}, $defs: {d: {type: string}}}, \
         C: {$anchor: here}, D: {$id: 'https://example.com/sibling'}",
    ));
    let [a, b, c, d] = description.components[..4] else {
        panic!("four components")
    };
    let properties = |id| description.schemas[id].properties.clone();
    assert_eq!(properties(a)["p"], b);
    assert_eq!(properties(a)["q"], c);
    assert_eq!(properties(b)["y"], b);
    assert_eq!(properties(b)["z"], d);
    assert_eq!(properties(a)["r"], properties(b)["x"]);
}

#[test]
fn odd_pointers_lead_where_they_say() {
    let text = "\
openapi: 3.0.0
info: {title: T, version: '1'}
paths:
  /b:
    get:
      parameters: [{$ref: '#/paths/~1a%7Bx%7D/get/parameters/0'}]
      responses: {'200': {$ref: '#/paths/~1a%7Bx%7D/get/responses/200'}}
  /a{x}:
    get:
      parameters: [{name: x, in: path, required: true, schema: {type: string, enum: [u]}}]
      responses: {'200': {description: d, content: {application/json: {schema: {type: object, properties: {p: {type: string}}}}}}}
  /c: {$ref: '#/paths/~1b'}
";
    let read = read(text);
    assert_eq!(
        codes(&read),
        ["unused-path-parameter", "unused-path-parameter"]
    );
    let description = read.description.expect("a description");
    let schema = |index: usize| description.operations[index].responses[0].content[0].schema;
    assert_eq!(schema(0), schema(1));
    assert_eq!(schema(1), schema(2));
    // The schema belongs to the operation in which it stands.
    let place = &description.schemas[schema(0).expect("a schema")].place;
    assert!(
        matches!(
            place,
            Place::Operation(crate::description::OperationPlace::Outgoing(1), _)
        ),
        "{place:?}"
    );
}

#[test]
fn shared_components_own_their_schemas() {
    let text = "\
openapi: 3.0.0
info: {title: T, version: '1'}
paths:
  /{id}:
    parameters: [{name: id, in: path, required: true, schema: {type: string, enum: [a]}}]
    get:
      parameters: [{$ref: '#/components/parameters/Sort'}]
      responses: {default: {$ref: '#/components/responses/Problem'}}
components:
  parameters: {Sort: {name: sort, in: query, schema: {type: string, enum: [up, down]}}}
  responses: {Problem: {description: d, content: {application/json: {schema: {type: object}}}}}
";
    let description = read_well(text);
    let operation = &description.operations[0];
    let place = |id| description.schemas[id].place.clone();
    let shared = |name: &str, role| Place::Shared(name.to_owned(), role);
    assert_eq!(
        place(operation.parameters[0].schema),
        shared("/{id}", SharedRole::Parameter("id".to_owned()))
    );
    assert_eq!(
        place(operation.parameters[1].schema),
        shared("Sort", SharedRole::Parameter("sort".to_owned()))
    );
    let body = operation.responses[0].content[0].schema.expect("a schema");
    assert_eq!(
        place(body),
        shared(
            "Problem",
            SharedRole::Response("application/json".to_owned())
        )
    );
}

#[test]
fn siblings_of_other_references_override() {
    let text = "\
openapi: 3.1.0
info: {title: T, version: '1'}
paths:
  /:
    get:
      parameters: [{$ref: '#/components/parameters/P', description: mine, required: true}]
components:
  parameters: {P: {name: p, in: query, description: theirs, schema: {type: string}}}
";
    let description = read_well(text);
    let parameter = &description.operations[0].parameters[0];
    assert_eq!(
        (parameter.doc.as_deref(), parameter.required),
        (Some("mine"), true)
    );
}

#[test]
fn references_that_only_their_tool_understands_are_understood() {
    let inner =
        with_components("A: {properties: {p: {$ref: '#/$defs/d'}}, $defs: {d: {type: string}}}");
    let root_wide = [
        (
            "api.yaml",
            "openapi: 3.1.0\ninfo: {title: T, version: '1'}\npaths: {}\ncomponents: {schemas: {A: {$ref: a.yaml}, B: {}}}\n",
        ),
        (
            "a.yaml",
            "{properties: {p: {$ref: '#/components/schemas/B'}}}",
        ),
    ];
    let bare = with_components("A: {properties: {p: {$ref: B}}}, B: {}");
    for read in [read(&inner), read_files(&root_wide), read(&bare)] {
        assert!(
            read.complaints
                .iter()
                .all(|complaint| complaint.code != "unresolved-reference"),
            "{:?}",
            read.complaints
        );
        assert_eq!(covered(&read.coverage), ["$ref"]);
    }
}

#[test]
fn containers_may_be_references() {
    let root = "openapi: 3.1.0\ninfo: {title: T, version: '1'}\npaths: {}\ncomponents: {schemas: {$ref: all.yaml}}\n";
    let all = "{A: {properties: {p: {$ref: '#/B'}}}, B: {properties: {$ref: more.yaml, own: {}}}}";
    let more = "{theirs: {type: string}}";
    let read = read_files(&[("api.yaml", root), ("all.yaml", all), ("more.yaml", more)]);
    assert_eq!(read.complaints, []);
    let description = read.description.expect("a description");
    let properties = &description.schemas[description.components[1]].properties;
    assert_eq!(properties.keys().collect::<Vec<_>>(), ["own", "theirs"]);
    assert_eq!(first_property(&description), description.components[1]);
}

/// Where a schema stands, without ids.
fn path(description: &Description, place: &Place) -> String {
    match place {
        Place::Inside(parent, role) => {
            format!(
                "{} {role:?}",
                path(description, &description.schemas[*parent].place)
            )
        }
        Place::Operation(crate::description::OperationPlace::Outgoing(index), role) => {
            let operation = &description.operations[*index as usize];
            format!("{} {} {role:?}", operation.method, operation.path)
        }
        other => format!("{other:?}"),
    }
}

#[test]
fn no_order_of_keys_moves_a_schema() {
    let head = "openapi: 3.1.0\ninfo: {title: T, version: '1'}\n";
    let paths = [
        "  /a: {$ref: item.yaml}\n",
        "  /b: {$ref: item.yaml}\n",
        "  /c: {get: {responses: {'200': {$ref: '#/paths/~1a/get/responses/200'}}}}\n",
    ];
    let schemas = [
        "    Second: {$ref: pet.yaml}\n",
        "    First: {$ref: pet.yaml}\n",
        "    Inner: {$ref: '#/components/schemas/Outer/properties/p'}\n",
        "    Outer: {properties: {p: {type: object}}}\n",
    ];
    let item = "{get: {responses: {'200': {content: {a/b: {schema: {properties: {x: {$ref: pet.yaml}}}}}}}}}";
    let places = |paths: String, schemas: String| {
        let root = format!("{head}paths:\n{paths}components:\n  schemas:\n{schemas}");
        let read = read_files(&[
            ("api.yaml", &root),
            ("item.yaml", item),
            ("pet.yaml", "{type: object}"),
        ]);
        assert_eq!(read.complaints, []);
        let description = read.description.expect("a description");
        let schemas = description.schemas.0.iter();
        let mut places: Vec<_> = schemas
            .map(|schema| path(&description, &schema.place))
            .collect();
        places.sort();
        places
    };
    let expected = places(paths.concat(), schemas.concat());
    assert!(
        expected.contains(&"GET /a Response(Code(200), \"a/b\")".to_owned()),
        "{expected:?}"
    );
    let reversed = |parts: &[&str]| parts.iter().rev().copied().collect::<String>();
    assert_eq!(places(reversed(&paths), reversed(&schemas)), expected);
}
