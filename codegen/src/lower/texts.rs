//! Texts: arms of a union that are written as plain text, which nothing tells apart.
//!
//! A stranger would make an arm of each: a text of several formats is one text, and several lists of values are one
//! open list.

use super::lowering::{Built, Lowering};
use super::merged::Merged;
use super::schema::is_null;
use crate::description::{Enumeration, EnumerationValue, SchemaId, Types};
use crate::shape::Type;
use std::collections::BTreeSet;

impl Lowering<'_> {
    /// The arms that are written as plain text, which cannot be told apart, and the others.
    pub(super) fn texts_apart(&mut self, arms: &[SchemaId]) -> (Vec<SchemaId>, Vec<SchemaId>) {
        arms.iter()
            .partition(|arm| self.listed_texts(**arm, &[]).is_some())
    }

    /// The values of a text, or of a union of texts: none for a text without a list; `None` for what is no text. `above`
    /// are the unions that it is an arm of.
    pub(super) fn listed_texts(
        &mut self,
        id: SchemaId,
        above: &[SchemaId],
    ) -> Option<Vec<EnumerationValue>> {
        let merged = self.merge(id);
        let without_null = Types {
            null: false,
            ..merged.types
        };
        let only_string = without_null
            == Types {
                string: true,
                ..Types::default()
            };
        let says_nothing = without_null == Types::default();
        let own = self.canonical(id);
        match (&merged.enumeration, merged.unions.as_slice()) {
            _ if merged.secret
                || merged.own.is_some()
                || !only_string && !says_nothing
                || above.contains(&own) =>
            {
                None
            }
            (Some(listed), []) => {
                let is_text = |value: &EnumerationValue| value.value.as_str().is_some();
                let all = listed.values.iter().all(is_text);
                all.then(|| listed.values.clone())
            }
            (None, []) => only_string.then(Vec::new),
            (None, [part]) if !merged.has_members() => {
                let above = [above, &[own]].concat();
                let is_value = |arm: &&SchemaId| !is_null(&self.schemas[**arm]);
                let arms: Vec<SchemaId> = part.arms.iter().filter(is_value).copied().collect();
                let arms = arms.into_iter();
                let values: Option<Vec<_>> =
                    arms.map(|arm| self.listed_texts(arm, &above)).collect();
                values.map(|values| values.concat())
            }
            _ => None,
        }
    }

    /// What several texts are together: the open enum of all their values, or `String`.
    pub(super) fn one_text(&mut self, id: SchemaId, texts: &[SchemaId]) -> Built {
        let mut values: Vec<EnumerationValue> = Vec::new();
        let mut lists = Vec::new();
        for text in texts {
            let listed = self.listed_texts(*text, &[]).unwrap_or_default();
            if !listed.is_empty() {
                lists.push(*text);
            }
            values.extend(listed);
        }
        match lists.as_slice() {
            [] => Built::Type(Type::String),
            [only] => self.only_arm(id, *only),
            _ => {
                let mut seen = BTreeSet::new();
                values.retain(|value| seen.insert(value.value.to_json()));
                let merged = Merged {
                    types: Types {
                        string: true,
                        ..Types::default()
                    },
                    ..Merged::default()
                };
                let listed = Enumeration {
                    values,
                    name: None,
                    constant: false,
                    open: true,
                    closed: false,
                };
                let definition = self.enumeration(id, &merged, &listed);
                definition.map_or(Built::Type(Type::String), Built::Definition)
            }
        }
    }
}
