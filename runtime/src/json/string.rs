//! Reads strings: borrowed from the text where nothing is escaped, through `hifijson` where something is.
//!
//! Most strings are plain, and finding their end eight bytes at a time is what makes reading fast;
//! `hifijson` goes byte by byte, and knows all about escapes and surrogates.

use super::{Fault, FaultKind, Reader, scan};
use hifijson::str::{Error, LexAlloc as _};
use hifijson::{SliceLexer, escape};
use std::borrow::Cow;

impl<'a> Reader<'a> {
    /// Reads a string.
    #[inline]
    pub fn string(&mut self) -> Result<Cow<'a, str>, Fault> {
        if self.next_byte() != Some(b'"') {
            return Err(self.mismatch("a string"));
        }
        self.at += 1;
        let end = scan::plain_end(self.text.as_bytes(), self.at);
        match self.text.as_bytes().get(end) {
            Some(b'"') => {
                let plain = self.text.get(self.at..end).unwrap_or_default();
                self.at = end + 1;
                Ok(Cow::Borrowed(plain))
            }
            _ => self.escaped(),
        }
    }

    /// A string that is not plain to its end.
    fn escaped(&mut self) -> Result<Cow<'a, str>, Fault> {
        self.lex(SliceLexer::str_string)
            .map_err(|error| self.fault(cause(&error)))
    }
}

fn cause(error: &Error) -> FaultKind {
    match error {
        Error::Eof | Error::Escape(escape::Error::Eof) => FaultKind::End,
        Error::Utf8(_) => FaultKind::Utf8,
        Error::Control => FaultKind::Syntax("a control character in a string must be escaped"),
        Error::Escape(escape::Error::InvalidKind(_)) => FaultKind::Syntax("not an escape"),
        Error::Escape(escape::Error::InvalidHex(_)) => {
            FaultKind::Syntax("expected four hexadecimal digits")
        }
        Error::Escape(escape::Error::InvalidChar(_) | escape::Error::ExpectedLowSurrogate) => {
            FaultKind::Syntax("half of a surrogate pair")
        }
    }
}
