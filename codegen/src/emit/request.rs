//! `request_with`: a call of the runtime's builder for each part of the request, in the order of the description.
//!
//! What a stranger would get wrong: no call can fail and none is conditional. An absent option is the builder's affair.

use super::scope::{Scope, ident};
use super::{operation, xml};
use crate::description::Style;
use crate::shape::{
    BodyForm, Codec, Definition, FormField, Operation, Placement, Step, StepValue, StyleUse, Type,
};
use proc_macro2::{Ident, TokenStream};
use quote::quote;

/// The function.
pub(super) fn function(operation: &Operation, scope: &mut Scope<'_>) -> TokenStream {
    let steps: Vec<TokenStream> = operation
        .steps
        .iter()
        .map(|each| step(each, operation, scope))
        .collect();
    let accept = (!operation.accept.is_empty()).then(|| {
        let accept = operation.accept.join(", ");
        quote!(request.accept(#accept);)
    });
    let authorize = authorize(operation, scope);
    let body = body(operation, scope);
    let has_options = operation
        .arguments
        .iter()
        .any(|argument| !argument.required);
    let options = if has_options {
        quote!(options)
    } else {
        quote!(())
    };
    quote! {
        fn request_with(&self, endpoint: &Endpoint, #options: &Self::Options) -> Result<Request<Bytes>, EncodeError> {
            let mut request = RequestBuilder::new(Self::METHOD, endpoint);
            #(#steps)*
            #accept
            #authorize
            #body
            request.finish()
        }
    }
}

fn step(step: &Step, operation: &Operation, scope: &mut Scope<'_>) -> TokenStream {
    match step {
        Step::Literal(text) => quote!(request.literal(#text);),
        Step::Parameter {
            name,
            value: StepValue::ApiVersion(version),
            ..
        } => quote!(request.api_version(#name, #version);),
        Step::Parameter {
            name,
            placement: Placement::Query(_),
            value: StepValue::Constant(text),
        } => {
            quote!(request.query_constant(#name, #text);)
        }
        Step::Parameter {
            name,
            placement,
            value: StepValue::Constant(text),
        } => parameter(name, placement, &quote!(&#text), scope),
        Step::Parameter {
            name,
            placement,
            value: StepValue::Argument(at),
        } => {
            let value = access(operation, *at);
            parameter(name, placement, &quote!(&#value), scope)
        }
    }
}

/// Where the value of an argument is.
fn access(operation: &Operation, at: usize) -> TokenStream {
    let argument = &operation.arguments[at];
    let name = ident(&argument.name.ident);
    if argument.required {
        quote!(self.#name)
    } else {
        quote!(options.#name)
    }
}

fn parameter(
    name: &str,
    placement: &Placement,
    value: &TokenStream,
    scope: &mut Scope<'_>,
) -> TokenStream {
    match placement {
        Placement::Path(style) => {
            let style = style_of(*style, scope);
            quote!(request.path(#name, #style, #value);)
        }
        Placement::PathRaw => quote!(request.path_raw(#name, #value);),
        Placement::PathContent(media) => quote!(request.path_content(#name, #media, #value);),
        Placement::Query(style) => {
            let style = style_of(*style, scope);
            quote!(request.query(#name, #style, #value);)
        }
        Placement::QueryRaw => quote!(request.query_raw(#name, #value);),
        Placement::QueryContent(media) => quote!(request.query_content(#name, #media, #value);),
        Placement::QueryString => {
            quote!(request.query_string("application/x-www-form-urlencoded", #value);)
        }
        Placement::Header { explode } => quote!(request.header(#name, #explode, #value);),
        Placement::HeaderContent(media) => quote!(request.header_content(#name, #media, #value);),
        Placement::HeaderPrefix(prefix) => quote!(request.header_prefix(#prefix, #value);),
        Placement::Cookie(style) => {
            let style = style_of(*style, scope);
            quote!(request.cookie(#name, #style, #value);)
        }
        Placement::CookieContent(media) => quote!(request.cookie_content(#name, #media, #value);),
    }
}

/// A style: the runtime's constant, and what differs from it.
fn style_of(style: StyleUse, scope: &mut Scope<'_>) -> TokenStream {
    scope.runtime("Style");
    let (name, explodes) = match style.style {
        Style::Simple => ("SIMPLE", false),
        Style::Label => ("LABEL", false),
        Style::Matrix => ("MATRIX", false),
        Style::Form => ("FORM", true),
        Style::SpaceDelimited => ("SPACE_DELIMITED", false),
        Style::PipeDelimited => ("PIPE_DELIMITED", false),
        Style::TabDelimited => ("TAB_DELIMITED", false),
        Style::DeepObject => ("DEEP_OBJECT", true),
    };
    let name = ident(name);
    let explode = (style.explode != explodes).then(|| {
        let explode = style.explode;
        quote!(.explode(#explode))
    });
    let reserved = style.allow_reserved.then(|| quote!(.allow_reserved(true)));
    quote!(Style::#name #explode #reserved)
}

fn authorize(operation: &Operation, scope: &mut Scope<'_>) -> Option<TokenStream> {
    let api = scope.api;
    let alternatives = operation
        .security
        .iter()
        .filter(|schemes| !schemes.is_empty());
    let alternatives: Vec<TokenStream> = alternatives
        .map(|schemes| {
            let schemes = schemes
                .iter()
                .filter_map(|at| api.schemes.get(*at))
                .map(|scheme| {
                    scope.import("super::super", &scheme.name.ident);
                    ident(&scheme.name.ident)
                });
            quote!(&[#(&#schemes),*])
        })
        .collect();
    (!alternatives.is_empty()).then(|| quote!(request.authorize(&[#(#alternatives),*]);))
}

/// How the request's body is given to the builder.
fn body(operation: &Operation, scope: &mut Scope<'_>) -> Option<TokenStream> {
    let body = operation.body.as_ref()?;
    let argument = operation::body_argument(operation)?;
    let value = access(operation, body.argument);
    match (
        operation::body_type(operation, body.argument),
        body.forms.as_slice(),
    ) {
        (Some(name), forms) => Some(any_form(&name, forms, argument.required, &value, scope)),
        (None, [form]) => {
            let lent = if argument.required {
                quote!(Some(#value))
            } else {
                quote!(#value.as_ref())
            };
            let plain = if argument.required {
                value.clone()
            } else {
                quote!(&#value)
            };
            let call = one_form(
                form,
                &Body {
                    value: quote!(&#value),
                    lent,
                    plain,
                },
                scope,
            );
            Some(quote!(#call;))
        }
        (None, _) => None,
    }
}

fn any_form(
    name: &Ident,
    forms: &[BodyForm],
    required: bool,
    value: &TokenStream,
    scope: &mut Scope<'_>,
) -> TokenStream {
    scope.import("super", &name.to_string());
    let arms = forms.iter().map(|form| {
        let variant = ident(&form.name.ident);
        let body = Body {
            value: quote!(body),
            lent: quote!(Some(body)),
            plain: quote!(body),
        };
        let call = one_form(form, &body, scope);
        if required {
            quote!(#name::#variant(body) => { #call; })
        } else {
            quote!(Some(#name::#variant(body)) => { #call; })
        }
    });
    let arms: Vec<TokenStream> = arms.collect();
    if required {
        quote!(match #value { #(#arms)* })
    } else {
        quote!(match &#value { #(#arms)* None => {} })
    }
}

/// The ways in which calls of the builder take a body.
struct Body {
    /// As `&dyn Encode`.
    value: TokenStream,
    /// As an option of a reference.
    lent: TokenStream,
    /// As a reference to bytes, or to an option of them.
    plain: TokenStream,
}

fn one_form(form: &BodyForm, body: &Body, scope: &mut Scope<'_>) -> TokenStream {
    let media = &form.media_type;
    let Body { value, lent, plain } = body;
    match &form.codec {
        Codec::Json => quote!(request.json(#media, #value)),
        Codec::Text => quote!(request.text(#media, #value)),
        Codec::Bytes => quote!(request.bytes(#media, #plain)),
        Codec::Xml => {
            let root = xml::root(&form.ty, scope);
            quote!(request.xml(#media, &#root, #value))
        }
        Codec::Form(fields) => {
            let fields = encodings(fields, scope);
            quote!(request.form(#media, #value, &[#(#fields),*]))
        }
        Codec::Multipart(fields) => {
            let fields = encodings(fields, scope);
            if is_struct(&form.ty, scope) {
                let object = as_object(lent, scope);
                quote!(request.multipart(#media, #object, &[#(#fields),*]))
            } else {
                quote!(request.multipart_value(#media, #value, &[#(#fields),*]))
            }
        }
        Codec::JsonLines => quote!(request.json_lines(#media, #value)),
        Codec::EventStream => quote!(request.event_stream(#media, #value)),
    }
}

fn is_struct(ty: &Type, scope: &Scope<'_>) -> bool {
    let Type::Named(id) = scope.api.plain(ty) else {
        return false;
    };
    matches!(scope.api.type_def(*id).definition, Definition::Struct(_))
}

/// An option of a reference as an option of a reference to its table.
fn as_object(lent: &TokenStream, scope: &mut Scope<'_>) -> TokenStream {
    if lent.to_string().starts_with("Some") {
        return lent.clone();
    }
    scope.runtime("json");
    quote!(#lent.map(|body| body as &dyn json::Object))
}

fn encodings(fields: &[FormField], scope: &mut Scope<'_>) -> Vec<TokenStream> {
    let encodings = fields.iter().map(|field| {
        scope.runtime("FieldEncoding");
        let name = &field.name;
        let content_type = field
            .content_type
            .as_ref()
            .map(|media| quote!(.content_type(#media)));
        let style = field.style.map(|style| {
            let style = style_of(style, scope);
            quote!(.style(#style))
        });
        quote!(FieldEncoding::new(#name)#content_type #style)
    });
    encodings.collect()
}
