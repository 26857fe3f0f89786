//! Why a request can't be built.
//!
//! What a stranger would get wrong: the value itself is never shown, because it may be a secret; the name of the
//! parameter and the fault are enough to repair it.

use std::fmt;

/// A request that can't be built: which parameter, why, and what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EncodeError {
    place: Place,
    name: String,
    problem: Problem,
}

/// Where a parameter stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    Path,
    Query,
    Header,
    Cookie,
    Body,
    Part,
    Credential,
    Method,
    Url,
}

/// What is wrong with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Problem {
    /// It would leave a segment of the path empty.
    EmptySegment,
    /// It would make a segment `.` or `..`.
    DotSegment,
    /// An encoded path with `?` or `#` in it.
    PathEnd,
    /// An encoded query value with `&` or `#` in it.
    QueryEnd,
    /// A header value with a control character, in a part's media type too.
    ControlCharacter,
    /// A header value with a character that is not ASCII.
    NotAscii,
    /// A header value with white space around it.
    Padded,
    /// Not the name of a header.
    HeaderName,
    /// Not the name of a cookie.
    CookieName,
    /// A cookie in the style `cookie` with a character that has to be escaped.
    CookieValue,
    /// A body of form fields or parts that is no object.
    NotAnObject,
    /// A body of items that is no list.
    NotAList,
    /// A member of an XML body whose name is none in XML.
    #[cfg(feature = "xml")]
    XmlName,
    /// A text of an XML body with a character that XML does not have.
    #[cfg(feature = "xml")]
    XmlCharacter,
    /// NaN or an infinity where a number is due.
    NotANumber,
    /// The endpoint has it not, but another one that goes together with it.
    Missing,
    /// Not the name of a method.
    Method,
    /// The URL as a whole is too long or not a URL.
    Url,
}

impl EncodeError {
    pub(crate) fn new(place: Place, name: &str, problem: Problem) -> Self {
        Self {
            place,
            name: name.to_owned(),
            problem,
        }
    }

    /// The wire name of the parameter; `body` for the body, or where in it the value stands (`$.limits[2]`), the scheme for a credential.
    pub fn parameter(&self) -> &str {
        &self.name
    }
}

impl fmt::Display for EncodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let place = match self.place {
            Place::Path => "path parameter",
            Place::Query => "query parameter",
            Place::Header => "header",
            Place::Cookie => "cookie",
            Place::Body => "body",
            Place::Part => "part",
            Place::Credential => "credential",
            Place::Method => "method",
            Place::Url => "URL",
        };
        f.write_str(place)?;
        if !matches!(self.place, Place::Body | Place::Url) || self.name.starts_with('$') {
            write!(f, " {:?}", self.name)?;
        }
        f.write_str(match self.problem {
            Problem::EmptySegment => " leaves a segment of the path empty; give a value that is not empty",
            Problem::DotSegment => {
                " makes a segment `.` or `..`, which URL libraries fold away; give another value"
            }
            Problem::PathEnd => " has `?` or `#`, which end a path; write them as %3F and %23",
            Problem::QueryEnd => " has `&` or `#`, which end a value; write them as %26 and %23",
            Problem::ControlCharacter => {
                " has a line break or another control character, which a header can't carry; remove it"
            }
            Problem::NotAscii => {
                " has a character that is not ASCII, which a header can't carry; encode it as the service demands"
            }
            Problem::Padded => " has white space at an end, which HTTP removes; give the value without",
            Problem::HeaderName => " is not a name that HTTP allows; use letters, digits and `-`",
            Problem::CookieName => " is not a name that a cookie can have; use letters, digits and `-`",
            Problem::CookieValue => {
                " has a character that a cookie can't carry; give the value as the service escapes it"
            }
            Problem::NotAnObject => " is not an object, as its media type demands; give a value with named members",
            Problem::NotAList => " is not a list, as its media type demands; give the items in a list",
            #[cfg(feature = "xml")]
            Problem::XmlName => {
                " has a member whose name XML does not allow; use letters, digits, `-`, `_` and `.`"
            }
            #[cfg(feature = "xml")]
            Problem::XmlCharacter => {
                " has a control character, which XML can't carry; remove it or encode the text"
            }
            Problem::NotANumber => {
                " has NaN or an infinity, which JSON can't carry; give a number, or leave the value out"
            }
            Problem::Missing => {
                " is missing; give it to the endpoint by `with_credential`, or say with `authorized_elsewhere` that somebody \
                 else adds it"
            }
            Problem::Method => " is not a name that HTTP allows; use letters, digits and `-`",
            Problem::Url => " is longer than 65,534 bytes, which HTTP libraries refuse; give shorter values",
        })
    }
}

impl std::error::Error for EncodeError {}
