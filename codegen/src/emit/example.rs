//! A program that calls an operation: for the first page of a crate, and for the pages of its operations.
//!
//! What a stranger would get wrong: the values are made up from names and types alone, so that a program shows what has to
//! be given, and compiles. It is a text and no tokens: it is read in documentation, with its lines as they are here.

pub use super::program::Program;
use super::{argument, server};
use crate::description::SecurityKind;
use crate::shape::{
    Api, Argument, Definition, Field, Format, Group, Operation, Scheme, Server, Struct, Type,
    TypeId,
};
use std::fmt::Write;

/// How deep values are nested in an example: what is deeper is not shown.
const DEPTH: usize = 6;

/// The program that calls an operation; `None` where a value is too deep to be shown, or cannot be made in one expression.
pub fn program(api: &Api, group: &Group, operation: &Operation) -> Option<Program> {
    let literal = literal(api, group, operation)?;
    let schemes = schemes(api, operation);
    let is_elsewhere = !operation.servers.is_empty();
    let server = api.servers.first().filter(|_| !is_elsewhere);
    let (endpoint, endpoint_name) = endpoint(server);
    let mut items: Vec<String> = schemes
        .iter()
        .map(|scheme| scheme.name.ident.clone())
        .chain(endpoint_name)
        .collect();
    items.push(format!("{}::{}", group.name.ident, operation.name.ident));
    if literal.contains("models::") {
        items.push("models".to_owned());
    }
    let mut runtime = vec!["Operation".to_owned()];
    if !schemes.is_empty() {
        runtime.push("Credential".to_owned());
    }
    if server.is_none() {
        runtime.push("Endpoint".to_owned());
    }
    let imports = format!(
        "{}{}",
        import(&api.path.join("::"), items),
        import("restwright_runtime", runtime)
    );
    let credentials = schemes.iter().map(|scheme| {
        let credential = credential(&scheme.kind);
        format!(".with_credential(&{}, {credential})?", scheme.name.ident)
    });
    let credentials: Vec<String> = credentials.collect();
    let separator = if credentials.len() > 1 { "\n    " } else { "" };
    let body = format!(
        "let endpoint = {endpoint}?{separator}{};\n\
         let operation = {literal};\n\
         let request = operation.request(&endpoint)?;\n\
         assert_eq!(request.method(), {:?});\n",
        credentials.join(separator),
        operation.method
    );
    Some(Program { imports, body })
}

/// A `use` declaration.
fn import(path: &str, mut items: Vec<String>) -> String {
    items.sort();
    match items.as_slice() {
        [item] => format!("use {path}::{item};\n"),
        items => format!("use {path}::{{{}}};\n", items.join(", ")),
    }
}

/// As many values as an example can give without hiding the call behind them.
const FEW: usize = 4;

/// The operation that shows best how an API is called: it reads, and requires little.
pub fn best(api: &Api) -> Option<(&Group, &Operation)> {
    let operations = api.groups.iter().flat_map(|group| {
        group
            .operations
            .iter()
            .map(move |operation| (group, operation))
    });
    operations
        .filter(|(group, operation)| literal(api, group, operation).is_some())
        .min_by_key(|(_, operation)| {
            let required = argument::required(operation).count();
            // How few is no contest: the first of those with few stays the example when others are added. One value to
            // give says more than none.
            (
                operation.deprecated,
                operation.method != "GET",
                required == 0,
                required.saturating_sub(FEW),
            )
        })
}

/// The function that makes the endpoint, called; and its name.
fn endpoint(server: Option<&Server>) -> (String, Option<String>) {
    match server {
        None => ("Endpoint::new(\"https://example.com\")".to_owned(), None),
        Some(server) => {
            let name = &server.name.ident;
            let call = format!("{name}({})", server::example_arguments(server));
            (call, Some(name.clone()))
        }
    }
}

/// The schemes of the first alternative that the operation asks for, if a credential can be written down for all of them.
fn schemes<'a>(api: &'a Api, operation: &Operation) -> Vec<&'a Scheme> {
    let first = operation.security.iter().min_by_key(|set| set.len());
    let schemes = first
        .into_iter()
        .flatten()
        .filter_map(|index| api.schemes.get(*index));
    schemes
        .filter(|scheme| scheme.kind != SecurityKind::MutualTls)
        .collect()
}

fn credential(kind: &SecurityKind) -> &'static str {
    match kind {
        SecurityKind::Bearer => "Credential::bearer(\"a token\")",
        SecurityKind::Basic => "Credential::basic(\"user\", \"password\")",
        SecurityKind::HeaderKey(_)
        | SecurityKind::QueryKey(_)
        | SecurityKind::CookieKey(_)
        | SecurityKind::Http(_)
        | SecurityKind::MutualTls => "Credential::key(\"a key\")",
    }
}

fn literal(api: &Api, group: &Group, operation: &Operation) -> Option<String> {
    let mut fields = String::new();
    for (index, argument) in argument::required(operation) {
        let value = given(api, group, operation, index, argument)?;
        // Writing to a String cannot fail.
        let _ = writeln!(fields, "    {}: {value},", argument.name.ident);
    }
    let name = &operation.name.ident;
    Some(if fields.is_empty() {
        format!("{name} {{}}")
    } else {
        format!("{name} {{\n{fields}}}")
    })
}

/// What is given for an argument.
fn given(
    api: &Api,
    group: &Group,
    operation: &Operation,
    index: usize,
    argument: &Argument,
) -> Option<String> {
    let words = &argument.name.ident;
    let Some(body) = argument::body_type(operation, index) else {
        return lent(api, &argument.ty, words, 0);
    };
    let form = operation.body.as_ref()?.forms.first()?;
    let value = owned(api, &form.ty, words, 0)?;
    let (group, form) = (&group.name.ident, &form.name.ident);
    Some(format!("&{group}::{body}::{form}({value})"))
}

/// A value where one is lent.
fn lent(api: &Api, ty: &Type, words: &str, depth: usize) -> Option<String> {
    match api.plain(ty) {
        Type::String => Some(text(words)),
        Type::List(item) => Some(format!("&[{}]", owned(api, item, words, depth + 1)?)),
        Type::Nullable(inner) => Some(format!("Some({})", lent(api, inner, words, depth)?)),
        Type::Boxed(inner) => lent(api, inner, words, depth),
        plain if !api.is_lent(plain) => owned(api, plain, words, depth),
        plain => Some(format!("&{}", owned(api, plain, words, depth)?)),
    }
}

/// A value that is owned.
fn owned(api: &Api, ty: &Type, words: &str, depth: usize) -> Option<String> {
    if depth > DEPTH {
        return None;
    }
    let inside = |inner: &Type| owned(api, inner, words, depth + 1);
    Some(match ty {
        Type::Unit => "()".to_owned(),
        Type::Bool => "true".to_owned(),
        Type::I8
        | Type::I16
        | Type::I32
        | Type::I64
        | Type::U8
        | Type::U16
        | Type::U32
        | Type::U64 => "1".to_owned(),
        Type::F64 => "1.0".to_owned(),
        Type::String => format!("{}.to_owned()", text(words)),
        Type::Format(format) => format_value(*format).to_owned(),
        Type::Any => "restwright_runtime::serde_json::Value::Null".to_owned(),
        Type::Bytes => "restwright_runtime::bytes::Bytes::from_static(b\"bytes\")".to_owned(),
        Type::File => "restwright_runtime::bytes::Bytes::from_static(b\"bytes\").into()".to_owned(),
        Type::List(item) => format!("vec![{}]", inside(item)?),
        Type::Array(item, count) => {
            let items = vec![inside(item)?; *count];
            format!("[{}]", items.join(", "))
        }
        Type::Tuple(elements) => {
            let elements: Option<Vec<String>> = elements.iter().map(inside).collect();
            format!("({})", elements?.join(", "))
        }
        Type::KeyedMap(key, value) => {
            let key = named(api, *key, words, depth)?;
            format!("[({key}, {})].into()", inside(value)?)
        }
        Type::Map(value) => format!("[(\"name\".to_owned(), {})].into()", inside(value)?),
        Type::Nullable(inner) => format!("Some({})", inside(inner)?),
        Type::Boxed(inner) => format!("Box::new({})", inside(inner)?),
        Type::Secret(inner) => format!("{}.into()", inside(inner)?),
        Type::Named(id) => named(api, *id, words, depth)?,
        // What a caller's type is made of, only the caller knows.
        Type::Event | Type::Own(_) => return None,
    })
}

fn named(api: &Api, id: TypeId, words: &str, depth: usize) -> Option<String> {
    let definition = api.type_def(id);
    let name = &definition.name.ident;
    match &definition.definition {
        Definition::Struct(structure) => instance(api, name, structure, depth),
        Definition::Enum(values) => {
            let first = values.variants.first()?;
            Some(format!("models::{name}::{}", first.name.ident))
        }
        Definition::Tagged(union) => {
            let arm = union.arms.first()?;
            let value = owned(api, &arm.ty, words, depth + 1)?;
            Some(format!("models::{name}::{}({value})", arm.name.ident))
        }
        Definition::Untagged(union) => {
            let arm = union.arms.first()?;
            let value = owned(api, &arm.ty, words, depth + 1)?;
            Some(format!("models::{name}::{}({value})", arm.name.ident))
        }
        Definition::Alias(target) => owned(api, target, words, depth),
        Definition::Newtype(content) => {
            let value = owned(api, content, words, depth + 1)?;
            Some(format!("models::{name}({value})"))
        }
    }
}

/// A struct of what it requires.
fn instance(api: &Api, name: &str, structure: &Struct, depth: usize) -> Option<String> {
    let asked: Vec<&Field> = structure
        .fields
        .iter()
        .filter(|field| field.asked || !field.optional)
        .collect();
    let value = |field: &Field| owned(api, &field.ty, &field.name.ident, depth + 1);
    match asked.as_slice() {
        [] => Some(format!("models::{name}::default()")),
        [field] => Some(format!("models::{name}::new({})", value(field)?)),
        fields => {
            let indent = "    ".repeat(depth + 2);
            let mut text = format!("models::{name}::new(models::{} {{\n", structure.init_ident);
            for field in fields {
                // Writing to a String cannot fail.
                let _ = writeln!(text, "{indent}{}: {},", field.name.ident, value(field)?);
            }
            let _ = write!(text, "{}}})", "    ".repeat(depth + 1));
            Some(text)
        }
    }
}

/// A text that says what it stands for.
fn text(ident: &str) -> String {
    format!("{:?}", ident.trim_start_matches("r#").replace('_', "-"))
}

fn format_value(format: Format) -> &'static str {
    match format {
        Format::DateTime => "\"2030-01-31T12:00:00Z\".into()",
        Format::Rfc1123DateTime => "\"Thu, 31 Jan 2030 12:00:00 GMT\".into()",
        Format::Date => "\"2030-01-31\".into()",
        Format::Time => "\"12:00:00\".into()",
        Format::Duration => "\"PT1H\".into()",
        Format::Uuid => "\"11111111-2222-3333-4444-555555555555\".into()",
        Format::Decimal => "1.into()",
        Format::Base64 | Format::Base64Url => "(&b\"bytes\"[..]).into()",
    }
}
