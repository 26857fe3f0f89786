use super::api::doors::{Both, Either, Global, NoneOperation, Optional};
use super::api::{BASIC, BEARER, COOKIE_KEY, KEY, OAUTH, QUERY_KEY};
use restwright_runtime::{Credential, Endpoint, Operation, http};

fn endpoint() -> Endpoint {
    Endpoint::new("https://doors.example").unwrap()
}

fn request(operation: &impl Operation, endpoint: &Endpoint) -> (String, Vec<String>) {
    let request: http::Request<_> = operation.request(endpoint).unwrap();
    let headers = request.headers().iter().filter(|(name, _)| *name != "accept");
    let headers = headers.map(|(name, value)| format!("{name}: {}", value.to_str().unwrap()));
    (request.uri().to_string(), headers.collect())
}

#[test]
fn a_credential_goes_where_its_scheme_says() {
    let keyed = endpoint().with_credential(&KEY, Credential::key("k")).unwrap();
    assert_eq!(request(&Global, &keyed).1, ["x-api-key: k"]);
    assert_eq!(request(&NoneOperation, &keyed).1, [""; 0]);
    let both = keyed.with_credential(&COOKIE_KEY, Credential::key("c")).unwrap();
    let mut headers = request(&Both, &both).1;
    headers.sort();
    assert_eq!(headers, ["cookie: session=c", "x-api-key: k"]);
}

#[test]
fn the_first_alternative_that_there_are_credentials_for_is_taken() {
    let in_query = endpoint().with_credential(&QUERY_KEY, Credential::key("q")).unwrap();
    assert_eq!(request(&Either, &in_query).0, "https://doors.example/either?api_key=q");
    let basic = in_query.with_credential(&BASIC, Credential::basic("ann", "pw")).unwrap();
    assert_eq!(request(&Either, &basic), ("https://doors.example/either".to_owned(), vec!["authorization: Basic YW5uOnB3".to_owned()]));
    let bearer = basic.with_credential(&BEARER, Credential::bearer("t")).unwrap();
    assert_eq!(request(&Either, &bearer).1, ["authorization: Bearer t"]);
}

#[test]
fn an_optional_scheme_is_used_where_it_can_be() {
    assert_eq!(request(&Optional, &endpoint()).1, [""; 0]);
    let token = endpoint().with_credential(&OAUTH, Credential::bearer("t")).unwrap();
    assert_eq!(request(&Optional, &token).1, ["authorization: Bearer t"]);
}

#[test]
fn credentials_do_not_go_over_plain_http_and_are_not_printed() {
    let plain = Endpoint::new("http://doors.example").unwrap();
    assert!(plain.with_credential(&KEY, Credential::key("k")).is_err());
    let debug = format!("{:?}", endpoint().with_credential(&KEY, Credential::key("hunter2")).unwrap());
    assert!(!debug.contains("hunter2"), "{debug}");
}
