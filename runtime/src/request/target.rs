//! The target of a request, path and query, in the one buffer that becomes its URI.
//!
//! What a stranger would get wrong: the two are filled by the files `path` and `query`, each through its own functions,
//! and a path may still grow when the query has begun; the query then makes way.

use super::error::{EncodeError, Place, Problem};
use super::path::Segment;
use super::percent::Escape;

/// Room for most targets, so that the buffer is allocated once.
const USUAL_LENGTH: usize = 256;

/// A path and a query in the making.
#[derive(Debug)]
pub(super) struct Target {
    pub(super) text: String,
    /// Where the endpoint's own path ends.
    pub(super) base: usize,
    /// Where the query starts, with its `?`.
    query: Option<usize>,
    /// The last segment of the path, if a value has a part in it.
    pub(super) open: Option<Segment>,
    /// The name of a value that is a link with a query: no path can follow.
    pub(super) link: Option<&'static str>,
}

impl Target {
    pub(super) fn new(base: &str) -> Self {
        let mut text = String::with_capacity(base.len() + USUAL_LENGTH);
        text.push_str(base);
        Self {
            text,
            base: base.len(),
            query: None,
            open: None,
            link: None,
        }
    }

    /// Lets something be added to the path, at the end of `text`.
    pub(super) fn in_path(
        &mut self,
        add: impl FnOnce(&mut Self) -> Result<(), EncodeError>,
    ) -> Result<(), EncodeError> {
        let Some(start) = self.query.take() else {
            return add(self);
        };
        let query = self.text.split_off(start);
        let result = add(self);
        self.push_query(&query[1..]);
        result
    }

    /// The query, to add a pair at its end.
    pub(super) fn next_pair(&mut self) -> &mut String {
        match self.query {
            None => {
                self.query = Some(self.text.len());
                self.text.push('?');
            }
            Some(_) => self.text.push('&'),
        }
        &mut self.text
    }

    /// Adds encoded text to the query that is more than one pair, or none.
    pub(super) fn push_query(&mut self, text: &str) {
        if !text.is_empty() {
            self.next_pair().push_str(text);
        }
    }

    /// Whether the query has a pair of a name.
    pub(super) fn has_query(&self, name: &str) -> bool {
        let Some(start) = self.query else {
            return false;
        };
        let name = Escape::Value.apply(name);
        let mut pairs = self.text[start + 1..].split('&');
        pairs.any(|pair| pair.split('=').next() == Some(&*name))
    }

    /// The whole target: a path that is never empty, and the query.
    pub(super) fn finish(mut self) -> Result<String, EncodeError> {
        let end = self.query.unwrap_or(self.text.len());
        self.close_segment(end)?;
        if !self.text.starts_with('/') {
            self.text.insert(0, '/');
        }
        Ok(self.text)
    }

    /// Checks the segment that values have a part in, if there is one, and that ends here.
    pub(super) fn close_segment(&mut self, end: usize) -> Result<(), EncodeError> {
        match self.open.take() {
            Some(segment) => segment.check(&self.text[..end]),
            None => Ok(()),
        }
    }

    /// No path can follow a link with a query.
    pub(super) fn refuse_after_link(&self) -> Result<(), EncodeError> {
        match self.link {
            Some(name) => Err(EncodeError::new(Place::Path, name, Problem::PathEnd)),
            None => Ok(()),
        }
    }
}
