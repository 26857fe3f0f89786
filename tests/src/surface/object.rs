//! What callers can rely on of the tables of models: `object! { Pet { … } rest other; fn new(…) { … } }` and its kin.
//!
//! A stranger would get this wrong: a line without a setter promises nothing here. Its field stands in the struct.

use proc_macro2::{Group, TokenStream};
use syn::Token;
use syn::ext::IdentExt;
use syn::parse::{Parse, ParseStream};

/// The part of a table that callers can rely on.
pub(super) struct ObjectTable {
    pub(super) model: syn::Ident,
    /// Constructor and setters, and what they take.
    pub(super) functions: Vec<(String, String)>,
    pub(super) traits: Vec<String>,
}

impl Parse for ObjectTable {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let mut table = Self {
            model: input.parse()?,
            functions: Vec::new(),
            traits: Vec::new(),
        };
        let members;
        syn::braced!(members in input);
        while !members.is_empty() {
            table.member(&members)?;
        }
        while !input.is_empty() {
            table.section(input)?;
        }
        Ok(table)
    }
}

impl ObjectTable {
    /// `name: presence "wire", setter(type) in Box;`
    fn member(&mut self, input: ParseStream<'_>) -> syn::Result<()> {
        syn::Ident::parse_any(input)?;
        input.parse::<Token![:]>()?;
        input.parse::<syn::Ident>()?;
        input.parse::<syn::LitStr>()?;
        if input.parse::<Option<Token![,]>>()?.is_some() {
            let name: syn::Ident = input.parse()?;
            let argument;
            syn::parenthesized!(argument in input);
            let argument: TokenStream = argument.parse()?;
            self.functions
                .push((name.to_string(), argument.to_string()));
            if input.parse::<Option<Token![in]>>()?.is_some() {
                input.parse::<syn::Ident>()?;
            }
        }
        input.parse::<Token![;]>()?;
        Ok(())
    }

    /// `rest name;`, `names escaped;`, `fixed { … }`, `impl Trait;`, `fn new(argument: type) { … }`
    fn section(&mut self, input: ParseStream<'_>) -> syn::Result<()> {
        if input.parse::<Option<Token![impl]>>()?.is_some() {
            self.traits.push(input.parse::<syn::Ident>()?.to_string());
            input.parse::<Token![;]>()?;
        } else if input.parse::<Option<Token![fn]>>()?.is_some() {
            let name: syn::Ident = input.parse()?;
            let argument;
            syn::parenthesized!(argument in input);
            syn::Ident::parse_any(&argument)?;
            argument.parse::<Token![:]>()?;
            let argument: TokenStream = argument.parse()?;
            self.functions
                .push((name.to_string(), argument.to_string()));
            input.parse::<Group>()?;
        } else {
            let section: syn::Ident = input.parse()?;
            if section == "rest" || section == "names" {
                syn::Ident::parse_any(input)?;
                input.parse::<Token![;]>()?;
            } else {
                input.parse::<Group>()?;
            }
        }
        Ok(())
    }
}

/// The table of an enum or a newtype.
pub(super) struct OtherTable {
    pub(super) model: syn::Ident,
    /// What its values are, where the table says so.
    pub(super) of: String,
    /// The types that become arms of a union.
    pub(super) conversions: Vec<String>,
    /// What reads a field that all arms have, and the field's type.
    pub(super) shared: Vec<(String, String)>,
}

impl Parse for OtherTable {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let mut table = Self {
            model: input.parse()?,
            of: String::new(),
            conversions: Vec::new(),
            shared: Vec::new(),
        };
        if input.peek(syn::token::Paren) {
            let of;
            syn::parenthesized!(of in input);
            table.of = of.parse::<TokenStream>()?.to_string();
        }
        if input.peek(syn::token::Brace) {
            let lines;
            syn::braced!(lines in input);
            while !lines.is_empty() {
                table.line(&lines)?;
            }
        }
        while !input.is_empty() {
            if input.parse::<syn::Ident>()? == "shared" {
                let fields;
                syn::braced!(fields in input);
                while !fields.is_empty() {
                    table.field(&fields)?;
                }
            } else {
                input.parse::<proc_macro2::TokenTree>()?;
                input.parse::<Token![;]>()?;
            }
        }
        Ok(table)
    }
}

impl OtherTable {
    /// `name: presence type;`
    fn field(&mut self, input: ParseStream<'_>) -> syn::Result<()> {
        let name = syn::Ident::parse_any(input)?.to_string();
        input.parse::<Token![:]>()?;
        input.parse::<syn::Ident>()?;
        let ty: syn::Type = input.parse()?;
        input.parse::<Token![;]>()?;
        let ty = quote::ToTokens::to_token_stream(&ty).to_string();
        self.shared.push((name, ty));
        Ok(())
    }

    /// `Variant = "text";`, `Arm(Type): "tag" | "tag";`
    fn line(&mut self, input: ParseStream<'_>) -> syn::Result<()> {
        syn::Ident::parse_any(input)?;
        if input.peek(syn::token::Paren) {
            let from;
            syn::parenthesized!(from in input);
            self.conversions
                .push(from.parse::<TokenStream>()?.to_string());
        }
        while input.parse::<Option<Token![;]>>()?.is_none() {
            input.parse::<proc_macro2::TokenTree>()?;
        }
        Ok(())
    }
}
