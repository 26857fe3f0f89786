use super::api::models::{Owner, Pet};
use restwright_runtime::{json, serde_json};

#[test]
fn the_tag_decides_and_an_unknown_one_keeps_its_json() {
    let text = r#"{"pets":[{"kind":"kitten","lives":9},{"kind":"dog","tricks":["sit"]},{"kind":"bird","wings":2}]}"#;
    let owner: Owner = json::from_slice(text.as_bytes()).unwrap();
    let pets = owner.pets.as_ref().unwrap();
    assert!(matches!(pets[0], Pet::Cat(_)));
    assert!(matches!(pets[1], Pet::Dog(_)));
    assert!(matches!(pets[2], Pet::Other(_)));
    let written: serde_json::Value = json::to_value(&owner);
    assert_eq!(written, serde_json::from_str::<serde_json::Value>(text).unwrap());
}
