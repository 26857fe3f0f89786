//! How an operation fails: what the service says of it, found where services put it.
//!
//! What a stranger would get wrong: nothing in a description says which member is the message. What is here are the
//! habits of services: RFC 9457, OAuth 2, `OData` and its kin, and plain `message`s.

use crate::json::{self, Encode, Members};
use crate::stream::Event;
use crate::{
    Base64, Base64Url, Date, DateTime, Duration, File, Rfc1123DateTime, Secret, Time, Uuid,
};
use bytes::Bytes;
use serde_json::Value;
use std::collections::BTreeMap;
use std::error::Error;
use std::fmt::{self, Debug, Write};

/// The documented failure of an operation: a model, an enum of several, or a value that is no error by itself.
pub trait Failure: Debug {
    /// What the service says of it, where it says something.
    fn message(&self) -> Option<String>;

    /// The failure as an error of its own; `None` for a text, a list and whatever else is none.
    fn as_error(&self) -> Option<&(dyn Error + 'static)> {
        None
    }
}

/// A type that is no error by itself. The impls differ in nothing else.
macro_rules! plain_failures {
    ($([$($parameter:ident)?] $failure:ty),+ $(,)?) => {
        $(
            impl$(<$parameter: Encode + Debug>)? Failure for $failure {
                fn message(&self) -> Option<String> {
                    message(self)
                }
            }
        )+
    };
}

plain_failures! {
    [] (),
    [] bool,
    [] i32,
    [] i64,
    [] u64,
    [] f64,
    [] String,
    [] Bytes,
    [] Value,
    [] Members,
    [] File,
    [] Event,
    [] Base64,
    [] Base64Url,
    [] Date,
    [] DateTime,
    [] Duration,
    [] Rfc1123DateTime,
    [] Time,
    [] Uuid,
    [T] Vec<T>,
    [T] Option<T>,
    [T] Box<T>,
    [T] BTreeMap<String, T>,
}

/// A secret says nothing.
impl<T> Failure for Secret<T> {
    fn message(&self) -> Option<String> {
        None
    }
}

/// The message in a value, where it is written as JSON.
pub fn message(value: &dyn Encode) -> Option<String> {
    message_of(&json::to_vec(value))
}

/// The message in a body, if that is JSON.
pub(crate) fn message_of(body: &[u8]) -> Option<String> {
    said(&json::from_slice::<Value>(body).ok()?, DEPTH)
}

/// How many members deep a message may be: `{"error": {"innererror": {"message": …}}}`.
const DEPTH: usize = 4;

/// Where services say what is wrong, the clearest first.
const TEXTS: [&str; 9] = [
    "message",
    "error_description",
    "error_message",
    "errorMessage",
    "detail",
    "description",
    "title",
    "reason",
    "msg",
];

/// What holds a message, or is one.
const HOLDERS: [&str; 5] = ["error", "errors", "fault", "details", "innererror"];

fn said(value: &Value, depth: usize) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()).filter(|text| !text.trim().is_empty()),
        Value::Array(items) if depth > 0 => items.iter().find_map(|item| said(item, depth - 1)),
        Value::Object(members) if depth > 0 => {
            let member = |wanted: &str| {
                let mut members = members.iter();
                members
                    .find(|(name, _)| name.eq_ignore_ascii_case(wanted))
                    .map(|(_, value)| value)
            };
            let mut texts = TEXTS.iter().filter_map(|name| member(name));
            // A message in several languages is an object.
            let text = texts.find_map(|value| said(value, depth - 1));
            text.or_else(|| {
                let mut holders = HOLDERS.iter().filter_map(|name| member(name));
                holders.find_map(|holder| said(holder, depth - 1))
            })
        }
        _ => None,
    }
}

/// Shows a failure by what the service says of it, and where that is nothing by all of it, secrets as `***`.
///
/// # Errors
///
/// If the formatter refuses.
pub fn show<T: Encode + Debug>(failure: &T, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
    let text = message(failure).unwrap_or_else(|| format!("{failure:?}"));
    excerpt(&text, formatter)
}

/// The most characters of a service's text that are shown.
pub(crate) const LENGTH: usize = 200;

/// A text on one line, cut where it is long.
pub(crate) fn excerpt(text: &str, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
    for character in text.chars().take(LENGTH) {
        if character.is_control() {
            write!(formatter, "{}", character.escape_default())?;
        } else {
            formatter.write_char(character)?;
        }
    }
    if text.chars().nth(LENGTH).is_some() {
        formatter.write_str("…")?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::message_of;

    #[test]
    fn a_message_is_found_where_services_put_it() {
        for (body, expected) in [
            (r#"{"message":"Out of stock"}"#, Some("Out of stock")),
            (
                r#"{"code":7,"Message":"Out of stock"}"#,
                Some("Out of stock"),
            ),
            (r#"{"error":{"code":"X","message":"Gone"}}"#, Some("Gone")),
            (
                r#"{"error":"invalid_grant","error_description":"Expired"}"#,
                Some("Expired"),
            ),
            (r#"{"error":"invalid_grant"}"#, Some("invalid_grant")),
            (
                r#"{"errors":[{"code":1},{"detail":"No such id"}]}"#,
                Some("No such id"),
            ),
            (
                r#"{"title":"Not Found","detail":"No pet 7"}"#,
                Some("No pet 7"),
            ),
            (
                r#"{"odata.error":1,"error":{"message":{"lang":"en","value":1}}}"#,
                None,
            ),
            (r#""Out of stock""#, Some("Out of stock")),
            (r#"{"message":""}"#, None),
            (r#"{"code":7}"#, None),
            ("<html>", None),
            (r#"[[[[[["deep"]]]]]]"#, None),
        ] {
            assert_eq!(message_of(body.as_bytes()).as_deref(), expected, "{body}");
        }
    }
}
