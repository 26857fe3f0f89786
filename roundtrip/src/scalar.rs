//! Strategies for scalars, in all the spellings that they have on the wire.
//!
//! A stranger would get this wrong: constraints such as `pattern` and `maxLength` are not kept. Services do not keep
//! them either, and the types hold what comes.
//!
//! What is not made, because it is documented that it is not kept:
//! - integers beyond what their format says, or beyond 64 bits: they are errors that keep the bytes. Without a format they
//!   have a sign, unless the bounds leave out all negative ones and go beyond 63 bits;
//! - numbers that a double does not hold, such as 2^53 + 1 for `type: number`: numbers are doubles.

use super::text::{Json, Text};
use proptest::collection::vec;
use proptest::prelude::*;

/// Any text.
pub(super) fn text() -> BoxedStrategy<String> {
    let odd = prop::sample::select(vec![
        '"',
        '\\',
        '/',
        '\u{0}',
        '\u{8}',
        '\n',
        '\r',
        '\t',
        '\u{c}',
        '\u{1f}',
        '\u{7f}',
        '\u{85}',
        'é',
        'ß',
        '漢',
        '\u{2028}',
        '\u{feff}',
        '\u{fffd}',
        '\u{ffff}',
        '😀',
        '\u{10ffff}',
    ]);
    let characters = prop_oneof![
        4 => prop::char::range('a', 'z'),
        2 => prop::char::range(' ', '~'),
        1 => odd,
        1 => any::<char>(),
    ];
    vec(characters, 0..8)
        .prop_map(|characters| characters.into_iter().collect())
        .boxed()
}

/// A text in one of its two spellings.
pub(super) fn spelled(content: BoxedStrategy<String>) -> BoxedStrategy<Text> {
    (content, prop::bool::weighted(0.1))
        .prop_map(|(content, escaped)| Text { content, escaped })
        .boxed()
}

fn one_of(texts: &[&str]) -> BoxedStrategy<String> {
    let texts: Vec<String> = texts.iter().map(|&text| text.to_owned()).collect();
    prop::sample::select(texts).boxed()
}

/// A string of a format: well-formed, nearly so, or any other text.
pub(super) fn string(format: &str) -> BoxedStrategy<Json> {
    let samples: &[&str] = match format {
        "date-time" => &[
            "2017-04-26T08:30:00Z",
            "2017-04-26T08:30:00.1234567+02:00",
            "2017-04-26t08:30:00z",
            "2017-04-26T08:30:00",
            "2016-12-31T23:59:60Z",
            "0001-01-01T00:00:00Z",
            "2017-13-45T99:99:99Z",
            "26/04/2017 08:30",
        ],
        "date-time-rfc1123" | "date-time-rfc7231" | "http-date" => &[
            "Wed, 26 Apr 2017 08:30:00 GMT",
            "Wed, 26 Apr 2017 08:30:00 +0000",
            "Someday",
        ],
        "date" => &["2017-04-26", "2017-4-26", "2017-02-30", "0000-00-00"],
        "time" => &["08:30:00", "08:30:00.000Z", "24:00", "08:30:00+25:00"],
        "duration" => &["P1DT12H", "PT0.5S", "-P1Y", "P", "1.02:03:04", "1 day"],
        "uuid" => &[
            "3f2504e0-4f89-11d3-9a0c-0305e82c3301",
            "3F2504E0-4F89-11D3-9A0C-0305E82C3301",
            "{3f2504e0-4f89-11d3-9a0c-0305e82c3301}",
            "3f2504e04f8911d39a0c0305e82c3301",
            "none",
        ],
        "byte" | "base64" | "base64url" => &["", "aGk=", "aGk", "-_8=", "+/8=", "a G k =", "%"],
        "uri" | "url" | "uri-reference" => &["https://example.com/%7Ea?b=ü", "/a", "::"],
        _ => &["", "true", "null", "1", "2017-04-26T08:30:00Z", "{}", " "],
    };
    let content = prop_oneof![2 => one_of(samples), 1 => text()];
    spelled(content.boxed()).prop_map(Json::String).boxed()
}

/// Up to here a double holds every integer.
const EXACT: u128 = 1 << 53;

/// An integer between these bounds, both of them more often than others.
pub(super) fn integer(least: i128, greatest: i128) -> BoxedStrategy<Json> {
    let small = (-3_i128).clamp(least, greatest)..=100_i128.clamp(least, greatest);
    let value = prop_oneof![
        3 => small,
        1 => least..=greatest,
        1 => Just(least),
        1 => Just(greatest),
    ];
    let spelling = prop::sample::select(vec!["", "", "", "", "", "", ".0", "e0", "0e-1", "00E-02"]);
    (value, spelling)
        .prop_map(|(value, spelling)| {
            let is_exact = value.unsigned_abs() <= EXACT;
            Json::Number(match value {
                0 if spelling.starts_with('0') => "0".to_owned(),
                _ if is_exact => format!("{value}{spelling}"),
                _ => value.to_string(),
            })
        })
        .boxed()
}

/// A number that a double holds.
pub(super) fn number() -> BoxedStrategy<Json> {
    let doubles = prop::num::f64::NORMAL | prop::num::f64::SUBNORMAL | prop::num::f64::ZERO;
    let named = prop::sample::select(vec![
        "0",
        "-0",
        "0.0",
        "-0.0",
        "1.0",
        "1e3",
        "1E+3",
        "-2.50",
        "0.1",
        "100000000000000000000",
        "9007199254740992",
        "1e-7",
        "5e-324",
        "2.2250738585072014e-308",
        "1.7976931348623157e308",
    ]);
    prop_oneof![
        2 => (-1000_i32..1000).prop_map(|value| value.to_string()),
        2 => (-1_000_000_i32..1_000_000).prop_map(|value| (f64::from(value) / 1000.0).to_string()),
        1 => doubles.prop_map(|value| format!("{value:e}")),
        2 => named.prop_map(str::to_owned),
    ]
    .prop_map(Json::Number)
    .boxed()
}

pub(super) fn boolean() -> BoxedStrategy<Json> {
    any::<bool>().prop_map(Json::Bool).boxed()
}

/// Any scalar, null among them.
pub(super) fn any_scalar() -> BoxedStrategy<Json> {
    prop_oneof![
        Just(Json::Null),
        boolean(),
        integer(i64::MIN.into(), u64::MAX.into()),
        number(),
        string(""),
    ]
    .boxed()
}

/// The name of a member that a description may not know.
pub(super) fn name() -> BoxedStrategy<Text> {
    let odd = one_of(&[
        "",
        "other",
        "Other",
        "$ref",
        "@odata.type",
        "a.b",
        "a/b~c",
        "__proto__",
        "x-new",
        "ключ",
        "\"quoted\"",
        "type",
        "Type",
        "id",
        "null",
        "\u{1F600}",
    ]);
    let new = "[a-z]{1,3}New[A-Z]{0,2}";
    spelled(prop_oneof![2 => new, 1 => odd, 1 => text()].boxed())
}
