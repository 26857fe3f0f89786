//! What a changed description changes for callers: two APIs to a list of changes with verdicts on the wire and in Rust.
//!
//! The comparison is of shapes after `name`, so what it says in Rust is what `emit` writes. What a stranger would get
//! wrong: a type is compared once, whoever uses it. Where it is used, two types are the same if they are counterparts,
//! however much they changed.

mod answer;
mod argument;
mod body;
mod change;
mod comparison;
mod coverage;
mod holds;
mod kind;
mod locate;
mod object;
mod operation;
mod pair;
mod reach;
mod schema;
mod service;
mod spell;
mod union;
mod words;

pub use change::{Change, Report, Side};
pub use kind::{
    AnswerKind, BodyKind, Break, EnumKind, Kind, NameKind, OperationKind, ParameterKind,
    PropertyKind, Row, RustVerdict, SchemaKind, ServiceKind, UnionKind, ValueKind, WireVerdict,
    WordsKind,
};

use comparison::Comparison;

/// Compares two states of an API.
pub fn compare(before: &Side<'_>, after: &Side<'_>) -> Report {
    let mut comparison = Comparison::new(before, after);
    service::compare(&mut comparison);
    operation::compare(&mut comparison);
    schema::compare(&mut comparison);
    coverage::compare(&mut comparison);
    comparison.finish()
}

/// The report of an API that is new.
pub fn added(side: &Side<'_>) -> Report {
    service::whole(side, ServiceKind::ModuleAdded)
}

/// The report of an API that is gone.
pub fn removed(side: &Side<'_>) -> Report {
    service::whole(side, ServiceKind::ModuleRemoved)
}
