//! The files of operations: a group with what people read of it, and its codec.
//!
//! What a stranger would get wrong: an operation's struct borrows what it sends and its options own it, because options
//! have to have a default.

use super::scope::{Place, Scope, ident};
use super::{
    argument, doc, example, headers, options, outcome, proceeding, request, response, server,
};
use crate::file::File;
use crate::shape::{Api, BodyForm, Group, Operation};
use proc_macro2::TokenStream;
use quote::quote;

/// The files below the API's module: `/group` and `/group/codec`.
pub(super) fn files(api: &Api) -> impl Iterator<Item = File<'_>> {
    api.groups.iter().flat_map(move |group| {
        let path = format!("/{}", group.file);
        let codec = File::of_tokens(format!("{path}/codec"), &api.source, move || {
            codec(api, group)
        });
        let types = File::of_tokens(path, &api.source, move || types(api, group));
        [types, codec]
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
        .map(|operation| of_operation(group, operation, &mut scope))
        .collect();
    let imports = scope.imports();
    // A module with a path of its own looks for others beside its file.
    let path = (!group.name.ident.is_ascii()).then(|| {
        let path = format!("{}/codec.rs", group.file);
        quote!(#[path = #path])
    });
    quote! {
        #docs
        #path
        mod codec;
        #imports
        #(#operations)*
    }
}

fn of_operation(group: &Group, operation: &Operation, scope: &mut Scope<'_>) -> TokenStream {
    let structure = structure(group, operation, scope);
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

fn structure(group: &Group, operation: &Operation, scope: &mut Scope<'_>) -> TokenStream {
    let name = ident(&operation.name.ident);
    let answers = outcome::answers(operation, scope.api).map(|it| format!("Answers {it}."));
    let result =
        outcome::result(operation, scope.api).map(|it| format!("Waited for, it gives {it}."));
    let docs = doc::of_call(
        operation,
        answers.into_iter().chain(result),
        &outcome::fails(operation, scope.api),
        example::lines(scope.api, group, operation),
    );
    let deprecated = doc::deprecated(operation.deprecated);
    let fields = argument::required(operation).map(|(at, argument)| {
        let name = ident(&argument.name.ident);
        let docs = argument::documentation(operation, at, scope.api);
        let deprecated = doc::deprecated(argument.deprecated);
        let ty = match argument::body_type(operation, at) {
            Some(body) => quote!(&'a #body),
            None => scope.borrowed(&argument.ty),
        };
        quote!(#docs #deprecated pub #name: #ty)
    });
    let fields: Vec<TokenStream> = fields.collect();
    let definition = if fields.is_empty() {
        quote!(pub struct #name;)
    } else {
        let lifetime = argument::is_lent(operation, scope.api).then(|| quote!(<'a>));
        quote!(pub struct #name #lifetime { #(#fields,)* })
    };
    quote! {
        #docs
        #deprecated
        #[derive(Clone, Copy, Debug, PartialEq)]
        #definition
    }
}

fn body(operation: &Operation, scope: &mut Scope<'_>) -> Option<TokenStream> {
    let body = operation.body.as_ref()?;
    let name = argument::body_type(operation, body.argument)?;
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
    let name = argument::self_type(operation, scope.api);
    let owner = Some(operation.name.ident.as_str());
    let mut functions = Vec::new();
    let mut options = Vec::new();
    for server in &operation.servers {
        let server = server::emitted(server, owner, scope);
        functions.push(server.functions);
        options.extend(server.options);
    }
    Some(quote! {
        impl #name {
            #(#functions)*
        }

        #(#options)*
    })
}

fn codec(api: &Api, group: &Group) -> TokenStream {
    let mut scope = Scope::new(api, Place::BelowBeside);
    let tables: Vec<TokenStream> = group
        .operations
        .iter()
        .map(|operation| tables(operation, &mut scope))
        .collect();
    let imports = scope.imports();
    quote! {
        #imports
        #(#tables)*
    }
}

/// The tables of an operation: its options, and the request and the answers.
fn tables(operation: &Operation, scope: &mut Scope<'_>) -> TokenStream {
    scope.emitted("operation");
    let name = argument::self_type(operation, scope.api);
    let setters = options::table(operation, scope);
    let options = options::name(operation, scope);
    let output = outcome::output(operation, scope);
    let failure = outcome::failure(operation, scope);
    let (id, method, route) = (&operation.id, &operation.method, &operation.route);
    let failures = outcome::table(operation, scope);
    let security = request::security(operation, scope);
    let repeatable = operation
        .repeatable
        .map(|repeatable| quote!(Repeatable = #repeatable;));
    let request = request::rows(operation, scope);
    let response = response::rows(operation, scope);
    let proceeding = proceeding::tables(operation, scope);
    quote! {
        #setters
        operation! {
            super::#name: #id, #method, #route;
            Options = #options, Output = #output, Failure = #failure;
            #security
            #repeatable
            #request
            #response
        }
        #failures
        #proceeding
    }
}
