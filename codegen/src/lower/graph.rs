//! Which schemas stand inside of which: what a reference points into, and what can contain itself.
//!
//! A stranger would only look at `$ref`: a schema that is met in two places is referred to as well, for a bare
//! reference is the schema that it names.

use crate::description::{Additional, Place, Schema, SchemaId, Schemas};
use std::collections::HashSet;

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
