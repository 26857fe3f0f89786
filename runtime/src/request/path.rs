//! The path of a request: text of the template and values by position.
//!
//! What a stranger would get wrong: whether a value is allowed is decided when its segments are whole, because several
//! values and text can share one; only then is it known whether the segment is empty, `.` or `..`.

use super::error::{EncodeError, Place, Problem};
use super::percent::Escape;
use super::style::{Style, expand_text, push_text};
use super::target::Target;
use crate::endpoint::is_dot_segment;
use crate::tree::Given;

/// A segment that values have a part in, up to the end of the path.
#[derive(Clone, Copy, Debug)]
pub(super) struct Segment {
    /// The first of the values.
    name: &'static str,
    start: usize,
}

impl Segment {
    /// Whether the segment, which ends where the text ends, is there for a server as well.
    pub(super) fn check(self, text: &str) -> Result<(), EncodeError> {
        let segment = &text[self.start..];
        let problem = if segment.is_empty() {
            Problem::EmptySegment
        } else if is_dot_segment(segment) {
            Problem::DotSegment
        } else {
            return Ok(());
        };
        Err(EncodeError::new(Place::Path, self.name, problem))
    }
}

impl Target {
    /// Text of the template.
    pub(super) fn literal(&mut self, text: &str) -> Result<(), EncodeError> {
        self.in_path(|target| target.push_literal(text))
    }

    /// A value, encoded so that it stays in its segment; with `allow_reserved` it may be several segments. An absent
    /// one has no text.
    pub(super) fn value(
        &mut self,
        name: &'static str,
        style: Style,
        value: Option<&Given<'_>>,
    ) -> Result<(), EncodeError> {
        let escape = if style.allow_reserved {
            Escape::ReservedInPath
        } else {
            Escape::Value
        };
        self.in_path(|target| match value {
            None => target.push_value(name, |_| {}),
            Some(value) if style.allow_reserved => {
                target.encoded(name, &expand_text(style, name, value, escape))
            }
            Some(Given::Text(text)) => target.push_value(name, |path| {
                push_text(style, name, text, escape, path);
            }),
            Some(value @ Given::Tree(_)) => target.push_value(name, |path| {
                path.push_str(&expand_text(style, name, value, escape));
            }),
        })
    }

    /// A value that the caller has encoded: any number of segments. What a path can't hold is encoded nevertheless.
    pub(super) fn raw(&mut self, name: &'static str, text: &str) -> Result<(), EncodeError> {
        self.in_path(|target| target.push_raw(name, text))
    }

    fn push_raw(&mut self, name: &'static str, text: &str) -> Result<(), EncodeError> {
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
        // A value that is the whole of a template, as `/{nextLink}` has it: a link of the service.
        if let Some(query) = query {
            self.close_segment(self.text.len())?;
            self.link = Some(name);
            self.push_query(&Escape::Query.apply(query));
        }
        Ok(())
    }

    fn encoded(&mut self, name: &'static str, text: &str) -> Result<(), EncodeError> {
        // The scope of a whole directory. Its two empty segments are what services expect.
        if text == "/" {
            return self.push_literal("/");
        }
        // A resource ID starts with a slash, and so does the text before it.
        let text = if self.text.ends_with('/') {
            text.strip_prefix('/').unwrap_or(text)
        } else {
            text
        };
        self.push_value(name, |path| path.push_str(text))
    }

    fn push_literal(&mut self, text: &str) -> Result<(), EncodeError> {
        if text.is_empty() {
            return Ok(());
        }
        self.refuse_after_link()?;
        let end = self.text.len();
        self.text.push_str(text);
        match text.find('/') {
            Some(slash) => self.close_segment(end + slash),
            None => Ok(()),
        }
    }

    /// Adds a value, and checks the segments that it ends.
    fn push_value(
        &mut self,
        name: &'static str,
        push: impl FnOnce(&mut String),
    ) -> Result<(), EncodeError> {
        let start = self.text.len();
        push(&mut self.text);
        if start < self.text.len() {
            self.refuse_after_link()?;
        }
        let mut segment = self.open.take().unwrap_or_else(|| Segment {
            name,
            start: self.text[..start].rfind('/').map_or(0, |slash| slash + 1),
        });
        let mut searched = start;
        while let Some(slash) = self.text[searched..].find('/') {
            let end = searched + slash;
            segment.check(&self.text[..end])?;
            searched = end + 1;
            segment = Segment {
                name,
                start: searched,
            };
        }
        self.open = Some(segment);
        Ok(())
    }
}
