//! What a file under construction can name: it writes types down and remembers what they need imported.
//!
//! What a stranger would get wrong: a group of operations and its codec are two files with two scopes; a file of models
//! is one.

use super::{RESERVED_OPERATION_NAMES, RESERVED_TYPE_NAMES, text};
use crate::shape::{Api, Definition, Format, Type, TypeId};
use proc_macro2::{Ident, Literal, Span, TokenStream};
use quote::quote;
use std::collections::{BTreeMap, BTreeSet};

/// Where a file stands, which decides how it refers to model types.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// A file of models: types of other files are imported from `super`.
    Model(TypeId),
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
    imports: BTreeMap<&'static str, BTreeSet<String>>,
}

impl<'a> Scope<'a> {
    pub(super) fn new(api: &'a Api, place: Place) -> Self {
        Self {
            api,
            place,
            imports: BTreeMap::new(),
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
            Place::Model(_) => RESERVED_TYPE_NAMES.contains(&name),
            Place::Beside | Place::BelowBeside => RESERVED_OPERATION_NAMES.contains(&name),
            Place::Outside => true,
        }
    }

    /// Imports a name from the root of the runtime.
    pub(super) fn runtime(&mut self, name: &str) {
        self.import("restwright_runtime", name);
    }

    /// Imports a name from what of the runtime is for emitted code alone.
    pub(super) fn emitted(&mut self, name: &str) {
        self.import("restwright_runtime::emitted", name);
    }

    /// The `use` declarations for everything that was named.
    pub(super) fn imports(&self) -> TokenStream {
        let uses = self.paths().map(|(path, names)| {
            let path = path.split("::").map(ident);
            let names: Vec<Ident> = names.iter().map(|name| ident(name)).collect();
            match names.as_slice() {
                [name] => quote!(use #(#path)::*::#name;),
                names => quote!(use #(#path)::*::{#(#names),*};),
            }
        });
        quote!(#(#uses)*)
    }

    /// The same as text, a line a declaration where it fits.
    pub(super) fn imported(&self) -> String {
        let uses = self.paths().map(|(path, names)| {
            let names: Vec<&str> = names.iter().map(String::as_str).collect();
            text::import(path, &names)
        });
        uses.collect()
    }

    /// The paths that names come from, those of the API first.
    fn paths(&self) -> impl Iterator<Item = (&'static str, &BTreeSet<String>)> {
        let is_near = |path: &str| path.starts_with("super");
        let near = self.imports.iter().filter(move |(path, _)| is_near(path));
        let far = self.imports.iter().filter(move |(path, _)| !is_near(path));
        near.chain(far).map(|(path, names)| (*path, names))
    }

    /// A type as it is written where a value is owned, as tokens.
    pub(super) fn ty(&mut self, ty: &Type) -> TokenStream {
        tokens(&self.spelled(ty))
    }

    /// A type as it is written where a value is owned.
    pub(super) fn spelled(&mut self, ty: &Type) -> String {
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
            Type::Format(format) => self.format(*format).to_owned(),
            Type::Any => self.any_spelled().to_owned(),
            Type::Bytes => {
                self.import("restwright_runtime::bytes", "Bytes");
                "Bytes".to_owned()
            }
            Type::File => {
                self.runtime("formats");
                "formats::File".to_owned()
            }
            Type::List(item) => format!("Vec<{}>", self.spelled(item)),
            Type::Array(item, count) => format!("[{}; {count}]", self.spelled(item)),
            Type::Tuple(elements) => {
                let elements = elements.iter().map(|element| self.spelled(element));
                let elements: Vec<String> = elements.collect();
                format!("({})", elements.join(", "))
            }
            Type::KeyedMap(key, value) => {
                self.import("std::collections", "BTreeMap");
                let key = self.spelled(&Type::Named(*key));
                format!("BTreeMap<{key}, {}>", self.spelled(value))
            }
            Type::Map(value) => {
                self.import("std::collections", "BTreeMap");
                format!("BTreeMap<String, {}>", self.spelled(value))
            }
            Type::Nullable(inner) => format!("Option<{}>", self.spelled(inner)),
            Type::Boxed(inner) => format!("Box<{}>", self.spelled(inner)),
            Type::Secret(inner) => {
                self.runtime("formats");
                format!("formats::Secret<{}>", self.spelled(inner))
            }
            Type::Named(id) => self.name_of(*id),
            Type::Event => {
                self.runtime("stream");
                "stream::Event".to_owned()
            }
            Type::Own(own) => {
                self.runtime("formats");
                format!("formats::{}", own.wrapper())
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

    /// The name of a model type, as tokens.
    pub(super) fn named(&mut self, id: TypeId) -> TokenStream {
        tokens(&self.name_of(id))
    }

    /// The name of a model type.
    pub(super) fn name_of(&mut self, id: TypeId) -> String {
        let definition = self.api.type_def(id);
        let name = &definition.name.ident;
        match self.place {
            Place::Model(home) => {
                if definition.home != home {
                    self.import("super", name);
                }
                name.clone()
            }
            Place::Beside => {
                self.import("super", "models");
                format!("models::{name}")
            }
            Place::BelowBeside => {
                self.import("super::super", "models");
                format!("models::{name}")
            }
            Place::Outside => format!("api::models::{name}"),
        }
    }

    /// The type of any JSON value.
    pub(super) fn any_spelled(&mut self) -> &'static str {
        self.runtime("serde_json");
        "serde_json::Value"
    }

    fn format(&mut self, format: Format) -> &'static str {
        self.runtime("formats");
        format_path(format)
    }
}

/// The tokens of a type or a path that was spelled here.
fn tokens(spelled: &str) -> TokenStream {
    spelled.parse().unwrap_or_default()
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
                Definition::Enum(values) => values.is_copy(),
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

/// The runtime's type for a format.
pub(super) fn format_path(format: Format) -> &'static str {
    match format {
        Format::DateTime => "formats::DateTime",
        Format::Rfc1123DateTime => "formats::Rfc1123DateTime",
        Format::Date => "formats::Date",
        Format::Time => "formats::Time",
        Format::Duration => "formats::Duration",
        Format::Uuid => "formats::Uuid",
        Format::Base64 => "formats::Base64",
        Format::Base64Url => "formats::Base64Url",
        Format::Decimal => "formats::Decimal",
    }
}

fn is_scalar(ty: &Type) -> bool {
    ty.is_integer() || matches!(ty, Type::Unit | Type::Bool | Type::F64)
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
