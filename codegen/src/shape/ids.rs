//! The ids of types, wherever an API has them: what asks which types are used, and what moves them, look at the same
//! places.
//!
//! A stranger would get this wrong: a type needs the type whose file it stands in, and the path to the items of a page
//! goes through types that the page's own type mentions.

use super::{Api, Definition, Incoming, Operation, Outcome, Rest, Type, TypeDef, TypeId};
use std::collections::HashSet;

/// These types and all that can be reached from them by steps to the next ones.
pub(crate) fn reached<I: IntoIterator<Item = TypeId>>(
    from: impl IntoIterator<Item = TypeId>,
    next: impl Fn(TypeId) -> I,
) -> HashSet<TypeId> {
    let mut open: Vec<TypeId> = from.into_iter().collect();
    let mut reached = HashSet::new();
    while let Some(id) = open.pop() {
        if reached.insert(id) {
            open.extend(next(id));
        }
    }
    reached
}

impl Api {
    /// Every id of operations, and of what the service sends to the client's own server.
    pub(crate) fn for_used_ids(&mut self, of: &mut dyn FnMut(&mut TypeId)) {
        let operations = self
            .groups
            .iter_mut()
            .flat_map(|group| &mut group.operations);
        operations.for_each(|operation| in_operation(operation, of));
        let incoming = self.incoming.iter_mut();
        for ty in incoming.filter_map(|Incoming { body, .. }| body.as_mut()) {
            in_type(ty, of);
        }
    }
}

impl TypeDef {
    /// Every id of a type: of its home, and of what is inside of it.
    pub(crate) fn for_ids(&mut self, of: &mut dyn FnMut(&mut TypeId)) {
        of(&mut self.home);
        match &mut self.definition {
            Definition::Struct(object) => {
                for field in &mut object.fields {
                    in_type(&mut field.ty, of);
                }
                match &mut object.rest {
                    Rest::Typed(ty) => in_type(ty, of),
                    Rest::Forbidden | Rest::Members => {}
                }
            }
            Definition::Tagged(union) => {
                union
                    .arms
                    .iter_mut()
                    .for_each(|arm| in_type(&mut arm.ty, of));
            }
            Definition::Untagged(union) => {
                union
                    .arms
                    .iter_mut()
                    .for_each(|arm| in_type(&mut arm.ty, of));
            }
            Definition::Alias(ty) | Definition::Newtype(ty) => in_type(ty, of),
            Definition::Enum(_) => {}
        }
    }
}

fn in_operation(operation: &mut Operation, of: &mut dyn FnMut(&mut TypeId)) {
    for argument in &mut operation.arguments {
        in_type(&mut argument.ty, of);
    }
    let forms = operation.body.iter_mut().flat_map(|body| &mut body.forms);
    forms.for_each(|form| in_type(&mut form.ty, of));
    in_outcome(&mut operation.output, of);
    in_outcome(&mut operation.failure, of);
    let bodies = operation
        .answers
        .iter_mut()
        .flat_map(|answer| &mut answer.bodies);
    bodies.for_each(|body| in_type(&mut body.ty, of));
    for header in &mut operation.headers {
        in_type(&mut header.ty, of);
    }
    let taken = operation
        .paging
        .iter_mut()
        .filter_map(|paging| paging.taken.as_mut());
    for taken in taken {
        in_type(&mut taken.item, of);
        let steps = taken.arms.iter_mut().flat_map(|arm| &mut arm.path);
        steps.for_each(|step| of(&mut step.owner));
    }
    if let Some(long_running) = &mut operation.long_running {
        in_type(&mut long_running.result, of);
    }
    if let Some(stream) = &mut operation.stream {
        in_type(&mut stream.item, of);
    }
}

fn in_outcome(outcome: &mut Outcome, of: &mut dyn FnMut(&mut TypeId)) {
    match outcome {
        Outcome::Undeclared | Outcome::Unit => {}
        Outcome::Single(ty) => in_type(ty, of),
        Outcome::Enum(variants) => variants
            .iter_mut()
            .filter_map(|variant| variant.ty.as_mut())
            .for_each(|ty| in_type(ty, of)),
    }
}

fn in_type(ty: &mut Type, of: &mut dyn FnMut(&mut TypeId)) {
    match ty {
        Type::Named(id) => of(id),
        Type::List(inner)
        | Type::Array(inner, _)
        | Type::Map(inner)
        | Type::Boxed(inner)
        | Type::Nullable(inner)
        | Type::Secret(inner) => in_type(inner, of),
        Type::KeyedMap(key, inner) => {
            of(key);
            in_type(inner, of);
        }
        Type::Tuple(elements) => elements.iter_mut().for_each(|element| in_type(element, of)),
        _ => {}
    }
}
