//! A file on its way from `emit` to `print`: where it goes, what it is made from, and its content.
//!
//! What a stranger would get wrong: the path is relative to the emitted crate's `src` folder, the source to nothing; it
//! is only shown.

use proc_macro2::TokenStream;

/// An emitted file before it is printed.
#[derive(Debug)]
pub struct File {
    /// Its path relative to the crate's `src` folder.
    pub path: String,
    /// The path of the description, for the head.
    pub source: String,
    /// What it holds.
    pub content: Content,
}

/// What a file holds.
#[derive(Debug)]
pub enum Content {
    /// Items that are yet to be printed.
    Tokens(TokenStream),
    /// A text, with the blank lines that it needs.
    Text(String),
}
