//! What is known while a description is read: the state that the modules of `read` share.
//!
//! A stranger would look for methods here: each module adds those of its kind of object.

use super::cursor::Cursor;
use super::host::Host;
use super::identity::Identities;
use super::report::Report;
use super::table::Table;
use crate::description::{IncomingOperation, Operation, SchemaId, SecurityScheme, Server};
use crate::load::Documents;
use crate::value::Node;
use indexmap::IndexMap;
use std::collections::HashSet;

/// Title, version and documentation.
pub(super) type Info = (String, String, Option<String>);

/// What is known while a description is read.
pub(super) struct Reader<'d, 'r> {
    pub(super) documents: &'d Documents,
    pub(super) report: Report<'r>,
    /// The first root's.
    pub(super) info: Option<Info>,
    /// The first root's.
    pub(super) servers: Vec<Server>,
    /// The component schemas of the roots.
    pub(super) components: Vec<SchemaId>,
    pub(super) identities: Identities,
    pub(super) table: Table<'d>,
    /// The references that are being followed, to find cycles.
    pub(super) following: HashSet<*const Node>,
    /// The references that name nothing and may do so.
    pub(super) danglers: Vec<Dangling<'d>>,
    /// The schemas with a discriminator whose descendants were not looked for yet.
    pub(super) bases: Vec<*const Node>,
    pub(super) operations: Vec<Operation>,
    pub(super) incoming: Vec<IncomingOperation>,
    pub(super) schemes: IndexMap<String, SecurityScheme>,
    /// What operations that say nothing themselves demand, consume and produce, in the root that is being read.
    pub(super) security: Vec<Vec<String>>,
    pub(super) consumes: Vec<String>,
    pub(super) produces: Vec<String>,
    /// The version of the root that is being read.
    pub(super) version: String,
    pub(super) host: Host,
}

/// A reference that names nothing, and the schema that stands in.
#[derive(Debug)]
pub(super) struct Dangling<'d> {
    pub(super) reference: Cursor<'d>,
    pub(super) schema: SchemaId,
}
