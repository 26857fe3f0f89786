//! The options of operations: their setters, and the options of operations that have none.
//!
//! What a stranger would get wrong: an operation without options could have `()` for them. Then a caller could write
//! `()`, and the first optional parameter of a later version would break that caller.

/// The options of an operation that has none: made by `Default::default()`, which goes on to work when there are some.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct NoOptions;

/// ```
/// # use restwright_runtime::emitted::options;
/// # #[derive(Default)] pub struct ListOptions { pub limit: Option<i64> }
/// options! {
///     ListOptions {
///         with_limit(limit: i64),
///     }
/// }
/// ```
#[doc(hidden)]
#[macro_export]
macro_rules! __options {
    ($options:path { $($setter:ident($field:ident: $value:ty),)* }) => {
        impl $options {
            $(
                #[doc = concat!("Sets [`", stringify!($field), "`](Self::", stringify!($field), ").")]
                #[must_use]
                pub fn $setter(mut self, $field: impl ::core::convert::Into<$value>) -> Self {
                    self.$field = ::core::option::Option::Some($field.into());
                    self
                }
            )*
        }
    };
}
