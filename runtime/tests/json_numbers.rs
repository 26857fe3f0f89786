//! Numbers: what each type holds, what it refuses, and how it is written.

use proptest::prelude::*;
use restwright_runtime::json::{self, Decode, Encode, FaultKind};
use serde_json::Value;
use std::fmt::Debug;

fn read<T: Decode>(text: &str) -> Option<T> {
    json::from_slice(text.as_bytes()).ok()
}

#[test]
fn integers_are_their_value_however_they_are_spelled() {
    for (text, value) in [
        ("0", 0),
        ("-0", 0),
        ("0.0", 0),
        ("-0e7", 0),
        ("0e99999999999999999999", 0),
        ("1.0", 1),
        ("-1.000", -1),
        ("1e3", 1000),
        ("1.5e1", 15),
        ("-1.25E+2", -125),
        ("1200e-2", 12),
        ("1200.0e-2", 12),
        ("0.00012e5", 12),
        ("9223372036854775807", i64::MAX),
        ("-9223372036854775808", i64::MIN),
        ("9223372036854775807.0", i64::MAX),
        ("922337203685477580700e-2", i64::MAX),
        ("9.223372036854775807e18", i64::MAX),
        ("1e18", 1_000_000_000_000_000_000),
        ("10000000000000000000000000e-25", 1),
    ] {
        assert_eq!(read::<i64>(text), Some(value), "{text}");
    }
}

#[test]
fn integers_are_never_rounded() {
    for text in [
        "0.5",
        "1.5",
        "1e-1",
        "15e-1",
        "9223372036854775808",
        "-9223372036854775809",
        "1e19",
        "1e400",
        "1e99999999999999999999",
        "1e-99999999999999999999",
        "123456789012345678901234567890",
        "\"1\"",
        "true",
        "null",
        "[]",
    ] {
        assert_eq!(read::<i64>(text), None, "{text}");
    }
}

fn holds<T: Decode + Encode + PartialEq + Debug>(least: &str, greatest: &str, beyond: [&str; 2]) {
    for text in [least, greatest] {
        let value: T = read(text).unwrap();
        assert_eq!(json::to_string(&value), text);
    }
    for text in beyond {
        let fault = json::from_slice::<T>(text.as_bytes()).unwrap_err();
        let FaultKind::Range { number, .. } = fault.kind() else {
            panic!("{fault}")
        };
        assert_eq!(number, text);
    }
}

#[test]
fn each_size_has_its_range() {
    holds::<i8>("-128", "127", ["-129", "128"]);
    holds::<i16>("-32768", "32767", ["-32769", "32768"]);
    holds::<i32>("-2147483648", "2147483647", ["-2147483649", "2147483648"]);
    holds::<i64>(
        "-9223372036854775808",
        "9223372036854775807",
        ["-9223372036854775809", "9223372036854775808"],
    );
    holds::<u8>("0", "255", ["-1", "256"]);
    holds::<u16>("0", "65535", ["-1", "65536"]);
    holds::<u32>("0", "4294967295", ["-1", "4294967296"]);
    holds::<u64>("0", "18446744073709551615", ["-1", "18446744073709551616"]);
}

#[test]
fn floats_take_any_number_that_they_hold() {
    assert_eq!(read::<f64>("1"), Some(1.0));
    assert_eq!(
        read::<f64>("18446744073709551616"),
        Some(18_446_744_073_709_551_616.0)
    );
    assert_eq!(read::<f64>("-0").map(f64::is_sign_negative), Some(true));
    assert_eq!(read::<f64>("1e-400"), Some(0.0));
    assert_eq!(read::<f32>("0.1"), Some(0.1));
    for text in ["1e400", "-1e400", "\"1\"", "\"NaN\"", "null", "NaN"] {
        assert_eq!(read::<f64>(text), None, "{text}");
    }
    assert_eq!(read::<f32>("1e39"), None);
}

#[test]
fn floats_are_written_in_their_own_precision() {
    assert_eq!(json::to_string(&0.1_f32), "0.1");
    assert_eq!(json::to_string(&0.1_f64), "0.1");
    assert_eq!(json::to_string(&1.0_f64), "1.0");
    assert_eq!(json::to_string(&f64::NAN), "null");
    assert_eq!(json::to_string(&f32::NEG_INFINITY), "null");
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn numbers_come_back(
        integer: i64,
        unsigned: u64,
        double in prop::num::f64::NORMAL | prop::num::f64::SUBNORMAL | prop::num::f64::ZERO,
        single in prop::num::f32::NORMAL | prop::num::f32::SUBNORMAL | prop::num::f32::ZERO,
    ) {
        prop_assert_eq!(json::to_vec(&integer), serde_json::to_vec(&integer).unwrap());
        prop_assert_eq!(json::to_vec(&double), serde_json::to_vec(&double).unwrap());
        prop_assert_eq!(json::to_vec(&single), serde_json::to_vec(&single).unwrap());
        prop_assert_eq!(json::from_slice::<i64>(&json::to_vec(&integer)).unwrap(), integer);
        prop_assert_eq!(json::from_slice::<u64>(&json::to_vec(&unsigned)).unwrap(), unsigned);
        prop_assert_eq!(json::from_slice::<f64>(&json::to_vec(&double)).unwrap().to_bits(), double.to_bits());
        prop_assert_eq!(json::from_slice::<f32>(&json::to_vec(&single)).unwrap().to_bits(), single.to_bits());
        prop_assert_eq!(json::to_value(&integer), Value::from(integer));
        prop_assert_eq!(json::to_value(&double), Value::from(double));
    }

    #[test]
    fn an_integer_in_any_spelling_comes_back(integer: i64, zeros in 0..20_usize) {
        let zeros = "0".repeat(zeros);
        prop_assert_eq!(read::<i64>(&format!("{integer}.{zeros}0")), Some(integer));
        prop_assert_eq!(read::<i64>(&format!("{integer}{zeros}e-{}", zeros.len())), Some(integer));
    }
}

/// What a request is refused with.
fn refused(write: impl FnOnce(&mut restwright_runtime::RequestBuilder<'_>)) -> String {
    let endpoint = restwright_runtime::Endpoint::new("https://h").expect("the URL is one");
    let mut request = restwright_runtime::RequestBuilder::new("POST", &endpoint);
    request.literal("/");
    write(&mut request);
    request
        .finish()
        .expect_err("JSON has no such number")
        .to_string()
}

#[test]
fn a_request_with_a_number_that_json_does_not_have_is_refused_with_its_place() {
    use restwright_runtime::Style;
    let list = vec![vec![1.0], vec![2.0, f64::INFINITY]];
    let error = refused(|request| request.json("application/json", &list));
    assert!(error.contains("\"$[1][1]\""), "{error}");
    let error = refused(|request| request.nullable_json("application/json", &f32::NAN));
    assert!(error.contains("\"$\""), "{error}");
    let error = refused(|request| request.query("limit", Style::FORM, &f64::NAN));
    assert!(error.contains("query parameter \"limit\""), "{error}");
    let error = refused(|request| request.query("limits", Style::FORM, &vec![1.0, f64::NAN]));
    assert!(error.contains("query parameter \"limits\""), "{error}");
    let error = refused(|request| request.header("x-limit", false, &f64::NEG_INFINITY));
    assert!(error.contains("header \"x-limit\""), "{error}");
    let error = refused(|request| request.path("limit", Style::SIMPLE, &f64::NAN));
    assert!(
        error.contains("path parameter \"limit\" has NaN"),
        "{error}"
    );
}
