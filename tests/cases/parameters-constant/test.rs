use super::api::items::List;
use restwright_runtime::{Endpoint, Operation};

#[test]
fn what_the_description_fixes_is_sent_unasked() {
    let list = List { subscription_id: "s", max: 3 };
    let request = list.request(&Endpoint::new("https://constants.example").unwrap()).unwrap();
    let uri = request.uri();
    assert_eq!(uri.path(), "/s/items");
    let mut query: Vec<&str> = uri.query().unwrap().split('&').collect();
    query.sort_unstable();
    assert_eq!(query, ["api-version=2020-01-01", "comp=list", "max=3"]);
    assert_eq!(request.headers()["x-ms-version"], "2019-12-12");
}

#[test]
fn the_endpoint_may_ask_for_another_version() {
    let endpoint = Endpoint::new("https://constants.example").unwrap().with_api_version("2030-01-01");
    let request = List { subscription_id: "s", max: 3 }.request(&endpoint).unwrap();
    assert!(request.uri().query().unwrap().contains("api-version=2030-01-01"));
}
