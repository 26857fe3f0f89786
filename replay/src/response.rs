//! A recorded answer, read by an emitted operation and written again.
//!
//! A stranger would get this wrong: values are written by the runtime's request builder, which has a function for every
//! codec, and compared as bodies of that codec.

use crate::body;
use crate::json_value;
use crate::recording;
use crate::report::{Recorded, Verdict};
use bytes::Bytes;
use http::header::{CONTENT_TYPE, HeaderName};
use http::{HeaderValue, Response};
use restwright_runtime::json::{self as runtime_json, Encode};
use restwright_runtime::{Endpoint, Error, RequestBuilder};
use serde_json::Value;

/// What an operation made of an answer.
pub type Reading = Result<Written, String>;

/// A value that was read, written again; `None` for one that holds nothing.
pub type Written = Option<Bytes>;

/// What an operation made of an answer: a success or a documented failure, each written again.
pub fn read<T, F>(
    result: Result<Response<T>, Error<F>>,
    write: impl FnOnce(&T) -> Written,
    write_failure: impl FnOnce(&F) -> Written,
) -> Reading {
    match result {
        Ok(response) => Ok(write(response.body())),
        // A documented failure without a body.
        Err(Error::Status { .. }) => Ok(None),
        Err(error) => match error.failure() {
            Some(failure) => Ok(write_failure(failure)),
            None => Err(error.to_string()),
        },
    }
}

/// A value, as one of the runtime's codecs writes it.
pub fn written(write: impl FnOnce(&mut RequestBuilder<'_>)) -> Written {
    let endpoint = Endpoint::new("https://localhost").ok()?;
    let mut request = RequestBuilder::new("POST", &endpoint);
    request.literal("/");
    write(&mut request);
    match request.finish() {
        Ok(request) => Some(request.into_body()),
        Err(error) => Some(Bytes::from(format!("refused: {error}"))),
    }
}

/// A value in JSON.
pub fn json(value: &dyn Encode) -> Written {
    Some(runtime_json::to_vec(value).into())
}

/// The media type of an answer, if it says one.
pub fn media(response: &Response<Bytes>) -> String {
    let media = response.headers().get(CONTENT_TYPE);
    let media = media.and_then(|media| media.to_str().ok());
    media.unwrap_or_default().to_owned()
}

/// Nothing.
pub fn empty<T>(_: &T) -> Written {
    None
}

/// Which of these media types an answer has; the first if it has none of them.
pub fn by_media(media: &str, declared: &[&str]) -> usize {
    let same = |known: &&str| body::essence(known) == body::essence(media);
    let like = |known: &&str| body::family(known) == body::family(media);
    declared
        .iter()
        .position(same)
        .or_else(|| declared.iter().position(like))
        .unwrap_or_default()
}

/// Feeds an answer to an operation and compares what it makes of it.
pub(crate) fn judge(answer: &recording::Answer, read: fn(Response<Bytes>) -> Reading) -> Recorded {
    let response = match response(answer) {
        Ok(response) => response,
        Err(error) => return all(answer.status, &Verdict::Wrong(error.to_string())),
    };
    match read(response) {
        Err(error) => all(answer.status, &Verdict::Wrong(error)),
        Ok(written) => Recorded {
            status: answer.status,
            decoded: Verdict::Right,
            exact: Verdict::of(difference(answer, written.as_ref(), Value::clone)),
            without_nulls: Verdict::of(difference(
                answer,
                written.as_ref(),
                json_value::without_nulls,
            )),
        },
    }
}

/// The same verdict on everything.
pub(crate) fn all(status: u16, verdict: &Verdict) -> Recorded {
    Recorded {
        status,
        decoded: verdict.clone(),
        exact: verdict.clone(),
        without_nulls: verdict.clone(),
    }
}

fn response(answer: &recording::Answer) -> Result<Response<Bytes>, http::Error> {
    let body = answer.body.as_ref().map(|body| match body::sent(body) {
        body::Sent::Json(Value::String(text)) if !is_json(answer) => text.clone().into(),
        sent => sent.to_bytes(),
    });
    let mut response = Response::builder().status(answer.status);
    for (name, value) in &answer.headers {
        let name = HeaderName::try_from(name)?;
        response = response.header(name, HeaderValue::try_from(value)?);
    }
    if let Some(media) = &answer.content_type
        && !answer.headers.contains_key(CONTENT_TYPE.as_str())
    {
        response = response.header(CONTENT_TYPE, media);
    }
    response.body(body.unwrap_or_default())
}

/// Whether a text as body is the JSON of a text. Vectors that say no media type mean JSON.
fn is_json(answer: &recording::Answer) -> bool {
    answer.content_type.as_deref().is_none_or(body::is_json)
}

fn difference(
    answer: &recording::Answer,
    written: Option<&Bytes>,
    normal: fn(&Value) -> Value,
) -> Option<String> {
    match (&answer.body, written) {
        (None, None) => None,
        (None, Some(written)) if written.is_empty() => None,
        (None, Some(written)) => Some(format!("{written:?} was read where nothing came")),
        // What an example shows there does not go over the wire (RFC 9110, 15.3.5, 15.3.6, 15.4.5).
        (Some(_), None) if matches!(answer.status, 204 | 205 | 304) => None,
        (Some(expected), None) => Some(format!(
            "the body {} was not read",
            json_value::short(expected)
        )),
        (Some(expected), Some(written)) => {
            let media = answer.content_type.as_deref().unwrap_or("application/json");
            let parsed = serde_json::from_slice::<Value>(written);
            match (body::sent(expected), parsed) {
                (body::Sent::Json(expected), Ok(actual)) if is_json(answer) => {
                    json_value::difference(&normal(expected), &normal(&actual))
                }
                _ => body::difference(expected, media, written, &|_, _, _| false),
            }
        }
    }
}
