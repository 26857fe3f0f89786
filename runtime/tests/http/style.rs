//! `OpenAPI`'s table of styles, a row a style and `explode`.

use crate::support::{Color, header, path, query};
use restwright_runtime::Style;
use restwright_runtime::json::Encode;

/// The values of a row, in its order: a primitive, an array, an object, no array item, no member, no character.
fn values() -> [Box<dyn Encode>; 6] {
    [
        Box::new("blue"),
        Box::new(vec!["blue", "black", "brown"]),
        Box::new(Color::FULL),
        Box::new(Vec::<String>::new()),
        Box::new(Color::NONE),
        Box::new(""),
    ]
}

fn check(rows: &[(Style, [&str; 6])], render: impl Fn(Style, &dyn Encode) -> String) {
    for (style, expected) in rows {
        let rendered = values().map(|value| render(*style, value.as_ref()));
        assert_eq!(
            rendered.each_ref().map(String::as_str),
            *expected,
            "{style:?}"
        );
    }
}

#[test]
fn paths() {
    let rows = [
        (
            Style::SIMPLE,
            ["blue", "blue,black,brown", "R,100,G,200,B,150", "", "", ""],
        ),
        (
            Style::SIMPLE.explode(true),
            ["blue", "blue,black,brown", "R=100,G=200,B=150", "", "", ""],
        ),
        (
            Style::LABEL,
            [
                ".blue",
                ".blue,black,brown",
                ".R,100,G,200,B,150",
                "",
                "",
                ".",
            ],
        ),
        (
            Style::LABEL.explode(true),
            [
                ".blue",
                ".blue.black.brown",
                ".R=100.G=200.B=150",
                "",
                "",
                ".",
            ],
        ),
        (
            Style::MATRIX,
            [
                ";color=blue",
                ";color=blue,black,brown",
                ";color=R,100,G,200,B,150",
                "",
                "",
                ";color",
            ],
        ),
        (
            Style::MATRIX.explode(true),
            [
                ";color=blue",
                ";color=blue;color=black;color=brown",
                ";R=100;G=200;B=150",
                "",
                "",
                ";color",
            ],
        ),
    ];
    check(&rows, |style, value| {
        path(|request| request.path("color", style, value))
    });
}

/// Swagger 2.0 has its collection formats in paths and headers too.
#[test]
fn delimited_paths_and_headers() {
    let list = vec!["a b", "c"];
    for (style, in_path, in_header) in [
        (Style::SPACE_DELIMITED, "a%20b%20c", "a b c"),
        (Style::TAB_DELIMITED, "a%20b%09c", "a b\tc"),
        (Style::PIPE_DELIMITED, "a%20b%7Cc", "a b|c"),
    ] {
        let rendered = path(|request| request.path("q", style, &list));
        assert_eq!(rendered, in_path);
        let rendered = header("q", |request| request.header_in_style("q", style, &list));
        assert_eq!(rendered.as_deref(), Some(in_header));
    }
}

#[test]
fn queries() {
    let exploded = [
        "color=blue",
        "color=blue&color=black&color=brown",
        "R=100&G=200&B=150",
        "",
        "",
        "color=",
    ];
    let rows = [
        (Style::FORM, exploded),
        (
            Style::FORM.explode(false),
            [
                "color=blue",
                "color=blue,black,brown",
                "color=R,100,G,200,B,150",
                "color=",
                "color=",
                "color=",
            ],
        ),
        (
            Style::SPACE_DELIMITED,
            [
                "color=blue",
                "color=blue%20black%20brown",
                "color=R%20100%20G%20200%20B%20150",
                "color=",
                "color=",
                "color=",
            ],
        ),
        (Style::SPACE_DELIMITED.explode(true), exploded),
        (
            Style::PIPE_DELIMITED,
            [
                "color=blue",
                "color=blue%7Cblack%7Cbrown",
                "color=R%7C100%7CG%7C200%7CB%7C150",
                "color=",
                "color=",
                "color=",
            ],
        ),
        (Style::PIPE_DELIMITED.explode(true), exploded),
        (
            Style::TAB_DELIMITED,
            [
                "color=blue",
                "color=blue%09black%09brown",
                "color=R%09100%09G%09200%09B%09150",
                "color=",
                "color=",
                "color=",
            ],
        ),
        (Style::TAB_DELIMITED.explode(true), exploded),
        (
            Style::DEEP_OBJECT,
            [
                "color=blue",
                "color%5B%5D=blue&color%5B%5D=black&color%5B%5D=brown",
                "color%5BR%5D=100&color%5BG%5D=200&color%5BB%5D=150",
                "",
                "",
                "color=",
            ],
        ),
    ];
    check(&rows, |style, value| {
        query(|request| request.query("color", style, value))
    });
}

#[test]
fn headers() {
    let rows = [
        (
            Style::SIMPLE,
            [
                "blue",
                "blue,black,brown",
                "R,100,G,200,B,150",
                "-",
                "-",
                "",
            ],
        ),
        (
            Style::SIMPLE.explode(true),
            [
                "blue",
                "blue,black,brown",
                "R=100,G=200,B=150",
                "-",
                "-",
                "",
            ],
        ),
    ];
    check(&rows, |style, value| {
        let explode = style == Style::SIMPLE.explode(true);
        header("color", |request| request.header("color", explode, value)).unwrap_or("-".to_owned())
    });
}

#[test]
fn cookies() {
    let rows = [
        (
            Style::FORM,
            [
                "color=blue",
                "color=blue; color=black; color=brown",
                "R=100; G=200; B=150",
                "-",
                "-",
                "color=",
            ],
        ),
        (
            Style::FORM.explode(false),
            [
                "color=blue",
                "color=blue,black,brown",
                "color=R,100,G,200,B,150",
                "color=",
                "color=",
                "color=",
            ],
        ),
        (
            Style::COOKIE,
            [
                "color=blue",
                "color=blue; color=black; color=brown",
                "R=100; G=200; B=150",
                "-",
                "-",
                "color=",
            ],
        ),
    ];
    check(&rows, |style, value| {
        header("cookie", |request| request.cookie("color", style, value)).unwrap_or("-".to_owned())
    });
}

#[test]
fn values_are_encoded_and_delimiters_are_not() {
    let items = vec!["a,b", "c d", "e&f=g", "1|2"];
    let render = |style| query(|request| request.query("q", style, &items));
    assert_eq!(
        render(Style::FORM.explode(false)),
        "q=a%2Cb,c%20d,e%26f%3Dg,1%7C2"
    );
    assert_eq!(render(Style::FORM), "q=a%2Cb&q=c%20d&q=e%26f%3Dg&q=1%7C2");
    let in_path = path(|request| request.path("q", Style::SIMPLE, &items));
    assert_eq!(in_path, "a%2Cb,c%20d,e%26f%3Dg,1%7C2");
}

#[test]
fn nulls_in_a_list_are_left_out_and_nested_values_are_json() {
    let value = serde_json::json!([1, null, {"a": [true]}, "x"]);
    let rendered = query(|request| request.query("q", Style::FORM, &value));
    assert_eq!(rendered, "q=1&q=%7B%22a%22%3A%5Btrue%5D%7D&q=x");
}

#[test]
fn deep_objects_nest() {
    let value = serde_json::json!({"a": {"b": 1, "c": ["x", "y"]}, "d": [{"e": 2}], "f": null});
    let rendered = query(|request| request.query("q", Style::DEEP_OBJECT, &value));
    let decoded = percent_encoding::percent_decode_str(&rendered)
        .decode_utf8_lossy()
        .into_owned();
    assert_eq!(decoded, "q[a][b]=1&q[a][c][]=x&q[a][c][]=y&q[d][0][e]=2");
}

#[test]
fn reserved_characters_are_kept_where_allowed() {
    let value = ":/?#[]@!$&'()*+,;= %41%zz";
    let rendered = query(|request| request.query("q", Style::FORM.allow_reserved(true), &value));
    assert_eq!(rendered, "q=:/?%23%5B%5D@!$%26'()*%2B,;=%20%41%25zz");
}
