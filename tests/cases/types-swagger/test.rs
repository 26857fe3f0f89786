use super::api::models::{Account, AccountInit, AuthKind, Queue, Storage};
use super::api::storage::Set;
use restwright_runtime::serde_json::json as value;
use restwright_runtime::{Endpoint, Operation, http, json};
use std::collections::BTreeMap;

#[test]
fn two_spellings_of_a_name_are_one_type() {
    let (storage, queue) = (Storage::default().with_auth(AuthKind::Key), Queue::default().with_auth(AuthKind::Key));
    assert_eq!(storage.auth, queue.auth);
}

#[test]
fn an_object_is_sent_and_answered() {
    let body = BTreeMap::from([("a".to_owned(), value!(1))]);
    let set = Set { level: -3_i16, body: &body };
    let request = set.request(&Endpoint::new("https://types.example").unwrap()).unwrap();
    assert_eq!((request.uri().query(), request.body().as_ref()), (Some("level=-3"), &br#"{"a":1}"#[..]));
    let answer = http::Response::builder().header("content-type", "application/json");
    let answer = Set::response(answer.body(r#"{"b":2}"#.into()).unwrap()).unwrap();
    assert_eq!(answer.body()["b"], 2);
}

#[test]
fn a_required_member_of_a_closed_object() {
    let account = Account::new(AccountInit { name: "n".to_owned(), id: value!("i") });
    assert_eq!(json::to_value(&account), value!({"name": "n", "id": "i"}));
}
