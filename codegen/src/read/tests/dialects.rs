//! Dialects: how they are told, and that one cannot be told from another afterwards.

use super::{codes, covered, read, read_well};
use crate::description::Style;

#[test]
fn a_root_says_its_dialect() {
    for version in [
        "swagger: '2.0'",
        "swagger: 2.0",
        "openapi: 3.0.3",
        "openapi: 3.1.0",
        "openapi: 3.2.0",
        "openapi: 3.0",
    ] {
        read_well(&format!(
            "{version}\ninfo: {{title: T, version: '1'}}\npaths: {{}}\n"
        ));
    }
    for (version, code) in [
        ("swagger: '1.2'", "unknown-dialect"),
        ("openapi: 4.0.0", "unknown-dialect"),
        ("openapi: {}", "unknown-dialect"),
        ("asyncapi: 2.0.0", "no-dialect"),
    ] {
        let read = read(&format!(
            "{version}\ninfo: {{title: T, version: '1'}}\npaths: {{}}\n"
        ));
        assert!(read.description.is_none());
        assert_eq!(codes(&read), [code], "{version}");
    }
    assert_eq!(
        codes(&read("openapi: 3.9.0\npaths: {}\n")),
        ["newer-dialect"]
    );
}

#[test]
fn keywords_of_other_dialects_are_understood_and_noted() {
    let text = "\
openapi: 3.0.0
info: {title: T, version: '1'}
host: example.com
paths:
  /:
    post:
      consumes: [application/json]
      parameters: [{name: b, in: body, schema: {type: object}}]
      responses: {'200': {schema: {const: 1}}}
";
    let read = read(text);
    assert_eq!(read.complaints, []);
    assert_eq!(
        covered(&read.coverage),
        ["const", "consumes", "host", "in: body", "schema"]
    );
    let description = read.description.expect("a description");
    assert_eq!(description.servers[0].url, "https://example.com");
    let operation = &description.operations[0];
    assert_eq!(
        operation.body.as_ref().expect("a body").content[0].media_type,
        "application/json"
    );
    assert_eq!(
        operation.responses[0].content[0].media_type,
        "application/json"
    );
}

#[test]
fn the_media_types_of_swagger_stand_with_every_body() {
    let text = "\
swagger: '2.0'
info: {title: T, version: '1'}
consumes: [application/xml]
produces: [application/json, text/json]
paths:
  /:
    post:
      parameters: [{name: b, in: body, required: true, x-ms-client-name: thing, schema: {$ref: '#/definitions/D'}}]
      responses: {'200': {description: d, schema: {$ref: '#/definitions/D'}}, '204': {description: d}}
    put:
      consumes: []
      produces: []
      parameters: [{name: b, in: body, schema: {type: object, format: file}}]
      responses: {'200': {description: d, schema: {type: file}}}
definitions: {D: {type: object}}
";
    let description = read_well(text);
    let [post, put] = &description.operations[..] else {
        panic!("two operations")
    };
    let body = post.body.as_ref().expect("a body");
    assert_eq!((body.name.as_deref(), body.required), (Some("thing"), true));
    let media_types = |content: &[crate::description::MediaType]| {
        content
            .iter()
            .map(|it| it.media_type.clone())
            .collect::<Vec<_>>()
    };
    assert_eq!(media_types(&body.content), ["application/xml"]);
    assert_eq!(
        media_types(&post.responses[0].content),
        ["application/json", "text/json"]
    );
    assert_eq!(post.responses[1].content.len(), 0);
    assert_eq!(
        media_types(&put.body.as_ref().expect("a body").content),
        ["application/json"]
    );
    assert_eq!(
        media_types(&put.responses[0].content),
        ["application/octet-stream"]
    );
    let schema = put.responses[0].content[0].schema.expect("a schema");
    assert!(description.schemas[schema].types.file);
}

#[test]
fn a_form_is_an_object() {
    let text = "\
swagger: '2.0'
info: {title: T, version: '1'}
paths:
  /:
    post:
      parameters:
      - {name: file, in: formData, required: true, type: file}
      - {name: tags, in: formData, type: array, items: {type: string}, collectionFormat: multi, description: their names}
      responses: {}
";
    let description = read_well(text);
    let body = description.operations[0].body.as_ref().expect("a body");
    let content = &body.content[0];
    assert_eq!(content.media_type, "multipart/form-data");
    let schema = &description.schemas[content.schema.expect("a schema")];
    assert_eq!(
        schema.properties.keys().collect::<Vec<_>>(),
        ["file", "tags"]
    );
    assert_eq!(schema.required, ["file"]);
    assert!(description.schemas[schema.properties["file"]].types.file);
    assert_eq!(
        description.schemas[schema.properties["tags"]]
            .doc
            .as_deref(),
        Some("their names")
    );
    assert_eq!(
        (
            content.encoding["tags"].style,
            content.encoding["tags"].explode
        ),
        (Some(Style::Form), Some(true))
    );
}
