//! A type of a caller's, which stands in emitted code for a schema.

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

/// A colour, written as `#ff8000`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Colour {
    /// Red, green and blue.
    pub parts: [u8; 3],
}

impl Serialize for Colour {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let [red, green, blue] = self.parts;
        to.collect_str(&format_args!("#{red:02x}{green:02x}{blue:02x}"))
    }
}

impl<'de> Deserialize<'de> for Colour {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let text = String::deserialize(from)?;
        let part = |index: usize| {
            let digits = text.get(index..index + 2);
            digits.and_then(|digits| u8::from_str_radix(digits, 16).ok())
        };
        match (text.len(), part(1), part(3), part(5)) {
            (7, Some(red), Some(green), Some(blue)) => Ok(Self {
                parts: [red, green, blue],
            }),
            _ => Err(de::Error::custom(format!("{text:?} is no colour"))),
        }
    }
}
