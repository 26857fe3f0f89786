use super::api::models::{Fields, FieldsInit};
use restwright_runtime::{json, serde_json};

#[test]
fn every_member_keeps_its_wire_name() {
    let names = [
        "type", "self", "super", "crate", "Self", "async", "_", "__", "", "@odata.type", "$ref", "$top", "a-b", "a.b", "a b",
        "a/b", "a:b", "a[]", "+1", "-1", "1st", "***", "fooBar", "foo_bar", "FooBar", "new", "été", "名前", "🙂",
    ];
    let members: serde_json::Map<_, _> = names.iter().map(|&name| (name.to_owned(), name.into())).collect();
    let sent = serde_json::Value::Object(members);
    let fields: Fields = json::from_value(&sent).unwrap();
    assert!(fields.other.is_empty(), "{:?}", fields.other);
    assert_eq!(json::to_value(&fields), sent);
}

#[test]
fn keywords_are_raw_identifiers() {
    let fields = Fields::new(FieldsInit { r#type: "t".to_owned(), self_: "s".to_owned() });
    assert_eq!(json::to_string(&fields), r#"{"type":"t","self":"s"}"#);
}
