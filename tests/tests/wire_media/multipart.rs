//! `multipart/form-data` as RFC 7578 has it: parts with their own types, file names, further headers, names of any kind.

use crate::emitted::bodies::models::{
    Note, PartsAllMultipartBody, PartsAllMultipartBodyInit, PartsOptionalMultipartBody,
};
use crate::emitted::bodies::parts::{All, AllOptions, Optional, OptionalOptions};
use crate::judge::Part;
use crate::{pairs, refused, sent, texts};
use restwright_runtime::File;

fn body(photo: File) -> PartsAllMultipartBody {
    PartsAllMultipartBody::new(PartsAllMultipartBodyInit {
        title: "A title".to_owned(),
        photo,
    })
}

fn part(name: &str, content_type: &str, content: &[u8]) -> Part {
    Part {
        name: name.to_owned(),
        file_name: None,
        content_type: content_type.to_owned(),
        headers: Vec::new(),
        content: content.to_vec(),
    }
}

fn file(name: &str, file_name: &str, content_type: &str, content: &[u8]) -> Part {
    Part {
        file_name: Some(file_name.to_owned()),
        ..part(name, content_type, content)
    }
}

#[test]
fn parts_are_what_the_description_says() {
    let photo = File::new(vec![0x89, 0x0d, 0x0a, 0x2d, 0x2d]).with_file_name("a.png");
    let body = &body(photo)
        .with_count(3)
        .with_meta(Note::new("é"))
        .with_labels(texts(&["x", "ü", ""]))
        .with_notes(vec![Note::new("one"), Note::new("two")])
        .with_joined(texts(&["x", "y,z"]))
        .with_pages(vec![
            File::new("1")
                .with_file_name("1.txt")
                .with_content_type("text/plain"),
            File::new("2"),
        ]);
    let options = AllOptions {
        photo_x_sizes: Some(vec![1, 2]),
        title_x_language: Some("en".to_owned()),
    };
    let operation = All {
        body,
        photo_x_digest: "sha-256=:AA==:",
    };
    let parts = sent(&operation, &options).parts();
    let expected = [
        Part {
            headers: pairs(&[("x-kind", "short"), ("x-language", "en")]),
            ..part("title", "text/plain", b"A title")
        },
        part("count", "text/plain", b"3"),
        part(
            "meta",
            "application/vnd.note+json",
            "{\"text\":\"é\"}".as_bytes(),
        ),
        part("labels", "text/plain", b"x"),
        part("labels", "text/plain; charset=utf-8", "ü".as_bytes()),
        part("labels", "text/plain", b""),
        part("notes", "application/json", br#"{"text":"one"}"#),
        part("notes", "application/json", br#"{"text":"two"}"#),
        part("joined", "text/plain", b"x,y,z"),
        Part {
            headers: pairs(&[("x-digest", "sha-256=:AA==:"), ("x-sizes", "1,2")]),
            ..file("photo", "a.png", "image/png", b"\x89\r\n--")
        },
        file("pages", "1.txt", "text/plain", b"1"),
        file("pages", "pages", "application/octet-stream", b"2"),
    ];
    assert_eq!(parts.len(), expected.len());
    for (part, expected) in parts.iter().zip(&expected) {
        assert_eq!(part, expected);
    }
}

/// RFC 7578, 5.1: names are UTF-8. Quotes and line breaks are escaped as the HTML Standard has it.
#[test]
fn names_of_any_kind_are_one_name() {
    let photo = File::new("p").with_file_name("ü \"a\"\r\nX-Other: b;\\.png");
    let body = &body(photo).with_na_me_é("v");
    let operation = All {
        body,
        photo_x_digest: "d",
    };
    let parts = sent(&operation, &AllOptions::default()).parts();
    let names: Vec<&str> = parts.iter().map(|part| part.name.as_str()).collect();
    assert_eq!(names, ["title", "na%22me é", "photo"]);
    assert_eq!(
        parts[2].file_name.as_deref(),
        Some("ü %22a%22%0D%0AX-Other: b;\\.png")
    );
    assert_eq!(parts[2].headers, pairs(&[("x-digest", "d")]));
}

#[test]
fn a_content_may_look_like_the_end_of_a_part() {
    let bare = sent(
        &All {
            body: &body(File::new("")),
            photo_x_digest: "d",
        },
        &AllOptions::default(),
    );
    let boundary = multer::parse_boundary(bare.header("content-type").unwrap()).unwrap();
    let content = format!("\r\n--{boundary}\r\n\r\n--{boundary}--\r\n");
    let message = sent(
        &All {
            body: &body(File::new(content.clone())),
            photo_x_digest: "d",
        },
        &AllOptions::default(),
    );
    let parts = message.parts();
    assert_eq!(parts.len(), 2);
    assert_eq!(parts[1].content, content.as_bytes());
}

#[test]
fn what_is_left_out_is_no_part() {
    let message = sent(&Optional, &OptionalOptions::default());
    assert_eq!(message.header("content-type"), None);
    assert!(message.body.is_empty());

    let options = OptionalOptions {
        body: Some(PartsOptionalMultipartBody::default()),
        file_x_owner: Some("me".to_owned()),
    };
    let message = sent(&Optional, &options);
    assert!(message.parts().is_empty());

    let body = PartsOptionalMultipartBody::default().with_file(File::new("PDF"));
    let options = OptionalOptions {
        body: Some(body),
        file_x_owner: Some("me".to_owned()),
    };
    let expected = Part {
        headers: pairs(&[("x-owner", "me")]),
        ..file("file", "file", "application/pdf", b"PDF")
    };
    assert_eq!(sent(&Optional, &options).parts(), [expected]);
}

#[test]
fn headers_of_a_part_cannot_make_others() {
    let operation = All {
        body: &body(File::new("")),
        photo_x_digest: "a\r\nX-Other: b",
    };
    let error = refused(&operation, &AllOptions::default());
    assert!(error.starts_with("header \"X-Digest\""), "{error}");
    let operation = All {
        body: &body(File::new("").with_content_type("image/png\r\nX-Other: b")),
        photo_x_digest: "a",
    };
    let error = refused(&operation, &AllOptions::default());
    assert!(error.starts_with("part \"photo\""), "{error}");
    let operation = All {
        body: &body(File::new("").with_content_type("image/é")),
        photo_x_digest: "a",
    };
    let error = refused(&operation, &AllOptions::default());
    assert!(
        error.starts_with("part \"photo\" has a character that is not ASCII"),
        "{error}"
    );
}
