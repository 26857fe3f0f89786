//! The path of a request: text of the template and values by position.
//!
//! What a stranger would get wrong: whether a value is allowed is decided when the path is whole, because several
//! values and text can share a segment; only then is it known whether the segment is empty, `.` or `..`.

use super::error::{EncodeError, Place, Problem};
use super::percent::Escape;
use super::style::{Style, expand_text};
use crate::endpoint::is_dot_segment;
use crate::tree::Tree;
use std::ops::Range;

/// A path in the making.
#[derive(Debug)]
pub(super) struct Path {
    text: String,
    /// Where the endpoint's own path ends.
    base: usize,
    /// Where values stand, with their names.
    values: Vec<(String, Range<usize>)>,
    /// The query of a value that is a link, and what the path was after it.
    link: Option<Link>,
}

/// A value that is the whole of a template, as `/{nextLink}` has it: a link of the service, with a query.
#[derive(Debug)]
struct Link {
    name: String,
    query: String,
    end: usize,
}

impl Path {
    pub(super) fn new(base: &str) -> Self {
        Self {
            text: base.to_owned(),
            base: base.len(),
            values: Vec::new(),
            link: None,
        }
    }

    /// Text of the template.
    pub(super) fn literal(&mut self, text: &str) {
        self.text.push_str(text);
    }

    /// A value, encoded so that it stays in its segment; with `allow_reserved` it may be several segments. An absent
    /// one has no text.
    pub(super) fn value(
        &mut self,
        name: &str,
        style: Style,
        value: Option<&Tree>,
    ) -> Result<(), EncodeError> {
        let Some(tree) = value else {
            self.push(name, "");
            return Ok(());
        };
        if style.allow_reserved {
            return self.encoded(
                name,
                &expand_text(style, name, tree, Escape::ReservedInPath),
            );
        }
        self.push(name, &expand_text(style, name, tree, Escape::Value));
        Ok(())
    }

    /// A value that the caller has encoded: any number of segments. What a path can't hold is encoded nevertheless.
    pub(super) fn raw(&mut self, name: &str, text: &str) -> Result<(), EncodeError> {
        let refuse = |problem| Err(EncodeError::new(Place::Path, name, problem));
        if text.contains('#') {
            return refuse(Problem::PathEnd);
        }
        let (path, query) = text
            .split_once('?')
            .map_or((text, None), |(path, query)| (path, Some(query)));
        if query.is_some() && &self.text[self.base..] != "/" {
            return refuse(Problem::PathEnd);
        }
        self.encoded(name, &Escape::ReservedInPath.apply(path))?;
        self.link = query.map(|query| Link {
            name: name.to_owned(),
            query: Escape::Query.apply(query),
            end: self.text.len(),
        });
        Ok(())
    }

    fn encoded(&mut self, name: &str, text: &str) -> Result<(), EncodeError> {
        // The scope of a whole directory. Its two empty segments are what services expect.
        if text == "/" {
            self.text.push('/');
            return Ok(());
        }
        // A resource ID starts with a slash, and so does the text before it.
        let text = if self.text.ends_with('/') {
            text.strip_prefix('/').unwrap_or(text)
        } else {
            text
        };
        if text.is_empty() {
            return Err(EncodeError::new(Place::Path, name, Problem::EmptySegment));
        }
        self.push(name, text);
        Ok(())
    }

    fn push(&mut self, name: &str, text: &str) {
        let start = self.text.len();
        self.text.push_str(text);
        self.values.push((name.to_owned(), start..self.text.len()));
    }

    /// The whole path, never empty, and the query of a link.
    pub(super) fn finish(mut self) -> Result<(String, Option<String>), EncodeError> {
        for (name, range) in &self.values {
            self.check_segments(range)
                .map_err(|problem| EncodeError::new(Place::Path, name, problem))?;
        }
        if let Some(link) = self.link.as_ref().filter(|link| link.end < self.text.len()) {
            return Err(EncodeError::new(Place::Path, &link.name, Problem::PathEnd));
        }
        if !self.text.starts_with('/') {
            self.text.insert(0, '/');
        }
        Ok((self.text, self.link.map(|link| link.query)))
    }

    /// Every segment that a value has a part in must be there for a server as well.
    fn check_segments(&self, value: &Range<usize>) -> Result<(), Problem> {
        let start = self.text[..value.start]
            .rfind('/')
            .map_or(0, |slash| slash + 1);
        let end = self.text[value.end..]
            .find('/')
            .map_or(self.text.len(), |slash| value.end + slash);
        for segment in self.text[start..end].split('/') {
            if segment.is_empty() {
                return Err(Problem::EmptySegment);
            }
            if is_dot_segment(segment) {
                return Err(Problem::DotSegment);
            }
        }
        Ok(())
    }
}
