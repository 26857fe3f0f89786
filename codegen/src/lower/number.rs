//! Formats of numbers: how wide each is, and the type that holds it.
//!
//! `int64` is a format of `number` as well (OAS 3.1.1, 4.4.2): a stranger would read it into a double, which rounds
//! from 2^53 on.

/// How many bits the format of a number has; unsigned ones count as the narrower of two.
pub(super) fn width(format: &str) -> Option<u32> {
    Some(match format {
        "uint8" => 7,
        "int8" => 8,
        "uint16" => 15,
        "int16" => 16,
        "uint32" => 31,
        "int32" => 32,
        "uint64" => 63,
        "int64" => 64,
        _ => return None,
    })
}
