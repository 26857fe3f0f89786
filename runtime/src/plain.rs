//! Values that arrive as text and not as JSON: headers, text bodies, forms.
//!
//! What a stranger would get wrong: the text alone does not say whether `12` is a number, only the type does. It is
//! read as a string first; where the type refuses a string, as the number or boolean that it spells.

use crate::json::{self, Decode, Fault};
use crate::tree::Tree;
use std::ops::Range;

/// A value of any type.
pub(crate) fn read<T: Decode>(text: &str) -> Result<T, Fault> {
    json::from_slice_strict(Tree::Text(text.to_owned()).to_json().as_bytes()).or_else(|fault| {
        if is_literal(text) {
            json::from_slice_strict(text.as_bytes())
        } else {
            Err(fault)
        }
    })
}

/// An object of any type; several texts of a name are a list.
///
/// Each fault points into the JSON text that is tried: the string there is tried as a literal next. A type that
/// refuses that as well has its last word, without a place in what arrived, which was no JSON.
pub(crate) fn read_members<T: Decode>(members: Vec<(String, Vec<String>)>) -> Result<T, Fault> {
    let mut members: Vec<(String, Vec<Tree>)> = members
        .into_iter()
        .map(|(name, texts)| (name, texts.into_iter().map(Tree::Text).collect()))
        .collect();
    loop {
        let (text, spans) = write(&members);
        let fault = match json::from_slice_strict(text.as_bytes()) {
            Ok(value) => return Ok(value),
            Err(fault) => fault,
        };
        let Some(value) = spans
            .iter()
            .position(|span| span.contains(&fault.offset()) || span.end == fault.offset())
            .and_then(|index| members.iter_mut().flat_map(|(_, values)| values).nth(index))
        else {
            return Err(fault.with_offset(0));
        };
        match value {
            Tree::Text(text) if is_literal(text) => *value = Tree::Literal(std::mem::take(text)),
            _ => return Err(fault.with_offset(0)),
        }
    }
}

/// The JSON of the members, and where each text stands in it.
fn write(members: &[(String, Vec<Tree>)]) -> (String, Vec<Range<usize>>) {
    let mut text = String::from("{");
    let mut spans = Vec::new();
    for (index, (name, values)) in members.iter().enumerate() {
        if index > 0 {
            text.push(',');
        }
        text.push_str(&Tree::Text(name.clone()).to_json());
        text.push(':');
        if values.len() > 1 {
            text.push('[');
        }
        for (index, value) in values.iter().enumerate() {
            if index > 0 {
                text.push(',');
            }
            let start = text.len();
            text.push_str(&value.to_json());
            spans.push(start..text.len());
        }
        if values.len() > 1 {
            text.push(']');
        }
    }
    text.push('}');
    (text, spans)
}

/// Whether a text spells a JSON number or boolean.
fn is_literal(text: &str) -> bool {
    matches!(text, "true" | "false")
        || text.starts_with(|first: char| first == '-' || first.is_ascii_digit())
}
