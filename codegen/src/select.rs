//! Which operations are kept: by id, tag or path; unused schemas go with the operations that are left out.
//!
//! A stranger would think that leaving out an operation leaves its component schemas: a schema stays only
//! if an operation that stays, a webhook, or nothing at all in the whole description refers to it.

/// A selection; the empty one keeps everything.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Selection {
    /// Keep only operations that match one of these.
    pub keep: Vec<Pattern>,
    /// Leave out operations that match one of these.
    pub leave: Vec<Pattern>,
}

/// What an operation is matched by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Pattern {
    /// Its id; `*` stands for any text.
    Id(String),
    /// One of its tags.
    Tag(String),
    /// Its path; `*` stands for any text.
    Path(String),
}
