//! Reads JSON texts, a value at a time.
//!
//! The reader stands between tokens: each method skips the white space before its value and leaves
//! what follows alone. Emitted code never sees a token; it hands its object to [`Reader::object`].

use super::choose::Score;
use super::{Constant, DEPTH_LIMIT, Decode, Fault, FaultKind, Object, RestMut, Table};
use hifijson::SliceLexer;
use serde_json::{Map, Value};
use std::borrow::Cow;

/// Reads one JSON text.
#[derive(Debug)]
pub struct Reader<'a> {
    pub(super) text: &'a str,
    pub(super) at: usize,
    /// How many more arrays and objects may be entered.
    depth: u8,
    /// What is read replaces a value that was read before: a member came twice.
    overwriting: bool,
    pub(super) score: Score,
}

/// Reads the value of a member of that name.
type ReadMember<'a, 'f> = dyn FnMut(Cow<'a, str>, &mut Reader<'a>) -> Result<(), Fault> + 'f;

/// A member's name: one that the table has, one whose value it fixes, or another.
enum Name<'a> {
    Listed(usize),
    Fixed(&'static Constant),
    Unlisted(Cow<'a, str>),
}

/// Reads a text that holds one value and nothing else.
pub(super) fn read_document(text: &[u8], value: &mut dyn Decode) -> Result<(), Fault> {
    let text = std::str::from_utf8(text).map_err(|error| not_utf8(text, error))?;
    let mut reader = Reader::new(text);
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

    /// Reads an object into one.
    pub fn object(&mut self, object: &mut dyn Object) -> Result<(), Fault> {
        let table = object.table();
        let overwriting = self.overwriting;
        if overwriting && let Some(rest) = object.rest_mut() {
            rest.clear();
        }
        let mut seen = Seen::default();
        let mut next = 0;
        let mut more = self.enter(b'{', b'}', "an object")?;
        let start = self.at;
        while more {
            match self.name(table, next)? {
                Name::Listed(index) => {
                    self.score.known += 1;
                    self.overwriting = overwriting | seen.insert(index);
                    next = index + 1;
                    let read = match object.member_mut(index) {
                        Some(member) => member.decode(self),
                        None => self.skip(),
                    };
                    read.map_err(|fault| fault.in_member(table.name(index)))?;
                }
                Name::Fixed(constant) => {
                    seen.constants += 1;
                    self.fixed(constant, object)
                        .map_err(|fault| fault.in_member(constant.name))?;
                }
                Name::Unlisted(name) => {
                    self.unlisted_member(&name, object)
                        .map_err(|fault| fault.in_member(&name))?;
                }
            }
            more = self.continues(b'}', "expected `,` or `}`")?;
        }
        self.overwriting = overwriting;
        if let Some(missing) = seen.missing(table, self.score.probing) {
            return Err(Fault::at(start - 1, FaultKind::Missing(missing)));
        }
        if overwriting {
            forget_unseen(object, &seen);
        }
        Ok(())
    }

    /// Reads a member whose value is fixed. Another value is kept with the rest, and written again.
    fn fixed(&mut self, constant: &Constant, object: &mut dyn Object) -> Result<(), Fault> {
        if constant.read(self)? {
            self.score.known += 1;
            return Ok(());
        }
        self.unlisted_member(constant.name, object)
    }

    fn unlisted_member(&mut self, name: &str, object: &mut dyn Object) -> Result<(), Fault> {
        if let Some(rest) = object.rest_mut() {
            return rest.read_member(name, self);
        }
        self.unlisted();
        self.skip()
    }

    /// Reads a member's name and the colon. `next` is where in the table it is expected.
    #[inline]
    fn name(&mut self, table: &Table, next: usize) -> Result<Name<'a>, Fault> {
        if self.next_byte() != Some(b'"') {
            return Err(self.unfinished("expected a member's name"));
        }
        let name = if self.name_is(table, next) {
            Name::Listed(next)
        } else {
            let name = self.string()?;
            match (table.position(&name, next), table.constant(&name)) {
                (Some(index), _) => Name::Listed(index),
                (None, Some(constant)) => Name::Fixed(constant),
                (None, None) => Name::Unlisted(name),
            }
        };
        self.colon()?;
        Ok(name)
    }

    /// Reads the name at an index of the table, if it comes just as it is spelled there.
    #[inline]
    fn name_is(&mut self, table: &Table, index: usize) -> bool {
        let Some(name) = table.names().get(index) else {
            return false;
        };
        if !table.is_plain() {
            return false;
        }
        let Some(rest) = self.text.as_bytes().get(self.at + 1..) else {
            return false;
        };
        let found = rest.starts_with(name.as_bytes()) && rest.get(name.len()) == Some(&b'"');
        if found {
            self.at += name.len() + 2;
        }
        found
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
    fn enter(&mut self, open: u8, close: u8, expected: &'static str) -> Result<bool, Fault> {
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
    fn continues(&mut self, close: u8, expected: &'static str) -> Result<bool, Fault> {
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
        match self.next_byte() {
            Some(b'"') => self.string().map(drop),
            Some(b'{') => self.map(&mut |_, reader| reader.skip()),
            Some(b'[') => self.array(&mut Reader::skip),
            Some(b't' | b'f') => self.boolean().map(drop),
            Some(b'n') => self.null().map(drop),
            _ => self.number("a value").map(drop),
        }
    }

    /// Counts the value just read as one that its type does not explain, for [`Reader::choose`]:
    /// a text that is not listed in its enumeration, or a member that its object does not name.
    pub fn unlisted(&mut self) {
        self.score.unknown += 1;
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
        let mut ahead = self.ahead();
        match ahead.skip() {
            Err(fault) if !matches!(self.byte(), Some(b'{' | b'[')) => fault,
            _ => self.fault(FaultKind::Mismatch {
                expected,
                found: self.excerpt(ahead.at),
            }),
        }
    }

    /// The value from here to `end`, in few words.
    fn excerpt(&self, end: usize) -> String {
        const LONGEST: usize = 40;
        match self.byte() {
            Some(b'{') => "an object".to_owned(),
            Some(b'[') => "an array".to_owned(),
            _ => {
                let text = self.text.get(self.at..end).unwrap_or_default();
                match text.char_indices().nth(LONGEST) {
                    Some((cut, _)) => format!("{}…", text.get(..cut).unwrap_or_default()),
                    None => text.to_owned(),
                }
            }
        }
    }
}

/// Members that the later of two objects of one name lacks lose what the earlier one had.
#[cold]
fn forget_unseen(object: &mut dyn Object, seen: &Seen) {
    for index in 0..object.table().names().len() {
        if !seen.contains(index)
            && let Some(member) = object.member_mut(index)
        {
            member.forget();
        }
    }
}

/// Which members of a table have come.
#[derive(Default)]
struct Seen {
    first: u64,
    /// From the 65th on.
    others: Vec<usize>,
    /// How many of the members whose values are fixed.
    constants: usize,
}

impl Seen {
    /// Notes a member; whether it was there before.
    #[inline]
    fn insert(&mut self, index: usize) -> bool {
        let before = self.contains(index);
        match 1_u64.checked_shl(u32::try_from(index).unwrap_or(u32::MAX)) {
            Some(bit) => self.first |= bit,
            None if before => {}
            None => self.others.push(index),
        }
        before
    }

    #[inline]
    fn contains(&self, index: usize) -> bool {
        match self
            .first
            .checked_shr(u32::try_from(index).unwrap_or(u32::MAX))
        {
            Some(bits) => bits & 1 == 1,
            None => self.others.contains(&index),
        }
    }

    /// A required member that has not come. What is fixed must come only to tell a union's types apart.
    fn missing(&self, table: &Table, probing: bool) -> Option<&'static str> {
        if probing && self.constants < table.constants().len() {
            return table.constants().first().map(|constant| constant.name);
        }
        table
            .required()
            .iter()
            .find(|index| !self.contains(**index))
            .map(|index| table.name(*index))
    }
}
