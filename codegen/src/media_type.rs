//! Media types as descriptions write them.
//!
//! A stranger would compare them as texts. Parameters and letter case do not change what a media type is (RFC 9110, 8.3.1).

/// The type and subtype, in lower case and without parameters.
pub(crate) fn essence(media_type: &str) -> String {
    let essence = media_type.split(';').next().unwrap_or_default();
    essence.trim().to_ascii_lowercase()
}
