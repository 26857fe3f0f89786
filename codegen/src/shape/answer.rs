//! What an operation answers and how it fails: one type or an enum of them, and the headers that come along.

use super::{Codec, Doc, Name, Type};
use crate::description::Status;

/// What an operation may answer, or how it may fail.
#[derive(Clone, Debug, PartialEq)]
pub enum Outcome {
    /// Nothing is documented that has a body (failures only).
    Undeclared,
    /// Nothing but a status.
    Unit,
    /// One type.
    Single(Type),
    /// An enum.
    Enum(Vec<OutcomeVariant>),
}

/// A variant of an outcome.
#[derive(Clone, Debug, PartialEq)]
pub struct OutcomeVariant {
    /// Its name.
    pub name: Name,
    /// What it means.
    pub doc: Doc,
    /// What it holds.
    pub ty: Option<Type>,
}

/// What a status means.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    /// The statuses. [`Status::Default`] is all that are not listed.
    pub status: Status,
    /// Whether it is a failure.
    pub failure: bool,
    /// What the body is, by media type. One without a codec is no body, and then the only one; none is an answer that
    /// is not documented.
    pub bodies: Vec<AnswerBody>,
    /// What an answer is whose body can't be read.
    pub unreadable: Unreadable,
}

/// What an answer is whose body can't be read as its status says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unreadable {
    /// An error that says where and why.
    Decode,
    /// Undocumented: the description does not have the status, only a success that it may be.
    Undocumented,
    /// This variant of the output: an operation that goes on after its answer.
    Accepted(usize),
}

/// A failure that the description documents.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DocumentedFailure {
    /// Its status, and what the author says of it.
    pub text: String,
    /// Whether it has a body, and so a value.
    pub has_body: bool,
}

/// A body of an answer.
#[derive(Clone, Debug, PartialEq)]
pub struct AnswerBody {
    /// The media type.
    pub media_type: String,
    /// How it is read; `None` is no body.
    pub codec: Option<Codec>,
    /// The type; [`Type::Unit`] for no body.
    pub ty: Type,
    /// The variant of the outcome, where it is an enum.
    pub variant: Option<usize>,
}

/// A response header.
#[derive(Clone, Debug, PartialEq)]
pub struct HeaderField {
    /// Its name.
    pub name: Name,
    /// What it is.
    pub doc: Doc,
    /// The type of its value.
    pub ty: Type,
    /// A prefix: all headers with it, as a map.
    pub prefix: Option<String>,
    /// A document rather than a text.
    pub content: bool,
    /// `deprecated`.
    pub deprecated: bool,
    /// What stands between the items of a list; `None` is a header an item.
    pub delimiter: Option<char>,
    /// Whether the members of an object are `name=value`.
    pub explode: bool,
}
