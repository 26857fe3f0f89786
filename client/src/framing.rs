//! The items of a stream out of its bytes, which may be cut anywhere.
//!
//! What a stranger would get wrong: what has arrived of an item that has not ended is held, and so it is limited.

use restwright_runtime::Event;
use restwright_runtime::flow::{Framing, Streamed};
use restwright_runtime::json::{self, Fault};
use restwright_runtime::stream::EventDecoder;

/// What stands before each text of a JSON sequence (RFC 7464).
const RECORD_SEPARATOR: u8 = 0x1e;

/// What came out of the bytes.
#[derive(Debug)]
pub(crate) enum Piece<I> {
    Item(Result<I, Fault>),
    /// The text that ends the stream.
    End,
}

/// Bytes in, items out.
#[derive(Debug)]
pub(crate) struct Unframing {
    framing: Framing,
    events: EventDecoder,
    /// A line or a text that has not ended.
    pending: Vec<u8>,
    /// How many bytes are held.
    held: usize,
    /// What the events said of going on after them.
    pub(crate) last_id: Option<String>,
    pub(crate) retry: Option<u64>,
}

impl Unframing {
    pub(crate) fn new(framing: Framing) -> Self {
        Self {
            framing,
            events: EventDecoder::new(),
            pending: Vec::new(),
            held: 0,
            last_id: None,
            retry: None,
        }
    }

    /// The stream begins anew, after the last event.
    pub(crate) fn restart(&mut self) {
        self.events.finish();
        self.pending.clear();
        self.held = 0;
    }

    /// How many bytes are held of what has not ended.
    pub(crate) fn held(&self) -> usize {
        self.held
    }

    /// The items that end in these bytes.
    pub(crate) fn push<O: Streamed>(&mut self, bytes: &[u8]) -> Vec<Piece<O::Item>> {
        let pieces = match self.framing {
            Framing::Events => match self.events.push(bytes) {
                Ok(events) => events
                    .into_iter()
                    .map(|event| self.event::<O>(event))
                    .collect(),
                Err(fault) => vec![Piece::Item(Err(fault))],
            },
            Framing::Sequence => self.split::<O>(bytes, RECORD_SEPARATOR),
            _ => self.split::<O>(bytes, b'\n'),
        };
        self.held = if pieces.is_empty() {
            self.held + bytes.len()
        } else {
            self.pending.len()
        };
        pieces
    }

    /// The item that the end of the bytes ends.
    pub(crate) fn finish<O: Streamed>(&mut self) -> Option<Piece<O::Item>> {
        let text = std::mem::take(&mut self.pending);
        piece::<O>(&text)
    }

    fn split<O: Streamed>(&mut self, bytes: &[u8], separator: u8) -> Vec<Piece<O::Item>> {
        let mut pieces = Vec::new();
        for part in bytes.split_inclusive(|byte| *byte == separator) {
            match part.split_last() {
                Some((last, part)) if *last == separator => {
                    self.pending.extend_from_slice(part);
                    pieces.extend(piece::<O>(&std::mem::take(&mut self.pending)));
                }
                _ => self.pending.extend_from_slice(part),
            }
        }
        pieces
    }

    fn event<O: Streamed>(&mut self, event: Event) -> Piece<O::Item> {
        if event.id.is_some() {
            self.last_id.clone_from(&event.id);
        }
        self.retry = event.retry.or(self.retry);
        if O::END.is_some_and(|end| event.data.trim() == end) {
            return Piece::End;
        }
        Piece::Item(O::read(event))
    }
}

fn piece<O: Streamed>(text: &[u8]) -> Option<Piece<O::Item>> {
    let text = text.trim_ascii();
    if text.is_empty() {
        return None;
    }
    if O::END.is_some_and(|end| text == end.as_bytes()) {
        return Some(Piece::End);
    }
    Some(Piece::Item(json::from_slice(text)))
}
