//! Which types callers build: those that a request can reach. All others have no builder.
//!
//! A stranger would get this wrong: a type that becomes part of a request later gets its builder then, which breaks no
//! caller. A description without operations does not say what is sent, so all of its types are built.

use crate::select::Construct;
use crate::shape::{Definition, Group, Operation, Type, TypeDef, TypeId};
use std::collections::HashSet;

/// Settles which structs are built.
pub(super) fn settle(types: &mut [TypeDef], groups: &[Group], construct: Construct) {
    let operations = || groups.iter().flat_map(|group| &group.operations);
    if construct == Construct::All || operations().next().is_none() {
        return;
    }
    let mut open: Vec<TypeId> = operations().flat_map(sent).collect();
    let mut reached = HashSet::new();
    while let Some(id) = open.pop() {
        if let Some(definition) = types.get(id.0 as usize)
            && reached.insert(id)
        {
            open.extend(definition.definition.mentioned());
        }
    }
    for (index, definition) in types.iter_mut().enumerate() {
        if let Definition::Struct(object) = &mut definition.definition {
            object.built = reached.contains(&TypeId::of(index));
        }
    }
}

/// The types that an operation sends.
fn sent(operation: &Operation) -> impl Iterator<Item = TypeId> {
    let arguments = operation.arguments.iter().map(|argument| &argument.ty);
    let body = operation.body.iter();
    let forms = body.flat_map(|body| body.forms.iter().map(|form| &form.ty));
    arguments.chain(forms).flat_map(Type::definitions)
}
