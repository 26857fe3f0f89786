//! What operations fail with, as errors.
//!
//! What a stranger would get wrong: a set of values shows itself already, so it is a failure without being an error.

/// ```ignore
/// failures! {
///     ErrorResponse,
///     Reason: value,
/// }
/// ```
#[doc(hidden)]
#[macro_export]
macro_rules! __failures {
    ($($failure:ident $(: $kind:ident)?,)*) => {
        $($crate::__failure!($failure $($kind)?);)*
    };
}

/// A failure of one shape.
#[doc(hidden)]
#[macro_export]
macro_rules! __failure {
    ($failure:ident value) => {
        impl $crate::Failure for $failure {
            fn message(&self) -> ::core::option::Option<::std::string::String> {
                $crate::emitted::message(self)
            }
        }
    };
    ($failure:ident) => {
        impl ::core::fmt::Display for $failure {
            fn fmt(&self, formatter: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                $crate::emitted::show(self, formatter)
            }
        }

        impl ::core::error::Error for $failure {}

        impl $crate::Failure for $failure {
            fn message(&self) -> ::core::option::Option<::std::string::String> {
                $crate::emitted::message(self)
            }

            fn as_error(&self) -> ::core::option::Option<&(dyn ::core::error::Error + 'static)> {
                ::core::option::Option::Some(self)
            }
        }
    };
}

/// A failure of several shapes.
///
/// ```ignore
/// failure! {
///     super::GetFailure: NotFound, Conflict;
/// }
/// ```
#[doc(hidden)]
#[macro_export]
macro_rules! __failure_enum {
    ($failure:ty: $($arm:ident),+;) => {
        impl ::core::fmt::Display for $failure {
            fn fmt(&self, formatter: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                match self {
                    $(Self::$arm(body) => $crate::emitted::show(body, formatter),)+
                }
            }
        }

        impl ::core::error::Error for $failure {}

        impl $crate::Failure for $failure {
            fn message(&self) -> ::core::option::Option<::std::string::String> {
                match self {
                    $(Self::$arm(body) => $crate::emitted::message(body),)+
                }
            }

            fn as_error(
                &self,
            ) -> ::core::option::Option<&(dyn ::core::error::Error + 'static)> {
                ::core::option::Option::Some(self)
            }
        }
    };
}
