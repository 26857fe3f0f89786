//! `enum`, `const` and what extensions say about their values.
//!
//! A stranger would keep the values as they stand. YAML authors write `enum: [1.0, 2024-01-01]` for strings, lists
//! repeat values, and null among them is nullability, not a variant.

use super::cursor::Cursor;
use super::fields::Fields;
use super::kind::Kind;
use super::reader::Reader;
use crate::description::{Enumeration, EnumerationValue, Schema, Types};
use crate::value::Value;

impl<'d> Reader<'d, '_> {
    /// Reads the values; to be called when the types are known.
    pub(super) fn read_enumeration(&mut self, schema: &mut Schema, fields: &mut Fields<'d>) {
        let listed = fields.take_present("enum", &mut self.report);
        let constant = fields.take("const");
        let mut enumeration = match (&constant, &listed) {
            (Some(constant), _) => Enumeration {
                constant: true,
                ..plain(vec![constant.value().clone()])
            },
            (None, Some(listed)) => plain(
                self.report
                    .list(listed)
                    .iter()
                    .map(|it| it.value().clone())
                    .collect(),
            ),
            (None, None) => plain(Vec::new()),
        };
        self.read_names(&mut enumeration, fields);
        self.read_ms_enum(&mut enumeration, fields);
        let Some(at) = constant
            .or(listed)
            .or_else(|| (!enumeration.values.is_empty()).then(|| fields.cursor().clone()))
        else {
            return;
        };
        self.settle(schema, enumeration, &at);
    }

    /// Takes out what is no variant: null, values that stand twice, values that no value of the type can be.
    fn settle(&mut self, schema: &mut Schema, mut enumeration: Enumeration, at: &Cursor<'d>) {
        if enumeration.values.is_empty() {
            self.report.understood(
                at,
                "enum",
                "An empty list is read as if the keyword were absent.",
            );
            return;
        }
        let types = schema.types;
        if types
            == (Types {
                array: true,
                null: types.null,
                ..Types::default()
            })
            && !enumeration.values.iter().any(is_array)
            && enumeration
                .values
                .iter()
                .any(|it| matches!(it.value, Value::Object(_)))
        {
            let note = "The values are no arrays, as the type demands: the elements are not limited to them.";
            self.report.widened(at, "enum", note);
            return;
        }
        let before = enumeration.values.len();
        enumeration
            .values
            .retain(|value| value.value != Value::Null);
        let had_null = enumeration.values.len() < before;
        if enumeration.values.is_empty() {
            schema.types = Types {
                null: true,
                ..Types::default()
            };
            return;
        }
        schema.types.null |= had_null;
        for value in &mut enumeration.values {
            self.fit(schema.types, &mut value.value, at);
        }
        let mut seen = Vec::with_capacity(enumeration.values.len());
        let mut texts = std::collections::HashSet::new();
        let as_floats = enumeration.values.iter().any(|it| is_fraction(&it.value));
        for value in enumeration.values.drain(..) {
            if texts.insert(identity(&value.value, as_floats || schema.types.number)) {
                seen.push(value);
            } else {
                let note = format!(
                    "{} stands there twice: one variant is emitted.",
                    value.value.to_json()
                );
                self.report.understood(at, "enum", note);
            }
        }
        enumeration.values = seen;
        schema.enumeration = Some(enumeration);
    }

    /// Makes a value what the type demands, if its text can be that.
    fn fit(&mut self, types: Types, value: &mut Value, at: &Cursor<'d>) {
        let only_text = types.string
            && !(types.integer || types.number || types.boolean || types.object || types.array);
        let only_numbers = (types.integer || types.number)
            && !(types.string || types.boolean || types.object || types.array);
        let fitted = match value {
            Value::Number(text) if only_text => Value::String(text.clone()),
            Value::Bool(flag) if only_text => Value::String(flag.to_string().into()),
            Value::String(text) if only_numbers && is_json_number(text) => {
                Value::Number(text.clone())
            }
            Value::Null
            | Value::Bool(_)
            | Value::Number(_)
            | Value::String(_)
            | Value::Array(_)
            | Value::Object(_) => return,
        };
        let note = format!(
            "{} is read as {}, as the type demands.",
            value.to_json(),
            fitted.to_json()
        );
        self.report.understood(at, "enum", note);
        *value = fitted;
    }

    /// `x-enum-varnames` and its like: lists beside `enum`, in its order, or objects by value.
    fn read_names(&mut self, enumeration: &mut Enumeration, fields: &mut Fields<'d>) {
        for keyword in ["x-enum-varnames", "x-enumNames", "x-enum-names"] {
            for (value, text) in self.beside(enumeration, fields, keyword) {
                enumeration.values[value].name.get_or_insert(text);
            }
        }
        for keyword in ["x-enum-descriptions", "x-enumDescriptions"] {
            for (value, text) in self.beside(enumeration, fields, keyword) {
                enumeration.values[value].doc.get_or_insert(text);
            }
        }
    }

    /// The texts that an extension gives to values, by index.
    fn beside(
        &mut self,
        enumeration: &Enumeration,
        fields: &mut Fields<'d>,
        keyword: &'static str,
    ) -> Vec<(usize, String)> {
        let Some(cursor) = fields.take_present(keyword, &mut self.report) else {
            return Vec::new();
        };
        let values = &enumeration.values;
        let by_index = cursor
            .elements()
            .enumerate()
            .filter(|(index, _)| *index < values.len());
        let by_value = cursor.members().filter_map(|(key, text)| {
            let index = values.iter().position(|value| {
                value.value.as_str() == Some(key) || value.value.to_json() == key
            });
            index.map(|index| (index, text))
        });
        let texts: Vec<(usize, Cursor<'d>)> = by_index.chain(by_value).collect();
        texts
            .into_iter()
            .filter_map(|(index, text)| Some((index, self.report.prose(&text)?)))
            .collect()
    }

    /// `x-ms-enum`: its `values` replace those of `enum`.
    fn read_ms_enum(&mut self, enumeration: &mut Enumeration, fields: &mut Fields<'d>) {
        let Some(cursor) = fields.take_present("x-ms-enum", &mut self.report) else {
            return;
        };
        let Some(mut extension) = Fields::open(&cursor, Kind::Enum, &mut self.report) else {
            return;
        };
        enumeration.name = extension.text("name", &mut self.report);
        enumeration.open = extension
            .flag("modelAsString", &mut self.report)
            .unwrap_or(true);
        let values = extension.list("values", &mut self.report);
        let values: Vec<EnumerationValue> = values
            .iter()
            .filter_map(|value| self.read_ms_enum_value(value))
            .collect();
        extension.finish(&mut self.report);
        if !values.is_empty() && !enumeration.constant {
            enumeration.values = values;
        }
    }

    fn read_ms_enum_value(&mut self, cursor: &Cursor<'d>) -> Option<EnumerationValue> {
        let mut fields = Fields::open(cursor, Kind::EnumValue, &mut self.report)?;
        let name = fields.text("name", &mut self.report);
        let doc = fields.prose("description", &mut self.report);
        let value = fields.take("value").map(|value| value.value().clone());
        fields.finish(&mut self.report);
        if value.is_none() {
            let message = "This value of `x-ms-enum` has no `value`.".to_owned();
            self.report.error(
                &cursor.location(),
                "missing-keyword",
                message,
                "Write `value` with the text on the wire.",
            );
        }
        Some(EnumerationValue {
            value: value?,
            name,
            doc,
        })
    }
}

fn plain(values: Vec<Value>) -> Enumeration {
    let values = values
        .into_iter()
        .map(|value| EnumerationValue {
            value,
            name: None,
            doc: None,
        })
        .collect();
    Enumeration {
        values,
        name: None,
        constant: false,
        open: false,
        closed: false,
    }
}

/// What equal values have in common: `1`, `1.0` and `1e0` are one number.
fn identity(value: &Value, as_float: bool) -> String {
    let Value::Number(text) = value else {
        return value.to_json();
    };
    match (text.parse::<i128>(), text.parse::<f64>()) {
        (Ok(whole), _) if !as_float => whole.to_string(),
        // Adding zero takes the sign of a negative one away.
        (_, Ok(number)) => format!("{:e}", number + 0.0),
        (_, Err(_)) => text.to_string(),
    }
}

/// Whether a value is a number that is not written as a whole one.
fn is_fraction(value: &Value) -> bool {
    matches!(value, Value::Number(text) if text.contains(['.', 'e', 'E']))
}

fn is_array(value: &EnumerationValue) -> bool {
    matches!(value.value, Value::Array(_))
}

/// Whether a text is a number as JSON writes it.
fn is_json_number(text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let has_needless_zero =
        digits.len() > 1 && digits.starts_with('0') && !digits.starts_with("0.");
    digits.starts_with(|first: char| first.is_ascii_digit())
        && digits.ends_with(|last: char| last.is_ascii_digit())
        && !has_needless_zero
        && text.parse::<f64>().is_ok()
}
