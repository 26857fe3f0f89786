use super::api::models::{Book, Shelf};
use super::api::shelf::Put;
use restwright_runtime::{Endpoint, Operation};

#[test]
fn the_items_of_a_named_list_are_written_as_described() {
    let shelf = Shelf::default().with_books(vec![Book::default().with_title("Emma")]);
    let request = Put { body: &shelf }.request(&Endpoint::new("https://xml.example").unwrap()).unwrap();
    let text = String::from_utf8(request.body().to_vec()).unwrap();
    assert!(text.contains(r#"<books><book title="Emma"/></books>"#), "{text}");
}
