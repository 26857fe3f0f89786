//! How a call goes on after its first answer: pages, waiting for what was started, items of a stream.

use super::{Codec, Type, TypeId};
use crate::description::{PageParameter, PagePlace};

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
