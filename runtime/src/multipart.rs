//! `multipart/form-data` (RFC 7578) of an object's members.
//!
//! What a stranger would get wrong: the boundary is not random. It is a digest of the parts, changed until none of
//! them has it, so that the same values always make the same bytes.
//!
//! Names and file names are UTF-8, as RFC 7578 (5.1) asks of who creates a form. What would end their quotes or their
//! line is percent-encoded, as browsers do it: `"` is `%22`, and no name makes another header or part. A part's media type
//! and further headers can carry what any header can, or the request is refused.

use crate::form::FieldEncoding;
use crate::formats::File;
use crate::json::{self, Encode, Member, Parts, Table};
use crate::media;
use crate::request::percent::Escape;
use crate::request::style::{Escapes, expand_pairs};
use crate::tree::Tree;
use bytes::Bytes;

/// A part of a body.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Part {
    pub(crate) name: String,
    pub(crate) file_name: Option<String>,
    pub(crate) content_type: String,
    /// Lines of further headers, each with its end.
    pub(crate) headers: String,
    pub(crate) content: Bytes,
}

/// A header of every part of a name.
#[derive(Debug)]
pub(crate) struct PartHeader {
    pub(crate) part: String,
    /// The whole line, with its end.
    pub(crate) line: String,
}

/// How the members of a body become parts.
#[derive(Clone, Copy)]
pub(crate) struct Encodings<'a> {
    pub(crate) fields: &'a [FieldEncoding],
    pub(crate) headers: &'a [PartHeader],
}

impl Encodings<'_> {
    fn field(&self, name: &str) -> Option<&FieldEncoding> {
        FieldEncoding::find(self.fields, name)
    }

    /// The parts of a member, with the headers that parts of its name have.
    fn with_headers(&self, name: &str, mut parts: Vec<Part>) -> Vec<Part> {
        let headers = self.headers.iter().filter(|header| header.part == name);
        let lines: String = headers.map(|header| header.line.as_str()).collect();
        for part in &mut parts {
            part.headers.push_str(&lines);
        }
        parts
    }
}

/// The parts of an object: its texts in the order in which JSON has them, then its files, because servers that read a
/// body as it arrives want to know everything else by then. `None` if the value is none that lends its members.
/// The texts are written down in `scratch` on the way.
pub(crate) fn parts(
    object: &dyn Encode,
    encodings: Encodings<'_>,
    scratch: &mut json::Writer,
) -> Option<Vec<Part>> {
    let mut parts = None;
    object.lend(&mut |table: &'static Table, fields: &[&dyn Member]| {
        parts = Some(parts_of(Parts::new(table, fields), encodings, scratch));
    });
    parts
}

fn parts_of(object: Parts<'_>, encodings: Encodings<'_>, scratch: &mut json::Writer) -> Vec<Part> {
    scratch.clear();
    scratch.object_without(object, |value| value.files().is_some());
    let mut parts = match json::from_slice(scratch.as_str().as_bytes()) {
        Ok(Tree::Pairs(members)) => member_parts(&members, encodings),
        _ => Vec::new(),
    };
    for (entry, value) in object.table.entries.iter().zip(object.members) {
        let files = value.files().unwrap_or_default().into_iter();
        let name = entry.name;
        let of_member = files.map(|file| file_part(name, file, encodings.field(name)));
        parts.extend(encodings.with_headers(name, of_member.collect()));
    }
    parts
}

/// The parts of members that are no files.
pub(crate) fn member_parts(members: &[(String, Tree)], encodings: Encodings<'_>) -> Vec<Part> {
    let mut parts = Vec::new();
    for (name, value) in members {
        let mut of_member = Vec::new();
        push_parts(name, value, encodings.field(name), &mut of_member);
        parts.extend(encodings.with_headers(name, of_member));
    }
    parts
}

/// A file's own type wins over the declared one. It always has a file name, since servers take a part without one
/// for a text.
fn file_part(name: &str, file: &File, field: Option<&FieldEncoding>) -> Part {
    let declared = field
        .and_then(FieldEncoding::media)
        .and_then(media::first_concrete);
    let content_type = file
        .content_type
        .as_deref()
        .or(declared)
        .unwrap_or("application/octet-stream");
    Part {
        name: name.to_owned(),
        file_name: Some(file.file_name.clone().unwrap_or_else(|| name.to_owned())),
        content_type: content_type.to_owned(),
        headers: String::new(),
        content: file.content.clone(),
    }
}

fn push_parts(name: &str, value: &Tree, field: Option<&FieldEncoding>, parts: &mut Vec<Part>) {
    if let Some(style) = field.and_then(FieldEncoding::own_style) {
        let plain = Escapes {
            name: Escape::None,
            value: Escape::None,
        };
        parts.extend(
            expand_pairs(style, name, value, plain)
                .into_iter()
                .map(|(name, text)| text_part(&name, text, None)),
        );
        return;
    }
    let declared = field
        .and_then(FieldEncoding::media)
        .and_then(media::first_concrete);
    match value {
        Tree::Null => {}
        _ if declared.is_some_and(media::is_json) => {
            parts.push(text_part(name, value.to_json(), declared));
        }
        Tree::List(items) => items
            .iter()
            .for_each(|item| push_item(name, item, declared, parts)),
        Tree::Text(_) | Tree::Literal(_) | Tree::Pairs(_) => {
            push_item(name, value, declared, parts);
        }
    }
}

fn push_item(name: &str, value: &Tree, declared: Option<&str>, parts: &mut Vec<Part>) {
    let Some(text) = value.to_plain() else { return };
    let json = matches!(value, Tree::List(_) | Tree::Pairs(_)).then_some("application/json");
    parts.push(text_part(name, text, declared.or(json)));
}

fn text_part(name: &str, text: String, content_type: Option<&str>) -> Part {
    let plain = if text.is_ascii() {
        "text/plain"
    } else {
        "text/plain; charset=utf-8"
    };
    Part {
        name: name.to_owned(),
        file_name: None,
        content_type: content_type.unwrap_or(plain).to_owned(),
        headers: String::new(),
        content: Bytes::from(text),
    }
}

/// The body and its boundary.
pub(crate) fn encode(parts: &[Part]) -> (Bytes, String) {
    let boundary = boundary(parts);
    let mut body = Vec::with_capacity(parts.iter().map(|part| part.content.len() + 200).sum());
    for part in parts {
        body.extend_from_slice(format!("--{boundary}\r\n{}\r\n", head(part)).as_bytes());
        body.extend_from_slice(&part.content);
        body.extend_from_slice(b"\r\n");
    }
    body.extend_from_slice(format!("--{boundary}--\r\n").as_bytes());
    (Bytes::from(body), boundary)
}

fn head(part: &Part) -> String {
    let mut head = format!(
        "Content-Disposition: form-data; name=\"{}\"",
        quoted(&part.name)
    );
    if let Some(file_name) = &part.file_name {
        head.push_str("; filename=\"");
        head.push_str(&quoted(file_name));
        head.push('"');
    }
    head.push_str("\r\nContent-Type: ");
    head.push_str(&part.content_type);
    head.push_str("\r\n");
    head.push_str(&part.headers);
    head
}

/// As the HTML Standard escapes names: what would end the quotes or the line, and nothing else.
fn quoted(text: &str) -> String {
    text.replace('\r', "%0D")
        .replace('\n', "%0A")
        .replace('"', "%22")
}

/// A boundary that is in no part's content.
fn boundary(parts: &[Part]) -> String {
    let mut digest = Fnv::default();
    for part in parts {
        digest.add(part.name.as_bytes());
        digest.add(&part.content);
    }
    loop {
        let boundary = format!("restwright-{:016x}", digest.0);
        if !parts
            .iter()
            .any(|part| contains(&part.content, boundary.as_bytes()))
        {
            return boundary;
        }
        digest.add(b"again");
    }
}

fn contains(content: &[u8], text: &[u8]) -> bool {
    content.windows(text.len()).any(|window| window == text)
}

/// FNV-1a: short, and the same in every release of Rust, which the standard library's hasher is not.
struct Fnv(u64);

impl Default for Fnv {
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl Fnv {
    fn add(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3);
        }
    }
}
