//! Finds the end of the plain part of a string, eight bytes at a time.
//!
//! Both directions need it: a reader stops where the string ends or an escape starts, a writer where
//! one is due, and the bytes are the same.

const ONES: u64 = u64::MAX / 255;
const HIGH: u64 = ONES << 7;

/// The first byte from `from` on that may not stand in a JSON string as it is: a quote, a backslash
/// or a control character; else the end.
#[inline]
pub(super) fn plain_end(bytes: &[u8], from: usize) -> usize {
    let mut at = from;
    while let Some(chunk) = bytes.get(at..).and_then(|rest| rest.first_chunk::<8>()) {
        let stops = stops(u64::from_le_bytes(*chunk));
        if stops != 0 {
            return at + (stops.trailing_zeros() / 8) as usize;
        }
        at += 8;
    }
    while let Some(byte) = bytes.get(at) {
        if is_stop(*byte) {
            break;
        }
        at += 1;
    }
    at
}

/// The high bit of each byte that is a stop. Bytes above the first stop may be marked wrongly,
/// because of the borrow; only the lowest mark counts.
#[inline]
fn stops(word: u64) -> u64 {
    let zero_bytes = |word: u64| word.wrapping_sub(ONES) & !word;
    let control = word.wrapping_sub(ONES * 0x20) & !word;
    let quote = zero_bytes(word ^ (ONES * u64::from(b'"')));
    let backslash = zero_bytes(word ^ (ONES * u64::from(b'\\')));
    (control | quote | backslash) & HIGH
}

/// Whether a byte may not stand in a JSON string as it is.
pub(super) const fn is_stop(byte: u8) -> bool {
    byte < 0x20 || byte == b'"' || byte == b'\\'
}
