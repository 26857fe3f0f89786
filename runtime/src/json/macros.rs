//! The tables of emitted code: each macro here turns a line a member into the impls that every type of its kind has.
//!
//! What a stranger would get wrong: whatever a compiler may point at in a caller's program (the name of a function, the
//! type of an argument) is written in the table and only passed on, so that messages show the emitted file and not this one.

mod union;
mod values;

/// A struct whose fields are the members of a JSON object.
///
/// ```
/// use restwright_runtime::{Members, json};
///
/// /// A pet.
/// #[non_exhaustive]
/// pub struct Pet {
///     /// What it is called.
///     pub name: String,
///     /// How old it is.
///     pub age: Option<i64>,
///     /// Members that the description does not name.
///     pub other: Members,
/// }
///
/// json::object! {
///     Pet {
///         name: required "name";
///         age: optional "age", with_age(impl Into<i64>);
///     }
///     rest other;
///     fixed { "kind": "\"pet\""; }
///     fn new(name: impl Into<String>) { name: name.into() }
/// }
///
/// let pet = Pet::new("Rex").with_age(3);
/// assert_eq!(json::to_string(&pet), r#"{"kind":"pet","name":"Rex","age":3}"#);
/// assert_eq!(pet.clone(), pet);
/// ```
///
/// `names escaped;` after `rest` says that JSON spells a name otherwise than the table does: one with a quote, a backslash or a
/// control character. `impl Default;` in place of the constructor is for a type that requires nothing. `in Box` after an argument boxes it.
#[doc(hidden)]
#[macro_export]
macro_rules! __object {
    (
        $model:ident {
            $(
                $field:ident: $presence:ident $name:literal
                $(, $setter:ident($argument:ty) $(in $wrap:ident)?)?;
            )*
        }
        $(rest $rest:ident;)?
        $(names $escaped:ident;)?
        $(fixed { $($constant:literal: $value:literal;)* })?
        $(impl $default:ident;)?
        $(fn $new:ident($given:ident: $init:ty) { $($asked:ident: $made:expr),* $(,)? })?
    ) => {
        impl $model {
            $(
                /// Makes it from the members that it requires.
                #[must_use]
                #[inline]
                pub fn $new($given: $init) -> Self {
                    Self { $($asked: $made,)* ..$crate::json::Decode::blank() }
                }
            )?

            $($(
                #[doc = concat!("Sets [`", stringify!($field), "`](Self::", stringify!($field), ").")]
                #[must_use]
                #[inline]
                pub fn $setter(mut self, $field: $argument) -> Self {
                    self.$field = ::core::option::Option::Some($($wrap::new)?($field.into()));
                    self
                }
            )?)*

            const TABLE: &'static $crate::json::Table = &$crate::json::Table {
                model: stringify!($model),
                entries: &[$($crate::json::Entry {
                    name: $name,
                    field: stringify!($field),
                    required: $crate::json::presence::$presence,
                }),*],
                constants: &[$($($crate::json::Constant { name: $constant, value: $value }),*)?],
                rest: stringify!($($rest)?),
                escaped: $crate::__given!($($escaped)?),
            };
        }

        $(
            impl ::core::default::$default for $model {
                fn default() -> Self {
                    $crate::json::Decode::blank()
                }
            }
        )?

        // `encode` and `decode` call these: inlined there, each stood twice in a program.
        impl $crate::json::Encode for $model {
            #[inline(never)]
            fn lend(&self, visit: &mut dyn $crate::json::Visit) {
                visit.visit(Self::TABLE, &[$(&self.$field,)* $(&self.$rest)?]);
            }
        }

        impl $crate::json::Decode for $model {
            fn blank() -> Self {
                Self {
                    $($field: $crate::json::Decode::blank(),)*
                    $($rest: $crate::json::Decode::blank(),)?
                }
            }

            #[inline(never)]
            fn lend_mut(
                &mut self,
                visit: &mut dyn $crate::json::VisitMut,
            ) -> Result<(), $crate::json::Fault> {
                visit.visit(Self::TABLE, &mut [$(&mut self.$field,)* $(&mut self.$rest)?])
            }
        }

        #[automatically_derived]
        impl ::core::cmp::PartialEq for $model {
            fn eq(&self, other: &Self) -> bool {
                true $(&& self.$field == other.$field)* $(&& self.$rest == other.$rest)?
            }
        }

        $crate::__common!($model, copy, debug);
    };
}

/// What every type with members or arms has, by these functions of [`json`](crate::json).
#[doc(hidden)]
#[macro_export]
macro_rules! __common {
    ($model:ident, $copy:ident, $debug:ident) => {
        impl ::core::clone::Clone for $model {
            fn clone(&self) -> Self {
                $crate::json::$copy(self)
            }
        }

        impl ::core::fmt::Debug for $model {
            fn fmt(&self, formatter: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                $crate::json::$debug(self, formatter)
            }
        }

        $crate::__serde!($model);
    };
}

/// What a table may have, as an `Option`.
#[doc(hidden)]
#[macro_export]
macro_rules! __maybe {
    () => {
        ::core::option::Option::None
    };
    ($value:expr) => {
        ::core::option::Option::Some($value)
    };
}

/// Whether a table has a word.
#[doc(hidden)]
#[macro_export]
macro_rules! __given {
    () => {
        false
    };
    ($word:ident) => {
        true
    };
}

/// What `serde` needs of a type. The feature is this crate's, so it is asked for here.
#[cfg(feature = "serde")]
#[doc(hidden)]
#[macro_export]
macro_rules! __serde {
    ($model:ident) => {
        impl $crate::serde_core::Serialize for $model {
            fn serialize<S: $crate::serde_core::Serializer>(
                &self,
                serializer: S,
            ) -> Result<S::Ok, S::Error> {
                $crate::json::serialize(self, serializer)
            }
        }

        impl<'de> $crate::serde_core::Deserialize<'de> for $model {
            fn deserialize<D: $crate::serde_core::Deserializer<'de>>(
                deserializer: D,
            ) -> Result<Self, D::Error> {
                $crate::json::deserialize(deserializer)
            }
        }
    };
}

/// What `serde` needs of a type: nothing without the feature.
#[cfg(not(feature = "serde"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __serde {
    ($model:ident) => {};
}

pub use crate::{
    __closed_texts as closed_texts, __mixed as mixed, __newtype as newtype, __object as object,
    __scalars as scalars, __texts as texts, __union as union,
};
