//! What type a schema is where it is used: the name of a component, or what an inline schema is built to.
//!
//! Every component gets its type before any is filled in, so that references meet a name. A stranger would take a
//! reference beside words for a type of its own: it is the type that it names.

use super::lowering::{Built, Lowering, Use};
use super::{graph, schema};
use crate::description::{Schema, SchemaId};
use crate::shape::{Definition, Type};

impl Lowering<'_> {
    /// Every component gets its type before any is filled in, so that references meet a name.
    pub(super) fn components(&mut self) {
        let all: Vec<SchemaId> = (0..self.schemas.0.len())
            .map(SchemaId::of)
            .filter(|id| self.is_component(*id))
            .collect();
        for id in &all {
            let slot = self.allocate(*id);
            let nullable = self.nullable(*id);
            self.uses.insert(
                *id,
                Use {
                    ty: Type::Named(slot),
                    nullable,
                },
            );
        }
        for id in all {
            let Type::Named(slot) = self.uses[&id].ty else {
                continue;
            };
            let built = match self.alias_of(id) {
                Some(target) => Built::Type(self.use_of(target).ty),
                None => self.build(id),
            };
            let definition = match built {
                Built::Definition(definition) => definition,
                Built::Type(ty) => Definition::Alias(ty),
            };
            self.define(slot, id, definition);
        }
    }

    /// The schema that a component is only a second name of: it refers to it and adds nothing but words. A child that
    /// adds nothing to its base has a tag of its own, and so is a type of its own.
    fn alias_of(&self, id: SchemaId) -> Option<SchemaId> {
        let schema = &self.schemas[id];
        if schema.reference.is_some() {
            return schema.reference.filter(|_| !schema::says_something(schema));
        }
        let is_child = !self.inheritance.tagged_bases(&self.schemas, id).is_empty();
        self.wrapped(schema)
            .filter(|_| !is_child && schema.discriminator.is_none())
    }

    /// The type of a schema where it is used.
    pub(super) fn use_of(&mut self, id: SchemaId) -> Use {
        if let Some(known) = self.uses.get(&id) {
            return known.clone();
        }
        let (target, null) = (self.pure_reference(id), self.schemas[id].types.null);
        let made = if let Some(target) = target {
            let mut made = self.use_of(target);
            made.nullable |= null;
            made
        } else if self.busy.insert(id) {
            let made = self.inline(id);
            self.busy.remove(&id);
            made
        } else {
            self.widen(
                id,
                "$ref",
                "a schema that contains itself and has no name is any JSON value",
            );
            Use {
                ty: Type::Any,
                nullable: false,
            }
        };
        self.uses.insert(id, made.clone());
        made
    }

    fn inline(&mut self, id: SchemaId) -> Use {
        let merged = self.merge(id);
        let nullable = self.is_nullable(&merged);
        if let Some(ty) = self.shared_enum(id, &merged) {
            return Use { ty, nullable };
        }
        // Only a schema that a reference points into can contain itself: it has its name before it is built.
        let is_early = self.referenced.contains(&id) && !graph::is_finite(&self.schemas, id);
        let early = is_early.then(|| {
            let slot = self.allocate(id);
            self.uses.insert(
                id,
                Use {
                    ty: Type::Named(slot),
                    nullable,
                },
            );
            slot
        });
        let ty = match (self.build(id), early) {
            (Built::Type(ty), None) => ty,
            (Built::Type(ty), Some(slot)) => self.define(slot, id, Definition::Alias(ty)),
            (Built::Definition(definition), early) => {
                let slot = early.unwrap_or_else(|| self.allocate(id));
                self.define(slot, id, definition)
            }
        };
        Use { ty, nullable }
    }

    /// The target of a schema that is a reference, bare or wrapped in `allOf`, and says nothing of its own about the
    /// value.
    pub(super) fn pure_reference(&self, id: SchemaId) -> Option<SchemaId> {
        let schema = &self.schemas[id];
        if self.is_component(id) {
            return None;
        }
        match schema.reference {
            Some(target) => (!schema::says_something(schema)).then_some(target),
            None => self.wrapped(schema),
        }
    }

    /// The only part of an `allOf` that says something, beside nothing else.
    fn wrapped(&self, schema: &Schema) -> Option<SchemaId> {
        let mut parts = schema.all_of.iter().copied().filter(|part| {
            let schema = &self.schemas[*part];
            schema.reference.is_some() || self.is_component(*part) || schema::says_something(schema)
        });
        let is_reference =
            |part: &SchemaId| self.schemas[*part].reference.is_some() || self.is_component(*part);
        let only = parts.next().filter(is_reference)?;
        let is_bare = parts.next().is_none() && schema::is_bare_wrapper(schema);
        is_bare.then_some(only)
    }
}
