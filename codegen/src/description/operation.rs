//! An operation, one that the client calls or one that the service calls.

use super::{Body, LongRunning, Pageable, Parameter, Response, Server, Stream};
use crate::value::Location;

/// An operation that the client calls.
#[derive(Clone, Debug)]
pub struct Operation {
    /// Where it stands.
    pub location: Location,
    /// `operationId`.
    pub id: Option<String>,
    /// What the selection calls it, in the place of its id.
    pub client_name: Option<String>,
    /// The group that the selection puts it in.
    pub client_group: Option<String>,
    /// The method, in upper case: `GET`, `QUERY`, ….
    pub method: String,
    /// The path template, without query and fragment; it starts with `/`.
    pub path: String,
    /// Constant pairs from a query in the path's key, unless a parameter declares the name.
    pub fixed_query: Vec<(String, String)>,
    /// `tags`.
    pub tags: Vec<String>,
    /// `summary`.
    pub summary: Option<String>,
    /// `description`.
    pub doc: Option<String>,
    /// `deprecated`.
    pub deprecated: bool,
    /// The parameters of the operation and of its path, overrides done, in the order: path item's, then operation's.
    pub parameters: Vec<Parameter>,
    /// The header parameters named `Accept` and `Content-Type`: `OpenAPI` 3 ignores them, but their value may be a
    /// choice among the media types of the operation.
    pub negotiation: Vec<Parameter>,
    /// The request body.
    pub body: Option<Body>,
    /// The responses, in the order of the document.
    pub responses: Vec<Response>,
    /// Alternatives, each a set of scheme names that go together. Empty: no security. An empty set: optional.
    pub security: Vec<Vec<String>>,
    /// Servers of the operation or its path, where they replace the description's.
    pub servers: Vec<Server>,
    /// `x-ms-long-running-operation`, with its `final-state-via`.
    pub long_running: Option<LongRunning>,
    /// `x-ms-pageable`, or what the selection says of paging.
    pub pageable: Option<Pageable>,
    /// What the selection says of an answer that arrives in items.
    pub stream: Option<Stream>,
    /// Whether the selection says that it may be repeated.
    pub repeatable: Option<bool>,
    /// `x-ms-request-id`: the response header with the request's id.
    pub request_id_header: Option<String>,
    /// The version that the document of the operation has.
    pub version: String,
}

/// Why the service calls.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Caller {
    /// Out of itself: a webhook.
    Webhook,
    /// Because of an operation that the client called: a callback.
    Callback,
}

/// An operation that the service calls.
#[derive(Clone, Debug)]
pub struct IncomingOperation {
    /// Why it calls.
    pub caller: Caller,
    /// The name of the webhook, or of the callback after its operation's name.
    pub name: String,
    /// The operation; a callback's path is its runtime expression.
    pub operation: Operation,
}
