//! The description in Rust's terms: presence, constants, unions, media types and boxes are decided here.
//!
//! A schema is lowered in two steps: `normal` folds references and `allOf` into one view of it, and the modules
//! beside it turn that view into a struct, an enum, a union or a type. A stranger would expect inline schemas to
//! be named by their titles: they are named by their place, so that a change of words renames nothing.

mod answer;
mod body;
mod doc;
mod enumeration;
mod field;
mod inherit;
mod limits;
mod merge_patch;
mod normal;
mod operation;
mod part;
mod place;
mod recursion;
mod scalar;
mod union;
mod xml;

use crate::coverage::{Coverage, Treatment};
use crate::description::{Description, Place, Schema, SchemaId, Schemas};
use crate::shape::{
    Api, Definition, Doc, Incoming, Name, Scheme, Server, ServerVariable, Type, TypeDef, TypeId,
};
use crate::value::Location;
use inherit::Inheritance;
use normal::Merged;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::rc::Rc;

/// Lowers a description.
pub fn lower(description: &Description, source: &str, coverage: &mut Coverage) -> Api {
    let mut lowering = Lowering::new(description, coverage);
    lowering.note_idle_tags();
    lowering.components();
    let mut groups = lowering.groups();
    let incoming = lowering.incoming();
    let mut types = lowering.finish();
    merge_patch::open_types(&mut types, &mut groups);
    recursion::settle(&mut types, coverage);
    Api {
        source: source.to_owned(),
        title: description.title.clone(),
        version: description.version.clone(),
        doc: Doc {
            text: description.doc.clone(),
            notes: Vec::new(),
        },
        servers: servers(&description.servers, "endpoint"),
        schemes: schemes(description),
        groups,
        types,
        incoming,
    }
}

/// A type where a schema is used, and whether null is a value there too.
#[derive(Clone, Debug, PartialEq)]
struct Use {
    ty: Type,
    nullable: bool,
}

impl Use {
    /// The type, with null as a value of it.
    fn with_null(self) -> Type {
        match (self.nullable, self.ty) {
            (true, ty) if ty != Type::Any => Type::Nullable(Box::new(ty)),
            (_, ty) => ty,
        }
    }
}

/// What a schema becomes: a definition needs a name, a type does not.
enum Built {
    Definition(Definition),
    Type(Type),
}

/// The state of the pass: the types so far, and what each schema became.
struct Lowering<'a> {
    description: &'a Description,
    /// The description's schemas, and the ones that distribution over unions adds.
    schemas: Schemas,
    coverage: &'a mut Coverage,
    types: Vec<Option<TypeDef>>,
    uses: HashMap<SchemaId, Use>,
    merged: HashMap<SchemaId, Rc<Merged>>,
    /// Inline schemas that are being lowered: meeting one again is a cycle without a name.
    busy: HashSet<SchemaId>,
    inheritance: Inheritance,
    /// Shared enums by `x-ms-enum.name`.
    shared_enums: enumeration::SharedEnums,
    /// Schemas of multipart bodies: their binary properties are files.
    multipart: HashSet<SchemaId>,
    /// Inline schemas that a reference points at.
    referenced: HashSet<SchemaId>,
    /// Schemas of XML bodies.
    xml_roots: HashSet<SchemaId>,
    /// The schema of each type, for homes and XML names.
    origins: BTreeMap<TypeId, SchemaId>,
    /// The structs of bases that have an enum of their descendants.
    bases: HashMap<SchemaId, TypeId>,
    /// Types that belong to no component: shared enums.
    shared_homes: HashSet<TypeId>,
}

impl<'a> Lowering<'a> {
    fn new(description: &'a Description, coverage: &'a mut Coverage) -> Self {
        let mut lowering = Self {
            description,
            schemas: description.schemas.clone(),
            coverage,
            types: Vec::new(),
            uses: HashMap::new(),
            merged: HashMap::new(),
            busy: HashSet::new(),
            inheritance: Inheritance::default(),
            shared_enums: enumeration::SharedEnums::default(),
            multipart: HashSet::new(),
            referenced: place::referenced(&description.schemas),
            xml_roots: HashSet::new(),
            origins: BTreeMap::new(),
            bases: HashMap::new(),
            shared_homes: HashSet::new(),
        };
        inherit::hoist_discriminators(&mut lowering.schemas);
        lowering.inheritance = Inheritance::of(&lowering.schemas);
        lowering.shared_enums = enumeration::SharedEnums::of(&lowering.schemas);
        lowering.multipart = body::multipart_roots(&lowering);
        lowering
    }

    /// Every component gets its type before any is filled in, so that references meet a name.
    fn components(&mut self) {
        let all: Vec<SchemaId> = (0..self.schemas.0.len())
            .map(SchemaId::of)
            .filter(|id| self.is_component(*id))
            .collect();
        for id in &all {
            let slot = self.allocate(*id);
            let nullable = self.merge(*id).is_nullable(self);
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
            let built = self.build(id);
            let definition = match built {
                Built::Definition(definition) => definition,
                Built::Type(ty) => Definition::Alias(ty),
            };
            self.define(slot, id, definition);
        }
    }

    fn allocate(&mut self, id: SchemaId) -> TypeId {
        let slot = TypeId::of(self.types.len());
        self.types.push(None);
        self.origins.insert(slot, id);
        slot
    }

    fn define(&mut self, slot: TypeId, id: SchemaId, definition: Definition) -> Type {
        let words = self.words(id);
        self.define_as(slot, id, words, definition)
    }

    fn define_as(
        &mut self,
        slot: TypeId,
        id: SchemaId,
        words: String,
        definition: Definition,
    ) -> Type {
        let nullable = self.is_component(id) && self.merge(id).is_nullable(self);
        let limits = self.limits_of_type(id);
        let schema = &self.schemas[id];
        let name = Name::unsettled(self.wire(id), words);
        let doc = doc::of_type(schema, limits, nullable);
        let deprecated = schema.deprecated;
        let location = schema.location.clone();
        self.types[slot.0 as usize] = Some(TypeDef {
            name,
            location,
            home: slot,
            file: String::new(),
            doc,
            phrase: self.phrase(id),
            deprecated,
            definition,
            xml: None,
        });
        Type::Named(slot)
    }

    /// The type of a schema where it is used.
    fn use_of(&mut self, id: SchemaId) -> Use {
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
        let nullable = merged.is_nullable(self);
        if let Some(ty) = self.shared_enum(id, &merged) {
            return Use { ty, nullable };
        }
        // Only a schema that a reference points into can contain itself: it has its name before it is built.
        let is_early = self.referenced.contains(&id) && !place::is_finite(&self.schemas, id);
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
    fn pure_reference(&self, id: SchemaId) -> Option<SchemaId> {
        let schema = &self.schemas[id];
        if self.is_component(id) {
            return None;
        }
        match schema.reference {
            Some(target) => (!normal::says_something(schema)).then_some(target),
            None => self.wrapped(schema),
        }
    }

    /// The only part of an `allOf` that says something, beside nothing else.
    fn wrapped(&self, schema: &Schema) -> Option<SchemaId> {
        let mut parts = schema.all_of.iter().copied().filter(|part| {
            let schema = &self.schemas[*part];
            schema.reference.is_some() || self.is_component(*part) || normal::says_something(schema)
        });
        let is_reference =
            |part: &SchemaId| self.schemas[*part].reference.is_some() || self.is_component(*part);
        let only = parts.next().filter(is_reference)?;
        let is_bare = parts.next().is_none() && normal::is_bare_wrapper(schema);
        is_bare.then_some(only)
    }

    /// Whether a schema has a name of its own: a place that holds it only refers to it.
    fn is_component(&self, id: SchemaId) -> bool {
        matches!(self.schemas[id].place, Place::Component(_))
    }

    fn widen(&mut self, id: SchemaId, keyword: &str, note: &str) {
        let location = self.schemas[id].location.clone();
        self.note(&location, keyword, Treatment::Widened, note);
    }

    fn note(&mut self, location: &Location, keyword: &str, treatment: Treatment, note: &str) {
        self.coverage.add(location, keyword, treatment, note);
    }

    /// Adds a schema that stands for several others.
    fn synthesize(&mut self, schema: Schema) -> SchemaId {
        let id = SchemaId::of(self.schemas.0.len());
        self.schemas.0.push(schema);
        id
    }

    fn incoming(&mut self) -> Vec<Incoming> {
        let description = self.description;
        description
            .incoming
            .iter()
            .map(|incoming| {
                let content = incoming
                    .operation
                    .body
                    .iter()
                    .flat_map(|body| &body.content);
                let mut content = content.collect::<Vec<_>>().into_iter();
                let body = content.next().and_then(|media| media.schema);
                for other in content {
                    let note = "the type of what the service sends is that of the first media type";
                    self.note(&other.location, "content", Treatment::Ignored, note);
                }
                Incoming {
                    name: Name::unsettled(
                        format!("{} {}", incoming.operation.method, incoming.name),
                        incoming.name.clone(),
                    ),
                    doc: doc::of_incoming(&incoming.operation),
                    method: incoming.operation.method.clone(),
                    deprecated: incoming.operation.deprecated,
                    route: incoming.operation.path.clone(),
                    body: body.map(|schema| self.use_of(schema).with_null()),
                }
            })
            .collect()
    }

    /// The types, each with its home and, where XML reaches it, its element.
    fn finish(self) -> Vec<TypeDef> {
        let homes = place::homes(&self);
        let xml = xml::elements(&self);
        let defined = self.types.into_iter().enumerate();
        defined
            .filter_map(|(index, definition)| Some((TypeId::of(index), definition?)))
            .map(|(id, mut definition)| {
                definition.home = homes.get(&id).copied().unwrap_or(id);
                definition.xml = xml.get(&id).cloned();
                definition
            })
            .collect()
    }
}

fn servers(servers: &[crate::description::Server], name: &str) -> Vec<Server> {
    servers
        .iter()
        .enumerate()
        .map(|(index, server)| {
            let words = if index == 0 {
                name.to_owned()
            } else {
                format!("{name} {}", index + 1)
            };
            let variables = server
                .variables
                .iter()
                .map(|variable| ServerVariable {
                    name: Name::unsettled(variable.name.clone(), variable.name.clone()),
                    doc: doc::of_server_variable(variable),
                    default: variable.default.clone(),
                })
                .collect();
            Server {
                name: Name::unsettled(format!("{index} {}", server.url), words),
                url: server.url.clone(),
                doc: Doc {
                    text: server.doc.clone(),
                    notes: Vec::new(),
                },
                variables,
            }
        })
        .collect()
}

fn schemes(description: &Description) -> Vec<Scheme> {
    description
        .schemes
        .iter()
        .map(|(name, scheme)| Scheme {
            name: Name::unsettled(name.clone(), name.clone()),
            doc: Doc {
                text: scheme.doc.clone(),
                notes: Vec::new(),
            },
            kind: scheme.kind.clone(),
        })
        .collect()
}
