use super::api::models::{Derived, Expression, Folder, Maybe, Nest, Node};
use restwright_runtime::json::{self, Decode, Encode};

fn survives<T: Decode + Encode>(text: &str) {
    assert_eq!(json::to_string(&json::from_slice::<T>(text.as_bytes()).unwrap()), text);
}

#[test]
fn values_that_hold_their_own_kind_survive() {
    survives::<Node>(r#"{"value":"a","next":{"value":"b"}}"#);
    survives::<Derived>(r#"{"value":"a","parent":{"value":"b"}}"#);
    survives::<Folder>(r#"{"entries":{"a":{"entries":{}},"b":{}}}"#);
    survives::<Expression>(r#"{"left":1.5,"right":{"left":2.5,"right":3.5}}"#);
    survives::<Nest>("[[],[[]]]");
    survives::<Maybe>(r#"{"inner":{"inner":null}}"#);
}
