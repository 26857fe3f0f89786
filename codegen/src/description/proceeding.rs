//! How a call goes on after its first answer: waiting, pages, items of a stream.

use super::SchemaId;

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
