//! What an operation knows of its pages.
//!
//! What a stranger would get wrong: the items are found by the type of a page, the next page is not: it is looked for in
//! the answer itself. Descriptions often leave the link out of the schema, and services send it all the same.

use crate::Operation;

/// An operation that answers a list a page at a time.
pub trait Paged: Operation {
    /// An item of the list.
    type Item;
    /// How the pages follow each other.
    const PAGING: Paging;

    /// Takes the items out of a page.
    fn items(page: Self::Output) -> Vec<Self::Item>;
}

/// How pages follow each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Paging {
    /// They don't: all items are on the first one.
    Single,
    /// A page says where the next one is.
    Link {
        /// Where it says so.
        at: Place,
        /// The method that reads the next page: `GET`, or `POST` with the body of the first request.
        method: &'static str,
    },
    /// A page has a cursor, which goes into a parameter of the next request.
    Cursor {
        /// Where the cursor is.
        at: Place,
        /// Where it goes.
        to: Parameter,
        /// The member of the answer that says, by `false`, that this page is the last; empty for none.
        more: &'static [&'static str],
    },
    /// A parameter has the number of items before the page.
    Offset {
        /// The parameter.
        to: Parameter,
        /// The number of the first item.
        first: u64,
    },
    /// A parameter has the number of the page.
    Number {
        /// The parameter.
        to: Parameter,
        /// The number of the first page.
        first: u64,
    },
}

/// Where something stands in an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Place {
    /// In the body: the names that lead to it; a number is an index of an array, `-1` its last item.
    Body(&'static [&'static str]),
    /// In a body of XML: the names of the elements that lead to it, without the root's.
    Element(&'static [&'static str]),
    /// In the header of this name.
    Header(&'static str),
    /// In the header `Link`, as the link of this relation (RFC 8288), such as `next`.
    Relation(&'static str),
}

/// Where something goes in a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Parameter {
    /// The query parameter of this name.
    Query(&'static str),
    /// The header of this name.
    Header(&'static str),
    /// The member of a JSON body that these names lead to.
    Body(&'static [&'static str]),
}
