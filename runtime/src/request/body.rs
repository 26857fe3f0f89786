//! The body of a request, one function a codec.
//!
//! What a stranger would get wrong: an absent value sends no body and no `content-type`; a header parameter of that
//! name wins over what is said here.

use super::error::{EncodeError, Place, Problem};
use super::header::{self, is_empty};
use super::percent::Escape;
use super::style::{Style, expand_text};
use super::{RequestBuilder, ascii_document};
use crate::form::{self, FieldEncoding};
use crate::json::{self, Encode};
use crate::media::concrete;
use crate::multipart::{self, Encodings, Part, PartHeader};
use crate::stream;
use crate::tree::{Given, Tree};
use bytes::Bytes;
use http::header::CONTENT_TYPE;

impl RequestBuilder<'_> {
    /// A body in JSON.
    pub fn json(&mut self, media: &'static str, value: &dyn Encode) {
        if !value.is_absent() {
            self.json_body(media, value);
        }
    }

    /// A body in JSON that must be there: null where it is absent.
    pub fn nullable_json(&mut self, media: &'static str, value: &dyn Encode) {
        self.json_body(media, value);
    }

    fn json_body(&mut self, media: &'static str, value: &dyn Encode) {
        let mut writer = json::Writer::with_capacity(256);
        value.encode(&mut writer);
        if let Some(before) = writer.before_not_a_number() {
            let path = json::path_after(before);
            self.keep(Err(EncodeError::new(
                Place::Body,
                &path,
                Problem::NotANumber,
            )));
        }
        self.body(
            concrete(media, "application/json"),
            writer.into_bytes().into(),
        );
    }

    /// A body that is a text.
    pub fn text(&mut self, media: &'static str, value: &dyn Encode) {
        let text = Tree::plain(value, &mut self.scratch);
        self.check_body();
        if let Some(text) = text {
            self.body(concrete(media, "text/plain"), text.into_owned().into());
        }
    }

    /// A body of bytes as they are.
    pub fn bytes<'b>(&mut self, media: &'static str, content: impl Into<Option<&'b Bytes>>) {
        if let Some(content) = content.into() {
            self.body(concrete(media, "application/octet-stream"), content.clone());
        }
    }

    /// A body of form fields: the members of an object.
    pub fn form(&mut self, media: &'static str, value: &dyn Encode, fields: &[FieldEncoding]) {
        if let Some(members) = self.members(value) {
            let form = form::encode(&members, fields);
            self.body(
                concrete(media, "application/x-www-form-urlencoded"),
                form.into(),
            );
        }
    }

    /// A body of parts: the members of a struct, files among them.
    pub fn multipart(
        &mut self,
        media: &'static str,
        object: Option<&dyn Encode>,
        fields: &[FieldEncoding],
    ) {
        let Some(object) = object else { return };
        let mut scratch = std::mem::take(&mut self.scratch);
        let parts = multipart::parts(object, self.encodings(fields), &mut scratch);
        self.scratch = scratch;
        self.check_body();
        match parts {
            Some(parts) => self.parts(media, &parts),
            None => self.refuse_body(Problem::NotAnObject),
        }
    }

    /// A body of parts: the members of any value that is an object in JSON, none of them a file.
    pub fn multipart_value(
        &mut self,
        media: &'static str,
        value: &dyn Encode,
        fields: &[FieldEncoding],
    ) {
        if let Some(members) = self.members(value) {
            let parts = multipart::member_parts(&members, self.encodings(fields));
            self.parts(media, &parts);
        }
    }

    /// A header of every part of a name, before the body is given; nothing if it is absent.
    pub fn part_header(&mut self, part: &str, name: &str, explode: bool, value: &dyn Encode) {
        let style = Style::SIMPLE.explode(explode);
        let text = match Given::of(value, &mut self.scratch) {
            None => return,
            Some(Given::Tree(tree)) if is_empty(&tree) => return,
            Some(value) => expand_text(style, name, &value, Escape::None),
        };
        self.check_numbers(Place::Part, part);
        self.part_line(part, name, &text);
    }

    /// A document in a header of every part of a name, before the body is given; nothing if it is absent.
    pub fn part_header_content(
        &mut self,
        part: &str,
        name: &str,
        media: &'static str,
        value: &dyn Encode,
    ) {
        let tree = Tree::of(value, &mut self.scratch);
        self.check_numbers(Place::Part, part);
        if let Some(tree) = tree {
            self.part_line(part, name, &ascii_document(media, &tree));
        }
    }

    fn part_line(&mut self, part: &str, name: &str, text: &str) {
        match header::line(name, text) {
            Ok(line) => self.part_headers.push(PartHeader {
                part: part.to_owned(),
                line,
            }),
            Err(error) => self.keep(Err(error)),
        }
    }

    fn encodings<'a>(&'a self, fields: &'a [FieldEncoding]) -> Encodings<'a> {
        Encodings {
            fields,
            headers: &self.part_headers,
        }
    }

    /// A body of JSON texts, one a line: the items of a list.
    pub fn json_lines(&mut self, media: &'static str, value: &dyn Encode) {
        if let Some(items) = self.items(value) {
            let lines: String = items.iter().map(|item| item.to_json() + "\n").collect();
            self.body(concrete(media, "application/jsonl"), lines.into());
        }
    }

    /// A body of server-sent events: the items of a list of [`Event`](crate::Event)s.
    pub fn event_stream(&mut self, media: &'static str, value: &dyn Encode) {
        if let Some(items) = self.items(value) {
            let text: String = items.iter().map(stream::event_text).collect();
            self.body(concrete(media, "text/event-stream"), text.into());
        }
    }

    /// A body in XML.
    #[cfg(feature = "xml")]
    pub fn xml(&mut self, media: &'static str, root: &crate::xml::Root<'_>, value: &dyn Encode) {
        use crate::xml::{Refusal, write};
        let Some(tree) = self.tree(value) else {
            return;
        };
        match write(root, &tree) {
            Ok(text) => self.body(concrete(media, "application/xml"), text.into()),
            Err(Refusal::Name) => self.refuse_body(Problem::XmlName),
            Err(Refusal::Character) => self.refuse_body(Problem::XmlCharacter),
        }
    }

    fn parts(&mut self, media: &'static str, parts: &[Part]) {
        let refused = parts
            .iter()
            .find_map(|part| Some((part, header::value_of(&part.content_type).err()?)));
        if let Some((part, problem)) = refused {
            self.keep(Err(EncodeError::new(Place::Part, &part.name, problem)));
            return;
        }
        let (body, boundary) = multipart::encode(parts);
        let media = concrete(media, "multipart/form-data");
        self.body(media, body);
        self.headers.set_boundary(boundary);
    }

    /// The whole body.
    fn tree(&mut self, value: &dyn Encode) -> Option<Tree> {
        let tree = Tree::of(value, &mut self.scratch);
        self.check_body();
        tree
    }

    /// Refuses what was just written down for the body if there is no number where one is due.
    fn check_body(&mut self) {
        if let Some(before) = self.scratch.before_not_a_number() {
            let path = json::path_after(before);
            self.keep(Err(EncodeError::new(
                Place::Body,
                &path,
                Problem::NotANumber,
            )));
        }
    }

    fn members(&mut self, value: &dyn Encode) -> Option<Vec<(String, Tree)>> {
        match self.tree(value)? {
            Tree::Pairs(members) => Some(members),
            Tree::Null | Tree::Text(_) | Tree::Literal(_) | Tree::List(_) => {
                self.refuse_body(Problem::NotAnObject);
                None
            }
        }
    }

    fn items(&mut self, value: &dyn Encode) -> Option<Vec<Tree>> {
        match self.tree(value)? {
            Tree::List(items) => Some(items),
            Tree::Null | Tree::Text(_) | Tree::Literal(_) | Tree::Pairs(_) => {
                self.refuse_body(Problem::NotAList);
                None
            }
        }
    }

    fn refuse_body(&mut self, problem: Problem) {
        self.keep(Err(EncodeError::new(Place::Body, "body", problem)));
    }

    fn body(&mut self, media: &'static str, body: Bytes) {
        self.body = body;
        let result = self.headers.set_fixed(CONTENT_TYPE, media);
        self.keep(result);
    }
}
