//! What an operation knows of an answer that arrives in items.

use crate::json::{Decode, Fault};
use crate::{Event, Operation};

/// An operation whose answer is a stream of items, to be read as they arrive.
pub trait Streamed: Operation {
    /// What an item is. For events it is what the data of each says.
    type Item: Decode;
    /// How the items are told apart.
    const FRAMING: Framing;
    /// The text that ends the stream, where the service sends one, such as `[DONE]`.
    const END: Option<&'static str> = None;

    /// Reads what an event says.
    fn read(event: Event) -> Result<Self::Item, Fault> {
        event.json()
    }
}

/// How the items of a stream are told apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Framing {
    /// `text/event-stream`: the data of each event is an item.
    Events,
    /// JSON Lines and its kin: each line is an item.
    Lines,
    /// JSON text sequences (RFC 7464): an item follows each record separator.
    Sequence,
}
