//! The state of the pass: the types so far, what each schema became, and what is noted on the way.
//!
//! Every module of the pass adds methods to it. A stranger would look for a decision here: there is none.

use super::doc;
use super::graph;
use super::inheritance::{Inheritance, hoist_discriminators};
use super::media::multipart_roots;
use super::merged::Merged;
use super::shared_enums::SharedEnums;
use crate::coverage::{Coverage, Treatment};
use crate::description::{Description, Place, Schema, SchemaId, Schemas};
use crate::shape::{Definition, Name, Type, TypeDef, TypeId};
use crate::value::Location;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::rc::Rc;

/// A type where a schema is used, and whether null is a value there too.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Use {
    pub(super) ty: Type,
    pub(super) nullable: bool,
}

impl Use {
    /// The type, with null as a value of it.
    pub(super) fn with_null(self) -> Type {
        match (self.nullable, self.ty) {
            (true, ty) if ty != Type::Any => Type::Nullable(Box::new(ty)),
            (_, ty) => ty,
        }
    }
}

/// What a schema becomes: a definition needs a name, a type does not.
pub(super) enum Built {
    Definition(Definition),
    Type(Type),
}

/// The state of the pass: the types so far, and what each schema became.
pub(super) struct Lowering<'a> {
    pub(super) description: &'a Description,
    /// The description's schemas, and the ones that distribution over unions adds.
    pub(super) schemas: Schemas,
    pub(super) coverage: &'a mut Coverage,
    pub(super) types: Vec<Option<TypeDef>>,
    pub(super) uses: HashMap<SchemaId, Use>,
    pub(super) merged: HashMap<SchemaId, Rc<Merged>>,
    /// The schemas that stand for the intersection of several, with those.
    pub(super) intersections: HashMap<SchemaId, Vec<SchemaId>>,
    /// The parts of intersections that are being compared with these.
    pub(super) comparing: HashSet<Vec<SchemaId>>,
    /// Inline schemas that are being lowered: meeting one again is a cycle without a name.
    pub(super) busy: HashSet<SchemaId>,
    pub(super) inheritance: Inheritance,
    /// The tags that unions fix for their arms, by property.
    pub(super) fixed_tags: HashMap<SchemaId, Vec<(String, String)>>,
    /// Shared enums by `x-ms-enum.name`.
    pub(super) shared_enums: SharedEnums,
    /// Schemas of multipart bodies: their binary properties are files.
    pub(super) multipart: HashSet<SchemaId>,
    /// Inline schemas that a reference points at, or that contain themselves without one.
    pub(super) referenced: HashSet<SchemaId>,
    /// Schemas of XML bodies.
    pub(super) xml_roots: HashSet<SchemaId>,
    /// The schema of each type, for homes and XML names.
    pub(super) origins: BTreeMap<TypeId, SchemaId>,
    /// The structs of bases that have an enum of their descendants.
    pub(super) bases: HashMap<SchemaId, TypeId>,
    /// Types that belong to no component: shared enums.
    pub(super) shared_homes: HashSet<TypeId>,
    /// Texts whose content is decoded.
    pub(super) decoded: HashSet<SchemaId>,
}

impl<'a> Lowering<'a> {
    pub(super) fn new(description: &'a Description, coverage: &'a mut Coverage) -> Self {
        let mut lowering = Self {
            description,
            schemas: description.schemas.clone(),
            coverage,
            types: Vec::new(),
            uses: HashMap::new(),
            merged: HashMap::new(),
            intersections: HashMap::new(),
            comparing: HashSet::new(),
            busy: HashSet::new(),
            inheritance: Inheritance::default(),
            fixed_tags: HashMap::new(),
            shared_enums: SharedEnums::default(),
            multipart: HashSet::new(),
            referenced: graph::referenced(&description.schemas),
            xml_roots: HashSet::new(),
            origins: BTreeMap::new(),
            bases: HashMap::new(),
            shared_homes: HashSet::new(),
            decoded: HashSet::new(),
        };
        hoist_discriminators(&mut lowering.schemas);
        lowering.inheritance = Inheritance::of(&lowering.schemas);
        lowering.shared_enums = SharedEnums::of(&lowering.schemas);
        lowering.multipart = multipart_roots(description);
        lowering
    }

    pub(super) fn allocate(&mut self, id: SchemaId) -> TypeId {
        let slot = TypeId::of(self.types.len());
        self.types.push(None);
        self.origins.insert(slot, id);
        slot
    }

    pub(super) fn define(&mut self, slot: TypeId, id: SchemaId, definition: Definition) -> Type {
        let words = self.words(id);
        self.define_as(slot, id, words, definition)
    }

    pub(super) fn define_as(
        &mut self,
        slot: TypeId,
        id: SchemaId,
        words: String,
        definition: Definition,
    ) -> Type {
        let nullable = self.is_component(id) && self.nullable(id);
        let limits = self.limits_of_type(id);
        let schema = &self.schemas[id];
        let name = Name {
            apart: self.apart(id),
            ..Name::unsettled(self.wire(id), words)
        };
        let doc = doc::of_type(schema, limits, nullable);
        let deprecated = schema.deprecated;
        let attributes = schema.attributes.clone();
        let location = schema.location.clone();
        self.types[slot.0 as usize] = Some(TypeDef {
            name,
            location,
            home: slot,
            file: String::new(),
            doc,
            phrase: self.phrase(id),
            deprecated,
            attributes,
            definition,
            xml: None,
            unused: false,
        });
        Type::Named(slot)
    }

    /// Whether a schema has a name of its own: a place that holds it only refers to it.
    pub(super) fn is_component(&self, id: SchemaId) -> bool {
        matches!(self.schemas[id].place, Place::Component(_))
    }

    pub(super) fn widen(&mut self, id: SchemaId, keyword: &str, note: &str) {
        let location = self.schemas[id].location.clone();
        self.note(&location, keyword, Treatment::Widened, note);
    }

    pub(super) fn note(
        &mut self,
        location: &Location,
        keyword: &str,
        treatment: Treatment,
        note: &str,
    ) {
        self.coverage.add(location, keyword, treatment, note);
    }

    /// Adds a schema that stands for several others.
    pub(super) fn synthesize(&mut self, schema: Schema) -> SchemaId {
        let id = SchemaId::of(self.schemas.0.len());
        self.schemas.0.push(schema);
        id
    }
}
