//! What callers of an emitted module can rely on, read from its files.
//!
//! A stranger would get this wrong: not every new member is harmless. A struct that callers build by a literal, and an
//! enum that they match without a rest, must keep exactly the members that they have.

mod object;

use object::{ObjectTable, OtherTable};
use proc_macro2::TokenStream;
use quote::ToTokens;
use std::collections::{BTreeMap, BTreeSet};
use syn::parse::{Parse, ParseStream};
use syn::punctuated::Punctuated;
use syn::{
    Attribute, Fields, Ident, ImplItem, Item, ItemImpl, LitStr, Macro, Token, Type, Visibility,
    braced, parenthesized,
};

/// What callers can rely on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Surface {
    /// What there is, by path, and how it is declared.
    promises: BTreeMap<String, String>,
    /// The members of what callers may have listed in full.
    closed: BTreeMap<String, BTreeSet<String>>,
}

impl Surface {
    /// The surface of emitted files.
    ///
    /// # Panics
    /// If one of them is not Rust.
    pub fn of(files: &BTreeMap<String, String>) -> Self {
        let mut surface = Self::default();
        for (path, text) in files {
            let file = syn::parse_file(text).unwrap_or_else(|error| panic!("{path}: {error}"));
            let module = module(path);
            for item in &file.items {
                surface.item(&module, item);
            }
        }
        surface
    }

    /// What a caller of this surface may use that another does not have, or has otherwise.
    pub fn breaks(&self, after: &Self) -> Vec<String> {
        let promises =
            self.promises
                .iter()
                .filter_map(|(path, declared)| match after.promises.get(path) {
                    None => Some(format!("{path} is gone")),
                    Some(other) if other != declared => {
                        Some(format!("{path} was `{declared}` and is `{other}`"))
                    }
                    Some(_) => None,
                });
        let closed = self.closed.iter().filter_map(|(path, members)| {
            let after = after.closed.get(path)?;
            (members != after)
                .then(|| format!("{path} is built or matched with {members:?}, now {after:?}"))
        });
        promises.chain(closed).collect()
    }

    fn item(&mut self, module: &str, item: &Item) {
        match item {
            Item::Struct(item) if is_public(&item.vis) => {
                let path = format!("{module}::{}", item.ident);
                self.promise(&path, &item.generics);
                self.derives(&path, &item.attrs);
                let members = item.fields.iter().filter(|field| is_public(&field.vis));
                let members: Vec<_> = members
                    .map(|field| (member_name(field.ident.as_ref()), &field.ty))
                    .collect();
                for (name, ty) in &members {
                    self.promise(&format!("{path}.{name}"), ty);
                }
                let names = members.into_iter().map(|(name, _)| name).collect();
                self.close(path, &item.attrs, names);
            }
            Item::Enum(item) if is_public(&item.vis) => {
                let path = format!("{module}::{}", item.ident);
                self.promise(&path, &item.generics);
                self.derives(&path, &item.attrs);
                for variant in &item.variants {
                    let fields = types(&variant.fields);
                    self.promises
                        .insert(format!("{path}::{}", variant.ident), fields);
                }
                let names = item
                    .variants
                    .iter()
                    .map(|variant| variant.ident.to_string())
                    .collect();
                self.close(path, &item.attrs, names);
            }
            Item::Type(item) if is_public(&item.vis) => {
                self.promise(&format!("{module}::{}", item.ident), &item.ty);
            }
            Item::Const(item) if is_public(&item.vis) => {
                self.promise(&format!("{module}::{}", item.ident), &item.ty);
            }
            Item::Fn(item) if is_public(&item.vis) => {
                self.promise(&format!("{module}::{}", item.sig.ident), &item.sig);
            }
            Item::Mod(item) if is_public(&item.vis) => {
                self.promise(&format!("{module}::{}", item.ident), &item.ident);
            }
            Item::Use(item) if is_public(&item.vis) => {
                let path = item.tree.to_token_stream().to_string();
                self.promises
                    .insert(format!("{module} use {path}"), String::new());
            }
            Item::Impl(item) => self.implementation(module, item),
            Item::Macro(item) => self.table(module, &item.mac),
            _ => {}
        }
    }

    fn implementation(&mut self, module: &str, item: &ItemImpl) {
        let owner = format!("{module}::{}", type_name(&item.self_ty));
        let Some((of, _)) = &item.trait_ else {
            for member in &item.items {
                if let ImplItem::Fn(function) = member
                    && is_public(&function.vis)
                {
                    self.promise(&format!("{owner}::{}", function.sig.ident), &function.sig);
                }
            }
            return;
        };
        let of = of.to_token_stream().to_string();
        self.promises
            .insert(format!("{owner}: {of}"), String::new());
        for member in &item.items {
            if let ImplItem::Type(own) = member {
                self.associated(&format!("{owner}: {of}"), &own.ident, &own.ty);
            }
        }
    }

    /// The first optional parameter makes options where there were none, and no caller names those who had none to give;
    /// the first documented failure makes `Undeclared` another type, and who had none to match does not name that.
    fn associated(&mut self, implementation: &str, name: &Ident, ty: &Type) {
        if name != "Options" && ty.to_token_stream().to_string() != "Undeclared" {
            self.promise(&format!("{implementation}::{name}"), ty);
        }
    }

    /// What a table promises, which is what its macro makes of it.
    fn table(&mut self, module: &str, call: &Macro) {
        let read = match call.path.segments.last() {
            Some(name) if name.ident == "operation" => call
                .parse_body::<OperationTable>()
                .map(|table| self.operation(module, &table)),
            Some(name) if name.ident == "options" => call
                .parse_body::<OptionsTable>()
                .map(|table| self.options(module, &table)),
            Some(name) if name.ident == "object" => call
                .parse_body::<ObjectTable>()
                .map(|table| self.object(module, &table)),
            Some(name)
                if ["paged", "long_running", "streamed"]
                    .iter()
                    .any(|it| name.ident == it) =>
            {
                call.parse_body::<ProceedingTable>().map(|table| {
                    let owner = format!("{module}::{}", type_name(&table.operation));
                    self.promises
                        .insert(format!("{owner}: {}", name.ident), table.gives);
                })
            }
            Some(name) if name.ident == "failures" => {
                let parse = Punctuated::<FailureLine, Token![,]>::parse_terminated;
                call.parse_body_with(parse).map(|failures| {
                    for FailureLine(failure) in failures {
                        let of = format!("{module}::{failure}: Failure");
                        self.promises.insert(of, String::new());
                    }
                })
            }
            // It follows from the enum, which stands beside it.
            Some(name) if name.ident == "failure" => Ok(()),
            // What their macros make follows from the enum and its kind alone.
            Some(name) => call.parse_body::<OtherTable>().map(|table| {
                let owner = format!("{module}::{}", table.model);
                let kind = format!("{owner}: {} {}", name.ident, table.of);
                self.promises.insert(kind, String::new());
                for (name, ty) in table.shared {
                    self.promises.insert(format!("{owner}::{name}"), ty);
                }
                for converted in table.conversions {
                    let of = format!("{owner}: From<{converted}>");
                    self.promises.insert(of, String::new());
                }
            }),
            None => Ok(()),
        };
        read.unwrap_or_else(|error| panic!("{module}: {error}"));
    }

    fn operation(&mut self, module: &str, table: &OperationTable) {
        let implementation = format!("{module}::{}: Operation", type_name(&table.operation));
        self.promises.insert(implementation.clone(), String::new());
        for (name, ty) in &table.types {
            self.associated(&implementation, name, ty);
        }
    }

    fn options(&mut self, module: &str, table: &OptionsTable) {
        let owner = format!("{module}::{}", type_name(&table.options));
        for setter in &table.setters {
            self.promise(&format!("{owner}::{}", setter.name), &setter.value);
        }
    }

    fn object(&mut self, module: &str, table: &ObjectTable) {
        let owner = format!("{module}::{}", table.model);
        for (name, argument) in &table.functions {
            self.promises
                .insert(format!("{owner}::{name}"), argument.clone());
        }
        for of in &table.traits {
            self.promises
                .insert(format!("{owner}: {of}"), String::new());
        }
        self.promises
            .insert(format!("{owner}: an object"), String::new());
    }

    fn promise(&mut self, path: &str, declared: &impl ToTokens) {
        self.promises
            .insert(path.to_owned(), declared.to_token_stream().to_string());
    }

    fn derives(&mut self, path: &str, attributes: &[Attribute]) {
        for attribute in attributes.iter().filter(|it| it.path().is_ident("derive")) {
            // A derive that is not a list of paths is none that rustc takes.
            let _ = attribute.parse_nested_meta(|derived| {
                let derived = derived.path.to_token_stream().to_string();
                self.promises
                    .insert(format!("{path}: {derived}"), String::new());
                Ok(())
            });
        }
    }

    fn close(&mut self, path: String, attributes: &[Attribute], members: BTreeSet<String>) {
        let is_open = attributes
            .iter()
            .any(|attribute| attribute.path().is_ident("non_exhaustive"));
        if !is_open {
            self.closed.insert(path, members);
        }
    }
}

/// The head of `operation! { super::Get<'_>: "id", "GET", "/route"; Options = …, Output = …, Failure = …; … }`.
struct OperationTable {
    operation: Type,
    types: Vec<(Ident, Type)>,
}

impl Parse for OperationTable {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let operation = input.parse()?;
        input.parse::<Token![:]>()?;
        Punctuated::<LitStr, Token![,]>::parse_separated_nonempty(input)?;
        input.parse::<Token![;]>()?;
        let mut types = Vec::new();
        while !input.peek(Token![;]) {
            let name = input.parse()?;
            input.parse::<Token![=]>()?;
            types.push((name, input.parse()?));
            input.parse::<Option<Token![,]>>()?;
        }
        input.parse::<TokenStream>()?;
        Ok(Self { operation, types })
    }
}

/// `ErrorResponse`, `Reason: value`.
struct FailureLine(Ident);

impl Parse for FailureLine {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let failure = input.parse()?;
        if input.parse::<Option<Token![:]>>()?.is_some() {
            input.parse::<Ident>()?;
        }
        Ok(Self(failure))
    }
}

/// The head of `paged! { super::List: models::Pet; … }` and of its like: what an operation goes on to give.
struct ProceedingTable {
    operation: Type,
    gives: String,
}

impl Parse for ProceedingTable {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let operation = input.parse()?;
        input.parse::<Token![:]>()?;
        let gives: Type = input.parse()?;
        input.parse::<TokenStream>()?;
        Ok(Self {
            operation,
            gives: gives.to_token_stream().to_string(),
        })
    }
}

/// `options! { super::GetOptions { with_limit(limit: i64), … } }`.
struct OptionsTable {
    options: Type,
    setters: Vec<Setter>,
}

struct Setter {
    name: Ident,
    value: TokenStream,
}

impl Parse for OptionsTable {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let options = input.parse()?;
        let rows;
        braced!(rows in input);
        let setters = Punctuated::<Setter, Token![,]>::parse_terminated(&rows)?;
        Ok(Self {
            options,
            setters: setters.into_iter().collect(),
        })
    }
}

impl Parse for Setter {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let name = input.parse()?;
        let value;
        parenthesized!(value in input);
        Ok(Self {
            name,
            value: value.parse()?,
        })
    }
}

/// The module of a file; what a codec file implements belongs to the module around it.
fn module(path: &str) -> String {
    let path = path.strip_suffix(".rs").unwrap_or(path);
    let path = path.strip_suffix("/codec").unwrap_or(path);
    path.replace('/', "::")
}

fn is_public(visibility: &Visibility) -> bool {
    matches!(visibility, Visibility::Public(_))
}

fn member_name(ident: Option<&syn::Ident>) -> String {
    ident.map_or_else(|| "0".to_owned(), ToString::to_string)
}

fn types(fields: &Fields) -> String {
    let types = fields
        .iter()
        .map(|field| field.ty.to_token_stream().to_string());
    types.collect::<Vec<_>>().join(", ")
}

/// The last name of a type, without its arguments.
fn type_name(ty: &Type) -> String {
    match ty {
        Type::Path(path) => path
            .path
            .segments
            .last()
            .map(|segment| segment.ident.to_string())
            .unwrap_or_default(),
        other => other.to_token_stream().to_string(),
    }
}
