//! What a parameter, a form field or a part holds, whatever its Rust type: its JSON with the order of members kept.
//!
//! What a stranger would get wrong: `serde_json::Value` would not do, because it sorts members, and the order is part
//! of what goes over the wire.

use crate::json::{self, Decode, Encode, Fault, Kind, Reader};
use std::fmt::Write;

/// A JSON value with the order of members kept.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Tree {
    Null,
    /// A string.
    Text(String),
    /// A number or a boolean, as JSON writes it.
    Literal(String),
    List(Vec<Tree>),
    Pairs(Vec<(String, Tree)>),
}

impl Tree {
    /// The value of a parameter; `None` if it is absent or null.
    pub(crate) fn of(value: &dyn Encode) -> Option<Self> {
        if value.is_absent() {
            return None;
        }
        let text = json::to_string(value);
        match text.as_bytes().first() {
            Some(b'n') => None,
            Some(b'"') if !text.contains('\\') => {
                Some(Self::Text(text[1..text.len() - 1].to_owned()))
            }
            // Nested deeper than anything is read, it stays one text.
            Some(b'"' | b'[' | b'{') => {
                Some(json::from_slice(text.as_bytes()).unwrap_or(Self::Text(text)))
            }
            _ => Some(Self::Literal(text)),
        }
    }

    /// The text that stands for the value where no structure is possible: itself, or JSON for a list or an object.
    /// `None` for null.
    pub(crate) fn to_plain(&self) -> Option<String> {
        match self {
            Self::Null => None,
            Self::Text(text) => Some(text.clone()),
            Self::Literal(text) => Some(plain_literal(text).to_owned()),
            Self::List(_) | Self::Pairs(_) => Some(self.to_json()),
        }
    }

    /// The JSON text.
    pub(crate) fn to_json(&self) -> String {
        let mut out = String::new();
        self.write_json(&mut out);
        out
    }

    fn write_json(&self, out: &mut String) {
        match self {
            Self::Null => out.push_str("null"),
            Self::Text(text) => write_string(text, out),
            Self::Literal(text) => out.push_str(text),
            Self::List(items) => {
                out.push('[');
                for (index, item) in items.iter().enumerate() {
                    if index > 0 {
                        out.push(',');
                    }
                    item.write_json(out);
                }
                out.push(']');
            }
            Self::Pairs(pairs) => {
                out.push('{');
                for (index, (name, value)) in pairs.iter().enumerate() {
                    if index > 0 {
                        out.push(',');
                    }
                    write_string(name, out);
                    out.push(':');
                    value.write_json(out);
                }
                out.push('}');
            }
        }
    }
}

/// A number or a boolean outside of JSON: a float that is a whole number has no fraction there, because `1` is also
/// what a service reads that takes it for an integer.
pub(crate) fn plain_literal(text: &str) -> &str {
    text.strip_suffix(".0").unwrap_or(text)
}

/// Appends a JSON string.
pub(crate) fn write_string(text: &str, out: &mut String) {
    // `Value`'s `Display` is compact JSON, and writing to a `String` does not fail.
    let _ = write!(out, "{}", serde_json::Value::from(text));
}

impl Decode for Tree {
    fn blank() -> Self {
        Self::Null
    }

    fn from_null() -> Option<Self> {
        Some(Self::Null)
    }

    fn decode(&mut self, reader: &mut Reader<'_>) -> Result<(), Fault> {
        *self = match reader.kind() {
            Kind::String => Self::Text(reader.string()?.into_owned()),
            Kind::Array => Self::List(reader.value()?),
            Kind::Object => {
                let mut pairs = Vec::new();
                reader.map(&mut |name, reader| {
                    pairs.push((name.into_owned(), reader.value()?));
                    Ok(())
                })?;
                Self::Pairs(pairs)
            }
            Kind::Null => {
                reader.any()?;
                Self::Null
            }
            Kind::Bool | Kind::Number => Self::Literal(reader.any()?.to_string()),
        };
        Ok(())
    }
}
