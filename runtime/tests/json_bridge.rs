//! Emitted types in other formats, through `serde`.

use restwright_runtime::json;
use restwright_runtime::{Date, Members, Secret};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

struct Link {
    name: String,
    since: Option<Date>,
    key: Option<Secret<String>>,
    weights: Vec<f32>,
    inner: Option<Box<Link>>,
    other: Members,
}

json::object! {
    Link {
        name: required "name";
        since: optional "since";
        key: optional "key";
        weights: required "weights";
        inner: optional "inner";
    }
    rest other;
}

fn link() -> Link {
    Link {
        name: "outer".to_owned(),
        since: Some(Date::new("2017-04-26")),
        key: Some(Secret::from("s3cret")),
        weights: vec![0.1, -2.0],
        inner: Some(Box::new(Link {
            name: "é \"quoted\"\n".to_owned(),
            since: None,
            key: None,
            weights: vec![],
            inner: None,
            other: Members::new(),
        })),
        other: Members::from_iter([("a", json!([1, {"b": 2.5}])), ("z", json!(true))]),
    }
}

#[test]
fn serde_json_writes_and_reads_what_the_runtime_does() {
    let text = serde_json::to_string(&link()).unwrap();
    assert_eq!(text, json::to_string(&link()), "the order is the same, too");
    assert_eq!(serde_json::from_str::<Link>(&text).unwrap(), link());
    assert_eq!(
        serde_json::from_reader::<_, Link>(text.as_bytes()).unwrap(),
        link()
    );

    let value = serde_json::to_value(link()).unwrap();
    assert_eq!(value, json::to_value(&link()));
    assert_eq!(
        serde_json::from_value::<Link>(value.clone()).unwrap(),
        link()
    );
    assert_eq!(json::from_value::<Link>(&value).unwrap(), link());
}

#[test]
fn another_format_keeps_it() {
    let text = toml::to_string(&link()).unwrap();
    assert_eq!(toml::from_str::<Link>(&text).unwrap(), link());
}

#[test]
fn types_of_the_runtime_stand_in_derived_types() {
    #[derive(Debug, PartialEq, Serialize, Deserialize)]
    struct Stored {
        link: Link,
        members: Members,
        secret: Secret<Option<i64>>,
        date: Date,
    }
    let stored = Stored {
        link: link(),
        members: link().other,
        secret: Secret::new(Some(7)),
        date: Date::new("never"),
    };
    let value: Value = serde_json::to_value(&stored).unwrap();
    assert_eq!(value["secret"], json!(7));
    assert_eq!(value["date"], json!("never"));
    assert_eq!(serde_json::from_value::<Stored>(value).unwrap(), stored);
}

#[test]
fn faults_pass_through() {
    let fault = serde_json::from_str::<Link>(r#"{"name":"a","weights":[1,"2"]}"#).unwrap_err();
    let expected = r#"expected a number, found "2" at $.weights[1]"#;
    assert!(fault.to_string().starts_with(expected), "{fault}");
    let fault = serde_json::from_str::<Link>(r#"{"name":"a""#).unwrap_err();
    assert!(fault.is_eof(), "{fault}");
}
