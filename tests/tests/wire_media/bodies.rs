//! Bodies of requests but for parts and XML: JSON and its kin, forms, bytes, texts, lines.

use crate::emitted::bodies::models::{
    Change, FormsEncodedFormBody, FormsEncodedFormBodyDeep, FormsEncodedFormBodySpread,
    FormsPlainFormBody, FormsPlainFormBodyAddress, Note, PatchStep, PatchStepInit,
};
use crate::emitted::bodies::{binary, forms, json, streams, text};
use crate::{pairs, sent, sent_plain, texts};
use bytes::Bytes;
use serde_json::json as value;

#[test]
fn json_is_labelled_as_declared() {
    let body = &Note::new("é\u{1f600}\"\\\n").with_stars(9_007_199_254_740_993_i64);
    let messages = [
        (sent_plain(&json::Plain { body }), "application/json"),
        (
            sent_plain(&json::Suffix { body }),
            "application/vnd.note+json",
        ),
    ];
    for (message, media_type) in messages {
        assert_eq!(message.header("content-type"), Some(media_type));
        assert_eq!(
            message.json(),
            value!({"text": "é\u{1f600}\"\\\n", "stars": 9_007_199_254_740_993_i64})
        );
    }
}

#[test]
fn a_merge_patch_has_null_for_what_is_removed() {
    let body = &Change::default().with_text(None);
    let message = sent_plain(&json::MergePatch { body });
    assert_eq!(
        message.header("content-type"),
        Some("application/merge-patch+json")
    );
    assert_eq!(message.text(), r#"{"text":null}"#);
}

#[test]
fn a_json_patch_is_a_list_of_steps_in_order() {
    let step = |op: &str, path: &str| {
        PatchStep::new(PatchStepInit {
            op: op.to_owned(),
            path: path.to_owned(),
        })
    };
    let body = &[
        step("test", "/a~1b").with_value(value!(null)),
        step("remove", "/a~1b"),
        step("add", "/c/-").with_value(value!({"d": [1]})),
    ];
    let message = sent_plain(&json::Patch { body });
    assert_eq!(
        message.header("content-type"),
        Some("application/json-patch+json")
    );
    assert_eq!(
        message.json(),
        value!([
            {"op": "test", "path": "/a~1b", "value": null},
            {"op": "remove", "path": "/a~1b"},
            {"op": "add", "path": "/c/-", "value": {"d": [1]}},
        ])
    );
}

#[test]
fn a_form_repeats_lists_and_has_objects_in_json() {
    let body = &FormsPlainFormBody::new("a+b c&d=é%41~")
        .with_count(3)
        .with_tags(texts(&["x", "", "y,z"]))
        .with_address(FormsPlainFormBodyAddress::default().with_city("Zürich"));
    let message = sent_plain(&forms::Plain { body });
    assert_eq!(
        message.header("content-type"),
        Some("application/x-www-form-urlencoded")
    );
    assert_eq!(
        message.form(),
        pairs(&[
            ("name", "a+b c&d=é%41~"),
            ("count", "3"),
            ("tags", "x"),
            ("tags", ""),
            ("tags", "y,z"),
            ("address", r#"{"city":"Zürich"}"#),
        ])
    );
    assert!(
        message
            .text()
            .starts_with("name=a%2Bb+c%26d%3D%C3%A9%2541%7E&")
    );
}

#[test]
fn a_form_follows_its_encoding() {
    let list = texts(&["x", "y z", "1,2|3"]);
    let body = &FormsEncodedFormBody::default()
        .with_joined(list.clone())
        .with_spaced(list.clone())
        .with_piped(list)
        .with_deep(FormsEncodedFormBodyDeep::default().with_x(1).with_y(2))
        .with_spread(
            FormsEncodedFormBodySpread::default()
                .with_r(100)
                .with_g(200),
        )
        .with_document(vec![1, 2])
        .with_url("https://a.example/b?c=d&e#f");
    let message = sent_plain(&forms::Encoded { body });
    assert_eq!(
        message.form(),
        pairs(&[
            ("joined", "x,y z,1,2|3"),
            ("spaced", "x y z 1,2|3"),
            ("piped", "x|y z|1,2|3"),
            ("deep[x]", "1"),
            ("deep[y]", "2"),
            ("R", "100"),
            ("G", "200"),
            ("document", "[1,2]"),
            ("url", "https://a.example/b?c=d&e#f"),
        ])
    );
    let form = message.text();
    assert!(form.contains("joined=x,y+z,1%2C2%7C3&"), "{form}");
    assert!(form.contains("piped=x%7Cy+z%7C1%2C2%7C3&"), "{form}");
    assert!(
        form.ends_with("&url=https://a.example/b?c=d%26e%23f"),
        "{form}"
    );
}

#[test]
fn bytes_are_sent_as_they_are() {
    let content = Bytes::from((0..=255).collect::<Vec<u8>>());
    let body = &content;
    let any = |content_type: Option<&str>| {
        let options = binary::AnyOptions {
            content_type: content_type.map(str::to_owned),
        };
        sent(&binary::Any { body }, &options)
    };
    let messages = [
        (
            sent_plain(&binary::BytesOperation { body }),
            "application/octet-stream",
        ),
        (sent_plain(&binary::Image { body }), "image/png"),
        (any(None), "application/octet-stream"),
        (
            any(Some("audio/ogg; codecs=opus")),
            "audio/ogg; codecs=opus",
        ),
    ];
    for (message, media_type) in messages {
        assert_eq!(message.header("content-type"), Some(media_type));
        assert_eq!(message.body, content);
        assert_eq!(message.header("content-length"), Some("256"));
    }
}

#[test]
fn texts_are_utf_8() {
    let body = "é,\u{1f600}\r\n";
    let messages = [
        (sent_plain(&text::Plain { body }), "text/plain"),
        (sent_plain(&text::Csv { body }), "text/csv; charset=utf-8"),
    ];
    for (message, media_type) in messages {
        assert_eq!(message.header("content-type"), Some(media_type));
        assert_eq!(message.text(), body);
    }
}

#[test]
fn lines_are_a_json_text_each() {
    let body = &[Note::new("a\nb"), Note::new("c").with_stars(1)];
    let message = sent_plain(&streams::Lines { body });
    assert_eq!(message.header("content-type"), Some("application/jsonl"));
    let lines = message.text().lines();
    let read: Vec<serde_json::Value> = lines
        .map(|line| serde_json::from_str(line).expect("a line is JSON"))
        .collect();
    assert_eq!(
        read,
        [value!({"text": "a\nb"}), value!({"text": "c", "stars": 1})]
    );
}
