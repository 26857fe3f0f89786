//! The tables of what an operation knows beyond one exchange, as impls of the traits of [`flow`](crate::flow).
//!
//! What a stranger would get wrong: the words in a row (`link`, `body`, `to_query`) are functions that the macro brings
//! along; emitted files import nothing for them.

use crate::flow::{Paging, Parameter, Place};

/// Where things stand in a page, and where they go in the next request.
pub mod places {
    use super::{Paging, Parameter, Place};

    /// In the body, where these names lead.
    pub const fn body(names: &'static [&'static str]) -> Place {
        Place::Body(names)
    }

    /// In a body of XML, where these elements lead.
    pub const fn element(names: &'static [&'static str]) -> Place {
        Place::Element(names)
    }

    /// In the header of this name.
    pub const fn header(name: &'static str) -> Place {
        Place::Header(name)
    }

    /// In the header `Link`.
    pub const fn relation(name: &'static str) -> Place {
        Place::Relation(name)
    }

    /// Into the query.
    pub const fn to_query(name: &'static str) -> Parameter {
        Parameter::Query(name)
    }

    /// Into a header.
    pub const fn to_header(name: &'static str) -> Parameter {
        Parameter::Header(name)
    }

    /// Into the body, where these names lead.
    pub const fn to_body(names: &'static [&'static str]) -> Parameter {
        Parameter::Body(names)
    }

    /// One page.
    pub const fn single() -> Paging {
        Paging::Single
    }

    /// The next page's URL.
    pub const fn link(at: Place, method: &'static str) -> Paging {
        Paging::Link { at, method }
    }

    /// The next page's cursor.
    pub const fn cursor(at: Place, to: Parameter, more: &'static [&'static str]) -> Paging {
        Paging::Cursor { at, to, more }
    }

    /// The number of items before a page.
    pub const fn offset(to: Parameter, first: u64) -> Paging {
        Paging::Offset { to, first }
    }

    /// The number of a page.
    pub const fn number(to: Parameter, first: u64) -> Paging {
        Paging::Number { to, first }
    }
}

/// ```
/// # use restwright_runtime::emitted::{NoOptions, operation, paged};
/// # use restwright_runtime::Undeclared;
/// # use std::convert::identity;
/// # pub struct List;
/// # operation! {
/// #     List: "List", "GET", "/";
/// #     Options = NoOptions, Output = Vec<String>, Failure = Undeclared;
/// #     request(self) { literal("/"); }
/// #     response { 200 => json(identity), }
/// # }
/// paged! {
///     List: String;
///     link(relation("next"), "GET");
///     page => page;
/// }
/// ```
#[doc(hidden)]
#[macro_export]
macro_rules! __paged {
    (
        $operation:ty: $item:ty;
        $next:ident $arguments:tt;
        $($page:pat => $items:expr;)*
    ) => {
        impl $crate::Paged for $operation {
            type Item = $item;
            const PAGING: $crate::flow::Paging = {
                #[allow(unused_imports, reason = "no list has all of them")]
                use $crate::emitted::places::*;
                $next $arguments
            };

            fn items(page: Self::Output) -> ::std::vec::Vec<Self::Item> {
                #[allow(unreachable_patterns, reason = "a page may be all that is answered")]
                match page {
                    $($page => $items,)*
                    _ => ::std::vec::Vec::new(),
                }
            }
        }
    };
}

/// ```
/// # use restwright_runtime::emitted::{NoOptions, long_running, operation};
/// # use restwright_runtime::Undeclared;
/// # use std::convert::identity;
/// # pub struct Put;
/// # operation! {
/// #     Put: "Put", "PUT", "/";
/// #     Options = NoOptions, Output = (), Failure = Undeclared;
/// #     request(self) { literal("/"); }
/// #     response { 200 | 202 => empty(()), }
/// # }
/// long_running! {
///     Put: String, Unsaid;
///     json(identity);
/// }
/// ```
#[doc(hidden)]
#[macro_export]
macro_rules! __long_running {
    ($operation:ty: $result:ty, $state:ident; $read:ident $wrap:tt;) => {
        impl $crate::LongRunning for $operation {
            type Result = $result;
            const FINAL_STATE: $crate::flow::FinalState = $crate::flow::FinalState::$state;

            fn result(
                answer: $crate::Answer,
            ) -> ::core::result::Result<
                $crate::http::Response<Self::Result>,
                $crate::Error<Self::Failure>,
            > {
                answer.$read $wrap
            }
        }
    };
}

/// ```
/// # use restwright_runtime::emitted::{NoOptions, operation, streamed};
/// # use restwright_runtime::{Event, Undeclared};
/// # use std::convert::identity;
/// # pub struct Watch;
/// # operation! {
/// #     Watch: "Watch", "GET", "/";
/// #     Options = NoOptions, Output = Vec<Event>, Failure = Undeclared;
/// #     request(self) { literal("/"); }
/// #     response { 200 => event_stream(identity), }
/// # }
/// streamed! {
///     Watch: String, Events, end "[DONE]";
/// }
/// ```
///
/// With `whole` at the end, an item is the event itself.
#[doc(hidden)]
#[macro_export]
macro_rules! __streamed {
    ($operation:ty: $item:ty, $framing:ident $(, end $end:literal)?;) => {
        impl $crate::Streamed for $operation {
            type Item = $item;
            const FRAMING: $crate::flow::Framing = $crate::flow::Framing::$framing;
            $(const END: ::core::option::Option<&'static str> = ::core::option::Option::Some($end);)?
        }
    };
    ($operation:ty: $item:ty, $framing:ident $(, end $end:literal)?, whole;) => {
        impl $crate::Streamed for $operation {
            type Item = $item;
            const FRAMING: $crate::flow::Framing = $crate::flow::Framing::$framing;
            $(const END: ::core::option::Option<&'static str> = ::core::option::Option::Some($end);)?

            fn read(
                event: $crate::Event,
            ) -> ::core::result::Result<Self::Item, $crate::json::Fault> {
                ::core::result::Result::Ok(event)
            }
        }
    };
}
