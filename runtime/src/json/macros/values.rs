//! The tables of sets of values, open ones and closed ones, and of types around one other type.
//!
//! What a stranger would get wrong: two texts that are equal are equal values, though one may be listed and the other in
//! the arm for all others; so `Eq`, `Ord` and `Hash` go by the text, and none of them is derived.

/// An enum of texts, open for others.
///
/// ```
/// use restwright_runtime::json;
///
/// /// What grows on it.
/// #[derive(Clone, Debug)]
/// #[non_exhaustive]
/// pub enum Fruit {
///     /// `apple`.
///     Apple,
///     /// Another.
///     Other(String),
/// }
///
/// json::texts! {
///     Fruit {
///         Apple = "apple";
///     }
///     other Other;
/// }
///
/// let fruit: Fruit = json::from_slice(b"\"pear\"")?;
/// assert_eq!(fruit, "pear");
/// assert_eq!(Fruit::from("apple").as_str(), "apple");
/// # Ok::<(), json::Fault>(())
/// ```
#[doc(hidden)]
#[macro_export]
macro_rules! __texts {
    (
        $model:ident {
            $($variant:ident = $text:literal;)*
        }
        other $other:ident;
    ) => {
        impl $model {
            /// The text on the wire.
            #[must_use]
            pub fn as_str(&self) -> &str {
                match self {
                    $(Self::$variant => $text,)*
                    Self::$other(text) => text,
                }
            }
        }

        impl ::core::convert::From<&str> for $model {
            fn from(text: &str) -> Self {
                match text {
                    $($text => Self::$variant,)*
                    _ => Self::$other(text.into()),
                }
            }
        }

        impl ::core::convert::From<::std::string::String> for $model {
            fn from(text: ::std::string::String) -> Self {
                Self::from(text.as_str())
            }
        }

        impl ::core::str::FromStr for $model {
            type Err = ::core::convert::Infallible;

            // Not `Self::Err`, which may be a variant.
            fn from_str(text: &str) -> ::core::result::Result<Self, ::core::convert::Infallible> {
                ::core::result::Result::Ok(Self::from(text))
            }
        }

        $crate::__text!($model);

        impl $crate::json::Decode for $model {
            fn blank() -> Self {
                Self::$other(::std::string::String::new())
            }

            fn decode(
                &mut self,
                reader: &mut $crate::json::Reader<'_>,
            ) -> Result<(), $crate::json::Fault> {
                reader.text(self)
            }
        }

        $crate::__serde!($model);
    };
}

/// A closed set of texts: whatever is not listed is refused.
///
/// ```
/// use restwright_runtime::json;
///
/// /// Whether it is on.
/// #[derive(Clone, Copy, Debug)]
/// pub enum Switch {
///     /// `on`.
///     On,
///     /// `off`.
///     Off,
/// }
///
/// json::closed_texts! {
///     Switch {
///         On = "on";
///         Off = "off";
///     }
/// }
///
/// assert_eq!("off".parse::<Switch>()?, Switch::Off);
/// assert!(json::from_slice::<Switch>(b"\"dim\"").is_err());
/// # Ok::<(), restwright_runtime::formats::Unlisted>(())
/// ```
#[doc(hidden)]
#[macro_export]
macro_rules! __closed_texts {
    (
        $model:ident {
            $first:ident = $first_text:literal;
            $($variant:ident = $text:literal;)*
        }
    ) => {
        impl $model {
            /// The text on the wire.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self {
                    Self::$first => $first_text,
                    $(Self::$variant => $text,)*
                }
            }
        }

        impl ::core::str::FromStr for $model {
            type Err = $crate::formats::Unlisted;

            fn from_str(text: &str) -> ::core::result::Result<Self, $crate::formats::Unlisted> {
                match text {
                    $first_text => ::core::result::Result::Ok(Self::$first),
                    $($text => ::core::result::Result::Ok(Self::$variant),)*
                    _ => ::core::result::Result::Err($crate::formats::Unlisted::new(text)),
                }
            }
        }

        impl ::core::convert::TryFrom<&str> for $model {
            type Error = $crate::formats::Unlisted;

            fn try_from(text: &str) -> ::core::result::Result<Self, $crate::formats::Unlisted> {
                text.parse()
            }
        }

        $crate::__text!($model);

        impl $crate::json::Decode for $model {
            fn blank() -> Self {
                Self::$first
            }

            fn decode(
                &mut self,
                reader: &mut $crate::json::Reader<'_>,
            ) -> Result<(), $crate::json::Fault> {
                *self = reader.parsed()?;
                ::core::result::Result::Ok(())
            }
        }

        $crate::__serde!($model);
    };
}

/// What all sets of texts have, open or closed.
#[doc(hidden)]
#[macro_export]
macro_rules! __text {
    ($model:ident) => {
        impl ::core::convert::From<$model> for ::std::string::String {
            fn from(value: $model) -> Self {
                value.as_str().into()
            }
        }

        impl ::core::convert::AsRef<str> for $model {
            fn as_ref(&self) -> &str {
                self.as_str()
            }
        }

        #[automatically_derived]
        impl ::core::cmp::PartialEq for $model {
            fn eq(&self, other: &Self) -> bool {
                self.as_str() == other.as_str()
            }
        }

        impl ::core::cmp::Eq for $model {}

        impl ::core::cmp::PartialEq<str> for $model {
            fn eq(&self, other: &str) -> bool {
                self.as_str() == other
            }
        }

        impl ::core::cmp::PartialEq<&str> for $model {
            fn eq(&self, other: &&str) -> bool {
                self.as_str() == *other
            }
        }

        impl ::core::cmp::PartialOrd for $model {
            fn partial_cmp(&self, other: &Self) -> ::core::option::Option<::core::cmp::Ordering> {
                ::core::option::Option::Some(self.cmp(other))
            }
        }

        impl ::core::cmp::Ord for $model {
            fn cmp(&self, other: &Self) -> ::core::cmp::Ordering {
                self.as_str().cmp(other.as_str())
            }
        }

        impl ::core::hash::Hash for $model {
            fn hash<H: ::core::hash::Hasher>(&self, state: &mut H) {
                self.as_str().hash(state);
            }
        }

        impl ::core::fmt::Display for $model {
            fn fmt(&self, formatter: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                formatter.pad(self.as_str())
            }
        }

        impl $crate::json::Encode for $model {
            fn encode(&self, writer: &mut $crate::json::Writer) {
                writer.string(self.as_str());
            }
        }
    };
}

/// An enum of numbers or booleans, open for others where there can be any.
#[doc(hidden)]
#[macro_export]
macro_rules! __scalars {
    (
        $model:ident($value:ty) {
            $($variant:ident = $listed:literal;)*
        }
        $(other $other:ident;)?
    ) => {
        impl $model {
            /// The value on the wire.
            #[must_use]
            pub fn value(self) -> $value {
                match self {
                    $(Self::$variant => $listed,)*
                    $(Self::$other(value) => value,)?
                }
            }
        }

        impl ::core::convert::From<$value> for $model {
            fn from(value: $value) -> Self {
                match value {
                    $($listed => Self::$variant,)*
                    $(_ => Self::$other(value),)?
                }
            }
        }

        impl ::core::fmt::Display for $model {
            fn fmt(&self, formatter: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                ::core::fmt::Display::fmt(&self.value(), formatter)
            }
        }

        impl $crate::json::Encode for $model {
            fn encode(&self, writer: &mut $crate::json::Writer) {
                $crate::json::Encode::encode(&self.value(), writer);
            }
        }

        impl $crate::json::Decode for $model {
            fn blank() -> Self {
                Self::from(<$value>::default())
            }

            fn decode(
                &mut self,
                reader: &mut $crate::json::Reader<'_>,
            ) -> Result<(), $crate::json::Fault> {
                *self = Self::from(reader.value::<$value>()?);
                $(reader.listed(!matches!(self, Self::$other(_)));)?
                ::core::result::Result::Ok(())
            }
        }

        $crate::__serde!($model);
    };
}

/// An enum of values of several kinds, each listed as its JSON, members sorted; open for others.
#[doc(hidden)]
#[macro_export]
macro_rules! __mixed {
    (
        $model:ident {
            $($variant:ident = $json:literal;)*
        }
        other $other:ident;
    ) => {
        impl $model {
            /// The value on the wire.
            #[must_use]
            pub fn to_value(&self) -> $crate::serde_json::Value {
                $crate::json::to_value(self)
            }
        }

        impl ::core::convert::From<$crate::serde_json::Value> for $model {
            fn from(value: $crate::serde_json::Value) -> Self {
                match ::std::string::ToString::to_string(&value).as_str() {
                    $($json => Self::$variant,)*
                    _ => Self::$other(value),
                }
            }
        }

        impl ::core::fmt::Display for $model {
            fn fmt(&self, formatter: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                formatter.pad(&$crate::json::to_string(self))
            }
        }

        impl $crate::json::Encode for $model {
            fn encode(&self, writer: &mut $crate::json::Writer) {
                match self {
                    $(Self::$variant => writer.verbatim($json),)*
                    Self::$other(value) => writer.value(value),
                }
            }
        }

        impl $crate::json::Decode for $model {
            fn blank() -> Self {
                Self::$other($crate::serde_json::Value::Null)
            }

            fn decode(
                &mut self,
                reader: &mut $crate::json::Reader<'_>,
            ) -> Result<(), $crate::json::Fault> {
                *self = Self::from(reader.any()?);
                reader.listed(!matches!(self, Self::$other(_)));
                ::core::result::Result::Ok(())
            }
        }

        $crate::__serde!($model);
    };
}

/// A struct around one value, which is read and written as that value.
#[doc(hidden)]
#[macro_export]
macro_rules! __newtype {
    ($model:ident($content:ty)) => {
        impl ::core::convert::From<$content> for $model {
            fn from(content: $content) -> Self {
                Self(content)
            }
        }

        impl $crate::json::Encode for $model {
            fn encode(&self, writer: &mut $crate::json::Writer) {
                $crate::json::Encode::encode(&self.0, writer);
            }
        }

        impl $crate::json::Decode for $model {
            fn blank() -> Self {
                Self($crate::json::Decode::blank())
            }

            fn decode(
                &mut self,
                reader: &mut $crate::json::Reader<'_>,
            ) -> Result<(), $crate::json::Fault> {
                $crate::json::Decode::decode(&mut self.0, reader)
            }
        }

        $crate::__serde!($model);
    };
}
