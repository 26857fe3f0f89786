//! Kinds of changes of the type of a value, wherever it stands: a parameter, a body, an answer, a property.

use super::WireVerdict as Wire;
use super::{E0308, Row, breaking, error};
use strum::EnumIter;

/// How the type of a value changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, EnumIter)]
pub enum ValueKind {
    /// Some values of the old type are none of the new one, and the other way round.
    Changed,
    /// All values of the old type are values of the new one.
    Widened,
    /// All values of the new type are values of the old one.
    Narrowed,
    /// Its values are the same, and Rust has another type for them.
    Respelled,
}

const OTHER: super::Break = error(E0308, "Give and take `{after}` instead of `{before}`.");

impl ValueKind {
    pub(super) fn row(self) -> Row {
        match self {
            Self::Changed => breaking(
                "type-changed",
                "has another type for {name}: `{after}`, and had `{before}`",
                Wire::BreaksBoth,
                OTHER,
                "Neither type holds all values of the other.",
            ),
            Self::Widened => breaking(
                "type-widened",
                "has a wider type for {name}: `{after}`, and had `{before}`",
                Wire::BreaksResponses,
                OTHER,
                "What was sent is still accepted; what is answered may not be what the old type holds.",
            ),
            Self::Narrowed => breaking(
                "type-narrowed",
                "has a narrower type for {name}: `{after}`, and had `{before}`",
                Wire::BreaksRequests,
                OTHER,
                "What is answered can still be read; what was sent may not be accepted.",
            ),
            Self::Respelled => breaking(
                "type-respelled",
                "has another Rust type for {name}: `{after}`, and had `{before}`",
                Wire::Neutral,
                OTHER,
                "The values are the same, and their type in Rust is another.",
            ),
        }
    }
}
