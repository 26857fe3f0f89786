//! Kinds of changes of the body of a request.

use super::RustVerdict as Rust;
use super::WireVerdict as Wire;
use super::{E0308, Row, breaking, error, row};
use strum::EnumIter;

/// What changed of the body of a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, EnumIter)]
pub enum BodyKind {
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
    /// It can be sent in several forms, and had one.
    BecameChoice,
    /// It can be sent in one form, and had several.
    NoLongerChoice,
    /// Of several forms, one is new.
    FormAdded,
    /// Of several forms, one is gone.
    FormRemoved,
    /// Its media type.
    MediaType,
    /// How properties of a form are written.
    Encoding,
}

impl BodyKind {
    pub(super) fn row(self) -> Row {
        match self {
            Self::RequiredAdded => breaking(
                "required-body-added",
                "requires a body",
                Wire::BreaksRequests,
                error(
                    "error[E0063]: missing field `{name}` in initializer of `{owner}`",
                    "Give `{name}`.",
                ),
                "A request without it is refused.",
            ),
            Self::OptionalAdded => row(
                "optional-body-added",
                "takes a body as an option",
                Wire::Additive,
                Rust::Additive,
                "Options are left out by default.",
            ),
            Self::RequiredRemoved => breaking(
                "required-body-removed",
                "takes no body any more",
                Wire::BreaksRequests,
                error(
                    "error[E0560]: struct `{owner}` has no field named `{name}`",
                    "Take `{name}` out.",
                ),
                "A service may refuse a body that it does not expect.",
            ),
            Self::OptionalRemoved => breaking(
                "optional-body-removed",
                "takes no body as an option any more",
                Wire::BreaksRequests,
                error("{error}", "Take `with_{name}` out."),
                "A service may refuse a body that it does not expect.",
            ),
            Self::MadeRequired => breaking(
                "body-made-required",
                "requires its body, which was an option",
                Wire::BreaksRequests,
                error(
                    "error[E0063]: missing field `{name}` in initializer of `{owner}`",
                    "Give `{name}`.",
                ),
                "A request without it is refused.",
            ),
            Self::MadeOptional => breaking(
                "body-made-optional",
                "takes its body as an option, and required it",
                Wire::Additive,
                error(
                    "error[E0560]: struct `{owner}` has no field named `{name}`",
                    "Set it on the options: `{owner}Options::default().with_{name}(…)`.",
                ),
                "What must be given is a field of the operation, what may be left out is in its options.",
            ),
            Self::BecameChoice => breaking(
                "body-became-choice",
                "can send its body in several forms: {after}",
                Wire::Additive,
                error(E0308, "Name the form: `{owner}Body::{variant}(…)`."),
                "A body of several forms is an enum of them.",
            ),
            Self::NoLongerChoice => breaking(
                "body-no-longer-choice",
                "sends its body in one form only, and had several: {before}",
                Wire::BreaksRequests,
                error(
                    "error[E0432]: unresolved import `{path}Body`",
                    "Give the body itself instead of the enum of its forms.",
                ),
                "A body of one form is that form's type.",
            ),
            Self::FormAdded => row(
                "body-form-added",
                "can send its body as `{after}` too",
                Wire::Additive,
                Rust::Additive,
                "The enum of the forms can grow.",
            ),
            Self::FormRemoved => breaking(
                "body-form-removed",
                "does not send its body as `{before}` any more",
                Wire::BreaksRequests,
                error("error[E0599]: no variant", "Send another of its forms."),
                "A request in that form is refused.",
            ),
            Self::MediaType => row(
                "body-media-type-changed",
                "sends its body as `{after}`, and not as `{before}`",
                Wire::BreaksRequests,
                Rust::Neutral,
                "Programs that were built before send the old media type.",
            ),
            Self::Encoding => row(
                "body-encoding-changed",
                "writes the properties of its form in another way",
                Wire::BreaksRequests,
                Rust::Neutral,
                "Programs that were built before write them as they were.",
            ),
        }
    }
}
