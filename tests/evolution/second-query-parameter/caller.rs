use super::api::pets::{Get, GetOptions};
use restwright_runtime::{Endpoint, Operation};

#[test]
fn asks_with_an_option() {
    let endpoint = Endpoint::new("https://pets.example").unwrap();
    let options = GetOptions::default().with_view("full");
    let request = Get { id: "1" }.request_with(&endpoint, &options).unwrap();
    assert_eq!(request.uri(), "https://pets.example/pets/1?view=full");
}
