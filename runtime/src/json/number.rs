//! Reads numbers: integers by hand, floating point through the standard library, which rounds
//! correctly.
//!
//! An integer may be spelled `1.0` or `1e3`: what counts is its value. A number that its type can't
//! hold is a fault with the number's text, never a rounded value.

use super::{Fault, FaultKind, Reader};
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
        let first = self.next_byte();
        let offset = self.at;
        let negative = first == Some(b'-');
        if negative {
            self.at += 1;
        } else if !first.is_some_and(|byte| byte.is_ascii_digit()) {
            return Err(self.no_number(expected));
        }
        let start = self.at;
        let leading_zero = self.byte() == Some(b'0');
        let mut magnitude = self.digits()?;
        if leading_zero && self.at > start + 1 {
            return Err(self.syntax("a number has no leading zeros"));
        }
        if self.byte() == Some(b'.') {
            self.at += 1;
            self.digits()?;
            magnitude = None;
        }
        if let Some(b'e' | b'E') = self.byte() {
            self.at += 1;
            if let Some(b'+' | b'-') = self.byte() {
                self.at += 1;
            }
            self.digits()?;
            magnitude = None;
        }
        let text = self.text.get(offset..self.at).unwrap_or_default();
        Ok(Token {
            text,
            offset,
            negative,
            magnitude,
        })
    }

    #[cold]
    fn no_number(&self, expected: &'static str) -> Fault {
        match self.byte() {
            None => self.fault(FaultKind::End),
            Some(b'"' | b'{' | b'[' | b't' | b'f' | b'n') => self.mismatch(expected),
            Some(_) => self.syntax("expected a value"),
        }
    }

    /// One digit or more, and their value if 64 bits hold it.
    #[inline]
    fn digits(&mut self) -> Result<Option<u64>, Fault> {
        let start = self.at;
        let mut value = Some(0_u64);
        while let Some(byte @ b'0'..=b'9') = self.byte() {
            let digit = u64::from(byte - b'0');
            value = value.and_then(|value| value.checked_mul(10)?.checked_add(digit));
            self.at += 1;
        }
        if self.at == start {
            return Err(self.unfinished("expected a digit"));
        }
        Ok(value)
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
