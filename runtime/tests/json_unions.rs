//! Unions: the tag, the kind, and which arm explains a value best.

use restwright_runtime::Members;
use restwright_runtime::json::{self, Kind, Reader, Union};
use serde_json::Value;
use std::collections::BTreeMap;
use std::time::{Duration, Instant};

#[test]
fn the_kind_is_seen_without_reading() {
    for (text, kind) in [
        ("null", Kind::Null),
        (" true", Kind::Bool),
        ("\tfalse", Kind::Bool),
        ("\n-1", Kind::Number),
        ("\"\"", Kind::String),
        ("[]", Kind::Array),
        ("{}", Kind::Object),
    ] {
        let mut reader = Reader::new(text);
        assert_eq!(reader.kind(), kind, "{text}");
        assert!(reader.any().is_ok());
    }
}

#[test]
fn the_tag_is_found_wherever_it_stands() {
    for (text, tag) in [
        (r#"{"kind":"cat"}"#, Some("cat")),
        (r#"{"a":{"kind":"cat"},"kind":"dog"}"#, Some("dog")),
        (
            r#" { "a" : [ "kind" ] , "\u006bind" : "d\u006fg" }"#,
            Some("dog"),
        ),
        (r#"{"kind":"cow"}"#, Some("cow")),
        (r#"{"kind":7}"#, Some("7")),
        (r#"{"kind":["cat"]}"#, None),
        (r#"{"kind":null}"#, Some("null")),
        ("{}", None),
        ("[]", None),
        (r#"{"a":x,"kind":"cat"}"#, None),
        (r#"{"kind":"cat","kind":"dog"}"#, Some("cat")),
    ] {
        let reader = Reader::new(text);
        assert_eq!(reader.tag("kind").as_deref(), tag, "{text}");
    }
}

/// Unions of these types, without tags.
macro_rules! unions {
    ($($name:ident: $($arm:ident($held:ty))*;)*) => {$(
        #[allow(dead_code, reason = "they are read, and seen by their places")]
        enum $name {
            $($arm($held),)*
            Other(Value),
        }

        json::union! {
            $name {
                $($arm;)*
            }
            other Other;
        }
    )*};
}

unions! {
    Shapes: First(Shape0) Second(Shape1) Third(Shape2);
    ClosedOrHolder: Closed(Closed) Holder(Holder);
    ShapeOrNullable: Shape(Shape0) Nullable(Nullable);
    AnyFirst: Any(Value) Shape(Shape0);
    Maps: Members(Members) Map(BTreeMap<String, i64>) Shape(Shape0);
    Scalars: Any(Value) Boolean(bool) Integer(i64) Text(String);
    OneOrText: One(One) Text(String);
    Nested: First(Box<Nested0>) Second(Box<Nested1>) Third(Box<Nested2>);
}

/// The place of the arm that a text is read as; `None` for any other JSON.
fn choice<T: Union + json::Decode>(text: &str) -> Option<usize> {
    let union: T = json::from_slice(text.as_bytes()).unwrap_or_else(|fault| panic!("{fault}"));
    let arm = union.arm();
    (arm.index < arm.table.arms.len()).then_some(arm.index)
}

/// Objects of optional integers, and of members that no one names.
struct Shape0 {
    a: Option<i64>,
    b: Option<i64>,
    c: Option<i64>,
    other: Members,
}

json::object! {
    Shape0 {
        a: optional "a";
        b: optional "b";
        c: optional "c";
    }
    rest other;
}

/// One that requires a member.
struct Shape1 {
    a: Option<i64>,
    b: Option<i64>,
    x: Option<i64>,
    other: Members,
}

json::object! {
    Shape1 {
        a: required "a";
        b: optional "b";
        x: optional "x";
    }
    rest other;
}

/// One with a member whose value is fixed.
struct Shape2 {
    a: Option<i64>,
    y: Option<i64>,
    z: Option<i64>,
    other: Members,
}

json::object! {
    Shape2 {
        a: optional "a";
        y: optional "y";
        z: optional "z";
    }
    rest other;
    fixed { "k": "\"two\""; }
}

#[test]
fn the_arm_that_explains_most_wins() {
    for (text, expected) in [
        (r#"{"a":1,"b":2}"#, Some(0)),       // equally well: the first
        (r#"{"a":1,"b":2,"x":3}"#, Some(1)), // fewest unknown
        (r#"{"x":3}"#, Some(0)),             // the second lacks `a`
        (r#"{"a":1,"k":"two"}"#, Some(2)),   // a fixed value is known
        (r#"{"a":1,"k":"three","y":1,"z":2}"#, Some(2)), // another is not, but the rest is
        (r#"{"y":1,"z":2}"#, Some(0)),       // without its fixed value it is no third shape
        (r#"{"a":"text","y":1,"k":"two"}"#, Some(2)), // odd in each that is left: the most known
        (r#"{"a":"text"}"#, Some(0)),
        ("[]", None),
        ("{}", Some(0)),
    ] {
        assert_eq!(choice::<Shapes>(text), expected, "{text}");
    }
}

/// An object that forbids other members.
struct Closed {
    a: Option<i64>,
    b: Option<i64>,
    c: Option<i64>,
}

json::object! {
    Closed {
        a: optional "a";
        b: optional "b";
        c: optional "c";
    }
}

/// An object whose only member is a list of objects.
struct Holder {
    list: Option<Vec<Shape0>>,
    other: Members,
}

json::object! {
    Holder {
        list: optional "list";
    }
    rest other;
}

#[test]
fn an_arm_that_would_drop_a_member_is_no_better_for_not_looking_into_it() {
    for (text, expected) in [
        (r#"{"a":1}"#, 0),
        (r#"{"list":[{"a":1,"new":{"b":2}}],"other":null}"#, 1),
        (r#"{"list":[],"other":{"a":[]}}"#, 1),
        (r#"{"a":1,"b":2,"new":[1,2,3]}"#, 0), // it knows the most, and drops what is new
        (r#"{"new":1}"#, 1),                   // neither knows it, and the second keeps it
        ("{}", 0),
    ] {
        assert_eq!(choice::<ClosedOrHolder>(text), Some(expected), "{text}");
    }
}

/// Shape 0 with members that null is a value of.
#[expect(clippy::option_option, reason = "absent, null and a value are three")]
struct Nullable {
    a: Option<Option<i64>>,
    b: Option<Option<i64>>,
    other: Members,
}

json::object! {
    Nullable {
        a: optional "a";
        b: optional "b";
    }
    rest other;
}

#[test]
fn an_arm_that_has_null_wins_over_one_that_reads_it_as_absence() {
    for (text, expected) in [
        (r#"{"a":null}"#, 1),
        (r#"{"a":1,"b": null}"#, 1),
        (r#"{"a":1}"#, 0),
        (r#"{"q":null}"#, 0),
    ] {
        assert_eq!(choice::<ShapeOrNullable>(text), Some(expected), "{text}");
    }
}

#[test]
fn any_json_explains_nothing() {
    assert_eq!(choice::<AnyFirst>(r#"{"a":1,"q":{"r":{"s":1}}}"#), Some(1));
    assert_eq!(choice::<AnyFirst>("7"), Some(0));
    assert_eq!(choice::<Maps>(r#"{"q":1}"#), Some(1));
    assert_eq!(choice::<Maps>(r#"{"a":1}"#), Some(2));
    assert_eq!(choice::<Maps>(r#"{"q":"r"}"#), Some(0));
    assert_eq!(choice::<Scalars>("true"), Some(1));
    assert_eq!(choice::<Scalars>("1"), Some(2));
    assert_eq!(choice::<Scalars>("1.5"), Some(0));
    assert_eq!(choice::<Scalars>(r#""s""#), Some(3));
}

/// An open enumeration with one value.
#[derive(Clone, Debug)]
enum One {
    One,
    Other(String),
}

json::texts! {
    One {
        One = "one";
    }
    other Other;
}

#[test]
fn an_unlisted_value_is_explained_worse_than_any_text() {
    assert_eq!(choice::<OneOrText>(r#""one""#), Some(0));
    assert_eq!(choice::<OneOrText>(r#""two""#), Some(1));
}

#[test]
fn texts_are_equal_and_ordered_as_texts() {
    assert_eq!(One::One, One::Other("one".to_owned()));
    assert_eq!(One::One, "one");
    assert_eq!("two".parse::<One>(), Ok(One::Other("two".to_owned())));
    let (two, an) = (One::from("two"), One::from("an"));
    assert!(One::One < two && an < One::One);
    assert_eq!(String::from(One::One), "one");
    assert_eq!(One::from("two").as_ref(), "two");
}

/// A union by tag.
enum Tagged {
    First(Shape0),
    Second(Box<Shape1>),
    Other(Value),
}

json::union! {
    Tagged {
        First(Shape0): "first" | "1";
        Second(Shape1): "second";
    }
    other Other;
    tag "kind";
}

#[test]
fn a_union_is_cloned_compared_and_printed_as_its_arm() {
    for (text, expected) in [
        (r#"{"kind":"first","a":1}"#, Some(0)),
        (r#"{"kind":1}"#, Some(0)),
        (r#"{"a":1,"kind":"second"}"#, Some(1)),
        (r#"{"kind":"third"}"#, None),
        ("7", None),
    ] {
        assert_eq!(choice::<Tagged>(text), expected, "{text}");
        let union: Tagged = json::from_slice(text.as_bytes()).unwrap();
        let copy = union.clone();
        assert_eq!(copy, union);
        assert_eq!(
            json::to_value(&copy),
            json::from_slice::<Value>(text.as_bytes()).unwrap()
        );
    }
    let first: Tagged = json::from_slice(br#"{"kind":"first","a":1}"#).unwrap();
    let other: Tagged = json::from_slice(br#"{"kind":"first","a":2}"#).unwrap();
    assert_ne!(first, other);
    assert_ne!(Tagged::from(shape0()), first);
    assert_eq!(
        format!("{first:?}"),
        "First(Shape0 { a: Some(1), b: None, c: None, other: {\"kind\": String(\"first\")} })"
    );
}

fn shape0() -> Shape0 {
    json::from_slice(b"{}").unwrap()
}

/// Unions inside of each other: each level could multiply the work by the number of arms.
macro_rules! nested {
    ($($name:ident)*) => {$(
        struct $name {
            child: Option<Nested>,
        }

        json::object! {
            $name {
                child: optional "child";
            }
            impl Default;
        }
    )*};
}

nested! { Nested0 Nested1 Nested2 }

fn depth(union: &Nested) -> usize {
    let child = match union {
        Nested::First(nested) => &nested.child,
        Nested::Second(nested) => &nested.child,
        Nested::Third(nested) => &nested.child,
        Nested::Other(_) => return 0,
    };
    1 + child.as_ref().map_or(0, depth)
}

#[test]
fn nested_choices_do_not_multiply() {
    let started = Instant::now();
    let text = format!("{}7{}", "{\"child\":".repeat(120), "}".repeat(120));
    let union: Nested = json::from_slice(text.as_bytes()).unwrap();
    assert_eq!(depth(&union), 120);
    assert!(started.elapsed() < Duration::from_secs(5));
}

/// A union whose arms share a tag, of which one does not declare it, and one is for any other.
#[non_exhaustive]
enum Hinted {
    First(Shape0),
    Second(Shape1),
    Third(Box<Shape2>),
    Map(BTreeMap<String, i64>),
    Other(Value),
}

json::union! {
    Hinted {
        First(Shape0): "shape", writes "\"shape\"";
        Second(Shape1): "shape" | "form", writes "\"shape\"";
        Third(Shape2): "third", writes "3";
        Map(BTreeMap<String, i64>);
    }
    other Other;
    tag "kind";
}

#[test]
fn arms_that_share_a_tag_compete_and_have_it_written() {
    let cases = [
        (r#"{"kind":"shape","a":1,"b":2,"c":3}"#, Some(0)),
        (r#"{"kind":"shape","a":1,"x":1}"#, Some(1)),
        (r#"{"kind":"form","a":1}"#, Some(1)),
        (r#"{"a":1}"#, Some(3)),
        (r#"{"kind":"fourth"}"#, None),
        ("[]", None),
    ];
    for (text, expected) in cases {
        assert_eq!(choice::<Hinted>(text), expected, "{text}");
        let union: Hinted = json::from_slice(text.as_bytes()).unwrap();
        let came: Value = json::from_slice(text.as_bytes()).unwrap();
        assert_eq!(json::to_value(&union), came);
    }
    let made = Hinted::from(shape0());
    let text = json::to_string(&made);
    assert!(text.starts_with(r#"{"kind":"shape""#), "{text}");
    assert_eq!(json::from_slice::<Hinted>(text.as_bytes()).unwrap(), made);
    assert_eq!(
        json::to_string(&Hinted::from(BTreeMap::from([("a".to_owned(), 1)]))),
        r#"{"a":1}"#
    );
}
