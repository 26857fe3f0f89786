use super::api::models::Pet;
use super::api::pets::Get;
use restwright_runtime::{Operation, http};

#[test]
fn reads_the_answer_and_its_headers() {
    let answer = http::Response::builder().header("etag", "7").header("content-type", "application/json");
    let answer = answer.body(r#"{"name":"Tom","kind":"cat"}"#.into()).unwrap();
    let pet: http::Response<Pet> = Get::response(answer).unwrap();
    assert_eq!(pet.headers()["etag"], "7");
    assert_eq!(pet.body().name, "Tom");
}
