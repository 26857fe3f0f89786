//! Headers and cookies of a request, headers of an answer.

use crate::support::{built, header, refusal};
use restwright_runtime::http::{HeaderMap, HeaderValue};
use restwright_runtime::{Style, header as read};
use std::collections::BTreeMap;

#[test]
fn nothing_is_invented() {
    let request = built(|request| request.accept("application/json"));
    assert_eq!(request.headers().len(), 1);
    assert_eq!(request.headers()["accept"], "application/json");
    assert_eq!(built(|_| {}).headers().len(), 0);
}

#[test]
fn values_are_not_changed() {
    let rendered = header("if-match", |request| {
        request.header("If-Match", false, &"\"a, b%20=\tc\"");
    });
    assert_eq!(rendered.as_deref(), Some("\"a, b%20=\tc\""));
}

#[test]
fn what_a_header_cannot_carry_is_refused() {
    for value in ["a\r\nx-other: b", "a\nb", "a\0b", "a\u{7f}"] {
        let text = refusal(|request| request.header("x-name", false, &value));
        assert!(
            text.starts_with("header \"x-name\" has a line break or another control"),
            "{text}"
        );
    }
    assert!(refusal(|request| request.header("x-name", false, &"é")).contains("not ASCII"));
    assert!(refusal(|request| request.header("x-name", false, &" a")).contains("white space"));
    assert!(refusal(|request| request.header("x name", false, &"a")).contains("not a name"));
}

#[test]
fn absent_values_are_no_headers() {
    let request = built(|request| {
        request.header("a", false, &None::<String>);
        request.header_prefix("x-ms-meta-", &None::<BTreeMap<String, String>>);
        request.cookie("c", Style::FORM, &None::<String>);
    });
    assert!(request.headers().is_empty());
}

#[test]
fn a_callers_header_wins_in_any_order() {
    let build = |first: bool| {
        built(|request| {
            if first {
                request.header("Accept", false, &"text/plain");
                request.header("Content-Type", false, &"application/x+json");
            }
            request.accept("application/json");
            request.json("application/json", &1);
            if !first {
                request.header("accept", false, &"text/plain");
                request.header("content-type", false, &"application/x+json");
            }
        })
    };
    for request in [build(true), build(false)] {
        assert_eq!(request.headers()["accept"], "text/plain");
        assert_eq!(request.headers()["content-type"], "application/x+json");
        assert_eq!(request.headers().len(), 2);
    }
}

fn metadata(pairs: &[(&str, &str)]) -> BTreeMap<String, String> {
    pairs
        .iter()
        .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
        .collect()
}

#[test]
fn a_map_is_headers_by_prefix() {
    let owner = metadata(&[("Owner", "me"), ("Kind", "x")]);
    let request = built(|request| request.header_prefix("x-ms-meta-", &owner));
    assert_eq!(request.headers()["x-ms-meta-owner"], "me");
    assert_eq!(request.headers()["x-ms-meta-kind"], "x");
    let text = refusal(|request| request.header_prefix("x-ms-meta-", &metadata(&[("a b", "c")])));
    assert!(text.starts_with("header \"x-ms-meta-a b\""), "{text}");
    let text =
        refusal(|request| request.header_prefix("x-ms-meta-", &metadata(&[("a", "b\r\nc: d")])));
    assert!(text.starts_with("header \"x-ms-meta-a\""), "{text}");
}

#[test]
fn documents() {
    let value = serde_json::json!({"a": 1});
    assert_eq!(
        header("x", |request| request.header_content(
            "x",
            "application/json",
            &value
        ))
        .as_deref(),
        Some("{\"a\":1}")
    );
    let cookie = header("cookie", |request| {
        request.cookie_content("x", "application/json", &value);
    });
    assert_eq!(cookie.as_deref(), Some("x=%7B%22a%22%3A1%7D"));
}

#[test]
fn cookies_are_one_header_and_encoded() {
    let rendered = header("cookie", |request| {
        request.cookie("a", Style::FORM, &"x; y=\"é\"");
        request.cookie("b", Style::FORM, &2);
    });
    assert_eq!(rendered.as_deref(), Some("a=x%3B%20y%3D%22%C3%A9%22; b=2"));
    assert!(
        refusal(|request| request.cookie("a;b", Style::FORM, &1)).starts_with("cookie \"a;b\"")
    );
}

fn answer() -> HeaderMap {
    let mut headers = HeaderMap::new();
    headers.insert("x-count", HeaderValue::from_static("12"));
    headers.insert("x-text", HeaderValue::from_static("12a"));
    headers.append("x-list", HeaderValue::from_static("1, 2"));
    headers.append("x-list", HeaderValue::from_static("3"));
    headers.insert("x-json", HeaderValue::from_static("[true]"));
    headers.insert("x-ms-meta-a", HeaderValue::from_static("b"));
    headers.insert("x-ms-meta-", HeaderValue::from_static("no name"));
    headers.insert(
        "x-bytes",
        HeaderValue::from_bytes(b"\xff").expect("HTTP allows it"),
    );
    headers
}

#[test]
fn headers_of_an_answer_are_values() {
    let headers = answer();
    assert_eq!(read::text(&headers, "X-Text").as_deref(), Some("12a"));
    assert_eq!(read::value(&headers, "x-count"), Some(Ok(12_i32)));
    assert_eq!(read::value(&headers, "x-count"), Some(Ok("12".to_owned())));
    assert_eq!(read::list(&headers, "x-list"), Some(Ok(vec![1_i64, 2, 3])));
    assert_eq!(read::content(&headers, "x-json"), Some(Ok(vec![true])));
    assert_eq!(
        read::prefixed(&headers, "X-Ms-Meta-"),
        BTreeMap::from([("a".to_owned(), "b".to_owned())])
    );
    assert_eq!(read::value::<i32>(&headers, "x-absent"), None);
}

#[test]
fn headers_of_an_answer_that_cannot_be_read_say_why() {
    let headers = answer();
    let error = read::value::<i32>(&headers, "x-text")
        .expect("it is there")
        .expect_err("it is no number");
    assert_eq!(error.name(), "x-text");
    assert!(
        error
            .to_string()
            .starts_with("header \"x-text\" can't be read: "),
        "{error}"
    );
}

#[test]
fn bytes_beyond_ascii_are_text() {
    let mut headers = answer();
    headers.insert(
        "x-utf-8",
        HeaderValue::from_bytes("é".as_bytes()).expect("it is one"),
    );
    let latin = headers["x-bytes"]
        .as_bytes()
        .iter()
        .copied()
        .map(char::from);
    let latin: String = latin.collect();
    assert_eq!(read::text(&headers, "x-bytes"), Some(latin.as_str().into()));
    assert_eq!(read::value(&headers, "x-bytes"), Some(Ok(latin)));
    assert_eq!(read::text(&headers, "x-utf-8").as_deref(), Some("é"));
}

#[test]
fn headers_of_one_name_are_one_list_but_for_set_cookie() {
    let mut headers = HeaderMap::new();
    for (name, value) in [
        ("link", "<https://a.example/?x=1>; rel=\"next, last\""),
        ("link", "<https://b.example/>; rel=prev"),
        ("set-cookie", "a=1; Expires=Wed, 21 Oct 2015 07:28:00 GMT"),
        ("set-cookie", "b=2"),
        ("x-odd", "5\" wide, 3 high"),
    ] {
        headers.append(name, HeaderValue::from_static(value));
    }
    let first = "<https://a.example/?x=1>; rel=\"next, last\"".to_owned();
    let second = "<https://b.example/>; rel=prev".to_owned();
    let joined = format!("{first}, {second}");
    assert_eq!(
        read::text(&headers, "link").as_deref(),
        Some(joined.as_str())
    );
    assert_eq!(read::value(&headers, "link"), Some(Ok(joined)));
    assert_eq!(read::list(&headers, "link"), Some(Ok(vec![first, second])));
    let cookies = ["a=1; Expires=Wed, 21 Oct 2015 07:28:00 GMT", "b=2"].map(str::to_owned);
    assert_eq!(
        read::lines(&headers, "Set-Cookie"),
        Some(Ok(cookies.to_vec()))
    );
    assert_eq!(read::lines::<String>(&headers, "x-absent"), None);
    let odd = ["5\" wide", "3 high"].map(str::to_owned);
    assert_eq!(read::list(&headers, "x-odd"), Some(Ok(odd.to_vec())));
}

#[test]
fn an_object_in_a_header_has_one_of_two_spellings() {
    let mut headers = HeaderMap::new();
    headers.insert("a", HeaderValue::from_static("R=100, G=x=y,B"));
    headers.insert("b", HeaderValue::from_static("R,100,G,x=y,B"));
    let expected = BTreeMap::from([("R", "100"), ("G", "x=y"), ("B", "")]);
    let expected: BTreeMap<String, String> = expected
        .into_iter()
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .collect();
    for (name, explode) in [("a", true), ("b", false)] {
        let read_back: BTreeMap<String, String> = read::object(&headers, name, explode)
            .expect("it is there")
            .expect("it is read");
        assert_eq!(read_back, expected);
    }
    assert!(read::object::<BTreeMap<String, String>>(&headers, "c", true).is_none());
}

#[test]
fn reserved_characters_of_a_cookie_do_not_end_it() {
    let value = ":/?#[]@!$&'()*+,;= \"%41é";
    let rendered = header("cookie", |request| {
        request.cookie("c", Style::FORM.allow_reserved(true), &value);
    });
    assert_eq!(
        rendered.as_deref(),
        Some("c=:/?#[]@!$&'()*+%2C%3B=%20%22%41%C3%A9")
    );
}

#[test]
fn secrets_and_authorization_are_sensitive() {
    let secret = restwright_runtime::Secret::new("sesame");
    let request = built(|request| {
        request.header("a", false, &secret);
        request.header("b", false, &Some(&secret));
        request.header("Authorization", false, &"sesame");
        request.cookie("c", Style::FORM, &secret);
        let shown = format!("{request:?}");
        assert!(!shown.contains("sesame"), "{shown}");
    });
    assert_eq!(request.headers().len(), 4);
    assert!(request.headers().values().all(HeaderValue::is_sensitive));
}
