//! What operations and schemas are chosen by: patterns in which `*` stands for any text.
//!
//! What a stranger would get wrong: a pattern that has several parts matches what fits all of them; a list of patterns
//! matches what fits one.

use crate::description::{Operation, Place, Schema};
use crate::value::Location;
use std::fmt;

/// What operations are chosen by; what is not said fits all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pattern {
    /// Where the choice stands.
    pub at: Location,
    /// The id, or method and path (`GET /pets`) of an operation without one.
    pub id: Option<String>,
    /// One of the tags.
    pub tag: Option<String>,
    /// The path.
    pub path: Option<String>,
    /// The method, in capitals.
    pub method: Option<String>,
    /// Whether it is deprecated.
    pub deprecated: Option<bool>,
}

impl Pattern {
    /// The pattern that fits all operations.
    pub fn any(at: Location) -> Self {
        Self {
            at,
            id: None,
            tag: None,
            path: None,
            method: None,
            deprecated: None,
        }
    }

    /// Whether an operation fits.
    pub(super) fn matches(&self, operation: &Operation) -> bool {
        self.captured(operation).is_some()
    }

    /// What each `*` stands for, where an operation fits: those of the id first, then of tag, path and method.
    pub(super) fn captured(&self, operation: &Operation) -> Option<Vec<String>> {
        if self
            .deprecated
            .is_some_and(|deprecated| operation.deprecated != deprecated)
        {
            return None;
        }
        let mut captured = Vec::new();
        for part in Part::ALL {
            if let Some(glob) = self.part(part) {
                let subjects = part.subjects(operation);
                captured.extend(
                    subjects
                        .iter()
                        .find_map(|subject| captures(glob, subject))?,
                );
            }
        }
        Some(captured)
    }

    /// How many `*` it has.
    pub(super) fn stars(&self) -> usize {
        let globs = Part::ALL.into_iter().filter_map(|part| self.part(part));
        globs.map(stars).sum()
    }

    /// The one part that it says, if it is one: what else could have been said is shown then.
    pub(super) fn only_part(&self) -> Option<Part> {
        let mut said = Part::ALL
            .into_iter()
            .filter(|part| self.part(*part).is_some());
        let first = said.next();
        first.filter(|_| said.next().is_none() && self.deprecated.is_none())
    }

    fn part(&self, part: Part) -> Option<&str> {
        match part {
            Part::Id => self.id.as_deref(),
            Part::Tag => self.tag.as_deref(),
            Part::Path => self.path.as_deref(),
            Part::Method => self.method.as_deref(),
        }
    }
}

/// A part of a pattern.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    Id,
    Tag,
    Path,
    Method,
}

impl Part {
    const ALL: [Self; 4] = [Self::Id, Self::Tag, Self::Path, Self::Method];

    fn word(self) -> &'static str {
        match self {
            Self::Id => "id",
            Self::Tag => "tag",
            Self::Path => "path",
            Self::Method => "method",
        }
    }

    /// The texts of an operation that the part looks at.
    pub(super) fn subjects(self, operation: &Operation) -> Vec<String> {
        match self {
            Self::Id => vec![
                operation
                    .id
                    .clone()
                    .unwrap_or_else(|| format!("{} {}", operation.method, operation.path)),
            ],
            Self::Tag => operation.tags.clone(),
            Self::Path => vec![operation.path.clone()],
            Self::Method => vec![operation.method.clone()],
        }
    }
}

impl fmt::Display for Pattern {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let said = Part::ALL
            .into_iter()
            .filter_map(|part| Some(format!("{} `{}`", part.word(), self.part(part)?)));
        let deprecated = self
            .deprecated
            .map(|deprecated| format!("`deprecated` {deprecated}"));
        let said: Vec<String> = said.chain(deprecated).collect();
        formatter.write_str(&said.join(" and the "))
    }
}

/// What schemas are chosen by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SchemaPattern {
    /// Where the choice stands.
    pub at: Location,
    /// What is looked at.
    pub by: SchemaBy,
}

/// What a schema is chosen by; `*` stands for any text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SchemaBy {
    /// The name of a component.
    Name(String),
    /// The JSON Pointer of any schema in its document, with `file#` before it where that matters.
    Pointer(String),
}

impl SchemaPattern {
    /// Whether a schema fits.
    pub(super) fn matches(&self, schema: &Schema) -> bool {
        self.captured(schema).is_some()
    }

    /// The text of a schema that the pattern looks at.
    pub(super) fn subject(&self, schema: &Schema) -> String {
        match (&self.by, &schema.place) {
            (SchemaBy::Name(_), Place::Component(name)) => name.clone(),
            _ => schema.location.pointer.to_string(),
        }
    }

    /// What each `*` stands for, where a schema fits.
    pub(super) fn captured(&self, schema: &Schema) -> Option<Vec<String>> {
        match (&self.by, &schema.place) {
            (SchemaBy::Name(glob), Place::Component(name)) => captures(glob, name),
            (SchemaBy::Name(_), _) => None,
            (SchemaBy::Pointer(glob), _) => captures_of_place(glob, &schema.location, ""),
        }
    }

    /// How many `*` it has.
    pub(super) fn stars(&self) -> usize {
        match &self.by {
            SchemaBy::Name(glob) | SchemaBy::Pointer(glob) => stars(glob),
        }
    }
}

impl fmt::Display for SchemaPattern {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.by {
            SchemaBy::Name(glob) => write!(formatter, "name `{glob}`"),
            SchemaBy::Pointer(glob) => write!(formatter, "pointer `{glob}`"),
        }
    }
}

/// What each `*` of a pattern of pointers stands for, where it fits the place that `rest` leads to from a location.
pub(super) fn captures_of_place(
    glob: &str,
    Location { file, pointer, .. }: &Location,
    rest: &str,
) -> Option<Vec<String>> {
    if glob.contains('#') {
        captures(glob, &format!("{file}#{pointer}{rest}"))
    } else if rest.is_empty() {
        captures(glob, pointer)
    } else {
        captures(glob, &format!("{pointer}{rest}"))
    }
}

/// How many `*` a text has.
pub(super) fn stars(text: &str) -> usize {
    text.matches('*').count()
}

/// A text with what was captured in the place of each `*`, in their order.
pub(super) fn filled(template: &str, captured: &[String]) -> String {
    let mut captured = captured.iter();
    let mut parts = template.split('*');
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |text, part| {
        let star = captured.next().map_or("", String::as_str);
        text + star + part
    })
}

/// Whether a text matches a pattern in which `*` stands for any text.
#[cfg(test)]
pub(super) fn matches_glob(glob: &str, text: &str) -> bool {
    captures(glob, text).is_some()
}

/// What each `*` of a pattern stands for in a text that it matches; the first ones are as short as can be.
pub(super) fn captures(glob: &str, text: &str) -> Option<Vec<String>> {
    let Some((start, rest)) = glob.split_once('*') else {
        return (glob == text).then(Vec::new);
    };
    let mut text = text.strip_prefix(start)?;
    let mut captured = Vec::new();
    let (middle, end) = rest
        .rsplit_once('*')
        .map_or((None, rest), |(middle, end)| (Some(middle), end));
    for part in middle.into_iter().flat_map(|middle| middle.split('*')) {
        let (before, after) = text.split_once(part)?;
        captured.push(before.to_owned());
        text = after;
    }
    captured.push(text.strip_suffix(end)?.to_owned());
    Some(captured)
}
