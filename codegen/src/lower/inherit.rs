//! Inheritance: a base with a discriminator, and the components that reach it through `allOf`.
//!
//! Children name their base, never the reverse, so the whole list of components is needed to know the arms.

use super::Lowering;
use super::normal::Merged;
use crate::description::{Place, SchemaId, Schemas};
use crate::shape::{Definition, Doc, Name, TaggedArm, TaggedUnion, Type};
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
                let id = SchemaId(u32::try_from(index).unwrap_or(u32::MAX));
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
            let is_tagged = seen
                .iter()
                .any(|ancestor| is_tagged_base(schemas, *ancestor));
            for ancestor in seen
                .into_iter()
                .filter(|ancestor| is_tagged && *ancestor != child)
            {
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
        let mut seen = BTreeSet::new();
        self.ancestors(id, &mut seen);
        seen.contains(&base)
    }
}

fn is_tagged_base(schemas: &Schemas, id: SchemaId) -> bool {
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

impl Lowering<'_> {
    /// The enum of a base's descendants.
    pub(super) fn descendants_enum(
        &mut self,
        base: SchemaId,
        merged: &Merged,
    ) -> Option<Definition> {
        let mut members: Vec<SchemaId> = self
            .inheritance
            .descendants(base)?
            .iter()
            .copied()
            .collect();
        let discriminator = merged.discriminator.clone()?;
        members.push(base);
        let mut arms = Vec::new();
        for member in members {
            let tags = self.own_tags(
                member,
                &discriminator.property,
                &discriminator.mapping,
                member == base,
            );
            if tags.is_empty() {
                continue;
            }
            let ty = if self.inheritance.descendants(member).is_some() {
                self.base_struct(member)
            } else {
                self.use_of(member).ty
            };
            let words = self.words(member);
            let name = Name {
                wire: self.wire(member),
                words,
                ident: String::new(),
            };
            arms.push(TaggedArm {
                name,
                tags,
                ty,
                doc: Doc::default(),
            });
        }
        arms.sort_by(|a, b| a.name.wire.cmp(&b.name.wire));
        Some(Definition::Tagged(TaggedUnion {
            property: discriminator.property,
            arms,
            default: None,
            other_ident: String::new(),
        }))
    }

    /// The tags that lead to a schema itself (not to its descendants).
    fn own_tags(
        &self,
        id: SchemaId,
        property: &str,
        mapping: &[(String, SchemaId)],
        is_base: bool,
    ) -> Vec<String> {
        let schema = &self.schemas[id];
        if let Some(value) = &schema.discriminator_value {
            return vec![value.clone()];
        }
        let mapped: Vec<String> = mapping
            .iter()
            .filter(|(_, target)| self.canonical(*target) == id)
            .map(|(tag, _)| tag.clone())
            .collect();
        if !mapped.is_empty() {
            return mapped;
        }
        let own = schema.properties.get(property).or_else(|| {
            schema
                .all_of
                .iter()
                .find_map(|part| self.schemas[*part].properties.get(property))
        });
        let constant = own
            .map(|property| self.text_values(*property))
            .unwrap_or_default();
        match (&schema.place, is_base) {
            (_, false) if constant.len() == 1 => constant,
            (Place::Component(name), false) => vec![name.clone()],
            _ => Vec::new(),
        }
    }

    /// The string values that a schema lists.
    pub(super) fn text_values(&self, id: SchemaId) -> Vec<String> {
        let schema = &self.schemas[self.canonical(id)];
        let listed = schema.enumeration.as_ref().or_else(|| {
            schema
                .all_of
                .iter()
                .find_map(|part| self.schemas[self.canonical(*part)].enumeration.as_ref())
        });
        let values = listed
            .map(|enumeration| enumeration.values.as_slice())
            .unwrap_or_default();
        values
            .iter()
            .filter_map(|value| value.value.as_str().map(str::to_owned))
            .collect()
    }

    /// The struct of a base that has an enum of its descendants.
    fn base_struct(&mut self, id: SchemaId) -> Type {
        if let Some(known) = self.bases.get(&id) {
            return Type::Named(*known);
        }
        let slot = self.allocate(id);
        self.bases.insert(id, slot);
        let merged = self.merge(id);
        let definition = self.object(id, &merged);
        let words = format!("{} base", self.words(id));
        self.define_as(slot, id, words, definition)
    }

    /// The constant tag of a struct that is the arm of a base's enum.
    pub(super) fn inherited_tag(&self, id: SchemaId, merged: &Merged) -> Option<(String, String)> {
        let discriminator = merged.discriminator.as_ref()?;
        if !matches!(self.schemas[id].place, Place::Component(_)) {
            return None;
        }
        let is_base = self.schemas[id].discriminator.as_ref() == Some(discriminator);
        let mut tags = self.own_tags(id, &discriminator.property, &discriminator.mapping, is_base);
        (tags.len() == 1).then(|| (discriminator.property.clone(), tags.remove(0)))
    }
}
