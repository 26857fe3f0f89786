//! What a selection says of names: what Rust calls a place, schemas, operations and their groups.
//!
//! What a stranger would get wrong: only what Rust calls something changes. The name on the wire stays, and so does the
//! tag that a schema's name is.

use super::pattern::{captures_of_place, filled, stars};
use super::{Pattern, SchemaPattern, Selection, UNMATCHED, complain_of_operations};
use crate::complaint::Complaints;
use crate::description::{Description, Operation};
use crate::value::Location;

/// Another name for something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rename {
    /// What has the name.
    pub of: Renamed,
    /// Where the selection says so.
    pub at: Location,
}

/// What has another name. A `*` in a name is what the pattern's `*` stands for, one after the other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Renamed {
    /// What stands where a pattern of JSON Pointers fits: an operation, a schema, a property, a parameter, a response
    /// header, or a value of an `enum`.
    Place {
        /// The pattern, with `file#` before it where that matters.
        pointer: String,
        /// The name, in any spelling: each place has its own.
        name: String,
    },
    /// Schemas.
    Schemas {
        /// Which.
        pattern: SchemaPattern,
        /// The name.
        name: String,
    },
    /// Operations.
    Operations {
        /// Which.
        pattern: Pattern,
        /// The name in the group, where it is another.
        name: Option<String>,
        /// The group, where it is another.
        group: Option<String>,
    },
}

impl Renamed {
    fn stars(&self) -> usize {
        match self {
            Self::Place { pointer, .. } => stars(pointer),
            Self::Schemas { pattern, .. } => pattern.stars(),
            Self::Operations { pattern, .. } => pattern.stars(),
        }
    }

    fn names(&self) -> impl Iterator<Item = &String> {
        let (name, group) = match self {
            Self::Place { name, .. } | Self::Schemas { name, .. } => (Some(name), None),
            Self::Operations { name, group, .. } => (name.as_ref(), group.as_ref()),
        };
        name.into_iter().chain(group)
    }
}

/// Names what the selection names; where several of its tables fit, the last one does.
pub(super) fn apply(
    description: &mut Description,
    selection: &Selection,
    complaints: &mut Complaints,
) {
    for rename in &selection.renames {
        if lacks_stars(rename, complaints) {
            continue;
        }
        let mut given = Given::default();
        match &rename.of {
            Renamed::Place { pointer, name } => {
                name_places(description, &mut |client_name, location, rest| {
                    given.put(name, client_name, || {
                        captures_of_place(pointer, location, rest)
                    });
                });
            }
            Renamed::Schemas { pattern, name } => {
                for schema in &mut description.schemas.0 {
                    let captured = pattern.captured(schema);
                    given.put(name, &mut schema.client_name, || captured);
                }
            }
            Renamed::Operations {
                pattern,
                name,
                group,
            } => {
                for operation in &mut description.operations {
                    let captured = pattern.captured(operation);
                    if let Some(name) = name {
                        given.put(name, &mut operation.client_name, || captured.clone());
                    }
                    if let Some(group) = group {
                        given.put(group, &mut operation.client_group, || captured);
                    }
                }
            }
        }
        given.complain(rename, &description.operations, complaints);
    }
}

/// What a rename did.
#[derive(Default)]
struct Given {
    /// Whether something has the name.
    found: bool,
    /// A name without a letter, which nothing has.
    wordless: Option<String>,
}

impl Given {
    /// Puts a name where the pattern fits.
    fn put(
        &mut self,
        name: &str,
        place: &mut Option<String>,
        captured: impl FnOnce() -> Option<Vec<String>>,
    ) {
        let Some(captured) = captured() else {
            return;
        };
        self.found = true;
        let name = filled(name, &captured);
        if name.contains(char::is_alphabetic) {
            *place = Some(name);
        } else {
            self.wordless = Some(name);
        }
    }

    fn complain(self, rename: &Rename, operations: &[Operation], complaints: &mut Complaints) {
        let (message, help) = match (&rename.of, self.wordless) {
            (_, Some(name)) => (
                format!("`{name}` is no name: it has no letter"),
                "write the name in words, in any spelling",
            ),
            _ if self.found => return,
            (Renamed::Operations { pattern, .. }, None) => {
                return complain_of_operations(operations, pattern, complaints);
            }
            (Renamed::Schemas { pattern, .. }, None) => (
                format!("no schema has the {pattern} that the selection names"),
                "correct the pattern, or take it out",
            ),
            (Renamed::Place { pointer, .. }, None) => (
                format!("nothing that has a name stands at `{pointer}`"),
                "name the pointer of an operation, a schema, a property, a parameter, a response header or a value of an \
                 `enum`, such as `/components/schemas/Pet/properties/id`",
            ),
        };
        complaints.error(&rename.at, UNMATCHED, message, help.to_owned());
    }
}

/// Whether a name has more `*` than its pattern, which is said.
fn lacks_stars(rename: &Rename, complaints: &mut Complaints) -> bool {
    let known = rename.of.stars();
    let lacking = rename.of.names().find(|name| stars(name) > known);
    if let Some(name) = lacking {
        complaints.error(
            &rename.at,
            "invalid-selection",
            format!("the name `{name}` has more `*` than the pattern, which has {known}"),
            "each `*` of a name is what the pattern's `*` stands for, one after the other"
                .to_owned(),
        );
    }
    lacking.is_some()
}

/// Shows each place that has a name: the name, a location, and what follows its pointer.
fn name_places(
    description: &mut Description,
    show: &mut impl FnMut(&mut Option<String>, &Location, &str),
) {
    for schema in &mut description.schemas.0 {
        show(&mut schema.client_name, &schema.location, "");
        let values = schema.enumeration.iter_mut().flat_map(|it| &mut it.values);
        for (index, value) in values.enumerate() {
            show(&mut value.name, &schema.location, &format!("/enum/{index}"));
        }
    }
    for operation in &mut description.operations {
        show(&mut operation.client_name, &operation.location, "");
        for parameter in &mut operation.parameters {
            show(&mut parameter.client_name, &parameter.location, "");
        }
        let responses = operation.responses.iter_mut();
        for header in responses.flat_map(|response| &mut response.headers) {
            show(&mut header.client_name, &header.location, "");
        }
    }
}
