//! `type`, `format` and the spellings of nullability.
//!
//! A stranger would read `nullable: true` without `type` as "only null". It says "null too": when nothing else says
//! what the schema is, it accepts anything, null included, and so no type is set at all.

use super::cursor::Cursor;
use super::dialect::Dialect;
use super::fields::Fields;
use super::reader::Reader;
use crate::description::{Schema, Types};
use crate::value::Value;

/// The keywords beside which `nullable` adds null to what they say.
const STRUCTURE: &[&str] = &[
    "$ref",
    "enum",
    "const",
    "properties",
    "additionalProperties",
    "items",
    "prefixItems",
    "allOf",
    "oneOf",
    "anyOf",
];

/// The formats that some documents write with capitals.
const FORMATS: &[&str] = &[
    "base64",
    "base64url",
    "binary",
    "byte",
    "char",
    "date",
    "date-time",
    "date-time-rfc1123",
    "date-time-rfc7231",
    "decimal",
    "decimal128",
    "double",
    "duration",
    "email",
    "file",
    "float",
    "hostname",
    "http-date",
    "int16",
    "int32",
    "int64",
    "int8",
    "ipv4",
    "ipv6",
    "iri",
    "json-pointer",
    "password",
    "regex",
    "time",
    "uint16",
    "uint32",
    "uint64",
    "uint8",
    "unixtime",
    "uri",
    "uri-reference",
    "url",
    "uuid",
];

/// What a word in `type` means: a type, and a format for some words that are none.
enum Word {
    Type(fn(&mut Types)),
    Formatted(fn(&mut Types), &'static str),
    Anything,
    Unknown,
}

impl<'d> Reader<'d, '_> {
    pub(super) fn read_types(&mut self, schema: &mut Schema, fields: &mut Fields<'d>) {
        let formatted = fields
            .take("type")
            .and_then(|cursor| self.read_type(&mut schema.types, &cursor));
        schema.format = fields
            .text("format", &mut self.report)
            .map(known_format)
            .or(formatted.map(str::to_owned));
        if schema.format.as_deref() == Some("file") {
            schema.types = Types {
                file: true,
                null: schema.types.null,
                ..Types::default()
            };
            schema.format = None;
        }
        schema.secret = schema.format.as_deref() == Some("password");
        if self.is_nullable(fields) {
            let has_structure = STRUCTURE.iter().any(|keyword| fields.has(keyword));
            if schema.types == Types::default() && !has_structure {
                schema.types = schema
                    .format
                    .as_deref()
                    .map_or_else(Types::default, type_of_format);
            }
            schema.types.null |= has_structure || schema.types != Types::default();
        }
    }

    /// Reads `type` and gives the format that comes with words such as `int64`.
    fn read_type(&mut self, types: &mut Types, cursor: &Cursor<'d>) -> Option<&'static str> {
        match cursor.value() {
            Value::String(_) => self.read_word(types, cursor, cursor),
            Value::Array(_) => {
                if self.report.dialect < Dialect::OpenApi31 {
                    self.report.understood(
                        cursor,
                        "type array",
                        "A list of types is read as in OpenAPI 3.1.",
                    );
                }
                let words: Vec<Cursor<'d>> = cursor.elements().collect();
                let formats = words.iter().map(|word| self.read_word(types, word, cursor));
                let format = formats.fold(None, Option::or);
                if words.iter().any(may_be_anything) {
                    *types = Types::default();
                }
                format
            }
            Value::Null => {
                let is_null = self.report.dialect >= Dialect::OpenApi31;
                types.null |= is_null;
                let meaning = if is_null {
                    "the type `null`"
                } else {
                    "no type"
                };
                self.report.understood(
                    cursor,
                    "type",
                    format!("`null` that is no string is read as {meaning}."),
                );
                None
            }
            Value::Object(_) => {
                self.read_schema_as_type(cursor);
                None
            }
            Value::Bool(_) | Value::Number(_) => {
                self.report
                    .wrong_kind(cursor, "a string or an array of strings");
                None
            }
        }
    }

    /// A schema in the place of a type, which drafts before 4 allow and which a forgotten `properties` looks like.
    fn read_schema_as_type(&mut self, cursor: &Cursor<'d>) {
        let message = "This is a schema where a type belongs.".to_owned();
        let help = "It is read as any type: write the type's name, or `properties` around a property called `type`.";
        self.report
            .warning(&cursor.location(), "unknown-type", message, help);
        let note = "A schema in the place of a type is read as any type.";
        self.report.widened(cursor, "type", note);
    }

    fn read_word(
        &mut self,
        types: &mut Types,
        word: &Cursor<'d>,
        keyword: &Cursor<'d>,
    ) -> Option<&'static str> {
        let text = match word.value() {
            Value::String(text) => text,
            Value::Null => "null",
            Value::Object(_) => {
                self.read_schema_as_type(word);
                return None;
            }
            Value::Bool(_) | Value::Number(_) | Value::Array(_) => {
                self.report.wrong_kind(word, "a string");
                return None;
            }
        };
        let (format, meaning) = match meaning(&text.to_ascii_lowercase()) {
            Word::Type(set) => {
                set(types);
                (None, "the type that it means")
            }
            Word::Formatted(set, format) => {
                set(types);
                (
                    Some(format).filter(|format| !format.is_empty()),
                    "the type and format that it means",
                )
            }
            Word::Anything => (None, "any type"),
            Word::Unknown => {
                let message = format!("`{text}` is no type.");
                let help = "It is read as any type: write one of string, number, integer, boolean, array, object.";
                self.report
                    .warning(&keyword.location(), "unknown-type", message, help);
                self.report
                    .widened(keyword, "type", format!("`{text}` is read as any type."));
                return None;
            }
        };
        let is_foreign = text == "file" && self.report.dialect != Dialect::Swagger20;
        if !is_type(text) || is_foreign || *word.value() == Value::Null {
            self.report
                .understood(keyword, "type", format!("`{text}` is read as {meaning}."));
        }
        format
    }

    fn is_nullable(&mut self, fields: &mut Fields<'d>) -> bool {
        let mut is_nullable = false;
        for keyword in ["nullable", "x-nullable", "x-isnullable", "x-ms-isnullable"] {
            is_nullable |= fields.flag(keyword, &mut self.report) == Some(true);
        }
        is_nullable
    }
}

/// Whether a member of a list of types says no type, so that the list limits nothing.
fn may_be_anything(word: &Cursor<'_>) -> bool {
    match word.value() {
        Value::String(text) => matches!(
            meaning(&text.to_ascii_lowercase()),
            Word::Anything | Word::Unknown
        ),
        Value::Object(_) => true,
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::Array(_) => false,
    }
}

/// Whether a word is one of the specification's.
fn is_type(word: &str) -> bool {
    matches!(
        word,
        "null" | "boolean" | "integer" | "number" | "string" | "array" | "object" | "file"
    )
}

fn meaning(word: &str) -> Word {
    match word {
        "null" => Word::Type(|types| types.null = true),
        "boolean" => Word::Type(|types| types.boolean = true),
        "integer" => Word::Type(|types| types.integer = true),
        "number" => Word::Type(|types| types.number = true),
        "string" => Word::Type(|types| types.string = true),
        "array" => Word::Type(|types| types.array = true),
        "object" => Word::Type(|types| types.object = true),
        "file" => Word::Type(|types| types.file = true),
        "bool" => Word::Formatted(|types| types.boolean = true, ""),
        "int" => Word::Formatted(|types| types.integer = true, ""),
        "int32" | "short" => Word::Formatted(|types| types.integer = true, "int32"),
        "int64" | "long" => Word::Formatted(|types| types.integer = true, "int64"),
        "float" => Word::Formatted(|types| types.number = true, "float"),
        "double" => Word::Formatted(|types| types.number = true, "double"),
        "decimal" => Word::Formatted(|types| types.number = true, "decimal"),
        "str" | "text" | "char" => Word::Formatted(|types| types.string = true, ""),
        "date" => Word::Formatted(|types| types.string = true, "date"),
        "datetime" | "date-time" | "timestamp" => {
            Word::Formatted(|types| types.string = true, "date-time")
        }
        "uuid" | "guid" => Word::Formatted(|types| types.string = true, "uuid"),
        "uri" | "url" => Word::Formatted(|types| types.string = true, "uri"),
        "email" => Word::Formatted(|types| types.string = true, "email"),
        "password" => Word::Formatted(|types| types.string = true, "password"),
        "binary" => Word::Formatted(|types| types.string = true, "binary"),
        "byte" => Word::Formatted(|types| types.string = true, "byte"),
        "list" => Word::Formatted(|types| types.array = true, ""),
        "dict" | "map" | "hash" | "struct" => Word::Formatted(|types| types.object = true, ""),
        "any" | "mixed" | "*" | "" => Word::Anything,
        _ => Word::Unknown,
    }
}

/// The type of the values that a format is about.
fn type_of_format(format: &str) -> Types {
    let integer = matches!(
        format,
        "int8" | "int16" | "int32" | "int64" | "uint8" | "uint16" | "uint32" | "uint64"
    );
    let number = matches!(format, "float" | "double" | "decimal" | "decimal128");
    Types {
        integer,
        number,
        string: !integer && !number,
        ..Types::default()
    }
}

/// A format in the registry's spelling, if only letter case differs; else as written.
fn known_format(format: String) -> String {
    let lower = format.to_ascii_lowercase();
    if FORMATS.contains(&lower.as_str()) {
        lower
    } else {
        format
    }
}
