//! Objects: the struct and what it requires, its constructor and setters, its table.
//!
//! What a stranger would get wrong: `optional` and `asked` are independent. A write-only member is asked for and stored
//! in an `Option`; a read-only one is neither asked for nor bare.

use super::scope::Scope;
use super::text::{INDENT, attributes, deprecated, literal};
use super::{doc, sample};
use crate::shape::{Constant, Field, Rest, Struct, Type, TypeDef};

/// Whether a caller must give the field: one that is always there has no other value to start with.
fn is_asked(field: &Field) -> bool {
    field.asked || !field.optional
}

/// How the struct is made.
enum Construction<'a> {
    /// By no caller.
    None,
    Default,
    One(&'a Field),
    Init(String, Vec<&'a Field>),
}

fn construction<'a>(definition: &'a TypeDef, structure: &'a Struct) -> Construction<'a> {
    let asked: Vec<&Field> = structure
        .fields
        .iter()
        .filter(|field| is_asked(field))
        .collect();
    match asked.as_slice() {
        _ if !structure.built => Construction::None,
        [] => Construction::Default,
        [field] => Construction::One(field),
        _ if structure.init_ident.is_empty() => {
            let name = format!("{}Init", doc::unraw(&definition.name.ident));
            Construction::Init(name, asked)
        }
        _ => Construction::Init(structure.init_ident.clone(), asked),
    }
}

/// The name of the struct of required fields, if there is one.
pub(super) fn init_name(definition: &TypeDef, structure: &Struct) -> Option<String> {
    match construction(definition, structure) {
        Construction::Init(name, _) => Some(name),
        Construction::None | Construction::Default | Construction::One(_) => None,
    }
}

/// The struct, and the struct of what it requires.
pub(super) fn types(definition: &TypeDef, structure: &Struct, scope: &mut Scope<'_>) -> String {
    let name = &definition.name.ident;
    let docs = doc::of_type(definition, scope.api).text("");
    let attributes = attributes(definition);
    let fields = structure.fields.iter().map(|field| stored(field, scope));
    let fields: String = fields.collect();
    let rest = rest(structure, scope);
    let init = match construction(definition, structure) {
        Construction::Init(init, asked) => init_type(name, &init, &asked, scope),
        Construction::None | Construction::Default | Construction::One(_) => String::new(),
    };
    format!(
        "
{docs}{attributes}#[non_exhaustive]
pub struct {name} {{
{fields}{rest}}}
{init}"
    )
}

fn stored(field: &Field, scope: &mut Scope<'_>) -> String {
    let name = &field.name.ident;
    let shown = sample::sample(scope.api, &field.ty, field.example.as_ref());
    let documented = doc::with_sample(&field.doc, shown);
    let docs = doc::of_field(&documented, &field.name).text(INDENT);
    let deprecated = deprecated(field.deprecated, INDENT);
    let ty = scope.spelled(&field.ty);
    let ty = if field.optional {
        format!("Option<{ty}>")
    } else {
        ty
    };
    format!("{docs}{deprecated}    pub {name}: {ty},\n")
}

fn rest(structure: &Struct, scope: &mut Scope<'_>) -> String {
    let ty = match &structure.rest {
        Rest::Forbidden => return String::new(),
        Rest::Members => {
            scope.runtime("Members");
            "Members".to_owned()
        }
        Rest::Typed(value) => scope.spelled(&Type::Map(Box::new(value.clone()))),
    };
    let docs = doc::sentence("Members that the description does not name.").text(INDENT);
    let name = &structure.rest_ident;
    format!("{docs}    pub {name}: {ty},\n")
}

fn init_type(name: &str, init: &str, asked: &[&Field], scope: &mut Scope<'_>) -> String {
    let docs = doc::sentence(&format!(
        "What {} {} requires.",
        doc::article(name),
        doc::link(name)
    ))
    .text("");
    // clippy would have a struct that nothing needs to be moved out of be lent.
    let copy = if asked.iter().all(|field| scope.api.is_copy(&field.ty)) {
        "Copy, "
    } else {
        ""
    };
    let fields = asked.iter().map(|field| {
        let name = &field.name.ident;
        let docs = doc::summary_of_field(&field.doc, &field.name).text(INDENT);
        let ty = scope.spelled(&field.ty);
        format!("{docs}    pub {name}: {ty},\n")
    });
    let fields: String = fields.collect();
    format!(
        "
{docs}#[derive(Clone, {copy}Debug)]
pub struct {init} {{
{fields}}}
"
    )
}

/// The table: what `json::object!` turns into constructor, setters, and how the struct is read and written.
pub(super) fn table(definition: &TypeDef, structure: &Struct, scope: &mut Scope<'_>) -> String {
    scope.runtime("json");
    let name = &definition.name.ident;
    let members = structure
        .fields
        .iter()
        .map(|field| member(field, structure.built, scope));
    let members: String = members.collect();
    let rest = match structure.rest {
        Rest::Forbidden => String::new(),
        Rest::Members | Rest::Typed(_) => format!("    rest {};\n", structure.rest_ident),
    };
    let escaped = if has_escaped_name(structure) {
        "    names escaped;\n"
    } else {
        ""
    };
    let fixed = fixed(&structure.constants);
    let construction = constructor(&construction(definition, structure), scope);
    format!(
        "
json::object! {{
    {name} {{
{members}    }}
{rest}{escaped}{fixed}{construction}}}
"
    )
}

/// Whether JSON spells a name otherwise than the table does (RFC 8259, 7).
fn has_escaped_name(structure: &Struct) -> bool {
    let mut names = structure.fields.iter().map(|field| &field.name.wire);
    names.any(|name| name.contains(|c: char| c.is_control() || matches!(c, '"' | '\\')))
}

/// The line of a member.
fn member(field: &Field, is_built: bool, scope: &mut Scope<'_>) -> String {
    let name = &field.name.ident;
    let wire = literal(&field.name.wire);
    let presence = if field.optional {
        "optional"
    } else {
        "required"
    };
    let setter = if is_built && field.optional && !field.read_only {
        setter(field, scope)
    } else {
        String::new()
    };
    format!("        {name}: {presence} {wire}{setter};\n")
}

fn setter(field: &Field, scope: &mut Scope<'_>) -> String {
    let name = doc::unraw(&field.name.ident).trim_start_matches('_');
    let (ty, boxed) = match &field.ty {
        Type::Boxed(inner) => (inner.as_ref(), " in Box"),
        ty => (ty, ""),
    };
    let ty = scope.spelled(ty);
    format!(", with_{name}(impl Into<{ty}>){boxed}")
}

/// The members whose values the description fixes.
fn fixed(constants: &[Constant]) -> String {
    if constants.is_empty() {
        return String::new();
    }
    let lines = constants.iter().map(|constant| {
        let (name, value) = (literal(&constant.name), literal(&constant.value.to_json()));
        format!("        {name}: {value};\n")
    });
    let lines: String = lines.collect();
    format!("    fixed {{\n{lines}    }}\n")
}

fn constructor(construction: &Construction<'_>, scope: &mut Scope<'_>) -> String {
    match construction {
        Construction::None => String::new(),
        Construction::Default => "    impl Default;\n".to_owned(),
        Construction::One(field) => {
            let name = &field.name.ident;
            let ty = scope.spelled(&field.ty);
            let value = kept(field, &format!("{name}.into()"));
            format!("    fn new({name}: impl Into<{ty}>) {{\n        {name}: {value},\n    }}\n")
        }
        Construction::Init(init, asked) => {
            let asked = asked.iter().map(|field| {
                let name = &field.name.ident;
                format!(
                    "        {name}: {},\n",
                    kept(field, &format!("init.{name}"))
                )
            });
            let asked: String = asked.collect();
            format!("    fn new(init: {init}) {{\n{asked}    }}\n")
        }
    }
}

/// A value that a caller gives, as the field keeps it.
fn kept(field: &Field, value: &str) -> String {
    if field.optional {
        format!("Some({value})")
    } else {
        value.to_owned()
    }
}
