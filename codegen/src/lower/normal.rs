//! One view of a schema: references followed and `allOf` folded in.
//!
//! Later parts override earlier ones, as authors of base types mean it; a later part that only describes keeps
//! what an earlier one said of the value. `oneOf` and `anyOf` are kept as lists beside the folded rest.

use super::Lowering;
use crate::description::{
    Additional, Discriminator, Enumeration, Place, Role, Schema, SchemaId, Types,
};
use indexmap::IndexMap;
use std::collections::{BTreeSet, HashSet};
use std::rc::Rc;

/// The folded view.
#[derive(Clone, Debug, Default)]
pub(super) struct Merged {
    pub(super) boolean: Option<bool>,
    pub(super) types: Types,
    pub(super) format: Option<String>,
    pub(super) encoding: Option<String>,
    pub(super) media_type: Option<String>,
    pub(super) enumeration: Option<Enumeration>,
    pub(super) properties: IndexMap<String, SchemaId>,
    pub(super) required: BTreeSet<String>,
    pub(super) additional: Additional,
    /// The keyword that said so.
    pub(super) additional_keyword: &'static str,
    pub(super) items: Option<SchemaId>,
    pub(super) prefix_items: Vec<SchemaId>,
    pub(super) unions: Vec<UnionPart>,
    /// The discriminator of this schema or of a base of it.
    pub(super) discriminator: Option<Discriminator>,
    pub(super) secret: bool,
    /// Whether an object part was said: `properties` or `additionalProperties` stood somewhere.
    pub(super) object_part: bool,
    /// How many parts were folded.
    pub(super) parts: usize,
    /// Schemas that were folded, so that a union of a base does not come back through its own arm.
    pub(super) folded: HashSet<SchemaId>,
    /// Constraint keywords of all parts, for the documentation.
    pub(super) constraints: Vec<(String, String)>,
}

/// A `oneOf` or `anyOf`.
#[derive(Clone, Debug)]
pub(super) struct UnionPart {
    pub(super) owner: SchemaId,
    /// `oneOf` or `anyOf`.
    pub(super) keyword: &'static str,
    pub(super) arms: Vec<SchemaId>,
    pub(super) discriminator: Option<Discriminator>,
}

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

impl Merged {
    /// Whether null is a value.
    pub(super) fn is_nullable(&self, lowering: &Lowering<'_>) -> bool {
        self.types.null
            || self
                .unions
                .iter()
                .any(|part| part.arms.iter().any(|arm| lowering.allows_null(*arm)))
    }

    /// Whether the schema is an object with members that it names.
    pub(super) fn has_members(&self) -> bool {
        !self.properties.is_empty()
    }
}

/// Whether a schema stands for null alone.
pub(super) fn is_null(schema: &Schema) -> bool {
    let null_only = Types {
        null: true,
        ..Types::default()
    };
    schema.types == null_only && schema.reference.is_none() && !has_structure(schema)
}

/// Whether a schema, its reference aside, says anything about the value's shape.
pub(super) fn says_something(schema: &Schema) -> bool {
    let without_null = Types {
        null: false,
        ..schema.types
    };
    without_null != Types::default() && schema.reference.is_none() || has_structure(schema)
}

/// Whether a schema says nothing beside its `allOf`; `type: object` there repeats what the parts say.
pub(super) fn is_bare_wrapper(schema: &Schema) -> bool {
    let alone = Schema {
        all_of: Vec::new(),
        types: Types {
            null: false,
            object: false,
            ..schema.types
        },
        ..schema.clone()
    };
    !says_something(&alone)
}

fn has_structure(schema: &Schema) -> bool {
    schema.enumeration.is_some()
        || !schema.properties.is_empty()
        || !schema.required.is_empty()
        || !matches!(schema.additional, Additional::Unstated)
        || schema.items.is_some()
        || !schema.prefix_items.is_empty()
        || !schema.all_of.is_empty()
        || !schema.one_of.is_empty()
        || !schema.any_of.is_empty()
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

    /// Whether an arm says that null is a value of it.
    fn allows_null(&self, arm: SchemaId) -> bool {
        self.schemas[arm].types.null || self.schemas[self.canonical(arm)].types.null
    }

    /// The schema that pure references lead to.
    pub(super) fn canonical(&self, id: SchemaId) -> SchemaId {
        let mut at = id;
        for _ in 0..self.schemas.0.len() {
            match self.schemas[at].reference {
                Some(target) if !has_structure(&self.schemas[at]) => at = target,
                _ => break,
            }
        }
        at
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

/// The types that both parts allow; where they contradict each other, the later part's.
fn narrow(earlier: Types, later: Types) -> Types {
    let bare = |types: Types| Types {
        null: false,
        ..types
    };
    if bare(later) == Types::default() {
        return Types {
            null: earlier.null || later.null,
            ..earlier
        };
    }
    if bare(earlier) == Types::default() {
        return Types {
            null: later.null || earlier.null,
            ..later
        };
    }
    let common = Types {
        null: false,
        boolean: earlier.boolean && later.boolean,
        integer: earlier.integer && (later.integer || later.number)
            || later.integer && earlier.number,
        number: earlier.number && later.number,
        string: earlier.string && later.string,
        array: earlier.array && later.array,
        object: earlier.object && later.object,
        file: earlier.file && later.file,
    };
    let narrowed = if common == Types::default() {
        bare(later)
    } else {
        common
    };
    Types {
        null: later.null || earlier.null,
        ..narrowed
    }
}

/// A schema that says nothing of the value, at a place of its own, with the words and the access of another.
pub(super) fn blank(like: &Schema, place: Place) -> Schema {
    Schema {
        title: like.title.clone(),
        doc: like.doc.clone(),
        read_only: like.read_only,
        write_only: like.write_only,
        deprecated: like.deprecated,
        client_name: like.client_name.clone(),
        xml: like.xml.clone(),
        ..Schema::empty(like.location.clone(), place)
    }
}
