use super::api::animals::List;
use super::api::models::{Animal, Bird, Penguin, PenguinInit, Trigger};
use restwright_runtime::json;
use restwright_runtime::serde_json::{Value, json as value};
use restwright_runtime::{Operation, http};

#[test]
fn every_descendant_is_an_arm_wherever_the_base_is_meant() {
    let sent = value!([
        {"@odata.type": "#Zoo.Bird", "name": "a", "wingspan": 1.5},
        {"@odata.type": "#Zoo.Penguin", "name": "b", "age": 3, "colony": "c"},
        {"@odata.type": "Fish", "name": "d", "salty": true},
        {"@odata.type": "#Zoo.Mammal", "name": "e", "fur": {}},
        {"name": "f"}
    ]);
    let answer = http::Response::builder().header("content-type", "application/json");
    let animals = List::response(answer.body(sent.to_string().into()).unwrap()).unwrap().into_body();
    assert!(matches!(
        animals[..],
        [Animal::Bird(_), Animal::Penguin(_), Animal::Fish(_), Animal::Animal(_), Animal::Other(_)]
    ));
    assert_eq!(json::to_value(&animals), sent);
    assert!(matches!(json::from_value(&sent[1]), Ok(Bird::Penguin(_))));
}

#[test]
fn the_tag_is_written_without_being_asked_for() {
    let penguin = Penguin::new(PenguinInit { name: "p".to_owned(), age: 1 });
    let expected = value!({"@odata.type": "#Zoo.Penguin", "name": "p", "age": 1});
    assert_eq!(json::to_value(&penguin), expected);
    assert_eq!(json::to_value(&Animal::from(penguin)), expected);
}

#[test]
fn a_tag_that_is_an_enum_works_the_same() {
    let sent = value!({"kind": "Timer", "every": "PT1H"});
    let trigger: Trigger = json::from_value::<Trigger>(&sent).unwrap();
    assert!(matches!(trigger, Trigger::Timer(_)), "{trigger:?}");
    assert_eq!(json::to_value(&trigger), sent);
    let unknown: Value = value!({"kind": "Moon"});
    assert!(matches!(json::from_value(&unknown), Ok(Trigger::Trigger(_))));
}
