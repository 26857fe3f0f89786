//! Which types XML bodies reach, and the element that each of them is.
//!
//! Reach is what decides: a type that no XML body leads to gets no descriptor, whatever its schema says of XML. Nor do
//! the arms of a union without a tag, which XML cannot tell apart: it is read and written as any value.

use super::Lowering;
use crate::description::Schema;
use crate::shape::{Definition, Rest, Type, TypeId, XmlElement};
use std::collections::{HashMap, HashSet};

/// The elements of all types that an XML body reaches.
pub(super) fn elements(lowering: &Lowering<'_>) -> HashMap<TypeId, XmlElement> {
    let roots = lowering.xml_roots.iter().filter_map(|root| {
        let used = lowering
            .uses
            .get(root)
            .or_else(|| lowering.uses.get(&lowering.canonical(*root)));
        used.and_then(|used| used.ty.definition())
    });
    let mut open: Vec<TypeId> = roots.collect();
    let mut reached: HashSet<TypeId> = HashSet::new();
    while let Some(id) = open.pop() {
        if reached.insert(id)
            && let Some(Some(definition)) = lowering.types.get(id.0 as usize)
            && !matches!(definition.definition, Definition::Untagged(_))
        {
            open.extend(mentioned(&definition.definition));
        }
    }
    reached
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

/// The definitions that a definition mentions, those of its rest with them.
pub(super) fn mentioned(definition: &Definition) -> Vec<TypeId> {
    let rest = match definition {
        Definition::Struct(object) => match &object.rest {
            Rest::Typed(ty) => Some(ty),
            Rest::Forbidden | Rest::Members => None,
        },
        _ => None,
    };
    definition
        .types()
        .into_iter()
        .chain(rest)
        .filter_map(Type::definition)
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
