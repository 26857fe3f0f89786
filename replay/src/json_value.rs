//! JSON compared by value.
//!
//! A stranger would get this wrong: `1` and `1.0` are one value, and members have no order.

use serde_json::{Number, Value};

/// The first place where two values differ, in words; `None` if they are equal.
#[must_use]
pub fn difference(expected: &Value, actual: &Value) -> Option<String> {
    let mut path = String::from("$");
    compare(expected, actual, &mut path, &|_, _, _| false)
}

/// As [`difference`]; `lenient(path, expected, actual)` says which strings count as equal though they differ.
pub(crate) fn difference_with(
    expected: &Value,
    actual: &Value,
    lenient: &dyn Fn(&str, &str, &str) -> bool,
) -> Option<String> {
    compare(expected, actual, &mut String::new(), lenient)
}

fn compare(
    expected: &Value,
    actual: &Value,
    path: &mut String,
    lenient: &dyn Fn(&str, &str, &str) -> bool,
) -> Option<String> {
    match (expected, actual) {
        (Value::Object(expected), Value::Object(actual)) => {
            for (name, value) in expected {
                let Some(other) = actual.get(name) else {
                    return Some(format!(
                        "{path}/{name} is missing, expected {}",
                        short(value)
                    ));
                };
                let found = at(path, name, |path| compare(value, other, path, lenient));
                if found.is_some() {
                    return found;
                }
            }
            let extra = actual
                .iter()
                .find(|(name, _)| !expected.contains_key(*name))?;
            Some(format!(
                "{path}/{} is {}, expected nothing",
                extra.0,
                short(extra.1)
            ))
        }
        (Value::Array(expected), Value::Array(actual)) => {
            if expected.len() != actual.len() {
                return Some(format!(
                    "{path} has {} items, expected {}",
                    actual.len(),
                    expected.len()
                ));
            }
            expected
                .iter()
                .zip(actual)
                .enumerate()
                .find_map(|(index, (expected, actual))| {
                    at(path, &index.to_string(), |path| {
                        compare(expected, actual, path, lenient)
                    })
                })
        }
        (Value::Number(left), Value::Number(right)) if same_number(left, right) => None,
        (Value::String(left), Value::String(right)) if lenient(path, left, right) => None,
        (expected, actual) if expected == actual => None,
        (expected, actual) => Some(format!(
            "{path} is {}, expected {}",
            short(actual),
            short(expected)
        )),
    }
}

fn at(
    path: &mut String,
    name: &str,
    compare: impl FnOnce(&mut String) -> Option<String>,
) -> Option<String> {
    let length = path.len();
    path.push('/');
    path.push_str(name);
    let found = compare(path);
    path.truncate(length);
    found
}

fn same_number(left: &Number, right: &Number) -> bool {
    let integer = |number: &Number| {
        number
            .as_i64()
            .map(i128::from)
            .or_else(|| number.as_u64().map(i128::from))
    };
    match (integer(left), integer(right)) {
        (Some(left), Some(right)) => left == right,
        // Bits, because a comparison of floats asks whether it was meant: it was.
        _ => {
            left.as_f64().map(|number| (number + 0.0).to_bits())
                == right.as_f64().map(|number| (number + 0.0).to_bits())
        }
    }
}

/// The value without members that are `null`, at any depth.
pub(crate) fn without_nulls(value: &Value) -> Value {
    match value {
        Value::Object(members) => members
            .iter()
            .filter(|(_, value)| !value.is_null())
            .map(|(name, value)| (name.clone(), without_nulls(value)))
            .collect(),
        Value::Array(items) => items.iter().map(without_nulls).collect(),
        other => other.clone(),
    }
}

/// The text of a value, cut.
pub(crate) fn short(value: &Value) -> String {
    let text = value.to_string();
    match text.char_indices().nth(120) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text,
    }
}

#[cfg(test)]
mod tests {
    use super::{difference, without_nulls};
    use serde_json::json;

    #[test]
    fn numbers_are_compared_by_value() {
        assert_eq!(difference(&json!({"a": [1]}), &json!({"a": [1.0]})), None);
        assert_eq!(difference(&json!(-0.0), &json!(0)), None);
        assert!(
            difference(
                &json!(9_007_199_254_740_993_u64),
                &json!(9_007_199_254_740_992_u64)
            )
            .is_some()
        );
    }

    #[test]
    fn a_difference_says_where() {
        let difference = difference(&json!({"a": [{"b": 1}]}), &json!({"a": [{"b": "1"}]}));
        assert_eq!(difference.as_deref(), Some("$/a/0/b is \"1\", expected 1"));
    }

    #[test]
    fn nulls_in_arrays_stay() {
        assert_eq!(
            without_nulls(&json!({"a": null, "b": [null, {"c": null}]})),
            json!({"b": [null, {}]})
        );
    }
}
