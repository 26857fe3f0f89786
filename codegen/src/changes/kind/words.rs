//! Kinds of changes of what is said of something: documentation, deprecation, constraints, defaults.

use super::RustVerdict as Rust;
use super::WireVerdict as Wire;
use super::{Row, row};
use strum::EnumIter;

/// What is said in another way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, EnumIter)]
pub enum WordsKind {
    /// Documentation.
    Documentation,
    /// `deprecated`.
    Deprecated,
    /// No longer `deprecated`.
    NoLongerDeprecated,
    /// Fewer values are allowed.
    Tightened,
    /// More values are allowed.
    Loosened,
    /// Other values are allowed.
    Constraint,
    /// A default.
    DefaultAdded,
    /// A default.
    DefaultRemoved,
    /// A default.
    DefaultChanged,
}

impl WordsKind {
    pub(super) fn row(self) -> Row {
        match self {
            Self::Documentation => row(
                "documentation-changed",
                "documents {name} in other words",
                Wire::Neutral,
                Rust::Neutral,
                "Only people read documentation.",
            ),
            Self::Deprecated => row(
                "deprecated",
                "deprecates {name}",
                Wire::Neutral,
                Rust::Neutral,
                "Callers compile with a warning.",
            ),
            Self::NoLongerDeprecated => row(
                "no-longer-deprecated",
                "does not deprecate {name} any more",
                Wire::Neutral,
                Rust::Neutral,
                "Callers compile without the warning.",
            ),
            Self::Tightened => row(
                "constraint-tightened",
                "allows fewer values of {name}: {after}, and before {before}",
                Wire::BreaksRequests,
                Rust::Neutral,
                "A value that was accepted may be refused; emitted code does not check constraints.",
            ),
            Self::Loosened => row(
                "constraint-loosened",
                "allows more values of {name}: {after}, and before {before}",
                Wire::Additive,
                Rust::Neutral,
                "What was accepted still is; emitted code does not check constraints.",
            ),
            Self::Constraint => row(
                "constraint-changed",
                "allows other values of {name}: {after}, and before {before}",
                Wire::BreaksRequests,
                Rust::Neutral,
                "A value that was accepted may be refused; emitted code does not check constraints.",
            ),
            Self::DefaultAdded => row(
                "default-added",
                "has a default for {name}: {after}",
                Wire::Neutral,
                Rust::Neutral,
                "The default is documented, and the service applies it.",
            ),
            Self::DefaultRemoved => row(
                "default-removed",
                "has no default for {name} any more; it was {before}",
                Wire::Neutral,
                Rust::Neutral,
                "The default is documented, and the service applies it.",
            ),
            Self::DefaultChanged => row(
                "default-changed",
                "has another default for {name}: {after}, and had {before}",
                Wire::Neutral,
                Rust::Neutral,
                "The same request may do something else: give the value where it matters.",
            ),
        }
    }
}
