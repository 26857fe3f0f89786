//! The tables of unions.
//!
//! What a stranger would get wrong: an arm's number is the number of its line, and the arm for any other JSON has the next
//! one. No table has a number in it, or a new line would change all that follow.

/// An enum of which each arm holds a value of a type of its own, and the last one any other JSON.
///
/// ```
/// use restwright_runtime::{json, serde_json};
///
/// /// A number or a text.
/// #[non_exhaustive]
/// pub enum Id {
///     /// A number.
///     Number(i64),
///     /// A text.
///     Text(String),
///     /// Any other JSON.
///     Other(serde_json::Value),
/// }
///
/// json::union! {
///     Id {
///         Number(i64);
///         Text(String);
///     }
///     other Other;
/// }
///
/// let id: Id = json::from_slice(b"\"seven\"")?;
/// assert_eq!(id, Id::Text("seven".to_owned()));
/// assert_eq!(json::to_string(&Id::from(7)), "7");
/// # Ok::<(), json::Fault>(())
/// ```
///
/// In brackets stands the type that becomes the arm by `From`, if there is one. With `tag "kind";` after the arms, the
/// texts of that member follow each: `Cat(Cat): "cat" | "kitten";`; arms may share one, and then the one that fits best is
/// read. `, writes "\"cat\""` after them is the JSON of the tag that the union writes where the arm does not. `default Cat;`
/// is the arm for objects of any other tag.
/// `shared { name: required str; }` are fields that the values of all arms have, read through a function of the union.
#[doc(hidden)]
#[macro_export]
macro_rules! __union {
    (
        $model:ident $arms:tt
        other $other:ident;
        $(tag $property:literal;)?
        $(default $default:ident;)?
        $(shared { $($field:ident: $presence:ident $ty:ty;)* })?
    ) => {
        $(
            impl $model {
                $($crate::__shared! { $arms $other $field $presence $ty })*
            }
        )?

        $crate::__union_impls! {
            $model $arms
            other $other;
            $(tag $property;)?
            $(default $default;)?
        }
    };
}

/// The function of a union that reads a field that all of its arms have.
#[doc(hidden)]
#[macro_export]
macro_rules! __shared {
    (
        { $($variant:ident $(($from:ty))? $(: $($tag:literal)|+)? $(, writes $written:literal)?;)* }
        $other:ident $field:ident $presence:ident $ty:ty
    ) => {
        #[doc = concat!("The `", stringify!($field), "` of whatever arm it is; `None` for other JSON.")]
        #[must_use]
        pub fn $field(&self) -> ::core::option::Option<&$ty> {
            match self {
                $(Self::$variant(value) => $crate::json::shared::$presence(&value.$field),)*
                Self::$other(_) => ::core::option::Option::None,
            }
        }
    };
}

/// The impls of a union.
#[doc(hidden)]
#[macro_export]
macro_rules! __union_impls {
    (
        $model:ident {
            $($variant:ident $(($from:ty))? $(: $($tag:literal)|+)? $(, writes $written:literal)?;)*
        }
        other $other:ident;
        $(tag $property:literal;)?
        $(default $default:ident;)?
    ) => {
        $($(
            impl ::core::convert::From<$from> for $model {
                fn from(value: $from) -> Self {
                    Self::$variant(value.into())
                }
            }
        )?)*

        impl $crate::json::Union for $model {
            fn arm(&self) -> $crate::json::Arm<'_> {
                #[allow(dead_code, clippy::enum_variant_names, reason = "they only count")]
                enum Index {
                    $($variant,)*
                    $other,
                }
                let (index, value): (usize, &dyn $crate::json::Member) = match self {
                    $(Self::$variant(value) => (Index::$variant as usize, value),)*
                    Self::$other(value) => (Index::$other as usize, value),
                };
                $crate::json::Arm {
                    table: const {
                        &$crate::json::UnionTable {
                            model: stringify!($model),
                            property: $crate::__maybe!($($property)?),
                            arms: &[$($crate::json::ArmEntry {
                                name: stringify!($variant),
                                tags: &[$($($tag),+)?],
                                written: $crate::__maybe!($($written)?),
                            }),*],
                            default: $crate::__maybe!($(Index::$default as usize)?),
                            other: stringify!($other),
                        }
                    },
                    index,
                    value,
                }
            }

            fn arm_mut(&mut self) -> &mut dyn $crate::json::Member {
                match self {
                    $(Self::$variant(value) => value,)*
                    Self::$other(value) => value,
                }
            }

            fn become_arm(&mut self, index: usize) {
                let mut before = index;
                $(
                    if before == 0 {
                        *self = Self::$variant($crate::json::Decode::blank());
                        return;
                    }
                    before -= 1;
                )*
                let _ = before;
                *self = $crate::json::Decode::blank();
            }
        }

        impl $crate::json::Encode for $model {
            fn encode(&self, writer: &mut $crate::json::Writer) {
                writer.union(self);
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
                reader.union(self)
            }
        }

        #[automatically_derived]
        impl ::core::cmp::PartialEq for $model {
            fn eq(&self, other: &Self) -> bool {
                match (self, other) {
                    $((Self::$variant(left), Self::$variant(right)) => left == right,)*
                    (Self::$other(left), Self::$other(right)) => left == right,
                    _ => false,
                }
            }
        }

        $crate::__common!($model, copy_union, debug_union);
    };
}
