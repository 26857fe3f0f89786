//! Bytes in base64, in the alphabet of MIME and in that of URLs.
//!
//! Reading is tolerant where writing is strict: padding may be there or not.

use super::text::text_format;
use ::base64::Engine as _;
use ::base64::alphabet::{Alphabet, STANDARD, URL_SAFE};
use ::base64::engine::DecodePaddingMode;
use ::base64::engine::general_purpose::{GeneralPurpose, GeneralPurposeConfig};
use std::fmt;

text_format! {
    /// Bytes in base64, in the text that came.
    Base64
}

text_format! {
    /// Bytes in base64 with the alphabet of URLs, in the text that came.
    Base64Url
}

const MIME: GeneralPurpose = engine(&STANDARD, true);
const URL: GeneralPurpose = engine(&URL_SAFE, false);

const fn engine(alphabet: &Alphabet, padded: bool) -> GeneralPurpose {
    let config = GeneralPurposeConfig::new()
        .with_encode_padding(padded)
        .with_decode_padding_mode(DecodePaddingMode::Indifferent);
    GeneralPurpose::new(alphabet, config)
}

impl Base64 {
    /// The text of the bytes, padded.
    pub fn from_bytes(bytes: impl AsRef<[u8]>) -> Base64 {
        Base64::new(MIME.encode(bytes))
    }

    /// The bytes of the text.
    pub fn to_bytes(&self) -> Result<Vec<u8>, Base64Error> {
        MIME.decode(self.as_str()).map_err(Base64Error)
    }
}

impl Base64Url {
    /// The text of the bytes, without padding.
    pub fn from_bytes(bytes: impl AsRef<[u8]>) -> Base64Url {
        Base64Url::new(URL.encode(bytes))
    }

    /// The bytes of the text.
    pub fn to_bytes(&self) -> Result<Vec<u8>, Base64Error> {
        URL.decode(self.as_str()).map_err(Base64Error)
    }
}

impl From<&[u8]> for Base64 {
    fn from(bytes: &[u8]) -> Base64 {
        Base64::from_bytes(bytes)
    }
}

impl From<&[u8]> for Base64Url {
    fn from(bytes: &[u8]) -> Base64Url {
        Base64Url::from_bytes(bytes)
    }
}

/// Why a text is not base64.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Base64Error(::base64::DecodeError);

impl fmt::Display for Base64Error {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "not base64: {}", self.0)
    }
}

impl std::error::Error for Base64Error {}
