//! Answers that arrive in items: what an item is, and how items are told apart.
//!
//! What a stranger would get wrong: an answer of events is a stream of events until the selection says what their data
//! are. Descriptions before 3.2 can't.

use super::lowering::Lowering;
use crate::description;
use crate::shape::{Answer, Codec, Framing, Streaming, Type};

impl Lowering<'_> {
    /// The items of an operation's answer, where it is a stream or the selection says so.
    pub(super) fn stream(
        &mut self,
        operation: &description::Operation,
        answers: &[Answer],
    ) -> Option<Streaming> {
        let successes = answers.iter().filter(|answer| !answer.failure);
        let mut bodies = successes.flat_map(|answer| &answer.bodies);
        let streamed = bodies.find_map(|body| match (&body.codec, &body.ty) {
            (Some(Codec::EventStream), _) => Some((Framing::Events, Type::Event)),
            (Some(Codec::JsonLines), Type::List(item)) => Some((Framing::Lines, (**item).clone())),
            (Some(Codec::Bytes), _) if body.media_type.starts_with("application/json-seq") => {
                Some((Framing::Sequence, Type::Any))
            }
            _ => None,
        });
        let chosen = operation.stream.as_ref();
        let item = chosen.and_then(|stream| stream.item);
        let item = item.map(|schema| self.use_of(schema).with_null());
        match (streamed, chosen) {
            (None, None) => None,
            (Some((framing, found)), chosen) => Some(Streaming {
                item: item.unwrap_or(found),
                framing,
                end: chosen.and_then(|stream| stream.end.clone()),
            }),
            // The description does not say that it is a stream: events are what services send then.
            (None, Some(chosen)) => Some(Streaming {
                item: item.unwrap_or(Type::Event),
                framing: Framing::Events,
                end: chosen.end.clone(),
            }),
        }
    }
}
