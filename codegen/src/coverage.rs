//! What the emitted code does not express: an entry for each construct that was approximated or ignored.
//!
//! Nothing is dropped in silence. A keyword that only describes (`title`, `example`, an `x-…` that no one
//! knows) is quiet by the short list in the reader; every other keyword is expressed or has an entry here.

use crate::value::Location;

/// What was done instead.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Treatment {
    /// The emitted type is wider than the schema (it accepts more).
    Widened,
    /// The keyword has no effect on the emitted code.
    Ignored,
    /// A habit of another dialect (`nullable` in 3.1, a type array in 3.0) was understood.
    Understood,
}

/// One construct.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Entry {
    /// The keyword or construct, such as `patternProperties`: entries are grouped by it.
    pub keyword: String,
    /// Where it stands.
    pub location: Location,
    /// What was done instead.
    pub treatment: Treatment,
    /// A sentence: what the emitted code does, and why.
    pub note: String,
}

/// The entries of a run.
#[derive(Clone, Debug, Default)]
pub struct Coverage {
    list: Vec<Entry>,
}

impl Coverage {
    /// Adds an entry.
    pub fn add(
        &mut self,
        location: &Location,
        keyword: impl Into<String>,
        treatment: Treatment,
        note: impl Into<String>,
    ) {
        self.list.push(Entry {
            keyword: keyword.into(),
            location: location.clone(),
            treatment,
            note: note.into(),
        });
    }

    /// All entries, grouped by keyword, then in the order of their places, each once.
    pub fn into_sorted(mut self) -> Vec<Entry> {
        self.list.sort_by(|left, right| {
            let keywords = left.keyword.cmp(&right.keyword);
            let places = left
                .location
                .reading_order()
                .cmp(&right.location.reading_order());
            keywords.then(places).then_with(|| left.cmp(right))
        });
        self.list.dedup();
        self.list
    }
}
