//! Objects: the struct and what it requires, its constructor and setters, its table.
//!
//! What a stranger would get wrong: `optional` and `asked` are independent. A write-only member is asked for and stored
//! in an `Option`; a read-only one is neither asked for nor bare.

use super::scope::{Scope, ident, index, joined};
use super::{codec, doc};
use crate::shape::{Constant, Field, Rest, Struct, Type, TypeDef, TypeId};
use proc_macro2::{Ident, TokenStream};
use quote::quote;

/// Whether a caller must give the field: one that is always there has no other value to start with.
fn is_asked(field: &Field) -> bool {
    field.asked || !field.optional
}

/// How the struct is made.
enum Construction<'a> {
    Default,
    One(&'a Field),
    Init(Ident, Vec<&'a Field>),
}

fn construction<'a>(definition: &'a TypeDef, structure: &'a Struct) -> Construction<'a> {
    let asked: Vec<&Field> = structure
        .fields
        .iter()
        .filter(|field| is_asked(field))
        .collect();
    match asked.as_slice() {
        [] => Construction::Default,
        [field] => Construction::One(field),
        _ if structure.init_ident.is_empty() => {
            Construction::Init(joined("", &definition.name.ident, "Init"), asked)
        }
        _ => Construction::Init(ident(&structure.init_ident), asked),
    }
}

/// The name of the struct of required fields, if there is one.
pub(super) fn init_name(definition: &TypeDef, structure: &Struct) -> Option<Ident> {
    match construction(definition, structure) {
        Construction::Init(name, _) => Some(name),
        Construction::Default | Construction::One(_) => None,
    }
}

/// The struct, and the struct of what it requires.
pub(super) fn types(
    definition: &TypeDef,
    structure: &Struct,
    scope: &mut Scope<'_>,
) -> TokenStream {
    let name = ident(&definition.name.ident);
    let docs = doc::of_type(definition, scope.api);
    let deprecated = doc::deprecated(definition.deprecated);
    let fields = structure
        .fields
        .iter()
        .map(|field| stored_field(field, scope))
        .collect::<Vec<_>>();
    let rest = rest_field(structure, scope);
    let construction = construction(definition, structure);
    let default = matches!(construction, Construction::Default).then(|| quote!(Default,));
    let init = match &construction {
        Construction::Init(init, asked) => init_type(&name, init, asked, scope),
        Construction::Default | Construction::One(_) => TokenStream::new(),
    };
    quote! {
        #docs
        #deprecated
        #[derive(Clone, Debug, #default PartialEq)]
        #[non_exhaustive]
        pub struct #name {
            #(#fields,)*
            #rest
        }
        #init
    }
}

fn stored_field(field: &Field, scope: &mut Scope<'_>) -> TokenStream {
    let name = ident(&field.name.ident);
    let docs = doc::of_field(&field.doc, &field.name);
    let deprecated = doc::deprecated(field.deprecated);
    let ty = scope.ty(&field.ty);
    let ty = if field.optional {
        quote!(Option<#ty>)
    } else {
        ty
    };
    quote!(#docs #deprecated pub #name: #ty)
}

fn rest_field(structure: &Struct, scope: &mut Scope<'_>) -> Option<TokenStream> {
    let name = rest_ident(structure)?;
    let ty = match &structure.rest {
        Rest::Forbidden => return None,
        Rest::Members => {
            scope.runtime("Members");
            quote!(Members)
        }
        Rest::Typed(value) => scope.ty(&Type::Map(Box::new(value.clone()))),
    };
    let docs = doc::sentence("Members that the description does not name.");
    Some(quote!(#docs pub #name: #ty,))
}

fn rest_ident(structure: &Struct) -> Option<Ident> {
    (structure.rest != Rest::Forbidden).then(|| ident(&structure.rest_ident))
}

fn init_type(name: &Ident, init: &Ident, asked: &[&Field], scope: &mut Scope<'_>) -> TokenStream {
    let name = name.to_string();
    let docs = doc::sentence(&format!(
        "What {} {} requires.",
        doc::article(&name),
        doc::link(&name)
    ));
    // clippy would have a struct that nothing needs to be moved out of be lent.
    let copy = asked
        .iter()
        .all(|field| scope.api.is_copy(&field.ty))
        .then(|| quote!(Copy,));
    let fields = asked.iter().map(|field| {
        let name = ident(&field.name.ident);
        let docs = doc::summary_of_field(&field.doc, &field.name);
        let ty = scope.ty(&field.ty);
        quote!(#docs pub #name: #ty)
    });
    quote! {
        #docs
        #[derive(Clone, #copy Debug)]
        pub struct #init {
            #(#fields,)*
        }
    }
}

/// Constructor, setters, and how the struct is read and written.
pub(super) fn codec(
    id: TypeId,
    definition: &TypeDef,
    structure: &Struct,
    scope: &mut Scope<'_>,
) -> TokenStream {
    let name = scope.named(id);
    let construction = construction(definition, structure);
    let constructor = constructor(structure, &construction, scope);
    let optional = structure.fields.iter().filter(|field| field.optional);
    let setters = optional.map(|field| match &field.ty {
        Type::Boxed(inner) => setter(&field.name.ident, &scope.ty(inner), true),
        ty => setter(&field.name.ident, &scope.ty(ty), false),
    });
    let setters: Vec<TokenStream> = setters.collect();
    let inherent = (constructor.is_some() || !setters.is_empty()).then(|| {
        quote! {
            impl #name {
                #constructor
                #(#setters)*
            }
        }
    });
    let object = object(&name, structure);
    let blank = blank(structure, &construction);
    let codec = codec::object(&name, &blank, scope);
    quote! {
        #inherent
        #object
        #codec
    }
}

fn constructor(
    structure: &Struct,
    construction: &Construction<'_>,
    scope: &mut Scope<'_>,
) -> Option<TokenStream> {
    let (parameter, asked) = match construction {
        Construction::Default => return None,
        Construction::One(field) => {
            let name = ident(&field.name.ident);
            let ty = scope.ty(&field.ty);
            let value = stored(field, &quote!(#name.into()));
            (quote!(#name: impl Into<#ty>), vec![quote!(#name: #value)])
        }
        Construction::Init(init, asked) => {
            scope.import("super", &init.to_string());
            let asked = asked.iter().map(|field| {
                let name = ident(&field.name.ident);
                let value = stored(field, &quote!(init.#name));
                quote!(#name: #value)
            });
            (quote!(init: #init), asked.collect())
        }
    };
    let is_whole = asked.len() == structure.fields.len() && structure.rest == Rest::Forbidden;
    let others = (!is_whole).then(|| quote!(..json::Decode::blank()));
    let docs = doc::sentence("Makes it from the members that it requires.");
    Some(quote! {
        #docs
        #[must_use]
        pub fn new(#parameter) -> Self {
            Self { #(#asked,)* #others }
        }
    })
}

fn stored(field: &Field, value: &TokenStream) -> TokenStream {
    if field.optional {
        quote!(Some(#value))
    } else {
        value.clone()
    }
}

/// `with_x`, for a field that is an `Option` of this type, or of a box of it.
pub(super) fn setter(field: &str, ty: &TokenStream, is_boxed: bool) -> TokenStream {
    let name = ident(field);
    let setter = joined("with_", doc::unraw(field).trim_start_matches('_'), "");
    let value = if is_boxed {
        quote!(Box::new(#name.into()))
    } else {
        quote!(#name.into())
    };
    let docs = doc::sentence(&format!("Sets [`{0}`](Self::{0}).", doc::unraw(field)));
    quote! {
        #docs
        #[must_use]
        pub fn #setter(mut self, #name: impl Into<#ty>) -> Self {
            self.#name = Some(#value);
            self
        }
    }
}

fn object(name: &TokenStream, structure: &Struct) -> TokenStream {
    let names = structure.fields.iter().map(|field| &field.name.wire);
    let required = structure
        .fields
        .iter()
        .enumerate()
        .filter(|(_, field)| !field.optional)
        .map(|(at, _)| index(at));
    let constants = constants(&structure.constants);
    let lent = members(structure, &quote!(&dyn json::Encode), &quote!(&self));
    let lent_mut = members(
        structure,
        &quote!(&mut dyn json::Decode),
        &quote!(&mut self),
    );
    let argument = if structure.fields.is_empty() {
        quote!(_)
    } else {
        quote!(index)
    };
    let rest = rest_ident(structure).map(|rest| {
        quote! {
            fn rest(&self) -> Option<&dyn json::Rest> {
                Some(&self.#rest)
            }
            fn rest_mut(&mut self) -> Option<&mut dyn json::RestMut> {
                Some(&mut self.#rest)
            }
        }
    });
    // `cargo check` evaluates every `static`, but a `const` block only where code is made.
    quote! {
        impl json::Object for #name {
            fn table(&self) -> &'static json::Table {
                const { &json::Table::new(&[#(#names),*], &[#(#required),*])#constants }
            }
            fn member(&self, #argument: usize) -> Option<&dyn json::Encode> {
                #lent
            }
            fn member_mut(&mut self, #argument: usize) -> Option<&mut dyn json::Decode> {
                #lent_mut
            }
            #rest
        }
    }
}

fn constants(constants: &[Constant]) -> Option<TokenStream> {
    let pairs = constants.iter().map(|constant| {
        let (name, value) = (&constant.name, constant.value.to_json());
        quote!(json::Constant { name: #name, value: #value })
    });
    (!constants.is_empty()).then(|| quote!(.with_constants(&[#(#pairs),*])))
}

fn members(structure: &Struct, ty: &TokenStream, access: &TokenStream) -> TokenStream {
    if structure.fields.is_empty() {
        return quote!(None);
    }
    let arms = structure.fields.iter().enumerate().map(|(at, field)| {
        let (at, name) = (index(at), ident(&field.name.ident));
        quote!(#at => #access.#name)
    });
    // One `Some` for all: each is a generic call that the compiler checks.
    quote! {
        let member: #ty = match index {
            #(#arms,)*
            _ => return None,
        };
        Some(member)
    }
}

fn blank(structure: &Struct, construction: &Construction<'_>) -> TokenStream {
    if matches!(construction, Construction::Default) {
        return quote!(Self::default());
    }
    let fields = structure.fields.iter().map(|field| {
        let name = ident(&field.name.ident);
        let value = if field.optional {
            quote!(None)
        } else {
            quote!(json::Decode::blank())
        };
        quote!(#name: #value)
    });
    let rest = rest_ident(structure).map(|rest| quote!(#rest: json::Decode::blank()));
    quote!(Self { #(#fields,)* #rest })
}
