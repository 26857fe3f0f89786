//! Answers: read by the media type that they say, in every form that is declared.

use crate::emitted::bodies::models::{Note, Shelf};
use crate::emitted::bodies::negotiated::{Get, GetOutput};
use crate::emitted::bodies::{binary, forms, json, streams, text};
use crate::judge::Message;
use crate::texts;
use bytes::Bytes;
use restwright_runtime::stream::{EventDecoder, JsonLinesDecoder};
use restwright_runtime::{Error, Operation};
use tests::server::{Server, answer};

/// What an operation makes of an answer of this media type.
fn answered<O: Operation>(
    operation: &O,
    media_type: &str,
    body: &[u8],
) -> Result<O::Output, Error<O::Failure>> {
    let headers = [("content-type", media_type)];
    let headers = if media_type.is_empty() {
        &[][..]
    } else {
        &headers
    };
    let server = Server::answering(answer("200 OK", headers, body));
    let request = operation.request(&server.endpoint()).unwrap();
    O::response(server.exchange(request).1).map(http::Response::into_body)
}

#[test]
fn accept_lists_what_is_declared() {
    let server = Server::answering(answer("404 Not Found", &[], b"{}"));
    let request = Get.request(&server.endpoint()).unwrap();
    let (received, _) = server.exchange(request);
    assert_eq!(
        Message::of(&received).all("accept"),
        ["application/json, application/xml, text/plain, image/*"]
    );
}

#[test]
fn a_body_is_read_as_its_media_type_says() {
    let note = || GetOutput::OkJson(Note::new("a"));
    let get = |media_type: &str, body: &[u8]| answered(&Get, media_type, body).unwrap();
    assert_eq!(get("application/json", br#"{"text":"a"}"#), note());
    assert_eq!(
        get(
            "Application/JSON;charset=UTF-8",
            b"\xef\xbb\xbf{\"text\":\"a\"}"
        ),
        note()
    );
    assert_eq!(
        get("application/vnd.other+json", br#"{"text":"a"}"#),
        note()
    );
    assert_eq!(get("", br#"{"text":"a"}"#), note());
    let shelf = br#"<s:shelf xmlns:s="urn:shelf" id="1"/>"#;
    // A list without a wrapper and without items cannot be told from an absent one.
    let xml = GetOutput::OkXml(Shelf::default().with_id(1).with_labels(vec![]));
    assert_eq!(get("application/xml", shelf), xml);
    assert_eq!(get("text/xml; charset=utf-8", shelf), xml);
    assert_eq!(
        get("text/plain", "é".as_bytes()),
        GetOutput::OkText("é".to_owned())
    );
    assert_eq!(
        get("text/plain; charset=ISO-8859-1", b"\xe9"),
        GetOutput::OkText("é".to_owned())
    );
    let image = b"\x89PNG\r\n\0";
    assert_eq!(
        get("image/webp", image),
        GetOutput::OkImage(Bytes::from_static(image))
    );
}

#[test]
fn a_media_type_that_is_not_declared_is_kept() {
    let error = answered(&Get, "application/pdf", b"%PDF").unwrap_err();
    assert!(
        matches!(error, Error::UndocumentedMedia { .. }),
        "{error:?}"
    );
    assert!(
        error.to_string().contains("but not as application/pdf"),
        "{error}"
    );
    assert_eq!(error.body().as_ref(), b"%PDF");
}

#[test]
fn failures_have_their_own_media_type() {
    let server = Server::answering(answer(
        "503 Service Unavailable",
        &[("content-type", "application/problem+json")],
        br#"{"title":"Later","trace":"7"}"#,
    ));
    let request = Get.request(&server.endpoint()).unwrap();
    let error = Get::response(server.exchange(request).1).unwrap_err();
    assert_eq!(error.status(), 503);
    let Some(problem) = error.failure() else {
        panic!("{error:?}")
    };
    assert_eq!(problem.title.as_deref(), Some("Later"));
    assert!(!problem.other.is_empty());
}

#[test]
fn json_bytes_texts_and_forms() {
    let note = Note::new("x");
    let suffix = json::Suffix { body: &note };
    let read = answered(
        &suffix,
        "application/vnd.note+json",
        br#"{"text":"a","stars":1}"#,
    );
    assert_eq!(read.unwrap(), Note::new("a").with_stars(1));

    let bytes = Bytes::from_static(b"\0\xff");
    let operation = binary::BytesOperation { body: &bytes };
    let read = answered(&operation, "application/octet-stream", &bytes);
    assert_eq!(read.unwrap(), bytes);
    let read = answered(&binary::Image { body: &bytes }, "image/gif", &bytes);
    assert_eq!(read.unwrap(), bytes);

    let read = answered(&text::Plain { body: "" }, "text/plain", b"42");
    assert_eq!(read.unwrap(), 42);
    let read = answered(&text::Csv { body: "" }, "text/csv", "a,é\r\n".as_bytes());
    assert_eq!(read.unwrap(), "a,é\r\n");

    let body = &crate::emitted::bodies::models::FormsPlainFormBody::new("x");
    let form = b"name=a%2Bb+c&count=3&tags=x&tags=%C3%A9";
    let read = answered(
        &forms::Plain { body },
        "application/x-www-form-urlencoded",
        form,
    )
    .unwrap();
    assert_eq!(read.name.as_deref(), Some("a+b c"));
    assert_eq!(read.count, Some(3));
    assert_eq!(read.tags, Some(texts(&["x", "é"])));
}

#[test]
fn lines_whole_and_in_pieces() {
    let body = b"{\"text\":\"a\"}\r\n\n{\"text\":\"\xc3\xa9\",\"stars\":2}";
    let expected = [Note::new("a"), Note::new("é").with_stars(2)];
    let operation = streams::Lines { body: &[] };
    let read = answered(&operation, "application/x-ndjson", body).unwrap();
    assert_eq!(read, expected);
    for cut in 0..=body.len() {
        let mut decoder = JsonLinesDecoder::<Note>::new();
        let mut read = decoder.push(&body[..cut]).unwrap();
        read.extend(decoder.push(&body[cut..]).unwrap());
        read.extend(decoder.finish().unwrap());
        assert_eq!(read, expected, "{cut}");
    }
}

/// The examples of the HTML Standard's chapter on server-sent events, put into one stream.
#[test]
fn events_whole_and_in_pieces() {
    let body: &[u8] = b"\xef\xbb\xbf: test stream\r\n\r\ndata: first event\nid: 1\n\n\
        data:second event\rid\r\revent: add\ndata:  third event\ndata\n\nretry: 10\n\n\
        data: \xc3\xa9\r\n\r\ndata: never ended";
    let seen =
        |events: &[restwright_runtime::Event]| -> Vec<(Option<String>, String, Option<String>)> {
            let events = events.iter();
            events
                .map(|event| (event.event.clone(), event.data.clone(), event.id.clone()))
                .collect()
        };
    let event = |name: Option<&str>, data: &str, id: &str| {
        (
            name.map(str::to_owned),
            data.to_owned(),
            Some(id.to_owned()),
        )
    };
    let expected = [
        event(None, "first event", "1"),
        event(None, "second event", ""),
        event(Some("add"), " third event\n", ""),
        event(None, "é", ""),
    ];
    let read = answered(&streams::Events, "text/event-stream", body).unwrap();
    assert_eq!(seen(&read), expected);
    assert_eq!(read[3].retry, Some(10));
    for cut in 0..=body.len() {
        let mut decoder = EventDecoder::new();
        let mut read = decoder.push(&body[..cut]).unwrap();
        read.extend(decoder.push(&body[cut..]).unwrap());
        assert_eq!(seen(&read), expected, "{cut}");
    }
}
