//! Operations: bodies, responses, security, servers, what the service calls, Azure's extensions.

use super::{codes, covered, operation, read, read_well};
use crate::description::{LongRunning, NextPage, PagePlace, Pageable, SecurityKind, Status, Style};

#[test]
fn statuses_are_codes_ranges_and_the_rest() {
    let (operation, _, read) = operation(
        "/",
        "responses: {'200': {}, 4XX: {}, 5xx: {}, default: {}, x-note: 1}",
    );
    let statuses: Vec<_> = operation
        .responses
        .iter()
        .map(|response| response.status)
        .collect();
    assert_eq!(
        statuses,
        [
            Status::Code(200),
            Status::Range(4),
            Status::Range(5),
            Status::Default
        ]
    );
    assert_eq!(covered(&read.coverage), ["status range"]);
}

#[test]
fn bodies_keep_the_order_of_their_media_types() {
    let yaml = "requestBody: {required: true, content: {text/plain: {}, application/json: {schema: {type: object}}, a/b: null}}";
    let (operation, _, _) = operation("/", yaml);
    let body = operation.body.expect("a body");
    let media_types: Vec<_> = body
        .content
        .iter()
        .map(|it| (it.media_type.as_str(), it.schema.is_some()))
        .collect();
    assert_eq!(
        media_types,
        [
            ("text/plain", false),
            ("application/json", true),
            ("a/b", false)
        ]
    );
    assert!(body.required);
}

#[test]
fn parts_say_how_they_are_written() {
    let yaml = "requestBody: {content: {multipart/form-data: {schema: {type: object}, encoding: \
        {a: {contentType: image/png, headers: {X-A: {required: true, schema: {type: string}}, \
        content-type: {schema: {}}, Content-Disposition: {schema: {}}}}, \
        b: {style: form, explode: false, allowReserved: true}}}}}";
    let (operation, _, read) = operation("/", yaml);
    let encoding = &operation.body.expect("a body").content[0].encoding;
    assert_eq!(encoding["a"].content_type.as_deref(), Some("image/png"));
    assert_eq!(
        (encoding["b"].explode, encoding["b"].allow_reserved),
        (Some(false), true)
    );
    let headers: Vec<(&str, bool)> = encoding["a"]
        .headers
        .iter()
        .map(|header| (header.name.as_str(), header.required))
        .collect();
    assert_eq!(headers, [("X-A", true)]);
    // The part's own lines.
    assert_eq!(covered(&read.coverage), ["headers", "headers"]);
}

/// OpenAPI 3.0 has styles of form fields alone, 3.1 of parts too.
#[test]
fn parts_have_no_style_in_openapi_3_0() {
    let text = "\
openapi: VERSION
info: {title: T, version: '1'}
paths:
  /:
    post:
      requestBody:
        content:
          multipart/form-data: {schema: {type: object}, encoding: {a: {style: form, explode: false, contentType: a/b}}}
          application/x-www-form-urlencoded: {schema: {type: object}, encoding: {a: {style: form, explode: false}}}
      responses: {'204': {description: Done.}}
";
    for (version, in_parts, notes) in [("3.0.4", None, 1), ("3.1.1", Some(Style::Form), 0)] {
        let read = read(&text.replace("VERSION", version));
        let description = read.description.as_ref().expect("a description");
        let body = description.operations[0].body.as_ref().expect("a body");
        let encoding = |media: usize| &body.content[media].encoding["a"];
        assert_eq!(encoding(0).style, in_parts, "{version}");
        assert_eq!(encoding(0).content_type.as_deref(), Some("a/b"));
        assert_eq!(encoding(1).style, Some(Style::Form));
        let styles = covered(&read.coverage);
        let styles = styles.iter().filter(|keyword| **keyword == "style");
        assert_eq!(styles.count(), notes, "{version}");
    }
}

#[test]
fn a_content_type_header_gives_way_to_media_types() {
    let headers =
        "headers: {Content-Type: {schema: {type: string}}, ETag: {schema: {type: string}}}";
    let (with_body, ..) = operation(
        "/",
        &format!("responses: {{'200': {{{headers}, content: {{a/b: {{}}}}}}}}"),
    );
    assert_eq!(with_body.responses[0].headers.len(), 1);
    let (without, ..) = operation("/", &format!("responses: {{'200': {{{headers}}}}}"));
    assert_eq!(without.responses[0].headers.len(), 2);
}

#[test]
fn security_is_alternatives_of_sets() {
    let text = "\
openapi: 3.1.0
info: {title: T, version: '1'}
security: [{key: []}]
paths:
  /:
    get: {}
    put: {security: []}
    post: {security: [{}, {key: [], token: [read]}]}
components:
  securitySchemes:
    key: {type: apiKey, in: header, name: X-Key}
    token: {type: oauth2, flows: {}}
    basic: {type: http, scheme: Basic}
    digest: {type: http, scheme: Digest}
    tls: {type: mutualTLS}
";
    let description = read_well(text);
    let security: Vec<_> = description
        .operations
        .iter()
        .map(|operation| operation.security.clone())
        .collect();
    let set = |names: &[&str]| {
        names
            .iter()
            .map(|name| (*name).to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(
        security,
        [
            vec![set(&["key"])],
            vec![],
            vec![set(&[]), set(&["key", "token"])]
        ]
    );
    let kinds: Vec<_> = description
        .schemes
        .values()
        .map(|scheme| scheme.kind.clone())
        .collect();
    let expected = [
        SecurityKind::HeaderKey("X-Key".to_owned()),
        SecurityKind::Bearer,
        SecurityKind::Basic,
        SecurityKind::Http("Digest".to_owned()),
        SecurityKind::MutualTls,
    ];
    assert_eq!(kinds, expected);
}

#[test]
fn servers_declare_the_variables_of_their_urls() {
    let text = "\
openapi: 3.1.0
info: {title: T, version: '1'}
servers:
- url: https://{region}.example.com:{port}/v1
  variables: {region: {default: eu, enum: [eu, us]}, unused: {default: x}}
paths:
  /:
    servers: [{url: /path}]
    get: {}
    put: {servers: [{url: https://put.example.com}]}
";
    let read = read(text);
    assert_eq!(read.complaints, []);
    assert_eq!(
        covered(&read.coverage),
        ["server variable", "server variable"]
    );
    let description = read.description.expect("a description");
    let variables: Vec<_> = description.servers[0]
        .variables
        .iter()
        .map(|it| (it.name.as_str(), it.default.as_deref()))
        .collect();
    assert_eq!(variables, [("region", Some("eu")), ("port", None)]);
    let urls: Vec<_> = description
        .operations
        .iter()
        .map(|operation| operation.servers[0].url.as_str())
        .collect();
    assert_eq!(urls, ["/path", "https://put.example.com"]);
}

#[test]
fn hosts_become_servers_the_safest_first() {
    let with = |lines: &str| {
        let text =
            format!("swagger: '2.0'\ninfo: {{title: T, version: '1'}}\npaths: {{}}\n{lines}\n");
        let urls = read_well(&text)
            .servers
            .into_iter()
            .map(|server| server.url);
        urls.collect::<Vec<_>>()
    };
    assert_eq!(
        with(
            "{host: a.b, schemes: [http, https], basePath: /v1/}"
                .trim_matches(['{', '}'])
                .replace(", ", "\n")
                .replace("[http\nhttps]", "[http, https]")
                .as_str()
        ),
        ["https://a.b/v1", "http://a.b/v1"]
    );
    assert_eq!(with("host: a.b"), ["https://a.b"]);
    assert_eq!(with("basePath: /v1"), ["/v1"]);
    assert_eq!(with(""), [""; 0]);
    let template = "x-ms-parameterized-host: {hostTemplate: '{account}.a.b', parameters: [{name: account, in: path, required: true, type: string}]}";
    assert_eq!(with(template), ["https://{account}.a.b"]);
    let prefixed = "x-ms-parameterized-host: {hostTemplate: '{endpoint}', useSchemePrefix: false, parameters: [{name: endpoint, in: path, type: string}]}\nbasePath: /v2";
    assert_eq!(with(prefixed), ["{endpoint}/v2"]);
}

#[test]
fn webhooks_and_callbacks_come_in() {
    let text = "\
openapi: 3.1.0
info: {title: T, version: '1'}
paths:
  /subscribe:
    post:
      operationId: subscribe
      callbacks:
        onEvent: {'{$request.body#/url}': {post: {requestBody: {content: {application/json: {}}}}}}
        shared: {$ref: '#/components/callbacks/Shared'}
webhooks:
  pinged: {post: {operationId: ping}}
components:
  callbacks: {Shared: {'{$url}': {get: {}}}}
";
    let description = read_well(text);
    let incoming: Vec<_> = description
        .incoming
        .iter()
        .map(|it| {
            (
                it.name.as_str(),
                it.operation.method.as_str(),
                it.operation.path.as_str(),
            )
        })
        .collect();
    let expected = [
        ("subscribe onEvent", "POST", "{$request.body#/url}"),
        ("subscribe shared", "GET", "{$url}"),
        ("pinged", "POST", ""),
    ];
    assert_eq!(incoming, expected);
}

#[test]
fn a_callback_within_itself_is_left_out() {
    let text = "\
openapi: 3.1.0
info: {title: T, version: '1'}
paths: {/: {get: {callbacks: {c: {$ref: '#/components/callbacks/C'}}}}}
components: {callbacks: {C: {'{$url}': {get: {callbacks: {c: {$ref: '#/components/callbacks/C'}}}}}}}
";
    let read = read(text);
    assert_eq!(covered(&read.coverage), ["callbacks"]);
    assert_eq!(read.description.expect("a description").incoming.len(), 1);
}

#[test]
fn methods_of_every_kind_are_read() {
    let text = "\
openapi: 3.2.0
info: {title: T, version: '1'}
paths:
  /: {query: {}, trace: {}, head: {}, additionalOperations: {LINK: {}}}
";
    let description = read_well(text);
    let methods: Vec<_> = description
        .operations
        .iter()
        .map(|operation| operation.method.as_str())
        .collect();
    assert_eq!(methods, ["QUERY", "TRACE", "HEAD", "LINK"]);
}

#[test]
fn a_method_that_http_does_not_allow_is_refused() {
    let text = "\
openapi: 3.2.0
info: {title: T, version: '1'}
paths:
  /: {additionalOperations: {link: {}, 'a b': {}, '': {}}}
";
    assert_eq!(codes(&read(text)), ["invalid-method", "invalid-method"]);
}

#[test]
fn operations_keep_the_order_of_the_document() {
    let text = "\
openapi: 3.1.0
info: {title: T, version: '1'}
paths: {/b: {get: {responses: {'200': {content: {a/b: {schema: {type: object}}}}}}}, /a: {put: {}, get: {}}}
";
    let description = read_well(text);
    let found: Vec<_> = description
        .operations
        .iter()
        .map(|it| (it.path.as_str(), it.method.as_str()))
        .collect();
    assert_eq!(found, [("/b", "GET"), ("/a", "PUT"), ("/a", "GET")]);
    let place = &description.schemas[description.operations[0].responses[0].content[0]
        .schema
        .expect("a schema")]
    .place;
    let expected = crate::description::OperationPlace::Outgoing(0);
    assert!(matches!(place, crate::description::Place::Operation(found, _) if *found == expected));
}

#[test]
fn azure_extends_operations() {
    let yaml = "x-ms-long-running-operation: true\nx-ms-long-running-operation-options: {final-state-via: location}\n\
        x-ms-pageable: {nextLinkName: null, itemName: things}\nx-ms-request-id: x-id\nresponses: {'404': {x-ms-error-response: true}}";
    let (operation, _, read) = operation("/", yaml);
    assert_eq!(codes(&read), [""; 0]);
    assert_eq!(read.coverage, []);
    assert_eq!(
        operation.long_running,
        Some(LongRunning {
            final_state_via: Some("location".to_owned()),
            final_state_schema: None,
        })
    );
    let pageable = Pageable {
        items: "things".to_owned(),
        next: NextPage::Single,
        operation: None,
    };
    assert_eq!(operation.pageable, Some(pageable));
    assert_eq!(operation.request_id_header.as_deref(), Some("x-id"));
    assert_eq!(operation.responses[0].error, Some(true));
}

#[test]
fn extensions_of_a_wrong_kind_are_absent() {
    let yaml = "x-ms-request-id: {a: 1}\nx-ms-long-running-operation: maybe\nx-ms-pageable: []";
    let (operation, _, read) = operation("/", yaml);
    assert_eq!(codes(&read), ["wrong-kind"; 3]);
    assert_eq!(operation.request_id_header, None);
    assert_eq!(operation.long_running, None);
    assert_eq!(operation.pageable, None);
}

#[test]
fn the_name_of_a_next_link_may_stand_behind_a_reference() {
    let text = "\
openapi: 3.0.0
info: {title: T, version: '1'}
paths:
  /a: {get: {x-ms-pageable: {nextLinkName: next}, responses: {}}}
  /b: {get: {x-ms-pageable: {nextLinkName: {$ref: '#/paths/~1a/get/x-ms-pageable/nextLinkName'}}, responses: {}}}
  /c: {get: {x-ms-pageable: {nextLinkName: {$ref: '#/nowhere'}}, responses: {}}}
  /d: {get: {x-ms-pageable: {nextLinkName: {}}, responses: {}}}
";
    let read = read(text);
    assert_eq!(codes(&read), ["stray-reference", "wrong-kind"]);
    assert_eq!(covered(&read.coverage), ["text $ref"]);
    let operations = read.description.expect("a description").operations;
    let links = operations.iter().map(|operation| {
        let pageable = operation.pageable.as_ref().expect("a pageable operation");
        match &pageable.next {
            NextPage::Link {
                at: PagePlace::Body(name),
                ..
            } => Some(name.as_str()),
            _ => None,
        }
    });
    let links: Vec<_> = links.collect();
    assert_eq!(links, [Some("next"), Some("next"), None, None]);
}

#[test]
fn the_paths_of_an_extension_are_paths() {
    let text = "\
swagger: '2.0'
info: {title: T, version: '1'}
paths: {/a: {get: {responses: {}}}}
x-ms-paths: {'/a?comp=list': {get: {responses: {}}}}
";
    let description = read_well(text);
    assert_eq!(description.operations[1].path, "/a");
    assert_eq!(
        description.operations[1].fixed_query,
        [("comp".to_owned(), "list".to_owned())]
    );
}
