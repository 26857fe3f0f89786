//! Every keyword of the specifications, at every place where it may stand, is expressed in the description, noted in
//! the coverage report, or one of the few that only describe.
//!
//! A base document of each dialect holds an object of each kind. Each keyword is written there in turn; if then neither
//! the description nor the report differs, the keyword was dropped in silence.

use crate::complaint::Complaints;
use crate::coverage::Coverage;
use crate::load::{Documents, load};
use crate::read::kind::Kind;
use crate::read::{quiet, read};
use crate::value::{Member, Node, Value};

/// A place in a base document: its kind, its pointer, and an object with each keyword and a value that is not the base's.
type Place = (Kind, &'static str, &'static str);

/// What these name is found by references, which other tests follow.
const NAMES: &[&str] = &["$self", "$id", "$anchor", "$dynamicAnchor"];

#[test]
fn swagger_2_0() {
    check(SWAGGER_BASE, SWAGGER_PLACES);
    let host = r#""x-ms-parameterized-host": {
        "hostTemplate": "{a}.example.com",
        "parameters": [{"name": "a", "in": "path", "type": "string"}]
    }"#;
    check(
        &SWAGGER_BASE.replace(r#""host": "example.com""#, host),
        AZURE_PLACES,
    );
}

#[test]
fn openapi_3_0() {
    check(&OPENAPI_BASE.replace("VERSION", "3.0.4"), OPENAPI_PLACES);
    check(&OPENAPI_BASE.replace("VERSION", "3.0.4"), SCHEMA_PLACES);
}

#[test]
fn openapi_3_1() {
    check(&OPENAPI_BASE.replace("VERSION", "3.1.1"), OPENAPI_PLACES);
    check(&OPENAPI_BASE.replace("VERSION", "3.1.1"), SCHEMA_PLACES);
}

#[test]
fn openapi_3_2() {
    check(&OPENAPI_BASE.replace("VERSION", "3.2.0"), OPENAPI_PLACES);
    check(&OPENAPI_BASE.replace("VERSION", "3.2.0"), SCHEMA_PLACES);
}

fn check(base: &str, places: &[Place]) {
    let (before, complaints) = outcome(&parse(base));
    assert_eq!(complaints, [""; 0], "the base is well");
    let mut dropped = Vec::new();
    for (kind, pointer, keywords) in places {
        let keywords = root_of(parse(keywords));
        for (keyword, member) in keywords.value.as_object().expect("an object") {
            let mut documents = parse(base);
            write(&mut documents, pointer, keyword, member);
            let (after, complaints) = outcome(&documents);
            assert_eq!(complaints, [""; 0], "{keyword} in {pointer}");
            let is_accounted =
                after != before || quiet::is_quiet(*kind, keyword) || NAMES.contains(&&**keyword);
            if !is_accounted {
                dropped.push(format!("{keyword} in {pointer}"));
            }
        }
    }
    assert_eq!(dropped, [""; 0]);
}

fn parse(text: &str) -> Documents {
    load("api.json", &|_: &str| Ok(text.to_owned()))
}

fn root_of(mut documents: Documents) -> Node {
    match documents.files.remove("api.json") {
        Some(Ok(node)) => node,
        other => panic!("no JSON: {other:?}"),
    }
}

/// Writes a keyword into an object of the root document.
fn write(documents: &mut Documents, pointer: &str, keyword: &str, member: &Member) {
    let root = documents
        .files
        .get_mut("api.json")
        .and_then(|file| file.as_mut().ok());
    let mut node = root.expect("a root");
    for part in pointer.split('/').skip(1) {
        let part = part.replace("~1", "/");
        node = match &mut node.value {
            Value::Object(object) => &mut object.get_mut(part.as_str()).expect(pointer).node,
            Value::Array(elements) => &mut elements[part.parse::<usize>().expect("an index")],
            _ => panic!("no {pointer}"),
        };
    }
    let Value::Object(object) = &mut node.value else {
        panic!("{pointer} is no object")
    };
    object.insert(keyword.into(), member.clone());
}

/// What reading says, without where: the description with the coverage entries, and the complaints.
fn outcome(documents: &Documents) -> ((String, Vec<String>), Vec<String>) {
    let (mut complaints, mut coverage) = (Complaints::default(), Coverage::default());
    let description = read(documents, &mut complaints, &mut coverage);
    let entries = coverage.into_sorted().into_iter();
    let entries = entries.map(|entry| format!("{} {}", entry.keyword, entry.location.pointer));
    let complaints = complaints
        .into_sorted()
        .into_iter()
        .map(|complaint| complaint.message);
    let description = without_locations(&format!("{description:?}"));
    ((description, entries.collect()), complaints.collect())
}

fn without_locations(text: &str) -> String {
    let mut parts = text.split("Location { file");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |text, part| {
        text + part.split_once("} }").map_or("", |(_, after)| after)
    })
}

pub(super) const SWAGGER_BASE: &str = r##"{
    "swagger": "2.0",
    "info": {"title": "T", "version": "1"},
    "host": "example.com",
    "paths": {"/{p}": {
        "parameters": [{"$ref": "#/parameters/P"}],
        "post": {
            "parameters": [
                {"name": "q", "in": "query", "type": "array", "items": {"type": "array", "items": {"type": "string"}}},
                {"name": "b", "in": "body", "schema": {"$ref": "#/definitions/S"}}
            ],
            "responses": {"200": {
                "description": "d",
                "schema": {"type": "string"},
                "headers": {"H": {"type": "array", "items": {"type": "string"}}}
            }, "400": {"$ref": "#/responses/R"}}
        },
        "put": {
            "parameters": [{"name": "f", "in": "formData", "type": "array", "items": {"type": "string"}}],
            "responses": {}
        }
    }},
    "definitions": {"S": {"type": "object"}, "S2": {}},
    "parameters": {"P": {"name": "p", "in": "path", "required": true, "type": "string"}},
    "responses": {"R": {"description": "d"}},
    "securityDefinitions": {"K": {"type": "apiKey", "in": "header", "name": "X-Key"}}
}"##;

const SIMPLE: &str = r#"{
        "type": "integer", "format": "date", "items": {"type": "integer"}, "collectionFormat": "pipes",
        "default": [], "maximum": 1, "exclusiveMaximum": 2, "minimum": 1, "exclusiveMinimum": 2, "maxLength": 1,
        "minLength": 1, "pattern": "p", "maxItems": 1, "minItems": 1, "uniqueItems": true, "enum": [["a"]],
        "multipleOf": 2, "x-nullable": true, "x-ms-enum": {"name": "E", "values": [{"value": ["a"]}]},
        "x-ms-client-default": []
    }"#;

const SWAGGER_PLACES: &[Place] = &[
    (
        Kind::Root,
        "",
        r#"{
        "info": {"title": "U", "version": "1"}, "host": "other.example.com", "basePath": "/v1",
        "schemes": ["http"], "consumes": ["a/b"], "produces": ["a/b"], "paths": {},
        "definitions": {"S": {"type": "string"}, "S2": {}}, "responses": {"R": {"description": "other"}},
        "parameters": {"P": {"name": "p", "in": "path", "required": true, "type": "integer"}},
        "securityDefinitions": {}, "security": [{"K": []}], "tags": [{"name": "t"}], "externalDocs": {"url": "u"},
        "x-ms-paths": {"/x": {"get": {"responses": {}}}}
    }"#,
    ),
    (
        Kind::Info,
        "/info",
        r#"{
        "title": "U", "description": "d", "termsOfService": "t", "contact": {}, "license": {}, "version": "2"
    }"#,
    ),
    (
        Kind::PathItem,
        "/paths/~1{p}",
        r##"{
        "get": {"responses": {}}, "delete": {"responses": {}}, "options": {"responses": {}},
        "head": {"responses": {}}, "patch": {"responses": {}},
        "parameters": [{"$ref": "#/parameters/P"}, {"name": "x", "in": "query", "type": "string"}]
    }"##,
    ),
    (
        Kind::Operation,
        "/paths/~1{p}/post",
        r#"{
        "tags": ["t"], "summary": "s", "description": "d", "externalDocs": {"url": "u"}, "operationId": "id",
        "consumes": ["a/b"], "produces": ["a/b"], "parameters": [], "responses": {}, "schemes": ["http"],
        "deprecated": true, "security": [{"K": []}]
    }"#,
    ),
    (Kind::Parameter, "/paths/~1{p}/post/parameters/0", SIMPLE),
    (
        Kind::Parameter,
        "/paths/~1{p}/post/parameters/0",
        r#"{
        "name": "r", "in": "header", "description": "d", "required": true, "allowEmptyValue": true
    }"#,
    ),
    (Kind::Schema, "/paths/~1{p}/post/parameters/0/items", SIMPLE),
    (Kind::Parameter, "/paths/~1{p}/put/parameters/0", SIMPLE),
    (
        Kind::Parameter,
        "/paths/~1{p}/put/parameters/0",
        r#"{
        "name": "r", "description": "d", "required": true, "allowEmptyValue": true
    }"#,
    ),
    (
        Kind::Parameter,
        "/paths/~1{p}/post/parameters/1",
        r#"{
        "name": "c", "description": "d", "required": true, "schema": {"type": "string"}, "x-ms-client-name": "n",
        "x-ms-client-flatten": true
    }"#,
    ),
    (
        Kind::Response,
        "/paths/~1{p}/post/responses/200",
        r#"{
        "description": "e", "schema": {"type": "integer"}, "headers": {}, "examples": {},
        "x-ms-error-response": true, "x-nullable": true
    }"#,
    ),
    (
        Kind::Header,
        "/paths/~1{p}/post/responses/200/headers/H",
        SIMPLE,
    ),
    (
        Kind::Header,
        "/paths/~1{p}/post/responses/200/headers/H",
        r#"{
        "description": "e", "x-ms-client-name": "n", "x-ms-header-collection-prefix": "x-"
    }"#,
    ),
    (
        Kind::Schema,
        "/definitions/S",
        r##"{
        "$ref": "#/definitions/S2", "format": "f", "title": "t", "description": "d", "default": 1, "multipleOf": 2,
        "maximum": 1, "exclusiveMaximum": 2, "minimum": 1, "exclusiveMinimum": 2, "maxLength": 1, "minLength": 1,
        "pattern": "p", "maxItems": 1, "minItems": 1, "uniqueItems": true, "maxProperties": 1, "minProperties": 1,
        "required": ["a"], "enum": ["a"], "type": "string", "items": {}, "allOf": [{}], "properties": {"a": {}},
        "additionalProperties": true, "discriminator": "a", "readOnly": true, "xml": {"name": "n"},
        "externalDocs": {}, "example": 1
    }"##,
    ),
    (
        Kind::SecurityScheme,
        "/securityDefinitions/K",
        r#"{
        "type": "basic", "description": "d", "name": "n", "in": "query", "flow": "implicit",
        "authorizationUrl": "u", "tokenUrl": "u", "scopes": {}
    }"#,
    ),
];

const AZURE_PLACES: &[Place] = &[
    (
        Kind::Operation,
        "/paths/~1{p}/post",
        r#"{
        "x-ms-long-running-operation": true, "x-ms-pageable": {}, "x-ms-request-id": "h", "x-ms-examples": {},
        "x-ms-odata": "o"
    }"#,
    ),
    (
        Kind::Parameter,
        "/paths/~1{p}/post/parameters/0",
        r#"{
        "x-ms-client-name": "n", "x-ms-skip-url-encoding": true, "x-ms-client-request-id": true,
        "x-ms-header-collection-prefix": "x-", "x-ms-parameter-location": "method", "x-ms-parameter-grouping": {},
        "x-ms-api-version": true
    }"#,
    ),
    (
        Kind::Schema,
        "/definitions/S",
        r#"{
        "x-nullable": true, "x-ms-enum": {"values": [{"value": "a"}]}, "x-ms-client-name": "n",
        "x-ms-client-flatten": true, "x-ms-mutability": ["read"], "x-ms-secret": true,
        "x-ms-discriminator-value": "v", "x-ms-external": true, "x-ms-client-default": 1,
        "x-ms-azure-resource": true, "x-ms-identifiers": [], "x-ms-header-collection-prefix": "x-"
    }"#,
    ),
    (
        Kind::ParameterizedHost,
        "/x-ms-parameterized-host",
        r#"{
        "hostTemplate": "{a}.other", "useSchemePrefix": false, "positionInOperation": "last", "parameters": []
    }"#,
    ),
    (
        Kind::Parameter,
        "/x-ms-parameterized-host/parameters/0",
        r#"{
        "description": "d", "default": "x", "enum": ["x"]
    }"#,
    ),
];

pub(super) const OPENAPI_BASE: &str = r##"{
    "openapi": "VERSION",
    "info": {"title": "T", "version": "1"},
    "servers": [{"url": "https://{v}.example.com", "variables": {"v": {"default": "a"}}}],
    "paths": {"/": {"post": {
        "parameters": [{"name": "q", "in": "query", "schema": {"type": "string"}}, {"$ref": "#/components/parameters/P"}],
        "requestBody": {"content": {
            "multipart/form-data": {"schema": {"type": "object"}, "encoding": {"e": {}}}
        }},
        "responses": {
            "200": {"description": "d", "headers": {"H": {"schema": {"type": "string"}}, "I": {"$ref": "#/components/headers/H"}}},
            "400": {"$ref": "#/components/responses/R"}
        },
        "callbacks": {"c": {"$ref": "#/components/callbacks/C"}}
    }, "put": {"requestBody": {"$ref": "#/components/requestBodies/B"}}}, "/i": {"$ref": "#/components/pathItems/I"}},
    "components": {
        "schemas": {"S": {"type": "object"}, "D": {"discriminator": {"propertyName": "k"}, "xml": {"name": "n"}, "type": "array"}},
        "responses": {"R": {"description": "d"}},
        "parameters": {"P": {"name": "p", "in": "query", "schema": {"type": "string"}}},
        "requestBodies": {"B": {"content": {"a/b": {"$ref": "#/components/mediaTypes/M"}}}},
        "headers": {"H": {"schema": {"type": "string"}}},
        "securitySchemes": {"K": {"type": "apiKey", "in": "header", "name": "X-Key"}, "H": {"type": "http", "scheme": "x"}},
        "callbacks": {"C": {}},
        "pathItems": {"I": {"trace": {}}},
        "mediaTypes": {"M": {}}
    }
}"##;

const OPENAPI_PLACES: &[Place] = &[
    (
        Kind::Root,
        "",
        r#"{
        "$self": "https://example.com/api", "info": {"title": "U", "version": "1"},
        "jsonSchemaDialect": "https://example.com/dialect", "servers": [], "paths": {},
        "webhooks": {"w": {"get": {}}}, "security": [{"K": []}], "tags": [{"name": "t"}],
        "externalDocs": {"url": "u"}
    }"#,
    ),
    (
        Kind::Info,
        "/info",
        r#"{
        "title": "U", "summary": "s", "description": "d", "termsOfService": "t", "contact": {}, "license": {},
        "version": "2"
    }"#,
    ),
    (
        Kind::Server,
        "/servers/0",
        r#"{
        "url": "https://{v}.other", "description": "d", "name": "n", "variables": {}
    }"#,
    ),
    (
        Kind::ServerVariable,
        "/servers/0/variables/v",
        r#"{
        "enum": ["a"], "default": "b", "description": "d"
    }"#,
    ),
    (
        Kind::PathItem,
        "/paths/~1",
        r##"{
        "$ref": "#/components/pathItems/I", "summary": "s", "description": "d", "get": {}, "put": {}, "delete": {},
        "options": {}, "head": {}, "patch": {}, "trace": {}, "query": {}, "additionalOperations": {"LINK": {}},
        "servers": [{"url": "/"}], "parameters": [{"name": "x", "in": "query", "schema": {}}]
    }"##,
    ),
    (
        Kind::Operation,
        "/paths/~1/post",
        r#"{
        "tags": ["t"], "summary": "s", "description": "d", "externalDocs": {"url": "u"}, "operationId": "id",
        "parameters": [], "requestBody": {"content": {"a/b": {}}}, "responses": {},
        "callbacks": {"d": {"u": {"get": {}}}}, "deprecated": true, "security": [{"K": []}],
        "servers": [{"url": "/"}]
    }"#,
    ),
    (
        Kind::Parameter,
        "/paths/~1/post/parameters/0",
        r#"{
        "name": "r", "in": "header", "description": "d", "required": true, "deprecated": true,
        "allowEmptyValue": true, "style": "deepObject", "explode": false, "allowReserved": true, "schema": {},
        "content": {"a/b": {}}, "example": 1, "examples": {}, "x-ms-client-default": 1
    }"#,
    ),
    (
        Kind::RequestBody,
        "/paths/~1/post/requestBody",
        r#"{
        "description": "d", "content": {"a/b": {}}, "required": true, "summary": "s"
    }"#,
    ),
    (
        Kind::MediaType,
        "/paths/~1/post/requestBody/content/multipart~1form-data",
        r#"{
        "schema": {}, "itemSchema": {}, "example": 1, "examples": {}, "encoding": {}, "prefixEncoding": [],
        "itemEncoding": {}
    }"#,
    ),
    (
        Kind::Encoding,
        "/paths/~1/post/requestBody/content/multipart~1form-data/encoding/e",
        r#"{
        "contentType": "a/b", "headers": {"X-A": {"schema": {}}}, "style": "form", "explode": true, "allowReserved": true,
        "encoding": {}, "prefixEncoding": [], "itemEncoding": {}
    }"#,
    ),
    (
        Kind::Response,
        "/paths/~1/post/responses/200",
        r#"{
        "summary": "s", "description": "e", "headers": {}, "content": {"a/b": {}}, "links": {}
    }"#,
    ),
    (
        Kind::Header,
        "/paths/~1/post/responses/200/headers/H",
        r#"{
        "description": "d", "required": true, "deprecated": true, "style": "matrix", "explode": true, "schema": {},
        "content": {"a/b": {}}, "example": 1, "examples": {}
    }"#,
    ),
    (
        Kind::Components,
        "/components",
        r#"{
        "schemas": {"S": {"type": "string"}}, "responses": {"R": {"description": "other"}},
        "parameters": {"P": {"name": "other", "in": "query", "schema": {}}}, "examples": {},
        "requestBodies": {"B": {"content": {"c/d": {}}}}, "headers": {"H": {"schema": {}}}, "securitySchemes": {},
        "links": {}, "callbacks": {"C": {"u": {"get": {}}}}, "pathItems": {"I": {"get": {}}},
        "mediaTypes": {"M": {"schema": {}}}
    }"#,
    ),
    (
        Kind::Discriminator,
        "/components/schemas/D/discriminator",
        r#"{
        "propertyName": "l", "mapping": {"s": "S"}, "defaultMapping": "S"
    }"#,
    ),
    (
        Kind::Xml,
        "/components/schemas/D/xml",
        r#"{
        "nodeType": "element", "name": "o", "namespace": "u", "prefix": "p", "attribute": true, "wrapped": true
    }"#,
    ),
    (
        Kind::SecurityScheme,
        "/components/securitySchemes/K",
        r#"{
        "type": "mutualTLS", "description": "d", "name": "n", "in": "query", "flows": {}, "openIdConnectUrl": "u",
        "oauth2MetadataUrl": "u", "deprecated": true
    }"#,
    ),
    (
        Kind::SecurityScheme,
        "/components/securitySchemes/H",
        r#"{
        "scheme": "y", "bearerFormat": "JWT"
    }"#,
    ),
];

const SCHEMA_PLACES: &[Place] = &[
    (Kind::Schema, "/components/schemas/S", SCHEMA),
    (Kind::Schema, "/paths/~1/post/parameters/0/schema", SCHEMA),
    (
        Kind::Schema,
        "/paths/~1/post/requestBody/content/multipart~1form-data/schema",
        SCHEMA,
    ),
    (
        Kind::Schema,
        "/paths/~1/post/responses/200/headers/H/schema",
        SCHEMA,
    ),
];

const SCHEMA: &str = r##"{
        "$schema": "u", "$id": "u", "$anchor": "a", "$dynamicAnchor": "a", "$ref": "#/components/schemas/D",
        "$dynamicRef": "#/components/schemas/D", "$recursiveRef": "#", "$recursiveAnchor": true,
        "$defs": {"d": {}}, "$comment": "c", "$vocabulary": {}, "definitions": {"d": {}}, "allOf": [{}],
        "anyOf": [{}], "oneOf": [{}], "not": {"type": "null"}, "if": {}, "then": {}, "else": {},
        "dependentSchemas": {}, "dependencies": {}, "prefixItems": [{}], "items": {}, "additionalItems": {},
        "contains": {}, "properties": {"a": {}}, "patternProperties": {"a": {}}, "additionalProperties": false,
        "propertyNames": {}, "unevaluatedItems": false, "unevaluatedProperties": false, "type": "number",
        "const": "a", "enum": ["a"], "multipleOf": 2, "maximum": 1, "exclusiveMaximum": 1, "minimum": 1,
        "exclusiveMinimum": 1, "maxLength": 1, "minLength": 1, "pattern": "p", "maxItems": 1, "minItems": 1,
        "uniqueItems": true, "maxContains": 1, "minContains": 1, "maxProperties": 1, "minProperties": 1,
        "required": ["a"], "dependentRequired": {}, "format": "f", "contentEncoding": "base64",
        "contentMediaType": "a/b", "contentSchema": {}, "title": "t", "description": "d", "default": 1,
        "deprecated": true, "readOnly": true, "writeOnly": true, "examples": [],
        "discriminator": {"propertyName": "a"}, "xml": {"name": "n"}, "externalDocs": {}, "example": 1,
        "nullable": true, "x-nullable": true, "x-ms-enum": {"values": [{"value": "a"}]}
    }"##;
