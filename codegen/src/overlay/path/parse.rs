//! The text of a `JSONPath` to its steps.
//!
//! Every error names the character it is about, counted from 1, because the place of the whole path in the
//! overlay is not precise enough.

use super::{Condition, Operand, Operator, Origin, Path, Segment, Selector};
use crate::value::Value;

/// How deep filters and parentheses may nest.
const MAX_DEPTH: usize = 32;

/// What is wrong with a path, a clause without a full stop, and at which character, from 1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in super::super) struct PathError {
    pub(in super::super) character: usize,
    pub(in super::super) message: String,
}

type Parsed<T> = Result<T, PathError>;

/// Reads a path that starts at the root.
pub(in super::super) fn parse(text: &str) -> Parsed<Path> {
    let mut parser = Parser {
        text,
        offset: 0,
        depth: 0,
    };
    if !parser.eat("$") {
        return Err(parser.error("a path starts with `$`"));
    }
    let path = parser.segments()?;
    if parser.offset < text.len() {
        return Err(parser.error("expected `.`, `[` or the end"));
    }
    Ok(path)
}

struct Parser<'t> {
    text: &'t str,
    offset: usize,
    depth: usize,
}

impl<'t> Parser<'t> {
    fn segments(&mut self) -> Parsed<Path> {
        let mut segments = Vec::new();
        loop {
            self.skip_blank();
            let descends = self.eat("..");
            let selectors = if self.peek() == Some('[') {
                self.brackets()?
            } else if descends || self.eat(".") {
                vec![self.shorthand()?]
            } else {
                return Ok(Path { segments });
            };
            segments.push(Segment {
                descends,
                selectors,
            });
        }
    }

    fn shorthand(&mut self) -> Parsed<Selector> {
        if self.eat("*") {
            return Ok(Selector::Wildcard);
        }
        let in_name = |character: char| {
            character.is_ascii_alphanumeric()
                || matches!(character, '_' | '-' | '$')
                || !character.is_ascii()
        };
        let name = self.take_while(in_name);
        if name.is_empty() {
            return Err(
                self.error("expected a name or `*`; other names stand in brackets and quotes")
            );
        }
        Ok(Selector::Name(name.into()))
    }

    fn brackets(&mut self) -> Parsed<Vec<Selector>> {
        self.eat("[");
        let mut selectors = Vec::new();
        loop {
            self.skip_blank();
            selectors.push(self.selector()?);
            self.skip_blank();
            if self.eat("]") {
                return Ok(selectors);
            }
            if !self.eat(",") {
                return Err(self.error("expected `,` or `]`"));
            }
        }
    }

    fn selector(&mut self) -> Parsed<Selector> {
        match self.peek() {
            Some('\'' | '"') => Ok(Selector::Name(self.string()?.into())),
            Some('*') => {
                self.eat("*");
                Ok(Selector::Wildcard)
            }
            Some('?') => {
                self.eat("?");
                Ok(Selector::Filter(self.condition()?))
            }
            Some('-' | ':' | '0'..='9') => self.index_or_slice(),
            Some(_) | None => Err(self.error("expected a name in quotes, an index, `*` or `?`")),
        }
    }

    fn index_or_slice(&mut self) -> Parsed<Selector> {
        let start = self.optional_integer()?;
        self.skip_blank();
        if !self.eat(":") {
            return start
                .map(Selector::Index)
                .ok_or_else(|| self.error("expected an index"));
        }
        self.skip_blank();
        let end = self.optional_integer()?;
        self.skip_blank();
        let step = if self.eat(":") {
            self.skip_blank();
            self.optional_integer()?
        } else {
            None
        };
        Ok(Selector::Slice {
            start,
            end,
            step: step.unwrap_or(1),
        })
    }

    fn optional_integer(&mut self) -> Parsed<Option<i64>> {
        let start = self.offset;
        self.eat("-");
        self.take_while(|character| character.is_ascii_digit());
        let text = &self.text[start..self.offset];
        if text.is_empty() {
            return Ok(None);
        }
        let digits = text.strip_prefix('-').unwrap_or(text);
        let canonical = text == "0" || !(digits.is_empty() || digits.starts_with('0'));
        match text.parse() {
            Ok(integer) if canonical => Ok(Some(integer)),
            Ok(_) | Err(_) => Err(self.error_at(start, "this is no index")),
        }
    }

    /// Reads what follows `?`: conditions joined by `||`, of conditions joined by `&&`.
    fn condition(&mut self) -> Parsed<Condition> {
        if self.depth == MAX_DEPTH {
            return Err(self.error("the filter nests too deep"));
        }
        self.depth += 1;
        let mut any = vec![self.conjunction()?];
        while self.eat_operator("||") {
            any.push(self.conjunction()?);
        }
        self.depth -= 1;
        Ok(single(any, Condition::Any))
    }

    fn conjunction(&mut self) -> Parsed<Condition> {
        let mut all = vec![self.term()?];
        while self.eat_operator("&&") {
            all.push(self.term()?);
        }
        Ok(single(all, Condition::All))
    }

    fn term(&mut self) -> Parsed<Condition> {
        self.skip_blank();
        let negated = self.eat("!");
        self.skip_blank();
        let start = self.offset;
        let condition = if self.eat("(") {
            self.parenthesis()?
        } else {
            self.test()?
        };
        match condition {
            Condition::Compare(..) if negated && !self.text[start..].starts_with('(') => {
                Err(self.error_at(start, "`!` before a comparison needs parentheses"))
            }
            condition if negated => Ok(Condition::Not(Box::new(condition))),
            condition => Ok(condition),
        }
    }

    fn parenthesis(&mut self) -> Parsed<Condition> {
        let condition = self.condition()?;
        self.skip_blank();
        if self.eat(")") {
            Ok(condition)
        } else {
            Err(self.error("expected `)`, `&&` or `||`"))
        }
    }

    /// Reads a comparison, or a path that has to select something.
    fn test(&mut self) -> Parsed<Condition> {
        let start = self.offset;
        let left = self.operand()?;
        self.skip_blank();
        let Some(operator) = self.operator() else {
            return match left {
                Operand::Path(origin, path) => Ok(Condition::Exists(origin, path)),
                Operand::Literal(_) => Err(self.error("a comparison is expected after a literal")),
            };
        };
        self.check_singular(&left, start)?;
        self.skip_blank();
        let start = self.offset;
        let right = self.operand()?;
        self.check_singular(&right, start)?;
        Ok(Condition::Compare(left, operator, right))
    }

    fn check_singular(&self, operand: &Operand, start: usize) -> Parsed<()> {
        match operand {
            Operand::Path(_, path) if !path.is_singular() => Err(self.error_at(
                start,
                "a path in a comparison must select a single value: names and indexes only",
            )),
            Operand::Path(..) | Operand::Literal(_) => Ok(()),
        }
    }

    fn operator(&mut self) -> Option<Operator> {
        // The longer ones first.
        let operators = [
            ("==", Operator::Equal),
            ("!=", Operator::NotEqual),
            ("<=", Operator::LessOrEqual),
            (">=", Operator::GreaterOrEqual),
            ("<", Operator::Less),
            (">", Operator::Greater),
        ];
        operators
            .into_iter()
            .find(|(text, _)| self.eat(text))
            .map(|(_, operator)| operator)
    }

    fn operand(&mut self) -> Parsed<Operand> {
        match self.peek() {
            Some('@') => {
                self.eat("@");
                Ok(Operand::Path(Origin::Child, self.segments()?))
            }
            Some('$') => {
                self.eat("$");
                Ok(Operand::Path(Origin::Root, self.segments()?))
            }
            Some('\'' | '"') => Ok(Operand::Literal(Value::String(self.string()?.into()))),
            Some('-' | '0'..='9') => self.number(),
            Some(_) | None => self.keyword(),
        }
    }

    fn number(&mut self) -> Parsed<Operand> {
        let start = self.offset;
        let text = self
            .take_while(|character| matches!(character, '0'..='9' | '-' | '+' | '.' | 'e' | 'E'));
        match text.parse::<f64>() {
            Ok(_) => Ok(Operand::Literal(Value::Number(text.into()))),
            Err(_) => Err(self.error_at(start, "this is no number")),
        }
    }

    fn keyword(&mut self) -> Parsed<Operand> {
        let start = self.offset;
        let value = match self
            .take_while(|character| character.is_ascii_alphanumeric() || character == '_')
        {
            "true" => Value::Bool(true),
            "false" => Value::Bool(false),
            "null" => Value::Null,
            _ if self.peek() == Some('(') => {
                return Err(self.error_at(start, "functions are not supported"));
            }
            _ => return Err(self.error_at(start, "expected `@`, `$` or a literal")),
        };
        Ok(Operand::Literal(value))
    }

    /// Reads a string in single or double quotes.
    fn string(&mut self) -> Parsed<String> {
        let start = self.offset;
        let quote = self.next();
        let mut string = String::new();
        loop {
            match self.next() {
                None => return Err(self.error_at(start, "the quote is not closed")),
                Some('\\') => string.push(self.escape(quote)?),
                end if end == quote => return Ok(string),
                Some(character) => string.push(character),
            }
        }
    }

    /// Reads an escape after its backslash.
    fn escape(&mut self, quote: Option<char>) -> Parsed<char> {
        let start = self.offset - 1;
        match self.next() {
            Some('b') => Ok('\u{8}'),
            Some('f') => Ok('\u{c}'),
            Some('n') => Ok('\n'),
            Some('r') => Ok('\r'),
            Some('t') => Ok('\t'),
            Some('u') => self
                .unicode_escape()
                .ok_or_else(|| self.error_at(start, "this is no character")),
            Some(same @ ('/' | '\\')) => Ok(same),
            Some(same) if Some(same) == quote => Ok(same),
            Some(_) | None => Err(self.error_at(start, "this is an unknown escape")),
        }
    }

    fn unicode_escape(&mut self) -> Option<char> {
        let first = self.utf16_unit()?;
        let is_half = char::from_u32(u32::from(first)).is_none();
        let second = if is_half && self.eat("\\u") {
            self.utf16_unit()
        } else {
            None
        };
        let units = std::iter::once(first).chain(second);
        let mut characters = char::decode_utf16(units);
        let character = characters.next()?.ok()?;
        characters.next().is_none().then_some(character)
    }

    fn utf16_unit(&mut self) -> Option<u16> {
        let digits = self.text.get(self.offset..self.offset + 4)?;
        self.offset += 4;
        digits
            .bytes()
            .all(|byte| byte.is_ascii_hexdigit())
            .then(|| u16::from_str_radix(digits, 16).ok())?
    }

    fn eat_operator(&mut self, operator: &str) -> bool {
        self.skip_blank();
        self.eat(operator)
    }

    fn eat(&mut self, text: &str) -> bool {
        let found = self.text[self.offset..].starts_with(text);
        if found {
            self.offset += text.len();
        }
        found
    }

    fn skip_blank(&mut self) {
        self.take_while(|character| matches!(character, ' ' | '\t' | '\n' | '\r'));
    }

    fn take_while(&mut self, accept: impl Fn(char) -> bool) -> &'t str {
        let rest = &self.text[self.offset..];
        let length = rest
            .find(|character| !accept(character))
            .unwrap_or(rest.len());
        self.offset += length;
        &rest[..length]
    }

    fn peek(&self) -> Option<char> {
        self.text[self.offset..].chars().next()
    }

    fn next(&mut self) -> Option<char> {
        let character = self.peek()?;
        self.offset += character.len_utf8();
        Some(character)
    }

    fn error(&self, message: &str) -> PathError {
        self.error_at(self.offset, message)
    }

    fn error_at(&self, offset: usize, message: &str) -> PathError {
        let character = self.text[..offset].chars().count() + 1;
        PathError {
            character,
            message: message.to_owned(),
        }
    }
}

/// The only one, or all of them in what joins them.
fn single(mut conditions: Vec<Condition>, join: impl Fn(Vec<Condition>) -> Condition) -> Condition {
    match conditions.pop() {
        Some(only) if conditions.is_empty() => only,
        last => {
            conditions.extend(last);
            join(conditions)
        }
    }
}
