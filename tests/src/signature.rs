//! What a caller can see of an API, a line a fact: operations with what they take and give, types with what they hold.
//!
//! Two descriptions of one service have the same signature if a caller may take either. Documentation, files and the
//! way in which code is written are left out; operations are named by their identifiers.
//!
//! A stranger would get this wrong: another name of a type (`type X = Y;`) is no fact. Where it is used, the type that it
//! stands for is written, so it does not matter whether a description names such a type or repeats it.

use restwright_codegen::shape::{
    Answer, Api, Argument, Codec, Definition, Field, Group, Operation, Outcome, OutcomeVariant,
    Placement, RequestBody, Rest, Server, Step, StepValue, Struct, Type, TypeDef, TypeId,
};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Debug;

/// Facts by what they are about, such as `type Pet, field name` and `String, asked`.
pub type Signature = BTreeMap<String, String>;

/// The signature of an API, with other names for some of its types and operations. Types that no operation reaches are `unused type`.
pub fn signature(api: &Api, names: &BTreeMap<String, String>) -> Signature {
    let mut writer = Writer {
        api,
        names,
        facts: Signature::new(),
    };
    for server in &api.servers {
        writer.server("server", server);
    }
    for scheme in &api.schemes {
        let about = format!("security scheme {}", scheme.name.wire);
        writer.fact(about, debug(&scheme.kind));
    }
    for group in &api.groups {
        for operation in &group.operations {
            let about = format!("operation {}", writer.renamed(&full_name(group, operation)));
            writer.operation(&about, operation);
        }
    }
    let used = used(api);
    for (index, definition) in api.types.iter().enumerate() {
        if !matches!(definition.definition, Definition::Alias(_)) {
            let unused = if used.contains(&TypeId::of(index)) {
                ""
            } else {
                "unused "
            };
            let about = format!("{unused}type {}", writer.name_of(definition));
            writer.definition(&about, definition);
        }
    }
    for incoming in &api.incoming {
        let about = format!("incoming {}", incoming.name.ident);
        let body = incoming.body.as_ref().map(|body| writer.ty(body));
        writer.fact(about, format!("{} {body:?}", incoming.method));
    }
    writer.facts
}

/// The names that facts of a signature are about: of types, and of operations with their groups.
pub fn names(api: &Api) -> BTreeSet<String> {
    let types = api.types.iter();
    let types = types
        .filter(|ty| !matches!(ty.definition, Definition::Alias(_)))
        .map(|ty| ty.name.ident.clone());
    let operations = api.groups.iter().flat_map(|group| {
        let operations = group.operations.iter();
        operations.map(|operation| full_name(group, operation))
    });
    types.chain(operations).collect()
}

fn full_name(group: &Group, operation: &Operation) -> String {
    format!("{}.{}", group.name.ident, operation.name.ident)
}

/// The types that operations reach.
fn used(api: &Api) -> BTreeSet<TypeId> {
    let operations = api.groups.iter().flat_map(|group| &group.operations);
    let mut todo: Vec<TypeId> = operations
        .flat_map(types_of)
        .chain(
            api.incoming
                .iter()
                .filter_map(|incoming| incoming.body.as_ref()),
        )
        .flat_map(Type::definitions)
        .collect();
    let mut used = BTreeSet::new();
    while let Some(id) = todo.pop() {
        if used.insert(id) {
            let definition = &api.type_def(id).definition;
            let rest = match definition {
                Definition::Struct(Struct {
                    rest: Rest::Typed(ty),
                    ..
                }) => Some(ty),
                _ => None,
            };
            let types = definition.types().into_iter().chain(rest);
            todo.extend(types.flat_map(Type::definitions));
        }
    }
    used
}

fn types_of(operation: &Operation) -> impl Iterator<Item = &Type> {
    let forms = operation.body.iter().flat_map(|body| &body.forms);
    let bodies = operation.answers.iter().flat_map(|answer| &answer.bodies);
    let arguments = operation.arguments.iter().map(|argument| &argument.ty);
    arguments
        .chain(forms.map(|form| &form.ty))
        .chain(bodies.map(|body| &body.ty))
        .chain(operation.headers.iter().map(|header| &header.ty))
}

struct Writer<'a> {
    api: &'a Api,
    names: &'a BTreeMap<String, String>,
    facts: Signature,
}

impl Writer<'_> {
    fn renamed(&self, name: &str) -> String {
        self.names.get(name).map_or(name, String::as_str).to_owned()
    }

    fn name_of(&self, definition: &TypeDef) -> String {
        self.renamed(&definition.name.ident)
    }

    fn fact(&mut self, about: String, what: String) {
        self.facts.insert(about, what);
    }

    fn server(&mut self, about: &str, server: &Server) {
        let variables: Vec<&str> = server
            .variables
            .iter()
            .map(|variable| variable.name.ident.as_str())
            .collect();
        self.fact(
            format!("{about} {}", server.name.ident),
            format!("{} ({})", server.url, variables.join(", ")),
        );
    }

    fn operation(&mut self, about: &str, operation: &Operation) {
        let route = format!("{} {}", operation.method, operation.route);
        self.fact(about.to_owned(), route);
        let body = operation.body.as_ref();
        for (index, argument) in operation.arguments.iter().enumerate() {
            if body.is_none_or(|body| body.argument != index) {
                let about = format!("{about}, argument {}", argument.name.ident);
                self.fact(about, self.argument(argument));
            }
        }
        for step in &operation.steps {
            if let Step::Parameter {
                name,
                placement,
                value,
            } = step
            {
                let place = place(placement);
                let value = match value {
                    StepValue::Argument(index) => operation.arguments[*index].name.ident.clone(),
                    StepValue::Constant(text) => format!("constant {text}"),
                    StepValue::ApiVersion(text) => format!("api-version {text}"),
                };
                self.fact(
                    format!("{about}, {place} {name}"),
                    format!("{value} {}", style(placement)),
                );
            }
        }
        if let Some(body) = body {
            self.body(about, operation, body);
        }
        if !operation.accept.is_empty() {
            let mut accept = operation.accept.clone();
            accept.sort();
            self.fact(format!("{about}, accepts"), accept.join(", "));
        }
        self.security(about, operation);
        for server in &operation.servers {
            self.server(&format!("{about}, server"), server);
        }
        self.outcome(&format!("{about}, output"), &operation.output);
        self.outcome(&format!("{about}, failure"), &operation.failure);
        for answer in &operation.answers {
            self.answer(about, answer);
        }
        for header in &operation.headers {
            let what = format!("{} {:?}", self.ty(&header.ty), header.prefix);
            self.fact(
                format!("{about}, response header {}", header.name.wire),
                what,
            );
        }
        if let Some(paging) = &operation.paging {
            let what = format!("{} by {:?}", paging.items, paging.next);
            self.fact(format!("{about}, pages"), what);
        }
        if operation.long_running.is_some() {
            self.fact(format!("{about}, long-running"), "yes".to_owned());
        }
    }

    fn argument(&self, argument: &Argument) -> String {
        let required = if argument.required {
            "required"
        } else {
            "optional"
        };
        format!("{} {required}", self.ty(&argument.ty))
    }

    /// `OpenAPI` 3 has no name for a body, so its argument goes without one.
    fn body(&mut self, about: &str, operation: &Operation, body: &RequestBody) {
        let argument = self.argument(&operation.arguments[body.argument]);
        self.fact(format!("{about}, body"), argument);
        for form in &body.forms {
            let what = format!("{} as {}", self.ty(&form.ty), codec(&form.codec));
            self.fact(format!("{about}, body of {}", form.media_type), what);
        }
    }

    fn security(&mut self, about: &str, operation: &Operation) {
        let names = |schemes: &Vec<usize>| {
            let mut names: Vec<&str> = schemes
                .iter()
                .map(|scheme| self.api.schemes[*scheme].name.wire.as_str())
                .collect();
            names.sort_unstable();
            names.join(" and ")
        };
        let alternatives: Vec<String> = operation.security.iter().map(names).collect();
        if !alternatives.is_empty() {
            self.fact(format!("{about}, security"), alternatives.join(" or "));
        }
    }

    fn outcome(&mut self, about: &str, outcome: &Outcome) {
        let what = match outcome {
            Outcome::Undeclared => "undeclared".to_owned(),
            Outcome::Unit => "()".to_owned(),
            Outcome::Single(ty) => self.ty(ty),
            Outcome::Enum(variants) => {
                let variants: Vec<String> = variants
                    .iter()
                    .map(|variant| self.variant(variant))
                    .collect();
                variants.join(" | ")
            }
        };
        self.fact(about.to_owned(), what);
    }

    fn variant(&self, variant: &OutcomeVariant) -> String {
        let held = variant.ty.as_ref().map(|ty| self.ty(ty));
        format!("{}({})", variant.name.ident, held.unwrap_or_default())
    }

    fn answer(&mut self, about: &str, answer: &Answer) {
        let kind = if answer.failure { "failure" } else { "success" };
        for body in &answer.bodies {
            let codec = body.codec.as_ref().map_or("nothing", codec);
            let what = format!("{kind}, {} as {codec}", self.ty(&body.ty));
            let status = debug(&answer.status);
            self.fact(
                format!("{about}, answer {status} of {}", body.media_type),
                what,
            );
        }
    }

    fn definition(&mut self, about: &str, definition: &TypeDef) {
        let kind = match &definition.definition {
            Definition::Struct(object) => self.object(about, object),
            Definition::Enum(listed) => {
                for variant in &listed.variants {
                    let about = format!("{about}, value {}", variant.name.ident);
                    self.fact(about, variant.value.to_json());
                }
                format!("enum of {:?}", listed.kind)
            }
            Definition::Tagged(union) => {
                for arm in &union.arms {
                    let about = format!("{about}, arm {}", arm.name.ident);
                    self.fact(
                        about,
                        format!("{} for {}", self.ty(&arm.ty), arm.tags.join(", ")),
                    );
                }
                let default = union.default.map(|index| &union.arms[index].name.ident);
                format!("union by {}, else {default:?}", union.property)
            }
            Definition::Untagged(union) => {
                for arm in &union.arms {
                    let about = format!("{about}, arm {}", arm.name.ident);
                    self.fact(about, self.ty(&arm.ty));
                }
                "union".to_owned()
            }
            Definition::Alias(ty) => format!("= {}", self.ty(ty)),
            Definition::Newtype(ty) => format!("newtype of {}", self.ty(ty)),
        };
        self.fact(about.to_owned(), kind);
        if let Some(xml) = &definition.xml {
            self.fact(format!("{about}, XML"), debug(xml));
        }
    }

    fn object(&mut self, about: &str, object: &Struct) -> String {
        for field in &object.fields {
            self.field(about, field);
        }
        for constant in &object.constants {
            let about = format!("{about}, constant {}", constant.name);
            self.fact(about, constant.value.to_json());
        }
        match &object.rest {
            Rest::Forbidden => "struct without other members".to_owned(),
            Rest::Members => "struct".to_owned(),
            Rest::Typed(ty) => format!("struct and {}", self.ty(ty)),
        }
    }

    fn field(&mut self, about: &str, field: &Field) {
        let presence = match (field.optional, field.asked) {
            (false, true) => "required",
            (false, false) => "always there",
            (true, true) => "write-only and required",
            (true, false) => "optional",
        };
        let what = format!("{} {presence} as {}", self.ty(&field.ty), field.name.wire);
        self.fact(format!("{about}, field {}", field.name.ident), what);
    }

    fn ty(&self, ty: &Type) -> String {
        match ty {
            Type::List(inner) => format!("Vec<{}>", self.ty(inner)),
            Type::Array(inner, count) => format!("[{}; {count}]", self.ty(inner)),
            Type::Tuple(elements) => {
                let elements: Vec<String> = elements.iter().map(|it| self.ty(it)).collect();
                format!("({})", elements.join(", "))
            }
            Type::Map(inner) => format!("Map<{}>", self.ty(inner)),
            Type::KeyedMap(key, inner) => {
                let key = self.ty(&Type::Named(*key));
                format!("Map<{key}, {}>", self.ty(inner))
            }
            Type::Nullable(inner) => format!("Nullable<{}>", self.ty(inner)),
            Type::Boxed(inner) => format!("Box<{}>", self.ty(inner)),
            Type::Secret(inner) => format!("Secret<{}>", self.ty(inner)),
            Type::Named(id) => match &self.api.type_def(*id).definition {
                // Whether a document names such a type or repeats it does not matter to a caller.
                Definition::Alias(target) => self.ty(target),
                _ => self.name_of(self.api.type_def(*id)),
            },
            Type::Format(format) => debug(format),
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
            | Type::String
            | Type::Any
            | Type::Bytes
            | Type::File
            | Type::Event
            | Type::Own(_) => debug(ty),
        }
    }
}

fn place(placement: &Placement) -> &'static str {
    match placement {
        Placement::Path(_) | Placement::PathRaw | Placement::PathContent(_) => "path",
        Placement::Query(_)
        | Placement::QueryRaw
        | Placement::QueryContent(_)
        | Placement::QueryString(_) => "query",
        Placement::Header { .. }
        | Placement::HeaderInStyle(_)
        | Placement::HeaderContent(_)
        | Placement::HeaderPrefix(_) => "header",
        Placement::PartHeader { .. } | Placement::PartHeaderContent { .. } => "header of a part",
        Placement::Cookie(_) | Placement::CookieContent(_) => "cookie",
    }
}

fn style(placement: &Placement) -> String {
    match placement {
        Placement::Path(style)
        | Placement::Query(style)
        | Placement::HeaderInStyle(style)
        | Placement::Cookie(style) => {
            let explode = if style.explode { ", exploded" } else { "" };
            let reserved = if style.allow_reserved {
                ", reserved allowed"
            } else {
                ""
            };
            format!("in {:?} style{explode}{reserved}", style.style)
        }
        Placement::Header { explode } | Placement::PartHeader { explode, .. } => format!(
            "in Simple style{}",
            if *explode { ", exploded" } else { "" }
        ),
        Placement::PathRaw | Placement::QueryRaw => "as it is".to_owned(),
        Placement::QueryString(media_type) => format!("as the query, {media_type}"),
        Placement::HeaderPrefix(prefix) => format!("as headers {prefix}…"),
        Placement::PathContent(media_type)
        | Placement::QueryContent(media_type)
        | Placement::HeaderContent(media_type)
        | Placement::PartHeaderContent {
            media: media_type, ..
        }
        | Placement::CookieContent(media_type) => format!("as {media_type}"),
    }
}

fn codec(codec: &Codec) -> &'static str {
    match codec {
        Codec::Json => "JSON",
        Codec::Text => "text",
        Codec::Bytes => "bytes",
        Codec::Xml => "XML",
        Codec::Form(_) => "form",
        Codec::Multipart(_) => "multipart",
        Codec::JsonLines => "JSON lines",
        Codec::EventStream => "events",
    }
}

fn debug(value: &dyn Debug) -> String {
    format!("{value:?}")
}
