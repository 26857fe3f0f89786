//! Odd values do not cost the text they stand in: what becomes of them, what is said of them, and that they are written
//! again.

use proptest::prelude::*;
use restwright_runtime::bytes::Bytes;
use restwright_runtime::http::Response;
use restwright_runtime::json::{self, Fault};
use restwright_runtime::{Answer, Error, Members, Oddities, Secret, Undeclared};
use serde_json::{Value, json};
use std::collections::BTreeMap;

struct Node {
    name: String,
    count: Option<i64>,
    tags: Option<Vec<String>>,
    rows: Vec<Vec<String>>,
    owner: Option<String>,
    nodes: Option<Vec<Node>>,
    leaf: Option<Box<Leaf>>,
    by_name: Option<BTreeMap<String, i64>>,
    key: Option<Secret<String>>,
    other: Members,
}

json::object! {
    Node {
        name: required "name";
        count: optional "count";
        tags: optional "tags";
        rows: required "rows";
        owner: required "owner";
        nodes: optional "nodes";
        leaf: optional "leaf";
        by_name: optional "byName";
        key: optional "key";
    }
    rest other;
}

/// It forbids other members.
struct Leaf {
    width: f64,
    kind: Option<String>,
}

json::object! {
    Leaf {
        width: required "width";
        kind: optional "kind";
    }
}

/// It requires lists of itself.
struct Tree {
    children: Vec<Tree>,
    other: Members,
}

json::object! {
    Tree {
        children: required "children";
    }
    rest other;
}

fn node(members: &Value) -> Value {
    let mut node = json!({"name": "a", "rows": [["x"]], "owner": null});
    if let (Value::Object(node), Value::Object(members)) = (&mut node, members) {
        node.extend(members.clone());
    }
    node
}

fn read(value: &Value) -> Result<(Node, Vec<Fault>), Fault> {
    json::from_slice_noting(value.to_string().as_bytes())
}

/// What is said of a node, as paths and reasons.
fn odd(value: &Value) -> (Node, Vec<String>) {
    let (node, odd) = read(value).unwrap_or_else(|fault| panic!("{value}: {fault}"));
    let said = odd
        .iter()
        .map(|odd| format!("{}: {}", odd.path(), odd.kind()));
    (node, said.collect())
}

#[test]
fn an_optional_member_of_another_type_is_absent_and_kept() {
    for (members, path) in [
        (
            json!({"count": "3"}),
            "$.count: expected an integer of 64 bits, found \"3\"",
        ),
        (json!({"count": 1e40}), "$.count: "),
        (
            json!({"tags": {"a": [1]}}),
            "$.tags: expected an array, found an object",
        ),
        (
            json!({"tags": ["a", 1]}),
            "$.tags[1]: expected a string, found 1",
        ),
        (
            json!({"tags": ["a", null]}),
            "$.tags[1]: expected a string, found null",
        ),
        (
            json!({"leaf": {"kind": "x"}}),
            "$.leaf: missing member \"width\"",
        ),
        (
            json!({"leaf": {"width": null}}),
            "$.leaf.width: expected a number, found null",
        ),
        (json!({"byName": {"b": 1, "a": true}}), "$.byName.a: "),
        (
            json!({"nodes": [node(&json!({"name": 1}))]}),
            "$.nodes[0].name: expected a string",
        ),
    ] {
        let value = node(&members);
        let (read, said) = odd(&value);
        assert!(said.len() == 1 && said[0].starts_with(path), "{said:?}");
        assert_eq!(read.other.len(), 1, "{:?}", read.other);
        assert_eq!(json::to_value(&read), value);
        assert_eq!(read.clone(), read);
    }
}

#[test]
fn the_innermost_optional_member_is_the_odd_one() {
    let value = node(&json!({"nodes": [node(&json!({"count": []})), node(&json!({"count": 2}))]}));
    let (read, said) = odd(&value);
    assert_eq!(
        said,
        ["$.nodes[0].count: expected an integer of 64 bits, found an array"]
    );
    let nodes = read.nodes.as_ref().unwrap();
    assert_eq!(
        (nodes.len(), nodes[0].count, nodes[1].count),
        (2, None, Some(2))
    );
    assert_eq!(json::to_value(&read), value);
}

#[test]
fn null_is_left_out_of_a_required_list_and_written_again() {
    let value = node(&json!({"rows": [["a", null, "b"], [null]]}));
    let (mut read, said) = odd(&value);
    assert_eq!(
        said,
        [
            "$.rows[0][1]: expected a string, found null",
            "$.rows[1][0]: expected a string, found null"
        ]
    );
    assert_eq!(read.rows, [vec!["a".to_owned(), "b".to_owned()], vec![]]);
    assert_eq!(json::to_value(&read), value);
    read.rows.push(vec!["c".to_owned()]);
    assert_eq!(
        json::to_value(&read)["rows"],
        json!([["a", "b"], [], ["c"]])
    );
}

/// Each level is asked whether it is still what came: once, not twice for each level around it.
#[test]
fn lists_with_nulls_in_lists_with_nulls_are_written_again() {
    let tree = (0..50).fold(
        json!({"children": []}),
        |inner, _| json!({"children": [inner, null]}),
    );
    let read: Tree = json::from_slice(tree.to_string().as_bytes()).unwrap();
    assert_eq!(json::to_value(&read), tree);
    assert_eq!(read.clone(), read);
}

#[test]
fn a_field_that_is_set_is_written_in_place_of_what_came() {
    let (mut read, _) = odd(&node(&json!({"count": "3"})));
    read.count = Some(3);
    assert_eq!(json::to_value(&read), node(&json!({"count": 3})));
    assert_eq!(json::to_string(&read).matches("count").count(), 1);
}

#[test]
fn a_required_member_that_may_be_null_may_be_absent() {
    let (read, said) = odd(&json!({"name": "a", "rows": []}));
    assert_eq!(
        (read.owner, said),
        (None, vec!["$: missing member \"owner\"".to_owned()])
    );
}

#[test]
fn faults_of_the_syntax_and_of_required_members_cost_the_text() {
    for text in [
        r#"{"name":"a","owner":null,"rows":[],"count":"}"#,
        r#"{"name":"a","owner":null,"rows":[],"count":"3","x":tru}"#,
        r#"{"name":"a","owner":null,"rows":[],"count":[1,}"#,
        r#"{"name":"a","owner":null,"rows":[1]}"#,
        r#"{"name":"a","owner":null}"#,
        r#"{"name":null,"owner":null,"rows":[]}"#,
    ] {
        assert!(json::from_slice::<Node>(text.as_bytes()).is_err(), "{text}");
    }
}

#[test]
fn an_object_without_other_members_drops_what_is_odd_and_says_so() {
    let (read, said) = odd(&node(&json!({"leaf": {"width": 1.0, "kind": 7}})));
    assert_eq!(said, ["$.leaf.kind: expected a string, found 7"]);
    assert_eq!(
        json::to_value(&read),
        node(&json!({"leaf": {"width": 1.0}}))
    );
}

#[test]
fn what_is_odd_is_kept_and_not_printed_for_a_secret_may_be_in_it() {
    let (read, said) = odd(&node(&json!({"key": 1234, "new": "shown"})));
    assert_eq!(said, ["$.key: expected a string, found ***"]);
    let printed = format!("{read:?}");
    assert!(!printed.contains("1234"), "{printed}");
    assert!(
        printed.contains(r#""key": ***, "new": String("shown")"#),
        "{printed}"
    );
    assert_eq!(json::to_value(&read)["key"], 1234);
    let (read, _) = odd(&node(&json!({"leaf": {"width": "wide", "key": "sesame"}})));
    assert!(!format!("{read:?}").contains("sesame"));
    assert_eq!(json::to_value(&read)["leaf"]["key"], "sesame");
}

#[test]
fn of_two_members_of_a_name_the_later_counts() {
    let text = |members| format!(r#"{{"name":"a","owner":null,"rows":[],{members}}}"#);
    let read = |members| json::from_slice::<Node>(text(members).as_bytes()).unwrap();
    let odd_first = read(r#""count":"x","count":1"#);
    assert_eq!(odd_first.count, Some(1));
    assert_eq!(json::to_value(&odd_first)["count"], 1);
    let odd_last = read(r#""count":1,"count":"x""#);
    assert_eq!(odd_last.count, None);
    assert_eq!(json::to_value(&odd_last)["count"], "x");
}

#[test]
fn strictness_is_a_call() {
    let strict =
        json::from_slice_strict::<Node>(node(&json!({"count": "3"})).to_string().as_bytes());
    assert_eq!(strict.map(|_| ()).unwrap_err().path(), "$.count");
    let answer = |body: &Value| {
        let response = Response::new(Bytes::from(body.to_string()));
        Answer::new(response).json::<Node, _, Undeclared>(|node| node)
    };
    let odd = answer(&node(&json!({"count": "3"})));
    let listed = odd
        .as_ref()
        .unwrap()
        .extensions()
        .get::<Oddities>()
        .unwrap();
    let paths: Vec<String> = listed.iter().map(Fault::path).collect();
    assert_eq!(paths, ["$.count"]);
    let error = restwright_runtime::strict(odd).unwrap_err();
    assert!(
        matches!(&error, Error::Decode { fault, .. } if fault.path() == "$.count"),
        "{error}"
    );
    assert_eq!(
        error.body(),
        node(&json!({"count": "3"})).to_string().as_bytes()
    );
    let fine = answer(&node(&json!({})));
    assert!(
        fine.as_ref()
            .unwrap()
            .extensions()
            .get::<Oddities>()
            .is_none()
    );
    assert!(restwright_runtime::strict(fine).is_ok());

    let failure = |body: &'static str| {
        Answer::new(Response::new(Bytes::from_static(body.as_bytes())))
            .json_failure::<Leaf, (), _>(|leaf| leaf)
    };
    let odd = failure(r#"{"width":1,"kind":2}"#);
    assert!(odd.as_ref().unwrap_err().failure().is_some());
    assert!(matches!(
        restwright_runtime::strict(odd),
        Err(Error::Decode { .. })
    ));
}

fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        "[a-z]{0,3}".prop_map(Value::from),
    ];
    leaf.prop_recursive(3, 12, 3, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..3).prop_map(Value::from),
            prop::collection::btree_map("[a-z]{1,3}", inner, 0..3)
                .prop_map(|members| Value::Object(members.into_iter().collect())),
        ]
    })
}

/// Values of which null is none: a member of a single null is read as absent.
fn odd_members() -> impl Strategy<Value = Value> {
    let names = prop::sample::select(vec!["count", "tags", "nodes", "byName", "x"]);
    let values = any_json().prop_filter("it is null", |value| !value.is_null());
    prop::collection::btree_map(names, values, 0..4).prop_map(|members| json!(members))
}

fn rows() -> impl Strategy<Value = Vec<Vec<Option<String>>>> {
    prop::collection::vec(
        prop::collection::vec(prop::option::of("[a-z]{0,2}"), 0..3),
        0..3,
    )
}

proptest! {
    /// The law of round trips, with odd members mixed in at two levels.
    #[test]
    fn what_came_is_written_again(outer in odd_members(), inner in odd_members(), rows in rows()) {
        let mut outer = node(&outer);
        outer["rows"] = json!(rows);
        let mut inner = node(&inner);
        inner["nodes"] = json!([outer]);
        let (read, _) = read(&inner).unwrap();
        prop_assert_eq!(json::to_value(&read), inner);
    }
}
