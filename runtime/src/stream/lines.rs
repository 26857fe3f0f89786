//! JSON Lines: a JSON text a line.

use crate::json::{self, Decode, Fault};
use std::marker::PhantomData;

/// Decodes JSON Lines (also NDJSON) as the bytes arrive. Lines without content are skipped.
#[derive(Debug)]
pub struct JsonLinesDecoder<T> {
    /// A line whose end has not arrived.
    pending: Vec<u8>,
    /// The byte of the stream at which that line starts.
    start: usize,
    items: PhantomData<fn() -> T>,
}

impl<T> Default for JsonLinesDecoder<T> {
    fn default() -> Self {
        Self {
            pending: Vec::new(),
            start: 0,
            items: PhantomData,
        }
    }
}

impl<T: Decode> JsonLinesDecoder<T> {
    /// A decoder at the start of a stream.
    pub fn new() -> Self {
        Self::default()
    }

    /// The items that end in these bytes.
    pub fn push(&mut self, bytes: &[u8]) -> Result<Vec<T>, Fault> {
        let mut items = Vec::new();
        for piece in bytes.split_inclusive(|byte| *byte == b'\n') {
            self.pending.extend_from_slice(piece);
            if piece.ends_with(b"\n") {
                items.extend(self.finish()?);
            }
        }
        Ok(items)
    }

    /// The item of the last line, where the stream ends without a line break.
    pub fn finish(&mut self) -> Result<Option<T>, Fault> {
        let line = std::mem::take(&mut self.pending);
        let start = self.start;
        self.start += line.len();
        if line.trim_ascii().is_empty() {
            return Ok(None);
        }
        json::from_slice(&line).map(Some).map_err(|fault| {
            let offset = start + fault.offset();
            fault.with_offset(offset)
        })
    }
}
