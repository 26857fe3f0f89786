//! Values that their types do not allow and that do not cost the text they stand in.
//!
//! An optional member whose value is odd is absent, and its JSON is kept among the members that the table does not name,
//! where the writer finds it again. Null among the items of a list is left out; the member that holds the list is absent,
//! or, where it is required, keeps the other items, with its JSON beside it. A required member that may be null is null
//! where it is absent. Faults of the syntax cost the text as ever, and so do other required members.
//!
//! What a stranger would get wrong: nothing here runs where nothing is odd. Paths are found at the end, by a second walk
//! over the text, because nobody keeps them while all is well.

use super::{Entry, Fault, FaultKind, Member, Reader, RestMut, Segment};
use serde_json::Value;
use std::any::Any;

/// An odd value: where it starts, and what is wrong with it, with the path from there.
#[derive(Debug)]
pub(super) struct Odd {
    at: usize,
    fault: Fault,
}

/// Where a reader was before a value.
#[derive(Clone, Copy)]
pub(super) struct Mark {
    at: usize,
    depth: u8,
    overwriting: bool,
    known: usize,
    unknown: usize,
    lost: usize,
    odd: usize,
    pub(super) nulls: usize,
}

impl Reader<'_> {
    #[inline]
    pub(super) fn mark(&self) -> Mark {
        Mark {
            at: self.at,
            depth: self.depth,
            overwriting: self.overwriting,
            known: self.score.known,
            unknown: self.score.unknown,
            lost: self.score.lost,
            odd: self.score.odd,
            nulls: self.nulls,
        }
    }

    fn rewind(&mut self, mark: Mark) {
        self.at = mark.at;
        self.depth = mark.depth;
        self.overwriting = mark.overwriting;
        self.score.known = mark.known;
        self.score.unknown = mark.unknown;
        self.score.lost = mark.lost;
        self.score.odd = mark.odd;
        self.nulls = mark.nulls;
    }

    /// After a member was read that is odd, or that holds nulls which were left out: keeps its JSON.
    #[cold]
    pub(super) fn odd_member(
        &mut self,
        read: Result<(), Fault>,
        mark: Mark,
        entry: &Entry,
        member: &mut dyn Member,
        rest: Option<&mut (dyn RestMut + '_)>,
    ) -> Result<(), Fault> {
        if let Err(fault) = read {
            if self.strict || entry.required || !fault.is_of_value() {
                return Err(fault);
            }
            self.rewind(mark);
            self.next_byte();
            while self.odd.last().is_some_and(|odd| odd.at >= self.at) {
                self.odd.pop();
            }
            let is_secret = fault.hides_its_value();
            self.note(self.at, fault);
            member.forget();
            return self.keep(entry.name, is_secret, rest);
        }
        let odd = self.score.odd;
        self.rewind(mark);
        self.score.odd = odd;
        if !entry.required {
            member.forget();
        }
        self.keep(entry.name, false, rest)
    }

    /// Reads the value that comes as a member without a type.
    fn keep(
        &mut self,
        name: &'static str,
        is_secret: bool,
        rest: Option<&mut (dyn RestMut + '_)>,
    ) -> Result<(), Fault> {
        let mark = self.mark();
        if let Some(rest) = rest {
            if rest.read_odd(name, is_secret, self).is_ok() {
                return Ok(());
            }
            self.rewind(mark);
        }
        self.unlisted();
        self.score.lost += 1;
        self.skip()
    }

    /// After an item of a list that can't be read: null is left out.
    #[cold]
    pub(super) fn odd_item(&mut self, fault: Fault, start: usize) -> Result<(), Fault> {
        let is_null = matches!(fault.kind(), FaultKind::Mismatch { .. }) && fault.offset() == start;
        if self.strict || !is_null || self.at != start || !self.null()? {
            return Err(fault);
        }
        self.score.unknown += 1;
        self.score.lost += 1;
        self.nulls += 1;
        self.note(start, fault);
        Ok(())
    }

    /// Whether a required member that did not come may be null; then it is.
    #[cold]
    pub(super) fn odd_absence(
        &mut self,
        start: usize,
        entry: &Entry,
        member: &mut dyn Member,
    ) -> bool {
        member.forget();
        let may_be_null = member.is_absent() || (&*member as &dyn Any).is::<Value>();
        if self.strict || !may_be_null {
            return false;
        }
        self.score.lost += 1;
        self.note(start, Fault::at(start, FaultKind::Missing(entry.name)));
        true
    }

    fn note(&mut self, at: usize, fault: Fault) {
        self.score.odd += 1;
        if !self.score.probing {
            self.odd.push(Odd { at, fault });
        }
    }
}

/// The faults of a text, each with its path from the start.
#[cold]
pub(super) fn located(text: &str, mut odd: Vec<Odd>) -> Vec<Fault> {
    odd.sort_by_key(|odd| odd.at);
    odd.reverse();
    let mut walk = Walk {
        odd,
        path: Vec::new(),
        found: Vec::new(),
    };
    // The text was read before: the walk ends at its end, or when nothing is left to be found.
    let _ = walk.value(&mut Reader::new(text));
    walk.found
}

struct Walk {
    /// The last is the next that comes.
    odd: Vec<Odd>,
    path: Vec<Segment>,
    found: Vec<Fault>,
}

impl Walk {
    fn value(&mut self, reader: &mut Reader<'_>) -> Result<(), Fault> {
        let first = reader.next_byte();
        let at = reader.at;
        while let Some(odd) = self.odd.pop_if(|odd| odd.at <= at) {
            self.found.push(odd.fault.inside(&self.path));
        }
        if self.odd.is_empty() {
            return Err(Fault::new("all are found"));
        }
        match first {
            Some(b'{') => reader
                .map(&mut |name, reader| self.inside(Segment::Member(name.into_owned()), reader)),
            Some(b'[') => {
                let mut index = 0;
                reader.array(&mut |reader| {
                    index += 1;
                    self.inside(Segment::Item(index - 1), reader)
                })
            }
            _ => reader.skip(),
        }
    }

    fn inside(&mut self, segment: Segment, reader: &mut Reader<'_>) -> Result<(), Fault> {
        self.path.push(segment);
        let result = self.value(reader);
        self.path.pop();
        result
    }
}
