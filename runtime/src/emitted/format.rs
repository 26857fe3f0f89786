//! The check that emitted code and the runtime fit together.
//!
//! What surprises: it is a number and no version. Emitted code says which format it is written in, and a runtime says which
//! formats it knows; most versions of both change neither.

/// Checks that this runtime knows the format of emitted code. Its call stands in the root of every emitted crate.
///
/// ```
/// restwright_runtime::emitted::format!(1);
/// ```
///
/// Another format does not compile:
///
/// ```compile_fail
/// restwright_runtime::emitted::format!(2);
/// ```
#[doc(hidden)]
#[macro_export]
macro_rules! __format {
    (1) => {};
    ($other:literal) => {
        ::core::compile_error!(::core::concat!(
            "the emitted code is written in format ",
            $other,
            ", but this version of restwright-runtime knows format 1 alone: take the restwright-runtime of the same version \
             as the restwright that emitted it, or regenerate with the restwright of this one's version"
        ));
    };
}
