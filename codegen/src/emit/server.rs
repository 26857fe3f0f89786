//! Servers: a function each, that makes an endpoint.
//!
//! What a stranger would get wrong: a relative URL is relative to where the description was served from, which only
//! the caller knows, so it becomes a parameter.

use super::doc;
use super::scope::{Scope, ident};
use crate::shape::{Server, ServerVariable};
use proc_macro2::{Ident, TokenStream};
use quote::quote;

/// `pub fn name(variables…) -> Result<Endpoint, EndpointError>`.
pub(super) fn function(server: &Server, scope: &mut Scope<'_>) -> TokenStream {
    scope.runtime("Endpoint");
    scope.runtime("EndpointError");
    let name = ident(&server.name.ident);
    let docs = doc::of_server(server);
    let base = is_relative(&server.url).then(|| base(&server.variables));
    let variables = server
        .variables
        .iter()
        .map(|variable| ident(&variable.name.ident));
    let parameters = base.iter().cloned().chain(variables);
    let url = url(server, base.as_ref());
    quote! {
        #docs
        pub fn #name(#(#parameters: &str),*) -> Result<Endpoint, EndpointError> {
            Endpoint::new(#url)
        }
    }
}

/// What the function is called with where it is shown.
pub(super) fn example_arguments(server: &Server) -> String {
    let base = is_relative(&server.url).then(|| "\"https://example.com\"".to_owned());
    let variables = server.variables.iter().map(|variable| {
        let value = variable.default.as_deref().unwrap_or(&variable.name.wire);
        format!("{value:?}")
    });
    let arguments: Vec<String> = base.into_iter().chain(variables).collect();
    arguments.join(", ")
}

/// Whether only the caller knows the host.
pub(super) fn is_relative(url: &str) -> bool {
    !url.contains("://") && !url.starts_with('{')
}

/// The parameter for where the description was served from.
fn base(variables: &[ServerVariable]) -> Ident {
    let is_taken = variables
        .iter()
        .any(|variable| variable.name.ident == "base");
    ident(if is_taken { "base_url" } else { "base" })
}

fn url(server: &Server, base: Option<&Ident>) -> TokenStream {
    let path = server.url.trim_start_matches('.').trim_start_matches('/');
    let pieces = match base {
        Some(_) if path.is_empty() => Vec::new(),
        Some(_) => pieces(&format!("/{path}"), &server.variables),
        None => pieces(&server.url, &server.variables),
    };
    match (base, pieces.as_slice()) {
        (Some(base), []) => quote!(#base),
        (Some(base), pieces) => quote!(&[#base.trim_end_matches('/'), #(#pieces),*].concat()),
        (None, [piece]) => quote!(#piece),
        (None, pieces) => quote!(&[#(#pieces),*].concat()),
    }
}

/// The texts and variables of a URL's template.
fn pieces(template: &str, variables: &[ServerVariable]) -> Vec<TokenStream> {
    let mut pieces = Vec::new();
    let mut rest = template;
    while let Some((before, name, after)) = next_variable(rest, variables) {
        if !before.is_empty() {
            pieces.push(quote!(#before));
        }
        let name = ident(name);
        // People write a base URL with or without a slash at its end.
        let trimmed = after
            .starts_with('/')
            .then(|| quote!(.trim_end_matches('/')));
        pieces.push(quote!(#name #trimmed));
        rest = after;
    }
    if !rest.is_empty() {
        pieces.push(quote!(#rest));
    }
    pieces
}

/// The text before the first variable, the variable's identifier, and the text after it.
fn next_variable<'a>(
    template: &'a str,
    variables: &'a [ServerVariable],
) -> Option<(&'a str, &'a str, &'a str)> {
    let places = variables.iter().filter_map(|variable| {
        let hole = format!("{{{}}}", variable.name.wire);
        let (before, after) = template.split_once(&hole)?;
        Some((before, variable.name.ident.as_str(), after))
    });
    places.min_by_key(|(before, _, _)| before.len())
}
