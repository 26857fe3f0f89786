use super::api::models::{Answer, Holder, Id, Mixed};
use restwright_runtime::json::{self, Decode, Encode};

fn rewritten<T: Decode + Encode>(text: &str) -> String {
    json::to_string(&json::from_slice::<T>(text.as_bytes()).unwrap())
}

#[test]
fn the_arm_that_explains_most_wins() {
    let answer: Answer = json::from_slice(br#"{"value":"v","reason":"r"}"#).unwrap();
    assert!(matches!(answer, Answer::No(_)), "{answer:?}");
    let answer: Answer = json::from_slice(br#"{"value":"v"}"#).unwrap();
    assert!(matches!(answer, Answer::Yes(_)), "{answer:?}");
}

#[test]
fn every_value_survives_also_one_that_fits_no_arm() {
    for text in [r#"{"value":"v","new":1}"#, r#"{"count":1}"#, r#"["a"]"#, r#""a""#, "true", r#"{"x":{"y":null}}"#] {
        assert_eq!(rewritten::<Mixed>(text), text);
    }
    assert_eq!(rewritten::<Id>("7"), "7");
    assert_eq!(rewritten::<Id>(r#""7""#), r#""7""#);
    for text in [r#"{"either":1.5,"named":null,"perhaps":null}"#, r#"{"either":"a","named":{"value":"v"}}"#] {
        assert_eq!(rewritten::<Holder>(text), text);
    }
}
