//! Unions: the tag, the kind, and which arm explains a value best.

use restwright_runtime::Members;
use restwright_runtime::json::{
    self, Constant, Decode, Encode, Fault, Kind, Object, Probe, Reader, Rest, RestMut, Table,
};
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

/// An object of optional integers, and of members that no one names.
#[derive(Debug, Default)]
struct Shape<const ARM: usize> {
    fields: [Option<i64>; 3],
    other: Members,
}

static SHAPES: [Table; 3] = [
    Table::new(&["a", "b", "c"], &[]),
    Table::new(&["a", "b", "x"], &[0]),
    Table::new(&["a", "y", "z"], &[]).with_constants(&[Constant {
        name: "k",
        value: "\"two\"",
    }]),
];

impl<const ARM: usize> Object for Shape<ARM> {
    fn table(&self) -> &'static Table {
        &SHAPES[ARM]
    }

    fn member(&self, index: usize) -> Option<&dyn Encode> {
        self.fields.get(index).map(|field| field as &dyn Encode)
    }

    fn member_mut(&mut self, index: usize) -> Option<&mut dyn Decode> {
        self.fields
            .get_mut(index)
            .map(|field| field as &mut dyn Decode)
    }

    fn rest(&self) -> Option<&dyn Rest> {
        Some(&self.other)
    }

    fn rest_mut(&mut self) -> Option<&mut dyn RestMut> {
        Some(&mut self.other)
    }
}

impl<const ARM: usize> Decode for Shape<ARM> {
    fn blank() -> Shape<ARM> {
        Shape::default()
    }

    fn decode(&mut self, reader: &mut Reader<'_>) -> Result<(), Fault> {
        reader.object(self)
    }
}

#[test]
fn the_arm_that_explains_most_wins() {
    static ARMS: [Probe; 3] = [
        Reader::probe::<Shape<0>>,
        Reader::probe::<Shape<1>>,
        Reader::probe::<Shape<2>>,
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
#[derive(Debug, Default)]
struct Closed(Shape<0>);

impl Object for Closed {
    fn table(&self) -> &'static Table {
        self.0.table()
    }

    fn member(&self, index: usize) -> Option<&dyn Encode> {
        self.0.member(index)
    }

    fn member_mut(&mut self, index: usize) -> Option<&mut dyn Decode> {
        self.0.member_mut(index)
    }
}

impl Decode for Closed {
    fn blank() -> Closed {
        Closed::default()
    }

    fn decode(&mut self, reader: &mut Reader<'_>) -> Result<(), Fault> {
        reader.object(self)
    }
}

#[test]
fn an_arm_that_would_drop_a_member_is_no_better_for_not_looking_into_it() {
    /// An object whose only member is a list of objects.
    #[derive(Debug, Default)]
    struct Holder(Option<Vec<Shape<0>>>, Members);
    static HOLDER: Table = Table::new(&["list"], &[]);
    impl Object for Holder {
        fn table(&self) -> &'static Table {
            &HOLDER
        }

        fn member(&self, _: usize) -> Option<&dyn Encode> {
            None
        }

        fn member_mut(&mut self, _: usize) -> Option<&mut dyn Decode> {
            Some(&mut self.0)
        }

        fn rest_mut(&mut self) -> Option<&mut dyn RestMut> {
            Some(&mut self.1)
        }
    }
    impl Decode for Holder {
        fn blank() -> Holder {
            Holder::default()
        }

        fn decode(&mut self, reader: &mut Reader<'_>) -> Result<(), Fault> {
            reader.object(self)
        }
    }
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

#[test]
fn an_arm_that_has_null_wins_over_one_that_reads_it_as_absence() {
    /// Shape 0 with members that null is a value of.
    #[derive(Debug, Default)]
    #[expect(clippy::option_option, reason = "absent, null and a value are three")]
    struct Nullable([Option<Option<i64>>; 3], Members);
    impl Object for Nullable {
        fn table(&self) -> &'static Table {
            &SHAPES[0]
        }

        fn member(&self, index: usize) -> Option<&dyn Encode> {
            self.0.get(index).map(|field| field as &dyn Encode)
        }

        fn member_mut(&mut self, index: usize) -> Option<&mut dyn Decode> {
            self.0.get_mut(index).map(|field| field as &mut dyn Decode)
        }

        fn rest_mut(&mut self) -> Option<&mut dyn RestMut> {
            Some(&mut self.1)
        }
    }
    impl Decode for Nullable {
        fn blank() -> Nullable {
            Nullable::default()
        }

        fn decode(&mut self, reader: &mut Reader<'_>) -> Result<(), Fault> {
            reader.object(self)
        }
    }
    static ARMS: [Probe; 2] = [Reader::probe::<Shape<0>>, Reader::probe::<Nullable>];
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
    static ANY_FIRST: [Probe; 2] = [Reader::probe::<Value>, Reader::probe::<Shape<0>>];
    static MAP: [Probe; 3] = [
        Reader::probe::<Members>,
        Reader::probe::<BTreeMap<String, i64>>,
        Reader::probe::<Shape<0>>,
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

/// A union inside of itself: each level could multiply the work by the number of arms.
#[derive(Debug, Default)]
struct Nested<const ARM: usize> {
    child: Option<Box<Union>>,
}

/// The arm that was chosen, and what is inside.
#[derive(Debug, Default)]
struct Union(Option<(usize, Option<Box<Union>>)>);

static NESTED: [Table; 3] = [
    Table::new(&["child"], &[]),
    Table::new(&["child"], &[]),
    Table::new(&["child"], &[]),
];

impl<const ARM: usize> Object for Nested<ARM> {
    fn table(&self) -> &'static Table {
        &NESTED[ARM]
    }

    fn member(&self, _: usize) -> Option<&dyn Encode> {
        None
    }

    fn member_mut(&mut self, index: usize) -> Option<&mut dyn Decode> {
        (index == 0).then_some(&mut self.child as &mut dyn Decode)
    }
}

impl<const ARM: usize> Decode for Nested<ARM> {
    fn blank() -> Nested<ARM> {
        Nested::default()
    }

    fn decode(&mut self, reader: &mut Reader<'_>) -> Result<(), Fault> {
        reader.object(self)
    }
}

impl Decode for Union {
    fn blank() -> Union {
        Union::default()
    }

    fn decode(&mut self, reader: &mut Reader<'_>) -> Result<(), Fault> {
        static ARMS: [Probe; 3] = [
            Reader::probe::<Nested<0>>,
            Reader::probe::<Nested<1>>,
            Reader::probe::<Nested<2>>,
        ];
        self.0 = match reader.choose(&ARMS) {
            Some(0) => Some((0, reader.value::<Nested<0>>()?.child)),
            Some(1) => Some((1, reader.value::<Nested<1>>()?.child)),
            Some(2) => Some((2, reader.value::<Nested<2>>()?.child)),
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
