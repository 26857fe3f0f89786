//! The fields of an object, lent all at once: what reading, writing, cloning, comparing and printing share.
//!
//! What a stranger would get wrong: nothing here knows a struct. Its table says in which order the fields are lent, and
//! two values of a type lend them in the same order, so fields are paired by their places.

use super::{Decode, Encode, Fault, Rest, RestMut, Table};
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
            self.clone_from(from);
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
    super::reader::read_document(&text, &mut *read).is_ok() && member.same(&*read)
}

/// A field that holds the members that the table does not name.
pub trait Others: Member + Rest + RestMut {}

impl<T: Member + Rest + RestMut> Others for T {}

/// The members of an object.
#[derive(Clone, Copy)]
#[expect(
    missing_debug_implementations,
    reason = "it lives for a call, and its values print themselves"
)]
pub struct Parts<'a> {
    /// What is known of them.
    pub table: &'static Table,
    /// The fields, in the order of the table's entries.
    pub members: &'a [&'a dyn Member],
    /// The members that the table does not name, if they are kept.
    pub rest: Option<&'a dyn Others>,
}

/// The members of an object, to be changed.
#[expect(
    missing_debug_implementations,
    reason = "it lives for a call, and its values print themselves"
)]
pub struct PartsMut<'a> {
    /// What is known of them.
    pub table: &'static Table,
    /// The fields, in the order of the table's entries.
    pub members: &'a mut [&'a mut dyn Member],
    /// The members that the table does not name, if they are kept.
    pub rest: Option<&'a mut dyn Others>,
}

/// A clone of an object.
pub fn copy<T: Encode + Decode>(from: &T) -> T {
    let mut to = T::blank();
    assign(&mut to, from);
    to
}

fn assign(to: &mut dyn Decode, from: &dyn Encode) {
    from.lend(&mut |from| {
        let assigned = to.lend_mut(&mut |to| {
            for (to, from) in to.members.iter_mut().zip(from.members) {
                to.assign(*from);
            }
            if let (Some(to), Some(from)) = (to.rest, from.rest) {
                to.assign(from);
            }
            Ok::<(), Fault>(())
        });
        debug_assert!(assigned.is_ok(), "nothing was read");
    });
}

/// Whether two objects of a type are equal.
pub fn same(left: &dyn Encode, right: &dyn Encode) -> bool {
    let mut same = true;
    left.lend(&mut |left| {
        right.lend(&mut |right| {
            same = left
                .members
                .iter()
                .zip(right.members)
                .all(|(left, right)| left.same(*right))
                && match (left.rest, right.rest) {
                    (Some(left), Some(right)) => left.same(right),
                    (None, None) => true,
                    _ => false,
                };
        });
    });
    same
}

/// Prints an object as a derived `Debug` does. What is secret hides itself.
pub fn debug(object: &dyn Encode, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
    let mut result = Ok(());
    object.lend(&mut |parts| {
        let mut printed = formatter.debug_struct(parts.table.model());
        for (entry, member) in parts.table.entries().iter().zip(parts.members) {
            printed.field(unraw(entry.field), member);
        }
        if let Some(rest) = parts.rest {
            printed.field(unraw(parts.table.rest()), &rest);
        }
        result = printed.finish();
    });
    result
}

fn unraw(field: &'static str) -> &'static str {
    field.strip_prefix("r#").unwrap_or(field)
}
