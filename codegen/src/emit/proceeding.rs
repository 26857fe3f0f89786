//! What an operation knows beyond one exchange: its pages, its duration, the items of its answer. A table each, below the
//! operation's own.
//!
//! What a stranger would get wrong: these are traits of the runtime, and a client is none of the emitted code's affair.

use super::argument;
use super::outcome;
use super::response::method;
use super::scope::{Scope, ident};
use crate::description::{PageParameter, PagePlace};
use crate::shape::{
    Definition, FieldStep, FinalState, Framing, LongRunning, NextPage, Operation, Outcome,
    PageSource, Paging, Streaming, TakenArm, Type,
};
use proc_macro2::{Literal, TokenStream};
use quote::quote;

/// The tables.
pub(super) fn tables(operation: &Operation, scope: &mut Scope<'_>) -> TokenStream {
    let paged = operation
        .paging
        .as_ref()
        .and_then(|paging| paged(operation, paging, scope));
    let long = operation
        .long_running
        .as_ref()
        .map(|long| long_running(operation, long, scope));
    let streamed = operation
        .stream
        .as_ref()
        .map(|stream| streamed(operation, stream, scope));
    quote!(#paged #long #streamed)
}

fn paged(operation: &Operation, paging: &Paging, scope: &mut Scope<'_>) -> Option<TokenStream> {
    let taken = paging.taken.as_ref()?;
    scope.emitted("paged");
    let name = argument::self_type(operation, scope.api);
    let item = scope.ty(&taken.item);
    let next = next(&paging.next);
    let arms = taken.arms.iter().map(|arm| {
        let pattern = pattern(operation, arm);
        let items = items(arm, scope);
        quote!(#pattern => #items;)
    });
    let arms: Vec<TokenStream> = arms.collect();
    Some(quote! {
        paged! {
            super::#name: #item;
            #next;
            #(#arms)*
        }
    })
}

fn next(next: &NextPage) -> TokenStream {
    match next {
        NextPage::Single => quote!(single()),
        NextPage::Link { at, method } => {
            let at = source(at);
            quote!(link(#at, #method))
        }
        NextPage::Cursor { at, to, more } => {
            let (at, to) = (source(at), parameter(to));
            quote!(cursor(#at, #to, &[#(#more),*]))
        }
        NextPage::Offset { to, first } => {
            let (to, first) = (parameter(to), Literal::u64_unsuffixed(*first));
            quote!(offset(#to, #first))
        }
        NextPage::Number { to, first } => {
            let (to, first) = (parameter(to), Literal::u64_unsuffixed(*first));
            quote!(number(#to, #first))
        }
    }
}

fn source(at: &PageSource) -> TokenStream {
    match at {
        PageSource::Body(names) => quote!(body(&[#(#names),*])),
        PageSource::Elements(names) => quote!(element(&[#(#names),*])),
        PageSource::Headers(PagePlace::Header(name)) => quote!(header(#name)),
        PageSource::Headers(PagePlace::Relation(name) | PagePlace::Body(name)) => {
            quote!(relation(#name))
        }
    }
}

fn parameter(to: &PageParameter) -> TokenStream {
    match to {
        PageParameter::Query(name) => quote!(to_query(#name)),
        PageParameter::Header(name) => quote!(to_header(#name)),
        PageParameter::Body(names) => {
            let names = names.split('.');
            quote!(to_body(&[#(#names),*]))
        }
    }
}

fn pattern(operation: &Operation, arm: &TakenArm) -> TokenStream {
    let Outcome::Enum(variants) = &operation.output else {
        return quote!(page);
    };
    let output = outcome::output_name(operation);
    let variant = arm.variant.and_then(|at| variants.get(at));
    let variant = variant.map(|variant| ident(&variant.name.ident));
    quote!(super::#output::#variant(page))
}

/// The items of a page, whatever is around them.
fn items(arm: &TakenArm, scope: &Scope<'_>) -> TokenStream {
    let mut value = quote!(page);
    let mut is_option = arm.nullable;
    for step in &arm.path {
        let field = field(*step, scope);
        value = match (is_option, step.options) {
            (false, 0 | 1) => quote!(#value.#field),
            (false, _) => quote!(#value.#field.flatten()),
            (true, 0) => quote!(#value.map(|it| it.#field)),
            (true, 1) => quote!(#value.and_then(|it| it.#field)),
            (true, _) => quote!(#value.and_then(|it| it.#field.flatten())),
        };
        is_option |= step.options > 0;
    }
    if is_option {
        quote!(#value.unwrap_or_default())
    } else {
        value
    }
}

fn field(step: FieldStep, scope: &Scope<'_>) -> Option<proc_macro2::Ident> {
    match &scope.api.type_def(step.owner).definition {
        Definition::Struct(object) => object
            .fields
            .get(step.field)
            .map(|field| ident(&field.name.ident)),
        _ => None,
    }
}

fn long_running(operation: &Operation, long: &LongRunning, scope: &mut Scope<'_>) -> TokenStream {
    scope.emitted("long_running");
    let name = argument::self_type(operation, scope.api);
    let result = scope.ty(&long.result);
    let state = ident(match long.final_state {
        FinalState::Unsaid => "Unsaid",
        FinalState::AsyncOperation => "AsyncOperation",
        FinalState::OperationLocation => "OperationLocation",
        FinalState::Location => "Location",
        FinalState::OriginalUri => "OriginalUri",
    });
    let codec = long.codec.as_ref().filter(|_| long.result != Type::Unit);
    let read = ident(method(codec));
    let wrap = if codec.is_some() {
        scope.import("std::convert", "identity");
        let root = matches!(codec, Some(crate::shape::Codec::Xml)).then(|| {
            let root = super::xml::root(&long.result, scope);
            quote!(&#root,)
        });
        quote!(#root identity)
    } else {
        quote!(())
    };
    quote! {
        long_running! {
            super::#name: #result, #state;
            #read(#wrap);
        }
    }
}

fn streamed(operation: &Operation, stream: &Streaming, scope: &mut Scope<'_>) -> TokenStream {
    scope.emitted("streamed");
    let name = argument::self_type(operation, scope.api);
    let item = scope.ty(&stream.item);
    let framing = ident(match stream.framing {
        Framing::Events => "Events",
        Framing::Lines => "Lines",
        Framing::Sequence => "Sequence",
    });
    let end = stream.end.as_ref().map(|end| quote!(, end #end));
    let whole = (stream.item == Type::Event).then(|| quote!(, whole));
    quote! {
        streamed! {
            super::#name: #item, #framing #end #whole;
        }
    }
}
