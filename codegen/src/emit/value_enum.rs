//! Open sets of values: an arm for each listed value and one that keeps any other.
//!
//! What a stranger would get wrong: `Other` never holds a listed value when it was made by `From`, which is how values
//! arrive; so equality is that of the wire.

use super::scope::{Scope, ident};
use super::{codec, doc, literal};
use crate::shape::{TypeDef, TypeId, ValueEnum, ValueKind};
use crate::value::Value;
use proc_macro2::TokenStream;
use quote::quote;

/// The enum.
pub(super) fn types(
    definition: &TypeDef,
    values: &ValueEnum,
    scope: &mut Scope<'_>,
) -> TokenStream {
    let name = ident(&definition.name.ident);
    let docs = doc::of_type(definition, scope.api);
    let deprecated = doc::deprecated(definition.deprecated);
    let derives = match values.kind {
        ValueKind::String => quote!(Clone, Debug, PartialEq, Eq, Hash),
        ValueKind::Integer | ValueKind::Boolean => quote!(Clone, Copy, Debug, PartialEq, Eq, Hash),
        ValueKind::Number => quote!(Clone, Copy, Debug, PartialEq),
        ValueKind::Mixed => quote!(Clone, Debug, PartialEq),
    };
    let variants = values.variants.iter().map(|variant| {
        let name = ident(&variant.name.ident);
        let docs = doc::of_value(&variant.doc, &variant.value);
        quote!(#docs #name)
    });
    let other = has_other(values).then(|| {
        let (name, ty) = (ident(&values.other_ident), value_type(values.kind, scope));
        let docs = doc::sentence("A value that the description does not list.");
        quote!(#docs #name(#ty),)
    });
    quote! {
        #docs
        #deprecated
        #[derive(#derives)]
        #[non_exhaustive]
        pub enum #name {
            #(#variants,)*
            #other
        }
    }
}

/// Whether there is a value that is not listed.
fn has_other(values: &ValueEnum) -> bool {
    let lists = |value| {
        values
            .variants
            .iter()
            .any(|variant| variant.value == Value::Bool(value))
    };
    values.kind != ValueKind::Boolean || !(lists(true) && lists(false))
}

fn value_type(kind: ValueKind, scope: &mut Scope<'_>) -> TokenStream {
    match kind {
        ValueKind::String => quote!(String),
        ValueKind::Integer => quote!(i64),
        ValueKind::Number => quote!(f64),
        ValueKind::Boolean => quote!(bool),
        ValueKind::Mixed => scope.any(),
    }
}

/// Conversions, and how the enum is read and written.
pub(super) fn codec(id: TypeId, values: &ValueEnum, scope: &mut Scope<'_>) -> TokenStream {
    let name = scope.named(id);
    match values.kind {
        ValueKind::String => text(&name, values, scope),
        ValueKind::Integer => scalar(&name, values, &integer(values), scope),
        ValueKind::Number => scalar(&name, values, &number(values), scope),
        ValueKind::Boolean => scalar(&name, values, &boolean(values), scope),
        ValueKind::Mixed => mixed(&name, values, scope),
    }
}

fn text(name: &TokenStream, values: &ValueEnum, scope: &mut Scope<'_>) -> TokenStream {
    scope.import("std", "fmt");
    let other = ident(&values.other_ident);
    let variants: Vec<_> = values
        .variants
        .iter()
        .map(|variant| ident(&variant.name.ident))
        .collect();
    let texts: Vec<_> = values
        .variants
        .iter()
        .map(|variant| variant.value.as_str().unwrap_or_default())
        .collect();
    let docs = doc::sentence("The text on the wire.");
    let codec = codec::of(
        name,
        &quote!(Self::#other(String::new())),
        &quote!(writer.string(self.as_str());),
        &quote! {
            *self = Self::from(&*reader.string()?);
            if matches!(self, Self::#other(_)) {
                reader.unlisted();
            }
            Ok(())
        },
        scope,
    );
    quote! {
        impl #name {
            #docs
            #[must_use]
            pub fn as_str(&self) -> &str {
                match self {
                    #(Self::#variants => #texts,)*
                    Self::#other(text) => text,
                }
            }
        }

        impl From<&str> for #name {
            fn from(text: &str) -> Self {
                match text {
                    #(#texts => Self::#variants,)*
                    _ => Self::#other(text.to_owned()),
                }
            }
        }

        impl From<String> for #name {
            fn from(text: String) -> Self {
                Self::from(text.as_str())
            }
        }

        impl fmt::Display for #name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(self.as_str())
            }
        }

        #codec
    }
}

/// How a value that is a number or a boolean is named, written, and told apart.
struct Scalar {
    ty: TokenStream,
    write: TokenStream,
    from: TokenStream,
}

fn integer(values: &ValueEnum) -> Scalar {
    Scalar {
        ty: quote!(i64),
        write: quote!(integer),
        from: match_literals(values),
    }
}

fn number(values: &ValueEnum) -> Scalar {
    Scalar {
        ty: quote!(f64),
        write: quote!(float),
        from: match_literals(values),
    }
}

fn match_literals(values: &ValueEnum) -> TokenStream {
    let variants = values
        .variants
        .iter()
        .map(|variant| ident(&variant.name.ident));
    let literals = values
        .variants
        .iter()
        .map(|variant| literal(&variant.value, values.kind));
    let other = ident(&values.other_ident);
    quote! {
        match value {
            #(#literals => Self::#variants,)*
            _ => Self::#other(value),
        }
    }
}

fn boolean(values: &ValueEnum) -> Scalar {
    let made_of = |value: bool| {
        let variant = values
            .variants
            .iter()
            .find(|variant| variant.value == Value::Bool(value));
        let made = variant.map(|variant| ident(&variant.name.ident));
        let made = made.map(|variant| quote!(Self::#variant));
        made.unwrap_or_else(|| {
            let other = ident(&values.other_ident);
            quote!(Self::#other(value))
        })
    };
    let (yes, no) = (made_of(true), made_of(false));
    Scalar {
        ty: quote!(bool),
        write: quote!(boolean),
        from: quote!(if value { #yes } else { #no }),
    }
}

fn scalar(
    name: &TokenStream,
    values: &ValueEnum,
    scalar: &Scalar,
    scope: &mut Scope<'_>,
) -> TokenStream {
    scope.import("std", "fmt");
    let Scalar { ty, write, from } = scalar;
    let variants = values
        .variants
        .iter()
        .map(|variant| ident(&variant.name.ident));
    let literals = values
        .variants
        .iter()
        .map(|variant| literal(&variant.value, values.kind));
    let other = has_other(values).then(|| ident(&values.other_ident));
    let other_value = other
        .as_ref()
        .map(|other| quote!(Self::#other(value) => value,));
    let note_unlisted = other.as_ref().map(|other| {
        quote!(if matches!(self, Self::#other(_)) {
            reader.unlisted();
        })
    });
    let docs = doc::sentence("The value on the wire.");
    let codec = codec::of(
        name,
        &quote!(Self::from(#ty::default())),
        &quote!(writer.#write(self.value());),
        &quote! {
            *self = Self::from(reader.value::<#ty>()?);
            #note_unlisted
            Ok(())
        },
        scope,
    );
    quote! {
        impl #name {
            #docs
            #[must_use]
            pub fn value(self) -> #ty {
                match self {
                    #(Self::#variants => #literals,)*
                    #other_value
                }
            }
        }

        impl From<#ty> for #name {
            fn from(value: #ty) -> Self {
                #from
            }
        }

        impl fmt::Display for #name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Display::fmt(&self.value(), f)
            }
        }

        #codec
    }
}

fn mixed(name: &TokenStream, values: &ValueEnum, scope: &mut Scope<'_>) -> TokenStream {
    scope.import("std", "fmt");
    let any = scope.any();
    let other = ident(&values.other_ident);
    let variants: Vec<_> = values
        .variants
        .iter()
        .map(|variant| ident(&variant.name.ident))
        .collect();
    let texts = values
        .variants
        .iter()
        .map(|variant| literal::canonical_json(&variant.value));
    let made = values
        .variants
        .iter()
        .map(|variant| literal::json_value(&variant.value));
    let docs = doc::sentence("The value on the wire.");
    let codec = codec::of(
        name,
        &quote!(Self::#other(#any::Null)),
        &quote!(writer.value(&self.to_value());),
        &quote! {
            *self = Self::from(reader.any()?);
            if matches!(self, Self::#other(_)) {
                reader.unlisted();
            }
            Ok(())
        },
        scope,
    );
    quote! {
        impl #name {
            #docs
            #[must_use]
            pub fn to_value(&self) -> #any {
                match self {
                    #(Self::#variants => #made,)*
                    Self::#other(value) => value.clone(),
                }
            }
        }

        impl From<#any> for #name {
            fn from(value: #any) -> Self {
                match value.to_string().as_str() {
                    #(#texts => Self::#variants,)*
                    _ => Self::#other(value),
                }
            }
        }

        impl fmt::Display for #name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Display::fmt(&self.to_value(), f)
            }
        }

        #codec
    }
}

/// A listed value as a Rust literal.
fn literal(value: &Value, kind: ValueKind) -> TokenStream {
    match value {
        Value::Bool(value) => quote!(#value),
        Value::Number(text) if kind == ValueKind::Integer => literal::integer(text),
        Value::Number(text) => literal::float(text),
        other => {
            let text = other.to_json();
            quote!(#text)
        }
    }
}
