//! What a type knows of its JSON object: the names, which of them are required, and which values are
//! fixed.
//!
//! Tables are constants of emitted code, and plain: a compiler pays for each step that it takes to work one out.

use super::{Fault, Reader, Writer};
use serde_json::Value;

/// The members of a JSON object that its description names.
#[derive(Debug)]
pub struct Table {
    /// The name of the type.
    pub model: &'static str,
    /// The members that fields hold, in the order of the description.
    pub entries: &'static [Entry],
    /// The members whose values are fixed.
    pub constants: &'static [Constant],
    /// The name of the field that holds other members; an empty text for none.
    pub rest: &'static str,
    /// Whether JSON spells a name of the entries otherwise than it stands there, because something in it needs an escape.
    pub escaped: bool,
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
