//! The kinds of objects in a description.

/// A kind of object.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The whole document.
    Root,
    /// `info`.
    Info,
    /// `components`.
    Components,
    /// A server.
    Server,
    /// A variable of a server's URL.
    ServerVariable,
    /// `x-ms-parameterized-host`.
    ParameterizedHost,
    /// A parameter of `x-ms-parameterized-host`, or its schema.
    HostParameter,
    /// `paths`, `x-ms-paths`, `webhooks`, or a callback's expressions.
    Paths,
    /// A path item.
    PathItem,
    /// An operation.
    Operation,
    /// `x-ms-pageable`.
    Pageable,
    /// `x-ms-long-running-operation-options`.
    LongRunning,
    /// A parameter.
    Parameter,
    /// A request body.
    RequestBody,
    /// A media type.
    MediaType,
    /// `encoding` of a property.
    Encoding,
    /// A response.
    Response,
    /// A response header.
    Header,
    /// A schema.
    Schema,
    /// `discriminator`.
    Discriminator,
    /// `xml`.
    Xml,
    /// `x-ms-enum`.
    Enum,
    /// A value of `x-ms-enum`.
    EnumValue,
    /// A security scheme.
    SecurityScheme,
}

impl Kind {
    /// What a complaint calls an object of this kind.
    pub(super) fn noun(self) -> &'static str {
        match self {
            Self::Root => "an object with the whole description",
            Self::Info => "an info object",
            Self::Components => "a components object",
            Self::Server => "a server object",
            Self::ServerVariable => "a server variable object",
            Self::ParameterizedHost => "an `x-ms-parameterized-host` object",
            Self::HostParameter => "a parameter of `x-ms-parameterized-host`",
            Self::Paths => "an object of path items",
            Self::PathItem => "a path item object",
            Self::Operation => "an operation object",
            Self::Pageable => "an `x-ms-pageable` object",
            Self::LongRunning => "an `x-ms-long-running-operation-options` object",
            Self::Parameter => "a parameter object",
            Self::RequestBody => "a request body object",
            Self::MediaType => "a media type object",
            Self::Encoding => "an encoding object",
            Self::Response => "a response object",
            Self::Header => "a header object",
            Self::Schema => "a schema",
            Self::Discriminator => "a discriminator object",
            Self::Xml => "an XML object",
            Self::Enum => "an `x-ms-enum` object",
            Self::EnumValue => "a value of `x-ms-enum`",
            Self::SecurityScheme => "a security scheme object",
        }
    }
}
