use super::api::models::{Closed, NamedOther, Open, Typed, Unstated};
use restwright_runtime::json::{self, Decode, Encode};

fn rewritten<T: Decode + Encode>(text: &str) -> String {
    json::to_string(&json::from_slice::<T>(text.as_bytes()).unwrap())
}

#[test]
fn members_that_no_one_named_survive() {
    let text = r#"{"a":"x","z":{"deep":[1,null]}}"#;
    assert_eq!(rewritten::<Unstated>(text), text);
    assert_eq!(rewritten::<Open>(text), text);
    assert_eq!(rewritten::<Typed>(r#"{"a":"x","z":1}"#), r#"{"a":"x","z":1}"#);
    assert_eq!(rewritten::<NamedOther>(r#"{"other":"x","z":1}"#), r#"{"other":"x","z":1}"#);
}

#[test]
fn members_that_are_forbidden_are_skipped() {
    assert_eq!(rewritten::<Closed>(r#"{"a":"x","z":1}"#), r#"{"a":"x"}"#);
}

#[test]
fn a_member_of_the_wrong_type_is_named() {
    let fault = json::from_slice::<Typed>(br#"{"a":"x","z":"one"}"#).unwrap_err();
    assert!(fault.to_string().contains("$.z"), "{fault}");
}
