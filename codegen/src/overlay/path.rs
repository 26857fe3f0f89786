//! `JSONPath` (RFC 9535) as overlays use it: which values an action is about.
//!
//! Names after a dot may contain `-` and `$` and start with a digit, which the RFC wants in brackets and quotes:
//! `$.info.x-logo` is in many overlays. There are no functions; using one is an error and not an empty result.

mod parse;
#[cfg(test)]
mod tests;

use crate::value::Value;

pub(super) use parse::parse;

/// A path from the root of a document (`$`) or, in a filter, from the value that is tested (`@`).
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Path {
    /// The steps, each applied to all that the steps before it selected.
    pub(super) segments: Vec<Segment>,
}

/// One step.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Segment {
    /// Whether it applies to everything below, too (`..`).
    pub(super) descends: bool,
    /// What is selected, the union of all.
    pub(super) selectors: Vec<Selector>,
}

/// What is selected of the children of a value.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Selector {
    /// A member by its name.
    Name(Box<str>),
    /// Every child.
    Wildcard,
    /// An element by its index, from the end if it is negative.
    Index(i64),
    /// Elements from one index (included) to another (excluded).
    Slice {
        /// The first index.
        start: Option<i64>,
        /// The index after the last.
        end: Option<i64>,
        /// The distance between two, negative to go backwards.
        step: i64,
    },
    /// The children for which a condition holds.
    Filter(Condition),
}

/// A condition on a child.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Condition {
    /// One of them holds.
    Any(Vec<Condition>),
    /// All of them hold.
    All(Vec<Condition>),
    /// It does not hold.
    Not(Box<Condition>),
    /// The path selects something.
    Exists(Origin, Path),
    /// Two values compare as the operator says.
    Compare(Operand, Operator, Operand),
}

/// Where a path in a filter starts.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Origin {
    /// `$`, the document.
    Root,
    /// `@`, the child that is tested.
    Child,
}

/// A side of a comparison.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Operand {
    /// A value that is written in the path.
    Literal(Value),
    /// The value at a path that selects one at most.
    Path(Origin, Path),
}

/// How two values are compared.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Operator {
    /// `==`
    Equal,
    /// `!=`
    NotEqual,
    /// `<`
    Less,
    /// `<=`
    LessOrEqual,
    /// `>`
    Greater,
    /// `>=`
    GreaterOrEqual,
}

impl Path {
    /// Whether it selects one value at most, by its form.
    fn is_singular(&self) -> bool {
        self.segments.iter().all(|segment| {
            let one = matches!(
                segment.selectors[..],
                [Selector::Name(_) | Selector::Index(_)]
            );
            one && !segment.descends
        })
    }
}
