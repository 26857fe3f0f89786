//! The request in the table of an operation: a call of the runtime's builder for each part of it, in the order of the
//! description.
//!
//! What a stranger would get wrong: no call can fail and none is conditional. An absent option is the builder's affair.

use super::scope::{Scope, ident};
use super::{argument, xml};
use crate::description::Style;
use crate::shape::{
    BodyForm, Codec, Definition, FormField, Operation, Placement, Step, StepValue, StyleUse, Type,
};
use proc_macro2::TokenStream;
use quote::quote;

/// The rows, and those of a body that has several forms.
pub(super) fn rows(operation: &Operation, scope: &mut Scope<'_>) -> TokenStream {
    let steps: Vec<TokenStream> = operation
        .steps
        .iter()
        .map(|each| step(each, operation, scope))
        .collect();
    let accept = (!operation.accept.is_empty()).then(|| {
        let accept = operation.accept.join(", ");
        quote!(accept(#accept);)
    });
    let body = body(operation, scope);
    let forms = forms(operation, scope);
    let options = argument::optional(operation)
        .next()
        .is_some()
        .then(|| quote!(, options));
    quote! {
        request(self #options) {
            #(#steps)*
            #accept
            #body
        }
        #forms
    }
}

fn step(step: &Step, operation: &Operation, scope: &mut Scope<'_>) -> TokenStream {
    match step {
        Step::Literal(text) => quote!(literal(#text);),
        Step::Parameter {
            name,
            value: StepValue::ApiVersion(version),
            ..
        } => quote!(api_version(#name, #version);),
        Step::Parameter {
            name,
            placement: Placement::Query(_),
            value: StepValue::Constant(text),
        } => {
            quote!(query_constant(#name, #text);)
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
            quote!(path(#name, #style, #value);)
        }
        Placement::PathRaw => quote!(path_raw(#name, #value);),
        Placement::PathContent(media) => quote!(path_content(#name, #media, #value);),
        Placement::Query(style) => {
            let style = style_of(*style, scope);
            quote!(query(#name, #style, #value);)
        }
        Placement::QueryRaw => quote!(query_raw(#name, #value);),
        Placement::QueryContent(media) => quote!(query_content(#name, #media, #value);),
        Placement::QueryString(media) => quote!(query_string(#media, #value);),
        Placement::Header { explode } => quote!(header(#name, #explode, #value);),
        Placement::HeaderInStyle(style) => {
            let style = style_of(*style, scope);
            quote!(header_in_style(#name, #style, #value);)
        }
        Placement::HeaderContent(media) => quote!(header_content(#name, #media, #value);),
        Placement::HeaderPrefix(prefix) => quote!(header_prefix(#prefix, #value);),
        Placement::Cookie(style) => {
            let style = style_of(*style, scope);
            quote!(cookie(#name, #style, #value);)
        }
        Placement::CookieContent(media) => quote!(cookie_content(#name, #media, #value);),
        Placement::PartHeader { part, explode } => {
            quote!(part_header(#part, #name, #explode, #value);)
        }
        Placement::PartHeaderContent { part, media } => {
            quote!(part_header_content(#part, #name, #media, #value);)
        }
    }
}

/// A style: the runtime's constant, and what differs from it.
fn style_of(style: StyleUse, scope: &mut Scope<'_>) -> TokenStream {
    scope.emitted("Style");
    let (name, explodes) = match style.style {
        Style::Simple => ("SIMPLE", false),
        Style::Label => ("LABEL", false),
        Style::Matrix => ("MATRIX", false),
        Style::Form => ("FORM", true),
        Style::SpaceDelimited => ("SPACE_DELIMITED", false),
        Style::PipeDelimited => ("PIPE_DELIMITED", false),
        Style::TabDelimited => ("TAB_DELIMITED", false),
        Style::DeepObject => ("DEEP_OBJECT", true),
        Style::Cookie => ("COOKIE", true),
    };
    let name = ident(name);
    let explode = (style.explode != explodes).then(|| {
        let explode = style.explode;
        quote!(.explode(#explode))
    });
    let reserved = style.allow_reserved.then(|| quote!(.allow_reserved(true)));
    quote!(Style::#name #explode #reserved)
}

/// The schemes that authorise a call, as a row of their own.
pub(super) fn security(operation: &Operation, scope: &mut Scope<'_>) -> Option<TokenStream> {
    let api = scope.api;
    let is_demanded = operation.security.iter().any(|schemes| !schemes.is_empty());
    // An empty set among others says that a call needs none of them.
    let alternatives = operation.security.iter().filter(|_| is_demanded);
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
    (!alternatives.is_empty()).then(|| quote!(Security = &[#(#alternatives),*];))
}

/// How a body of one form is given to the builder.
fn body(operation: &Operation, scope: &mut Scope<'_>) -> Option<TokenStream> {
    let body = operation.body.as_ref()?;
    let argument = argument::of_body(operation)?;
    let [form] = body.forms.as_slice() else {
        return None;
    };
    let value = access(operation, body.argument);
    let body = if argument.required {
        Body::Field(value)
    } else {
        Body::Option(value)
    };
    let call = one_form(form, &body, scope);
    Some(quote!(#call;))
}

/// How each form of a body that has several is given to the builder.
fn forms(operation: &Operation, scope: &mut Scope<'_>) -> Option<TokenStream> {
    let body = operation.body.as_ref()?;
    let name = argument::body_type(operation, body.argument)?;
    let argument = argument::of_body(operation)?;
    let value = access(operation, body.argument);
    let rows = body.forms.iter().map(|form| {
        let variant = ident(&form.name.ident);
        let call = one_form(form, &Body::Variant, scope);
        let pattern = quote!(super::#name::#variant(body));
        if argument.required {
            quote!(#pattern => #call)
        } else {
            quote!(Some(#pattern) => #call)
        }
    });
    let rows: Vec<TokenStream> = rows.collect();
    let value = if argument.required {
        value
    } else {
        quote!(&#value)
    };
    Some(quote! {
        body(#value) {
            #(#rows,)*
        }
    })
}

/// Where a body is when it is given to the builder.
enum Body {
    /// A field that is a reference.
    Field(TokenStream),
    /// A field that is an `Option`.
    Option(TokenStream),
    /// The variable `body`, a reference to what a variant holds.
    Variant,
}

impl Body {
    /// Whether it is there, so that its absence is null.
    fn is_required(&self) -> bool {
        match self {
            Self::Field(_) | Self::Variant => true,
            Self::Option(_) => false,
        }
    }

    /// As `&dyn Encode`.
    fn value(&self) -> TokenStream {
        match self {
            Self::Field(place) | Self::Option(place) => quote!(&#place),
            Self::Variant => quote!(body),
        }
    }

    /// As a reference to bytes, or to an option of them.
    fn bytes(&self) -> TokenStream {
        match self {
            Self::Field(place) => place.clone(),
            Self::Option(place) => quote!(&#place),
            Self::Variant => quote!(body),
        }
    }

    /// As `Option<&dyn Object>`.
    fn object(&self, scope: &mut Scope<'_>) -> TokenStream {
        match self {
            Self::Field(place) => quote!(Some(#place)),
            Self::Option(place) => {
                scope.runtime("json");
                quote!(#place.as_ref().map(|body| body as &dyn json::Encode))
            }
            Self::Variant => quote!(Some(body)),
        }
    }
}

fn one_form(form: &BodyForm, body: &Body, scope: &mut Scope<'_>) -> TokenStream {
    let media = &form.media_type;
    let value = body.value();
    match &form.codec {
        Codec::Json if body.is_required() && is_nullable(&form.ty, scope) => {
            quote!(nullable_json(#media, #value))
        }
        Codec::Json => quote!(json(#media, #value)),
        Codec::Text => quote!(text(#media, #value)),
        Codec::Bytes => {
            let bytes = body.bytes();
            quote!(bytes(#media, #bytes))
        }
        Codec::Xml => {
            let root = xml::root(&form.ty, scope);
            quote!(xml(#media, &#root, #value))
        }
        Codec::Form(fields) => {
            let fields = encodings(fields, scope);
            quote!(form(#media, #value, &[#(#fields),*]))
        }
        Codec::Multipart(fields) if is_struct(&form.ty, scope) => {
            let fields = encodings(fields, scope);
            let object = body.object(scope);
            quote!(multipart(#media, #object, &[#(#fields),*]))
        }
        Codec::Multipart(fields) => {
            let fields = encodings(fields, scope);
            quote!(multipart_value(#media, #value, &[#(#fields),*]))
        }
        Codec::JsonLines => quote!(json_lines(#media, #value)),
        Codec::EventStream => quote!(event_stream(#media, #value)),
    }
}

fn is_nullable(ty: &Type, scope: &Scope<'_>) -> bool {
    matches!(scope.api.plain(ty), Type::Nullable(_))
}

fn is_struct(ty: &Type, scope: &Scope<'_>) -> bool {
    let Type::Named(id) = scope.api.plain(ty) else {
        return false;
    };
    matches!(scope.api.type_def(*id).definition, Definition::Struct(_))
}

fn encodings(fields: &[FormField], scope: &mut Scope<'_>) -> Vec<TokenStream> {
    let encodings = fields.iter().map(|field| {
        scope.emitted("FieldEncoding");
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
