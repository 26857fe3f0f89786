//! Which operations reach a type, and whether in requests or in answers.
//!
//! What a stranger would get wrong: a type that nothing reaches travels in no direction, so no change of it is seen on
//! the wire; but callers can name it.

use crate::shape::{Api, Operation, Type, TypeId, reached};
use std::collections::HashSet;

/// Where a type travels.
#[derive(Clone, Debug, Default)]
pub(super) struct Travels {
    /// Requests hold it.
    pub(super) requests: bool,
    /// Answers hold it, or what the service sends by itself.
    pub(super) responses: bool,
    /// The operations, as indexes into [`Reach::operations`].
    operations: Vec<u32>,
}

/// Where the types of an API travel.
#[derive(Debug)]
pub(super) struct Reach {
    types: Vec<Travels>,
    /// The paths of the operations.
    operations: Vec<String>,
}

impl Reach {
    pub(super) fn of(api: &Api) -> Self {
        let mut reach = Self {
            types: vec![Travels::default(); api.types.len()],
            operations: Vec::new(),
        };
        for group in &api.groups {
            for operation in &group.operations {
                let index = u32::try_from(reach.operations.len()).unwrap_or(u32::MAX);
                reach
                    .operations
                    .push(format!("{}::{}", group.name.ident, operation.name.ident));
                let sent = reached_in(api, sent(operation));
                let answered = reached_in(api, answered(operation));
                for id in &sent {
                    reach.types[id.0 as usize].requests = true;
                }
                for id in &answered {
                    reach.types[id.0 as usize].responses = true;
                }
                for id in sent.union(&answered) {
                    reach.types[id.0 as usize].operations.push(index);
                }
            }
        }
        let incoming = api.incoming.iter().filter_map(|it| it.body.as_ref());
        for id in reached_in(api, incoming) {
            reach.types[id.0 as usize].responses = true;
        }
        reach
    }

    pub(super) fn travels(&self, id: TypeId) -> &Travels {
        &self.types[id.0 as usize]
    }

    pub(super) fn operations(&self, id: TypeId) -> Vec<String> {
        self.travels(id)
            .operations
            .iter()
            .map(|index| self.operations[*index as usize].clone())
            .collect()
    }
}

fn sent(operation: &Operation) -> impl Iterator<Item = &Type> {
    let arguments = operation.arguments.iter().map(|argument| &argument.ty);
    let forms = operation.body.iter().flat_map(|body| &body.forms);
    arguments.chain(forms.map(|form| &form.ty))
}

fn answered(operation: &Operation) -> impl Iterator<Item = &Type> {
    let bodies = operation.answers.iter().flat_map(|answer| &answer.bodies);
    let headers = operation.headers.iter().map(|header| &header.ty);
    // What comes later: the final result, and the items of a stream.
    let result = operation.long_running.iter().map(|it| &it.result);
    let items = operation.stream.iter().map(|it| &it.item);
    bodies
        .map(|body| &body.ty)
        .chain(headers)
        .chain(result)
        .chain(items)
}

fn reached_in<'a>(api: &Api, from: impl Iterator<Item = &'a Type>) -> HashSet<TypeId> {
    let mentioned = |id| api.type_def(id).definition.mentioned();
    reached(from.flat_map(Type::definitions), mentioned)
}
