//! The files of operations: a group with what people read of it, and its codec.
//!
//! What a stranger would get wrong: an operation's struct borrows what it sends and its options own it, because options
//! have to have a default.

use super::scope::{Place, Scope, ident, joined};
use super::{doc, headers, options, outcome, request, response, server};
use crate::shape::{Api, Argument, BodyForm, Group, Operation, Placement, Step, StepValue};
use proc_macro2::{Ident, TokenStream};
use quote::quote;
use std::borrow::Cow;

/// The files below the API's module: `/group` and `/group/codec`.
pub(super) fn files(api: &Api) -> impl Iterator<Item = (String, TokenStream)> + '_ {
    api.groups.iter().flat_map(move |group| {
        let path = format!("/{}", doc::unraw(&group.name.ident));
        let codec = (format!("{path}/codec"), codec(api, group));
        [(path, types(api, group)), codec]
    })
}

fn types(api: &Api, group: &Group) -> TokenStream {
    let mut scope = Scope::new(api, Place::Beside);
    let docs = doc::file(&format!(
        "The operations of {}.",
        doc::code(&group.name.wire)
    ));
    let operations: Vec<TokenStream> = group
        .operations
        .iter()
        .map(|operation| of_operation(operation, &mut scope))
        .collect();
    let imports = scope.imports();
    quote! {
        #docs
        mod codec;
        #imports
        #(#operations)*
    }
}

fn of_operation(operation: &Operation, scope: &mut Scope<'_>) -> TokenStream {
    let structure = structure(operation, scope);
    let servers = servers(operation, scope);
    let options = options::types(operation, scope);
    let body = body(operation, scope);
    let outcomes = outcome::types(operation, scope);
    let headers = headers::types(operation, scope);
    quote! {
        #structure
        #servers
        #options
        #body
        #outcomes
        #headers
    }
}

fn structure(operation: &Operation, scope: &mut Scope<'_>) -> TokenStream {
    let name = ident(&operation.name.ident);
    let docs = doc::of_operation(&operation.doc, &operation.method, &operation.route);
    let deprecated = doc::deprecated(operation.deprecated);
    let fields = operation
        .arguments
        .iter()
        .enumerate()
        .filter(|(_, argument)| argument.required)
        .map(|(at, argument)| {
            let name = ident(&argument.name.ident);
            let docs = argument_doc(operation, at);
            let deprecated = doc::deprecated(argument.deprecated);
            let ty = match body_type(operation, at) {
                Some(body) => quote!(&'a #body),
                None => scope.borrowed(&argument.ty),
            };
            quote!(#docs #deprecated pub #name: #ty)
        });
    let fields: Vec<TokenStream> = fields.collect();
    let definition = if fields.is_empty() {
        quote!(pub struct #name;)
    } else {
        let lifetime = is_lent(operation, scope.api).then(|| quote!(<'a>));
        quote!(pub struct #name #lifetime { #(#fields,)* })
    };
    quote! {
        #docs
        #deprecated
        #[derive(Clone, Debug)]
        #definition
    }
}

/// Whether the operation's struct has a lifetime.
fn is_lent(operation: &Operation, api: &Api) -> bool {
    let mut required = operation
        .arguments
        .iter()
        .enumerate()
        .filter(|(_, argument)| argument.required);
    required.any(|(at, argument)| body_type(operation, at).is_some() || api.is_lent(&argument.ty))
}

/// The operation's struct as a type, whatever it borrows.
pub(super) fn self_type(operation: &Operation, api: &Api) -> TokenStream {
    let name = ident(&operation.name.ident);
    let lifetime = is_lent(operation, api).then(|| quote!(<'_>));
    quote!(#name #lifetime)
}

/// The documentation of an argument.
pub(super) fn argument_doc(operation: &Operation, at: usize) -> doc::Docs {
    let argument = &operation.arguments[at];
    let fallback = match place(operation, at) {
        Some((name, place)) => format!("{} in the {place}.", doc::code(name)),
        None => "The body.".to_owned(),
    };
    doc::outer(&argument.doc, &fallback)
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
pub(super) fn body_argument(operation: &Operation) -> Option<&Argument> {
    operation
        .body
        .as_ref()
        .and_then(|body| operation.arguments.get(body.argument))
}

fn body(operation: &Operation, scope: &mut Scope<'_>) -> Option<TokenStream> {
    let body = operation.body.as_ref()?;
    let name = body_type(operation, body.argument)?;
    let docs = doc::sentence(&format!("What {} sends.", doc::link(&operation.name.ident)));
    let forms: Vec<TokenStream> = body
        .forms
        .iter()
        .map(|form| body_form(form, scope))
        .collect();
    Some(quote! {
        #docs
        #[derive(Clone, Debug, PartialEq)]
        #[non_exhaustive]
        pub enum #name {
            #(#forms,)*
        }
    })
}

fn body_form(form: &BodyForm, scope: &mut Scope<'_>) -> TokenStream {
    let name = ident(&form.name.ident);
    let docs = doc::sentence(&format!("{}.", doc::code(&form.media_type)));
    let ty = scope.ty(&form.ty);
    quote!(#docs #name(#ty))
}

/// Functions for servers of the operation's own.
fn servers(operation: &Operation, scope: &mut Scope<'_>) -> Option<TokenStream> {
    if operation.servers.is_empty() {
        return None;
    }
    let name = self_type(operation, scope.api);
    let functions: Vec<TokenStream> = operation
        .servers
        .iter()
        .map(|server| server::function(server, scope))
        .collect();
    Some(quote! {
        impl #name {
            #(#functions)*
        }
    })
}

fn codec(api: &Api, group: &Group) -> TokenStream {
    let mut scope = Scope::new(api, Place::BelowBeside);
    let impls: Vec<TokenStream> = group
        .operations
        .iter()
        .map(|operation| implementation(operation, &mut scope))
        .collect();
    let imports = scope.imports();
    quote! {
        #imports
        #(#impls)*
    }
}

fn implementation(operation: &Operation, scope: &mut Scope<'_>) -> TokenStream {
    for name in [
        "Answer",
        "EncodeError",
        "Endpoint",
        "Error",
        "Operation",
        "RequestBuilder",
    ] {
        scope.runtime(name);
    }
    for name in ["Request", "Response"] {
        scope.import("restwright_runtime::http", name);
    }
    scope.import("restwright_runtime::bytes", "Bytes");
    scope.import("super", &operation.name.ident);
    let name = self_type(operation, scope.api);
    let setters = options::setters(operation, scope);
    let options = options::name(operation, scope);
    let output = outcome::output(operation, scope);
    let failure = outcome::failure(operation, scope);
    let (id, route) = (&operation.id, &operation.route);
    let method = &operation.method;
    let request = request::function(operation, scope);
    let response = response::function(operation, scope);
    quote! {
        #setters
        impl Operation for #name {
            type Options = #options;
            type Output = #output;
            type Failure = #failure;
            const ID: &'static str = #id;
            const METHOD: &'static str = #method;
            const ROUTE: &'static str = #route;
            #request
            #response
        }
    }
}
