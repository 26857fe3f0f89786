//! What enums of all kinds and structs have in common: a part that holds what the others do not.
//!
//! A stranger would reserve `Other` in every enum: it gives way to a variant of that name.

use super::ident::{Case, first_free};
use super::scope::Scope;
use crate::shape::Name;
use std::collections::HashSet;

/// The variants of enums of all kinds.
pub(super) const VARIANTS: Scope = Scope {
    case: Case::Camel,
    reserved: &[],
    reserved_suffix: "",
    beside: &[],
    length: usize::MAX,
};

/// The name of the part that holds what the others do not.
pub(super) fn other<'a>(names: impl Iterator<Item = &'a Name>, choices: [&str; 2]) -> String {
    let taken: HashSet<_> = names.map(|name| name.ident.as_str()).collect();
    first_free(&choices, |ident| taken.contains(ident))
}
