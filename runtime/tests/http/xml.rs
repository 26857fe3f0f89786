//! XML by description, both ways.

use crate::support::{built, refusal};
use bytes::Bytes;
use restwright_runtime::http::Response;
use restwright_runtime::xml::{Member, Name, Node, Root};
use restwright_runtime::{Answer, Error, Undeclared};
use serde_json::{Value, json};

const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>";

fn write(root: &Root<'_>, value: &Value) -> String {
    let request = built(|request| request.xml("application/xml", root, value));
    assert_eq!(request.headers()["content-type"], "application/xml");
    let text = String::from_utf8(request.into_body().to_vec()).expect("it is UTF-8");
    text.strip_prefix(HEAD)
        .expect("it has a declaration")
        .to_owned()
}

fn read(root: &Root<'_>, text: &str) -> Result<Value, Error<Undeclared>> {
    let response = Response::new(Bytes::copy_from_slice(text.as_bytes()));
    let value = Answer::new(response).xml(root, |value: Value| value);
    value.map(Response::into_body)
}

/// The value is written as the text, and the text read as the value.
fn both_ways(root: &Root<'_>, value: &Value, text: &str) {
    assert_eq!(write(root, value), text);
    assert_eq!(read(root, text).expect("it can be read"), *value);
    assert_eq!(
        read(root, &format!("{HEAD}\n{text}\n")).expect("it can be read"),
        *value
    );
}

static SIMPLE: Node = Node::Object(&[
    Member::element("name", Name::new("name"), &Node::Text),
    Member::element("age", Name::new("Age"), &Node::Literal),
]);

#[test]
fn elements_are_named_as_described() {
    let root = Root::new(Name::new("Simple"), &SIMPLE);
    both_ways(
        &root,
        &json!({"age": 123, "name": "a <b> & \"c\""}),
        "<Simple><Age>123</Age><name>a &lt;b&gt; &amp; &quot;c&quot;</name></Simple>",
    );
    both_ways(
        &root,
        &json!({"age": true, "name": ""}),
        "<Simple><Age>true</Age><name/></Simple>",
    );
    assert_eq!(
        write(&root, &json!({"age": null, "name": "x"})),
        "<Simple><name>x</name></Simple>"
    );
}

#[test]
fn numbers_are_what_json_calls_numbers() {
    let root = Root::new(Name::new("n"), &Node::Literal);
    for (text, expected) in [
        (" 12\n", json!(12)),
        ("1.5e3", json!(1500.0)),
        ("true", json!(true)),
        ("", json!(null)),
        ("x", json!("x")),
        ("01", json!("01")),
    ] {
        assert_eq!(
            read(&root, &format!("<n>{text}</n>")).expect("it can be read"),
            expected,
            "{text:?}"
        );
    }
}

#[test]
fn attributes_and_text() {
    static NODE: Node = Node::Object(&[
        Member::attribute("id", Name::new("xml-id"), &Node::Literal),
        Member::attribute("lang", Name::new("lang"), &Node::Text),
        Member::text("content", &Node::Text),
    ]);
    let root = Root::new(Name::new("T"), &NODE);
    both_ways(
        &root,
        &json!({"content": " x\r\ny ", "id": 1, "lang": "a\n\t\"<"}),
        "<T xml-id=\"1\" lang=\"a&#10;&#9;&quot;&lt;\"> x&#13;\ny </T>",
    );
}

#[test]
fn lists_with_and_without_a_wrapper() {
    static NODE: Node = Node::Object(&[
        Member::list("colors", Name::new("Color"), &Node::Text),
        Member::wrapped(
            "counts",
            Name::new("Counts"),
            Name::new("int"),
            &Node::Literal,
        ),
        Member::wrapped("pets", Name::new("Pets"), Name::new("Pet"), &SIMPLE),
    ]);
    let root = Root::new(Name::new("L"), &NODE);
    both_ways(
        &root,
        &json!({"colors": ["red", "blue"], "counts": [1, 2], "pets": [{"age": 1}, {"age": 2}]}),
        "<L><Color>red</Color><Color>blue</Color><Counts><int>1</int><int>2</int></Counts>\
         <Pets><Pet><Age>1</Age></Pet><Pet><Age>2</Age></Pet></Pets></L>",
    );
    both_ways(
        &root,
        &json!({"colors": [], "counts": []}),
        "<L><Counts/></L>",
    );
}

#[test]
fn lists_are_read_whatever_wraps_them() {
    static NODE: Node = Node::Object(&[
        Member::list("texts", Name::new("texts"), &Node::Text),
        Member::list("pets", Name::new("pets"), &SIMPLE),
        Member::wrapped(
            "wrapped",
            Name::new("wrapped"),
            Name::new("item"),
            &Node::Text,
        ),
    ]);
    let root = Root::new(Name::new("L"), &NODE);
    for (text, expected) in [
        (
            "<texts><string>a</string><string>b</string></texts>",
            json!({"texts": ["a", "b"], "pets": []}),
        ),
        ("<texts/>", json!({"texts": [""], "pets": []})),
        (
            "<pets><Pet><Age>1</Age></Pet><Pet/></pets>",
            json!({"texts": [], "pets": [{"age": 1}, {}]}),
        ),
        ("<pets/>", json!({"texts": [], "pets": []})),
        (
            "<pets><Age>1</Age></pets>",
            json!({"texts": [], "pets": [{"age": 1}]}),
        ),
        (
            "<wrapped><x>a</x><y>b</y></wrapped>",
            json!({"texts": [], "pets": [], "wrapped": ["a", "b"]}),
        ),
    ] {
        let read = read(&root, &format!("<L>{text}</L>")).expect("it can be read");
        assert_eq!(read, expected, "{text}");
    }
}

#[test]
fn a_body_may_be_a_list_or_a_map() {
    let node = Node::List(Name::new("Tag"), &Node::Text);
    let list = Root::new(Name::new("Tags"), &node);
    both_ways(
        &list,
        &json!(["a", "b"]),
        "<Tags><Tag>a</Tag><Tag>b</Tag></Tags>",
    );
    let map = Root::new(Name::new("Map"), &Node::Map(&Node::Literal));
    both_ways(
        &map,
        &json!({"a": 1, "b": 2}),
        "<Map><a>1</a><b>2</b></Map>",
    );
}

#[test]
fn namespaces_are_declared_where_they_are_used_first() {
    const SMP: &str = "http://example.com/schema";
    static NODE: Node = Node::Object(&[
        Member::element("id", Name::new("id"), &Node::Literal),
        Member::element(
            "title",
            Name::new("title").namespace(SMP).prefix("smp"),
            &Node::Text,
        ),
        Member::element(
            "author",
            Name::new("author").namespace("urn:2").prefix("ns2"),
            &Node::Text,
        ),
        Member::element("own", Name::new("own").namespace("urn:3"), &SIMPLE),
    ]);
    let root = Root::new(Name::new("M").namespace(SMP).prefix("smp"), &NODE);
    both_ways(
        &root,
        &json!({"author": "F", "id": 1, "own": {"age": 2}, "title": "T"}),
        "<smp:M xmlns:smp=\"http://example.com/schema\" xmlns:ns2=\"urn:2\"><ns2:author>F</ns2:author><id>1</id>\
         <own xmlns=\"urn:3\"><Age>2</Age></own><smp:title>T</smp:title></smp:M>",
    );
    let other =
        "<x:M xmlns:x=\"http://example.com/schema\"><x:title>T</x:title><author>F</author></x:M>";
    assert_eq!(
        read(&root, other).expect("it can be read"),
        json!({"title": "T", "author": "F"})
    );
}

#[test]
fn namespaces_tell_members_of_one_name_apart() {
    static NODE: Node = Node::Object(&[
        Member::element(
            "one",
            Name::new("id").namespace("urn:1").prefix("a"),
            &Node::Text,
        ),
        Member::element(
            "two",
            Name::new("id").namespace("urn:2").prefix("b"),
            &Node::Text,
        ),
    ]);
    let root = Root::new(Name::new("M"), &NODE);
    let text = "<M xmlns:p=\"urn:2\" xmlns:q=\"urn:1\"><p:id>2</p:id><q:id>1</q:id></M>";
    assert_eq!(
        read(&root, text).expect("it can be read"),
        json!({"one": "1", "two": "2"})
    );
}

#[test]
fn what_is_not_described_is_kept() {
    static OPEN: Node = Node::Open(
        &[Member::element("a", Name::new("a"), &Node::Text)],
        &Node::Literal,
    );
    let root = Root::new(Name::new("Simple"), &SIMPLE);
    both_ways(
        &root,
        &json!({"@new": "x", "age": 1, "list": ["a", "b"], "more": {"@id": "7", "#text": "t"}}),
        "<Simple new=\"x\"><Age>1</Age><list>a</list><list>b</list><more id=\"7\">t</more></Simple>",
    );
    let open = Root::new(Name::new("O"), &OPEN);
    both_ways(&open, &json!({"a": "1", "b": 1}), "<O><a>1</a><b>1</b></O>");
}

#[test]
fn unions_are_told_apart_by_a_member() {
    static CAT: Node = Node::Object(&[
        Member::element("kind", Name::new("kind"), &Node::Text),
        Member::element("lives", Name::new("Lives"), &Node::Literal),
    ]);
    static PET: Node = Node::Tagged("kind", &[("cat", &CAT)]);
    let root = Root::new(Name::new("Pet"), &PET);
    both_ways(
        &root,
        &json!({"kind": "cat", "lives": 9}),
        "<Pet><kind>cat</kind><Lives>9</Lives></Pet>",
    );
    both_ways(
        &root,
        &json!({"kind": "cow", "lives": "1"}),
        "<Pet><kind>cow</kind><lives>1</lives></Pet>",
    );
}

#[test]
fn recursion_is_described_by_a_static() {
    static TREE: Node = Node::Object(&[
        Member::element("v", Name::new("v"), &Node::Literal),
        Member::list("child", Name::new("child"), &TREE),
    ]);
    let root = Root::new(Name::new("tree"), &TREE);
    both_ways(
        &root,
        &json!({"child": [{"child": [], "v": 2}], "v": 1}),
        "<tree><child><v>2</v></child><v>1</v></tree>",
    );
}

#[test]
fn everything_a_text_can_be_is_read() {
    let root = Root::new(Name::new("t"), &Node::Text);
    for (text, expected) in [
        (
            "<t>a<!-- c --><![CDATA[<b>&amp;]]>&#x41;&lt;</t>",
            "a<b>&amp;A<",
        ),
        (
            "\u{feff}<?xml version=\"1.0\"?><!DOCTYPE t><?pi x?><t>é</t>",
            "é",
        ),
        ("<t> </t>", " "),
        ("<t a='1'/>", ""),
    ] {
        assert_eq!(
            read(&root, text).expect("it can be read"),
            json!(expected),
            "{text}"
        );
    }
    let nil = "<t xmlns:i=\"http://www.w3.org/2001/XMLSchema-instance\" i:nil=\"true\"/>";
    assert_eq!(read(&root, nil).expect("it can be read"), json!(null));
}

#[test]
fn what_is_not_xml_says_where() {
    let root = Root::new(Name::new("t"), &SIMPLE);
    let deep = "<t>".repeat(200);
    for (text, expected) in [
        ("", "no element"),
        ("{}", "text outside of the root element at $ (byte 0)"),
        ("<t><name>a</t>", "not XML"),
        (
            "<t><name>a</name>",
            "the XML ends inside the element \"t\" at $ (byte 17)",
        ),
        ("<html/>", "expected the element \"t\", found \"html\""),
        (
            "<t>&boom;</t>",
            "the entity \"boom\" is not known at $ (byte 3)",
        ),
        (
            "<!DOCTYPE t [<!ENTITY boom \"x\">]><t>&boom;</t>",
            "the entity \"boom\" is not known",
        ),
        ("<t/><t/>", "a second root element"),
        ("<t a=1/>", "not XML"),
        (deep.as_str(), "too deep"),
    ] {
        let error = read(&root, text).expect_err("it is refused").to_string();
        assert!(error.contains(expected), "{text:?}: {error}");
    }
}

#[test]
fn a_wrong_value_says_where_it_stands() {
    let root = Root::new(Name::new("t"), &Node::Map(&Node::Literal));
    let text = "<t>\n  <a>1</a>\n  <b>x</b>\n</t>";
    let response = Response::new(Bytes::copy_from_slice(text.as_bytes()));
    let value: Result<_, Error<Undeclared>> =
        Answer::new(response).xml(&root, |map: std::collections::BTreeMap<String, i64>| map);
    let error = value.expect_err("x is no number").to_string();
    assert!(error.contains("at $.b (byte 17)"), "{error}");
}

#[test]
fn what_xml_cannot_hold_is_refused() {
    let root = Root::new(Name::new("M"), &Node::Map(&Node::Text));
    let text = refusal(|request| request.xml("application/xml", &root, &json!({"a b": "x"})));
    assert!(
        text.starts_with("body has a member whose name XML does not allow"),
        "{text}"
    );
    let text = refusal(|request| request.xml("application/xml", &root, &json!({"a": "\u{0}"})));
    assert!(text.starts_with("body has a control character"), "{text}");
}
