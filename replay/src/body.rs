//! The forms that a body has in a vector, and how two bodies are compared by media type.
//!
//! A stranger would get this wrong: `{"$text": …}` is no JSON body but a text, whatever the media type says.

use crate::multipart::Part;
use crate::{json_value, multipart, xml};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use bytes::Bytes;
use percent_encoding::percent_decode_str;
use restwright_runtime::File;
use restwright_runtime::stream::{Event, EventDecoder};
use serde_json::Value;

/// A body in a vector.
pub(crate) enum Sent<'v> {
    Json(&'v Value),
    Text(&'v str),
    Bytes(Bytes),
    Multipart(&'v [Value]),
}

/// The form of a body.
pub(crate) fn sent(body: &Value) -> Sent<'_> {
    let member = |name| body.get(name).filter(|_| is_form(body));
    if let Some(text) = member("$text").and_then(Value::as_str) {
        Sent::Text(text)
    } else if let Some(parts) = member("$multipart").and_then(Value::as_array) {
        Sent::Multipart(parts)
    } else if let Some(file) = file(body) {
        Sent::Bytes(file.content)
    } else {
        Sent::Json(body)
    }
}

fn is_form(body: &Value) -> bool {
    body.as_object()
        .is_some_and(|members| members.keys().all(|name| name.starts_with('$')))
}

/// The file in `{"$base64", "$fileName", "$contentType"}`.
pub(crate) fn file(value: &Value) -> Option<File> {
    let member = |name: &str| Some(value.get(name)?.as_str()?.to_owned());
    let content = STANDARD.decode(member("$base64")?).ok()?;
    Some(File {
        content: content.into(),
        file_name: member("$fileName"),
        content_type: member("$contentType"),
    })
}

impl Sent<'_> {
    pub(crate) fn to_bytes(&self) -> Bytes {
        match self {
            Self::Json(value) => value.to_string().into(),
            Self::Text(text) => (*text).to_owned().into(),
            Self::Bytes(bytes) => bytes.clone(),
            Self::Multipart(_) => Bytes::new(),
        }
    }
}

/// A media type without its parameters, in lower case.
pub(crate) fn essence(media: &str) -> String {
    let essence = media.split(';').next().unwrap_or_default();
    essence.trim().to_ascii_lowercase()
}

pub(crate) fn is_json(media: &str) -> bool {
    family(media) == Family::Json
}

/// How bodies of a media type are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Family {
    Json,
    JsonLines,
    Xml,
    Events,
    Other,
}

pub(crate) fn family(media: &str) -> Family {
    let essence = essence(media);
    match essence.as_str() {
        "application/jsonl" | "application/x-ndjson" | "application/x-jsonl" => Family::JsonLines,
        "text/event-stream" => Family::Events,
        media if media.ends_with("/xml") || media.ends_with("+xml") => Family::Xml,
        media if media.ends_with("/json") || media.ends_with("+json") => Family::Json,
        _ => Family::Other,
    }
}

/// Texts at `(place, expected, actual)` that count as equal though they differ.
pub(crate) type Accepts<'a> = &'a dyn Fn(&str, &str, &str) -> bool;

/// The first difference of a body from what was expected.
pub(crate) fn difference(
    expected: &Value,
    media: &str,
    actual: &Bytes,
    accepts: Accepts<'_>,
) -> Option<String> {
    match sent(expected) {
        Sent::Bytes(expected) if expected == actual => None,
        Sent::Bytes(expected) => Some(format!(
            "the body has {} bytes that are not the {} expected ones",
            actual.len(),
            expected.len()
        )),
        Sent::Multipart(parts) => parts_difference(parts, media, actual),
        Sent::Text(expected) => text_difference(expected, media, actual, accepts),
        Sent::Json(Value::String(text)) if !is_json(media) && text.as_bytes() == actual => None,
        Sent::Json(expected) => match serde_json::from_slice(actual) {
            Ok(actual) => json_value::difference_with(expected, &actual, accepts),
            Err(_) => Some(format!("the body {:?} is no JSON", lossy(actual))),
        },
    }
}

fn text_difference(
    expected: &str,
    media: &str,
    actual: &Bytes,
    accepts: Accepts<'_>,
) -> Option<String> {
    let actual = lossy(actual);
    match family(media) {
        Family::Xml => xml::difference(expected, &actual, &|expected, actual| {
            accepts("", expected, actual)
        }),
        Family::Events if events(expected) == events(&actual) => None,
        Family::JsonLines | Family::Json => match (lines(expected), lines(&actual)) {
            (Some(expected), Some(actual)) => json_value::difference(&expected, &actual),
            _ => Some(format!("the text is {actual:?}, expected {expected:?}")),
        },
        _ if expected == actual => None,
        _ => Some(format!("the text is {actual:?}, expected {expected:?}")),
    }
}

fn events(text: &str) -> Option<Vec<Event>> {
    let mut decoder = EventDecoder::new();
    let events = decoder.push(text.as_bytes()).ok()?;
    decoder.finish();
    Some(events)
}

fn lines(text: &str) -> Option<Value> {
    let lines = text.lines().filter(|line| !line.trim().is_empty());
    lines
        .map(|line| serde_json::from_str::<Value>(line).ok())
        .collect()
}

fn lossy(bytes: &Bytes) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

fn parts_difference(expected: &[Value], media: &str, actual: &Bytes) -> Option<String> {
    let Some(mut actual) = multipart::parts(media, actual) else {
        return Some("the body is no well-formed multipart".to_owned());
    };
    for part in expected {
        let name = part.get("name").and_then(Value::as_str).unwrap_or_default();
        let Some(at) = actual.iter().position(|part| part.name == name) else {
            return Some(format!("the part {name:?} is missing"));
        };
        let found = part_difference(part, &actual.remove(at));
        if let Some(difference) = found {
            return Some(format!("the part {name:?}: {difference}"));
        }
    }
    let extra = actual.first()?;
    Some(format!("the part {:?} was not expected", extra.name))
}

fn part_difference(expected: &Value, actual: &Part) -> Option<String> {
    let text = |name: &str| expected.get(name).and_then(Value::as_str);
    let content = lossy(&actual.content);
    if let Some(document) = text("json") {
        let parsed = |text: &str| serde_json::from_str::<Value>(text).ok();
        return match (parsed(document), parsed(&content)) {
            (Some(expected), Some(actual)) => json_value::difference(&expected, &actual),
            _ => Some(format!("{content:?} is not {document:?}")),
        };
    }
    if let Some(text) = text("text") {
        return (text != content).then(|| format!("{content:?} is not {text:?}"));
    }
    let of_file = [
        ("file name", text("fileName"), actual.file_name.as_deref()),
        (
            "content type",
            text("contentType"),
            actual.content_type.as_deref(),
        ),
    ];
    let differs = of_file
        .into_iter()
        .find(|(_, expected, actual)| expected.is_some() && expected != actual);
    if let Some((what, expected, actual)) = differs {
        return Some(format!("the {what} is {actual:?}, expected {expected:?}"));
    }
    let file = expected.get("content").and_then(file)?;
    (file.content != actual.content).then(|| "other bytes than expected".to_owned())
}

/// The first difference of a form, urlencoded or multipart, from the expected fields.
pub(crate) fn form_difference(
    expected: &[(String, String)],
    media: &str,
    actual: &Bytes,
) -> Option<String> {
    let mut fields: Vec<(String, String)> = if essence(media).starts_with("multipart/") {
        let Some(parts) = multipart::parts(media, actual) else {
            return Some("the body is no well-formed multipart".to_owned());
        };
        let text = |part: Part| (part.name, lossy(&part.content));
        parts.into_iter().map(text).collect()
    } else {
        pairs(&lossy(actual))
    };
    let mut expected = expected.to_vec();
    fields.sort();
    expected.sort();
    (fields != expected).then(|| format!("the fields are {fields:?}, expected {expected:?}"))
}

/// The decoded pairs of a query or an urlencoded form.
pub(crate) fn pairs(text: &str) -> Vec<(String, String)> {
    let decoded = |text: &str| {
        let spaced = text.replace('+', " ");
        percent_decode_str(&spaced).decode_utf8_lossy().into_owned()
    };
    text.split('&')
        .filter(|pair| !pair.is_empty())
        .map(|pair| {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            (decoded(name), decoded(value))
        })
        .collect()
}
