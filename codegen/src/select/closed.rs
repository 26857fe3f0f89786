//! What a selection says of sets of values: this one is closed, and whatever it does not list is refused.
//!
//! What a stranger would get wrong: inline sets of one `x-ms-enum` name are one type, so all of them are closed with one.

use super::{SchemaPattern, Selection, UNMATCHED};
use crate::complaint::Complaints;
use crate::description::{Description, Enumeration, Schema};
use crate::value::Value;
use std::collections::BTreeSet;

/// Closes the sets.
pub(super) fn apply(
    description: &mut Description,
    selection: &Selection,
    complaints: &mut Complaints,
) {
    for pattern in &selection.closed {
        let schemas = &mut description.schemas.0;
        let chosen = |schema: &&mut Schema| pattern.matches(schema);
        let sets = schemas.iter_mut().filter(chosen);
        let sets: Vec<&mut Enumeration> = sets
            .filter_map(|schema| schema.enumeration.as_mut())
            .collect();
        if sets.is_empty() {
            let message = format!("no set of values has the {pattern} that the selection closes");
            let help = "correct the pattern, or take it out".to_owned();
            complaints.error(&pattern.at, UNMATCHED, message, help);
        }
        let mut names = BTreeSet::new();
        for set in sets {
            if set.values.iter().any(|value| !is_text(&value.value)) {
                refuse(pattern, complaints);
                break;
            }
            set.closed = true;
            names.extend(set.name.clone());
        }
        let others = schemas
            .iter_mut()
            .filter_map(|schema| schema.enumeration.as_mut());
        for set in others {
            set.closed |= set.name.as_ref().is_some_and(|name| names.contains(name));
        }
    }
}

fn is_text(value: &Value) -> bool {
    matches!(value, Value::String(_))
}

fn refuse(pattern: &SchemaPattern, complaints: &mut Complaints) {
    complaints.error(
        &pattern.at,
        "invalid-selection",
        format!("the set of values with the {pattern} lists more than texts"),
        "close sets of texts alone: any number or JSON value is read as one of an open set"
            .to_owned(),
    );
}
