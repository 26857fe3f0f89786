//! What is JSON and what is not: a list of cases, each with its reason, and a differential test that
//! holds reading and writing to `serde_json`.
//!
//! `serde_json` runs with `float_roundtrip` here: without it its floating point is off by a bit at times,
//! and the runtime's is not.

use proptest::prelude::*;
use restwright_runtime::json::{self, Decode, Fault, Reader};
use serde_json::{Map, Value};

/// A value that is read and dropped.
struct Skipped;

impl Decode for Skipped {
    fn blank() -> Skipped {
        Skipped
    }

    fn decode(&mut self, reader: &mut Reader<'_>) -> Result<(), Fault> {
        reader.skip()
    }
}

/// Texts that every parser must read.
const VALID: &[(&str, &str)] = &[
    ("[]", "an empty array"),
    ("{}", "an empty object"),
    (" \t\r\n[ \t\r\n] \t\r\n", "the four kinds of white space"),
    ("[1,2]", "items are separated by commas"),
    ("[[[],[[]]],[]]", "arrays nest"),
    ("{\"a\":{\"b\":{}}}", "objects nest"),
    ("{\"a\":1,\"b\":2}", "members are separated by commas"),
    ("{\"a\" : 1}", "space around the colon"),
    ("{\"\":0}", "an empty name"),
    (
        "{\"a\":1,\"a\":2}",
        "a name may come twice; the last counts",
    ),
    ("{\"\\u0061\":1}", "a name may be escaped"),
    ("{\"a\\\"b\":1}", "a quote in a name"),
    ("null", "null alone is a text"),
    ("true", "a boolean alone is a text"),
    ("false", "the other one"),
    ("0", "a number alone is a text"),
    ("\"\"", "a string alone is a text, even an empty one"),
    ("-0", "minus zero"),
    ("-0.0", "minus zero with a fraction"),
    ("0.5", "a fraction after zero"),
    ("10", "a zero that does not lead"),
    ("1e5", "an exponent"),
    ("1E5", "a capital exponent"),
    ("1e+5", "an exponent with plus"),
    ("1e-5", "an exponent with minus"),
    ("1.5e5", "a fraction and an exponent"),
    ("0e0", "an exponent after zero"),
    ("0E+00", "an exponent may have leading zeros"),
    ("1e005", "so here"),
    ("-1.5E-7", "all parts of a number"),
    ("123456789012345678", "18 digits"),
    ("9223372036854775807", "the greatest i64"),
    ("-9223372036854775808", "the least i64"),
    ("18446744073709551615", "the greatest u64"),
    (
        "0.1000000000000000055511151231257827021181583404541015625",
        "more digits than are needed",
    ),
    ("\"abc\"", "letters"),
    ("\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"", "all short escapes"),
    ("\"\\u0000\"", "an escaped NUL"),
    ("\"\\u00e9\\u00E9\"", "digits of both cases"),
    ("\"\\u20ac\"", "a character of three bytes"),
    ("\"\\ud83d\\ude00\"", "a surrogate pair"),
    ("\"\\uD834\\uDd1e\"", "a surrogate pair of mixed case"),
    (
        "\"\\\\u0061\"",
        "an escaped backslash before what looks like an escape",
    ),
    ("\"\\\\\"", "an escaped backslash at the end"),
    ("\"\u{7f}\"", "DEL is no control character of JSON"),
    (
        "\"\u{80}\u{7ff}\u{800}\u{ffff}\u{10000}\u{10ffff}\"",
        "characters of each length",
    ),
    ("\"\u{2028}\u{2029}\"", "line separators of JavaScript"),
    ("\"\u{feff}\"", "a byte order mark inside of a string"),
    ("\"\\uFFFF\\uFDD0\"", "characters that are none"),
    ("\"12345678\"", "a string of eight bytes"),
    ("\"1234567\\n\"", "an escape at the eighth byte"),
    ("\"12345678\\n\"", "an escape at the ninth"),
    (
        "\"/*no comment*/ // none\"",
        "comments inside of a string are text",
    ),
    ("\"[1,2{:\"", "brackets inside of a string are text"),
    ("[null,true,false,0,\"\",[],{}]", "all kinds of values"),
    ("[\"a\"]\n", "a line end after the text"),
];

/// Texts that no parser may read.
const INVALID: &[(&str, &str)] = &[
    ("", "nothing"),
    (" ", "white space"),
    ("[", "an array that does not end"),
    ("]", "an array that does not start"),
    ("{", "an object that does not end"),
    ("}", "an object that does not start"),
    ("[}", "brackets that do not match"),
    ("{]", "brackets that do not match"),
    ("[1}", "brackets that do not match, after a value"),
    ("{\"a\":1]", "brackets that do not match, after a member"),
    ("[1,]", "a comma before the end"),
    ("[,1]", "a comma before the start"),
    ("[,]", "a comma alone"),
    ("[1,,2]", "two commas"),
    ("[1 2]", "no comma"),
    ("[1;2]", "another separator"),
    ("[1],", "a comma after the text"),
    ("[1]]", "a bracket too many"),
    ("[1]x", "something after the text"),
    ("1 2", "two texts"),
    ("{}{}", "two texts"),
    ("{\"a\":1,}", "a comma before the end of an object"),
    ("{,\"a\":1}", "a comma before the start of an object"),
    ("{\"a\":1 \"b\":2}", "no comma between members"),
    ("{\"a\" 1}", "no colon"),
    ("{\"a\"::1}", "two colons"),
    ("{\"a\",1}", "a comma for a colon"),
    ("{\"a\":}", "no value"),
    ("{\"a\"}", "neither colon nor value"),
    ("{:1}", "no name"),
    ("{a:1}", "a name without quotes"),
    ("{'a':1}", "single quotes"),
    ("{1:1}", "a number as a name"),
    ("{null:1}", "null as a name"),
    ("{[]:1}", "an array as a name"),
    ("['a']", "single quotes"),
    ("nul", "a word that ends early"),
    ("nulll", "a word that ends late"),
    ("nul1", "a word that goes wrong"),
    ("True", "words are in lower case"),
    ("NULL", "words are in lower case"),
    ("truefalse", "two words"),
    ("undefined", "a word of JavaScript"),
    ("NaN", "not a number"),
    ("-NaN", "not a number, negative"),
    ("Infinity", "no number of JSON"),
    ("-Infinity", "no number of JSON"),
    ("inf", "what Rust would read"),
    ("nan", "what Rust would read"),
    ("-inf", "what Rust would read"),
    ("+1", "a plus"),
    ("--1", "two signs"),
    ("-", "a sign alone"),
    ("- 1", "space after the sign"),
    ("-a", "a sign and no digit"),
    ("01", "a leading zero"),
    ("-01", "a leading zero after the sign"),
    ("00", "two zeros"),
    ("0x10", "hexadecimal"),
    ("1_000", "a separator of digits"),
    ("1 000", "space in a number"),
    (".5", "no digit before the point"),
    ("-.5", "no digit before the point"),
    ("1.", "no digit after the point"),
    ("1.e5", "no digit after the point"),
    ("1..5", "two points"),
    ("1.5.5", "two points"),
    ("1e", "no exponent"),
    ("1e+", "no digit in the exponent"),
    ("1ee5", "two exponents"),
    ("1e5.5", "a fraction in the exponent"),
    ("1e+-5", "two signs in the exponent"),
    ("1f", "a suffix"),
    ("\u{ff11}", "a digit of another script"),
    ("1e400", "more than a double holds"),
    ("-1e400", "less than a double holds"),
    ("\"", "a quote alone"),
    ("\"a", "a string that does not end"),
    ("a\"", "a string that does not start"),
    ("\"\\\"", "a string whose end is escaped"),
    ("\"\\", "a string that ends in a backslash"),
    ("\"\\x41\"", "an escape that JSON does not have"),
    ("\"\\a\"", "an escape that JSON does not have"),
    ("\"\\'\"", "an escape that JSON does not have"),
    ("\"\\0\"", "an escape that JSON does not have"),
    ("\"\\U0041\"", "a capital U"),
    ("\"\\é\"", "an escape of more than one byte"),
    ("\"\\u\"", "no digits"),
    ("\"\\u004\"", "three digits"),
    ("\"\\u00g0\"", "a letter that is no digit"),
    ("\"\\u+041\"", "a sign among the digits"),
    ("\"\\u 041\"", "space among the digits"),
    ("\"\\ud83d\"", "the high half of a pair alone"),
    ("\"\\ude00\"", "the low half alone"),
    ("\"\\ud83dx\"", "the high half before something else"),
    ("\"\\ud83d\\n\"", "the high half before another escape"),
    ("\"\\ud83d\\u0041\"", "the high half before a character"),
    ("\"\\ud83d\\ud83d\"", "two high halves"),
    ("\"\\ude00\\ud83d\"", "a pair the wrong way round"),
    (
        "\"\\ud83d\\u\"",
        "the high half before an escape without digits",
    ),
    ("\"\t\"", "a tab in a string"),
    ("\"\n\"", "a line end in a string"),
    ("\"\u{0}\"", "a NUL in a string"),
    ("\"\u{1f}\"", "the last control character in a string"),
    (
        "\"1234567\u{1f}\"",
        "a control character at the eighth byte",
    ),
    ("[\u{0}]", "a NUL between values"),
    ("[\u{c}]", "a form feed is no white space"),
    ("[\u{b}]", "nor is a vertical tab"),
    ("[\u{a0}]", "nor is a no-break space"),
    ("[\u{2060}]", "nor is a word joiner"),
    ("[1]//", "a comment after the text"),
    ("/**/[1]", "a comment before the text"),
    ("[1/**/]", "a comment inside"),
    ("#[1]", "a comment of another language"),
    ("[\"a\\u00", "an escape that ends early"),
    ("<html>", "another language"),
    ("$", "a dollar"),
    ("*", "a star"),
];

/// Bytes whose reading RFC 8259 leaves open, or that are no text at all.
const BYTES: &[(&[u8], bool, &str)] = &[
    (
        b"\xEF\xBB\xBF[]",
        false,
        "a byte order mark: refused, as serde_json does",
    ),
    (b"\xFE\xFF\x00[\x00]", false, "UTF-16: JSON is UTF-8"),
    (b"[\x00]\x00", false, "UTF-16 without a mark"),
    (b"\"\xFF\"", false, "a byte that is never UTF-8"),
    (b"\"\xC3\"", false, "a character cut short"),
    (b"\"\xC0\xAF\"", false, "a slash in two bytes"),
    (b"\"\xE0\x80\xAF\"", false, "a slash in three bytes"),
    (b"\"\xED\xA0\x80\"", false, "a surrogate in UTF-8"),
    (b"\"\xF4\x90\x80\x80\"", false, "a character above the last"),
    (b"[\xE5]", false, "a byte of Latin-1 between values"),
    (b"{\"\xB9\":0}", false, "a name that is no text"),
    (b"1e-400", true, "too small for a double: zero"),
    (b"0e400", true, "zero, however large the exponent"),
    (
        b"0e99999999999999999999",
        true,
        "zero, and the exponent above 64 bits",
    ),
    (
        b"1e-99999999999999999999",
        true,
        "zero, and the exponent below 64 bits",
    ),
    (
        b"1e99999999999999999999",
        false,
        "the exponent is above 64 bits",
    ),
    (
        b"18446744073709551616",
        true,
        "above u64: the nearest double",
    ),
    (
        b"-9223372036854775809",
        true,
        "below i64: the nearest double",
    ),
    (
        b"123456789012345678901234567890",
        true,
        "far above u64: the nearest double",
    ),
    (b"1.7976931348623157e308", true, "the greatest double"),
    (b"1.8e308", false, "just above it"),
    (b"5e-324", true, "the least double"),
    (b"{\"a\":1,\"a\":1}", true, "the same member twice"),
];

fn read(text: &[u8]) -> Result<Value, Fault> {
    json::from_slice(text)
}

/// Reads a text in every way, and checks that each agrees with `serde_json`.
fn compare(text: &[u8]) -> bool {
    let ours = read(text);
    let theirs = serde_json::from_slice::<Value>(text);
    let shown = String::from_utf8_lossy(text);
    assert_eq!(
        ours.is_ok(),
        theirs.is_ok(),
        "{shown:?}: {ours:?}, {theirs:?}"
    );
    if let (Ok(ours), Ok(theirs)) = (&ours, &theirs) {
        assert_eq!(ours, theirs, "{shown:?}");
        assert_eq!(
            json::to_vec(ours),
            serde_json::to_vec(theirs).unwrap(),
            "{shown:?}"
        );
    }
    if let Err(fault) = &ours {
        assert!(fault.offset() <= text.len(), "{shown:?}: {fault}");
    }
    // What is skipped may hold numbers that no type here holds.
    let skipped = json::from_slice::<Skipped>(text);
    assert!(
        skipped.is_ok() || ours.is_err(),
        "{shown:?}: read but not skipped"
    );
    ours.is_ok()
}

#[test]
fn what_is_json_is_read() {
    for (text, reason) in VALID {
        assert!(compare(text.as_bytes()), "{reason}: {text:?}");
    }
}

#[test]
fn what_is_not_json_is_refused() {
    for (text, reason) in INVALID {
        assert!(!compare(text.as_bytes()), "{reason}: {text:?}");
    }
}

#[test]
fn what_is_left_open_is_decided() {
    for (text, read, reason) in BYTES {
        assert_eq!(
            compare(text),
            *read,
            "{reason}: {}",
            String::from_utf8_lossy(text)
        );
    }
}

#[test]
fn cases_hold_inside_of_other_values() {
    for (text, _) in VALID {
        assert!(compare(format!("[{text}]").as_bytes()), "{text:?}");
        assert!(
            compare(format!("{{\"a\":{text},\"b\":0}}").as_bytes()),
            "{text:?}"
        );
    }
    for (text, _) in INVALID {
        compare(format!("[{text}]").as_bytes());
        compare(format!("{{\"a\":{text},\"b\":0}}").as_bytes());
    }
}

#[test]
fn skipping_is_as_strict_as_reading() {
    for (text, reason) in INVALID.iter().filter(|(text, _)| !text.ends_with("1e400")) {
        assert!(
            json::from_slice::<Skipped>(text.as_bytes()).is_err(),
            "{reason}: {text:?}"
        );
    }
}

fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        any::<i8>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        any::<f32>().prop_map(Value::from),
        any::<String>().prop_map(Value::from),
        "[a-z\"\\\\\u{0}-\u{1f}é😀]{0,20}".prop_map(Value::from),
    ];
    leaf.prop_recursive(6, 64, 8, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..8).prop_map(Value::from),
            prop::collection::vec((any::<String>(), inner), 0..8)
                .prop_map(|members| Value::from(members.into_iter().collect::<Map<_, _>>())),
        ]
    })
}

/// What a text is cut up and put together with: everything that means something to a parser.
const PIECES: &[&[u8]] = &[
    b"{",
    b"}",
    b"[",
    b"]",
    b",",
    b":",
    b"\"",
    b"\\",
    b"\\u",
    b"\\ud83d",
    b"\\ude00",
    b"\\n",
    b"\\/",
    b"0",
    b"1",
    b"9",
    b"00",
    b"-",
    b"+",
    b".",
    b"e",
    b"E",
    b"e5",
    b"e999",
    b"e-999",
    b" ",
    b"\t",
    b"\n",
    b"\x0C",
    b"\x00",
    b"\x1F",
    b"\x7F",
    b"\xFF",
    b"\xC3",
    b"\xA9",
    b"\xED\xA0\x80",
    b"null",
    b"true",
    b"false",
    b"nul",
    b"NaN",
    b"/",
    b"//",
    b"a",
    b"\"a\"",
    b"\"a\":",
    b"[]",
    b"{}",
    b"18446744073709551616",
    b"\xEF\xBB\xBF",
    "\u{2028}".as_bytes(),
    "é".as_bytes(),
];

#[derive(Clone, Debug)]
enum Edit {
    Insert(prop::sample::Index, &'static [u8]),
    Replace(prop::sample::Index, &'static [u8]),
    Remove(prop::sample::Index, usize),
    Repeat(prop::sample::Index, usize),
    Cut(prop::sample::Index),
}

fn any_edit() -> impl Strategy<Value = Edit> {
    let at = any::<prop::sample::Index>;
    let piece = prop::sample::select(PIECES);
    prop_oneof![
        4 => (at(), piece.clone()).prop_map(|(at, piece)| Edit::Insert(at, piece)),
        4 => (at(), piece).prop_map(|(at, piece)| Edit::Replace(at, piece)),
        3 => (at(), 1..4_usize).prop_map(|(at, count)| Edit::Remove(at, count)),
        2 => (at(), 1..9_usize).prop_map(|(at, count)| Edit::Repeat(at, count)),
        1 => at().prop_map(Edit::Cut),
    ]
}

fn edit(text: &mut Vec<u8>, edit: &Edit) {
    let place = |index: &prop::sample::Index| index.index(text.len() + 1);
    match edit {
        Edit::Insert(index, piece) => {
            let at = place(index);
            text.splice(at..at, piece.iter().copied());
        }
        Edit::Replace(index, piece) => {
            let at = place(index);
            let end = text.len().min(at + 1);
            text.splice(at..end, piece.iter().copied());
        }
        Edit::Remove(index, count) => {
            let at = place(index);
            let end = text.len().min(at + count);
            text.drain(at..end);
        }
        Edit::Repeat(index, count) => {
            let at = place(index);
            let end = text.len().min(at + count);
            text.extend_from_within(at..end);
        }
        Edit::Cut(index) => {
            let at = place(index);
            text.truncate(at);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn values_are_read_and_written_as_serde_json_does(value in any_json(), pretty: bool) {
        let text = if pretty { serde_json::to_vec_pretty(&value) } else { serde_json::to_vec(&value) };
        let text = text.unwrap();
        prop_assert!(compare(&text));
        prop_assert_eq!(read(&text).unwrap(), value);
    }

    #[test]
    fn broken_texts_are_refused_where_serde_json_refuses_them(
        value in any_json(),
        pretty: bool,
        edits in prop::collection::vec(any_edit(), 1..4),
    ) {
        let text = if pretty { serde_json::to_vec_pretty(&value) } else { serde_json::to_vec(&value) };
        let mut text = text.unwrap();
        for change in &edits {
            edit(&mut text, change);
        }
        compare(&text);
    }

    #[test]
    fn soups_are_refused_where_serde_json_refuses_them(
        pieces in prop::collection::vec(prop::sample::select(PIECES), 0..24),
    ) {
        compare(&pieces.concat());
    }

    #[test]
    fn numbers_are_what_serde_json_says(text in "-?[0-9]{1,25}(\\.[0-9]{1,25})?([eE][+-]?[0-9]{1,4})?") {
        compare(text.as_bytes());
    }

    #[test]
    fn strings_are_written_as_serde_json_does(text: String, mixed in "[a-z\"\\\\\u{0}-\u{1f}é😀]{0,40}") {
        for text in [text, mixed] {
            prop_assert_eq!(json::to_vec(&text), serde_json::to_vec(&text).unwrap());
            prop_assert_eq!(json::from_slice::<String>(&json::to_vec(&text)).unwrap(), text);
        }
    }
}
