//! The kinds of objects in a description, and which of their keywords only describe.
//!
//! Two lists say what is not expressed: [`QUIET`] has the keywords that change nothing about requests, responses and
//! types, each with its reason; `NOTES` has those that would, with the sentence of their coverage entry. A keyword in
//! neither list that nobody takes is reported as unknown. Extensions (`x-…`) that no one here knows are quiet.

/// A kind of object.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The whole document.
    Root,
    /// `info`.
    Info,
    /// `components`.
    Components,
    /// A server.
    Server,
    /// A variable of a server's URL.
    ServerVariable,
    /// `x-ms-parameterized-host`.
    ParameterizedHost,
    /// `paths`, `x-ms-paths`, `webhooks`, or a callback's expressions.
    Paths,
    /// A path item.
    PathItem,
    /// An operation.
    Operation,
    /// `x-ms-pageable`.
    Pageable,
    /// `x-ms-long-running-operation-options`.
    LongRunning,
    /// A parameter.
    Parameter,
    /// A request body.
    RequestBody,
    /// A media type.
    MediaType,
    /// `encoding` of a property.
    Encoding,
    /// A response.
    Response,
    /// A response header.
    Header,
    /// A schema.
    Schema,
    /// `discriminator`.
    Discriminator,
    /// `xml`.
    Xml,
    /// `x-ms-enum`.
    Enum,
    /// A value of `x-ms-enum`.
    EnumValue,
    /// A security scheme.
    SecurityScheme,
}

/// A keyword that only describes.
#[derive(Clone, Copy, Debug)]
pub struct Quiet {
    /// The keyword.
    pub keyword: &'static str,
    /// The kinds of objects in which it only describes; empty means all.
    pub kinds: &'static [Kind],
    /// Why nothing is emitted for it.
    pub reason: &'static str,
}

const fn everywhere(keyword: &'static str, reason: &'static str) -> Quiet {
    Quiet {
        keyword,
        kinds: &[],
        reason,
    }
}

const fn only(kinds: &'static [Kind], keyword: &'static str, reason: &'static str) -> Quiet {
    Quiet {
        keyword,
        kinds,
        reason,
    }
}

/// The keywords that only describe.
pub const QUIET: &[Quiet] = &[
    everywhere("externalDocs", "a link to prose"),
    everywhere("example", "a sample, not a rule"),
    everywhere("examples", "samples, not a rule"),
    everywhere("x-ms-examples", "samples, not a rule"),
    only(
        &[Kind::Root],
        "tags",
        "prose about tags; operations name theirs",
    ),
    only(
        &[Kind::Root, Kind::Schema],
        "$schema",
        "names the dialect that is read anyway",
    ),
    only(&[Kind::Schema], "$vocabulary", "belongs to meta-schemas"),
    only(&[Kind::Schema], "$comment", "a note between authors"),
    only(
        &[Kind::Schema],
        "$recursiveAnchor",
        "marks a target that `$recursiveRef` reaches",
    ),
    only(&[Kind::Schema], "summary", "prose beside a reference"),
    only(&[Kind::Info], "termsOfService", "a link to prose"),
    only(&[Kind::Info], "contact", "who to ask"),
    only(&[Kind::Info], "license", "the licence of the description"),
    only(
        &[Kind::Info],
        "x-ms-code-generation-settings",
        "settings of another generator",
    ),
    only(&[Kind::Components], "examples", "samples, not a rule"),
    only(
        &[Kind::PathItem],
        "summary",
        "prose about a path; operations have their own",
    ),
    only(
        &[Kind::PathItem],
        "description",
        "prose about a path; operations have their own",
    ),
    only(&[Kind::Response], "summary", "prose beside a description"),
    only(
        &[Kind::Operation],
        "x-ms-odata",
        "names a filter's model; the query parameters are declared",
    ),
    only(
        &[Kind::Operation],
        "x-ms-azure-rbac-permissions-required",
        "what the caller's role must allow",
    ),
    only(
        &[Kind::Operation],
        "x-ms-meta",
        "metadata of another generator",
    ),
    only(
        &[Kind::Response],
        "x-ms-error-code",
        "names the error for a catalogue",
    ),
    only(
        &[Kind::Parameter],
        "x-ms-parameter-location",
        "where another generator's client keeps the argument",
    ),
    only(
        &[Kind::Parameter],
        "x-ms-parameter-grouping",
        "groups arguments; ours are named fields already",
    ),
    only(
        &[Kind::Parameter],
        "x-ms-api-version",
        "marks a parameter that is known by its name",
    ),
    only(
        &[Kind::Parameter],
        "x-ms-global",
        "where another generator's client keeps the argument",
    ),
    only(
        &[Kind::Schema, Kind::Parameter],
        "x-ms-client-flatten",
        "a view for callers; the wire keeps its shape",
    ),
    only(
        &[Kind::Schema, Kind::Parameter],
        "x-ms-arm-id-details",
        "which resources an id may name",
    ),
    only(
        &[Kind::Schema],
        "x-ms-azure-resource",
        "marks the resource envelope; the wire keeps its shape",
    ),
    only(
        &[Kind::Schema],
        "x-ms-identifiers",
        "which properties identify an element, for comparing lists",
    ),
    only(
        &[Kind::Schema],
        "x-ms-embedding-vector",
        "what the numbers are for",
    ),
    only(
        &[Kind::Schema, Kind::Parameter],
        "x-ms-format-element-type",
        "repeats the type of the elements",
    ),
    only(
        &[Kind::ParameterizedHost],
        "positionInOperation",
        "orders arguments; ours have names",
    ),
    only(
        &[Kind::EnumValue],
        "allowedValues",
        "other spellings that another generator accepts",
    ),
    only(&[Kind::Server], "name", "a label of the server"),
    only(
        &[Kind::SecurityScheme],
        "bearerFormat",
        "a hint about the token's inside",
    ),
    only(
        &[Kind::SecurityScheme],
        "flow",
        "a token is given, however it was obtained",
    ),
    only(
        &[Kind::SecurityScheme],
        "flows",
        "a token is given, however it was obtained",
    ),
    only(
        &[Kind::SecurityScheme],
        "authorizationUrl",
        "a token is given, however it was obtained",
    ),
    only(
        &[Kind::SecurityScheme],
        "tokenUrl",
        "a token is given, however it was obtained",
    ),
    only(
        &[Kind::SecurityScheme],
        "refreshUrl",
        "a token is given, however it was obtained",
    ),
    only(
        &[Kind::SecurityScheme],
        "scopes",
        "a token is given, however it was obtained",
    ),
    only(
        &[Kind::SecurityScheme],
        "openIdConnectUrl",
        "a token is given, however it was obtained",
    ),
    only(
        &[Kind::SecurityScheme],
        "oauth2MetadataUrl",
        "a token is given, however it was obtained",
    ),
    only(
        &[Kind::SecurityScheme],
        "deprecated",
        "prose about a scheme",
    ),
];

/// The keywords that would change something and are not expressed, with what the emitted code does.
const NOTES: &[(Kind, &str, &str)] = &[
    (
        Kind::Response,
        "links",
        "Links are not followed: the operations they name are called as any other.",
    ),
    (
        Kind::Components,
        "links",
        "Links are not followed: the operations they name are called as any other.",
    ),
    (
        Kind::Response,
        "x-nullable",
        "The schema of the body says whether it may be null.",
    ),
    (
        Kind::MediaType,
        "prefixEncoding",
        "The parts of the sequence are written by their own types.",
    ),
    (
        Kind::MediaType,
        "itemEncoding",
        "The parts of the sequence are written by their own types.",
    ),
    (
        Kind::Encoding,
        "headers",
        "The part carries its content type and disposition alone.",
    ),
    (
        Kind::Encoding,
        "encoding",
        "The nested part is written by its own type.",
    ),
    (
        Kind::Encoding,
        "prefixEncoding",
        "The nested parts are written by their own types.",
    ),
    (
        Kind::Encoding,
        "itemEncoding",
        "The nested parts are written by their own types.",
    ),
    (
        Kind::Schema,
        "not",
        "The type also accepts what `not` forbids.",
    ),
    (
        Kind::Schema,
        "if",
        "The type accepts both branches of the condition.",
    ),
    (
        Kind::Schema,
        "then",
        "The type accepts both branches of the condition.",
    ),
    (
        Kind::Schema,
        "else",
        "The type accepts both branches of the condition.",
    ),
    (
        Kind::Schema,
        "dependentRequired",
        "The properties stay optional.",
    ),
    (
        Kind::Schema,
        "dependentSchemas",
        "The type does not depend on which properties are there.",
    ),
    (
        Kind::Schema,
        "dependencies",
        "The type does not depend on which properties are there.",
    ),
    (
        Kind::Schema,
        "propertyNames",
        "The names of members are not checked.",
    ),
    (
        Kind::Schema,
        "contains",
        "The elements are not searched for a match.",
    ),
    (
        Kind::Schema,
        "unevaluatedItems",
        "The array may hold more elements of any kind.",
    ),
    (
        Kind::Schema,
        "contentSchema",
        "The text stays a text: what is inside is not decoded.",
    ),
    (
        Kind::Schema,
        "extends",
        "A keyword of an older draft: write `allOf`.",
    ),
    (
        Kind::Schema,
        "collectionFormat",
        "The elements of the inner array are separated by commas.",
    ),
    (
        Kind::Schema,
        "allowEmptyValue",
        "An empty text is sent as any other.",
    ),
];

/// Extensions of vendors that mean something, at the places where the reader takes them.
const MEANINGFUL: &[&str] = &[
    "x-nullable",
    "x-isnullable",
    "x-webhooks",
    "x-enum-varnames",
    "x-enumNames",
];

impl Kind {
    /// What a complaint calls an object of this kind.
    pub(super) fn noun(self) -> &'static str {
        match self {
            Self::Root => "an object with the whole description",
            Self::Info => "an info object",
            Self::Components => "a components object",
            Self::Server => "a server object",
            Self::ServerVariable => "a server variable object",
            Self::ParameterizedHost => "an `x-ms-parameterized-host` object",
            Self::Paths => "an object of path items",
            Self::PathItem => "a path item object",
            Self::Operation => "an operation object",
            Self::Pageable => "an `x-ms-pageable` object",
            Self::LongRunning => "an `x-ms-long-running-operation-options` object",
            Self::Parameter => "a parameter object",
            Self::RequestBody => "a request body object",
            Self::MediaType => "a media type object",
            Self::Encoding => "an encoding object",
            Self::Response => "a response object",
            Self::Header => "a header object",
            Self::Schema => "a schema",
            Self::Discriminator => "a discriminator object",
            Self::Xml => "an XML object",
            Self::Enum => "an `x-ms-enum` object",
            Self::EnumValue => "a value of `x-ms-enum`",
            Self::SecurityScheme => "a security scheme object",
        }
    }

    /// Whether a keyword only describes.
    pub(super) fn is_quiet(self, keyword: &str) -> bool {
        let listed = QUIET.iter().any(|quiet| {
            quiet.keyword == keyword && (quiet.kinds.is_empty() || quiet.kinds.contains(&self))
        });
        listed || is_unknown_extension(keyword)
    }

    /// The sentence of a coverage entry.
    pub(super) fn note(self, keyword: &str) -> Option<&'static str> {
        NOTES
            .iter()
            .find(|(kind, name, _)| *kind == self && *name == keyword)
            .map(|(_, _, note)| *note)
    }
}

/// Whether a keyword is an extension that no one here knows.
fn is_unknown_extension(keyword: &str) -> bool {
    keyword.starts_with("x-") && !keyword.starts_with("x-ms-") && !MEANINGFUL.contains(&keyword)
}
