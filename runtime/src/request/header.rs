//! Headers of a request, cookies among them.
//!
//! What a stranger would get wrong: header values are not percent-encoded. What a header can't carry is refused,
//! never changed. Cookies are percent-encoded, and joined by `; ` also where `explode` makes several of one.
//!
//! What holds:
//!
//! - A value with a control character (a line break among them), with a character that is not ASCII or with white space
//!   around it is an error that names the parameter: no value makes a second header, and none arrives as another.
//! - A document in JSON has every character that is not ASCII as `\uXXXX`: the same value, in a header's alphabet.
//! - A cookie's value cannot end it: `;`, `,`, quotes, spaces and what is not ASCII are percent-encoded. In the style
//!   `cookie`, where the caller escapes, they are an error.
//! - Credentials, values of `format: password`, `Authorization` and cookies with a credential are marked as sensitive, so
//!   that the `Debug` of a request does not show them.

use super::error::{EncodeError, Place, Problem};
use super::percent::Escape;
use super::style::{Escapes, Kind, Style, expand_pairs, expand_text};
use crate::media;
use crate::tree::{Given, Tree};
use bytes::Bytes;
use http::HeaderMap;
use http::header::{
    AUTHORIZATION, CONTENT_TYPE, COOKIE, Entry, HeaderName, HeaderValue, PROXY_AUTHORIZATION,
};

/// Headers in the making.
#[derive(Debug, Default)]
pub(super) struct Headers {
    map: HeaderMap,
    cookies: String,
    /// Whether a credential is among the cookies.
    secret_cookie: bool,
    /// What parts a multipart body, whoever says that it is one.
    boundary: Option<String>,
}

impl Headers {
    /// A value that a caller gives: wins over what the runtime would say.
    pub(super) fn set(&mut self, name: &str, text: &str, secret: bool) -> Result<(), EncodeError> {
        let (name, mut value) = checked(name, text)?;
        value.set_sensitive(secret || [AUTHORIZATION, PROXY_AUTHORIZATION].contains(&name));
        self.map.insert(name, value);
        Ok(())
    }

    /// A value of the runtime's, unless a caller gave one.
    pub(super) fn set_default(
        &mut self,
        name: &str,
        text: &str,
        secret: bool,
    ) -> Result<(), EncodeError> {
        let (name, mut value) = checked(name, text)?;
        value.set_sensitive(secret);
        self.insert_default(name, value);
        Ok(())
    }

    /// A value that is fixed, unless a caller gave one.
    pub(super) fn set_fixed(
        &mut self,
        name: HeaderName,
        text: &'static str,
    ) -> Result<(), EncodeError> {
        match fixed_value_of(text) {
            Ok(value) => {
                self.insert_default(name, value);
                Ok(())
            }
            Err(problem) => Err(EncodeError::new(Place::Header, name.as_str(), problem)),
        }
    }

    /// A value that was made before, unless a caller gave one.
    pub(super) fn insert_default(&mut self, name: HeaderName, value: HeaderValue) {
        if let Entry::Vacant(entry) = self.map.entry(name) {
            entry.insert(value);
        }
    }

    /// A value in a style; an empty list or object is no header.
    pub(super) fn value(
        &mut self,
        name: &str,
        style: Style,
        value: &Given<'_>,
        secret: bool,
    ) -> Result<(), EncodeError> {
        match value {
            Given::Text(text) if style.kind == Kind::Simple => self.set(name, text, secret),
            Given::Tree(tree) if is_empty(tree) => Ok(()),
            Given::Text(_) | Given::Tree(_) => {
                let text = expand_text(style, name, value, Escape::None);
                self.set(name, &text, secret)
            }
        }
    }

    /// A header for every member of an object.
    pub(super) fn prefixed(
        &mut self,
        prefix: &str,
        tree: &Tree,
        secret: bool,
    ) -> Result<(), EncodeError> {
        let Tree::Pairs(pairs) = tree else {
            return Err(EncodeError::new(
                Place::Header,
                prefix,
                Problem::NotAnObject,
            ));
        };
        for (name, value) in pairs {
            if let Some(text) = value.to_plain() {
                self.set(&format!("{prefix}{name}"), &text, secret)?;
            }
        }
        Ok(())
    }

    /// A cookie in a style.
    pub(super) fn cookie(
        &mut self,
        name: &str,
        style: Style,
        tree: &Tree,
        secret: bool,
    ) -> Result<(), EncodeError> {
        let is_escaped = style.kind == Kind::Cookie;
        let value = match (is_escaped, style.allow_reserved) {
            (true, _) => Escape::None,
            (false, true) => Escape::ReservedInCookie,
            (false, false) => Escape::Value,
        };
        let escapes = Escapes {
            name: Escape::None,
            value,
        };
        for (name, value) in expand_pairs(style, name, tree, escapes) {
            if is_escaped && !is_cookie_value(&value) {
                return Err(EncodeError::new(Place::Cookie, &name, Problem::CookieValue));
            }
            self.push_cookie(&name, &value)?;
        }
        self.secret_cookie |= secret;
        Ok(())
    }

    /// Whether a header has a value.
    pub(super) fn has(&self, name: &str) -> bool {
        self.map.contains_key(name)
    }

    /// Whether a cookie has a value.
    pub(super) fn has_cookie(&self, name: &str) -> bool {
        let mut cookies = self
            .cookies
            .split("; ")
            .filter_map(|cookie| cookie.split_once('='));
        cookies.any(|(known, _)| known == name)
    }

    /// A cookie that is a text.
    pub(super) fn cookie_text(&mut self, name: &str, text: &str) -> Result<(), EncodeError> {
        self.push_cookie(name, &Escape::Value.apply(text))
    }

    /// A cookie that is a credential: as it is where a cookie can carry it.
    pub(super) fn secret_cookie(&mut self, name: &str, text: &str) -> Result<(), EncodeError> {
        self.secret_cookie = true;
        if text.bytes().all(is_cookie_octet) {
            self.push_cookie(name, text)
        } else {
            self.cookie_text(name, text)
        }
    }

    /// What parts a multipart body.
    pub(super) fn set_boundary(&mut self, boundary: String) {
        self.boundary = Some(boundary);
    }

    pub(super) fn finish(mut self) -> Result<HeaderMap, EncodeError> {
        if !self.cookies.is_empty() {
            let cookies = std::mem::take(&mut self.cookies);
            self.set_default(COOKIE.as_str(), &cookies, self.secret_cookie)?;
        }
        if let Some(boundary) = self.boundary.take() {
            let declared = self
                .map
                .get(CONTENT_TYPE)
                .and_then(|value| value.to_str().ok());
            let media = media::essence(declared.unwrap_or("multipart/form-data"));
            self.set(
                CONTENT_TYPE.as_str(),
                &format!("{media}; boundary={boundary}"),
                false,
            )?;
        }
        Ok(self.map)
    }

    fn push_cookie(&mut self, name: &str, encoded: &str) -> Result<(), EncodeError> {
        // The name of a cookie is a token, as that of a header is.
        if HeaderName::from_bytes(name.as_bytes()).is_err() {
            return Err(EncodeError::new(Place::Cookie, name, Problem::CookieName));
        }
        if !self.cookies.is_empty() {
            self.cookies.push_str("; ");
        }
        self.cookies.push_str(name);
        self.cookies.push('=');
        self.cookies.push_str(encoded);
        Ok(())
    }
}

pub(super) fn is_empty(tree: &Tree) -> bool {
    match tree {
        Tree::List(items) => items.is_empty(),
        Tree::Pairs(pairs) => pairs.is_empty(),
        Tree::Null | Tree::Text(_) | Tree::Literal(_) => false,
    }
}

/// A header of a part of a multipart body: it can carry what any header can.
pub(super) fn line(name: &str, text: &str) -> Result<String, EncodeError> {
    checked(name, text).map(|_| format!("{name}: {text}\r\n"))
}

fn checked(name: &str, text: &str) -> Result<(HeaderName, HeaderValue), EncodeError> {
    let refuse = |problem| EncodeError::new(Place::Header, name, problem);
    let header =
        HeaderName::from_bytes(name.as_bytes()).map_err(|_| refuse(Problem::HeaderName))?;
    Ok((header, value_of(text).map_err(refuse)?))
}

/// The value of a header, or why none can be this text.
pub(super) fn value_of(text: &str) -> Result<HeaderValue, Problem> {
    check_alphabet(text)?;
    HeaderValue::from_str(text).map_err(|_| Problem::ControlCharacter)
}

/// The same of a text that lives as long as the program, which is not copied.
fn fixed_value_of(text: &'static str) -> Result<HeaderValue, Problem> {
    check_alphabet(text)?;
    HeaderValue::from_maybe_shared(Bytes::from_static(text.as_bytes()))
        .map_err(|_| Problem::ControlCharacter)
}

fn check_alphabet(text: &str) -> Result<(), Problem> {
    if !text.is_ascii() {
        return Err(Problem::NotAscii);
    }
    if text.trim_matches([' ', '\t']) != text {
        return Err(Problem::Padded);
    }
    Ok(())
}

/// A cookie's value (RFC 6265, 4.1.1): quotes may stand around it.
fn is_cookie_value(text: &str) -> bool {
    let inner = text
        .strip_prefix('"')
        .and_then(|text| text.strip_suffix('"'));
    let mut octets = inner.unwrap_or(text).bytes();
    octets.all(|byte| byte == b'%' || is_cookie_octet(byte))
}

/// What a cookie's value is made of, without `%`, which servers decode.
fn is_cookie_octet(byte: u8) -> bool {
    matches!(byte, 0x21 | 0x23..=0x24 | 0x26..=0x2b | 0x2d..=0x3a | 0x3c..=0x5b | 0x5d..=0x7e)
}
