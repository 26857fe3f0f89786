//! JSON as it is spelled: the order of members, escapes and the digits of numbers are part of a value here.
//!
//! A stranger would get this wrong: what decodes is a text, and texts that mean the same are spelled in many ways. A
//! tree such as `serde_json`'s would spell each value in one of them.

use std::fmt;

/// A JSON value and how it is spelled.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Json {
    Null,
    Bool(bool),
    /// The digits.
    Number(String),
    String(Text),
    Array(Vec<Json>),
    Object(Vec<(Text, Json)>),
}

/// A string, and whether every character of it is spelled as an escape.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Text {
    pub(super) content: String,
    pub(super) escaped: bool,
}

impl From<&str> for Text {
    fn from(content: &str) -> Self {
        Self {
            content: content.to_owned(),
            escaped: false,
        }
    }
}

impl fmt::Display for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("\"")?;
        for character in self.content.chars() {
            match character {
                '"' | '\\' if !self.escaped => write!(f, "\\{character}")?,
                '\n' => f.write_str("\\n")?,
                plain if !self.escaped && !plain.is_control() => write!(f, "{plain}")?,
                other => {
                    for unit in other.encode_utf16(&mut [0; 2]) {
                        write!(f, "\\u{unit:04x}")?;
                    }
                }
            }
        }
        f.write_str("\"")
    }
}

impl fmt::Display for Json {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Null => f.write_str("null"),
            Self::Bool(value) => write!(f, "{value}"),
            Self::Number(digits) => f.write_str(digits),
            Self::String(text) => write!(f, "{text}"),
            Self::Array(items) => {
                f.write_str("[")?;
                for (index, item) in items.iter().enumerate() {
                    let comma = if index == 0 { "" } else { "," };
                    write!(f, "{comma}{item}")?;
                }
                f.write_str("]")
            }
            Self::Object(members) => {
                f.write_str("{")?;
                for (index, (name, value)) in members.iter().enumerate() {
                    let comma = if index == 0 { "" } else { "," };
                    write!(f, "{comma}{name}:{value}")?;
                }
                f.write_str("}")
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Json, Text};
    use serde_json::json;

    #[test]
    fn spellings_mean_the_same() {
        let text = |escaped| Text {
            content: "a\"\\\n\u{1}é😀".to_owned(),
            escaped,
        };
        let value = Json::Object(vec![
            (text(true), Json::Array(vec![Json::Null, Json::Bool(true)])),
            (Text::from("n"), Json::Number("1.0e1".to_owned())),
            (Text::from("s"), Json::String(text(false))),
        ])
        .to_string();
        let parsed: serde_json::Value = serde_json::from_str(&value).unwrap();
        let content = text(false).content;
        assert_eq!(parsed[&content], json!([null, true]));
        assert_eq!(parsed["n"], json!(10.0));
        assert_eq!(parsed["s"], json!(content));
        assert!(!value.contains('\n'), "{value}");
    }
}
