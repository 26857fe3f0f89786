//! Any text to the words of an identifier: where one word ends, and what becomes of symbols.
//!
//! The text is normalised with NFKC, so `m²` is `m2` and a full-width `Ａ` is `A`; letters of other scripts stay.
//! Symbols separate words; they are spelled out where nothing else is left, and for telling names apart. A sign
//! in front (`+1`, `-created_at`) is always spelled out, because its sibling without a sign usually exists too.
//!
//! A stranger would get this wrong: a digit belongs to the word before it and never begins one on its own
//! (`OAuth2Token` is `oauth2`, `token`), unless a symbol stands before it (`v1.2` is `v1`, `2`).

use unicode_ident::is_xid_continue;
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// Words that their capitals would tear apart, and how they are capitalised.
const KNOWN: &[(&str, &str)] = &[
    ("ETag", "ETag"),
    ("eTag", "ETag"),
    ("GiB", "GiB"),
    ("iOS", "Ios"),
    ("IPv4", "Ipv4"),
    ("IPv6", "Ipv6"),
    ("KiB", "KiB"),
    ("MBps", "MBps"),
    ("MiB", "MiB"),
    ("OAuth", "OAuth"),
    ("oAuth", "OAuth"),
    ("OData", "OData"),
    ("oData", "OData"),
    ("TiB", "TiB"),
];

/// The names of symbols; where one begins another, the longer stands first.
const SYMBOLS: &[(&str, &str)] = &[
    ("!=", "not_equal"),
    ("<=", "less_equal"),
    (">=", "greater_equal"),
    ("==", "equals"),
    ("->", "arrow"),
    ("&&", "and"),
    ("||", "or"),
    ("[]", "brackets"),
    ("{}", "braces"),
    ("()", "parentheses"),
    (" ", "space"),
    ("!", "not"),
    ("\"", "quote"),
    ("#", "hash"),
    ("$", "dollar"),
    ("%", "percent"),
    ("&", "and"),
    ("'", "apostrophe"),
    ("(", "open_parenthesis"),
    (")", "close_parenthesis"),
    ("*", "star"),
    ("+", "plus"),
    (",", "comma"),
    ("-", "dash"),
    (".", "dot"),
    ("/", "slash"),
    (":", "colon"),
    (";", "semicolon"),
    ("<", "less"),
    ("=", "equals"),
    (">", "greater"),
    ("?", "question"),
    ("@", "at"),
    ("[", "open_bracket"),
    ("\\", "backslash"),
    ("]", "close_bracket"),
    ("^", "caret"),
    ("_", "underscore"),
    ("`", "backtick"),
    ("{", "open_brace"),
    ("|", "pipe"),
    ("}", "close_brace"),
    ("~", "tilde"),
];

/// A word, ready for both ways of writing it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Word {
    /// In lower case.
    pub(super) lower: String,
    /// Capitalised.
    pub(super) camel: String,
}

impl Word {
    /// A word of any capitalisation.
    pub(super) fn new(text: &str) -> Self {
        let lower = text.to_lowercase();
        let mut characters = lower.chars();
        let camel = characters
            .next()
            .into_iter()
            .flat_map(char::to_uppercase)
            .chain(characters)
            .collect();
        Self { lower, camel }
    }

    /// A word whose capitals stay as they are.
    fn capitalised(camel: String) -> Self {
        Self {
            lower: camel.to_lowercase(),
            camel,
        }
    }
}

/// What becomes of symbols.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Symbols {
    /// They separate words.
    Separate,
    /// They are words; white space and underscores between words separate.
    Spell,
    /// They are words, with white space and underscores: there is nothing else.
    SpellAll,
}

/// The words of a text; never empty.
pub(super) fn plain(text: &str) -> Vec<Word> {
    words(text, Symbols::Separate)
}

/// The words of a text, symbols among them; never empty.
pub(super) fn spelled(text: &str) -> Vec<Word> {
    words(text, Symbols::Spell)
}

/// Whether a text has no letter and no digit that an identifier could be made of.
pub(super) fn is_wordless(text: &str) -> bool {
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
            split_capitals(&text[at..at + length], &mut words);
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
        Symbols::SpellAll => false,
    };
    if let Some(sign) = sign(text, at) {
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
fn sign(text: &[char], at: usize) -> Option<&'static str> {
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
    let named = SYMBOLS.iter().find(|(symbol, _)| starts_with(text, symbol));
    match named {
        Some((symbol, name)) => (symbol.len(), named_symbol(name)),
        None => (1, Word::capitalised(format!("U{:04X}", u32::from(text[0])))),
    }
}

/// The name of a symbol as one word, though its own words are capitalised.
fn named_symbol(name: &str) -> Word {
    let camel = name.split('_').map(|part| Word::new(part).camel).collect();
    Word {
        lower: name.to_owned(),
        camel,
    }
}

fn starts_with(text: &[char], start: &str) -> bool {
    let mut characters = text.iter();
    start
        .chars()
        .all(|expected| characters.next() == Some(&expected))
}

/// Splits a run of letters and digits where its capitals say that a word begins.
fn split_capitals(mut run: &[char], words: &mut Vec<Word>) {
    while !run.is_empty() {
        let (length, word) = known_word(run).unwrap_or_else(|| {
            let length = plural_acronym(run).unwrap_or_else(|| capitalised_word(run));
            (length, Word::new(&run[..length].iter().collect::<String>()))
        });
        words.push(word);
        run = &run[length..];
    }
}

/// One of [`KNOWN`] that a run begins with, with the digits behind it.
fn known_word(run: &[char]) -> Option<(usize, Word)> {
    let (spelling, camel) = KNOWN.iter().find(|(spelling, _)| {
        let ends = spelling.ends_with(char::is_numeric)
            || !run
                .get(spelling.len())
                .is_some_and(|next| next.is_lowercase());
        starts_with(run, spelling) && ends
    })?;
    let digits: String = run[spelling.len()..]
        .iter()
        .take_while(|next| next.is_numeric())
        .collect();
    let length = spelling.len() + digits.chars().count();
    Some((length, Word::capitalised(format!("{camel}{digits}"))))
}

/// The length of an acronym in the plural (`IDs`, `URLs`) that a run begins with.
fn plural_acronym(run: &[char]) -> Option<usize> {
    let capitals = run
        .iter()
        .take_while(|character| character.is_uppercase())
        .count();
    let plural = capitals >= 2 && run.get(capitals) == Some(&'s');
    let ends = !run
        .get(capitals + 1)
        .is_some_and(|next| next.is_lowercase());
    (plural && ends).then_some(capitals + 1)
}

/// The length of the first word of a run: until a capital after a small letter (`fooBar`), or until the last of
/// several capitals before a small letter (`XMLHttp`). What has no case keeps the case before it.
fn capitalised_word(run: &[char]) -> usize {
    let mut before = None;
    for (at, character) in run.iter().enumerate() {
        let before_small = run.get(at + 1).is_some_and(|next| next.is_lowercase());
        if character.is_uppercase() {
            if before == Some(Case::Small) || (before == Some(Case::Capital) && before_small) {
                return at;
            }
            before = Some(Case::Capital);
        } else if character.is_lowercase() {
            before = Some(Case::Small);
        }
    }
    run.len()
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Case {
    Small,
    Capital,
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
