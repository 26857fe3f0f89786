//! The JSON of a type into XML.

use super::{Member, Name, Node, Place, Root, object_of};
use crate::tree::Tree;
use quick_xml::escape::escape;

/// The XML can't be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Refusal {
    /// A name that is no name in XML.
    Name,
    /// A character that XML does not have.
    Character,
}

/// Writes the body of a message.
pub(crate) fn write(root: &Root<'_>, value: &Tree) -> Result<String, Refusal> {
    let mut scribe = Scribe {
        xml: String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>"),
        scope: Vec::new(),
    };
    scribe.element(&Tag::from(root.name), root.node, value)?;
    Ok(scribe.xml)
}

/// The name of an element that is described, or of one that a value brings.
struct Tag<'t> {
    local: &'t str,
    prefix: Option<&'static str>,
    namespace: Option<&'static str>,
}

impl From<Name> for Tag<'static> {
    fn from(name: Name) -> Self {
        Self {
            local: name.local,
            prefix: name.prefix,
            namespace: name.namespace,
        }
    }
}

impl<'t> Tag<'t> {
    fn new(local: &'t str) -> Self {
        Self {
            local,
            prefix: None,
            namespace: None,
        }
    }

    /// The name with its prefix.
    fn qualified(&self) -> Result<String, Refusal> {
        let prefix = self.prefix.filter(|prefix| !prefix.is_empty());
        if !is_name(self.local) || !prefix.is_none_or(is_name) {
            return Err(Refusal::Name);
        }
        Ok(prefix.map_or_else(
            || self.local.to_owned(),
            |prefix| format!("{prefix}:{}", self.local),
        ))
    }
}

struct Scribe {
    xml: String,
    /// Prefixes (empty for none) and the namespaces that they stand for, innermost last.
    scope: Vec<(&'static str, &'static str)>,
}

impl Scribe {
    fn element(&mut self, tag: &Tag<'_>, node: &Node, value: &Tree) -> Result<(), Refusal> {
        let name = tag.qualified()?;
        let scope = self.scope.len();
        self.xml.push('<');
        self.xml.push_str(&name);
        self.declare(tag.prefix, tag.namespace)?;
        let (members, rest) =
            object_of(node, &|property| tag_of(value, property)).unwrap_or((&[], &Node::Any));
        if let Tree::Pairs(pairs) = value {
            self.attributes(members, pairs)?;
        }
        let start = self.xml.len();
        self.xml.push('>');
        match (node, value) {
            (Node::Map(_), _) => self.content(node, value)?,
            (_, Tree::Pairs(pairs)) => self.members(members, rest, pairs)?,
            _ => self.content(node, value)?,
        }
        if self.xml.len() == start + 1 {
            self.xml.truncate(start);
            self.xml.push_str("/>");
        } else {
            self.xml.push_str("</");
            self.xml.push_str(&name);
            self.xml.push('>');
        }
        self.scope.truncate(scope);
        Ok(())
    }

    /// The namespaces that members bring, and the members that are attributes.
    fn attributes(&mut self, members: &[Member], pairs: &[(String, Tree)]) -> Result<(), Refusal> {
        for (key, value) in pairs {
            let Some(name) = find(members, key).and_then(Member::name) else {
                continue;
            };
            // One without a prefix would change the names of its siblings.
            if name.prefix.is_some() && *value != Tree::Null {
                self.declare(name.prefix, name.namespace)?;
            }
        }
        for (key, value) in pairs {
            let tag = match find(members, key) {
                Some(Member {
                    place: Place::Attribute(name),
                    ..
                }) => Tag::from(*name),
                Some(_) => continue,
                None => match key.strip_prefix('@') {
                    Some(name) => Tag::new(name),
                    None => continue,
                },
            };
            if let Some(text) = value.to_plain() {
                let name = tag.qualified()?;
                self.attribute(&name, &text)?;
            }
        }
        Ok(())
    }

    fn declare(
        &mut self,
        prefix: Option<&'static str>,
        namespace: Option<&'static str>,
    ) -> Result<(), Refusal> {
        let Some(namespace) = namespace else {
            return Ok(());
        };
        let prefix = prefix.unwrap_or_default();
        let held = self.scope.iter().rev().find(|(known, _)| *known == prefix);
        if held.is_some_and(|(_, known)| *known == namespace) {
            return Ok(());
        }
        self.scope.push((prefix, namespace));
        let name = if prefix.is_empty() {
            "xmlns".to_owned()
        } else {
            format!("xmlns:{prefix}")
        };
        self.attribute(&name, namespace)
    }

    fn attribute(&mut self, name: &str, text: &str) -> Result<(), Refusal> {
        self.xml.push(' ');
        self.xml.push_str(name);
        self.xml.push_str("=\"");
        // A reader turns white space in an attribute into spaces unless it is written as a reference.
        let text = checked(text)?.replace('\t', "&#9;").replace('\n', "&#10;");
        self.xml.push_str(&text);
        self.xml.push('"');
        Ok(())
    }

    fn members(
        &mut self,
        members: &[Member],
        rest: &Node,
        pairs: &[(String, Tree)],
    ) -> Result<(), Refusal> {
        for (key, value) in pairs {
            match (find(members, key), value) {
                (_, Tree::Null) => {}
                (Some(member), value) => self.member(member, value)?,
                (None, value) => self.other(key, rest, value)?,
            }
        }
        Ok(())
    }

    fn member(&mut self, member: &Member, value: &Tree) -> Result<(), Refusal> {
        match (member.place, value) {
            (Place::Attribute(_), _) => Ok(()),
            (Place::Text, value) => self.text(value),
            (Place::List(name), Tree::List(items)) => self.items(name, member.node, items),
            (Place::Wrapped { wrapper, item }, value) => {
                self.element(&Tag::from(wrapper), &Node::List(item, member.node), value)
            }
            (Place::Element(name) | Place::List(name), value) => {
                self.element(&Tag::from(name), member.node, value)
            }
        }
    }

    /// A member that no description has.
    fn other(&mut self, key: &str, node: &Node, value: &Tree) -> Result<(), Refusal> {
        match value {
            _ if key.starts_with('@') => Ok(()),
            _ if key == super::TEXT => self.text(value),
            Tree::List(items) => {
                for item in items {
                    self.element(&Tag::new(key), node, item)?;
                }
                Ok(())
            }
            Tree::Null | Tree::Text(_) | Tree::Literal(_) | Tree::Pairs(_) => {
                self.element(&Tag::new(key), node, value)
            }
        }
    }

    fn items(&mut self, name: Name, node: &Node, items: &[Tree]) -> Result<(), Refusal> {
        for item in items {
            self.element(&Tag::from(name), node, item)?;
        }
        Ok(())
    }

    fn content(&mut self, node: &Node, value: &Tree) -> Result<(), Refusal> {
        match (node, value) {
            (_, Tree::Null) => Ok(()),
            (Node::Map(node), Tree::Pairs(pairs)) => {
                let pairs = pairs.iter().filter(|(_, value)| *value != Tree::Null);
                for (key, value) in pairs {
                    self.element(&Tag::new(key), node, value)?;
                }
                Ok(())
            }
            (Node::List(name, node), Tree::List(items)) => self.items(*name, node, items),
            (_, Tree::Pairs(pairs)) => self.members(&[], &Node::Any, pairs),
            (_, Tree::List(items)) => self.items(Name::new("item"), &Node::Any, items),
            (_, Tree::Text(_) | Tree::Literal(_)) => self.text(value),
        }
    }

    fn text(&mut self, value: &Tree) -> Result<(), Refusal> {
        let text = value.to_plain().unwrap_or_default();
        self.xml.push_str(&checked(&text)?);
        Ok(())
    }
}

fn find<'m>(members: &'m [Member], key: &str) -> Option<&'m Member> {
    members.iter().find(|member| member.key == key)
}

fn tag_of(value: &Tree, property: &str) -> Option<String> {
    let Tree::Pairs(pairs) = value else {
        return None;
    };
    let (_, value) = pairs.iter().find(|(name, _)| name == property)?;
    value.to_plain()
}

/// The escaped text, if XML 1.0 has all of its characters.
fn checked(text: &str) -> Result<String, Refusal> {
    let allowed = |character: char| match character {
        '\t' | '\n' | '\r' => true,
        '\u{fffe}' | '\u{ffff}' => false,
        _ => character >= ' ',
    };
    if text.chars().all(allowed) {
        Ok(escape(text).into_owned())
    } else {
        Err(Refusal::Character)
    }
}

/// Whether a text is a name without a colon.
fn is_name(text: &str) -> bool {
    text.starts_with(|first: char| first.is_alphabetic() || first == '_')
        && text
            .chars()
            .all(|letter| letter.is_alphanumeric() || matches!(letter, '-' | '_' | '.'))
}
