//! What `format` says about a string: thin types over the text that came.
//!
//! They never check what they hold. A service that sends one malformed date must not cost its user the
//! whole response, and what is sent back is what came, byte for byte. Reading the text as what it says
//! it is, is a call of its own, that can fail.

mod base64;
mod binary;
mod decimal;
#[cfg(feature = "jiff")]
mod jiff;
mod own;
mod secret;
mod text;
mod unlisted;
#[cfg(feature = "uuid")]
mod uuid;

pub use self::base64::{Base64, Base64Error, Base64Url};
pub use binary::File;
pub use decimal::{Decimal, DecimalError};
pub use own::{Digits, Json, Text};
pub use secret::Secret;
pub use text::{Date, DateTime, Duration, Rfc1123DateTime, Time, Uuid};
pub use unlisted::Unlisted;
