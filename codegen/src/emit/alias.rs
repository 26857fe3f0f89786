//! Names for other types: an alias, or a struct around the type where an alias would be infinite.

use super::doc;
use super::scope::Scope;
use super::text::{attributes, deprecated};
use crate::shape::{Type, TypeDef};

/// `type X = …;`
pub(super) fn alias(definition: &TypeDef, target: &Type, scope: &mut Scope<'_>) -> String {
    let name = &definition.name.ident;
    let docs = doc::of_type(definition, scope.api).text("");
    let deprecated = deprecated(definition.deprecated, "");
    let target = scope.spelled(target);
    format!("\n{docs}{deprecated}pub type {name} = {target};\n")
}

/// `struct X(pub …);`
pub(super) fn newtype(definition: &TypeDef, content: &Type, scope: &mut Scope<'_>) -> String {
    let name = &definition.name.ident;
    let docs = doc::of_type(definition, scope.api).text("");
    let attributes = attributes(definition);
    let content = scope.spelled(content);
    format!(
        "
{docs}{attributes}#[derive(Clone, Debug, PartialEq)]
pub struct {name}(pub {content});
"
    )
}

/// How a newtype is read and written: as what it holds.
pub(super) fn table(definition: &TypeDef, content: &Type, scope: &mut Scope<'_>) -> String {
    scope.runtime("json");
    let name = &definition.name.ident;
    let content = scope.spelled(content);
    format!("\njson::newtype! {{ {name}({content}) }}\n")
}
