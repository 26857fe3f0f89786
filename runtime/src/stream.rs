//! JSON Lines and server-sent events, decoded as the bytes arrive.
//!
//! What a stranger would get wrong: the bytes may be cut anywhere, inside a character or between `\r` and `\n` too;
//! the items are the same for every way of cutting them.

mod event;
mod lines;

pub(crate) use event::event_text;
pub use event::{Event, EventDecoder};
pub use lines::JsonLinesDecoder;

use crate::json::{Decode, Fault};

/// All items of a whole body.
pub(crate) fn read_json_lines<T: Decode>(body: &[u8]) -> Result<Vec<T>, Fault> {
    let mut decoder = JsonLinesDecoder::new();
    let mut items = decoder.push(body)?;
    items.extend(decoder.finish()?);
    Ok(items)
}

/// All events of a whole body.
pub(crate) fn read_events(body: &[u8]) -> Result<Vec<Event>, Fault> {
    let mut decoder = EventDecoder::new();
    let events = decoder.push(body)?;
    decoder.finish();
    Ok(events)
}
