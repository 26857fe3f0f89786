//! The names of a union's arms.
//!
//! An arm is called by what tells it apart: the component, its title, the constant or the value that only it has, the
//! kind of its values. A stranger would number them: then an arm in front renames all others, so a number is what is
//! left when nothing else tells.

use super::lowering::Lowering;
use super::schema::is_null;
use crate::description::{Place, Schema, SchemaId, Types};
use crate::shape::Name;

/// The longest title that is a name.
const MAX_TITLE: usize = 60;
/// How deep in lists an element is looked for.
const MAX_DEPTH: usize = 4;

impl Lowering<'_> {
    /// The name of an arm.
    pub(super) fn arm_name(&self, parent: SchemaId, arm: SchemaId, index: usize) -> Name {
        let index = u32::try_from(index).unwrap_or(u32::MAX);
        let named = self.named_arm(arm);
        let words = match &self.schemas[named].place {
            Place::Component(name) => self.schemas[named]
                .client_name
                .clone()
                .unwrap_or_else(|| name.clone()),
            _ => self.arm_words(parent, arm, index),
        };
        Name::unsettled(format!("{words}, arm {}", index + 1), words)
    }

    /// The words of an arm without a name of its own.
    pub(super) fn arm_words(&self, parent: SchemaId, arm: SchemaId, index: u32) -> String {
        let own = self.own_of_arm(arm);
        let holder = &self.schemas[parent];
        let siblings: Vec<SchemaId> = holder
            .one_of
            .iter()
            .chain(&holder.any_of)
            .copied()
            .filter(|sibling| *sibling != own && *sibling != arm)
            .collect();
        let title = |id: SchemaId| self.schemas[id].title.as_deref();
        let is_word =
            |text: &str| text.chars().any(char::is_alphanumeric) && text.len() <= MAX_TITLE;
        let titled = title(arm)
            .filter(|text| is_word(text))
            .filter(|text| !siblings.iter().any(|other| title(*other) == Some(text)));
        titled
            .map(str::to_owned)
            .or_else(|| {
                self.constant_of(own, &siblings)
                    .filter(|text| is_word(text))
            })
            .or_else(|| self.kind_word(own, 0))
            .or_else(|| self.member_of(own, &siblings))
            .unwrap_or_else(|| {
                if self.is_object_like(own)
                    && !siblings.iter().any(|other| self.is_object_like(*other))
                {
                    "object".to_owned()
                } else {
                    format!("variant {}", index + 1)
                }
            })
    }

    /// The single value of an arm, or the value that a member of it always has.
    fn constant_of(&self, arm: SchemaId, siblings: &[SchemaId]) -> Option<String> {
        let schema = &self.schemas[self.canonical(arm)];
        if let Some(only) = single(schema) {
            return Some(only);
        }
        let constants = self.constants_of(arm);
        let differs = |(name, value): &(String, String)| {
            let is_known = |other: &SchemaId| {
                let theirs = self.constants_of(*other);
                theirs
                    .iter()
                    .any(|(known, it)| known == name && it == value)
            };
            !siblings.iter().any(is_known)
        };
        constants.into_iter().find(differs).map(|(_, value)| value)
    }

    /// The members of an arm that always have a single value: those that are required, and the tag of the union. What is
    /// optional may be added, and an addition renames nothing.
    fn constants_of(&self, arm: SchemaId) -> Vec<(String, String)> {
        let tag = match self.schemas[arm].place {
            Place::Inside(parent, _) => self.schemas[parent].discriminator.as_ref(),
            _ => None,
        };
        let mut found = Vec::new();
        for part in self.inline_parts(arm) {
            for (name, property) in &part.properties {
                let is_tag = tag.is_some_and(|tag| tag.property == *name);
                if (is_tag || part.required.contains(name))
                    && let Some(value) = single(&self.schemas[self.canonical(*property)])
                {
                    found.push((!is_tag, name.clone(), value));
                }
            }
        }
        found.sort_by_key(|(is_other, ..)| *is_other);
        found
            .into_iter()
            .map(|(_, name, value)| (name, value))
            .collect()
    }

    /// The schemas that an arm consists of, as far as they are written there.
    fn inline_parts(&self, arm: SchemaId) -> Vec<&Schema> {
        let schema = &self.schemas[self.canonical(arm)];
        let parts = schema
            .all_of
            .iter()
            .map(|part| &self.schemas[self.canonical(*part)]);
        std::iter::once(schema).chain(parts).collect()
    }

    /// The first member that this arm requires and no other does.
    fn member_of(&self, arm: SchemaId, siblings: &[SchemaId]) -> Option<String> {
        let required = |id: SchemaId| {
            let parts = self.inline_parts(id).into_iter();
            parts.flat_map(|part| part.required.iter().cloned())
        };
        let theirs: Vec<String> = siblings
            .iter()
            .flat_map(|sibling| required(*sibling))
            .collect();
        required(arm).find(|name| !theirs.contains(name))
    }

    fn is_object_like(&self, arm: SchemaId) -> bool {
        let mut parts = self.inline_parts(arm).into_iter();
        parts.any(|part| part.types.object || !part.properties.is_empty())
    }

    /// What the values of an arm are, where that is a single kind and no object with members.
    fn kind_word(&self, arm: SchemaId, depth: usize) -> Option<String> {
        let at = self.named_arm(arm);
        let schema = &self.schemas[at];
        if let Place::Component(name) = &schema.place
            && depth > 0
        {
            return Some(name.clone());
        }
        if depth > MAX_DEPTH || is_null(schema) {
            return None;
        }
        let types = Types {
            null: false,
            ..schema.types
        };
        let none = Types::default();
        let is = |only: Types| types == only;
        let word = if is(Types {
            boolean: true,
            ..none
        }) {
            "boolean"
        } else if is(Types {
            integer: true,
            ..none
        }) {
            "integer"
        } else if is(Types {
            number: true,
            ..none
        }) {
            "number"
        } else if is(Types {
            string: true,
            ..none
        }) {
            "string"
        } else if is(Types {
            array: true,
            ..none
        }) || is(none) && schema.items.is_some()
        {
            let element = schema
                .items
                .and_then(|items| self.kind_word(items, depth + 1));
            return Some(element.map_or_else(|| "list".to_owned(), |it| format!("list of {it}")));
        } else if types.object && schema.properties.is_empty() && schema.all_of.is_empty() {
            return match schema.additional {
                crate::description::Additional::Typed(value) => {
                    let value = self.kind_word(value, depth + 1);
                    Some(value.map_or_else(|| "map".to_owned(), |it| format!("map of {it}")))
                }
                _ if schema.required.is_empty() => Some("object".to_owned()),
                _ => None,
            };
        } else if depth > 0 && types.object {
            "object"
        } else {
            return None;
        };
        Some(word.to_owned())
    }
}

/// The only value that a schema lists, as a word.
fn single(schema: &Schema) -> Option<String> {
    let listed = schema.enumeration.as_ref()?;
    match listed.values.as_slice() {
        [only] => Some(
            only.name
                .clone()
                .or_else(|| only.value.as_str().map(str::to_owned))
                .unwrap_or_else(|| only.value.to_json()),
        ),
        _ => None,
    }
}
