//! The tables of a selection file that are about types: derives and other attributes, and types of the caller's.

use super::choice::SchemaEntry;
use restwright_codegen::description::Written;
use restwright_codegen::select::{TypeChoice, TypeOf};
use restwright_codegen::value::Location;
use serde::Deserialize;
use toml::Spanned;

/// Derives and other attributes of types.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct AttributesTable {
    pub(super) schemas: Spanned<SchemaEntry>,
    #[serde(default)]
    pub(super) derive: Vec<String>,
    /// Whole attributes.
    #[serde(default)]
    pub(super) lines: Vec<String>,
}

/// A type of the caller's in the place of an emitted one.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, try_from = "TypesKeys")]
pub(super) struct TypesTable {
    of: Of,
    path: String,
    written: WrittenAs,
}

/// What has the type.
enum Of {
    Schemas(SchemaEntry),
    Format(String),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TypesKeys {
    schemas: Option<SchemaEntry>,
    format: Option<String>,
    #[serde(rename = "type")]
    path: String,
    #[serde(rename = "as")]
    written: WrittenAs,
}

/// How values are written.
#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "lowercase")]
enum WrittenAs {
    /// By `Display` and `FromStr`.
    Text,
    /// By serde.
    Json,
}

impl TryFrom<TypesKeys> for TypesTable {
    type Error = &'static str;

    fn try_from(keys: TypesKeys) -> Result<Self, Self::Error> {
        let of = match (keys.schemas, keys.format) {
            (Some(schemas), None) => Of::Schemas(schemas),
            (None, Some(format)) => Of::Format(format),
            _ => return Err("a table of `[[types]]` has one of `schemas` and `format`"),
        };
        Ok(Self {
            of,
            path: keys.path,
            written: keys.written,
        })
    }
}

impl TypesTable {
    pub(super) fn choice(self, at: Location) -> TypeChoice {
        TypeChoice {
            of: match self.of {
                Of::Schemas(entry) => TypeOf::Schemas(entry.pattern(at.clone())),
                Of::Format(format) => TypeOf::Format(format),
            },
            path: self.path,
            written: match self.written {
                WrittenAs::Text => Written::Text,
                WrittenAs::Json => Written::Json,
            },
            at,
        }
    }
}
