//! Which types callers build: those that a request can reach, and those that nothing does. A type that only answers,
//! webhooks or callbacks hold has no builder.
//!
//! A stranger would get this wrong: a type that becomes part of a request later gets its builder then, which breaks no
//! caller; so nothing that is sent loses one.

use crate::select::Construct;
use crate::shape::{
    Definition, Group, Incoming, Operation, Outcome, Type, TypeDef, TypeId, reached,
};

/// Settles which structs are built.
pub(super) fn settle(
    types: &mut [TypeDef],
    groups: &[Group],
    incoming: &[Incoming],
    construct: Construct,
) {
    if construct == Construct::All {
        return;
    }
    let operations = || groups.iter().flat_map(|group| &group.operations);
    let mentioned = |id: TypeId| types[id.0 as usize].definition.mentioned();
    let sent = operations().flat_map(sent).flat_map(Type::definitions);
    let sent = reached(sent, mentioned);
    let bodies = incoming
        .iter()
        .filter_map(|incoming| incoming.body.as_ref());
    let received = operations().flat_map(received).chain(bodies);
    let received = reached(received.flat_map(Type::definitions), mentioned);
    for (index, definition) in types.iter_mut().enumerate() {
        let id = TypeId::of(index);
        if let Definition::Struct(object) = &mut definition.definition {
            object.built = sent.contains(&id) || !received.contains(&id);
        }
    }
}

/// The types that an operation sends.
fn sent(operation: &Operation) -> impl Iterator<Item = &Type> {
    let arguments = operation.arguments.iter().map(|argument| &argument.ty);
    let body = operation.body.iter();
    let forms = body.flat_map(|body| body.forms.iter().map(|form| &form.ty));
    arguments.chain(forms)
}

/// The types that it is answered with.
fn received(operation: &Operation) -> impl Iterator<Item = &Type> {
    let outcomes = [&operation.output, &operation.failure];
    let headers = operation.headers.iter().map(|header| &header.ty);
    outcomes.into_iter().flat_map(held).chain(headers)
}

fn held(outcome: &Outcome) -> Vec<&Type> {
    match outcome {
        Outcome::Undeclared | Outcome::Unit => Vec::new(),
        Outcome::Single(ty) => vec![ty],
        Outcome::Enum(variants) => variants
            .iter()
            .filter_map(|variant| variant.ty.as_ref())
            .collect(),
    }
}
