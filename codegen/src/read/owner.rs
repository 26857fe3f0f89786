//! Whose schema an inline schema is: an operation's, or a component's that operations share.
//!
//! A stranger would name a shared parameter's schema after the operation that is read first. Then one more operation
//! would rename it; so what stands in a component is named by the component, and what stands in a path by the path.

use super::cursor::Cursor;
use super::schema::name_of;
use crate::description::{OperationPlace, OperationRole, Place, SharedRole, Status};

/// Who holds a parameter, body, response or header.
#[derive(Clone, Debug)]
pub(super) enum Owner {
    /// An operation.
    Operation(OperationPlace),
    /// A component, by its name, or the parameters of a path, by the path.
    Shared(String),
}

impl Owner {
    /// The owner of what is behind references: `layers` are the reference objects and, last, the target.
    pub(super) fn behind(&self, layers: &[Cursor<'_>]) -> Self {
        match layers {
            [.., _, target] => Self::Shared(name_of(target)),
            _ => self.clone(),
        }
    }

    pub(super) fn parameter(&self, name: &str) -> Place {
        let name = name.to_owned();
        match self {
            Self::Operation(operation) => {
                Place::Operation(*operation, OperationRole::Parameter(name))
            }
            Self::Shared(component) => {
                Place::Shared(component.clone(), SharedRole::Parameter(name))
            }
        }
    }

    pub(super) fn body(&self, media_type: &str) -> Place {
        let media_type = media_type.to_owned();
        match self {
            Self::Operation(operation) => {
                Place::Operation(*operation, OperationRole::Body(media_type))
            }
            Self::Shared(component) => {
                Place::Shared(component.clone(), SharedRole::Body(media_type))
            }
        }
    }

    pub(super) fn response(&self, status: Status, media_type: &str) -> Place {
        let media_type = media_type.to_owned();
        match self {
            Self::Operation(operation) => {
                Place::Operation(*operation, OperationRole::Response(status, media_type))
            }
            Self::Shared(component) => {
                Place::Shared(component.clone(), SharedRole::Response(media_type))
            }
        }
    }

    pub(super) fn header(&self, status: Status, name: &str) -> Place {
        let name = name.to_owned();
        match self {
            Self::Operation(operation) => {
                Place::Operation(*operation, OperationRole::Header(status, name))
            }
            Self::Shared(component) => Place::Shared(component.clone(), SharedRole::Header(name)),
        }
    }
}
