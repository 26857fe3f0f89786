//! The API in Rust's terms: structs, enums, unions, aliases and operations; no word of `OpenAPI` is left.
//!
//! True after `lower`: presence, constants, unions, boxes, media types and the steps that build a request are
//! decided; names are still words. True after `name`: every [`Name::ident`] is final, unique in its scope and a
//! legal Rust identifier (raw where needed), and every file has a path. `emit` reads this and decides nothing.

mod ids;

pub(crate) use ids::reached;

use crate::description::{OwnType, PageParameter, PagePlace, Status, Style};
use crate::value::{Location, Value};

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

/// An object.
#[derive(Clone, Debug)]
pub struct Struct {
    /// The fields, in the description's order.
    pub fields: Vec<Field>,
    /// Members that the description fixes: always written, never asked for, no field.
    pub constants: Vec<Constant>,
    /// What it holds beside them.
    pub rest: Rest,
    /// The identifier of the field for the rest: `other`, unless a field has that name; empty until `name`.
    pub rest_ident: String,
    /// The identifier of the struct of required fields, if there is one (two or more asked); empty until `name`.
    pub init_ident: String,
    /// Whether the struct is written as `multipart/form-data` somewhere.
    pub multipart: bool,
    /// Whether callers build it: if not, it has neither constructor nor setters.
    pub built: bool,
}

impl Struct {
    /// The fields that a caller must give.
    pub fn asked(&self) -> impl Iterator<Item = &Field> {
        self.fields.iter().filter(|field| field.asked)
    }
}

/// A member whose value the description fixes, such as the tag of an arm of a union. Another value that arrives is kept
/// among the rest, and written instead.
#[derive(Clone, Debug, PartialEq)]
pub struct Constant {
    /// The wire name.
    pub name: String,
    /// The value.
    pub value: Value,
    /// How it is written as XML.
    pub xml: XmlField,
}

/// What an object holds beside its fields.
#[derive(Clone, Debug, PartialEq)]
pub enum Rest {
    /// Nothing: unknown members are skipped.
    Forbidden,
    /// `Members`: any JSON.
    Members,
    /// `BTreeMap<String, …>`.
    Typed(Type),
}

/// A field of a struct.
#[derive(Clone, Debug)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "they are independent of each other"
)]
pub struct Field {
    /// Its name.
    pub name: Name,
    /// What it is.
    pub doc: Doc,
    /// The type of its value; `Type::Nullable` inside where null is a value.
    pub ty: Type,
    /// Whether it is wrapped in an `Option` for absence: `false` is the bare `ty`, which must arrive.
    pub optional: bool,
    /// Whether the service alone gives it: it has no setter.
    pub read_only: bool,
    /// A value that the description gives as an example.
    pub example: Option<Value>,
    /// Whether a caller must give it. An asked field that is `optional` too is required in requests and may be absent
    /// in answers (write-only): its `XInit` field is the bare type, stored as `Some`.
    pub asked: bool,
    /// `deprecated`.
    pub deprecated: bool,
    /// How it is written as XML.
    pub xml: XmlField,
}

/// An open set of values.
#[derive(Clone, Debug)]
pub struct ValueEnum {
    /// What the values are, and so what the `Other` arm holds.
    pub kind: ValueKind,
    /// Whether there is no other value: texts alone.
    pub closed: bool,
    /// The listed values, in the description's order.
    pub variants: Vec<ValueVariant>,
    /// The identifier of the arm for unlisted values: `Other`, unless a variant has that name; empty until `name`, and of a
    /// closed set.
    pub other_ident: String,
}

impl ValueEnum {
    /// Whether its values are copied rather than moved.
    pub fn is_copy(&self) -> bool {
        match self.kind {
            ValueKind::Integer | ValueKind::Number | ValueKind::Boolean => true,
            ValueKind::String => self.closed,
            ValueKind::Mixed => false,
        }
    }
}

/// What the values of an enum are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ValueKind {
    /// Strings.
    String,
    /// 64-bit integers.
    Integer,
    /// Numbers.
    Number,
    /// Booleans.
    Boolean,
    /// Anything: `Value`.
    Mixed,
}

/// A listed value.
#[derive(Clone, Debug)]
pub struct ValueVariant {
    /// Its name.
    pub name: Name,
    /// The value on the wire.
    pub value: Value,
    /// What it means.
    pub doc: Doc,
}

/// A union with a tag.
#[derive(Clone, Debug)]
pub struct TaggedUnion {
    /// The property that holds the tag.
    pub property: String,
    /// The arms, each with the tags that lead to it.
    pub arms: Vec<TaggedArm>,
    /// The arm for unknown or missing tags, an index, if it fits; without one the JSON is kept as it came.
    pub default: Option<usize>,
    /// The identifier of the arm that keeps unknown JSON: `Other`, unless an arm has that name; empty until `name`.
    pub other_ident: String,
}

/// An arm of a tagged union.
#[derive(Clone, Debug)]
pub struct TaggedArm {
    /// Its name.
    pub name: Name,
    /// The values of the tag, as they are spelled. Arms that share one compete by what fits best, and so do those that have
    /// none, for values with a tag that no arm has.
    pub tags: Vec<String>,
    /// The value of the tag that the union writes, where the arm's own type does not always write one.
    pub written: Option<Value>,
    /// What it holds (boxed where it is a struct).
    pub ty: Type,
    /// What it is.
    pub doc: Doc,
}

/// A union without a tag.
#[derive(Clone, Debug)]
pub struct UntaggedUnion {
    /// The arms.
    pub arms: Vec<Arm>,
    /// The identifier of the arm that keeps JSON that fits no arm; empty until `name`.
    pub other_ident: String,
}

/// An arm of an untagged union.
#[derive(Clone, Debug)]
pub struct Arm {
    /// Its name.
    pub name: Name,
    /// What it holds (boxed where it is a struct).
    pub ty: Type,
    /// What it is.
    pub doc: Doc,
}

/// How a type is written as an XML element.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct XmlElement {
    /// The element's name where it is the root.
    pub name: String,
    /// Its namespace.
    pub namespace: Option<String>,
    /// The namespace's prefix.
    pub prefix: Option<String>,
}

/// How a field is written as XML.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct XmlField {
    /// The name of the element or attribute, or of the wrapper of a list.
    pub name: String,
    /// The name of a list's elements.
    pub item: Option<String>,
    /// Its namespace.
    pub namespace: Option<String>,
    /// The namespace's prefix.
    pub prefix: Option<String>,
    /// An attribute.
    pub attribute: bool,
    /// A list inside an element of its own.
    pub wrapped: bool,
    /// The text of the element.
    pub text: bool,
}

/// The operations of a module.
#[derive(Clone, Debug)]
pub struct Group {
    /// The part of the operationId before the operation's own name, else the first tag, else the path's first word.
    pub name: Name,
    /// The stem of its file, in ASCII; empty until the `name` pass.
    pub file: String,
    /// The operations, sorted by identifier after `name`.
    pub operations: Vec<Operation>,
}

/// An operation.
#[derive(Clone, Debug)]
pub struct Operation {
    /// Its name (in `UpperCamelCase`); its options, output, failure, headers and body types carry it as prefix.
    pub name: Name,
    /// Where it stands in the description.
    pub location: Location,
    /// What it does.
    pub doc: Doc,
    /// `deprecated`.
    pub deprecated: bool,
    /// `operationId`, or method and path.
    pub id: String,
    /// The method.
    pub method: String,
    /// The path template.
    pub route: String,
    /// What a caller gives: the required ones are fields of the operation's struct, the others of its options.
    pub arguments: Vec<Argument>,
    /// What builds path, query, headers and cookies, in order.
    pub steps: Vec<Step>,
    /// The body.
    pub body: Option<RequestBody>,
    /// The media types for `Accept`, in the description's order; empty for none.
    pub accept: Vec<String>,
    /// Alternatives of sets of schemes, as indexes into [`Api::schemes`].
    pub security: Vec<Vec<usize>>,
    /// Servers of its own.
    pub servers: Vec<Server>,
    /// What it answers.
    pub output: Outcome,
    /// How it fails.
    pub failure: Outcome,
    /// What each status means, most specific first.
    pub answers: Vec<Answer>,
    /// The failures that the description documents, most specific first.
    pub failures: Vec<DocumentedFailure>,
    /// The response headers of all statuses, sorted by name.
    pub headers: Vec<HeaderField>,
    /// How its pages follow each other.
    pub paging: Option<Paging>,
    /// What it has made in the end, where its answer is only a start.
    pub long_running: Option<LongRunning>,
    /// The items of an answer that arrives in items.
    pub stream: Option<Streaming>,
    /// Whether it may be repeated, where that does not follow from its method.
    pub repeatable: Option<bool>,
}

/// What a caller gives.
#[derive(Clone, Debug)]
pub struct Argument {
    /// Its name; unique among all arguments of the operation.
    pub name: Name,
    /// What it is.
    pub doc: Doc,
    /// Its type.
    pub ty: Type,
    /// A value that the description gives as an example.
    pub example: Option<Value>,
    /// Whether it must be given.
    pub required: bool,
    /// `deprecated`.
    pub deprecated: bool,
}

/// A step that builds a request.
#[derive(Clone, Debug, PartialEq)]
pub enum Step {
    /// Text of the path, percent-encoded where the template was not.
    Literal(String),
    /// A value.
    Parameter {
        /// The wire name.
        name: String,
        /// Where and how it is written.
        placement: Placement,
        /// What is written.
        value: StepValue,
    },
}

/// What a step writes.
#[derive(Clone, Debug, PartialEq)]
pub enum StepValue {
    /// An index into [`Operation::arguments`].
    Argument(usize),
    /// A text that the description fixes.
    Constant(String),
    /// The version of the API, that the endpoint may override (always [`Placement::Query`]).
    ApiVersion(String),
}

/// Where and how a parameter is written.
#[derive(Clone, Debug, PartialEq)]
pub enum Placement {
    /// In the path.
    Path(StyleUse),
    /// In the path, encoded by the caller.
    PathRaw,
    /// In the path, as a document.
    PathContent(String),
    /// In the query.
    Query(StyleUse),
    /// In the query, encoded by the caller.
    QueryRaw,
    /// In the query, as a document.
    QueryContent(String),
    /// The whole query, as a document of this media type.
    QueryString(String),
    /// A header (style simple).
    Header {
        /// `explode`.
        explode: bool,
    },
    /// A header in another style.
    HeaderInStyle(StyleUse),
    /// A header, as a document.
    HeaderContent(String),
    /// Headers with this prefix.
    HeaderPrefix(String),
    /// A cookie.
    Cookie(StyleUse),
    /// A cookie, as a document.
    CookieContent(String),
    /// A header of the parts of a multipart body that have this name (style simple).
    PartHeader {
        /// The parts' name.
        part: String,
        /// `explode`.
        explode: bool,
    },
    /// A header of the parts that have this name, as a document.
    PartHeaderContent {
        /// The parts' name.
        part: String,
        /// The document's media type.
        media: String,
    },
}

/// A style in use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StyleUse {
    /// The style.
    pub style: Style,
    /// `explode`.
    pub explode: bool,
    /// `allowReserved`.
    pub allow_reserved: bool,
}

/// The body of a request: an argument, and how it is written.
#[derive(Clone, Debug)]
pub struct RequestBody {
    /// Its index in [`Operation::arguments`]. With one form the argument's type is the form's; with several it is
    /// an enum of the operation (`…Body`) with a variant per form, and the argument's `ty` is [`Type::Unit`] unused.
    pub argument: usize,
    /// The forms; one per codec.
    pub forms: Vec<BodyForm>,
}

/// A form of a body.
#[derive(Clone, Debug)]
pub struct BodyForm {
    /// The variant's name, where there are several.
    pub name: Name,
    /// The media type that is sent.
    pub media_type: String,
    /// How it is written.
    pub codec: Codec,
    /// Its type.
    pub ty: Type,
}

/// How a body is read and written.
#[derive(Clone, Debug, PartialEq)]
pub enum Codec {
    /// JSON, `+json`.
    Json,
    /// `text/*`.
    Text,
    /// Bytes as they are.
    Bytes,
    /// XML, `+xml`.
    Xml,
    /// `application/x-www-form-urlencoded`, with the properties that are not written the usual way.
    Form(Vec<FormField>),
    /// `multipart/*`, with the properties that are not written the usual way.
    Multipart(Vec<FormField>),
    /// JSON Lines and its kin: the type is a list.
    JsonLines,
    /// `text/event-stream`: the type is a list of events.
    EventStream,
}

/// How a property of a form is written.
#[derive(Clone, Debug, PartialEq)]
pub struct FormField {
    /// The property.
    pub name: String,
    /// The part's media type.
    pub content_type: Option<String>,
    /// The style.
    pub style: Option<StyleUse>,
}

/// What an operation may answer, or how it may fail.
#[derive(Clone, Debug, PartialEq)]
pub enum Outcome {
    /// Nothing is documented that has a body (failures only).
    Undeclared,
    /// Nothing but a status.
    Unit,
    /// One type.
    Single(Type),
    /// An enum.
    Enum(Vec<OutcomeVariant>),
}

/// A variant of an outcome.
#[derive(Clone, Debug, PartialEq)]
pub struct OutcomeVariant {
    /// Its name.
    pub name: Name,
    /// What it means.
    pub doc: Doc,
    /// What it holds.
    pub ty: Option<Type>,
}

/// What a status means.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    /// The statuses. [`Status::Default`] is all that are not listed.
    pub status: Status,
    /// Whether it is a failure.
    pub failure: bool,
    /// What the body is, by media type. One without a codec is no body, and then the only one; none is an answer that
    /// is not documented.
    pub bodies: Vec<AnswerBody>,
    /// What an answer is whose body can't be read.
    pub unreadable: Unreadable,
}

/// What an answer is whose body can't be read as its status says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unreadable {
    /// An error that says where and why.
    Decode,
    /// Undocumented: the description does not have the status, only a success that it may be.
    Undocumented,
    /// This variant of the output: an operation that goes on after its answer.
    Accepted(usize),
}

/// A failure that the description documents.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DocumentedFailure {
    /// Its status, and what the author says of it.
    pub text: String,
    /// Whether it has a body, and so a value.
    pub has_body: bool,
}

/// A body of an answer.
#[derive(Clone, Debug, PartialEq)]
pub struct AnswerBody {
    /// The media type.
    pub media_type: String,
    /// How it is read; `None` is no body.
    pub codec: Option<Codec>,
    /// The type; [`Type::Unit`] for no body.
    pub ty: Type,
    /// The variant of the outcome, where it is an enum.
    pub variant: Option<usize>,
}

/// A response header.
#[derive(Clone, Debug, PartialEq)]
pub struct HeaderField {
    /// Its name.
    pub name: Name,
    /// What it is.
    pub doc: Doc,
    /// The type of its value.
    pub ty: Type,
    /// A prefix: all headers with it, as a map.
    pub prefix: Option<String>,
    /// A document rather than a text.
    pub content: bool,
    /// `deprecated`.
    pub deprecated: bool,
    /// What stands between the items of a list; `None` is a header an item.
    pub delimiter: Option<char>,
    /// Whether the members of an object are `name=value`.
    pub explode: bool,
}

/// How pages follow each other.
#[derive(Clone, Debug, PartialEq)]
pub struct Paging {
    /// Where the items are, in the description's words.
    pub items: String,
    /// Where the next page is.
    pub next: NextPage,
    /// An item, and how the items are taken out of a page; `None` where the page's type does not have them.
    pub taken: Option<Taken>,
}

/// How items are taken out of a page.
#[derive(Clone, Debug, PartialEq)]
pub struct Taken {
    /// The type of an item.
    pub item: Type,
    /// For each arm of the output that has items, or for the output itself, the fields that lead to them.
    pub arms: Vec<TakenArm>,
}

/// An arm of an output that has items.
#[derive(Clone, Debug, PartialEq)]
pub struct TakenArm {
    /// The variant, where the output is an enum.
    pub variant: Option<usize>,
    /// The fields that lead to the items.
    pub path: Vec<FieldStep>,
    /// Whether the output itself is a list that may be null.
    pub nullable: bool,
}

/// A field on a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FieldStep {
    /// Its struct.
    pub owner: TypeId,
    /// Its index.
    pub field: usize,
    /// How many `Option`s are around its value.
    pub options: u8,
}

/// Where the next page is; names that lead to something are one by one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NextPage {
    /// There is one page.
    Single,
    /// At a URL that comes with a page.
    Link {
        /// Where the URL is.
        at: PageSource,
        /// The method that reads it.
        method: String,
    },
    /// After a cursor that comes with a page.
    Cursor {
        /// Where the cursor is.
        at: PageSource,
        /// Where it goes.
        to: PageParameter,
        /// The member that is `false` on the last page; empty for none.
        more: Vec<String>,
    },
    /// After as many items as a parameter says.
    Offset {
        /// The parameter.
        to: PageParameter,
        /// The number of the first item.
        first: u64,
    },
    /// It has the number that a parameter says.
    Number {
        /// The parameter.
        to: PageParameter,
        /// The number of the first page.
        first: u64,
    },
}

/// Where something of a page stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PageSource {
    /// In the body, where these names lead.
    Body(Vec<String>),
    /// In a body of XML, where elements of these names lead.
    Elements(Vec<String>),
    /// In a header, or in the header `Link`.
    Headers(PagePlace),
}

impl NextPage {
    /// Where the next page is, in a few words; `None` where there is none.
    pub fn said(&self) -> Option<String> {
        let source = |at: &PageSource| match at {
            PageSource::Body(names) | PageSource::Elements(names) => {
                format!("`{}`", names.join("."))
            }
            PageSource::Headers(PagePlace::Header(name)) => format!("the header `{name}`"),
            PageSource::Headers(PagePlace::Relation(name) | PagePlace::Body(name)) => {
                format!("the header `Link` as `{name}`")
            }
        };
        let parameter = |to: &PageParameter| match to {
            PageParameter::Query(name) => format!("the query parameter `{name}`"),
            PageParameter::Header(name) => format!("the header `{name}`"),
            PageParameter::Body(names) => format!("`{names}` of the body"),
        };
        Some(match self {
            Self::Single => return None,
            Self::Link { at, method } if method == "GET" => {
                format!("the next page's URL in {}", source(at))
            }
            Self::Link { at, method } => {
                format!("the next page's URL, for a {method}, in {}", source(at))
            }
            Self::Cursor { at, to, .. } => {
                format!(
                    "the next page's cursor, for {}, in {}",
                    parameter(to),
                    source(at)
                )
            }
            Self::Offset { to, .. } => {
                format!(
                    "the number of items before a page goes into {}",
                    parameter(to)
                )
            }
            Self::Number { to, .. } => {
                format!("the number of a page goes into {}", parameter(to))
            }
        })
    }
}

/// What an operation has made in the end.
#[derive(Clone, Debug, PartialEq)]
pub struct LongRunning {
    /// The type of the result; [`Type::Unit`] for none.
    pub result: Type,
    /// How the result is read; `None` is no body.
    pub codec: Option<Codec>,
    /// Where the result is.
    pub final_state: FinalState,
}

/// `final-state-via`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FinalState {
    /// Not said.
    Unsaid,
    /// `azure-async-operation`.
    AsyncOperation,
    /// `operation-location`.
    OperationLocation,
    /// `location`.
    Location,
    /// `original-uri`.
    OriginalUri,
}

/// An answer that arrives in items.
#[derive(Clone, Debug, PartialEq)]
pub struct Streaming {
    /// The type of an item.
    pub item: Type,
    /// How items are told apart.
    pub framing: Framing,
    /// The text that ends the stream.
    pub end: Option<String>,
}

/// How items of a stream are told apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Framing {
    /// Events, whose data are items.
    Events,
    /// Lines.
    Lines,
    /// JSON texts, each after a record separator.
    Sequence,
}

/// Where a service is reached.
#[derive(Clone, Debug, PartialEq)]
pub struct Server {
    /// The function's name.
    pub name: Name,
    /// An absolute or relative URL with `{variable}`s.
    pub url: String,
    /// What it is.
    pub doc: Doc,
    /// The variables, in the order of the URL.
    pub variables: Vec<ServerVariable>,
}

/// A variable of a server's URL.
#[derive(Clone, Debug, PartialEq)]
pub struct ServerVariable {
    /// Its name.
    pub name: Name,
    /// What it is.
    pub doc: Doc,
    /// The value if none is given.
    pub default: Option<String>,
}

/// A security scheme.
#[derive(Clone, Debug, PartialEq)]
pub struct Scheme {
    /// Its name (a constant).
    pub name: Name,
    /// What it is.
    pub doc: Doc,
    /// How the credential goes over the wire.
    pub kind: crate::description::SecurityKind,
}

/// What the service sends to the client's own server: a webhook or a callback, as types.
#[derive(Clone, Debug)]
pub struct Incoming {
    /// Its name.
    pub name: Name,
    /// What it is.
    pub doc: Doc,
    /// The method.
    pub method: String,
    /// `deprecated`.
    pub deprecated: bool,
    /// The path or runtime expression.
    pub route: String,
    /// The body, as a type.
    pub body: Option<Type>,
}
