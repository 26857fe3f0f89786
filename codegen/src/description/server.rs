//! Where the service is reached, and what it wants to see of a caller.

use crate::value::Location;

/// Where a service is reached.
#[derive(Clone, Debug, PartialEq)]
pub struct Server {
    /// An absolute or relative URL, with `{variable}`s.
    pub url: String,
    /// What it is.
    pub doc: Option<String>,
    /// The variables of the URL, in its order.
    pub variables: Vec<ServerVariable>,
}

/// A variable of a server's URL.
#[derive(Clone, Debug, PartialEq)]
pub struct ServerVariable {
    /// Its name in the URL.
    pub name: String,
    /// The value if none is given.
    pub default: Option<String>,
    /// The values allowed; empty is any.
    pub values: Vec<String>,
    /// What it is.
    pub doc: Option<String>,
}

/// A security scheme.
#[derive(Clone, Debug, PartialEq)]
pub struct SecurityScheme {
    /// Where it stands.
    pub location: Location,
    /// What it is.
    pub doc: Option<String>,
    /// How the credential goes over the wire.
    pub kind: SecurityKind,
}

/// How a credential goes over the wire.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SecurityKind {
    /// A key in a header of this name.
    HeaderKey(String),
    /// A key in a query parameter of this name.
    QueryKey(String),
    /// A key in a cookie of this name.
    CookieKey(String),
    /// `Authorization: Basic` (RFC 7617).
    Basic,
    /// `Authorization: Bearer` (RFC 6750), also for `OAuth2` and `OpenID` Connect.
    Bearer,
    /// `Authorization` with another HTTP scheme, named.
    Http(String),
    /// A client certificate: nothing goes into the request.
    MutualTls,
}
