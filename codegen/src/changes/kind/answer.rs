//! Kinds of changes of what an operation answers: statuses, media types, headers, and the types of success and failure.

use super::RustVerdict as Rust;
use super::WireVerdict as Wire;
use super::{E0308, Row, breaking, error, row};
use strum::EnumIter;

/// What changed of the answers of an operation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, EnumIter)]
pub enum AnswerKind {
    /// A status that is a success.
    SuccessAdded,
    /// A status that is a success.
    SuccessRemoved,
    /// A status that is a failure.
    FailureAdded,
    /// A status that is a failure.
    FailureRemoved,
    /// A status that was a success is a failure.
    BecameFailure,
    /// A status that was a failure is a success.
    BecameSuccess,
    /// A status has another media type.
    MediaTypeAdded,
    /// A status has a media type less.
    MediaTypeRemoved,
    /// The body of a status is another, where no type of Rust shows it.
    Body,
    /// Success or failure has several shapes, and had one.
    BecameChoice,
    /// Success or failure has one shape, and had several.
    NoLongerChoice,
    /// Success or failure has another type.
    Type,
    /// Of several shapes, one is new.
    ArmAdded,
    /// Of several shapes, one is gone.
    ArmRemoved,
    /// A shape that was nothing holds something, or the other way round.
    ArmRemade,
    /// A failure is documented, and none was.
    FirstFailure,
    /// No failure is documented any more.
    LastFailure,
    /// A header is declared.
    HeaderAdded,
    /// A header is not declared any more.
    HeaderRemoved,
}

impl AnswerKind {
    pub(super) fn row(self) -> Row {
        match self {
            Self::SuccessAdded => row(
                "success-status-added",
                "can succeed with status {after}",
                Wire::BreaksResponses,
                Rust::Neutral,
                "Programs that were built before may not know the status as a success.",
            ),
            Self::SuccessRemoved => row(
                "success-status-removed",
                "does not succeed with status {before} any more",
                Wire::Neutral,
                Rust::Neutral,
                "What is not answered does not have to be read.",
            ),
            Self::FailureAdded => row(
                "failure-status-added",
                "documents the failure {after}",
                Wire::Additive,
                Rust::Neutral,
                "Programs that were built before have it as an undocumented failure.",
            ),
            Self::FailureRemoved => row(
                "failure-status-removed",
                "does not document the failure {before} any more",
                Wire::Neutral,
                Rust::Neutral,
                "Programs that are built now have it as an undocumented failure.",
            ),
            Self::BecameFailure => row(
                "status-became-failure",
                "fails with status {after}, which was a success",
                Wire::BreaksResponses,
                Rust::Neutral,
                "Programs that were built before take the failure for a success.",
            ),
            Self::BecameSuccess => row(
                "status-became-success",
                "succeeds with status {after}, which was a failure",
                Wire::BreaksResponses,
                Rust::Neutral,
                "Programs that were built before take the success for a failure.",
            ),
            Self::MediaTypeAdded => row(
                "answer-media-type-added",
                "can answer in `{after}`",
                Wire::Additive,
                Rust::Neutral,
                "Programs that were built before do not accept it, so it is not sent to them.",
            ),
            Self::MediaTypeRemoved => row(
                "answer-media-type-removed",
                "does not answer in `{before}` any more",
                Wire::BreaksResponses,
                Rust::Neutral,
                "Programs that were built before may accept nothing else.",
            ),
            Self::Body => row(
                "answer-body-changed",
                "answers {name} with {after}, and did with {before}",
                Wire::BreaksResponses,
                Rust::Neutral,
                "Programs that were built before read the body as it was.",
            ),
            Self::BecameChoice => breaking(
                "answer-became-choice",
                "answers several shapes as its {name}, and answered one, `{before}`",
                Wire::Neutral,
                error(
                    E0308,
                    "Match on `{enum}`: what was answered before is one of its variants. Code that names the associated type of `<{owner} as Operation>` instead keeps compiling.",
                ),
                "Different shapes are an enum; the statuses are told for themselves.",
            ),
            Self::NoLongerChoice => breaking(
                "answer-no-longer-choice",
                "answers one shape as its {name}, `{after}`, and answered several",
                Wire::Neutral,
                error(
                    "error[E0432]: unresolved import `{enum_path}`",
                    "Take the value itself: there is nothing to match on.",
                ),
                "One shape is its type; the statuses are told for themselves.",
            ),
            Self::Type => breaking(
                "answer-type-changed",
                "answers another type as its {name}: `{after}`, and answered `{before}`",
                Wire::BreaksResponses,
                error(E0308, "Take `{after}` instead of `{before}`."),
                "Programs that were built before read the body as it was.",
            ),
            Self::ArmAdded => row(
                "answer-shape-added",
                "can answer another shape as its {name}: `{after}`",
                Wire::Neutral,
                Rust::Additive,
                "The enum can grow; the statuses are told for themselves.",
            ),
            Self::ArmRemoved => breaking(
                "answer-shape-removed",
                "does not answer the shape `{before}` as its {name} any more",
                Wire::Neutral,
                error("error[E0599]: no variant", "Take the arm out of the match."),
                "What is not answered has no variant; the statuses are told for themselves.",
            ),
            Self::ArmRemade => breaking(
                "answer-shape-remade",
                "answers {after} as its shape `{name}`, and answered {before}",
                Wire::BreaksResponses,
                error("error[E0532]: expected", "Match on the shape as it is now."),
                "A shape that holds something is matched with what it holds.",
            ),
            Self::FirstFailure => breaking(
                "first-failure-documented",
                "documents how it fails, and documented no failure",
                Wire::Neutral,
                error(
                    E0308,
                    "Name the error as `Error<<{owner} as Operation>::Failure>`, which stays true.",
                ),
                "Who names `Error<Undeclared>` names a failure that is none.",
            ),
            Self::LastFailure => breaking(
                "last-failure-removed",
                "documents no failure any more",
                Wire::Neutral,
                error(
                    "{error}",
                    "Name the error as `Error<<{owner} as Operation>::Failure>`, and take out what reads the failure.",
                ),
                "A failure that is not documented has no type.",
            ),
            Self::HeaderAdded => row(
                "header-added",
                "declares the header `{name}` of its answers",
                Wire::Additive,
                Rust::Additive,
                "An accessor is added.",
            ),
            Self::HeaderRemoved => breaking(
                "header-removed",
                "does not declare the header `{name}` of its answers any more",
                Wire::Neutral,
                error(
                    "error[E0599]: no method named `{ident}` found for struct `{owner}Headers",
                    "Read it from the headers of the answer, if it still comes.",
                ),
                "No header is required, so programs that were built before find it absent.",
            ),
        }
    }
}
