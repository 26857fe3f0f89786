//! The query of a request: pairs in the order in which they are given.

use super::error::{EncodeError, Place, Problem};
use super::percent::Escape;
use super::style::{Escapes, Style, expand_pairs};
use crate::tree::Tree;

/// A query in the making, without its `?`.
#[derive(Debug, Default)]
pub(super) struct Query(String);

impl Query {
    /// A value; with `allow_reserved` what does not end it is kept.
    pub(super) fn value(&mut self, name: &str, style: Style, tree: &Tree) {
        let value = if style.allow_reserved {
            Escape::ReservedInQuery
        } else {
            Escape::Value
        };
        for (name, value) in expand_pairs(
            style,
            name,
            tree,
            Escapes {
                name: Escape::Name,
                value,
            },
        ) {
            self.encoded_pair(&name, &value);
        }
    }

    /// A text.
    pub(super) fn text(&mut self, name: &str, text: &str) {
        self.encoded_pair(&Escape::Name.apply(name), &Escape::Value.apply(text));
    }

    /// A text that the caller has encoded. What a query can't hold is encoded nevertheless.
    pub(super) fn raw(&mut self, name: &str, text: &str) -> Result<(), EncodeError> {
        if text.contains(['&', '#']) {
            return Err(EncodeError::new(Place::Query, name, Problem::QueryEnd));
        }
        self.encoded_pair(&Escape::Name.apply(name), &Escape::Query.apply(text));
        Ok(())
    }

    /// Encoded text that is more than one pair, or none.
    pub(super) fn push(&mut self, text: &str) {
        if !self.0.is_empty() && !text.is_empty() {
            self.0.push('&');
        }
        self.0.push_str(text);
    }

    pub(super) fn as_str(&self) -> &str {
        &self.0
    }

    fn encoded_pair(&mut self, name: &str, value: &str) {
        self.push(&format!("{name}={value}"));
    }
}
