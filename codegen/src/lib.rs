//! Generates a Rust API client without I/O from an OpenAPI or Swagger description.
//!
//! Texts in, texts out: [`generate`] is a line a pass, and between two passes stands a
//! module of types whose first paragraph says what is true now that was not before.

pub mod complaint;
pub mod coverage;
pub mod description;
pub mod emit;
pub mod load;
pub mod lower;
pub mod name;
pub mod overlay;
pub mod print;
pub mod read;
pub mod shape;
pub mod value;
