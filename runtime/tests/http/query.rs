//! Values in a query.

use crate::support::{endpoint, query, refusal};
use restwright_runtime::{RequestBuilder, Style};

#[test]
fn every_value_stays_in_its_pair() {
    for (value, expected) in [
        ("a b+c", "$filter=a%20b%2Bc"),
        ("a&b=c#d", "$filter=a%26b%3Dc%23d"),
        ("é", "$filter=%C3%A9"),
        ("", "$filter="),
    ] {
        let rendered = query(|request| request.query("$filter", Style::FORM, &value));
        assert_eq!(rendered, expected, "{value:?}");
    }
}

#[test]
fn names_are_encoded_where_they_must_be() {
    for (name, expected) in [
        ("@odata.x", "@odata.x=1"),
        ("a b&c=d", "a%20b%26c%3Dd=1"),
        ("ids[]", "ids%5B%5D=1"),
    ] {
        assert_eq!(
            query(|request| request.query(name, Style::FORM, &1)),
            expected
        );
    }
}

#[test]
fn absent_and_null_values_are_nothing() {
    let rendered = query(|request| {
        request.query("a", Style::FORM, &None::<String>);
        request.query("b", Style::FORM, &serde_json::Value::Null);
        request.query_raw("c", &None::<String>);
        request.query_content("d", "application/json", &None::<String>);
    });
    assert_eq!(rendered, "");
}

#[test]
fn pairs_keep_the_order_of_the_calls() {
    let rendered = query(|request| {
        request.query_constant("comp", "list all");
        request.query("$top", Style::FORM, &Some(5));
        request.api_version("api-version", "2017-04-26");
    });
    assert_eq!(rendered, "comp=list%20all&$top=5&api-version=2017-04-26");
}

#[test]
fn the_endpoint_overrides_the_version() {
    let endpoint = endpoint().with_api_version("2020-01-01");
    let mut request = RequestBuilder::new("GET", &endpoint);
    request.api_version("api-version", "2017-04-26");
    let request = request.finish().expect("nothing is refused");
    assert_eq!(
        request.uri(),
        "https://api.example/base?api-version=2020-01-01"
    );
}

#[test]
fn raw_values_are_as_the_caller_encoded_them() {
    let rendered = query(|request| request.query_raw("f", &"a%20b+c=d/é ["));
    assert_eq!(rendered, "f=a%20b+c=d/%C3%A9%20%5B");
    for value in ["a&b", "a#b"] {
        let text = refusal(|request| request.query_raw("f", &value));
        assert!(text.starts_with("query parameter \"f\""), "{text}");
    }
}

#[test]
fn documents() {
    let value = serde_json::json!({"a": [1, "b"]});
    let rendered = query(|request| request.query_content("f", "application/json", &value));
    assert_eq!(rendered, "f=%7B%22a%22%3A%5B1%2C%22b%22%5D%7D");
    let rendered = query(|request| request.query_content("f", "text/plain", &"a b"));
    assert_eq!(rendered, "f=a%20b");
}

#[test]
fn a_whole_query_is_a_form_or_a_document() {
    let value = serde_json::json!({"a": "x y", "b": [1, 2]});
    let rendered =
        query(|request| request.query_string("application/x-www-form-urlencoded", &value));
    assert_eq!(rendered, "a=x+y&b=1&b=2");
    let rendered = query(|request| request.query_string("application/json", &value));
    assert_eq!(
        rendered,
        "%7B%22a%22%3A%22x%20y%22%2C%22b%22%3A%5B1%2C2%5D%7D"
    );
}
