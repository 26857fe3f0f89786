//! Answers that arrive in items: what an item is, and how items are told apart.
//!
//! What a stranger would get wrong: an answer of events is a stream of events until the selection says what their data
//! are. Descriptions before 3.2 can't.

use super::lowering::Lowering;
use super::media::{Family, family};
use super::status::is_failure;
use crate::coverage::Treatment;
use crate::description::{self, MediaType, SchemaId};
use crate::shape::{Answer, Codec, Framing, Streaming, Type};

/// The property of an event that holds its data.
const DATA: &str = "data";

impl Lowering<'_> {
    /// What the data of events are, where the description says so.
    fn event_data(&mut self, operation: &description::Operation) -> Option<Type> {
        let responses = &operation.responses;
        let successes = responses.iter().filter(|it| !is_failure(it, responses));
        let mut media = successes.flat_map(|response| &response.content);
        let (event, content) = media.find_map(|media| self.content_of_events(media))?;
        for part in self.gather(event).0 {
            let data = self.schemas[part].properties.get(DATA).copied();
            let texts = data.map(|data| self.gather(data).0);
            self.decoded.extend(texts.into_iter().flatten());
        }
        Some(self.use_of(content).with_null())
    }

    /// The schema of an event, and what its data hold: the `contentSchema` of the property `data` (`OpenAPI` 3.2, 4.14.4).
    pub(super) fn content_of_events(&mut self, media: &MediaType) -> Option<(SchemaId, SchemaId)> {
        if family(&media.media_type) != Family::EventStream {
            return None;
        }
        let mut event = media.item_schema.or(media.schema)?;
        let mut merged = self.merge(event);
        if let Some(item) = merged.items.filter(|_| merged.properties.is_empty()) {
            event = item;
            merged = self.merge(item);
        }
        let data = *merged.properties.get(DATA)?;
        let content = self.merge(data).content?;
        Some((event, content))
    }

    /// Texts of JSON that stay texts.
    pub(super) fn note_contents(&mut self) {
        let note = "the text stays a text: what is inside is not decoded";
        for (index, schema) in self.description.schemas.0.iter().enumerate() {
            let is_decoded = self.decoded.contains(&SchemaId::of(index));
            if schema.content_schema.is_some() && !is_decoded {
                self.note(&schema.location, "contentSchema", Treatment::Ignored, note);
            }
        }
    }

    /// The items of an operation's answer, where it is a stream or the selection says so.
    pub(super) fn stream(
        &mut self,
        operation: &description::Operation,
        answers: &[Answer],
    ) -> Option<Streaming> {
        let said = self.event_data(operation).unwrap_or(Type::Event);
        let successes = answers.iter().filter(|answer| !answer.failure);
        let mut bodies = successes.flat_map(|answer| &answer.bodies);
        let streamed = bodies.find_map(|body| match (&body.codec, &body.ty) {
            (Some(Codec::EventStream), _) => Some((Framing::Events, said.clone())),
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
