//! The elements of an XML text, with what this crate has no use for left out: comments, instructions, prefixes.
//!
//! What a stranger would get wrong: a document type is skipped and its entities are unknown, so that no text can
//! grow when it is read.

use crate::json::{DEPTH_LIMIT, Fault};
use quick_xml::NsReader;
use quick_xml::XmlVersion;
use quick_xml::escape::resolve_xml_entity;
use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::name::{Namespace, NamespaceResolver, ResolveResult};

const INSTANCE: &str = "http://www.w3.org/2001/XMLSchema-instance";

/// An element.
#[derive(Debug, Default)]
pub(super) struct Element {
    /// The name without its prefix.
    pub(super) name: String,
    pub(super) namespace: Option<String>,
    /// Names and values, but for declarations of namespaces.
    pub(super) attributes: Vec<Attribute>,
    pub(super) children: Vec<Element>,
    /// All of its own text; nothing where it is but white space between elements.
    pub(super) text: String,
    /// `xsi:nil`.
    pub(super) nil: bool,
    /// The byte at which it starts.
    pub(super) offset: usize,
}

/// An attribute.
#[derive(Debug)]
pub(super) struct Attribute {
    /// The name without its prefix.
    pub(super) name: String,
    pub(super) namespace: Option<String>,
    pub(super) value: String,
}

/// The root element of a text.
pub(super) fn parse(body: &[u8]) -> Result<Element, Fault> {
    let body = body.strip_prefix(b"\xef\xbb\xbf").unwrap_or(body);
    let text = std::str::from_utf8(body)
        .map_err(|error| Fault::new("the XML is not UTF-8").with_offset(error.valid_up_to()))?;
    let mut parser = Parser::default();
    let mut reader = NsReader::from_str(text);
    loop {
        let offset = offset(reader.buffer_position());
        let event = reader.read_event().map_err(|error| {
            Fault::new(format!("not XML: {error}"))
                .with_offset(self::offset(reader.error_position()))
        })?;
        if matches!(event, Event::Eof) {
            return parser.finish(text.len());
        }
        parser
            .event(event, reader.resolver(), offset)
            .map_err(|message| Fault::new(message).with_offset(offset))?;
    }
}

/// The text of the element that names lead to from the root, where there is one; namespaces don't matter.
pub(crate) fn find(body: &[u8], path: &[&str]) -> Option<String> {
    let mut element = parse(body).ok()?;
    for name in path {
        let mut children = element.children.into_iter();
        element = children.find(|child| child.name == *name)?;
    }
    Some(element.text)
}

fn offset(position: u64) -> usize {
    usize::try_from(position).unwrap_or(usize::MAX)
}

/// What is open.
#[derive(Default)]
struct Parser {
    open: Vec<Element>,
    root: Option<Element>,
}

impl Parser {
    fn event(
        &mut self,
        event: Event<'_>,
        names: &NamespaceResolver,
        offset: usize,
    ) -> Result<(), String> {
        match event {
            Event::Start(start) => self.start(&start, names, offset),
            Event::Empty(start) => {
                self.start(&start, names, offset)?;
                self.end();
                Ok(())
            }
            Event::End(_) => {
                self.end();
                Ok(())
            }
            Event::Text(text) => self.text(&text.xml10_content()),
            Event::CData(text) => self.text(&text.xml10_content()),
            Event::GeneralRef(reference) => self.text(&resolve(&reference)?),
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) | Event::Eof => {
                Ok(())
            }
        }
    }

    fn start(
        &mut self,
        start: &BytesStart<'_>,
        names: &NamespaceResolver,
        offset: usize,
    ) -> Result<(), String> {
        if self.root.is_some() {
            return Err("not XML: a second root element".to_owned());
        }
        if self.open.len() >= usize::from(DEPTH_LIMIT) {
            return Err("elements are nested too deep".to_owned());
        }
        let (namespace, name) = names.resolve_element(start.name());
        let mut element = Element {
            name: name.as_ref().to_owned(),
            namespace: bound(&namespace),
            offset,
            ..Element::default()
        };
        for attribute in start.attributes() {
            let attribute = attribute.map_err(|error| format!("not XML: {error}"))?;
            if attribute.key.as_namespace_binding().is_some() {
                continue;
            }
            let value = attribute
                .normalized_value(XmlVersion::Implicit1_0)
                .map_err(|error| format!("not XML: {error}"))?
                .into_owned();
            let (namespace, name) = names.resolve_attribute(attribute.key);
            let namespace = bound(&namespace);
            let name = name.as_ref().to_owned();
            if name == "nil" && namespace.as_deref() == Some(INSTANCE) {
                element.nil = matches!(value.as_str(), "true" | "1");
            }
            element.attributes.push(Attribute {
                name,
                namespace,
                value,
            });
        }
        self.open.push(element);
        Ok(())
    }

    fn end(&mut self) {
        let Some(mut element) = self.open.pop() else {
            return;
        };
        if !element.children.is_empty() && is_blank(&element.text) {
            element.text.clear();
        }
        match self.open.last_mut() {
            Some(parent) => parent.children.push(element),
            None => self.root = Some(element),
        }
    }

    fn text(&mut self, text: &str) -> Result<(), String> {
        match self.open.last_mut() {
            Some(element) => element.text.push_str(text),
            None if is_blank(text) => {}
            None => return Err("not XML: text outside of the root element".to_owned()),
        }
        Ok(())
    }

    fn finish(self, end: usize) -> Result<Element, Fault> {
        if let Some(element) = self.open.last() {
            let message = format!("the XML ends inside the element {:?}", element.name);
            return Err(Fault::new(message).with_offset(end));
        }
        self.root
            .ok_or_else(|| Fault::new("not XML: no element").with_offset(end))
    }
}

fn bound(result: &ResolveResult<'_>) -> Option<String> {
    match result {
        ResolveResult::Bound(Namespace(namespace)) => Some((*namespace).to_owned()),
        ResolveResult::Unbound | ResolveResult::Unknown(_) => None,
    }
}

/// The text of `&amp;` or `&#38;`.
fn resolve(reference: &BytesRef<'_>) -> Result<String, String> {
    let character = reference
        .resolve_char_ref()
        .map_err(|error| format!("not XML: {error}"))?;
    character
        .map(String::from)
        .or_else(|| resolve_xml_entity(reference).map(str::to_owned))
        .ok_or_else(|| format!("the entity {:?} is not known", &**reference))
}

/// XML's white space, which is less than Unicode's.
fn is_blank(text: &str) -> bool {
    text.bytes()
        .all(|byte| matches!(byte, b' ' | b'\t' | b'\r' | b'\n'))
}
