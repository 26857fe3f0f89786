//! Names of groups, operations, and of what callers give and get.
//!
//! A stranger would get this wrong: a module keeps its script (`größe`), its file is called in ASCII.

use super::claimant::{Claimant, Kind, name_all, name_quietly};
use super::ident::Case;
use super::scope::{Claim, Scope};
use super::types::VARIANTS;
use super::{reserved, without_raw};
use crate::complaint::Complaints;
use crate::emit::{RESERVED_MODULE_NAMES, RESERVED_OPERATION_NAMES};
use crate::shape::{
    Apart, Argument, Group, Incoming, Name, Operation, Outcome, Placement, Step, StepValue,
};
use crate::value::Location;
use crate::words;

const GROUPS: Scope = Scope {
    case: Case::Snake,
    reserved: &[reserved::FILES, RESERVED_MODULE_NAMES, reserved::CRATES],
    reserved_suffix: "operations",
    beside: &[],
    length: 100,
};

const FILES: Scope = Scope {
    case: Case::File,
    reserved: &[reserved::FILES, RESERVED_MODULE_NAMES],
    ..GROUPS
};

const OPERATIONS: Scope = Scope {
    case: Case::Camel,
    reserved: &[RESERVED_OPERATION_NAMES],
    reserved_suffix: "operation",
    beside: reserved::BESIDE_OPERATIONS,
    length: usize::MAX,
};

const INCOMING: Scope = Scope {
    beside: &[],
    ..OPERATIONS
};

const ARGUMENTS: Scope = Scope {
    case: Case::Snake,
    reserved: &[],
    reserved_suffix: "",
    beside: &[],
    length: usize::MAX,
};

const HEADERS: Scope = Scope {
    reserved: &[&["new"]],
    reserved_suffix: "header",
    ..ARGUMENTS
};

const GROUP: Kind = Kind {
    code: "two-groups-one-name",
    noun: "group of operations",
    nouns: "groups of operations",
    help: "one spelling of the tags, or of the part of each `operationId` before `_`, settles it",
    may_be_empty: false,
};

const OPERATION: Kind = Kind {
    code: "two-operations-one-name",
    noun: "operation",
    nouns: "operations",
    help: "an overlay that changes an `operationId` settles it",
    may_be_empty: false,
};

const PARAMETER: Kind = Kind {
    code: "two-parameters-one-name",
    noun: "parameter",
    nouns: "parameters",
    help: "`x-ms-client-name`, in the description or by an overlay, settles it",
    may_be_empty: false,
};

const HEADER: Kind = Kind {
    code: "two-headers-one-name",
    noun: "response header",
    nouns: "response headers",
    ..PARAMETER
};

/// Names and sorts groups and their operations.
pub(super) fn name_groups(groups: &mut [Group], complaints: &mut Complaints) {
    for group in &mut *groups {
        name_operations(&mut group.operations, complaints);
    }
    let claimants = groups.iter_mut().map(
        |Group {
             name, operations, ..
         }| {
            let location = operations.iter().map(|operation| &operation.location).min();
            Claimant::new(name, location)
        },
    );
    name_all(&GROUPS, &GROUP, claimants.collect(), complaints);
    name_files(groups);
    groups.sort_by(|left, right| without_raw(&left.name.ident).cmp(without_raw(&right.name.ident)));
}

/// A file is called like its module, which keeps the name that it has in ASCII.
fn name_files(groups: &mut [Group]) {
    let claims: Vec<_> = groups
        .iter()
        .map(|Group { name, .. }| Claim {
            words: without_raw(&name.ident),
            wire: &name.wire,
            rank: u8::from(!name.ident.is_ascii()),
            ..Claim::default()
        })
        .collect();
    let stems = FILES.settle(&claims).idents;
    for (group, stem) in groups.iter_mut().zip(stems) {
        group.file = stem;
    }
}

fn name_operations(operations: &mut [Operation], complaints: &mut Complaints) {
    for operation in &mut *operations {
        name_inside(operation, complaints);
    }
    let claimants = operations.iter_mut().map(|operation| Claimant {
        rank: u8::from(is_shortened(&operation.name)),
        key: format!("{} {}", operation.route, operation.method),
        ..Claimant::new(&mut operation.name, Some(&operation.location))
    });
    name_all(&OPERATIONS, &OPERATION, claimants.collect(), complaints);
    operations.sort_by(|left, right| left.name.ident.cmp(&right.name.ident));
}

/// Whether an operation's id says more than its name: then another whose id says just that keeps the name.
fn is_shortened(name: &Name) -> bool {
    let own = words::plain(&name.words);
    let is_longer = |apart: &Apart| match apart {
        Apart::Instead(whole) => words::plain(whole) != own,
        Apart::Suffix(_) => false,
    };
    name.apart.iter().any(is_longer)
}

fn name_inside(operation: &mut Operation, complaints: &mut Complaints) {
    let Operation {
        location,
        arguments,
        steps,
        body,
        output,
        failure,
        headers,
        ..
    } = operation;
    name_arguments(arguments, steps, location, complaints);
    if let Some(body) = body.as_mut().filter(|body| body.forms.len() > 1) {
        let forms = body
            .forms
            .iter_mut()
            .map(|form| Claimant::new(&mut form.name, Some(location)));
        name_quietly(&VARIANTS, forms.collect());
    }
    for outcome in [output, failure] {
        name_outcome(outcome);
    }
    let headers = headers
        .iter_mut()
        .map(|header| Claimant::new(&mut header.name, Some(location)));
    name_all(&HEADERS, &HEADER, headers.collect(), complaints);
}

fn name_arguments(
    arguments: &mut [Argument],
    steps: &[Step],
    location: &Location,
    complaints: &mut Complaints,
) {
    let places: Vec<_> = (0..arguments.len())
        .map(|index| place(index, steps))
        .collect();
    let claimants = arguments
        .iter_mut()
        .zip(places)
        .map(|(argument, (order, place))| Claimant {
            apart: vec![Apart::Suffix(place.to_owned())],
            key: order.to_string(),
            ..Claimant::new(&mut argument.name, Some(location))
        });
    name_all(&ARGUMENTS, &PARAMETER, claimants.collect(), complaints);
}

/// Where an argument goes, and which of several places keeps a name that all of them have.
fn place(argument: usize, steps: &[Step]) -> (u8, &'static str) {
    let placement = steps.iter().find_map(|step| match step {
        Step::Parameter {
            placement,
            value: StepValue::Argument(index),
            ..
        } if *index == argument => Some(placement),
        Step::Parameter { .. } | Step::Literal(_) => None,
    });
    match placement {
        Some(Placement::Path(_) | Placement::PathRaw | Placement::PathContent(_)) => (0, "path"),
        Some(
            Placement::Query(_)
            | Placement::QueryRaw
            | Placement::QueryContent(_)
            | Placement::QueryString(_),
        ) => (1, "query"),
        Some(
            Placement::Header { .. }
            | Placement::HeaderInStyle(_)
            | Placement::HeaderContent(_)
            | Placement::HeaderPrefix(_),
        ) => (2, "header"),
        Some(Placement::Cookie(_) | Placement::CookieContent(_)) => (3, "cookie"),
        Some(Placement::PartHeader { .. } | Placement::PartHeaderContent { .. }) => (4, "part"),
        None => (5, "content"),
    }
}

fn name_outcome(outcome: &mut Outcome) {
    match outcome {
        Outcome::Undeclared | Outcome::Unit | Outcome::Single(_) => {}
        Outcome::Enum(variants) => {
            let variants = variants
                .iter_mut()
                .map(|variant| Claimant::new(&mut variant.name, None));
            name_quietly(&VARIANTS, variants.collect());
        }
    }
}

/// Names and sorts what the service sends.
pub(super) fn name_incoming(incoming: &mut [Incoming]) {
    let claimants = incoming.iter_mut().map(|incoming| Claimant {
        apart: request_line(&incoming.method, &incoming.route),
        key: format!("{} {}", incoming.route, incoming.method),
        ..Claimant::new(&mut incoming.name, None)
    });
    name_quietly(&INCOMING, claimants.collect());
    incoming.sort_by(|left, right| left.name.ident.cmp(&right.name.ident));
}

/// What tells operations with one id apart.
fn request_line(method: &str, route: &str) -> Vec<Apart> {
    [method, route]
        .map(|part| Apart::Suffix(part.to_owned()))
        .into()
}
