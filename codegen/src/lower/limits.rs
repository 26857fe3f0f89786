//! Sentences on which values a schema allows beyond its type: of the value, and of what it holds.
//!
//! A stranger would document the constraints of a schema at its own type. An element of a list or a value of a map
//! mostly has no type of its own, so its constraints stand where the list or the map is documented.

use super::doc::{default_of, quoted};
use super::lowering::Lowering;
use super::merged::Merged;
use crate::description::{Additional, SchemaId, Types};
use crate::shape::Type;

/// How deep in lists of lists constraints are looked for.
const MAX_DEPTH: usize = 8;

/// The formats of texts that the emitted types express.
const TEXTS: &[&str] = &[
    "base64",
    "base64url",
    "binary",
    "byte",
    "date",
    "date-time",
    "date-time-rfc1123",
    "date-time-rfc7231",
    "duration",
    "file",
    "http-date",
    "password",
    "time",
    "uuid",
];

/// Whether the emitted type says what the format does: `int64` of a text is only documented.
fn is_expressed(format: &str, types: Types) -> bool {
    let is_number = types.integer || types.number;
    let is_decimal = matches!(format, "double" | "decimal" | "decimal128");
    TEXTS.contains(&format) && !is_number
        || is_number && super::number::width(format).is_some()
        || types.number && is_decimal
}

impl Lowering<'_> {
    /// The sentences about a value where it is documented: one that has a type of its own leaves what it holds to that.
    pub(super) fn limits(&mut self, id: SchemaId) -> Vec<String> {
        let mut notes = Vec::new();
        let depth = if self.is_named(id) { 0 } else { MAX_DEPTH };
        self.note_limits(id, "", depth, &mut notes);
        notes
    }

    /// The sentences about the values of a type, where the type itself is documented.
    pub(super) fn limits_of_type(&mut self, id: SchemaId) -> Vec<String> {
        let mut notes = Vec::new();
        self.note_limits(id, "", MAX_DEPTH, &mut notes);
        notes
    }

    /// The sentences about a value that is documented elsewhere, such as a body; none if its type has them.
    pub(super) fn limits_of(&mut self, id: SchemaId, of: &str) -> Vec<String> {
        let mut notes = Vec::new();
        self.note_held(id, of, MAX_DEPTH, &mut notes);
        notes
    }

    /// Notes a value that is documented elsewhere: all of it, or what stands beside the reference to its type.
    fn note_held(&mut self, id: SchemaId, of: &str, depth: usize, notes: &mut Vec<String>) {
        if !self.is_named(id) {
            self.note_limits(id, of, depth, notes);
        } else if !self.is_component(id) && self.schemas[id].reference.is_some() {
            let schema = &self.schemas[id];
            let constraints = schema.constraints.iter();
            let limits = constraints.map(|(keyword, value)| format!("{keyword}: {value}"));
            let default = default_of(schema).filter(|_| !of.is_empty());
            let default = default.map(|default| format!("default: {}", default.to_json()));
            notes.extend(sentence(of, &limits.chain(default).collect::<Vec<_>>()));
        }
    }

    fn is_named(&self, id: SchemaId) -> bool {
        self.is_component(id)
            || self
                .uses
                .get(&id)
                .is_some_and(|used| matches!(used.ty, Type::Named(_)))
    }

    fn note_limits(&mut self, id: SchemaId, of: &str, depth: usize, notes: &mut Vec<String>) {
        let merged = self.merge(id);
        let mut limits = self.own_limits(id, &merged);
        if !of.is_empty()
            && let Some(default) = default_of(&self.schemas[id])
        {
            limits.push(format!("default: {}", default.to_json()));
        }
        notes.extend(sentence(of, &limits));
        if depth == 0 {
            return;
        }
        let value = match merged.additional {
            Additional::Typed(value) => Some(value),
            Additional::Unstated | Additional::Any | Additional::Forbidden => None,
        };
        let value_word = if merged.has_members() {
            "other member"
        } else {
            "value"
        };
        for (held, word) in [(merged.items, "element"), (value, value_word)] {
            if let Some(held) = held {
                self.note_held(held, &format!(" of each {word}{of}"), depth - 1, notes);
            }
        }
    }

    fn own_limits(&mut self, id: SchemaId, merged: &Merged) -> Vec<String> {
        let mut limits: Vec<String> = Vec::new();
        if let Some(format) = &merged.format
            && !is_expressed(format, merged.types)
        {
            limits.push(format!("format: {format}"));
        }
        if let Some(encoding) = &merged.encoding
            && !TEXTS.contains(&encoding.as_str())
        {
            limits.push(format!("contentEncoding: {encoding}"));
        }
        if let Some(media_type) = &merged.media_type
            && !self.is_binary(id)
        {
            limits.push(format!("contentMediaType: {media_type}"));
        }
        let constraints = merged.constraints.iter();
        limits.extend(constraints.map(|(keyword, value)| format!("{keyword}: {value}")));
        limits
    }
}

/// A sentence of what is allowed, if anything is said.
fn sentence(of: &str, limits: &[String]) -> Option<String> {
    let quoted: Vec<String> = limits.iter().map(|limit| quoted(limit)).collect();
    (!limits.is_empty()).then(|| format!("Constraints{of}: {}.", quoted.join(", ")))
}
