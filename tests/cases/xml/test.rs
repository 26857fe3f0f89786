use super::api::books::Set;
use super::api::models::{Book, Shelf};
use restwright_runtime::{Endpoint, Operation, http};

#[test]
fn a_body_is_written_and_read_as_xml() {
    let book = Book::default().with_language("en").with_title("A & B");
    let shelf = Shelf::default().with_id(1).with_books(vec![book]).with_labels(vec!["x".to_owned(), "y".to_owned()]);
    let request = Set { body: &shelf }.request(&Endpoint::new("https://xml.example").unwrap()).unwrap();
    assert_eq!(request.headers()["content-type"], "application/xml");
    let text = String::from_utf8(request.body().to_vec()).unwrap();
    assert!(text.contains(r#"<s:shelf xmlns:s="urn:shelf" id="1">"#), "{text}");
    assert!(text.contains(r#"<books><book lang="en">A &amp; B</book></books>"#), "{text}");
    assert!(text.contains("<label>x</label><label>y</label>"), "{text}");

    let answer = http::Response::builder().header("content-type", "application/xml");
    let read = Set::response(answer.body(request.into_body()).unwrap()).unwrap().into_body();
    assert_eq!(read, shelf);
}
