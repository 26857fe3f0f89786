//! Words for types from the places of their schemas, and the file that each type lives in.
//!
//! The words of a place never change with what stands elsewhere: `RelationshipLink mappings item`. Arms of unions are
//! the one kind of place without a name of its own; they are called by their title, else by what they are.

use super::Lowering;
use crate::description::{
    Additional, OperationPlace, OperationRole, Place, Role, Schema, SchemaId, Schemas, SharedRole,
    Status,
};
use crate::media_type::essence;
use crate::shape::{Piece, TypeId};
use std::collections::{HashMap, HashSet};

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

    /// What a schema is to the operation that it stands in.
    pub(super) fn phrase(&self, id: SchemaId) -> Vec<Piece> {
        use Piece::{Code, Words};
        match &self.schemas[id].place {
            Place::Component(_) | Place::Inside(..) => Vec::new(),
            Place::Operation(place, role) => {
                let operation = Code(self.operation_id(*place));
                match role {
                    OperationRole::Parameter(name) => {
                        vec![
                            Words("The parameter "),
                            Code(name.clone()),
                            Words(" of "),
                            operation,
                        ]
                    }
                    OperationRole::Body(_) => vec![Words("The body of "), operation],
                    OperationRole::Response(status, _) => {
                        vec![
                            Words("The answer "),
                            Code(status.to_string()),
                            Words(" of "),
                            operation,
                        ]
                    }
                    OperationRole::Header(status, name) => vec![
                        Words("The header "),
                        Code(name.clone()),
                        Words(" of the answer "),
                        Code(status.to_string()),
                        Words(" of "),
                        operation,
                    ],
                }
            }
            Place::Shared(component, role) => match role {
                SharedRole::Parameter(name) => vec![Words("The parameter "), Code(name.clone())],
                SharedRole::Body(_) => vec![Words("The body "), Code(component.clone())],
                SharedRole::Response(_) => vec![Words("The answer "), Code(component.clone())],
                SharedRole::Header(name) => vec![Words("The header "), Code(name.clone())],
            },
        }
    }

    /// The id of an operation, or its method and path; the name of one that the service calls.
    fn operation_id(&self, place: OperationPlace) -> String {
        match place {
            OperationPlace::Outgoing(index) => {
                let operation = self.description.operations.get(index as usize);
                operation.map_or_else(String::new, super::operation::id)
            }
            OperationPlace::Incoming(index) => {
                let incoming = self.description.incoming.get(index as usize);
                incoming.map_or_else(String::new, |incoming| incoming.name.clone())
            }
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

    /// The words of an arm: its title if no other arm has it, else its number.
    pub(super) fn arm_words(&self, parent: SchemaId, arm: SchemaId, index: u32) -> String {
        let schema = &self.schemas[parent];
        let siblings = || schema.one_of.iter().chain(&schema.any_of);
        let title = self.schemas[arm]
            .title
            .as_deref()
            .filter(|title| title.chars().any(char::is_alphanumeric) && title.len() <= 60);
        match title {
            Some(title)
                if siblings()
                    .filter(|id| self.schemas[**id].title.as_deref() == Some(title))
                    .count()
                    <= 1 =>
            {
                title.to_owned()
            }
            _ => format!("variant {}", index + 1),
        }
    }

    fn operation_words(&self, place: OperationPlace) -> String {
        match place {
            OperationPlace::Outgoing(index) => {
                match self.description.operations.get(index as usize) {
                    Some(operation) => {
                        let id = operation.id.as_deref().map(str::trim).unwrap_or_default();
                        match super::operation::group_and_name(id) {
                            Some((group, name)) => format!("{group} {name}"),
                            None => super::operation::operation_name(operation).1,
                        }
                    }
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

fn operation_role(role: &OperationRole) -> String {
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

/// The reason phrase of a status (RFC 9110, 15) as words.
pub(super) fn status_words(status: Status) -> String {
    let code = match status {
        Status::Default => return "default".to_owned(),
        Status::Range(1) => return "informational".to_owned(),
        Status::Range(2) => return "success".to_owned(),
        Status::Range(3) => return "redirection".to_owned(),
        Status::Range(4) => return "client error".to_owned(),
        Status::Range(_) => return "server error".to_owned(),
        Status::Code(code) => code,
    };
    let known = STATUSES.iter().find(|(known, _)| *known == code);
    known.map_or_else(
        || format!("status {code}"),
        |(_, words)| (*words).to_owned(),
    )
}

const STATUSES: &[(u16, &str)] = &[
    (200, "ok"),
    (201, "created"),
    (202, "accepted"),
    (203, "non authoritative information"),
    (204, "no content"),
    (205, "reset content"),
    (206, "partial content"),
    (207, "multi status"),
    (208, "already reported"),
    (226, "im used"),
    (300, "multiple choices"),
    (301, "moved permanently"),
    (302, "found"),
    (303, "see other"),
    (304, "not modified"),
    (305, "use proxy"),
    (307, "temporary redirect"),
    (308, "permanent redirect"),
    (400, "bad request"),
    (401, "unauthorized"),
    (402, "payment required"),
    (403, "forbidden"),
    (404, "not found"),
    (405, "method not allowed"),
    (406, "not acceptable"),
    (407, "proxy authentication required"),
    (408, "request timeout"),
    (409, "conflict"),
    (410, "gone"),
    (411, "length required"),
    (412, "precondition failed"),
    (413, "content too large"),
    (414, "uri too long"),
    (415, "unsupported media type"),
    (416, "range not satisfiable"),
    (417, "expectation failed"),
    (418, "im a teapot"),
    (421, "misdirected request"),
    (422, "unprocessable content"),
    (423, "locked"),
    (424, "failed dependency"),
    (425, "too early"),
    (426, "upgrade required"),
    (428, "precondition required"),
    (429, "too many requests"),
    (431, "request header fields too large"),
    (451, "unavailable for legal reasons"),
    (500, "internal server error"),
    (501, "not implemented"),
    (502, "bad gateway"),
    (503, "service unavailable"),
    (504, "gateway timeout"),
    (505, "http version not supported"),
    (507, "insufficient storage"),
    (508, "loop detected"),
    (511, "network authentication required"),
];

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

/// Inline schemas that stand in more than one place: a reference points at them.
pub(super) fn referenced(schemas: &Schemas) -> HashSet<SchemaId> {
    let mut referenced = HashSet::new();
    for (index, schema) in schemas.0.iter().enumerate() {
        let parent = SchemaId::of(index);
        let children = children(schema).chain(schema.reference);
        referenced.extend(children.filter(|child| match &schemas[*child].place {
            Place::Component(_) => false,
            Place::Inside(holder, _) => *holder != parent,
            Place::Operation(..) | Place::Shared(..) => true,
        }));
    }
    referenced
}

/// Whether a schema and those inside of it refer to none, so that it cannot contain itself. A schema that is met twice
/// counts as referred to: a bare reference is the schema that it names.
pub(super) fn is_finite(schemas: &Schemas, id: SchemaId) -> bool {
    let mut met = HashSet::from([id]);
    let mut open = vec![id];
    while let Some(id) = open.pop() {
        let schema = &schemas[id];
        if schema.reference.is_some() {
            return false;
        }
        for child in children(schema) {
            if !met.insert(child) {
                return false;
            }
            open.push(child);
        }
    }
    true
}

/// The schemas inside of a schema.
fn children(schema: &Schema) -> impl Iterator<Item = SchemaId> {
    let additional = match schema.additional {
        Additional::Typed(value) => Some(value),
        Additional::Unstated | Additional::Any | Additional::Forbidden => None,
    };
    let lists = [
        &schema.prefix_items,
        &schema.all_of,
        &schema.one_of,
        &schema.any_of,
    ];
    schema
        .properties
        .values()
        .chain(lists.into_iter().flatten())
        .copied()
        .chain(schema.items)
        .chain(additional)
}
