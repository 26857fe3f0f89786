//! What an operation answers and how it fails: a type, or an enum of an arm for each meaning.
//!
//! What a stranger would get wrong: the enums hold bodies alone. Status and headers are in the response or the error
//! around them.

use super::doc;
use super::scope::{Scope, format_path, ident, joined};
use crate::shape::{Api, LongRunning, Operation, Outcome, OutcomeVariant, Type};
use proc_macro2::{Ident, TokenStream};
use quote::quote;

/// The enums, where outcomes are enums.
pub(super) fn types(operation: &Operation, scope: &mut Scope<'_>) -> TokenStream {
    let link = doc::link(&operation.name.ident);
    let output = enumeration(
        &operation.output,
        &output_name(operation),
        &format!("What {link} answers."),
        scope,
    );
    let about = format!("How {link} fails, as documented.");
    let failure = enumeration(&operation.failure, &failure_name(operation), &about, scope);
    quote!(#output #failure)
}

/// What the documentation of an operation says of its answers: a type, with a link to what the description has.
pub(super) fn answers(operation: &Operation, api: &Api) -> Option<String> {
    of(&operation.output, &output_name(operation), api)
}

/// What a long-running operation has made in the end, where that is not what it answers.
pub(super) fn result(operation: &Operation, api: &Api) -> Option<String> {
    let LongRunning { result, .. } = operation.long_running.as_ref()?;
    let is_answered = matches!(&operation.output, Outcome::Single(ty) if ty == result);
    let is_told = !is_answered && *result != Type::Unit;
    is_told.then(|| linked(result, api))
}

/// What it says of its failures.
pub(super) fn fails<'a>(operation: &'a Operation, api: &Api) -> Vec<doc::Failures<'a>> {
    let statuses = |has_body: bool| {
        let failures = operation.failures.iter();
        let failures = failures.filter(move |failure| failure.has_body == has_body);
        failures.map(|failure| failure.text.as_str()).collect()
    };
    let typed = of(&operation.failure, &failure_name(operation), api).map(|ty| doc::Failures {
        lead: format!("Fails with {ty}"),
        // The arms of an enum say it themselves.
        statuses: if matches!(operation.failure, Outcome::Enum(_)) {
            Vec::new()
        } else {
            statuses(true)
        },
    });
    let bare = doc::Failures {
        lead: "Fails without a body".to_owned(),
        statuses: statuses(false),
    };
    typed
        .into_iter()
        .chain(Some(bare).filter(|bare| !bare.statuses.is_empty()))
        .collect()
}

fn of(outcome: &Outcome, name: &Ident, api: &Api) -> Option<String> {
    match outcome {
        Outcome::Undeclared | Outcome::Unit => None,
        Outcome::Enum(_) => Some(doc::link(&name.to_string())),
        Outcome::Single(ty) => Some(linked(ty, api)),
    }
}

/// A type, with a link to the first definition in it.
fn linked(ty: &Type, api: &Api) -> String {
    let text = doc::code(&type_text(ty, api));
    match ty.definitions().first() {
        Some(id) => {
            let name = &api.type_def(*id).name.ident;
            format!("[{text}](super::models::{})", doc::unraw(name))
        }
        None => text,
    }
}

/// A type as it is written where everything is imported.
fn type_text(ty: &Type, api: &Api) -> String {
    let of = |name: &str, inner: &Type| format!("{name}<{}>", type_text(inner, api));
    match ty {
        Type::Unit => "()".to_owned(),
        Type::Bool => "bool".to_owned(),
        Type::I8 => "i8".to_owned(),
        Type::I16 => "i16".to_owned(),
        Type::I32 => "i32".to_owned(),
        Type::I64 => "i64".to_owned(),
        Type::U8 => "u8".to_owned(),
        Type::U16 => "u16".to_owned(),
        Type::U32 => "u32".to_owned(),
        Type::U64 => "u64".to_owned(),
        Type::F64 => "f64".to_owned(),
        Type::String => "String".to_owned(),
        Type::Format(format) => format_path(*format)
            .trim_start_matches("formats::")
            .to_owned(),
        Type::Any => "serde_json::Value".to_owned(),
        Type::Bytes => "Bytes".to_owned(),
        Type::File => "File".to_owned(),
        Type::List(item) => of("Vec", item),
        Type::Array(item, length) => format!("[{}; {length}]", type_text(item, api)),
        Type::Tuple(elements) => {
            let texts: Vec<String> = elements.iter().map(|ty| type_text(ty, api)).collect();
            format!("({})", texts.join(", "))
        }
        Type::Map(value) => format!("BTreeMap<String, {}>", type_text(value, api)),
        Type::KeyedMap(key, value) => {
            let key = doc::unraw(&api.type_def(*key).name.ident);
            format!("BTreeMap<{key}, {}>", type_text(value, api))
        }
        Type::Nullable(inner) => of("Option", inner),
        Type::Boxed(inner) => of("Box", inner),
        Type::Secret(inner) => of("Secret", inner),
        Type::Named(id) => doc::unraw(&api.type_def(*id).name.ident).to_owned(),
        Type::Event => "Event".to_owned(),
        Type::Own(own) => own.wrapper(),
    }
}

/// The table of an enum of failures, if that is what they are.
pub(super) fn table(operation: &Operation, scope: &mut Scope<'_>) -> Option<TokenStream> {
    let Outcome::Enum(variants) = &operation.failure else {
        return None;
    };
    scope.emitted("failure");
    let name = failure_name(operation);
    let arms = variants.iter().map(|variant| ident(&variant.name.ident));
    Some(quote! {
        failure! {
            super::#name: #(#arms),*;
        }
    })
}

fn enumeration(
    outcome: &Outcome,
    name: &Ident,
    about: &str,
    scope: &mut Scope<'_>,
) -> Option<TokenStream> {
    let Outcome::Enum(variants) = outcome else {
        return None;
    };
    let docs = doc::sentence(about);
    let variants: Vec<TokenStream> = variants.iter().map(|variant| arm(variant, scope)).collect();
    Some(quote! {
        #docs
        #[derive(Clone, Debug, PartialEq)]
        #[non_exhaustive]
        pub enum #name {
            #(#variants,)*
        }
    })
}

fn arm(variant: &OutcomeVariant, scope: &mut Scope<'_>) -> TokenStream {
    let name = ident(&variant.name.ident);
    let docs = doc::outer(&variant.doc, &format!("{}.", doc::code(&variant.name.wire)));
    let body = variant.ty.as_ref().map(|ty| scope.ty(ty));
    let body = body.map(|ty| quote!((#ty)));
    quote!(#docs #name #body)
}

/// The name of the enum of outputs.
pub(super) fn output_name(operation: &Operation) -> Ident {
    joined("", &operation.name.ident, "Output")
}

/// The name of the enum of failures.
pub(super) fn failure_name(operation: &Operation) -> Ident {
    joined("", &operation.name.ident, "Failure")
}

/// The type of the output as the codec names it.
pub(super) fn output(operation: &Operation, scope: &mut Scope<'_>) -> TokenStream {
    named(&operation.output, &output_name(operation), scope)
}

/// The type of the failure as the codec names it.
pub(super) fn failure(operation: &Operation, scope: &mut Scope<'_>) -> TokenStream {
    named(&operation.failure, &failure_name(operation), scope)
}

fn named(outcome: &Outcome, name: &Ident, scope: &mut Scope<'_>) -> TokenStream {
    match outcome {
        Outcome::Undeclared => {
            scope.runtime("Undeclared");
            quote!(Undeclared)
        }
        Outcome::Unit => quote!(()),
        Outcome::Single(ty) => scope.ty(ty),
        Outcome::Enum(_) => quote!(super::#name),
    }
}
