//! Servers: a function each, that makes an endpoint, and a second one where variables have defaults.
//!
//! What a stranger would get wrong: a relative URL is relative to where the description was served from, which only
//! the caller knows, so it becomes a parameter.

use super::doc;
use super::scope::{Scope, ident};
use crate::shape::{Server, ServerVariable};
use crate::words;
use proc_macro2::{Ident, TokenStream};
use quote::quote;

/// What is emitted for a server.
pub(super) struct Emitted {
    /// The functions that make the endpoint.
    pub(super) functions: TokenStream,
    /// What may be said otherwise of it, where something may be.
    pub(super) options: Option<TokenStream>,
}

/// `pub fn name(variables…) -> Result<Endpoint, EndpointError>`, and `name_with` where variables have defaults. `owner` is
/// the operation whose server it is.
pub(super) fn emitted(server: &Server, owner: Option<&str>, scope: &mut Scope<'_>) -> Emitted {
    scope.runtime("Endpoint");
    scope.runtime("EndpointError");
    let name = ident(&server.name.ident);
    let docs = doc::of_server(server);
    let base = is_relative(&server.url).then(|| base(&server.variables));
    let required = required(server).map(|variable| ident(&variable.name.ident));
    let required: Vec<Ident> = base.iter().cloned().chain(required).collect();
    let url = url(server, base.as_ref());
    if defaults(server).next().is_none() {
        let functions = quote! {
            #docs
            pub fn #name(#(#required: &str),*) -> Result<Endpoint, EndpointError> {
                Endpoint::new(#url)
            }
        };
        return Emitted {
            functions,
            options: None,
        };
    }
    let with = ident(&with_name(server));
    let options = ident(&options_name(server, owner));
    let argument = options_argument(&server.variables);
    let path = owner.map(|_| quote!(Self::));
    let with_docs = doc::of_server_with(server, owner.is_some());
    let functions = quote! {
        #docs
        pub fn #name(#(#required: &str),*) -> Result<Endpoint, EndpointError> {
            #path #with(#(#required,)* &#options::default())
        }

        #with_docs
        pub fn #with(#(#required: &str,)* #argument: &#options) -> Result<Endpoint, EndpointError> {
            Endpoint::new(#url)
        }
    };
    Emitted {
        functions,
        options: Some(self::options(server, &options, scope)),
    }
}

/// The struct of the variables that have defaults, and its setters.
fn options(server: &Server, name: &Ident, scope: &mut Scope<'_>) -> TokenStream {
    scope.emitted("options");
    let docs = doc::of_server_options(server);
    let fields = defaults(server).map(|variable| {
        let docs = doc::of_field(&variable.doc, &variable.name);
        let name = ident(&variable.name.ident);
        quote!(#docs pub #name: Option<String>)
    });
    let setters = defaults(server).map(|variable| {
        let setter = ident(&setter_name(variable));
        let name = ident(&variable.name.ident);
        quote!(#setter(#name: String))
    });
    quote! {
        #docs
        #[derive(Clone, Debug, Default, PartialEq, Eq)]
        #[non_exhaustive]
        pub struct #name {
            #(#fields,)*
        }

        options! {
            #name {
                #(#setters,)*
            }
        }
    }
}

/// The variables that must be given.
pub(crate) fn required(server: &Server) -> impl Iterator<Item = &ServerVariable> {
    let variables = server.variables.iter();
    variables.filter(|variable| variable.default.is_none())
}

/// The variables that may be given.
pub(crate) fn defaults(server: &Server) -> impl Iterator<Item = &ServerVariable> {
    let variables = server.variables.iter();
    variables.filter(|variable| variable.default.is_some())
}

/// The function that takes the variables that have defaults, too.
pub(crate) fn with_name(server: &Server) -> String {
    format!("{}_with", doc::unraw(&server.name.ident))
}

/// The struct of the variables that have defaults.
pub(crate) fn options_name(server: &Server, owner: Option<&str>) -> String {
    let words = words::plain(doc::unraw(&server.name.ident));
    let camel: String = words.iter().map(|word| word.camel.as_str()).collect();
    format!("{}{camel}Options", owner.unwrap_or_default())
}

/// What sets a variable.
pub(crate) fn setter_name(variable: &ServerVariable) -> String {
    format!(
        "with_{}",
        doc::unraw(&variable.name.ident).trim_start_matches('_')
    )
}

/// What the function is called with where it is shown.
pub(super) fn example_arguments(server: &Server) -> String {
    let base = is_relative(&server.url).then(|| "\"https://example.com\"".to_owned());
    let variables = required(server).map(|variable| {
        let name = &variable.name.wire;
        let rest = server.url.strip_prefix(&format!("{{{name}}}"));
        match rest {
            Some(rest) if rest.starts_with("://") => "\"https\"".to_owned(),
            Some(_) => "\"https://example.com\"".to_owned(),
            None => format!("{name:?}"),
        }
    });
    let arguments: Vec<String> = base.into_iter().chain(variables).collect();
    arguments.join(", ")
}

/// Whether only the caller knows the host.
pub(crate) fn is_relative(url: &str) -> bool {
    !url.contains("://") && !url.starts_with('{')
}

/// The parameter for where the description was served from.
fn base(variables: &[ServerVariable]) -> Ident {
    let is_taken = variables
        .iter()
        .any(|variable| variable.name.ident == "base");
    ident(if is_taken { "base_url" } else { "base" })
}

/// The parameter for the variables that have defaults.
fn options_argument(variables: &[ServerVariable]) -> Ident {
    let is_taken = variables
        .iter()
        .any(|variable| variable.name.ident == "options");
    ident(if is_taken { "other_options" } else { "options" })
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
    let options = options_argument(variables);
    while let Some((before, variable, after)) = next_variable(rest, variables) {
        if !before.is_empty() {
            pieces.push(quote!(#before));
        }
        let name = ident(&variable.name.ident);
        let value = if let Some(default) = &variable.default {
            quote!(#options.#name.as_deref().unwrap_or(#default))
        } else {
            quote!(#name)
        };
        // People write a base URL with or without a slash at its end.
        let trimmed = after
            .starts_with('/')
            .then(|| quote!(.trim_end_matches('/')));
        pieces.push(quote!(#value #trimmed));
        rest = after;
    }
    if !rest.is_empty() {
        pieces.push(quote!(#rest));
    }
    pieces
}

/// The text before the first variable, the variable, and the text after it.
fn next_variable<'a>(
    template: &'a str,
    variables: &'a [ServerVariable],
) -> Option<(&'a str, &'a ServerVariable, &'a str)> {
    let places = variables.iter().filter_map(|variable| {
        let hole = format!("{{{}}}", variable.name.wire);
        let (before, after) = template.split_once(&hole)?;
        Some((before, variable, after))
    });
    places.min_by_key(|(before, _, _)| before.len())
}
