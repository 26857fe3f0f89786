//! The tests of this package are in `tests/`; the call in the README is one of them.

#[cfg(doctest)]
#[doc = include_str!("../../README.md")]
struct Readme;
