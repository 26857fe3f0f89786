//! Parameters in paths: `simple`, `label` and `matrix`, with and without `explode`.

use crate::emitted::styles::models::Color;
use crate::emitted::styles::path::{
    Content, Label, LabelExplode, Matrix, MatrixExplode, Segment, Simple, SimpleExplode,
};
use crate::{color, names, refused_plain, sent_plain, texts};
use restwright_runtime::{Endpoint, Operation};
use tests::server::{Server, answer};

#[test]
fn every_style_is_a_row_of_the_table() {
    let (p, a, o) = ("blue", &*names(), &color());
    let rows = [
        (
            sent_plain(&Simple { p, a, o }),
            "/simple/blue/blue,black,brown/R,100,G,200,B,150",
        ),
        (
            sent_plain(&SimpleExplode { p, a, o }),
            "/simple-explode/blue/blue,black,brown/R=100,G=200,B=150",
        ),
        (
            sent_plain(&Label { p, a, o }),
            "/label/x.blue/x.blue,black,brown/x.R,100,G,200,B,150",
        ),
        (
            sent_plain(&LabelExplode { p, a, o }),
            "/label-explode/x.blue/x.blue.black.brown/x.R=100.G=200.B=150",
        ),
        (
            sent_plain(&Matrix { p, a, o }),
            "/matrix/x;p=blue/x;a=blue,black,brown/x;o=R,100,G,200,B,150",
        ),
        (
            sent_plain(&MatrixExplode { p, a, o }),
            "/matrix-explode/x;p=blue/x;a=blue;a=black;a=brown/x;R=100;G=200;B=150",
        ),
    ];
    for (message, path) in rows {
        assert_eq!(message.target, path);
    }
}

/// RFC 6570, 3.2.7: `{;empty}` is `;empty`, and `X{.empty}` is `X.`; 2.3: lists and maps without members are undefined.
#[test]
fn empty_texts_lists_and_objects_are_what_rfc_6570_says() {
    let (p, a, o) = ("", &*texts(&[]), &Color::default());
    let rows = [
        (sent_plain(&Label { p, a, o }), "/label/x./x/x"),
        (
            sent_plain(&LabelExplode { p, a, o }),
            "/label-explode/x./x/x",
        ),
        (sent_plain(&Matrix { p, a, o }), "/matrix/x;p/x/x"),
        (
            sent_plain(&MatrixExplode { p, a, o }),
            "/matrix-explode/x;p/x/x",
        ),
    ];
    for (message, path) in rows {
        assert_eq!(message.target, path);
    }
    let error = refused_plain(&Simple {
        p: "a",
        a,
        o: &color(),
    });
    assert!(error.starts_with("path parameter \"a\" leaves"), "{error}");
}

#[test]
fn delimiters_inside_of_values_are_encoded() {
    let message = sent_plain(&Simple {
        p: "a/b?c#d%2e;é",
        a: &texts(&["x,y", "z"]),
        o: &color(),
    });
    assert_eq!(
        message.target,
        "/simple/a%2Fb%3Fc%23d%252e%3B%C3%A9/x%2Cy,z/R,100,G,200,B,150"
    );
    assert_eq!(message.segments()[1], "a/b?c#d%2e;é");
}

#[test]
fn a_document_is_one_segment() {
    let message = sent_plain(&Content { document: &color() });
    assert_eq!(
        message.segments(),
        ["content", r#"{"R":100,"G":200,"B":150}"#]
    );
}

#[test]
fn segments_that_would_be_folded_away_are_refused_by_name() {
    for id in ["", ".", ".."] {
        let error = refused_plain(&Segment { id });
        assert!(error.starts_with("path parameter \"id\""), "{error}");
    }
    for id in ["%2e", "%2E%2e", "...", "..%2f", "..\\", "..;x", ".\t"] {
        let message = sent_plain(&Segment { id });
        assert_eq!(message.segments(), ["base", id, "tail"]);
    }
}

#[test]
fn the_path_of_an_endpoint_is_kept() {
    let server = Server::answering(answer("204 No Content", &[], b""));
    for base in ["/v1/api%20x", "/v1/api%20x/", "/v1/api%20x//"] {
        let endpoint = Endpoint::new(&format!("{}{base}", server.endpoint())).unwrap();
        let request = Segment { id: "a" }.request(&endpoint).unwrap();
        let (received, _) = server.exchange(request);
        assert_eq!(
            received.line, "GET /v1/api%20x/base/a/tail HTTP/1.1",
            "{base}"
        );
    }
}
