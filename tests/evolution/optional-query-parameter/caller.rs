use super::api::pets::Get;
use restwright_runtime::{Endpoint, Operation};

#[test]
fn asks_without_options() {
    let endpoint = Endpoint::new("https://pets.example").unwrap();
    let get = Get { id: "1" };
    let request = get.request(&endpoint).unwrap();
    assert_eq!(request.uri(), "https://pets.example/pets/1");
    let request = get.request_with(&endpoint, &Default::default()).unwrap();
    assert_eq!(request.uri(), "https://pets.example/pets/1");
}
