//! A value that came in one place goes into another.

use super::api::boats::{Build, BuildOptions, List};
use super::api::models::{Berth, BuildBoatBody, BuildBoatResponse, Keel};
use restwright_runtime::{Endpoint, Operation, http};

#[test]
fn what_came_goes_elsewhere() {
    let text = r#"{"boats":[{"captain":{"name":"Ann","rank":"mate"}}]}"#;
    let response = http::Response::builder()
        .header("content-type", "application/json")
        .body(text.into())
        .unwrap();
    let answer = List::response(response).unwrap().into_body();
    let captain = answer.boats.unwrap().remove(0).captain.unwrap();

    let body = BuildBoatBody::default().with_captain(captain);
    let endpoint = Endpoint::new("https://boats.example").unwrap();
    let options = BuildOptions::default().with_body(body);
    let request = Build.request_with(&endpoint, &options).unwrap();
    assert_eq!(
        request.body(),
        r#"{"captain":{"name":"Ann","rank":"mate"}}"#
    );
}

#[test]
fn an_inline_schema_that_equals_a_component_is_that_component() {
    let response: BuildBoatResponse = restwright_runtime::json::from_slice(br#"{"metres":3.0}"#).unwrap();
    let keel: Keel = response;
    assert_eq!(keel.metres, Some(3.0));
    // Two components are two types.
    assert_eq!(Berth::default().metres, None);
}
