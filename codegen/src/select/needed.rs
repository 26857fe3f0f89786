//! Which schemas the operations that stay need; the others leave the arena, and the ids of the rest move up.
//!
//! A stranger would get this wrong: a schema needs the schema that it stands inside of, because that names it.

use crate::description::{
    Additional, Description, MediaType, Operation, OperationPlace, OperationRole, Place, Schema,
    SchemaId, Schemas, SharedRole,
};
use std::collections::HashSet;

/// What became of an operation.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Fate {
    /// It stays, at this index.
    Kept(u32),
    /// It was left out; what it was called.
    LeftOut(String),
}

/// Drops the schemas that nothing needs and nobody wants, and corrects ids and places.
pub(super) fn keep_needed_schemas(
    description: &mut Description,
    wanted: Vec<SchemaId>,
    outgoing: &[Fate],
    incoming: &[Fate],
) {
    let mut roots = wanted;
    for_ids_of_operations(description, &mut |id| roots.push(*id));
    let needed = Needed::of(&mut description.schemas, roots).ids;

    let mut order: Vec<SchemaId> = needed.iter().copied().collect();
    order.sort_unstable();
    // An id that is not found belongs to a schema that leaves.
    let moved = |id: SchemaId| {
        order
            .binary_search(&id)
            .ok()
            .and_then(|index| u32::try_from(index).ok())
            .map(SchemaId)
    };
    let mut correct = |id: &mut SchemaId| *id = moved(*id).unwrap_or(*id);

    for_ids_of_operations(description, &mut correct);
    description.components.retain_mut(|id| {
        let stays = needed.contains(id);
        correct(id);
        stays
    });
    let schemas = std::mem::take(&mut description.schemas.0)
        .into_iter()
        .zip(0..);
    for (mut schema, _) in schemas.filter(|(_, index)| needed.contains(&SchemaId(*index))) {
        for_ids(&mut schema, &mut correct);
        correct_place(&mut schema.place, outgoing, incoming);
        description.schemas.0.push(schema);
    }
}

/// The schemas that are needed.
struct Needed<'a> {
    schemas: &'a mut Schemas,
    ids: HashSet<SchemaId>,
}

impl<'a> Needed<'a> {
    fn of(schemas: &'a mut Schemas, roots: Vec<SchemaId>) -> Self {
        let mut needed = Self {
            schemas,
            ids: HashSet::new(),
        };
        let mut more = roots;
        while !more.is_empty() {
            needed.add(more);
            more = needed.children();
        }
        needed
    }

    /// Adds schemas, and everything that they refer to.
    fn add(&mut self, mut ids: Vec<SchemaId>) {
        while let Some(id) = ids.pop() {
            if self.ids.insert(id) {
                for_ids(&mut self.schemas[id], &mut |id| ids.push(*id));
            }
        }
    }

    /// Components that are not needed yet, but derive from a base with a discriminator that is.
    fn children(&self) -> Vec<SchemaId> {
        let ids = (0..).map(SchemaId).zip(&self.schemas.0);
        let components = ids.filter(|(id, schema)| {
            matches!(schema.place, Place::Component(_)) && !self.ids.contains(id)
        });
        let derive = |schema: &Schema| schema.all_of.iter().any(|part| self.is_needed_base(*part));
        components
            .filter(|(_, schema)| derive(schema))
            .map(|(id, _)| id)
            .collect()
    }

    /// Whether a member of `allOf` is a needed schema, or refers to one, that has a discriminator or a base with one.
    fn is_needed_base(&self, part: SchemaId) -> bool {
        let base = self.schemas[part].reference.unwrap_or(part);
        let mut seen = HashSet::new();
        let mut above: Vec<SchemaId> = Some(base)
            .filter(|base| self.ids.contains(base))
            .into_iter()
            .collect();
        while let Some(id) = above.pop() {
            let schema = &self.schemas[id];
            if schema.discriminator.is_some() {
                return true;
            }
            if seen.insert(id) {
                above.extend(schema.reference.iter().chain(&schema.all_of));
            }
        }
        false
    }
}

/// Visits the id of each schema that a schema refers to, with the schema that it stands inside of.
fn for_ids(schema: &mut Schema, visit: &mut dyn FnMut(&mut SchemaId)) {
    if let Place::Inside(parent, _) = &mut schema.place {
        visit(parent);
    }
    if let Additional::Typed(values) = &mut schema.additional {
        visit(values);
    }
    if let Some(discriminator) = &mut schema.discriminator {
        let mapped = discriminator.mapping.iter_mut().map(|(_, id)| id);
        mapped
            .chain(&mut discriminator.default)
            .for_each(&mut *visit);
    }
    let lists = [
        &mut schema.prefix_items,
        &mut schema.all_of,
        &mut schema.one_of,
        &mut schema.any_of,
    ];
    lists.into_iter().flatten().for_each(&mut *visit);
    let singles = [
        &mut schema.reference,
        &mut schema.items,
        &mut schema.property_names,
        &mut schema.content_schema,
    ];
    singles.into_iter().flatten().for_each(&mut *visit);
    schema.properties.values_mut().for_each(visit);
}

/// Visits the id of each schema that an operation refers to.
fn for_ids_of_operations(description: &mut Description, visit: &mut dyn FnMut(&mut SchemaId)) {
    let incoming = description
        .incoming
        .iter_mut()
        .map(|incoming| &mut incoming.operation);
    for operation in description.operations.iter_mut().chain(incoming) {
        for_ids_of_operation(operation, visit);
    }
}

fn for_ids_of_operation(operation: &mut Operation, visit: &mut dyn FnMut(&mut SchemaId)) {
    let parameters = operation
        .parameters
        .iter_mut()
        .chain(&mut operation.negotiation);
    parameters.for_each(|parameter| visit(&mut parameter.schema));
    if let Some(body) = &mut operation.body {
        for_ids_of_content(&mut body.content, visit);
    }
    let item = operation
        .stream
        .iter_mut()
        .filter_map(|it| it.item.as_mut());
    let result = operation.long_running.iter_mut();
    let result = result.filter_map(|it| it.final_state_schema.as_mut());
    item.chain(result).for_each(&mut *visit);
    for response in &mut operation.responses {
        for_ids_of_content(&mut response.content, visit);
        response
            .headers
            .iter_mut()
            .for_each(|header| visit(&mut header.schema));
    }
}

fn for_ids_of_content(content: &mut [MediaType], visit: &mut dyn FnMut(&mut SchemaId)) {
    for media_type in content {
        let schemas = [&mut media_type.schema, &mut media_type.item_schema];
        schemas.into_iter().flatten().for_each(&mut *visit);
        let parts = media_type.encoding.values_mut();
        let headers = parts.flat_map(|part| &mut part.headers);
        headers.for_each(|header| visit(&mut header.schema));
    }
}

/// Moves a place with its operation; below one that was left out, it is as good as shared.
fn correct_place(place: &mut Place, outgoing: &[Fate], incoming: &[Fate]) {
    let Place::Operation(operation, role) = place else {
        return;
    };
    let (index, fates) = match operation {
        OperationPlace::Outgoing(index) => (index, outgoing),
        OperationPlace::Incoming(index) => (index, incoming),
    };
    match fates.get(*index as usize) {
        Some(Fate::Kept(kept)) => *index = *kept,
        Some(Fate::LeftOut(name)) => *place = Place::Shared(name.clone(), shared(role)),
        None => {}
    }
}

fn shared(role: &OperationRole) -> SharedRole {
    match role.clone() {
        OperationRole::Parameter(name) => SharedRole::Parameter(name),
        OperationRole::Body(media_type) => SharedRole::Body(media_type),
        OperationRole::Response(_, media_type) => SharedRole::Response(media_type),
        OperationRole::Header(_, name) => SharedRole::Header(name),
    }
}
