//! What symbols are called where they have to be words.
//!
//! A stranger would get this wrong: `≥` is called what `>=` is. Where both stand in one list, the sign says that it is
//! one: `greater_equal_sign`.

/// The names of symbols; where one begins another, the longer stands first.
const SYMBOLS: &[(&str, &str)] = &[
    ("!=", "not_equal"),
    ("<>", "not_equal"),
    ("<=", "less_equal"),
    (">=", "greater_equal"),
    ("==", "equals"),
    ("=~", "matches"),
    ("!~", "not_matches"),
    ("->", "arrow"),
    ("=>", "double_arrow"),
    ("&&", "and"),
    ("||", "or"),
    ("[]", "brackets"),
    ("{}", "braces"),
    ("()", "parentheses"),
    (" ", "space"),
    ("\t", "tab"),
    ("\n", "newline"),
    ("\r", "carriage_return"),
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

/// The names of signs beyond ASCII.
const SIGNS: &[(char, &str)] = &[
    ('≠', "not_equal"),
    ('≤', "less_equal"),
    ('≥', "greater_equal"),
    ('≈', "almost_equal"),
    ('≡', "identical"),
    ('×', "times"),
    ('÷', "divided"),
    ('±', "plus_minus"),
    ('−', "minus"),
    ('∗', "star"),
    ('∞', "infinity"),
    ('√', "root"),
    ('∑', "sum"),
    ('∏', "product"),
    ('∂', "partial"),
    ('∆', "increment"),
    ('∫', "integral"),
    ('∅', "empty_set"),
    ('∈', "element_of"),
    ('∉', "not_element_of"),
    ('⊂', "subset"),
    ('⊃', "superset"),
    ('∩', "intersection"),
    ('∪', "union"),
    ('∧', "and"),
    ('∨', "or"),
    ('¬', "not"),
    ('∀', "for_all"),
    ('∃', "exists"),
    ('←', "left_arrow"),
    ('→', "arrow"),
    ('↑', "up_arrow"),
    ('↓', "down_arrow"),
    ('↔', "both_arrow"),
    ('⇐', "left_double_arrow"),
    ('⇒', "double_arrow"),
    ('⇔', "both_double_arrow"),
    ('°', "degree"),
    ('‰', "per_mille"),
    ('¢', "cent"),
    ('£', "pound"),
    ('¤', "currency"),
    ('¥', "yen"),
    ('€', "euro"),
    ('₹', "rupee"),
    ('₽', "ruble"),
    ('₿', "bitcoin"),
    ('§', "section"),
    ('¶', "paragraph"),
    ('©', "copyright"),
    ('®', "registered"),
    ('†', "dagger"),
    ('•', "bullet"),
    ('·', "middle_dot"),
    ('‐', "dash"),
    ('‑', "dash"),
    ('–', "dash"),
    ('—', "dash"),
    ('‘', "apostrophe"),
    ('’', "apostrophe"),
    ('“', "quote"),
    ('”', "quote"),
    ('«', "open_quote"),
    ('»', "close_quote"),
    ('¡', "not"),
    ('¿', "question"),
    ('★', "star"),
    ('☆', "star"),
    ('✓', "check"),
    ('✔', "check"),
    ('✗', "cross"),
    ('✘', "cross"),
    ('♀', "female"),
    ('♂', "male"),
    ('♥', "heart"),
    ('♦', "diamond"),
    ('♠', "spade"),
    ('♣', "club"),
];

/// The name of the symbol that a text begins with, its own words joined by underscores, and its length.
pub(super) fn named(text: &[char]) -> Option<(usize, &'static str)> {
    let ascii = SYMBOLS.iter().find(|(symbol, _)| starts_with(text, symbol));
    let ascii = ascii.map(|(symbol, name)| (symbol.len(), *name));
    ascii.or_else(|| Some((1, sign(*text.first()?)?)))
}

/// The name of a sign beyond ASCII.
pub(super) fn sign(character: char) -> Option<&'static str> {
    let known = SIGNS.iter().find(|(sign, _)| *sign == character);
    known.map(|(_, name)| *name)
}

/// Whether a text begins with another.
pub(super) fn starts_with(text: &[char], start: &str) -> bool {
    let mut characters = text.iter();
    start
        .chars()
        .all(|expected| characters.next() == Some(&expected))
}
