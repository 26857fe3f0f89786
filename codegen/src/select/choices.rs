//! What a selection says of operations that their description can't: pages, streams, repetition.
//!
//! What a stranger would get wrong: a choice that names a parameter or a schema that is not there is an error, because it
//! would have no effect.

use super::{Pattern, Selection, StreamChoice, UNMATCHED};
use crate::complaint::Complaints;
use crate::description::{
    Description, NextPage, Operation, PageParameter, ParameterIn, Place, SchemaId, Stream,
};

/// Says of the operations what the selection says.
pub(super) fn apply(
    description: &mut Description,
    selection: &Selection,
    complaints: &mut Complaints,
) {
    for (pattern, pageable) in &selection.paging {
        let mut declared = true;
        for operation in description
            .operations
            .iter_mut()
            .filter(|operation| pattern.matches(operation))
        {
            declared &= declares(operation, &pageable.next);
            operation.pageable = Some(pageable.clone());
        }
        if !declared {
            complain_of_parameter(pattern, &pageable.next, complaints);
        }
    }
    for (pattern, choice) in &selection.streams {
        let item = component(description, pattern, choice, complaints);
        for operation in description
            .operations
            .iter_mut()
            .filter(|operation| pattern.matches(operation))
        {
            operation.stream = Some(Stream {
                item,
                end: choice.end.clone(),
            });
        }
    }
    for (pattern, repeatable) in &selection.repeatable {
        for operation in description
            .operations
            .iter_mut()
            .filter(|operation| pattern.matches(operation))
        {
            operation.repeatable = Some(*repeatable);
        }
    }
}

/// The parameter that something of a page goes to.
fn parameter(next: &NextPage) -> Option<&PageParameter> {
    match next {
        NextPage::Cursor { to, .. } | NextPage::Offset { to, .. } | NextPage::Number { to, .. } => {
            Some(to)
        }
        NextPage::Single | NextPage::Link { .. } => None,
    }
}

fn declares(operation: &Operation, next: &NextPage) -> bool {
    let has = |place: ParameterIn, name: &str| {
        let mut parameters = operation.parameters.iter();
        parameters
            .any(|parameter| parameter.place == place && parameter.name.eq_ignore_ascii_case(name))
    };
    match parameter(next) {
        None => true,
        Some(PageParameter::Query(name)) => has(ParameterIn::Query, name),
        Some(PageParameter::Header(name)) => has(ParameterIn::Header, name),
        Some(PageParameter::Body(_)) => operation.body.is_some(),
    }
}

fn complain_of_parameter(pattern: &Pattern, next: &NextPage, complaints: &mut Complaints) {
    let what = match parameter(next) {
        Some(PageParameter::Query(name)) => format!("query parameter `{name}`"),
        Some(PageParameter::Header(name)) => format!("header `{name}`"),
        _ => "body".to_owned(),
    };
    let message = format!("an operation that has the {pattern} has no {what} for its next page");
    let help = "name a parameter that the operation declares, or choose fewer operations";
    complaints.error(&pattern.at, UNMATCHED, message, help.to_owned());
}

fn component(
    description: &Description,
    pattern: &Pattern,
    choice: &StreamChoice,
    complaints: &mut Complaints,
) -> Option<SchemaId> {
    let name = choice.item.as_deref()?;
    let found = description.components.iter().copied().find(
        |id| matches!(&description.schemas[*id].place, Place::Component(known) if known == name),
    );
    if found.is_none() {
        let message = format!(
            "there is no schema `{name}`, which the selection names as the items of a stream"
        );
        let help = "name a schema of the description's components or definitions";
        complaints.error(&pattern.at, UNMATCHED, message, help.to_owned());
    }
    found
}
