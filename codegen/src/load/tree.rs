//! What JSON and YAML have in common: putting values into arrays and objects.
//!
//! The path to the value that is being read is known here alone, so duplicate keys, the limit of nesting
//! and the pointer of every complaint are decided here, the same for both syntaxes.

use crate::complaint::Complaint;
use crate::value::{Location, Member, Node, Object, Position, Value, push_segment};
use std::sync::Arc;

/// How deep arrays and objects may nest.
///
/// Passes walk values recursively, on threads with 2 MB of stack and in debug builds; real descriptions
/// stay below 40 levels.
pub(crate) const MAX_DEPTH: usize = 128;

/// Builds one document from the outside in.
pub(super) struct Tree<'w> {
    file: Arc<str>,
    open: Vec<Open>,
    root: Option<Node>,
    warnings: &'w mut Vec<Complaint>,
}

/// A collection whose end has not been read yet.
struct Open {
    at: Position,
    collection: Collection,
}

enum Collection {
    Array(Vec<Node>),
    Object {
        members: Object,
        key: Option<Key>,
        /// What merge keys gave; the object's own members win over it.
        merged: Object,
    },
}

/// A key that waits for its value.
struct Key {
    at: Position,
    name: Box<str>,
    merges: bool,
}

impl<'w> Tree<'w> {
    pub(super) fn new(file: &Arc<str>, warnings: &'w mut Vec<Complaint>) -> Self {
        Self {
            file: Arc::clone(file),
            open: Vec::new(),
            root: None,
            warnings,
        }
    }

    pub(super) fn open_array(&mut self, at: Position) -> Result<(), Complaint> {
        self.open(at, Collection::Array(Vec::new()))
    }

    pub(super) fn open_object(&mut self, at: Position) -> Result<(), Complaint> {
        self.open(
            at,
            Collection::Object {
                members: Object::new(),
                key: None,
                merged: Object::new(),
            },
        )
    }

    fn open(&mut self, at: Position, collection: Collection) -> Result<(), Complaint> {
        self.check_depth(at, 1)?;
        self.open.push(Open { at, collection });
        Ok(())
    }

    /// Refuses a value of this height (1 for an empty array) at the current place if it nests too deep.
    pub(super) fn check_depth(&self, at: Position, height: usize) -> Result<(), Complaint> {
        if self.open.len() + height <= MAX_DEPTH {
            Ok(())
        } else {
            Err(self.too_deep(at))
        }
    }

    pub(super) fn too_deep(&self, at: Position) -> Complaint {
        let help = "Move the inner part to a place of its own and refer to it.";
        self.error(
            at,
            "too-deep",
            format!("Values nest deeper than {MAX_DEPTH} levels."),
            help,
        )
    }

    /// Whether the next scalar is a key of the innermost object.
    pub(super) fn awaits_key(&self) -> bool {
        matches!(
            self.open.last(),
            Some(Open {
                collection: Collection::Object { key: None, .. },
                ..
            })
        )
    }

    /// Takes a key of the innermost object.
    pub(super) fn key(&mut self, at: Position, name: Box<str>) {
        let Some(Open {
            collection: Collection::Object { members, key, .. },
            ..
        }) = self.open.last_mut()
        else {
            return;
        };
        let duplicate = members.get(&name).map(|member| {
            let message =
                format!("The key `{name}` occurs twice in one object; the last one wins.");
            (message, member.key_at)
        });
        *key = Some(Key {
            at,
            name,
            merges: false,
        });
        if let Some((message, Position { line, column })) = duplicate {
            let help = format!("Remove one of them; the other is at line {line}, column {column}.");
            self.warn(at, "duplicate-key", message, help);
        }
    }

    /// Takes YAML's merge key `<<`, whose value gives members to the innermost object.
    pub(super) fn merge_key(&mut self, at: Position) {
        if let Some(Open {
            collection: Collection::Object { key, .. },
            ..
        }) = self.open.last_mut()
        {
            *key = Some(Key {
                at,
                name: Box::from("<<"),
                merges: true,
            });
        }
    }

    /// Puts a finished value where it belongs.
    pub(super) fn value(&mut self, node: Node) -> Result<(), Complaint> {
        match self.open.last_mut().map(|open| &mut open.collection) {
            None => self.root = Some(node),
            Some(Collection::Array(elements)) => elements.push(node),
            Some(Collection::Object {
                members,
                key,
                merged,
            }) => match key.take() {
                Some(Key {
                    at,
                    name,
                    merges: false,
                }) => {
                    members.insert(name, Member { key_at: at, node });
                }
                Some(Key { at, .. }) => {
                    let merges = merge(node, merged);
                    return if merges {
                        Ok(())
                    } else {
                        Err(self.no_mapping(at))
                    };
                }
                None => {}
            },
        }
        Ok(())
    }

    fn no_mapping(&self, at: Position) -> Complaint {
        let message = "The value of the merge key `<<` is not a mapping.";
        let help =
            "Give it a mapping, an alias of one, or a list of these; quote `<<` if it is a name.";
        self.error(at, "invalid-yaml", message, help)
    }

    /// Ends the innermost collection and puts it where it belongs.
    pub(super) fn close(&mut self) -> Result<(), Complaint> {
        match self.take() {
            Some(node) => self.value(node),
            None => Ok(()),
        }
    }

    /// Ends the innermost collection and hands it out.
    pub(super) fn take(&mut self) -> Option<Node> {
        let Open { at, collection } = self.open.pop()?;
        let value = match collection {
            Collection::Array(elements) => Value::Array(elements),
            Collection::Object {
                mut members,
                key: _,
                merged,
            } => {
                for (name, member) in merged {
                    members.entry(name).or_insert(member);
                }
                Value::Object(members)
            }
        };
        Some(Node { at, value })
    }

    /// The finished document.
    pub(super) fn into_root(self) -> Option<Node> {
        self.root
    }

    pub(super) fn error(
        &self,
        at: Position,
        code: &'static str,
        message: impl Into<String>,
        help: impl Into<String>,
    ) -> Complaint {
        Complaint::error(&self.location(at), code, message, help)
    }

    pub(super) fn warn(
        &mut self,
        at: Position,
        code: &'static str,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        let complaint = Complaint::warning(&self.location(at), code, message, help);
        self.warnings.push(complaint);
    }

    fn location(&self, position: Position) -> Location {
        let mut pointer = String::new();
        for open in &self.open {
            match &open.collection {
                Collection::Array(elements) => {
                    push_segment(&mut pointer, &elements.len().to_string());
                }
                Collection::Object { key: Some(key), .. } => push_segment(&mut pointer, &key.name),
                Collection::Object { key: None, .. } => {}
            }
        }
        Location {
            file: Arc::clone(&self.file),
            pointer: pointer.into(),
            position,
        }
    }
}

/// Adds the members of a mapping, or of each mapping of a list; the first to give a name wins.
fn merge(node: Node, merged: &mut Object) -> bool {
    match node.value {
        Value::Object(members) => {
            for (name, member) in members {
                merged.entry(name).or_insert(member);
            }
            true
        }
        Value::Array(elements) => elements
            .into_iter()
            .all(|element| matches!(element.value, Value::Object(_)) && merge(element, merged)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => false,
    }
}
