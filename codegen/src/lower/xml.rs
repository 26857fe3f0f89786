//! Which types XML bodies reach, and the element that each of them is.
//!
//! Reach is what decides: a type that no XML body leads to gets no descriptor, whatever its schema says of XML. Nor do
//! the arms of a union without a tag, which XML cannot tell apart: it is read and written as any value.

use super::lowering::Lowering;
use crate::description::Schema;
use crate::shape::{Definition, TypeId, XmlElement, reached};
use std::collections::HashMap;

/// The elements of all types that an XML body reaches.
pub(super) fn elements(lowering: &Lowering<'_>) -> HashMap<TypeId, XmlElement> {
    let roots = lowering.xml_roots.iter().filter_map(|root| {
        let used = lowering
            .uses
            .get(root)
            .or_else(|| lowering.uses.get(&lowering.canonical(*root)));
        used.map(|used| used.ty.definitions())
    });
    let inside = |id: TypeId| match lowering.types.get(id.0 as usize) {
        Some(Some(definition)) if !matches!(definition.definition, Definition::Untagged(_)) => {
            definition.definition.mentioned()
        }
        _ => Vec::new(),
    };
    reached(roots.flatten(), inside)
        .into_iter()
        .filter_map(|id| {
            let schema = *lowering.origins.get(&id)?;
            Some((
                id,
                element(&lowering.schemas[schema], &lowering.words(schema)),
            ))
        })
        .collect()
}

/// The element of a type.
fn element(schema: &Schema, fallback: &str) -> XmlElement {
    XmlElement {
        name: schema
            .xml
            .name
            .clone()
            .unwrap_or_else(|| fallback.to_owned()),
        namespace: schema.xml.namespace.clone(),
        prefix: schema.xml.prefix.clone(),
    }
}
