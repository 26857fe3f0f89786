//! Numbers that keep their digits.
//!
//! What surprises: it is a JSON number and not a string. A double would round `123456789012345678.12`; here the text of
//! the number that came is what is kept, compared and written.

use crate::json::{Decode, Encode, Fault, Reader, Writer};
use std::fmt;
use std::str::FromStr;

/// A decimal number, in the digits that came. Two are equal if they are written alike: `1.0` is not `1`.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Decimal(String);

/// A text that is no number as JSON writes them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DecimalError(String);

impl Decimal {
    /// The digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The digits.
    pub fn into_string(self) -> String {
        self.0
    }
}

impl fmt::Display for DecimalError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{:?} is no number as JSON writes them", self.0)
    }
}

impl std::error::Error for DecimalError {}

impl FromStr for Decimal {
    type Err = DecimalError;

    fn from_str(text: &str) -> Result<Decimal, DecimalError> {
        crate::json::from_slice(text.trim().as_bytes()).map_err(|_| DecimalError(text.to_owned()))
    }
}

impl TryFrom<&str> for Decimal {
    type Error = DecimalError;

    fn try_from(text: &str) -> Result<Decimal, DecimalError> {
        text.parse()
    }
}

/// Integers differ in nothing but their size, which takes a macro to say.
macro_rules! from_integers {
    ($($integer:ty)*) => {$(
        impl From<$integer> for Decimal {
            fn from(value: $integer) -> Decimal {
                Decimal(value.to_string())
            }
        }
    )*};
}

from_integers! { i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 }

#[cfg(feature = "rust_decimal")]
impl From<rust_decimal::Decimal> for Decimal {
    fn from(value: rust_decimal::Decimal) -> Decimal {
        Decimal(value.to_string())
    }
}

#[cfg(feature = "rust_decimal")]
impl TryFrom<&Decimal> for rust_decimal::Decimal {
    type Error = rust_decimal::Error;

    fn try_from(value: &Decimal) -> Result<rust_decimal::Decimal, rust_decimal::Error> {
        if value.0.contains(['e', 'E']) {
            return rust_decimal::Decimal::from_scientific(&value.0);
        }
        rust_decimal::Decimal::from_str_exact(&value.0)
    }
}

impl fmt::Debug for Decimal {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Decimal({})", self.0)
    }
}

impl fmt::Display for Decimal {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(&self.0)
    }
}

impl AsRef<str> for Decimal {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

impl From<Decimal> for String {
    fn from(value: Decimal) -> String {
        value.0
    }
}

impl Encode for Decimal {
    fn encode(&self, writer: &mut Writer) {
        writer.verbatim(&self.0);
    }
}

impl Decode for Decimal {
    fn blank() -> Decimal {
        Decimal("0".to_owned())
    }

    fn decode(&mut self, reader: &mut Reader<'_>) -> Result<(), Fault> {
        reader.digits()?.clone_into(&mut self.0);
        Ok(())
    }
}

impl serde_core::Serialize for Decimal {
    fn serialize<S: serde_core::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        crate::json::serialize(self, to)
    }
}

impl<'de> serde_core::Deserialize<'de> for Decimal {
    fn deserialize<D: serde_core::Deserializer<'de>>(from: D) -> Result<Decimal, D::Error> {
        crate::json::deserialize(from)
    }
}
