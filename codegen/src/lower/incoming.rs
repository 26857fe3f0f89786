//! What the service sends to the client's own server: webhooks and callbacks, as types.
//!
//! A stranger would look for the media types: what arrives is read by the client's server, so one type is enough.

use super::doc;
use super::lowering::Lowering;
use crate::coverage::Treatment;
use crate::shape::{Incoming, Name};

impl Lowering<'_> {
    pub(super) fn incoming(&mut self) -> Vec<Incoming> {
        let description = self.description;
        description
            .incoming
            .iter()
            .map(|incoming| {
                let content = incoming
                    .operation
                    .body
                    .iter()
                    .flat_map(|body| &body.content);
                let mut content = content.collect::<Vec<_>>().into_iter();
                let body = content.next().and_then(|media| media.schema);
                for other in content {
                    let note = "the type of what the service sends is that of the first media type";
                    self.note(&other.location, "content", Treatment::Ignored, note);
                }
                Incoming {
                    name: Name::unsettled(
                        format!("{} {}", incoming.operation.method, incoming.name),
                        incoming.name.clone(),
                    ),
                    doc: doc::of_incoming(&incoming.operation),
                    method: incoming.operation.method.clone(),
                    deprecated: incoming.operation.deprecated,
                    route: incoming.operation.path.clone(),
                    body: body.map(|schema| self.use_of(schema).with_null()),
                }
            })
            .collect()
    }
}
