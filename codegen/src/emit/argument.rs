//! What a caller gives an operation, as the files of operations say it: the type of the operation itself, and what its
//! arguments are and hold.
//!
//! What a stranger would get wrong: a body of several forms has a type of the operation's own, whatever the argument's
//! type is.

use super::scope::{ident, joined};
use super::{doc, sample};
use crate::shape::{Api, Argument, Operation, Placement, Step, StepValue};
use proc_macro2::{Ident, TokenStream};
use quote::quote;
use std::borrow::Cow;

/// The optional arguments and their places among all arguments.
pub(super) fn optional(operation: &Operation) -> impl Iterator<Item = (usize, &Argument)> {
    operation
        .arguments
        .iter()
        .enumerate()
        .filter(|(_, argument)| !argument.required)
}

/// The required arguments and their places among all arguments.
pub(super) fn required(operation: &Operation) -> impl Iterator<Item = (usize, &Argument)> {
    operation
        .arguments
        .iter()
        .enumerate()
        .filter(|(_, argument)| argument.required)
}

/// The operation's struct as a type, whatever it borrows.
pub(super) fn self_type(operation: &Operation, api: &Api) -> TokenStream {
    let name = ident(&operation.name.ident);
    let lifetime = is_lent(operation, api).then(|| quote!(<'_>));
    quote!(#name #lifetime)
}

/// Whether the operation's struct has a lifetime.
pub(super) fn is_lent(operation: &Operation, api: &Api) -> bool {
    required(operation)
        .any(|(at, argument)| body_type(operation, at).is_some() || api.is_lent(&argument.ty))
}

/// The documentation of an argument.
pub(super) fn documentation(operation: &Operation, at: usize, api: &Api) -> doc::Docs {
    let argument = &operation.arguments[at];
    let fallback = match place(operation, at) {
        Some((name, place)) => format!("{} in the {place}.", doc::code(name)),
        None => "The body.".to_owned(),
    };
    let shown = sample::sample(api, &argument.ty, argument.example.as_ref());
    doc::outer(&doc::with_sample(&argument.doc, shown), &fallback)
}

fn place(operation: &Operation, at: usize) -> Option<(&str, Cow<'static, str>)> {
    operation.steps.iter().find_map(|step| match step {
        Step::Parameter {
            name,
            placement,
            value: StepValue::Argument(index),
        } if *index == at => Some((name.as_str(), place_name(placement))),
        Step::Parameter { .. } | Step::Literal(_) => None,
    })
}

fn place_name(placement: &Placement) -> Cow<'static, str> {
    let place = match placement {
        Placement::Path(_) | Placement::PathRaw | Placement::PathContent(_) => "path",
        Placement::Query(_)
        | Placement::QueryRaw
        | Placement::QueryContent(_)
        | Placement::QueryString(_) => "query",
        Placement::Header { .. }
        | Placement::HeaderInStyle(_)
        | Placement::HeaderContent(_)
        | Placement::HeaderPrefix(_) => "headers",
        Placement::Cookie(_) | Placement::CookieContent(_) => "cookies",
        Placement::PartHeader { part, .. } | Placement::PartHeaderContent { part, .. } => {
            return Cow::Owned(format!("headers of the part {}", doc::code(part)));
        }
    };
    Cow::Borrowed(place)
}

/// The enum of the body's forms, if the argument is a body that has several.
pub(super) fn body_type(operation: &Operation, at: usize) -> Option<Ident> {
    let body = operation.body.as_ref()?;
    (body.argument == at && body.forms.len() > 1).then(|| joined("", &operation.name.ident, "Body"))
}

/// The argument that is the body.
pub(super) fn of_body(operation: &Operation) -> Option<&Argument> {
    operation
        .body
        .as_ref()
        .and_then(|body| operation.arguments.get(body.argument))
}
