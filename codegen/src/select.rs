//! Which parts of a description are kept, and what is said of them that it can't say itself.
//!
//! Operations are chosen by id, tag, path, method and whether they are deprecated; schemas that only left-out operations
//! need go with them. Webhooks, callbacks or all operations can be left out. What is said of operations is how their
//! pages follow each other, what arrives in items, what may be repeated; any name may be another, and any type one of the
//! caller's. A selection that leaves nothing out drops nothing here (`lower` finds what no operation reaches);
//! any other also drops components that nothing refers to, and callbacks of operations that are left out.
//!
//! A stranger would get this wrong: a child that names its base in `allOf` is needed wherever the base is, though
//! nothing refers to the child.

mod attributes;
mod choices;
mod closed;
mod needed;
mod own;
mod pattern;
mod prefix;
mod rename;

#[cfg(test)]
mod tests;

use crate::complaint::Complaints;
use crate::description::{Caller, Description, Operation, Pageable, Schema, SchemaId};
use crate::value::Location;
use needed::{Fate, keep_needed_schemas};
use std::collections::BTreeSet;

pub use attributes::Attributes;
pub use own::{TypeChoice, TypeOf};
pub use pattern::{Pattern, SchemaBy, SchemaPattern};
pub use prefix::Prefix;
pub use rename::{Rename, Renamed};

/// The code of a choice that fits nothing.
const UNMATCHED: &str = "unmatched-selection";

/// A selection; the empty one keeps everything that an operation reaches.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Selection {
    /// Keep only operations that match one of these.
    pub keep: Vec<Pattern>,
    /// Leave out operations that match one of these.
    pub leave: Vec<Pattern>,
    /// Where it says that there are only types: no operation is kept, and none that the service calls.
    pub no_operations: Option<Location>,
    /// Where it says that no webhook is kept.
    pub no_webhooks: Option<Location>,
    /// Where it says that no callback is kept.
    pub no_callbacks: Option<Location>,
    /// Components that are kept beside those that are needed.
    pub schemas: Vec<SchemaPattern>,
    /// Which types callers build.
    pub construct: Construct,
    /// What becomes of inline schemas that are equal.
    pub inline: Inline,
    /// How the pages of operations follow each other.
    pub paging: Vec<(Pattern, Pageable)>,
    /// What arrives in items.
    pub streams: Vec<(Pattern, StreamChoice)>,
    /// Which operations may be repeated, and which may not.
    pub repeatable: Vec<(Pattern, bool)>,
    /// Other names for places, schemas, operations and groups.
    pub renames: Vec<Rename>,
    /// Prefixes that the names of components' types do without.
    pub prefixes: Vec<Prefix>,
    /// Derives and other attributes of types.
    pub attributes: Vec<Attributes>,
    /// Types of the caller's in the place of emitted ones.
    pub types: Vec<TypeChoice>,
    /// Sets of values that have no others.
    pub closed: Vec<SchemaPattern>,
}

/// An answer that arrives in items, though the description does not say so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StreamChoice {
    /// The name of the item's schema; `None` is what the media type says.
    pub item: Option<String>,
    /// The text that ends the stream.
    pub end: Option<String>,
}

/// Which types callers build, by constructors and setters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Construct {
    /// Those that a request can reach.
    #[default]
    Sent,
    /// All, those that only answers hold with them: for tests and mocks.
    All,
}

/// What becomes of inline schemas that are equal.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Inline {
    /// A type each.
    #[default]
    Apart,
    /// One type, which the others are other names of.
    Shared,
}

impl Selection {
    /// A selection that keeps everything, and components that no operation uses as well; `source` is who asks for them.
    pub fn every_component(source: &str) -> Self {
        let every_component = SchemaPattern {
            at: Location::of_file(&source.into()),
            by: SchemaBy::Name("*".to_owned()),
        };
        Self {
            schemas: vec![every_component],
            ..Self::default()
        }
    }

    fn keeps_all(&self) -> bool {
        self.keep.is_empty()
            && self.leave.is_empty()
            && self.no_operations.is_none()
            && self.no_webhooks.is_none()
            && self.no_callbacks.is_none()
            && self.schemas.is_empty()
    }

    /// Whether it asks for a component, used or not.
    pub(crate) fn asks_for(&self, schema: &Schema) -> bool {
        self.schemas.iter().any(|pattern| pattern.matches(schema))
    }

    fn keeps(&self, operation: &Operation) -> bool {
        let matches = |pattern: &Pattern| pattern.matches(operation);
        self.no_operations.is_none()
            && (self.keep.is_empty() || self.keep.iter().any(matches))
            && !self.leave.iter().any(matches)
    }

    /// Whether what the service calls is kept, if its operation is.
    fn keeps_calls_of(&self, caller: Caller) -> bool {
        let left_out = match caller {
            Caller::Webhook => &self.no_webhooks,
            Caller::Callback => &self.no_callbacks,
        };
        self.no_operations.is_none() && left_out.is_none()
    }
}

/// Leaves out what the selection does not keep.
pub fn select(
    mut description: Description,
    selection: &Selection,
    complaints: &mut Complaints,
) -> Description {
    complain_of_unmatched(&description, selection, complaints);
    choices::apply(&mut description, selection, complaints);
    rename::apply(&mut description, selection, complaints);
    prefix::apply(&mut description, selection, complaints);
    attributes::apply(&mut description, selection, complaints);
    own::apply(&mut description, selection, complaints);
    closed::apply(&mut description, selection, complaints);
    if selection.keeps_all() {
        return description;
    }
    let operations = description.operations.iter();
    let left_out = operations.filter(|operation| !selection.keeps(operation));
    let webhooks = description.incoming.iter().filter(|incoming| {
        incoming.caller == Caller::Webhook && !selection.keeps_calls_of(incoming.caller)
    });
    let left_out: Vec<Location> = left_out
        .chain(webhooks.map(|incoming| &incoming.operation))
        .map(|operation| operation.location.clone())
        .collect();
    let outgoing = retain(
        &mut description.operations,
        |operation| selection.keeps(operation),
        id,
    );
    let incoming = retain(
        &mut description.incoming,
        |incoming| {
            let goes_with = |operation| is_below(&incoming.operation.location, operation);
            selection.keeps_calls_of(incoming.caller) && !left_out.iter().any(goes_with)
        },
        |incoming| incoming.name.clone(),
    );
    let wanted = wanted(&description, selection);
    keep_needed_schemas(&mut description, wanted, &outgoing, &incoming);
    description
}

/// The components that are kept whatever needs them: those that are chosen; all of them, if there are only types and
/// none is chosen.
fn wanted(description: &Description, selection: &Selection) -> Vec<SchemaId> {
    let all = selection.no_operations.is_some() && selection.schemas.is_empty();
    let is_wanted = |id: &SchemaId| {
        let schema = &description.schemas[*id];
        all || selection.asks_for(schema)
    };
    let components = description.components.iter().copied();
    components.filter(is_wanted).collect()
}

/// Keeps some items, and says what became of each.
fn retain<T>(
    items: &mut Vec<T>,
    keeps: impl Fn(&T) -> bool,
    name: impl Fn(&T) -> String,
) -> Vec<Fate> {
    let mut indices = 0..;
    let mut fate = |item: &T| match keeps(item).then(|| indices.next()).flatten() {
        Some(index) => Fate::Kept(index),
        None => Fate::LeftOut(name(item)),
    };
    let fates = items.iter().map(&mut fate).collect();
    items.retain(keeps);
    fates
}

fn complain_of_unmatched(
    description: &Description,
    selection: &Selection,
    complaints: &mut Complaints,
) {
    let paging = selection.paging.iter().map(|(pattern, _)| pattern);
    let streams = selection.streams.iter().map(|(pattern, _)| pattern);
    let repeatable = selection.repeatable.iter().map(|(pattern, _)| pattern);
    let kept = selection.keep.iter().chain(&selection.leave);
    for pattern in kept.chain(paging).chain(streams).chain(repeatable) {
        complain_of_operations(&description.operations, pattern, complaints);
    }
    for pattern in &selection.schemas {
        complain_of_components(description, pattern, complaints);
    }
    let has = |caller: Caller| description.incoming.iter().any(|it| it.caller == caller);
    for (at, caller, word) in [
        (&selection.no_webhooks, Caller::Webhook, "webhook"),
        (&selection.no_callbacks, Caller::Callback, "callback"),
    ] {
        if let Some(at) = at
            && !has(caller)
        {
            let message = format!("the description has no {word} that could be left out");
            complaints.error(at, UNMATCHED, message, format!("remove `{word}s = false`"));
        }
    }
}

fn complain_of_operations(
    operations: &[Operation],
    pattern: &Pattern,
    complaints: &mut Complaints,
) {
    if operations
        .iter()
        .any(|operation| pattern.matches(operation))
    {
        return;
    }
    let help = match pattern.only_part() {
        Some(part) => {
            let subjects = operations
                .iter()
                .flat_map(|operation| part.subjects(operation));
            such_as(&subjects.collect(), "no operation has one")
        }
        None => "all that it says has to fit one operation".to_owned(),
    };
    let message = format!("no operation has the {pattern} that the selection names");
    complaints.error(&pattern.at, UNMATCHED, message, help);
}

fn complain_of_components(
    description: &Description,
    pattern: &SchemaPattern,
    complaints: &mut Complaints,
) {
    let components = description.components.iter();
    let schemas = components.map(|id| &description.schemas[*id]);
    if schemas.clone().any(|schema| pattern.matches(schema)) {
        return;
    }
    let subjects = schemas.map(|schema| pattern.subject(schema)).collect();
    let help = such_as(
        &subjects,
        "the description has no components that are schemas",
    );
    let message = format!("no component has the {pattern} that the selection names");
    complaints.error(&pattern.at, UNMATCHED, message, help);
}

/// What could have been said instead.
fn such_as(subjects: &BTreeSet<String>, none: &str) -> String {
    let examples = subjects.iter().take(5);
    let examples: Vec<_> = examples.map(|subject| format!("`{subject}`")).collect();
    match subjects.len() {
        0 => none.to_owned(),
        1 => format!("there is one, {}", examples.join("")),
        count => format!("there are {count} of them, such as {}", examples.join(", ")),
    }
}

fn id(operation: &Operation) -> String {
    operation
        .id
        .clone()
        .unwrap_or_else(|| format!("{} {}", operation.method, operation.path))
}

fn is_below(inner: &Location, outer: &Location) -> bool {
    let rest = inner.pointer.strip_prefix(&*outer.pointer);
    inner.file == outer.file && rest.is_some_and(|rest| rest.starts_with('/'))
}

/// Tokens as text, without the spaces that tokens have around punctuation.
fn spelled(tokens: &impl quote::ToTokens) -> String {
    let text = tokens.to_token_stream().to_string();
    let mut spelled = text
        .replace(" :: ", "::")
        .replace("# [", "#[")
        .replace(" (", "(")
        .replace(" <", "<");
    for (tight, loose) in [
        ("(", "( "),
        (")", " )"),
        ("]", " ]"),
        ("<", "< "),
        (">", " >"),
        (",", " ,"),
    ] {
        spelled = spelled.replace(loose, tight);
    }
    spelled
}
