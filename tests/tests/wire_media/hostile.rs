//! Values that try to be more than values, in every place at once, and base URLs that are more than a base.

use crate::emitted::styles::cookies::{Form as CookieForm, FormOptions as CookieOptions};
use crate::emitted::styles::headers::{Simple as Headers, SimpleOptions as HeaderOptions};
use crate::emitted::styles::path::Segment;
use crate::emitted::styles::query::{Form as QueryForm, FormOptions as QueryOptions};
use crate::{pairs, refused, refused_plain, sent, sent_plain};
use proptest::prelude::*;
use restwright_runtime::Endpoint;

#[test]
fn base_urls_are_bases_and_nothing_else() {
    for (url, why) in [
        ("https://a.example?sig=sesame", "has a query"),
        ("https://a.example/b#sesame", "has a fragment"),
        ("https://user:sesame@a.example", "names a user"),
        ("https://user:se same@a.example", "not a URL"),
        ("ftp://user:sesame@a.example", "neither https nor http"),
        ("https://user:sesame#@a.example", "has a fragment"),
        ("https://a.example/b/../c", "segment `.` or `..`"),
        ("https://a.example/%2E%2e/c", "segment `.` or `..`"),
        ("/only/a/path", "not an absolute URL"),
        ("a.example", "not an absolute URL"),
        ("https://", "not a"),
        ("https://a.example\r\n/x", "not a URL"),
    ] {
        let error = Endpoint::new(url).unwrap_err();
        let (text, debug) = (error.to_string(), format!("{error:?}"));
        assert!(text.contains(why), "{url}: {text}");
        assert!(
            !text.contains("sesame") && !debug.contains("sesame"),
            "{text} {debug}"
        );
    }
}

fn arrives_or_is_refused(text: &str) {
    let segment = Segment { id: text };
    if matches!(text, "" | "." | "..") {
        assert!(refused_plain(&segment).contains("\"id\""));
    } else {
        let message = sent_plain(&segment);
        assert_eq!(message.segments(), ["base", text, "tail"]);
        assert_eq!(message.query(), "");
    }
    let options = QueryOptions {
        p: Some(text.to_owned()),
        ..QueryOptions::default()
    };
    let message = sent(&QueryForm, &options);
    assert_eq!(message.path(), "/query/form");
    assert_eq!(message.pairs(), pairs(&[("p", text)]));
    let options = CookieOptions {
        p: Some(text.to_owned()),
        ..CookieOptions::default()
    };
    assert_eq!(sent(&CookieForm, &options).cookies(), pairs(&[("p", text)]));
    let options = HeaderOptions {
        x_p: Some(text.to_owned()),
        ..HeaderOptions::default()
    };
    let is_visible = text.bytes().all(|byte| matches!(byte, b'\t' | b' '..=b'~'));
    if is_visible && text.trim_matches([' ', '\t']) == text {
        assert_eq!(sent(&Headers, &options).all("x-p"), [text]);
    } else {
        assert!(refused(&Headers, &options).contains("\"X-P\""));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn no_value_is_more_than_a_value(text in any::<String>(), odd in "[./%?#&=\\\\:;@,{}\" \r\n\te2é+]{0,8}") {
        arrives_or_is_refused(&text);
        arrives_or_is_refused(&odd);
    }
}
