//! What the id of an operation means: its group, and the words that name it.
//!
//! The group is the part of the id before the operation's own name, else the first tag, else the first word of the path;
//! the name does not repeat it. All of this follows from the operation alone. A stranger would split an id at any `_`:
//! in most documents whose ids have several, they only separate words.

mod group;
mod path;
#[cfg(test)]
mod tests;

use crate::description::Operation;
use crate::shape::Apart;
use group::{Group, is_method};

/// How an operation is called.
pub(super) struct Identity {
    /// The group's words.
    pub(super) group: String,
    /// The words of its name in the group.
    pub(super) words: String,
    /// What may tell it from others in the group, best first.
    pub(super) apart: Vec<Apart>,
}

/// The id of an operation, or its method and path.
pub(super) fn id(operation: &Operation) -> String {
    operation
        .id
        .clone()
        .unwrap_or_else(|| format!("{} {}", operation.method, operation.path))
}

/// The group and the name of an operation: what the selection says, else what the description does.
pub(super) fn identity(operation: &Operation) -> Identity {
    let described = described(operation);
    let is_whole = |apart: &Apart| matches!(apart, Apart::Instead(_));
    match &operation.client_name {
        Some(name) => Identity {
            words: name.clone(),
            apart: described
                .apart
                .into_iter()
                .filter(|apart| !is_whole(apart))
                .collect(),
            ..described
        },
        None => described,
    }
}

fn described(operation: &Operation) -> Identity {
    let id = own_id(operation);
    let tag = operation.tags.iter().map(|tag| tag.trim());
    let tag = tag.take(1).find(|tag| !tag.is_empty());
    let of_path = || path::group(&operation.path).unwrap_or_else(|| "api".to_owned());
    let (group, rest) = match (id.and_then(parts), tag) {
        (Some(parts), Some(tag)) => parts.under(tag),
        (Some(parts), None) => parts.own(),
        (None, Some(tag)) => (tag.to_owned(), id.map(str::to_owned)),
        (None, None) => (of_path(), id.map(str::to_owned)),
    };
    let known = Group::new(&group);
    let full = rest.unwrap_or_else(|| of_route(operation, &known));
    let words = match id {
        Some(_) => own_name(&known, &full, &operation.path),
        None => full.clone(),
    };
    let apart = apart(operation, &known, &full);
    Identity {
        group: operation.client_group.clone().unwrap_or(group),
        words,
        apart,
    }
}

/// The words of an operation where its group says nothing, as in the names of types.
pub(super) fn type_words(operation: &Operation) -> String {
    if operation.client_name.is_some() || operation.client_group.is_some() {
        let Identity { group, words, .. } = identity(operation);
        return format!("{group} {words}");
    }
    match own_id(operation) {
        Some(id) => id.to_owned(),
        None => of_route(operation, &Group::default()),
    }
}

/// What may tell the types of operations with the same words apart.
pub(super) fn type_words_apart(operation: &Operation) -> Option<String> {
    let version = path::version(&operation.path)?;
    Some(format!("{} {version}", type_words(operation)))
}

/// A name without the words of its group.
fn own_name(group: &Group, name: &str, path: &str) -> String {
    let segments: Vec<&str> = path::segments(path).collect();
    group.without(name, &segments)
}

/// The words of an operation without an id.
fn of_route(operation: &Operation, group: &Group) -> String {
    let method = operation.method.to_ascii_lowercase();
    let words = path::words(&operation.path, group);
    format!("{method} {words}").trim_end().to_owned()
}

fn own_id(operation: &Operation) -> Option<&str> {
    let id = operation.id.as_deref().map(str::trim);
    id.filter(|id| !id.is_empty())
}

/// What tells operations of one group with one name apart: the parameter that only one of them has (`GetById`), the
/// version, the whole id, at last method and path.
fn apart(operation: &Operation, group: &Group, full: &str) -> Vec<Apart> {
    let by = path::last_parameter(&operation.path).map(|parameter| {
        let own = group.without_start(parameter);
        let own = if own.is_empty() { "id" } else { &own };
        Apart::Suffix(format!("by {own}"))
    });
    let version = path::version(&operation.path).map(Apart::Suffix);
    let rest = [
        Apart::Instead(full.to_owned()),
        Apart::Suffix(operation.method.clone()),
        Apart::Suffix(path::words(&operation.path, &Group::default())),
        Apart::Suffix(operation.path.clone()),
    ];
    by.into_iter().chain(version).chain(rest).collect()
}

/// An id that has its group in front.
struct Parts<'a> {
    id: &'a str,
    /// The parts of the group.
    group: Vec<&'a str>,
    /// The operation's own name.
    name: &'a str,
    separator: char,
}

impl Parts<'_> {
    /// The group that the id has, and the rest.
    fn own(&self) -> (String, Option<String>) {
        let group = self.group.join(&self.separator.to_string());
        (group, Some(self.name.to_owned()))
    }

    /// The tag where it is a part of the group (`drive.files.list` under `files`), and all that follows it.
    fn under(&self, tag: &str) -> (String, Option<String>) {
        if self.separator == '_' {
            return self.own();
        }
        let tagged = Group::new(tag);
        let parts: Vec<&str> = self.id.split(self.separator).collect();
        let groups = parts.len() - 1;
        let ranges = (1..=groups)
            .rev()
            .flat_map(|end| (0..end).map(move |start| start..end));
        let mut ends = ranges
            .filter(|range| tagged.is(&parts[range.clone()].join(" ")))
            .map(|range| range.end);
        match ends.next() {
            Some(end) => (tag.to_owned(), Some(parts[end..].join(" "))),
            None => self.own(),
        }
    }
}

/// Takes an id apart that names its group: `Issues_List`, `issues/list`, `issues:list`, `drive.files.list`.
fn parts(id: &str) -> Option<Parts<'_>> {
    let separators = ['/', ':', '.'].into_iter();
    let mut separated = separators.filter_map(|separator| separated(id, separator));
    separated.next().or_else(|| {
        let (group, name) = group_and_name(id)?;
        Some(Parts {
            id,
            group: vec![group],
            name,
            separator: '_',
        })
    })
}

fn separated(id: &str, separator: char) -> Option<Parts<'_>> {
    let mut group: Vec<&str> = id.split(separator).collect();
    let name = group.pop()?;
    let is_name = |part: &str| {
        let characters = |character: char| character.is_alphanumeric() || "-_ ".contains(character);
        part.contains(char::is_alphabetic) && part.chars().all(characters)
    };
    let are_names = group.iter().all(|part| is_name(part)) && is_name(name);
    let is_method = group.first().is_some_and(|first| is_method(first));
    group.retain(|part| !path::is_version(part));
    (are_names && !is_method && !group.is_empty() && !path::is_version(name)).then_some(Parts {
        id,
        group,
        name,
        separator,
    })
}

/// Takes an operationId of the form `Group_Operation` apart. In `get_user`, `GET_users` and `Users_by_name` the
/// underscores only separate words.
fn group_and_name(id: &str) -> Option<(&str, &str)> {
    let (group, name) = id.split_once('_')?;
    let is_camel = [group, name]
        .iter()
        .any(|part| part.starts_with(|first: char| first.is_ascii_uppercase()));
    let is_word = group
        .chars()
        .all(|character| character.is_ascii_alphanumeric());
    let is_name = !name.is_empty() && !name.contains('_');
    (is_camel && is_word && is_name && !is_method(group)).then_some((group, name))
}
