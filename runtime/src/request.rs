//! Builds a request from the calls that emitted code makes, one a parameter.
//!
//! What a stranger would get wrong: no call fails. The first thing that can't be encoded is kept, and
//! [`RequestBuilder::finish`] answers it, so that emitted code is a plain list of lines.
//!
//! The URL of a request is the endpoint's, and after it what the operation has: no value changes scheme, host or the
//! endpoint's own path, and none ends its segment or its pair. Values are percent-encoded but for unreserved characters
//! (RFC 3986, 2.3), `%2e` and `/` inside of a value too; where the description lets a value have reserved characters, it
//! may be several segments, but ends neither the path nor its pair. A segment that a value makes empty, `.` or `..` is an
//! error that names the parameter, because clients and servers fold such segments away.

mod body;
mod error;
mod header;
mod path;
pub(crate) mod percent;
mod query;
pub(crate) mod style;
mod target;

pub use error::EncodeError;
pub use style::Style;

use crate::json::{Encode, Writer};
use crate::multipart::PartHeader;
use crate::security::Prepared;
use crate::tree::{Given, Tree};
use crate::{Endpoint, Scheme, SchemeKind};
use bytes::Bytes;
use error::{Place, Problem};
use header::Headers;
use http::header::{ACCEPT, AUTHORIZATION};
use http::{Method, Request};
use std::fmt::{self, Write};
use target::Target;

/// A request in the making.
pub struct RequestBuilder<'e> {
    endpoint: &'e Endpoint,
    method: Method,
    target: Target,
    headers: Headers,
    part_headers: Vec<PartHeader>,
    body: Bytes,
    /// What is no text by itself is written down here before it goes where it belongs.
    scratch: Writer,
    error: Option<EncodeError>,
}

/// Without the query, the headers and the body: there may be secrets in any of them.
impl fmt::Debug for RequestBuilder<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RequestBuilder")
            .field("method", &self.method)
            .field("endpoint", &self.endpoint)
            .field("error", &self.error)
            .finish_non_exhaustive()
    }
}

/// Path.
impl<'e> RequestBuilder<'e> {
    /// A request without path, query, headers and body.
    pub fn new(method: &str, endpoint: &'e Endpoint) -> Self {
        let parsed = Method::from_bytes(method.as_bytes());
        Self {
            endpoint,
            method: parsed.as_ref().cloned().unwrap_or_default(),
            target: Target::new(endpoint.base_path()),
            headers: Headers::default(),
            part_headers: Vec::new(),
            body: Bytes::new(),
            scratch: Writer::default(),
            error: parsed
                .err()
                .map(|_| EncodeError::new(Place::Method, method, Problem::Method)),
        }
    }

    /// Text of the path's template, percent-encoded where that is needed.
    pub fn literal(&mut self, text: &str) {
        let result = self.target.literal(text);
        self.keep(result);
    }

    /// A value in the path; it may be absent if something else is in its segment.
    pub fn path(&mut self, name: &'static str, style: Style, value: &dyn Encode) {
        let value = Given::of(value, &mut self.scratch);
        let result = self.target.value(name, style, value.as_ref());
        self.check_numbers(Place::Path, name);
        self.keep(result);
    }

    /// A value in the path that the caller has encoded, of any number of segments; a list is written with commas. Where it is all of the template it
    /// is a link of the service, and may have a query.
    pub fn path_raw(&mut self, name: &'static str, value: &dyn Encode) {
        let text = Tree::encoded(value, &mut self.scratch).unwrap_or_default();
        self.check_numbers(Place::Path, name);
        let result = self.target.raw(name, &text);
        self.keep(result);
    }

    /// A document in the path.
    pub fn path_content(&mut self, name: &'static str, media: &str, value: &dyn Encode) {
        let text = Tree::of(value, &mut self.scratch).map(|tree| document(media, &tree));
        self.check_numbers(Place::Path, name);
        let value = text.as_deref().map(Given::Text);
        let result = self.target.value(name, Style::SIMPLE, value.as_ref());
        self.keep(result);
    }
}

/// Query.
impl RequestBuilder<'_> {
    /// A value in the query; nothing if it is absent.
    pub fn query(&mut self, name: &str, style: Style, value: &dyn Encode) {
        if let Some(value) = Given::of(value, &mut self.scratch) {
            self.target.query_value(name, style, &value);
        }
        self.check_numbers(Place::Query, name);
    }

    /// A value in the query that the caller has encoded; nothing if it is absent.
    pub fn query_raw(&mut self, name: &str, value: &dyn Encode) {
        let text = Tree::encoded(value, &mut self.scratch);
        self.check_numbers(Place::Query, name);
        if let Some(text) = text {
            let result = self.target.query_raw(name, &text);
            self.keep(result);
        }
    }

    /// A document in the query; nothing if it is absent.
    pub fn query_content(&mut self, name: &str, media: &str, value: &dyn Encode) {
        let tree = Tree::of(value, &mut self.scratch);
        self.check_numbers(Place::Query, name);
        if let Some(tree) = tree {
            self.target.query_text(name, &document(media, &tree));
        }
    }

    /// A text that the description fixes.
    pub fn query_constant(&mut self, name: &str, text: &str) {
        self.target.query_text(name, text);
    }

    /// The version of the API: the endpoint's own, or else the one that the description fixes.
    pub fn api_version(&mut self, name: &str, version: &str) {
        let version = self.endpoint.api_version().unwrap_or(version);
        self.target.query_text(name, version);
    }

    /// The whole query as a document: a form, or else an encoded text; nothing if it is absent.
    pub fn query_string(&mut self, media: &str, value: &dyn Encode) {
        let tree = Tree::of(value, &mut self.scratch);
        self.check_numbers(Place::Query, "as a whole");
        let Some(tree) = tree else { return };
        match &tree {
            Tree::Pairs(members) if !crate::media::is_json(media) => {
                self.target.push_query(&crate::form::encode(members, &[]));
            }
            _ => {
                let text = percent::Escape::Value.apply(&document(media, &tree));
                self.target.push_query(&text);
            }
        }
    }
}

/// Headers and cookies.
impl RequestBuilder<'_> {
    /// A header; nothing if it is absent.
    pub fn header(&mut self, name: &str, explode: bool, value: &dyn Encode) {
        self.header_in_style(name, Style::SIMPLE.explode(explode), value);
    }

    /// A header in another style than `simple`, as Swagger 2.0's collection formats make it; nothing if it is absent.
    pub fn header_in_style(&mut self, name: &str, style: Style, value: &dyn Encode) {
        let is_secret = value.is_secret();
        if let Some(value) = Given::of(value, &mut self.scratch) {
            let result = self.headers.value(name, style, &value, is_secret);
            self.keep(result);
        }
        self.check_numbers(Place::Header, name);
    }

    /// A document in a header; nothing if it is absent.
    pub fn header_content(&mut self, name: &str, media: &str, value: &dyn Encode) {
        let tree = Tree::of(value, &mut self.scratch);
        self.check_numbers(Place::Header, name);
        if let Some(tree) = tree {
            let text = ascii_document(media, &tree);
            let result = self.headers.set(name, &text, value.is_secret());
            self.keep(result);
        }
    }

    /// A header for every member of a map, its name after the prefix; nothing if it is absent.
    pub fn header_prefix(&mut self, prefix: &str, value: &dyn Encode) {
        let tree = Tree::of(value, &mut self.scratch);
        self.check_numbers(Place::Header, prefix);
        if let Some(tree) = tree {
            let result = self.headers.prefixed(prefix, &tree, value.is_secret());
            self.keep(result);
        }
    }

    /// A cookie; nothing if it is absent.
    pub fn cookie(&mut self, name: &str, style: Style, value: &dyn Encode) {
        let tree = Tree::of(value, &mut self.scratch);
        self.check_numbers(Place::Cookie, name);
        if let Some(tree) = tree {
            let result = self.headers.cookie(name, style, &tree, value.is_secret());
            self.keep(result);
        }
    }

    /// A document in a cookie; nothing if it is absent.
    pub fn cookie_content(&mut self, name: &str, media: &str, value: &dyn Encode) {
        let tree = Tree::of(value, &mut self.scratch);
        self.check_numbers(Place::Cookie, name);
        if let Some(tree) = tree {
            let result = self.headers.cookie_text(name, &document(media, &tree));
            self.keep(result);
        }
    }

    /// The media types that an answer may have, as one text: `application/json, text/plain`.
    pub fn accept(&mut self, media_types: &'static str) {
        let result = self.headers.set_fixed(ACCEPT, media_types);
        self.keep(result);
    }

    /// The credentials of the first of these sets of schemes that the endpoint has in full, but for those that a parameter
    /// gave already. Where no set is there, that is an error, unless somebody else adds them; of two that go together one
    /// alone always is.
    pub fn authorize(&mut self, alternatives: &[&[&Scheme]]) {
        let endpoint = self.endpoint;
        let given = |scheme: &Scheme| self.gives(scheme.kind);
        if let Some(scheme) = endpoint.missing(alternatives, given) {
            self.keep(Err(EncodeError::new(
                Place::Credential,
                scheme,
                Problem::Missing,
            )));
            return;
        }
        for scheme in endpoint.chosen(alternatives, given) {
            if !self.gives(scheme.kind)
                && let Some(prepared) = endpoint.credential(scheme)
            {
                self.credential(scheme.kind, prepared);
            }
        }
    }

    /// Whether a parameter is what a scheme would write.
    fn gives(&self, kind: SchemeKind) -> bool {
        match kind {
            SchemeKind::HeaderKey(name) => self.headers.has(name),
            SchemeKind::QueryKey(name) => self.target.has_query(name),
            SchemeKind::CookieKey(name) => self.headers.has_cookie(name),
            SchemeKind::Basic | SchemeKind::Bearer | SchemeKind::Http(_) => {
                self.headers.has(AUTHORIZATION.as_str())
            }
            SchemeKind::MutualTls => false,
        }
    }

    fn credential(&mut self, kind: SchemeKind, prepared: &Prepared) {
        if let Some((name, value)) = prepared.header() {
            self.headers.insert_default(name.clone(), value.clone());
            return;
        }
        let text = prepared.text();
        let result = match kind {
            SchemeKind::HeaderKey(name) => self.headers.set_default(name, text, true),
            SchemeKind::QueryKey(name) => {
                self.target.query_text(name, text);
                Ok(())
            }
            SchemeKind::CookieKey(name) => self.headers.secret_cookie(name, text),
            SchemeKind::Basic | SchemeKind::Bearer | SchemeKind::Http(_) => {
                self.headers.set_default(AUTHORIZATION.as_str(), text, true)
            }
            SchemeKind::MutualTls => Ok(()),
        };
        self.keep(result);
    }
}

/// The end.
impl RequestBuilder<'_> {
    /// The request, or what is wrong with the first value that can't be in one.
    pub fn finish(self) -> Result<Request<Bytes>, EncodeError> {
        if let Some(error) = self.error {
            return Err(error);
        }
        let url = self.endpoint.url(self.target.finish()?);
        let uri = url.ok_or_else(|| EncodeError::new(Place::Url, "", Problem::Url))?;
        let mut request = Request::new(self.body);
        *request.method_mut() = self.method;
        *request.uri_mut() = uri;
        *request.headers_mut() = self.headers.finish()?;
        Ok(request)
    }

    /// Refuses what was just written down for a parameter if there is no number where one is due.
    fn check_numbers(&mut self, place: Place, name: &str) {
        if self.scratch.before_not_a_number().is_some() {
            self.scratch.clear();
            self.keep(Err(EncodeError::new(place, name, Problem::NotANumber)));
        }
    }

    fn keep(&mut self, result: Result<(), EncodeError>) {
        if let Err(error) = result {
            self.error.get_or_insert(error);
        }
    }
}

/// A document in a header: JSON can say every character in ASCII.
fn ascii_document(media: &str, tree: &Tree) -> String {
    let text = document(media, tree);
    if !crate::media::is_json(media) {
        return text;
    }
    let mut ascii = String::with_capacity(text.len());
    for character in text.chars() {
        if character.is_ascii() && !character.is_ascii_control() {
            ascii.push(character);
        } else {
            for unit in character.encode_utf16(&mut [0; 2]) {
                // Writing to a `String` does not fail.
                let _ = write!(ascii, "\\u{unit:04x}");
            }
        }
    }
    ascii
}

/// A value as a document inside a parameter: JSON, or the text itself.
fn document(media: &str, tree: &Tree) -> String {
    if crate::media::is_json(media) {
        tree.to_json()
    } else {
        tree.to_plain().unwrap_or_default()
    }
}
