use super::api::models::{Account, AccountInit};
use restwright_runtime::json;
use restwright_runtime::serde_json::{Value, json as value};

fn account() -> Account {
    Account::new(AccountInit { name: "a".to_owned(), owner: None, pin: "1234".to_owned(), undeclared: value!(1) })
}

#[test]
fn what_is_required_is_written_and_what_is_fixed_too() {
    let written = json::to_value(&account());
    assert_eq!(
        written,
        value!({"kind": "account", "name": "a", "owner": null, "pin": "1234", "undeclared": 1})
    );
}

#[test]
fn absent_null_and_value_are_three() {
    let absent = account();
    let mut null = account();
    null.parent = Some(None);
    let text = account().with_parent("b".to_owned());
    for (account, expected) in [(absent, None), (null, Some(Value::Null)), (text, Some(Value::from("b")))] {
        let written = json::to_value(&account);
        assert_eq!(written.get("parent"), expected.as_ref());
        assert_eq!(json::from_value::<Account>(&written).unwrap(), account);
    }
}

#[test]
fn what_is_read_only_may_be_missing_and_is_sent_back() {
    let sent = value!({
        "kind": "account", "name": "a", "owner": "o", "pin": "1", "undeclared": [], "created": "2017-04-26T00:00:00Z"
    });
    let account: Account = json::from_value(&sent).unwrap();
    assert_eq!(account.created.as_ref().unwrap().as_str(), "2017-04-26T00:00:00Z");
    assert_eq!(json::to_value(&account), sent);
}

#[test]
fn what_is_required_and_missing_is_named() {
    let fault = json::from_slice::<Account>(br#"{"owner": null, "pin": "1"}"#).unwrap_err();
    assert!(fault.to_string().contains("name"), "{fault}");
}
