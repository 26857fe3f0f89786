//! What an update does to a value.
//!
//! What comes from an overlay gets the place of the value that it is merged into: its own place would be read
//! as one in the description.

use crate::value::{Member, Node, Position, Value};

/// A value of one kind cannot take one of another kind.
#[derive(Debug, PartialEq)]
pub(super) struct Mismatch {
    /// The names that lead from the target to the value, from the inside out.
    pub(super) names: Vec<Box<str>>,
    /// What the value is.
    pub(super) target: &'static str,
    /// What the update is.
    pub(super) update: &'static str,
}

/// Applies an update to a selected value: an array takes a value that is no array as its new last element.
pub(super) fn update(target: &mut Node, update: &Node) -> Result<(), Mismatch> {
    match (&mut target.value, &update.value) {
        (Value::Array(_), Value::Array(_)) => merge(target, update),
        (Value::Array(elements), _) => {
            elements.push(placed(update, target.at));
            Ok(())
        }
        _ => merge(target, update),
    }
}

fn merge(target: &mut Node, update: &Node) -> Result<(), Mismatch> {
    let at = target.at;
    match (&mut target.value, &update.value) {
        (Value::Object(members), Value::Object(updates)) => {
            for (name, update) in updates {
                if let Some(member) = members.get_mut(name) {
                    merge(&mut member.node, &update.node)
                        .map_err(|mismatch| mismatch.inside(name))?;
                } else {
                    members.insert(
                        name.clone(),
                        Member {
                            key_at: at,
                            node: placed(&update.node, at),
                        },
                    );
                }
            }
            Ok(())
        }
        (Value::Array(elements), Value::Array(updates)) => {
            elements.extend(updates.iter().map(|update| placed(update, at)));
            Ok(())
        }
        (value, update) if is_primitive(value) && is_primitive(update) => {
            *value = update.clone();
            Ok(())
        }
        (value, update) => Err(Mismatch {
            names: Vec::new(),
            target: value.kind(),
            update: update.kind(),
        }),
    }
}

impl Mismatch {
    fn inside(mut self, name: &str) -> Self {
        self.names.push(name.into());
        self
    }
}

/// Whether a value is neither an array nor an object.
fn is_primitive(value: &Value) -> bool {
    match value {
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => true,
        Value::Array(_) | Value::Object(_) => false,
    }
}

/// A copy in which everything stands at one place.
fn placed(node: &Node, at: Position) -> Node {
    let value = match &node.value {
        Value::Array(elements) => {
            Value::Array(elements.iter().map(|element| placed(element, at)).collect())
        }
        Value::Object(members) => {
            let members = members.iter().map(|(name, member)| {
                let node = placed(&member.node, at);
                (name.clone(), Member { key_at: at, node })
            });
            Value::Object(members.collect())
        }
        primitive @ (Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_)) => {
            primitive.clone()
        }
    };
    Node { at, value }
}
