//! What is emitted for a type and an operation in their final shapes, without the passes before; the cases of the
//! workspace's `tests` hold what is emitted for descriptions.

use super::{crate_files, emit};
use crate::description::Status;
use crate::print::print;
use crate::shape::{
    Answer, AnswerBody, Api, Codec, Definition, Doc, Field, Group, Name, Operation, Outcome, Rest,
    Step, Struct, Type, TypeDef, TypeId, Unreadable, XmlField,
};
use crate::value::{Location, Position};
use std::collections::BTreeMap;
use std::sync::Arc;

fn name(wire: &str, ident: &str) -> Name {
    Name {
        wire: wire.to_owned(),
        words: wire.to_owned(),
        apart: Vec::new(),
        ident: ident.to_owned(),
    }
}

fn location() -> Location {
    Location {
        file: Arc::from("sample.json"),
        pointer: Arc::from(""),
        position: Position::default(),
    }
}

fn field(wire: &str, ident: &str, ty: Type, optional: bool) -> Field {
    Field {
        name: name(wire, ident),
        doc: Doc::default(),
        ty,
        example: None,
        optional,
        read_only: false,
        asked: !optional,
        deprecated: false,
        xml: XmlField::default(),
    }
}

fn component(index: u32, ident: &str, file: &str, text: &str, definition: Definition) -> TypeDef {
    TypeDef {
        name: name(ident, ident),
        location: location(),
        home: TypeId(index),
        file: file.to_owned(),
        doc: Doc {
            text: Some(text.to_owned()),
            notes: Vec::new(),
        },
        phrase: Vec::new(),
        deprecated: false,
        attributes: Vec::new(),
        definition,
        xml: None,
        unused: false,
    }
}

fn types() -> Vec<TypeDef> {
    let text = Definition::Alias(Type::String);
    let mapping = Definition::Struct(Struct {
        fields: vec![
            field("fieldName", "field_name", Type::String, false),
            field("type", "r#type", Type::Named(TypeId(0)), false),
            field("level", "level", Type::I64, true),
        ],
        constants: Vec::new(),
        rest: Rest::Members,
        rest_ident: "other".to_owned(),
        init_ident: "MappingInit".to_owned(),
        multipart: false,
        built: true,
    });
    vec![
        component(0, "Text", "text", "A name for a text.", text),
        component(1, "Mapping", "mapping", "How a field is copied.", mapping),
    ]
}

fn answer(status: Status, codec: Option<Codec>, ty: Type) -> Answer {
    Answer {
        status,
        failure: codec.is_some(),
        bodies: vec![AnswerBody {
            media_type: "application/json".to_owned(),
            codec,
            ty,
            variant: None,
        }],
        unreadable: Unreadable::Decode,
    }
}

/// An operation that answers nothing and fails with a text.
fn delete(failures: &[Status]) -> Operation {
    let failures = failures
        .iter()
        .map(|status| answer(*status, Some(Codec::Json), Type::String));
    let successes = [200, 204].map(|code| answer(Status::Code(code), None, Type::Unit));
    Operation {
        name: name("Delete", "Delete"),
        location: location(),
        doc: Doc::default(),
        deprecated: false,
        id: "Delete".to_owned(),
        method: "DELETE".to_owned(),
        route: "/links".to_owned(),
        arguments: Vec::new(),
        steps: vec![Step::Literal("/links".to_owned())],
        body: None,
        accept: Vec::new(),
        security: Vec::new(),
        servers: Vec::new(),
        output: Outcome::Unit,
        failure: Outcome::Single(Type::String),
        answers: successes.into_iter().chain(failures).collect(),
        failures: Vec::new(),
        headers: Vec::new(),
        paging: None,
        long_running: None,
        stream: None,
        repeatable: None,
    }
}

/// The files of an API by their paths below its module.
fn files(failures: &[Status]) -> BTreeMap<String, String> {
    let api = Api {
        source: "spec/sample.json".to_owned(),
        path: Vec::new(),
        title: "Sample *API*".to_owned(),
        version: "v1".to_owned(),
        doc: Doc::default(),
        servers: Vec::new(),
        schemes: Vec::new(),
        groups: vec![Group {
            file: "links".to_owned(),
            name: name("Links", "links"),
            operations: vec![delete(failures)],
        }],
        types: types(),
        incoming: Vec::new(),
    };
    let files = print(emit(&api, &["sample".to_owned()]));
    let files = files
        .into_iter()
        .map(|(path, text)| (path.replacen("sample", "", 1), text));
    files.collect()
}

#[test]
fn each_component_has_a_file_and_each_group_a_codec_too() {
    let files = files(&[]);
    let paths: Vec<&str> = files.keys().map(String::as_str).collect();
    let expected = [
        ".rs",
        "/links.rs",
        "/links/codec.rs",
        "/models.rs",
        "/models/mapping.rs",
        "/models/text.rs",
    ];
    assert_eq!(paths, expected);
    let head = "// @generated by `cargo xtask regenerate` from spec/sample.json; do not edit.\n\n";
    assert!(files.values().all(|text| text.starts_with(head)));
}

#[test]
fn people_read_a_struct_and_what_it_requires_above_its_table() {
    let expected = "\
//! `Mapping`.

use super::Text;
use restwright_runtime::{Members, json};

/// How a field is copied.
#[non_exhaustive]
pub struct Mapping {
    /// `fieldName`.
    pub field_name: String,
    /// `type`.
    pub r#type: Text,
    /// `level`.
    pub level: Option<i64>,
    /// Members that the description does not name.
    pub other: Members,
}

/// What a [`Mapping`] requires.
#[derive(Clone, Debug)]
pub struct MappingInit {
    /// `fieldName`.
    pub field_name: String,
    /// `type`.
    pub r#type: Text,
}

json::object! {
    Mapping {
        field_name: required \"fieldName\";
        r#type: required \"type\";
        level: optional \"level\", with_level(impl Into<i64>);
    }
    rest other;
    fn new(init: MappingInit) {
        field_name: init.field_name,
        r#type: init.r#type,
    }
}
";
    let files = files(&[]);
    let (_, text) = files["/models/mapping.rs"]
        .split_once("\n\n")
        .unwrap_or_default();
    assert_eq!(text, expected);
}

#[test]
fn answers_that_mean_the_same_share_an_arm() {
    use Status::{Code, Default, Range};
    for (failures, expected) in [
        (&[][..], "200 | 204 => empty(()),"),
        (
            &[Code(400), Code(404)],
            "400 | 404 => json_failure(identity),",
        ),
        (
            &[Code(400), Code(401), Code(402)],
            "400..=402 => json_failure(identity),",
        ),
        (
            &[Code(404), Range(4), Range(5)],
            "400..=599 => json_failure(identity),",
        ),
        (
            &[Code(404), Range(4), Default],
            "_ => json_failure(identity),",
        ),
    ] {
        let codec = files(failures)["/links/codec.rs"].clone();
        assert!(codec.contains(expected), "{failures:?}: {codec}");
        assert_eq!(
            codec.matches("json_failure").count(),
            usize::from(!failures.is_empty())
        );
    }
}

#[test]
fn a_crate_lists_its_apis_and_the_newest_version_is_what_an_api_is() {
    let module = |api: &str, version: &str| vec![api.to_owned(), version.to_owned()];
    let modules = [
        module("b", "v1"),
        module("a", "v2"),
        module("a", "v10"),
        vec!["c".to_owned()],
    ];
    let files = crate_files(&modules);
    let paths: Vec<&str> = files.keys().map(String::as_str).collect();
    assert_eq!(paths, ["a.rs", "b.rs", "lib.rs"]);
    assert!(files["a.rs"].ends_with("pub mod v2;\npub mod v10;\n\npub use self::v10::*;\n"));
    assert!(files["lib.rs"].contains("#[rustfmt::skip]\npub mod c;\n"));
}
