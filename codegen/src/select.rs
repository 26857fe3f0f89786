//! Which operations are kept: by id, tag or path; schemas that only left-out operations need go with them.
//!
//! It may also say of operations what the description can't: how their pages follow each other, what arrives in items,
//! what may be repeated. A selection that keeps and leaves nothing drops nothing. Any other also drops components that nothing refers to, and callbacks of
//! operations that are left out; webhooks stay.
//!
//! A stranger would get this wrong: a child that names its base in `allOf` is needed wherever the base is, though
//! nothing refers to the child.

mod choices;
mod needed;

#[cfg(test)]
mod tests;

use crate::complaint::Complaints;
use crate::description::{Description, Operation, Pageable};
use crate::value::Location;
use needed::keep_needed_schemas;
use std::collections::BTreeSet;
use std::fmt;

/// A selection; the empty one keeps everything.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Selection {
    /// Keep only operations that match one of these.
    pub keep: Vec<Pattern>,
    /// Leave out operations that match one of these.
    pub leave: Vec<Pattern>,
    /// Which types callers build.
    pub construct: Construct,
    /// How the pages of operations follow each other.
    pub paging: Vec<(Pattern, Pageable)>,
    /// What arrives in items.
    pub streams: Vec<(Pattern, StreamChoice)>,
    /// Which operations may be repeated, and which may not.
    pub repeatable: Vec<(Pattern, bool)>,
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

/// What an operation is matched by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Pattern {
    /// Its id, or method and path (`GET /pets`) if it has none; `*` stands for any text.
    Id(String),
    /// One of its tags; `*` stands for any text.
    Tag(String),
    /// Its path; `*` stands for any text.
    Path(String),
}

impl Selection {
    fn keeps_all(&self) -> bool {
        self.keep.is_empty() && self.leave.is_empty()
    }

    fn keeps(&self, operation: &Operation) -> bool {
        let matches = |pattern: &Pattern| pattern.matches(operation);
        (self.keep.is_empty() || self.keep.iter().any(matches)) && !self.leave.iter().any(matches)
    }
}

impl Pattern {
    fn matches(&self, operation: &Operation) -> bool {
        let (Self::Id(glob) | Self::Tag(glob) | Self::Path(glob)) = self;
        self.subjects(operation)
            .iter()
            .any(|subject| matches_glob(glob, subject))
    }

    /// The texts of an operation that the pattern looks at.
    fn subjects(&self, operation: &Operation) -> Vec<String> {
        match self {
            Self::Id(_) => vec![id(operation)],
            Self::Tag(_) => operation.tags.clone(),
            Self::Path(_) => vec![operation.path.clone()],
        }
    }
}

impl fmt::Display for Pattern {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Id(glob) => write!(formatter, "id `{glob}`"),
            Self::Tag(glob) => write!(formatter, "tag `{glob}`"),
            Self::Path(glob) => write!(formatter, "path `{glob}`"),
        }
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
    if selection.keeps_all() {
        return description;
    }
    let left_out: Vec<Location> = description
        .operations
        .iter()
        .filter(|operation| !selection.keeps(operation))
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
            !left_out
                .iter()
                .any(|operation| is_below(&incoming.operation.location, operation))
        },
        |incoming| incoming.name.clone(),
    );
    keep_needed_schemas(&mut description, &outgoing, &incoming);
    description
}

/// What became of an operation.
#[derive(Debug, PartialEq, Eq)]
enum Fate {
    /// It stays, at this index.
    Kept(u32),
    /// It was left out; what it was called.
    LeftOut(String),
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
    let Description { operations, .. } = description;
    let paging = selection.paging.iter().map(|(pattern, _)| pattern);
    let streams = selection.streams.iter().map(|(pattern, _)| pattern);
    let repeatable = selection.repeatable.iter().map(|(pattern, _)| pattern);
    let kept = selection.keep.iter().chain(&selection.leave);
    for pattern in kept.chain(paging).chain(streams).chain(repeatable) {
        if operations
            .iter()
            .any(|operation| pattern.matches(operation))
        {
            continue;
        }
        let subjects: BTreeSet<_> = operations
            .iter()
            .flat_map(|operation| pattern.subjects(operation))
            .collect();
        let examples: Vec<_> = subjects
            .iter()
            .take(5)
            .map(|subject| format!("`{subject}`"))
            .collect();
        let help = match examples.as_slice() {
            [] => "no operation has one".to_owned(),
            _ => format!(
                "there are {} of them, such as {}",
                subjects.len(),
                examples.join(", ")
            ),
        };
        let message = format!("no operation has the {pattern} that the selection names");
        complaints.error(&root(description), "unmatched-selection", message, help);
    }
}

/// The beginning of the root document: of the file in the fewest folders that anything stands in.
fn root(description: &Description) -> Location {
    let operations = description
        .operations
        .iter()
        .map(|operation| &operation.location);
    let components = description
        .components
        .iter()
        .map(|id| &description.schemas[*id].location);
    let file = operations
        .chain(components)
        .map(|location| &location.file)
        .min_by_key(|file| file.matches('/').count());
    Location::of_file(&file.cloned().unwrap_or_default())
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

/// Whether a text matches a pattern in which `*` stands for any text.
fn matches_glob(glob: &str, text: &str) -> bool {
    let Some((start, rest)) = glob.split_once('*') else {
        return glob == text;
    };
    let Some(mut text) = text.strip_prefix(start) else {
        return false;
    };
    let (middle, end) = rest.rsplit_once('*').unwrap_or(("", rest));
    for part in middle.split('*') {
        let Some((_, after)) = text.split_once(part) else {
            return false;
        };
        text = after;
    }
    text.ends_with(end)
}
