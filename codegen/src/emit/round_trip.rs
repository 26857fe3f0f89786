//! The table of an API's types, each read from JSON and written again, cloned and compared: what a program calls that holds
//! emitted types to the law of round trips.
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
        use restwright_runtime::serde_json::Value;

        /// Reads a text and writes it again, for each type; what is wrong with the text if it cannot be read, or with the
        /// type if a clone is not equal, or a change that is written is.
        pub(crate) const TYPES: &[fn(&[u8]) -> Result<Vec<u8>, String>] = &[#(#again),*];

        fn again<T: Decode + Encode + Clone + PartialEq>(text: &[u8]) -> Result<Vec<u8>, String> {
            let value = json::from_slice::<T>(text).map_err(|fault| fault.to_string())?;
            let written = json::to_vec(&value);
            let copy = value.clone();
            if copy != value || json::to_vec(&copy) != written {
                return Err("a clone is not equal".to_owned());
            }
            for changed in changes(text) {
                let Ok(other) = json::from_slice::<T>(changed.as_bytes()) else {
                    continue;
                };
                let is_same = json::to_vec(&other) == written;
                if (other == value) != is_same {
                    return Err(format!("written alike: {is_same}, and not equal or the reverse: {changed}"));
                }
            }
            Ok(written)
        }

        /// The text with each member of its object left out, and each with another value.
        fn changes(text: &[u8]) -> Vec<String> {
            let Ok(Value::Object(members)) = json::from_slice::<Value>(text) else {
                return Vec::new();
            };
            let mut changes = Vec::new();
            for (name, value) in &members {
                let mut changed = members.clone();
                changed.remove(name);
                changes.push(Value::Object(changed.clone()).to_string());
                changed.insert(name.clone(), another(value));
                changes.push(Value::Object(changed).to_string());
            }
            changes
        }

        /// A value of the same kind.
        fn another(value: &Value) -> Value {
            match value {
                Value::Null => Value::from("another"),
                Value::Bool(value) => Value::from(!value),
                Value::Number(number) => Value::from(number.as_i64().map_or(1, |number| number / 2 + 1)),
                Value::String(text) => Value::from(format!("{text}!")),
                Value::Array(items) => items.iter().skip(1).cloned().collect(),
                Value::Object(members) => members.iter().skip(1).map(|(name, value)| (name.clone(), value.clone())).collect(),
            }
        }
    })
}
