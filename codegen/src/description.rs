//! A description whose dialect cannot be told any more: Swagger 2.0 and `OpenAPI` 3.0, 3.1, 3.2 all become this.
//!
//! True here: every reference is resolved to an id, every keyword was taken or reported, and styles, media
//! types, nullability and constants have one spelling. Schemas are still as the author wrote them:
//! `allOf`, `oneOf` and the like are lists of ids, and nothing is a Rust type yet.
//!
//! A stranger would get this wrong: a `$ref` beside other keywords is a [`Schema`] of its own, whose
//! `reference` names the target and whose other fields hold the siblings.

mod message;
mod operation;
mod proceeding;
mod schema;
mod server;

pub use message::{
    Body, Header, MediaType, Parameter, ParameterEncoding, ParameterIn, PartEncoding, Response,
    Status, Style,
};
pub use operation::{Caller, IncomingOperation, Operation};
pub use proceeding::{LongRunning, NextPage, PageParameter, PagePlace, Pageable, Stream};
pub use schema::{
    Additional, Discriminator, Enumeration, EnumerationValue, OwnType, Schema, Types, Written, Xml,
};
pub use server::{SecurityKind, SecurityScheme, Server, ServerVariable};

use indexmap::IndexMap;

/// A whole API.
#[derive(Clone, Debug)]
pub struct Description {
    /// `info.title`.
    pub title: String,
    /// `info.version`.
    pub version: String,
    /// `info.description`, or the summary.
    pub doc: Option<String>,
    /// Where the service is reached; a template may have variables. Never empty variables without a declaration.
    pub servers: Vec<Server>,
    /// The security schemes, by their component names.
    pub schemes: IndexMap<String, SecurityScheme>,
    /// The operations of `paths` and `x-ms-paths`, in the order of the document.
    pub operations: Vec<Operation>,
    /// The operations that the service calls: webhooks and callbacks.
    pub incoming: Vec<IncomingOperation>,
    /// All schemas that were reached.
    pub schemas: Schemas,
    /// The component schemas of the root document (`components.schemas`, `definitions`) and of files that it refers
    /// to, by id, in the order of the documents; a clash of names is settled by a later pass.
    pub components: Vec<SchemaId>,
}

/// Names a schema of a [`Schemas`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SchemaId(pub u32);

impl SchemaId {
    /// The id of the schema at this index.
    pub fn of(index: usize) -> Self {
        Self(u32::try_from(index).unwrap_or(u32::MAX))
    }
}

/// The schemas of a description.
#[derive(Clone, Debug, Default)]
pub struct Schemas(pub Vec<Schema>);

impl std::ops::Index<SchemaId> for Schemas {
    type Output = Schema;
    fn index(&self, id: SchemaId) -> &Schema {
        &self.0[id.0 as usize]
    }
}

impl std::ops::IndexMut<SchemaId> for Schemas {
    fn index_mut(&mut self, id: SchemaId) -> &mut Schema {
        &mut self.0[id.0 as usize]
    }
}

/// Where a schema stands, which is what names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// A named component (or the target of a reference into a file, named by the last part of its pointer or file).
    Component(String),
    /// Inside another schema.
    Inside(SchemaId, Role),
    /// Directly below an operation: the index into [`Description::operations`] and the role there.
    Operation(OperationPlace, OperationRole),
    /// Directly below something that several operations share: a component that is no schema, by its name, or the
    /// parameters of a path, by the path.
    Shared(String, SharedRole),
}

/// What a schema is to the shared component that holds it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SharedRole {
    /// The schema of a parameter with this wire name.
    Parameter(String),
    /// The schema of a request body, with the media type.
    Body(String),
    /// The schema of a response's body, with the media type.
    Response(String),
    /// The schema of a response header with this wire name.
    Header(String),
}

/// Which operation list an operation is in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OperationPlace {
    /// An index into [`Description::operations`].
    Outgoing(u32),
    /// An index into [`Description::incoming`].
    Incoming(u32),
}

/// What a schema is to the schema around it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Role {
    /// The value of this property.
    Property(String),
    /// An element of an array.
    Item,
    /// The element of an array at this index (`prefixItems`).
    Prefix(u32),
    /// The value of a map.
    Additional,
    /// A member of `allOf`.
    AllOf(u32),
    /// An arm of `oneOf`.
    OneOf(u32),
    /// An arm of `anyOf`.
    AnyOf(u32),
    /// What a text holds (`contentSchema`).
    Content,
    /// A schema of `$defs` or `definitions` inside a schema, by its name.
    Definition(String),
}

/// What a schema is to the operation that holds it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OperationRole {
    /// The schema of a parameter with this name.
    Parameter(String),
    /// The request body, with the media type; ` item` follows it for an `itemSchema`.
    Body(String),
    /// The body of a response (its status as written), with the media type; ` item` follows it for an `itemSchema`.
    Response(Status, String),
    /// A response header.
    Header(Status, String),
}
