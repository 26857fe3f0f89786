//! Inheritance: a base with a discriminator, and the components that reach it through `allOf`.
//!
//! Children name their base, never the reverse, so the whole list of components is needed to know the arms.

use crate::description::{Place, Role, SchemaId, Schemas};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Who derives from whom.
#[derive(Default)]
pub(super) struct Inheritance {
    /// The components that a component folds in through `allOf`, directly.
    parents: BTreeMap<SchemaId, Vec<SchemaId>>,
    /// All components below a base with a discriminator, at any depth, the base itself left out.
    descendants: HashMap<SchemaId, BTreeSet<SchemaId>>,
}

impl Inheritance {
    /// Reads the `allOf` of all components.
    pub(super) fn of(schemas: &Schemas) -> Self {
        let mut inheritance = Self::default();
        for (index, schema) in schemas.0.iter().enumerate() {
            if matches!(schema.place, Place::Component(_)) && !schema.all_of.is_empty() {
                let id = SchemaId::of(index);
                let parents = schema
                    .all_of
                    .iter()
                    .filter_map(|part| referenced(schemas, *part))
                    .collect();
                inheritance.parents.insert(id, parents);
            }
        }
        for child in inheritance.parents.keys().copied().collect::<Vec<_>>() {
            let mut seen = BTreeSet::new();
            inheritance.ancestors(child, &mut seen);
            for ancestor in seen.into_iter().filter(|ancestor| *ancestor != child) {
                inheritance
                    .descendants
                    .entry(ancestor)
                    .or_default()
                    .insert(child);
            }
        }
        // An ancestor counts only if a tag tells its descendants apart: its own, or one of a base of its own.
        let tagged: BTreeSet<SchemaId> = inheritance
            .descendants
            .keys()
            .copied()
            .filter(|id| {
                let mut above = BTreeSet::from([*id]);
                inheritance.ancestors(*id, &mut above);
                above
                    .iter()
                    .any(|ancestor| is_tagged_base(schemas, *ancestor))
            })
            .collect();
        inheritance.descendants.retain(|id, _| tagged.contains(id));
        inheritance
    }

    fn ancestors(&self, id: SchemaId, seen: &mut BTreeSet<SchemaId>) {
        for parent in self.parents.get(&id).into_iter().flatten() {
            if seen.insert(*parent) {
                self.ancestors(*parent, seen);
            }
        }
    }

    /// The components below a base that has descendants and a tag.
    pub(super) fn descendants(&self, id: SchemaId) -> Option<&BTreeSet<SchemaId>> {
        self.descendants.get(&id)
    }

    /// Whether `id` derives from `base`.
    pub(super) fn derives(&self, id: SchemaId, base: SchemaId) -> bool {
        self.above(id).contains(&base)
    }

    /// All components that a component derives from.
    fn above(&self, id: SchemaId) -> BTreeSet<SchemaId> {
        let mut seen = BTreeSet::new();
        self.ancestors(id, &mut seen);
        seen
    }

    /// The bases whose tags a component carries: itself and its ancestors, the topmost of each property.
    pub(super) fn tagged_bases(&self, schemas: &Schemas, id: SchemaId) -> Vec<SchemaId> {
        let mut line = self.above(id);
        line.insert(id);
        let bases: Vec<SchemaId> = line
            .into_iter()
            .filter(|base| is_tagged_base(schemas, *base))
            .collect();
        let is_topmost = |base: &SchemaId| {
            let above = self.above(*base);
            !bases.iter().any(|other| {
                other != base && above.contains(other) && same_property(schemas, *other, *base)
            })
        };
        bases.iter().copied().filter(is_topmost).collect()
    }

    /// The component whose tag stands in the property of `base` when a value is an `id`: `id` itself, or the ancestor
    /// of it, nearest to `base`, that tells its own descendants apart by another property.
    pub(super) fn tag_holder(&self, schemas: &Schemas, id: SchemaId, base: SchemaId) -> SchemaId {
        let mut line = self.above(id);
        line.insert(id);
        let divides = |other: &SchemaId| {
            *other != base
                && is_tagged_base(schemas, *other)
                && !same_property(schemas, *other, base)
                && self.derives(*other, base)
        };
        let dividing: Vec<SchemaId> = line.into_iter().filter(divides).collect();
        let nearest = dividing
            .iter()
            .find(|other| !dividing.iter().any(|above| self.derives(**other, *above)));
        nearest.copied().unwrap_or(id)
    }
}

/// Whether two schemas have discriminators of one property.
pub(super) fn same_property(schemas: &Schemas, one: SchemaId, other: SchemaId) -> bool {
    let property = |id: SchemaId| {
        schemas[id]
            .discriminator
            .as_ref()
            .map(|discriminator| &discriminator.property)
    };
    property(one) == property(other)
}

/// Whether a schema is a base: a discriminator without arms.
pub(super) fn is_tagged_base(schemas: &Schemas, id: SchemaId) -> bool {
    let schema = &schemas[id];
    schema.discriminator.is_some() && schema.one_of.is_empty() && schema.any_of.is_empty()
}

fn referenced(schemas: &Schemas, part: SchemaId) -> Option<SchemaId> {
    let mut at = match schemas[part].place {
        Place::Component(_) => part,
        _ => schemas[part].reference?,
    };
    for _ in 0..64 {
        match schemas[at].reference {
            Some(next) => at = next,
            None => break,
        }
    }
    Some(at)
}

/// A discriminator in an inline part of a component's `allOf` is the component's own.
pub(super) fn hoist_discriminators(schemas: &mut Schemas) {
    for index in 0..schemas.0.len() {
        let schema = &schemas.0[index];
        if !matches!(schema.place, Place::Component(_)) || schema.discriminator.is_some() {
            continue;
        }
        let part = schema.all_of.iter().copied().find(|part| {
            let is_inline = matches!(schemas[*part].place, Place::Inside(_, Role::AllOf(_)));
            is_inline && is_tagged_base(schemas, *part)
        });
        if let Some(part) = part {
            schemas.0[index].discriminator = schemas[part].discriminator.take();
        }
    }
}
