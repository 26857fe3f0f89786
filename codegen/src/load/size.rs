//! How large a value is, for the limits on what may be copied: YAML's aliases, an overlay's updates.

use crate::value::{Node, Value};

/// What a copy of a node costs.
#[derive(Clone, Copy)]
pub(crate) struct Size {
    /// The levels of collections in it.
    pub(crate) height: usize,
    /// Its bytes in memory, about.
    pub(crate) weight: usize,
}

impl Size {
    pub(crate) fn of(node: &Node) -> Self {
        let own = size_of::<Node>();
        match &node.value {
            Value::Null | Value::Bool(_) => Self {
                height: 0,
                weight: own,
            },
            Value::Number(text) | Value::String(text) => Self {
                height: 0,
                weight: own + text.len(),
            },
            Value::Array(elements) => elements.iter().fold(
                Self {
                    height: 1,
                    weight: own,
                },
                |size, element| size.around(Self::of(element)),
            ),
            Value::Object(members) => members.iter().fold(
                Self {
                    height: 1,
                    weight: own,
                },
                |size, (name, member)| {
                    let size = size.around(Self::of(&member.node));
                    Self {
                        weight: size.weight + name.len(),
                        ..size
                    }
                },
            ),
        }
    }

    fn around(self, inner: Self) -> Self {
        Self {
            height: self.height.max(inner.height + 1),
            weight: self.weight + inner.weight,
        }
    }
}
