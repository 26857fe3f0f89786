use super::api::{files, styles, types};
use restwright_runtime::{Endpoint, Operation};
use std::collections::BTreeMap;

fn endpoint() -> Endpoint {
    Endpoint::new("https://paths.example").unwrap()
}

#[test]
fn a_value_stays_in_its_place_in_the_segment() {
    let get = files::Get { dir: "a/b", name: "read.me", ext: &super::api::models::FilesGetExt::Md };
    assert_eq!(get.request(&endpoint()).unwrap().uri().path(), "/files/a%2Fb/read.me.md");
}

#[test]
fn a_value_is_never_a_place_for_another() {
    let get = types::Get { r#type: "{major}", major: 2, item_id: &7.into() };
    assert_eq!(get.request(&endpoint()).unwrap().uri().path(), "/types/%7Bmajor%7D/v2/7/");
}

#[test]
fn styles_are_those_of_rfc_6570() {
    let point = BTreeMap::from([("x".to_owned(), 1), ("y".to_owned(), 2)]);
    let get = styles::Get { list: &[1, 2], point: &point, label: &["a".to_owned(), "b".to_owned()], matrix: "m;" };
    assert_eq!(
        get.request(&endpoint()).unwrap().uri().path(),
        "/simple/1,2/x=1,y=2/label.a.b/matrix;matrix=m%3B"
    );
}
