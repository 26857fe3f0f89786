//! What an operation asks for and how its request is built, and what the service asks of the client's own server.

use super::{
    Answer, Doc, DocumentedFailure, HeaderField, LongRunning, Name, Outcome, Paging, Server,
    Streaming, Type,
};
use crate::description::Style;
use crate::value::{Location, Value};

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
    /// Alternatives of sets of schemes, as indexes into [`Api::schemes`](super::Api::schemes).
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
