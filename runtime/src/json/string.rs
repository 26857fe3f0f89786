//! Reads strings: borrowed from the text where nothing is escaped.

use super::{Fault, FaultKind, Reader, scan};
use std::borrow::Cow;

impl<'a> Reader<'a> {
    /// Reads a string.
    #[inline]
    pub fn string(&mut self) -> Result<Cow<'a, str>, Fault> {
        if self.next_byte() != Some(b'"') {
            return Err(self.mismatch("a string"));
        }
        self.at += 1;
        let plain = self.plain();
        if self.byte() == Some(b'"') {
            self.at += 1;
            return Ok(Cow::Borrowed(plain));
        }
        self.escaped(plain.to_owned()).map(Cow::Owned)
    }

    /// The text up to the next quote, backslash or control character.
    #[inline]
    fn plain(&mut self) -> &'a str {
        let start = self.at;
        self.at = scan::plain_end(self.text.as_bytes(), start);
        self.text.get(start..self.at).unwrap_or_default()
    }

    /// The rest of a string that does not end after its first plain part.
    fn escaped(&mut self, mut text: String) -> Result<String, Fault> {
        loop {
            match self.byte() {
                Some(b'"') => {
                    self.at += 1;
                    return Ok(text);
                }
                Some(b'\\') => {
                    self.at += 1;
                    text.push(self.escape()?);
                }
                Some(_) => {
                    return Err(self.syntax("a control character in a string must be escaped"));
                }
                None => return Err(self.fault(FaultKind::End)),
            }
            text.push_str(self.plain());
        }
    }

    /// What follows a backslash.
    fn escape(&mut self) -> Result<char, Fault> {
        let Some(byte) = self.byte() else {
            return Err(self.fault(FaultKind::End));
        };
        let character = match byte {
            b'"' | b'\\' | b'/' => char::from(byte),
            b'b' => '\u{8}',
            b'f' => '\u{c}',
            b'n' => '\n',
            b'r' => '\r',
            b't' => '\t',
            b'u' => {
                self.at += 1;
                return self.unicode();
            }
            _ => return Err(self.syntax("not an escape")),
        };
        self.at += 1;
        Ok(character)
    }

    /// The four digits of a `\u` escape, and the low half of a pair after a high one.
    fn unicode(&mut self) -> Result<char, Fault> {
        let unit = self.code_unit()?;
        let paired = (0xD800..0xDC00).contains(&unit) && self.text[self.at..].starts_with("\\u");
        let point = if paired {
            self.at += 2;
            let low = self.code_unit()?;
            match low {
                0xDC00..0xE000 => 0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00),
                _ => unit,
            }
        } else {
            unit
        };
        char::from_u32(point).ok_or_else(|| self.syntax("half of a surrogate pair"))
    }

    fn code_unit(&mut self) -> Result<u32, Fault> {
        let mut unit = 0;
        for _ in 0..4 {
            let Some(byte) = self.byte() else {
                return Err(self.fault(FaultKind::End));
            };
            let Some(digit) = char::from(byte).to_digit(16) else {
                return Err(self.syntax("expected four hexadecimal digits"));
            };
            unit = unit * 16 + digit;
            self.at += 1;
        }
        Ok(unit)
    }
}
