//! Words to a legal Rust identifier in one of Rust's three styles, which `rustc` has nothing to say about.
//!
//! A stranger would get this wrong: clashes are settled on identifiers before [`Case::escape`], because `r#type`
//! and `type` are one name.

use super::words::Word;
use unicode_ident::is_xid_start;
use unicode_normalization::UnicodeNormalization;

/// How words become an identifier.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Case {
    /// `snake_case`: fields, arguments, modules, functions.
    Snake,
    /// `UpperCamelCase`: types, variants.
    Camel,
    /// `SCREAMING_SNAKE_CASE`: constants.
    Screaming,
}

/// The strict and reserved keywords of edition 2024 in lower case.
pub(super) const KEYWORDS: &[&str] = &[
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "do", "dyn",
    "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let",
    "loop", "macro", "match", "mod", "move", "mut", "override", "priv", "pub", "ref", "return",
    "static", "struct", "trait", "true", "try", "type", "typeof", "unsafe", "unsized", "use",
    "virtual", "where", "while", "yield",
];

/// The keywords that cannot be raw identifiers.
pub(super) const PATH_KEYWORDS: &[&str] = &["crate", "self", "super", "Self"];

impl Case {
    /// The identifier that words make, before [`Case::escape`].
    pub(super) fn join(self, words: &[Word]) -> String {
        let ident = match self {
            Self::Snake => join_lower(words),
            Self::Camel => join_camel(words),
            Self::Screaming => join_lower(words).to_uppercase(),
        };
        // Changing the case of a letter may take its accents off it.
        let ident: String = ident.nfc().collect();
        match (self, ident.chars().next()) {
            (Self::Camel, Some(first)) if is_xid_start(first) && !first.is_lowercase() => ident,
            (Self::Snake | Self::Screaming, Some(first)) if is_xid_start(first) => ident,
            (Self::Snake, _) => format!("n_{ident}"),
            (Self::Camel, _) => format!("N{ident}").nfc().collect(),
            (Self::Screaming, _) => format!("N_{ident}"),
        }
    }

    /// The identifier as it is written: keywords raw, or with `_` where they cannot be.
    pub(super) fn escape(ident: &str) -> String {
        if PATH_KEYWORDS.contains(&ident) {
            format!("{ident}_")
        } else if KEYWORDS.contains(&ident) {
            format!("r#{ident}")
        } else {
            ident.to_owned()
        }
    }
}

fn join_lower(words: &[Word]) -> String {
    words
        .iter()
        .map(|word| word.lower.as_str())
        .collect::<Vec<_>>()
        .join("_")
}

/// Joins capitalised words; an underscore keeps digits apart (`v1.2` is `V1_2`), where `rustc` allows it.
fn join_camel(words: &[Word]) -> String {
    let mut ident = String::new();
    for Word { camel, .. } in words {
        if ident.ends_with(char::is_numeric) && camel.starts_with(char::is_numeric) {
            ident.push('_');
        }
        ident.push_str(camel);
    }
    ident
}
