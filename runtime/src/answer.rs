//! Reads an answer as its status and media type say; emitted code matches on [`Answer::status`] and calls one function
//! an arm.
//!
//! What a stranger would get wrong: a documented failure whose body can't be read is no documented failure but an
//! [`Error::Decode`], with the status to tell what it was about.

use crate::json::{self, Decode, Fault};
use crate::stream::{self, Event};
use crate::{Error, form, media, plain};
use bytes::Bytes;
use http::Response;
use http::header::CONTENT_TYPE;

/// An answer that is about to be read.
#[derive(Debug)]
pub struct Answer(Response<Bytes>);

impl Answer {
    /// The answer as it came.
    pub fn new(response: Response<Bytes>) -> Self {
        Self(response)
    }

    /// The status.
    pub fn status(&self) -> u16 {
        self.0.status().as_u16()
    }

    /// Which of the declared media types the body has; the first if the answer does not say.
    pub fn media<'d>(&self, declared: &[&'d str]) -> Option<&'d str> {
        let chosen = media::choose(self.content_type(), declared)?;
        declared.get(chosen).copied()
    }

    fn content_type(&self) -> Option<&str> {
        self.0.headers().get(CONTENT_TYPE)?.to_str().ok()
    }
}

/// Successes.
impl Answer {
    /// A success whose body does not matter.
    pub fn empty<O, F>(self, output: O) -> Result<Response<O>, Error<F>> {
        Ok(self.0.map(|_| output))
    }

    /// A success in JSON.
    pub fn json<T: Decode, O, F>(self, wrap: fn(T) -> O) -> Result<Response<O>, Error<F>> {
        let value = read_json(self.0.body());
        self.success(value, wrap)
    }

    /// A success that is a text.
    pub fn text<T: Decode, O, F>(self, wrap: fn(T) -> O) -> Result<Response<O>, Error<F>> {
        let value = self.read_text();
        self.success(value, wrap)
    }

    /// A success that is bytes.
    pub fn bytes<O, F>(self, wrap: fn(Bytes) -> O) -> Result<Response<O>, Error<F>> {
        Ok(self.0.map(wrap))
    }

    /// A success that is a form.
    pub fn form<T: Decode, O, F>(self, wrap: fn(T) -> O) -> Result<Response<O>, Error<F>> {
        let value = form::decode(self.0.body());
        self.success(value, wrap)
    }

    /// A success that is a JSON text a line.
    pub fn json_lines<T: Decode, O, F>(
        self,
        wrap: fn(Vec<T>) -> O,
    ) -> Result<Response<O>, Error<F>> {
        let value = stream::read_json_lines(self.0.body());
        self.success(value, wrap)
    }

    /// A success that is a list of events.
    pub fn event_stream<O, F>(self, wrap: fn(Vec<Event>) -> O) -> Result<Response<O>, Error<F>> {
        let value = stream::read_events(self.0.body());
        self.success(value, wrap)
    }

    /// A success in XML.
    #[cfg(feature = "xml")]
    pub fn xml<T: Decode, O, F>(
        self,
        root: &crate::xml::Root<'_>,
        wrap: fn(T) -> O,
    ) -> Result<Response<O>, Error<F>> {
        let value = crate::xml::read(root, self.0.body());
        self.success(value, wrap)
    }

    fn success<T, O, F>(
        self,
        value: Result<T, Fault>,
        wrap: fn(T) -> O,
    ) -> Result<Response<O>, Error<F>> {
        match value {
            Ok(value) => Ok(self.0.map(|_| wrap(value))),
            Err(fault) => Err(self.unreadable(fault)),
        }
    }
}

/// Failures.
impl Answer {
    /// A failure whose body does not matter.
    pub fn empty_failure<O, F>(self, failure: F) -> Result<Response<O>, Error<F>> {
        Err(Error::Documented {
            failure: Box::new(failure),
            response: Box::new(self.0),
        })
    }

    /// A failure in JSON.
    pub fn json_failure<T: Decode, O, F>(self, wrap: fn(T) -> F) -> Result<Response<O>, Error<F>> {
        let value = read_json(self.0.body());
        self.failure(value, wrap)
    }

    /// A failure that is a text.
    pub fn text_failure<T: Decode, O, F>(self, wrap: fn(T) -> F) -> Result<Response<O>, Error<F>> {
        let value = self.read_text();
        self.failure(value, wrap)
    }

    /// A failure that is bytes.
    pub fn bytes_failure<O, F>(self, wrap: fn(Bytes) -> F) -> Result<Response<O>, Error<F>> {
        let body = self.0.body().clone();
        self.failure(Ok(body), wrap)
    }

    /// A failure that is a form.
    pub fn form_failure<T: Decode, O, F>(self, wrap: fn(T) -> F) -> Result<Response<O>, Error<F>> {
        let value = form::decode(self.0.body());
        self.failure(value, wrap)
    }

    /// A failure that is a JSON text a line.
    pub fn json_lines_failure<T: Decode, O, F>(
        self,
        wrap: fn(Vec<T>) -> F,
    ) -> Result<Response<O>, Error<F>> {
        let value = stream::read_json_lines(self.0.body());
        self.failure(value, wrap)
    }

    /// A failure that is a list of events.
    pub fn event_stream_failure<O, F>(
        self,
        wrap: fn(Vec<Event>) -> F,
    ) -> Result<Response<O>, Error<F>> {
        let value = stream::read_events(self.0.body());
        self.failure(value, wrap)
    }

    /// A failure in XML.
    #[cfg(feature = "xml")]
    pub fn xml_failure<T: Decode, O, F>(
        self,
        root: &crate::xml::Root<'_>,
        wrap: fn(T) -> F,
    ) -> Result<Response<O>, Error<F>> {
        let value = crate::xml::read(root, self.0.body());
        self.failure(value, wrap)
    }

    /// A status, or a media type of it, that the description does not have.
    pub fn undocumented<O, F>(self) -> Result<Response<O>, Error<F>> {
        Err(Error::Undocumented {
            response: Box::new(self.0),
        })
    }

    fn failure<T, O, F>(
        self,
        value: Result<T, Fault>,
        wrap: fn(T) -> F,
    ) -> Result<Response<O>, Error<F>> {
        match value {
            Ok(value) => self.empty_failure(wrap(value)),
            Err(fault) => Err(self.unreadable(fault)),
        }
    }

    fn unreadable<F>(self, fault: Fault) -> Error<F> {
        Error::Decode {
            fault,
            response: Box::new(self.0),
        }
    }
}

/// Texts.
impl Answer {
    fn read_text<T: Decode>(&self) -> Result<T, Fault> {
        let charset = self
            .content_type()
            .and_then(|media| media::parameter(media, "charset"));
        plain::read(&decode_text(self.0.body(), charset.as_deref())?)
    }
}

fn read_json<T: Decode>(body: &[u8]) -> Result<T, Fault> {
    // RFC 8259 lets a reader ignore a byte order mark.
    json::from_slice(body.strip_prefix(b"\xef\xbb\xbf").unwrap_or(body))
}

/// UTF-8, unless the answer says Latin-1, whose bytes are the code points.
fn decode_text(body: &[u8], charset: Option<&str>) -> Result<String, Fault> {
    match charset {
        Some("iso-8859-1" | "latin1") => Ok(body.iter().copied().map(char::from).collect()),
        _ => match std::str::from_utf8(body) {
            Ok(text) => Ok(text.strip_prefix('\u{feff}').unwrap_or(text).to_owned()),
            Err(error) => Err(Fault::new(format!(
                "the body is not UTF-8 from byte {} on",
                error.valid_up_to()
            ))),
        },
    }
}
