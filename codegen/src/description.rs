//! A description whose dialect cannot be told any more: Swagger 2.0 and `OpenAPI` 3.0, 3.1, 3.2 all become this.
//!
//! True here: every reference is resolved to an id, every keyword was taken or reported, and styles, media
//! types, nullability and constants have one spelling. Schemas are still as the author wrote them:
//! `allOf`, `oneOf` and the like are lists of ids, and nothing is a Rust type yet.
//!
//! A stranger would get this wrong: a `$ref` beside other keywords is a [`Schema`] of its own, whose
//! `reference` names the target and whose other fields hold the siblings.

use crate::value::{Location, Value};
use indexmap::IndexMap;
use std::fmt;

/// A whole API.
#[derive(Clone, Debug)]
pub struct Description {
    /// `info.title`.
    pub title: String,
    /// `info.version`.
    pub version: String,
    /// `info.description`, or the summary.
    pub doc: Option<String>,
    /// Where the service is reached; a template may have variables. Never empty variables without a declaration.
    pub servers: Vec<Server>,
    /// The security schemes, by their component names.
    pub schemes: IndexMap<String, SecurityScheme>,
    /// The operations of `paths` and `x-ms-paths`, in the order of the document.
    pub operations: Vec<Operation>,
    /// The operations that the service calls: webhooks and callbacks.
    pub incoming: Vec<IncomingOperation>,
    /// All schemas that were reached.
    pub schemas: Schemas,
    /// The component schemas of the root document (`components.schemas`, `definitions`) and of files that it refers
    /// to, by id, in the order of the documents; a clash of names is settled by a later pass.
    pub components: Vec<SchemaId>,
}

/// Names a schema of a [`Schemas`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SchemaId(pub u32);

impl SchemaId {
    /// The id of the schema at this index.
    pub fn of(index: usize) -> Self {
        Self(u32::try_from(index).unwrap_or(u32::MAX))
    }
}

/// The schemas of a description.
#[derive(Clone, Debug, Default)]
pub struct Schemas(pub Vec<Schema>);

impl std::ops::Index<SchemaId> for Schemas {
    type Output = Schema;
    fn index(&self, id: SchemaId) -> &Schema {
        &self.0[id.0 as usize]
    }
}

impl std::ops::IndexMut<SchemaId> for Schemas {
    fn index_mut(&mut self, id: SchemaId) -> &mut Schema {
        &mut self.0[id.0 as usize]
    }
}

/// Where a schema stands, which is what names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// A named component (or the target of a reference into a file, named by the last part of its pointer or file).
    Component(String),
    /// Inside another schema.
    Inside(SchemaId, Role),
    /// Directly below an operation: the index into [`Description::operations`] and the role there.
    Operation(OperationPlace, OperationRole),
    /// Directly below something that several operations share: a component that is no schema, by its name, or the
    /// parameters of a path, by the path.
    Shared(String, SharedRole),
}

/// What a schema is to the shared component that holds it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SharedRole {
    /// The schema of a parameter with this wire name.
    Parameter(String),
    /// The schema of a request body, with the media type.
    Body(String),
    /// The schema of a response's body, with the media type.
    Response(String),
    /// The schema of a response header with this wire name.
    Header(String),
}

/// Which operation list an operation is in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OperationPlace {
    /// An index into [`Description::operations`].
    Outgoing(u32),
    /// An index into [`Description::incoming`].
    Incoming(u32),
}

/// What a schema is to the schema around it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Role {
    /// The value of this property.
    Property(String),
    /// An element of an array.
    Item,
    /// The element of an array at this index (`prefixItems`).
    Prefix(u32),
    /// The value of a map.
    Additional,
    /// A member of `allOf`.
    AllOf(u32),
    /// An arm of `oneOf`.
    OneOf(u32),
    /// An arm of `anyOf`.
    AnyOf(u32),
    /// What a text holds (`contentSchema`).
    Content,
    /// A schema of `$defs` or `definitions` inside a schema, by its name.
    Definition(String),
}

/// What a schema is to the operation that holds it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OperationRole {
    /// The schema of a parameter with this name.
    Parameter(String),
    /// The request body, with the media type; ` item` follows it for an `itemSchema`.
    Body(String),
    /// The body of a response (its status as written), with the media type; ` item` follows it for an `itemSchema`.
    Response(Status, String),
    /// A response header.
    Header(Status, String),
}

/// A set of the primitive types of JSON Schema; empty means that `type` was not given.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a keyword of its own"
)]
pub struct Types {
    /// `null` (also `nullable: true`, `x-nullable: true`).
    ///
    /// Alone, and beside nothing that says what else the value may be (a reference, a composition, an
    /// enumeration, members or elements), it is the only type; beside such it adds null to what that says.
    pub null: bool,
    /// `boolean`.
    pub boolean: bool,
    /// `integer`.
    pub integer: bool,
    /// `number`.
    pub number: bool,
    /// `string`.
    pub string: bool,
    /// `array`.
    pub array: bool,
    /// `object`.
    pub object: bool,
    /// Swagger 2.0's `file`, and `type: object, format: file`: a body of bytes.
    pub file: bool,
}

/// A schema, as its author wrote it.
#[derive(Clone, Debug)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a keyword of its own"
)]
pub struct Schema {
    /// Where it stands in the text.
    pub location: Location,
    /// Where it stands in the description.
    pub place: Place,
    /// The target of `$ref`; the fields below hold the siblings.
    pub reference: Option<SchemaId>,
    /// Boolean schemas: `Some(true)` accepts anything, `Some(false)` nothing.
    pub boolean: Option<bool>,
    /// The types; `null` is one of them.
    pub types: Types,
    /// `format`, lower-cased where the specification's registry is.
    pub format: Option<String>,
    /// `contentEncoding` (`base64`, `base64url`).
    pub content_encoding: Option<String>,
    /// `contentMediaType`.
    pub content_media_type: Option<String>,
    /// `contentSchema`, where the text is JSON.
    pub content_schema: Option<SchemaId>,
    /// `title`.
    pub title: Option<String>,
    /// `description`.
    pub doc: Option<String>,
    /// `default`: documentation only.
    pub default: Option<Value>,
    /// `x-ms-client-default`.
    pub client_default: Option<Value>,
    /// `example`, or the first of `examples`: documentation only.
    pub example: Option<Value>,
    /// `enum`, or `const` as a list of one; null values are taken out into `types.null` when others stay.
    pub enumeration: Option<Enumeration>,
    /// `properties`, in the author's order.
    pub properties: IndexMap<String, SchemaId>,
    /// `required`, names that no property has included.
    pub required: Vec<String>,
    /// `additionalProperties`, or `unevaluatedProperties`.
    pub additional: Additional,
    /// Whether `additional` is about all parts of the object: it came from `unevaluatedProperties`.
    pub unevaluated: bool,
    /// `propertyNames`, where it lists names.
    pub property_names: Option<SchemaId>,
    /// `items`.
    pub items: Option<SchemaId>,
    /// `prefixItems` (3.1), or `items` as an array (older drafts).
    pub prefix_items: Vec<SchemaId>,
    /// `allOf`.
    pub all_of: Vec<SchemaId>,
    /// `oneOf`.
    pub one_of: Vec<SchemaId>,
    /// `anyOf`.
    pub any_of: Vec<SchemaId>,
    /// `discriminator`.
    pub discriminator: Option<Discriminator>,
    /// `x-ms-discriminator-value`.
    pub discriminator_value: Option<String>,
    /// `readOnly`, or `x-ms-mutability: [read]`.
    pub read_only: bool,
    /// `writeOnly`, or a mutability without `read`.
    pub write_only: bool,
    /// `x-ms-mutability`, as given.
    pub mutability: Vec<String>,
    /// `deprecated`.
    pub deprecated: bool,
    /// `x-ms-secret`, `format: password`.
    pub secret: bool,
    /// `x-ms-client-name`: an identifier for the property or type that replaces the wire name's.
    pub client_name: Option<String>,
    /// The caller's type that its values are, which the selection asks for.
    pub own: Option<OwnType>,
    /// Rust attributes of its type, which the selection asks for.
    pub attributes: Vec<String>,
    /// Validation keywords (`minLength`, `pattern`, `maximum`, …), for the documentation: keyword and value as text.
    pub constraints: Vec<(String, String)>,
    /// How the value is written as XML.
    pub xml: Xml,
    /// `x-ms-header-collection-prefix`.
    pub header_prefix: Option<String>,
}

/// A type of the caller's.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct OwnType {
    /// The type as any crate writes it: `::rust_decimal::Decimal`.
    pub path: String,
    /// How its values are written.
    pub written: Written,
}

impl OwnType {
    /// The runtime's type around it, which reads and writes it.
    pub fn wrapper(&self) -> String {
        let wrapper = match self.written {
            Written::Text => "Text",
            Written::Digits => "Digits",
            Written::Json => "Json",
        };
        format!("{wrapper}<{}>", self.path)
    }

    /// Its own name, without the crate and modules.
    pub fn name(&self) -> &str {
        let path = self.path.split('<').next().unwrap_or_default();
        path.rsplit("::").next().unwrap_or_default()
    }
}

/// How values of a caller's type are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Written {
    /// As text, by `Display` and `FromStr`.
    Text,
    /// As a number, in the digits of `Display` and `FromStr`.
    Digits,
    /// As JSON, by serde.
    Json,
}

impl Schema {
    /// A schema that says nothing.
    pub fn empty(location: Location, place: Place) -> Self {
        Self {
            location,
            place,
            reference: None,
            boolean: None,
            types: Types::default(),
            format: None,
            content_encoding: None,
            content_media_type: None,
            content_schema: None,
            title: None,
            doc: None,
            default: None,
            client_default: None,
            example: None,
            enumeration: None,
            properties: IndexMap::new(),
            required: Vec::new(),
            additional: Additional::Unstated,
            unevaluated: false,
            property_names: None,
            items: None,
            prefix_items: Vec::new(),
            all_of: Vec::new(),
            one_of: Vec::new(),
            any_of: Vec::new(),
            discriminator: None,
            discriminator_value: None,
            read_only: false,
            write_only: false,
            mutability: Vec::new(),
            deprecated: false,
            secret: false,
            client_name: None,
            own: None,
            attributes: Vec::new(),
            constraints: Vec::new(),
            xml: Xml::default(),
            header_prefix: None,
        }
    }
}

/// The values of `enum` or `const`.
#[derive(Clone, Debug, PartialEq)]
pub struct Enumeration {
    /// The values, in the author's order, without duplicates and without null.
    pub values: Vec<EnumerationValue>,
    /// `x-ms-enum.name`: names the type.
    pub name: Option<String>,
    /// Whether it came from `const`.
    pub constant: bool,
    /// `x-ms-enum` with `modelAsString` (its default): the author expects the list to grow.
    pub open: bool,
    /// No other value is read or sent, which the selection asks for; no keyword of a description says it for good.
    pub closed: bool,
}

/// One value of an enumeration.
#[derive(Clone, Debug, PartialEq)]
pub struct EnumerationValue {
    /// The value on the wire.
    pub value: Value,
    /// A name for the variant (`x-ms-enum.values[].name`, `x-enum-varnames`, `x-enumNames`).
    pub name: Option<String>,
    /// `x-ms-enum.values[].description`, `x-enum-descriptions`.
    pub doc: Option<String>,
}

/// What an object may hold beside its properties.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Additional {
    /// The keyword is absent: anything, but the author did not say so.
    #[default]
    Unstated,
    /// `true` or `{}`.
    Any,
    /// `false`.
    Forbidden,
    /// Values of this schema.
    Typed(SchemaId),
}

/// `discriminator`.
#[derive(Clone, Debug, PartialEq)]
pub struct Discriminator {
    /// The property that holds the tag.
    pub property: String,
    /// The tag of each schema that a mapping names.
    pub mapping: Vec<(String, SchemaId)>,
    /// 3.2's `defaultMapping`.
    pub default: Option<SchemaId>,
    /// Where it stands.
    pub location: Location,
}

/// The `xml` object.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Xml {
    /// `name`.
    pub name: Option<String>,
    /// `namespace`.
    pub namespace: Option<String>,
    /// `prefix`.
    pub prefix: Option<String>,
    /// `attribute` (3.2: `nodeType: attribute`).
    pub attribute: bool,
    /// `wrapped` (3.2: `nodeType: element` on an array).
    pub wrapped: bool,
    /// `x-ms-text` (3.2: `nodeType: text`).
    pub text: bool,
}

/// Where a service is reached.
#[derive(Clone, Debug, PartialEq)]
pub struct Server {
    /// An absolute or relative URL, with `{variable}`s.
    pub url: String,
    /// What it is.
    pub doc: Option<String>,
    /// The variables of the URL, in its order.
    pub variables: Vec<ServerVariable>,
}

/// A variable of a server's URL.
#[derive(Clone, Debug, PartialEq)]
pub struct ServerVariable {
    /// Its name in the URL.
    pub name: String,
    /// The value if none is given.
    pub default: Option<String>,
    /// The values allowed; empty is any.
    pub values: Vec<String>,
    /// What it is.
    pub doc: Option<String>,
}

/// A security scheme.
#[derive(Clone, Debug, PartialEq)]
pub struct SecurityScheme {
    /// Where it stands.
    pub location: Location,
    /// What it is.
    pub doc: Option<String>,
    /// How the credential goes over the wire.
    pub kind: SecurityKind,
}

/// How a credential goes over the wire.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SecurityKind {
    /// A key in a header of this name.
    HeaderKey(String),
    /// A key in a query parameter of this name.
    QueryKey(String),
    /// A key in a cookie of this name.
    CookieKey(String),
    /// `Authorization: Basic` (RFC 7617).
    Basic,
    /// `Authorization: Bearer` (RFC 6750), also for `OAuth2` and `OpenID` Connect.
    Bearer,
    /// `Authorization` with another HTTP scheme, named.
    Http(String),
    /// A client certificate: nothing goes into the request.
    MutualTls,
}

/// An operation that the client calls.
#[derive(Clone, Debug)]
pub struct Operation {
    /// Where it stands.
    pub location: Location,
    /// `operationId`.
    pub id: Option<String>,
    /// What the selection calls it, in the place of its id.
    pub client_name: Option<String>,
    /// The group that the selection puts it in.
    pub client_group: Option<String>,
    /// The method, in upper case: `GET`, `QUERY`, ….
    pub method: String,
    /// The path template, without query and fragment; it starts with `/`.
    pub path: String,
    /// Constant pairs from a query in the path's key, unless a parameter declares the name.
    pub fixed_query: Vec<(String, String)>,
    /// `tags`.
    pub tags: Vec<String>,
    /// `summary`.
    pub summary: Option<String>,
    /// `description`.
    pub doc: Option<String>,
    /// `deprecated`.
    pub deprecated: bool,
    /// The parameters of the operation and of its path, overrides done, in the order: path item's, then operation's.
    pub parameters: Vec<Parameter>,
    /// The header parameters named `Accept` and `Content-Type`: `OpenAPI` 3 ignores them, but their value may be a
    /// choice among the media types of the operation.
    pub negotiation: Vec<Parameter>,
    /// The request body.
    pub body: Option<Body>,
    /// The responses, in the order of the document.
    pub responses: Vec<Response>,
    /// Alternatives, each a set of scheme names that go together. Empty: no security. An empty set: optional.
    pub security: Vec<Vec<String>>,
    /// Servers of the operation or its path, where they replace the description's.
    pub servers: Vec<Server>,
    /// `x-ms-long-running-operation`, with its `final-state-via`.
    pub long_running: Option<LongRunning>,
    /// `x-ms-pageable`, or what the selection says of paging.
    pub pageable: Option<Pageable>,
    /// What the selection says of an answer that arrives in items.
    pub stream: Option<Stream>,
    /// Whether the selection says that it may be repeated.
    pub repeatable: Option<bool>,
    /// `x-ms-request-id`: the response header with the request's id.
    pub request_id_header: Option<String>,
    /// The version that the document of the operation has.
    pub version: String,
}

/// Why the service calls.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Caller {
    /// Out of itself: a webhook.
    Webhook,
    /// Because of an operation that the client called: a callback.
    Callback,
}

/// An operation that the service calls.
#[derive(Clone, Debug)]
pub struct IncomingOperation {
    /// Why it calls.
    pub caller: Caller,
    /// The name of the webhook, or of the callback after its operation's name.
    pub name: String,
    /// The operation; a callback's path is its runtime expression.
    pub operation: Operation,
}

/// `x-ms-long-running-operation-options`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LongRunning {
    /// `final-state-via`.
    pub final_state_via: Option<String>,
    /// `final-state-schema`: what the result is.
    pub final_state_schema: Option<SchemaId>,
}

/// How pages follow each other: `x-ms-pageable`, or what the selection says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pageable {
    /// The names that lead to the items, with dots between them: `itemName`, `value` by default. Empty: the answer is
    /// the list.
    pub items: String,
    /// Where the next page is.
    pub next: NextPage,
    /// `operationName`: the operation that reads the next page.
    pub operation: Option<String>,
}

/// Where the next page is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NextPage {
    /// There is one page.
    Single,
    /// At a URL that comes with a page.
    Link {
        /// Where the URL is.
        at: PagePlace,
        /// The method that reads it.
        method: String,
    },
    /// After a cursor that comes with a page.
    Cursor {
        /// Where the cursor is.
        at: PagePlace,
        /// Where it goes.
        to: PageParameter,
        /// The member that is `false` on the last page, as names with dots between them; empty for none.
        more: String,
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
pub enum PagePlace {
    /// In the body, where these names with dots between them lead.
    Body(String),
    /// In a header.
    Header(String),
    /// In the header `Link`, as the link of this relation.
    Relation(String),
}

/// Where something goes in the request for a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PageParameter {
    /// A query parameter.
    Query(String),
    /// A header.
    Header(String),
    /// A member of the body, where these names with dots between them lead.
    Body(String),
}

/// An answer that arrives in items.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stream {
    /// What an item is; `None` is what the media type says.
    pub item: Option<SchemaId>,
    /// The text that ends the stream.
    pub end: Option<String>,
}

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
