use super::api::files::{Replace, ReplaceEndpointOptions};
use super::api::{Endpoint2Options, Endpoint5Options, endpoint_2, endpoint_2_with, endpoint_5, endpoint_5_with};

#[test]
fn variables_have_their_defaults() {
    assert_eq!(endpoint_2().unwrap().to_string(), "https://eu.api.example:443/v1");
    assert_eq!(endpoint_5("https").unwrap().to_string(), "https://free.example");
    assert_eq!(Replace::endpoint().unwrap().to_string(), "https://west.replace.example");
}

#[test]
fn others_are_given_by_name() {
    let options = Endpoint2Options::default().with_type("v2").with_region("us");
    assert_eq!(endpoint_2_with(&options).unwrap().to_string(), "https://us.api.example:443/v2");
    let options = Endpoint5Options::default().with_tier("paid");
    assert_eq!(endpoint_5_with("https", &options).unwrap().to_string(), "https://paid.example");
    let options = ReplaceEndpointOptions::default().with_zone("east");
    assert_eq!(Replace::endpoint_with(&options).unwrap().to_string(), "https://east.replace.example");
}
