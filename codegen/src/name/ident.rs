//! Words to a legal Rust identifier in one of Rust's three styles, which `rustc` has nothing to say about.
//!
//! A stranger would get this wrong: clashes are settled on identifiers before [`Case::escape`], because `r#type`
//! and `type` are one name.

use crate::words::Word;
use heck::{ToShoutySnakeCase, ToSnakeCase};
use unicode_ident::is_xid_start;
use unicode_normalization::UnicodeNormalization;

/// How words become an identifier.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Case {
    /// `snake_case`: fields, arguments, functions.
    Snake,
    /// `snake_case` in ASCII: names of files, which have to be legal everywhere.
    File,
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
            Self::File => join_ascii(words),
            Self::Camel => join_camel(words),
            Self::Screaming => join_upper(words),
        };
        // Changing the case of a letter may take its accents off it.
        let ident: String = ident.nfc().collect();
        let starts = ident.starts_with(is_xid_start);
        match self {
            Self::Snake | Self::File if !starts => format!("n_{ident}"),
            Self::Camel if !starts || ident.starts_with(char::is_lowercase) => {
                format!("N{ident}").nfc().collect()
            }
            Self::Screaming if !starts => format!("N_{ident}"),
            // A constant that looks like a variable would be compared with where a variable is bound.
            Self::Screaming if !ident.chars().any(char::is_uppercase) => format!("C_{ident}"),
            Self::Snake | Self::File | Self::Camel | Self::Screaming => ident,
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
    let text = spaced(words);
    if is_whole(&text) {
        text.to_snake_case()
    } else {
        text.replace(' ', "_")
    }
}

fn join_upper(words: &[Word]) -> String {
    let text = spaced(words);
    if is_whole(&text) {
        text.to_shouty_snake_case()
    } else {
        text.replace(' ', "_").to_uppercase()
    }
}

fn spaced(words: &[Word]) -> String {
    let words: Vec<&str> = words.iter().map(|word| word.lower.as_str()).collect();
    words.join(" ")
}

/// Whether `heck` sees the words that we see: it takes marks that belong to a letter for the end of a word.
fn is_whole(text: &str) -> bool {
    text.chars()
        .all(|character| character.is_alphanumeric() || matches!(character, ' ' | '_'))
}

/// Letters lose their accents; those of other scripts become their code points, as words.
fn join_ascii(words: &[Word]) -> String {
    let ascii: String = join_lower(words).chars().map(ascii).collect();
    let parts: Vec<_> = ascii.split('_').filter(|part| !part.is_empty()).collect();
    parts.join("_")
}

fn ascii(character: char) -> String {
    let base: String = std::iter::once(character)
        .nfkd()
        .filter(char::is_ascii)
        .collect();
    let is_accent = ('\u{300}'..='\u{36f}').contains(&character);
    if base.is_empty() && !is_accent {
        format!("_u{:04x}_", u32::from(character))
    } else {
        base
    }
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
