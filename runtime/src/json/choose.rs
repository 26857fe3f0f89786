//! Looks ahead, for unions: of what kind the value is, what its discriminator says, which of several
//! types explains it best.
//!
//! Nothing here consumes the value. A choice inside a choice is remembered by its place in the text:
//! without that, each level of nesting would multiply the work by the number of arms.

use super::{Fault, Member, Reader, Union, UnionTable};
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// The kinds of JSON values.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// `null`.
    Null,
    /// `true` or `false`.
    Bool,
    /// A number, or what is no JSON value at all: reading it says so.
    Number,
    /// A string.
    String,
    /// An array.
    Array,
    /// An object.
    Object,
}

/// How well a type explains a value: smaller is better.
type Rank = (usize, usize, usize, Reverse<usize>);

/// What the reader learned about how well a type explains a value.
#[derive(Debug, Default)]
pub(super) struct Score {
    pub(super) known: usize,
    /// Each value that no type explains, those inside of others too: what is dropped counts as what is kept.
    pub(super) unknown: usize,
    /// Members that will not be written again: those that are dropped, and null where it is read as absence.
    pub(super) lost: usize,
    /// Values that the type does not allow.
    pub(super) odd: usize,
    /// Whether the reader works for a choice further out.
    pub(super) probing: bool,
    /// The choices made so far, by offset and union.
    choices: BTreeMap<(usize, usize), Option<usize>>,
}

impl Reader<'_> {
    /// The kind of the value that comes.
    pub fn kind(&self) -> Kind {
        match self.ahead().next_byte() {
            Some(b'n') => Kind::Null,
            Some(b't' | b'f') => Kind::Bool,
            Some(b'"') => Kind::String,
            Some(b'[') => Kind::Array,
            Some(b'{') => Kind::Object,
            _ => Kind::Number,
        }
    }

    /// The tag that the object that comes has as its property: the content of a string, the spelling of another scalar.
    ///
    /// If the property comes twice, the first counts.
    pub fn tag(&self, property: &str) -> Option<String> {
        let mut ahead = self.ahead();
        let mut found = None;
        // Leaves the object as soon as the property is found: what follows is read later anyway.
        let _ = ahead.map(&mut |name, reader| {
            if name != property {
                return reader.skip();
            }
            found = reader.scalar().map(std::borrow::Cow::into_owned);
            Err(Fault::new("found"))
        });
        found
    }

    /// Which of some of a union's arms explains the value that comes best: of those that can be read from it the one
    /// that leaves the fewest values unknown or odd, then the one with the fewest odd ones, then the one that loses the
    /// fewest members, then the one that knows the most, then the first.
    ///
    /// A type that allows everything and says nothing does not win over one that explains all but a value.
    /// `None`: it can be read as none of them.
    pub(super) fn choose(
        &mut self,
        union: &mut dyn Union,
        table: &'static UnionTable,
        arms: &[usize],
    ) -> Option<usize> {
        let place = (self.at, std::ptr::from_ref(table).addr());
        if let Some(choice) = self.score.choices.get(&place) {
            return *choice;
        }
        let mut best: Option<(usize, Rank)> = None;
        for &index in arms {
            union.become_arm(index);
            let Some(rank) = self.rank(union.arm_mut()) else {
                continue;
            };
            if best.is_none_or(|(_, held)| rank < held) {
                best = Some((index, rank));
            }
        }
        let choice = best.map(|(index, _)| index);
        if self.score.probing {
            self.score.choices.insert(place, choice);
        }
        choice
    }

    /// How well an arm explains the value that comes; smaller is better.
    fn rank(&mut self, arm: &mut dyn Member) -> Option<Rank> {
        let mut ahead = self.ahead();
        ahead.score.probing = true;
        ahead.score.choices = std::mem::take(&mut self.score.choices);
        let read = arm.decode(&mut ahead);
        self.score.choices = ahead.score.choices;
        read.ok()?;
        let Score {
            known,
            unknown,
            lost,
            odd,
            ..
        } = ahead.score;
        // An odd value weighs as much as a member that nothing lists: its name and its value are two unknown things.
        Some((2 * odd + unknown, odd, lost, Reverse(known)))
    }
}

impl<'a> Reader<'a> {
    /// The text of a scalar: a string's content, another's spelling.
    fn scalar(&mut self) -> Option<std::borrow::Cow<'a, str>> {
        match self.next_byte()? {
            b'"' => self.string().ok(),
            b'{' | b'[' => None,
            _ => {
                let start = self.at;
                self.skip().ok()?;
                self.text
                    .get(start..self.at)
                    .map(std::borrow::Cow::Borrowed)
            }
        }
    }
}
