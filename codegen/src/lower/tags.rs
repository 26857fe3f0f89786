//! The tags of a union's arms: which values of the discriminator's property lead to which arm.
//!
//! A tag is a hint (OAS 3.1.1, 4.8.25): several arms may have it, and then the one that fits wins. A stranger would
//! take every value that an arm's property lists for a tag of it: of an enumeration that the arms share, each has what
//! only it can mean.

use super::lowering::Lowering;
use super::merged::UnionPart;
use super::schema::is_null;
use crate::coverage::Treatment;
use crate::description::{Additional, Discriminator, Place, Role, SchemaId};
use crate::shape::{Definition, TypeDef};
use crate::value::Value;
use std::collections::{BTreeSet, HashMap, HashSet};

/// The tags of an arm, and the JSON of the first, to be written.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Tags {
    pub(super) texts: Vec<String>,
    pub(super) written: Option<Value>,
}

/// What an arm, or an arm of an arm, says of the tag.
struct Claim {
    /// The arm of the union that it belongs to.
    arm: usize,
    /// What the mapping says.
    mapped: Vec<String>,
    /// The values of its property.
    listed: Vec<Value>,
    /// The tag that it has for want of another: `x-ms-discriminator-value`, or the component's name.
    implied: Option<String>,
}

impl Claim {
    fn only(&self) -> Option<String> {
        match self.listed.as_slice() {
            [only] if self.mapped.is_empty() => Some(spelled(only)),
            _ => None,
        }
    }

    fn lists(&self, tag: &str) -> bool {
        self.listed.iter().any(|value| spelled(value) == tag)
    }
}

/// A value as it is compared with what arrives.
fn spelled(value: &Value) -> String {
    value
        .as_str()
        .map_or_else(|| value.to_json(), str::to_owned)
}

impl Lowering<'_> {
    /// The tags of each arm of a union; an arm may have none.
    pub(super) fn tags(&mut self, part: &UnionPart, discriminator: &Discriminator) -> Vec<Tags> {
        let mut claims = Vec::new();
        for (index, arm) in part.arms.iter().enumerate() {
            let claimed = self.claims(index, *arm, discriminator);
            claims.extend(claimed);
        }
        let mut tags = vec![Tags::default(); part.arms.len()];
        for (at, claim) in claims.iter().enumerate() {
            let own = &mut tags[claim.arm];
            for tag in settled(at, &claims) {
                if own.texts.contains(&tag) {
                    continue;
                }
                if own.texts.is_empty() {
                    let value = claim.listed.iter().find(|value| spelled(value) == tag);
                    let text = || Value::String(tag.as_str().into());
                    own.written = Some(value.cloned().unwrap_or_else(text));
                }
                own.texts.push(tag);
            }
        }
        tags
    }

    /// What an arm says of the tag; the tags of an arm that is a union are those of its own arms.
    fn claims(&mut self, arm: usize, id: SchemaId, discriminator: &Discriminator) -> Vec<Claim> {
        let mut claims = Vec::new();
        let mut met = HashSet::new();
        let mut open = vec![(id, None)];
        while let Some((id, within)) = open.pop() {
            let origin = self.origin_of_arm(id);
            if !met.insert(origin) {
                continue;
            }
            let merged = self.merge(id);
            if !merged.has_members()
                && let [union] = merged.unions.as_slice()
            {
                let inner = union.arms.iter().rev().copied();
                let inner = inner.filter(|arm| !is_null(&self.schemas[*arm]));
                let own = union.discriminator.clone();
                let own = own.filter(|own| own.property == discriminator.property);
                open.extend(inner.map(|arm| (arm, own.clone().or_else(|| within.clone()))));
                continue;
            }
            let below = self.inheritance.descendants(origin).cloned();
            let below = below.into_iter().flatten();
            open.extend(below.map(|arm| (arm, within.clone())));
            let claim = self.claim(arm, id, origin, [Some(discriminator), within.as_ref()]);
            claims.push(claim);
        }
        claims
    }

    fn claim(
        &mut self,
        arm: usize,
        id: SchemaId,
        origin: SchemaId,
        discriminators: [Option<&Discriminator>; 2],
    ) -> Claim {
        // The union's own mapping goes before that of a union in it.
        let mapped = discriminators.iter().flatten().map(|discriminator| {
            let mapping = discriminator.mapping.iter();
            let of_arm = mapping.filter(|(_, target)| self.canonical(*target) == origin);
            of_arm.map(|(tag, _)| tag.clone()).collect::<Vec<_>>()
        });
        let mut mapped = mapped.filter(|tags| !tags.is_empty());
        let mapped = mapped.next().unwrap_or_default();
        let merged = self.merge(id);
        let property = discriminators[0].map(|it| &it.property);
        let property = property.and_then(|property| merged.properties.get(property).copied());
        let listed = property.map(|property| self.listed_scalars(property));
        let schema = &self.schemas[origin];
        let name = match &self.schemas[self.named_arm(id)].place {
            Place::Component(name) => Some(name.clone()),
            _ => None,
        };
        Claim {
            arm,
            mapped,
            listed: listed.unwrap_or_default(),
            implied: schema.discriminator_value.clone().or(name),
        }
    }

    /// The scalars that a schema lists, null beside them left out.
    fn listed_scalars(&mut self, id: SchemaId) -> Vec<Value> {
        let merged = self.merge(id);
        let of_number = merged.enumeration.as_ref().filter(|listed| {
            let is_plain = |value: &Value| matches!(value, Value::Number(_) | Value::Bool(_));
            listed.values.iter().all(|value| is_plain(&value.value))
        });
        if let Some(listed) = of_number {
            listed.values.iter().map(|it| it.value.clone()).collect()
        } else {
            let texts = self.text_values(id).into_iter();
            texts.map(|text| Value::String(text.into())).collect()
        }
    }

    /// The first component that the references of an arm lead to, or what they end at.
    pub(super) fn named_arm(&self, arm: SchemaId) -> SchemaId {
        let own = self.own_of_arm(arm);
        let mut at = own;
        for _ in 0..self.schemas.0.len() {
            match self.schemas[at].reference {
                Some(target) if !self.is_component(at) => at = target,
                _ => break,
            }
        }
        at
    }

    /// The arm itself, where distribution put the members beside the union into it.
    pub(super) fn own_of_arm(&self, arm: SchemaId) -> SchemaId {
        let is_distributed = |part: &SchemaId| {
            matches!(
                self.schemas[*part].place,
                Place::Inside(_, Role::AllOf(u32::MAX))
            )
        };
        match self.schemas[arm].all_of.as_slice() {
            [common, own] if is_distributed(common) => *own,
            _ => arm,
        }
    }

    /// The schema that an arm stands for: through references, and through what distribution added.
    pub(super) fn origin_of_arm(&self, arm: SchemaId) -> SchemaId {
        self.canonical(self.own_of_arm(self.canonical(arm)))
    }

    /// Notes the tags that lead to schemas which are no arms: only an arm can be the union's value.
    pub(super) fn note_strangers(&mut self, part: &UnionPart, discriminator: &Discriminator) {
        let mut arms = HashSet::new();
        let mut open = part.arms.clone();
        while let Some(arm) = open.pop() {
            let origin = self.origin_of_arm(arm);
            if arms.insert(origin) {
                open.extend(self.merge(arm).unions.iter().flat_map(|union| &union.arms));
                open.extend(self.inheritance.descendants(origin).into_iter().flatten());
            }
        }
        for (tag, target) in &discriminator.mapping {
            if !arms.contains(&self.canonical(*target)) {
                let note = format!("`{tag}` leads to a schema that is no arm");
                let location = &discriminator.location;
                self.note(location, "mapping", Treatment::Ignored, &note);
            }
        }
    }

    /// Finds the members that unions fix: an arm that has the same single tag in all unions is always written with it.
    pub(super) fn find_fixed_tags(&mut self) {
        let mut fixed: HashMap<SchemaId, Vec<(String, Option<String>)>> = HashMap::new();
        for index in 0..self.schemas.0.len() {
            let id = SchemaId::of(index);
            let schema = &self.schemas[id];
            let Some(discriminator) = schema.discriminator.clone() else {
                continue;
            };
            for arms in [schema.one_of.clone(), schema.any_of.clone()] {
                let part = UnionPart {
                    owner: id,
                    keyword: "oneOf",
                    arms: arms
                        .into_iter()
                        .filter(|arm| !is_null(&self.schemas[*arm]))
                        .collect(),
                    discriminator: Some(discriminator.clone()),
                };
                let default = discriminator.default.map(|target| self.canonical(target));
                for (arm, tags) in part.arms.iter().zip(self.tags(&part, &discriminator)) {
                    let origin = self.origin_of_arm(*arm);
                    let only = match tags.texts.as_slice() {
                        [only] if default != Some(origin) => Some(only.clone()),
                        _ => None,
                    };
                    let known = fixed.entry(origin).or_default();
                    let same = known
                        .iter_mut()
                        .find(|(property, _)| *property == discriminator.property);
                    match same {
                        Some((_, tag)) if *tag != only => *tag = None,
                        Some(_) => {}
                        None => known.push((discriminator.property.clone(), only)),
                    }
                }
            }
        }
        let kept = |(property, tag): (String, Option<String>)| Some((property, tag?));
        self.fixed_tags = fixed
            .into_iter()
            .map(|(id, tags)| (id, tags.into_iter().filter_map(kept).collect()))
            .collect();
    }

    /// The tags that unions fix for an arm, where it requires the property and lists no other text for it.
    pub(super) fn tags_fixed_by_unions(
        &mut self,
        id: SchemaId,
        inherited: &[(String, String)],
    ) -> Vec<(String, String)> {
        let origin = self.origin_of_arm(id);
        let fixed = self.fixed_tags.get(&origin).cloned().unwrap_or_default();
        let merged = self.merge(id);
        let mut tags = Vec::new();
        for (property, tag) in fixed {
            let is_inherited = inherited.iter().any(|(known, _)| *known == property);
            // An object that forbids others could not keep another value that comes.
            let is_closed = merged.additional == Additional::Forbidden;
            if is_inherited || is_closed || !merged.required.contains(&property) {
                continue;
            }
            let Some(declared) = merged.properties.get(&property).copied() else {
                continue;
            };
            let says = self.listed_texts(declared, &[]);
            if says.is_some_and(|listed| {
                let mut texts = listed.iter().filter_map(|it| it.value.as_str());
                listed.is_empty() || texts.any(|text| text == tag)
            }) {
                tags.push((property, tag));
            }
        }
        tags
    }
}

/// The tags of a claim among all of a union.
fn settled(at: usize, claims: &[Claim]) -> Vec<String> {
    let claim = &claims[at];
    if !claim.mapped.is_empty() {
        return claim.mapped.clone();
    }
    if let Some(only) = claim.only() {
        return vec![only];
    }
    let others = || claims.iter().enumerate().filter(|(index, _)| *index != at);
    let implied = claim.implied.iter().cloned().collect::<Vec<_>>();
    let is_shared = |other: &Claim| other.mapped.is_empty() && other.listed == claim.listed;
    let is_listed = implied.iter().all(|name| claim.lists(name));
    if !implied.is_empty() && is_listed && others().any(|(_, other)| is_shared(other)) {
        return implied;
    }
    // What another arm alone can mean is none of this one's values.
    let is_theirs = |tag: &String| {
        others().any(|(_, other)| {
            other.only().as_ref() == Some(tag)
                || other.mapped.contains(tag)
                || other.listed.len() > 1 && other.implied.as_ref() == Some(tag) && other.lists(tag)
        })
    };
    let listed: Vec<String> = claim.listed.iter().map(spelled).collect();
    let own: Vec<String> = listed.into_iter().filter(|tag| !is_theirs(tag)).collect();
    if own.is_empty() { implied } else { own }
}

/// Leaves the tag to the union where the arm's own type does not always write it.
pub(super) fn settle_written(types: &mut [TypeDef]) {
    let writes: Vec<BTreeSet<String>> = types
        .iter()
        .map(|definition| written_by(&definition.definition))
        .collect();
    // A union's arms have their own tags: it is left to them, unless the union has one alone.
    let unions: Vec<Option<Option<String>>> = types
        .iter()
        .map(|definition| match &definition.definition {
            Definition::Tagged(union) => Some(Some(union.property.clone())),
            Definition::Untagged(_) => Some(None),
            _ => None,
        })
        .collect();
    let aliases: Vec<Option<usize>> = types
        .iter()
        .map(|definition| match &definition.definition {
            Definition::Alias(ty) => ty.held().first().map(|id| id.0 as usize),
            _ => None,
        })
        .collect();
    for definition in types {
        let Definition::Tagged(union) = &mut definition.definition else {
            continue;
        };
        let property = &union.property;
        for (index, arm) in union.arms.iter_mut().enumerate() {
            let mut held = arm.ty.held().first().map(|id| id.0 as usize);
            for _ in 0..aliases.len() {
                match held.and_then(|id| aliases[id]) {
                    Some(next) => held = Some(next),
                    None => break,
                }
            }
            let is_written = held.is_some_and(|id| {
                let is_theirs = unions[id]
                    .as_ref()
                    .is_some_and(|inner| inner.as_ref() == Some(property) || arm.tags.len() > 1);
                writes[id].contains(property) || is_theirs
            });
            if is_written || union.default == Some(index) {
                arm.written = None;
            }
        }
    }
}

/// The members that a type always writes.
fn written_by(definition: &Definition) -> BTreeSet<String> {
    let Definition::Struct(object) = definition else {
        return BTreeSet::new();
    };
    let constants = object.constants.iter().map(|constant| &constant.name);
    let required = object.fields.iter().filter(|field| !field.optional);
    constants
        .chain(required.map(|field| &field.name.wire))
        .cloned()
        .collect()
}
