//! What a selection says above types: derives and other attributes of Rust.
//!
//! What a stranger would get wrong: what is derived is the caller's choice and duty. A derive that a field of the type has
//! not is an error of the compiler, at the type.

use super::{SchemaPattern, Selection, UNMATCHED, spelled};
use crate::complaint::Complaints;
use crate::description::Description;
use crate::value::Location;
use syn::parse::Parser as _;

/// Attributes of some types.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attributes {
    /// The schemas.
    pub schemas: SchemaPattern,
    /// What is derived, as paths.
    pub derives: Vec<String>,
    /// Whole attributes.
    pub attributes: Vec<String>,
}

/// Puts the attributes on the schemas that they are for.
pub(super) fn apply(
    description: &mut Description,
    selection: &Selection,
    complaints: &mut Complaints,
) {
    for choice in &selection.attributes {
        let at = &choice.schemas.at;
        let lines = lines(choice, at, complaints);
        let mut found = false;
        for schema in &mut description.schemas.0 {
            if choice.schemas.captured(schema).is_some() {
                found = true;
                schema.attributes.extend(lines.iter().cloned());
            }
        }
        if !found {
            complaints.error(
                at,
                UNMATCHED,
                format!(
                    "no schema has the {} that the selection gives attributes",
                    choice.schemas
                ),
                "correct the pattern, or take it out".to_owned(),
            );
        }
    }
}

/// The attributes as Rust writes them; what is none is a complaint, and so never text in a file.
fn lines(choice: &Attributes, at: &Location, complaints: &mut Complaints) -> Vec<String> {
    let mut lines = Vec::new();
    let mut refuse = |text: &str, what: &str, example: &str| {
        complaints.error(
            at,
            "invalid-selection",
            format!("`{text}` is no {what}"),
            format!("write it as Rust does: {example}"),
        );
    };
    let mut derives = Vec::new();
    for text in &choice.derives {
        match syn::parse_str::<syn::Path>(text) {
            Ok(path) => derives.push(spelled(&path)),
            Err(_) => refuse(text, "trait to derive", "`Eq`, `utoipa::ToSchema`"),
        }
    }
    if !derives.is_empty() {
        lines.push(format!("#[derive({})]", derives.join(", ")));
    }
    for text in &choice.attributes {
        match syn::Attribute::parse_outer.parse_str(text).as_deref() {
            Ok(attributes @ [_, ..]) => lines.extend(attributes.iter().map(spelled)),
            Ok([]) | Err(_) => refuse(text, "attribute", "`#[must_use]`"),
        }
    }
    lines
}
