//! Words for the documentation: the author's text, and our sentences on constraints, defaults and presence.

use super::normal::Merged;
use crate::description::{Operation, Parameter, Schema, ServerVariable};
use crate::shape::Doc;
use crate::value::Value;

/// The longest default or constraint that is quoted.
const MAX_QUOTE: usize = 120;

/// Documentation of a type.
pub(super) fn of_type(schema: &Schema, merged: &Merged) -> Doc {
    let mut notes = Vec::new();
    constraints(&merged.constraints, &mut notes);
    Doc {
        text: text(schema),
        notes,
    }
}

/// Documentation of a property: its own words, else those of the schema that it refers to.
pub(super) fn of_property(
    own: Option<&Schema>,
    target: &Schema,
    merged: &Merged,
    read_only: bool,
) -> Doc {
    let mut notes = Vec::new();
    if read_only {
        notes.push("Read-only: set by the service.".to_owned());
    }
    if own.unwrap_or(target).write_only {
        notes.push("Write-only: never in an answer.".to_owned());
    }
    constraints(&merged.constraints, &mut notes);
    default(own.and_then(default_of).or(default_of(target)), &mut notes);
    Doc {
        text: own.and_then(text).or_else(|| first_paragraph(text(target))),
        notes,
    }
}

/// Documentation of an argument.
pub(super) fn of_parameter(parameter: &Parameter, schema: &Schema, merged: &Merged) -> Doc {
    let mut notes = Vec::new();
    constraints(&merged.constraints, &mut notes);
    default(default_of(schema), &mut notes);
    Doc {
        text: parameter
            .doc
            .as_deref()
            .and_then(non_empty)
            .or_else(|| text(schema)),
        notes,
    }
}

/// Documentation of an operation.
pub(super) fn of_operation(operation: &Operation) -> Doc {
    let summary = operation.summary.as_deref().and_then(non_empty);
    let doc = operation.doc.as_deref().and_then(non_empty);
    let text = match (summary, doc) {
        (Some(summary), Some(doc)) if doc.starts_with(summary.trim_end_matches('.')) => Some(doc),
        (Some(summary), Some(doc)) => Some(format!("{}\n\n{doc}", sentence(&summary))),
        (summary, doc) => summary.map(|summary| sentence(&summary)).or(doc),
    };
    Doc {
        text,
        notes: Vec::new(),
    }
}

/// Documentation of a server's variable.
pub(super) fn of_server_variable(variable: &ServerVariable) -> Doc {
    let mut notes = Vec::new();
    if !variable.values.is_empty() {
        notes.push(format!(
            "One of {}.",
            variable
                .values
                .iter()
                .map(|value| format!("`{value}`"))
                .collect::<Vec<_>>()
                .join(", ")
        ));
    }
    if let Some(value) = &variable.default {
        notes.push(format!("Default: `{value}`."));
    }
    Doc {
        text: variable.doc.clone(),
        notes,
    }
}

/// The text, unless it is blank.
pub(super) fn non_empty(text: &str) -> Option<String> {
    let trimmed = text.trim();
    (!trimmed.is_empty()).then(|| trimmed.to_owned())
}

fn text(schema: &Schema) -> Option<String> {
    schema.doc.as_deref().and_then(non_empty).or_else(|| {
        schema
            .title
            .as_deref()
            .and_then(non_empty)
            .map(|title| sentence(&title))
    })
}

fn first_paragraph(text: Option<String>) -> Option<String> {
    text.map(|text| text.split("\n\n").next().unwrap_or_default().to_owned())
}

/// A summary or title as a sentence.
fn sentence(text: &str) -> String {
    let ends = text.ends_with(['.', '!', '?', ':', ';']);
    if ends || text.contains('\n') {
        text.to_owned()
    } else {
        format!("{text}.")
    }
}

fn constraints(constraints: &[(String, String)], notes: &mut Vec<String>) {
    let quoted: Vec<String> = constraints
        .iter()
        .map(|(keyword, value)| quoted(&format!("{keyword}: {value}")))
        .collect();
    if !quoted.is_empty() {
        notes.push(format!("Constraints: {}.", quoted.join(", ")));
    }
}

fn default(value: Option<&Value>, notes: &mut Vec<String>) {
    let Some(value) = value else { return };
    notes.push(format!("Default: {}.", quoted(&value.to_json())));
}

/// The value that the service or the client takes if none is given.
fn default_of(schema: &Schema) -> Option<&Value> {
    schema.default.as_ref().or(schema.client_default.as_ref())
}

/// A text as Markdown code on one line, cut where it is long.
fn quoted(text: &str) -> String {
    let mut line: String = text.chars().take(MAX_QUOTE).collect();
    if line.len() < text.len() {
        line.push('…');
    }
    let line = line.replace(['\n', '\r'], " ");
    let backticks = line.split(|character| character != '`').map(str::len);
    let fence = "`".repeat(backticks.max().unwrap_or(0) + 1);
    // A space keeps a backtick at an end apart from the fence; Markdown takes it away again.
    let is_at_an_end = line.starts_with('`') || line.ends_with('`');
    let space = if is_at_an_end { " " } else { "" };
    format!("{fence}{space}{line}{space}{fence}")
}
