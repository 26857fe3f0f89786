//! Swagger 2.0, OpenAPI 3.0, 3.1 and 3.2 to one description.
//!
//! Reading starts at the root and follows references to where they lead: parameters, responses and path items are
//! read in place, each schema once, from a list of those that wait. Several roots that describe one API are read one
//! after the other into the same description. A stranger would expect a module per dialect.
//! The dialects share nearly every object, and authors mix them, so one reader takes the keywords of all and notes
//! those of another dialect; only what Swagger 2.0 alone has stands apart.

mod agreement;
mod annotations;
mod body;
mod cursor;
mod dangling;
mod depth;
mod detect;
mod dialect;
mod enumeration;
mod family;
mod fields;
mod host;
mod identity;
mod kind;
mod members;
mod operation;
mod owner;
mod parameter;
mod path;
mod quiet;
mod reader;
mod reference;
mod report;
mod satisfiable;
mod schema;
mod security;
mod server;
mod spelling;
mod swagger2;
mod table;
mod template;
#[cfg(test)]
mod tests;
mod types;

pub use kind::Kind;
pub use quiet::{QUIET, Quiet};

use crate::complaint::Complaints;
use crate::coverage::Coverage;
use crate::description::{Caller, Description, Operation, Place, SchemaId, Server};
use crate::load::Documents;
use cursor::Cursor;
use detect::detect;
use dialect::Dialect;
use fields::Fields;
use identity::Identities;
use indexmap::IndexMap;
use path::Direction;
use reader::{Info, Reader};
use report::Report;
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

/// Reads a description; `None` if one of the root documents is none.
pub fn read(
    documents: &Documents,
    complaints: &mut Complaints,
    coverage: &mut Coverage,
) -> Option<Description> {
    let report = Report {
        complaints,
        coverage,
        dialect: Dialect::OpenApi31,
        misspelled: HashSet::new(),
    };
    let mut reader = Reader {
        documents,
        report,
        info: None,
        servers: Vec::new(),
        components: Vec::new(),
        identities: Identities::collect(documents),
        table: table::Table::default(),
        following: HashSet::new(),
        danglers: Vec::new(),
        bases: Vec::new(),
        operations: Vec::new(),
        incoming: Vec::new(),
        schemes: IndexMap::new(),
        security: Vec::new(),
        consumes: Vec::new(),
        produces: Vec::new(),
        version: String::new(),
        host: host::Host::default(),
    };
    let mut is_whole = true;
    for root in &documents.roots {
        is_whole &= reader.read_root(root).is_some();
    }
    is_whole.then(|| reader.finish())
}

impl<'d> Reader<'d, '_> {
    /// Reads a root document into the description; `None` if it is none.
    fn read_root(&mut self, file: &Arc<str>) -> Option<()> {
        let documents = self.documents;
        if let Err(complaint) = documents.files.get(file)? {
            self.report.complaints.extend([complaint.clone()]);
        }
        let (node, location) = documents.get(file, "")?;
        let mut root = Fields::open(&Cursor::new(node, location), Kind::Root, &mut self.report)?;
        self.report.dialect = detect(&mut root, &mut self.report)?;
        let info = self.read_info(&mut root);
        self.version.clone_from(&info.1);
        let servers = self.read_root_servers(&mut root);
        self.consumes = self.media_types(&mut root, "consumes").unwrap_or_default();
        self.produces = self.media_types(&mut root, "produces").unwrap_or_default();
        let components = self.read_components(&mut root);
        self.components.extend(components);
        let security = root.take_present("security", &mut self.report);
        self.security = security.map_or_else(Vec::new, |security| self.read_security(&security));
        self.note_dialect(&mut root);
        self.check_paths(&root);
        let before = self.operations.len();
        self.read_paths(&mut root);
        self.settle_servers(servers, before);
        self.info.get_or_insert(info);
        self.read_webhooks(&mut root);
        root.finish(&mut self.report);
        self.read_schemas();
        Some(())
    }

    /// The first root's servers are the description's; those of another stand at its operations where they differ.
    fn settle_servers(&mut self, servers: Vec<Server>, first_operation: usize) {
        if self.info.is_none() {
            self.servers = servers;
        } else if self.servers != servers {
            for operation in &mut self.operations[first_operation..] {
                if operation.servers.is_empty() {
                    operation.servers.clone_from(&servers);
                }
            }
        }
    }

    fn finish(mut self) -> Description {
        self.settle_dangling();
        self.check_reference_cycles();
        self.check_depth();
        self.check_operation_ids();
        let components = std::mem::take(&mut self.components);
        let components = self.all_components(components);
        let (title, version, doc) = self.info.unwrap_or_default();
        Description {
            title,
            version,
            doc,
            servers: self.servers,
            schemes: self.schemes,
            operations: self.operations,
            incoming: self.incoming,
            schemas: self.table.schemas,
            components,
        }
    }

    /// Title, version and documentation.
    fn read_info(&mut self, root: &mut Fields<'d>) -> Info {
        let info = root
            .take_present("info", &mut self.report)
            .and_then(|info| self.open(&info, Kind::Info));
        let Some(mut info) = info else {
            return Info::default();
        };
        let title = info.prose("title", &mut self.report).unwrap_or_default();
        let version = info.text("version", &mut self.report).unwrap_or_default();
        let summary = info.prose("summary", &mut self.report);
        let doc = info.prose("description", &mut self.report).or(summary);
        info.finish(&mut self.report);
        (title, version, doc)
    }

    /// The security schemes, and the component schemas in the order of the document; what else is a component is read
    /// where it is used.
    fn read_components(&mut self, root: &mut Fields<'d>) -> Vec<SchemaId> {
        self.read_schemes(root, "securityDefinitions");
        let mut schemas = root.take_present("definitions", &mut self.report);
        if self.report.dialect == Dialect::Swagger20 {
            for keyword in ["parameters", "responses"] {
                root.take(keyword);
            }
        }
        if let Some(cursor) = root.take_present("components", &mut self.report)
            && let Some(mut components) = self.open(&cursor, Kind::Components)
        {
            self.read_schemes(&mut components, "securitySchemes");
            schemas = components
                .take_present("schemas", &mut self.report)
                .or(schemas);
            for keyword in [
                "parameters",
                "responses",
                "requestBodies",
                "headers",
                "callbacks",
                "pathItems",
                "mediaTypes",
            ] {
                components.take(keyword);
            }
            components.finish(&mut self.report);
        }
        schemas.map_or_else(Vec::new, |schemas| self.read_component_schemas(&schemas))
    }

    /// Enters the schemas by name, so that no order of keys decides which of two names a shared file gets.
    fn read_component_schemas(&mut self, cursor: &Cursor<'d>) -> Vec<SchemaId> {
        let schemas = self.entries_of(cursor);
        let mut sorted: Vec<&(&str, Cursor<'d>)> = schemas.iter().collect();
        sorted.sort_by_key(|(name, _)| *name);
        for (name, schema) in sorted {
            self.component(schema, name);
        }
        schemas
            .iter()
            .filter_map(|(_, schema)| self.table.get(schema))
            .collect()
    }

    /// Keywords that say how the document is to be read.
    fn note_dialect(&mut self, root: &mut Fields<'d>) {
        root.take("$self");
        if let Some(cursor) = root.take("jsonSchemaDialect") {
            let known = [
                "/oas/3.1/dialect",
                "/draft/2020-12/schema",
                "/oas/3.2/dialect",
            ];
            let uri = cursor
                .value()
                .as_str()
                .unwrap_or_default()
                .trim_end_matches('#');
            if !known
                .iter()
                .any(|known| uri.contains(known) || uri.ends_with(known))
            {
                let note = format!("Schemas are read as JSON Schema 2020-12, not as `{uri}` says.");
                self.report.ignored(&cursor, "jsonSchemaDialect", note);
            }
        }
    }

    fn check_paths(&mut self, root: &Fields<'d>) {
        if root.has("paths") || root.has("x-ms-paths") {
            return;
        }
        let help = "Write `paths` with the operations of the service, even if it is empty.";
        let has_more = [
            "webhooks",
            "x-webhooks",
            "components",
            "definitions",
            "servers",
        ]
        .iter()
        .any(|keyword| root.has(keyword));
        if !has_more {
            let message =
                "The description has no `paths`: there is nothing to generate.".to_owned();
            self.report
                .error(&root.location(), "no-paths", message, help);
        } else if self.report.dialect < Dialect::OpenApi31 {
            let message = format!(
                "The description has no `paths`, which {} demands.",
                self.report.dialect
            );
            self.report
                .warning(&root.location(), "no-paths", message, help);
        }
    }

    fn read_webhooks(&mut self, root: &mut Fields<'d>) {
        for keyword in ["webhooks", "x-webhooks"] {
            let Some(cursor) = root.take_present(keyword, &mut self.report) else {
                continue;
            };
            let mut items = self.named_path_items(&cursor);
            items.sort_by_key(|(name, _)| *name);
            for (name, item) in items {
                self.read_path_item("", &item, Direction::Incoming(name, Caller::Webhook));
            }
        }
    }

    /// A schema that is only a reference to itself says nothing.
    fn check_reference_cycles(&mut self) {
        let schemas = &self.table.schemas;
        let mut done = vec![false; schemas.0.len()];
        for start in 0..schemas.0.len() {
            let mut chain = Vec::new();
            let mut next = Some(start);
            while let Some(index) = next.filter(|index| !done[*index]) {
                done[index] = true;
                chain.push(index);
                next = schemas.0[index].reference.map(|target| target.0 as usize);
            }
            if let Some(index) = next.filter(|index| chain.contains(index)) {
                let message =
                    "This reference leads back to itself, and nothing on the way says what it is."
                        .to_owned();
                let help = "Let one of the references point at the object that they all mean.";
                self.report
                    .error(&schemas.0[index].location, "reference-cycle", message, help);
            }
        }
    }

    fn check_operation_ids(&mut self) {
        let mut first: HashMap<&str, &Operation> = HashMap::new();
        for operation in &self.operations {
            let Some(id) = &operation.id else { continue };
            if let Some(earlier) = first.get(id.as_str()) {
                let message = format!(
                    "The operationId `{id}` is also that of {} {}.",
                    earlier.method, earlier.path
                );
                let help = "Both are generated: give each an operationId of its own.";
                self.report
                    .warning(&operation.location, "duplicate-operation-id", message, help);
            } else {
                first.insert(id, operation);
            }
        }
    }

    /// The roots' components, then those of other files, in the order of the documents.
    fn all_components(&mut self, mut components: Vec<SchemaId>) -> Vec<SchemaId> {
        let mut seen = HashSet::new();
        components.retain(|id| seen.insert(*id));
        let count = u32::try_from(self.table.schemas.0.len()).unwrap_or(u32::MAX);
        let schemas = &self.table.schemas;
        let is_component =
            |id: &SchemaId| matches!(schemas[*id].place, Place::Component(_)) && !seen.contains(id);
        let mut others: Vec<SchemaId> = (0..count).map(SchemaId).filter(is_component).collect();
        let order = |id: &SchemaId| {
            let location = &schemas[*id].location;
            (
                Arc::clone(&location.file),
                location.position,
                Arc::clone(&location.pointer),
            )
        };
        others.sort_by_cached_key(order);
        components.extend(others);
        components
    }
}
