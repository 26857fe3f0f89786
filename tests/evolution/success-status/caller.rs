use super::api::models::Pet;
use super::api::pets::Get;
use restwright_runtime::{Operation, http};

#[test]
fn reads_the_answer_as_the_type_that_all_successes_share() {
    let answer = http::Response::builder().status(200).header("content-type", "application/json");
    let pet: Pet = Get::response(answer.body(r#"{"name":"Tom","kind":"cat"}"#.into()).unwrap()).unwrap().into_body();
    assert_eq!(pet.name, "Tom");
}
