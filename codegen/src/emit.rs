//! Shapes to tokens, a file at a time: templates that look like the code they emit.
//!
//! Nothing is decided here and nothing can fail: names are final, presence, boxes and steps were settled by `lower`.
//! A stranger would get this wrong: what an emitted file imports is not written in its template, it follows from the
//! types that the template asked its `scope::Scope` for.

mod alias;
mod argument;
mod doc;
pub mod example;
mod headers;
mod incoming;
mod literal;
mod model;
mod modules;
mod operation;
mod options;
mod outcome;
mod proceeding;
mod program;
pub mod replay;
mod request;
pub mod requirement;
mod response;
pub mod round_trip;
mod sample;
mod scheme;
mod scope;
pub(crate) mod server;
mod structure;
#[cfg(test)]
mod tests;
mod text;
mod union;
mod value_enum;
mod xml;

use crate::file::File;
use crate::shape::Api;

pub use modules::{crate_files, is_newer};
pub(crate) use union::shared_fields;

/// The names that files of model types use unqualified: no type of a description may have one of them.
pub const RESERVED_TYPE_NAMES: &[&str] = &[
    "BTreeMap",
    "Box",
    "Bytes",
    "Default",
    "Deserialize",
    "Deserializer",
    "Err",
    "From",
    "Into",
    "Members",
    "None",
    "Ok",
    "Option",
    "Result",
    "Self",
    "Serialize",
    "Serializer",
    "Some",
    "String",
    "Vec",
];

/// The names that files of operations use unqualified: no operation may have one of them, and none of its types.
pub const RESERVED_OPERATION_NAMES: &[&str] = &[
    "Answer",
    "BTreeMap",
    "Box",
    "Bytes",
    "Default",
    "EncodeError",
    "Endpoint",
    "EndpointError",
    "Err",
    "Error",
    "FieldEncoding",
    "From",
    "HeaderMap",
    "Into",
    "NoOptions",
    "None",
    "Ok",
    "Operation",
    "Option",
    "Request",
    "RequestBuilder",
    "Response",
    "Result",
    "Scheme",
    "SchemeKind",
    "Self",
    "Some",
    "String",
    "Style",
    "Undeclared",
    "Vec",
];

/// The names of modules that every API has: no group of operations and no file of models may have one of them.
pub const RESERVED_MODULE_NAMES: &[&str] = &["codec", "incoming", "models"];

/// The files of an API, to be emitted one by one. Those of operations are the largest, so they come first.
pub fn emit<'a>(api: &'a Api, module: &'a [String]) -> Vec<File<'a>> {
    let base = module.join("/");
    let folder = module.last().map_or("", String::as_str);
    let files = operation::files(api)
        .chain(modules::files(api, folder))
        .chain(incoming::files(api))
        .chain(model::files(api));
    let files = files.map(|mut file| {
        file.path = format!("{base}{}.rs", file.path);
        file
    });
    files.collect()
}
