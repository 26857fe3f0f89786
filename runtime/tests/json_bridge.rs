//! Emitted types in other formats, through `serde`.

use restwright_runtime::json::{
    self, Decode, Encode, Fault, Object, Reader, Rest, RestMut, Table, Writer,
};
use restwright_runtime::{Date, Members, Secret};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::{Value, json};

#[derive(Clone, Debug, PartialEq)]
struct Link {
    name: String,
    since: Option<Date>,
    key: Option<Secret<String>>,
    weights: Vec<f32>,
    inner: Option<Box<Link>>,
    other: Members,
}

const LINK: Table = Table::new(&["name", "since", "key", "weights", "inner"], &[0, 3]);

impl Object for Link {
    fn table(&self) -> &'static Table {
        &LINK
    }

    fn member(&self, index: usize) -> Option<&dyn Encode> {
        Some(match index {
            0 => &self.name,
            1 => &self.since,
            2 => &self.key,
            3 => &self.weights,
            4 => &self.inner,
            _ => return None,
        })
    }

    fn member_mut(&mut self, index: usize) -> Option<&mut dyn Decode> {
        Some(match index {
            0 => &mut self.name,
            1 => &mut self.since,
            2 => &mut self.key,
            3 => &mut self.weights,
            4 => &mut self.inner,
            _ => return None,
        })
    }

    fn rest(&self) -> Option<&dyn Rest> {
        Some(&self.other)
    }

    fn rest_mut(&mut self) -> Option<&mut dyn RestMut> {
        Some(&mut self.other)
    }
}

impl Encode for Link {
    fn encode(&self, writer: &mut Writer) {
        writer.object(self);
    }
}

impl Decode for Link {
    fn blank() -> Link {
        Link {
            name: Decode::blank(),
            since: None,
            key: None,
            weights: Decode::blank(),
            inner: None,
            other: Members::new(),
        }
    }

    fn decode(&mut self, reader: &mut Reader<'_>) -> Result<(), Fault> {
        reader.object(self)
    }
}

impl Serialize for Link {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        json::serialize(self, serializer)
    }
}

impl<'de> Deserialize<'de> for Link {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Link, D::Error> {
        json::deserialize(deserializer)
    }
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
