//! One view of a schema: references followed and `allOf` folded in.
//!
//! Later parts override earlier ones, as authors of base types mean it; a later part that only describes keeps
//! what an earlier one said of the value. `oneOf` and `anyOf` are kept as lists beside the folded rest.

use super::lowering::Lowering;
use super::merged::{Merged, UnionPart, narrow};
use super::schema::{blank, canonical, says_something};
use crate::description::{Additional, Place, Role, Schema, SchemaId};
use std::rc::Rc;

/// What is left to fold.
enum Step {
    /// A schema: its reference and the parts of its `allOf`, then what it says itself.
    Schema(SchemaId),
    /// A part of an `allOf`, maybe its only one.
    Part { part: SchemaId, alone: bool },
    /// After such a part: null is a value of the whole only if the only part allows it; `nullable` beside `allOf` is the
    /// idiom.
    Null { before: bool, alone: bool },
    /// What a schema says itself.
    Own(SchemaId),
}

impl Lowering<'_> {
    /// The folded view of a schema.
    pub(super) fn merge(&mut self, id: SchemaId) -> Rc<Merged> {
        if let Some(known) = self.merged.get(&id) {
            return Rc::clone(known);
        }
        let mut merged = Merged::default();
        self.fold(id, &mut merged);
        let own = self.canonical(id);
        let folded = std::mem::take(&mut merged.folded);
        // A base that lists its own children: for a child the list says nothing.
        merged.unions.retain(|part| {
            part.owner == id
                || part.owner == own
                || !part
                    .arms
                    .iter()
                    .any(|arm| folded.contains(&self.canonical(*arm)))
        });
        let merged = Rc::new(merged);
        self.merged.insert(id, Rc::clone(&merged));
        merged
    }

    /// Whether null is a value of a schema.
    pub(super) fn nullable(&mut self, id: SchemaId) -> bool {
        let merged = self.merge(id);
        self.is_nullable(&merged)
    }

    /// Whether null is a value of what a view is of.
    pub(super) fn is_nullable(&self, merged: &Merged) -> bool {
        let mut arms = merged.unions.iter().flat_map(|part| &part.arms);
        merged.types.null || arms.any(|arm| self.allows_null(*arm))
    }

    /// Whether an arm says that null is a value of it.
    fn allows_null(&self, arm: SchemaId) -> bool {
        self.schemas[arm].types.null || self.schemas[self.canonical(arm)].types.null
    }

    /// The schema that pure references lead to.
    pub(super) fn canonical(&self, id: SchemaId) -> SchemaId {
        canonical(&self.schemas, id)
    }

    /// Folds a schema and what it is made of. The steps wait on a list of their own, for chains of `allOf` can be longer
    /// than a thread's stack.
    fn fold(&mut self, id: SchemaId, merged: &mut Merged) {
        let mut steps = vec![Step::Schema(id)];
        while let Some(step) = steps.pop() {
            match step {
                Step::Schema(id) if !merged.folded.insert(id) => {}
                Step::Schema(id) => {
                    merged.parts += 1;
                    let schema = &self.schemas[id];
                    let alone = schema.all_of.len() == 1 && schema.reference.is_none();
                    steps.push(Step::Own(id));
                    let parts = schema.all_of.iter().rev();
                    steps.extend(parts.map(|part| Step::Part { part: *part, alone }));
                    steps.extend(schema.reference.map(Step::Schema));
                }
                Step::Part { part, alone } => {
                    let before = merged.types.null;
                    steps.push(Step::Null { before, alone });
                    steps.push(Step::Schema(part));
                }
                Step::Null { before, alone } => {
                    merged.types.null = before || (alone && merged.types.null);
                }
                Step::Own(id) => {
                    let schema = self.schemas[id].clone();
                    self.fold_own(id, schema, merged);
                }
            }
        }
    }

    fn fold_own(&mut self, id: SchemaId, schema: Schema, merged: &mut Merged) {
        merged.boolean = schema.boolean.or(merged.boolean);
        merged.types = narrow(merged.types, schema.types);
        merged.format = schema.format.or(merged.format.take());
        merged.encoding = schema.content_encoding.or(merged.encoding.take());
        merged.media_type = schema.content_media_type.or(merged.media_type.take());
        merged.enumeration = schema.enumeration.or(merged.enumeration.take());
        merged.secret |= schema.secret;
        merged.object_part |=
            !schema.properties.is_empty() || !matches!(schema.additional, Additional::Unstated);
        merged.required.extend(schema.required);
        merged.items = schema.items.or(merged.items);
        if !schema.prefix_items.is_empty() {
            merged.prefix_items = schema.prefix_items;
        }
        if schema.additional != Additional::Unstated {
            merged.additional = schema.additional;
            merged.additional_keyword = if schema.unevaluated {
                "unevaluatedProperties"
            } else {
                "additionalProperties"
            };
        }
        for (keyword, value) in schema.constraints {
            if !merged
                .constraints
                .iter()
                .any(|(known, _)| *known == keyword)
            {
                merged.constraints.push((keyword, value));
            }
        }
        for (name, property) in schema.properties {
            let property = match merged.properties.get(&name) {
                Some(earlier) => self.overriding(id, &name, *earlier, property),
                None => property,
            };
            merged.properties.insert(name, property);
        }
        let has_arms = !schema.one_of.is_empty() || !schema.any_of.is_empty();
        for (keyword, arms) in [("oneOf", schema.one_of), ("anyOf", schema.any_of)] {
            if !arms.is_empty() {
                merged.unions.push(UnionPart {
                    owner: id,
                    keyword,
                    arms,
                    discriminator: schema.discriminator.clone(),
                });
            }
        }
        if !has_arms && schema.discriminator.is_some() {
            merged.discriminator = schema.discriminator;
        }
    }

    /// The schema of a property that two parts declare: the later one, unless it only describes; both, if both are objects.
    fn overriding(
        &mut self,
        owner: SchemaId,
        name: &str,
        earlier: SchemaId,
        later: SchemaId,
    ) -> SchemaId {
        if earlier == later || self.canonical(earlier) == self.canonical(later) {
            return later;
        }
        let (first, second) = (self.schemas[earlier].clone(), self.schemas[later].clone());
        if second.reference.is_none() && !says_something(&second) {
            return earlier;
        }
        let is_inline = second.reference.is_none() && !self.is_component(later);
        let both_objects = is_inline && !second.properties.is_empty() && self.is_object(earlier);
        if !both_objects {
            return later;
        }
        let place = Place::Inside(owner, Role::Property(name.to_owned()));
        let empty = blank(&second, place);
        self.synthesize(Schema {
            all_of: vec![earlier, later],
            read_only: first.read_only || second.read_only,
            ..empty
        })
    }

    fn is_object(&self, id: SchemaId) -> bool {
        let schema = &self.schemas[self.canonical(id)];
        !schema.properties.is_empty() || !schema.all_of.is_empty()
    }
}
