//! The folded view of a schema: its parts are gathered here, and what they say together stands in `merged`.
//!
//! A property that several parts declare becomes a schema of its own, the intersection of theirs, unless it is no
//! narrower than one of them. A stranger would intersect without end: types that contain themselves meet the same
//! parts again, which are the same schema then.

use super::lowering::Lowering;
use super::merged::{Declared, Inner, Merged, Part, UnionPart, constraints};
use super::schema::{allows_anything, canonical, says_how, says_something};
use crate::description::{Additional, Place, Role, Schema, SchemaId, Types};
use crate::value::Location;
use indexmap::IndexMap;
use std::cmp::Reverse;
use std::collections::{HashMap, HashSet, VecDeque};
use std::rc::Rc;

/// How many intersections may stand inside of each other, and how many there may be: no description comes near either.
const MAX_DEPTH: usize = 16;
const MAX_INTERSECTIONS: usize = 50_000;

/// What is left to gather.
enum Step {
    /// A schema: its reference and the parts of its `allOf`, then what it says itself.
    Schema(SchemaId),
    /// What a schema says itself.
    Own(SchemaId),
}

/// What a schema says of null.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Null {
    Unsaid,
    Forbidden,
    Allowed,
}

impl Lowering<'_> {
    /// The folded view of a schema.
    pub(super) fn merge(&mut self, id: SchemaId) -> Rc<Merged> {
        if let Some(known) = self.merged.get(&id) {
            return Rc::clone(known);
        }
        let (order, null) = self.gather(id);
        let depths = self.depths(id, order.len());
        let parts: Vec<Part<'_>> = order
            .iter()
            .map(|part| Part {
                id: *part,
                schema: &self.schemas[*part],
                depth: depths.get(part).copied().unwrap_or_default(),
            })
            .collect();
        let (mut merged, inner) = Merged::of(&parts, null);
        merged.unions = self.unions(id, &parts);
        if parts.len() > 1 && !merged.contradictions.is_empty() {
            self.note_contradictions(id, &merged);
        }
        self.intersect_inner(id, inner, &mut merged);
        let merged = Rc::new(merged);
        self.merged.insert(id, Rc::clone(&merged));
        merged
    }

    fn note_contradictions(&mut self, id: SchemaId, merged: &Merged) {
        for keyword in &merged.contradictions {
            self.widen(
                id,
                keyword,
                "the parts contradict each other, and no value satisfies all of them: the schema's own word counts, \
                 between its parts what any of them allows",
            );
        }
    }

    /// Whether null is a value of a schema.
    pub(super) fn nullable(&mut self, id: SchemaId) -> bool {
        let merged = self.merge(id);
        self.is_nullable(&merged)
    }

    /// Whether null is a value of what a view is of.
    pub(super) fn is_nullable(&self, merged: &Merged) -> bool {
        let mut arms = merged.unions.iter().flat_map(|part| &part.arms);
        merged.types.null || arms.any(|arm| self.allows_null(*arm, 0))
    }

    /// Whether null is a value of an arm: it says so, an arm of it does, or it says nothing of its values.
    fn allows_null(&self, arm: SchemaId, depth: usize) -> bool {
        let schema = &self.schemas[self.canonical(arm)];
        let mut inner = schema.one_of.iter().chain(&schema.any_of);
        self.schemas[arm].types.null
            || schema.types.null
            || allows_anything(schema)
            || depth < MAX_DEPTH && inner.any(|arm| self.allows_null(*arm, depth + 1))
    }

    /// The schema that pure references lead to.
    pub(super) fn canonical(&self, id: SchemaId) -> SchemaId {
        canonical(&self.schemas, id)
    }

    /// The parts of a schema, those that it refers to before its own word, and whether null is a value. The steps wait
    /// on a list of their own, for chains of `allOf` can be longer than a thread's stack.
    pub(super) fn gather(&self, id: SchemaId) -> (Vec<SchemaId>, bool) {
        let mut order = Vec::new();
        let mut met = HashSet::new();
        let mut nulls: HashMap<SchemaId, Null> = HashMap::new();
        let mut steps = vec![Step::Schema(id)];
        while let Some(step) = steps.pop() {
            match step {
                Step::Schema(id) if !met.insert(id) => {}
                Step::Schema(id) => {
                    let schema = &self.schemas[id];
                    steps.push(Step::Own(id));
                    steps.extend(schema.all_of.iter().rev().map(|part| Step::Schema(*part)));
                    steps.extend(schema.reference.map(Step::Schema));
                }
                Step::Own(id) => {
                    order.push(id);
                    nulls.insert(id, own_null(&self.schemas[id], &nulls));
                }
            }
        }
        (order, nulls.get(&id) == Some(&Null::Allowed))
    }

    /// How many references lead to each part, at least.
    fn depths(&self, id: SchemaId, count: usize) -> HashMap<SchemaId, usize> {
        let mut depths = HashMap::from([(id, 0)]);
        if count == 1 {
            return depths;
        }
        let mut open = VecDeque::from([(id, 0)]);
        while let Some((at, depth)) = open.pop_front() {
            if depths.get(&at).is_some_and(|known| *known < depth) {
                continue;
            }
            let schema = &self.schemas[at];
            for part in schema.all_of.iter().copied().chain(schema.reference) {
                let is_other = self.is_component(part) || schema.reference == Some(part);
                let next = depth + usize::from(is_other);
                if depths.get(&part).is_some_and(|known| *known <= next) {
                    continue;
                }
                depths.insert(part, next);
                if is_other {
                    open.push_back((part, next));
                } else {
                    open.push_front((part, next));
                }
            }
        }
        depths
    }

    /// The unions of all parts. A base that lists its own children: for a child the list says nothing.
    fn unions(&self, id: SchemaId, parts: &[Part<'_>]) -> Vec<UnionPart> {
        let folded: HashSet<SchemaId> = parts.iter().map(|part| part.id).collect();
        let own = self.canonical(id);
        let mut unions: Vec<(usize, UnionPart)> = Vec::new();
        for part in parts {
            let schema = part.schema;
            for (keyword, arms) in [("oneOf", &schema.one_of), ("anyOf", &schema.any_of)] {
                let is_own = part.id == id || part.id == own;
                let is_above = || {
                    arms.iter()
                        .any(|arm| folded.contains(&self.canonical(*arm)))
                };
                if !arms.is_empty() && (is_own || !is_above()) {
                    let union = UnionPart {
                        owner: part.id,
                        keyword,
                        arms: arms.clone(),
                        discriminator: schema.discriminator.clone(),
                    };
                    unions.push((part.depth, union));
                }
            }
        }
        if unions.len() > 1 {
            unions.sort_by_cached_key(|(depth, union)| {
                let label = |arm: &SchemaId| {
                    let schema = &self.schemas[self.canonical(*arm)];
                    match &schema.place {
                        Place::Component(name) => name.clone(),
                        _ => schema.title.clone().unwrap_or_default(),
                    }
                };
                let labels: Vec<String> = union.arms.iter().map(label).collect();
                (Reverse(*depth), Reverse(union.keyword), labels)
            });
        }
        unions.into_iter().map(|(_, union)| union).collect()
    }

    /// Makes one schema of each that several parts declare.
    fn intersect_inner(&mut self, id: SchemaId, inner: Inner, merged: &mut Merged) {
        let mut properties = IndexMap::with_capacity(inner.properties.len());
        for (name, declared) in inner.properties {
            let role = || Role::Property(name.clone());
            let property = self.intersection(id, role, &declared);
            properties.extend(property.map(|property| (name, property)));
        }
        merged.properties = properties;
        merged.items = self.intersection(id, || Role::Item, &inner.items);
        for (index, declared) in (0..).zip(&inner.prefix_items) {
            let element = self.intersection(id, || Role::Prefix(index), declared);
            merged.prefix_items.extend(element);
        }
        merged.property_names = inner.property_names.first().map(|(_, names)| *names);
        if let Additional::Typed(_) = merged.additional
            && let Some(value) = self.intersection(id, || Role::Additional, &inner.values)
        {
            merged.additional = Additional::Typed(value);
        }
    }

    /// The schema of what all of these say: one of them where it is no wider than the others.
    fn intersection(
        &mut self,
        owner: SchemaId,
        role: impl FnOnce() -> Role,
        declared: &Declared,
    ) -> Option<SchemaId> {
        let (_, first) = *declared.first()?;
        if declared.iter().all(|(_, other)| *other == first) {
            return Some(first);
        }
        let mut nearest = declared.clone();
        nearest.sort_by_cached_key(|(depth, id)| (*depth, self.statement(*id)));
        let mut stated: Vec<SchemaId> = Vec::new();
        for (_, id) in &nearest {
            let at = self.canonical(*id);
            let schema = &self.schemas[at];
            let says = self.is_component(at)
                || says_something(schema)
                || says_how(schema)
                || schema.boolean.is_some();
            if says && !stated.contains(&at) {
                stated.push(at);
            }
        }
        let mut key = stated.clone();
        key.sort();
        let (depth, above) = self.intersections_around(owner, &key);
        if let Some(above) = above {
            self.referenced.insert(above);
            return Some(above);
        }
        if depth >= MAX_DEPTH || self.intersections.len() >= MAX_INTERSECTIONS {
            let note = "parts that are intersected too deep inside of each other: the nearest of them counts";
            self.widen(owner, "allOf", note);
            return Some(first);
        }
        let location = self.schemas[nearest[0].1].location.clone();
        let words = self.words_of(&nearest, location, Place::Inside(owner, role()));
        let (reference, all_of) = match stated.as_slice() {
            [] => (None, Vec::new()),
            [only] => (Some(*only), Vec::new()),
            _ => (None, stated.clone()),
        };
        let id = self.synthesize(Schema {
            reference,
            all_of,
            ..words
        });
        self.intersections.insert(id, key.clone());
        // Parts that contain themselves are compared on the way to comparing them.
        if stated.len() > 1 && self.comparing.insert(key.clone()) {
            if let Some(part) = self.no_narrower(id, &stated) {
                let schema = &mut self.schemas[id];
                schema.reference = Some(part);
                schema.all_of = Vec::new();
                self.merged.remove(&id);
            }
            self.comparing.remove(&key);
        }
        Some(id)
    }

    /// A key of what a schema says that does not depend on where it stands.
    fn statement(&self, id: SchemaId) -> (bool, String, Option<String>, usize) {
        let schema = &self.schemas[id];
        let name = match &self.schemas[self.canonical(id)].place {
            Place::Component(name) => name.clone(),
            _ => format!("{:?} {:?}", schema.types, schema.format),
        };
        let listed = schema.enumeration.as_ref().map_or(0, |it| it.values.len());
        (schema.doc.is_none(), name, schema.doc.clone(), listed)
    }

    /// How many intersections a schema stands in, and the one among them that is of the same parts.
    fn intersections_around(&self, owner: SchemaId, key: &[SchemaId]) -> (usize, Option<SchemaId>) {
        let (mut at, mut depth) = (owner, 0);
        // Between two of them may stand what a union or a list was made of.
        loop {
            if let Some(known) = self.intersections.get(&at) {
                if key.len() > 1 && known == key {
                    return (depth, Some(at));
                }
                depth += 1;
            }
            match self.schemas[at].place {
                Place::Inside(parent, _) => at = parent,
                _ => break,
            }
        }
        (depth, None)
    }

    /// The part that says as much as all of them: a component, if there is one.
    fn no_narrower(&mut self, id: SchemaId, parts: &[SchemaId]) -> Option<SchemaId> {
        let whole = self.merge(id);
        let mut alike = Vec::new();
        for part in parts {
            let view = self.merge(*part);
            let same =
                |one: SchemaId, other: SchemaId| self.canonical(one) == self.canonical(other);
            if whole.is_like(&view, same) {
                alike.push(*part);
            }
        }
        alike.sort_by_key(|part| !self.is_component(*part));
        alike.first().copied()
    }

    /// A schema that says nothing of the value, with the words of the nearest that has any, and the access of all.
    fn words_of(&self, nearest: &Declared, location: Location, place: Place) -> Schema {
        // The words of a component are about the component.
        let own: Vec<&Schema> = nearest
            .iter()
            .filter(|(_, id)| !self.is_component(*id))
            .map(|(_, id)| &self.schemas[*id])
            .collect();
        let all = || nearest.iter().map(|(_, id)| &self.schemas[*id]);
        let empty = Schema::empty(location, place);
        Schema {
            title: own.iter().find_map(|schema| schema.title.clone()),
            doc: own.iter().find_map(|schema| schema.doc.clone()),
            default: own.iter().find_map(|schema| schema.default.clone()),
            client_default: own.iter().find_map(|schema| schema.client_default.clone()),
            client_name: own.iter().find_map(|schema| schema.client_name.clone()),
            mutability: own
                .iter()
                .map(|schema| &schema.mutability)
                .find(|mutability| !mutability.is_empty())
                .cloned()
                .unwrap_or_default(),
            xml: own
                .iter()
                .map(|schema| &schema.xml)
                .find(|xml| **xml != crate::description::Xml::default())
                .cloned()
                .unwrap_or_default(),
            constraints: constraints(own.iter().copied()),
            deprecated: own.iter().any(|schema| schema.deprecated),
            read_only: all().any(|schema| schema.read_only),
            write_only: all().any(|schema| schema.write_only),
            secret: all().any(|schema| schema.secret),
            types: Types {
                null: self.all_allow_null(nearest),
                ..Types::default()
            },
            ..empty
        }
    }

    /// Whether all of the schemas that say what the value is allow null.
    fn all_allow_null(&self, declared: &Declared) -> bool {
        let said: Vec<bool> = declared
            .iter()
            .filter(|(_, id)| {
                let schema = &self.schemas[self.canonical(*id)];
                self.is_component(*id) || says_something(schema) || schema.types.null
            })
            .map(|(_, id)| self.gather(*id).1)
            .collect();
        !said.is_empty() && said.into_iter().all(|allows| allows)
    }
}

/// What a schema says of null, when its parts are known: `nullable` beside a reference or `allOf` is the idiom, and a
/// `type` there repeats what the parts are.
fn own_null(schema: &Schema, known: &HashMap<SchemaId, Null>) -> Null {
    if schema.types.null {
        return Null::Allowed;
    }
    let parts = schema.all_of.iter().copied().chain(schema.reference);
    let mut said = parts
        .map(|part| known.get(&part).copied().unwrap_or(Null::Unsaid))
        .filter(|said| *said != Null::Unsaid);
    match said.next() {
        Some(first) if first == Null::Allowed && said.all(|other| other == first) => Null::Allowed,
        Some(_) => Null::Forbidden,
        None if schema.types != Types::default() || schema.enumeration.is_some() => Null::Forbidden,
        None => Null::Unsaid,
    }
}
