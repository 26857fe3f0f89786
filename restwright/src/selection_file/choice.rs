//! The tables of a selection file: what operations and schemas are chosen by, and what is said of operations that their
//! description can't: pages, streams, repetition.
//!
//! What a stranger would get wrong: a table of `[[paging]]` names exactly one way to the next page. Two, or parts of two,
//! are refused.

use restwright_codegen::description::{NextPage, PageParameter, PagePlace, Pageable};
use restwright_codegen::select::{Pattern, SchemaBy, SchemaPattern, StreamChoice};
use restwright_codegen::value::Location;
use serde::Deserialize;
use toml::Spanned;

/// What operations are chosen by: all that is said has to fit. `*` stands for any text.
#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields, try_from = "EntryKeys")]
pub(super) struct Entry(EntryKeys);

#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct EntryKeys {
    id: Option<String>,
    tag: Option<String>,
    path: Option<String>,
    method: Option<String>,
    deprecated: Option<bool>,
}

impl TryFrom<EntryKeys> for Entry {
    type Error = &'static str;

    fn try_from(keys: EntryKeys) -> Result<Self, Self::Error> {
        let EntryKeys {
            id,
            tag,
            path,
            method,
            deprecated,
        } = &keys;
        let says = [id, tag, path, method].into_iter().any(Option::is_some);
        if says || deprecated.is_some() {
            Ok(Self(keys))
        } else {
            Err("operations are chosen by `id`, `tag`, `path`, `method` or `deprecated`")
        }
    }
}

impl Entry {
    pub(super) fn pattern(self, at: Location) -> Pattern {
        let keys = self.0;
        Pattern {
            at,
            id: keys.id,
            tag: keys.tag,
            path: keys.path,
            method: keys.method.map(|method| method.to_uppercase()),
            deprecated: keys.deprecated,
        }
    }
}

/// What schemas are chosen by; `*` stands for any text.
#[derive(Clone, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum SchemaEntry {
    /// The name of a component.
    Name(String),
    /// The JSON Pointer of any schema.
    Pointer(String),
}

impl SchemaEntry {
    pub(super) fn pattern(self, at: Location) -> SchemaPattern {
        let by = match self {
            Self::Name(glob) => SchemaBy::Name(glob),
            Self::Pointer(glob) => SchemaBy::Pointer(glob),
        };
        SchemaPattern { at, by }
    }
}

/// A table of `[[paging]]`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, try_from = "PagingKeys")]
pub(super) struct PagingTable {
    pub(super) operations: Spanned<Entry>,
    pub(super) pageable: Pageable,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PagingKeys {
    operations: Spanned<Entry>,
    #[serde(default)]
    items: String,
    link: Option<Source>,
    method: Option<String>,
    cursor: Option<Source>,
    to: Option<Target>,
    more: Option<String>,
    offset: Option<Target>,
    page: Option<Target>,
    first: Option<u64>,
}

#[derive(Deserialize)]
#[serde(rename_all = "lowercase")]
enum Source {
    Body(String),
    Header(String),
    Relation(String),
}

#[derive(Deserialize)]
#[serde(rename_all = "lowercase")]
enum Target {
    Query(String),
    Header(String),
    Body(String),
}

/// A table of `[[stream]]`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct StreamTable {
    pub(super) operations: Spanned<Entry>,
    item: Option<String>,
    end: Option<String>,
}

impl StreamTable {
    pub(super) fn choice(self) -> (Spanned<Entry>, StreamChoice) {
        let choice = StreamChoice {
            item: self.item,
            end: self.end,
        };
        (self.operations, choice)
    }
}

impl TryFrom<PagingKeys> for PagingTable {
    type Error = &'static str;

    fn try_from(keys: PagingKeys) -> Result<Self, Self::Error> {
        let PagingKeys {
            operations,
            items,
            link,
            method,
            cursor,
            to,
            more,
            offset,
            page,
            first,
        } = keys;
        let next = match (link, cursor, offset, page) {
            (Some(at), None, None, None) if to.is_none() && more.is_none() && first.is_none() => {
                let method = method.unwrap_or_else(|| "GET".to_owned());
                NextPage::Link {
                    at: at.into(),
                    method,
                }
            }
            (None, Some(at), None, None) if method.is_none() && first.is_none() => {
                NextPage::Cursor {
                    at: at.into(),
                    to: to
                        .ok_or("`cursor` needs `to`, the parameter that it goes to")?
                        .into(),
                    more: more.unwrap_or_default(),
                }
            }
            (None, None, Some(to_offset), None)
                if to.is_none() && more.is_none() && method.is_none() =>
            {
                NextPage::Offset {
                    to: to_offset.into(),
                    first: first.unwrap_or(0),
                }
            }
            (None, None, None, Some(to_page))
                if to.is_none() && more.is_none() && method.is_none() =>
            {
                NextPage::Number {
                    to: to_page.into(),
                    first: first.unwrap_or(1),
                }
            }
            _ => {
                return Err(
                    "a table of `[[paging]]` has one of `link` (with `method`), `cursor` (with `to` and `more`), `offset` and \
                     `page` (with `first`)",
                );
            }
        };
        Ok(Self {
            operations,
            pageable: Pageable {
                items,
                next,
                operation: None,
            },
        })
    }
}

impl From<Source> for PagePlace {
    fn from(source: Source) -> Self {
        match source {
            Source::Body(names) => Self::Body(names),
            Source::Header(name) => Self::Header(name),
            Source::Relation(name) => Self::Relation(name),
        }
    }
}

impl From<Target> for PageParameter {
    fn from(target: Target) -> Self {
        match target {
            Target::Query(name) => Self::Query(name),
            Target::Header(name) => Self::Header(name),
            Target::Body(names) => Self::Body(names),
        }
    }
}

/// A table of `[[rename]]`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, try_from = "RenameKeys")]
pub(super) struct RenameTable(pub(super) RenamedTo);

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RenameKeys {
    /// A pattern of JSON Pointers, with or without the `#` of a reference.
    at: Option<String>,
    schemas: Option<Spanned<SchemaEntry>>,
    operations: Option<Spanned<Entry>>,
    to: Option<String>,
    group: Option<String>,
}

/// What has another name, and which.
pub(super) enum RenamedTo {
    Place {
        pointer: String,
        name: String,
    },
    Schemas {
        entry: Spanned<SchemaEntry>,
        name: String,
    },
    Operations {
        entry: Spanned<Entry>,
        name: Option<String>,
        group: Option<String>,
    },
}

impl TryFrom<RenameKeys> for RenameTable {
    type Error = &'static str;

    fn try_from(keys: RenameKeys) -> Result<Self, Self::Error> {
        let RenameKeys {
            at,
            schemas,
            operations,
            to,
            group,
        } = keys;
        let renamed = match (at, schemas, operations, to, group) {
            (Some(at), None, None, Some(name), None) => RenamedTo::Place {
                pointer: at.strip_prefix('#').unwrap_or(&at).to_owned(),
                name,
            },
            (None, Some(entry), None, Some(name), None) => RenamedTo::Schemas { entry, name },
            (None, None, Some(entry), name, group) if name.is_some() || group.is_some() => {
                RenamedTo::Operations { entry, name, group }
            }
            _ => {
                return Err(
                    "a table of `[[rename]]` has `at` or `schemas` with `to`, or `operations` with `to`, `group` or both",
                );
            }
        };
        Ok(Self(renamed))
    }
}
