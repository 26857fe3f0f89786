use super::api::models::{Back, BackState, Forth, ForthState, Looped, Said, SaidCode, TextFirst, TextLast};
use restwright_runtime::formats::Uuid;
use restwright_runtime::json;
use restwright_runtime::serde_json::json as value;

#[test]
fn a_constant_is_written_whichever_part_has_it() {
    let expected = value!({"kind": "TEXT", "id": "1"});
    assert_eq!(json::to_value(&TextFirst::new("1")), expected);
    assert_eq!(json::to_value(&TextLast::new("1")), expected);
}

#[test]
fn the_narrower_part_counts_in_both_orders() {
    let sent = value!({
        "state": "idle", "count": 7, "note": "n", "label": "l", "point": {"x": 1.0, "y": 2.0},
        "tags": ["a", "z"], "ages": {"Rex": 3}
    });
    let (forth, back): (Forth, Back) = (json::from_value(&sent).unwrap(), json::from_value(&sent).unwrap());
    assert_eq!((forth.state.clone(), back.state.clone()), (ForthState::Idle, BackState::Idle));
    let (_, _): (Option<i32>, Option<i32>) = (forth.count, back.count);
    let (_, _): (Option<&Uuid>, Option<&Uuid>) = (forth.id.as_ref(), back.id.as_ref());
    let (_, _): (Option<i32>, Option<i32>) = (forth.total, back.total);
    let (_, _): (&String, &String) = (&forth.note, &back.note);
    assert_eq!(forth.point.as_ref().map(|point| point.y), back.point.as_ref().map(|point| point.y));
    assert_eq!(forth.ages.as_ref().and_then(|ages| ages.get("Rex")), Some(&3_i32));
    assert_eq!((json::to_value(&forth), json::to_value(&back)), (sent.clone(), sent));
}

#[test]
fn parts_that_contradict_each_other_both_stay() {
    let said: Said = json::from_slice(br#"{"code":4}"#).unwrap();
    assert!(matches!(said.code, Some(SaidCode::Integer(4))), "{said:?}");
}

#[test]
fn what_contains_itself_is_one_type() {
    let text = r#"{"self":{"self":{"name":"deep"},"name":"inner"}}"#;
    let looped: Looped = json::from_slice(text.as_bytes()).unwrap();
    assert_eq!(json::to_string(&looped), text);
}
