//! A small API in its final shape, with a bit of everything that is emitted.
//!
//! Identifiers are written as the `name` pass would make them.

use crate::description::{SecurityKind, Status, Style};
use crate::shape::{
    Answer, AnswerBody, Api, Argument, Arm, BodyForm, Codec, Constant, Definition, Doc, Field,
    FormField, Format, Group, HeaderField, Incoming, Name, Operation, Outcome, OutcomeVariant,
    Placement, RequestBody, Rest, Scheme, Server, ServerVariable, Step, StepValue, Struct,
    StyleUse, TaggedArm, TaggedUnion, Type, TypeDef, TypeId, UntaggedUnion, ValueEnum, ValueKind,
    ValueVariant, XmlElement, XmlField,
};
use crate::value::{Location, Position, Value};
use std::sync::Arc;

fn name(wire: &str, ident: &str) -> Name {
    Name {
        wire: wire.to_owned(),
        words: wire.to_owned(),
        ident: ident.to_owned(),
    }
}

fn doc(text: &str) -> Doc {
    Doc {
        text: (!text.is_empty()).then(|| text.to_owned()),
        notes: Vec::new(),
    }
}

fn location() -> Location {
    Location {
        file: Arc::from("sample.json"),
        pointer: Arc::from(""),
        position: Position::default(),
    }
}

fn string(text: &str) -> Value {
    Value::String(text.into())
}

fn number(text: &str) -> Value {
    Value::Number(text.into())
}

fn field(wire: &str, ident: &str, ty: Type, optional: bool) -> Field {
    let xml = XmlField {
        name: wire.to_owned(),
        ..XmlField::default()
    };
    Field {
        name: name(wire, ident),
        doc: doc(""),
        ty,
        optional,
        asked: !optional,
        deprecated: false,
        xml,
    }
}

fn structure(fields: Vec<Field>, rest: Rest) -> Definition {
    Definition::Struct(Struct {
        fields,
        constants: Vec::new(),
        rest,
        rest_ident: "other".to_owned(),
        init_ident: String::new(),
        multipart: false,
    })
}

fn values(kind: ValueKind, values: Vec<(Value, &str)>) -> Definition {
    let variants = values
        .into_iter()
        .map(|(value, ident)| ValueVariant {
            name: name(ident, ident),
            value,
            doc: doc(""),
        })
        .collect();
    Definition::Enum(ValueEnum {
        kind,
        variants,
        other_ident: "Other".to_owned(),
    })
}

/// Types under construction.
struct Types(Vec<TypeDef>);

impl Types {
    fn add(&mut self, ident: &str, file: &str, text: &str, definition: Definition) -> Type {
        let home = TypeId(u32::try_from(self.0.len()).unwrap_or_default());
        self.0.push(TypeDef {
            name: name(ident, ident),
            location: location(),
            home,
            file: file.to_owned(),
            doc: doc(text),
            deprecated: false,
            definition,
            xml: None,
        });
        Type::Named(home)
    }

    fn last(&mut self) -> &mut TypeDef {
        let last = self.0.len() - 1;
        &mut self.0[last]
    }
}

fn list(item: Type) -> Type {
    Type::List(Box::new(item))
}

fn map(value: Type) -> Type {
    Type::Map(Box::new(value))
}

fn nullable(inner: Type) -> Type {
    Type::Nullable(Box::new(inner))
}

fn boxed(inner: Type) -> Type {
    Type::Boxed(Box::new(inner))
}

/// The types that operations refer to.
struct Known {
    link: Type,
    resource: Type,
    page: Type,
    error: Type,
    upload: Type,
    tree: Type,
    shape: Type,
}

#[expect(clippy::too_many_lines, reason = "a list")]
fn types() -> (Vec<TypeDef>, Known) {
    let mut types = Types(Vec::new());
    let state = types.add(
        "ProvisioningState",
        "provisioning_state",
        "How far the service is with a link.",
        values(
            ValueKind::String,
            vec![
                (string("Succeeded"), "Succeeded"),
                (string("Human-Intervention"), "HumanIntervention"),
            ],
        ),
    );
    let mapping = types.add(
        "Mapping",
        "mapping",
        "How a field of the interaction becomes a field of the relationship.",
        structure(
            vec![
                field(
                    "interactionFieldName",
                    "interaction_field_name",
                    Type::String,
                    false,
                ),
                field("type", "r#type", Type::String, false),
                field("linkType", "link_type", state.clone(), true),
            ],
            Rest::Members,
        ),
    );
    let mut read_only = field(
        "provisioningState",
        "provisioning_state",
        state.clone(),
        true,
    );
    read_only
        .doc
        .notes
        .push("Read-only: set by the service.".to_owned());
    read_only.deprecated = true;
    let mut write_only = field(
        "password",
        "password",
        Type::Secret(Box::new(Type::String)),
        true,
    );
    write_only.asked = true;
    let link = types.add(
        "RelationshipLink",
        "relationship_link",
        "A link between an interaction and a relationship, see https://example.com/links_(all).\n\n- one\n- two",
        structure(
            vec![
                field("displayName", "display_name", map(Type::String), true),
                field("interactionType", "interaction_type", Type::String, false),
                field("mappings", "mappings", list(mapping), true),
                read_only,
                write_only,
                field("changed", "changed", Type::Format(Format::DateTime), true),
                field("ratio", "ratio", nullable(Type::F64), false),
                field("note", "note", nullable(Type::String), true),
                field("any", "any", Type::Any, true),
            ],
            Rest::Members,
        ),
    );
    let resource = types.add(
        "Resource",
        "resource",
        "",
        structure(
            vec![
                field("id", "id", Type::String, true),
                field("properties", "properties", link.clone(), true),
            ],
            Rest::Typed(Type::String),
        ),
    );
    let page = types.add(
        "Page",
        "page",
        "",
        structure(
            vec![
                field("value", "value", list(resource.clone()), false),
                field("nextLink", "next_link", Type::String, true),
            ],
            Rest::Members,
        ),
    );
    let error = types.add(
        "ErrorResponse",
        "error_response",
        "",
        structure(vec![], Rest::Members),
    );
    types.add("Nothing", "nothing", "", structure(vec![], Rest::Forbidden));
    types.add(
        "Whole",
        "whole",
        "",
        structure(
            vec![
                field("a", "a", Type::I64, false),
                field("b", "b", Type::Bool, false),
            ],
            Rest::Forbidden,
        ),
    );
    let upload = types.add(
        "Upload",
        "upload",
        "",
        structure(
            vec![
                field("file", "file", Type::File, false),
                field("tags", "tags", list(Type::String), true),
            ],
            Rest::Members,
        ),
    );
    let tree = types.add("Tree", "tree", "", structure(vec![], Rest::Members));
    let fields = vec![
        field("name", "name", Type::String, false),
        field("next", "next", boxed(tree.clone()), true),
        field("children", "children", list(tree.clone()), true),
    ];
    types.last().definition = structure(fields, Rest::Members);
    types.last().xml = Some(XmlElement {
        name: "tree".to_owned(),
        ..XmlElement::default()
    });
    if let Definition::Struct(structure) = &mut types.last().definition {
        structure.fields[0].xml.attribute = true;
        structure.fields[2].xml = XmlField {
            name: "children".to_owned(),
            item: Some("child".to_owned()),
            wrapped: true,
            namespace: Some("https://example.com/ns".to_owned()),
            ..XmlField::default()
        };
        structure.constants = vec![Constant {
            name: "kind".to_owned(),
            value: string("tree"),
            xml: XmlField {
                name: "kind".to_owned(),
                ..XmlField::default()
            },
        }];
    }
    unions(&mut types, &tree, &link);
    let shape = Type::Named(TypeId(u32::try_from(types.0.len() - 1).unwrap_or_default()));
    scalars(&mut types);
    (
        types.0,
        Known {
            link,
            resource,
            page,
            error,
            upload,
            tree,
            shape,
        },
    )
}

fn unions(types: &mut Types, tree: &Type, link: &Type) {
    types.add(
        "Text",
        "text",
        "A name for a text.",
        Definition::Alias(Type::String),
    );
    types.add("Deep", "deep", "", Definition::Newtype(Type::Unit));
    let deep = Type::Named(TypeId(u32::try_from(types.0.len() - 1).unwrap_or_default()));
    types.last().definition = Definition::Newtype(list(deep));
    let arms = vec![
        Arm {
            name: name("tree", "Tree"),
            ty: boxed(tree.clone()),
            doc: doc(""),
        },
        Arm {
            name: name("text", "Text"),
            ty: Type::String,
            doc: doc("A text."),
        },
        Arm {
            name: name("texts", "Texts"),
            ty: list(Type::String),
            doc: doc(""),
        },
    ];
    types.add(
        "Either",
        "either",
        "",
        Definition::Untagged(UntaggedUnion {
            arms,
            other_ident: "Other".to_owned(),
        }),
    );
    let arms = vec![
        TaggedArm {
            name: name("tree", "Tree"),
            tags: vec!["tree".to_owned(), "bush".to_owned()],
            ty: boxed(tree.clone()),
            doc: doc(""),
        },
        TaggedArm {
            name: name("link", "Link"),
            tags: vec!["link".to_owned()],
            ty: boxed(link.clone()),
            doc: doc(""),
        },
        TaggedArm {
            name: name("base", "Base"),
            tags: vec![],
            ty: Type::Any,
            doc: doc(""),
        },
    ];
    types.add(
        "Shape",
        "shape",
        "",
        Definition::Tagged(TaggedUnion {
            property: "kind".to_owned(),
            arms,
            default: Some(2),
            other_ident: "Other".to_owned(),
        }),
    );
}

fn scalars(types: &mut Types) {
    types.add(
        "Level",
        "level",
        "",
        values(
            ValueKind::Integer,
            vec![(number("1"), "N1"), (number("-86400000"), "Minus")],
        ),
    );
    types.add(
        "Rate",
        "rate",
        "",
        values(
            ValueKind::Number,
            vec![(number("1.5"), "N15"), (number("1234567.1234567"), "Long")],
        ),
    );
    types.add(
        "Yes",
        "yes",
        "",
        values(ValueKind::Boolean, vec![(Value::Bool(true), "True")]),
    );
    types.add(
        "Switch",
        "switch",
        "",
        values(
            ValueKind::Boolean,
            vec![(Value::Bool(true), "True"), (Value::Bool(false), "False")],
        ),
    );
    types.add(
        "Mixed",
        "mixed",
        "",
        values(
            ValueKind::Mixed,
            vec![
                (number("1"), "One"),
                (string("a"), "A"),
                (Value::Null, "Null"),
                (Value::Array(vec![]), "Empty"),
            ],
        ),
    );
    let home = types.add("Outer", "outer", "", structure(vec![], Rest::Members));
    types.add(
        "OuterInner",
        "",
        "",
        structure(vec![field("x", "x", Type::I32, true)], Rest::Members),
    );
    if let Type::Named(home) = home {
        types.last().home = home;
    }
}

const SIMPLE: StyleUse = StyleUse {
    style: Style::Simple,
    explode: false,
    allow_reserved: false,
};
const CSV: StyleUse = StyleUse {
    style: Style::Form,
    explode: false,
    allow_reserved: true,
};

fn argument(wire: &str, ident: &str, ty: Type, required: bool) -> Argument {
    Argument {
        name: name(wire, ident),
        doc: doc(""),
        ty,
        required,
        deprecated: false,
    }
}

fn parameter(name: &str, placement: Placement, argument: usize) -> Step {
    Step::Parameter {
        name: name.to_owned(),
        placement,
        value: StepValue::Argument(argument),
    }
}

fn operation(ident: &str, method: &str) -> Operation {
    Operation {
        name: name(ident, ident),
        location: location(),
        doc: doc(""),
        deprecated: false,
        id: format!("RelationshipLinks_{ident}"),
        method: method.to_owned(),
        route: format!("/links/{ident}"),
        arguments: Vec::new(),
        steps: vec![Step::Literal(format!("/links/{ident}"))],
        body: None,
        accept: vec!["application/json".to_owned()],
        security: vec![vec![0], vec![1, 2]],
        servers: Vec::new(),
        output: Outcome::Unit,
        failure: Outcome::Undeclared,
        answers: vec![answer(
            Status::Code(200),
            false,
            vec![body(None, Type::Unit, None)],
        )],
        headers: Vec::new(),
        paging: None,
        long_running: false,
    }
}

fn answer(status: Status, failure: bool, bodies: Vec<AnswerBody>) -> Answer {
    Answer {
        status,
        failure,
        bodies,
    }
}

fn body(codec: Option<Codec>, ty: Type, variant: Option<usize>) -> AnswerBody {
    AnswerBody {
        media_type: "application/json".to_owned(),
        codec,
        ty,
        variant,
    }
}

fn form(ident: &str, media_type: &str, codec: Codec, ty: Type) -> BodyForm {
    BodyForm {
        name: name(ident, ident),
        media_type: media_type.to_owned(),
        codec,
        ty,
    }
}

fn variant(ident: &str, text: &str, ty: Option<Type>) -> OutcomeVariant {
    OutcomeVariant {
        name: name(ident, ident),
        doc: doc(text),
        ty,
    }
}

#[expect(clippy::too_many_lines, reason = "a list")]
fn create(known: &Known) -> Operation {
    let mut create = operation("CreateOrUpdate", "PUT");
    create.doc = doc("Creates or updates a link of a hub.");
    create
        .doc
        .notes
        .push("Long-running: the answer may only say that the service has begun.".to_owned());
    create.arguments = vec![
        argument("subscriptionId", "subscription_id", Type::String, true),
        argument("hubName", "hub_name", Type::String, true),
        argument("ids", "ids", list(Type::I64), true),
        argument("level", "level", Type::I32, true),
        argument("If-Match", "if_match", Type::String, false),
        argument("body", "body", known.link.clone(), true),
    ];
    create.steps = vec![
        Step::Literal("/subscriptions/".to_owned()),
        parameter("subscriptionId", Placement::Path(SIMPLE), 0),
        Step::Literal("/hubs/".to_owned()),
        parameter("hubName", Placement::Path(SIMPLE), 1),
        parameter("ids", Placement::Query(CSV), 2),
        parameter("level", Placement::Query(SIMPLE), 3),
        parameter("If-Match", Placement::Header { explode: false }, 4),
        Step::Parameter {
            name: "api-version".to_owned(),
            placement: Placement::Query(SIMPLE),
            value: StepValue::ApiVersion("2017-04-26".to_owned()),
        },
    ];
    create.body = Some(RequestBody {
        argument: 5,
        forms: vec![form(
            "",
            "application/json",
            Codec::Json,
            known.link.clone(),
        )],
    });
    create.output = Outcome::Enum(vec![
        variant(
            "Ok",
            "200: the update is complete.",
            Some(known.resource.clone()),
        ),
        variant("Accepted", "202: accepted and pending.", None),
    ]);
    create.failure = Outcome::Enum(vec![
        variant(
            "BadRequest",
            "400: validation failed.",
            Some(known.error.clone()),
        ),
        variant("ServerError", "5XX: an error.", Some(known.error.clone())),
    ]);
    create.answers = vec![
        answer(
            Status::Code(200),
            false,
            vec![body(Some(Codec::Json), known.resource.clone(), Some(0))],
        ),
        answer(
            Status::Code(202),
            false,
            vec![body(None, Type::Unit, Some(1))],
        ),
        answer(
            Status::Code(400),
            true,
            vec![body(Some(Codec::Json), known.error.clone(), Some(0))],
        ),
        answer(
            Status::Range(5),
            true,
            vec![body(Some(Codec::Json), known.error.clone(), Some(1))],
        ),
    ];
    create.headers = vec![
        HeaderField {
            name: name("location", "location"),
            doc: doc(""),
            ty: Type::String,
            prefix: None,
            content: false,
        },
        HeaderField {
            name: name("retry-after", "retry_after"),
            doc: doc("Seconds."),
            ty: Type::I32,
            prefix: None,
            content: false,
        },
        HeaderField {
            name: name("allow", "allow"),
            doc: doc(""),
            ty: list(Type::String),
            prefix: None,
            content: false,
        },
        HeaderField {
            name: name("x-ms-meta", "metadata"),
            doc: doc(""),
            ty: map(Type::String),
            prefix: Some("x-ms-meta-".to_owned()),
            content: false,
        },
    ];
    create
}

fn send(known: &Known) -> Operation {
    let mut send = operation("Send", "POST");
    send.deprecated = true;
    send.arguments = vec![
        argument("body", "body", Type::Unit, false),
        argument("trace", "trace", Type::String, false),
    ];
    let fields = vec![FormField {
        name: "tags".to_owned(),
        content_type: Some("text/plain".to_owned()),
        style: Some(CSV),
    }];
    send.body = Some(RequestBody {
        argument: 0,
        forms: vec![
            form("Json", "application/json", Codec::Json, known.shape.clone()),
            form(
                "Multipart",
                "multipart/form-data",
                Codec::Multipart(fields.clone()),
                known.upload.clone(),
            ),
            form(
                "Form",
                "application/x-www-form-urlencoded",
                Codec::Form(fields),
                known.upload.clone(),
            ),
            form(
                "Bytes",
                "application/octet-stream",
                Codec::Bytes,
                Type::Bytes,
            ),
            form("Text", "text/plain", Codec::Text, Type::String),
            form("Xml", "application/xml", Codec::Xml, known.tree.clone()),
        ],
    });
    send.steps
        .push(parameter("trace", Placement::Cookie(CSV), 1));
    send.output = Outcome::Enum(vec![
        variant("OkJson", "200.", Some(known.shape.clone())),
        variant("OkText", "200.", Some(Type::String)),
        variant("OkXml", "200.", Some(known.tree.clone())),
    ]);
    let media = |media: &str, codec, ty, variant| AnswerBody {
        media_type: media.to_owned(),
        ..body(Some(codec), ty, Some(variant))
    };
    send.answers = vec![answer(
        Status::Range(2),
        false,
        vec![
            media("application/json", Codec::Json, known.shape.clone(), 0),
            media("text/plain", Codec::Text, Type::String, 1),
            media("application/xml", Codec::Xml, known.tree.clone(), 2),
        ],
    )];
    send.failure = Outcome::Single(known.error.clone());
    let error = || vec![body(Some(Codec::Json), known.error.clone(), None)];
    send.answers.extend([
        answer(Status::Code(404), true, error()),
        answer(Status::Code(409), true, error()),
        answer(Status::Range(4), true, error()),
        answer(Status::Default, true, error()),
    ]);
    send.servers = vec![Server {
        name: name("upload", "upload"),
        url: "https://up.example.com".to_owned(),
        doc: doc(""),
        variables: vec![],
    }];
    send
}

fn operations(known: &Known) -> Vec<Operation> {
    let mut delete = operation("Delete", "DELETE");
    delete.answers.push(answer(
        Status::Code(204),
        false,
        vec![body(None, Type::Unit, None)],
    ));
    let mut list_all = operation("List", "GET");
    list_all.output = Outcome::Single(known.page.clone());
    list_all.answers = vec![answer(
        Status::Code(200),
        false,
        vec![body(Some(Codec::Json), known.page.clone(), None)],
    )];
    let mut upload = operation("Upload", "POST");
    upload.arguments = vec![
        argument("body", "body", known.upload.clone(), false),
        argument("raw", "raw", Type::Bytes, true),
    ];
    upload
        .steps
        .push(parameter("raw", Placement::Query(CSV), 1));
    upload.body = Some(RequestBody {
        argument: 0,
        forms: vec![form(
            "",
            "multipart/form-data",
            Codec::Multipart(vec![]),
            known.upload.clone(),
        )],
    });
    let mut put = operation("Put", "PUT");
    put.arguments = vec![argument("body", "body", Type::Bytes, true)];
    put.body = Some(RequestBody {
        argument: 0,
        forms: vec![form("", "image/*", Codec::Bytes, Type::Bytes)],
    });
    vec![create(known), delete, list_all, put, send(known), upload]
}

/// The API.
pub(crate) fn api() -> Api {
    let (types, known) = types();
    let scheme = |wire: &str, ident: &str, kind| Scheme {
        name: name(wire, ident),
        doc: doc(""),
        kind,
    };
    Api {
        source: "spec/sample.json".to_owned(),
        title: "Sample *API*".to_owned(),
        version: "2017-04-26".to_owned(),
        doc: doc("A sample."),
        servers: vec![
            Server {
                name: name("endpoint", "endpoint"),
                url: "https://management.azure.com".to_owned(),
                doc: doc(""),
                variables: vec![],
            },
            Server {
                name: name("regional", "regional"),
                url: "https://{region}.example.com/v1".to_owned(),
                doc: doc("By region."),
                variables: vec![ServerVariable {
                    name: name("region", "region"),
                    doc: doc("Where."),
                    default: Some("eu".to_owned()),
                }],
            },
            Server {
                name: name("relative", "relative"),
                url: "/api/v1".to_owned(),
                doc: doc(""),
                variables: vec![],
            },
        ],
        schemes: vec![
            scheme("azure_auth", "AZURE_AUTH", SecurityKind::Bearer),
            scheme("key", "KEY", SecurityKind::HeaderKey("x-key".to_owned())),
            scheme("digest", "DIGEST", SecurityKind::Http("Digest".to_owned())),
        ],
        groups: vec![Group {
            name: name("RelationshipLinks", "relationship_links"),
            operations: operations(&known),
        }],
        types,
        incoming: vec![Incoming {
            name: name("changed", "Changed"),
            doc: doc("A link has changed."),
            method: "POST".to_owned(),
            route: "{$request.body#/url}".to_owned(),
            body: Some(known.link),
        }],
    }
}
