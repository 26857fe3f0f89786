//! What a selection says of a vendor's prefix: types do without it.
//!
//! What a stranger would get wrong: a name that another component has without the prefix stays as it is.

use super::{Selection, UNMATCHED};
use crate::complaint::Complaints;
use crate::description::{Description, Place, SchemaId};
use crate::value::Location;
use std::collections::BTreeSet;

/// A prefix of the names of components that their types do without.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Prefix {
    /// The prefix.
    pub text: String,
    /// Where the selection says so.
    pub at: Location,
}

/// Leaves the prefixes out of the names of components.
pub(super) fn apply(
    description: &mut Description,
    selection: &Selection,
    complaints: &mut Complaints,
) {
    for prefix in &selection.prefixes {
        if !leaves_out(description, &prefix.text) {
            complaints.error(
                &prefix.at,
                UNMATCHED,
                format!("no schema's name starts with `{}` and goes on", prefix.text),
                "correct the prefix, or take it out".to_owned(),
            );
        }
    }
}

/// Leaves the prefix out of the names of components; whether one had it. A name that another component has then stays
/// as it is.
fn leaves_out(description: &mut Description, prefix: &str) -> bool {
    let schemas = &mut description.schemas;
    let known: BTreeSet<String> = schemas
        .0
        .iter()
        .filter_map(|schema| match &schema.place {
            Place::Component(name) => Some(name.to_lowercase()),
            _ => None,
        })
        .collect();
    let mut found = false;
    for index in 0..schemas.0.len() {
        let schema = &mut schemas[SchemaId::of(index)];
        let Place::Component(name) = &schema.place else {
            continue;
        };
        let rest = name
            .strip_prefix(prefix)
            .filter(|rest| rest.starts_with(char::is_alphabetic));
        if let Some(rest) = rest {
            found = true;
            if schema.client_name.is_none() && !known.contains(&rest.to_lowercase()) {
                schema.client_name = Some(rest.to_owned());
            }
        }
    }
    found
}
