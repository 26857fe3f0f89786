//! What the tests share: a builder at a fixed endpoint, and an object whose members are not in alphabetical order.

use restwright_runtime::http::Request;
use restwright_runtime::json::{Decode, Encode, Fault, Object, Reader, Table, Writer};
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
#[derive(Clone, Debug, PartialEq)]
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

impl Object for Color {
    fn table(&self) -> &'static Table {
        static TABLE: Table = Table::new(&["R", "G", "B"], &[]);
        &TABLE
    }

    fn member(&self, index: usize) -> Option<&dyn Encode> {
        Some(match index {
            0 => &self.red,
            1 => &self.green,
            2 => &self.blue,
            _ => return None,
        })
    }

    fn member_mut(&mut self, index: usize) -> Option<&mut dyn Decode> {
        Some(match index {
            0 => &mut self.red,
            1 => &mut self.green,
            2 => &mut self.blue,
            _ => return None,
        })
    }
}

impl Encode for Color {
    fn encode(&self, writer: &mut Writer) {
        writer.object(self);
    }
}

impl Decode for Color {
    fn blank() -> Self {
        Self::NONE
    }

    fn decode(&mut self, reader: &mut Reader<'_>) -> Result<(), Fault> {
        reader.object(self)
    }
}
