use super::api::models::{Case, Holder, Odd};
use restwright_runtime::{json, serde_json};

#[test]
fn every_value_survives_and_an_unknown_one_too() {
    for value in ["+1", "-1", "*", "/", "", "1st", "Self", "self", "Other", "été", "名", "new in the next version"] {
        let text = serde_json::to_string(value).unwrap();
        let odd: Odd = json::from_slice(text.as_bytes()).unwrap();
        assert_eq!(json::to_string(&odd), text);
        assert_eq!(odd.as_str(), value);
    }
}

#[test]
fn values_that_differ_in_case_are_not_mixed_up() {
    let values: Vec<Case> = json::from_slice(br#"["b", "B", "a b", "a_b", "AB"]"#).unwrap();
    assert_eq!(json::to_string(&values), r#"["b","B","a b","a_b","AB"]"#);
    assert!(values.iter().enumerate().all(|(at, value)| !values[..at].contains(value)));
}

#[test]
fn a_nullable_enum_reads_null() {
    let holder: Holder = json::from_slice(br#"{"mood":null}"#).unwrap();
    assert_eq!(holder.mood, Some(None));
}
