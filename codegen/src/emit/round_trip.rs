//! The table of an API's types, each read from JSON and written again: what a program calls that holds emitted codecs
//! to the law of round trips.
//!
//! A stranger would get this wrong: the table has every type, in the order of [`Api::types`]; a caller knows a type by
//! its index there.

use super::scope::{Place, Scope, ident};
use crate::print;
use crate::shape::{Api, TypeId};
use proc_macro2::TokenStream;
use quote::quote;

/// The text of a module that has the table of the API at this path from the crate's root.
pub fn table(api: &Api, module: &[String]) -> String {
    let mut scope = Scope::new(api, Place::Outside);
    let path = module.iter().map(|part| ident(part));
    let types = 0..api.types.len();
    let again = types.map(|index| {
        let name = scope.named(TypeId::of(index));
        quote!(again::<#name>)
    });
    let again: Vec<TokenStream> = again.collect();
    print::listing(quote! {
        //! Reads and writes each type of an API.
        use crate::#(#path)::* as api;
        use restwright_runtime::json::{self, Decode, Encode};

        /// Reads a text and writes it again, for each type; what is wrong with the text if it cannot be read.
        pub(crate) const TYPES: &[fn(&[u8]) -> Result<Vec<u8>, String>] = &[#(#again),*];

        fn again<T: Decode + Encode>(text: &[u8]) -> Result<Vec<u8>, String> {
            match json::from_slice::<T>(text) {
                Ok(value) => Ok(json::to_vec(&value)),
                Err(fault) => Err(fault.to_string()),
            }
        }
    })
}
