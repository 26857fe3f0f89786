//! Paths: what they select, and what is said of those that cannot be read.

use super::parse;
use crate::load::load;
use crate::overlay::select::{node_at, select};
use crate::value::Node;

const DOCUMENT: &str = r#"
info: {title: Pets, x-logo: {url: u}}
paths:
  /pets:
    get: {tags: [a, b], deprecated: true, parameters: [{name: limit, in: query}, {name: id, in: path, required: true}]}
    post: {tags: [c], responses: {200: {description: "it's \"ok\""}, default: {description: é}}}
  /dogs:
    get: {tags: [], parameters: [{name: limit, in: header}]}
numbers: [0, 1, 2.0, 10, -3, 1e1, 123456789012345678901234567890]
words: [b, a, null, true, {a: 1, b: [2]}, {b: [2], a: 1.0}]
"#;

fn document() -> Node {
    let files = |_: &str| Ok(DOCUMENT.to_owned());
    load(&["a.yaml"], &files)
        .files
        .remove("a.yaml")
        .unwrap()
        .unwrap()
}

fn check(cases: &[(&str, &str)]) {
    let document = document();
    for (text, expected) in cases {
        let path = parse(text).unwrap_or_else(|error| panic!("{text}: {error:?}"));
        let places = select(&document, &path).unwrap();
        let values = places
            .iter()
            .map(|place| node_at(&document, place).unwrap().value.to_json());
        let values: Vec<String> = values.collect();
        assert_eq!(format!("[{}]", values.join(",")), *expected, "{text}");
    }
}

#[test]
fn selections() {
    let cases = [
        ("$.info.title", r#"["Pets"]"#),
        ("$['info'][\"title\"]", r#"["Pets"]"#),
        ("$ .info ['title']", r#"["Pets"]"#),
        ("$.info.x-logo.url", r#"["u"]"#),
        ("$.info.none", "[]"),
        ("$.info.title.x", "[]"),
        ("$.info[0]", "[]"),
        ("$.words.b", "[]"),
        (
            "$.info['title', 'title', 'x-logo']",
            r#"["Pets",{"url":"u"}]"#,
        ),
        (
            "$.paths['/pets'].post.responses.200.description",
            r#"["it's \"ok\""]"#,
        ),
        (
            "$.paths['\\/pets'].post.responses['default'].description",
            r#"["é"]"#,
        ),
        ("$.paths.*.get.tags", r#"[["a","b"],[]]"#),
        ("$.paths[*][*].tags[*]", r#"["a","b","c"]"#),
        ("$..tags[0]", r#"["a","c"]"#),
        (
            "$..[0]",
            r#"["a",{"name":"limit","in":"query"},"c",{"name":"limit","in":"header"},0,"b",2,2]"#,
        ),
        ("$..parameters..name", r#"["limit","id","limit"]"#),
        ("$..*..url", r#"["u"]"#),
        ("$.numbers[1]", "[1]"),
        ("$.numbers[-1]", "[123456789012345678901234567890]"),
        ("$.numbers[7]", "[]"),
        ("$.numbers[-8]", "[]"),
        ("$.numbers[1:3]", "[1,2.0]"),
        ("$.numbers[:2]", "[0,1]"),
        ("$.numbers[5:]", "[1e1,123456789012345678901234567890]"),
        ("$.numbers[::3]", "[0,10,123456789012345678901234567890]"),
        ("$.numbers[-3:-1]", "[-3,1e1]"),
        ("$.numbers[2::-1]", "[0,1,2.0]"),
        ("$.numbers[::-3]", "[0,10,123456789012345678901234567890]"),
        ("$.numbers[1:5:0]", "[]"),
        ("$.numbers[ 1 : 100 : 2 ]", "[1,10,1e1]"),
        ("$.words[9223372036854775807:]", "[]"),
    ];
    check(&cases);
}

#[test]
fn filters() {
    let cases = [
        (
            "$..parameters[?@.name=='limit']",
            r#"[{"name":"limit","in":"query"},{"name":"limit","in":"header"}]"#,
        ),
        (
            "$..parameters[?(@.name == 'limit' && @.in == \"query\")]",
            r#"[{"name":"limit","in":"query"}]"#,
        ),
        (
            "$..parameters[?@.required || @.in=='header'].name",
            r#"["id","limit"]"#,
        ),
        ("$..parameters[?!@.required].in", r#"["query","header"]"#),
        (
            "$..parameters[?!(@.in=='query' || @.required)].in",
            r#"["header"]"#,
        ),
        (
            "$..parameters[?@.required != true].in",
            r#"["query","header"]"#,
        ),
        ("$.paths[?@.post].get.tags", r#"[["a","b"]]"#),
        ("$.paths[?@.get.tags[?@=='b']].get.tags", r#"[["a","b"]]"#),
        ("$.paths.*[?@.deprecated==true].tags", r#"[["a","b"]]"#),
        ("$.paths[?@..description].get.tags", r#"[["a","b"]]"#),
        ("$.paths.*.*[?@[0]==$.words[1]]", r#"[["a","b"]]"#),
        (
            "$.numbers[?@ > 1]",
            "[2.0,10,1e1,123456789012345678901234567890]",
        ),
        ("$.numbers[?@ >= 10 && @ <= 10.0]", "[10,1e1]"),
        ("$.numbers[?@ < -2.5]", "[-3]"),
        (
            "$.numbers[?@ == 123456789012345678901234567890]",
            "[123456789012345678901234567890]",
        ),
        ("$.words[?@ <= 'a']", r#"["a"]"#),
        ("$.words[?@ > 'a']", r#"["b"]"#),
        ("$.words[?@ == null]", "[null]"),
        (
            "$.words[?@ == $.words[4]]",
            r#"[{"a":1,"b":[2]},{"b":[2],"a":1.0}]"#,
        ),
        (
            "$.words[?@.x == @.y]",
            r#"["b","a",null,true,{"a":1,"b":[2]},{"b":[2],"a":1.0}]"#,
        ),
        ("$.words[?@.a <= @.x]", r#"["b","a",null,true]"#),
        ("$.words[?@ < true]", "[]"),
        (
            "$.words[0, ?@.a, 0]",
            r#"["b",{"a":1,"b":[2]},{"b":[2],"a":1.0}]"#,
        ),
    ];
    check(&cases);
}

#[test]
fn the_root_is_a_place() {
    let places = select(&document(), &parse("$").unwrap()).unwrap();
    assert_eq!(places, [Vec::<usize>::new()]);
}

#[test]
fn errors_name_the_character() {
    let cases = [
        ("", 1, "a path starts with `$`"),
        ("paths", 1, "a path starts with `$`"),
        ("$x", 2, "expected `.`, `[` or the end"),
        (
            "$.",
            3,
            "expected a name or `*`; other names stand in brackets and quotes",
        ),
        (
            "$./pets",
            3,
            "expected a name or `*`; other names stand in brackets and quotes",
        ),
        ("$.é[", 5, "expected a name in quotes, an index, `*` or `?`"),
        (
            "$[get]",
            3,
            "expected a name in quotes, an index, `*` or `?`",
        ),
        ("$['a'", 6, "expected `,` or `]`"),
        ("$['a]", 3, "the quote is not closed"),
        ("$['\\x']", 4, "this is an unknown escape"),
        ("$['\\\"']", 4, "this is an unknown escape"),
        ("$['\\ud800']", 4, "this is no character"),
        ("$['\\ud800\\u0041']", 4, "this is no character"),
        ("$[01]", 3, "this is no index"),
        ("$[-0]", 3, "this is no index"),
        ("$[9223372036854775808]", 3, "this is no index"),
        ("$[1 2]", 5, "expected `,` or `]`"),
        ("$[?]", 4, "expected `@`, `$` or a literal"),
        ("$[?@.a==]", 9, "expected `@`, `$` or a literal"),
        ("$[?'a']", 7, "a comparison is expected after a literal"),
        ("$[?@.a=='b'", 12, "expected `,` or `]`"),
        ("$[?(@.a]", 8, "expected `)`, `&&` or `||`"),
        ("$[?@.a = 1]", 8, "expected `,` or `]`"),
        (
            "$[?@.* == 1]",
            4,
            "a path in a comparison must select a single value: names and indexes only",
        ),
        (
            "$[?1 == $..a]",
            9,
            "a path in a comparison must select a single value: names and indexes only",
        ),
        (
            "$[?!@.a == 1]",
            5,
            "`!` before a comparison needs parentheses",
        ),
        ("$[?length(@) > 1]", 4, "functions are not supported"),
        ("$[?@ == 1.2.3]", 9, "this is no number"),
    ];
    for (text, character, message) in cases {
        let error = parse(text).unwrap_err();
        assert_eq!(
            (error.character, error.message.as_str()),
            (character, message),
            "{text}"
        );
    }
}

#[test]
fn hostile_paths_are_errors() {
    let nested = format!("$[?{}@.a", "(".repeat(10_000));
    assert_eq!(
        parse(&nested).unwrap_err().message,
        "the filter nests too deep"
    );
    let nested = format!("$[?{}", "@[?".repeat(10_000));
    assert_eq!(
        parse(&nested).unwrap_err().message,
        "the filter nests too deep"
    );
    let text = format!("{{\"a\": [{}0]}}", "[1], ".repeat(5_000));
    let files = |_: &str| Ok(text.clone());
    let document = load(&["a.json"], &files)
        .files
        .remove("a.json")
        .unwrap()
        .unwrap();
    assert!(select(&document, &parse("$..[?$..x]").unwrap()).is_err());
    assert!(select(&document, &parse("$..[0]").unwrap()).is_ok());
}
