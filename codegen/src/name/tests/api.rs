//! Names in descriptions: which namespaces there are, and what the author hears.

use crate::complaint::{Complaint, Complaints};
use crate::coverage::Coverage;
use crate::name::name;
use crate::shape::{Api, Definition, TypeDef};
use crate::{load, lower, read};
use std::collections::BTreeMap;

fn named(text: &str) -> (Api, Vec<Complaint>) {
    named_files(&[("api.yaml", text)])
}

fn named_files(files: &[(&str, &str)]) -> (Api, Vec<Complaint>) {
    let files: BTreeMap<_, _> = files.iter().copied().collect();
    let read_file = |path: &str| {
        files
            .get(path)
            .map(|text| (*text).to_owned())
            .ok_or_else(|| "no file".to_owned())
    };
    let mut complaints = Complaints::default();
    let mut coverage = Coverage::default();
    let documents = load::load(&["api.yaml"], &read_file);
    let description =
        read::read(&documents, &mut complaints, &mut coverage).expect("a description");
    let api = name(
        lower::lower(
            &description,
            "api.yaml",
            &crate::select::Selection::default(),
            &mut coverage,
        ),
        &mut complaints,
    );
    (api, complaints.into_sorted())
}

/// An OpenAPI description with these schemas and paths.
fn with(schemas: &str, paths: &str) -> String {
    format!(
        "openapi: 3.1.0\ninfo: {{title: Test, version: '1'}}\npaths: {paths}\ncomponents: {{schemas: {schemas}}}\n"
    )
}

fn type_names(api: &Api) -> Vec<&str> {
    let mut names: Vec<_> = api
        .types
        .iter()
        .map(|definition| definition.name.ident.as_str())
        .collect();
    names.sort_unstable();
    names
}

fn find<'a>(api: &'a Api, ident: &str) -> &'a TypeDef {
    api.types
        .iter()
        .find(|definition| definition.name.ident == ident)
        .expect("the type")
}

fn field_names<'a>(api: &'a Api, ident: &str) -> Vec<&'a str> {
    let Definition::Struct(object) = &find(api, ident).definition else {
        panic!("{ident} is no struct")
    };
    let fields = object.fields.iter().map(|field| field.name.ident.as_str());
    fields.chain([object.rest_ident.as_str()]).collect()
}

fn messages(complaints: &[Complaint]) -> Vec<String> {
    complaints
        .iter()
        .map(|complaint| format!("{}: {}", complaint.code, complaint.message))
        .collect()
}

#[test]
fn properties_of_one_schema() {
    let (api, complaints) = named(&with(
        "{Pet: {type: object, properties: {petName: {type: string}, pet_name: {type: string}, \
         type: {type: string}, self: {type: string}, other: {type: string}, '*': {type: string}}}}",
        "{}",
    ));
    assert_eq!(
        field_names(&api, "Pet"),
        [
            "pet_name",
            "pet_underscore_name",
            "r#type",
            "self_",
            "other",
            "star",
            "other_members"
        ]
    );
    assert_eq!(
        messages(&complaints),
        [
            "two-properties-one-name: The properties `pet_name` and `petName` have one name in Rust: \
             they became `pet_underscore_name` and `pet_name`.",
            "name-without-letters: Without a letter or digit to name a property by, `*` became `star`.",
        ]
    );
}

#[test]
fn types_share_a_namespace_with_what_they_require() {
    let (api, complaints) = named(&with(
        "{Pet: {type: object, required: [a, b], properties: {a: {type: string}, b: {type: string}, \
         owner: {type: object, properties: {name: {type: string}}}}}, PetInit: {type: string, enum: [x]}, \
         PetOwner: {type: object, properties: {x: {type: string}}}, Option: {type: object}, 名前: {type: object, properties: {x: {type: string}}}}",
        "{}",
    ));
    assert_eq!(
        type_names(&api),
        [
            "OptionModel",
            "Pet",
            "PetInit",
            "PetOwner",
            "PetOwnerInline",
            "名前"
        ]
    );
    let Definition::Struct(pet) = &find(&api, "Pet").definition else {
        panic!("Pet is no struct")
    };
    assert_eq!(pet.init_ident, "PetInitFields");
    assert_eq!(find(&api, "PetOwner").name.wire, "PetOwner");
    assert_eq!(find(&api, "OptionModel").file, "option_model");
    assert_eq!(find(&api, "名前").file, "u540d_u524d");
    assert_eq!(find(&api, "PetOwnerInline").file, "");
    assert_eq!(complaints.len(), 1, "{complaints:?}");
    assert_eq!(complaints[0].code, "two-schemas-one-name");
}

#[test]
fn files_are_legal_everywhere() {
    let long = "Very".repeat(60);
    let schemas = format!(
        "{{Con: {{type: object}}, Codec: {{type: object}}, Type: {{type: object}}, Super: {{type: object}}, \
         '../../etc/passwd': {{type: object}}, {long}: {{type: object}}, {long}Long: {{type: object}}}}"
    );
    let (api, complaints) = named(&with(&schemas, "{}"));
    let mut files: Vec<_> = api
        .types
        .iter()
        .map(|definition| definition.file.as_str())
        .collect();
    files.sort_unstable();
    let (long, short): (Vec<_>, Vec<_>) =
        files.into_iter().partition(|file| file.starts_with("very"));
    assert_eq!(
        short,
        [
            "codec_model",
            "con_model",
            "etc_passwd",
            "super_model",
            "type_model"
        ]
    );
    assert!(
        long.iter().all(|file| file.len() <= 100) && long[0] != long[1],
        "{long:?}"
    );
    assert_eq!(complaints, []);
}

#[test]
fn schemas_of_several_files() {
    let root = with(
        "{Error: {type: object, properties: {x: {type: string}}}}",
        "{/a: {get: {operationId: a, responses: \
        {'200': {description: ok, content: {application/json: {schema: {$ref: 'common/types.yaml#/Error'}}}}, \
         '400': {description: bad, content: {application/json: {schema: {$ref: '#/components/schemas/Error'}}}}}}}}",
    );
    let (api, complaints) = named_files(&[
        ("api.yaml", &root),
        (
            "common/types.yaml",
            "Error: {type: object, properties: {y: {type: string}}}",
        ),
    ]);
    assert_eq!(type_names(&api), ["Error", "ErrorTypes"]);
    assert_eq!(
        &*find(&api, "ErrorTypes").location.file,
        "common/types.yaml"
    );
    assert_eq!(
        messages(&complaints),
        [
            "two-schemas-one-name: The schemas `Error` and `Error` have one name in Rust: they became `Error` and `ErrorTypes`."
        ]
    );
}

#[test]
fn groups_and_operations() {
    let ok = "responses: {'204': {description: ok}}";
    let paths = format!(
        "{{/a: {{get: {{operationId: Models_Get, {ok}}}, put: {{operationId: Models_GetOptions, {ok}}}, \
         post: {{operationId: Models_Error, {ok}}}}}, /b: {{get: {{operationId: List, tags: ['../../up'], {ok}}}, \
         put: {{operationId: list, tags: ['../../up'], {ok}}}}}, /c: {{get: {{operationId: Aux_Get, {ok}}}}}}}"
    );
    let (api, complaints) = named(&with("{}", &paths));
    let names: Vec<_> = api
        .groups
        .iter()
        .flat_map(|group| {
            group
                .operations
                .iter()
                .map(|operation| format!("{}::{}", group.name.ident, operation.name.ident))
        })
        .collect();
    assert_eq!(
        names,
        [
            "aux_operations::Get",
            "models_operations::ErrorOperation",
            "models_operations::Get",
            "models_operations::GetOptionsOperation",
            "up::List",
            "up::ListPut",
        ]
    );
    assert_eq!(
        messages(&complaints),
        [
            "two-operations-one-name: The operation `Models_GetOptions PUT /a` has a name that belongs to another: \
             it became `GetOptionsOperation`.",
            "two-operations-one-name: The operations `List GET /b` and `list PUT /b` have one name in Rust: they became `List` and `ListPut`.",
        ]
    );
}

#[test]
fn parameters_of_one_operation() {
    let string = "schema: {type: string}";
    let paths = format!(
        "{{'/a/{{id}}': {{post: {{operationId: A_Get, parameters: [{{name: id, in: query, {string}}}, {{name: id, in: header, {string}}}, \
         {{name: id, in: path, required: true, {string}}}, {{name: $top, in: query, {string}}}, {{name: match, in: query, {string}}}], \
         responses: {{'204': {{description: ok}}}}}}}}}}"
    );
    let (api, complaints) = named(&with("{}", &paths));
    let mut names: Vec<_> = api.groups[0].operations[0]
        .arguments
        .iter()
        .map(|argument| argument.name.ident.as_str())
        .collect();
    names.sort_unstable();
    assert_eq!(names, ["id", "id_header", "id_query", "r#match", "top"]);
    assert_eq!(
        messages(&complaints),
        [
            "two-parameters-one-name: The parameters `id Path`, `id Query` and `id Header` have one name in Rust: they became `id`, `id_query` and `id_header`."
        ]
    );
}

#[test]
fn values_of_an_enum() {
    let (api, complaints) = named(&with(
        "{Sort: {type: string, enum: [name, -name, other, asc, ASC, '<', '', '2x']}}",
        "{}",
    ));
    let Definition::Enum(set) = &find(&api, "Sort").definition else {
        panic!("Sort is no enum")
    };
    let names: Vec<_> = set
        .variants
        .iter()
        .map(|variant| variant.name.ident.as_str())
        .collect();
    assert_eq!(
        names,
        [
            "Name",
            "MinusName",
            "Other",
            "AscLower",
            "Asc",
            "Less",
            "Empty",
            "N2x"
        ]
    );
    assert_eq!(set.other_ident, "OtherValue");
    let codes: Vec<_> = complaints.iter().map(|complaint| complaint.code).collect();
    assert_eq!(codes, ["two-values-one-name", "name-without-letters"]);
}

#[test]
fn arms_of_a_union() {
    let (api, complaints) = named(&with(
        "{Value: {oneOf: [{type: array, items: {type: string}}, {type: array, items: {type: integer}}, {type: string}, \
         {type: boolean}]}}",
        "{}",
    ));
    let Definition::Untagged(union) = &find(&api, "Value").definition else {
        panic!("Value is no union")
    };
    let names: Vec<_> = union
        .arms
        .iter()
        .map(|arm| arm.name.ident.as_str())
        .collect();
    assert_eq!(
        names,
        ["ListOfString", "ListOfInteger", "String", "Boolean"]
    );
    assert!(complaints.is_empty(), "{complaints:?}");
}
