//! Reads JSON texts, a value at a time.
//!
//! The reader stands between tokens: each method skips the white space before its value and leaves
//! what follows alone. Nobody outside sees a token.

use super::choose::Score;
use super::odd::{Odd, located};
use super::tag::Waiting;
use super::{DEPTH_LIMIT, Decode, Fault, FaultKind, ListMut, RestMut, Slot};
use hifijson::SliceLexer;
use serde_json::{Map, Value};
use std::borrow::Cow;
use std::fmt::Display;
use std::mem::discriminant;
use std::str::FromStr;

/// Reads one JSON text.
#[derive(Debug)]
pub struct Reader<'a> {
    pub(super) text: &'a str,
    pub(super) at: usize,
    /// How many more arrays and objects may be entered.
    pub(super) depth: u8,
    /// What is read replaces a value that was read before: a member came twice.
    pub(super) overwriting: bool,
    pub(super) score: Score,
    pub(super) waiting: Waiting,
    /// Whether odd values cost the text.
    pub(super) strict: bool,
    /// How many nulls were left out of lists.
    pub(super) nulls: usize,
    /// What was odd so far.
    pub(super) odd: Vec<Odd>,
}

/// Reads the value of a member of that name.
type ReadMember<'a, 'f> = dyn FnMut(Cow<'a, str>, &mut Reader<'a>) -> Result<(), Fault> + 'f;

/// Reads a text that holds one value and nothing else, and says what in it is odd.
pub(super) fn read_document(text: &[u8], value: &mut dyn Decode) -> Result<Vec<Fault>, Fault> {
    let text = std::str::from_utf8(text).map_err(|error| not_utf8(text, error))?;
    let mut reader = Reader::new(text);
    value.decode(&mut reader)?;
    reader.end()?;
    if reader.odd.is_empty() {
        return Ok(Vec::new());
    }
    Ok(located(text, reader.odd))
}

/// Reads a text in which nothing is odd.
pub(super) fn read_strictly(text: &[u8], value: &mut dyn Decode) -> Result<(), Fault> {
    let text = std::str::from_utf8(text).map_err(|error| not_utf8(text, error))?;
    let mut reader = Reader::new(text);
    reader.strict = true;
    value.decode(&mut reader)?;
    reader.end()
}

/// Reads what is valid of the text, so that the fault has a path.
#[cold]
fn not_utf8(text: &[u8], error: std::str::Utf8Error) -> Fault {
    let valid = text.get(..error.valid_up_to()).unwrap_or_default();
    let valid = std::str::from_utf8(valid).unwrap_or_default();
    match Reader::new(valid).any() {
        Err(fault) if *fault.kind() == FaultKind::End => fault.with_kind(FaultKind::Utf8),
        _ => Fault::at(valid.len(), FaultKind::Utf8),
    }
}

impl<'a> Reader<'a> {
    /// A reader at the start of a text.
    pub fn new(text: &'a str) -> Reader<'a> {
        Reader {
            text,
            at: 0,
            depth: DEPTH_LIMIT,
            overwriting: false,
            score: Score::default(),
            waiting: Waiting::default(),
            strict: false,
            nulls: 0,
            odd: Vec::new(),
        }
    }

    /// A reader of the same place, to look ahead.
    pub(super) fn ahead(&self) -> Reader<'a> {
        Reader {
            text: self.text,
            at: self.at,
            depth: self.depth,
            overwriting: false,
            score: Score::default(),
            waiting: Waiting::default(),
            strict: self.strict,
            nulls: 0,
            odd: Vec::new(),
        }
    }

    /// Checks that nothing but white space follows.
    pub fn end(&mut self) -> Result<(), Fault> {
        match self.next_byte() {
            None => Ok(()),
            Some(_) => Err(self.syntax("expected the end of the text")),
        }
    }

    /// Skips white space and returns the byte after it, which stays where it is.
    #[inline]
    pub(super) fn next_byte(&mut self) -> Option<u8> {
        let bytes = self.text.as_bytes();
        loop {
            match bytes.get(self.at) {
                Some(b' ' | b'\n' | b'\r' | b'\t') => self.at += 1,
                other => return other.copied(),
            }
        }
    }

    /// The byte here, white space or not.
    #[inline]
    pub(super) fn byte(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    /// Whether the value that comes is spelled like that, as far as `text` goes.
    pub(super) fn starts_with(&mut self, text: &str) -> bool {
        self.next_byte();
        self.text
            .as_bytes()
            .get(self.at..)
            .is_some_and(|rest| rest.starts_with(text.as_bytes()))
    }

    /// Lets `hifijson` read on from here.
    #[inline]
    pub(super) fn lex<T>(&mut self, read: impl FnOnce(&mut SliceLexer<'a>) -> T) -> T {
        let mut lexer = SliceLexer::new(self.text.as_bytes().get(self.at..).unwrap_or_default());
        let token = read(&mut lexer);
        self.at = self.text.len() - lexer.as_slice().len();
        token
    }

    /// Reads a value of a type.
    pub fn value<T: Decode>(&mut self) -> Result<T, Fault> {
        let mut value = T::blank();
        value.decode(self)?;
        Ok(value)
    }

    /// Reads `null`, if that is what comes.
    pub fn null(&mut self) -> Result<bool, Fault> {
        if self.next_byte() != Some(b'n') {
            return Ok(false);
        }
        self.word("null")?;
        Ok(true)
    }

    /// Reads `true` or `false`.
    pub fn boolean(&mut self) -> Result<bool, Fault> {
        match self.next_byte() {
            Some(b't') => self.word("true").map(|()| true),
            Some(b'f') => self.word("false").map(|()| false),
            _ => Err(self.mismatch("a boolean")),
        }
    }

    fn word(&mut self, word: &'static str) -> Result<(), Fault> {
        if self.starts_with(word) {
            self.at += word.len();
            return Ok(());
        }
        let cut = self
            .text
            .get(self.at..)
            .is_some_and(|rest| word.starts_with(rest));
        Err(if cut {
            self.fault(FaultKind::End)
        } else {
            self.syntax("expected a value")
        })
    }

    #[inline]
    pub(super) fn colon(&mut self) -> Result<(), Fault> {
        if self.next_byte() != Some(b':') {
            return Err(self.unfinished("expected `:`"));
        }
        self.at += 1;
        Ok(())
    }

    /// Reads an array, calling `item` where each of its values starts.
    pub fn array(
        &mut self,
        item: &mut dyn FnMut(&mut Reader<'a>) -> Result<(), Fault>,
    ) -> Result<(), Fault> {
        let mut index = 0;
        let mut more = self.enter(b'[', b']', "an array")?;
        while more {
            item(self).map_err(|fault| fault.in_item(index))?;
            index += 1;
            more = self.continues(b']', "expected `,` or `]`")?;
        }
        Ok(())
    }

    /// Reads an array into a list.
    pub(super) fn list(&mut self, list: &mut dyn ListMut) -> Result<(), Fault> {
        self.array(&mut |reader| {
            let Some(item) = list.add() else {
                return reader.skip();
            };
            reader.next_byte();
            let start = reader.at;
            item.decode(reader).or_else(|fault| {
                list.drop_last();
                reader.odd_item(fault, start)
            })
        })
    }

    /// Reads a value, or `null` for none.
    pub(super) fn optional(&mut self, slot: &mut dyn Slot) -> Result<(), Fault> {
        if self.null()? {
            slot.set_null();
            return Ok(());
        }
        slot.fill().map_or(Ok(()), |value| value.decode(self))
    }

    /// Reads an object of any names, calling `member` where the value of each starts.
    pub fn map(&mut self, member: &mut ReadMember<'a, '_>) -> Result<(), Fault> {
        let mut more = self.enter(b'{', b'}', "an object")?;
        while more {
            if self.next_byte() != Some(b'"') {
                return Err(self.unfinished("expected a member's name"));
            }
            let start = self.at;
            let name = self.string()?;
            self.colon()?;
            if let Err(fault) = member(name, self) {
                let name = self.ahead_at(start).string()?;
                return Err(fault.in_member(&name));
            }
            more = self.continues(b'}', "expected `,` or `}`")?;
        }
        Ok(())
    }

    /// Reads an object of members that no table names.
    pub fn rest(&mut self, members: &mut dyn RestMut) -> Result<(), Fault> {
        members.clear();
        self.map(&mut |name, reader| members.read_member(&name, reader))
    }

    pub(super) fn ahead_at(&self, at: usize) -> Reader<'a> {
        Reader { at, ..self.ahead() }
    }

    /// Enters an array or an object; whether it has anything in it.
    #[inline]
    pub(super) fn enter(
        &mut self,
        open: u8,
        close: u8,
        expected: &'static str,
    ) -> Result<bool, Fault> {
        if self.next_byte() != Some(open) {
            return Err(self.mismatch(expected));
        }
        let Some(depth) = self.depth.checked_sub(1) else {
            return Err(self.fault(FaultKind::Depth));
        };
        self.at += 1;
        if self.next_byte() == Some(close) {
            self.at += 1;
            return Ok(false);
        }
        self.depth = depth;
        Ok(true)
    }

    /// After a value in an array or an object: whether another follows. If not, it is left.
    #[inline]
    pub(super) fn continues(&mut self, close: u8, expected: &'static str) -> Result<bool, Fault> {
        match self.next_byte() {
            Some(b',') => {
                self.at += 1;
                Ok(true)
            }
            Some(byte) if byte == close => {
                self.at += 1;
                self.depth += 1;
                Ok(false)
            }
            _ => Err(self.unfinished(expected)),
        }
    }

    /// Where the value that comes starts.
    pub(crate) fn start(&mut self) -> usize {
        self.next_byte();
        self.at
    }

    /// Reads a text as what [`FromStr`] makes of it.
    pub fn parsed<T: FromStr<Err: Display>>(&mut self) -> Result<T, Fault> {
        let start = self.start();
        let read = self.string()?.parse();
        read.map_err(|error| Fault::refused(start, &error))
    }

    /// Reads a text into a set of texts that is open for others; its blank value is in the arm for these.
    pub fn text<T: Decode + for<'t> From<&'t str>>(&mut self, set: &mut T) -> Result<(), Fault> {
        *set = T::from(&*self.string()?);
        self.listed(discriminant(set) != discriminant(&T::blank()));
        Ok(())
    }

    /// Reads any JSON.
    pub fn any(&mut self) -> Result<Value, Fault> {
        self.score.unknown += 1;
        match self.next_byte() {
            Some(b'"') => self.string().map(|text| Value::String(text.into_owned())),
            Some(b'{') => {
                let mut members = Map::new();
                self.map(&mut |name, reader| {
                    members.insert(name.into_owned(), reader.any()?);
                    Ok(())
                })?;
                Ok(Value::Object(members))
            }
            Some(b'[') => {
                let mut items = Vec::new();
                self.array(&mut |reader| {
                    items.push(reader.any()?);
                    Ok(())
                })?;
                Ok(Value::Array(items))
            }
            Some(b't' | b'f') => self.boolean().map(Value::Bool),
            Some(b'n') => self.null().map(|_| Value::Null),
            _ => self.any_number(),
        }
    }

    /// Reads any JSON and drops it.
    pub fn skip(&mut self) -> Result<(), Fault> {
        self.score.unknown += 1;
        match self.next_byte() {
            Some(b'"') => self.string().map(drop),
            Some(b'{') => self.map(&mut |_, reader| reader.skip()),
            Some(b'[') => self.array(&mut Reader::skip),
            Some(b't' | b'f') => self.boolean().map(drop),
            Some(b'n') => self.null().map(drop),
            _ => self.number("a value").map(drop),
        }
    }

    /// Counts the value just read as one that its type does not explain, for `Reader::choose`:
    /// a text that is not listed in its enumeration, or a member that its object does not name.
    pub fn unlisted(&mut self) {
        self.score.unknown += 1;
    }

    /// Counts the value just read, unless it is listed in its enumeration.
    pub fn listed(&mut self, is_listed: bool) {
        if !is_listed {
            self.unlisted();
        }
    }

    #[cold]
    pub(super) fn fault(&self, kind: FaultKind) -> Fault {
        Fault::at(self.at, kind)
    }

    #[cold]
    pub(super) fn syntax(&self, message: &'static str) -> Fault {
        self.fault(FaultKind::Syntax(message))
    }

    /// A syntax error, unless the text just ends.
    #[cold]
    pub(super) fn unfinished(&self, message: &'static str) -> Fault {
        match self.byte() {
            None => self.fault(FaultKind::End),
            Some(_) => self.syntax(message),
        }
    }

    /// A value of another type than is expected, if it is a value at all.
    #[cold]
    pub(super) fn mismatch(&self, expected: &'static str) -> Fault {
        let found = match self.byte() {
            Some(b'{') => Ok("an object".to_owned()),
            Some(b'[') => Ok("an array".to_owned()),
            _ => self.excerpt(),
        };
        match found {
            Ok(found) => self.fault(FaultKind::Mismatch { expected, found }),
            Err(fault) => fault,
        }
    }

    /// A value that is not what is expected, in other words than its own.
    #[cold]
    pub(super) fn mismatch_with(&self, expected: &'static str, found: String) -> Fault {
        self.fault(FaultKind::Mismatch { expected, found })
    }

    /// The scalar that comes, cut short where it is long.
    fn excerpt(&self) -> Result<String, Fault> {
        const LONGEST: usize = 40;
        let mut ahead = self.ahead();
        ahead.skip()?;
        let text = self.text.get(self.at..ahead.at).unwrap_or_default();
        Ok(match text.char_indices().nth(LONGEST) {
            Some((cut, _)) => format!("{}…", text.get(..cut).unwrap_or_default()),
            None => text.to_owned(),
        })
    }
}
