//! References that name nothing, where any JSON is a safe stand-in.
//!
//! Which they are is known when all is read: a property that a request must have is none, because a caller would have to
//! guess what to send. A stranger would refuse the whole description for a typing error in an optional member.

use super::cursor::Cursor;
use super::reader::{Dangling, Reader};
use super::table::Rank;
use crate::description::{
    Additional, OperationRole, Place, Role, Schema, SchemaId, Schemas, SharedRole,
};
use crate::load::reference::{Target, resolve};
use std::collections::HashSet;

impl<'d> Reader<'d, '_> {
    /// Whether a reference names nothing in its own document, at a place where that may cost no more than a type.
    pub(super) fn may_dangle(&self, reference: &Cursor<'d>, place: &Place) -> bool {
        let is_tolerant = match place {
            Place::Inside(_, role) => match role {
                Role::Property(_)
                | Role::Item
                | Role::Prefix(_)
                | Role::Additional
                | Role::Content
                | Role::OneOf(_)
                | Role::AnyOf(_) => true,
                Role::AllOf(_) | Role::Definition(_) => false,
            },
            Place::Operation(_, OperationRole::Response(..))
            | Place::Shared(_, SharedRole::Response(_)) => true,
            Place::Operation(..) | Place::Shared(..) | Place::Component(_) => false,
        };
        let text = reference.value().as_str().unwrap_or_default();
        let is_own = match resolve(reference.file(), text) {
            Target::File { path, .. } => *path == **reference.file(),
            Target::Remote => false,
        };
        is_tolerant && is_own && self.find(reference, text).is_none()
    }

    /// Any JSON in place of what a reference should name.
    pub(super) fn dangling(&mut self, reference: &Cursor<'d>, place: Place) -> SchemaId {
        let mut stand_in = Schema::empty(reference.location(), place);
        stand_in.boolean = Some(true);
        let schema = self.table.add(stand_in, Rank::Natural);
        self.danglers.push(Dangling {
            reference: reference.clone(),
            schema,
        });
        schema
    }

    /// Complains about every reference that names nothing: a warning, or an error where it matters for what is sent.
    pub(super) fn settle_dangling(&mut self) {
        let danglers = std::mem::take(&mut self.danglers);
        if danglers.is_empty() {
            return;
        }
        let sent = self.sent();
        for Dangling { reference, schema } in danglers {
            let schemas = &self.table.schemas;
            let is_asked = match &schemas[schema].place {
                Place::Inside(parent, Role::Property(name)) => {
                    sent.contains(parent) && schemas[*parent].required.contains(name)
                }
                _ => false,
            };
            if is_asked {
                self.complain_unresolved(&reference);
            } else {
                self.warn_of_dangling(&reference);
            }
        }
    }

    fn warn_of_dangling(&mut self, reference: &Cursor<'d>) {
        let text = reference.value().as_str().unwrap_or_default();
        let (message, help) = match resolve(reference.file(), text) {
            Target::File { path, fragment } => self.missing(text, &path, &fragment),
            Target::Remote => return,
        };
        let message = format!("{message} Any JSON value stands in.");
        self.report
            .warning(&reference.location(), "unresolved-reference", message, help);
        let note = "A reference that names nothing: the type accepts any JSON value.";
        self.report.widened(reference, "$ref", note);
    }

    /// The schemas that requests reach.
    fn sent(&self) -> HashSet<SchemaId> {
        let schemas = &self.table.schemas;
        let mut open: Vec<SchemaId> = Vec::new();
        for operation in &self.operations {
            open.extend(
                operation
                    .parameters
                    .iter()
                    .map(|parameter| parameter.schema),
            );
            let content = operation.body.iter().flat_map(|body| &body.content);
            open.extend(content.filter_map(|media| media.schema));
        }
        let mut sent = HashSet::new();
        while let Some(id) = open.pop() {
            if sent.insert(id) {
                open.extend(inside(schemas, id));
            }
        }
        sent
    }
}

/// The schemas that a schema is made of.
fn inside(schemas: &Schemas, id: SchemaId) -> impl Iterator<Item = SchemaId> + '_ {
    let schema = &schemas[id];
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
    let lists = lists.into_iter().flatten().copied();
    let properties = schema.properties.values().copied();
    properties
        .chain(lists)
        .chain(schema.items)
        .chain(additional)
        .chain(schema.reference)
}
