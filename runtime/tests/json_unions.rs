//! Unions: the tag, the kind, and which arm explains a value best.

use restwright_runtime::Members;
use restwright_runtime::json::{self, Decode, Encode, Fault, Kind, Probe, Reader};
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
        (r#"{"kind":"cat"}"#, Some(0)),
        (r#"{"a":{"kind":"cat"},"kind":"dog"}"#, Some(1)),
        (
            r#" { "a" : [ "kind" ] , "\u006bind" : "d\u006fg" }"#,
            Some(1),
        ),
        (r#"{"kind":"cow"}"#, None),
        (r#"{"kind":7}"#, Some(2)),
        (r#"{"kind":["cat"]}"#, None),
        (r#"{"kind":null}"#, None),
        ("{}", None),
        ("[]", None),
        (r#"{"a":x,"kind":"cat"}"#, None),
        (r#"{"kind":"cat","kind":"dog"}"#, Some(0)),
    ] {
        let reader = Reader::new(text);
        assert_eq!(reader.tag("kind", &["cat", "dog", "7"]), tag, "{text}");
    }
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
    static ARMS: [Probe; 3] = [
        Reader::probe::<Shape0>,
        Reader::probe::<Shape1>,
        Reader::probe::<Shape2>,
    ];
    for (text, choice) in [
        (r#"{"a":1,"b":2}"#, Some(0)),       // equally well: the first
        (r#"{"a":1,"b":2,"x":3}"#, Some(1)), // fewest unknown
        (r#"{"x":3}"#, Some(0)),             // the second lacks `a`
        (r#"{"a":1,"k":"two"}"#, Some(2)),   // a fixed value is known
        (r#"{"a":1,"k":"three","y":1,"z":2}"#, Some(2)), // another is not, but the rest is
        (r#"{"y":1,"z":2}"#, Some(0)),       // without its fixed value it is no third shape
        (r#"{"a":"text"}"#, None),
        ("[]", None),
        ("{}", Some(0)),
    ] {
        let mut reader = Reader::new(text);
        assert_eq!(reader.choose(&ARMS), choice, "{text}");
        assert!(reader.any().is_ok(), "nothing is consumed");
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
    static ARMS: [Probe; 2] = [Reader::probe::<Closed>, Reader::probe::<Holder>];
    for (text, choice) in [
        (r#"{"a":1}"#, 0),
        (r#"{"list":[{"a":1,"new":{"b":2}}],"other":null}"#, 1),
        (r#"{"list":[],"other":{"a":[]}}"#, 1),
        (r#"{"a":1,"b":2,"new":[1,2,3]}"#, 0), // it knows the most, and drops what is new
        (r#"{"new":1}"#, 1),                   // neither knows it, and the second keeps it
        ("{}", 0),
    ] {
        let mut reader = Reader::new(text);
        assert_eq!(reader.choose(&ARMS), Some(choice), "{text}");
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
    static ARMS: [Probe; 2] = [Reader::probe::<Shape0>, Reader::probe::<Nullable>];
    for (text, choice) in [
        (r#"{"a":null}"#, 1),
        (r#"{"a":1,"b": null}"#, 1),
        (r#"{"a":1}"#, 0),
        (r#"{"q":null}"#, 0),
    ] {
        assert_eq!(Reader::new(text).choose(&ARMS), Some(choice), "{text}");
    }
}

#[test]
fn any_json_explains_nothing() {
    static ANY_FIRST: [Probe; 2] = [Reader::probe::<Value>, Reader::probe::<Shape0>];
    static MAP: [Probe; 3] = [
        Reader::probe::<Members>,
        Reader::probe::<BTreeMap<String, i64>>,
        Reader::probe::<Shape0>,
    ];
    static SCALARS: [Probe; 4] = [
        Reader::probe::<Value>,
        Reader::probe::<bool>,
        Reader::probe::<i64>,
        Reader::probe::<String>,
    ];
    let choose = |text, arms| Reader::new(text).choose(arms);
    assert_eq!(choose(r#"{"a":1,"q":{"r":{"s":1}}}"#, &ANY_FIRST), Some(1));
    assert_eq!(choose("7", &ANY_FIRST), Some(0));
    assert_eq!(choose(r#"{"q":1}"#, &MAP), Some(1));
    assert_eq!(choose(r#"{"a":1}"#, &MAP), Some(2));
    assert_eq!(choose(r#"{"q":"r"}"#, &MAP), Some(0));
    assert_eq!(choose("true", &SCALARS), Some(1));
    assert_eq!(choose("1", &SCALARS), Some(2));
    assert_eq!(choose("1.5", &SCALARS), Some(0));
    assert_eq!(choose(r#""s""#, &SCALARS), Some(3));
}

/// An open enumeration with one value, as emitted.
struct Constant1;

impl Decode for Constant1 {
    fn blank() -> Constant1 {
        Constant1
    }

    fn decode(&mut self, reader: &mut Reader<'_>) -> Result<(), Fault> {
        if reader.string()? != "one" {
            reader.unlisted();
        }
        Ok(())
    }
}

#[test]
fn an_unlisted_value_is_explained_worse_than_any_text() {
    static ARMS: [Probe; 2] = [Reader::probe::<Constant1>, Reader::probe::<String>];
    assert_eq!(Reader::new(r#""one""#).choose(&ARMS), Some(0));
    assert_eq!(Reader::new(r#""two""#).choose(&ARMS), Some(1));
}

/// Unions inside of each other: each level could multiply the work by the number of arms.
macro_rules! nested {
    ($($name:ident)*) => {$(
        struct $name {
            child: Option<Box<Union>>,
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

/// The arm that was chosen, and what is inside.
#[derive(Clone, Debug, Default, PartialEq)]
struct Union(Option<(usize, Option<Box<Union>>)>);

impl Encode for Union {}

impl Decode for Union {
    fn blank() -> Union {
        Union::default()
    }

    fn decode(&mut self, reader: &mut Reader<'_>) -> Result<(), Fault> {
        static ARMS: [Probe; 3] = [
            Reader::probe::<Nested0>,
            Reader::probe::<Nested1>,
            Reader::probe::<Nested2>,
        ];
        self.0 = match reader.choose(&ARMS) {
            Some(0) => Some((0, reader.value::<Nested0>()?.child)),
            Some(1) => Some((1, reader.value::<Nested1>()?.child)),
            Some(2) => Some((2, reader.value::<Nested2>()?.child)),
            _ => reader.any().map(|_| None)?,
        };
        Ok(())
    }
}

fn depth(union: &Union) -> usize {
    match &union.0 {
        None => 0,
        Some((_, child)) => 1 + child.as_ref().map_or(0, |child| depth(child)),
    }
}

#[test]
fn nested_choices_do_not_multiply() {
    let started = Instant::now();
    let text = format!("{}7{}", "{\"child\":".repeat(120), "}".repeat(120));
    let union: Union = json::from_slice(text.as_bytes()).unwrap();
    assert_eq!(depth(&union), 120);
    assert!(started.elapsed() < Duration::from_secs(5));
}
