//! Reads numbers: `hifijson` finds where they end, the standard library says what they are, correctly
//! rounded.
//!
//! An integer may be spelled `1.0` or `1e3`: what counts is its value. A number that its type can't
//! hold is a fault with the number's text, never a rounded value.

use super::{Fault, FaultKind, Reader};
use hifijson::SliceLexer;
use hifijson::num::LexWrite as _;
use serde_json::{Number, Value};

/// A number's text and, if it is a plain integer of at most 64 bits, its value.
pub(super) struct Token<'a> {
    text: &'a str,
    offset: usize,
    negative: bool,
    magnitude: Option<u64>,
}

impl<'a> Reader<'a> {
    /// Reads an integer of a type; `expected` names it, with its article.
    pub fn integer<T: TryFrom<i128>>(&mut self, expected: &'static str) -> Result<T, Fault> {
        let token = self.number(expected)?;
        let value = token.integer().and_then(|value| T::try_from(value).ok());
        value.ok_or_else(|| token.out_of(expected))
    }

    /// Reads a number.
    pub fn float(&mut self) -> Result<f64, Fault> {
        const EXPECTED: &str = "a number";
        let token = self.number(EXPECTED)?;
        match token.text.parse::<f64>() {
            Ok(value) if value.is_finite() => Ok(value),
            _ => Err(token.out_of("a number of double precision")),
        }
    }

    /// Reads a number of single precision.
    pub fn float32(&mut self) -> Result<f32, Fault> {
        let token = self.number("a number")?;
        match token.text.parse::<f32>() {
            Ok(value) if value.is_finite() => Ok(value),
            _ => Err(token.out_of("a number of single precision")),
        }
    }

    /// Reads a number as it is spelled.
    pub fn digits(&mut self) -> Result<&'a str, Fault> {
        Ok(self.number("a number")?.text)
    }

    pub(super) fn any_number(&mut self) -> Result<Value, Fault> {
        let token = self.number("a value")?;
        let number = match token.magnitude {
            Some(magnitude) if !token.negative => Some(Number::from(magnitude)),
            Some(magnitude) if magnitude > 0 => {
                0_i64.checked_sub_unsigned(magnitude).map(Number::from)
            }
            _ => None,
        };
        let number = match number {
            Some(number) => Some(number),
            None => token.text.parse().ok().and_then(Number::from_f64),
        };
        number
            .map(Value::Number)
            .ok_or_else(|| token.out_of("a number of double precision"))
    }

    /// Reads a number's text. `expected` is what to say if something else comes.
    pub(super) fn number(&mut self, expected: &'static str) -> Result<Token<'a>, Fault> {
        self.next_byte();
        let offset = self.at;
        let Ok((text, parts)) = self.lex(SliceLexer::num_string).validated() else {
            return Err(self.no_number(offset, expected));
        };
        let negative = text.starts_with('-');
        let digits = if negative { &text[1..] } else { text };
        let magnitude = if parts.is_int() {
            digits.parse().ok()
        } else {
            None
        };
        Ok(Token {
            text,
            offset,
            negative,
            magnitude,
        })
    }

    #[cold]
    fn no_number(&self, offset: usize, expected: &'static str) -> Fault {
        match self.byte() {
            _ if self.at > offset => self.unfinished("expected a digit"),
            Some(b'"' | b'{' | b'[' | b't' | b'f' | b'n') => self.mismatch(expected),
            _ => self.unfinished("expected a value"),
        }
    }
}

impl Token<'_> {
    #[inline]
    fn integer(&self) -> Option<i128> {
        let magnitude = i128::from(self.magnitude.or_else(|| exact_integer(self.text))?);
        Some(if self.negative { -magnitude } else { magnitude })
    }

    #[cold]
    fn out_of(&self, expected: &'static str) -> Fault {
        Fault::at(
            self.offset,
            FaultKind::Range {
                expected,
                number: self.text.to_owned(),
            },
        )
    }
}

/// The magnitude of a number with a fraction or an exponent, if it is an integer of 64 bits.
fn exact_integer(text: &str) -> Option<u64> {
    let text = text.strip_prefix('-').unwrap_or(text);
    let (mantissa, exponent) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let fraction = fraction.trim_end_matches('0');
    let digits = format!("{whole}{fraction}");
    let significant = digits.trim_end_matches('0');
    if significant.is_empty() {
        return Some(0);
    }
    let zeros = i64::try_from(digits.len() - significant.len()).ok()?;
    let places = i64::try_from(fraction.len()).ok()?;
    let power = exponent.parse::<i64>().ok()?.checked_add(zeros - places)?;
    let scale = 10_u64.checked_pow(u32::try_from(power).ok()?)?;
    significant.parse::<u64>().ok()?.checked_mul(scale)
}
