//! Kinds of changes of the API as a whole: servers, security schemes, webhooks, and what is not expressed.

use super::RustVerdict as Rust;
use super::WireVerdict as Wire;
use super::{Row, breaking, error, row};
use strum::EnumIter;

/// What changed of an API as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, EnumIter)]
pub enum ServiceKind {
    /// The whole API.
    ModuleAdded,
    /// The whole API.
    ModuleRemoved,
    /// The version of the description.
    Version,
    /// A server.
    ServerAdded,
    /// A server.
    ServerRemoved,
    /// The URL of a server.
    ServerMoved,
    /// What the function of a server takes.
    ServerVariables,
    /// A variable of a server that has a default.
    ServerOptionAdded,
    /// A variable of a server that has a default.
    ServerOptionRemoved,
    /// The default of a variable.
    ServerOptionDefault,
    /// A security scheme.
    SchemeAdded,
    /// A security scheme.
    SchemeRemoved,
    /// How a credential is sent.
    SchemeChanged,
    /// A webhook or callback.
    IncomingAdded,
    /// A webhook or callback.
    IncomingRemoved,
    /// A construct that the types do not express.
    NotExpressed,
    /// A construct that the types now express, or that is gone.
    NowExpressed,
}

impl ServiceKind {
    pub(super) fn row(self) -> Row {
        match self {
            Self::ModuleAdded => row(
                "module-added",
                "is new: {after}",
                Wire::Additive,
                Rust::Additive,
                "A description was added; nothing that was there is touched.",
            ),
            Self::ModuleRemoved => breaking(
                "module-removed",
                "is gone: {before}",
                Wire::Neutral,
                error(
                    "error[E0432]: unresolved import",
                    "Take another version of the API, if there is one.",
                ),
                "A description was taken out; the service is not touched by that.",
            ),
            Self::Version => row(
                "description-version-changed",
                "is version `{after}`, and was `{before}`",
                Wire::Neutral,
                Rust::Neutral,
                "The version of a description is documentation; a parameter for it is a change of its own.",
            ),
            Self::ServerAdded => row(
                "server-added",
                "has a new server: `{name}`, at {after}",
                Wire::Additive,
                Rust::Additive,
                "The functions of the other servers stay.",
            ),
            Self::ServerRemoved => breaking(
                "server-removed",
                "has no server `{name}` any more",
                Wire::BreaksRequests,
                error(
                    "error[E0432]: unresolved import `{path}`",
                    "Take the function of another server, or `Endpoint::new` with its URL.",
                ),
                "Programs that were built before still go to {before}.",
            ),
            Self::ServerMoved => row(
                "server-moved",
                "has its server `{name}` at {after}, and not at {before}",
                Wire::BreaksRequests,
                Rust::Neutral,
                "Programs that were built before still go to the old URL.",
            ),
            Self::ServerVariables => breaking(
                "server-variables-changed",
                "takes other variables for its server `{name}`: ({after}), and took ({before})",
                Wire::Neutral,
                error(
                    "error[E0061]: this function takes",
                    "Give the variables that it takes now.",
                ),
                "The function of a server has an argument for each variable.",
            ),
            Self::ServerOptionAdded => row(
                "server-option-added",
                "takes a variable for its server `{of}` that has a default, `{name}`",
                Wire::Neutral,
                Rust::Additive,
                "Whoever does not give it gets the default.",
            ),
            Self::ServerOptionRemoved => breaking(
                "server-option-removed",
                "has no variable `{name}` for its server `{of}` that can be left out any more",
                Wire::Neutral,
                error(
                    "{error}",
                    "Leave out `{path}`; if the variable has no default now, give it to the function.",
                ),
                "What set it is gone.",
            ),
            Self::ServerOptionDefault => row(
                "server-option-default-changed",
                "has another default for the variable `{name}` of its server `{of}`: {after}, and not {before}",
                Wire::BreaksRequests,
                Rust::Neutral,
                "Programs that were built before still go where the old default leads.",
            ),
            Self::SchemeAdded => row(
                "security-scheme-added",
                "has a new security scheme, `{name}`",
                Wire::Additive,
                Rust::Additive,
                "Which operations demand it is told at the operations.",
            ),
            Self::SchemeRemoved => breaking(
                "security-scheme-removed",
                "has no security scheme `{name}` any more",
                Wire::Neutral,
                error(
                    "error[E0432]: unresolved import `{path}`",
                    "Give the endpoint the credential of another scheme.",
                ),
                "What operations demand instead is told at the operations.",
            ),
            Self::SchemeChanged => row(
                "security-scheme-changed",
                "sends the credential of `{name}` as {after}, and not as {before}",
                Wire::BreaksRequests,
                Rust::Neutral,
                "Programs that were built before send the credential where it was.",
            ),
            Self::IncomingAdded => row(
                "webhook-added",
                "sends something new to its clients: `{name}`",
                Wire::Additive,
                Rust::Additive,
                "A type is added, and nothing is received here.",
            ),
            Self::IncomingRemoved => breaking(
                "webhook-removed",
                "does not send `{name}` any more",
                Wire::Neutral,
                error(
                    "error[E0432]: unresolved import `{path}`",
                    "Take out what received it.",
                ),
                "The type of what was sent is gone.",
            ),
            Self::NotExpressed => row(
                "newly-not-expressed",
                "does not express {name}: {after}",
                Wire::Neutral,
                Rust::Neutral,
                "A construct of the description has no effect on the types, or a weaker one.",
            ),
            Self::NowExpressed => row(
                "no-longer-not-expressed",
                "has nothing left to express of {name}: {before}",
                Wire::Neutral,
                Rust::Neutral,
                "An entry of the coverage report is gone.",
            ),
        }
    }
}
