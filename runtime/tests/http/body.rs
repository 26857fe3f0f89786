//! Bodies of a request: each codec, and the label that it gets.

use crate::support::{Color, built, refusal};
use bytes::Bytes;
use restwright_runtime::{Event, FieldEncoding, RequestBuilder, Style};

/// The body as text, and its `content-type`; `-` for none.
fn body(build: impl FnOnce(&mut RequestBuilder<'_>)) -> (String, String) {
    let request = built(build);
    let media = request.headers().get("content-type");
    let media = media.map_or("-".to_owned(), |value| {
        value.to_str().expect("it is ASCII").to_owned()
    });
    (
        String::from_utf8(request.into_body().to_vec()).expect("it is UTF-8"),
        media,
    )
}

fn pair(body: &str, media: &str) -> (String, String) {
    (body.to_owned(), media.to_owned())
}

#[test]
fn json() {
    let media = "application/merge-patch+json";
    assert_eq!(
        body(|request| request.json(media, &Color::FULL)),
        pair(r#"{"R":100,"G":200,"B":150}"#, media)
    );
    assert_eq!(
        body(|request| request.json("*/*", &true)),
        pair("true", "application/json")
    );
    assert_eq!(
        body(|request| request.json(media, &Some(None::<i32>))),
        pair("null", media)
    );
}

#[test]
fn absent_bodies_have_no_label() {
    let request = built(|request| {
        request.json("application/json", &None::<i32>);
        request.text("text/plain", &None::<String>);
        request.bytes("image/png", None);
        request.form("application/x-www-form-urlencoded", &None::<Color>, &[]);
        request.multipart("multipart/form-data", None, &[]);
        request.multipart_value("multipart/form-data", &None::<Color>, &[]);
        request.json_lines("application/jsonl", &None::<Vec<i32>>);
        request.event_stream("text/event-stream", &None::<Vec<Event>>);
    });
    assert!(request.headers().is_empty());
    assert!(request.body().is_empty());
}

#[test]
fn texts_and_bytes() {
    assert_eq!(
        body(|request| request.text("text/csv", &"a,é")),
        pair("a,é", "text/csv")
    );
    assert_eq!(
        body(|request| request.text("text/*", &12)),
        pair("12", "text/plain")
    );
    let content = Bytes::from_static(b"png");
    assert_eq!(
        body(|request| request.bytes("image/png", &content)),
        pair("png", "image/png")
    );
    assert_eq!(
        body(|request| request.bytes("image/*", &Some(content))),
        pair("png", "application/octet-stream")
    );
}

#[test]
fn lines_and_events() {
    let values = vec![serde_json::json!({"a": "x\ny"}), serde_json::json!(2)];
    assert_eq!(
        body(|request| request.json_lines("application/jsonl", &values)),
        pair("{\"a\":\"x\\ny\"}\n2\n", "application/jsonl")
    );
    let mut event = Event::default();
    event.event = Some("news".to_owned());
    event.data = "a\nb".to_owned();
    assert_eq!(
        body(|request| request.event_stream("text/event-stream", &vec![event])),
        pair("event: news\ndata: a\ndata: b\n\n", "text/event-stream")
    );
    assert!(
        refusal(|request| request.json_lines("application/jsonl", &1))
            .starts_with("body is not a list")
    );
}

const FORM: &str = "application/x-www-form-urlencoded";

#[test]
fn forms_are_as_the_url_standard_writes_them() {
    let value = serde_json::json!({"a": "x y+z&~*-._é", "b": 1.5, "c": true, "d": null, "e f": ""});
    assert_eq!(
        body(|request| request.form(FORM, &value, &[])),
        pair("a=x+y%2Bz%26%7E*-._%C3%A9&b=1.5&c=true&e+f=", FORM)
    );
}

#[test]
fn lists_repeat_and_objects_are_json_in_a_form() {
    let value = serde_json::json!({"ids": [1, 2], "address": {"city": "X Y"}, "none": []});
    assert_eq!(
        body(|request| request.form(FORM, &value, &[])).0,
        "address=%7B%22city%22%3A%22X+Y%22%7D&ids=1&ids=2"
    );
}

#[test]
fn fields_of_a_form_may_have_a_style_or_a_type() {
    let value = serde_json::json!({"ids": ["a,b", "c d"], "deep": {"a": {"b": "x y"}}, "json": [1, 2], "reserved": "a/b&c"});
    let fields = [
        FieldEncoding::new("ids").style(Style::FORM.explode(false)),
        FieldEncoding::new("deep").style(Style::DEEP_OBJECT),
        FieldEncoding::new("json").content_type("application/json"),
        FieldEncoding::new("reserved").style(Style::FORM.allow_reserved(true)),
    ];
    assert_eq!(
        body(|request| request.form(FORM, &value, &fields)).0,
        "deep%5Ba%5D%5Bb%5D=x+y&ids=a%2Cb,c+d&json=%5B1%2C2%5D&reserved=a/b%26c"
    );
}

#[test]
fn a_form_must_have_members() {
    assert!(
        refusal(|request| request.form(FORM, &vec![1], &[])).starts_with("body is not an object")
    );
    assert!(
        refusal(|request| request.multipart_value("multipart/form-data", &1, &[]))
            .starts_with("body is not an object")
    );
}
