//! Words for the documentation: the author's text, and our sentences on defaults and presence.
//!
//! A stranger would look for constraints here: they are collected in `limits`, which knows the types.

use crate::description::{
    Operation, OperationRole, Parameter, Place, Role, Schema, ServerVariable, SharedRole,
};
use crate::shape::Doc;
use crate::value::Value;

/// The longest default or constraint that is quoted.
const MAX_QUOTE: usize = 120;

/// Documentation of a type.
pub(super) fn of_type(schema: &Schema, limits: Vec<String>, nullable: bool) -> Doc {
    let mut notes = limits;
    if nullable {
        notes.push("Null is a value too where it is used.".to_owned());
    }
    if !has_documented_place(&schema.place) {
        default(default_of(schema), &mut notes);
    }
    Doc {
        text: text(schema),
        notes,
    }
}

/// Whether a schema stands where its default is documented: at a field, an argument or a header.
fn has_documented_place(place: &Place) -> bool {
    matches!(
        place,
        Place::Inside(_, Role::Property(_))
            | Place::Operation(_, OperationRole::Parameter(_) | OperationRole::Header(..))
            | Place::Shared(_, SharedRole::Parameter(_) | SharedRole::Header(_))
    )
}

/// Documentation of a value that has no name of its own, such as a header's: the words of its place, else its own.
pub(super) fn of_value(place: Option<&str>, schema: &Schema, limits: Vec<String>) -> Doc {
    let mut notes = limits;
    default(default_of(schema), &mut notes);
    Doc {
        text: place.and_then(non_empty).or_else(|| text(schema)),
        notes,
    }
}

/// Documentation of a property: its own words, else those of the schema that it refers to.
pub(super) fn of_property(
    own: Option<&Schema>,
    target: &Schema,
    limits: Vec<String>,
    read_only: bool,
) -> Doc {
    let mut notes = Vec::new();
    if read_only {
        notes.push("Read-only: set by the service.".to_owned());
    }
    if own.unwrap_or(target).write_only {
        notes.push("Write-only: never in an answer.".to_owned());
    }
    notes.extend(moments(own.unwrap_or(target)));
    notes.extend(limits);
    default(own.and_then(default_of).or(default_of(target)), &mut notes);
    Doc {
        text: own.and_then(text).or_else(|| first_paragraph(text(target))),
        notes,
    }
}

/// Documentation of an argument.
pub(super) fn of_parameter(parameter: &Parameter, schema: &Schema, limits: Vec<String>) -> Doc {
    let mut doc = of_value(parameter.doc.as_deref(), schema, limits);
    if default_of(schema).is_none() {
        default(parameter.client_default.as_ref(), &mut doc.notes);
    }
    if parameter.client_request_id {
        let note = "Identifies the request in the logs of the service: a new one for each.";
        doc.notes.push(note.to_owned());
    }
    doc
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

/// Where the result of a long-running operation is in the end.
fn result_of(final_state_via: &str) -> String {
    match final_state_via {
        "azure-async-operation" | "operation-location" => {
            format!("The result is where the header `{final_state_via}` of the first answer leads.")
        }
        "location" => "The result is where the header `location` leads.".to_owned(),
        "original-uri" => "The result is read with a GET of the same URL.".to_owned(),
        other => format!("The result is found via {}.", quoted(other)),
    }
}

/// Documentation of an operation that the client calls.
pub(super) fn of_called(operation: &Operation) -> Doc {
    let mut doc = of_operation(operation);
    if let Some(long_running) = &operation.long_running {
        doc.notes
            .push("Long-running: the answer may only say that the service has begun.".to_owned());
        let result = long_running.final_state_via.as_deref();
        doc.notes.extend(result.map(result_of));
    }
    if let Some(header) = &operation.request_id_header {
        doc.notes.push(format!(
            "The service names the request in the response header `{header}`."
        ));
    }
    doc
}

/// Documentation of what the service sends.
pub(super) fn of_incoming(operation: &Operation) -> Doc {
    let mut doc = of_operation(operation);
    let of_body = operation.body.as_ref().and_then(|body| body.doc.as_deref());
    doc.text = match (doc.text, of_body.and_then(non_empty)) {
        (Some(text), Some(body)) => Some(format!("{text}\n\n{body}")),
        (text, body) => text.or(body),
    };
    doc
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

/// When a value may be written, where that is not always.
fn moments(schema: &Schema) -> Option<String> {
    let has = |moment: &str| schema.mutability.iter().any(|known| known == moment);
    let sentence = match (has("create"), has("update")) {
        (true, false) => "Set when it is created, and not changed afterwards.",
        (false, true) => "Not set when it is created, only changed afterwards.",
        (true, true) | (false, false) => return None,
    };
    Some(sentence.to_owned())
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

fn default(value: Option<&Value>, notes: &mut Vec<String>) {
    let Some(value) = value else { return };
    notes.push(format!("Default: {}.", quoted(&value.to_json())));
}

/// The value that the service or the client takes if none is given.
pub(super) fn default_of(schema: &Schema) -> Option<&Value> {
    schema.default.as_ref().or(schema.client_default.as_ref())
}

/// A text as Markdown code on one line, cut where it is long.
pub(super) fn quoted(text: &str) -> String {
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
