//! Values in a path: they arrive as what they are, in their segment, or are refused by name.

use crate::support::{endpoint, path, refusal, request};
use restwright_runtime::{RequestBuilder, Style};

fn simple(value: &str) -> String {
    path(|request| {
        request.literal("/");
        request.path("name", Style::SIMPLE, &value);
    })
}

#[test]
fn every_value_stays_in_its_segment() {
    for (value, expected) in [
        ("plain-._~09AZ", "/plain-._~09AZ"),
        ("a/b", "/a%2Fb"),
        ("a%41", "/a%2541"),
        ("é", "/%C3%A9"),
        ("{x}", "/%7Bx%7D"),
        ("a b", "/a%20b"),
        ("a?b#c", "/a%3Fb%23c"),
        ("a&b=c", "/a%26b%3Dc"),
        ("a\\b", "/a%5Cb"),
        ("a\r\nb\0", "/a%0D%0Ab%00"),
        ("...", "/..."),
        ("@:+$,;!*'()", "/%40%3A%2B%24%2C%3B%21%2A%27%28%29"),
    ] {
        assert_eq!(simple(value), expected, "{value:?}");
    }
}

#[test]
fn numbers_and_booleans_are_texts() {
    let rendered = path(|request| {
        request.literal("/");
        request.path("a", Style::SIMPLE, &7_i64);
        request.literal("/");
        request.path("b", Style::SIMPLE, &true);
        request.literal("/");
        request.path("c", Style::SIMPLE, &1.5_f64);
    });
    assert_eq!(rendered, "/7/true/1.5");
}

#[test]
fn segments_that_would_vanish_are_refused() {
    for (value, problem) in [("", "empty"), (".", "`.` or `..`"), ("..", "`.` or `..`")] {
        let text = refusal(|request| {
            request.literal("/");
            request.path("hubName", Style::SIMPLE, &value);
            request.literal("/links");
        });
        assert!(text.starts_with("path parameter \"hubName\""), "{text}");
        assert!(text.contains(problem), "{text}");
    }
}

#[test]
fn an_error_names_the_parameter() {
    let error = request(|request| {
        request.literal("/");
        request.path("hubName", Style::SIMPLE, &"..");
    })
    .expect_err("`..` is refused");
    assert_eq!(error.parameter(), "hubName");
}

#[test]
fn a_segment_may_have_several_values_and_text() {
    let rendered = path(|request| {
        request.literal("/users('");
        request.path("a", Style::SIMPLE, &"o'r");
        request.literal("',");
        request.path("b", Style::SIMPLE, &"");
        request.literal(")/v");
        request.path("c", Style::SIMPLE, &"1");
        request.path("d", Style::SIMPLE, &"2");
    });
    assert_eq!(rendered, "/users('o%27r',)/v12");
}

#[test]
fn what_values_make_together_is_checked() {
    let text = refusal(|request| {
        request.literal("/");
        request.path("a", Style::SIMPLE, &".");
        request.path("b", Style::SIMPLE, &".");
    });
    assert!(text.contains("\"a\""), "{text}");
    let text = refusal(|request| {
        request.literal("/.");
        request.path("format", Style::SIMPLE, &".");
    });
    assert!(text.contains("\"format\""), "{text}");
    let text = refusal(|request| {
        request.literal("/");
        request.path("a", Style::SIMPLE, &"");
        request.path("b", Style::SIMPLE, &"");
        request.literal("/");
    });
    assert!(text.contains("empty"), "{text}");
}

#[test]
fn an_absent_value_must_not_empty_its_segment() {
    let none = None::<String>;
    let rendered = path(|request| {
        request.literal("/optional");
        request.path("name", Style::SIMPLE, &none);
    });
    assert_eq!(rendered, "/optional");
    let text = refusal(|request| {
        request.literal("/");
        request.path("id", Style::SIMPLE, &none);
    });
    assert!(
        text.starts_with("path parameter \"id\" leaves a segment of the path empty"),
        "{text}"
    );
    let rendered = path(|request| {
        request.literal("/optional");
        request.path_raw("name", &none);
    });
    assert_eq!(rendered, "/optional");
    let text = refusal(|request| {
        request.literal("/");
        request.path_raw("id", &none);
    });
    assert!(
        text.starts_with("path parameter \"id\" leaves a segment of the path empty"),
        "{text}"
    );
}

#[test]
fn a_list_that_is_encoded_already_has_commas() {
    let rendered = path(|request| {
        request.literal("/array");
        request.path_raw("names", &vec![";n=a".to_owned(), "b%2F".to_owned()]);
    });
    assert_eq!(rendered, "/array;n=a,b%2F");
}

#[test]
fn empty_segments_of_the_template_are_its_own_affair() {
    let rendered = path(|request| {
        request.literal("/");
        request.path("a", Style::SIMPLE, &"v");
        request.literal("/");
    });
    assert_eq!(rendered, "/v/");
}

fn raw(value: &str) -> String {
    path(|request| {
        request.literal("/");
        request.path_raw("scope", &value);
        request.literal("/end");
    })
}

#[test]
fn raw_values_are_several_segments() {
    for (value, expected) in [
        (
            "/subscriptions/s/resourceGroups/g",
            "/subscriptions/s/resourceGroups/g/end",
        ),
        ("subscriptions/s", "/subscriptions/s/end"),
        ("a%2Fb/c%20d", "/a%2Fb/c%20d/end"),
        ("a b/é%", "/a%20b/%C3%A9%25/end"),
        ("a:b@c/!$&'()*+,;=", "/a:b@c/!$&'()*+,;=/end"),
        ("a\\b", "/a%5Cb/end"),
        ("/", "///end"),
    ] {
        assert_eq!(raw(value), expected, "{value:?}");
    }
}

#[test]
fn raw_values_that_leave_their_place_are_refused() {
    for value in [
        "", "//", "a//b", "a/", "//h", "a/../b", "%2e%2E/a", ".", "a/.%2e", "a?b", "a#b",
    ] {
        let text = refusal(|request| {
            request.literal("/");
            request.path_raw("scope", &value);
            request.literal("/end");
        });
        assert!(
            text.starts_with("path parameter \"scope\""),
            "{value:?}: {text}"
        );
    }
}

/// The URL of a template that is one raw value, and a query parameter.
fn link(value: &str) -> Result<String, String> {
    let endpoint = endpoint();
    let mut request = RequestBuilder::new("GET", &endpoint);
    request.literal("/");
    request.path_raw("nextLink", &value);
    request.query("digest", Style::FORM, &"a:b");
    let request = request.finish().map_err(|error| error.to_string())?;
    Ok(request.uri().to_string())
}

#[test]
fn a_raw_value_that_is_the_whole_template_is_a_link() {
    assert_eq!(
        link("v2/uploads/7?_nocache=false&_state=a+b%20c d").as_deref(),
        Ok("https://api.example/base/v2/uploads/7?_nocache=false&_state=a+b%20c%20d&digest=a%3Ab")
    );
    assert_eq!(
        link("v2?").as_deref(),
        Ok("https://api.example/base/v2?digest=a%3Ab")
    );
    for value in ["?a=b", "a#b", "a?b#c", "../a?b", "//evil.example/a?b"] {
        assert!(link(value).is_err(), "{value}");
    }
}

#[test]
fn a_link_is_nothing_but_the_value() {
    let text = refusal(|request| {
        request.literal("/");
        request.path_raw("nextLink", &"a?b");
    });
    assert!(text.contains("end a path"), "{text}");
    let endpoint = endpoint();
    let mut request = RequestBuilder::new("GET", &endpoint);
    request.literal("/");
    request.path_raw("nextLink", &"a?b");
    request.literal("/c");
    assert!(request.finish().is_err());
}

#[test]
fn documents_are_one_segment() {
    let rendered = path(|request| {
        request.literal("/");
        request.path_content(
            "filter",
            "application/json",
            &serde_json::json!({"a": "b/c"}),
        );
    });
    assert_eq!(rendered, "/%7B%22a%22%3A%22b%2Fc%22%7D");
}
