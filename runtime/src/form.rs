//! `application/x-www-form-urlencoded`, both ways.
//!
//! What a stranger would get wrong: without an `encoding` `OpenAPI` does not use a style here. A list repeats its name,
//! an object becomes JSON text.

use crate::json::{Decode, Fault};
use crate::media;
use crate::plain;
use crate::request::percent::Escape;
use crate::request::style::{Escapes, Style, expand_pairs};
use crate::tree::Tree;

/// How a field of a form, or a part of a multipart body, is written where it is not the usual way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FieldEncoding {
    name: &'static str,
    content_type: Option<&'static str>,
    style: Option<Style>,
}

impl FieldEncoding {
    /// The field of this wire name, the usual way.
    pub const fn new(name: &'static str) -> Self {
        Self {
            name,
            content_type: None,
            style: None,
        }
    }

    /// The field as a document of this media type (or the first of a list).
    #[must_use]
    pub const fn content_type(mut self, media: &'static str) -> Self {
        self.content_type = Some(media);
        self
    }

    /// The field in this style; its media type has no effect then.
    #[must_use]
    pub const fn style(mut self, style: Style) -> Self {
        self.style = Some(style);
        self
    }

    pub(crate) fn find<'a>(fields: &'a [Self], name: &str) -> Option<&'a Self> {
        fields.iter().find(|field| field.name == name)
    }

    pub(crate) fn media(&self) -> Option<&'static str> {
        self.content_type
    }

    pub(crate) fn own_style(&self) -> Option<Style> {
        self.style
    }
}

/// The form of an object's members.
pub(crate) fn encode(members: &[(String, Tree)], fields: &[FieldEncoding]) -> String {
    let mut form = String::new();
    for (name, value) in members {
        for (name, value) in field_pairs(name, value, FieldEncoding::find(fields, name)) {
            if !form.is_empty() {
                form.push('&');
            }
            form.push_str(&name);
            form.push('=');
            form.push_str(&value);
        }
    }
    form
}

fn field_pairs(name: &str, value: &Tree, field: Option<&FieldEncoding>) -> Vec<(String, String)> {
    if *value == Tree::Null {
        return Vec::new();
    }
    if let Some(style) = field.and_then(FieldEncoding::own_style) {
        let escape = if style.allow_reserved {
            Escape::ReservedInQuery
        } else {
            Escape::Form
        };
        return expand_pairs(
            style,
            name,
            value,
            Escapes {
                name: Escape::Form,
                value: escape,
            },
        );
    }
    let texts = match value {
        _ if field
            .and_then(FieldEncoding::media)
            .is_some_and(media::is_json) =>
        {
            vec![value.to_json()]
        }
        Tree::List(items) => items.iter().filter_map(Tree::to_plain).collect(),
        Tree::Null | Tree::Text(_) | Tree::Literal(_) | Tree::Pairs(_) => {
            value.to_plain().into_iter().collect()
        }
    };
    let name = Escape::Form.apply(name);
    texts
        .iter()
        .map(|text| (name.clone(), Escape::Form.apply(text)))
        .collect()
}

/// Reads a form as an object; a name that comes twice is a list.
pub(crate) fn decode<T: Decode>(body: &[u8]) -> Result<T, Fault> {
    let mut members: Vec<(String, Vec<String>)> = Vec::new();
    for pair in body
        .split(|byte| *byte == b'&')
        .filter(|pair| !pair.is_empty())
    {
        let equals = pair
            .iter()
            .position(|byte| *byte == b'=')
            .unwrap_or(pair.len());
        let name = decode_text(&pair[..equals]);
        let value = decode_text(pair.get(equals + 1..).unwrap_or_default());
        match members.iter_mut().find(|(known, _)| *known == name) {
            Some((_, values)) => values.push(value),
            None => members.push((name, vec![value])),
        }
    }
    plain::read_members(members)
}

fn decode_text(encoded: &[u8]) -> String {
    let spaced: Vec<u8> = encoded
        .iter()
        .map(|byte| if *byte == b'+' { b' ' } else { *byte })
        .collect();
    percent_encoding::percent_decode(&spaced)
        .decode_utf8_lossy()
        .into_owned()
}
