use super::api::models::{Event, Holder};
use restwright_runtime::json;
use restwright_runtime::serde_json::json as value;

#[test]
fn a_mapping_on_a_base_names_the_tags() {
    let sent = value!({
        "event": {"kind": "made", "at": "never", "name": "n"},
        "events": {"a": {"kind": "gone", "reason": "r"}, "b": {"kind": "new"}}
    });
    let holder: Holder = json::from_value(&sent).unwrap();
    assert!(matches!(holder.event, Some(Event::Made(_))), "{holder:?}");
    assert_eq!(json::to_value(&holder), sent);
}
