use super::api::stock::Get;
use restwright_runtime::{Operation, http};

#[test]
fn further_members_are_read_by_their_own_description() {
    let text = r#"<stock site="north"><nuts unit="kg"><amount>3</amount></nuts></stock>"#;
    let answer = http::Response::builder().header("content-type", "application/xml");
    let stock = Get::response(answer.body(text.into()).unwrap()).unwrap().into_body();
    assert_eq!(stock.site.as_deref(), Some("north"));
    let nuts = &stock.other["nuts"];
    assert_eq!(nuts.unit.as_deref(), Some("kg"));
    assert_eq!(nuts.amount, Some(3));
}
