//! What emitted code calls, and nobody else has to.
//!
//! An operation, and the options of one, are tables: a line for each part of the request, for each status and for each
//! option. The macros here write the items around them, which are the same for every operation.
//!
//! What surprises: all of it is public, because emitted code is another crate, but none of it is promised to anybody
//! else. What an operation may be given when it has no options is [`NoOptions`], so that callers have no name for it.

mod format;
mod operation;
mod options;
mod proceeding;

pub use crate::answer::Answer;
pub use crate::form::FieldEncoding;
pub use crate::request::{RequestBuilder, Style};
pub use crate::{
    __format as format, __long_running as long_running, __operation as operation,
    __options as options, __paged as paged, __streamed as streamed,
};
pub use options::NoOptions;
pub use proceeding::places;
