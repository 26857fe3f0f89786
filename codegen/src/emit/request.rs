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
        Placement::QueryString(media) => quote!(request.query_string(#media, #value);),
        Placement::Header { explode } => quote!(request.header(#name, #explode, #value);),
        Placement::HeaderInStyle(style) => {
            let style = style_of(*style, scope);
            quote!(request.header_in_style(#name, #style, #value);)
        }
        Placement::HeaderContent(media) => quote!(request.header_content(#name, #media, #value);),
        Placement::HeaderPrefix(prefix) => quote!(request.header_prefix(#prefix, #value);),
        Placement::Cookie(style) => {
            let style = style_of(*style, scope);
            quote!(request.cookie(#name, #style, #value);)
        }
        Placement::CookieContent(media) => quote!(request.cookie_content(#name, #media, #value);),
        Placement::PartHeader { part, explode } => {
            quote!(request.part_header(#part, #name, #explode, #value);)
        }
        Placement::PartHeaderContent { part, media } => {
            quote!(request.part_header_content(#part, #name, #media, #value);)
        }
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
    if let Some(name) = operation::body_type(operation, body.argument) {
        scope.import("super", &name.to_string());
        return Some(any_form(
            &name,
            &body.forms,
            argument.required,
            &value,
            scope,
        ));
    }
    let form = body.forms.first()?;
    let body = if argument.required {
        Body::Field(value)
    } else {
        Body::Option(value)
    };
    let call = one_form(form, &body, scope);
    Some(quote!(#call;))
}

fn any_form(
    name: &Ident,
    forms: &[BodyForm],
    required: bool,
    value: &TokenStream,
    scope: &mut Scope<'_>,
) -> TokenStream {
    let arms = forms.iter().map(|form| {
        let variant = ident(&form.name.ident);
        let call = one_form(form, &Body::Variant, scope);
        let pattern = quote!(#name::#variant(body));
        let pattern = if required {
            pattern
        } else {
            quote!(Some(#pattern))
        };
        quote!(#pattern => { #call; })
    });
    let arms: Vec<TokenStream> = arms.collect();
    if required {
        quote!(match #value { #(#arms)* })
    } else {
        quote!(match &#value { #(#arms)* None => {} })
    }
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
        Codec::Json => quote!(request.json(#media, #value)),
        Codec::Text => quote!(request.text(#media, #value)),
        Codec::Bytes => {
            let bytes = body.bytes();
            quote!(request.bytes(#media, #bytes))
        }
        Codec::Xml => {
            let root = xml::root(&form.ty, scope);
            quote!(request.xml(#media, &#root, #value))
        }
        Codec::Form(fields) => {
            let fields = encodings(fields, scope);
            quote!(request.form(#media, #value, &[#(#fields),*]))
        }
        Codec::Multipart(fields) if is_struct(&form.ty, scope) => {
            let fields = encodings(fields, scope);
            let object = body.object(scope);
            quote!(request.multipart(#media, #object, &[#(#fields),*]))
        }
        Codec::Multipart(fields) => {
            let fields = encodings(fields, scope);
            quote!(request.multipart_value(#media, #value, &[#(#fields),*]))
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
