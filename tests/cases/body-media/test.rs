use super::api::bodies::{BytesOperation, Choice, ChoiceBody, Form, Parts, Text};
use super::api::models::{
    BodiesFormFormBody, BodiesFormFormBodyPoint, BodiesPartsMultipartBody, BodiesPartsMultipartBodyMeta, Note,
};
use restwright_runtime::bytes::Bytes;
use restwright_runtime::{Endpoint, Operation, formats};

fn sent(operation: &impl Operation) -> (String, String) {
    let request = operation.request(&Endpoint::new("https://bodies.example").unwrap()).unwrap();
    let media_type = request.headers()["content-type"].to_str().unwrap().to_owned();
    (media_type, String::from_utf8_lossy(request.body()).into_owned())
}

#[test]
fn a_form_follows_its_encoding() {
    let body = BodiesFormFormBody::new("a b&c")
        .with_tags(vec!["x".to_owned(), "y,z".to_owned()])
        .with_point(BodiesFormFormBodyPoint::default().with_x(1));
    let (media_type, text) = sent(&Form { body: &body });
    assert_eq!(media_type, "application/x-www-form-urlencoded");
    assert_eq!(text.replace("%20", "+"), "name=a+b%26c&tags=x,y%2Cz&point%5Bx%5D=1");
}

#[test]
fn parts_have_names_types_and_file_names() {
    let body = BodiesPartsMultipartBody::new(formats::File::new("PNG").with_file_name("a\"b.png"))
        .with_pictures(vec![formats::File::new("1"), formats::File::new("2")])
        .with_meta(BodiesPartsMultipartBodyMeta::default().with_title("t"))
        .with_note("n");
    let (media_type, text) = sent(&Parts { body: &body });
    let boundary = media_type.strip_prefix("multipart/form-data; boundary=").unwrap().trim_matches('"');
    let parts: Vec<&str> = text.split(&format!("--{boundary}")).collect();
    assert_eq!(parts.len(), 7, "{text}");
    assert_eq!(parts[6].trim(), "--");
    assert_eq!(text.matches("; name=\"pictures\"").count(), 2, "{text}");
    assert!(text.contains("Content-Type: image/png") || text.contains("content-type: image/png"), "{text}");
    assert!(text.contains(r#"{"title":"t"}"#) && text.contains("a%22b.png"), "{text}");
}

#[test]
fn other_bodies_are_sent_as_they_are() {
    let bytes = Bytes::from_static(b"\x00\xff");
    assert_eq!(sent(&BytesOperation { body: &bytes }).0, "application/octet-stream");
    assert_eq!(sent(&Text { body: "é" }), ("text/plain; charset=utf-8".to_owned(), "é".to_owned()));
}

#[test]
fn one_of_several_forms_names_its_type() {
    let note = Note::new("hi there");
    let forms = [ChoiceBody::Json(note.clone()), ChoiceBody::Form(note), ChoiceBody::Text("hi".to_owned())];
    let sent = forms.each_ref().map(|body| sent(&Choice { body }));
    assert_eq!(sent[0], ("application/json".to_owned(), r#"{"text":"hi there"}"#.to_owned()));
    assert_eq!(sent[1].0, "application/x-www-form-urlencoded");
    assert_eq!(sent[2], ("text/plain".to_owned(), "hi".to_owned()));
}
