//! What the tests share: a builder at a fixed endpoint, and an object whose members are not in alphabetical order.

use restwright_runtime::http::Request;
use restwright_runtime::json;
use restwright_runtime::{EncodeError, Endpoint, RequestBuilder};

use bytes::Bytes;

/// The endpoint of most tests.
pub(crate) fn endpoint() -> Endpoint {
    Endpoint::new("https://api.example/base").expect("the URL is one")
}

/// The request that these calls build.
pub(crate) fn request(
    build: impl FnOnce(&mut RequestBuilder<'_>),
) -> Result<Request<Bytes>, EncodeError> {
    let endpoint = endpoint();
    let mut builder = RequestBuilder::new("GET", &endpoint);
    builder.literal("/x");
    build(&mut builder);
    builder.finish()
}

/// The request that these calls build, which must be allowed.
pub(crate) fn built(build: impl FnOnce(&mut RequestBuilder<'_>)) -> Request<Bytes> {
    request(build).expect("these values can be sent")
}

/// The path after `/base/x`.
pub(crate) fn path(build: impl FnOnce(&mut RequestBuilder<'_>)) -> String {
    let request = built(build);
    let path = request.uri().path();
    path.strip_prefix("/base/x")
        .expect("the path starts as the template does")
        .to_owned()
}

/// The query; empty for none.
pub(crate) fn query(build: impl FnOnce(&mut RequestBuilder<'_>)) -> String {
    built(build).uri().query().unwrap_or_default().to_owned()
}

/// The text of a header.
pub(crate) fn header(name: &str, build: impl FnOnce(&mut RequestBuilder<'_>)) -> Option<String> {
    let request = built(build);
    let value = request.headers().get(name)?;
    Some(value.to_str().expect("headers are ASCII").to_owned())
}

/// The error's text.
pub(crate) fn refusal(build: impl FnOnce(&mut RequestBuilder<'_>)) -> String {
    request(build)
        .expect_err("this value can't be sent")
        .to_string()
}

/// `{"R": 100, "G": 200, "B": 150}`, in this order.
pub(crate) struct Color {
    pub(crate) red: Option<i32>,
    pub(crate) green: Option<i32>,
    pub(crate) blue: Option<i32>,
}

impl Color {
    pub(crate) const FULL: Self = Self {
        red: Some(100),
        green: Some(200),
        blue: Some(150),
    };
    pub(crate) const NONE: Self = Self {
        red: None,
        green: None,
        blue: None,
    };
}

json::object! {
    Color {
        red: optional "R";
        green: optional "G";
        blue: optional "B";
    }
}
