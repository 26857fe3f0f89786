use super::api::locks::{Count, List, Set, SetOptions};
use super::api::models::{Lock, LockProperties};
use restwright_runtime::{Endpoint, Operation};

fn endpoint() -> Endpoint {
    Endpoint::new("https://azure.example").unwrap()
}

#[test]
fn encoded_values_stay_encoded_but_in_their_place() {
    let body = Lock::new(LockProperties::new("CanNotDelete"));
    let set = |scope| Set { scope, lock_name: "a/b", body: &body }.request(&endpoint());
    let request = set("/subscriptions/s/resourceGroups/g").unwrap();
    assert_eq!(request.uri().path(), "/subscriptions/s/resourceGroups/g/locks/a%2Fb");
    for scope in ["subscriptions/../s", "s?x=1", "s#f"] {
        assert!(set(scope).unwrap_err().to_string().contains("scope"), "{scope}");
    }
    let options = SetOptions::default().with_filter_expression("a%20eq%201").with_if_match("*");
    let request = Set { scope: "s", lock_name: "l", body: &body }.request_with(&endpoint(), &options).unwrap();
    assert_eq!(request.uri().query(), Some("$filter=a%20eq%201"));
    assert_eq!(request.headers()["if-match"], "*");
}

#[test]
fn a_query_in_a_path_is_sent() {
    assert_eq!(List.request(&endpoint()).unwrap().uri(), "https://azure.example/locks?comp=list");
    assert_eq!(Count.request(&endpoint()).unwrap().uri(), "https://azure.example/locks?comp=count");
}
