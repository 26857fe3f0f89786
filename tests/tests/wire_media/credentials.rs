//! Credentials: where they go, where they don't, and that nothing shows them.

use crate::emitted::styles::doors::{All, Basic, Bearer, BearerHeaders, Cookie, Header, Query};
use crate::emitted::styles::{COOKIE_KEY, HEADER_KEY, QUERY_KEY, TOKEN, USER};
use crate::judge::Message;
use crate::pairs;
use restwright_runtime::{Credential, Endpoint, Operation, Scheme};
use tests::server::{Server, answer};

fn sent_with<O: Operation>(operation: &O, credentials: &[(&Scheme, Credential)]) -> Message {
    let server = Server::answering(answer("204 No Content", &[], b""));
    let mut endpoint = server.endpoint();
    for (scheme, credential) in credentials {
        endpoint = endpoint
            .with_credential(scheme, credential.clone())
            .expect("loopback may be sent a credential");
    }
    let request = operation.request(&endpoint).unwrap();
    Message::of(&server.exchange(request).0)
}

const KEY: &str = "k&=+/ %\"x";

#[test]
fn keys_are_where_their_scheme_says() {
    let message = sent_with(&Header, &[(&HEADER_KEY, Credential::key(KEY))]);
    assert_eq!(message.all("x-api-key"), [KEY]);
    let message = sent_with(&Query, &[(&QUERY_KEY, Credential::key(KEY))]);
    assert_eq!(message.pairs(), pairs(&[("api_key", KEY)]));
    let message = sent_with(&Cookie, &[(&COOKIE_KEY, Credential::key(KEY))]);
    assert_eq!(message.cookies(), pairs(&[("session", KEY)]));
    let message = sent_with(&Cookie, &[(&COOKIE_KEY, Credential::key("a:b+c/d=="))]);
    assert_eq!(message.header("cookie"), Some("session=a:b+c/d=="));
}

/// The example of RFC 7617, 2.1.
#[test]
fn user_and_password_are_utf_8_in_base64() {
    let message = sent_with(&Basic, &[(&USER, Credential::basic("test", "123\u{a3}"))]);
    assert_eq!(
        message.header("authorization"),
        Some("Basic dGVzdDoxMjPCow==")
    );
}

#[test]
fn a_token_is_a_bearer() {
    let message = sent_with(&Bearer, &[(&TOKEN, Credential::bearer("mF_9.B5f-4.1JqM"))]);
    assert_eq!(
        message.header("authorization"),
        Some("Bearer mF_9.B5f-4.1JqM")
    );
}

#[test]
fn the_first_set_that_is_there_in_full_is_sent() {
    let key = Credential::key("k");
    let three = [
        (&HEADER_KEY, key.clone()),
        (&QUERY_KEY, key.clone()),
        (&COOKIE_KEY, key.clone()),
        (&TOKEN, Credential::bearer("t")),
    ];
    let message = sent_with(&All, &three);
    assert_eq!(message.all("x-api-key"), ["k"]);
    assert_eq!(message.query(), "api_key=k");
    assert_eq!(message.header("cookie"), Some("session=k"));
    assert_eq!(message.all("authorization"), [""; 0]);
    let message = sent_with(&All, &three[1..]);
    assert_eq!(message.target, "/doors/all");
    assert_eq!(message.header("authorization"), Some("Bearer t"));
    assert_eq!(message.header("cookie"), None);
    let message = sent_with(&Header, &[(&TOKEN, Credential::bearer("t"))]);
    assert_eq!(message.header("authorization"), None);
}

#[test]
fn plain_http_is_for_the_machine_itself() {
    let give = |url: &str| {
        Endpoint::new(url)
            .unwrap()
            .with_credential(&TOKEN, Credential::bearer("t"))
    };
    for url in [
        "https://a.example",
        "http://127.0.0.1:8080",
        "http://[::1]",
        "http://localhost",
        "http://LocalHost:1",
    ] {
        assert!(give(url).is_ok(), "{url}");
    }
    for url in [
        "http://a.example",
        "http://localhost.a.example",
        "http://127.0.0.1.a.example",
        "http://10.0.0.1",
        "http://0.0.0.0",
        "http://[::ffff:10.0.0.1]",
    ] {
        let error = give(url).unwrap_err().to_string();
        assert!(error.contains("plain text"), "{error}");
    }
}

#[test]
fn credentials_that_are_read_otherwise_are_refused() {
    let refused = |scheme: &Scheme, credential| {
        let endpoint = Endpoint::new("https://a.example").unwrap();
        let error = endpoint.with_credential(scheme, credential).unwrap_err();
        let (text, debug) = (error.to_string(), format!("{error:?}"));
        assert!(
            !text.contains("sesame") && !debug.contains("sesame"),
            "{text} {debug}"
        );
        text
    };
    for key in ["sesame\r\nx: y", "sesame\0", "é sesame", " sesame"] {
        let text = refused(&HEADER_KEY, Credential::key(key));
        assert!(text.contains("\"headerKey\""), "{text}");
        refused(&TOKEN, Credential::bearer(key));
        refused(&QUERY_KEY, Credential::key(key));
        refused(&COOKIE_KEY, Credential::key(key));
    }
    for (user, password) in [("a:b", "sesame"), ("a\r", "sesame"), ("a", "sesame\n")] {
        let text = refused(&USER, Credential::basic(user, password));
        assert!(text.contains("RFC 7617"), "{text}");
    }
    assert!(refused(&USER, Credential::bearer("sesame")).contains("another kind"));
}

#[test]
fn nothing_shows_a_secret() {
    let endpoint = Endpoint::new("https://a.example").unwrap();
    let endpoint = [
        (HEADER_KEY, Credential::key("sesame")),
        (COOKIE_KEY, Credential::key("sesame")),
        (TOKEN, Credential::bearer("sesame")),
        (USER, Credential::basic("user", "sesame")),
    ]
    .iter()
    .fold(endpoint, |endpoint, (scheme, credential)| {
        assert!(!format!("{credential:?}").contains("sesame"));
        endpoint
            .with_credential(scheme, credential.clone())
            .unwrap()
    });
    let debug = format!("{endpoint:?} {endpoint}");
    assert!(
        debug.contains("***") && !debug.contains("sesame"),
        "{debug}"
    );
    let requests = [
        Header.request(&endpoint).unwrap(),
        Cookie.request(&endpoint).unwrap(),
        Bearer.request(&endpoint).unwrap(),
        Basic.request(&endpoint).unwrap(),
    ];
    for request in requests {
        let debug = format!("{request:?}");
        assert!(debug.contains("Sensitive"), "{debug}");
        assert!(
            !debug.contains("sesame") && !debug.contains("c2VzYW1l"),
            "{debug}"
        );
    }
}

/// A redirect is an answer: nothing is sent to where it points, and an endpoint knows whether it may be sent a credential.
#[test]
fn a_redirect_is_not_followed() {
    let other = Server::answering(answer("204 No Content", &[], b""));
    let location = format!("{}/doors/bearer", other.endpoint());
    let server = Server::answering(answer(
        "307 Temporary Redirect",
        &[("location", &location)],
        b"",
    ));
    let endpoint = server
        .endpoint()
        .with_credential(&TOKEN, Credential::bearer("t"))
        .unwrap();
    let (_, response) = server.exchange(Bearer.request(&endpoint).unwrap());
    assert_eq!(
        BearerHeaders(response.headers()).location().as_deref(),
        Some(&*location)
    );
    let status = match Bearer::response(response) {
        Ok(response) => response.status(),
        Err(error) => error.status(),
    };
    assert_eq!(status, 307);
    assert!(!endpoint.is_origin_of(&location.parse().unwrap()));
    assert!(endpoint.is_origin_of(&format!("{endpoint}/elsewhere").parse().unwrap()));
}
