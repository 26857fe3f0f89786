//! An item of a description depends on itself alone: on 30 documents of the corpus, neither the order of keys nor
//! another item changes what is emitted for it.
//!
//! A stranger would get this wrong: what is said of a description is compared without positions, and so as a set.

use restwright_codegen::load;
use restwright_codegen::value::{Member, Node, Position, Value};
use similar::{ChangeTag, TextDiff};
use std::collections::BTreeSet;
use tests::corpus::{Loaded, MODELS, MODULE, said};
use tests::evolution::changes;
use tests::{shared, shuffle};

/// Spread over dialects, sizes, vendors and kinds of description.
const DOCUMENTS: [&str; 30] = [
    "azure/specification/keyvault/data-plane/Microsoft.KeyVault/preview/7.2-preview/securitydomain.json",
    "azure/specification/keyvault/data-plane/Microsoft.KeyVault/preview/7.2-preview/secrets.json",
    "azure/specification/cognitiveservices/data-plane/LUIS/Runtime/stable/v3.0/LUIS-Runtime.json",
    "azure/specification/cognitiveservices/data-plane/VisualSearch/preview/v1.0/VisualSearch.json",
    "azure/specification/network/resource-manager/Microsoft.Network/stable/2020-11-01/bastionHost.json",
    "azure/specification/appconfiguration/data-plane/Microsoft.AppConfiguration/stable/1.0/appconfiguration.json",
    "azure/specification/storage/resource-manager/Microsoft.Storage/stable/2021-02-01/blob.json",
    "azure/specification/datamigration/resource-manager/Microsoft.DataMigration/preview/2018-07-15-preview/datamigration.json",
    "azure/specification/managementgroups/resource-manager/Microsoft.Management/stable/2020-02-01/management.json",
    "azure/specification/containerregistry/data-plane/Microsoft.ContainerRegistry/preview/2019-08-15/containerregistry.json",
    "openapi/OAI__learn.openapis.org/examples/v2.0/json/petstore-separate/spec/swagger.json",
    "openapi/Redocly__museum-openapi-example/openapi.yaml",
    "openapi/prometheus__alertmanager/api/v2/openapi.yaml",
    "openapi/matrix-org__matrix-spec/data/api/client-server/pushrules.yaml",
    "openapi/oapi-codegen__oapi-codegen/internal/test/bodies/content_types/spec.yaml",
    "openapi/readmeio__oas-examples/3.0/yaml/discriminators.yaml",
    "openapi/readmeio__oas-examples/3.1/yaml/schema-types.yaml",
    "openapi/npm__scalar-galaxy/3.1.yaml",
    "openapi/ogen-go__ogen/_testdata/positive/additional_operations.yml",
    "openapi/ogen-go__ogen/_testdata/positive/sample.json",
    "openapi/huggingface__text-generation-inference/docs/openapi.json",
    "openapi/lob__lob-openapi/lob-api-public.yml",
    "spector/azure/azure/core/page/swagger/preview/2022-12-01-preview/openapi.json",
    "spector/azure/azure/resource-manager/resources/swagger/preview/2023-12-01-preview/openapi.json",
    "spector/http/authentication/union/openapi3.0/openapi.json",
    "spector/http/payload/multipart/swagger/openapi.json",
    "spector/http/payload/xml/openapi3.0/openapi.json",
    "spector/http/type/model/inheritance/nested-discriminator/openapi3.1/openapi.json",
    "spector/http/type/union/openapi3.1/openapi.json",
    "spector/http/versioning/added/openapi3.1/v2/openapi.json",
];

const SEED: u64 = 20_170_426;

fn documents(what: &str) -> impl Iterator<Item = (&'static str, Loaded)> {
    let corpus = shared(what).map(|shared| shared.join("corpus"));
    corpus.into_iter().flat_map(|corpus| {
        DOCUMENTS.map(|document| {
            let part = document.split('/').next().unwrap_or_default();
            let inside = &document[part.len() + 1..];
            (document, Loaded::new(&corpus.join(part), inside))
        })
    })
}

#[test]
fn shuffled_keys_give_the_same_bytes() {
    let mut failures = Vec::new();
    for (name, loaded) in documents("the order of keys") {
        let before = loaded.generate(|_, node| shuffle::unchanged(node));
        let after = loaded.generate(|_, node| shuffle::shuffled(node, SEED));
        assert!(!before.files.is_empty(), "{name} is refused");
        let files = changes(&before.files, &after.files);
        failures.extend(
            files
                .into_iter()
                .map(|change| format!("{name}\n{}", change.diff)),
        );
        let (before, after) = (said(&before), said(&after));
        let different = before.symmetric_difference(&after);
        failures.extend(different.map(|said| format!("{name}: said of one alone: {said}")));
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

const ADDED: &str = r#"{
    "paths": {"/unrelated-to-all-else/{id}": {"get": {"operationId": "UnrelatedToAllElse_Look", "security": [],
        "parameters": [PARAMETER], "responses": {"200": RESPONSE}}}},
    "schemas": {"UnrelatedToAllElse": {"type": "object", "required": ["id"], "properties": {"id": {"type": "string"},
        "kind": {"type": "string", "enum": ["large", "small"]}}}}
}"#;
const PARAMETERS: [&str; 2] = [
    r#"{"name": "id", "in": "path", "required": true, "type": "string"}"#,
    r#"{"name": "id", "in": "path", "required": true, "schema": {"type": "string"}}"#,
];
const RESPONSES: [&str; 2] = [
    r##"{"description": "It.", "schema": {"$ref": "#/definitions/UnrelatedToAllElse"}}"##,
    r##"{"description": "It.", "content": {"application/json": {"schema": {"$ref": "#/components/schemas/UnrelatedToAllElse"}}}}"##,
];

/// The description with an operation and a schema more, each in the middle of the others.
fn with_more(document: &Node) -> String {
    let mut value = document.value.clone();
    let dialect = usize::from(value.get("swagger").is_none());
    let text = ADDED
        .replace("PARAMETER", PARAMETERS[dialect])
        .replace("RESPONSE", RESPONSES[dialect]);
    let added = load::load(&["added.json"], &|_: &str| Ok(text.clone()));
    let added = added.files["added.json"].as_ref().expect("it is JSON");
    let mut add = |keywords: &[&str], section: &str| {
        let section = added
            .value
            .get(section)
            .and_then(|node| node.value.as_object());
        for (name, member) in section.expect("it is an object") {
            insert(&mut value, keywords, name, &member.node);
        }
    };
    add(&["paths"], "paths");
    add(
        [&["definitions"][..], &["components", "schemas"]][dialect],
        "schemas",
    );
    value.to_json()
}

fn insert(value: &mut Value, keywords: &[&str], name: &str, node: &Node) {
    let Value::Object(object) = value else {
        panic!("an object of a description");
    };
    let at = Position::default();
    let member = |value| Member {
        key_at: at,
        node: Node { at, value },
    };
    match keywords {
        [] => {
            let middle = object.len() / 2;
            object.shift_insert(middle, name.into(), member(node.value.clone()));
        }
        [keyword, inner @ ..] => {
            let empty = || member(Value::Object(restwright_codegen::value::Object::default()));
            let section = object.entry((*keyword).into()).or_insert_with(empty);
            insert(&mut section.node.value, inner, name, node);
        }
    }
}

/// The front page shows the call that reads and requires little. Where no other operation does, the added one takes its
/// place there; all else of the page stays.
fn without_better_example(before: &str, after: &str) -> (String, String) {
    let without = |text: &str| {
        let (head, call) = text.split_once("//! # A call\n").unwrap_or((text, ""));
        let tail = call
            .split_once("//! # Ok::<()")
            .map_or("", |(_, tail)| tail);
        format!("{head}{tail}")
    };
    if after.contains("operation = Look {") {
        (without(before), without(after))
    } else {
        (before.to_owned(), after.to_owned())
    }
}

#[test]
fn an_unrelated_operation_and_schema_change_only_added_files_and_the_lists_of_modules() {
    let mut failures = Vec::new();
    for (name, loaded) in documents("an unrelated operation and schema") {
        let root = loaded.root().clone();
        let before = loaded.generate(|_, node| shuffle::unchanged(node));
        let after = loaded.generate(|path, node| {
            if *path == *root {
                with_more(node)
            } else {
                shuffle::unchanged(node)
            }
        });
        assert!(
            !after.files.is_empty(),
            "{name} is refused: {:?}",
            after.complaints
        );
        let mut added = BTreeSet::new();
        for change in changes(&before.files, &after.files) {
            let path = change.path.as_str();
            let texts = (before.files.get(path), after.files.get(path));
            match texts {
                (None, Some(_)) => {
                    added.insert(path.to_owned());
                }
                (Some(before), Some(after)) if [MODULE, MODELS].contains(&path) => {
                    let (before, after) = without_better_example(before, after);
                    let diff = TextDiff::from_lines(&before, &after);
                    let is_kept = diff
                        .iter_all_changes()
                        .all(|line| line.tag() != ChangeTag::Delete);
                    if !is_kept {
                        failures.push(format!("{name}: lines went\n{}", change.diff));
                    }
                }
                _ => failures.push(format!("{name}\n{}", change.diff)),
            }
        }
        let wanted = [
            "unrelated_to_all_else.rs",
            "models/unrelated_to_all_else.rs",
        ];
        for path in wanted.map(|path| format!("api/{path}")) {
            if !added.contains(&path) {
                failures.push(format!("{name}: no {path}"));
            }
        }
        let (before, after) = (said(&before), said(&after));
        let different = before.symmetric_difference(&after);
        failures.extend(different.map(|said| format!("{name}: said of one alone: {said}")));
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}
