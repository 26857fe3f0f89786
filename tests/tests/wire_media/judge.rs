//! What arrived, as parsers read it that are not ours: `httparse` for the head, `form_urlencoded` for queries and forms,
//! `cookie`, `multer` for parts.
//!
//! A stranger would get this wrong: `multer` is async, but the body is here already, so that blocking on it never waits.

use percent_encoding::percent_decode_str;
use tests::server::Received;

/// A request.
#[derive(Debug)]
pub(crate) struct Message {
    /// The request target: path and query.
    pub(crate) target: String,
    headers: Vec<(String, String)>,
    pub(crate) body: Vec<u8>,
}

/// A part of a multipart body.
#[derive(Debug, PartialEq)]
pub(crate) struct Part {
    pub(crate) name: String,
    pub(crate) file_name: Option<String>,
    pub(crate) content_type: String,
    /// All other headers but its disposition, sorted.
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) content: Vec<u8>,
}

impl Message {
    /// Parses what arrived.
    pub(crate) fn of(received: &Received) -> Self {
        let mut fields = [httparse::EMPTY_HEADER; 64];
        let mut request = httparse::Request::new(&mut fields);
        let status = request.parse(&received.head).expect("it is HTTP");
        assert_eq!(status, httparse::Status::Complete(received.head.len()));
        let headers = request.headers.iter().map(|header| {
            let value = String::from_utf8(header.value.to_vec()).expect("headers are ASCII");
            (header.name.to_ascii_lowercase(), value)
        });
        Self {
            target: request.path.expect("a target").to_owned(),
            headers: headers.collect(),
            body: received.body.clone(),
        }
    }

    /// The path as it is on the wire.
    pub(crate) fn path(&self) -> &str {
        self.target.split('?').next().expect("there is a first")
    }

    /// The segments of the path, decoded.
    pub(crate) fn segments(&self) -> Vec<String> {
        let segments = self.path().split('/').skip(1);
        let decoded = segments.map(|segment| percent_decode_str(segment).decode_utf8());
        let owned = decoded.map(|segment| segment.expect("it is UTF-8").into_owned());
        owned.collect()
    }

    /// The query as it is on the wire.
    pub(crate) fn query(&self) -> &str {
        self.target.split_once('?').map_or("", |(_, query)| query)
    }

    /// The pairs of the query, decoded.
    pub(crate) fn pairs(&self) -> Vec<(String, String)> {
        parse_form(self.query().as_bytes())
    }

    /// The pairs of a form in the body, decoded.
    pub(crate) fn form(&self) -> Vec<(String, String)> {
        parse_form(&self.body)
    }

    /// The values of a header, all of them.
    pub(crate) fn all(&self, name: &str) -> Vec<&str> {
        let named = self.headers.iter().filter(|(known, _)| known == name);
        named.map(|(_, value)| value.as_str()).collect()
    }

    /// The value of a header, if there is exactly one.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        match self.all(name).as_slice() {
            [only] => Some(only),
            _ => None,
        }
    }

    /// The cookies, percent-decoded.
    pub(crate) fn cookies(&self) -> Vec<(String, String)> {
        let header = self.header("cookie").unwrap_or_default().to_owned();
        let cookies = cookie::Cookie::split_parse_encoded(header).map(|cookie| {
            let cookie = cookie.expect("it is a cookie");
            (cookie.name().to_owned(), cookie.value().to_owned())
        });
        cookies.collect()
    }

    /// The body as JSON.
    pub(crate) fn json(&self) -> serde_json::Value {
        serde_json::from_slice(&self.body).expect("the body is JSON")
    }

    /// The body as text.
    pub(crate) fn text(&self) -> &str {
        std::str::from_utf8(&self.body).expect("the body is UTF-8")
    }

    /// The parts of the body.
    pub(crate) fn parts(&self) -> Vec<Part> {
        let content_type = self.header("content-type").expect("a media type");
        let boundary = multer::parse_boundary(content_type).expect("a boundary");
        let body = self.body.clone();
        let stream = futures_util::stream::once(async move { Ok::<_, std::io::Error>(body) });
        let mut multipart = multer::Multipart::new(stream, boundary);
        pollster::block_on(async move {
            let mut parts = Vec::new();
            while let Some(field) = multipart.next_field().await.expect("a part") {
                let text = |value: &http::HeaderValue| {
                    String::from_utf8(value.as_bytes().to_vec()).expect("it is UTF-8")
                };
                let others = field.headers().iter().filter(|(name, _)| {
                    !["content-type", "content-disposition"].contains(&name.as_str())
                });
                let others = others.map(|(name, value)| (name.as_str().to_owned(), text(value)));
                let mut headers: Vec<(String, String)> = others.collect();
                headers.sort();
                parts.push(Part {
                    name: field.name().expect("a part has a name").to_owned(),
                    file_name: field.file_name().map(str::to_owned),
                    content_type: text(&field.headers()["content-type"]),
                    headers,
                    content: field.bytes().await.expect("a content").to_vec(),
                });
            }
            parts
        })
    }
}

fn parse_form(form: &[u8]) -> Vec<(String, String)> {
    form_urlencoded::parse(form).into_owned().collect()
}
