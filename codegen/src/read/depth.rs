//! How deep schemas are made of each other.
//!
//! A stranger would think that the loader's limit of nesting is enough. References lead from one schema without a name
//! into the next, and compositions from component to component, so a flat document can be as deep as it is long; later
//! passes walk both recursively, and what a composition becomes is as large as its depth to the power of two or three.

use super::reader::Reader;
use crate::description::{Additional, Place, Schema, SchemaId, Schemas};

/// How many schemas in a row may be a part of the next; descriptions of real services stay below 20.
const MAX_DEPTH: u32 = 100;

impl Reader<'_, '_> {
    /// One complaint where the limit is exceeded first.
    pub(super) fn check_depth(&mut self) {
        let Some(deep) = first_too_deep(&self.table.schemas) else {
            return;
        };
        let location = self.table.schemas[deep].location.clone();
        let message =
            format!("Schemas are made of each other over more than {MAX_DEPTH} levels here.");
        let help = "Give schemas on the way names among the components, and let them be made of fewer others.";
        self.report.error(&location, "too-deep", message, help);
    }
}

/// A schema on the way to which a walk goes too deep, as later passes walk.
fn first_too_deep(schemas: &Schemas) -> Option<SchemaId> {
    let mut heights: Vec<Option<u32>> = vec![None; schemas.0.len()];
    for start in (0..schemas.0.len()).map(SchemaId::of) {
        let mut path: Vec<Step> = Vec::new();
        let mut next = Some(start);
        loop {
            // A schema on the path has a height of nothing until it is left: a cycle ends there.
            if let Some(id) = next.filter(|id| heights[id.0 as usize].is_none()) {
                heights[id.0 as usize] = Some(0);
                path.push(Step::new(schemas, id));
            }
            let Some(step) = path.last_mut() else { break };
            next = step.parts.pop();
            if let Some(part) = next {
                if let Some(height) = heights[part.0 as usize] {
                    step.height = step.height.max(height + 1);
                }
                continue;
            }
            let Step { id, height, .. } = path.pop()?;
            if height > MAX_DEPTH || path.len() > MAX_DEPTH as usize {
                return Some(id);
            }
            heights[id.0 as usize] = Some(height);
            if let Some(step) = path.last_mut() {
                step.height = step.height.max(height + 1);
            }
        }
    }
    None
}

/// A schema on the path of the walk.
struct Step {
    id: SchemaId,
    parts: Vec<SchemaId>,
    height: u32,
}

impl Step {
    fn new(schemas: &Schemas, id: SchemaId) -> Self {
        let mut parts = parts(schemas, &schemas[id]);
        parts.reverse();
        Self {
            id,
            parts,
            height: 0,
        }
    }
}

/// What a schema is made of: what it is composed of, and what it holds that has no name.
fn parts(schemas: &Schemas, schema: &Schema) -> Vec<SchemaId> {
    let composed = schema.reference.into_iter();
    let composed = composed.chain(
        [&schema.all_of, &schema.one_of, &schema.any_of]
            .into_iter()
            .flatten()
            .copied(),
    );
    let further = match schema.additional {
        Additional::Typed(value) => Some(value),
        Additional::Unstated | Additional::Any | Additional::Forbidden => None,
    };
    let held = schema.properties.values().copied();
    let held = held.chain(schema.items).chain(further);
    let held = held.chain(schema.prefix_items.iter().copied());
    let is_inline = |id: &SchemaId| !matches!(schemas[*id].place, Place::Component(_));
    composed.chain(held.filter(is_inline)).collect()
}
