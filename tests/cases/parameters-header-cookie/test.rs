use super::api::models::ThingsListXPoint;
use super::api::things::{List, ListOptions};
use restwright_runtime::{Endpoint, Operation};

#[test]
fn headers_and_cookies_follow_their_style() {
    let options = ListOptions::default()
        .with_x_ids(vec![1, 2])
        .with_x_point(ThingsListXPoint::default().with_x(1).with_y(2))
        .with_session_id("a b")
        .with_flags(vec!["x".to_owned(), "y".to_owned()]);
    let endpoint = Endpoint::new("https://headers.example").unwrap();
    let request = List { if_match: "*" }.request_with(&endpoint, &options).unwrap();
    let header = |name: &str| request.headers()[name].to_str().unwrap().to_owned();
    assert_eq!(header("if-match"), "*");
    assert_eq!(header("x-ids"), "1,2");
    assert_eq!(header("x-point"), "x=1,y=2");
    assert_eq!(header("accept"), "application/json");
    assert!(header("cookie").starts_with("session-id=a%20b"), "{}", header("cookie"));
    assert!(!request.headers().contains_key("content-type"));
}

#[test]
fn a_header_cannot_hold_a_line_end() {
    let endpoint = Endpoint::new("https://headers.example").unwrap();
    let error = List { if_match: "a\r\nb: c" }.request(&endpoint).unwrap_err();
    assert!(error.to_string().contains("If-Match"), "{error}");
}
