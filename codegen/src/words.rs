//! Any text to words: where one ends, and what becomes of symbols.
//!
//! The text is normalised with NFKC, so `m²` is `m2` and a full-width `Ａ` is `A`; letters of other scripts stay.
//! Symbols separate words; they are spelled out where nothing else is left, and for telling names apart. A sign
//! in front (`+1`, `-created_at`) is always spelled out, because its sibling without a sign usually exists too.
//!
//! A stranger would get this wrong: a digit belongs to the word before it and does not begin one on its own
//! (`OAuth2Token` is `oauth2`, `token`), unless a symbol stands before it (`v1.2` is `v1`, `2`) or it counts what
//! follows (`last7Days`).

mod capitals;
mod symbols;
#[cfg(test)]
mod tests;

use heck::ToUpperCamelCase;
use unicode_ident::is_xid_continue;
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// A word, ready for both ways of writing it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Word {
    /// As it stands in the text; the name of a symbol.
    pub(crate) text: String,
    /// In lower case.
    pub(crate) lower: String,
    /// Capitalised.
    pub(crate) camel: String,
}

impl Word {
    /// A word of any capitalisation.
    pub(crate) fn new(text: &str) -> Self {
        let lower = text.to_lowercase();
        let camel = if lower.chars().all(char::is_alphanumeric) {
            lower.to_upper_camel_case()
        } else {
            capitalised(&lower)
        };
        Self {
            text: text.to_owned(),
            lower,
            camel,
        }
    }
}

/// A word with marks that belong to a letter, which `heck` would take for the end of a word.
fn capitalised(lower: &str) -> String {
    let mut characters = lower.chars();
    let first = characters.next().into_iter().flat_map(char::to_uppercase);
    first.chain(characters).collect()
}

/// What becomes of symbols.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Symbols {
    /// They separate words.
    Separate,
    /// They are words; white space and underscores between words separate.
    Spell,
    /// They are words, white space and underscores too.
    SpellOut,
    /// There is nothing else: they are words, letters that cannot stand in an identifier too.
    SpellAll,
}

/// The words of a text; never empty.
pub(crate) fn plain(text: &str) -> Vec<Word> {
    words(text, Symbols::Separate)
}

/// The words of a text, symbols among them but for what separates words; never empty.
pub(crate) fn spelled(text: &str) -> Vec<Word> {
    words(text, Symbols::Spell)
}

/// The words of a text, all symbols and white space among them; never empty.
pub(crate) fn spelled_out(text: &str) -> Vec<Word> {
    words(text, Symbols::SpellOut)
}

/// What separates the words of a text without being a symbol of its own: underscores and white space.
pub(crate) fn separators(text: &str) -> impl Iterator<Item = char> + '_ {
    text.chars()
        .filter(|character| *character == '_' || character.is_whitespace())
}

/// Words for the characters beyond ASCII that are no letters of a word: what tells `>=` from `≥`, or two pictures.
pub(crate) fn signs(text: &str) -> Vec<Word> {
    let beyond = text.chars().filter(|character| {
        !(character.is_ascii() || is_usable(*character) && character.is_alphanumeric())
    });
    let signs = beyond.map(|character| match symbols::sign(character) {
        Some(_) => Word::new("sign"),
        None => code_point(character),
    });
    signs.collect()
}

/// Whether a text has no letter and no digit that an identifier could be made of.
pub(crate) fn is_wordless(text: &str) -> bool {
    !text
        .nfkc()
        .any(|character| is_usable(character) && character.is_alphanumeric())
}

fn words(text: &str, symbols: Symbols) -> Vec<Word> {
    let normal = text.nfkc();
    if text.is_empty() {
        vec![Word::new("empty")]
    } else if is_wordless(text) {
        split(&normal.collect::<Vec<_>>(), Symbols::SpellAll)
    } else {
        // An apostrophe joins: `don't` is one word.
        let joins =
            |character: &char| symbols == Symbols::Separate && matches!(character, '\'' | '’');
        split(
            &normal
                .filter(|character| !is_invisible(*character) && !joins(character))
                .collect::<Vec<_>>(),
            symbols,
        )
    }
}

fn split(text: &[char], symbols: Symbols) -> Vec<Word> {
    let mut words = Vec::new();
    let mut at = 0;
    while at < text.len() {
        let in_word = |character: &&char| symbols != Symbols::SpellAll && is_usable(**character);
        let length = text[at..].iter().take_while(in_word).count();
        if length > 0 {
            capitals::split(&text[at..at + length], &mut words);
            at += length;
        } else {
            let (length, word) = symbol(text, at, symbols);
            words.extend(word);
            at += length;
        }
    }
    words
}

/// The length of the symbol at an index, and the word that it becomes.
fn symbol(text: &[char], at: usize, symbols: Symbols) -> (usize, Option<Word>) {
    let separates = match symbols {
        Symbols::Separate => true,
        Symbols::Spell => text[at].is_whitespace() || (text[at] == '_' && is_inside(text, at)),
        Symbols::SpellOut | Symbols::SpellAll => false,
    };
    if let Some(sign) = sign_in_front(text, at) {
        (1, Some(Word::new(sign)))
    } else if separates {
        (1, None)
    } else {
        let (length, word) = spell(&text[at..]);
        (length, Some(word))
    }
}

/// Whether text stands on both sides of an index.
fn is_inside(text: &[char], at: usize) -> bool {
    at > 0 && at + 1 < text.len()
}

/// The name of a sign that stands in front of the whole text, or of a part of it after white space.
fn sign_in_front(text: &[char], at: usize) -> Option<&'static str> {
    let in_front = at == 0 || text[at - 1].is_whitespace();
    let before_word = text
        .get(at + 1)
        .is_some_and(|next| is_usable(*next) && next.is_alphanumeric());
    match text[at] {
        '+' if in_front && before_word => Some("plus"),
        '-' if in_front && before_word => Some("minus"),
        _ => None,
    }
}

/// The name of the symbol that a text begins with, and its length.
fn spell(text: &[char]) -> (usize, Word) {
    match symbols::named(text) {
        Some((length, name)) => (length, named_symbol(name)),
        None => (1, code_point(text[0])),
    }
}

/// The name of a symbol as one word, though its own words are capitalised.
fn named_symbol(name: &str) -> Word {
    let camel = name.split('_').map(|part| Word::new(part).camel).collect();
    Word {
        text: name.to_owned(),
        lower: name.to_owned(),
        camel,
    }
}

/// A character that has no name: `U1F600`.
fn code_point(character: char) -> Word {
    let camel = format!("U{:04X}", u32::from(character));
    Word {
        text: camel.clone(),
        lower: camel.to_lowercase(),
        camel,
    }
}

/// Whether a character may stand in a word: a letter, digit or accent, written in either case without remainder.
///
/// Letters that only look like capitals or small letters and have no partner make `rustc` warn. Tables of identifier
/// characters may be newer than the compiler; the standard library's are not.
fn is_usable(character: char) -> bool {
    is_xid_continue(character)
        && (character.is_alphanumeric() || is_combining_mark(character))
        && !is_invisible(character)
        && !character.to_lowercase().any(char::is_uppercase)
        && !character.to_uppercase().any(char::is_lowercase)
}

/// Whether a character is a part of identifiers that nobody sees (`Default_Ignorable_Code_Point`).
fn is_invisible(character: char) -> bool {
    matches!(
        u32::from(character),
        0xAD | 0x34F | 0x61C | 0x115F..=0x1160 | 0x17B4..=0x17B5 | 0x180B..=0x180F | 0x200B..=0x200F | 0x202A..=0x202E
            | 0x2060..=0x206F | 0x3164 | 0xFE00..=0xFE0F | 0xFEFF | 0xFFA0 | 0xFFF0..=0xFFF8 | 0x1BCA0..=0x1BCA3
            | 0x1D173..=0x1D17A | 0xE0000..=0xE0FFF
    )
}
