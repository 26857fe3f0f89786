//! What every model type's codec has: `Encode`, `Decode` and the two lines that serde needs.
//!
//! What a stranger would get wrong: serde is a guest here. Its impls delegate to the runtime and cost nothing where
//! they are not used.

use super::scope::Scope;
use proc_macro2::TokenStream;
use quote::quote;

/// The codec of a type: how it starts, how `self` is written and how it is read.
pub(super) fn of(
    name: &TokenStream,
    blank: &TokenStream,
    encode: &TokenStream,
    decode: &TokenStream,
    scope: &mut Scope<'_>,
) -> TokenStream {
    scope.runtime("json");
    for serde in ["Deserialize", "Deserializer", "Serialize", "Serializer"] {
        scope.import("restwright_runtime::serde_core", serde);
    }
    quote! {
        impl json::Encode for #name {
            fn encode(&self, writer: &mut json::Writer) {
                #encode
            }
        }

        impl json::Decode for #name {
            fn blank() -> Self {
                #blank
            }
            fn decode(&mut self, reader: &mut json::Reader<'_>) -> Result<(), json::Fault> {
                #decode
            }
        }

        impl Serialize for #name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                json::serialize(self, serializer)
            }
        }

        impl<'de> Deserialize<'de> for #name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                json::deserialize(deserializer)
            }
        }
    }
}
