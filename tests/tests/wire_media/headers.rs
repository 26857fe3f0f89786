//! Parameters in headers: `simple`, with and without `explode`, and documents.

use crate::emitted::styles::headers::{Simple, SimpleOptions};
use crate::emitted::styles::models::{Color, HeadersSimpleXDocument};
use crate::{color, names, refused, sent, texts};
use restwright_runtime::{Endpoint, Operation, Secret};

#[test]
fn simple_is_the_row_of_the_table() {
    let options = SimpleOptions {
        x_p: Some("blue".to_owned()),
        x_a: Some(names()),
        x_o: Some(color()),
        x_each: Some(names()),
        x_pairs: Some(color()),
        ..SimpleOptions::default()
    };
    let message = sent(&Simple, &options);
    for (name, value) in [
        ("x-p", "blue"),
        ("x-a", "blue,black,brown"),
        ("x-o", "R,100,G,200,B,150"),
        ("x-each", "blue,black,brown"),
        ("x-pairs", "R=100,G=200,B=150"),
    ] {
        assert_eq!(message.all(name), [value], "{name}");
    }
}

#[test]
fn empty_lists_and_objects_are_no_headers_and_an_empty_text_is_one() {
    let options = SimpleOptions {
        x_p: Some(String::new()),
        x_a: Some(Vec::new()),
        x_o: Some(Color::default()),
        ..SimpleOptions::default()
    };
    let message = sent(&Simple, &options);
    assert_eq!(message.all("x-p"), [""]);
    assert!(message.all("x-a").is_empty());
    assert!(message.all("x-o").is_empty());
}

#[test]
fn values_are_not_percent_encoded() {
    let text = "\"a b\", %20;=\tc";
    let options = SimpleOptions {
        x_p: Some(text.to_owned()),
        ..SimpleOptions::default()
    };
    assert_eq!(sent(&Simple, &options).header("x-p"), Some(text));
}

#[test]
fn what_a_header_cannot_carry_is_refused_by_name() {
    let cases = [
        ("a\r\nX-Other: b", "control character"),
        ("a\nb", "control character"),
        ("a\0", "control character"),
        ("\u{7f}", "control character"),
        ("é", "not ASCII"),
        (" a", "white space"),
        ("a\t", "white space"),
    ];
    for (text, why) in cases {
        let options = [
            SimpleOptions {
                x_p: Some(text.to_owned()),
                ..SimpleOptions::default()
            },
            SimpleOptions {
                x_p: Some("x".to_owned()),
                authorization: Some(text.to_owned()),
                ..SimpleOptions::default()
            },
        ];
        for (options, name) in options.iter().zip(["X-P", "Authorization"]) {
            let error = refused(&Simple, options);
            assert!(error.starts_with(&format!("header {name:?}")), "{error}");
            assert!(error.contains(why), "{error}");
            assert!(!error.contains("X-Other"), "{error}");
        }
    }
    let options = SimpleOptions {
        x_a: Some(texts(&["a", "b\r\nX-Other: c"])),
        ..SimpleOptions::default()
    };
    assert!(refused(&Simple, &options).starts_with("header \"X-A\""));
}

#[test]
fn a_document_in_json_is_ascii() {
    let text = "é\u{1f600}\u{7f}\"\r\n";
    let document = HeadersSimpleXDocument::default().with_text(text);
    let options = SimpleOptions {
        x_document: Some(document),
        ..SimpleOptions::default()
    };
    let message = sent(&Simple, &options);
    let header = message.header("x-document").unwrap();
    assert!(
        header.bytes().all(|byte| (0x20..0x7f).contains(&byte)),
        "{header}"
    );
    let read: serde_json::Value = serde_json::from_str(header).unwrap();
    assert_eq!(read, serde_json::json!({ "text": text }));
}

#[test]
fn secrets_do_not_show() {
    let endpoint = Endpoint::new("https://styles.example").unwrap();
    let options = SimpleOptions {
        x_secret: Some(Secret::from("open sesame")),
        ..SimpleOptions::default()
    };
    assert!(format!("{options:?}").contains("***"), "{options:?}");
    let request = Simple.request_with(&endpoint, &options).unwrap();
    assert_eq!(request.headers()["x-secret"], "open sesame");
    let options = SimpleOptions {
        authorization: Some("open sesame".to_owned()),
        ..SimpleOptions::default()
    };
    let other = Simple.request_with(&endpoint, &options).unwrap();
    for text in [format!("{request:?}"), format!("{other:?}")] {
        assert!(!text.contains("sesame"), "{text}");
    }
}
