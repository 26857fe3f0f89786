//! What a YAML scalar means.
//!
//! The core schema of YAML 1.2, with one decision on top: a plain scalar that 1.1 and 1.2 read differently stays
//! a string. So do `yes`, `010`, `1_000` and timestamps, and `.inf` and `.nan`, which JSON cannot write.

use crate::value::Value;
use granit_parser::Tag;

/// What `!!` stands for.
const NAMESPACE: &str = "tag:yaml.org,2002:";

/// Why a scalar has not the value that its tag asks for.
#[derive(Debug, PartialEq)]
pub(super) enum Unresolved {
    /// The tag is not known; the value is what the scalar would be without it.
    UnknownTag(Value),
    /// The text is not of the kind that the tag names.
    NoSuch(&'static str),
}

/// The value of a scalar; `plain` is one without quotes that is no block either.
pub(super) fn resolve(text: &str, plain: bool, tag: Option<&Tag>) -> Result<Value, Unresolved> {
    let string = || Value::String(text.into());
    let untagged = || if plain { resolve_plain(text) } else { string() };
    let Some(tag) = tag else {
        return Ok(untagged());
    };
    if tag.parts() == ("", "!") {
        return Ok(string());
    }
    match tag.suffix_in_namespace(NAMESPACE).as_deref() {
        Some("str" | "binary" | "timestamp") => Ok(string()),
        Some("null") => Ok(Value::Null),
        Some("bool") => string()
            .as_bool_lenient()
            .map(Value::Bool)
            .ok_or(Unresolved::NoSuch("a boolean")),
        Some("int" | "float") => number(text)
            .map(Value::Number)
            .ok_or(Unresolved::NoSuch("a number")),
        Some(_) | None => Err(Unresolved::UnknownTag(untagged())),
    }
}

fn resolve_plain(text: &str) -> Value {
    match text {
        "" | "~" | "null" | "Null" | "NULL" => Value::Null,
        "true" | "True" | "TRUE" => Value::Bool(true),
        "false" | "False" | "FALSE" => Value::Bool(false),
        _ => number(text).map_or_else(|| Value::String(text.into()), Value::Number),
    }
}

/// The number that a text is, in JSON's grammar.
fn number(text: &str) -> Option<Box<str>> {
    if let Some(digits) = text.strip_prefix("0x") {
        return unsigned(digits, 16);
    }
    if let Some(digits) = text.strip_prefix("0o") {
        return unsigned(digits, 8);
    }
    decimal(text)
}

fn unsigned(digits: &str, radix: u32) -> Option<Box<str>> {
    let only_digits = digits.chars().all(|character| character.is_digit(radix));
    let number = only_digits.then(|| u128::from_str_radix(digits, radix).ok())??;
    Some(number.to_string().into())
}

fn decimal(text: &str) -> Option<Box<str>> {
    let (sign, unsigned) = match text.strip_prefix('-') {
        Some(rest) => ("-", rest),
        None => ("", text.strip_prefix('+').unwrap_or(text)),
    };
    let (mantissa, exponent) = unsigned
        .find(['e', 'E'])
        .map_or((unsigned, ""), |at| unsigned.split_at(at));
    let (integer, fraction) = match mantissa.split_once('.') {
        Some((integer, fraction)) => (integer, Some(fraction)),
        None => (mantissa, None),
    };
    let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    let needless_zero = integer.len() > 1 && integer.starts_with('0');
    let no_digit = integer.is_empty() && fraction.is_none_or(str::is_empty);
    if !digits(integer)
        || !digits(fraction.unwrap_or_default())
        || needless_zero
        || no_digit
        || !is_exponent(exponent)
    {
        return None;
    }
    let zero_if_empty = |part| if str::is_empty(part) { "0" } else { part };
    let integer = zero_if_empty(integer);
    let fraction = fraction
        .map(|fraction| format!(".{}", zero_if_empty(fraction)))
        .unwrap_or_default();
    Some(format!("{sign}{integer}{fraction}{exponent}").into())
}

/// Whether this is an exponent with its `e`, or nothing.
fn is_exponent(text: &str) -> bool {
    let Some(rest) = text.strip_prefix(['e', 'E']) else {
        return text.is_empty();
    };
    let digits = rest.strip_prefix(['+', '-']).unwrap_or(rest);
    !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())
}
