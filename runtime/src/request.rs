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

pub use error::EncodeError;
pub use style::Style;

use crate::json::Encode;
use crate::multipart::PartHeader;
use crate::tree::Tree;
use crate::{Endpoint, Scheme, SchemeKind};
use bytes::Bytes;
use error::{Place, Problem};
use header::Headers;
use http::header::{ACCEPT, AUTHORIZATION};
use http::{Method, Request, Uri};
use path::Path;
use query::Query;
use std::fmt::{self, Write};

/// A request in the making.
pub struct RequestBuilder<'e> {
    endpoint: &'e Endpoint,
    method: Method,
    path: Path,
    query: Query,
    headers: Headers,
    part_headers: Vec<PartHeader>,
    body: Bytes,
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
            path: Path::new(endpoint.base_path()),
            query: Query::default(),
            headers: Headers::default(),
            part_headers: Vec::new(),
            body: Bytes::new(),
            error: parsed
                .err()
                .map(|_| EncodeError::new(Place::Method, method, Problem::Method)),
        }
    }

    /// Text of the path's template, percent-encoded where that is needed.
    pub fn literal(&mut self, text: &str) {
        self.path.literal(text);
    }

    /// A value in the path; it may be absent if something else is in its segment.
    pub fn path(&mut self, name: &str, style: Style, value: &dyn Encode) {
        let result = self.path.value(name, style, Tree::of(value).as_ref());
        self.keep(result);
    }

    /// A value in the path that the caller has encoded, of any number of segments. Where it is all of the template it
    /// is a link of the service, and may have a query.
    pub fn path_raw(&mut self, name: &str, value: &dyn Encode) {
        let result = self.path.raw(name, &text_of(value).unwrap_or_default());
        self.keep(result);
    }

    /// A document in the path.
    pub fn path_content(&mut self, name: &str, media: &str, value: &dyn Encode) {
        let text = Tree::of(value).map(|tree| Tree::Text(document(media, &tree)));
        let result = self.path.value(name, Style::SIMPLE, text.as_ref());
        self.keep(result);
    }
}

/// Query.
impl RequestBuilder<'_> {
    /// A value in the query; nothing if it is absent.
    pub fn query(&mut self, name: &str, style: Style, value: &dyn Encode) {
        if let Some(tree) = Tree::of(value) {
            self.query.value(name, style, &tree);
        }
    }

    /// A value in the query that the caller has encoded; nothing if it is absent.
    pub fn query_raw(&mut self, name: &str, value: &dyn Encode) {
        if let Some(text) = text_of(value) {
            let result = self.query.raw(name, &text);
            self.keep(result);
        }
    }

    /// A document in the query; nothing if it is absent.
    pub fn query_content(&mut self, name: &str, media: &str, value: &dyn Encode) {
        if let Some(tree) = Tree::of(value) {
            self.query.text(name, &document(media, &tree));
        }
    }

    /// A text that the description fixes.
    pub fn query_constant(&mut self, name: &str, text: &str) {
        self.query.text(name, text);
    }

    /// The version of the API: the endpoint's own, or else the one that the description fixes.
    pub fn api_version(&mut self, name: &str, version: &str) {
        let version = self.endpoint.api_version().unwrap_or(version);
        self.query.text(name, version);
    }

    /// The whole query as a document: a form, or else an encoded text; nothing if it is absent.
    pub fn query_string(&mut self, media: &str, value: &dyn Encode) {
        let Some(tree) = Tree::of(value) else { return };
        match &tree {
            Tree::Pairs(members) if !crate::media::is_json(media) => {
                self.query.push(&crate::form::encode(members, &[]));
            }
            _ => self
                .query
                .push(&percent::Escape::Value.apply(&document(media, &tree))),
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
        if let Some(tree) = Tree::of(value) {
            let result = self.headers.value(name, style, &tree, value.is_secret());
            self.keep(result);
        }
    }

    /// A document in a header; nothing if it is absent.
    pub fn header_content(&mut self, name: &str, media: &str, value: &dyn Encode) {
        if let Some(tree) = Tree::of(value) {
            let text = ascii_document(media, &tree);
            let result = self.headers.set(name, &text, value.is_secret());
            self.keep(result);
        }
    }

    /// A header for every member of a map, its name after the prefix; nothing if it is absent.
    pub fn header_prefix(&mut self, prefix: &str, value: &dyn Encode) {
        if let Some(tree) = Tree::of(value) {
            let result = self.headers.prefixed(prefix, &tree, value.is_secret());
            self.keep(result);
        }
    }

    /// A cookie; nothing if it is absent.
    pub fn cookie(&mut self, name: &str, style: Style, value: &dyn Encode) {
        if let Some(tree) = Tree::of(value) {
            let result = self.headers.cookie(name, style, &tree, value.is_secret());
            self.keep(result);
        }
    }

    /// A document in a cookie; nothing if it is absent.
    pub fn cookie_content(&mut self, name: &str, media: &str, value: &dyn Encode) {
        if let Some(tree) = Tree::of(value) {
            let result = self.headers.cookie_text(name, &document(media, &tree));
            self.keep(result);
        }
    }

    /// The media types that an answer may have, as one text: `application/json, text/plain`.
    pub fn accept(&mut self, media_types: &str) {
        let result = self
            .headers
            .set_default(ACCEPT.as_str(), media_types, false);
        self.keep(result);
    }

    /// The credentials of the first of these sets of schemes that the endpoint has in full; none otherwise.
    pub fn authorize(&mut self, alternatives: &[&[&Scheme]]) {
        for (kind, text) in self.endpoint.chosen(alternatives) {
            self.credential(kind, &text);
        }
    }

    fn credential(&mut self, kind: SchemeKind, text: &str) {
        let result = match kind {
            SchemeKind::HeaderKey(name) => self.headers.set_default(name, text, true),
            SchemeKind::QueryKey(name) => {
                self.query.text(name, text);
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
        let (path, link_query) = self.path.finish()?;
        let mut query = Query::default();
        query.push(link_query.as_deref().unwrap_or_default());
        query.push(self.query.as_str());
        let mut target = self.endpoint.origin() + &path;
        if !query.as_str().is_empty() {
            target.push('?');
            target.push_str(query.as_str());
        }
        let uri =
            Uri::try_from(target).map_err(|_| EncodeError::new(Place::Url, "", Problem::Url))?;
        let mut request = Request::new(self.body);
        *request.method_mut() = self.method;
        *request.uri_mut() = uri;
        *request.headers_mut() = self.headers.finish()?;
        Ok(request)
    }

    fn keep(&mut self, result: Result<(), EncodeError>) {
        if let Err(error) = result {
            self.error.get_or_insert(error);
        }
    }
}

fn text_of(value: &dyn Encode) -> Option<String> {
    Tree::of(value).and_then(|tree| tree.to_plain())
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
