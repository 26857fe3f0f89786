//! A file on its way from `emit` to `print`: where it goes, what it is made from, and what makes its content.
//!
//! What a stranger would get wrong: nothing is emitted yet. Tokens cannot leave their thread, so a file is emitted by the
//! thread that prints it, and files are printed on all of them. The path is relative to the emitted crate's `src` folder,
//! the source to nothing; it is only shown.

use proc_macro2::TokenStream;
use std::fmt;

/// A file that is yet to be emitted and printed.
pub struct File<'a> {
    /// Its path relative to the crate's `src` folder.
    pub path: String,
    /// The path of the description, for the head.
    pub source: &'a str,
    emit: Box<dyn Fn() -> Content + Send + Sync + 'a>,
}

/// What a file holds.
#[derive(Debug)]
pub enum Content {
    /// Items that are yet to be printed.
    Tokens(TokenStream),
    /// A text, with the blank lines that it needs.
    Text(String),
}

impl<'a> File<'a> {
    /// A file of items.
    pub(crate) fn of_tokens(
        path: String,
        source: &'a str,
        emit: impl Fn() -> TokenStream + Send + Sync + 'a,
    ) -> Self {
        Self {
            path,
            source,
            emit: Box::new(move || Content::Tokens(emit())),
        }
    }

    /// A file that is text from the start.
    pub(crate) fn of_text(
        path: String,
        source: &'a str,
        emit: impl Fn() -> String + Send + Sync + 'a,
    ) -> Self {
        Self {
            path,
            source,
            emit: Box::new(move || Content::Text(emit())),
        }
    }

    /// Emits it.
    pub fn content(&self) -> Content {
        (self.emit)()
    }
}

impl fmt::Debug for File<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("File")
            .field("path", &self.path)
            .field("source", &self.source)
            .finish_non_exhaustive()
    }
}
