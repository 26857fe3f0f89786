use super::api::chat::{List, Plain, Say, Tail};
use super::api::models::{Note, Word};
use restwright_runtime::json::Fault;
use restwright_runtime::{Streamed, stream::Event};

fn read<O: Streamed>(data: &str) -> Result<O::Item, Fault> {
    let mut event = Event::default();
    event.data = data.to_owned();
    O::read(event)
}

#[test]
fn the_data_of_an_event_is_what_its_content_is() {
    let word: Word = read::<Say>(r#"{"text": "hello"}"#).unwrap();
    assert_eq!(word, read::<List>(r#"{"text": "hello"}"#).unwrap());
    assert_eq!(read::<Tail>(r#"{"at": 7}"#).unwrap().at, 7);
    assert!(read::<Say>("hello").is_err());
}

#[test]
fn other_texts_stay_texts() {
    let event: Event = read::<Plain>("a,b").unwrap();
    assert_eq!(event.data, "a,b");
    let note = Note::default().with_json(r#"{"text": 1}"#);
    assert_eq!(note.json.as_deref(), Some(r#"{"text": 1}"#));
}
