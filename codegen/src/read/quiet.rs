//! Which keywords are not expressed, and why.
//!
//! [`QUIET`] has those that change nothing about requests, responses and types; `NOTES` has those that would, with the
//! sentence of their coverage entry. A keyword in neither list that nobody takes is reported as unknown. A stranger
//! would add a keyword here that the reader takes: it is never asked for then, so the lists stay short.

use super::kind::Kind;

/// Keywords that only describe.
#[derive(Clone, Copy, Debug)]
pub struct Quiet {
    /// The keywords.
    pub keywords: &'static [&'static str],
    /// The kinds of objects in which they only describe; empty means all.
    pub kinds: &'static [Kind],
    /// Why nothing is emitted for them.
    pub reason: &'static str,
}

const fn everywhere(keywords: &'static [&'static str], reason: &'static str) -> Quiet {
    Quiet {
        keywords,
        kinds: &[],
        reason,
    }
}

const fn only(
    kinds: &'static [Kind],
    keywords: &'static [&'static str],
    reason: &'static str,
) -> Quiet {
    Quiet {
        keywords,
        kinds,
        reason,
    }
}

/// The keywords that only describe. Extensions (`x-…`) that no one here knows do too.
pub const QUIET: &[Quiet] = &[
    everywhere(&["externalDocs"], "a link to prose"),
    everywhere(
        &["example", "examples", "x-ms-examples"],
        "samples, not a rule",
    ),
    only(
        &[Kind::Root],
        &["tags"],
        "prose about tags; operations name theirs",
    ),
    only(
        &[Kind::Root, Kind::Schema],
        &["$schema"],
        "names the dialect that is read anyway",
    ),
    only(&[Kind::Schema], &["$vocabulary"], "belongs to meta-schemas"),
    only(&[Kind::Schema], &["$comment"], "a note between authors"),
    only(
        &[Kind::Schema],
        &["$recursiveAnchor"],
        "marks a target that `$recursiveRef` reaches",
    ),
    only(
        &[
            Kind::Schema,
            Kind::Parameter,
            Kind::Header,
            Kind::RequestBody,
            Kind::Response,
            Kind::PathItem,
        ],
        &["summary"],
        "prose that has a longer form beside it",
    ),
    only(
        &[Kind::PathItem],
        &["description"],
        "prose about a path; operations have their own",
    ),
    only(
        &[Kind::Info],
        &["termsOfService", "contact", "license"],
        "who publishes it, and on which terms",
    ),
    only(
        &[Kind::Info],
        &["x-ms-code-generation-settings"],
        "settings of another generator",
    ),
    only(
        &[Kind::Operation],
        &["x-ms-odata"],
        "names a filter's model; the query parameters are declared",
    ),
    only(
        &[Kind::Operation],
        &["x-ms-azure-rbac-permissions-required"],
        "what the caller's role must allow",
    ),
    only(
        &[Kind::Operation],
        &["x-ms-meta"],
        "metadata of another generator",
    ),
    everywhere(
        &[
            "x-ms-deprecation",
            "x-ms-docs-grouped-path",
            "x-ms-docs-key-type",
            "x-ms-docs-operation-type",
            "x-ms-generated-by",
            "x-ms-navigationProperty",
        ],
        "for the pages of the service's documentation",
    ),
    everywhere(
        &[
            "x-ms-notification-content",
            "x-ms-notification-url",
            "x-ms-summary",
            "x-ms-trigger",
            "x-ms-visibility",
        ],
        "how a designer of workflows shows it",
    ),
    only(
        &[Kind::Response],
        &["x-ms-error-code"],
        "names the error for a catalogue",
    ),
    only(
        &[Kind::Parameter],
        &[
            "x-ms-parameter-location",
            "x-ms-parameter-grouping",
            "x-ms-global",
        ],
        "where another generator keeps the argument; ours are named fields",
    ),
    only(
        &[Kind::Parameter],
        &["x-ms-api-version"],
        "marks a parameter that is known by its name",
    ),
    only(
        &[Kind::Schema, Kind::Parameter],
        &["x-ms-client-flatten"],
        "a view for callers; the wire keeps its shape",
    ),
    only(
        &[Kind::Schema, Kind::Parameter],
        &["x-ms-arm-id-details"],
        "which resources an id may name",
    ),
    only(
        &[Kind::Schema, Kind::Parameter],
        &["x-ms-format-element-type"],
        "repeats the type of the elements",
    ),
    only(
        &[Kind::Schema],
        &["x-ms-azure-resource"],
        "marks the resource envelope; the wire keeps its shape",
    ),
    only(
        &[Kind::Schema],
        &["x-ms-identifiers"],
        "which properties identify an element, for comparing lists",
    ),
    only(
        &[Kind::Schema],
        &["x-ms-embedding-vector"],
        "what the numbers are for",
    ),
    only(
        &[Kind::EnumValue],
        &["allowedValues"],
        "other spellings that another generator accepts",
    ),
    only(
        &[Kind::ParameterizedHost],
        &["positionInOperation"],
        "orders arguments; ours have names",
    ),
    only(
        &[Kind::HostParameter],
        &[
            "in",
            "required",
            "type",
            "format",
            "pattern",
            "minLength",
            "maxLength",
            "x-ms-enum",
            "x-ms-client-name",
            "x-ms-parameter-location",
            "x-ms-parameter-grouping",
            "x-ms-skip-url-encoding",
        ],
        "a variable of a URL is a text, under its own name",
    ),
    only(&[Kind::Server], &["name"], "a label of the server"),
    only(
        &[Kind::SecurityScheme],
        &["bearerFormat"],
        "a hint about the token's inside",
    ),
    only(
        &[Kind::SecurityScheme],
        &[
            "flow",
            "flows",
            "authorizationUrl",
            "tokenUrl",
            "scopes",
            "openIdConnectUrl",
            "oauth2MetadataUrl",
        ],
        "a token is given, however it was obtained",
    ),
    only(
        &[Kind::SecurityScheme],
        &["deprecated"],
        "prose about a scheme",
    ),
];

const LINKS: &str = "Links are not followed: the operations they name are called as any other.";
const SEQUENCE: &str = "The parts of the sequence are written by their own types.";
const BRANCHES: &str = "The type accepts both branches of the condition.";
const DEPENDENT: &str = "The type does not depend on which properties are there.";

/// The keywords that would change something and are not expressed, with what the emitted code does.
const NOTES: &[(Kind, &[&str], &str)] = &[
    (Kind::Response, &["links"], LINKS),
    (Kind::Components, &["links"], LINKS),
    (
        Kind::Response,
        &["x-nullable"],
        "The schema of the body says whether it may be null.",
    ),
    (
        Kind::MediaType,
        &["prefixEncoding", "itemEncoding"],
        SEQUENCE,
    ),
    (
        Kind::Encoding,
        &["encoding", "prefixEncoding", "itemEncoding"],
        SEQUENCE,
    ),
    (
        Kind::Schema,
        &["not"],
        "The type also accepts what `not` forbids.",
    ),
    (Kind::Schema, &["if", "then", "else"], BRANCHES),
    (
        Kind::Schema,
        &["dependentRequired"],
        "The properties stay optional.",
    ),
    (
        Kind::Schema,
        &["dependentSchemas", "dependencies"],
        DEPENDENT,
    ),
    (
        Kind::Schema,
        &["propertyNames"],
        "The names of members are not checked.",
    ),
    (
        Kind::Schema,
        &["contains"],
        "The elements are not searched for a match.",
    ),
    (
        Kind::Schema,
        &["unevaluatedItems"],
        "The array may hold more elements of any kind.",
    ),
    (
        Kind::Schema,
        &["contentSchema"],
        "The text stays a text: what is inside is not decoded.",
    ),
    (
        Kind::Schema,
        &["extends"],
        "A keyword of an older draft: write `allOf`.",
    ),
    (
        Kind::Schema,
        &["collectionFormat"],
        "Only the outermost array has a format: commas separate inner elements.",
    ),
    (
        Kind::Parameter,
        &["allowEmptyValue"],
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

/// Whether a keyword only describes.
pub(super) fn is_quiet(kind: Kind, keyword: &str) -> bool {
    keywords(kind).any(|known| known == keyword) || is_unknown_extension(keyword)
}

/// The keywords of a kind of object that only describe.
pub(super) fn keywords(kind: Kind) -> impl Iterator<Item = &'static str> {
    let here = QUIET
        .iter()
        .filter(move |quiet| quiet.kinds.is_empty() || quiet.kinds.contains(&kind));
    here.flat_map(|quiet| quiet.keywords).copied()
}

/// Whether a keyword has a meaning, here or elsewhere, though nothing is emitted for it.
pub(super) fn is_known(kind: Kind, keyword: &str) -> bool {
    let is_listed = |quiet: &Quiet| quiet.keywords.contains(&keyword);
    QUIET.iter().any(is_listed) || note(kind, keyword).is_some()
}

/// The sentence of a coverage entry for a keyword that nobody took.
pub(super) fn note(kind: Kind, keyword: &str) -> Option<&'static str> {
    let note = NOTES
        .iter()
        .find(|(of, keywords, _)| *of == kind && keywords.contains(&keyword));
    note.map(|(_, _, note)| *note)
}

/// Whether a keyword is an extension that no one here knows.
fn is_unknown_extension(keyword: &str) -> bool {
    keyword.starts_with("x-") && !keyword.starts_with("x-ms-") && !MEANINGFUL.contains(&keyword)
}
