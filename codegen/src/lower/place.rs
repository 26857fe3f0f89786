//! Words for types from the places of their schemas, and the file that each type lives in.
//!
//! The words of a place never change with what stands elsewhere: `RelationshipLink mappings item`. Arms of unions are
//! the one kind of place without a name of its own; they are called by their title, else by what they are.

use super::identity::type_words;
use super::lowering::Lowering;
use super::status::status_words;
use crate::description::{
    OperationPlace, OperationRole, Place, Role, SchemaId, SharedRole, Status,
};
use crate::media_type::essence;
use crate::shape::TypeId;
use std::collections::HashMap;

impl Lowering<'_> {
    /// The words that name a schema's type.
    pub(super) fn words(&self, id: SchemaId) -> String {
        let schema = &self.schemas[id];
        match &schema.place {
            Place::Component(name) => schema.client_name.clone().unwrap_or_else(|| name.clone()),
            Place::Inside(parent, role) => {
                let parent_words = self.words(*parent);
                let own = match role {
                    Role::Property(name) => {
                        schema.client_name.clone().unwrap_or_else(|| name.clone())
                    }
                    Role::Item => "item".to_owned(),
                    Role::Prefix(index) => format!("item {}", index + 1),
                    Role::Additional => "value".to_owned(),
                    Role::Content => "content".to_owned(),
                    Role::AllOf(_) => return parent_words,
                    Role::OneOf(index) | Role::AnyOf(index) => self.arm_words(*parent, id, *index),
                    Role::Definition(name) => name.clone(),
                };
                format!("{parent_words} {own}")
            }
            Place::Operation(place, role) => {
                format!("{} {}", self.operation_words(*place), operation_role(role))
            }
            Place::Shared(name, role) => match role {
                SharedRole::Parameter(parameter) => parameter.clone(),
                SharedRole::Body(media) => join(&[name, media_word(media), "body"]),
                SharedRole::Response(media) => join(&[name, media_word(media)]),
                SharedRole::Header(header) => header.clone(),
            },
        }
    }

    /// What tells a schema's place from all others: settles clashes of names.
    pub(super) fn wire(&self, id: SchemaId) -> String {
        let schema = &self.schemas[id];
        match &schema.place {
            Place::Component(name) => name.clone(),
            _ => format!("{}#{}", schema.location.file, schema.location.pointer),
        }
    }

    fn operation_words(&self, place: OperationPlace) -> String {
        match place {
            OperationPlace::Outgoing(index) => {
                match self.description.operations.get(index as usize) {
                    Some(operation) => type_words(operation),
                    None => "operation".to_owned(),
                }
            }
            OperationPlace::Incoming(index) => self
                .description
                .incoming
                .get(index as usize)
                .map_or_else(|| "incoming".to_owned(), |incoming| incoming.name.clone()),
        }
    }
}

/// What a schema is to its operation, as words.
pub(super) fn operation_role(role: &OperationRole) -> String {
    match role {
        OperationRole::Parameter(name) | OperationRole::Header(Status::Code(_), name) => {
            name.clone()
        }
        OperationRole::Body(media) => join(&[media_word(media), "body"]),
        OperationRole::Response(Status::Code(200), media) => join(&[media_word(media), "response"]),
        OperationRole::Response(status, media) => {
            join(&[&status_words(*status), media_word(media), "response"])
        }
        OperationRole::Header(status, name) => join(&[&status_words(*status), name]),
    }
}

fn join(words: &[&str]) -> String {
    words
        .iter()
        .filter(|word| !word.is_empty())
        .copied()
        .collect::<Vec<_>>()
        .join(" ")
}

/// A word for a media type, empty for JSON, which needs none.
fn media_word(media: &str) -> &'static str {
    match essence(media).as_str() {
        "multipart/form-data" => "multipart",
        "application/x-www-form-urlencoded" => "form",
        "text/event-stream" => "event",
        other if other.contains("json") => "",
        other if other.contains("xml") => "xml",
        other if other.starts_with("text/") => "text",
        _ => "",
    }
}

/// The home of each type: the outermost schema around it that has a type.
pub(super) fn homes(lowering: &Lowering<'_>) -> HashMap<TypeId, TypeId> {
    // A base and the enum of its descendants share a schema: the one allocated first has the file.
    let mut types: HashMap<SchemaId, TypeId> = HashMap::new();
    for (ty, schema) in &lowering.origins {
        types.entry(*schema).or_insert(*ty);
    }
    lowering
        .origins
        .iter()
        .map(|(ty, schema)| {
            if lowering.shared_homes.contains(ty) {
                return (*ty, *ty);
            }
            let mut home = types.get(schema).copied().unwrap_or(*ty);
            let mut at = *schema;
            while let Place::Inside(parent, _) = &lowering.schemas[at].place {
                at = *parent;
                home = types.get(&at).copied().unwrap_or(home);
            }
            (*ty, home)
        })
        .collect()
}
