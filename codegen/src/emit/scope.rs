//! What a file under construction can name: it writes types down and remembers what they need imported.
//!
//! What a stranger would get wrong: a half that people read and its codec are two files with two scopes. The codec is a
//! child module, so it imports model types through its parent's own imports, and only others from where all are.

use super::{RESERVED_OPERATION_NAMES, RESERVED_TYPE_NAMES, value_enum};
use crate::shape::{Api, Definition, Format, Type, TypeId};
use proc_macro2::{Ident, Literal, Span, TokenStream};
use quote::quote;
use std::collections::{BTreeMap, BTreeSet};

/// Where a file stands, which decides how it refers to model types.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// A file of models: types of other files are imported from `super`.
    Model(TypeId),
    /// The codec of a file of models: what that file has or imports comes from `super`.
    ModelCodec(TypeId),
    /// A file beside `models`: `models::X`.
    Beside,
    /// A codec below such a file: `models::X` as well, from further up.
    BelowBeside,
    /// A file that is no part of the API, which it calls `api`.
    Outside,
}

/// The names that a file has at hand.
pub(super) struct Scope<'a> {
    pub(super) api: &'a Api,
    place: Place,
    /// The names that the file above a codec imports from where all models are.
    above: BTreeSet<String>,
    imports: BTreeMap<&'static str, BTreeSet<String>>,
}

impl<'a> Scope<'a> {
    pub(super) fn new(api: &'a Api, place: Place) -> Self {
        Self {
            api,
            place,
            above: BTreeSet::new(),
            imports: BTreeMap::new(),
        }
    }

    /// The codec of the file of models that this scope is of, once all of that file was written.
    pub(super) fn codec(&self, home: TypeId) -> Self {
        Self {
            above: self.imports.get("super").cloned().unwrap_or_default(),
            ..Self::new(self.api, Place::ModelCodec(home))
        }
    }

    /// Imports a name from a path such as `std::collections`.
    pub(super) fn import(&mut self, path: &'static str, name: &str) {
        debug_assert!(
            path.starts_with("super")
                || name.starts_with(char::is_lowercase)
                || self.is_reserved(name),
            "{name} could be the name of something described"
        );
        self.imports
            .entry(path)
            .or_default()
            .insert(name.to_owned());
    }

    fn is_reserved(&self, name: &str) -> bool {
        match self.place {
            Place::Model(_) | Place::ModelCodec(_) => RESERVED_TYPE_NAMES.contains(&name),
            Place::Beside | Place::BelowBeside => RESERVED_OPERATION_NAMES.contains(&name),
            Place::Outside => true,
        }
    }

    /// Imports a name from the root of the runtime.
    pub(super) fn runtime(&mut self, name: &str) {
        self.import("restwright_runtime", name);
    }

    /// The `use` declarations for everything that was named.
    pub(super) fn imports(&self) -> TokenStream {
        let is_near = |path: &str| path.starts_with("super");
        let near = self.imports.iter().filter(|(path, _)| is_near(path));
        let far = self.imports.iter().filter(|(path, _)| !is_near(path));
        let uses = near.chain(far).map(|(path, names)| {
            let path = path.split("::").map(ident);
            let names: Vec<Ident> = names.iter().map(|name| ident(name)).collect();
            match names.as_slice() {
                [name] => quote!(use #(#path)::*::#name;),
                names => quote!(use #(#path)::*::{#(#names),*};),
            }
        });
        quote!(#(#uses)*)
    }

    /// A type as it is written where a value is owned.
    pub(super) fn ty(&mut self, ty: &Type) -> TokenStream {
        match ty {
            Type::Unit => quote!(()),
            Type::Bool => quote!(bool),
            Type::I8 => quote!(i8),
            Type::I16 => quote!(i16),
            Type::I32 => quote!(i32),
            Type::I64 => quote!(i64),
            Type::U8 => quote!(u8),
            Type::U16 => quote!(u16),
            Type::U32 => quote!(u32),
            Type::U64 => quote!(u64),
            Type::F64 => quote!(f64),
            Type::String => quote!(String),
            Type::Format(format) => self.format(*format),
            Type::Any => self.any(),
            Type::Bytes => {
                self.import("restwright_runtime::bytes", "Bytes");
                quote!(Bytes)
            }
            Type::File => {
                self.runtime("formats");
                quote!(formats::File)
            }
            Type::List(item) => {
                let item = self.ty(item);
                quote!(Vec<#item>)
            }
            Type::Array(item, count) => {
                let (item, count) = (self.ty(item), Literal::usize_unsuffixed(*count));
                quote!([#item; #count])
            }
            Type::Tuple(elements) => {
                let elements = elements.iter().map(|element| self.ty(element));
                let elements: Vec<TokenStream> = elements.collect();
                quote!((#(#elements),*))
            }
            Type::Map(value) => {
                self.import("std::collections", "BTreeMap");
                let value = self.ty(value);
                quote!(BTreeMap<String, #value>)
            }
            Type::KeyedMap(key, value) => {
                self.import("std::collections", "BTreeMap");
                let (key, value) = (self.named(*key), self.ty(value));
                quote!(BTreeMap<#key, #value>)
            }
            Type::Nullable(inner) => {
                let inner = self.ty(inner);
                quote!(Option<#inner>)
            }
            Type::Boxed(inner) => {
                let inner = self.ty(inner);
                quote!(Box<#inner>)
            }
            Type::Secret(inner) => {
                self.runtime("formats");
                let inner = self.ty(inner);
                quote!(formats::Secret<#inner>)
            }
            Type::Named(id) => self.named(*id),
            Type::Event => {
                self.runtime("stream");
                quote!(stream::Event)
            }
        }
    }

    /// A type as it is written where a value is lent: texts and lists as slices, small values as they are.
    pub(super) fn borrowed(&mut self, ty: &Type) -> TokenStream {
        match self.api.plain(ty) {
            Type::String => quote!(&'a str),
            Type::List(item) => {
                let item = self.ty(item);
                quote!(&'a [#item])
            }
            Type::Nullable(inner) => {
                let inner = self.borrowed(inner);
                quote!(Option<#inner>)
            }
            Type::Boxed(inner) => self.borrowed(inner),
            plain if is_scalar(plain) => self.ty(plain),
            _ => {
                let ty = self.ty(ty);
                quote!(&'a #ty)
            }
        }
    }

    /// The name of a model type.
    pub(super) fn named(&mut self, id: TypeId) -> TokenStream {
        let definition = self.api.type_def(id);
        let name = ident(&definition.name.ident);
        match self.place {
            Place::Model(home) => {
                if definition.home != home {
                    self.import("super", &definition.name.ident);
                }
                quote!(#name)
            }
            Place::ModelCodec(home) => {
                let is_above =
                    definition.home == home || self.above.contains(&definition.name.ident);
                let path = if is_above { "super" } else { "super::super" };
                self.import(path, &definition.name.ident);
                quote!(#name)
            }
            Place::Beside => {
                self.import("super", "models");
                quote!(models::#name)
            }
            Place::BelowBeside => {
                self.import("super::super", "models");
                quote!(models::#name)
            }
            Place::Outside => quote!(api::models::#name),
        }
    }

    /// The type of any JSON value.
    pub(super) fn any(&mut self) -> TokenStream {
        self.runtime("serde_json");
        quote!(serde_json::Value)
    }

    fn format(&mut self, format: Format) -> TokenStream {
        self.runtime("formats");
        let name = ident(match format {
            Format::DateTime => "DateTime",
            Format::Rfc1123DateTime => "Rfc1123DateTime",
            Format::Date => "Date",
            Format::Time => "Time",
            Format::Duration => "Duration",
            Format::Uuid => "Uuid",
            Format::Base64 => "Base64",
            Format::Base64Url => "Base64Url",
            Format::Decimal => "Decimal",
        });
        quote!(formats::#name)
    }
}

impl Api {
    /// The type that an alias stands for in the end; any other type is itself.
    pub(crate) fn plain<'a>(&'a self, ty: &'a Type) -> &'a Type {
        let mut ty = ty;
        // No chain of aliases is longer than there are types.
        for _ in &self.types {
            let Type::Named(id) = ty else { break };
            let Definition::Alias(target) = &self.type_def(*id).definition else {
                break;
            };
            ty = target;
        }
        ty
    }

    /// The type without any alias in it: what tells types apart.
    pub(crate) fn expanded(&self, ty: &Type) -> Type {
        let inside = |inner: &Type| Box::new(self.expanded(inner));
        match self.plain(ty) {
            Type::List(item) => Type::List(inside(item)),
            Type::Array(item, count) => Type::Array(inside(item), *count),
            Type::Tuple(elements) => Type::Tuple(
                elements
                    .iter()
                    .map(|element| self.expanded(element))
                    .collect(),
            ),
            Type::Map(value) => Type::Map(inside(value)),
            Type::KeyedMap(key, value) => Type::KeyedMap(*key, inside(value)),
            Type::Nullable(inner) => Type::Nullable(inside(inner)),
            Type::Boxed(inner) => Type::Boxed(inside(inner)),
            Type::Secret(inner) => Type::Secret(inside(inner)),
            plain => plain.clone(),
        }
    }

    /// Whether values of the type are copied rather than moved.
    pub(super) fn is_copy(&self, ty: &Type) -> bool {
        match self.plain(ty) {
            Type::Nullable(inner) => self.is_copy(inner),
            Type::Named(id) => match &self.type_def(*id).definition {
                Definition::Enum(values) => value_enum::is_copy(values.kind),
                _ => false,
            },
            plain => is_scalar(plain),
        }
    }

    /// Whether a lent value of the type has a lifetime.
    pub(super) fn is_lent(&self, ty: &Type) -> bool {
        match self.plain(ty) {
            Type::Nullable(inner) | Type::Boxed(inner) => self.is_lent(inner),
            plain => !is_scalar(plain),
        }
    }
}

fn is_scalar(ty: &Type) -> bool {
    matches!(
        ty,
        Type::Unit
            | Type::Bool
            | Type::I8
            | Type::I16
            | Type::I32
            | Type::I64
            | Type::U8
            | Type::U16
            | Type::U32
            | Type::U64
            | Type::F64
    )
}

/// An identifier of a final name, which is raw if it says so.
pub(super) fn ident(name: &str) -> Ident {
    match name.strip_prefix("r#") {
        Some(raw) => Ident::new_raw(raw, Span::call_site()),
        None => Ident::new(name, Span::call_site()),
    }
}

/// An identifier with words around a final name.
pub(super) fn joined(before: &str, name: &str, after: &str) -> Ident {
    let name = name.strip_prefix("r#").unwrap_or(name);
    Ident::new(&format!("{before}{name}{after}"), Span::call_site())
}

/// A number without a suffix, such as an index.
pub(super) fn index(number: usize) -> Literal {
    Literal::usize_unsuffixed(number)
}
