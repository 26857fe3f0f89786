//! Writes JSON texts.
//!
//! The writer keeps no stack: whether a comma is due follows from the last byte written, since only
//! an opening bracket ends in one. Numbers are `serde_json`'s, so both print them alike; NaN and the
//! infinities, which JSON does not have, are written as `null`, as `serde_json` does; where the first stood is kept, and
//! a request with one is refused.

use super::member::was_read_from;
use super::tag::Waiting;
use super::{Encode, List, Member, Parts, Rest, Table, Visit, scan};
use serde_core::Serialize;
use serde_json::Value;

/// Writes one JSON text, member by member.
#[derive(Debug, Default)]
pub struct Writer {
    buffer: Vec<u8>,
    /// Where the first number stands that JSON does not have.
    not_a_number: Option<usize>,
    pub(super) waiting: Waiting,
}

impl Writer {
    /// A writer of a text of about that many bytes.
    pub fn with_capacity(bytes: usize) -> Writer {
        Writer {
            buffer: Vec::with_capacity(bytes),
            not_a_number: None,
            waiting: Waiting::default(),
        }
    }

    /// Forgets the text written, and keeps its memory.
    pub(crate) fn clear(&mut self) {
        self.buffer.clear();
        self.not_a_number = None;
    }

    /// The text written; empty if an [`Encode`] wrote bytes that are no text, which the writer has no function for.
    pub(crate) fn as_str(&self) -> &str {
        std::str::from_utf8(&self.buffer).unwrap_or_default()
    }

    /// The text written.
    pub fn into_bytes(self) -> Vec<u8> {
        self.buffer
    }

    /// How many bytes were written.
    pub(super) fn len(&self) -> usize {
        self.buffer.len()
    }

    /// What stands before the first number that JSON does not have, if there is one.
    pub(crate) fn before_not_a_number(&self) -> Option<&[u8]> {
        self.buffer.get(..self.not_a_number?)
    }

    fn note(&mut self, is_number: bool) {
        if !is_number {
            self.not_a_number.get_or_insert(self.buffer.len());
        }
    }

    /// Writes `null`.
    pub fn null(&mut self) {
        self.buffer.extend_from_slice(b"null");
    }

    /// Writes `true` or `false`.
    pub fn boolean(&mut self, value: bool) {
        self.buffer
            .extend_from_slice(if value { b"true" } else { b"false" });
    }

    /// Writes an integer.
    pub fn integer(&mut self, value: i64) {
        self.through_serde_json(&value);
    }

    /// Writes an integer that may be above `i64`.
    pub fn unsigned(&mut self, value: u64) {
        self.through_serde_json(&value);
    }

    /// Writes a number: the shortest text that reads back as it.
    pub fn float(&mut self, value: f64) {
        self.note(value.is_finite());
        self.through_serde_json(&value);
    }

    /// Writes a number of single precision: the shortest text that reads back as it.
    pub fn float32(&mut self, value: f32) {
        self.note(value.is_finite());
        self.through_serde_json(&value);
    }

    /// Writes any JSON.
    pub fn value(&mut self, value: &Value) {
        self.through_serde_json(value);
    }

    /// Writes what is JSON already.
    pub fn verbatim(&mut self, json: &str) {
        self.buffer.extend_from_slice(json.as_bytes());
    }

    fn through_serde_json<T: Serialize>(&mut self, value: &T) {
        let written = serde_json::to_writer(&mut self.buffer, value);
        debug_assert!(
            written.is_ok(),
            "a Vec takes all bytes, and a Value's keys are strings"
        );
    }

    /// Writes a string.
    pub fn string(&mut self, text: &str) {
        self.buffer.push(b'"');
        self.escaped(text);
        self.buffer.push(b'"');
    }

    fn escaped(&mut self, text: &str) {
        let bytes = text.as_bytes();
        let mut from = 0;
        loop {
            let stop = scan::plain_end(bytes, from);
            self.buffer.extend_from_slice(&bytes[from..stop]);
            let Some(&byte) = bytes.get(stop) else { return };
            self.escape(byte);
            from = stop + 1;
        }
    }

    fn escape(&mut self, byte: u8) {
        const HEX: &[u8; 16] = b"0123456789abcdef";
        let short = match byte {
            b'"' | b'\\' => byte,
            0x08 => b'b',
            b'\t' => b't',
            b'\n' => b'n',
            0x0C => b'f',
            b'\r' => b'r',
            _ => {
                let digits = [HEX[usize::from(byte >> 4)], HEX[usize::from(byte & 15)]];
                self.buffer.extend_from_slice(b"\\u00");
                self.buffer.extend_from_slice(&digits);
                return;
            }
        };
        self.buffer.extend_from_slice(&[b'\\', short]);
    }

    /// Writes an array.
    pub fn array(&mut self, list: &dyn List) {
        self.buffer.push(b'[');
        let mut index = 0;
        while let Some(item) = list.item(index) {
            if index > 0 {
                self.buffer.push(b',');
            }
            item.encode(self);
            index += 1;
        }
        self.buffer.push(b']');
    }

    /// Writes an object: its members in the table's order, then the rest.
    pub fn object(&mut self, table: &'static Table, fields: &[&dyn Member]) {
        self.object_without(Parts::new(table, fields), |_| false);
    }

    /// Writes an object without some of its members.
    pub(crate) fn object_without(&mut self, parts: Parts<'_>, skips: impl Fn(&dyn Member) -> bool) {
        let tags = self.waiting.take(self.buffer.len());
        self.buffer.push(b'{');
        for tag in tags {
            if !writes(parts, tag.name) {
                tag.write(self);
            }
        }
        self.members(parts, skips);
        self.buffer.push(b'}');
    }

    /// Writes an object of members that no table names.
    pub fn map(&mut self, members: &dyn Rest) {
        let tags = self.waiting.take(self.buffer.len());
        self.buffer.push(b'{');
        for tag in tags {
            if members.value(tag.name).is_none() {
                tag.write(self);
            }
        }
        members.write_members(self, &[]);
        self.buffer.push(b'}');
    }

    fn members(&mut self, parts: Parts<'_>, skips: impl Fn(&dyn Member) -> bool) {
        let Parts {
            table,
            members,
            rest,
        } = parts;
        let rest = rest.filter(|rest| !rest.is_empty());
        // Names that a field has as well.
        let mut without = Vec::new();
        for constant in table.constants {
            if rest.is_none_or(|rest| rest.value(constant.name).is_none()) {
                constant.write(self);
            }
        }
        for (entry, value) in table.entries.iter().zip(members) {
            if skips(*value) || value.is_absent() && !entry.required {
                continue;
            }
            if let Some(kept) = rest.and_then(|rest| rest.value(entry.name)) {
                if entry.required && was_read_from(*value, kept) {
                    continue;
                }
                without.push(entry.name);
            }
            self.name(entry.name, !table.escaped);
            value.encode(self);
        }
        if let Some(rest) = rest {
            rest.write_members(self, &without);
        }
    }

    /// Writes a member of the object that is being written.
    pub fn member(&mut self, name: &str, value: &dyn Encode) {
        self.name(name, false);
        value.encode(self);
    }

    /// Writes the bracket that starts an array or an object.
    pub(super) fn open(&mut self, bracket: u8) {
        self.buffer.push(bracket);
    }

    /// Writes the bracket that ends it.
    pub(super) fn close(&mut self, bracket: u8) {
        self.buffer.push(bracket);
    }

    /// Writes a comma, unless what is open has just been opened.
    pub(super) fn separate(&mut self, open: u8) {
        if self.buffer.last() != Some(&open) {
            self.buffer.push(b',');
        }
    }

    /// Writes a member's name and the colon. `plain`: nothing in it needs an escape.
    pub(super) fn name(&mut self, name: &str, plain: bool) {
        self.separate(b'{');
        self.buffer.push(b'"');
        if plain {
            self.buffer.extend_from_slice(name.as_bytes());
        } else {
            self.escaped(name);
        }
        self.buffer.extend_from_slice(b"\":");
    }
}

impl Visit for Writer {
    fn visit(&mut self, table: &'static Table, fields: &[&dyn Member]) {
        self.object(table, fields);
    }
}

/// Whether an object writes a member of a name.
#[cold]
fn writes(parts: Parts<'_>, name: &str) -> bool {
    let Parts {
        table,
        members,
        rest,
    } = parts;
    let mut listed = table.entries.iter().zip(members);
    table.constant(name).is_some()
        || listed.any(|(entry, value)| entry.name == name && (entry.required || !value.is_absent()))
        || rest.is_some_and(|rest| rest.value(name).is_some())
}
