use super::api::items::{Add, List};
use super::api::models::{
    Answered, Asked, AskedInit, AskedRole, Gesture, Grip, Held, Holder, Item, MappedItem, Message, Move, Notice, Numbered,
    OnlyTap, Reference, Shape, Swipe, Tap, Two,
};
use restwright_runtime::serde_json::{self, Value, json as value};
use restwright_runtime::{Endpoint, Operation, http, json};

fn same<T: json::Decode + json::Encode>(sent: &Value) -> T {
    let read: T = json::from_value(sent).unwrap();
    assert_eq!(json::to_value(&read), *sent);
    read
}

#[test]
fn arms_of_one_tag_compete_by_what_fits() {
    let answered = value!({"type": "message", "role": "assistant", "parts": ["x"]});
    assert!(matches!(same(&answered), Message::Answered(_)));
    let asked = value!({"type": "message", "role": "user", "content": "x"});
    assert!(matches!(same(&asked), Message::Asked(_)));
    let neither = value!({"type": "message"});
    assert!(matches!(same(&neither), Message::Other(_)));
}

#[test]
fn an_arm_that_is_a_union_has_the_tags_of_its_arms() {
    let sent = value!([
        {"type": "message", "role": "assistant", "parts": []},
        {"type": "call", "name": "f"},
        {"type": "reference", "id": "1"},
        {"type": null, "id": "2"},
        {"id": "3"},
        {"type": "new"}
    ]);
    let answer = http::Response::builder().header("content-type", "application/json");
    let items = List::response(answer.body(sent.to_string().into()).unwrap()).unwrap().into_body();
    assert!(matches!(&items[0], Item::Message(message) if matches!(**message, Message::Answered(_))));
    assert!(matches!(items[1], Item::Called(_)));
    assert!(matches!(items[2], Item::Reference(_)));
    assert!(matches!(items[5], Item::Other(_)));
    assert_eq!(json::to_value(&items), sent);
    let mapped = value!({"type": "message", "role": "user", "content": "x"});
    assert!(matches!(same(&mapped), MappedItem::Message(_)));
}

#[test]
fn an_arm_that_is_a_union_has_the_tags_of_its_mapping() {
    let tap = value!({"move": "tap", "x": 1});
    assert!(matches!(same(&tap), Gesture::Move(step) if matches!(*step, Move::Tap(_))));
    assert!(matches!(same(&value!({"move": "rest"})), Gesture::Rest(_)));
    assert!(matches!(same(&value!({"move": "Tap"})), Gesture::Other(_)));
}

#[test]
fn a_tag_beside_null_is_written() {
    let item = Item::from(Reference::new("7"));
    assert_eq!(json::to_value(&item), value!({"type": "reference", "id": "7"}));
}

#[test]
fn a_shared_enumeration_leaves_the_names() {
    assert!(matches!(same(&value!({"channel": "Sms", "number": "1"})), Notice::Sms(_)));
    assert!(matches!(same(&value!({"channel": "Email"})), Notice::Email(_)));
    assert!(matches!(same(&value!({"channel": "Push"})), Notice::Other(_)));
}

#[test]
fn a_tag_that_no_arm_declares_is_written_by_the_union() {
    let tap = Move::from(Tap::default().with_x(1));
    assert_eq!(json::to_value(&tap), value!({"move": "tap", "x": 1}));
    assert_eq!(json::from_value::<Move>(&json::to_value(&tap)).unwrap(), tap);
    let swipe = Move::from(Swipe::new("left"));
    assert_eq!(json::to_value(&swipe), value!({"move": "swipe", "way": "left"}));
    assert_eq!(json::to_value(&OnlyTap::from(Tap::default())), value!({"move": "touch"}));
    assert!(matches!(same(&value!({"move": "hold"})), OnlyTap::Other(_)));
    assert_eq!(json::to_value(&Tap::default()), value!({}));
    let body = Add { body: &tap };
    let request = body.request(&Endpoint::new("https://hints.example").unwrap()).unwrap();
    assert_eq!(request.body().as_ref(), br#"{"move":"tap","x":1}"#);
}

#[test]
fn a_tag_that_the_union_fixes_is_not_asked_for() {
    assert_eq!(json::to_value(&Grip::from(Held::new("n"))), value!({"grip": "Held", "name": "n"}));
    let asked = Asked::new(AskedInit { role: AskedRole::User, content: "c".to_owned() });
    assert_eq!(json::to_value(&asked), value!({"type": "message", "role": "user", "content": "c"}));
    let answered = Answered::new(Vec::new());
    assert_eq!(json::to_value(&answered), value!({"type": "message", "role": "assistant", "parts": []}));
}

#[test]
fn an_unknown_tag_has_the_members_beside_the_union() {
    let Shape::Shape(shape) = same(&value!({"sides": "five", "area": 2.5, "depth": 1})) else {
        panic!("it has the members of all shapes");
    };
    assert_eq!((shape.sides.as_str(), shape.area), ("five", 2.5));
    assert!(matches!(same(&value!({"sides": "four", "area": 1.0, "width": 1.0})), Shape::Square(_)));
    assert!(matches!(same(&value!({"area": "none"})), Shape::Other(_)));
}

#[test]
fn tags_are_compared_as_they_are_spelled() {
    assert!(matches!(same(&value!({"version": 1, "a": "x"})), Numbered::One(_)));
    assert_eq!(json::to_value(&Numbered::from(Two::default())), value!({"version": 2}));
}

#[test]
fn in_a_property_and_in_a_map() {
    let text = r#"{"last":{"type":"call","name":"f"},"byName":{"a":{"channel":"Sms"}}}"#;
    let holder: Holder = json::from_slice(text.as_bytes()).unwrap();
    assert!(matches!(holder.last, Some(Item::Called(_))));
    assert_eq!(serde_json::from_str::<Value>(text).unwrap(), json::to_value(&holder));
}
