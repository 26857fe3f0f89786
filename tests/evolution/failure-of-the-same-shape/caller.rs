use super::api::models::Problem;
use super::api::pets::Get;
use restwright_runtime::{Error, Operation, http};

fn failure(status: u16, body: &'static str) -> Error<Problem> {
    let answer = http::Response::builder().status(status).header("content-type", "application/json");
    Get::response(answer.body(body.into()).unwrap()).unwrap_err()
}

#[test]
fn knows_the_failure_that_it_knew() {
    let error = failure(404, r#"{"code":"c"}"#);
    assert_eq!(error.failure().unwrap().code.as_deref(), Some("c"));
    assert_eq!(failure(409, r#"{"code":"c"}"#).status(), 409);
    assert!(failure(403, "").failure().is_none());
}
