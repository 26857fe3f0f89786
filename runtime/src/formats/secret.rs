//! Values that must not end up in a log.
//!
//! `Debug` hides them, and so do the faults of reading them. What is sent, or stored through `serde`, is
//! the value itself.

use super::File;
use crate::json::{self, Decode, Encode, Fault, Reader, Writer};
use serde_core::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;

/// A value that prints as `***`.
#[derive(Clone, Default, PartialEq, Eq, Hash)]
pub struct Secret<T>(T);

impl<T> Secret<T> {
    /// Hides a value.
    pub const fn new(value: T) -> Secret<T> {
        Secret(value)
    }

    /// The value, to be used and not printed.
    pub const fn expose(&self) -> &T {
        &self.0
    }

    /// The value, to be used and not printed.
    pub fn into_inner(self) -> T {
        self.0
    }
}

impl<T> fmt::Debug for Secret<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("***")
    }
}

impl<T> From<T> for Secret<T> {
    fn from(value: T) -> Secret<T> {
        Secret(value)
    }
}

impl From<&str> for Secret<String> {
    fn from(text: &str) -> Secret<String> {
        Secret(text.to_owned())
    }
}

impl<T: Encode> Encode for Secret<T> {
    fn encode(&self, writer: &mut Writer) {
        self.0.encode(writer);
    }

    fn is_absent(&self) -> bool {
        self.0.is_absent()
    }

    fn as_text(&self) -> Option<&str> {
        self.0.as_text()
    }

    fn files(&self) -> Option<Vec<&File>> {
        self.0.files()
    }

    fn is_secret(&self) -> bool {
        true
    }
}

impl<T: Decode> Decode for Secret<T> {
    fn blank() -> Secret<T> {
        Secret(T::blank())
    }

    fn from_null() -> Option<Secret<T>> {
        T::from_null().map(Secret)
    }

    fn decode(&mut self, reader: &mut Reader<'_>) -> Result<(), Fault> {
        self.0.decode(reader).map_err(Fault::without_value)
    }

    fn forget(&mut self) {
        self.0.forget();
    }
}

impl<T: Encode> Serialize for Secret<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        json::serialize(self, serializer)
    }
}

impl<'de, T: Decode> Deserialize<'de> for Secret<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Secret<T>, D::Error> {
        json::deserialize(deserializer)
    }
}
