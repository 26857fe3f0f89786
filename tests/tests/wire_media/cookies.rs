//! Parameters in cookies: `form`, with and without `explode`, and `cookie`.

use crate::emitted::later::cookies::{Plain, PlainOptions};
use crate::emitted::later::models::CookiesPlainO;
use crate::emitted::styles::cookies::{Form, FormOptions};
use crate::{color, names, pairs, refused, sent, texts};

#[test]
fn form_is_the_row_of_the_table_with_the_delimiter_of_cookies() {
    let options = FormOptions {
        p: Some("blue".to_owned()),
        a: Some(names()),
        o: Some(color()),
        joined: Some(names()),
        pairs: Some(color()),
        document: None,
    };
    assert_eq!(
        sent(&Form, &options).header("cookie"),
        Some(
            "p=blue; a=blue; a=black; a=brown; R=100; G=200; B=150; \
             joined=blue,black,brown; pairs=R,100,G,200,B,150"
        )
    );
}

#[test]
fn no_value_ends_its_cookie() {
    let text = "a; b=c, \"d\" é\r\n%41\\";
    let options = FormOptions {
        p: Some(text.to_owned()),
        document: Some(color()),
        ..FormOptions::default()
    };
    assert_eq!(
        sent(&Form, &options).cookies(),
        pairs(&[("p", text), ("document", r#"{"R":100,"G":200,"B":150}"#)])
    );
}

/// The example of the OpenAPI 3.2 specification, and its table.
#[test]
fn the_style_cookie_leaves_escaping_to_the_caller() {
    let options = PlainOptions {
        p: Some("blue".to_owned()),
        a: Some(names()),
        o: Some(
            CookiesPlainO::default()
                .with_greeting("Hello%2C%20world!")
                .with_code(42),
        ),
        one: Some("\"a:b\"".to_owned()),
    };
    assert_eq!(
        sent(&Plain, &options).header("cookie"),
        Some("p=blue; a=blue; a=black; a=brown; greeting=Hello%2C%20world!; code=42; one=\"a:b\"")
    );
    for text in ["a;b", "a, b", "a b", "é", "a\\b", "a\r\nb", "\"a", "a\"b"] {
        let options = PlainOptions {
            a: Some(texts(&["x", text])),
            ..PlainOptions::default()
        };
        let error = refused(&Plain, &options);
        assert!(error.starts_with("cookie \"a\" has a character"), "{error}");
    }
}
