//! The query of a request: pairs in the order in which they are given.

use super::error::{EncodeError, Place, Problem};
use super::percent::Escape;
use super::style::{Escapes, Style, expand_pairs};
use super::target::Target;
use crate::tree::Given;

impl Target {
    /// A value; with `allow_reserved` what does not end it is kept.
    pub(super) fn query_value(&mut self, name: &str, style: Style, value: &Given<'_>) {
        let escape = if style.allow_reserved {
            Escape::ReservedInQuery
        } else {
            Escape::Value
        };
        match value {
            Given::Text(text) => self.pair(name, text, escape),
            Given::Tree(tree) => {
                let escapes = Escapes {
                    name: Escape::Name,
                    value: escape,
                };
                for (name, value) in expand_pairs(style, name, tree, escapes) {
                    let query = self.next_pair();
                    query.push_str(&name);
                    query.push('=');
                    query.push_str(&value);
                }
            }
        }
    }

    /// A text.
    pub(super) fn query_text(&mut self, name: &str, text: &str) {
        self.pair(name, text, Escape::Value);
    }

    /// A text that the caller has encoded. What a query can't hold is encoded nevertheless.
    pub(super) fn query_raw(&mut self, name: &str, text: &str) -> Result<(), EncodeError> {
        if text.contains(['&', '#']) {
            return Err(EncodeError::new(Place::Query, name, Problem::QueryEnd));
        }
        self.pair(name, text, Escape::Query);
        Ok(())
    }

    fn pair(&mut self, name: &str, text: &str, escape: Escape) {
        let query = self.next_pair();
        Escape::Name.push(name, query);
        query.push('=');
        escape.push(text, query);
    }
}
