use super::api::models::{
    Deep, Hold, HoldAuto, Level, LevelString, Lists, Loose, Same, Source, SourceUrl, Status, StatusBusy, Titled, Untold,
};
use restwright_runtime::json;

#[test]
fn arms_are_called_by_what_tells_them_apart() {
    let busy = Status::from(StatusBusy::default().with_detail("d"));
    assert_eq!(json::to_string(&busy), r#"{"type":"busy","detail":"d"}"#);
    assert!(matches!(json::from_slice(br#"{"type":"idle"}"#), Ok(Status::Idle(_))));
    assert!(matches!(json::from_slice(br#"{"mode":"slow"}"#), Ok(Untold::Slow(_))));
    assert_eq!(Hold::Auto(HoldAuto::Auto), json::from_slice(b"\"auto\"").unwrap());
    assert_eq!(Level::String(LevelString::Low), json::from_slice(b"\"low\"").unwrap());
    assert!(matches!(json::from_slice(b"[1]"), Ok(Lists::ListOfInteger(_))));
    assert!(matches!(json::from_slice(b"[\"a\"]"), Ok(Lists::ListOfString(_))));
    assert!(matches!(json::from_slice(b"[[1.5]]"), Ok(Deep::ListOfListOfNumber(_))));
    assert!(matches!(json::from_slice(b"{\"a\":true}"), Ok(Deep::MapOfBoolean(_))));
    assert_eq!(json::to_string(&Source::from(SourceUrl::new("u"))), r#"{"url":"u"}"#);
    assert!(matches!(json::from_slice(b"{}"), Ok(Loose::Object(_))));
    assert!(matches!(json::from_slice(br#"{"a":1}"#), Ok(Same::Variant2(_))));
    assert!(matches!(json::from_slice(br#"{"a":"whole"}"#), Ok(Titled::Whole(_))));
}
