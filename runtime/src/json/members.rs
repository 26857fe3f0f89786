//! Members of an object that its description does not name, kept as they came.
//!
//! An empty [`Members`] is one null pointer: nearly all of them are empty, and every emitted struct
//! holds one.

use super::{Decode, Encode, Fault, Reader, Rest, RestMut, Writer};
use crate::formats::Secret;
use serde_core::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::Value;
use std::collections::{BTreeMap, btree_map};
use std::fmt;

/// Members of an object that the description does not name, by name.
///
/// What a field could not hold is here too, under the field's name; `Debug` prints it as `***`, for a secret may be inside.
#[derive(Clone, Default)]
pub struct Members(Option<Box<Kept>>);

#[derive(Clone, Default)]
struct Kept {
    values: BTreeMap<String, Value>,
    /// The names of those that are not printed.
    hidden: Vec<&'static str>,
}

impl Members {
    /// No members.
    pub const fn new() -> Members {
        Members(None)
    }

    /// The value of a member.
    pub fn get(&self, name: &str) -> Option<&Value> {
        self.0.as_ref()?.values.get(name)
    }

    /// The value of a member, to change it.
    pub fn get_mut(&mut self, name: &str) -> Option<&mut Value> {
        self.0.as_mut()?.values.get_mut(name)
    }

    /// Adds a member and returns the value that it had.
    ///
    /// A name that the description knows belongs into its field: its value here is written only where the field is absent.
    pub fn insert(&mut self, name: impl Into<String>, value: impl Into<Value>) -> Option<Value> {
        self.0
            .get_or_insert_default()
            .values
            .insert(name.into(), value.into())
    }

    /// Takes a member out.
    pub fn remove(&mut self, name: &str) -> Option<Value> {
        let kept = self.0.as_mut()?;
        let removed = kept.values.remove(name);
        kept.hidden.retain(|hidden| *hidden != name);
        if kept.values.is_empty() {
            self.0 = None;
        }
        removed
    }

    /// How many members there are.
    pub fn len(&self) -> usize {
        self.0.as_ref().map_or(0, |kept| kept.values.len())
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_none()
    }

    /// Whether there is a member of that name.
    pub fn contains_key(&self, name: &str) -> bool {
        self.get(name).is_some()
    }

    /// The members in the order of their names.
    pub fn iter(&self) -> MembersIter<'_> {
        MembersIter(self.0.as_ref().map(|kept| kept.values.iter()))
    }

    /// The names in their order.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        self.iter().map(|(name, _)| name)
    }

    /// The values in the order of their names.
    pub fn values(&self) -> impl Iterator<Item = &Value> {
        self.iter().map(|(_, value)| value)
    }
}

/// The members of a [`Members`], in the order of their names.
#[derive(Clone, Debug)]
pub struct MembersIter<'a>(Option<btree_map::Iter<'a, String, Value>>);

impl<'a> Iterator for MembersIter<'a> {
    type Item = (&'a str, &'a Value);

    fn next(&mut self) -> Option<Self::Item> {
        self.0
            .as_mut()?
            .next()
            .map(|(name, value)| (name.as_str(), value))
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.0.as_ref().map_or((0, Some(0)), Iterator::size_hint)
    }
}

impl<'a> IntoIterator for &'a Members {
    type Item = (&'a str, &'a Value);
    type IntoIter = MembersIter<'a>;

    fn into_iter(self) -> MembersIter<'a> {
        self.iter()
    }
}

impl From<BTreeMap<String, Value>> for Members {
    fn from(members: BTreeMap<String, Value>) -> Members {
        let kept = |values| Kept {
            values,
            hidden: Vec::new(),
        };
        Members((!members.is_empty()).then(|| Box::new(kept(members))))
    }
}

impl<N: Into<String>> FromIterator<(N, Value)> for Members {
    fn from_iter<I: IntoIterator<Item = (N, Value)>>(members: I) -> Members {
        let members: BTreeMap<String, Value> = members
            .into_iter()
            .map(|(name, value)| (name.into(), value))
            .collect();
        Members::from(members)
    }
}

impl<N: Into<String>> Extend<(N, Value)> for Members {
    fn extend<I: IntoIterator<Item = (N, Value)>>(&mut self, members: I) {
        for (name, value) in members {
            self.insert(name, value);
        }
    }
}

impl PartialEq for Members {
    fn eq(&self, other: &Members) -> bool {
        self.iter().eq(other)
    }
}

impl Eq for Members {}

impl std::hash::Hash for Members {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        for member in self {
            member.hash(state);
        }
    }
}

impl fmt::Debug for Members {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let hidden = self.0.as_ref().map_or(&[][..], |kept| &kept.hidden);
        let secret = Secret::new(());
        let shown = self.iter().map(|(name, value)| {
            let value: &dyn fmt::Debug = if hidden.contains(&name) {
                &secret
            } else {
                value
            };
            (name, value)
        });
        f.debug_map().entries(shown).finish()
    }
}

impl Rest for Members {
    fn is_empty(&self) -> bool {
        self.0.is_none()
    }

    fn value(&self, name: &str) -> Option<&dyn Encode> {
        self.get(name).map(|value| value as &dyn Encode)
    }

    fn write_members(&self, writer: &mut Writer, without: &[&str]) {
        for (name, value) in self {
            if !without.contains(&name) {
                writer.member(name, value);
            }
        }
    }
}

impl RestMut for Members {
    fn read_member(&mut self, name: &str, reader: &mut Reader<'_>) -> Result<(), Fault> {
        reader.unlisted();
        let value = reader.any()?;
        self.insert(name, value);
        Ok(())
    }

    fn read_odd(
        &mut self,
        name: &'static str,
        _: bool,
        reader: &mut Reader<'_>,
    ) -> Result<(), Fault> {
        self.read_member(name, reader)?;
        let hidden = &mut self.0.get_or_insert_default().hidden;
        if !hidden.contains(&name) {
            hidden.push(name);
        }
        Ok(())
    }

    fn clear(&mut self) {
        self.0 = None;
    }
}

impl Encode for Members {
    fn encode(&self, writer: &mut Writer) {
        writer.map(self);
    }

    fn as_rest(&self) -> Option<&dyn Rest> {
        Some(self)
    }
}

impl Decode for Members {
    fn blank() -> Members {
        Members::new()
    }

    fn decode(&mut self, reader: &mut Reader<'_>) -> Result<(), Fault> {
        reader.rest(self)
    }

    fn as_rest_mut(&mut self) -> Option<&mut dyn RestMut> {
        Some(self)
    }
}

impl Serialize for Members {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        super::serialize(self, serializer)
    }
}

impl<'de> Deserialize<'de> for Members {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Members, D::Error> {
        super::deserialize(deserializer)
    }
}
