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
    names: &'static [&'static str],
    required: &'static [usize],
    constants: &'static [Constant],
    plain: bool,
}

/// A member whose value the description fixes. It has no index: no field holds it.
#[derive(Debug)]
pub struct Constant {
    /// The member's name.
    pub name: &'static str,
    /// The value, as JSON without white space.
    pub value: &'static str,
}

impl Table {
    /// A table of names in the order of the description, and the indices of those that are required.
    #[must_use]
    pub const fn new(names: &'static [&'static str], required: &'static [usize]) -> Table {
        Table {
            names,
            required,
            constants: &[],
            plain: are_plain(names),
        }
    }

    /// Adds the members whose values are fixed.
    #[must_use]
    pub const fn with_constants(mut self, constants: &'static [Constant]) -> Table {
        self.constants = constants;
        self
    }

    /// The names of the members.
    pub const fn names(&self) -> &'static [&'static str] {
        self.names
    }

    /// The indices of the members that are required.
    pub const fn required(&self) -> &'static [usize] {
        self.required
    }

    /// The members whose values are fixed.
    pub const fn constants(&self) -> &'static [Constant] {
        self.constants
    }

    /// Whether the member at an index is required.
    pub fn requires(&self, index: usize) -> bool {
        self.required.contains(&index)
    }

    /// Whether the names are spelled in JSON as they are here, without an escape.
    pub(super) const fn is_plain(&self) -> bool {
        self.plain
    }

    pub(super) fn name(&self, index: usize) -> &'static str {
        self.names.get(index).copied().unwrap_or_default()
    }

    /// Where a name stands, looking from `next` on first: documents keep the order.
    pub(super) fn position(&self, name: &str, next: usize) -> Option<usize> {
        let (before, after) = self
            .names
            .split_at_checked(next)
            .unwrap_or((self.names, &[]));
        let find = |names: &[&str]| names.iter().position(|known| *known == name);
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

const fn are_plain(names: &[&str]) -> bool {
    let mut name = 0;
    while name < names.len() {
        let bytes = names[name].as_bytes();
        let mut at = 0;
        while at < bytes.len() {
            if scan::is_stop(bytes[at]) {
                return false;
            }
            at += 1;
        }
        name += 1;
    }
    true
}
