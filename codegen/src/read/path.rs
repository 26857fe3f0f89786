//! Path items: the operations of a path, a webhook or a callback.
//!
//! A stranger would read paths in the order of the document. They are read by name and put back in order afterwards,
//! so that what two paths share belongs to the same one in whatever order they stand.

use super::cursor::Cursor;
use super::fields::Fields;
use super::kind::Kind;
use super::reader::Reader;
use crate::description::{Caller, IncomingOperation, Operation, OperationPlace, Place};

/// Who calls the operations of a path item.
#[derive(Clone, Copy, Debug)]
pub(super) enum Direction<'a> {
    /// The client; the key is a path.
    Outgoing,
    /// The service: a webhook or callback of this name.
    Incoming(&'a str, Caller),
}

/// What the operations of a path item share.
pub(super) struct PathItem<'a, 'd> {
    pub(super) key: &'a str,
    pub(super) direction: Direction<'a>,
    pub(super) parameters: Vec<Cursor<'d>>,
    pub(super) servers: Option<Cursor<'d>>,
}

impl<'d> Reader<'d, '_> {
    /// The path items of `paths` and of `x-ms-paths`, by their paths, so that no order of keys matters.
    pub(super) fn read_paths(&mut self, root: &mut Fields<'d>) {
        let mut items = self.path_items(root, "paths");
        items.extend(self.path_items(root, "x-ms-paths"));
        let mut order: Vec<usize> = (0..items.len()).collect();
        order.sort_by_key(|index| items[*index].0);
        // The operations of documents that were read before stay where they are, in front.
        let mut ranks = vec![0; self.operations.len()];
        for index in order {
            let (key, cursor) = &items[index];
            self.read_path_item(key, cursor, Direction::Outgoing);
            ranks.resize(self.operations.len(), index + 1);
        }
        self.restore_order(&ranks);
    }

    /// Brings the operations into the order of the documents.
    fn restore_order(&mut self, ranks: &[usize]) {
        let mut order: Vec<usize> = (0..ranks.len()).collect();
        order.sort_by_key(|index| ranks[*index]);
        let mut moved = vec![0_u32; order.len()];
        for (to, from) in order.iter().enumerate() {
            moved[*from] = u32::try_from(to).unwrap_or(u32::MAX);
        }
        for schema in &mut self.table.schemas.0 {
            if let Place::Operation(OperationPlace::Outgoing(index), _) = &mut schema.place {
                *index = moved[*index as usize];
            }
        }
        let mut operations: Vec<Option<Operation>> = self.operations.drain(..).map(Some).collect();
        self.operations = order
            .iter()
            .filter_map(|from| operations[*from].take())
            .collect();
    }

    fn path_items(
        &mut self,
        root: &mut Fields<'d>,
        keyword: &'static str,
    ) -> Vec<(&'d str, Cursor<'d>)> {
        let Some(cursor) = root.take_present(keyword, &mut self.report) else {
            return Vec::new();
        };
        self.named_path_items(&cursor)
    }

    /// The path items of an object whose other keys are extensions.
    pub(super) fn named_path_items(&mut self, cursor: &Cursor<'d>) -> Vec<(&'d str, Cursor<'d>)> {
        let Some(mut fields) = self.open(cursor, Kind::Paths) else {
            return Vec::new();
        };
        let items = fields.rest();
        items
            .into_iter()
            .filter(|(key, _)| !key.starts_with("x-"))
            .collect()
    }

    /// A path item, its operations and the callbacks of those.
    pub(super) fn read_path_item(
        &mut self,
        key: &str,
        cursor: &Cursor<'d>,
        direction: Direction<'_>,
    ) {
        let Some(cursor) = self.report.present(cursor.clone()) else {
            return;
        };
        let Some(mut fields) = self.open(&cursor, Kind::PathItem) else {
            return;
        };
        let item = PathItem {
            key,
            direction,
            parameters: fields.list("parameters", &mut self.report),
            servers: fields.take_present("servers", &mut self.report),
        };
        if let Direction::Incoming(..) = item.direction {
            self.note_incoming(&fields);
        }
        fields.expect(&["patch", "query", "trace", "delete", "options"]);
        let keywords: Vec<Cursor<'d>> = fields.keywords().collect();
        for keyword in keywords {
            let Some(method) = method(keyword.key()) else {
                continue;
            };
            if let Some(operation) = fields.take_key(keyword.key(), &mut self.report) {
                self.note_method(&operation);
                self.read_operation_of(&item, method, &operation);
            }
        }
        for (method, operation) in self.entries(&mut fields, "additionalOperations") {
            if is_method(method) {
                self.read_operation_of(&item, method, &operation);
            } else {
                self.report.error(
                    &operation.location(),
                    "invalid-method",
                    format!("`{method}` is not a method that HTTP allows."),
                    "Name it as it is sent, such as `COPY`, in letters, digits and `-`.",
                );
            }
        }
        fields.finish(&mut self.report);
    }

    fn note_method(&mut self, operation: &Cursor<'d>) {
        let key = operation.key();
        if key.chars().any(|letter| letter.is_ascii_uppercase()) {
            self.report.understood(
                operation,
                "method",
                format!("`{key}` is read as the method in lower case."),
            );
        }
    }

    fn read_operation_of(&mut self, item: &PathItem<'_, 'd>, method: &str, cursor: &Cursor<'d>) {
        let callbacks = match item.direction {
            Direction::Outgoing => {
                let place = OperationPlace::Outgoing(
                    u32::try_from(self.operations.len()).unwrap_or(u32::MAX),
                );
                let Some((operation, callbacks)) = self.read_operation(item, method, cursor, place)
                else {
                    return;
                };
                self.operations.push(operation);
                callbacks
            }
            Direction::Incoming(name, caller) => {
                let place = OperationPlace::Incoming(
                    u32::try_from(self.incoming.len()).unwrap_or(u32::MAX),
                );
                let Some((operation, callbacks)) = self.read_operation(item, method, cursor, place)
                else {
                    return;
                };
                self.incoming.push(IncomingOperation {
                    caller,
                    name: name.to_owned(),
                    operation,
                });
                callbacks
            }
        };
        for (name, callback) in callbacks {
            self.read_callback(&name, &callback);
        }
    }

    /// The path items of a callback, unless it is being read already.
    fn read_callback(&mut self, name: &str, cursor: &Cursor<'d>) {
        let Some(layers) = self.follow(cursor) else {
            return;
        };
        let Some(target) = layers.last() else { return };
        if !self.following.insert(target.node_address()) {
            self.report.ignored(
                cursor,
                "callbacks",
                "This callback contains itself: the inner one is left out.",
            );
            return;
        }
        for (expression, item) in self.named_path_items(target) {
            self.read_path_item(
                expression,
                &item,
                Direction::Incoming(name, Caller::Callback),
            );
        }
        self.following.remove(&target.node_address());
    }
}

/// Whether a text is a token of HTTP, which a method has to be.
fn is_method(text: &str) -> bool {
    let allowed = |byte: u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte);
    !text.is_empty() && text.bytes().all(allowed)
}

/// The method that a keyword of a path item names.
fn method(keyword: &str) -> Option<&'static str> {
    [
        "GET", "PUT", "POST", "DELETE", "OPTIONS", "HEAD", "PATCH", "TRACE", "QUERY",
    ]
    .into_iter()
    .find(|method| method.eq_ignore_ascii_case(keyword))
}
