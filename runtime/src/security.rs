//! Security schemes as constants of emitted code, and the credentials that a caller holds for them.
//!
//! What a stranger would get wrong: a scheme says where a credential goes and never holds it; the credential is
//! given to the [`Endpoint`](crate::Endpoint), because a secret belongs to a host and not to an operation.

use crate::formats::Secret;
use base64::Engine;
use http::header::{AUTHORIZATION, HeaderName, HeaderValue};

/// A way of authorising that a description declares.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Scheme {
    /// Its name in the description.
    pub name: &'static str,
    /// Where and how its credential is sent.
    pub kind: SchemeKind,
}

impl Scheme {
    /// A scheme of this name.
    pub const fn new(name: &'static str, kind: SchemeKind) -> Self {
        Self { name, kind }
    }
}

/// Where and how a credential is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum SchemeKind {
    /// A key in the header of this name.
    HeaderKey(&'static str),
    /// A key in the query parameter of this name.
    QueryKey(&'static str),
    /// A key in the cookie of this name.
    CookieKey(&'static str),
    /// User and password (RFC 7617).
    Basic,
    /// A token (RFC 6750); also what OAuth 2 and `OpenID` Connect end in.
    Bearer,
    /// Another scheme of the `Authorization` header.
    Http(&'static str),
    /// A certificate of the client: the transport's affair, nothing is written into a request.
    MutualTls,
}

/// What a caller holds for a [`Scheme`]; `Debug` does not show it.
#[derive(Clone, Debug, PartialEq)]
pub struct Credential(Held);

#[derive(Clone, Debug, PartialEq)]
enum Held {
    Key(Secret<String>),
    Bearer(Secret<String>),
    Basic {
        user: String,
        password: Secret<String>,
    },
}

impl Credential {
    /// A key, or the text after the scheme's name for [`SchemeKind::Http`].
    pub fn key(key: impl Into<Secret<String>>) -> Self {
        Self(Held::Key(key.into()))
    }

    /// A token.
    pub fn bearer(token: impl Into<Secret<String>>) -> Self {
        Self(Held::Bearer(token.into()))
    }

    /// A user and a password.
    pub fn basic(user: impl Into<String>, password: impl Into<Secret<String>>) -> Self {
        Self(Held::Basic {
            user: user.into(),
            password: password.into(),
        })
    }

    /// Whether a server reads the user and the password that were given (RFC 7617, 2).
    pub(crate) fn has_one_reading(&self) -> bool {
        match &self.0 {
            Held::Key(_) | Held::Bearer(_) => true,
            Held::Basic { user, password } => {
                let has_control = |text: &str| text.contains(char::is_control);
                !user.contains(':') && !has_control(user) && !has_control(password.expose())
            }
        }
    }

    /// Whether white space stands around a key or token: HTTP would remove it, at one end or the other.
    pub(crate) fn is_padded(&self) -> bool {
        match &self.0 {
            Held::Key(text) | Held::Bearer(text) => text.expose().trim() != text.expose(),
            Held::Basic { .. } => false,
        }
    }

    /// What goes over the wire for this kind of scheme; `None` if the two don't belong together.
    pub(crate) fn prepare(self, kind: SchemeKind) -> Option<Prepared> {
        let text = self.text_for(kind)?;
        let name = match kind {
            SchemeKind::HeaderKey(name) => HeaderName::from_bytes(name.as_bytes()).ok(),
            SchemeKind::Basic | SchemeKind::Bearer | SchemeKind::Http(_) => Some(AUTHORIZATION),
            SchemeKind::QueryKey(_) | SchemeKind::CookieKey(_) | SchemeKind::MutualTls => None,
        };
        let header = name.zip(HeaderValue::from_str(&text).ok());
        let header = header.map(|(name, mut value)| {
            value.set_sensitive(true);
            (name, value)
        });
        Some(Prepared {
            text: Secret::from(text),
            header,
        })
    }

    fn text_for(&self, kind: SchemeKind) -> Option<String> {
        match (kind, &self.0) {
            (
                SchemeKind::HeaderKey(_) | SchemeKind::QueryKey(_) | SchemeKind::CookieKey(_),
                Held::Key(key),
            ) => Some(key.expose().clone()),
            (SchemeKind::Bearer, Held::Bearer(token)) => Some(format!("Bearer {}", token.expose())),
            (SchemeKind::Basic, Held::Basic { user, password }) => {
                let pair = format!("{user}:{}", password.expose());
                Some(format!(
                    "Basic {}",
                    base64::engine::general_purpose::STANDARD.encode(pair)
                ))
            }
            (SchemeKind::Http(name), Held::Key(key)) => Some(format!("{name} {}", key.expose())),
            _ => None,
        }
    }
}

/// A [`Credential`] as its scheme sends it, made once and not for every request.
#[derive(Clone, Debug)]
pub(crate) struct Prepared {
    text: Secret<String>,
    header: Option<(HeaderName, HeaderValue)>,
}

impl Prepared {
    /// The text that goes over the wire.
    pub(crate) fn text(&self) -> &str {
        self.text.expose()
    }

    /// The header that it is in. `None` where it is in none, or where the description has a name that HTTP does not allow.
    pub(crate) fn header(&self) -> Option<&(HeaderName, HeaderValue)> {
        self.header.as_ref()
    }
}
