//! Where the service is reached, and what it wants to see of a caller.

use super::{Doc, Name};

/// Where a service is reached.
#[derive(Clone, Debug, PartialEq)]
pub struct Server {
    /// The function's name.
    pub name: Name,
    /// An absolute or relative URL with `{variable}`s.
    pub url: String,
    /// What it is.
    pub doc: Doc,
    /// The variables, in the order of the URL.
    pub variables: Vec<ServerVariable>,
}

/// A variable of a server's URL.
#[derive(Clone, Debug, PartialEq)]
pub struct ServerVariable {
    /// Its name.
    pub name: Name,
    /// What it is.
    pub doc: Doc,
    /// The value if none is given.
    pub default: Option<String>,
}

/// A security scheme.
#[derive(Clone, Debug, PartialEq)]
pub struct Scheme {
    /// Its name (a constant).
    pub name: Name,
    /// What it is.
    pub doc: Doc,
    /// How the credential goes over the wire.
    pub kind: crate::description::SecurityKind,
}
