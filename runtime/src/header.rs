//! Headers of an answer as values.
//!
//! What a stranger would get wrong: a header is text whatever its declared type, so a value is read as a string first
//! and, where its type is none, as the number or boolean that the text spells.

use crate::json::{self, Decode, Fault};
use crate::plain;
use http::HeaderMap;
use std::collections::BTreeMap;
use std::fmt;

/// The text of a header, the first of several; `None` if it is absent or not ASCII.
pub fn text<'h>(headers: &'h HeaderMap, name: &str) -> Option<&'h str> {
    headers.get(name)?.to_str().ok()
}

/// The value of a header.
pub fn value<T: Decode>(headers: &HeaderMap, name: &str) -> Option<Result<T, HeaderError>> {
    read(headers, name, plain::read)
}

/// The items of a header, separated by commas.
pub fn list<T: Decode>(headers: &HeaderMap, name: &str) -> Option<Result<Vec<T>, HeaderError>> {
    split(headers, name, ',')
}

/// The items of a header, separated by this character.
pub fn split<T: Decode>(
    headers: &HeaderMap,
    name: &str,
    delimiter: char,
) -> Option<Result<Vec<T>, HeaderError>> {
    read(headers, name, |text| {
        items(text, delimiter).map(plain::read).collect()
    })
}

/// The members of a header, in the style `simple`: `R=1,G=2`, or `R,1,G,2` where they do not explode.
pub fn object<T: Decode>(
    headers: &HeaderMap,
    name: &str,
    explode: bool,
) -> Option<Result<T, HeaderError>> {
    read(headers, name, |text| {
        plain::read_members(members(text, explode))
    })
}

fn items(text: &str, delimiter: char) -> impl Iterator<Item = &str> {
    let items = text.split(delimiter).map(str::trim);
    items.filter(|item| !item.is_empty())
}

fn members(text: &str, explode: bool) -> Vec<(String, Vec<String>)> {
    let mut items = items(text, ',');
    let mut members = Vec::new();
    while let Some(item) = items.next() {
        let (name, value) = if explode {
            item.split_once('=').unwrap_or((item, ""))
        } else {
            (item, items.next().unwrap_or_default())
        };
        members.push((name.to_owned(), vec![value.to_owned()]));
    }
    members
}

/// The JSON in a header.
pub fn content<T: Decode>(headers: &HeaderMap, name: &str) -> Option<Result<T, HeaderError>> {
    read(headers, name, |text| json::from_slice(text.as_bytes()))
}

/// All headers whose names start with a prefix (in lower case), by the rest of their names.
pub fn prefixed(headers: &HeaderMap, prefix: &str) -> BTreeMap<String, String> {
    let prefix = prefix.to_ascii_lowercase();
    headers
        .keys()
        .filter_map(|name| {
            let rest = name
                .as_str()
                .strip_prefix(&prefix)
                .filter(|rest| !rest.is_empty())?;
            Some((rest.to_owned(), joined(headers, name.as_str())?))
        })
        .collect()
}

/// The text of all headers of a name, which HTTP takes for one with commas.
fn joined(headers: &HeaderMap, name: &str) -> Option<String> {
    let values = headers
        .get_all(name)
        .iter()
        .map(|value| value.to_str().ok());
    values
        .collect::<Option<Vec<_>>>()
        .map(|values| values.join(", "))
}

fn read<T>(
    headers: &HeaderMap,
    name: &str,
    read: impl FnOnce(&str) -> Result<T, Fault>,
) -> Option<Result<T, HeaderError>> {
    if !headers.contains_key(name) {
        return None;
    }
    let result = joined(headers, name)
        .ok_or_else(|| Fault::new("it is not ASCII"))
        .and_then(|text| read(&text));
    Some(result.map_err(|fault| HeaderError {
        name: name.to_owned(),
        fault,
    }))
}

/// A header that is not what the description says.
#[derive(Clone, Debug, PartialEq)]
pub struct HeaderError {
    name: String,
    fault: Fault,
}

impl HeaderError {
    /// The name of the header.
    pub fn name(&self) -> &str {
        &self.name
    }
}

impl fmt::Display for HeaderError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "header {:?} can't be read: {}", self.name, self.fault)
    }
}

impl std::error::Error for HeaderError {}
