//! What a parameter, a form field or a part holds, whatever its Rust type: its JSON with the order of members kept.
//!
//! What a stranger would get wrong: `serde_json::Value` would not do, because it sorts members, and the order is part
//! of what goes over the wire. Most parameters hold one text, which needs no tree: that is what [`Given`] is for.

use crate::json::{self, Decode, Encode, Fault, Kind, Reader, Writer};
use std::borrow::Cow;
use std::fmt::Write;

/// The value of a parameter as far as styles tell values apart.
#[derive(Debug)]
pub(crate) enum Given<'v> {
    /// One text: a string, or a number or boolean outside of JSON.
    Text(&'v str),
    /// Anything else.
    Tree(Tree),
}

impl<'v> Given<'v> {
    /// The value of a parameter; `None` if it is absent or null. What has to be written down for it is in `scratch`.
    pub(crate) fn of(value: &'v dyn Encode, scratch: &'v mut Writer) -> Option<Self> {
        if value.is_absent() {
            return None;
        }
        if let Some(text) = value.as_text() {
            return Some(Self::Text(text));
        }
        scratch.clear();
        value.encode(scratch);
        let json = scratch.as_str();
        match json.as_bytes().first() {
            Some(b'n') => None,
            Some(b'"') if !json.contains('\\') => Some(Self::Text(&json[1..json.len() - 1])),
            Some(b'"' | b'[' | b'{') => Some(Self::Tree(Tree::parse(Cow::Borrowed(json)))),
            _ => Some(Self::Text(plain_literal(json))),
        }
    }
}

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
    /// The value of a parameter; `None` if it is absent or null. It is written down in `scratch` on the way.
    pub(crate) fn of(value: &dyn Encode, scratch: &mut Writer) -> Option<Self> {
        if value.is_absent() {
            return None;
        }
        if let Some(text) = value.as_text() {
            return Some(Self::Text(text.to_owned()));
        }
        scratch.clear();
        value.encode(scratch);
        let text = scratch.as_str();
        match text.as_bytes().first() {
            Some(b'n') => None,
            Some(b'"' | b'[' | b'{') => Some(Self::parse(Cow::Borrowed(text))),
            _ => Some(Self::Literal(text.to_owned())),
        }
    }

    /// A string, a list or an object. Nested deeper than anything is read, it stays one text.
    fn parse(json: Cow<'_, str>) -> Self {
        json::from_slice(json.as_bytes()).unwrap_or_else(|_| Self::Text(json.into_owned()))
    }

    /// The text that stands for a value where no structure is possible; `None` if it is absent or null.
    pub(crate) fn plain<'v>(value: &'v dyn Encode, scratch: &mut Writer) -> Option<Cow<'v, str>> {
        match value.as_text() {
            Some(text) => Some(Cow::Borrowed(text)),
            None => Self::of(value, scratch)?.to_plain().map(Cow::Owned),
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

    /// The text of a value that its caller has encoded: itself, or the texts of a list with commas between them.
    pub(crate) fn encoded<'v>(value: &'v dyn Encode, scratch: &mut Writer) -> Option<Cow<'v, str>> {
        if let Some(text) = value.as_text() {
            return Some(Cow::Borrowed(text));
        }
        match Self::of(value, scratch)? {
            Self::List(items) => {
                let items: Vec<String> = items.iter().filter_map(Self::to_plain).collect();
                Some(Cow::Owned(items.join(",")))
            }
            other => other.to_plain().map(Cow::Owned),
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
