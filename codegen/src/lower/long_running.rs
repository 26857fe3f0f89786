//! Long-running operations: what they have made in the end.
//!
//! What a stranger would get wrong: the result is not what the first answer holds. That of a DELETE is nothing; that of
//! others is what a 200 has, or a 201. Where a 202 alone has a body it is the monitor's, and the result is in it.

use super::identity::id;
use super::lowering::Lowering;
use crate::coverage::{Coverage, Treatment};
use crate::description::{self, Description, Status};
use crate::shape::{
    Answer, AnswerBody, Codec, Definition, FinalState, Group, LongRunning, Operation, Type,
    TypeDef, Unreadable,
};

impl Lowering<'_> {
    /// The result that `final-state-schema` names; where it is comes later.
    pub(super) fn stated_result(
        &mut self,
        operation: &description::Operation,
    ) -> Option<LongRunning> {
        let long_running = operation.long_running.as_ref();
        let long_running = long_running.filter(|_| operation.method != "DELETE")?;
        let used = self.use_of(long_running.final_state_schema?);
        Some(LongRunning {
            result: used.with_null(),
            codec: Some(Codec::Json),
            final_state: FinalState::Unsaid,
        })
    }
}

/// Decides what the operations have made in the end, now that all types are there.
pub(super) fn settle(
    description: &Description,
    types: &[TypeDef],
    groups: &mut [Group],
    coverage: &mut Coverage,
) {
    for operation in groups.iter_mut().flat_map(|group| &mut group.operations) {
        let described = description.operations.iter().find(|described| {
            described.location == operation.location && id(described) == operation.id
        });
        let Some(long_running) = described.and_then(|described| described.long_running.as_ref())
        else {
            continue;
        };
        let said = long_running.final_state_via.as_deref();
        let final_state = said.map_or(Some(FinalState::Unsaid), known);
        if final_state.is_none() {
            let note = "it is none of the places that are known; the result is looked for where it is by default";
            coverage.add(
                &operation.location,
                "final-state-via",
                Treatment::Ignored,
                note,
            );
        }
        let final_state = final_state.unwrap_or(FinalState::Unsaid);
        let stated = operation.long_running.take();
        let (result, codec) = stated.map_or_else(
            || result(operation, types, final_state),
            |stated| (stated.result, stated.codec),
        );
        operation.long_running = Some(LongRunning {
            result,
            codec,
            final_state,
        });
    }
}

fn known(final_state: &str) -> Option<FinalState> {
    Some(match final_state {
        "azure-async-operation" => FinalState::AsyncOperation,
        "operation-location" => FinalState::OperationLocation,
        "location" => FinalState::Location,
        "original-uri" => FinalState::OriginalUri,
        _ => return None,
    })
}

fn result(
    operation: &Operation,
    types: &[TypeDef],
    final_state: FinalState,
) -> (Type, Option<Codec>) {
    const NOTHING: (Type, Option<Codec>) = (Type::Unit, None);
    if operation.method == "DELETE" {
        return NOTHING;
    }
    let body = |statuses: &[Status]| {
        // A status that no description has says nothing of the result.
        let described = |answer: &&Answer| answer.unreadable != Unreadable::Undocumented;
        let successes = operation.answers.iter().filter(|answer| !answer.failure);
        let mut answers = successes.filter(described);
        let answer = answers.find(|answer| {
            statuses.contains(&answer.status)
                && answer.bodies.iter().any(|body| body.codec.is_some())
        })?;
        answer.bodies.iter().find(|body| body.codec.is_some())
    };
    let whole = |body: &AnswerBody| (body.ty.clone(), body.codec.clone());
    if let Some(body) = body(&[Status::Code(200)])
        .or_else(|| body(&[Status::Code(201)]))
        .or_else(|| body(&[Status::Range(2), Status::Code(203)]))
    {
        return whole(body);
    }
    match body(&[Status::Code(202)]) {
        None => NOTHING,
        Some(monitor) if final_state == FinalState::AsyncOperation => whole(monitor),
        Some(monitor) => match member(&monitor.ty, "result", types) {
            Some(result) => (result.clone(), Some(Codec::Json)),
            // Any JSON: what a monitor's answer leads to is not in the description.
            None if member(&monitor.ty, "status", types).is_some() => {
                (Type::Any, Some(Codec::Json))
            }
            None => whole(monitor),
        },
    }
}

/// The type of a member of an object.
fn member<'t>(ty: &'t Type, name: &str, types: &'t [TypeDef]) -> Option<&'t Type> {
    let Type::Named(id) = ty else { return None };
    match &types.get(id.0 as usize)?.definition {
        Definition::Struct(object) => {
            let field = object.fields.iter().find(|field| field.name.wire == name)?;
            Some(&field.ty)
        }
        Definition::Alias(target) => member(target, name, types),
        _ => None,
    }
}
