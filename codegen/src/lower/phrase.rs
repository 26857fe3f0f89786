//! What a schema without a name is, in words: "An item of the parameter `facets` of `GET /records`".
//!
//! A stranger would show the JSON pointer. It has the index of a parameter, which moves when another is added.

use super::lowering::Lowering;
use crate::description::{
    Operation, OperationPlace, OperationRole, Place, Role, SchemaId, SharedRole,
};
use crate::shape::Piece::{self, Code};

impl Lowering<'_> {
    /// What a schema is to what holds it, beginning with a capital; empty for a component, which has a name.
    pub(super) fn phrase(&self, id: SchemaId) -> Vec<Piece> {
        if self.is_component(id) {
            return Vec::new();
        }
        let mut pieces = self.described(id);
        if let Some(Piece::Words(first)) = pieces.first_mut() {
            let rest = first.split_off(1);
            *first = first.to_uppercase() + &rest;
        }
        pieces
    }

    fn described(&self, id: SchemaId) -> Vec<Piece> {
        match &self.schemas[id].place {
            Place::Component(name) => vec![Code(name.clone())],
            Place::Inside(parent, role) => self.inside(*parent, role),
            Place::Operation(place, role) => {
                let operation = self.operation_line(*place);
                of_operation(role)
                    .into_iter()
                    .chain([words(" of "), operation])
                    .collect()
            }
            Place::Shared(component, role) => of_component(component, role),
        }
    }

    fn inside(&self, parent: SchemaId, role: &Role) -> Vec<Piece> {
        let own = match role {
            Role::Property(name) => vec![words("the property "), Code(name.clone()), words(" of ")],
            Role::Item | Role::Prefix(_) => vec![words("an item of ")],
            Role::Additional => vec![words("a value of ")],
            Role::Content => vec![words("the content of ")],
            Role::AllOf(_) => vec![words("a part of ")],
            Role::OneOf(_) | Role::AnyOf(_) => vec![words("a variant of ")],
            Role::Definition(name) => vec![words("the schema "), Code(name.clone()), words(" of ")],
        };
        let around = self.described(parent);
        // An item of a list in a list is an item all the same.
        if own.first() == Some(&words("an item of ")) && own.first() == around.first() {
            return around;
        }
        own.into_iter().chain(around).collect()
    }

    /// The method and path of an operation; the name of one that the service calls.
    fn operation_line(&self, place: OperationPlace) -> Piece {
        let line = |operation: &Operation| format!("{} {}", operation.method, operation.path);
        Code(match place {
            OperationPlace::Outgoing(index) => {
                let operation = self.description.operations.get(index as usize);
                operation.map_or_else(String::new, line)
            }
            OperationPlace::Incoming(index) => {
                let incoming = self.description.incoming.get(index as usize);
                incoming.map_or_else(String::new, |incoming| incoming.name.clone())
            }
        })
    }
}

fn of_operation(role: &OperationRole) -> Vec<Piece> {
    match role {
        OperationRole::Parameter(name) => vec![words("the parameter "), Code(name.clone())],
        OperationRole::Body(_) => vec![words("the body")],
        OperationRole::Response(status, _) => {
            vec![words(&format!("the answer {status}"))]
        }
        OperationRole::Header(status, name) => vec![
            words("the header "),
            Code(name.clone()),
            words(&format!(" of the answer {status}")),
        ],
    }
}

fn of_component(component: &str, role: &SharedRole) -> Vec<Piece> {
    let (kind, name) = match role {
        SharedRole::Parameter(name) => ("the parameter ", name.as_str()),
        SharedRole::Body(_) => ("the body ", component),
        SharedRole::Response(_) => ("the answer ", component),
        SharedRole::Header(name) => ("the header ", name.as_str()),
    };
    vec![words(kind), Code(name.to_owned())]
}

fn words(text: &str) -> Piece {
    Piece::Words(text.to_owned())
}
