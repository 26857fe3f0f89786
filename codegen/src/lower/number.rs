//! Formats of numbers: how wide each is, and the type that holds it.
//!
//! `int64` is a format of `number` as well (OAS 3.1.1, 4.4.2): a stranger would read it into a double, which rounds
//! from 2^53 on.

use super::merged::Merged;
use crate::shape::{Format, Type};

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

/// The type that a format names.
fn of_format(format: &str) -> Option<Type> {
    Some(match format {
        "int8" => Type::I8,
        "int16" => Type::I16,
        "int32" => Type::I32,
        "int64" => Type::I64,
        "uint8" => Type::U8,
        "uint16" => Type::U16,
        "uint32" => Type::U32,
        "uint64" => Type::U64,
        _ => return None,
    })
}

/// The type of an `integer`.
pub(super) fn integer(merged: &Merged) -> Type {
    let named = merged.format.as_deref().and_then(of_format);
    match named {
        Some(ty) => ty,
        None if is_unsigned(merged) => Type::U64,
        None => Type::I64,
    }
}

/// The type of a `number`.
pub(super) fn number(merged: &Merged) -> Type {
    let format = merged.format.as_deref().unwrap_or_default();
    match format {
        "decimal" | "decimal128" => Type::Format(Format::Decimal),
        _ => of_format(format).unwrap_or(Type::F64),
    }
}

/// Whether the bounds say that the integer is not negative and goes beyond `i64`.
fn is_unsigned(merged: &Merged) -> bool {
    let bound = |wanted: &str| {
        let mut constraints = merged.constraints.iter();
        let (_, value) = constraints.find(|(keyword, _)| keyword == wanted)?;
        Some(value.as_str())
    };
    // 2^63 is the first that is too large; a double next to it is rounded to it.
    let is_beyond = |most: &str| match most.parse::<i128>() {
        Ok(most) => most > i64::MAX.into(),
        Err(_) => most
            .parse::<f64>()
            .is_ok_and(|most| most >= 9_223_372_036_854_775_808.0),
    };
    let is_positive = |least: &str| least.parse::<f64>().is_ok_and(|least| least >= 0.0);
    bound("maximum").is_some_and(is_beyond) && bound("minimum").is_some_and(is_positive)
}
