//! What a selection says of names: another name for a place, and a prefix that the names of a vendor's schemas carry.
//!
//! What a stranger would get wrong: only what Rust calls something changes. The name on the wire stays, and so does the
//! tag that a schema's name is.

use super::{Selection, UNMATCHED};
use crate::complaint::Complaints;
use crate::description::{Description, Place, SchemaId};
use crate::value::Location;
use std::collections::BTreeSet;

/// Another name for what stands at a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rename {
    /// The pointer of a schema, a property, a parameter, a response header, or a value of an `enum`.
    pub pointer: String,
    /// The name, in any spelling: each place has its own.
    pub name: String,
    /// Where the selection says so.
    pub at: Location,
}

/// A prefix of the names of components that their types do without.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Prefix {
    /// The prefix.
    pub text: String,
    /// Where the selection says so.
    pub at: Location,
}

/// Names what the selection names.
pub(super) fn apply(
    description: &mut Description,
    selection: &Selection,
    complaints: &mut Complaints,
) {
    for rename in &selection.renames {
        if !rename.name.contains(char::is_alphabetic) {
            complaints.error(
                &rename.at,
                UNMATCHED,
                format!("`{}` is no name: it has no letter", rename.name),
                "write the name in words, in any spelling".to_owned(),
            );
        } else if !names(description, rename) {
            complaints.error(
                &rename.at,
                UNMATCHED,
                format!("nothing that has a name stands at `{}`", rename.pointer),
                "name the pointer of a schema, a property, a parameter, a response header or a value of an `enum`, such as \
                 `/components/schemas/Pet/properties/id`; what an operation is called is its `operationId`, which an \
                 overlay changes"
                    .to_owned(),
            );
        }
    }
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

/// Gives what stands at the place its name; whether there is something.
fn names(description: &mut Description, rename: &Rename) -> bool {
    let name = || Some(rename.name.clone());
    let is_here = |location: &Location| *location.pointer == *rename.pointer;
    let mut found = false;
    for schema in &mut description.schemas.0 {
        if is_here(&schema.location) {
            schema.client_name = name();
            found = true;
        }
        let value = rename
            .pointer
            .strip_prefix(&*schema.location.pointer)
            .and_then(|rest| rest.strip_prefix("/enum/")?.parse::<usize>().ok());
        let list = schema.enumeration.as_mut();
        if let Some(value) = value.and_then(|index| list?.values.get_mut(index)) {
            value.name = name();
            found = true;
        }
    }
    for operation in &mut description.operations {
        let headers = operation
            .responses
            .iter_mut()
            .flat_map(|response| &mut response.headers)
            .filter(|header| is_here(&header.location))
            .map(|header| &mut header.client_name);
        let parameters = operation
            .parameters
            .iter_mut()
            .filter(|parameter| is_here(&parameter.location))
            .map(|parameter| &mut parameter.client_name);
        for client_name in parameters.chain(headers) {
            *client_name = name();
            found = true;
        }
    }
    found
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
