//! Decoders of streams, by example; that the cuts do not matter is a law in `laws`.

use restwright_runtime::Event;
use restwright_runtime::stream::{EventDecoder, JsonLinesDecoder};

fn events(text: &str) -> Vec<Event> {
    EventDecoder::new()
        .push(text.as_bytes())
        .expect("it is UTF-8")
}

fn event(name: &str, data: &str, id: &str) -> Event {
    let some = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
    let mut event = Event::default();
    (event.event, event.data, event.id) = (some(name), data.to_owned(), some(id));
    event
}

#[test]
fn events_are_read_as_browsers_do() {
    for (text, expected) in [
        ("data: a\n\n", vec![event("", "a", "")]),
        (
            "data:a\r\rdata: b\r\n\r\n",
            vec![event("", "a", ""), event("", "b", "")],
        ),
        (
            "\u{feff}data: a\ndata\ndata:  b\n\n",
            vec![event("", "a\n\n b", "")],
        ),
        (
            ": comment\nevent: news\ndata: a\n\ndata: b\n\n",
            vec![event("news", "a", ""), event("", "b", "")],
        ),
        (
            "id: 1\ndata: a\n\ndata: b\n\nid\ndata: c\n\n",
            vec![event("", "a", "1"), event("", "b", "1"), event("", "c", "")],
        ),
        ("event: lost\n\ndata: a\n\n", vec![event("", "a", "")]),
        ("data\n\n", vec![event("", "", "")]),
        ("data: cut off\n", vec![]),
        ("other: a\nData: b\n\n", vec![]),
        ("id: a\0b\ndata: c\n\n", vec![event("", "c", "")]),
    ] {
        let mut read = events(text);
        for event in &mut read {
            event.id = event.id.take().filter(|id| !id.is_empty());
        }
        assert_eq!(read, expected, "{text:?}");
    }
}

#[test]
fn the_time_to_wait_is_a_number() {
    let read = events(
        "retry: 10\ndata: a\n\nretry: x\ndata: b\n\nretry: 99999999999999999999\ndata: c\n\n",
    );
    assert_eq!(
        read.iter().map(|event| event.retry).collect::<Vec<_>>(),
        [Some(10), None, None]
    );
}

#[test]
fn streams_that_are_no_text_are_refused() {
    assert!(EventDecoder::new().push(b"data: \xff\n").is_err());
    assert!(
        JsonLinesDecoder::<String>::new()
            .push(b"\"\xff\"\n")
            .is_err()
    );
}

#[test]
fn the_last_line_needs_no_end() {
    let mut decoder = JsonLinesDecoder::<i64>::new();
    assert_eq!(decoder.push(b"1\r\n\n 2\n3"), Ok(vec![1, 2]));
    assert_eq!(decoder.finish(), Ok(Some(3)));
    assert_eq!(decoder.finish(), Ok(None));
}

#[test]
fn a_line_that_is_no_value_says_so() {
    let error = JsonLinesDecoder::<Vec<i64>>::new()
        .push(b"[1]\n\n[2, \"x\"]\n")
        .expect_err("x is no number");
    assert!(error.to_string().contains("at $[1] (byte 9)"), "{error}");
}

#[test]
fn the_data_of_an_event_is_read_as_json() {
    let read = events("data: [1,\ndata: 2]\n\ndata: [DONE]\n\n");
    assert_eq!(read[0].json(), Ok(vec![1, 2]));
    assert!(read[1].json::<Vec<i32>>().is_err());
}
