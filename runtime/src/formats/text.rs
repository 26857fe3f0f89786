//! The formats that are text and nothing else, and what all formats have in common.

/// A type over the text that came. The formats differ in their names alone, and a name of its own is
/// what a type is for; only a macro can give them the same implementations.
macro_rules! text_format {
    ($(#[$docs:meta])* $name:ident) => {
        $(#[$docs])*
        #[derive(Clone, PartialEq, Eq, Hash)]
        pub struct $name(String);

        impl $name {
            /// The text as it is; it is not checked.
            pub fn new(text: impl Into<String>) -> $name {
                $name(text.into())
            }

            /// The text.
            pub fn as_str(&self) -> &str {
                &self.0
            }

            /// The text.
            pub fn into_string(self) -> String {
                self.0
            }
        }

        impl std::fmt::Debug for $name {
            fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                write!(formatter, concat!(stringify!($name), "({:?})"), self.0)
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                formatter.pad(&self.0)
            }
        }

        impl AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                &self.0
            }
        }

        impl From<String> for $name {
            fn from(text: String) -> $name {
                $name(text)
            }
        }

        impl From<&str> for $name {
            fn from(text: &str) -> $name {
                $name(text.to_owned())
            }
        }

        impl From<$name> for String {
            fn from(text: $name) -> String {
                text.0
            }
        }

        impl $crate::json::Encode for $name {
            fn encode(&self, writer: &mut $crate::json::Writer) {
                writer.string(&self.0);
            }

            fn as_text(&self) -> Option<&str> {
                Some(&self.0)
            }
        }

        impl $crate::json::Decode for $name {
            fn blank() -> $name {
                $name(String::new())
            }

            fn decode(
                &mut self,
                reader: &mut $crate::json::Reader<'_>,
            ) -> Result<(), $crate::json::Fault> {
                self.0 = reader.string()?.into_owned();
                Ok(())
            }
        }

        impl serde_core::Serialize for $name {
            fn serialize<S: serde_core::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                to.serialize_str(&self.0)
            }
        }

        impl<'de> serde_core::Deserialize<'de> for $name {
            fn deserialize<D: serde_core::Deserializer<'de>>(from: D) -> Result<$name, D::Error> {
                String::deserialize(from).map($name)
            }
        }
    };
}

pub(super) use text_format;

text_format! {
    /// A point in time as in RFC 3339, `2017-04-26T08:30:00Z`, in the text that came.
    DateTime
}

text_format! {
    /// A day as in RFC 3339, `2017-04-26`, in the text that came.
    Date
}

text_format! {
    /// A time of day as in RFC 3339, `08:30:00`, in the text that came.
    Time
}

text_format! {
    /// A duration as in ISO 8601, `P1DT12H`, in the text that came.
    Duration
}

text_format! {
    /// A UUID, `3f2504e0-4f89-11d3-9a0c-0305e82c3301`, in the text that came.
    Uuid
}

text_format! {
    /// A point in time as in HTTP headers, `Wed, 26 Apr 2017 08:30:00 GMT`, in the text that came.
    Rfc1123DateTime
}
