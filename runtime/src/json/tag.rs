//! The tag that a union gives to an arm whose own type does not have it.
//!
//! What surprises: nothing is put around the arm. The tag waits until the object that starts right there is written, and
//! is its first member unless the object has one of that name; in reading, the object that starts right there leaves it
//! out. So an arm that is a union itself passes it on, and what stands deeper never sees it.

use super::{Constant, Decode, Encode, Fault, Reader, Writer};

/// The tags that wait for an object, with the place where it must start.
#[derive(Debug, Default)]
pub(super) struct Waiting(Vec<(usize, Constant)>);

impl Waiting {
    /// The tags for the object that starts at a place; they wait no longer.
    #[inline]
    pub(super) fn take(&mut self, at: usize) -> Vec<Constant> {
        if self.0.is_empty() {
            return Vec::new();
        }
        let all = std::mem::take(&mut self.0).into_iter();
        all.filter(|(place, _)| *place == at)
            .map(|(_, tag)| tag)
            .collect()
    }
}

impl Writer {
    /// Writes an arm of a union, with a tag where it writes none of that name itself.
    pub(super) fn tagged(&mut self, tag: Constant, arm: &dyn Encode) {
        let place = self.len();
        self.waiting.0.push((place, tag));
        arm.encode(self);
        self.waiting.0.retain(|(at, _)| *at < place);
    }
}

impl Reader<'_> {
    /// Reads an arm of a union; a tag that its own type does not have is the union's.
    pub(super) fn tagged(&mut self, tag: Constant, arm: &mut dyn Decode) -> Result<(), Fault> {
        self.next_byte();
        let place = self.at;
        self.waiting.0.push((place, tag));
        let read = arm.decode(self);
        self.waiting.0.retain(|(at, _)| *at < place);
        read
    }
}
