use super::api::models::{
    Any, Bare, Bound, BoxModel, Closed, ClosedInit, Colours, ColoursKey, Day, Holder, HolderNested, HolderResult, Hours,
    Numbers, Old, Pair, Picked, PickedItem, Segment, Slip, Tree,
};
use super::api::numbers::{Find, FindHeaders};
use restwright_runtime::formats::Decimal;
use restwright_runtime::serde_json::{Value, json as value};
use restwright_runtime::{Endpoint, Operation, http, json};
use std::collections::BTreeMap;

#[test]
fn numbers_keep_what_they_are() {
    let text = r#"{"id":9007199254740993,"price":123456789012345678.12,"tiny":-128,"byte":255,"short":-1,"port":65535,"count":4294967295,"whole":3,"text":"9"}"#;
    let numbers: Numbers = json::from_slice(text.as_bytes()).unwrap();
    assert_eq!(json::to_string(&numbers), text);
    assert_eq!(numbers.id, Some(9_007_199_254_740_993));
    assert_eq!(numbers.price, Some("123456789012345678.12".parse::<Decimal>().unwrap()));
    let (_, _, _): (Option<u8>, Option<u32>, Option<i32>) = (numbers.byte, numbers.count, numbers.whole);
    assert!("1,5".parse::<Decimal>().is_err());
    assert!(json::from_slice::<u8>(b"256").is_err());
}

#[test]
fn lists_of_a_fixed_length_are_arrays_and_tuples() {
    let (place, pair): (BoxModel, Pair) = ([1.5, 2.0], ("a".to_owned(), 1));
    assert_eq!(json::to_string(&place), "[1.5,2.0]");
    assert_eq!(json::to_string(&pair), r#"["a",1]"#);
    let old: Old = json::from_slice(br#"["a",null]"#).unwrap();
    assert_eq!(old, ("a".to_owned(), None));
    let segment: Segment = json::from_slice(b"[[0,1],[2,3]]").unwrap();
    assert_eq!(segment[1], [2.0, 3.0]);
    let tree: Tree = json::from_slice(br#"["a",[["b",[]]]]"#).unwrap();
    assert_eq!(json::to_string(&tree), r#"["a",[["b",[]]]]"#);
    for wrong in ["[1]", "[1,2,3]"] {
        let fault = json::from_slice::<BoxModel>(wrong.as_bytes()).unwrap_err().to_string();
        assert!(fault.contains("two elements"), "{fault}");
    }
}

#[test]
fn they_go_over_the_wire_as_lists_do() {
    let find = Find { small: 200 };
    let mut options = <Find as Operation>::Options::default();
    options.price = Some("1.50".parse().unwrap());
    options.r#box = Some([1.0, 2.5]);
    let endpoint = Endpoint::new("https://types.example").unwrap();
    let request = find.request_with(&endpoint, &options).unwrap();
    assert_eq!(request.uri().query(), Some("small=200&price=1.50&box=1&box=2.5"));
    let answer = http::Response::builder().header("content-type", "application/json").header("x-left", "65535");
    let answer = Find::response(answer.body(r#"[{"tiny":1},7]"#.into()).unwrap()).unwrap();
    assert_eq!(FindHeaders(answer.headers()).x_left().unwrap().unwrap(), 65_535_u16);
    let (numbers, count) = answer.into_body();
    assert_eq!((numbers.tiny, count), (Some(1), 7));
}

#[test]
fn maps_have_the_names_that_are_listed() {
    let text = r#"{"mon":8,"sat":2}"#;
    let hours: Hours = json::from_slice(text.as_bytes()).unwrap();
    assert_eq!(hours[&Day::Mon], 8);
    assert_eq!(hours[&Day::from("sat")], 2);
    let colours: Colours = BTreeMap::from([(ColoursKey::Red, "ff0000".to_owned())]);
    assert_eq!(json::to_string(&colours), r#"{"red":"ff0000"}"#);
}

#[test]
fn values_listed_at_an_array_are_those_of_its_elements() {
    let picked: Picked = vec![PickedItem::A];
    assert_eq!(json::to_string(&picked), r#"["a"]"#);
}

#[test]
fn objects_of_which_nothing_is_said_are_objects() {
    let (bare, any): (Bare, Any) = (BTreeMap::new(), BTreeMap::new());
    assert_eq!(bare, any);
    assert!(json::from_slice::<Bare>(b"[]").is_err());
    let read = |text: &str| json::from_slice::<Holder>(text.as_bytes()).unwrap();
    let objects = read(r#"{"result":{"a":1},"nested":{"b":1},"lone":{},"loose":{"c":1},"list":[{}],"maybe":null}"#);
    assert!(matches!(objects.result, Some(HolderResult::Object(_))));
    assert!(matches!(objects.nested, Some(HolderNested::Object(_))));
    assert_eq!(objects.maybe, Some(None));
    let others = read(r#"{"result":"a","nested":{"name":"n"}}"#);
    assert!(matches!(others.result, Some(HolderResult::String(_))));
    assert!(matches!(others.nested, Some(HolderNested::Name(_))));
    assert!(matches!(read(r#"{"result":1}"#).result, Some(HolderResult::Other(_))));
}

#[test]
fn what_is_required_and_not_declared_can_be_sent_and_survives() {
    let closed = Closed::new(ClosedInit { url: "u".to_owned(), id: value!(1) });
    assert_eq!(json::to_value(&closed), value!({"url": "u", "id": 1}));
    let came = value!({"id": {"any": "thing"}, "url": "u"});
    assert_eq!(json::to_value(&json::from_value::<Closed>(&came).unwrap()), came);
    assert_eq!(json::to_value(&Bound::new(3)), value!({"key": 3}));
    let slip = Slip::default().with_username("n");
    assert_eq!(json::to_value(&slip), value!({"username": "n"}));
    let _: Option<Value> = json::from_slice::<Closed>(br#"{"url":"u"}"#).unwrap().id;
}
