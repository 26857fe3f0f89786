//! The dialects, and which keywords each has.
//!
//! A stranger would refuse a keyword of another dialect: authors mix them, and each is read as in its own.

use super::kind::Kind;
use std::fmt;

/// A dialect, the older the less.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Dialect {
    Swagger20,
    OpenApi30,
    OpenApi31,
    OpenApi32,
}

impl fmt::Display for Dialect {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            Self::Swagger20 => "Swagger 2.0",
            Self::OpenApi30 => "OpenAPI 3.0",
            Self::OpenApi31 => "OpenAPI 3.1",
            Self::OpenApi32 => "OpenAPI 3.2",
        })
    }
}

impl Dialect {
    /// What another dialect is called that has a keyword which this one does not have.
    pub(super) fn owner_of(self, kind: Kind, keyword: &str) -> Option<Self> {
        let (first, last) = span(kind, keyword);
        if self < first {
            return Some(first);
        }
        (self > last).then_some(last)
    }
}

/// The first and the last dialect that have a keyword in a kind of object.
fn span(kind: Kind, keyword: &str) -> (Dialect, Dialect) {
    use Dialect::{OpenApi30, OpenApi31, OpenApi32, Swagger20};
    let holds_schema = matches!(kind, Kind::Schema | Kind::Parameter | Kind::Header);
    match (kind, keyword) {
        (
            Kind::Root,
            "host"
            | "basePath"
            | "schemes"
            | "consumes"
            | "produces"
            | "definitions"
            | "securityDefinitions",
        )
        | (Kind::Operation, "consumes" | "produces" | "schemes")
        | (Kind::Response, "schema")
        | (Kind::Parameter | Kind::Header, "collectionFormat") => (Swagger20, Swagger20),
        (Kind::Root, "servers" | "components")
        | (Kind::PathItem, "servers")
        | (Kind::Operation, "requestBody" | "callbacks" | "servers")
        | (
            Kind::Parameter | Kind::Header,
            "style" | "explode" | "allowReserved" | "content" | "deprecated",
        )
        | (Kind::Header, "schema" | "required")
        | (Kind::Response, "content")
        | (Kind::Schema, "deprecated") => (OpenApi30, OpenApi32),
        (Kind::Root, "webhooks" | "jsonSchemaDialect")
        | (Kind::Info, "summary")
        | (Kind::Components, "pathItems") => (OpenApi31, OpenApi32),
        (Kind::Root, "$self")
        | (Kind::Components, "mediaTypes")
        | (Kind::PathItem, "query" | "additionalOperations")
        | (Kind::MediaType, "itemSchema")
        | (Kind::Discriminator, "defaultMapping")
        | (Kind::Xml, "nodeType") => (OpenApi32, OpenApi32),
        (_, "oneOf" | "anyOf" | "not" | "writeOnly") if holds_schema => (OpenApi30, OpenApi32),
        (_, "nullable") if holds_schema => (OpenApi30, OpenApi30),
        (_, keyword) if holds_schema && NEW_IN_31.contains(&keyword) => (OpenApi31, OpenApi32),
        _ => (Swagger20, OpenApi32),
    }
}

/// The schema keywords that JSON Schema 2020-12 brought.
const NEW_IN_31: &[&str] = &[
    "$id",
    "$anchor",
    "$dynamicAnchor",
    "$dynamicRef",
    "$defs",
    "const",
    "if",
    "then",
    "else",
    "prefixItems",
    "contains",
    "minContains",
    "maxContains",
    "patternProperties",
    "propertyNames",
    "dependentRequired",
    "dependentSchemas",
    "unevaluatedItems",
    "unevaluatedProperties",
    "contentEncoding",
    "contentMediaType",
    "contentSchema",
];
