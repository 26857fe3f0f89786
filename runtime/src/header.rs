//! Headers of an answer as values.
//!
//! What a stranger would get wrong: a header is text whatever its declared type, so a value is read as a string first
//! and, where its type is none, as the number or boolean that the text spells.
//!
//! Headers of one name are one header whose parts are joined by commas (RFC 9110, 5.3), but for `Set-Cookie`, which is a
//! line an item (RFC 6265, 3) and has [`lines`]. A comma between double quotes separates nothing (RFC 9110, 5.6.4).

use crate::json::{self, Decode, Fault};
use crate::plain;
use http::{HeaderMap, HeaderValue};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;

/// The text of a header; of several headers of the name, joined by commas.
pub fn text<'h>(headers: &'h HeaderMap, name: &str) -> Option<Cow<'h, str>> {
    let mut values = headers.get_all(name).iter().map(text_of);
    let first = values.next()?;
    Some(values.fold(first, |all, value| Cow::Owned(format!("{all}, {value}"))))
}

/// The headers of a name, an item each.
pub fn lines<T: Decode>(headers: &HeaderMap, name: &str) -> Option<Result<Vec<T>, HeaderError>> {
    let mut values = headers.get_all(name).iter().peekable();
    values.peek()?;
    let items = values.map(|value| plain::read(&text_of(value)));
    Some(
        items
            .collect::<Result<_, _>>()
            .map_err(|fault| error(name, fault)),
    )
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
    let mut quotes = Quotes::of(text);
    let items = text.split(move |character| !quotes.hold(character) && character == delimiter);
    items.map(str::trim).filter(|item| !item.is_empty())
}

/// Where a quoted string is; nowhere if one does not end.
struct Quotes {
    are_paired: bool,
    inside: bool,
    escaped: bool,
}

impl Quotes {
    fn of(text: &str) -> Self {
        let mut quotes = Self {
            are_paired: true,
            inside: false,
            escaped: false,
        };
        for character in text.chars() {
            quotes.hold(character);
        }
        Self {
            are_paired: !quotes.inside,
            inside: false,
            escaped: false,
        }
    }

    /// Whether the next character stands in a quoted string.
    fn hold(&mut self, character: char) -> bool {
        let held = self.are_paired && self.inside;
        match character {
            _ if self.escaped => self.escaped = false,
            '\\' if self.inside => self.escaped = true,
            '"' => self.inside = !self.inside,
            _ => {}
        }
        held
    }
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
    read(headers, name, |text| {
        json::from_slice_strict(text.as_bytes())
    })
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
            Some((rest.to_owned(), text(headers, name.as_str())?.into_owned()))
        })
        .collect()
}

/// What is not ASCII is UTF-8, or else Latin-1, which HTTP had before (RFC 9110, 5.5).
fn text_of(value: &HeaderValue) -> Cow<'_, str> {
    match std::str::from_utf8(value.as_bytes()) {
        Ok(text) => Cow::Borrowed(text),
        Err(_) => value.as_bytes().iter().copied().map(char::from).collect(),
    }
}

fn read<T>(
    headers: &HeaderMap,
    name: &str,
    read: impl FnOnce(&str) -> Result<T, Fault>,
) -> Option<Result<T, HeaderError>> {
    let text = text(headers, name)?;
    Some(read(&text).map_err(|fault| error(name, fault)))
}

fn error(name: &str, fault: Fault) -> HeaderError {
    HeaderError {
        name: name.to_owned(),
        fault,
    }
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
