use super::api::models::{Line, LineInit, Order, Parcel, Receipt};
use restwright_runtime::json;

#[test]
fn what_a_request_reaches_is_built() {
    let line = Line::new(LineInit { article: "tea".to_owned(), count: 2 });
    let order = Order::new(vec![line]).with_note("soon");
    assert_eq!(json::to_string(&order), r#"{"lines":[{"article":"tea","count":2}],"note":"soon"}"#);
}

#[test]
fn all_else_is_read_changed_and_compared() {
    let mut receipt: Receipt = json::from_slice(br#"{"id":"1","order":{"lines":[]}}"#).unwrap();
    let before = receipt.clone();
    assert_eq!(receipt, before);
    receipt.paid = Some(true);
    assert_ne!(receipt, before);
    assert_eq!(json::from_slice::<Parcel>(b"{\"weight\":1}").unwrap().weight, Some(1.0));
    assert_eq!(
        format!("{before:?}"),
        "Receipt { id: \"1\", order: Order { lines: [], note: None, placed: None, other: {} }, paid: None, \
         other: {} }"
    );
}
