//! A caller that uses every public item of an API, written from its shapes.
//!
//! A stranger would get this wrong: this knows what `emit` writes, and nothing of how changes are judged. It is the other
//! side of a law, so it shares no code with the report.

use restwright_codegen::description::SecurityKind;
use restwright_codegen::shape::{
    Api, Definition, Field, Format, HeaderField, Operation, Outcome, OutcomeVariant, Rest, Server,
    Struct, Type, TypeDef, TypeId, ValueKind,
};
use std::fmt::Write;

/// The caller's text, for an API that it calls `api`.
pub fn whole_caller(api: &Api) -> String {
    let mut writer = Writer {
        api,
        out: String::from(
            "use restwright_runtime::{self as runtime, Operation as _};\nuse std::collections::BTreeMap;\n",
        ),
        functions: 0,
    };
    for server in &api.servers {
        writer.server("api", "api::", server);
    }
    for scheme in &api.schemes {
        let ident = &scheme.name.ident;
        let _: &SecurityKind = &scheme.kind;
        writer.function("", &format!("let _: runtime::Scheme = api::{ident};"));
    }
    for group in &api.groups {
        for operation in &group.operations {
            writer.operation(&format!("api::{}", group.name.ident), operation);
        }
    }
    for definition in &api.types {
        writer.definition(definition);
    }
    for incoming in &api.incoming {
        let ty = writer.ty(incoming.body.as_ref().unwrap_or(&Type::Unit));
        let ident = &incoming.name.ident;
        writer.function(
            &format!("v: api::incoming::{ident}"),
            &format!("let _: {ty} = v;"),
        );
    }
    writer.out
}

struct Writer<'a> {
    api: &'a Api,
    out: String,
    functions: usize,
}

impl Writer<'_> {
    fn function(&mut self, parameters: &str, body: &str) {
        self.functions += 1;
        // Writing to a String cannot fail.
        let _ = writeln!(
            self.out,
            "fn f{}({parameters}) {{\n    {body}\n}}",
            self.functions
        );
    }

    /// The functions of a server below a path, and its options, whose name starts with the owner's.
    fn server(&mut self, path: &str, owner: &str, server: &Server) {
        let is_relative = !server.url.contains("://") && !server.url.starts_with('{');
        let (required, defaults): (Vec<_>, Vec<_>) = server
            .variables
            .iter()
            .partition(|variable| variable.default.is_none());
        let number = required.len() + usize::from(is_relative);
        let mut arguments = vec!["\"a\"".to_owned(); number];
        let ident = &server.name.ident;
        self.function(
            "",
            &format!(
                "let _: Result<runtime::Endpoint, runtime::EndpointError> = {path}::{ident}({});",
                arguments.join(", ")
            ),
        );
        if defaults.is_empty() {
            return;
        }
        let camel: String = ident.split('_').map(capitalised).collect();
        let options = format!("{owner}{camel}Options");
        arguments.push(format!("&{options}::default()"));
        self.function(
            "",
            &format!(
                "let _: Result<runtime::Endpoint, runtime::EndpointError> = {path}::{ident}_with({});",
                arguments.join(", ")
            ),
        );
        for variable in defaults {
            let field = &variable.name.ident;
            let name = field.trim_start_matches("r#").trim_start_matches('_');
            self.function(
                &format!("v: {options}"),
                &format!(
                    "let _: &Option<String> = &v.{field}; let _: {options} = v.with_{name}(\"a\");"
                ),
            );
        }
    }

    fn operation(&mut self, module: &str, operation: &Operation) {
        let name = &operation.name.ident;
        let path = format!("{module}::{name}");
        let lends = operation
            .arguments
            .iter()
            .enumerate()
            .filter(|(_, it)| it.required)
            .any(|(at, it)| is_choice(operation, at) || self.is_lent(&it.ty));
        let whole = if lends {
            format!("{path}<'_>")
        } else {
            path.clone()
        };
        self.literal(&path, &whole, operation);
        self.options(&path, &whole, operation);
        if let Some(body) = &operation.body
            && body.forms.len() > 1
        {
            for form in &body.forms {
                let (ident, ty) = (&form.name.ident, self.ty(&form.ty));
                self.function(
                    &format!("v: {ty}"),
                    &format!("let _: {path}Body = {path}Body::{ident}(v);"),
                );
            }
        }
        let output = self.outcome(&operation.output, &format!("{path}Output"));
        let failure = self.outcome(&operation.failure, &format!("{path}Failure"));
        self.function(
            "v: runtime::http::Response<runtime::bytes::Bytes>",
            &format!(
                "let _: Result<runtime::http::Response<{output}>, runtime::Error<{failure}>> = <{whole} as runtime::Operation>::response(v);"
            ),
        );
        for header in &operation.headers {
            let ty = self.header(header);
            let ident = &header.name.ident;
            self.function(
                "v: &runtime::http::HeaderMap",
                &format!("let _: {ty} = {path}Headers(v).{ident}();"),
            );
        }
        for server in &operation.servers {
            self.server(&path, &path, server);
        }
        self.proceeding(&whole, operation);
    }

    /// What an operation knows beyond one exchange.
    fn proceeding(&mut self, whole: &str, operation: &Operation) {
        let paging = operation.paging.as_ref();
        let item = paging.and_then(|it| it.taken.as_ref()).map(|it| &it.item);
        let result = operation.long_running.as_ref().map(|it| &it.result);
        let streamed = operation.stream.as_ref().map(|it| &it.item);
        let traits = [
            ("Paged<Item", item),
            ("LongRunning<Result", result),
            ("Streamed<Item", streamed),
        ];
        for (name, ty) in traits {
            if let Some(ty) = ty {
                let ty = self.ty(ty);
                self.function(
                    "",
                    &format!("fn is<T: runtime::{name} = {ty}>>() {{}}\n    is::<{whole}>();"),
                );
            }
        }
    }

    fn literal(&mut self, path: &str, whole: &str, operation: &Operation) {
        let mut fields = String::new();
        let mut types = String::new();
        for (at, argument) in operation.arguments.iter().enumerate() {
            if !argument.required {
                continue;
            }
            let ident = &argument.name.ident;
            let ty = if is_choice(operation, at) {
                format!("&{path}Body")
            } else {
                self.borrowed(&argument.ty)
            };
            let _ = write!(fields, "{ident}: v.{ident}, ");
            let _ = write!(types, "let _: {ty} = v.{ident}; ");
        }
        self.function(
            &format!("v: &{whole}"),
            &format!("{types}\n    let _ = {path} {{ {fields}}};"),
        );
    }

    fn options(&mut self, path: &str, whole: &str, operation: &Operation) {
        let optional: Vec<_> = operation
            .arguments
            .iter()
            .enumerate()
            .filter(|(_, it)| !it.required)
            .collect();
        if optional.is_empty() {
            self.function(
                &format!("v: &{whole}, e: &runtime::Endpoint"),
                "let _ = v.request(e);\n    let _ = v.request_with(e, &Default::default());",
            );
            return;
        }
        for (at, argument) in optional {
            let ty = if is_choice(operation, at) {
                format!("{path}Body")
            } else {
                self.ty(&argument.ty)
            };
            let ident = &argument.name.ident;
            let setter = setter(ident);
            self.function(
                &format!("v: {ty}, o: &{path}Options"),
                &format!(
                    "let _: {path}Options = {path}Options::default().{setter}(v);\n    let _: &Option<{ty}> = &o.{ident};"
                ),
            );
        }
    }

    /// The type of an outcome, after every shape of it is used.
    fn outcome(&mut self, outcome: &Outcome, name: &str) -> String {
        match outcome {
            Outcome::Undeclared => "runtime::Undeclared".to_owned(),
            Outcome::Unit => "()".to_owned(),
            Outcome::Single(ty) => self.ty(ty),
            Outcome::Enum(variants) => {
                for variant in variants {
                    self.shape(name, variant);
                }
                name.to_owned()
            }
        }
    }

    fn shape(&mut self, name: &str, variant: &OutcomeVariant) {
        let ident = &variant.name.ident;
        let arm = match &variant.ty {
            None => format!("{name}::{ident} => {{}}"),
            Some(ty) => format!("{name}::{ident}(x) => {{ let _: {} = x; }}", self.ty(ty)),
        };
        self.function(
            &format!("v: {name}"),
            &format!("match v {{ {arm} _ => {{}} }}"),
        );
    }

    fn header(&self, header: &HeaderField) -> String {
        let plain = self.plain(&header.ty);
        match &header.prefix {
            Some(_) => "BTreeMap<String, String>".to_owned(),
            None if !header.content && *plain == Type::String => {
                "Option<std::borrow::Cow<'_, str>>".to_owned()
            }
            None => format!(
                "Option<Result<{}, runtime::header::HeaderError>>",
                self.ty(&header.ty)
            ),
        }
    }

    fn definition(&mut self, definition: &TypeDef) {
        let path = format!("api::models::{}", definition.name.ident);
        if !matches!(definition.definition, Definition::Alias(_)) {
            self.function(
                &format!("v: &{path}"),
                &format!("let _: {path} = v.clone();\n    let _ = format!(\"{{v:?}}\");\n    let _ = *v == *v;"),
            );
        }
        match &definition.definition {
            Definition::Struct(object) => self.object(&path, object),
            Definition::Enum(values) => {
                for variant in &values.variants {
                    let ident = &variant.name.ident;
                    self.function("", &format!("let _ = {path}::{ident};"));
                }
                if values.closed {
                    let read = format!("let _ = v.parse::<{path}>().map(|it| it.to_string());");
                    self.function("v: &str", &read);
                    return;
                }
                let from = match values.kind {
                    ValueKind::String => "&str",
                    ValueKind::Integer => "i64",
                    ValueKind::Number => "f64",
                    ValueKind::Boolean => "bool",
                    ValueKind::Mixed => "runtime::serde_json::Value",
                };
                self.function(
                    &format!("v: {from}"),
                    &format!("let _ = {path}::from(v).to_string();"),
                );
                if values.kind != ValueKind::Boolean {
                    let other = &values.other_ident;
                    self.function(
                        &format!("v: {path}"),
                        &format!("let _ = matches!(v, {path}::{other}(_));"),
                    );
                }
            }
            Definition::Tagged(union) => {
                let arms = union.arms.iter().map(|arm| (&arm.name.ident, &arm.ty));
                self.union(&path, &arms.collect::<Vec<_>>(), &union.other_ident);
            }
            Definition::Untagged(union) => {
                let arms = union.arms.iter().map(|arm| (&arm.name.ident, &arm.ty));
                self.union(&path, &arms.collect::<Vec<_>>(), &union.other_ident);
            }
            Definition::Alias(target) => {
                let target = self.ty(target);
                self.function(&format!("v: {path}"), &format!("let _: {target} = v;"));
            }
            Definition::Newtype(content) => {
                let content = self.ty(content);
                self.function(&format!("v: {path}"), &format!("let _: {content} = v.0;"));
            }
        }
    }

    fn object(&mut self, path: &str, object: &Struct) {
        for field in &object.fields {
            self.field(path, field, object.built);
        }
        let rest = match &object.rest {
            Rest::Forbidden => None,
            Rest::Members => Some("runtime::Members".to_owned()),
            Rest::Typed(ty) => Some(format!("BTreeMap<String, {}>", self.ty(ty))),
        };
        if let Some(ty) = rest {
            let ident = &object.rest_ident;
            self.function(&format!("v: {path}"), &format!("let _: {ty} = v.{ident};"));
        }
        if !object.built {
            return;
        }
        let asked: Vec<&Field> = object
            .fields
            .iter()
            .filter(|it| it.asked || !it.optional)
            .collect();
        match asked.as_slice() {
            [] => self.function("", &format!("let _ = <{path} as Default>::default();")),
            [only] => {
                let ty = self.ty(&only.ty);
                self.function(
                    &format!("v: {ty}"),
                    &format!("let _: {path} = {path}::new(v);"),
                );
            }
            several => {
                let init = format!("api::models::{}", object.init_ident);
                let fields = several.iter().map(|it| it.name.ident.as_str());
                let fields: Vec<String> = fields.map(|it| format!("{it}: v.{it}")).collect();
                self.function(
                    &format!("v: {init}"),
                    &format!(
                        "let _: {path} = {path}::new({init} {{ {} }});",
                        fields.join(", ")
                    ),
                );
            }
        }
    }

    fn field(&mut self, path: &str, field: &Field, is_built: bool) {
        let ident = &field.name.ident;
        let ty = self.ty(&field.ty);
        let stored = if field.optional {
            format!("Option<{ty}>")
        } else {
            ty.clone()
        };
        self.function(
            &format!("v: {path}"),
            &format!("let _: {stored} = v.{ident};"),
        );
        if is_built && field.optional && !field.read_only {
            let given = match &field.ty {
                Type::Boxed(inner) => self.ty(inner),
                _ => ty,
            };
            let setter = setter(ident);
            self.function(
                &format!("v: {path}, x: {given}"),
                &format!("let _: {path} = v.{setter}(x);"),
            );
        }
    }

    fn union(&mut self, path: &str, arms: &[(&String, &Type)], other: &str) {
        for (ident, ty) in arms {
            let ty = self.ty(ty);
            self.function(
                &format!("v: {path}"),
                &format!("match v {{ {path}::{ident}(x) => {{ let _: {ty} = x; }} _ => {{}} }}"),
            );
        }
        self.function(
            &format!("v: {path}"),
            &format!("let _ = matches!(v, {path}::{other}(_));"),
        );
        let held: Vec<String> = arms
            .iter()
            .map(|(_, ty)| self.expanded(unboxed(ty)))
            .collect();
        for ((_, ty), spelled) in arms.iter().zip(&held) {
            let is_alone = held.iter().filter(|it| *it == spelled).count() == 1;
            if is_alone && *spelled != path {
                let ty = self.ty(unboxed(ty));
                self.function(&format!("v: {ty}"), &format!("let _ = {path}::from(v);"));
            }
        }
    }

    /// The type that an alias stands for in the end.
    fn plain<'t>(&'t self, ty: &'t Type) -> &'t Type {
        match ty {
            Type::Named(id) => match &self.api.type_def(*id).definition {
                Definition::Alias(target) => self.plain(target),
                _ => ty,
            },
            _ => ty,
        }
    }

    fn is_lent(&self, ty: &Type) -> bool {
        match self.plain(ty) {
            Type::Nullable(inner) | Type::Boxed(inner) => self.is_lent(inner),
            plain => !is_scalar(plain),
        }
    }

    /// A type where a value is lent.
    fn borrowed(&self, ty: &Type) -> String {
        match self.plain(ty) {
            Type::String => "&str".to_owned(),
            Type::List(item) => format!("&[{}]", self.ty(item)),
            Type::Nullable(inner) => format!("Option<{}>", self.borrowed(inner)),
            Type::Boxed(inner) => self.borrowed(inner),
            plain if is_scalar(plain) => self.ty(plain),
            _ => format!("&{}", self.ty(ty)),
        }
    }

    fn ty(&self, ty: &Type) -> String {
        self.spelled(ty, false)
    }

    /// A type without any alias in it.
    fn expanded(&self, ty: &Type) -> String {
        self.spelled(ty, true)
    }

    fn spelled(&self, ty: &Type, expand: bool) -> String {
        let ty = if expand { self.plain(ty) } else { ty };
        let inside = |inner: &Type| self.spelled(inner, expand);
        match ty {
            Type::Unit => "()".to_owned(),
            Type::Bool => "bool".to_owned(),
            Type::I8 => "i8".to_owned(),
            Type::I16 => "i16".to_owned(),
            Type::I32 => "i32".to_owned(),
            Type::I64 => "i64".to_owned(),
            Type::U8 => "u8".to_owned(),
            Type::U16 => "u16".to_owned(),
            Type::U32 => "u32".to_owned(),
            Type::U64 => "u64".to_owned(),
            Type::F64 => "f64".to_owned(),
            Type::String => "String".to_owned(),
            Type::Format(format) => format!("runtime::formats::{}", named(*format)),
            Type::Any => "runtime::serde_json::Value".to_owned(),
            Type::Bytes => "runtime::bytes::Bytes".to_owned(),
            Type::File => "runtime::formats::File".to_owned(),
            Type::Event => "runtime::stream::Event".to_owned(),
            Type::Own(own) => format!("runtime::formats::{}", own.wrapper()),
            Type::List(item) => format!("Vec<{}>", inside(item)),
            Type::Array(item, count) => format!("[{}; {count}]", inside(item)),
            Type::Tuple(elements) => {
                let elements: Vec<String> = elements.iter().map(inside).collect();
                format!("({})", elements.join(", "))
            }
            Type::Map(value) => format!("BTreeMap<String, {}>", inside(value)),
            Type::KeyedMap(key, value) => {
                format!("BTreeMap<{}, {}>", self.named(*key), inside(value))
            }
            Type::Nullable(inner) => format!("Option<{}>", inside(inner)),
            Type::Boxed(inner) => format!("Box<{}>", inside(inner)),
            Type::Secret(inner) => format!("runtime::formats::Secret<{}>", inside(inner)),
            Type::Named(id) => self.named(*id),
        }
    }

    fn named(&self, id: TypeId) -> String {
        format!("api::models::{}", self.api.type_def(id).name.ident)
    }
}

/// Whether an argument is a body that can be sent in several forms.
fn is_choice(operation: &Operation, at: usize) -> bool {
    let body = operation.body.as_ref();
    body.is_some_and(|body| body.argument == at && body.forms.len() > 1)
}

fn named(format: Format) -> String {
    format!("{format:?}")
}

fn is_scalar(ty: &Type) -> bool {
    matches!(
        ty,
        Type::Unit
            | Type::Bool
            | Type::I8
            | Type::I16
            | Type::I32
            | Type::I64
            | Type::U8
            | Type::U16
            | Type::U32
            | Type::U64
            | Type::F64
    )
}

fn unboxed(ty: &Type) -> &Type {
    match ty {
        Type::Boxed(inner) => inner,
        other => other,
    }
}

/// The setter of a field.
fn setter(ident: &str) -> String {
    let ident = ident.strip_prefix("r#").unwrap_or(ident);
    format!("with_{}", ident.trim_start_matches('_'))
}

fn capitalised(word: &str) -> String {
    let mut characters = word.chars();
    let first = characters.next().into_iter().flat_map(char::to_uppercase);
    first.chain(characters).collect()
}
