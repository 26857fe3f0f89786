//! What a schema says beside its shape: documentation, who may write it, limits, XML.

use super::cursor::Cursor;
use super::dialect::Dialect;
use super::fields::Fields;
use super::kind::Kind;
use super::reader::Reader;
use crate::description::{Schema, Xml};
use crate::value::Value;

/// The validation keywords: they become documentation.
pub(super) const CONSTRAINTS: &[&str] = &[
    "minimum",
    "maximum",
    "exclusiveMinimum",
    "exclusiveMaximum",
    "multipleOf",
    "minLength",
    "maxLength",
    "pattern",
    "minItems",
    "maxItems",
    "uniqueItems",
    "minContains",
    "maxContains",
    "minProperties",
    "maxProperties",
];

impl<'d> Reader<'d, '_> {
    pub(super) fn read_annotations(&mut self, schema: &mut Schema, fields: &mut Fields<'d>) {
        let report = &mut self.report;
        schema.title = fields.prose("title", report);
        schema.doc = fields.prose("description", report);
        schema.default = fields.take("default").map(|cursor| cursor.value().clone());
        schema.client_default = fields
            .take("x-ms-client-default")
            .map(|cursor| cursor.value().clone());
        schema.example = example(fields);
        schema.deprecated = fields.flag("deprecated", report).unwrap_or_default();
        schema.client_name = fields.text("x-ms-client-name", report);
        schema.header_prefix = fields.text("x-ms-header-collection-prefix", report);
        if let Some(external) = fields.take_present("x-ms-external", report)
            && report.flag(&external) == Some(true)
        {
            let note = "The type is emitted as any other: no crate is known that has it.";
            report.ignored(&external, "x-ms-external", note);
        }
        schema.content_encoding = fields.text("contentEncoding", report);
        schema.content_media_type = fields.text("contentMediaType", report);
        self.read_mutability(schema, fields);
        if let Some(cursor) = fields.take_present("xml", &mut self.report) {
            schema.xml = self.read_xml(&cursor, schema.types.array);
        }
    }

    /// `readOnly`, `writeOnly`, `x-ms-mutability` and `x-ms-secret`, which is never answered.
    fn read_mutability(&mut self, schema: &mut Schema, fields: &mut Fields<'d>) {
        let read_only = fields.take_present("readOnly", &mut self.report);
        let is_read_only = read_only
            .as_ref()
            .and_then(|cursor| self.report.flag(cursor))
            .unwrap_or_default();
        let is_write_only = fields
            .flag("writeOnly", &mut self.report)
            .unwrap_or_default();
        let is_secret = fields
            .flag("x-ms-secret", &mut self.report)
            .unwrap_or_default();
        let moments = fields.list("x-ms-mutability", &mut self.report);
        let moments = moments.iter().filter_map(|moment| self.report.text(moment));
        schema.mutability = moments.map(|moment| moment.to_ascii_lowercase()).collect();
        let reads =
            schema.mutability.is_empty() || schema.mutability.iter().any(|moment| moment == "read");
        let writes =
            schema.mutability.is_empty() || schema.mutability.iter().any(|moment| moment != "read");
        if let Some(cursor) =
            read_only.filter(|_| is_read_only && writes && !schema.mutability.is_empty())
        {
            let message =
                "`readOnly` contradicts `x-ms-mutability`, which lets the value be written."
                    .to_owned();
            let help = "It is read as read-only: remove one of the two.";
            self.report
                .warning(&cursor.location(), "contradiction", message, help);
        }
        schema.read_only = is_read_only || !writes;
        schema.write_only = is_write_only || !reads || is_secret;
        schema.secret |= is_secret;
    }

    pub(super) fn read_constraints(&mut self, schema: &mut Schema, fields: &mut Fields<'d>) {
        for keyword in CONSTRAINTS {
            let Some(cursor) = fields.take_present(keyword, &mut self.report) else {
                continue;
            };
            let text = match cursor.value() {
                Value::Bool(flag) if keyword.starts_with("exclusive") => {
                    self.read_exclusive(schema, &cursor, *flag);
                    continue;
                }
                Value::Bool(false) if *keyword == "uniqueItems" => continue,
                Value::String(text) => text.to_string(),
                Value::Null | Value::Bool(_) | Value::Number(_) => cursor.value().to_json(),
                Value::Array(_) | Value::Object(_) => {
                    let message = format!(
                        "`{keyword}` should be a number or text, but is {}.",
                        cursor.value().kind()
                    );
                    let help = "It is left out of the documentation.";
                    self.report
                        .warning(&cursor.location(), "wrong-kind", message, help);
                    continue;
                }
            };
            if keyword.starts_with("exclusive") && self.report.dialect < Dialect::OpenApi31 {
                self.report
                    .understood(&cursor, keyword, "A number, as in OpenAPI 3.1.");
            }
            schema.constraints.push(((*keyword).to_owned(), text));
        }
    }

    /// A boolean `exclusiveMinimum` says something about `minimum`, which was read before.
    fn read_exclusive(&mut self, schema: &mut Schema, cursor: &Cursor<'d>, is_exclusive: bool) {
        let keyword = cursor.key();
        if self.report.dialect >= Dialect::OpenApi31 {
            self.report
                .understood(cursor, keyword, "A boolean, as in OpenAPI 3.0.");
        }
        let inclusive = if keyword == "exclusiveMinimum" {
            "minimum"
        } else {
            "maximum"
        };
        let bound = schema
            .constraints
            .iter_mut()
            .find(|(name, _)| name == inclusive);
        if let Some(bound) = bound.filter(|_| is_exclusive) {
            keyword.clone_into(&mut bound.0);
        }
    }

    fn read_xml(&mut self, cursor: &Cursor<'d>, is_array: bool) -> Xml {
        let Some(mut fields) = Fields::open(cursor, Kind::Xml, &mut self.report) else {
            return Xml::default();
        };
        let report = &mut self.report;
        let mut xml = Xml {
            name: fields.text("name", report),
            namespace: fields.text("namespace", report),
            prefix: fields.text("prefix", report),
            attribute: fields.flag("attribute", report).unwrap_or_default(),
            wrapped: fields.flag("wrapped", report).unwrap_or_default(),
            text: fields.flag("x-ms-text", report).unwrap_or_default(),
        };
        if let Some(node_type) = fields.take_present("nodeType", report) {
            match report.text(&node_type).as_deref() {
                Some("attribute") => xml.attribute = true,
                Some("text" | "cdata") => xml.text = true,
                Some("element") => xml.wrapped |= is_array,
                Some("none") if !is_array => report.ignored(
                    &node_type,
                    "nodeType",
                    "The value is written as an element: what has no element of its own is not.",
                ),
                Some("none") | None => {}
                Some(other) => {
                    let message = format!("`{other}` is no node type of XML.");
                    let help = "Write one of element, attribute, text, cdata, none.";
                    report.warning(&node_type.location(), "unknown-value", message, help);
                }
            }
        }
        fields.finish(report);
        xml
    }
}

/// `example`, or the first of `examples`: a list of values, or a map of objects with a `value` each.
pub(super) fn example(fields: &mut Fields<'_>) -> Option<Value> {
    let (one, many) = (fields.take("example"), fields.take("examples"));
    let first = many.and_then(|many| {
        let named = many.members().next().map(|(_, example)| example);
        let value = named.and_then(|example| {
            let mut members = example.members();
            members.find_map(|(key, value)| (key == "value").then_some(value))
        });
        value.or_else(|| many.elements().next())
    });
    Some(one.or(first)?.value().clone())
}
