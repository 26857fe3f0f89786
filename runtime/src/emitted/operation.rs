//! The table of an operation, as `impl Operation`.
//!
//! What a stranger would get wrong: a row is a call without what it is called on. Rows of `request` and `body` are calls
//! of [`RequestBuilder`](super::RequestBuilder), rows of `response` are calls of [`Answer`](super::Answer).

/// ```
/// # use restwright_runtime::emitted::{NoOptions, Style, operation};
/// # use restwright_runtime::Undeclared;
/// # use std::convert::identity;
/// # pub struct Get<'a> { pub id: &'a str }
/// operation! {
///     Get<'_>: "Pets_Get", "GET", "/pets/{id}";
///     Options = NoOptions, Output = Vec<String>, Failure = Undeclared;
///     request(self) {
///         literal("/pets/");
///         path("id", Style::SIMPLE, &self.id);
///         accept("application/json");
///     }
///     response {
///         200 => json(identity),
///         200..=299 => undocumented_success(json(identity)),
///     }
/// }
/// ```
///
/// Below its types there may be `Security = &[&[&SCHEME]];`, alternatives of schemes that go together, and
/// `Repeatable = true;` where the method says otherwise. Beside `request` there may be `body(…) { … }` with a row for each
/// form of the body, and in place of a call in `response` `media { … }` with a row for each media type,
/// `undocumented_success(…)` around the call that reads the only documented success, and `accepted(…, …)` with what an
/// empty 202 is before the call that reads the result. A status without a row is undocumented.
#[doc(hidden)]
#[macro_export]
macro_rules! __operation {
    (
        $operation:ty: $id:literal, $method:literal, $route:literal;
        Options = $options:ty, Output = $output:ty, Failure = $failure:ty;
        $(Security = $security:expr;)?
        $(Repeatable = $repeatable:literal;)?
        request($self:ident $(, $given:ident)?) {
            $($step:ident $arguments:tt;)*
        }
        $(body($body:expr) {
            $($form:pat => $write:ident $form_arguments:tt,)*
        })?
        response {
            $($status:pat => $read:ident $outcome:tt,)*
        }
    ) => {
        impl $crate::Operation for $operation {
            type Options = $options;
            type Output = $output;
            type Failure = $failure;
            const ID: &'static str = $id;
            const METHOD: &'static str = $method;
            const ROUTE: &'static str = $route;
            $(const SECURITY: &'static [&'static [&'static $crate::Scheme]] = $security;)?
            $(const REPEATABLE: bool = $repeatable;)?

            fn request_with(
                &$self,
                endpoint: &$crate::Endpoint,
                options: &Self::Options,
            ) -> ::core::result::Result<
                $crate::http::Request<$crate::bytes::Bytes>,
                $crate::EncodeError,
            > {
                let _ = options;
                $(let $given = options;)?
                let mut request = $crate::emitted::RequestBuilder::new(Self::METHOD, endpoint);
                $(request.$step $arguments;)*
                $(request.authorize($security);)?
                $(
                    #[allow(unreachable_patterns, reason = "a body that is required is never absent")]
                    match $body {
                        $($form => request.$write $form_arguments,)*
                        _ => {}
                    }
                )?
                request.finish()
            }

            fn response(
                response: $crate::http::Response<$crate::bytes::Bytes>,
            ) -> ::core::result::Result<
                $crate::http::Response<Self::Output>,
                $crate::Error<Self::Failure>,
            > {
                let answer = $crate::emitted::Answer::new(response);
                #[allow(unreachable_patterns, reason = "a description may document every status")]
                match answer.status() {
                    $($status => $crate::__read!(answer, $read $outcome),)*
                    _ => answer.undocumented(),
                }
            }
        }
    };
}

/// What a row of `response` does: a call, or one for each media type.
#[doc(hidden)]
#[macro_export]
macro_rules! __read {
    ($answer:ident, media { $($($media:literal)|+ => $read:ident $outcome:tt,)* }) => {
        match $answer.media(&[$($($media,)+)*]) {
            $($(::core::option::Option::Some($media))|+ => $answer.$read $outcome,)*
            _ => $answer.undocumented_media(),
        }
    };
    ($answer:ident, undocumented_success($read:ident $outcome:tt $(,)?)) => {
        $answer.undocumented_success(|answer| $crate::__read!(answer, $read $outcome))
    };
    ($answer:ident, accepted($accepted:path, $read:ident $outcome:tt $(,)?)) => {
        $answer.accepted($accepted, |answer| $crate::__read!(answer, $read $outcome))
    };
    ($answer:ident, $read:ident $outcome:tt) => {
        $answer.$read $outcome
    };
}
