//! Values of a caller's own types, in the place of emitted ones.
//!
//! What a stranger would get wrong: these check what comes, for the type can hold nothing else. What it refuses is odd as
//! any value of another type is: an optional member is absent then and its JSON kept, a required one costs the answer.

use crate::failure::{self, Failure};
use crate::json::{self, Decode, Encode, Fault, Reader, Writer};
use serde_core::de::DeserializeOwned;
use serde_core::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::Value;
use std::fmt::{self, Debug, Display};
use std::ops::Deref;
use std::str::FromStr;

/// What is held; nothing only while an object around it is being read, which nobody sees.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
struct Held<T>(Option<T>);

impl<T> Held<T> {
    fn get(&self) -> &T {
        let Self(Some(value)) = self else {
            unreachable!("an object is lent after all its members were read")
        };
        value
    }

    fn take(self) -> T {
        let Self(Some(value)) = self else {
            unreachable!("an object is lent after all its members were read")
        };
        value
    }
}

/// A type around a caller's. They differ in how the value is written; only a macro can give them the same implementations.
macro_rules! own {
    ($(#[$docs:meta])* $name:ident by $writes:path) => {
        $(#[$docs])*
        ///
        /// It lends what it holds, and is made from it: `value.into()`.
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name<T>(Held<T>);

        impl<T> $name<T> {
            /// The value.
            pub fn into_inner(self) -> T {
                self.0.take()
            }
        }

        impl<T> Deref for $name<T> {
            type Target = T;

            fn deref(&self) -> &T {
                self.0.get()
            }
        }

        impl<T> From<T> for $name<T> {
            fn from(value: T) -> Self {
                Self(Held(Some(value)))
            }
        }

        impl<T: Debug> Debug for $name<T> {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.0.as_ref().map_or(Ok(()), |value| value.fmt(f))
            }
        }

        impl<T: Display> Display for $name<T> {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.get().fmt(f)
            }
        }

        impl<T: Debug + $writes> Failure for $name<T> {
            fn message(&self) -> Option<String> {
                failure::message(self)
            }
        }
    };
}

own! {
    /// A value that is written as a text: by [`Display`], and read by [`FromStr`].
    Text by Display
}

own! {
    /// A value that is written as a number: in the digits of [`Display`], and read from them by [`FromStr`].
    Digits by Display
}

own! {
    /// A value that is written as JSON, as `serde` has it.
    Json by Serialize
}

impl<T: FromStr> FromStr for Text<T> {
    type Err = T::Err;

    fn from_str(text: &str) -> Result<Self, T::Err> {
        text.parse::<T>().map(Self::from)
    }
}

impl<T: FromStr> FromStr for Digits<T> {
    type Err = T::Err;

    fn from_str(text: &str) -> Result<Self, T::Err> {
        text.parse::<T>().map(Self::from)
    }
}

impl<T: Display> Encode for Text<T> {
    fn encode(&self, writer: &mut Writer) {
        writer.string(&self.0.get().to_string());
    }
}

impl<T: Display> Encode for Digits<T> {
    fn encode(&self, writer: &mut Writer) {
        let digits = self.0.get().to_string();
        match digits.parse::<super::Decimal>() {
            Ok(digits) => digits.encode(writer),
            // It is an error as any number is that JSON cannot write.
            Err(_) => writer.float(f64::NAN),
        }
    }
}

impl<T: Serialize> Encode for Json<T> {
    fn encode(&self, writer: &mut Writer) {
        // A type that serde cannot write is written as null.
        let value = serde_json::to_value(self.0.get()).unwrap_or(Value::Null);
        value.encode(writer);
    }
}

impl<T: FromStr<Err: Display>> Decode for Text<T> {
    fn blank() -> Self {
        Self(Held(None))
    }

    fn decode(&mut self, reader: &mut Reader<'_>) -> Result<(), Fault> {
        *self = reader.parsed()?;
        Ok(())
    }
}

impl<T: FromStr<Err: Display>> Decode for Digits<T> {
    fn blank() -> Self {
        Self(Held(None))
    }

    fn decode(&mut self, reader: &mut Reader<'_>) -> Result<(), Fault> {
        let start = reader.start();
        let read = reader.digits()?.parse();
        *self = read.map_err(|error| Fault::refused(start, &error))?;
        Ok(())
    }
}

impl<T: DeserializeOwned> Decode for Json<T> {
    fn blank() -> Self {
        Self(Held(None))
    }

    fn decode(&mut self, reader: &mut Reader<'_>) -> Result<(), Fault> {
        let start = reader.start();
        let value = reader.any()?;
        let read = serde_json::from_value::<T>(value);
        *self = read.map_err(|error| Fault::refused(start, &error))?.into();
        Ok(())
    }
}

impl<T: Display> Serialize for Text<T> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        json::serialize(self, to)
    }
}

impl<'de, T: FromStr<Err: Display>> Deserialize<'de> for Text<T> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        json::deserialize(from)
    }
}

impl<T: Display> Serialize for Digits<T> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        json::serialize(self, to)
    }
}

impl<'de, T: FromStr<Err: Display>> Deserialize<'de> for Digits<T> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        json::deserialize(from)
    }
}

impl<T: Serialize> Serialize for Json<T> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        self.0.get().serialize(to)
    }
}

impl<'de, T: DeserializeOwned> Deserialize<'de> for Json<T> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        T::deserialize(from).map(Self::from)
    }
}
