//! What emitted text needs beside its templates: literals, lists of names in lines of a width.
//!
//! What a stranger would get wrong: a table is text and no tokens, because nothing prints the inside of a macro, and a line
//! a member is what makes its changes small.

use crate::shape::TypeDef;

/// The indentation of a field.
pub(super) const INDENT: &str = "    ";

/// The columns of a line.
const WIDTH: usize = 100;

/// A text as a Rust literal.
pub(super) fn literal(text: &str) -> String {
    format!("{text:?}")
}

/// A `use` declaration, with its names in as many lines as they need.
pub(super) fn import(path: &str, names: &[&str]) -> String {
    list(&format!("use {path}::"), names, ";")
}

/// A statement that lists names after a path: `pub use self::pet::{Pet, PetInit};`.
pub(super) fn list(before: &str, names: &[&str], after: &str) -> String {
    if let [name] = names {
        return format!("{before}{name}{after}\n");
    }
    let line = format!("{before}{{{}}}{after}\n", names.join(", "));
    if line.len() <= WIDTH {
        return line;
    }
    let mut text = format!("{before}{{\n");
    let mut line = String::from("   ");
    for name in names {
        if line.len() + name.len() + 2 > WIDTH {
            text.push_str(&line);
            text.push('\n');
            line = String::from("   ");
        }
        line.push(' ');
        line.push_str(name);
        line.push(',');
    }
    text + &line + "\n}" + after + "\n"
}

/// What stands above the type of a definition, each on a line.
pub(super) fn attributes(definition: &TypeDef) -> String {
    let asked = definition.attributes.iter().map(|it| format!("{it}\n"));
    std::iter::once(deprecated(definition.deprecated, ""))
        .chain(asked)
        .collect()
}

/// `#[deprecated]` in a line of its own, for what is.
pub(super) fn deprecated(is_deprecated: bool, indent: &str) -> String {
    if is_deprecated {
        format!("{indent}#[deprecated]\n")
    } else {
        String::new()
    }
}
