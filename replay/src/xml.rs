//! XML compared as parsed elements: names with their namespaces, attributes without order, texts.
//!
//! A stranger would get this wrong: prefixes do not count, namespaces do; white space between elements does not.

use quick_xml::escape::resolve_xml_entity;
use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::name::ResolveResult;
use quick_xml::{NsReader, XmlVersion};
use std::collections::BTreeMap;

/// An element.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Element {
    name: String,
    attributes: BTreeMap<String, String>,
    text: String,
    children: Vec<Element>,
}

/// The first difference of two documents, in words; `accepts(expected, actual)` says which texts count as equal.
pub(crate) fn difference(
    expected: &str,
    actual: &str,
    accepts: &dyn Fn(&str, &str) -> bool,
) -> Option<String> {
    match (parse(expected), parse(actual)) {
        (Ok(expected), Ok(actual)) => compare(&expected, &actual, "", accepts),
        (Err(error), _) => Some(format!("the expected XML is malformed: {error}")),
        (_, Err(error)) => Some(format!("malformed XML: {error}")),
    }
}

fn compare(
    expected: &Element,
    actual: &Element,
    path: &str,
    accepts: &dyn Fn(&str, &str) -> bool,
) -> Option<String> {
    let path = format!("{path}/{}", expected.name);
    if expected.name != actual.name {
        return Some(format!("{path} is called {}", actual.name));
    }
    if expected.attributes != actual.attributes {
        return Some(format!(
            "{path} has the attributes {:?}, expected {:?}",
            actual.attributes, expected.attributes
        ));
    }
    if expected.text != actual.text && !accepts(&expected.text, &actual.text) {
        return Some(format!(
            "{path} holds {:?}, expected {:?}",
            actual.text, expected.text
        ));
    }
    if expected.children.len() != actual.children.len() {
        let names = |element: &Element| -> Vec<String> {
            element
                .children
                .iter()
                .map(|child| child.name.clone())
                .collect()
        };
        return Some(format!(
            "{path} has the elements {:?}, expected {:?}",
            names(actual),
            names(expected)
        ));
    }
    expected
        .children
        .iter()
        .zip(&actual.children)
        .find_map(|(expected, actual)| compare(expected, actual, &path, accepts))
}

fn parse(text: &str) -> Result<Element, String> {
    let mut reader = NsReader::from_str(text);
    // The document itself is the element at the bottom.
    let mut open = vec![Element::default()];
    loop {
        let event = reader.read_event().map_err(|error| error.to_string())?;
        match event {
            Event::Start(start) => open.push(element(&reader, &start)?),
            Event::Empty(start) => {
                let element = element(&reader, &start)?;
                top(&mut open)?.children.push(element);
            }
            Event::End(_) => {
                let mut element = open.pop().ok_or("an end without a start")?;
                if !element.children.is_empty() && element.text.trim().is_empty() {
                    element.text.clear();
                }
                top(&mut open)?.children.push(element);
            }
            Event::Text(text) => {
                top(&mut open)?.text.push_str(&text.xml10_content());
            }
            Event::GeneralRef(reference) => {
                let text = resolve(&reference)?;
                top(&mut open)?.text.push_str(&text);
            }
            Event::CData(text) => {
                top(&mut open)?.text.push_str(&text.xml10_content());
            }
            Event::Eof => {
                let mut document = open.pop().ok_or("no document")?;
                return document
                    .children
                    .pop()
                    .ok_or_else(|| "no element".to_owned());
            }
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => {}
        }
    }
}

fn resolve(reference: &BytesRef<'_>) -> Result<String, String> {
    let character = reference.resolve_char_ref();
    let character = character.map_err(|error| error.to_string())?;
    character
        .map(String::from)
        .or_else(|| resolve_xml_entity(reference).map(str::to_owned))
        .ok_or_else(|| format!("the entity {:?} is not known", &**reference))
}

fn top(open: &mut [Element]) -> Result<&mut Element, String> {
    open.last_mut()
        .ok_or_else(|| "an end without a start".to_owned())
}

fn element(reader: &NsReader<&[u8]>, start: &BytesStart<'_>) -> Result<Element, String> {
    let (namespace, local) = reader.resolver().resolve_element(start.name());
    let mut element = Element {
        name: full_name(&namespace, local.as_ref()),
        ..Element::default()
    };
    for attribute in start.attributes() {
        let attribute = attribute.map_err(|error| error.to_string())?;
        let name = attribute.key;
        if name.as_namespace_binding().is_some() {
            continue;
        }
        let (namespace, local) = reader.resolver().resolve_attribute(name);
        let value = attribute
            .normalized_value(XmlVersion::Implicit1_0)
            .map_err(|error| error.to_string())?;
        element
            .attributes
            .insert(full_name(&namespace, local.as_ref()), value.into_owned());
    }
    Ok(element)
}

fn full_name(namespace: &ResolveResult<'_>, local: &str) -> String {
    match namespace {
        ResolveResult::Bound(namespace) => {
            format!("{{{}}}{local}", namespace.as_ref())
        }
        ResolveResult::Unbound | ResolveResult::Unknown(_) => local.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::difference;

    fn same(expected: &str, actual: &str) -> bool {
        difference(expected, actual, &|_, _| false).is_none()
    }

    #[test]
    fn prefixes_order_and_layout_do_not_count() {
        assert!(same(
            "<?xml version=\"1.0\"?>\n<a b=\"1\" c=\"2\">\n  <d>x &amp; y</d>\n  <e/>\n</a>",
            "<a c='2' b='1'><d>x &#38; y</d><e></e></a>"
        ));
        assert!(same("<p:a xmlns:p=\"urn:x\"/>", "<a xmlns=\"urn:x\"></a>"));
    }

    #[test]
    fn namespaces_texts_and_the_order_of_elements_count() {
        assert!(!same("<p:a xmlns:p=\"urn:x\"/>", "<a/>"));
        assert!(!same("<a>1</a>", "<a>2</a>"));
        assert!(!same("<a><b/><c/></a>", "<a><c/><b/></a>"));
    }
}
