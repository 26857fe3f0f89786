//! JSON (RFC 8259) to a value, with a position for every value and key.
//!
//! Strict, with one exception: half of a surrogate pair, which a Rust string cannot hold, becomes U+FFFD with
//! a warning, because patterns such as `[\ud800-\udfff]` are published.

use super::tree::Tree;
use crate::complaint::Complaint;
use crate::value::{Node, Position, Value};
use std::sync::Arc;

#[cfg(test)]
pub(super) mod tests;

const CODE: &str = "invalid-json";

/// Reads a whole text (without a byte order mark) as one JSON document.
pub(super) fn parse(
    file: &Arc<str>,
    text: &str,
    warnings: &mut Vec<Complaint>,
) -> Result<Node, Complaint> {
    let mut parser = Parser {
        cursor: Cursor::new(text),
        tree: Tree::new(file, warnings),
    };
    parser.value()?;
    if parser.next_token().is_some() {
        return Err(parser.error(
            "Text follows the end of the document.",
            "Remove it, or check for a bracket that closes too early.",
        ));
    }
    let end = parser.cursor.position();
    let Parser { tree, .. } = parser;
    let empty = tree.error(
        end,
        CODE,
        "The file is empty.",
        "Write the description into it, or correct the path.",
    );
    tree.into_root().ok_or(empty)
}

struct Parser<'t, 'w> {
    cursor: Cursor<'t>,
    tree: Tree<'w>,
}

impl Parser<'_, '_> {
    fn value(&mut self) -> Result<(), Complaint> {
        let first = self.next_token();
        let at = self.cursor.position();
        let value = match first {
            Some(b'{') => return self.object(at),
            Some(b'[') => return self.array(at),
            Some(b'"') => Value::String(self.string(at)?),
            Some(b'-' | b'0'..=b'9') => Value::Number(self.number()?),
            _ => self.literal()?,
        };
        self.tree.value(Node { at, value })
    }

    fn object(&mut self, at: Position) -> Result<(), Complaint> {
        self.tree.open_object(at)?;
        self.cursor.offset += 1;
        if self.next_token() != Some(b'}') {
            self.member()?;
            while self.comma("object", at, b'}')? {
                self.member()?;
            }
        }
        self.cursor.offset += 1;
        self.tree.close()
    }

    fn member(&mut self) -> Result<(), Complaint> {
        match self.next_token() {
            Some(b'"') => {}
            Some(b'\'') => {
                return Err(self.error("A name stands in single quotes.", "Use double quotes."));
            }
            Some(b'/' | b'#') => return Err(self.comment()),
            Some(_) => {
                return Err(self.error(
                    "The name of a member is expected here.",
                    "Write it in double quotes.",
                ));
            }
            None => {
                return Err(self.error(
                    "The file ends where the name of a member is expected.",
                    "Complete the object, and close it with `}`.",
                ));
            }
        }
        let at = self.cursor.position();
        let name = self.string(at)?;
        self.tree.key(at, name);
        if self.next_token() != Some(b':') {
            return Err(self.error(
                "A colon is missing after the name of a member.",
                "Write `\"name\": value`.",
            ));
        }
        self.cursor.offset += 1;
        self.value()
    }

    fn array(&mut self, at: Position) -> Result<(), Complaint> {
        self.tree.open_array(at)?;
        self.cursor.offset += 1;
        if self.next_token() != Some(b']') {
            self.value()?;
            while self.comma("array", at, b']')? {
                self.value()?;
            }
        }
        self.cursor.offset += 1;
        self.tree.close()
    }

    /// Whether a comma, and so another element, follows; `false` at the closing bracket.
    fn comma(&mut self, collection: &str, opened: Position, close: u8) -> Result<bool, Complaint> {
        let found = self.next_token();
        if found == Some(close) {
            return Ok(false);
        }
        let close = char::from(close);
        match found {
            Some(b',') => self.after_comma(close).map(|()| true),
            Some(b'"' | b'{' | b'[' | b'-' | b'0'..=b'9' | b'a'..=b'z' | b'A'..=b'Z') => Err(self
                .error(
                    "A comma is missing before this.",
                    "Write `,` after the value before.",
                )),
            Some(b'/' | b'#') => Err(self.comment()),
            Some(_) => Err(self.error(
                format!("Expected `,` or `{close}`."),
                format!("Write `,` before another value, or `{close}` after the last."),
            )),
            None => {
                let Position { line, column } = opened;
                Err(self.error(format!("The {collection} that starts at line {line}, column {column} is not closed."), format!("Add the missing `{close}`.")))
            }
        }
    }

    /// Steps over a comma, unless it is the last thing in its collection.
    fn after_comma(&mut self, close: char) -> Result<(), Complaint> {
        let comma = self.cursor.position();
        self.cursor.offset += 1;
        match self.next_token() {
            Some(b'}' | b']') => Err(self.tree.error(
                comma,
                CODE,
                format!("A comma stands before `{close}`."),
                "Remove the comma.",
            )),
            Some(b',') => Err(self.error(
                "A value is missing between two commas.",
                "Remove one of them, or write the value.",
            )),
            _ => Ok(()),
        }
    }

    fn literal(&mut self) -> Result<Value, Complaint> {
        let rest = self.cursor.rest();
        let length = rest
            .bytes()
            .take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b'_')
            .count();
        let value = match &rest[..length] {
            "true" => Value::Bool(true),
            "false" => Value::Bool(false),
            "null" => Value::Null,
            word => return Err(self.no_value(rest.chars().next(), word)),
        };
        self.cursor.offset += length;
        Ok(value)
    }

    fn no_value(&mut self, found: Option<char>, word: &str) -> Complaint {
        match found {
            None => self.error("The file ends where a value is expected.", "Write the value, and close what is open."),
            Some('\'') => self.error("A string stands in single quotes.", "Use double quotes."),
            Some('/' | '#') => self.comment(),
            Some('+' | '.') => self.error("A number starts with a digit or with `-` in JSON.", "Write it without `+`, and with a `0` before the point."),
            Some(_) if !word.is_empty() => self.error(
                format!("`{word}` is not a JSON value."),
                "Write a string in double quotes; the literals are true, false and null.",
            ),
            Some(_) => self.error("A value is expected here.", "Write a string in double quotes, a number, `true`, `false`, `null`, an object or an array."),
        }
    }

    fn comment(&mut self) -> Complaint {
        self.error(
            "JSON has no comments.",
            "Remove the comment, or write the document in YAML.",
        )
    }

    fn number(&mut self) -> Result<Box<str>, Complaint> {
        let start = self.cursor.offset;
        if self.cursor.peek() == Some(b'-') {
            self.cursor.offset += 1;
        }
        let integer = self.cursor.offset;
        self.digits()?;
        if self.cursor.text.as_bytes()[integer] == b'0' && self.cursor.offset > integer + 1 {
            self.cursor.offset = integer;
            return Err(self.error(
                "A number starts with a needless zero.",
                "Remove the zero, or write a string in double quotes.",
            ));
        }
        if self.cursor.peek() == Some(b'.') {
            self.cursor.offset += 1;
            self.digits()?;
        }
        if let Some(b'e' | b'E') = self.cursor.peek() {
            self.cursor.offset += 1;
            if let Some(b'+' | b'-') = self.cursor.peek() {
                self.cursor.offset += 1;
            }
            self.digits()?;
        }
        Ok(Box::from(&self.cursor.text[start..self.cursor.offset]))
    }

    fn digits(&mut self) -> Result<(), Complaint> {
        let length = self
            .cursor
            .rest()
            .bytes()
            .take_while(u8::is_ascii_digit)
            .count();
        if length == 0 {
            return Err(self.error(
                "A digit is missing in a number.",
                "Write a digit after the sign, the point or the `e`.",
            ));
        }
        self.cursor.offset += length;
        Ok(())
    }

    /// Reads a string whose opening quote is at `start`.
    fn string(&mut self, start: Position) -> Result<Box<str>, Complaint> {
        self.cursor.offset += 1;
        let mut unescaped = String::new();
        loop {
            let rest = self.cursor.rest();
            let length = rest
                .bytes()
                .take_while(|byte| !matches!(byte, b'"' | b'\\' | 0..=0x1f))
                .count();
            let run = &rest[..length];
            self.cursor.offset += length;
            match self.cursor.peek() {
                Some(b'"') => {
                    self.cursor.offset += 1;
                    if unescaped.is_empty() {
                        return Ok(Box::from(run));
                    }
                    unescaped.push_str(run);
                    return Ok(unescaped.into());
                }
                Some(b'\\') => {
                    unescaped.push_str(run);
                    let character = self.escape(start)?;
                    unescaped.push(character);
                }
                Some(b'\n' | b'\r') | None => return Err(self.unclosed_string(start)),
                Some(control) => {
                    let message =
                        format!("A control character (U+{control:04X}) stands in a string.");
                    return Err(self.error(message, format!("Write it as `\\u{control:04x}`.")));
                }
            }
        }
    }

    fn unclosed_string(&self, start: Position) -> Complaint {
        let message = "The string is not closed on its line.";
        let help = "Close it with `\"`; a line break inside a string is written `\\n`.";
        self.tree.error(start, CODE, message, help)
    }

    /// Reads an escape in the string that starts at `start`; the cursor is at its backslash.
    fn escape(&mut self, start: Position) -> Result<char, Complaint> {
        let letter = self.cursor.rest().chars().nth(1);
        let character = match letter {
            Some(same @ ('"' | '\\' | '/')) => same,
            Some('b') => '\u{8}',
            Some('f') => '\u{c}',
            Some('n') => '\n',
            Some('r') => '\r',
            Some('t') => '\t',
            Some('u') => return self.unicode_escape(),
            Some(_) => {
                let message = "An unknown escape stands in a string.";
                return Err(self.error(message, "A backslash is written `\\\\`."));
            }
            None => return Err(self.unclosed_string(start)),
        };
        self.cursor.offset += 2;
        Ok(character)
    }

    /// Reads `\uXXXX`, or the two of them that make a surrogate pair.
    fn unicode_escape(&mut self) -> Result<char, Complaint> {
        let Some(first) = self.cursor.utf16_unit(0) else {
            return Err(self.error(
                "Four hexadecimal digits must follow `\\u`.",
                "A backslash is written `\\\\`.",
            ));
        };
        let second = self.cursor.utf16_unit(UNIT_LENGTH);
        let pair = [first, second.unwrap_or_default()];
        if let Some(Ok(character)) = char::decode_utf16(pair).next() {
            self.cursor.offset += UNIT_LENGTH * character.len_utf16();
            return Ok(character);
        }
        let at = self.cursor.position();
        self.tree.warn(
            at,
            "unpaired-surrogate",
            format!("`\\u{first:04x}` is half of a surrogate pair and is read as U+FFFD."),
            "Write the character itself.",
        );
        self.cursor.offset += UNIT_LENGTH;
        Ok(char::REPLACEMENT_CHARACTER)
    }

    fn next_token(&mut self) -> Option<u8> {
        let blank = self
            .cursor
            .rest()
            .bytes()
            .take_while(|byte| matches!(byte, b' ' | b'\t' | b'\n' | b'\r'))
            .count();
        self.cursor.offset += blank;
        self.cursor.peek()
    }

    fn error(&mut self, message: impl Into<String>, help: impl Into<String>) -> Complaint {
        let at = self.cursor.position();
        self.tree.error(at, CODE, message, help)
    }
}

/// The length of `\uXXXX`.
const UNIT_LENGTH: usize = 6;

/// A place in the text; its line and column are counted on demand, from the last place they were asked for.
struct Cursor<'t> {
    text: &'t str,
    offset: usize,
    counted: usize,
    position: Position,
}

impl<'t> Cursor<'t> {
    fn new(text: &'t str) -> Self {
        Self {
            text,
            offset: 0,
            counted: 0,
            position: Position { line: 1, column: 1 },
        }
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.offset).copied()
    }

    fn rest(&self) -> &'t str {
        &self.text[self.offset..]
    }

    /// The UTF-16 unit that `\uXXXX` at a distance from here stands for.
    fn utf16_unit(&self, distance: usize) -> Option<u16> {
        let escape = self.rest().get(distance..distance + UNIT_LENGTH)?;
        let digits = escape.strip_prefix("\\u")?;
        // `from_str_radix` would take a sign.
        digits
            .bytes()
            .all(|byte| byte.is_ascii_hexdigit())
            .then(|| u16::from_str_radix(digits, 16).ok())?
    }

    fn position(&mut self) -> Position {
        for byte in &self.text.as_bytes()[self.counted..self.offset] {
            if *byte == b'\n' {
                self.position = Position {
                    line: self.position.line.saturating_add(1),
                    column: 1,
                };
            } else if byte & 0b1100_0000 != 0b1000_0000 {
                self.position.column = self.position.column.saturating_add(1);
            }
        }
        self.counted = self.offset;
        self.position
    }
}
