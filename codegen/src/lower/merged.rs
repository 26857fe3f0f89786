//! What the parts of a schema say together: its own keywords, its references and its `allOf`, as an intersection.
//!
//! `allOf` has no order (JSON Schema 2020-12 core, 10.2.1.1), so no rule here looks at the order of the parts: it only
//! decides the order of fields. A stranger would let the later part win where two contradict each other; what wins is
//! the word of the schema itself over that of what it refers to, and between equals both stay.
//!
//! | keyword | of several |
//! |---|---|
//! | `type`, `enum` | what all allow; if nothing is left, the nearer word, between equals what any allows |
//! | `nullable` | where a schema says it, or all of its parts that say anything allow null |
//! | `format` | the narrower one |
//! | `contentEncoding`, `contentMediaType`, `discriminator` | the nearer one |
//! | `properties`, `items`, `prefixItems` | the intersection of the schemas |
//! | `required`, `oneOf`, `anyOf` | all of them |
//! | `additionalProperties` | forbidden before typed before any; of two types their intersection |
//! | `readOnly`, `writeOnly`, secrets | if any says so |
//! | bounds (`minimum`, `maxLength`, …) | the narrower one |
//! | `pattern` and other constraints | all of them |

use crate::description::{
    Additional, Discriminator, Enumeration, EnumerationValue, OwnType, Schema, SchemaId, Types,
};
use indexmap::IndexMap;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, HashSet};

/// The folded view.
#[derive(Clone, Debug, Default)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a keyword of its own"
)]
pub(super) struct Merged {
    pub(super) boolean: Option<bool>,
    pub(super) types: Types,
    pub(super) format: Option<String>,
    pub(super) encoding: Option<String>,
    pub(super) media_type: Option<String>,
    /// What the text holds.
    pub(super) content: Option<SchemaId>,
    pub(super) enumeration: Option<Enumeration>,
    pub(super) properties: IndexMap<String, SchemaId>,
    pub(super) required: BTreeSet<String>,
    pub(super) additional: Additional,
    /// The keyword that said so.
    pub(super) additional_keyword: &'static str,
    pub(super) items: Option<SchemaId>,
    pub(super) prefix_items: Vec<SchemaId>,
    /// The schema that the names of members have.
    pub(super) property_names: Option<SchemaId>,
    pub(super) unions: Vec<UnionPart>,
    /// The discriminator of this schema or of a base of it.
    pub(super) discriminator: Option<Discriminator>,
    /// The caller's type that its values are.
    pub(super) own: Option<OwnType>,
    pub(super) secret: bool,
    pub(super) read_only: bool,
    pub(super) write_only: bool,
    /// Whether an object part was said: `properties` or `additionalProperties` stood somewhere.
    pub(super) object_part: bool,
    /// How many parts say something of an object.
    pub(super) object_parts: usize,
    /// Constraint keywords of all parts, for the documentation.
    pub(super) constraints: Vec<(String, String)>,
    /// The keywords in which the parts contradict each other.
    pub(super) contradictions: Vec<&'static str>,
}

/// A `oneOf` or `anyOf`.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct UnionPart {
    pub(super) owner: SchemaId,
    /// `oneOf` or `anyOf`.
    pub(super) keyword: &'static str,
    pub(super) arms: Vec<SchemaId>,
    pub(super) discriminator: Option<Discriminator>,
}

/// A schema among the parts of another, and how many references lead to it.
#[derive(Clone, Copy)]
pub(super) struct Part<'a> {
    pub(super) id: SchemaId,
    pub(super) schema: &'a Schema,
    pub(super) depth: usize,
}

/// The schemas that the parts give for one property, element or value, each with the depth of its part.
pub(super) type Declared = Vec<(usize, SchemaId)>;

/// The schemas of parts that become one when they are intersected.
#[derive(Default)]
pub(super) struct Inner {
    pub(super) properties: IndexMap<String, Declared>,
    pub(super) items: Declared,
    pub(super) prefix_items: Vec<Declared>,
    pub(super) values: Declared,
    pub(super) property_names: Declared,
}

impl Merged {
    /// What the parts say together, in their order but for fields the same in any; and what is left to intersect.
    pub(super) fn of(parts: &[Part<'_>], null: bool) -> (Self, Inner) {
        let mut contradictions = Vec::new();
        let nearest = nearest_first(parts);
        let (additional, additional_keyword) = additional(parts);
        let merged = Self {
            boolean: boolean(parts),
            types: Types {
                null,
                ..types(&nearest, &mut contradictions)
            },
            format: format(parts),
            encoding: nearest_text(parts, |schema| schema.content_encoding.as_ref()),
            media_type: nearest_text(parts, |schema| schema.content_media_type.as_ref()),
            content: parts
                .iter()
                .rev()
                .find_map(|part| part.schema.content_schema),
            enumeration: enumeration(&nearest, &mut contradictions),
            properties: IndexMap::new(),
            required: parts
                .iter()
                .flat_map(|part| part.schema.required.iter().cloned())
                .collect(),
            additional,
            additional_keyword,
            items: None,
            prefix_items: Vec::new(),
            property_names: None,
            unions: Vec::new(),
            discriminator: discriminator(parts),
            own: own_type(parts),
            secret: parts.iter().any(|part| part.schema.secret),
            read_only: parts.iter().any(|part| part.schema.read_only),
            write_only: parts.iter().any(|part| part.schema.write_only),
            object_part: parts.iter().any(|part| has_members(part.schema)),
            object_parts: parts
                .iter()
                .filter(|part| has_members(part.schema) || !part.schema.required.is_empty())
                .count(),
            constraints: constraints(parts.iter().map(|part| part.schema)),
            contradictions,
        };
        (merged, Inner::of(parts))
    }

    /// Whether the schema is an object with members that it names.
    pub(super) fn has_members(&self) -> bool {
        !self.properties.is_empty()
    }

    /// Whether the view allows the same values as another; `same` says so of two schemas.
    pub(super) fn is_like(
        &self,
        other: &Self,
        same: impl Fn(SchemaId, SchemaId) -> bool + Copy,
    ) -> bool {
        let both = |one: Option<SchemaId>, other: Option<SchemaId>| match (one, other) {
            (Some(one), Some(other)) => same(one, other),
            (None, None) => true,
            _ => false,
        };
        let values = |merged: &Self| match merged.additional {
            Additional::Typed(value) => Some(value),
            _ => None,
        };
        let is_alike = |one: &Self, other: &Self| {
            one.properties.iter().all(|(name, property)| {
                other
                    .properties
                    .get(name)
                    .is_some_and(|known| same(*property, *known))
            })
        };
        let listed = |merged: &Self| {
            let values = merged.enumeration.as_ref().map(|listed| &listed.values);
            values.map(|values| {
                values
                    .iter()
                    .map(|it| it.value.to_json())
                    .collect::<Vec<_>>()
            })
        };
        self.boolean == other.boolean
            && self.types == other.types
            && self.format == other.format
            && self.encoding == other.encoding
            && self.media_type == other.media_type
            && both(self.content, other.content)
            && listed(self) == listed(other)
            && self.required == other.required
            && self.own == other.own
            && self.secret == other.secret
            && self.unions == other.unions
            && self.properties.len() == other.properties.len()
            && is_alike(self, other)
            && std::mem::discriminant(&self.additional) == std::mem::discriminant(&other.additional)
            && both(values(self), values(other))
            && both(self.items, other.items)
            && both(self.property_names, other.property_names)
            && self.prefix_items.len() == other.prefix_items.len()
            && self
                .prefix_items
                .iter()
                .zip(&other.prefix_items)
                .all(|(one, other)| same(*one, *other))
    }
}

impl Inner {
    fn of(parts: &[Part<'_>]) -> Self {
        let mut inner = Self::default();
        for Part { schema, depth, .. } in parts {
            let at = |id: &SchemaId| (*depth, *id);
            for (name, property) in &schema.properties {
                let declared = inner.properties.entry(name.clone()).or_default();
                declared.push(at(property));
            }
            for (index, element) in schema.prefix_items.iter().enumerate() {
                if inner.prefix_items.len() <= index {
                    inner.prefix_items.push(Vec::new());
                }
                inner.prefix_items[index].push(at(element));
            }
            inner.items.extend(schema.items.iter().map(at));
            inner
                .property_names
                .extend(schema.property_names.iter().map(at));
            if let Additional::Typed(value) = &schema.additional {
                inner.values.push(at(value));
            }
        }
        inner
    }
}

fn has_members(schema: &Schema) -> bool {
    !schema.properties.is_empty() || !matches!(schema.additional, Additional::Unstated)
}

/// The parts by the number of references that lead to them: a schema's own word comes first.
fn nearest_first<'a>(parts: &[Part<'a>]) -> Vec<Vec<&'a Schema>> {
    let mut by_depth: BTreeMap<usize, Vec<&Schema>> = BTreeMap::new();
    for part in parts {
        by_depth.entry(part.depth).or_default().push(part.schema);
    }
    by_depth.into_values().collect()
}

fn boolean(parts: &[Part<'_>]) -> Option<bool> {
    let said = parts.iter().filter_map(|part| part.schema.boolean);
    said.reduce(|one, other| one && other)
}

/// The types that all parts allow.
fn types(nearest: &[Vec<&Schema>], contradictions: &mut Vec<&'static str>) -> Types {
    let bare = |types: Types| Types {
        null: false,
        ..types
    };
    let none = Types::default();
    let mut found = none;
    for equals in nearest {
        let said: Vec<Types> = equals.iter().map(|schema| bare(schema.types)).collect();
        let said: Vec<Types> = said.into_iter().filter(|types| *types != none).collect();
        let Some(mut together) = said.iter().copied().reduce(common) else {
            continue;
        };
        if together == none {
            contradictions.push("type");
            together = said.into_iter().fold(none, either);
        }
        let narrowed = if found == none {
            together
        } else {
            common(found, together)
        };
        if narrowed == none {
            contradictions.push("type");
        } else {
            found = narrowed;
        }
    }
    found
}

fn common(one: Types, other: Types) -> Types {
    Types {
        null: false,
        boolean: one.boolean && other.boolean,
        integer: one.integer && (other.integer || other.number) || other.integer && one.number,
        number: one.number && other.number,
        string: one.string && other.string,
        array: one.array && other.array,
        object: one.object && other.object,
        file: one.file && other.file,
    }
}

fn either(one: Types, other: Types) -> Types {
    Types {
        null: false,
        boolean: one.boolean || other.boolean,
        integer: one.integer || other.integer,
        number: one.number || other.number,
        string: one.string || other.string,
        array: one.array || other.array,
        object: one.object || other.object,
        file: one.file || other.file,
    }
}

/// The values that all lists have, in the order of the shortest.
fn enumeration(
    nearest: &[Vec<&Schema>],
    contradictions: &mut Vec<&'static str>,
) -> Option<Enumeration> {
    let mut found: Option<Enumeration> = None;
    for equals in nearest {
        let mut said: Vec<&Enumeration> = equals
            .iter()
            .filter_map(|schema| schema.enumeration.as_ref())
            .collect();
        said.sort_by_cached_key(|listed| (listed.values.len(), wording(listed)));
        let Some((first, others)) = said.split_first() else {
            continue;
        };
        let mut together = others
            .iter()
            .fold((*first).clone(), |one, other| narrowed(one, other));
        if together.values.is_empty() && !first.values.is_empty() {
            contradictions.push("enum");
            together.values = distinct(said.iter().flat_map(|listed| &listed.values));
        }
        found = Some(match found {
            None => together,
            Some(own) => {
                let both = narrowed(own.clone(), &together);
                if both.values.is_empty() {
                    contradictions.push("enum");
                    own
                } else {
                    both
                }
            }
        });
    }
    found
}

fn wording(listed: &Enumeration) -> Vec<(String, Option<&String>, Option<&String>)> {
    let values = listed.values.iter();
    values
        .map(|value| {
            (
                value.value.to_json(),
                value.name.as_ref(),
                value.doc.as_ref(),
            )
        })
        .collect()
}

/// The values of a list that another has as well, with the words of either.
fn narrowed(one: Enumeration, other: &Enumeration) -> Enumeration {
    let both = one.values.into_iter().filter_map(|value| {
        let same = other.values.iter().find(|it| it.value == value.value)?;
        Some(EnumerationValue {
            name: value.name.or_else(|| same.name.clone()),
            doc: value.doc.or_else(|| same.doc.clone()),
            value: value.value,
        })
    });
    let names = [&one.name, &other.name];
    Enumeration {
        values: both.collect(),
        name: names.into_iter().flatten().min().cloned(),
        constant: one.constant || other.constant,
        open: one.open && other.open,
        closed: one.closed || other.closed,
    }
}

fn distinct<'a>(values: impl Iterator<Item = &'a EnumerationValue>) -> Vec<EnumerationValue> {
    let mut seen = HashSet::new();
    values
        .filter(|value| seen.insert(value.value.to_json()))
        .cloned()
        .collect()
}

/// The narrower format: fewer bits before more, one that has a type before one that only describes.
fn format(parts: &[Part<'_>]) -> Option<String> {
    let said = parts
        .iter()
        .filter_map(|part| Some((part.schema.format.as_ref()?, part.depth)));
    let narrowest = said.min_by_key(|(format, depth)| {
        let width = super::number::width(format);
        (width.is_none(), width, *depth, *format)
    });
    narrowest.map(|(format, _)| format.clone())
}

fn nearest_text(parts: &[Part<'_>], said: impl Fn(&Schema) -> Option<&String>) -> Option<String> {
    let said = parts
        .iter()
        .filter_map(|part| Some((part.depth, said(part.schema)?)));
    said.min().map(|(_, text)| text.clone())
}

/// The type of the nearest part that has one, unless another declares members or arms: those are of a type of ours.
fn own_type(parts: &[Part<'_>]) -> Option<OwnType> {
    let is_own = |part: &&Part<'_>| part.schema.own.is_some();
    let nearest = parts.iter().filter(is_own).min_by_key(|part| part.depth)?;
    let says_more = |schema: &Schema| {
        has_members(schema) || !schema.one_of.is_empty() || !schema.any_of.is_empty()
    };
    let mut others = parts.iter().filter(|part| part.schema.own.is_none());
    let own = nearest.schema.own.clone();
    own.filter(|_| !others.any(|part| says_more(part.schema)))
}

fn discriminator(parts: &[Part<'_>]) -> Option<Discriminator> {
    let has_arms = |schema: &Schema| !schema.one_of.is_empty() || !schema.any_of.is_empty();
    let said = parts
        .iter()
        .filter(|part| !has_arms(part.schema))
        .filter_map(|part| Some((part.schema.discriminator.as_ref()?, part.depth)));
    let nearest = said.min_by_key(|(discriminator, depth)| {
        (
            *depth,
            &discriminator.property,
            Reverse(discriminator.mapping.len()),
        )
    });
    nearest.map(|(discriminator, _)| discriminator.clone())
}

fn additional(parts: &[Part<'_>]) -> (Additional, &'static str) {
    let rank = |additional: Additional| match additional {
        Additional::Forbidden => 0,
        Additional::Typed(_) => 1,
        Additional::Any => 2,
        Additional::Unstated => 3,
    };
    let narrowest = parts.iter().min_by_key(|part| {
        (
            rank(part.schema.additional),
            part.depth,
            part.schema.unevaluated,
        )
    });
    match narrowest {
        Some(part) if part.schema.unevaluated => (part.schema.additional, "unevaluatedProperties"),
        Some(part) => (part.schema.additional, "additionalProperties"),
        None => (Additional::Unstated, "additionalProperties"),
    }
}

/// What constraints do when several parts have one.
enum Bound {
    Lower,
    Upper,
    Other,
}

fn bound(keyword: &str) -> Bound {
    match keyword {
        "minimum" | "exclusiveMinimum" | "minLength" | "minItems" | "minProperties" => Bound::Lower,
        "maximum" | "exclusiveMaximum" | "maxLength" | "maxItems" | "maxProperties" => Bound::Upper,
        _ => Bound::Other,
    }
}

/// The constraints of several schemas: the narrower of two bounds, all others; in the order of their keywords.
pub(super) fn constraints<'a>(schemas: impl Iterator<Item = &'a Schema>) -> Vec<(String, String)> {
    let mut said: Vec<&[(String, String)]> = schemas
        .map(|schema| schema.constraints.as_slice())
        .filter(|constraints| !constraints.is_empty())
        .collect();
    if let [only] = said.as_slice() {
        return only.to_vec();
    }
    said.sort();
    let mut found: Vec<(String, String)> = Vec::new();
    for (keyword, value) in said.into_iter().flatten() {
        let known = found.iter_mut().find(|(known, _)| known == keyword);
        match (bound(keyword), known) {
            (Bound::Lower, Some((_, known))) if is_less(known, value) => value.clone_into(known),
            (Bound::Upper, Some((_, known))) if is_less(value, known) => value.clone_into(known),
            (Bound::Lower | Bound::Upper, Some(_)) => {}
            (_, known) => {
                if known.is_none_or(|(_, known)| known != value) {
                    found.push((keyword.clone(), value.clone()));
                }
            }
        }
    }
    found.sort_by(|one, other| (rank(&one.0), &one.1).cmp(&(rank(&other.0), &other.1)));
    found.dedup();
    found
}

/// What is said of one thing stands together: `minLength` before `maxLength`.
fn rank(keyword: &str) -> (&str, usize) {
    let prefixes = ["exclusiveMinimum", "exclusiveMaximum", "min", "max"];
    let found = prefixes.iter().position(|it| keyword.starts_with(it));
    let start = found.map_or(0, |at| prefixes[at].len());
    (
        keyword.get(start..).unwrap_or_default(),
        found.unwrap_or_default(),
    )
}

fn is_less(one: &str, other: &str) -> bool {
    match (one.parse::<f64>(), other.parse::<f64>()) {
        (Ok(one), Ok(other)) => one < other,
        _ => one < other,
    }
}
