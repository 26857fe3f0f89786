//! Random numbers for waits and for the names of calls. They keep no secret.

use std::fmt::Write;
use std::hash::{BuildHasher, RandomState};

fn bits() -> u64 {
    // The keys of a hasher are random, and no two of them are the same.
    RandomState::new().hash_one(0_u8)
}

/// From 0 up to 1.
pub(crate) fn fraction() -> f64 {
    let bits = u32::try_from(bits() >> 32).unwrap_or_default();
    f64::from(bits) / (f64::from(u32::MAX) + 1.0)
}

/// A UUID (RFC 9562, version 4).
pub(crate) fn uuid() -> String {
    let (high, low) = (bits(), bits());
    let version = (high & !0xf000) | 0x4000;
    let variant = (low & !(0xc << 60)) | (0x8 << 60);
    let mut text = String::with_capacity(36);
    for (value, from, to) in [
        (version, 64, 32),
        (version, 32, 16),
        (version, 16, 0),
        (variant, 64, 48),
        (variant, 48, 0),
    ] {
        if !text.is_empty() {
            text.push('-');
        }
        let width: usize = (from - to) / 4;
        let part = (value >> to) & (u64::MAX >> (64 - (from - to)));
        // Writing to a `String` does not fail.
        let _ = write!(text, "{part:0width$x}");
    }
    text
}

#[cfg(test)]
mod tests {
    use super::{fraction, uuid};

    #[test]
    fn a_uuid_has_its_form() {
        let text = uuid();
        let lengths: Vec<usize> = text.split('-').map(str::len).collect();
        assert_eq!(lengths, [8, 4, 4, 4, 12], "{text}");
        assert_eq!(text.as_bytes()[14], b'4', "{text}");
        assert!(b"89ab".contains(&text.as_bytes()[19]), "{text}");
        assert_ne!(text, uuid());
    }

    #[test]
    fn fractions_are_below_one() {
        for _ in 0..1000 {
            assert!((0.0..1.0).contains(&fraction()));
        }
    }
}
