//! Reads an answer as its status and media type say; emitted code matches on [`Answer::status`] and calls one function
//! an arm.
//!
//! What a stranger would get wrong: a documented failure whose body can't be read is no documented failure but an
//! [`Error::Decode`], with the status to tell what it was about.
//!
//! What HTTP says of a status goes before what a description says of it: an answer with 204, 205 or 304 has no content
//! (RFC 9110, 15.3.5, 15.3.6, 15.4.5), and 2xx is no failure (15.3).

use crate::json::{self, Decode, Fault};
use crate::stream::{self, Event};
use crate::{Error, Oddities, form, media, plain};
use bytes::Bytes;
use http::header::CONTENT_TYPE;
use http::{Response, StatusCode};

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
        self.read_success(media::is_json, value, wrap)
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
        self.read_success(media::is_xml, value, wrap)
    }

    /// A success of a status that the description does not have, read as the only one that it has. What can't be read
    /// so is undocumented.
    pub fn undocumented_success<O, F>(
        self,
        read: impl FnOnce(Self) -> Result<Response<O>, Error<F>>,
    ) -> Result<Response<O>, Error<F>> {
        read(self).map_err(|error| match error {
            Error::Decode { response, .. } | Error::UndocumentedMedia { response } => {
                Error::Undocumented { response }
            }
            other => other,
        })
    }

    /// A 202 that the description does not have, of an operation that goes on after its answer: the result where it came
    /// at once, else that it was accepted. Status and headers say how it goes on.
    pub fn accepted<O, F>(
        self,
        accepted: O,
        read: impl FnOnce(Self) -> Result<Response<O>, Error<F>>,
    ) -> Result<Response<O>, Error<F>> {
        if self.0.body().is_empty() {
            return self.empty(accepted);
        }
        read(self).or_else(|error| match error {
            Error::Decode { response, .. } | Error::UndocumentedMedia { response } => {
                Ok(response.map(|_| accepted))
            }
            other => Err(other),
        })
    }

    fn success<T, O, F>(
        self,
        value: Result<T, Fault>,
        wrap: fn(T) -> O,
    ) -> Result<Response<O>, Error<F>> {
        let read = value.map(|value| (value, Vec::new()));
        self.read_success(|_| true, read, wrap)
    }

    fn read_success<T, O, F>(
        self,
        is_expected: fn(&str) -> bool,
        read: Result<(T, Vec<Fault>), Fault>,
        wrap: fn(T) -> O,
    ) -> Result<Response<O>, Error<F>> {
        match read {
            Ok((value, odd)) => Ok(self.noting(odd).0.map(|_| wrap(value))),
            Err(fault) => Err(self.unreadable(is_expected, fault)),
        }
    }

    fn noting(mut self, odd: Vec<Fault>) -> Self {
        if !odd.is_empty() {
            Oddities::note(&mut self.0, odd);
        }
        self
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
        self.read_failure(media::is_json, value, wrap)
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
        self.read_failure(media::is_xml, value, wrap)
    }

    /// A status that the description does not have.
    pub fn undocumented<O, F>(self) -> Result<Response<O>, Error<F>> {
        Err(Error::Undocumented {
            response: Box::new(self.0),
        })
    }

    /// A media type that the description does not have for the status.
    pub fn undocumented_media<O, F>(self) -> Result<Response<O>, Error<F>> {
        Err(Error::UndocumentedMedia {
            response: Box::new(self.0),
        })
    }

    fn failure<T, O, F>(
        self,
        value: Result<T, Fault>,
        wrap: fn(T) -> F,
    ) -> Result<Response<O>, Error<F>> {
        let read = value.map(|value| (value, Vec::new()));
        self.read_failure(|_| true, read, wrap)
    }

    fn read_failure<T, O, F>(
        self,
        is_expected: fn(&str) -> bool,
        read: Result<(T, Vec<Fault>), Fault>,
        wrap: fn(T) -> F,
    ) -> Result<Response<O>, Error<F>> {
        match read {
            Ok((value, odd)) => self.noting(odd).empty_failure(wrap(value)),
            Err(fault) => Err(self.unreadable(is_expected, fault)),
        }
    }

    /// What a body is that can't be read: none, of a media type that is not documented, or wrong.
    #[cold]
    fn unreadable<F>(self, is_expected: fn(&str) -> bool, fault: Fault) -> Error<F> {
        let is_foreign = || self.content_type().is_some_and(|media| !is_expected(media));
        if self.0.body().is_empty() && has_no_content(self.0.status()) {
            let response = Box::new(self.0);
            return Error::Undocumented { response };
        }
        if fault.is_of_syntax() && is_foreign() {
            let response = Box::new(self.0);
            return Error::UndocumentedMedia { response };
        }
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

/// Whether HTTP has no content for a status, whatever a description has.
fn has_no_content(status: StatusCode) -> bool {
    matches!(
        status,
        StatusCode::NO_CONTENT | StatusCode::RESET_CONTENT | StatusCode::NOT_MODIFIED
    )
}

fn read_json<T: Decode>(body: &[u8]) -> Result<(T, Vec<Fault>), Fault> {
    // RFC 8259 lets a reader ignore a byte order mark.
    json::from_slice_noting(body.strip_prefix(b"\xef\xbb\xbf").unwrap_or(body))
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
