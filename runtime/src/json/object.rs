//! Reads objects through their tables.
//!
//! Documents keep the order of the description more often than not, so each name is first compared with
//! the one that comes next in the table, unread. A name that comes twice is read into the same field
//! again: what the first object left there, and the second does not have, must go.

use super::{Constant, Fault, FaultKind, Member, Reader, RestMut, Table, VisitMut};
use std::borrow::Cow;

/// A member's name: one that the table has, one whose value it fixes, or another.
enum Name<'a> {
    Listed(usize),
    Fixed(&'static Constant),
    Unlisted(Cow<'a, str>),
}

impl<'a> Reader<'a> {
    /// Reads an object into its fields: those of the table's entries and, last, the one that holds all other members.
    pub fn object(
        &mut self,
        table: &'static Table,
        fields: &mut [&mut dyn Member],
    ) -> Result<(), Fault> {
        let listed = table.entries.len().min(fields.len());
        let (members, rest) = fields.split_at_mut(listed);
        let mut rest = rest.first_mut().and_then(|rest| rest.as_rest_mut());
        let overwriting = self.overwriting;
        if overwriting && let Some(rest) = &mut rest {
            rest.clear();
        }
        let mut seen = Seen::default();
        let mut next = 0;
        self.next_byte();
        let start = self.at;
        let tags = self.waiting.take(start);
        let mut more = self.enter(b'{', b'}', "an object")?;
        while more {
            match self.name(table, next)? {
                Name::Listed(index) => {
                    self.score.known += 1;
                    self.overwriting = overwriting | seen.insert(index);
                    next = index + 1;
                    let null = self.score.probing && self.next_byte() == Some(b'n');
                    let mark = self.mark();
                    if let Some(member) = members.get_mut(index) {
                        let read = member.decode(self);
                        if read.is_err() || self.nulls != mark.nulls {
                            let entry = &table.entries[index];
                            self.odd_member(read, mark, entry, *member, rest.as_deref_mut())
                                .map_err(|fault| fault.in_member(entry.name))?;
                        } else if null && loses_null(&**member, table, index) {
                            self.score.lost += 1;
                        }
                    }
                }
                Name::Fixed(constant) => {
                    seen.constants += 1;
                    self.fixed(constant, rest.as_deref_mut())
                        .map_err(|fault| fault.in_member(constant.name))?;
                }
                Name::Unlisted(name) if takes(&tags, &name, self)? => self.score.known += 1,
                Name::Unlisted(name) => {
                    self.unlisted_member(&name, rest.as_deref_mut())
                        .map_err(|fault| fault.in_member(&name))?;
                }
            }
            more = self.continues(b'}', "expected `,` or `}`")?;
        }
        self.overwriting = overwriting;
        if self.score.probing && seen.constants < table.constants.len() {
            let missing = table.constants.first().map_or("", |constant| constant.name);
            return Err(Fault::at(start, FaultKind::Missing(missing)));
        }
        for (index, entry) in table.entries.iter().enumerate() {
            if !entry.required || seen.contains(index) {
                continue;
            }
            let member = members.get_mut(index);
            if !member.is_some_and(|member| self.odd_absence(start, entry, *member)) {
                return Err(Fault::at(start, FaultKind::Missing(entry.name)));
            }
        }
        if overwriting {
            forget_unseen(members, &seen);
        }
        Ok(())
    }

    /// Reads a member whose value is fixed. Another value is kept with the rest, and written again.
    fn fixed(
        &mut self,
        constant: &Constant,
        rest: Option<&mut (dyn RestMut + '_)>,
    ) -> Result<(), Fault> {
        if constant.read(self)? {
            self.score.known += 1;
            return Ok(());
        }
        self.unlisted_member(constant.name, rest)
    }

    fn unlisted_member(
        &mut self,
        name: &str,
        rest: Option<&mut (dyn RestMut + '_)>,
    ) -> Result<(), Fault> {
        if let Some(rest) = rest {
            return rest.read_member(name, self);
        }
        // What a closed object does not list, it does not allow.
        self.unlisted();
        self.score.lost += 1;
        self.score.odd += 1;
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
        let Some(entry) = table.entries.get(index) else {
            return false;
        };
        if table.escaped {
            return false;
        }
        let name = entry.name;
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

impl VisitMut for Reader<'_> {
    fn visit(
        &mut self,
        table: &'static Table,
        fields: &mut [&mut dyn Member],
    ) -> Result<(), Fault> {
        self.object(table, fields)
    }
}

/// Reads the tag that a union has for the object, if it is that.
fn takes(tags: &[Constant], name: &str, reader: &mut Reader<'_>) -> Result<bool, Fault> {
    match tags.iter().find(|tag| tag.name == name) {
        Some(tag) => tag.read(reader),
        None => Ok(false),
    }
}

/// Whether null was read as no member at all: it will not be written again.
#[cold]
fn loses_null(member: &dyn Member, table: &Table, index: usize) -> bool {
    let is_required = table.entries.get(index).is_some_and(|entry| entry.required);
    member.is_absent() && !is_required
}

/// Members that the later of two objects of one name lacks lose what the earlier one had.
#[cold]
fn forget_unseen(members: &mut [&mut dyn Member], seen: &Seen) {
    for (index, member) in members.iter_mut().enumerate() {
        if !seen.contains(index) {
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
}
