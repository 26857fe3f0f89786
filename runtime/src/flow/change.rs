//! A parameter of a request that was made already: read, and set to another value.
//!
//! What a stranger would get wrong: in a query the first pair of the name is replaced where it stands, and others of the
//! name go. All other pairs stay as they are written, escape for escape.

use super::paging::Parameter;
use crate::follow::{pairs, with_query};
use crate::json;
use crate::request::percent::Escape;
use bytes::Bytes;
use http::{HeaderName, HeaderValue, Request};
use percent_encoding::percent_decode_str;
use serde_json::{Map, Value};
use std::borrow::Cow;

/// The text of a parameter, if the request has it.
pub(super) fn get(request: &Request<Bytes>, parameter: Parameter) -> Option<String> {
    match parameter {
        Parameter::Query(name) => {
            let query = request.uri().query().unwrap_or_default();
            let (_, text) = pairs(query).find(|(known, _)| is_named(known, name))?;
            Some(decoded(text))
        }
        Parameter::Header(name) => {
            crate::header::text(request.headers(), name).map(Cow::into_owned)
        }
        Parameter::Body(path) => json::find(request.body(), path)
            .ok()
            .flatten()
            .and_then(json::plain_text),
    }
}

/// Sets a parameter; `None` if the request can't have it.
pub(super) fn set(request: &mut Request<Bytes>, parameter: Parameter, text: &str) -> Option<()> {
    match parameter {
        Parameter::Query(name) => {
            let query = replaced(request.uri().query().unwrap_or_default(), name, text);
            *request.uri_mut() = with_query(request.uri(), &query)?;
        }
        Parameter::Header(name) => {
            let name = HeaderName::from_bytes(name.as_bytes()).ok()?;
            let value = HeaderValue::from_str(text).ok()?;
            request.headers_mut().insert(name, value);
        }
        Parameter::Body(path) => {
            let mut body = if request.body().is_empty() {
                Value::Object(Map::new())
            } else {
                json::from_slice(request.body()).ok()?
            };
            put(&mut body, path, text)?;
            *request.body_mut() = Bytes::from(json::to_vec(&body));
        }
    }
    Some(())
}

fn replaced(query: &str, name: &str, text: &str) -> String {
    let pair = format!("{}={}", Escape::Name.apply(name), Escape::Value.apply(text));
    let mut pair = Some(pair);
    let mut kept: Vec<String> = Vec::new();
    for (known, value) in pairs(query) {
        if is_named(known, name) {
            kept.extend(pair.take());
        } else {
            kept.push(format!("{known}={value}"));
        }
    }
    kept.extend(pair);
    kept.join("&")
}

fn is_named(encoded: &str, name: &str) -> bool {
    decoded(encoded) == name
}

fn decoded(text: &str) -> String {
    let spaced = text.replace('+', " ");
    percent_decode_str(&spaced).decode_utf8_lossy().into_owned()
}

/// Sets a member, of the kind that is there already: a number stays one.
fn put(value: &mut Value, path: &[&str], text: &str) -> Option<()> {
    let Some((name, rest)) = path.split_first() else {
        let number = value
            .is_number()
            .then(|| text.parse().ok().map(Value::Number))
            .flatten();
        let counted = value
            .is_null()
            .then(|| text.parse::<u64>().ok().map(Value::from))
            .flatten();
        *value = number.or(counted).unwrap_or_else(|| Value::from(text));
        return Some(());
    };
    let members = value.as_object_mut()?;
    let blank = if rest.is_empty() {
        Value::Null
    } else {
        Value::Object(Map::new())
    };
    put(
        members.entry((*name).to_owned()).or_insert(blank),
        rest,
        text,
    )
}
