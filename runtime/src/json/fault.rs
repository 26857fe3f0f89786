//! Why a JSON text could not be read, and where.
//!
//! The path is built backwards: a fault starts without one, and each object and array that it leaves
//! on its way out adds the segment it was reading. Reading that succeeds pays nothing for it.

use super::DEPTH_LIMIT;
use std::{fmt, iter};

/// Why a JSON text could not be read as the type that was asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault(Box<Details>);

#[derive(Clone, Debug, PartialEq, Eq)]
struct Details {
    kind: FaultKind,
    offset: usize,
    /// Innermost first.
    path: Vec<Segment>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Segment {
    Member(String),
    Item(usize),
}

/// What stands for a value that is secret.
const HIDDEN: &str = "***";

/// What is wrong at the place a [`Fault`] points at.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum FaultKind {
    /// The text is not JSON.
    Syntax(&'static str),
    /// The text ends where a value, or more of one, is due.
    End,
    /// The text is not UTF-8.
    Utf8,
    /// Arrays and objects are nested deeper than is read.
    Depth,
    /// The value is of another type.
    Mismatch {
        /// What the description says, with its article.
        expected: &'static str,
        /// What arrived, cut short where it is long.
        found: String,
    },
    /// The number does not fit its type.
    Range {
        /// What the description says, with its article.
        expected: &'static str,
        /// The number as it was written.
        number: String,
    },
    /// An object lacks a member that is required.
    Missing(&'static str),
    /// Anything else.
    Other(String),
}

impl Fault {
    /// A fault in words, of a document as a whole.
    pub fn new(message: impl Into<String>) -> Fault {
        Fault::at(0, FaultKind::Other(message.into()))
    }

    /// A fault of a value that starts at a byte, in the words of what refuses it.
    #[cold]
    pub(crate) fn refused(offset: usize, why: &dyn fmt::Display) -> Fault {
        Fault::at(offset, FaultKind::Other(why.to_string()))
    }

    #[cold]
    pub(super) fn at(offset: usize, kind: FaultKind) -> Fault {
        Fault(Box::new(Details {
            kind,
            offset,
            path: Vec::new(),
        }))
    }

    #[cold]
    pub(super) fn in_member(mut self, name: &str) -> Fault {
        self.0.path.push(Segment::Member(name.to_owned()));
        self
    }

    #[cold]
    pub(super) fn in_item(mut self, index: usize) -> Fault {
        self.0.path.push(Segment::Item(index));
        self
    }

    /// This fault as one inside of the value at a path.
    #[cold]
    pub(super) fn inside(mut self, path: &[Segment]) -> Fault {
        self.0.path.extend(path.iter().rev().cloned());
        self
    }

    /// Whether the text is fine and only a value in it is not what its type allows.
    pub(super) fn is_of_value(&self) -> bool {
        match &self.0.kind {
            FaultKind::Syntax(_) | FaultKind::End | FaultKind::Utf8 | FaultKind::Depth => false,
            FaultKind::Mismatch { .. }
            | FaultKind::Range { .. }
            | FaultKind::Missing(_)
            | FaultKind::Other(_) => true,
        }
    }

    /// Whether the value that it is about must not be shown.
    pub(super) fn hides_its_value(&self) -> bool {
        match &self.0.kind {
            FaultKind::Mismatch { found: value, .. } | FaultKind::Range { number: value, .. } => {
                value == HIDDEN
            }
            _ => false,
        }
    }

    /// This fault's place with another cause.
    pub(super) fn with_kind(mut self, kind: FaultKind) -> Fault {
        self.0.kind = kind;
        self
    }

    /// This fault with the place in the text that the JSON was made of.
    pub(crate) fn with_offset(mut self, offset: usize) -> Fault {
        self.0.offset = offset;
        self
    }

    /// This fault without the value that it found, which is secret.
    pub(crate) fn without_value(mut self) -> Fault {
        match &mut self.0.kind {
            FaultKind::Mismatch { found: value, .. } | FaultKind::Range { number: value, .. } => {
                HIDDEN.clone_into(value);
            }
            _ => {}
        }
        self
    }

    /// Whether the text is of another syntax, whatever it says.
    pub(crate) fn is_of_syntax(&self) -> bool {
        match &self.0.kind {
            FaultKind::Syntax(_) | FaultKind::Utf8 | FaultKind::Other(_) => true,
            FaultKind::End
            | FaultKind::Depth
            | FaultKind::Mismatch { .. }
            | FaultKind::Range { .. }
            | FaultKind::Missing(_) => false,
        }
    }

    /// What is wrong.
    pub fn kind(&self) -> &FaultKind {
        &self.0.kind
    }

    /// The byte of the text at which it was noticed.
    pub fn offset(&self) -> usize {
        self.0.offset
    }

    /// Where it is, as a `JSONPath`: `$.properties.items[3]["display name"]`.
    pub fn path(&self) -> String {
        let segments = self.0.path.iter().rev();
        iter::once("$".to_owned())
            .chain(segments.map(ToString::to_string))
            .collect()
    }
}

impl fmt::Display for Segment {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Segment::Member(name) if is_identifier(name) => write!(formatter, ".{name}"),
            Segment::Member(name) => write!(formatter, "[{}]", super::to_string(name)),
            Segment::Item(index) => write!(formatter, "[{index}]"),
        }
    }
}

fn is_identifier(name: &str) -> bool {
    name.starts_with(|first: char| first.is_alphabetic() || first == '_')
        && name
            .chars()
            .all(|letter| letter.is_alphanumeric() || letter == '_')
}

impl fmt::Display for FaultKind {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            FaultKind::Syntax(message) => formatter.write_str(message),
            FaultKind::End => formatter.write_str("the text ends too early"),
            FaultKind::Utf8 => formatter.write_str("the text is not UTF-8"),
            FaultKind::Depth => {
                write!(
                    formatter,
                    "arrays and objects are nested more than {DEPTH_LIMIT} deep"
                )
            }
            FaultKind::Mismatch { expected, found } => {
                write!(formatter, "expected {expected}, found {found}")
            }
            FaultKind::Range { expected, number } => {
                write!(formatter, "{number} does not fit {expected}")
            }
            FaultKind::Missing(name) => write!(formatter, "missing member {name:?}"),
            FaultKind::Other(message) => formatter.write_str(message),
        }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            formatter,
            "{} at {} (byte {})",
            self.0.kind,
            self.path(),
            self.0.offset
        )
    }
}

impl std::error::Error for Fault {}
