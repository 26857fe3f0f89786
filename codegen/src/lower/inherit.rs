//! Bases with a discriminator: the enum of their descendants, and the tags that each carries.
//!
//! A base is two types: its own struct, and the enum wherever it is referred to.

use super::inheritance::{is_tagged_base, same_property};
use super::lowering::Lowering;
use super::merged::Merged;
use crate::coverage::Treatment;
use crate::description::{Discriminator, Place, SchemaId};
use crate::shape::{Definition, Doc, Name, TaggedArm, TaggedUnion, Type};
use crate::value::Value;
use std::collections::BTreeSet;

impl Lowering<'_> {
    /// Values of a tag that no discriminator asks for.
    pub(super) fn note_idle_tags(&mut self) {
        let told_apart: BTreeSet<SchemaId> = self
            .schemas
            .0
            .iter()
            .filter(|schema| schema.discriminator.is_some())
            .flat_map(|schema| schema.one_of.iter().chain(&schema.any_of))
            .map(|arm| self.canonical(*arm))
            .collect();
        for index in 0..self.schemas.0.len() {
            let id = SchemaId::of(index);
            let is_idle = self.schemas[id].discriminator_value.is_some()
                && !told_apart.contains(&id)
                && self.inheritance.tagged_bases(&self.schemas, id).is_empty();
            if is_idle {
                let location = self.schemas[id].location.clone();
                let note = "no discriminator tells this schema from others by it";
                self.note(
                    &location,
                    "x-ms-discriminator-value",
                    Treatment::Ignored,
                    note,
                );
            }
        }
    }

    /// A discriminator that tells nothing apart, unless it is that of a base above the schema.
    pub(super) fn note_idle_discriminator(&mut self, id: SchemaId, discriminator: &Discriminator) {
        let declarer = self.declarer(id, &discriminator.property);
        if declarer.is_none_or(|declarer| declarer == id) {
            let note = "no schema derives from this one: the property is read as any other";
            self.note(
                &discriminator.location,
                "discriminator",
                Treatment::Ignored,
                note,
            );
        }
    }

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
        let declarer = self.declarer(base, &discriminator.property)?;
        members.push(base);
        let mut arms = Vec::new();
        for member in members {
            let is_below = self.inheritance.tag_holder(&self.schemas, member, declarer) != member;
            let mut tags = self.own_tags(member, declarer, &discriminator);
            if is_below {
                tags.clear();
            } else if member == base && tags.is_empty() {
                // The tag that a base has for want of another (OAS 3.1.1, 4.8.25).
                tags.extend(self.component_name(base));
            }
            if member != base && tags.is_empty() {
                continue;
            }
            let divides = !same_property(&self.schemas, member, declarer)
                && is_tagged_base(&self.schemas, member);
            let ty = match self.inheritance.descendants(member) {
                Some(_) if !divides => self.base_struct(member),
                _ => self.use_of(member).ty,
            };
            let name = Name::unsettled(self.wire(member), self.words(member));
            let written = tags.first().map(|tag| Value::String(tag.as_str().into()));
            let arm = TaggedArm {
                name,
                tags,
                written,
                ty,
                doc: Doc::default(),
            };
            arms.push((member == base, arm));
        }
        arms.sort_by(|(_, one), (_, other)| one.name.wire.cmp(&other.name.wire));
        let default = arms.iter().position(|(is_base, _)| *is_base);
        Some(Definition::Tagged(TaggedUnion {
            property: discriminator.property,
            arms: arms.into_iter().map(|(_, arm)| arm).collect(),
            default,
            other_ident: String::new(),
        }))
    }

    fn component_name(&self, id: SchemaId) -> Option<String> {
        match &self.schemas[id].place {
            Place::Component(name) => Some(name.clone()),
            _ => None,
        }
    }

    /// The ancestor, or the schema itself, that declares the discriminator of this property.
    fn declarer(&self, id: SchemaId, property: &str) -> Option<SchemaId> {
        let declares = |base: &SchemaId| {
            self.schemas[*base]
                .discriminator
                .as_ref()
                .is_some_and(|own| own.property == property)
        };
        self.inheritance
            .tagged_bases(&self.schemas, id)
            .into_iter()
            .find(declares)
    }

    /// The tags that lead to a schema itself (not to its descendants) in the property of `base`.
    fn own_tags(
        &mut self,
        id: SchemaId,
        base: SchemaId,
        discriminator: &Discriminator,
    ) -> Vec<String> {
        let schema = &self.schemas[id];
        let (property, mapping, is_base) =
            (&discriminator.property, &discriminator.mapping, id == base);
        // The value of a base that is itself an arm belongs to the property of the base above it.
        let is_arm = is_base && self.inheritance.tagged_bases(&self.schemas, id).len() > 1;
        if let Some(value) = schema.discriminator_value.as_ref().filter(|_| !is_arm) {
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
        let merged = self.merge(id);
        let declared = merged.properties.get(property).copied();
        let constant = declared.map(|property| self.text_values(property));
        let constant = constant.unwrap_or_default();
        let schema = &self.schemas[id];
        match (&schema.place, is_base) {
            (_, false) if constant.len() == 1 => constant,
            (Place::Component(name), false) => vec![name.clone()],
            _ => Vec::new(),
        }
    }

    /// The string values that a schema lists, null beside them left out.
    pub(super) fn text_values(&mut self, id: SchemaId) -> Vec<String> {
        let values = self.listed_texts(id, &[]).unwrap_or_default();
        let texts = values.iter();
        texts
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

    /// The tags that a struct always carries, by property: of each base above it, and of itself.
    pub(super) fn inherited_tags(&mut self, id: SchemaId) -> Vec<(String, String)> {
        if !self.is_component(id) {
            return Vec::new();
        }
        let bases = self.inheritance.tagged_bases(&self.schemas, id);
        let mut found = Vec::new();
        for base in bases {
            let Some(discriminator) = self.schemas[base].discriminator.clone() else {
                continue;
            };
            let holder = self.inheritance.tag_holder(&self.schemas, id, base);
            if let [tag] = self.own_tags(holder, base, &discriminator).as_slice() {
                found.push((discriminator.property, tag.clone()));
            }
        }
        found
    }
}
