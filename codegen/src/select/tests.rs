//! What a selection keeps, seen in a description that has a bit of everything.

use super::pattern::matches_glob;
use super::{Pattern, Selection, select};
use crate::complaint::{Complaint, Complaints};
use crate::coverage::Coverage;
use crate::description::{Description, Operation, OperationPlace, Place, SchemaId};
use crate::value::Location;
use crate::{load, lower, name, read};

const PETS: &str = r"
openapi: 3.1.0
info: {title: Pets, version: '1'}
paths:
  /orders:
    post:
      operationId: Orders_Create
      tags: [orders]
      parameters:
        - {name: mode, in: query, schema: {type: string, enum: [slow, fast]}}
      requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/Order'}}}}
      responses: {'204': {description: created}}
      callbacks:
        done: {'{$request.query.url}': {post: {requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/Done'}}}}, responses: {'204': {description: ok}}}}}
  /pets/{id}:
    get:
      operationId: Pets_Get
      tags: [pets, public]
      parameters:
        - {name: id, in: path, required: true, schema: {type: string}}
        - {name: view, in: query, schema: {type: string, enum: [short, long]}}
      responses: {'200': {description: ok, content: {application/json: {schema: {$ref: '#/components/schemas/Pet'}}}}}
    delete:
      tags: [pets]
      parameters:
        - {name: id, in: path, required: true, schema: {type: string}}
      responses: {'204': {description: gone}}
webhooks:
  born: {post: {requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/Birth'}}}}, responses: {'204': {description: ok}}}}
components:
  schemas:
    Birth: {type: object, properties: {at: {type: string}}}
    Cat: {allOf: [{$ref: '#/components/schemas/Pet'}, {type: object, properties: {toy: {$ref: '#/components/schemas/Toy'}}}]}
    Done: {type: object, properties: {at: {type: string}}}
    Item: {type: object, properties: {sku: {type: string}}}
    Order: {type: object, properties: {items: {type: array, items: {$ref: '#/components/schemas/Item'}}}}
    Persian: {allOf: [{$ref: '#/components/schemas/Cat'}]}
    Pet: {type: object, required: [kind], discriminator: {propertyName: kind}, properties: {kind: {type: string}}}
    Toy: {type: object, properties: {name: {type: string}}}
    Unused: {allOf: [{$ref: '#/components/schemas/Toy'}]}
";

fn pets() -> Description {
    let documents = load::load(&["pets.yaml"], &|_: &str| Ok(PETS.to_owned()));
    read::read(
        &documents,
        &mut Complaints::default(),
        &mut Coverage::default(),
    )
    .expect("a description")
}

fn selected(keep: &[Pattern], leave: &[Pattern]) -> (Description, Vec<Complaint>) {
    let mut complaints = Complaints::default();
    let selection = Selection {
        keep: keep.to_vec(),
        leave: leave.to_vec(),
        ..Selection::default()
    };
    let description = select(pets(), &selection, &mut complaints);
    (description, complaints.into_sorted())
}

fn operations(description: &Description) -> Vec<String> {
    description
        .operations
        .iter()
        .map(|Operation { method, path, .. }| format!("{method} {path}"))
        .collect()
}

fn component_name(description: &Description, id: SchemaId) -> &str {
    let Place::Component(name) = &description.schemas[id].place else {
        panic!("{id:?} is no component")
    };
    name
}

fn components(description: &Description) -> Vec<&str> {
    description
        .components
        .iter()
        .map(|id| component_name(description, *id))
        .collect()
}

fn at() -> Location {
    Location::of_file(&"v1.toml".into())
}

fn id(glob: &str) -> Pattern {
    Pattern {
        id: Some(glob.to_owned()),
        ..Pattern::any(at())
    }
}

fn tag(glob: &str) -> Pattern {
    Pattern {
        tag: Some(glob.to_owned()),
        ..Pattern::any(at())
    }
}

fn path(glob: &str) -> Pattern {
    Pattern {
        path: Some(glob.to_owned()),
        ..Pattern::any(at())
    }
}

#[test]
fn patterns() {
    let all = ["POST /orders", "GET /pets/{id}", "DELETE /pets/{id}"];
    for (keep, leave, expected) in [
        (vec![], vec![], &all[..]),
        (vec![id("Pets_*")], vec![], &all[1..2]),
        (vec![id("DELETE /pets/{id}")], vec![], &all[2..]),
        (vec![tag("pets")], vec![], &all[1..]),
        (vec![tag("pets")], vec![tag("public")], &all[2..]),
        (vec![], vec![path("/pets/*")], &all[..1]),
        (vec![path("*")], vec![], &all[..]),
        (vec![id("Orders_Create"), tag("public")], vec![], &all[..2]),
    ] {
        let (description, complaints) = selected(&keep, &leave);
        assert_eq!(operations(&description), expected, "{keep:?} {leave:?}");
        assert_eq!(complaints, []);
    }
}

#[test]
fn globs() {
    for (glob, text, expected) in [
        ("", "", true),
        ("*", "", true),
        ("a", "a", true),
        ("a", "ab", false),
        ("a*", "ab", true),
        ("*b", "ab", true),
        ("a*a", "a", false),
        ("a*b*c", "a-b-b-c", true),
        ("a*b*c", "a-c", false),
        ("**", "x", true),
        ("*b*", "abc", true),
        ("*b*b*", "abc", false),
    ] {
        assert_eq!(matches_glob(glob, text), expected, "{glob:?} {text:?}");
    }
}

#[test]
fn schemas_go_with_their_operations() {
    let (description, _) = selected(&[tag("pets")], &[]);
    assert_eq!(
        components(&description),
        ["Birth", "Cat", "Persian", "Pet", "Toy"]
    );
    let (description, _) = selected(&[tag("orders")], &[]);
    assert_eq!(components(&description), ["Birth", "Done", "Item", "Order"]);
}

#[test]
fn a_callback_goes_with_its_operation_and_a_webhook_stays() {
    let names = |description: &Description| -> Vec<String> {
        description
            .incoming
            .iter()
            .map(|incoming| incoming.name.clone())
            .collect()
    };
    let (description, _) = selected(&[tag("pets")], &[]);
    assert_eq!(names(&description), ["born"]);
    let (description, _) = selected(&[tag("orders")], &[]);
    assert_eq!(names(&description).len(), 2);
}

#[test]
fn places_follow_their_operations() {
    let (description, _) = selected(&[id("Pets_Get")], &[]);
    let view = description.operations[0]
        .parameters
        .iter()
        .find(|parameter| parameter.name == "view")
        .expect("view");
    let place = &description.schemas[view.schema].place;
    assert!(
        matches!(place, Place::Operation(OperationPlace::Outgoing(0), _)),
        "{place:?}"
    );
}

#[test]
fn a_pattern_that_matches_nothing_is_an_error() {
    let (_, complaints) = selected(&[id("Pets_*"), id("Cats_*")], &[tag("internal")]);
    let texts: Vec<_> = complaints
        .iter()
        .map(|complaint| {
            (
                complaint.message.as_str(),
                complaint.help.as_deref().unwrap_or_default(),
            )
        })
        .collect();
    assert_eq!(
        texts,
        [
            (
                "no operation has the id `Cats_*` that the selection names",
                "there are 3 of them, such as `DELETE /pets/{id}`, `Orders_Create`, `Pets_Get`"
            ),
            (
                "no operation has the tag `internal` that the selection names",
                "there are 3 of them, such as `orders`, `pets`, `public`"
            ),
        ]
    );
    assert!(
        complaints
            .iter()
            .all(|complaint| &*complaint.location.file == "v1.toml")
    );
}

/// The types that stay are what they are without a selection.
#[test]
fn a_selection_renames_nothing() {
    let types = |description: &Description| -> Vec<(String, String)> {
        let api = lower::lower(
            description,
            "pets.yaml",
            &Selection::default(),
            &mut Coverage::default(),
        );
        let api = name::name(api, &mut Complaints::default());
        let types = api
            .types
            .iter()
            .map(|definition| (definition.name.ident.clone(), definition.file.clone()));
        types.collect()
    };
    let all = types(&pets());
    for pattern in [id("*Create"), id("Pets_Get"), tag("pets"), tag("orders")] {
        for left in types(&selected(std::slice::from_ref(&pattern), &[]).0) {
            assert!(all.contains(&left), "{pattern:?} {left:?}");
        }
    }
}
