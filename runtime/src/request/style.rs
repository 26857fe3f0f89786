//! Styles: how a list or an object becomes text in a path, a query, a header, a cookie or a form.
//!
//! The table is `OpenAPI`'s, which is RFC 6570's where the two overlap. What a stranger would get wrong: the delimiters
//! that a style puts between values are not percent-encoded and the values are, so that a value with a comma can be
//! told from two values.
//!
//! A list without items and an object without members are undefined values in RFC 6570: in a path they have no text, not
//! even their style's prefix; in a query, a cookie or a form they are nothing where they explode. Where they don't, they
//! are an empty value (`name=`), as `OpenAPI`'s table has it and as services expect that tell none from not given.

use super::percent::Escape;
use crate::tree::{Given, Tree, plain_literal};

/// How a value is written: `OpenAPI`'s `style`, `explode` and `allowReserved`.
///
/// The constants have the `explode` that `OpenAPI` takes where a description says nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Style {
    pub(crate) kind: Kind,
    pub(crate) explode: bool,
    pub(crate) allow_reserved: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Kind {
    Simple,
    Label,
    Matrix,
    Form,
    SpaceDelimited,
    PipeDelimited,
    TabDelimited,
    DeepObject,
    Cookie,
}

impl Style {
    /// `a,b`: paths and headers.
    pub const SIMPLE: Self = Self::new(Kind::Simple, false);
    /// `.a,b`: paths.
    pub const LABEL: Self = Self::new(Kind::Label, false);
    /// `;name=a,b`: paths.
    pub const MATRIX: Self = Self::new(Kind::Matrix, false);
    /// `name=a&name=b`: queries, cookies and forms.
    pub const FORM: Self = Self::new(Kind::Form, true);
    /// `name=a%20b`: queries and forms.
    pub const SPACE_DELIMITED: Self = Self::new(Kind::SpaceDelimited, false);
    /// `name=a%7Cb`: queries and forms.
    pub const PIPE_DELIMITED: Self = Self::new(Kind::PipeDelimited, false);
    /// `name=a%09b`: queries and forms (`tsv` of Swagger 2.0).
    pub const TAB_DELIMITED: Self = Self::new(Kind::TabDelimited, false);
    /// `name[key]=value`: queries and forms.
    pub const DEEP_OBJECT: Self = Self::new(Kind::DeepObject, true);
    /// `name=a; name=b`: cookies whose values the caller has escaped.
    pub const COOKIE: Self = Self::new(Kind::Cookie, true);

    const fn new(kind: Kind, explode: bool) -> Self {
        Self {
            kind,
            explode,
            allow_reserved: false,
        }
    }

    /// The style with this `explode`.
    #[must_use]
    pub const fn explode(mut self, explode: bool) -> Self {
        self.explode = explode;
        self
    }

    /// The style with this `allowReserved`.
    #[must_use]
    pub const fn allow_reserved(mut self, allow_reserved: bool) -> Self {
        self.allow_reserved = allow_reserved;
        self
    }
}

/// A value as far as styles tell values apart; nulls inside are left out, and what is nested is JSON.
enum Shape {
    One(String),
    Many(Vec<String>),
    Pairs(Vec<(String, String)>),
}

impl Shape {
    fn of(tree: &Tree, escape: Escape) -> Self {
        let encode = |value: &Tree| value.to_plain().map(|text| escape.apply(&text));
        match tree {
            Tree::Null => Self::Many(Vec::new()),
            Tree::Text(text) => Self::One(escape.apply(text)),
            Tree::Literal(text) => Self::One(escape.apply(plain_literal(text))),
            Tree::List(items) => Self::Many(items.iter().filter_map(encode).collect()),
            Tree::Pairs(pairs) => Self::Pairs(
                pairs
                    .iter()
                    .filter_map(|(name, value)| Some((escape.apply(name), encode(value)?)))
                    .collect(),
            ),
        }
    }

    /// A list without items, or an object without members.
    fn is_undefined(&self) -> bool {
        match self {
            Self::One(_) => false,
            Self::Many(items) => items.is_empty(),
            Self::Pairs(pairs) => pairs.is_empty(),
        }
    }

    /// All texts with a delimiter between them, names and values alike.
    fn joined(&self, delimiter: &str) -> String {
        match self {
            Self::One(text) => text.clone(),
            Self::Many(items) => items.join(delimiter),
            Self::Pairs(pairs) => {
                let flat: Vec<&str> = pairs
                    .iter()
                    .flat_map(|(name, value)| [name.as_str(), value])
                    .collect();
                flat.join(delimiter)
            }
        }
    }

    /// All texts with a delimiter between them, a pair as `name=value`.
    fn joined_with_names(&self, delimiter: &str) -> String {
        match self {
            Self::Pairs(pairs) => {
                let named: Vec<String> = pairs
                    .iter()
                    .map(|(name, value)| format!("{name}={value}"))
                    .collect();
                named.join(delimiter)
            }
            Self::One(_) | Self::Many(_) => self.joined(delimiter),
        }
    }
}

/// Appends one text as a path parameter or a header has it.
pub(crate) fn push_text(style: Style, name: &str, text: &str, escape: Escape, out: &mut String) {
    match style.kind {
        Kind::Label => out.push('.'),
        Kind::Matrix => {
            out.push(';');
            Escape::Name.push(name, out);
            if !text.is_empty() {
                out.push('=');
            }
        }
        Kind::Simple
        | Kind::Form
        | Kind::SpaceDelimited
        | Kind::PipeDelimited
        | Kind::TabDelimited
        | Kind::DeepObject
        | Kind::Cookie => {}
    }
    escape.push(text, out);
}

/// The text of a path parameter or a header. Styles that belong elsewhere are `simple`; the delimited ones do not, since
/// Swagger 2.0 has its collection formats everywhere.
pub(crate) fn expand_text(style: Style, name: &str, value: &Given<'_>, escape: Escape) -> String {
    let tree = match value {
        Given::Text(text) => {
            let mut out = String::with_capacity(text.len());
            push_text(style, name, text, escape, &mut out);
            return out;
        }
        Given::Tree(tree) => tree,
    };
    let shape = Shape::of(tree, escape);
    if shape.is_undefined() {
        return String::new();
    }
    match style.kind {
        Kind::Label => {
            let text = if style.explode {
                shape.joined_with_names(".")
            } else {
                shape.joined(",")
            };
            format!(".{text}")
        }
        Kind::Matrix => expand_matrix(style.explode, name, &shape),
        Kind::Simple
        | Kind::Form
        | Kind::SpaceDelimited
        | Kind::PipeDelimited
        | Kind::TabDelimited
        | Kind::DeepObject
        | Kind::Cookie => {
            let delimiter = delimiter(style.kind, escape != Escape::None);
            if style.explode {
                shape.joined_with_names(delimiter)
            } else {
                shape.joined(delimiter)
            }
        }
    }
}

fn expand_matrix(explode: bool, name: &str, shape: &Shape) -> String {
    let named = |name: &str, value: &str| {
        if value.is_empty() {
            format!(";{name}")
        } else {
            format!(";{name}={value}")
        }
    };
    let name = Escape::Name.apply(name);
    match shape {
        Shape::Many(items) if explode => items.iter().map(|item| named(&name, item)).collect(),
        Shape::Pairs(pairs) if explode => pairs
            .iter()
            .map(|(name, value)| named(name, value))
            .collect(),
        Shape::One(_) | Shape::Many(_) | Shape::Pairs(_) => named(&name, &shape.joined(",")),
    }
}

/// The pairs of a query, a cookie or a form, names and values encoded. Styles that belong elsewhere are `form`.
pub(crate) fn expand_pairs(
    style: Style,
    name: &str,
    tree: &Tree,
    escape: Escapes,
) -> Vec<(String, String)> {
    if style.kind == Kind::DeepObject {
        let mut pairs = Vec::new();
        expand_deep(name, tree, escape, &mut pairs);
        return pairs;
    }
    let shape = Shape::of(tree, escape.value);
    let name = escape.name.apply(name);
    match shape {
        Shape::Many(items) if style.explode => {
            items.into_iter().map(|item| (name.clone(), item)).collect()
        }
        Shape::Pairs(pairs) if style.explode => pairs,
        Shape::One(_) | Shape::Many(_) | Shape::Pairs(_) => {
            vec![(
                name,
                shape.joined(delimiter(style.kind, escape.value != Escape::None)),
            )]
        }
    }
}

/// How the two halves of a pair are encoded.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Escapes {
    pub(crate) name: Escape,
    pub(crate) value: Escape,
}

/// What stands between the values of a list; encoded, because `|`, space and tab may not stand in a URL.
fn delimiter(kind: Kind, encoded: bool) -> &'static str {
    match kind {
        Kind::SpaceDelimited => {
            if encoded {
                "%20"
            } else {
                " "
            }
        }
        Kind::PipeDelimited => {
            if encoded {
                "%7C"
            } else {
                "|"
            }
        }
        Kind::TabDelimited => {
            if encoded {
                "%09"
            } else {
                "\t"
            }
        }
        Kind::Simple
        | Kind::Label
        | Kind::Matrix
        | Kind::Form
        | Kind::DeepObject
        | Kind::Cookie => ",",
    }
}

/// `OpenAPI` leaves lists open here. Their items are written as `name[]`, and as `name[0]` where they have members of
/// their own: what PHP, Rack and `qs` read.
fn expand_deep(name: &str, tree: &Tree, escape: Escapes, pairs: &mut Vec<(String, String)>) {
    match tree {
        Tree::Null => {}
        Tree::Text(text) => pairs.push((escape.name.apply(name), escape.value.apply(text))),
        Tree::Literal(text) => {
            let text = plain_literal(text);
            pairs.push((escape.name.apply(name), escape.value.apply(text)));
        }
        Tree::List(items) => {
            let nested = items
                .iter()
                .any(|item| matches!(item, Tree::List(_) | Tree::Pairs(_)));
            for (index, item) in items.iter().enumerate() {
                let item_name = if nested {
                    format!("{name}[{index}]")
                } else {
                    format!("{name}[]")
                };
                expand_deep(&item_name, item, escape, pairs);
            }
        }
        Tree::Pairs(members) => {
            for (key, value) in members {
                expand_deep(&format!("{name}[{key}]"), value, escape, pairs);
            }
        }
    }
}
