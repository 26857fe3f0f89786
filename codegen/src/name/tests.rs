//! Tests of names: identifiers by themselves, and a whole API.

mod api;
mod idents;
