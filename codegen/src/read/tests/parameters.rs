//! Parameters: places, styles, paths and their variables, headers that negotiate.

use super::{codes, covered, operation, read_well};
use crate::description::{ParameterEncoding, ParameterIn, Style};

fn style(style: Style, explode: bool) -> ParameterEncoding {
    ParameterEncoding::Style {
        style,
        explode,
        allow_reserved: false,
    }
}

#[test]
fn styles_have_their_defaults_by_place() {
    let cases = [
        ("in: query", style(Style::Form, true)),
        ("{in: query, explode: false}", style(Style::Form, false)),
        (
            "{in: query, style: deepObject}",
            style(Style::DeepObject, false),
        ),
        (
            "{in: query, style: pipeDelimited}",
            style(Style::PipeDelimited, false),
        ),
        ("in: header", style(Style::Simple, false)),
        ("in: cookie", style(Style::Form, true)),
        ("{in: cookie, style: cookie}", style(Style::Cookie, true)),
        (
            "{in: cookie, style: cookie, explode: false}",
            style(Style::Cookie, false),
        ),
        ("{in: query, style: cookie}", style(Style::Form, true)),
        ("{in: query, style: simple}", style(Style::Form, true)),
        (
            "{in: query, collectionFormat: multi}",
            style(Style::Form, true),
        ),
        (
            "{in: query, collectionFormat: ssv}",
            style(Style::SpaceDelimited, false),
        ),
    ];
    for (yaml, expected) in cases {
        let inner = yaml.trim_start_matches('{').trim_end_matches('}');
        let (operation, _, read) = operation(
            "/",
            &format!("parameters: [{{name: p, schema: {{type: string}}, {inner}}}]"),
        );
        assert_eq!(codes(&read), [""; 0], "{yaml}");
        assert_eq!(operation.parameters[0].encoding, expected, "{yaml}");
    }
}

#[test]
fn collection_formats_are_styles() {
    let text = "\
swagger: '2.0'
info: {title: T, version: '1'}
paths:
  /{a}:
    get:
      parameters:
      - {name: a, in: path, required: true, type: array, items: {type: string}, collectionFormat: pipes}
      - {name: b, in: query, type: array, items: {type: integer}, collectionFormat: tsv}
      - {name: c, in: query, type: array, items: {type: string, enum: [x]}}
      - {name: d, in: query, type: array, items: {type: string}, collectionFormat: multi}
      - {name: e, in: header, type: string, format: date}
      responses: {}
";
    let description = read_well(text);
    let encodings: Vec<_> = description.operations[0]
        .parameters
        .iter()
        .map(|it| it.encoding.clone())
        .collect();
    let expected = [
        style(Style::PipeDelimited, false),
        style(Style::TabDelimited, false),
        style(Style::Form, false),
        style(Style::Form, true),
        style(Style::Simple, false),
    ];
    assert_eq!(encodings, expected);
    let schema = &description.schemas[description.operations[0].parameters[2].schema];
    assert!(schema.types.array);
    let items = &description.schemas[schema.items.expect("items")];
    assert!(items.enumeration.is_some());
}

#[test]
fn content_is_a_document_in_a_parameter() {
    let (operation, description, _) = operation(
        "/",
        "parameters: [{name: p, in: query, content: {application/json: {schema: {type: object}}}}]",
    );
    let parameter = &operation.parameters[0];
    assert_eq!(
        parameter.encoding,
        ParameterEncoding::Content("application/json".to_owned())
    );
    assert!(description.schemas[parameter.schema].types.object);
}

#[test]
fn a_value_without_a_schema_is_a_string() {
    let (operation, description, read) = operation("/", "parameters: [{name: p, in: query}]");
    assert!(
        description.schemas[operation.parameters[0].schema]
            .types
            .string
    );
    assert_eq!(covered(&read.coverage), ["schema"]);
}

#[test]
fn an_operation_overrides_its_path_by_name_and_place() {
    let text = "\
openapi: 3.1.0
info: {title: T, version: '1'}
paths:
  /{a}:
    parameters:
    - {name: a, in: path, required: true, schema: {type: string}}
    - {name: q, in: query, schema: {type: string}}
    get:
      parameters:
      - {name: q, in: query, required: true, schema: {type: string}}
      - {name: a, in: query, schema: {type: string}}
";
    let description = read_well(text);
    let parameters = &description.operations[0].parameters;
    let found: Vec<_> = parameters
        .iter()
        .map(|it| (it.name.as_str(), it.place, it.required))
        .collect();
    let expected = [
        ("a", ParameterIn::Path, true),
        ("q", ParameterIn::Query, true),
        ("a", ParameterIn::Query, false),
    ];
    assert_eq!(found, expected);
}

#[test]
fn undeclared_and_unused_variables_are_settled() {
    let parameters =
        "parameters: [{name: other, in: path, required: true, schema: {type: string}}]";
    let (operation, description, read) = operation("/{id}", parameters);
    assert_eq!(
        codes(&read),
        ["undeclared-path-parameter", "unused-path-parameter"]
    );
    assert_eq!(operation.parameters.len(), 1);
    assert_eq!(operation.parameters[0].name, "id");
    assert!(
        description.schemas[operation.parameters[0].schema]
            .types
            .string
    );
}

#[test]
fn a_variable_in_another_spelling_is_the_parameter() {
    let parameters =
        "parameters: [{name: userID, in: path, required: true, schema: {type: integer}}]";
    let (operation, description, read) = operation("/{user_id}", parameters);
    assert_eq!(codes(&read), ["undeclared-path-parameter"]);
    assert_eq!(operation.parameters[0].name, "user_id");
    assert!(
        description.schemas[operation.parameters[0].schema]
            .types
            .integer
    );
}

#[test]
fn variables_that_differ_in_case_stay_apart() {
    let parameters = "parameters: [{name: id, in: path, required: true, schema: {type: integer}}]";
    let (operation, _, read) = operation("'/{id}/{ID}'", parameters);
    assert_eq!(codes(&read), ["undeclared-path-parameter"]);
    let names: Vec<_> = operation
        .parameters
        .iter()
        .map(|it| it.name.as_str())
        .collect();
    assert_eq!(names, ["id", "ID"]);
}

#[test]
fn paths_lose_query_and_fragment() {
    let declared = "parameters: [{name: d, in: query, schema: {type: string}}, {name: x, in: query, schema: {type: string}}]";
    let (operation, _, read) = operation("'/a?b=c%20d&d=1&e={x}&f={y}&g#h'", declared);
    assert_eq!(codes(&read), [""; 0]);
    assert_eq!(operation.path, "/a");
    let fixed = [("b", "c d"), ("g", "")].map(|(name, value)| (name.to_owned(), value.to_owned()));
    assert_eq!(operation.fixed_query, fixed);
    let names: Vec<_> = operation
        .parameters
        .iter()
        .map(|it| (it.name.as_str(), it.client_name.as_deref()))
        .collect();
    assert_eq!(names, [("d", None), ("e", Some("x")), ("f", None)]);
}

#[test]
fn braces_and_expressions_in_paths_are_read() {
    let declared = "parameters: [{name: p, in: path, required: true, schema: {type: array}}]";
    let (plus, _, _) = operation("'/a/{+p}{?q,r}'", declared);
    assert_eq!(plus.path, "/a/{p}");
    let allow_reserved = ParameterEncoding::Style {
        style: Style::Simple,
        explode: false,
        allow_reserved: true,
    };
    assert_eq!(plus.parameters[0].encoding, allow_reserved);
    assert_eq!(
        plus.parameters
            .iter()
            .map(|it| it.name.as_str())
            .collect::<Vec<_>>(),
        ["p", "q", "r"]
    );
    let (label, _, _) = operation("'/{.p*}'", declared);
    assert_eq!(label.parameters[0].encoding, style(Style::Label, true));
    let (stray, _, read) = operation("'/a{/b}c'", "summary: s");
    assert_eq!(stray.path, "/a{/b}c".replace("{/b}", "{b}"));
    assert_eq!(codes(&read), ["undeclared-path-parameter"]);
    let (stray, _, read) = operation("'/a}/{'", "summary: s");
    assert_eq!(stray.path, "/a%7D/%7B");
    assert_eq!(codes(&read), ["malformed-path"]);
}

#[test]
fn headers_that_negotiate_stand_apart() {
    let parameters = "parameters:\n- {name: Accept, in: header, schema: {type: string, enum: [image/png]}}\n\
        - {name: content-type, in: header, schema: {type: string}}\n- {name: Authorization, in: header, schema: {type: string}}";
    let (operation, _, _) = operation("/", parameters);
    let names = |parameters: &[crate::description::Parameter]| {
        parameters
            .iter()
            .map(|it| it.name.clone())
            .collect::<Vec<_>>()
    };
    assert_eq!(names(&operation.negotiation), ["Accept", "content-type"]);
    // Without a security scheme the header is the only way to send a credential.
    assert_eq!(names(&operation.parameters), ["Authorization"]);
}
