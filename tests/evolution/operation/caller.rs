use super::api::pets::Get;
use restwright_runtime::{Endpoint, Operation};

#[test]
fn calls_what_it_called() {
    let endpoint = Endpoint::new("https://pets.example/base/").unwrap();
    let request = Get { id: "a/b" }.request(&endpoint).unwrap();
    assert_eq!(request.uri(), "https://pets.example/base/pets/a%2Fb");
}
