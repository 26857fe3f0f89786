use super::api::pets::{Get, GetFailure};
use restwright_runtime::{Error, Operation, http};

fn failure(status: u16) -> Error<GetFailure> {
    let answer = http::Response::builder().status(status).header("content-type", "application/json");
    Get::response(answer.body(r#"{"code":"c"}"#.into()).unwrap()).unwrap_err()
}

#[test]
fn knows_the_failure_that_it_knew() {
    let code = match failure(404).into_failure().unwrap() {
        GetFailure::NotFound(body) => body.code,
        _ => None,
    };
    assert_eq!(code.as_deref(), Some("c"));
    assert_eq!(failure(500).status(), 500);
}
