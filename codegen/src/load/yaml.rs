//! YAML 1.2 to a value: the events of `granit-parser` put into a tree.
//!
//! Aliases are expanded by copying, so what they may expand to is limited. Keys become strings as they stand in
//! the text: `200:` is the member `200`.

use super::scalar::{self, Unresolved};
use super::size::Size;
use super::tree::Tree;
use crate::complaint::Complaint;
use crate::value::{Node, Position, Value};
use granit_parser::{ErrorKind, Event, Marker, Parser, ScalarStyle, ScanError, Tag};
use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::Arc;

#[cfg(test)]
mod tests;
mod way_out;

const CODE: &str = "invalid-yaml";

/// How many bytes anchors and aliases may copy in one file.
const COPY_LIMIT: usize = 64 << 20;

/// Reads a whole text (without a byte order mark) as one YAML document.
pub(super) fn parse(
    file: &Arc<str>,
    text: &str,
    warnings: &mut Vec<Complaint>,
) -> Result<Node, Complaint> {
    let mut reader = Reader {
        tree: Tree::new(file, warnings),
        anchors: HashMap::new(),
        open: Vec::new(),
        copied: 0,
        documents: 0,
    };
    for event in Parser::new_from_str(text) {
        let (event, span) = event.map_err(|error| reader.syntax_error(&error, text))?;
        reader.event(event, position(span.start))?;
    }
    let empty = reader.tree.error(
        Position { line: 1, column: 1 },
        CODE,
        "The file is empty.",
        "Write the description into it, or correct the path.",
    );
    reader.tree.into_root().ok_or(empty)
}

fn position(marker: Marker) -> Position {
    let clamp = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
    Position {
        line: clamp(marker.line()),
        column: clamp(marker.col()).saturating_add(1),
    }
}

struct Reader<'w> {
    tree: Tree<'w>,
    /// Finished nodes by the parser's number for their anchor.
    anchors: HashMap<usize, Anchored>,
    /// The anchors of the collections that are open; 0 is none.
    open: Vec<usize>,
    copied: usize,
    documents: usize,
}

struct Anchored {
    node: Node,
    size: Size,
}

type MaybeTag<'t> = Option<Cow<'t, Tag>>;

impl Reader<'_> {
    fn event(&mut self, event: Event<'_>, at: Position) -> Result<(), Complaint> {
        match event {
            Event::DocumentStart(..) => {
                self.documents += 1;
                Ok(())
            }
            // A `---` after the document, with nothing behind it, which the parser reports as null.
            Event::Scalar(text, ScalarStyle::Plain, 0, None)
                if self.documents > 1 && text == "~" && self.open.is_empty() =>
            {
                Ok(())
            }
            Event::Scalar(..) | Event::SequenceStart(..) | Event::MappingStart(..)
                if self.documents > 1 && self.open.is_empty() =>
            {
                Err(self.tree.error(
                    at,
                    CODE,
                    "The file holds several YAML documents.",
                    "Keep one document in a file.",
                ))
            }
            Event::Scalar(text, style, anchor, tag) => self.scalar(&text, style, anchor, tag, at),
            Event::SequenceStart(_, anchor, tag) => {
                self.open_collection(anchor, tag, "seq", at)?;
                self.tree.open_array(at)
            }
            Event::MappingStart(_, anchor, tag) => {
                self.open_collection(anchor, tag, "map", at)?;
                self.tree.open_object(at)
            }
            Event::SequenceEnd | Event::MappingEnd => self.close_collection(at),
            Event::Alias(anchor) => self.alias(anchor, at),
            // The stream's ends, and events that have to be asked for.
            _ => Ok(()),
        }
    }

    fn scalar(
        &mut self,
        text: &str,
        style: ScalarStyle,
        anchor: usize,
        tag: MaybeTag<'_>,
        at: Position,
    ) -> Result<(), Complaint> {
        let plain = style == ScalarStyle::Plain;
        if self.tree.awaits_key() {
            self.keep(
                anchor,
                &Node {
                    at,
                    value: Value::String(text.into()),
                },
                at,
            )?;
            if plain && text == "<<" && tag.is_none() {
                self.tree.merge_key(at);
            } else {
                self.tree.key(at, text.into());
            }
            return Ok(());
        }
        let value = match scalar::resolve(text, plain, tag.as_deref()) {
            Ok(value) => value,
            Err(Unresolved::UnknownTag(value)) => {
                self.warn_of_tag(tag, at);
                value
            }
            Err(Unresolved::NoSuch(kind)) => {
                return Err(self.tree.error(
                    at,
                    CODE,
                    format!("`{text}` is tagged as {kind} but is none."),
                    "Remove the tag or correct the value.",
                ));
            }
        };
        let node = Node { at, value };
        self.keep(anchor, &node, at)?;
        self.tree.value(node)
    }

    fn open_collection(
        &mut self,
        anchor: usize,
        tag: MaybeTag<'_>,
        expected: &str,
        at: Position,
    ) -> Result<(), Complaint> {
        if self.tree.awaits_key() {
            return Err(self.complex_key(at));
        }
        if tag
            .as_ref()
            .is_some_and(|tag| !tag.is_yaml_core_schema_tag(expected))
        {
            self.warn_of_tag(tag, at);
        }
        self.open.push(anchor);
        Ok(())
    }

    fn close_collection(&mut self, at: Position) -> Result<(), Complaint> {
        let anchor = self.open.pop().unwrap_or_default();
        match self.tree.take() {
            Some(node) => {
                self.keep(anchor, &node, at)?;
                self.tree.value(node)
            }
            None => Ok(()),
        }
    }

    fn alias(&mut self, anchor: usize, at: Position) -> Result<(), Complaint> {
        let Some(Anchored { node, size }) = self.anchors.get(&anchor) else {
            return Err(self.tree.error(
                at,
                CODE,
                "An alias stands inside the value that it refers to.",
                "A description can refer to itself with `$ref`.",
            ));
        };
        if self.tree.awaits_key() {
            let Some(name) = key_text(&node.value) else {
                return Err(self.complex_key(at));
            };
            self.tree.key(at, name);
            return Ok(());
        }
        self.tree.check_depth(at, size.height)?;
        let (value, weight) = (node.value.clone(), size.weight);
        self.charge(weight, at)?;
        self.tree.value(Node { at, value })
    }

    /// Keeps a copy of an anchored node for its aliases.
    fn keep(&mut self, anchor: usize, node: &Node, at: Position) -> Result<(), Complaint> {
        if anchor == 0 {
            return Ok(());
        }
        let size = Size::of(node);
        self.charge(size.weight, at)?;
        self.anchors.insert(
            anchor,
            Anchored {
                node: node.clone(),
                size,
            },
        );
        Ok(())
    }

    fn charge(&mut self, weight: usize, at: Position) -> Result<(), Complaint> {
        self.copied = self.copied.saturating_add(weight);
        if self.copied <= COPY_LIMIT {
            return Ok(());
        }
        let message = format!(
            "Anchors and aliases expand to more than {} MiB.",
            COPY_LIMIT >> 20
        );
        Err(self
            .tree
            .error(at, "too-large", message, "Use `$ref` instead of aliases."))
    }

    fn complex_key(&self, at: Position) -> Complaint {
        let help = "Write the key as one word or in quotes; a value that starts with `{`, `[` or `*` needs quotes, too.";
        self.tree
            .error(at, CODE, "A key is a list or a mapping.", help)
    }

    fn warn_of_tag(&mut self, tag: MaybeTag<'_>, at: Position) {
        let tag = tag.map(|tag| tag.original()).unwrap_or_default();
        self.tree.warn(
            at,
            "yaml-tag",
            format!("The tag `{tag}` is ignored."),
            "The value is read as if the tag were not there.",
        );
    }

    fn syntax_error(&self, error: &ScanError, text: &str) -> Complaint {
        let at = position(*error.marker());
        if *error.kind() == ErrorKind::RecursionLimitExceeded {
            return self.tree.too_deep(at);
        }
        let message = format!("This is not valid YAML: {}.", error.info());
        self.tree
            .error(at, CODE, message, way_out::of(text, at.line as usize))
    }
}

/// A scalar that an alias puts in the place of a key.
fn key_text(value: &Value) -> Option<Box<str>> {
    match value {
        Value::Null => Some(Box::from("null")),
        Value::Bool(true) => Some(Box::from("true")),
        Value::Bool(false) => Some(Box::from("false")),
        Value::Number(text) | Value::String(text) => Some(text.clone()),
        Value::Array(_) | Value::Object(_) => None,
    }
}
