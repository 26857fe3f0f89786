//! The HTTP half as emitted code calls it: what goes into a request, what comes out of an answer.

mod answer;
mod body;
mod endpoint;
mod follow;
mod header;
mod laws;
mod multipart;
mod path;
mod query;
mod security;
mod stream;
mod style;
mod support;
#[cfg(feature = "xml")]
mod xml;
