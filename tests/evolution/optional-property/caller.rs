use super::api::models::{Kind, Pet, PetInit};
use restwright_runtime::json;

#[test]
fn makes_reads_and_takes_apart() {
    let pet = Pet::new(PetInit { name: "Tom".to_owned(), kind: Kind::Cat }).with_age(3);
    let Pet { name, age, .. } = &pet;
    assert_eq!((name.as_str(), *age), ("Tom", Some(3)));
    assert_eq!(json::to_string(&pet), r#"{"name":"Tom","kind":"cat","age":3}"#);
}
