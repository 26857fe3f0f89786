//! What a closed set of values says of a text that it does not list.

use std::error::Error;
use std::fmt;

/// A text that a closed set of values does not list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unlisted(String);

impl Unlisted {
    #[doc(hidden)]
    pub fn new(text: &str) -> Unlisted {
        Unlisted(text.to_owned())
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Unlisted {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{:?} is not listed", self.0)
    }
}

impl Error for Unlisted {}
