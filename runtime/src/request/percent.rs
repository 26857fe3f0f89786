//! Which bytes are percent-encoded where.
//!
//! What a stranger would get wrong: the sets are smaller than a URL allows on purpose. What is not one of RFC 3986's
//! unreserved characters is encoded, because servers and proxies disagree about the rest.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// Everything but the unreserved characters.
const VALUE: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

/// Names of query parameters: `$filter`, `@id` and `a:b` stay readable.
const NAME: &AsciiSet = &VALUE.remove(b'$').remove(b'@').remove(b':');

/// `allowReserved` in a query: what would end the value, or be read as a space, is still encoded.
const RESERVED_IN_QUERY: &AsciiSet = &VALUE
    .remove(b':')
    .remove(b'/')
    .remove(b'?')
    .remove(b'@')
    .remove(b'!')
    .remove(b'$')
    .remove(b'\'')
    .remove(b'(')
    .remove(b')')
    .remove(b'*')
    .remove(b',')
    .remove(b';')
    .remove(b'=');

/// `allowReserved` in a cookie: the reserved characters but `;`, which ends a cookie, and `,`, which no cookie has.
const RESERVED_IN_COOKIE: &AsciiSet = &VALUE
    .remove(b':')
    .remove(b'/')
    .remove(b'?')
    .remove(b'#')
    .remove(b'[')
    .remove(b']')
    .remove(b'@')
    .remove(b'!')
    .remove(b'$')
    .remove(b'&')
    .remove(b'\'')
    .remove(b'(')
    .remove(b')')
    .remove(b'*')
    .remove(b'+')
    .remove(b'=');

/// What may stand in a query unencoded.
const QUERY: &AsciiSet = &RESERVED_IN_QUERY.remove(b'&').remove(b'+');

/// What may stand in a path unencoded (`pchar` and `/`).
const RESERVED_IN_PATH: &AsciiSet = &VALUE
    .remove(b':')
    .remove(b'/')
    .remove(b'@')
    .remove(b'!')
    .remove(b'$')
    .remove(b'&')
    .remove(b'\'')
    .remove(b'(')
    .remove(b')')
    .remove(b'*')
    .remove(b'+')
    .remove(b',')
    .remove(b';')
    .remove(b'=');

/// What a value may keep.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Escape {
    /// Everything: headers.
    None,
    /// Unreserved characters.
    Value,
    /// Also `$`, `@` and `:`.
    Name,
    /// Also reserved characters and percent-encoded triples, in a query.
    ReservedInQuery,
    /// All that a query may have, pairs and spaces included: what is a query already.
    Query,
    /// Also reserved characters and percent-encoded triples, in a path.
    ReservedInPath,
    /// Also reserved characters and percent-encoded triples, in a cookie.
    ReservedInCookie,
    /// `application/x-www-form-urlencoded`, as the URL Standard serialises it.
    Form,
}

impl Escape {
    /// Appends the encoded text.
    pub(crate) fn push(self, text: &str, out: &mut String) {
        match self {
            Self::None => out.push_str(text),
            Self::Value => out.extend(utf8_percent_encode(text, VALUE)),
            Self::Name => out.extend(utf8_percent_encode(text, NAME)),
            Self::ReservedInQuery => push_with_triples(text, RESERVED_IN_QUERY, out),
            Self::Query => push_with_triples(text, QUERY, out),
            Self::ReservedInPath => push_with_triples(text, RESERVED_IN_PATH, out),
            Self::ReservedInCookie => push_with_triples(text, RESERVED_IN_COOKIE, out),
            Self::Form => push_form(text, out),
        }
    }

    /// The encoded text.
    pub(crate) fn apply(self, text: &str) -> String {
        let mut out = String::with_capacity(text.len());
        self.push(text, &mut out);
        out
    }
}

/// Percent-encodes all but what the set leaves out and triples such as `%2F`; a lone `%` is encoded.
fn push_with_triples(text: &str, set: &'static AsciiSet, out: &mut String) {
    let mut rest = text;
    while let Some(at) = rest.find('%') {
        let (before, from) = rest.split_at(at);
        out.extend(utf8_percent_encode(before, set));
        let triple = from
            .get(..3)
            .filter(|triple| triple[1..].bytes().all(|byte| byte.is_ascii_hexdigit()));
        out.push_str(triple.unwrap_or("%25"));
        rest = &from[triple.map_or(1, str::len)..];
    }
    out.extend(utf8_percent_encode(rest, set));
}

fn push_form(text: &str, out: &mut String) {
    const FORM: &AsciiSet = &VALUE.remove(b'*').add(b'~');
    for (index, piece) in text.split(' ').enumerate() {
        if index > 0 {
            out.push('+');
        }
        out.extend(utf8_percent_encode(piece, FORM));
    }
}
