//! What a type knows of its JSON object: the names, which of them are required, and which values are
//! fixed.
//!
//! Tables are built by the compiler, in constants. What is looked up for each object that is read or
//! written is therefore worked out here, once, in `const fn`s.

use super::{Fault, Reader, Writer, scan};
use serde_json::Value;

/// The members of a JSON object that its description names.
#[derive(Debug)]
pub struct Table {
    model: &'static str,
    entries: &'static [Entry],
    constants: &'static [Constant],
    rest: &'static str,
    plain: bool,
}

/// A member that a field holds.
#[derive(Debug)]
pub struct Entry {
    /// The member's name.
    pub name: &'static str,
    /// The field's name.
    pub field: &'static str,
    /// Whether an object must have it: one of [`presence`].
    pub required: bool,
}

/// The words for presence in the tables of emitted code, which are looked up here.
#[expect(
    non_upper_case_globals,
    reason = "they are words of a table, and no constants that people write"
)]
pub mod presence {
    /// An object may lack the member.
    pub const optional: bool = false;
    /// An object must have the member.
    pub const required: bool = true;
}

/// A member whose value the description fixes. No field holds it.
#[derive(Clone, Copy, Debug)]
pub struct Constant {
    /// The member's name.
    pub name: &'static str,
    /// The value, as JSON without white space.
    pub value: &'static str,
}

impl Table {
    /// The table of a type of that name: its members in the order of the description, and the field that holds others (an
    /// empty text for none).
    #[must_use]
    pub const fn new(
        model: &'static str,
        entries: &'static [Entry],
        constants: &'static [Constant],
        rest: &'static str,
    ) -> Table {
        Table {
            model,
            entries,
            constants,
            rest,
            plain: are_plain(entries),
        }
    }

    /// The name of the type.
    pub const fn model(&self) -> &'static str {
        self.model
    }

    /// The members that fields hold.
    pub const fn entries(&self) -> &'static [Entry] {
        self.entries
    }

    /// The members whose values are fixed.
    pub const fn constants(&self) -> &'static [Constant] {
        self.constants
    }

    /// The name of the field that holds other members.
    pub const fn rest(&self) -> &'static str {
        self.rest
    }

    /// Whether the names are spelled in JSON as they are here, without an escape.
    pub(super) const fn is_plain(&self) -> bool {
        self.plain
    }

    /// Where a name stands, looking from `next` on first: documents keep the order.
    pub(super) fn position(&self, name: &str, next: usize) -> Option<usize> {
        let (before, after) = self
            .entries
            .split_at_checked(next)
            .unwrap_or((self.entries, &[]));
        let find = |entries: &[Entry]| entries.iter().position(|entry| entry.name == name);
        find(after)
            .map(|index| index + next)
            .or_else(|| find(before))
    }

    pub(super) fn constant(&self, name: &str) -> Option<&'static Constant> {
        self.constants.iter().find(|constant| constant.name == name)
    }
}

impl Constant {
    pub(super) fn write(&self, writer: &mut Writer) {
        writer.name(self.name, false);
        writer.verbatim(self.value);
    }

    /// Reads the value that comes if it is the constant's, and leaves it alone if not.
    pub(super) fn read(&self, reader: &mut Reader<'_>) -> Result<bool, Fault> {
        if self.value.ends_with('"') && reader.starts_with(self.value) {
            reader.at += self.value.len();
            return Ok(true);
        }
        let mut ahead = reader.ahead();
        let found = ahead.any()?;
        let fixed = super::from_slice::<Value>(self.value.as_bytes());
        let same = fixed.is_ok_and(|fixed| fixed == found);
        if same {
            reader.at = ahead.at;
        }
        Ok(same)
    }
}

const fn are_plain(entries: &[Entry]) -> bool {
    let mut entry = 0;
    while entry < entries.len() {
        let bytes = entries[entry].name.as_bytes();
        let mut at = 0;
        while at < bytes.len() {
            if scan::is_stop(bytes[at]) {
                return false;
            }
            at += 1;
        }
        entry += 1;
    }
    true
}
