//! A program that calls an operation: for the first page of a crate, and for the pages of its operations.
//!
//! What a stranger would get wrong: the values are the description's own examples only where these are of the type that is
//! emitted, and short; all others are made up from names and types, so that a program shows what has to be given, and
//! compiles. It is a text and no tokens: it is read in documentation, with its lines as they are here.

pub use super::program::Program;
use super::sample::is_short;
use super::{argument, literal, server};
use crate::description::SecurityKind;
use crate::shape::{
    Api, Argument, Definition, Field, Format, Group, Operation, Scheme, Server, Struct, Type,
    TypeId, ValueVariant,
};
use crate::value::Value;
use std::fmt::{Display, Write};
use std::str::FromStr;

/// How deep values are nested in an example: what is deeper is not shown.
const DEPTH: usize = 6;

/// The program that calls an operation; `None` where a value is too deep to be shown, or cannot be made in one expression.
fn program(api: &Api, group: &Group, operation: &Operation) -> Option<Program> {
    let literal = call(api, group, operation)?;
    let schemes = schemes(api, operation);
    let is_elsewhere = !operation.servers.is_empty();
    let server = api.servers.first();
    let server = server.filter(|server| !is_elsewhere && is_url(&server.url));
    let (endpoint, endpoint_name) = endpoint(server);
    let mut items = items(group, operation, &literal);
    items.extend(schemes.iter().map(|scheme| scheme.name.ident.clone()));
    items.extend(endpoint_name);
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

/// How many lines can be taken in at a glance; a longer example hides what the operation is.
const GLANCE: usize = 40;

/// The lines of what an operation requires, given, for its own documentation; `None` where nothing is required, or a value
/// cannot be shown, or they are many.
pub(super) fn lines(api: &Api, group: &Group, operation: &Operation) -> Option<Vec<String>> {
    argument::required(operation).next()?;
    let literal = call(api, group, operation)?;
    let imports = import(&api.path.join("::"), items(group, operation, &literal));
    let program = format!("# {imports}let operation = {literal};");
    let lines: Vec<String> = program.lines().map(str::to_owned).collect();
    (lines.len() <= GLANCE).then_some(lines)
}

/// What an operation's literal names of its API.
fn items(group: &Group, operation: &Operation, literal: &str) -> Vec<String> {
    let group = &group.name.ident;
    let mut items = vec![format!("{group}::{}", operation.name.ident)];
    if literal.contains("models::") {
        items.push("models".to_owned());
    }
    // A body of several forms is an enum of the group.
    if argument::required(operation).any(|(at, _)| argument::body_type(operation, at).is_some()) {
        items.push(group.clone());
    }
    items
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

/// The program that shows best how an API is called: its operation reads, and requires little.
pub fn best(api: &Api) -> Option<Program> {
    let groups = api.groups.iter();
    let operations = groups.flat_map(|group| group.operations.iter().map(move |it| (group, it)));
    let mut operations: Vec<(&Group, &Operation)> = operations.collect();
    operations.sort_by_key(|(_, operation)| {
        let required = argument::required(operation).count();
        // How few is no contest: the first of those with few stays the example when others are added. One value to
        // give says more than none.
        (
            operation.deprecated,
            operation.method != "GET",
            required == 0,
            required.saturating_sub(FEW),
        )
    });
    let mut operations = operations.into_iter();
    operations.find_map(|(group, operation)| program(api, group, operation))
}

/// Whether a server's URL could be one: what no endpoint is made of is shown in no example.
fn is_url(text: &str) -> bool {
    let is_of_urls = |byte: u8| byte.is_ascii_graphic() && !b"\"#<>?\\^`|".contains(&byte);
    text.bytes().all(is_of_urls)
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

fn call(api: &Api, group: &Group, operation: &Operation) -> Option<String> {
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
    let hint = Hint {
        words: &argument.name.ident,
        sample: argument.example.as_ref(),
        depth: 0,
        indent: 1,
    };
    let Some(body) = argument::body_type(operation, index) else {
        return lent(api, &argument.ty, hint);
    };
    let form = operation.body.as_ref()?.forms.first()?;
    let value = owned(api, &form.ty, hint)?;
    let (group, form) = (&group.name.ident, &form.name.ident);
    Some(format!("&{group}::{body}::{form}({value})"))
}

/// What a value is made from.
#[derive(Clone, Copy)]
struct Hint<'a> {
    /// The name of its place.
    words: &'a str,
    /// The description's own example, which may be anything.
    sample: Option<&'a Value>,
    /// How many values it is inside of.
    depth: usize,
    /// How far its lines are indented, in steps.
    indent: usize,
}

impl<'a> Hint<'a> {
    /// The same for a value inside, with an example of its own.
    fn inside(self, sample: Option<&'a Value>) -> Self {
        Self {
            sample,
            depth: self.depth + 1,
            ..self
        }
    }

    /// The same for an element of a list.
    fn element(self) -> Self {
        let items = self.sample.and_then(Value::as_array);
        let first = items.and_then(|items| items.first());
        Self {
            indent: self.indent + 1,
            ..self.inside(first.map(|item| &item.value))
        }
    }

    /// An element between brackets, on lines of its own where it has several.
    fn bracketed(self, element: &str) -> String {
        if element.contains('\n') {
            let indent = "    ".repeat(self.indent);
            format!("[\n    {indent}{element},\n{indent}]")
        } else {
            format!("[{element}]")
        }
    }

    fn text(self) -> String {
        match self.sample.and_then(Value::as_str) {
            Some(text) if is_short(text) => format!("{text:?}"),
            _ => text(self.words),
        }
    }

    fn integer<T: FromStr + Display>(self) -> String {
        let sample = self.sample.and_then(Value::as_number);
        let number = sample.and_then(|text| text.parse::<T>().ok());
        number.map_or_else(
            || "1".to_owned(),
            |number| literal::spelled(&number.to_string()),
        )
    }
}

/// A value where one is lent.
fn lent(api: &Api, ty: &Type, hint: Hint<'_>) -> Option<String> {
    match api.plain(ty) {
        Type::String => Some(hint.text()),
        Type::List(item) => {
            let element = owned(api, item, hint.element())?;
            Some(format!("&{}", hint.bracketed(&element)))
        }
        Type::Nullable(inner) => Some(format!("Some({})", lent(api, inner, hint)?)),
        Type::Boxed(inner) => lent(api, inner, hint),
        plain if !api.is_lent(plain) => owned(api, plain, hint),
        plain => Some(format!("&{}", owned(api, plain, hint)?)),
    }
}

/// A value that is owned.
fn owned(api: &Api, ty: &Type, hint: Hint<'_>) -> Option<String> {
    if hint.depth > DEPTH {
        return None;
    }
    let same = |inner: &Type| owned(api, inner, hint.inside(hint.sample));
    let made_up = |inner: &Type| owned(api, inner, hint.inside(None));
    Some(match ty {
        Type::Unit => "()".to_owned(),
        Type::Bool => {
            let sample = hint.sample.and_then(Value::as_bool);
            sample.unwrap_or(true).to_string()
        }
        Type::I8 => hint.integer::<i8>(),
        Type::I16 => hint.integer::<i16>(),
        Type::I32 => hint.integer::<i32>(),
        Type::I64 => hint.integer::<i64>(),
        Type::U8 => hint.integer::<u8>(),
        Type::U16 => hint.integer::<u16>(),
        Type::U32 => hint.integer::<u32>(),
        Type::U64 => hint.integer::<u64>(),
        Type::F64 => {
            let sample = hint.sample.and_then(Value::as_number);
            sample.map_or_else(|| "1.0".to_owned(), literal::float)
        }
        Type::String => format!("{}.to_owned()", hint.text()),
        Type::Format(format) => formatted(*format, hint),
        Type::Any => "restwright_runtime::serde_json::Value::Null".to_owned(),
        Type::Bytes => "restwright_runtime::bytes::Bytes::from_static(b\"bytes\")".to_owned(),
        Type::File => "restwright_runtime::bytes::Bytes::from_static(b\"bytes\").into()".to_owned(),
        Type::List(item) => {
            let element = owned(api, item, hint.element())?;
            format!("vec!{}", hint.bracketed(&element))
        }
        Type::Array(item, count) => {
            let items = vec![owned(api, item, hint.element())?; *count];
            format!("[{}]", items.join(", "))
        }
        Type::Tuple(elements) => {
            let elements: Option<Vec<String>> = elements.iter().map(made_up).collect();
            format!("({})", elements?.join(", "))
        }
        Type::KeyedMap(key, value) => {
            let key = named(api, *key, hint.inside(None))?;
            format!("[({key}, {})].into()", made_up(value)?)
        }
        Type::Map(value) => format!("[(\"name\".to_owned(), {})].into()", made_up(value)?),
        Type::Nullable(inner) => format!("Some({})", same(inner)?),
        Type::Boxed(inner) => format!("Box::new({})", same(inner)?),
        // What is secret is in no documentation, though the description may show one.
        Type::Secret(inner) => format!("{}.into()", made_up(inner)?),
        Type::Named(id) => named(api, *id, hint)?,
        // What a caller's type is made of, only the caller knows.
        Type::Event | Type::Own(_) => return None,
    })
}

fn named(api: &Api, id: TypeId, hint: Hint<'_>) -> Option<String> {
    let definition = api.type_def(id);
    let name = &definition.name.ident;
    match &definition.definition {
        Definition::Struct(structure) => instance(api, name, structure, hint),
        Definition::Enum(values) => {
            let is_sample = |variant: &&ValueVariant| Some(&variant.value) == hint.sample;
            let found = values.variants.iter().find(is_sample);
            let variant = found.or_else(|| values.variants.first())?;
            Some(format!("models::{name}::{}", variant.name.ident))
        }
        Definition::Tagged(union) => {
            let arm = union.arms.first()?;
            let value = owned(api, &arm.ty, hint.inside(None))?;
            Some(format!("models::{name}::{}({value})", arm.name.ident))
        }
        Definition::Untagged(union) => {
            let arm = union.arms.first()?;
            let value = owned(api, &arm.ty, hint.inside(None))?;
            Some(format!("models::{name}::{}({value})", arm.name.ident))
        }
        Definition::Alias(target) => owned(api, target, hint),
        Definition::Newtype(content) => {
            let value = owned(api, content, hint.inside(hint.sample))?;
            Some(format!("models::{name}({value})"))
        }
    }
}

/// A struct of what it requires.
fn instance(api: &Api, name: &str, structure: &Struct, hint: Hint<'_>) -> Option<String> {
    let asked: Vec<&Field> = structure
        .fields
        .iter()
        .filter(|field| field.asked || !field.optional)
        .collect();
    let value = |field: &Field| {
        let shown = hint.sample.and_then(|sample| sample.get(&field.name.wire));
        let hint = Hint {
            words: &field.name.ident,
            sample: shown.map(|shown| &shown.value).or(field.example.as_ref()),
            depth: hint.depth + 1,
            indent: hint.indent + usize::from(asked.len() > 1),
        };
        owned(api, &field.ty, hint)
    };
    match asked.as_slice() {
        [] => Some(format!("models::{name}::default()")),
        [field] => {
            let value = value(field)?;
            // What `new` takes is converted there: the compiler could not tell into what it is converted here.
            let value = value.strip_suffix(".into()").unwrap_or(&value);
            Some(format!("models::{name}::new({value})"))
        }
        fields => {
            let indent = "    ".repeat(hint.indent);
            let mut text = format!("models::{name}::new(models::{} {{\n", structure.init_ident);
            for field in fields {
                // Writing to a String cannot fail.
                let _ = writeln!(text, "    {indent}{}: {},", field.name.ident, value(field)?);
            }
            let _ = write!(text, "{indent}}})");
            Some(text)
        }
    }
}

/// A text that says what it stands for.
fn text(ident: &str) -> String {
    format!("{:?}", ident.trim_start_matches("r#").replace('_', "-"))
}

fn formatted(format: Format, hint: Hint<'_>) -> String {
    let holds_text = !matches!(format, Format::Decimal | Format::Base64 | Format::Base64Url);
    match hint.sample.and_then(Value::as_str) {
        Some(sample) if holds_text && is_short(sample) => format!("{sample:?}.into()"),
        _ => format_value(format).to_owned(),
    }
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
