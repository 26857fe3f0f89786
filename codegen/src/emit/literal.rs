//! Values of a description as Rust literals.
//!
//! What a stranger would get wrong: a number is kept as text until here, and may be larger than any Rust number.

use crate::value::Value;
use proc_macro2::{Literal, TokenStream};
use quote::quote;

/// A pattern for any of some numbers; many that follow each other are a range.
pub(super) fn any_of(numbers: &[usize]) -> TokenStream {
    let literal = |number: &usize| Literal::usize_unsuffixed(*number);
    if let [first, _, .., last] = numbers
        && last.checked_sub(*first) == Some(numbers.len() - 1)
    {
        return between(*first, *last);
    }
    let literals = numbers.iter().map(literal);
    quote!(#(#literals)|*)
}

/// A pattern for all numbers from one to another.
pub(super) fn between(first: usize, last: usize) -> TokenStream {
    let (first, last) = (
        Literal::usize_unsuffixed(first),
        Literal::usize_unsuffixed(last),
    );
    quote!(#first..=#last)
}

/// An `i64`: the nearest one, for what is none.
pub(super) fn integer(text: &str) -> String {
    spelled(&whole(text).to_string())
}

fn whole(text: &str) -> i64 {
    let number = || text.parse::<f64>().unwrap_or_default();
    let rounded = || format!("{:.0}", number()).parse().ok();
    let limit = || {
        if text.starts_with('-') {
            i64::MIN
        } else {
            i64::MAX
        }
    };
    text.parse().ok().or_else(rounded).unwrap_or_else(limit)
}

/// An `f64`: the nearest finite one.
pub(super) fn float(text: &str) -> String {
    spelled(&canonical_float(text))
}

fn canonical_float(text: &str) -> String {
    let number = text.parse::<f64>().unwrap_or_default();
    format!("{:?}", number.clamp(f64::MIN, f64::MAX))
}

/// JSON as `serde_json` writes it: members sorted, numbers in their shortest form.
pub(super) fn canonical_json(value: &Value) -> String {
    match value {
        Value::Null | Value::Bool(_) | Value::String(_) => value.to_json(),
        Value::Number(text) => canonical_number(text),
        Value::Array(items) => {
            let items: Vec<String> = items
                .iter()
                .map(|item| canonical_json(&item.value))
                .collect();
            format!("[{}]", items.join(","))
        }
        Value::Object(members) => {
            let mut names: Vec<_> = members.iter().collect();
            names.sort_by_key(|(name, _)| *name);
            let members = names.iter().map(|(name, member)| {
                format!(
                    "{}:{}",
                    Value::String((*name).clone()).to_json(),
                    canonical_json(&member.node.value)
                )
            });
            format!("{{{}}}", members.collect::<Vec<_>>().join(","))
        }
    }
}

fn canonical_number(text: &str) -> String {
    let is_whole = text.parse::<i64>().is_ok() || text.parse::<u64>().is_ok();
    if is_whole {
        text.to_owned()
    } else {
        canonical_float(text)
    }
}

/// A number, with its digits in groups of three where they are many.
pub(super) fn spelled(number: &str) -> String {
    let (mantissa, exponent) = match number.find('e') {
        Some(at) => number.split_at(at),
        None => (number, ""),
    };
    let (sign, digits) = match mantissa.strip_prefix('-') {
        Some(digits) => ("-", digits),
        None => ("", mantissa),
    };
    let (whole, fraction) = match digits.split_once('.') {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (digits, None),
    };
    let fraction = fraction
        .map(|fraction| format!(".{}", grouped(fraction, 0)))
        .unwrap_or_default();
    format!(
        "{sign}{}{fraction}{exponent}",
        grouped(whole, whole.len() % 3)
    )
}

/// Digits in groups of three, the first group of another length; short numbers stay as they are.
fn grouped(digits: &str, first: usize) -> String {
    if digits.len() < 6 {
        return digits.to_owned();
    }
    let mut text = String::with_capacity(digits.len() * 4 / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && at % 3 == first % 3 {
            text.push('_');
        }
        text.push(digit);
    }
    text
}
