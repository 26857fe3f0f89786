//! Kinds of changes of types as a whole, of sets of values, and of unions.

use super::RustVerdict as Rust;
use super::WireVerdict as Wire;
use super::{Row, breaking, error, row};
use strum::EnumIter;

/// What changed of a type as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, EnumIter)]
pub enum SchemaKind {
    /// It is new.
    Added,
    /// It is gone.
    Removed,
    /// It has another name, and the same shape.
    Renamed,
    /// It is made in another way: an object that was a set of values, say.
    Remade,
    /// It keeps members that it does not know, and skipped them.
    Opened,
    /// It skips members that it does not know, and kept them.
    Closed,
    /// Requests hold it, and did not: it has what callers make it with.
    NowSent,
    /// No request holds it any more: nobody makes it.
    NoLongerSent,
    /// It is written as XML in another way.
    Xml,
}

impl SchemaKind {
    pub(super) fn row(self) -> Row {
        match self {
            Self::Added => row(
                "type-added",
                "is a new type",
                Wire::Additive,
                Rust::Additive,
                "Nothing that was there is touched.",
            ),
            Self::Removed => breaking(
                "type-removed",
                "is gone",
                Wire::Neutral,
                error(
                    "error[E0432]: unresolved import `{gone}`",
                    "Take what the operations and types that held it hold now.",
                ),
                "What travels is told where the type was used.",
            ),
            Self::Renamed => breaking(
                "type-renamed",
                "was `{before}`",
                Wire::Neutral,
                error(
                    "error[E0432]: unresolved import `models::{before}`",
                    "Replace `{before}` by `{after}`.",
                ),
                "The shape on the wire is the same.",
            ),
            Self::Remade => breaking(
                "type-remade",
                "is {after}, and was {before}",
                Wire::BreaksBoth,
                error("{error}", "Make and read it as what it is now."),
                "Nothing that was done with the type can be done with it now.",
            ),
            Self::Opened => row(
                "type-opened",
                "keeps members that the description does not name, and skipped them",
                Wire::Additive,
                Rust::Additive,
                "A field is added for them.",
            ),
            Self::Closed => breaking(
                "type-closed",
                "does not allow other members any more",
                Wire::BreaksRequests,
                error(
                    "error[E0609]: no field `{name}` on type",
                    "Take it out: what other members arrive is skipped.",
                ),
                "A request with other members is refused.",
            ),
            Self::NowSent => row(
                "type-now-sent",
                "is part of a request now, and can be made",
                Wire::Neutral,
                Rust::Additive,
                "Constructor and setters are added.",
            ),
            Self::NoLongerSent => breaking(
                "type-no-longer-sent",
                "is part of no request any more, and has no constructor and setters",
                Wire::Neutral,
                error(
                    "{error}",
                    "Take it out, or write `construct = \"all\"` into the selection file if tests make it.",
                ),
                "What a caller never sends has nothing to make it with.",
            ),
            Self::Xml => row(
                "xml-changed",
                "is written as XML in another way: {after}, and not {before}",
                Wire::BreaksBoth,
                Rust::Neutral,
                "Programs that were built before write and read the old elements.",
            ),
        }
    }
}

/// What changed of a set of values.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, EnumIter)]
pub enum EnumKind {
    /// A value is new.
    ValueAdded,
    /// A value is gone.
    ValueRemoved,
    /// A value is written in another way, and called the same in Rust.
    ValueWrittenAs,
    /// Its values are of another kind: numbers that were texts, say.
    Basis,
    /// A closed set has a new value.
    ClosedValueAdded,
    /// A closed set has lost a value.
    ClosedValueRemoved,
    /// A closed set writes a value in another way.
    ClosedValueWrittenAs,
    /// It refuses what it does not list.
    Closed,
    /// It keeps what it does not list.
    Opened,
}

impl EnumKind {
    pub(super) fn row(self) -> Row {
        match self {
            Self::ValueAdded => row(
                "enum-value-added",
                "has a new value, {after}",
                Wire::Additive,
                Rust::Additive,
                "Sets of values are open: what does not know it keeps it as `Other`.",
            ),
            Self::ValueRemoved => breaking(
                "enum-value-removed",
                "has no value {before} any more",
                Wire::BreaksRequests,
                error(
                    "error[E0599]: no variant",
                    "Take it out; if it still comes, it is `{owner}::Other`.",
                ),
                "A request with it is refused.",
            ),
            Self::ValueWrittenAs => row(
                "enum-value-written-as",
                "writes `{variant}` as {after}, and not as {before}",
                Wire::BreaksRequests,
                Rust::Neutral,
                "Programs that were built before send the old value, and keep the new one as `Other`.",
            ),
            Self::Basis => breaking(
                "enum-basis-changed",
                "is a set of {after}, and was one of {before}",
                Wire::BreaksBoth,
                error(
                    "error[E0277]: the trait bound `{owner}: From<",
                    "Make and read its values as {after}.",
                ),
                "A value of one kind is none of the other.",
            ),
            Self::ClosedValueAdded => breaking(
                "closed-enum-value-added",
                "has a new value, {after}",
                Wire::BreaksResponses,
                error(
                    "error[E0004]: non-exhaustive patterns: `",
                    "Add an arm for it.",
                ),
                "The set is closed: programs that were built before refuse an answer with it.",
            ),
            Self::ClosedValueRemoved => breaking(
                "closed-enum-value-removed",
                "has no value {before} any more",
                Wire::BreaksBoth,
                error("error[E0599]: no variant", "Take it out."),
                "The set is closed: a request with it is refused, and so is an answer.",
            ),
            Self::ClosedValueWrittenAs => row(
                "closed-enum-value-written-as",
                "writes `{variant}` as {after}, and not as {before}",
                Wire::BreaksBoth,
                Rust::Neutral,
                "Programs that were built before send the old value, and refuse the new one.",
            ),
            Self::Closed => breaking(
                "enum-closed",
                "is closed: it refuses what it does not list",
                Wire::Neutral,
                error(
                    "error[E0599]: no variant",
                    "Take the arm `{owner}::{other}` out, and make its values by their names or by `parse`.",
                ),
                "The selection closes it; what goes over the wire is as it was.",
            ),
            Self::Opened => breaking(
                "enum-opened",
                "is open: it keeps what it does not list",
                Wire::Neutral,
                error(
                    "error[E0004]: non-exhaustive patterns: `",
                    "Add an arm for all others, and clone where it was copied.",
                ),
                "The selection does not close it any more; what goes over the wire is as it was.",
            ),
        }
    }
}

/// What changed of a union.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, EnumIter)]
pub enum UnionKind {
    /// An arm is new.
    ArmAdded,
    /// An arm is gone.
    ArmRemoved,
    /// A tag leads to an arm.
    TagAdded,
    /// A tag leads to no arm any more.
    TagRemoved,
    /// Another property tells its arms apart, or one does where none did.
    Discriminator,
    /// The arm for unknown tags.
    Fallback,
    /// An arm's type can be made into the union.
    ConversionAdded,
    /// An arm's type cannot be made into the union any more.
    ConversionRemoved,
    /// A property that all arms have can be read from the union.
    ReaderAdded,
    /// A property can't be read from the union any more.
    ReaderRemoved,
}

impl UnionKind {
    pub(super) fn row(self) -> Row {
        match self {
            Self::ArmAdded => row(
                "union-arm-added",
                "has a new arm, `{name}`",
                Wire::Additive,
                Rust::Additive,
                "Unions are open: what does not know it keeps its JSON.",
            ),
            Self::ArmRemoved => breaking(
                "union-arm-removed",
                "has no arm `{name}` any more",
                Wire::BreaksRequests,
                error(
                    "error[E0599]: no variant",
                    "Take it out; if it still comes, it is the arm that keeps JSON.",
                ),
                "A request with it is refused.",
            ),
            Self::TagAdded => row(
                "union-tag-added",
                "has the tag `{after}` for its arm `{name}`",
                Wire::Additive,
                Rust::Neutral,
                "The other tags lead where they led.",
            ),
            Self::TagRemoved => row(
                "union-tag-removed",
                "has no tag `{before}` for its arm `{name}` any more",
                Wire::BreaksBoth,
                Rust::Neutral,
                "A value with the tag is another, or none.",
            ),
            Self::Discriminator => row(
                "union-discriminator-changed",
                "tells its arms apart by {after}, and did by {before}",
                Wire::BreaksBoth,
                Rust::Neutral,
                "Programs that were built before look at and write what told them apart.",
            ),
            Self::Fallback => row(
                "union-fallback-changed",
                "reads an unknown tag as {after}, and did as {before}",
                Wire::Neutral,
                Rust::Neutral,
                "The known tags lead where they led.",
            ),
            Self::ConversionAdded => row(
                "union-conversion-added",
                "can be made from `{after}`",
                Wire::Neutral,
                Rust::Additive,
                "One arm alone holds the type.",
            ),
            Self::ReaderAdded => row(
                "union-reader-added",
                "can be asked for `{name}`, which all of its arms have",
                Wire::Neutral,
                Rust::Additive,
                "All arms have the property, with types that agree.",
            ),
            Self::ReaderRemoved => breaking(
                "union-reader-removed",
                "cannot be asked for `{name}` any more",
                Wire::Neutral,
                error(
                    "error[E0599]: no method named `{name}` found",
                    "Match on the arm, and read its field.",
                ),
                "An arm does not have the property, or not with the type that the others have.",
            ),
            Self::ConversionRemoved => breaking(
                "union-conversion-removed",
                "cannot be made from `{before}` by itself any more",
                Wire::Neutral,
                error(
                    "error[E0277]: the trait bound",
                    "Name the arm: `{owner}::…(value)`.",
                ),
                "Several arms hold the type, or none does.",
            ),
        }
    }
}
