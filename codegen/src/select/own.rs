//! What a selection says of types: the values of this schema or format are a type of the caller's.
//!
//! What a stranger would get wrong: the wire does not change. A type that reads and writes other text than the
//! description says is the caller's mistake, which no check of ours sees.

use super::{SchemaPattern, Selection, UNMATCHED};
use crate::complaint::Complaints;
use crate::description::{Description, OwnType, Schema, Written};
use crate::value::Location;
use std::collections::BTreeSet;

/// A caller's type in the place of an emitted one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TypeChoice {
    /// What has the type.
    pub of: TypeOf,
    /// The type, as a path from its crate: `time::OffsetDateTime`.
    pub path: String,
    /// How its values are written: a number as text is written in digits.
    pub written: Written,
    /// Where the selection says so.
    pub at: Location,
}

/// What has a type of the caller's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TypeOf {
    /// Schemas.
    Schemas(SchemaPattern),
    /// All values of a format.
    Format(String),
}

/// Gives the schemas their types.
pub(super) fn apply(
    description: &mut Description,
    selection: &Selection,
    complaints: &mut Complaints,
) {
    for choice in &selection.types {
        let Some(path) = full_path(&choice.path) else {
            complaints.error(
                &choice.at,
                "invalid-selection",
                format!("`{}` is no path of a type from its crate", choice.path),
                "write the crate first, as in `time::OffsetDateTime`; the emitted crate depends on it".to_owned(),
            );
            continue;
        };
        let own = OwnType {
            path,
            written: choice.written,
        };
        let mut found = false;
        for schema in &mut description.schemas.0 {
            if choice.is_of(schema) {
                found = true;
                schema.own = Some(own.clone());
            }
        }
        if !found {
            complain(choice, description, complaints);
        }
    }
}

impl TypeChoice {
    fn is_of(&self, schema: &Schema) -> bool {
        match &self.of {
            TypeOf::Schemas(pattern) => pattern.matches(schema),
            TypeOf::Format(format) => schema.format.as_ref() == Some(format),
        }
    }
}

fn complain(choice: &TypeChoice, description: &Description, complaints: &mut Complaints) {
    let (what, help) = match &choice.of {
        TypeOf::Schemas(pattern) => (
            format!("no schema has the {pattern}"),
            "correct the pattern, or take it out".to_owned(),
        ),
        TypeOf::Format(format) => {
            let formats = description.schemas.0.iter();
            let formats: BTreeSet<String> = formats.filter_map(|it| it.format.clone()).collect();
            (
                format!("no schema has the format `{format}`"),
                super::such_as(&formats, "no schema has one"),
            )
        }
    };
    let message = format!("{what} that the selection gives a type");
    complaints.error(&choice.at, UNMATCHED, message, help);
}

/// The path as every module can write it; what is none is never text in a file.
fn full_path(text: &str) -> Option<String> {
    let path = syn::parse_str::<syn::Path>(text).ok()?;
    let first = path.segments.first()?.ident.to_string();
    let is_of_a_crate = !matches!(first.as_str(), "crate" | "self" | "super" | "Self");
    let plain = syn::Path {
        leading_colon: None,
        segments: path.segments,
    };
    let has_crate = plain.segments.len() > 1 && is_of_a_crate;
    has_crate.then(|| format!("::{}", super::spelled(&plain)))
}
