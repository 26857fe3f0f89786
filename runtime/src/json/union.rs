//! Unions through their tables: which arm a value is, and what all arms have in common.
//!
//! What a stranger would get wrong: a union that is read is one arm after another on its way. It becomes each arm, blank,
//! to see what that makes of the value, and stays the one that explains it best.

use super::{Constant, Decode, Fault, Member, Reader, Writer};
use std::fmt;

/// An enum of which each arm holds a value, the last one any other JSON.
pub trait Union {
    /// The arm that it is.
    fn arm(&self) -> Arm<'_>;

    /// The value of that arm, to be changed.
    fn arm_mut(&mut self) -> &mut dyn Member;

    /// Becomes an arm with a blank value; the last one if there are fewer.
    fn become_arm(&mut self, index: usize);
}

/// An arm and its value.
#[expect(
    missing_debug_implementations,
    reason = "it lives for a call, and its value prints itself"
)]
pub struct Arm<'a> {
    /// What is known of all arms.
    pub table: &'static UnionTable,
    /// Its place among the arms of the table; their number for any other JSON.
    pub index: usize,
    /// What it holds.
    pub value: &'a dyn Member,
}

/// What a type knows of its union.
#[derive(Debug)]
pub struct UnionTable {
    /// The name of the type, which also keeps the tables of two unions apart.
    pub model: &'static str,
    /// The member that tells the arms apart, if one does.
    pub property: Option<&'static str>,
    /// The arms, but for that of any other JSON.
    pub arms: &'static [ArmEntry],
    /// The arm of objects with any other tag, if it fits.
    pub default: Option<usize>,
    /// The name of the arm for any other JSON.
    pub other: &'static str,
}

/// An arm of a union.
#[derive(Debug)]
pub struct ArmEntry {
    /// Its name.
    pub name: &'static str,
    /// The tags that lead to it; several arms may have one. Without any, it is tried where no arm has the tag that came.
    pub tags: &'static [&'static str],
    /// The tag that the union writes, as JSON, where the arm's own type does not always write one.
    pub written: Option<&'static str>,
}

impl UnionTable {
    /// The name of the arm at an index.
    fn name(&self, index: usize) -> &'static str {
        self.arms.get(index).map_or(self.other, |arm| arm.name)
    }

    /// The arms that a value may be by its tag: those that have it, else those for values without a known tag.
    fn candidates(&self, reader: &Reader<'_>, property: &str) -> (bool, Vec<usize>) {
        let arms = || self.arms.iter().enumerate();
        if let Some(tag) = reader.tag(property) {
            let has_it = |(_, arm): &(usize, &ArmEntry)| arm.tags.contains(&&*tag);
            let tagged: Vec<usize> = arms().filter(has_it).map(|(index, _)| index).collect();
            if !tagged.is_empty() {
                return (true, tagged);
            }
        }
        let is_free =
            |(index, arm): &(usize, &ArmEntry)| arm.tags.is_empty() || self.default == Some(*index);
        (
            false,
            arms().filter(is_free).map(|(index, _)| index).collect(),
        )
    }

    /// The tag that the union writes for an arm.
    fn written(&self, index: usize) -> Option<Constant> {
        Some(Constant {
            name: self.property?,
            value: self.arms.get(index)?.written?,
        })
    }
}

impl Reader<'_> {
    /// Reads a value as the arm of a union that it is. A tag that one arm alone has decides; else the arm that fits best.
    pub fn union(&mut self, union: &mut dyn Union) -> Result<(), Fault> {
        let table = union.arm().table;
        let chosen = match table
            .property
            .map(|property| table.candidates(self, property))
        {
            Some((true, only)) if only.len() == 1 => only.first().copied(),
            Some((_, several)) => self.choose(union, table, &several),
            None => {
                let all: Vec<usize> = (0..table.arms.len()).collect();
                self.choose(union, table, &all)
            }
        };
        if chosen.is_none() {
            self.unlisted();
        }
        let index = chosen.unwrap_or(table.arms.len());
        union.become_arm(index);
        match table.written(index) {
            Some(tag) => self.tagged(tag, union.arm_mut()),
            None => union.arm_mut().decode(self),
        }
    }
}

impl Writer {
    /// Writes the value of a union's arm, with the tag that the arm's own type does not have.
    pub fn union(&mut self, union: &dyn Union) {
        let Arm {
            table,
            index,
            value,
        } = union.arm();
        match table.written(index) {
            Some(tag) => self.tagged(tag, value),
            None => value.encode(self),
        }
    }
}

/// A clone of a union.
pub fn copy_union<T: Union + Decode>(from: &T) -> T {
    let mut to = T::blank();
    assign(&mut to, from);
    to
}

fn assign(to: &mut dyn Union, from: &dyn Union) {
    let from = from.arm();
    to.become_arm(from.index);
    to.arm_mut().assign(from.value);
}

/// Prints a union as a derived `Debug` does.
pub fn debug_union(union: &dyn Union, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
    let arm = union.arm();
    formatter
        .debug_tuple(arm.table.name(arm.index))
        .field(&arm.value)
        .finish()
}

/// What the arms of a union share, by the words of its table.
pub mod shared {
    use std::borrow::Borrow;

    /// A field that every arm has.
    pub fn required<T: Borrow<B>, B: ?Sized>(field: &T) -> Option<&B> {
        Some(field.borrow())
    }

    /// A field that may be absent in every arm.
    pub fn optional<T: Borrow<B>, B: ?Sized>(field: &Option<T>) -> Option<&B> {
        field.as_ref().map(T::borrow)
    }
}
