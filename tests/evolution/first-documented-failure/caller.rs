use super::api::pets::Get;
use restwright_runtime::{Operation, http};

#[test]
fn reads_the_status_of_every_failure() {
    let answer = http::Response::builder().status(404).header("content-type", "application/json");
    let error = Get::response(answer.body(r#"{"code":"c"}"#.into()).unwrap()).unwrap_err();
    assert_eq!(error.status(), 404);
    assert_eq!(error.body().as_ref(), br#"{"code":"c"}"#);
}
