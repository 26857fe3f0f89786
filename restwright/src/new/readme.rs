//! The page of a new workspace: what APIs it has, and a call of one of them.
//!
//! A stranger would get this wrong: the call is no template. It is the program on the first page of the emitted crate, and a
//! test of the workspace compiles it.

use crate::description::Generated;
use crate::discover;
use crate::layout::Layout;
use miette::{IntoDiagnostic, Result, WrapErr};
use restwright_codegen::emit::example;
use restwright_codegen::shape::Api;
use std::fs;

const TEMPLATE: &str = include_str!("templates/readme.md");

/// Writes the page, unless there is one.
pub(super) fn write(layout: &Layout, name: &str) -> Result<()> {
    let path = layout.root.join("README.md");
    if path.exists() {
        return Ok(());
    }
    let mut generated = Vec::new();
    for description in discover::discover(&layout.root)? {
        generated.push(description.generate()?);
    }
    let text = TEMPLATE
        .replace("{{name}}", name)
        .replace("{{generated_folder}}", &layout.generated)
        .replace("{{apis}}", &apis(&generated))
        .replace("{{call}}", &call(&generated));
    fs::write(&path, text)
        .into_diagnostic()
        .wrap_err_with(|| format!("cannot write {}", path.display()))
}

/// A line for each API.
fn apis(generated: &[Generated]) -> String {
    if generated.is_empty() {
        return "There is none yet: put a description at `spec/<api>/<version>.json` (or `.yaml`)."
            .to_owned();
    }
    let line = |it: &Generated| {
        let api = it.output.api.as_ref()?;
        let operations: usize = api.groups.iter().map(|group| group.operations.len()).sum();
        Some(format!(
            "- `{}`: {}, {operations} operations, from `{}`",
            api.path.join("::"),
            one_line(api),
            it.source
        ))
    };
    let lines: Vec<String> = generated.iter().filter_map(line).collect();
    lines.join("\n")
}

/// The title and the version, without what Markdown acts upon.
fn one_line(api: &Api) -> String {
    let text = format!("{} {}", api.title.trim(), api.version.trim());
    text.chars()
        .filter(|character| character.is_alphanumeric() || " .,-:".contains(*character))
        .collect()
}

/// The program of the first API that has one.
fn call(generated: &[Generated]) -> String {
    let apis = generated.iter().filter_map(|it| it.output.api.as_ref());
    let mut programs = apis.filter_map(example::best);
    match programs.next() {
        Some(program) => format!(
            "```rust\n{}```\n\nAny HTTP client sends the request, and `response` of the operation reads what comes back.",
            program.with_main()
        ),
        None => "There is no operation yet.".to_owned(),
    }
}
