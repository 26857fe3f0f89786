//! The driver of an API: two functions an operation, that make its request from recorded values and write again what it
//! reads from recorded answers; where requests are sent, a third that brings what takes several exchanges to its end.
//!
//! It stands beside the API in one crate, and only programs that check emitted code hold it. A stranger would get this
//! wrong: every value goes through the types' own decoders, and files alone are put in by hand, since JSON has none.

use super::scope::{Place, Scope, ident};
use super::{argument, outcome, server, xml};
use crate::print;
use crate::shape::{
    AnswerBody, Api, Argument, BodyForm, Codec, Definition, Field, Group, Operation, Outcome,
    Server, Step, StepValue, Type,
};
use proc_macro2::TokenStream;
use quote::{format_ident, quote};

/// The text of a module that replays exchanges of the API at this path from the crate's root; vectors know it by
/// `description`.
pub fn driver(api: &Api, module: &[String], description: &str) -> String {
    text(api, module, description, false)
}

/// The text of a module that replays exchanges, and sends them to a server, too.
pub fn sender(api: &Api, module: &[String], description: &str) -> String {
    text(api, module, description, true)
}

fn text(api: &Api, module: &[String], description: &str, sends: bool) -> String {
    let mut scope = Scope::new(api, Place::Outside);
    let path = module.iter().map(|part| ident(part));
    let operations = api.groups.iter().flat_map(|group| {
        group
            .operations
            .iter()
            .map(move |operation| (group, operation))
    });
    let mut functions = Vec::new();
    let mut entries = Vec::new();
    let mut whole = Vec::new();
    for (index, (group, operation)) in operations.enumerate() {
        let driver = Driver::new(index, group, operation);
        functions.push(driver.functions(&mut scope));
        entries.push(driver.entry());
        if let (true, Some(method)) = (sends, driver.whole_method()) {
            functions.push(driver.whole(&method, &mut scope));
            let name = format_ident!("whole_{index}");
            whole.push(quote!((#index, #name)));
        }
    }
    let sent = sends.then(|| {
        quote! {
            /// The API, whose operations are sent.
            pub(crate) const SENT: restwright_replay::live::Api = restwright_replay::live::Api {
                api: API,
                whole: &[#(#whole),*],
            };
        }
    });
    let schemes = api.schemes.iter().map(|scheme| {
        let name = ident(&scheme.name.ident);
        quote!(api::#name)
    });
    let servers = api
        .servers
        .iter()
        .map(|server| server_entry(server, &quote!(api), &quote!(api), None));
    let servers: Vec<TokenStream> = servers.collect();
    scope.import("restwright_runtime::bytes", "Bytes");
    for name in ["Request", "Response"] {
        scope.import("restwright_runtime::http", name);
    }
    let imports = scope.imports();
    print::listing(quote! {
        //! Drives the operations of an API from recorded exchanges.
        #imports
        use crate::#(#path)::* as api;
        use restwright_replay::{Call, Problem, Reading};
        use restwright_runtime::Operation as _;

        const SERVERS: &[restwright_replay::Server] = &[#(#servers),*];
        const SCHEMES: &[restwright_runtime::Scheme] = &[#(#schemes),*];

        /// The API.
        pub(crate) const API: restwright_replay::Api = restwright_replay::Api {
            description: #description,
            operations: &[#(#entries),*],
        };

        #sent

        #(#functions)*
    })
}

/// `path` has the functions of the server, `module` what may be said otherwise.
fn server_entry(
    server: &Server,
    path: &TokenStream,
    module: &TokenStream,
    owner: Option<&str>,
) -> TokenStream {
    let has_defaults = server::defaults(server).next().is_some();
    let options = has_defaults.then(|| {
        let name = ident(&server::options_name(server, owner));
        quote!(#module::#name)
    });
    let url = &server.url;
    let base = server::is_relative(url).then(|| quote!(("", "")));
    let variables = server.variables.iter().map(|variable| {
        let name = &variable.name.wire;
        let default = variable.default.as_deref().unwrap_or_default();
        quote!((#name, #default))
    });
    let variables: Vec<TokenStream> = base.into_iter().chain(variables).collect();
    let values = if variables.is_empty() {
        quote!(_)
    } else {
        quote!(values)
    };
    let first = usize::from(server::is_relative(url));
    let places = first..variables.len();
    let (given, settable): (Vec<_>, Vec<_>) = places
        .zip(&server.variables)
        .partition(|(_, variable)| variable.default.is_none());
    let given = (0..first).chain(given.into_iter().map(|(place, _)| place));
    let make = if let Some(options) = options {
        let with = ident(&server::with_name(server));
        let setters = settable.into_iter().map(|(place, variable)| {
            let setter = ident(&server::setter_name(variable));
            quote!(.#setter(values[#place]))
        });
        quote!(#path::#with(#(values[#given],)* &#options::default() #(#setters)*))
    } else {
        let function = ident(&server.name.ident);
        quote!(#path::#function(#(values[#given]),*))
    };
    quote! {
        restwright_replay::Server {
            url: #url,
            variables: &[#(#variables),*],
            make: |#values| #make,
        }
    }
}

/// An operation and its place.
struct Driver<'a> {
    index: usize,
    operation: &'a Operation,
    /// The operation's struct, without its lifetime.
    path: TokenStream,
    group: proc_macro2::Ident,
}

impl<'a> Driver<'a> {
    fn new(index: usize, group: &Group, operation: &'a Operation) -> Self {
        let group = ident(&group.name.ident);
        let name = ident(&operation.name.ident);
        Self {
            index,
            operation,
            path: quote!(api::#group::#name),
            group,
        }
    }

    fn entry(&self) -> TokenStream {
        let Operation {
            id, method, route, ..
        } = self.operation;
        let request = format_ident!("request_{}", self.index);
        let response = format_ident!("response_{}", self.index);
        quote! {
            restwright_replay::Operation {
                id: #id,
                method: #method,
                route: #route,
                request: #request,
                response: #response,
            }
        }
    }

    fn functions(&self, scope: &mut Scope<'_>) -> TokenStream {
        let request = self.request(scope);
        let response = self.response(scope);
        quote!(#request #response)
    }

    fn request(&self, scope: &mut Scope<'_>) -> TokenStream {
        let name = format_ident!("request_{}", self.index);
        let call = self.call(scope);
        quote! {
            fn #name(call: Call<'_>) -> Result<Request<Bytes>, Problem> {
                #call
                Ok(operation.request_with(&endpoint, &options)?)
            }
        }
    }

    /// What brings the operation to its end, where that takes several exchanges.
    fn whole_method(&self) -> Option<proc_macro2::Ident> {
        let Operation {
            paging,
            long_running,
            stream,
            ..
        } = self.operation;
        let is_paged = paging.as_ref().is_some_and(|paging| paging.taken.is_some());
        let method = match (is_paged, long_running) {
            (true, Some(_)) => "wait_for_list",
            (true, None) => "list",
            (false, Some(_)) => "wait",
            (false, None) if stream.is_some() => "stream",
            (false, None) => return None,
        };
        Some(ident(method))
    }

    fn whole(&self, method: &proc_macro2::Ident, scope: &mut Scope<'_>) -> TokenStream {
        let name = format_ident!("whole_{}", self.index);
        let call = self.call(scope);
        quote! {
            fn #name(call: Call<'_>, session: &restwright_replay::live::Session) -> Result<(), Problem> {
                #call
                session.#method(&endpoint, &operation, &options)
            }
        }
    }

    /// The endpoint, the options and the operation of a call.
    fn call(&self, scope: &mut Scope<'_>) -> TokenStream {
        let endpoint = self.endpoint();
        let arguments = self.operation.arguments.iter().enumerate();
        let values: Vec<TokenStream> = arguments
            .clone()
            .map(|(at, argument)| self.value(at, argument, scope))
            .collect();
        let required = arguments
            .clone()
            .filter(|(_, argument)| argument.required)
            .map(|(at, argument)| {
                let field = ident(&argument.name.ident);
                let lent = if argument::body_type(self.operation, at).is_some() {
                    let value = local(at);
                    quote!(&#value)
                } else {
                    lent(at, &argument.ty, scope)
                };
                quote!(#field: #lent)
            });
        let required: Vec<TokenStream> = required.collect();
        let optional: Vec<TokenStream> = arguments
            .filter(|(_, argument)| !argument.required)
            .map(|(at, argument)| {
                let field = ident(&argument.name.ident);
                let value = local(at);
                quote!(options.#field = #value;)
            })
            .collect();
        let path = &self.path;
        let mutable = (!optional.is_empty()).then(|| quote!(mut));
        let options = quote! {
            let #mutable options = <#path as restwright_runtime::Operation>::Options::default();
        };
        let structure = if required.is_empty() {
            quote!(#path)
        } else {
            quote!(#path { #(#required),* })
        };
        quote! {
            #endpoint
            #(#values)*
            #options
            #(#optional)*
            let operation = #structure;
        }
    }

    fn endpoint(&self) -> TokenStream {
        let version = self.operation.steps.iter().find_map(|step| match step {
            Step::Parameter {
                name,
                value: StepValue::ApiVersion(version),
                ..
            } => Some(quote!(Some((#name, #version)))),
            Step::Parameter { .. } | Step::Literal(_) => None,
        });
        let version = version.unwrap_or_else(|| quote!(None));
        let own = self.operation.servers.iter().map(|server| {
            let group = &self.group;
            let owner = Some(self.operation.name.ident.as_str());
            server_entry(server, &self.path, &quote!(api::#group), owner)
        });
        let own: Vec<TokenStream> = own.collect();
        let servers = if own.is_empty() {
            quote!(SERVERS)
        } else {
            quote!(&[#(#own),*])
        };
        quote!(let endpoint = call.endpoint(#servers, SCHEMES, #version)?;)
    }

    /// Decodes the value of an argument: `Option`al where the argument is.
    fn value(&self, at: usize, argument: &Argument, scope: &mut Scope<'_>) -> TokenStream {
        let value = local(at);
        let body = self.operation.body.as_ref();
        if let Some(body) = body.filter(|body| body.argument == at) {
            let made = self.body(at, &body.forms, scope);
            if argument.required {
                return quote!(let #value = #made;);
            }
            let names = body.forms.iter().flat_map(|form| field_names(form, scope));
            return quote! {
                let #value = if call.has_fields(&[#(#names),*]) { Some(#made) } else { None };
            };
        }
        let name = self.wire_name(at);
        let ty = scope.ty(&argument.ty);
        if self.names_media_type(name) {
            quote!(let #value: Option<#ty> = call.media_type(#name)?;)
        } else if argument.required {
            quote!(let #value: #ty = call.required(#name)?;)
        } else {
            quote!(let #value: Option<#ty> = call.optional(#name)?;)
        }
    }

    /// Whether a header names the media type of a body that the description leaves open.
    fn names_media_type(&self, name: &str) -> bool {
        let body = self.operation.body.iter();
        let mut forms = body.flat_map(|body| &body.forms);
        name.eq_ignore_ascii_case("content-type") && forms.any(|form| form.name.wire.contains('*'))
    }

    fn wire_name(&self, at: usize) -> &str {
        let mut names = self.operation.steps.iter().filter_map(|step| match step {
            Step::Parameter {
                name,
                value: StepValue::Argument(index),
                ..
            } if *index == at => Some(name.as_str()),
            Step::Parameter { .. } | Step::Literal(_) => None,
        });
        names.next().unwrap_or_default()
    }

    fn body(&self, at: usize, forms: &[BodyForm], scope: &mut Scope<'_>) -> TokenStream {
        let Some(enumeration) = argument::body_type(self.operation, at) else {
            return forms
                .first()
                .map(|form| body_of(form, scope))
                .unwrap_or_default();
        };
        let media = forms.iter().map(|form| form.media_type.clone());
        let media: Vec<String> = media.collect();
        let group = &self.group;
        let last = forms.len() - 1;
        let arms = forms.iter().enumerate().map(|(index, form)| {
            let variant = ident(&form.name.ident);
            let body = body_of(form, scope);
            let pattern = if index == last {
                quote!(_)
            } else {
                quote!(#index)
            };
            quote!(#pattern => api::#group::#enumeration::#variant(#body))
        });
        let arms: Vec<TokenStream> = arms.collect();
        quote!(match call.media(&[#(#media),*]) { #(#arms),* })
    }

    fn response(&self, scope: &mut Scope<'_>) -> TokenStream {
        let name = format_ident!("response_{}", self.index);
        let path = &self.path;
        let output = self.writer(&self.operation.output, false, scope);
        let failure = self.writer(&self.operation.failure, true, scope);
        quote! {
            fn #name(response: Response<Bytes>) -> Reading {
                let media = restwright_replay::media(&response);
                restwright_replay::read(#path::response(response), #output, #failure)
            }
        }
    }

    /// A closure that writes an outcome again.
    fn writer(&self, outcome: &Outcome, is_failure: bool, scope: &mut Scope<'_>) -> TokenStream {
        match outcome {
            Outcome::Undeclared | Outcome::Unit => quote!(restwright_replay::empty),
            Outcome::Single(_) => {
                let write = write(&self.bodies(is_failure, None), scope);
                quote!(|value| #write)
            }
            Outcome::Enum(variants) => {
                let name = if is_failure {
                    outcome::failure_name(self.operation)
                } else {
                    outcome::output_name(self.operation)
                };
                let group = &self.group;
                let arms = variants.iter().enumerate().map(|(at, variant)| {
                    let ident = ident(&variant.name.ident);
                    if variant.ty.is_none() {
                        return quote!(api::#group::#name::#ident => None);
                    }
                    let write = write(&self.bodies(is_failure, Some(at)), scope);
                    quote!(api::#group::#name::#ident(value) => #write)
                });
                let arms: Vec<TokenStream> = arms.collect();
                quote!(|outcome| match outcome { #(#arms),* })
            }
        }
    }

    /// The bodies that lead to an outcome, or to a variant of it.
    fn bodies(&self, is_failure: bool, variant: Option<usize>) -> Vec<&'a AnswerBody> {
        let answers = self.operation.answers.iter();
        answers
            .filter(|answer| answer.failure == is_failure)
            .flat_map(|answer| &answer.bodies)
            .filter(|body| body.codec.is_some() && (variant.is_none() || body.variant == variant))
            .collect()
    }
}

fn local(at: usize) -> proc_macro2::Ident {
    format_ident!("argument_{at}")
}

/// A decoded value as the operation's struct takes it.
fn lent(at: usize, ty: &Type, scope: &Scope<'_>) -> TokenStream {
    let value = local(at);
    match scope.api.plain(ty) {
        Type::Nullable(inner) => match scope.api.plain(inner) {
            Type::String | Type::List(_) => quote!(#value.as_deref()),
            inner if scope.api.is_lent(inner) => quote!(#value.as_ref()),
            _ => quote!(#value),
        },
        Type::Boxed(inner) if !scope.api.is_lent(inner) => quote!(*#value),
        plain if scope.api.is_lent(plain) => quote!(&#value),
        _ => quote!(#value),
    }
}

/// The fields of a form's struct, if it is one.
fn fields<'a>(form: &BodyForm, scope: &Scope<'a>) -> &'a [Field] {
    let Type::Named(id) = scope.api.plain(&form.ty) else {
        return &[];
    };
    match &scope.api.type_def(*id).definition {
        Definition::Struct(structure) => &structure.fields,
        _ => &[],
    }
}

/// The names of the fields that a form is made of.
fn field_names<'a>(form: &BodyForm, scope: &Scope<'a>) -> Vec<&'a str> {
    match form.codec {
        Codec::Form(_) | Codec::Multipart(_) => {
            let fields = fields(form, scope).iter();
            fields.map(|field| field.name.wire.as_str()).collect()
        }
        _ => Vec::new(),
    }
}

/// Decodes a body.
fn body_of(form: &BodyForm, scope: &mut Scope<'_>) -> TokenStream {
    let ty = scope.ty(&form.ty);
    let read = match &form.codec {
        Codec::Json => quote!(answer.json(std::convert::identity)),
        Codec::Text => quote!(answer.text(std::convert::identity)),
        Codec::JsonLines => quote!(answer.json_lines(std::convert::identity)),
        Codec::EventStream => quote!(answer.event_stream(std::convert::identity)),
        Codec::Xml => {
            let root = xml::root(&form.ty, scope);
            quote!(answer.xml(&#root, std::convert::identity))
        }
        Codec::Bytes => return quote!(call.bytes()?),
        Codec::Form(_) | Codec::Multipart(_) => return parts(form, &ty, scope),
    };
    let is_text = form.codec == Codec::Text;
    quote!(call.body::<#ty>(#is_text, |answer| #read)?)
}

/// Decodes a body of fields, and puts its files in.
fn parts(form: &BodyForm, ty: &TokenStream, scope: &Scope<'_>) -> TokenStream {
    let names = field_names(form, scope);
    let files: Vec<TokenStream> = fields(form, scope)
        .iter()
        .filter_map(|field| file(field, scope))
        .collect();
    let fields = quote!(call.fields::<#ty>(&[#(#names),*])?);
    if files.is_empty() {
        return fields;
    }
    quote!({
        let mut body = #fields;
        #(#files)*
        body
    })
}

fn file(field: &Field, scope: &Scope<'_>) -> Option<TokenStream> {
    let wire = &field.name.wire;
    let name = ident(&field.name.ident);
    let method = match scope.api.plain(&field.ty) {
        Type::File => ident("file"),
        Type::List(item) if *scope.api.plain(item) == Type::File => ident("files"),
        _ => return None,
    };
    Some(if field.optional {
        quote!(body.#name = call.#method(#wire);)
    } else {
        quote!(if let Some(given) = call.#method(#wire) { body.#name = given; })
    })
}

/// Writes a value with the codec that it was read with.
fn write(bodies: &[&AnswerBody], scope: &mut Scope<'_>) -> TokenStream {
    let mut distinct: Vec<(&str, TokenStream)> = Vec::new();
    for body in bodies {
        let written = written(body, scope);
        let text = written.to_string();
        if !distinct.iter().any(|(_, known)| known.to_string() == text) {
            distinct.push((&body.media_type, written));
        }
    }
    match distinct.as_slice() {
        [] => quote!(restwright_replay::empty(value)),
        [(_, written)] => written.clone(),
        several => {
            let media = several.iter().map(|(media, _)| media);
            let (others, last) = several.split_at(several.len() - 1);
            let arms = others
                .iter()
                .enumerate()
                .map(|(index, (_, written))| quote!(#index => #written));
            let last = last.iter().map(|(_, written)| quote!(_ => #written));
            let arms = arms.chain(last);
            quote!(match restwright_replay::by_media(&media, &[#(#media),*]) { #(#arms),* })
        }
    }
}

fn written(body: &AnswerBody, scope: &mut Scope<'_>) -> TokenStream {
    let call = match body.codec.as_ref() {
        None | Some(Codec::Json) => return quote!(restwright_replay::json(value)),
        Some(Codec::Text) => quote!(text("text/plain", value)),
        Some(Codec::Bytes | Codec::Multipart(_)) => quote!(bytes("*/*", value)),
        Some(Codec::Form(_)) => quote!(form("*/*", value, &[])),
        Some(Codec::JsonLines) => quote!(json_lines("*/*", value)),
        Some(Codec::EventStream) => quote!(event_stream("*/*", value)),
        Some(Codec::Xml) => {
            let root = xml::root(&body.ty, scope);
            quote!(xml("application/xml", &#root, value))
        }
    };
    quote!(restwright_replay::written(|request| request.#call))
}
