//! Kinds of changes of an operation as a whole: whether there is one, where it is, what it demands, how it proceeds.

use super::RustVerdict as Rust;
use super::WireVerdict as Wire;
use super::{Row, breaking, error, row};
use strum::EnumIter;

/// What changed of an operation as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, EnumIter)]
pub enum OperationKind {
    /// It is new.
    Added,
    /// It is gone.
    Removed,
    /// It has another path in Rust, and the same on the wire.
    Renamed,
    /// It has another path template.
    Moved,
    /// It has another method.
    Method,
    /// It has another identifier, and the same name.
    Id,
    /// It demands a credential, and demanded none.
    SecurityDemanded,
    /// It demands no credential any more.
    SecurityDropped,
    /// Another set of credentials is enough.
    SecurityAlternativeAdded,
    /// A set of credentials is not enough any more.
    SecurityAlternativeRemoved,
    /// Its answers are pages.
    PagingAdded,
    /// Its answers are no pages any more.
    PagingRemoved,
    /// Its pages follow each other in another way.
    PagingChanged,
    /// Its answer is only a start.
    LongRunningAdded,
    /// Its answer is the end.
    LongRunningRemoved,
    /// Its result is elsewhere.
    LongRunningChanged,
    /// Its answer arrives in items.
    StreamAdded,
    /// Its answer does not arrive in items any more.
    StreamRemoved,
    /// Its items are told apart in another way, or end in another way.
    StreamChanged,
}

impl OperationKind {
    pub(super) fn row(self) -> Row {
        match self {
            Self::Added => row(
                "operation-added",
                "is a new operation, {after}",
                Wire::Additive,
                Rust::Additive,
                "Nothing that was there is touched.",
            ),
            Self::Removed => breaking(
                "operation-removed",
                "is gone: {before}",
                Wire::BreaksRequests,
                error(
                    "error[E0432]: unresolved import `{gone}`",
                    "Take out the calls, or call what replaces it.",
                ),
                "The description does not have the operation any more.",
            ),
            Self::Renamed => breaking(
                "operation-renamed",
                "was `{before}`",
                Wire::Neutral,
                error(
                    "error[E0432]: unresolved import `{gone}`",
                    "Replace `{before}` by `{after}`.",
                ),
                "Method and path are the same, so it is the same operation under another name.",
            ),
            Self::Moved => row(
                "operation-moved",
                "is at `{after}`, and was at `{before}`",
                Wire::BreaksRequests,
                Rust::Neutral,
                "Programs that were built before send to the old path.",
            ),
            Self::Method => row(
                "operation-method-changed",
                "is a {after}, and was a {before}",
                Wire::BreaksRequests,
                Rust::Neutral,
                "Programs that were built before send the old method.",
            ),
            Self::Id => row(
                "operation-id-changed",
                "has the id `{after}`, and had `{before}`",
                Wire::Neutral,
                Rust::Neutral,
                "`Operation::ID` is for logs; the name in Rust is the same.",
            ),
            Self::SecurityDemanded => row(
                "security-demanded",
                "demands a credential: {after}",
                Wire::BreaksRequests,
                Rust::Neutral,
                "A request without the credential is refused.",
            ),
            Self::SecurityDropped => row(
                "security-dropped",
                "demands no credential any more; it was {before}",
                Wire::Additive,
                Rust::Neutral,
                "A request with the credential is still accepted.",
            ),
            Self::SecurityAlternativeAdded => row(
                "security-alternative-added",
                "is also open to {after}",
                Wire::Additive,
                Rust::Additive,
                "The credentials that were enough still are.",
            ),
            Self::SecurityAlternativeRemoved => row(
                "security-alternative-removed",
                "is not open to {before} any more",
                Wire::BreaksRequests,
                Rust::Neutral,
                "A request with the old credential alone is refused.",
            ),
            Self::PagingAdded => row(
                "paging-added",
                "answers pages, whose items are in `{after}`",
                Wire::Neutral,
                Rust::Additive,
                "The first page has the type that the answer had.",
            ),
            Self::PagingRemoved => breaking(
                "paging-removed",
                "answers no pages any more; their items were in `{before}`",
                Wire::Neutral,
                error(
                    "error[E0277]: the trait bound `{owner}: ",
                    "Send it, and read the answer as a whole.",
                ),
                "What goes from page to page does not take the operation any more.",
            ),
            Self::PagingChanged => row(
                "paging-changed",
                "has its pages by {after}, and not by {before}",
                Wire::BreaksResponses,
                Rust::Neutral,
                "Programs that were built before look for the next page where it was.",
            ),
            Self::LongRunningAdded => row(
                "long-running-added",
                "is long-running: its answer may only say that the service has begun",
                Wire::BreaksResponses,
                Rust::Additive,
                "Programs that were built before take the first answer for the end.",
            ),
            Self::LongRunningRemoved => breaking(
                "long-running-removed",
                "is not long-running any more",
                Wire::Neutral,
                error(
                    "error[E0277]: the trait bound `{owner}: ",
                    "Send it: the first answer is the end.",
                ),
                "What waits for an operation does not take it any more.",
            ),
            Self::LongRunningChanged => row(
                "long-running-changed",
                "has its result elsewhere",
                Wire::BreaksResponses,
                Rust::Neutral,
                "Programs that were built before look for the result where it was.",
            ),
            Self::StreamAdded => row(
                "stream-added",
                "answers items one after another",
                Wire::Neutral,
                Rust::Additive,
                "What reads items as they come takes the operation; the media type is told for itself.",
            ),
            Self::StreamRemoved => breaking(
                "stream-removed",
                "does not answer items one after another any more",
                Wire::Neutral,
                error(
                    "error[E0277]: the trait bound `{owner}: ",
                    "Send it, and read the answer as a whole.",
                ),
                "What reads items as they come does not take the operation any more.",
            ),
            Self::StreamChanged => row(
                "stream-changed",
                "answers {after}, and answered {before}",
                Wire::BreaksResponses,
                Rust::Neutral,
                "Programs that were built before tell the items apart as they did.",
            ),
        }
    }
}
