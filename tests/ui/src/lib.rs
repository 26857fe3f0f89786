//! Nothing: this package is the dependencies of the programs in `pass/` and `fail/`, and `tests/tests/ui.rs` compiles
//! those.
//!
//! A stranger would get this wrong: `fail/emitted/` is written by the test `requirements`, one program for each thing
//! that the project's own API requires.
