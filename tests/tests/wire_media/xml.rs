//! XML both ways, read by `roxmltree`: names, attributes, namespaces, wrapped lists, text.

use crate::emitted::bodies::models::{Book, Shelf, XmlNote};
use crate::emitted::bodies::xml;
use crate::{sent_plain, texts};
use restwright_runtime::Operation;
use roxmltree::{Document, Node};
use tests::server::{Server, answer};

fn shelf() -> Shelf {
    Shelf::default()
        .with_id(7)
        .with_language("de<\"&'\n")
        .with_owner("A & B")
        .with_books(vec![
            Book::default().with_pages(3).with_title("]]> é"),
            Book::default(),
        ])
        .with_labels(texts(&["x", " y "]))
        .with_note(XmlNote::default().with_by("me").with_text("<b>"))
}

fn elements<'a>(node: Node<'a, 'a>) -> Vec<Node<'a, 'a>> {
    node.children().filter(Node::is_element).collect()
}

#[test]
fn elements_attributes_and_namespaces_are_as_described() {
    let message = sent_plain(&xml::Shelf { body: &shelf() });
    assert_eq!(message.header("content-type"), Some("application/xml"));
    let document = Document::parse(message.text()).expect("it is XML");
    let root = document.root_element();
    assert_eq!(root.tag_name().name(), "shelf");
    assert_eq!(root.tag_name().namespace(), Some("urn:shelf"));
    assert_eq!(root.attribute("id"), Some("7"));
    assert_eq!(root.attribute(("urn:words", "lang")), Some("de<\"&'\n"));
    let children = elements(root);
    let names: Vec<(Option<&str>, &str)> = children
        .iter()
        .map(|child| (child.tag_name().namespace(), child.tag_name().name()))
        .collect();
    assert_eq!(
        names,
        [
            (Some("urn:people"), "keeper"),
            (None, "books"),
            (None, "label"),
            (None, "label"),
            (None, "note"),
        ]
    );
    assert_eq!(children[0].text(), Some("A & B"));
    let books = elements(children[1]);
    assert_eq!(books.len(), 2);
    assert!(books.iter().all(|book| book.has_tag_name("book")));
    assert_eq!(books[0].attribute("pages"), Some("3"));
    assert_eq!(elements(books[0])[0].text(), Some("]]> é"));
    assert_eq!(books[1].attributes().len() + books[1].children().count(), 0);
    assert_eq!(children[2].text(), Some("x"));
    assert_eq!(children[3].text(), Some(" y "));
    assert_eq!(children[4].attribute("by"), Some("me"));
    assert_eq!(children[4].text(), Some("<b>"));
}

fn answered(text: &str) -> Shelf {
    let server = Server::answering(answer(
        "200 OK",
        &[("content-type", "application/xml; charset=utf-8")],
        text.as_bytes(),
    ));
    let shelf = Shelf::default();
    let request = xml::Shelf { body: &shelf }
        .request(&server.endpoint())
        .unwrap();
    xml::Shelf::response(server.exchange(request).1)
        .unwrap()
        .into_body()
}

/// Other prefixes, other orders, other quotes and a CDATA section: the same document.
#[test]
fn what_other_writers_write_is_read() {
    let text = "<?xml version='1.0' encoding='utf-8'?>\r\n<!-- a shelf -->\r\n\
        <sh:shelf xmlns:sh='urn:shelf' xmlns:a='urn:words' a:lang='de&lt;&quot;&amp;&apos;&#10;' id='7'>\
        <label>x</label><note by='me'><![CDATA[<b>]]></note>\
        <keeper xmlns='urn:people'>A &#38; B</keeper>\
        <books>\r\n  <book pages=\"3\"><title>]]&gt; &#xe9;</title></book><book/>\r\n</books>\
        <label> y </label></sh:shelf>";
    assert_eq!(answered(text), shelf());
}

#[test]
fn what_is_written_is_read_again() {
    let message = sent_plain(&xml::Shelf { body: &shelf() });
    assert_eq!(answered(message.text()), shelf());
}
