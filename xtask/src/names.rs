//! `cargo xtask names`: the modules, operations and makeshift names of descriptions, for whoever works on names.
//!
//! A name is makeshift if it ends in a hash or a bare number of ours for lack of a better word: `CreateTimeF106`,
//! `PetVariant2`. A stranger would get this wrong: a digit of the description's own (`Http2`) is no lack of a word.

use miette::{IntoDiagnostic, Result};
use restwright::Outcome;
use restwright::description::Description;
use restwright_codegen::shape::{Api, Definition, Name, TypeDef};
use serde::{Deserialize, Serialize};
use std::io::Write;
use std::ops::AddAssign;
use std::path::Path;

/// How many names of types, fields and variants an API has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tally {
    /// All of them.
    pub names: usize,
    /// Those with a hash or a number of ours.
    pub makeshift: usize,
}

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Self) {
        self.names += other.names;
        self.makeshift += other.makeshift;
    }
}

impl Tally {
    /// Counts the names of an API's types, fields and variants.
    pub fn of(api: &Api) -> Self {
        let names = api.types.iter().flat_map(names_of);
        names.fold(Self::default(), |mut tally, name| {
            tally += Self {
                names: 1,
                makeshift: usize::from(is_makeshift(name)),
            };
            tally
        })
    }
}

/// Lists the names of each document, and counts those of all. References stay `within` a folder, by default the
/// document's own.
///
/// # Errors
/// If a document cannot be read or the output cannot be written.
pub fn run(
    documents: &[impl AsRef<Path>],
    within: Option<&Path>,
    out: &mut dyn Write,
) -> Result<Outcome> {
    let mut total = Tally::default();
    let mut outcome = Outcome::Success;
    for document in documents {
        let document = document.as_ref();
        let folder = document.parent().unwrap_or(Path::new(""));
        let generated =
            Description::new(document, within.unwrap_or(folder), vec!["api".to_owned()])
                .generate()?;
        writeln!(out, "{}", document.display()).into_diagnostic()?;
        match &generated.output.api {
            Some(api) => {
                list(api, out).into_diagnostic()?;
                total += Tally::of(api);
            }
            None => outcome = Outcome::Failure,
        }
    }
    writeln!(out, "{} names, {} makeshift", total.names, total.makeshift).into_diagnostic()?;
    Ok(outcome)
}

fn list(api: &Api, out: &mut dyn Write) -> std::io::Result<()> {
    for group in &api.groups {
        for operation in &group.operations {
            writeln!(
                out,
                "  {}::{}  {} ({} {})",
                group.name.ident,
                operation.name.ident,
                operation.id,
                operation.method,
                operation.route
            )?;
        }
    }
    for definition in &api.types {
        for name in names_of(definition).filter(|name| is_makeshift(name)) {
            writeln!(
                out,
                "  makeshift: {} in {} at {}",
                name.ident, definition.name.ident, definition.location.pointer
            )?;
        }
    }
    Ok(())
}

/// The name of a type, and those of its fields, values or arms.
fn names_of(definition: &TypeDef) -> impl Iterator<Item = &Name> {
    let inside: Vec<&Name> = match &definition.definition {
        Definition::Struct(object) => object.fields.iter().map(|field| &field.name).collect(),
        Definition::Enum(set) => set.variants.iter().map(|variant| &variant.name).collect(),
        Definition::Tagged(union) => union.arms.iter().map(|arm| &arm.name).collect(),
        Definition::Untagged(union) => union.arms.iter().map(|arm| &arm.name).collect(),
        Definition::Alias(_) | Definition::Newtype(_) => Vec::new(),
    };
    std::iter::once(&definition.name).chain(inside)
}

fn is_makeshift(name: &Name) -> bool {
    is_counted(&name.words) || is_hashed(name)
}

/// Whether the words have a place's number for want of a name: `Pet variant 2`.
fn is_counted(words: &str) -> bool {
    let mut words = words.split(' ').peekable();
    while let Some(word) = words.next() {
        let is_number = |next: &&str| next.bytes().all(|byte| byte.is_ascii_digit());
        if matches!(word, "variant" | "item") && words.peek().is_some_and(is_number) {
            return true;
        }
    }
    false
}

/// Whether the identifier is its words and a hash.
fn is_hashed(name: &Name) -> bool {
    let letters = |text: &str| -> String {
        let characters = text.chars().filter(|character| character.is_alphanumeric());
        characters.flat_map(char::to_lowercase).collect()
    };
    let (ident, words) = (letters(&name.ident), letters(&name.words));
    let rest = ident
        .strip_prefix(&words)
        .or_else(|| ident.strip_prefix('n')?.strip_prefix(&words));
    rest.is_some_and(|rest| {
        matches!(rest.len(), 4 | 8 | 16)
            && rest.bytes().all(|byte| byte.is_ascii_hexdigit())
            && rest.bytes().any(|byte| byte.is_ascii_digit())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(words: &str, ident: &str) -> Name {
        Name {
            ident: ident.to_owned(),
            ..Name::unsettled(words, words)
        }
    }

    #[test]
    fn hashes_and_numbers_of_ours_are_makeshift() {
        assert!(is_makeshift(&name("CREATE-TIME", "CreateTimeF106")));
        assert!(is_makeshift(&name("Pet variant 2", "PetVariant2")));
        assert!(!is_makeshift(&name("http2", "Http2")));
        assert!(!is_makeshift(&name("item", "ItemInline")));
        assert!(!is_makeshift(&name("54", "n_54")));
    }
}
