//! What goes over the wire: parameters and how they are written, bodies and their media types, responses and headers.

use super::SchemaId;
use crate::value::{Location, Value};
use indexmap::IndexMap;
use std::fmt;

/// Where a parameter goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ParameterIn {
    /// The path.
    Path,
    /// The query.
    Query,
    /// 3.2's `querystring`: the whole query.
    QueryString,
    /// A header.
    Header,
    /// A cookie.
    Cookie,
}

/// A parameter.
#[derive(Clone, Debug)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a keyword of its own"
)]
pub struct Parameter {
    /// Where it stands (the declaration, not the reference).
    pub location: Location,
    /// The wire name.
    pub name: String,
    /// `x-ms-client-name`.
    pub client_name: Option<String>,
    /// Where it goes.
    pub place: ParameterIn,
    /// Whether it must be given; true for every path parameter.
    pub required: bool,
    /// `description`.
    pub doc: Option<String>,
    /// `deprecated`.
    pub deprecated: bool,
    /// The schema.
    pub schema: SchemaId,
    /// How the value becomes text.
    pub encoding: ParameterEncoding,
    /// `x-ms-skip-url-encoding`: the caller gives encoded text.
    pub skip_encoding: bool,
    /// `allowEmptyValue`.
    pub allow_empty: bool,
    /// `x-ms-header-collection-prefix`: a map, each key with this prefix a header.
    pub header_prefix: Option<String>,
    /// `x-ms-client-request-id`: a request id that the caller may leave out.
    pub client_request_id: bool,
    /// `x-ms-client-default` beside the parameter's name: documentation only.
    pub client_default: Option<Value>,
    /// `example`, or the first of `examples`: documentation only.
    pub example: Option<Value>,
}

/// How a parameter's value becomes text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ParameterEncoding {
    /// By `style` and `explode`; `collectionFormat` is one of these too.
    Style {
        /// The style.
        style: Style,
        /// `explode`.
        explode: bool,
        /// `allowReserved`.
        allow_reserved: bool,
    },
    /// As a document of this media type (`content`).
    Content(String),
}

/// `style`, with the collection formats of Swagger 2.0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// Comma-separated (`csv` in paths and headers).
    Simple,
    /// `.value`.
    Label,
    /// `;name=value`.
    Matrix,
    /// `name=value` (`csv`, or `multi` with `explode`, in queries and forms).
    Form,
    /// Space-separated (`ssv`).
    SpaceDelimited,
    /// Separated by `|` (`pipes`).
    PipeDelimited,
    /// Separated by a tab (`tsv`).
    TabDelimited,
    /// `name[key]=value`.
    DeepObject,
    /// `name=value; name=value`, escaped by the caller.
    Cookie,
}

/// A request body.
#[derive(Clone, Debug)]
pub struct Body {
    /// Where it stands.
    pub location: Location,
    /// The name of Swagger 2.0's body parameter (or its `x-ms-client-name`).
    pub name: Option<String>,
    /// Whether it must be given.
    pub required: bool,
    /// `description`.
    pub doc: Option<String>,
    /// The media types, in the author's order; form parameters of 2.0 became an object schema. Never empty.
    pub content: Vec<MediaType>,
}

/// A body of one media type.
#[derive(Clone, Debug)]
pub struct MediaType {
    /// Where it stands.
    pub location: Location,
    /// The media type as written, such as `application/json; charset=utf-8` or `text/*`.
    pub media_type: String,
    /// The schema of the whole body.
    pub schema: Option<SchemaId>,
    /// 3.2's `itemSchema`: the schema of an item of a sequence.
    pub item_schema: Option<SchemaId>,
    /// `encoding`, by property.
    pub encoding: IndexMap<String, PartEncoding>,
    /// `example`, or the first of `examples`: documentation only.
    pub example: Option<Value>,
}

/// How a property of a form or multipart body is written.
#[derive(Clone, Debug, Default)]
pub struct PartEncoding {
    /// `contentType`.
    pub content_type: Option<String>,
    /// `style`, where given.
    pub style: Option<Style>,
    /// `explode`, where given.
    pub explode: Option<bool>,
    /// `allowReserved`.
    pub allow_reserved: bool,
    /// `headers` of a part, but for its media type and disposition; what else is said of a parameter is said of them.
    pub headers: Vec<Parameter>,
}

/// The statuses that a response stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Status {
    /// One status.
    Code(u16),
    /// `2XX`: a hundred statuses, by their first digit.
    Range(u8),
    /// All others.
    Default,
}

impl fmt::Display for Status {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Code(code) => write!(out, "{code}"),
            Self::Range(first) => write!(out, "{first}XX"),
            Self::Default => out.write_str("default"),
        }
    }
}

/// A response.
#[derive(Clone, Debug)]
pub struct Response {
    /// Where it stands.
    pub location: Location,
    /// When it is given.
    pub status: Status,
    /// `description`.
    pub doc: Option<String>,
    /// The media types; empty means no body.
    pub content: Vec<MediaType>,
    /// The headers.
    pub headers: Vec<Header>,
    /// `x-ms-error-response`, where given.
    pub error: Option<bool>,
}

/// A response header.
#[derive(Clone, Debug)]
pub struct Header {
    /// Where it stands.
    pub location: Location,
    /// Its name, as written.
    pub name: String,
    /// `x-ms-client-name`.
    pub client_name: Option<String>,
    /// `description`.
    pub doc: Option<String>,
    /// `required`.
    pub required: bool,
    /// `deprecated`.
    pub deprecated: bool,
    /// The schema.
    pub schema: SchemaId,
    /// How the text becomes a value.
    pub encoding: ParameterEncoding,
    /// `x-ms-header-collection-prefix`.
    pub prefix: Option<String>,
}
