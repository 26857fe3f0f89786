//! Reads objects through their tables.
//!
//! Documents keep the order of the description more often than not, so each name is first compared with
//! the one that comes next in the table, unread. A name that comes twice is read into the same field
//! again: what the first object left there, and the second does not have, must go.

use super::{Constant, Encode, Fault, FaultKind, Object, Reader, Table};
use std::borrow::Cow;

/// A member's name: one that the table has, one whose value it fixes, or another.
enum Name<'a> {
    Listed(usize),
    Fixed(&'static Constant),
    Unlisted(Cow<'a, str>),
}

impl<'a> Reader<'a> {
    /// Reads an object into one.
    pub fn object(&mut self, object: &mut dyn Object) -> Result<(), Fault> {
        let table = object.table();
        let overwriting = self.overwriting;
        if overwriting && let Some(rest) = object.rest_mut() {
            rest.clear();
        }
        let mut seen = Seen::default();
        let mut next = 0;
        self.next_byte();
        let start = self.at;
        let mut more = self.enter(b'{', b'}', "an object")?;
        while more {
            match self.name(table, next)? {
                Name::Listed(index) => {
                    self.score.known += 1;
                    self.overwriting = overwriting | seen.insert(index);
                    next = index + 1;
                    let null = self.score.probing && self.next_byte() == Some(b'n');
                    let read = match object.member_mut(index) {
                        Some(member) => member.decode(self),
                        None => self.skip(),
                    };
                    read.map_err(|fault| fault.in_member(table.name(index)))?;
                    if null && loses_null(object, index) {
                        self.score.lost += 1;
                    }
                }
                Name::Fixed(constant) => {
                    seen.constants += 1;
                    self.fixed(constant, object)
                        .map_err(|fault| fault.in_member(constant.name))?;
                }
                Name::Unlisted(name) => {
                    self.unlisted_member(&name, object)
                        .map_err(|fault| fault.in_member(&name))?;
                }
            }
            more = self.continues(b'}', "expected `,` or `}`")?;
        }
        self.overwriting = overwriting;
        if let Some(missing) = seen.missing(table, self.score.probing) {
            return Err(Fault::at(start, FaultKind::Missing(missing)));
        }
        if overwriting {
            forget_unseen(object, &seen);
        }
        Ok(())
    }

    /// Reads a member whose value is fixed. Another value is kept with the rest, and written again.
    fn fixed(&mut self, constant: &Constant, object: &mut dyn Object) -> Result<(), Fault> {
        if constant.read(self)? {
            self.score.known += 1;
            return Ok(());
        }
        self.unlisted_member(constant.name, object)
    }

    fn unlisted_member(&mut self, name: &str, object: &mut dyn Object) -> Result<(), Fault> {
        if let Some(rest) = object.rest_mut() {
            return rest.read_member(name, self);
        }
        self.unlisted();
        self.score.lost += 1;
        self.skip()
    }

    /// Reads a member's name and the colon. `next` is where in the table it is expected.
    #[inline]
    fn name(&mut self, table: &Table, next: usize) -> Result<Name<'a>, Fault> {
        if self.next_byte() != Some(b'"') {
            return Err(self.unfinished("expected a member's name"));
        }
        let name = if self.name_is(table, next) {
            Name::Listed(next)
        } else {
            let name = self.string()?;
            match (table.position(&name, next), table.constant(&name)) {
                (Some(index), _) => Name::Listed(index),
                (None, Some(constant)) => Name::Fixed(constant),
                (None, None) => Name::Unlisted(name),
            }
        };
        self.colon()?;
        Ok(name)
    }

    /// Reads the name at an index of the table, if it comes just as it is spelled there.
    #[inline]
    fn name_is(&mut self, table: &Table, index: usize) -> bool {
        let Some(name) = table.names().get(index) else {
            return false;
        };
        if !table.is_plain() {
            return false;
        }
        let Some(rest) = self.text.as_bytes().get(self.at + 1..) else {
            return false;
        };
        let found = rest.starts_with(name.as_bytes()) && rest.get(name.len()) == Some(&b'"');
        if found {
            self.at += name.len() + 2;
        }
        found
    }
}

/// Whether null was read as no member at all: it will not be written again.
#[cold]
fn loses_null(object: &dyn Object, index: usize) -> bool {
    let is_absent = object.member(index).is_some_and(Encode::is_absent);
    is_absent && !object.table().requires(index)
}

/// Members that the later of two objects of one name lacks lose what the earlier one had.
#[cold]
fn forget_unseen(object: &mut dyn Object, seen: &Seen) {
    for index in 0..object.table().names().len() {
        if !seen.contains(index)
            && let Some(member) = object.member_mut(index)
        {
            member.forget();
        }
    }
}

/// Which members of a table have come.
#[derive(Default)]
struct Seen {
    first: u64,
    /// From the 65th on.
    others: Vec<usize>,
    /// How many of the members whose values are fixed.
    constants: usize,
}

impl Seen {
    /// Notes a member; whether it was there before.
    #[inline]
    fn insert(&mut self, index: usize) -> bool {
        let before = self.contains(index);
        match 1_u64.checked_shl(u32::try_from(index).unwrap_or(u32::MAX)) {
            Some(bit) => self.first |= bit,
            None if before => {}
            None => self.others.push(index),
        }
        before
    }

    #[inline]
    fn contains(&self, index: usize) -> bool {
        match self
            .first
            .checked_shr(u32::try_from(index).unwrap_or(u32::MAX))
        {
            Some(bits) => bits & 1 == 1,
            None => self.others.contains(&index),
        }
    }

    /// A required member that has not come. What is fixed must come only to tell a union's types apart.
    fn missing(&self, table: &Table, probing: bool) -> Option<&'static str> {
        if probing && self.constants < table.constants().len() {
            return table.constants().first().map(|constant| constant.name);
        }
        table
            .required()
            .iter()
            .find(|index| !self.contains(**index))
            .map(|index| table.name(*index))
    }
}
