//! Kinds of changes of parameters in path, query, headers and cookies.

use super::RustVerdict as Rust;
use super::WireVerdict as Wire;
use super::{Break, Row, breaking, error, row};
use strum::EnumIter;

/// What changed of a parameter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, EnumIter)]
pub enum ParameterKind {
    /// A required one is new.
    RequiredAdded,
    /// An optional one is new.
    OptionalAdded,
    /// A required one is gone.
    RequiredRemoved,
    /// An optional one is gone.
    OptionalRemoved,
    /// It must be given.
    MadeRequired,
    /// It may be left out.
    MadeOptional,
    /// It stands elsewhere in the request.
    Moved,
    /// Its name on the wire is another, and the same in Rust.
    SentAs,
    /// It is written in another way.
    Style,
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
    /// The version of the API that is asked for.
    ApiVersion,
}

const MISSING: Break = error(
    "error[E0063]: missing field `{name}` in initializer of `{owner}`",
    "Give `{name}`.",
);
const NO_FIELD: Break = error(
    "error[E0560]: struct `{owner}` has no field named `{name}`",
    "Take `{name}` out.",
);
const NO_SETTER: Break = error("{error}", "Take `with_{name}` out.");

impl ParameterKind {
    pub(super) fn row(self) -> Row {
        match self {
            Self::RequiredAdded => breaking(
                "required-parameter-added",
                "requires a new parameter, `{name}`",
                Wire::BreaksRequests,
                MISSING,
                "A request without it is refused.",
            ),
            Self::OptionalAdded => row(
                "optional-parameter-added",
                "takes a new option, `{name}`",
                Wire::Additive,
                Rust::Additive,
                "Options are left out by default.",
            ),
            Self::RequiredRemoved => breaking(
                "required-parameter-removed",
                "does not take `{name}` any more",
                Wire::Neutral,
                NO_FIELD,
                "The service reads it no more, and a request that has it is not refused for it.",
            ),
            Self::OptionalRemoved => breaking(
                "optional-parameter-removed",
                "does not take the option `{name}` any more",
                Wire::Neutral,
                NO_SETTER,
                "The service reads it no more, and a request that has it is not refused for it.",
            ),
            Self::MadeRequired => breaking(
                "parameter-made-required",
                "requires `{name}`, which was an option",
                Wire::BreaksRequests,
                MISSING,
                "A request without it is refused.",
            ),
            Self::MadeOptional => breaking(
                "parameter-made-optional",
                "takes `{name}` as an option, and required it",
                Wire::Additive,
                error(
                    "error[E0560]: struct `{owner}` has no field named `{name}`",
                    "Set it on the options: `{owner}Options::default().with_{name}(…)`.",
                ),
                "What must be given is a field of the operation, what may be left out is in its options.",
            ),
            Self::Moved => row(
                "parameter-moved",
                "sends `{name}` in the {after}, and not in the {before}",
                Wire::BreaksRequests,
                Rust::Neutral,
                "Programs that were built before send it where the service does not look.",
            ),
            Self::SentAs => row(
                "parameter-sent-as",
                "sends `{name}` as `{after}`, and not as `{before}`",
                Wire::BreaksRequests,
                Rust::Neutral,
                "Programs that were built before send it under a name that the service does not read.",
            ),
            Self::Style => row(
                "parameter-style-changed",
                "writes `{name}` in another way: {after}, and not {before}",
                Wire::BreaksRequests,
                Rust::Neutral,
                "Programs that were built before write it as it was.",
            ),
            Self::Fixed => breaking(
                "parameter-fixed",
                "always sends `{after}` for `{name}`, which a caller could choose",
                Wire::BreaksRequests,
                error(
                    "error[E0560]: struct `{owner}` has no field named `{name}`",
                    "Take `{name}` out: it is sent by itself.",
                ),
                "A parameter of one value is not asked for, and another value is refused.",
            ),
            Self::NoLongerFixed => breaking(
                "parameter-no-longer-fixed",
                "asks for `{name}`, which was always `{before}`",
                Wire::Additive,
                MISSING,
                "A parameter that may have several values is asked for; the old one is still accepted.",
            ),
            Self::FixedAdded => row(
                "fixed-parameter-added",
                "also sends `{name}`, always `{after}`",
                Wire::BreaksRequests,
                Rust::Neutral,
                "Programs that were built before do not send it.",
            ),
            Self::FixedRemoved => row(
                "fixed-parameter-removed",
                "does not send `{name}` any more, which was always `{before}`",
                Wire::Neutral,
                Rust::Neutral,
                "The service reads it no more, and a request that has it is not refused for it.",
            ),
            Self::FixedChanged => row(
                "fixed-parameter-changed",
                "sends `{after}` for `{name}`, and not `{before}`",
                Wire::BreaksRequests,
                Rust::Neutral,
                "Programs that were built before send the old value.",
            ),
            Self::ApiVersion => row(
                "api-version-changed",
                "asks for version `{after}` of the API, and not `{before}`",
                Wire::Neutral,
                Rust::Neutral,
                "Programs that were built before go on asking for the version that they know.",
            ),
        }
    }
}
