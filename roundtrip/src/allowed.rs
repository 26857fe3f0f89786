//! What a view allows: which kinds of values, which listed ones, which members, which integers.
//!
//! A stranger would get this wrong: a schema without `type` allows any kind by JSON Schema. Authors mean the kind that
//! its keywords speak of.

use super::schema::Place;
use super::text::{Json, Text};
use super::view::View;
use restwright_codegen::value::Value;
use std::collections::BTreeSet;

/// A kind of JSON values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Boolean,
    Integer,
    Number,
    String,
    Array,
    Object,
}

impl Kind {
    pub(super) fn named(name: &str) -> Option<Self> {
        Some(match name {
            "boolean" => Self::Boolean,
            "integer" => Self::Integer,
            "number" => Self::Number,
            "string" | "file" => Self::String,
            "array" => Self::Array,
            "object" => Self::Object,
            _ => return None,
        })
    }

    /// What is of both kinds: an integer is a number.
    pub(super) fn and(self, other: Self) -> Option<Self> {
        match (self, other) {
            (Self::Integer, Self::Number) | (Self::Number, Self::Integer) => Some(Self::Integer),
            _ => (self == other).then_some(self),
        }
    }
}

/// The names of the members that must be there. `required: true` of a property itself is a habit that is meant so.
pub(super) fn required<'d>(view: &View<'d>, names: &[&'d str]) -> BTreeSet<&'d str> {
    let listed = view.parts.iter().flat_map(|part| part.texts("required"));
    let marked = names.iter().copied().filter(|name| {
        let mut places = view.property(name).into_iter();
        places.any(|place| place.is("required"))
    });
    listed.chain(marked).collect()
}

/// The properties of all parts.
pub(super) fn names<'d>(view: &View<'d>) -> Vec<&'d str> {
    let mut names = Vec::new();
    for (name, _) in &view.properties {
        if !names.contains(name) {
            names.push(*name);
        }
    }
    names
}

/// What a single pattern says, where nothing else is said of members.
pub(super) fn only_pattern<'d>(view: &View<'d>) -> Option<Place<'d>> {
    let parts = view.parts.iter();
    let patterns: Vec<_> = parts
        .flat_map(|part| part.named("patternProperties"))
        .collect();
    match <[_; 1]>::try_from(patterns) {
        Ok([(_, place)]) => Some(place),
        Err(_) => None,
    }
}

/// Whether no other members are allowed.
pub(super) fn is_closed(view: &View<'_>) -> bool {
    let keywords = ["additionalProperties", "unevaluatedProperties"];
    let mut parts = view.parts.iter();
    parts.any(|part| {
        keywords
            .iter()
            .any(|keyword| part.get(keyword) == Some(&Value::Bool(false)))
    })
}

/// The kinds of values.
#[derive(Debug, PartialEq)]
pub(super) enum Kinds {
    Any,
    These(Vec<Kind>),
}

/// The kinds that all parts allow.
pub(super) fn kinds(view: &View<'_>) -> Kinds {
    let mut allowed: Option<Vec<Kind>> = None;
    for part in &view.parts {
        let Some(own) = own_kinds(part) else {
            continue;
        };
        let common: Vec<Kind> = match &allowed {
            None => own.clone(),
            Some(allowed) => own
                .iter()
                .flat_map(|one| allowed.iter().filter_map(|other| one.and(*other)))
                .collect(),
        };
        allowed = match (common.is_empty(), allowed) {
            // Beside `$ref` it is the target that counts.
            (true, Some(allowed)) if part.get("$ref").is_some() => Some(allowed),
            (true, _) => Some(own),
            (false, _) => Some(common),
        };
    }
    allowed.map_or_else(|| implied(view), Kinds::These)
}

/// What `type` says; null aside.
fn own_kinds(part: &Place<'_>) -> Option<Vec<Kind>> {
    let names = match part.get("type")? {
        Value::String(name) => vec![&**name],
        _ => part.texts("type"),
    };
    if names == ["object"] && matches!(format(part), "file" | "binary") {
        return Some(vec![Kind::String]);
    }
    let kinds = names.iter().filter_map(|name| Kind::named(name)).collect();
    let known = ["null", "any"];
    let all_known = names
        .iter()
        .all(|name| known.contains(name) || Kind::named(name).is_some());
    (all_known && names != ["any"]).then_some(kinds)
}

/// What the keywords speak of, where no part has a type.
fn implied(view: &View<'_>) -> Kinds {
    let has = |keywords: &[&str]| {
        let mut parts = view.parts.iter();
        parts.any(|part| keywords.iter().any(|keyword| part.get(keyword).is_some()))
    };
    let mut kinds = Vec::new();
    let of_objects = ["additionalProperties", "required", "discriminator"];
    if !view.properties.is_empty() || has(&of_objects) {
        kinds.push(Kind::Object);
    } else if has(&["items", "prefixItems"]) {
        kinds.push(Kind::Array);
    } else if has(&["enum", "const"]) {
        return Kinds::Any;
    } else if matches!(
        format_of(view),
        "date-time" | "date" | "time" | "duration" | "uuid" | "uri" | "byte" | "password"
    ) {
        kinds.push(Kind::String);
    }
    if kinds.is_empty() {
        Kinds::Any
    } else {
        Kinds::These(kinds)
    }
}

/// The values of `enum` or `const` that all parts list and that are of an allowed kind.
///
/// Where none is, the list counts and the kinds become those of its values.
pub(super) fn listed<'d>(view: &View<'d>, kinds: &mut Kinds) -> Vec<&'d Value> {
    let mut all: Option<Vec<&'d Value>> = None;
    for part in &view.parts {
        let own: Vec<&'d Value> = match (part.get("const"), part.get("enum")) {
            (Some(only), _) => vec![only],
            (None, Some(list)) => {
                let list = list.as_array().unwrap_or_default().iter();
                list.map(|node| &node.value).collect()
            }
            (None, None) => continue,
        };
        let common: Vec<&'d Value> = match &all {
            None => own.clone(),
            Some(all) => own
                .iter()
                .copied()
                .filter(|value| all.iter().any(|known| known.to_json() == value.to_json()))
                .collect(),
        };
        all = Some(if common.is_empty() { own } else { common });
    }
    let mut all = all.unwrap_or_default();
    all.retain(|value| **value != Value::Null);
    let fits = |value: &&Value| match (kind_of(value), &*kinds) {
        (None, _) => false,
        (Some(_), Kinds::Any) => true,
        (Some(kind), Kinds::These(kinds)) => kinds.iter().any(|other| kind.and(*other).is_some()),
    };
    let fitting: Vec<&'d Value> = all.iter().copied().filter(fits).collect();
    if !fitting.is_empty() || *kinds == Kinds::These(vec![Kind::String]) {
        return fitting;
    }
    let own = all.iter().copied().filter_map(kind_of);
    if !all.is_empty() {
        *kinds = Kinds::These(own.collect());
    }
    all
}

pub(super) fn kind_of(value: &Value) -> Option<Kind> {
    Some(match value {
        Value::Null => return None,
        Value::Bool(_) => Kind::Boolean,
        Value::Number(digits) if digits.parse::<i64>().is_ok() => Kind::Integer,
        Value::Number(_) => Kind::Number,
        Value::String(_) => Kind::String,
        Value::Array(_) => Kind::Array,
        Value::Object(_) => Kind::Object,
    })
}

pub(super) fn as_json(value: &Value) -> Json {
    match value {
        Value::Null => Json::Null,
        Value::Bool(value) => Json::Bool(*value),
        Value::Number(digits) => Json::Number(digits.to_string()),
        Value::String(text) => Json::String(Text::from(&**text)),
        Value::Array(items) => Json::Array(items.iter().map(|item| as_json(&item.value)).collect()),
        Value::Object(members) => {
            let members = members.iter();
            let members =
                members.map(|(name, member)| (Text::from(&**name), as_json(&member.node.value)));
            Json::Object(members.collect())
        }
    }
}

fn format<'d>(place: &Place<'d>) -> &'d str {
    let format = place.get("format").and_then(Value::as_str);
    format.unwrap_or_default()
}

/// The format that the last part with one says.
pub(super) fn format_of<'d>(view: &View<'d>) -> &'d str {
    let formats = view.parts.iter().rev().map(format);
    formats
        .into_iter()
        .find(|format| !format.is_empty())
        .unwrap_or_default()
}

/// The least and the greatest integer.
pub(super) fn bounds(view: &View<'_>) -> (i128, i128) {
    let (least, greatest): (i128, i128) = match format_of(view) {
        "int8" => (i8::MIN.into(), i8::MAX.into()),
        "uint8" => (0, u8::MAX.into()),
        "int16" => (i16::MIN.into(), i16::MAX.into()),
        "uint16" => (0, u16::MAX.into()),
        "int32" => (i32::MIN.into(), i32::MAX.into()),
        "uint32" => (0, u32::MAX.into()),
        "uint64" => (0, u64::MAX.into()),
        "int64" => return (i64::MIN.into(), i64::MAX.into()),
        _ => {
            let declared = |keyword| {
                let mut parts = view.parts.iter();
                parts.find_map(|part| {
                    let bound = part.get(keyword)?;
                    let text = bound.as_number().or(bound.as_str())?;
                    text.parse::<i128>().ok()
                })
            };
            let is_beyond = declared("maximum").is_some_and(|most| most > i64::MAX.into());
            if is_beyond && declared("minimum").is_some_and(|least| least >= 0) {
                (0, u64::MAX.into())
            } else {
                (i64::MIN.into(), i64::MAX.into())
            }
        }
    };
    (least, greatest)
}
