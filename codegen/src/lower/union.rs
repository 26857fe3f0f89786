//! `oneOf` and `anyOf`: tagged and untagged unions, and what is no union at all.
//!
//! Null is an `Option`, a single arm without a tag is that arm, texts of several formats are one text, and arms that
//! only say `required` are not arms. Properties beside the arms go into each arm. An arm that cannot be told apart is not
//! lost: the union keeps JSON that fits no arm as it came.

use super::lowering::{Built, Lowering};
use super::merged::{Merged, UnionPart};
use super::schema;
use crate::coverage::Treatment;
use crate::description::{Discriminator, Place, Role, Schema, SchemaId};
use crate::shape::{
    Arm, Definition, Doc, Format, Name, TaggedArm, TaggedUnion, Type, UntaggedUnion,
};
use std::rc::Rc;

/// The most arms that the distribution of several unions over each other may give.
const MAX_PRODUCT: usize = 32;

impl Lowering<'_> {
    /// The union of a schema, if it has one.
    pub(super) fn union(&mut self, id: SchemaId, merged: &Rc<Merged>) -> Option<Built> {
        let parts = self.parts(id, merged);
        let product: usize = parts.iter().map(|part| part.arms.len()).product();
        let (first, others) = parts.split_first()?;
        if product > MAX_PRODUCT && !others.is_empty() {
            self.widen(id, "oneOf", "several unions in one schema have too many combinations: the type keeps the members of all as unknown ones");
            return None;
        }
        if !merged.has_members() && others.is_empty() {
            return Some(self.arms(id, first));
        }
        let mut arms: Vec<Vec<SchemaId>> = vec![Vec::new()];
        for part in &parts {
            arms = arms
                .iter()
                .flat_map(|before| {
                    part.arms
                        .iter()
                        .map(|arm| [before.as_slice(), &[*arm]].concat())
                })
                .collect();
        }
        if !merged.has_members() && !arms.iter().flatten().all(|arm| self.is_object_arm(*arm)) {
            self.widen(
                id,
                "anyOf",
                "several unions in one schema whose arms are no objects: the type is any JSON value",
            );
            return Some(Built::Type(Type::Any));
        }
        let common = self.common(id, merged);
        let distributed = arms
            .into_iter()
            .enumerate()
            .map(|(index, arm)| self.distribute(id, common, &arm, index))
            .collect();
        Some(self.arms(
            id,
            &UnionPart {
                owner: id,
                keyword: first.keyword,
                arms: distributed,
                discriminator: first.discriminator.clone(),
            },
        ))
    }

    /// The unions that say something about the shape, without their null arms.
    fn parts(&mut self, id: SchemaId, merged: &Rc<Merged>) -> Vec<UnionPart> {
        let mut parts = Vec::new();
        for part in &merged.unions {
            let arms: Vec<SchemaId> = part
                .arms
                .iter()
                .copied()
                .filter(|arm| !schema::is_null(&self.schemas[*arm]))
                .collect();
            if !arms.is_empty() && arms.iter().all(|arm| self.is_condition(*arm)) {
                self.widen(
                    id,
                    part.keyword,
                    "arms that only restrict members of the same object are not checked",
                );
            } else if !arms.is_empty() {
                let part = UnionPart {
                    arms,
                    ..part.clone()
                };
                match parts
                    .iter_mut()
                    .find(|known| self.has_same_arms(known, &part))
                {
                    Some(known) if known.discriminator.is_none() => *known = part,
                    Some(_) => {}
                    None => parts.push(part),
                }
            }
        }
        parts
    }

    /// Whether two unions list the same schemas, so that one of them says it all.
    fn has_same_arms(&self, one: &UnionPart, other: &UnionPart) -> bool {
        let canonical = |part: &UnionPart| -> Vec<SchemaId> {
            part.arms.iter().map(|arm| self.canonical(*arm)).collect()
        };
        canonical(one) == canonical(other)
    }

    /// Whether an arm only says which members of the object around it must be there, or nothing at all.
    fn is_condition(&self, arm: SchemaId) -> bool {
        let schema = &self.schemas[arm];
        let bare_properties = schema.properties.values().all(|property| {
            !schema::says_something(&self.schemas[*property])
                && self.schemas[*property].reference.is_none()
        });
        let says_nothing_else = schema.reference.is_none()
            && schema.enumeration.is_none()
            && schema.all_of.is_empty()
            && schema.one_of.is_empty()
            && schema.any_of.is_empty()
            && schema.items.is_none()
            && !schema.types.string
            && !schema.types.integer
            && !schema.types.number
            && !schema.types.boolean
            && !schema.types.array;
        says_nothing_else && bare_properties && !schema.required.is_empty()
    }

    fn is_object_arm(&mut self, arm: SchemaId) -> bool {
        let merged = self.merge(arm);
        merged.has_members() || merged.object_part || merged.types.object
    }

    /// A schema with the members that stand beside the unions.
    fn common(&mut self, id: SchemaId, merged: &Merged) -> SchemaId {
        let like = &self.schemas[id];
        let place = Place::Inside(id, Role::AllOf(u32::MAX));
        let common = Schema {
            types: crate::description::Types {
                null: false,
                ..merged.types
            },
            properties: merged.properties.clone(),
            required: merged.required.iter().cloned().collect(),
            additional: merged.additional,
            ..schema::blank(like, place)
        };
        self.synthesize(common)
    }

    /// An arm with the common members folded in, unless it derives from the schema and has them already.
    fn distribute(
        &mut self,
        id: SchemaId,
        common: SchemaId,
        arm: &[SchemaId],
        index: usize,
    ) -> SchemaId {
        if let [only] = arm {
            let target = self.canonical(*only);
            let is_base = self.inheritance.derives(target, id);
            if is_base || !self.is_object_arm(*only) && !self.is_condition(*only) {
                return *only;
            }
        }
        let like = self.schemas[arm[0]].clone();
        let title = self.schemas[self.canonical(arm[0])].title.clone();
        let place = Place::Inside(id, Role::OneOf(u32::try_from(index).unwrap_or(u32::MAX)));
        let named = match &self.schemas[self.canonical(arm[0])].place {
            Place::Component(name) => Some(name.clone()),
            _ => title,
        };
        let all_of = [&[common], arm].concat();
        self.synthesize(Schema {
            all_of,
            title: named,
            ..schema::blank(&like, place)
        })
    }

    fn arms(&mut self, id: SchemaId, part: &UnionPart) -> Built {
        if let Some(discriminator) = &part.discriminator
            && let Some(tagged) = self.tagged(id, part, discriminator)
        {
            return Built::Definition(tagged);
        }
        if let [only] = part.arms.as_slice() {
            return self.only_arm(id, *only);
        }
        self.untagged(id, part)
    }

    /// A union whose arms are told apart by a tag; `None` where no arm has one.
    fn tagged(
        &mut self,
        id: SchemaId,
        part: &UnionPart,
        discriminator: &Discriminator,
    ) -> Option<Definition> {
        let tags = self.tags(part, discriminator);
        let location = discriminator.location.clone();
        if tags.iter().all(|tags| tags.texts.is_empty()) {
            let note = "no arm has a value for the tag: the arms are told apart by what fits best";
            self.note(&location, "discriminator", Treatment::Widened, note);
            return None;
        }
        if tags.iter().any(|tags| tags.texts.is_empty()) {
            let note = "an arm without a value for the tag is tried where no other arm has the tag that came";
            self.note(&location, "discriminator", Treatment::Understood, note);
        }
        self.note_strangers(part, discriminator);
        let mut arms = Vec::new();
        for (index, (arm, tags)) in part.arms.iter().zip(tags).enumerate() {
            let ty = self.use_of(*arm).ty;
            arms.push(TaggedArm {
                name: self.arm_name(id, *arm, index),
                tags: tags.texts,
                written: tags.written,
                ty,
                doc: Doc::default(),
            });
        }
        let default = discriminator.default.and_then(|target| {
            part.arms
                .iter()
                .position(|arm| self.origin_of_arm(*arm) == self.canonical(target))
        });
        let default = default.or_else(|| {
            let base = self.common_arm(id)?;
            arms.push(base);
            Some(arms.len() - 1)
        });
        Some(Definition::Tagged(TaggedUnion {
            property: discriminator.property.clone(),
            arms,
            default,
            other_ident: String::new(),
        }))
    }

    /// The arm for unknown tags, where members stand beside the union: whatever else arrives has these.
    fn common_arm(&mut self, id: SchemaId) -> Option<TaggedArm> {
        let merged = self.merge(id);
        if !merged.has_members() || merged.unions.len() > 1 {
            return None;
        }
        let common = self.common(id, &merged);
        let merged = self.merge(common);
        let slot = self.allocate(id);
        let definition = self.object(common, &merged);
        let words = self.words(id);
        let ty = self.define_as(slot, id, format!("{words} base"), definition);
        Some(TaggedArm {
            name: Name::unsettled(format!("{words}, base"), words),
            tags: Vec::new(),
            written: None,
            ty,
            doc: Doc::default(),
        })
    }

    /// A union of one arm is that arm; what is inline takes the union's own name, unless the union is inside of it.
    pub(super) fn only_arm(&mut self, id: SchemaId, arm: SchemaId) -> Built {
        let is_inline = self.schemas[arm].reference.is_none() && !self.is_inside(id, arm);
        if is_inline && !self.uses.contains_key(&arm) && !self.referenced.contains(&arm) {
            self.schemas[arm].place = Place::Inside(id, Role::AllOf(0));
            return self.build(arm);
        }
        Built::Type(self.use_of(arm).ty)
    }

    fn is_inside(&self, id: SchemaId, outer: SchemaId) -> bool {
        let mut around =
            std::iter::successors(Some(id), |inner| match self.schemas[*inner].place {
                Place::Inside(outer, _) => Some(outer),
                _ => None,
            });
        around.any(|around| around == outer)
    }

    fn untagged(&mut self, id: SchemaId, part: &UnionPart) -> Built {
        let (texts, others) = self.texts_apart(&part.arms);
        let mut arms: Vec<Arm> = Vec::new();
        if let [_, _, ..] = texts.as_slice() {
            match self.one_text(id, &texts) {
                Built::Definition(definition) if others.is_empty() => {
                    return Built::Definition(definition);
                }
                Built::Definition(definition) => {
                    let slot = self.allocate(id);
                    let words = format!("{} text", self.words(id));
                    let ty = self.define_as(slot, id, words, definition);
                    arms.push(arm("text".to_owned(), "text", ty));
                }
                Built::Type(ty) => arms.push(arm("string".to_owned(), "string", ty)),
            }
        }
        let is_alone = arms.is_empty();
        // What an arm of any JSON holds is what the arm for the rest holds.
        let mut has_any = false;
        for (index, schema) in part
            .arms
            .iter()
            .enumerate()
            .filter(|(_, arm)| is_alone || others.contains(arm))
        {
            let ty = self.use_of(*schema).ty;
            if arms.iter().any(|known| known.ty == ty) {
                continue;
            }
            if self.resolved(&ty) == Type::Any {
                has_any = true;
                continue;
            }
            let mut name = self.arm_name(id, *schema, index);
            if let Some(word) = simple_word(&ty) {
                word.clone_into(&mut name.words);
            }
            let limits = self.limits_of(*schema, "");
            let own = &self.schemas[*schema];
            let doc = super::doc::of_value(own.doc.as_deref(), own, limits);
            arms.push(Arm { name, ty, doc });
        }
        match arms.as_slice() {
            [] => Built::Type(Type::Any),
            [only] if part.arms.len() == 1 || !has_any => Built::Type(only.ty.clone()),
            _ => Built::Definition(Definition::Untagged(UntaggedUnion {
                arms,
                other_ident: String::new(),
            })),
        }
    }
}

/// An arm with these words.
pub(super) fn arm(wire: String, words: &str, ty: Type) -> Arm {
    Arm {
        name: Name::unsettled(wire, words.to_owned()),
        ty,
        doc: Doc::default(),
    }
}

/// The word for an arm whose type has no name of its own.
fn simple_word(ty: &Type) -> Option<&'static str> {
    Some(match ty {
        Type::Bool => "boolean",
        ty if ty.is_integer() => "integer",
        Type::F64 | Type::Format(Format::Decimal) => "number",
        Type::String | Type::Secret(_) => "string",
        Type::Format(_) => "text",
        _ => return None,
    })
}
