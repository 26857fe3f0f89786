//! What code emitted by Restwright calls: encoding, decoding, endpoints, errors.

pub mod formats;
pub mod json;

pub use formats::{
    Base64, Base64Url, Date, DateTime, Duration, File, Rfc1123DateTime, Secret, Time, Uuid,
};
pub use json::Members;
