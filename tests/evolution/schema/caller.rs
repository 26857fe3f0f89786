use super::api::models::{Kind, Pet, PetInit};

#[test]
fn makes_what_it_made() {
    let pet = Pet::new(PetInit { name: "Tom".to_owned(), kind: Kind::Other("fox".to_owned()) });
    assert_eq!(pet.kind.as_str(), "fox");
}
