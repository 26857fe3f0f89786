//! The kinds of changes: for each its stable id, what a report says, and what it means on the wire and in Rust.
//!
//! The enum is nested by what changes, a file each with its table, and everything that is known of a kind is in its
//! [`Row`]. What a stranger would get wrong: a kind has one Rust verdict. Where the same edit of a description breaks
//! callers here and not there, these are two kinds.

#![expect(clippy::too_many_lines, reason = "the rows of a table stand together")]

mod answer;
mod body;
mod name;
mod operation;
mod parameter;
mod property;
mod schema;
mod service;
mod value;
mod words;

pub use answer::AnswerKind;
pub use body::BodyKind;
pub use name::NameKind;
pub use operation::OperationKind;
pub use parameter::ParameterKind;
pub use property::PropertyKind;
pub use schema::{EnumKind, SchemaKind, UnionKind};
pub use service::ServiceKind;
pub use value::ValueKind;
pub use words::WordsKind;

use strum::IntoEnumIterator;

/// What a change means for programs that were built before it, on the wire.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum WireVerdict {
    /// The service may refuse what they send, and they may fail to read what it answers.
    BreaksBoth,
    /// The service may refuse what they send.
    BreaksRequests,
    /// They may fail to read what the service answers.
    BreaksResponses,
    /// The service accepts and answers what it did, and more.
    Additive,
    /// Nothing changes on the wire.
    Neutral,
}

impl WireVerdict {
    /// Whether programs that were built before may fail.
    pub fn is_breaking(self) -> bool {
        self.breaks_requests() || self.breaks_responses()
    }

    /// Whether the service may refuse what they send.
    pub fn breaks_requests(self) -> bool {
        matches!(self, Self::BreaksBoth | Self::BreaksRequests)
    }

    /// Whether they may fail to read what the service answers.
    pub fn breaks_responses(self) -> bool {
        matches!(self, Self::BreaksBoth | Self::BreaksResponses)
    }

    /// The verdict in a report.
    pub fn words(self) -> &'static str {
        match self {
            Self::BreaksBoth => "breaks requests and responses",
            Self::BreaksRequests => "breaks requests",
            Self::BreaksResponses => "breaks responses",
            Self::Additive => "additive",
            Self::Neutral => "neutral",
        }
    }

    /// The verdict for something that only some messages hold.
    pub(super) fn within(self, requests: bool, responses: bool) -> Self {
        let reached = requests || responses;
        match (
            self.breaks_requests() && requests,
            self.breaks_responses() && responses,
        ) {
            (true, true) => Self::BreaksBoth,
            (true, false) => Self::BreaksRequests,
            (false, true) => Self::BreaksResponses,
            (false, false) if self == Self::Neutral || !reached => Self::Neutral,
            (false, false) => Self::Additive,
        }
    }
}

/// What a change means for programs that are built after it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RustVerdict {
    /// A caller that uses what changed does not compile.
    Breaking,
    /// There is more to use, and every caller compiles.
    Additive,
    /// Every caller compiles.
    Neutral,
}

impl RustVerdict {
    /// The verdict in a report.
    pub fn words(self) -> &'static str {
        match self {
            Self::Breaking => "breaking",
            Self::Additive => "additive",
            Self::Neutral => "neutral",
        }
    }
}

/// What a caller's build says of a breaking change, and what to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Break {
    /// The compiler's first line, with `{name}`, `{owner}`, `{before}` and `{after}` for what differs from case to case.
    pub error: &'static str,
    /// What to change in the caller.
    pub advice: &'static str,
}

/// All that is known of a kind.
#[derive(Clone, Copy, Debug)]
pub struct Row {
    /// The id, which never changes: teams accept changes by it.
    pub id: &'static str,
    /// What a report says after the path of the item: `{name}`, `{before}` and `{after}` are filled in.
    pub says: &'static str,
    /// What it means on the wire, where requests and answers hold what changed.
    pub wire: WireVerdict,
    /// What it means in Rust.
    pub rust: RustVerdict,
    /// What a caller's build says, where it breaks.
    pub breaks: Option<Break>,
    /// Why, in a sentence.
    pub because: &'static str,
}

/// A kind that breaks no caller in Rust.
const fn row(
    id: &'static str,
    says: &'static str,
    wire: WireVerdict,
    rust: RustVerdict,
    because: &'static str,
) -> Row {
    Row {
        id,
        says,
        wire,
        rust,
        breaks: None,
        because,
    }
}

/// A kind that breaks callers in Rust.
const fn breaking(
    id: &'static str,
    says: &'static str,
    wire: WireVerdict,
    breaks: Break,
    because: &'static str,
) -> Row {
    Row {
        id,
        says,
        wire,
        rust: RustVerdict::Breaking,
        breaks: Some(breaks),
        because,
    }
}

/// The errors that several kinds share.
const fn error(error: &'static str, advice: &'static str) -> Break {
    Break { error, advice }
}

pub(super) const E0308: &str = "error[E0308]: mismatched types";

/// A kind of change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// Of the API as a whole.
    Service(ServiceKind),
    /// Of an operation as a whole.
    Operation(OperationKind),
    /// Of a parameter.
    Parameter(ParameterKind),
    /// Of the body of a request.
    Body(BodyKind),
    /// Of what an operation answers.
    Answer(AnswerKind),
    /// Of the type of a value, wherever it stands.
    Value(ValueKind),
    /// Of a type as a whole.
    Schema(SchemaKind),
    /// Of a property.
    Property(PropertyKind),
    /// Of a set of values.
    Enum(EnumKind),
    /// Of a union.
    Union(UnionKind),
    /// Of a name in Rust alone.
    Name(NameKind),
    /// Of documentation, constraints and defaults.
    Words(WordsKind),
}

impl Kind {
    /// All kinds, by subject.
    pub fn all() -> impl Iterator<Item = Self> {
        ServiceKind::iter()
            .map(Self::from)
            .chain(OperationKind::iter().map(Self::from))
            .chain(ParameterKind::iter().map(Self::from))
            .chain(BodyKind::iter().map(Self::from))
            .chain(AnswerKind::iter().map(Self::from))
            .chain(ValueKind::iter().map(Self::from))
            .chain(SchemaKind::iter().map(Self::from))
            .chain(PropertyKind::iter().map(Self::from))
            .chain(EnumKind::iter().map(Self::from))
            .chain(UnionKind::iter().map(Self::from))
            .chain(NameKind::iter().map(Self::from))
            .chain(WordsKind::iter().map(Self::from))
    }

    /// What it is about, as a heading.
    pub fn subject(self) -> &'static str {
        match self {
            Self::Service(_) => "The API",
            Self::Operation(_) => "Operations",
            Self::Parameter(_) => "Parameters",
            Self::Body(_) => "Bodies of requests",
            Self::Answer(_) => "Answers",
            Self::Value(_) => "Types of values",
            Self::Schema(_) => "Types",
            Self::Property(_) => "Properties",
            Self::Enum(_) => "Sets of values",
            Self::Union(_) => "Unions",
            Self::Name(_) => "Names",
            Self::Words(_) => "Documentation, constraints and defaults",
        }
    }

    /// All that is known of it.
    pub fn row(self) -> Row {
        match self {
            Self::Service(kind) => kind.row(),
            Self::Operation(kind) => kind.row(),
            Self::Parameter(kind) => kind.row(),
            Self::Body(kind) => kind.row(),
            Self::Answer(kind) => kind.row(),
            Self::Value(kind) => kind.row(),
            Self::Schema(kind) => kind.row(),
            Self::Property(kind) => kind.row(),
            Self::Enum(kind) => kind.row(),
            Self::Union(kind) => kind.row(),
            Self::Name(kind) => kind.row(),
            Self::Words(kind) => kind.row(),
        }
    }

    /// The stable id.
    pub fn id(self) -> &'static str {
        self.row().id
    }
}

impl From<ServiceKind> for Kind {
    fn from(kind: ServiceKind) -> Self {
        Self::Service(kind)
    }
}

impl From<OperationKind> for Kind {
    fn from(kind: OperationKind) -> Self {
        Self::Operation(kind)
    }
}

impl From<ParameterKind> for Kind {
    fn from(kind: ParameterKind) -> Self {
        Self::Parameter(kind)
    }
}

impl From<BodyKind> for Kind {
    fn from(kind: BodyKind) -> Self {
        Self::Body(kind)
    }
}

impl From<AnswerKind> for Kind {
    fn from(kind: AnswerKind) -> Self {
        Self::Answer(kind)
    }
}

impl From<ValueKind> for Kind {
    fn from(kind: ValueKind) -> Self {
        Self::Value(kind)
    }
}

impl From<SchemaKind> for Kind {
    fn from(kind: SchemaKind) -> Self {
        Self::Schema(kind)
    }
}

impl From<PropertyKind> for Kind {
    fn from(kind: PropertyKind) -> Self {
        Self::Property(kind)
    }
}

impl From<EnumKind> for Kind {
    fn from(kind: EnumKind) -> Self {
        Self::Enum(kind)
    }
}

impl From<UnionKind> for Kind {
    fn from(kind: UnionKind) -> Self {
        Self::Union(kind)
    }
}

impl From<NameKind> for Kind {
    fn from(kind: NameKind) -> Self {
        Self::Name(kind)
    }
}

impl From<WordsKind> for Kind {
    fn from(kind: WordsKind) -> Self {
        Self::Words(kind)
    }
}
