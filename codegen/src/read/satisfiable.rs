//! What a schema says that no value can satisfy, and what says nothing: bounds that exclude each other, values that the
//! declared type excludes, formats that numbers do not have.
//!
//! Constraints are documented and not checked, so none of this changes a type. It is said, because the author meant
//! something else.

use super::fields::Fields;
use super::reader::Reader;
use crate::description::{Schema, Types};
use crate::value::Value;

/// The least and the most of what is counted or compared.
const BOUNDS: [(&str, &str); 7] = [
    ("minimum", "maximum"),
    ("minimum", "exclusiveMaximum"),
    ("exclusiveMinimum", "maximum"),
    ("exclusiveMinimum", "exclusiveMaximum"),
    ("minLength", "maxLength"),
    ("minItems", "maxItems"),
    ("minProperties", "maxProperties"),
];

/// The formats of numbers that types express, or that say of them what is true of any.
const NUMBERS: &[&str] = &[
    "int8",
    "int16",
    "int32",
    "int64",
    "uint8",
    "uint16",
    "uint32",
    "uint64",
    "float",
    "double",
    "decimal",
    "decimal128",
    "unixtime",
    "unix-time",
    "int",
    "uint",
    "float32",
    "float64",
    "integer",
    "number",
];

impl<'d> Reader<'d, '_> {
    /// Notes what of a schema that was read no value satisfies, or means nothing.
    pub(super) fn note_nonsense(&mut self, schema: &Schema, fields: &Fields<'d>) {
        self.note_bounds(schema, fields);
        self.note_format(schema, fields);
        self.note_listed(schema, fields);
    }

    fn note_bounds(&mut self, schema: &Schema, fields: &Fields<'d>) {
        let bound = |wanted: &str| {
            let mut constraints = schema.constraints.iter();
            let (_, text) = constraints.find(|(keyword, _)| keyword == wanted)?;
            Some((text.as_str(), text.parse::<f64>().ok()?))
        };
        for (least, most) in BOUNDS {
            let (Some((low, from)), Some((high, to))) = (bound(least), bound(most)) else {
                continue;
            };
            let is_open = least.starts_with("exclusive") || most.starts_with("exclusive");
            if from > to || is_open && from >= to {
                let note = format!(
                    "No value has `{least}: {low}` and `{most}: {high}`: both are documented, and any is accepted."
                );
                self.report.widened(fields.cursor(), most, note);
            }
        }
    }

    fn note_format(&mut self, schema: &Schema, fields: &Fields<'d>) {
        let types = schema.types;
        let is_plain = !types.string && !types.object && !types.array && !types.file;
        let is_number = (types.integer || types.number) && is_plain;
        let is_flag = types.boolean && is_plain && !is_number;
        let Some(format) = &schema.format else {
            return;
        };
        if is_flag || is_number && !NUMBERS.contains(&format.as_str()) {
            let what = if is_flag { "a boolean" } else { "a number" };
            let note = format!("`{format}` is no format of {what}: it is documented.");
            self.report.ignored(fields.cursor(), "format", note);
        }
    }

    fn note_listed(&mut self, schema: &Schema, fields: &Fields<'d>) {
        let listed = schema.enumeration.as_ref();
        let listed = listed.map_or(&[][..], |enumeration| &enumeration.values);
        let others: Vec<String> = listed
            .iter()
            .filter(|listed| !is_of(&listed.value, schema.types))
            .map(|listed| listed.value.to_json())
            .collect();
        if !others.is_empty() {
            let verb = if others.len() == 1 { "is" } else { "are" };
            let note = format!(
                "{} {verb} not of the declared type: the list counts.",
                others.join(", ")
            );
            self.report.understood(fields.cursor(), "enum", note);
        }
    }
}

/// Whether a value is of a declared type, where one is declared.
fn is_of(value: &Value, types: Types) -> bool {
    let is_unsaid = Types {
        null: false,
        ..types
    } == Types::default();
    // What a list of other values means beside `type: array` was noted where it was read.
    is_unsaid
        || types.array
        || match value {
            Value::Null | Value::Array(_) => *value == Value::Null,
            Value::Bool(_) => types.boolean,
            Value::Number(_) => types.integer || types.number,
            Value::String(_) => types.string || types.file,
            Value::Object(_) => types.object,
        }
}
