//! Kinds of changes of the properties of an object.

use super::RustVerdict as Rust;
use super::WireVerdict as Wire;
use super::{Break, E0308, Row, breaking, error, row};
use strum::EnumIter;

/// What changed of a property.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, EnumIter)]
pub enum PropertyKind {
    /// One that may be absent is new.
    OptionalAdded,
    /// One that must be there is new, in a type that callers make.
    RequiredAdded,
    /// One that is always there is new, in a type that only answers hold.
    AnsweredAdded,
    /// One that may be absent is gone.
    OptionalRemoved,
    /// One that is always there is gone.
    RequiredRemoved,
    /// Its name on the wire is another, and the same in Rust.
    WrittenAs,
    /// It must be there.
    MadeRequired,
    /// It may be absent.
    MadeOptional,
    /// A caller must give it, though it may be absent in answers.
    Asked,
    /// A caller need not give it.
    NoLongerAsked,
    /// It has one value only.
    Fixed,
    /// It may have another value than the one that it had.
    NoLongerFixed,
    /// One of a single value is new.
    FixedAdded,
    /// One of a single value is gone.
    FixedRemoved,
    /// Its single value is another.
    FixedChanged,
    /// It has a setter.
    SetterAdded,
    /// It has no setter any more.
    SetterRemoved,
}

const NO_FIELD: Break = error(
    "error[E0609]: no field `{name}` on type",
    "Take it out. If it still comes, it is among the unknown members.",
);

impl PropertyKind {
    pub(super) fn row(self) -> Row {
        match self {
            Self::OptionalAdded => row(
                "optional-property-added",
                "has a new optional property, `{name}`",
                Wire::Additive,
                Rust::Additive,
                "What does not know it leaves it out, and keeps it where it comes.",
            ),
            Self::RequiredAdded => breaking(
                "required-property-added",
                "requires a new property, `{name}`",
                Wire::BreaksRequests,
                error("error[E0{code}]: {missing}", "Give `{name}`."),
                "A request without it is refused; in answers it is kept where it is not known.",
            ),
            Self::AnsweredAdded => row(
                "answered-property-added",
                "has a new property that is always there, `{name}`",
                Wire::Additive,
                Rust::Additive,
                "Nobody makes the type, and what does not know the property keeps it.",
            ),
            Self::OptionalRemoved => breaking(
                "optional-property-removed",
                "has no optional property `{name}` any more",
                Wire::Neutral,
                NO_FIELD,
                "Answers without it are read as before; the service reads it no more.",
            ),
            Self::RequiredRemoved => breaking(
                "required-property-removed",
                "has no property `{name}` any more",
                Wire::BreaksResponses,
                NO_FIELD,
                "Programs that were built before cannot read an answer without it.",
            ),
            Self::WrittenAs => row(
                "property-written-as",
                "writes `{name}` as `{after}`, and not as `{before}`",
                Wire::BreaksBoth,
                Rust::Neutral,
                "Programs that were built before write and look for the old name.",
            ),
            Self::MadeRequired => breaking(
                "property-made-required",
                "requires `{name}`, which was optional",
                Wire::BreaksRequests,
                error(
                    E0308,
                    "Give it where the type is made; it is `{after}` where it is read.",
                ),
                "A request without it is refused.",
            ),
            Self::MadeOptional => breaking(
                "property-made-optional",
                "does not require `{name}` any more",
                Wire::BreaksResponses,
                error(
                    E0308,
                    "It is `{after}` where it is read; set it by `with_{name}` where the type is made.",
                ),
                "Programs that were built before cannot read an answer without it.",
            ),
            Self::Asked => breaking(
                "property-asked",
                "asks for `{name}` where it is made; answers may leave it out, as before",
                Wire::BreaksRequests,
                error("error[E0{code}]: {missing}", "Give `{name}`."),
                "A request without it is refused.",
            ),
            Self::NoLongerAsked => breaking(
                "property-no-longer-asked",
                "does not ask for `{name}` any more where it is made",
                Wire::Additive,
                error("error[E0{code}]: {missing}", "Set it by `with_{name}`."),
                "A request with it is still accepted.",
            ),
            Self::Fixed => breaking(
                "property-fixed",
                "always has {after} for `{name}`, which a caller could choose",
                Wire::BreaksRequests,
                error(
                    "error[E0609]: no field `{name}` on type",
                    "Take it out: it is written by itself.",
                ),
                "A property of one value has no field, and another value is refused.",
            ),
            Self::NoLongerFixed => breaking(
                "property-no-longer-fixed",
                "asks for `{name}`, which was always {before}",
                Wire::Additive,
                error("error[E0{code}]: {missing}", "Give `{name}`."),
                "A property that may have several values has a field; another value that arrives was always kept.",
            ),
            Self::FixedAdded => row(
                "fixed-property-added",
                "also writes `{name}`, always {after}",
                Wire::BreaksRequests,
                Rust::Neutral,
                "Programs that were built before do not send it.",
            ),
            Self::FixedRemoved => row(
                "fixed-property-removed",
                "does not write `{name}` any more, which was always {before}",
                Wire::Neutral,
                Rust::Neutral,
                "The service reads it no more.",
            ),
            Self::FixedChanged => row(
                "fixed-property-changed",
                "writes {after} for `{name}`, and not {before}",
                Wire::BreaksRequests,
                Rust::Neutral,
                "Programs that were built before send the old value.",
            ),
            Self::SetterAdded => row(
                "property-setter-added",
                "can be made with `{name}`, which only the service set",
                Wire::Additive,
                Rust::Additive,
                "A setter is added.",
            ),
            Self::SetterRemoved => breaking(
                "property-setter-removed",
                "is not made with `{name}` any more: only the service sets it",
                Wire::BreaksRequests,
                error(
                    "error[E0599]: no method named `with_{name}` found for struct `{owner}`",
                    "Take it out. Where it must be sent all the same, set the field.",
                ),
                "A service may refuse what only it sets.",
            ),
        }
    }
}
