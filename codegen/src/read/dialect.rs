//! The dialects, and which one a document is in.

use super::cursor::Fields;
use super::report::Report;
use crate::value::Value;
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
    /// The dialect that a root document says it is in.
    pub(super) fn detect(root: &mut Fields<'_>, report: &mut Report<'_>) -> Option<Self> {
        let is_swagger = root.has("swagger");
        let keyword = if is_swagger { "swagger" } else { "openapi" };
        let help = "Write `swagger: \"2.0\"` or `openapi: \"3.1.0\"`; an older description must be converted first.";
        let Some(cursor) = root.take(keyword) else {
            let message =
                "This is no description of an API: it has neither `openapi` nor `swagger`."
                    .to_owned();
            report.error(&root.location(), "no-dialect", message, help);
            return None;
        };
        let version = match cursor.value() {
            Value::String(text) | Value::Number(text) => text.trim().to_owned(),
            _ => String::new(),
        };
        let mut parts = version.split(['.', '-']).map(str::parse::<u32>);
        let number = (
            parts.next().and_then(Result::ok),
            parts.next().and_then(Result::ok),
        );
        match (is_swagger, number) {
            (true, (Some(2), _)) => Some(Self::Swagger20),
            (false, (Some(3), Some(0) | None)) => Some(Self::OpenApi30),
            (false, (Some(3), Some(1))) => Some(Self::OpenApi31),
            (false, (Some(3), Some(2))) => Some(Self::OpenApi32),
            (false, (Some(3), Some(_))) => {
                let message = format!("OpenAPI {version} is newer than this program.");
                report.warning(
                    &cursor.location(),
                    "newer-dialect",
                    message,
                    "It is read as OpenAPI 3.2.",
                );
                Some(Self::OpenApi32)
            }
            _ => {
                let message = format!(
                    "`{keyword}` is {}, which is no dialect that can be read.",
                    cursor.value().to_json()
                );
                report.error(&cursor.location(), "unknown-dialect", message, help);
                None
            }
        }
    }

    /// The dialect that introduced a schema keyword, if not all have it.
    pub(super) fn introduced(keyword: &str) -> Option<Self> {
        match keyword {
            "oneOf" | "anyOf" | "not" | "writeOnly" | "deprecated" => Some(Self::OpenApi30),
            "$id"
            | "$anchor"
            | "$dynamicAnchor"
            | "$dynamicRef"
            | "$defs"
            | "const"
            | "if"
            | "then"
            | "else"
            | "prefixItems"
            | "contains"
            | "minContains"
            | "maxContains"
            | "patternProperties"
            | "propertyNames"
            | "dependentRequired"
            | "dependentSchemas"
            | "unevaluatedItems"
            | "unevaluatedProperties"
            | "contentEncoding"
            | "contentMediaType"
            | "contentSchema" => Some(Self::OpenApi31),
            _ => None,
        }
    }
}
