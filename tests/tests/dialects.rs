//! The specifications that the corpus has in three dialects give the same operations and types from all of them.
//!
//! A stranger would get this wrong: OpenAPI 3.0 and 3.1 have no list of exceptions. Only Swagger 2.0 has, and it names
//! the reason of each.

use restwright_codegen::shape::Api;
use std::collections::BTreeMap;
use tests::dialects::{List, Needed, differences, triples};
use tests::generate_one;
use tests::signature::signature;
use tests::{root, shared};

#[test]
fn three_dialects_of_a_specification_give_the_same_operations_and_types() {
    let Some(shared) = shared("what three dialects of a specification give") else {
        return;
    };
    let corpus = shared.join("corpus/spector");
    let list = std::fs::read_to_string(corpus.join("PRIMARY.txt")).expect("the list of documents");
    let triples = triples(&list);
    assert_eq!(triples.len(), 143, "specifications in three dialects");
    let text = std::fs::read_to_string(root().join("dialects.toml")).expect("the written list");
    let list = List::parse(&text).unwrap_or_else(|error| panic!("dialects.toml: {error}"));
    let mut needed = Needed::default();
    let mut failures = Vec::new();
    let mut same = 0;
    for triple in &triples {
        let [three, newer, two] = triple
            .generate(&corpus)
            .unwrap_or_else(|error| panic!("{error}"));
        let [older, newer, swagger] =
            [&three, &newer, &two].map(|api| signature(api, &BTreeMap::new()));
        same += usize::from(older == newer && older == swagger);
        let newer = differences(&triple.name, &older, &newer);
        failures.extend(
            newer
                .iter()
                .map(|difference| format!("3.0, 3.1: {difference}")),
        );
        let unexpected = list.unexpected(&triple.name, &three, &two, &mut needed);
        failures.extend(
            unexpected
                .iter()
                .map(|difference| format!("3.0, 2.0: {difference}")),
        );
    }
    println!(
        "{same} of {} are the same without any exception",
        triples.len()
    );
    let unneeded = list.unneeded(&needed);
    failures.extend(
        unneeded
            .iter()
            .map(|line| format!("no difference needs the line: {line}")),
    );
    assert!(
        failures.is_empty(),
        "{} failures:\n{}",
        failures.len(),
        failures.join("\n")
    );
}

const TWO: &str = r##"{"swagger":"2.0","info":{"title":"Pets","version":"1"},"paths":{"/pet":{"get":{"operationId":"Pets_Get",
    "responses":{"200":{"description":"It.","schema":{"$ref":"#/definitions/Pet"}}}}}},"definitions":{"Pet":{"type":"object",
    "properties":{"name":{"type":"string"},"born":{"type":"string","format":"date"}}}}}"##;
const THREE: &str = r##"{"openapi":"3.0.0","info":{"title":"Pets","version":"1"},"paths":{"/pet":{"get":{"operationId":"Pets_Get",
    "responses":{"200":{"description":"It.","content":{"application/json":{"schema":{"$ref":"#/components/schemas/Zoo.Pet"}}}}}}}},
    "components":{"schemas":{"Zoo.Pet":{"type":"object","properties":{"name":{"type":"string"},"born":{"type":"string"}}}}}}"##;

fn api(text: &str) -> Api {
    let output = generate_one("pets.json", &["pets".to_owned()], text);
    output.api.expect("it is generated")
}

fn list(names: &str, lines: &str) -> List {
    let text = format!(
        "[[name]]\nreason = \"A library.\"\nnames = [{names}]\n[[difference]]\nreason = \"A habit.\"\nlines = [{lines}]"
    );
    List::parse(&text).expect("a list")
}

#[test]
fn a_difference_that_is_not_listed_is_found() {
    let found = |names: &str, lines: &str| {
        let (list, mut needed) = (list(names, lines), Needed::default());
        let found = list.unexpected("pets", &api(THREE), &api(TWO), &mut needed);
        let found: Vec<String> = found.iter().map(ToString::to_string).collect();
        (found, list.unneeded(&needed))
    };
    let name = r#""* | Zoo* | *""#;
    let line = "pets | type Pet, field born | String optional as born | Date optional as born";
    assert_eq!(found(name, ""), (vec![line.to_owned()], vec![]));
    assert_eq!(found(name, &format!("\"{line}\"")), (vec![], vec![]));
    let unneeded = "pets | * | * | Uuid *";
    assert_eq!(
        found(name, &format!("\"{line}\", \"{unneeded}\"")),
        (vec![], vec![unneeded.to_owned()])
    );
    let found = found("", &format!("\"{line}\"")).0;
    assert_eq!(
        found.len(),
        9,
        "types of other names are others: {found:#?}"
    );
}

#[test]
fn an_entry_of_the_list_has_a_reason() {
    let text =
        "[[name]]\nreason = \"\"\nnames = []\n[[difference]]\nreason = \"A habit.\"\nlines = []";
    assert!(List::parse(text).is_err());
}
