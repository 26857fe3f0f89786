//! The API in Rust's terms: structs, enums, unions, aliases and operations; no word of `OpenAPI` is left.
//!
//! True after `lower`: presence, constants, unions, boxes, media types and the steps that build a request are
//! decided; names are still words. True after `name`: every [`Name::ident`] is final, unique in its scope and a
//! legal Rust identifier (raw where needed), and every file has a path. `emit` reads this and decides nothing.

mod answer;
mod ids;
mod model;
mod operation;
mod proceeding;
mod server;

pub use answer::{
    Answer, AnswerBody, DocumentedFailure, HeaderField, Outcome, OutcomeVariant, Unreadable,
};
pub(crate) use ids::reached;
pub use model::{
    Arm, Constant, Field, Rest, Struct, TaggedArm, TaggedUnion, UntaggedUnion, ValueEnum,
    ValueKind, ValueVariant, XmlElement, XmlField,
};
pub use operation::{
    Argument, BodyForm, Codec, FormField, Group, Incoming, Operation, Placement, RequestBody, Step,
    StepValue, StyleUse,
};
pub use proceeding::{
    FieldStep, FinalState, Framing, LongRunning, NextPage, PageSource, Paging, Streaming, Taken,
    TakenArm,
};
pub use server::{Scheme, Server, ServerVariable};

use crate::description::OwnType;
use crate::value::Location;

/// A whole API.
#[derive(Clone, Debug)]
pub struct Api {
    /// The path of the description, for the head of each file.
    pub source: String,
    /// The path of its module, with the name of the crate first; empty until `name` is done.
    pub path: Vec<String>,
    /// The title.
    pub title: String,
    /// The version.
    pub version: String,
    /// What it is.
    pub doc: Doc,
    /// Where the service is reached.
    pub servers: Vec<Server>,
    /// The security schemes that operations use.
    pub schemes: Vec<Scheme>,
    /// The operations, by group; sorted by identifier after `name`.
    pub groups: Vec<Group>,
    /// The types; a [`TypeId`] is an index.
    pub types: Vec<TypeDef>,
    /// What the service sends to the client's own server.
    pub incoming: Vec<Incoming>,
}

/// An index into [`Api::types`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TypeId(pub u32);

impl TypeId {
    /// The id of the type at this index.
    pub fn of(index: usize) -> Self {
        Self(u32::try_from(index).unwrap_or(u32::MAX))
    }
}

impl Api {
    /// The definition of a type.
    pub fn type_def(&self, id: TypeId) -> &TypeDef {
        &self.types[id.0 as usize]
    }
}

/// A name: what stands on the wire, the words for an identifier, and the identifier.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Name {
    /// What stands on the wire or in the description; settles clashes.
    pub wire: String,
    /// The text that the identifier is made of: the wire name, a client name, or the parents' words before it.
    pub words: String,
    /// What may tell it from others that want the same identifier, best first.
    pub apart: Vec<Apart>,
    /// The identifier; empty until the `name` pass.
    pub ident: String,
}

impl Name {
    /// A name that the `name` pass has yet to settle.
    pub fn unsettled(wire: impl Into<String>, words: impl Into<String>) -> Self {
        Self {
            wire: wire.into(),
            words: words.into(),
            apart: Vec::new(),
            ident: String::new(),
        }
    }
}

/// What may tell a name from others that want the same identifier.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Apart {
    /// More words at the end.
    Suffix(String),
    /// Other words altogether.
    Instead(String),
}

/// Documentation as plain text of the description's author; `emit` makes it safe Markdown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Doc {
    /// Paragraphs by the author (Markdown or HTML of any quality).
    pub text: Option<String>,
    /// Sentences of our own: constraints, defaults, presence, links to the specification.
    pub notes: Vec<String>,
}

/// A Rust type in use.
#[derive(Clone, Debug, PartialEq)]
pub enum Type {
    /// Nothing: `()`.
    Unit,
    /// `bool`.
    Bool,
    /// `i8`, for `format: int8`.
    I8,
    /// `i16`, for `format: int16`.
    I16,
    /// `i32`.
    I32,
    /// `i64`.
    I64,
    /// `u8`, for `format: uint8`.
    U8,
    /// `u16`, for `format: uint16`.
    U16,
    /// `u32`, for `format: uint32`.
    U32,
    /// `u64`, for `format: uint64`.
    U64,
    /// `f64`.
    F64,
    /// `String`.
    String,
    /// A text with a format, kept as it came.
    Format(Format),
    /// `serde_json::Value`.
    Any,
    /// `Bytes`: a whole body.
    Bytes,
    /// `File`: a part of a multipart body.
    File,
    /// `Vec<…>`.
    List(Box<Type>),
    /// `[…; n]`.
    Array(Box<Type>, usize),
    /// `(…, …)`: elements of several types, at most [`Type::MAX_TUPLE`].
    Tuple(Vec<Type>),
    /// `BTreeMap<String, …>`.
    Map(Box<Type>),
    /// `BTreeMap<…, …>`: the names are the values of an enum.
    KeyedMap(TypeId, Box<Type>),
    /// `Option<…>` whose `None` is written as `null`.
    Nullable(Box<Type>),
    /// `Box<…>`, where recursion demands it.
    Boxed(Box<Type>),
    /// `Secret<…>`.
    Secret(Box<Type>),
    /// A definition.
    Named(TypeId),
    /// An event of a `text/event-stream`.
    Event,
    /// A type of the caller's, in the wrapper that reads and writes it.
    Own(Box<OwnType>),
}

impl Type {
    /// The most elements of a tuple: the standard library's traits end there too.
    pub const MAX_TUPLE: usize = 12;

    /// Whether it is an integer of any size.
    pub fn is_integer(&self) -> bool {
        matches!(
            self,
            Self::I8
                | Self::I16
                | Self::I32
                | Self::I64
                | Self::U8
                | Self::U16
                | Self::U32
                | Self::U64
        )
    }

    /// The definitions that the type mentions, however deep inside.
    pub fn definitions(&self) -> Vec<TypeId> {
        match self {
            Self::Named(id) => vec![*id],
            Self::List(inner)
            | Self::Array(inner, _)
            | Self::Map(inner)
            | Self::Boxed(inner)
            | Self::Nullable(inner)
            | Self::Secret(inner) => inner.definitions(),
            Self::KeyedMap(key, inner) => [vec![*key], inner.definitions()].concat(),
            Self::Tuple(elements) => elements.iter().flat_map(Self::definitions).collect(),
            _ => Vec::new(),
        }
    }

    /// The definitions that the type holds by value: not behind a list, a map or a box.
    pub fn held(&self) -> Vec<TypeId> {
        match self {
            Self::Named(id) => vec![*id],
            Self::Nullable(inner) | Self::Secret(inner) | Self::Array(inner, _) => inner.held(),
            Self::Tuple(elements) => elements.iter().flat_map(Self::held).collect(),
            _ => Vec::new(),
        }
    }
}

/// The formats that have a type of their own in the runtime.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Format {
    /// `date-time` (RFC 3339).
    DateTime,
    /// `date-time-rfc1123`.
    Rfc1123DateTime,
    /// `date`.
    Date,
    /// `time`.
    Time,
    /// `duration` (ISO 8601).
    Duration,
    /// `uuid`.
    Uuid,
    /// `byte`, `contentEncoding: base64`.
    Base64,
    /// `base64url`.
    Base64Url,
    /// `decimal` of a number, which keeps its digits.
    Decimal,
}

/// A type that is emitted.
#[derive(Clone, Debug)]
pub struct TypeDef {
    /// Its name.
    pub name: Name,
    /// Where it stands in the description.
    pub location: Location,
    /// The type whose file it shares: itself, or the component that it is inside of.
    pub home: TypeId,
    /// The file stem below `models/`, for types that are their own home; empty until the `name` pass.
    pub file: String,
    /// What it is.
    pub doc: Doc,
    /// What it is to what holds it, where the description has no name for it; else empty.
    pub phrase: Vec<Piece>,
    /// `deprecated`.
    pub deprecated: bool,
    /// Attributes that the selection asks for, each as Rust writes it.
    pub attributes: Vec<String>,
    /// What it is made of.
    pub definition: Definition,
    /// How it is written as XML, where it is reached from an XML body.
    pub xml: Option<XmlElement>,
    /// Whether nothing uses it, and it leaves after `name`; false afterwards.
    pub unused: bool,
}

/// A piece of a phrase about the description.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// Words of ours.
    Words(String),
    /// A text of the description.
    Code(String),
}

/// What a type is made of.
#[derive(Clone, Debug)]
pub enum Definition {
    /// An object.
    Struct(Struct),
    /// An open set of values.
    Enum(ValueEnum),
    /// One of several objects, told apart by the value of a property.
    Tagged(TaggedUnion),
    /// One of several types, told apart by what fits best.
    Untagged(UntaggedUnion),
    /// `type X = …;`
    Alias(Type),
    /// `struct X(pub …);` where an alias would be infinite.
    Newtype(Type),
}

impl Definition {
    /// The types that stand in it: of fields, of arms, or what it is another name of. The rest of a struct is a map of
    /// its own and not among them.
    pub fn types(&self) -> Vec<&Type> {
        match self {
            Self::Struct(object) => object.fields.iter().map(|field| &field.ty).collect(),
            Self::Tagged(union) => union.arms.iter().map(|arm| &arm.ty).collect(),
            Self::Untagged(union) => union.arms.iter().map(|arm| &arm.ty).collect(),
            Self::Alias(ty) | Self::Newtype(ty) => vec![ty],
            Self::Enum(_) => Vec::new(),
        }
    }

    /// The definitions that it mentions, those of its rest with them.
    pub fn mentioned(&self) -> Vec<TypeId> {
        let rest = match self {
            Self::Struct(object) => match &object.rest {
                Rest::Typed(ty) => Some(ty),
                Rest::Forbidden | Rest::Members => None,
            },
            _ => None,
        };
        self.types()
            .into_iter()
            .chain(rest)
            .flat_map(Type::definitions)
            .collect()
    }
}
