//! The fields of an object, lent all at once: what reading, writing, cloning and printing share.
//!
//! What a stranger would get wrong: nothing here knows a struct. Its table says in which order the fields are lent, and
//! two values of a type lend them in the same order, so fields are paired by their places.

use super::{Decode, Encode, Fault, Rest, Table};
use std::any::Any;
use std::fmt::{self, Debug};

/// A field that holds a member of an object.
pub trait Member: Encode + Decode + Debug + Any {
    /// Becomes a clone of the same field of another object.
    fn assign(&mut self, from: &dyn Member);

    /// Whether it equals the same field of another object.
    fn same(&self, other: &dyn Member) -> bool;

    /// A blank field of its type.
    fn blank_like(&self) -> Box<dyn Member>;
}

impl<T: Encode + Decode + Clone + PartialEq + Debug + Any> Member for T {
    fn assign(&mut self, from: &dyn Member) {
        if let Some(from) = (from as &dyn Any).downcast_ref::<T>() {
            *self = from.copied();
        }
    }

    fn same(&self, other: &dyn Member) -> bool {
        (other as &dyn Any).downcast_ref::<T>() == Some(self)
    }

    fn blank_like(&self) -> Box<dyn Member> {
        Box::new(T::blank())
    }
}

/// Whether this JSON is what a field was read from.
#[cold]
pub(super) fn was_read_from(member: &dyn Member, json: &dyn Encode) -> bool {
    let mut read = member.blank_like();
    let text = super::to_vec(json);
    // Not by what both write: that asks the same of each member inside, twice a level.
    super::reader::read_document(&text, &mut *read).is_ok() && member.same(&*read)
}

/// What is done with the members of an object that are lent.
pub trait Visit {
    /// Takes the fields in the order of the table's entries and, last, the one that holds all other members, if there is one.
    fn visit(&mut self, table: &'static Table, fields: &[&dyn Member]);
}

/// What is done with the members of an object that are lent to be changed.
pub trait VisitMut {
    /// Takes the fields as [`Visit::visit`] does.
    fn visit(&mut self, table: &'static Table, fields: &mut [&mut dyn Member])
    -> Result<(), Fault>;
}

/// The members of an object.
#[derive(Clone, Copy)]
pub(crate) struct Parts<'a> {
    /// What is known of them.
    pub(crate) table: &'static Table,
    /// The fields, in the order of the table's entries.
    pub(crate) members: &'a [&'a dyn Member],
    /// The members that the table does not name, if they are kept.
    pub(crate) rest: Option<&'a dyn Rest>,
}

impl<'a> Parts<'a> {
    /// What is lent, by what it holds.
    pub(crate) fn new(table: &'static Table, fields: &'a [&'a dyn Member]) -> Parts<'a> {
        let (members, rest) = fields
            .split_at_checked(table.entries.len())
            .unwrap_or((fields, &[]));
        Parts {
            table,
            members,
            rest: rest.first().and_then(|rest| rest.as_rest()),
        }
    }
}

impl<F: FnMut(&'static Table, &[&dyn Member])> Visit for F {
    fn visit(&mut self, table: &'static Table, fields: &[&dyn Member]) {
        self(table, fields);
    }
}

impl<F: FnMut(&'static Table, &mut [&mut dyn Member]) -> Result<(), Fault>> VisitMut for F {
    fn visit(
        &mut self,
        table: &'static Table,
        fields: &mut [&mut dyn Member],
    ) -> Result<(), Fault> {
        self(table, fields)
    }
}

/// A clone of an object.
pub fn copy<T: Encode + Decode>(from: &T) -> T {
    let mut to = T::blank();
    assign(&mut to, from);
    to
}

fn assign(to: &mut dyn Decode, from: &dyn Encode) {
    from.lend(&mut |_: &'static Table, from: &[&dyn Member]| {
        let assigned = to.lend_mut(&mut |_: &'static Table, to: &mut [&mut dyn Member]| {
            for (to, from) in to.iter_mut().zip(from) {
                to.assign(*from);
            }
            Ok(())
        });
        debug_assert!(assigned.is_ok(), "nothing was read");
    });
}

/// Prints an object as a derived `Debug` does. What is secret hides itself.
pub fn debug(object: &dyn Encode, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
    let mut result = Ok(());
    object.lend(&mut |table: &'static Table, fields: &[&dyn Member]| {
        let mut printed = formatter.debug_struct(table.model);
        let names = table.entries.iter().map(|entry| entry.field);
        for (name, member) in names.chain([table.rest]).zip(fields) {
            printed.field(unraw(name), member);
        }
        result = printed.finish();
    });
    result
}

fn unraw(field: &'static str) -> &'static str {
    field.strip_prefix("r#").unwrap_or(field)
}
