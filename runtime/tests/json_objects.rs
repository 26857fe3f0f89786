//! Objects through tables: presence, members kept, duplicates, fixed values, depth, faults with paths.
//!
//! `Item` is written by hand as the generator would emit it; a change here is a change there.
#![allow(
    clippy::option_option,
    reason = "absent, null and a value are three things"
)]

use restwright_runtime::Members;
use restwright_runtime::json::{
    self, DEPTH_LIMIT, Decode, Encode, Entry, Fault, FaultKind, Member, Table, Visit, VisitMut,
};
use serde_json::{Value, json};
use std::collections::BTreeMap;

struct Item {
    name: String,
    count: Option<i64>,
    /// Optional and nullable.
    note: Option<Option<String>>,
    children: Option<Vec<Item>>,
    by_name: Option<BTreeMap<String, Item>>,
    /// Required and nullable.
    owner: Option<String>,
    /// Required, so that a duplicate is read into the same value again.
    limits: Limits,
    other: Members,
}

json::object! {
    Item {
        name: required "name";
        count: optional "count";
        note: optional "note";
        children: optional "children";
        by_name: optional "by name";
        owner: required "owner";
        limits: required "limits";
    }
    rest other;
}

/// Members beyond the table have a type; one is fixed.
struct Limits {
    upper: Option<f64>,
    inner: Option<Option<bool>>,
    more: Members,
}

json::object! {
    Limits {
        upper: optional "upper";
        inner: optional "inner";
    }
    rest more;
    fixed {
        "kind": "\"limits\"";
        "v": "2";
    }
}

fn item(text: &str) -> Item {
    read(text).unwrap_or_else(|fault| panic!("{text}: {fault}"))
}

fn read(text: &str) -> Result<Item, Fault> {
    json::from_slice_strict(text.as_bytes())
}

/// The text of an item with these members and all that is required.
fn with(members: &str) -> String {
    format!(r#"{{"name":"a",{members}"owner":null,"limits":{{"kind":"limits","v":2}}}}"#)
}

#[test]
fn what_is_read_is_written_again() {
    for members in [
        "",
        r#""count":3,"#,
        r#""note":null,"#,
        r#""note":"n","#,
        r#""children":[],"#,
        r#""by name":{},"#,
    ] {
        assert_eq!(json::to_string(&item(&with(members))), with(members));
    }
}

#[test]
fn absent_null_and_a_value_are_three_things() {
    assert_eq!(item(&with("")).note, None);
    assert_eq!(item(&with(r#""note":null,"#)).note, Some(None));
    assert_eq!(
        item(&with(r#""note":"n","#)).note,
        Some(Some("n".to_owned()))
    );
}

#[test]
fn null_is_none_where_a_value_is_optional() {
    assert_eq!(
        item(&with(r#""count":null,"children":null,"#)),
        item(&with(""))
    );
    let any: Option<Value> = json::from_slice(b"null").unwrap();
    assert_eq!(any, Some(Value::Null));
}

#[test]
fn members_may_come_in_any_order_and_with_any_space() {
    let text = "\n{ \"limits\" :\t{ \"v\":2 ,\"kind\": \"limits\"\r} , \"owner\" : null,\"count\":1, \"name\":\"\\u0061\" } \n";
    assert_eq!(item(text), item(&with(r#""count":1,"#)));
}

#[test]
fn names_may_be_escaped() {
    assert_eq!(item(&with(r#""\u0063ount":3,"#)).count, Some(3));
    assert_eq!(
        item(&with(r#""by\u0020name":{},"#)).by_name,
        Some(BTreeMap::new())
    );
}

#[test]
fn members_beyond_the_table_are_kept() {
    let text = with(r#""x":[1,{"y":null}],"":0,"na":1,"names":2,"#);
    let item = item(&text);
    assert_eq!(item.other.len(), 4);
    assert_eq!(item.other.get("x"), Some(&json!([1, {"y": null}])));
    let written: Value = serde_json::from_slice(&json::to_vec(&item)).unwrap();
    assert_eq!(written, serde_json::from_str::<Value>(&text).unwrap());
}

#[test]
fn the_last_of_duplicates_wins() {
    let twice = item(&with(
        r#""count":1,"note":"n","count":2,"note":null,"x":1,"x":2,"#,
    ));
    assert_eq!((twice.count, &twice.note), (Some(2), &Some(None)));
    assert_eq!(twice.other.get("x"), Some(&json!(2)));

    let lists =
        item(&with(r#""children":[1],"children":[],"#).replace("[1]", &format!("[{}]", with(""))));
    assert_eq!(lists.children, Some(vec![]));
}

#[test]
fn nothing_of_an_earlier_duplicate_is_left() {
    let first = r#""limits":{"upper":1,"inner":true,"x":1},"#;
    assert_eq!(item(&with(first)), item(&with("")));
    let kept = item(&with(first).replace(r#""v":2"#, r#""upper":2"#));
    assert_eq!((kept.limits.upper, kept.limits.inner), (Some(2.0), None));
    assert!(kept.limits.more.is_empty());
}

#[test]
fn what_is_fixed_is_written_unless_something_else_came() {
    let limits = Limits {
        upper: Some(1.5),
        inner: None,
        more: Members::new(),
    };
    assert_eq!(
        json::to_string(&limits),
        r#"{"kind":"limits","v":2,"upper":1.5}"#
    );

    let absent: Limits = json::from_slice(b"{}").unwrap();
    assert_eq!(json::to_string(&absent), r#"{"kind":"limits","v":2}"#);

    let text = r#"{"v":2,"upper":1.5,"kind":["other"]}"#;
    let other: Limits = json::from_slice(text.as_bytes()).unwrap();
    assert_eq!(other.more.get("kind"), Some(&json!(["other"])));
    assert_eq!(json::to_string(&other), text);

    let spaced: Limits = json::from_slice(br#"{"kind" : "lim\u0069ts", "v" : 2 }"#).unwrap();
    assert!(spaced.more.is_empty());
}

#[test]
fn faults_say_where_and_what() {
    let long = "x".repeat(60);
    for (text, path, message) in [
        (
            with(r#""count":"3","#),
            "$.count",
            r#"expected an integer of 64 bits, found "3""#.to_owned(),
        ),
        (
            with(r#""count":1.5,"#),
            "$.count",
            "1.5 does not fit an integer of 64 bits".to_owned(),
        ),
        (
            with(r#""name":null,"#),
            "$.name",
            "expected a string, found null".to_owned(),
        ),
        (
            with(r#""note":[1],"#),
            "$.note",
            "expected a string, found an array".to_owned(),
        ),
        (
            with(r#""children":{"a":1},"#),
            "$.children",
            "expected an array, found an object".to_owned(),
        ),
        (
            with(r#""children":[[]],"#),
            "$.children[0]",
            "expected an object, found an array".to_owned(),
        ),
        (
            with(&format!(r#""children":[{},{{"name":""}}],"#, with(""))),
            "$.children[1]",
            r#"missing member "owner""#.to_owned(),
        ),
        (
            with(r#""by name":{"it":{"by name":{"a\"b":{"limits":7}}}},"#),
            r#"$["by name"].it["by name"]["a\"b"].limits"#,
            "expected an object, found 7".to_owned(),
        ),
        (
            with(r#""x":{"é":[1,tru]},"#),
            "$.x.é[1]",
            "expected a value".to_owned(),
        ),
        (
            with(&format!(r#""count":"{long}","#)),
            "$.count",
            format!(r#"expected an integer of 64 bits, found "{}…"#, &long[..39]),
        ),
        (
            r#"{"name":"a","limits":{}}"#.to_owned(),
            "$",
            r#"missing member "owner""#.to_owned(),
        ),
        (
            "[]".to_owned(),
            "$",
            "expected an object, found an array".to_owned(),
        ),
        (String::new(), "$", "the text ends too early".to_owned()),
        (
            with("") + "x",
            "$",
            "expected the end of the text".to_owned(),
        ),
    ] {
        let fault = read(&text).unwrap_err();
        assert_eq!(
            (fault.path().as_str(), fault.kind().to_string()),
            (path, message),
            "{text}"
        );
    }
}

#[test]
fn faults_point_at_the_byte() {
    let fault = read(r#"{"name": "a", "count": "#).unwrap_err();
    assert_eq!((fault.offset(), fault.kind()), (23, &FaultKind::End));
    let fault = read(r#"{"name": "a", "count":  true}"#).unwrap_err();
    assert_eq!((fault.offset(), fault.path().as_str()), (24, "$.count"));
    for empty in [" { }", " { \"count\":1}"] {
        assert_eq!(read(empty).unwrap_err().offset(), 1);
    }
    assert_eq!(
        fault.to_string(),
        "expected an integer of 64 bits, found true at $.count (byte 24)"
    );
}

#[test]
fn bytes_that_are_no_text_have_a_path_too() {
    let mut text = with(r#""x":[0,"?"],"#).into_bytes();
    let at = text.iter().position(|byte| *byte == b'?').unwrap();
    text[at] = 0xFF;
    let fault = json::from_slice::<Item>(&text).unwrap_err();
    assert_eq!(
        (fault.kind(), fault.path().as_str()),
        (&FaultKind::Utf8, "$.x[1]")
    );
    assert_eq!(fault.offset(), at);
}

#[test]
fn every_way_to_cut_a_text_is_a_fault() {
    let text = with(r#""note":"\u00e9\ud83d\ude00","count":-1.0e1,"by name":{"é":null},"#);
    let text = text.replace("null},", &format!("{}}},", with("")));
    assert!(read(&text).is_ok());
    for end in 0..text.len() {
        assert!(
            json::from_slice::<Item>(&text.as_bytes()[..end]).is_err(),
            "{end}"
        );
    }
}

#[test]
fn nesting_is_limited() {
    let nested = |levels: usize| format!("{}{}", "[".repeat(levels), "]".repeat(levels));
    let deepest = usize::from(DEPTH_LIMIT);
    assert!(json::from_slice::<Value>(nested(deepest).as_bytes()).is_ok());
    for levels in [deepest + 1, 10_000] {
        let fault = json::from_slice::<Value>(nested(levels).as_bytes()).unwrap_err();
        assert_eq!(fault.kind(), &FaultKind::Depth);
    }
    for unclosed in ["[", "{\"a\":", "{\"children\":[", "{\"by name\":{\"x\":"] {
        let text = unclosed.repeat(10_000);
        assert!(json::from_slice::<Value>(text.as_bytes()).is_err());
        assert!(read(&text).is_err());
    }
    assert!(
        json::from_slice::<Value>(format!("[{}]", "[],".repeat(10_000) + "[]").as_bytes()).is_ok()
    );
}

#[test]
fn a_member_past_the_64th_is_no_different() {
    const ENTRIES: [Entry; 70] = {
        let mut entries = [const {
            Entry {
                name: "",
                field: "",
                required: false,
            }
        }; 70];
        let digits = "m00m01m02m03m04m05m06m07m08m09m10m11m12m13m14m15m16m17m18m19m20m21m22m23m24m25m26m27m28m29m30m31m32m33m34m35m36m37m38m39m40m41m42m43m44m45m46m47m48m49m50m51m52m53m54m55m56m57m58m59m60m61m62m63m64m65m66m67m68m69";
        let mut rest = digits;
        let mut index = 0;
        while index < entries.len() {
            let (name, after) = rest.split_at(3);
            entries[index].name = name;
            entries[index].required = matches!(index, 63 | 64 | 69);
            rest = after;
            index += 1;
        }
        entries
    };
    static TABLE: Table = Table {
        model: "Wide",
        entries: &ENTRIES,
        constants: &[],
        rest: "",
        escaped: false,
    };
    struct Wide(Vec<Option<i64>>);
    impl Encode for Wide {
        fn lend(&self, visit: &mut dyn Visit) {
            let members: Vec<&dyn Member> = self.0.iter().map(|member| member as _).collect();
            visit.visit(&TABLE, &members);
        }
    }
    impl Decode for Wide {
        fn blank() -> Wide {
            Wide(vec![None; 70])
        }
        fn lend_mut(&mut self, visit: &mut dyn VisitMut) -> Result<(), Fault> {
            let mut members: Vec<&mut dyn Member> =
                self.0.iter_mut().map(|member| member as _).collect();
            visit.visit(&TABLE, &mut members)
        }
    }
    let wide = json::from_slice::<Wide>(br#"{"m69":1,"m64":2,"m63":3,"m64":4,"m00":5}"#).unwrap();
    assert_eq!(
        (wide.0[69], wide.0[64], wide.0[63], wide.0[0]),
        (Some(1), Some(4), Some(3), Some(5))
    );
    let missing = json::from_slice_strict::<Wide>(br#"{"m69":1,"m63":3}"#)
        .map(|_| ())
        .unwrap_err();
    assert_eq!(missing.kind(), &FaultKind::Missing("m64"));
}

#[test]
fn members_are_a_map() {
    let mut members = Members::new();
    assert!(members.is_empty());
    assert_eq!(members.insert("b", 1), None);
    assert_eq!(members.insert("b", "two"), Some(json!(1)));
    members.extend([("a", Value::Null)]);
    assert_eq!(members.keys().collect::<Vec<_>>(), ["a", "b"]);
    assert_eq!(json::to_string(&members), r#"{"a":null,"b":"two"}"#);
    assert_eq!(
        json::from_value::<Members>(&json!({"a": null, "b": "two"})).unwrap(),
        members
    );
    *members.get_mut("a").unwrap() = json!([]);
    assert_eq!(members.remove("a"), Some(json!([])));
    assert_eq!(members.remove("b"), Some(json!("two")));
    assert_eq!(members, Members::new());
    assert_eq!(size_of::<Members>(), size_of::<usize>());
}
