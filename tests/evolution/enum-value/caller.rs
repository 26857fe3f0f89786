use super::api::models::Kind;
use restwright_runtime::json;

fn legs(kind: &Kind) -> Option<u8> {
    match kind {
        Kind::Cat | Kind::Dog => Some(4),
        _ => None,
    }
}

#[test]
fn knows_what_it_knew() {
    let kinds: Vec<Kind> = json::from_slice(br#"["cat","hamster"]"#).unwrap();
    assert_eq!(kinds.iter().map(legs).collect::<Vec<_>>(), [Some(4), None]);
    assert_eq!(json::to_string(&kinds), r#"["cat","hamster"]"#);
    assert_eq!(kinds[1].as_str(), "hamster");
}
