//! What an API requires of its callers, and for each requirement the program that leaves it out.
//!
//! A stranger would get this wrong: the programs hold no values. Each takes everything apart from a value that it is given,
//! so it depends on the names alone and fails for one reason.

use restwright_codegen::shape::{
    Api, Definition, Group, Operation, Step, StepValue, Struct, TypeDef,
};
use std::fmt::Write;

/// A member that a caller must give.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Requirement {
    /// The operation's id or the schema's name.
    pub owner: String,
    /// The wire name of the parameter or property; `body` for a body.
    pub member: String,
    /// The identifier that the compiler has to name.
    pub ident: String,
    /// The name of the program.
    pub file: String,
    /// The program.
    pub program: String,
}

/// All requirements of an API whose module has this path, sorted by file.
pub fn requirements(api: &Api, module: &str) -> Vec<Requirement> {
    let operations = api.groups.iter().flat_map(|group| {
        group
            .operations
            .iter()
            .flat_map(|operation| of_operation(group, operation, module))
    });
    let types = api
        .types
        .iter()
        .flat_map(|definition| match &definition.definition {
            Definition::Struct(structure) => of_struct(definition, structure, module),
            Definition::Enum(_)
            | Definition::Tagged(_)
            | Definition::Untagged(_)
            | Definition::Alias(_)
            | Definition::Newtype(_) => Vec::new(),
        });
    let mut requirements: Vec<Requirement> = operations.chain(types).collect();
    requirements.sort_by(|left, right| left.file.cmp(&right.file));
    requirements
}

fn of_operation(group: &Group, operation: &Operation, module: &str) -> Vec<Requirement> {
    let body = operation.body.as_ref().map(|body| body.argument);
    let required = operation
        .arguments
        .iter()
        .enumerate()
        .filter(|(_, argument)| argument.required);
    let members: Vec<Member> = required
        .map(|(index, argument)| Member {
            wire: if body == Some(index) {
                "body".to_owned()
            } else {
                parameter(operation, index)
            },
            ident: argument.name.ident.clone(),
        })
        .collect();
    let place = format!("{module}::{}", group.name.ident);
    let stem = format!("{}_{}", group.name.ident, snake(&operation.name.ident));
    let owner = Owner {
        wire: &operation.id,
        place: &place,
        literal: &operation.name.ident,
        stem: &stem,
    };
    members
        .iter()
        .map(|member| owner.without(member, &members))
        .collect()
}

/// The wire name of the parameter that an argument is written to.
fn parameter(operation: &Operation, index: usize) -> String {
    let name = operation.steps.iter().find_map(|step| match step {
        Step::Parameter {
            name,
            value: StepValue::Argument(argument),
            ..
        } if *argument == index => Some(name.clone()),
        Step::Parameter { .. } | Step::Literal(_) => None,
    });
    name.unwrap_or_default()
}

fn of_struct(definition: &TypeDef, structure: &Struct, module: &str) -> Vec<Requirement> {
    let asked = structure
        .fields
        .iter()
        .filter(|field| field.asked || !field.optional);
    let members: Vec<Member> = asked
        .map(|field| Member {
            wire: field.name.wire.clone(),
            ident: field.name.ident.clone(),
        })
        .collect();
    let ident = &definition.name.ident;
    let place = format!("{module}::models");
    let stem = snake(ident);
    let literal = if members.len() > 1 {
        &structure.init_ident
    } else {
        ident
    };
    let owner = Owner {
        wire: &definition.name.wire,
        place: &place,
        literal,
        stem: &stem,
    };
    match members.as_slice() {
        [member] => vec![owner.without_argument(member)],
        members => members
            .iter()
            .map(|member| owner.without(member, members))
            .collect(),
    }
}

struct Member {
    wire: String,
    ident: String,
}

impl Member {
    /// The name of the function that leaves it out.
    fn function(&self) -> String {
        format!("without_{}", self.ident.trim_start_matches("r#"))
    }
}

/// What requires members.
struct Owner<'a> {
    wire: &'a str,
    /// The module of the type.
    place: &'a str,
    /// The struct whose fields are the members.
    literal: &'a str,
    /// How the names of its programs start.
    stem: &'a str,
}

impl Owner<'_> {
    /// The program that builds the struct without a field.
    fn without(&self, missing: &Member, members: &[Member]) -> Requirement {
        let given = members
            .iter()
            .map(|member| &member.ident)
            .filter(|ident| **ident != missing.ident);
        let fields = given.fold(String::new(), |mut fields, ident| {
            // Writing to a String cannot fail.
            let _ = writeln!(fields, "        {ident}: given.{ident},");
            fields
        });
        let Self { place, literal, .. } = self;
        let function = missing.function();
        let given = if fields.is_empty() { "_" } else { "given" };
        let literal_expression = if fields.is_empty() {
            format!("{literal} {{}}")
        } else {
            format!("{literal} {{\n{fields}    }}")
        };
        self.requirement(
            missing,
            &format!(
                "use {place}::{literal};\n\nfn {function}({given}: {literal}) -> {literal} {{\n    {literal_expression}\n}}\n"
            ),
        )
    }

    /// The program that calls the constructor of the only member without it.
    fn without_argument(&self, missing: &Member) -> Requirement {
        let Self { place, literal, .. } = self;
        let function = missing.function();
        self.requirement(
            missing,
            &format!("use {place}::{literal};\n\nfn {function}() -> {literal} {{\n    {literal}::new()\n}}\n"),
        )
    }

    fn requirement(&self, missing: &Member, program: &str) -> Requirement {
        let Self { wire, stem, .. } = self;
        let (member, ident) = (&missing.wire, &missing.ident);
        Requirement {
            owner: (*wire).to_owned(),
            member: member.clone(),
            ident: ident.clone(),
            file: format!("{stem}_{}.rs", missing.function()),
            program: format!(
                "//! `{wire}` requires `{member}`: leaving it out does not compile.\n\n{program}\nfn main() {{}}\n"
            ),
        }
    }
}

/// An `UpperCamelCase` identifier in `snake_case`.
fn snake(ident: &str) -> String {
    let mut out = String::new();
    for character in ident.chars() {
        if character.is_uppercase() && !out.is_empty() {
            out.push('_');
        }
        out.extend(character.to_lowercase());
    }
    out
}
