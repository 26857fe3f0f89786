//! What the id of an operation means: its group, and the words that name it.
//!
//! Below everything that names or documents an operation. A stranger would split an id at any `_`: in most
//! documents whose ids have several, they only separate words.

use super::route::{Piece, pieces};
use crate::description::Operation;

/// The group's words and the operation's own words.
pub(super) fn operation_name(operation: &Operation) -> (String, String) {
    let id = operation.id.as_deref().map(str::trim);
    let id = id.filter(|id| !id.is_empty());
    if let Some((group, name)) = id.and_then(group_and_name) {
        return (group.to_owned(), name.to_owned());
    }
    let tag = operation.tags.first().filter(|tag| !tag.trim().is_empty());
    let group = tag.cloned().unwrap_or_else(|| "api".to_owned());
    let name = match id {
        Some(id) => id.to_owned(),
        None => route_words(&operation.method, &operation.path),
    };
    (group, name)
}

/// The id of an operation, or its method and path.
pub(super) fn id(operation: &Operation) -> String {
    operation
        .id
        .clone()
        .unwrap_or_else(|| format!("{} {}", operation.method, operation.path))
}

/// Takes an operationId of the form `Group_Operation` apart. In `get_user`, `GET_users` and `Users_by_name` the
/// underscores only separate words.
pub(super) fn group_and_name(id: &str) -> Option<(&str, &str)> {
    let (group, name) = id.split_once('_')?;
    let is_camel = [group, name]
        .iter()
        .any(|part| part.starts_with(|first: char| first.is_ascii_uppercase()));
    let is_word = group
        .chars()
        .all(|character| character.is_ascii_alphanumeric());
    let is_name = !name.is_empty() && !name.contains('_');
    let is_method = METHODS
        .iter()
        .any(|method| group.eq_ignore_ascii_case(method));
    (is_camel && is_word && is_name && !is_method).then_some((group, name))
}

/// The methods that operationIds begin with; `Query` and `Options` are groups of real services.
const METHODS: [&str; 5] = ["get", "put", "post", "delete", "patch"];

/// Words for an operation without an id: `get pets by pet id`.
fn route_words(method: &str, path: &str) -> String {
    let mut words = vec![method.to_ascii_lowercase()];
    for piece in pieces(path) {
        match piece {
            Piece::Literal(text) => words.extend(
                text.split('/')
                    .filter(|part| !part.is_empty())
                    .map(str::to_owned),
            ),
            Piece::Parameter(name) => words.push(format!("by {name}")),
        }
    }
    words.join(" ")
}
