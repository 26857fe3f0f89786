//! Doc comments: what the description's author wrote, made safe, and our own sentences beside it.
//!
//! What a stranger would get wrong: the author's text is Markdown, HTML or neither, and rustdoc reads all of it as
//! Markdown with links to Rust items. It is parsed and written anew ([`markdown`], [`write`](mod@write)), never patched.

mod html;
mod markdown;
mod stop;
mod summary;
#[cfg(test)]
mod tests;
mod write;

use super::program::Program;
use crate::shape::{Api, Doc, Name, Operation, Piece, Server, ServerVariable, TypeDef};
use crate::value::Value;
use markdown::{Block, Inline};
use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use std::borrow::Cow;
use std::fmt::Write;

/// The lines of a doc comment.
pub(super) struct Docs(Vec<String>);

impl Docs {
    /// The comment of an item that is written as text, at this indentation.
    pub(super) fn text(&self, indent: &str) -> String {
        self.marked(indent, "///")
    }

    /// The comment of the module that a file is.
    pub(super) fn of_file(&self) -> String {
        self.marked("", "//!")
    }

    fn marked(&self, indent: &str, mark: &str) -> String {
        self.0.iter().fold(String::new(), |mut text, line| {
            // Writing to a String cannot fail.
            let _ = writeln!(text, "{indent}{mark}{}", spaced(line));
            text
        })
    }
}

impl ToTokens for Docs {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        let lines = self.0.iter().map(|line| spaced(line));
        tokens.extend(quote!(#(#[doc = #lines])*));
    }
}

/// Attributes of an item: the author's text, else a sentence of our own; then the notes.
pub(super) fn outer(doc: &Doc, fallback: &str) -> Docs {
    Docs(lines(doc, fallback))
}

/// What follows on the first page of an API: its groups, and a program that calls it.
pub(super) fn page(groups: &[(String, usize)], call: Option<&Program>) -> TokenStream {
    let mut lines = Vec::new();
    if !groups.is_empty() {
        lines.extend(["", "| group | operations |", "|---|---|"].map(str::to_owned));
        let rows = groups
            .iter()
            .map(|(name, operations)| format!("| {} | {operations} |", link(name)));
        lines.extend(rows);
    }
    if let Some(call) = call {
        lines.extend(["", "# A call", ""].map(str::to_owned));
        lines.extend(program(call));
    }
    inner_attributes(&lines)
}

/// A program in documentation, which is compiled and run as a test.
fn program(program: &Program) -> impl Iterator<Item = String> {
    let end = ["# Ok::<(), Box<dyn std::error::Error>>(())", "```"];
    ["```"]
        .into_iter()
        .chain(program.imports.lines())
        .chain([""])
        .chain(program.body.lines())
        .chain(end)
        .map(str::to_owned)
}

/// The same for the module that a file is, after a sentence of our own.
pub(super) fn module(title: &str, doc: &Doc) -> TokenStream {
    let mut lines = own(title);
    push_paragraph(&mut lines, author(doc));
    push_paragraph(&mut lines, notes(doc));
    inner_attributes(&lines)
}

/// A paragraph of our own for an item.
pub(super) fn sentence(text: &str) -> Docs {
    Docs(own(text))
}

/// A paragraph of our own for the module that a file is.
pub(super) fn file(text: &str) -> TokenStream {
    inner_attributes(&own(text))
}

/// A type.
pub(super) fn of_type(definition: &TypeDef, api: &Api) -> Docs {
    let home = api.type_def(definition.home);
    let fallback = if home.name != definition.name {
        format!("Part of {}.", link(&home.name.ident))
    } else if definition.phrase.is_empty() {
        format!("The schema {}.", code(&definition.name.wire))
    } else {
        phrase(&definition.phrase)
    };
    outer(&definition.doc, &fallback)
}

/// The first line of the file of a type.
pub(super) fn file_of_type(definition: &TypeDef) -> Docs {
    sentence(&if definition.phrase.is_empty() {
        format!("{}.", code(&definition.name.wire))
    } else {
        phrase(&definition.phrase)
    })
}

fn phrase(pieces: &[Piece]) -> String {
    let texts = pieces.iter().map(|piece| match piece {
        Piece::Words(words) => words.clone(),
        Piece::Code(text) => code(text),
    });
    texts.collect::<String>() + "."
}

/// A field.
pub(super) fn of_field(doc: &Doc, name: &Name) -> Docs {
    outer(doc, &format!("{}.", code(&name.wire)))
}

/// The same with a value of the description's, after the notes; a default shows one already.
pub(super) fn with_sample(doc: &Doc, sample: Option<String>) -> Cow<'_, Doc> {
    let has_default = doc.notes.iter().any(|note| note.starts_with("Default: "));
    match sample.filter(|_| !has_default) {
        None => Cow::Borrowed(doc),
        Some(sample) => {
            let mut doc = doc.clone();
            doc.notes.push(format!("Such as {}.", code(&sample)));
            Cow::Owned(doc)
        }
    }
}

/// A field where it stands a second time: the first paragraph, without the notes.
pub(super) fn summary_of_field(doc: &Doc, name: &Name) -> Docs {
    let summary = doc
        .text
        .as_deref()
        .map(|text| {
            write::lines(&stop::first_sentence(summary::with_summary(
                markdown::parse(text),
            )))
        })
        .unwrap_or_default();
    Docs(if summary.is_empty() {
        own(&format!("{}.", code(&name.wire)))
    } else {
        summary
    })
}

/// A value of an enum.
pub(super) fn of_value(doc: &Doc, value: &Value) -> Docs {
    let text = value
        .as_str()
        .map_or_else(|| value.to_json(), str::to_owned);
    outer(
        doc,
        &if text.is_empty() {
            "The empty text.".to_owned()
        } else {
            format!("{}.", code(&text))
        },
    )
}

/// An operation: the text, method and route, the notes.
pub(super) fn of_operation(doc: &Doc, method: &str, route: &str) -> Docs {
    let mut lines = author(doc);
    push_paragraph(&mut lines, vec![code(&format!("{method} {route}"))]);
    push_paragraph(&mut lines, notes(doc));
    Docs(lines)
}

/// An operation that is called: the text, method and route, what it answers and how it fails, the notes, an example.
pub(super) fn of_call(
    operation: &Operation,
    answers: impl Iterator<Item = String>,
    fails: &[Failures<'_>],
    example: Option<Vec<String>>,
) -> Docs {
    let mut lines = author(&operation.doc);
    let route = format!("{} {}", operation.method, operation.route);
    push_paragraph(&mut lines, vec![code(&route)]);
    for answer in answers {
        push_paragraph(&mut lines, own(&answer));
    }
    for failures in fails {
        push_paragraph(&mut lines, failures.lines());
    }
    push_paragraph(&mut lines, notes(&operation.doc));
    let fence = || "```".to_owned();
    let example = example.map(|lines| [vec![fence()], lines, vec![fence()]].concat());
    push_paragraph(&mut lines, example.unwrap_or_default());
    Docs(lines)
}

/// Failures that have their body in common, or the lack of one.
pub(super) struct Failures<'a> {
    /// What they are: `Fails with …`.
    pub(super) lead: String,
    /// The statuses, with what the author says of them; empty where a type says it.
    pub(super) statuses: Vec<&'a str>,
}

impl Failures<'_> {
    fn lines(&self) -> Vec<String> {
        if self.statuses.is_empty() {
            return own(&format!("{}.", self.lead));
        }
        let mut lines = own(&format!("{}:", self.lead));
        for status in &self.statuses {
            let text = write::lines(&stop::first_sentence(markdown::parse(status))).join(" ");
            lines.extend(write::item(&text));
        }
        lines
    }
}

/// `a` or `an`, as the name that follows is said.
pub(super) fn article(name: &str) -> &'static str {
    let sounds_as_consonant = [
        "Eu", "Once", "One", "Ubi", "Uni", "Use", "Usa", "Usu", "Uti",
    ];
    let is_vowel = name.starts_with(['A', 'E', 'I', 'O', 'U']);
    if is_vowel
        && !sounds_as_consonant
            .iter()
            .any(|start| name.starts_with(start))
    {
        "an"
    } else {
        "a"
    }
}

/// A server: the text, its URL, and what its variables are.
pub(super) fn of_server(server: &Server) -> Docs {
    let mut lines = author(&server.doc);
    let lead = if lines.is_empty() {
        "The endpoint"
    } else {
        "At"
    };
    push_paragraph(&mut lines, own(&format!("{lead} {}.", code(&server.url))));
    push_paragraph(&mut lines, notes(&server.doc));
    push_paragraph(
        &mut lines,
        server.variables.iter().flat_map(variable).collect(),
    );
    lines.extend(
        [
            "",
            "# Errors",
            "",
            "If the URL is none that a service can be reached at.",
        ]
        .map(str::to_owned),
    );
    Docs(lines)
}

/// The function of a server that takes the variables that have defaults.
pub(super) fn of_server_with(server: &Server, is_method: bool) -> Docs {
    let name = unraw(&server.name.ident);
    let path = if is_method { "Self::" } else { "" };
    Docs(
        [
            &format!("As [`{name}`]({path}{name}()), with other values for its variables."),
            "",
            "# Errors",
            "",
            "If the URL is none that a service can be reached at.",
        ]
        .map(str::to_owned)
        .to_vec(),
    )
}

/// The variables of a server that have defaults.
pub(super) fn of_server_options(server: &Server) -> Docs {
    Docs(own(&format!(
        "What may be said otherwise of the endpoint {}.",
        code(&server.url)
    )))
}

/// A variable of a server as an item of a list.
fn variable(variable: &ServerVariable) -> Vec<String> {
    let texts = variable
        .doc
        .text
        .iter()
        .map(String::as_str)
        .chain(variable.doc.notes.iter().map(String::as_str));
    let mut content = vec![Inline::Code(unraw(&variable.name.ident).to_owned())];
    for block in texts.flat_map(markdown::parse) {
        if let Block::Paragraph(paragraph) = block {
            content.push(Inline::Text(
                if content.len() == 1 { ": " } else { " " }.to_owned(),
            ));
            content.extend(paragraph);
        }
    }
    write::lines(&[Block::List {
        start: None,
        items: vec![vec![Block::Paragraph(content)]],
    }])
}

/// A text of the author's inside a sentence of our own.
pub(super) fn inline(text: &str) -> String {
    write::lines(&markdown::parse(text)).join(" ")
}

/// `#[deprecated]`, for what is.
pub(super) fn deprecated(is_deprecated: bool) -> Option<TokenStream> {
    is_deprecated.then(|| quote!(#[deprecated]))
}

/// A text in a code span.
pub(super) fn code(text: &str) -> String {
    match markdown::clean(text).replace('\n', " ") {
        _ if text.is_empty() => "the empty text".to_owned(),
        // White space has to be seen: `"\t"`.
        blank if blank.trim().is_empty() => write::code_span(&format!("{text:?}")),
        text => write::code_span(&text),
    }
}

/// A link to a type of the same module.
pub(super) fn link(ident: &str) -> String {
    /// What the derive macros of the prelude are called: a link has to say that it means none of them.
    const DERIVES: &[&str] = &[
        "Clone",
        "Copy",
        "Debug",
        "Default",
        "Eq",
        "Hash",
        "Ord",
        "PartialEq",
        "PartialOrd",
    ];
    if DERIVES.contains(&ident) {
        format!("[`type@{ident}`]")
    } else {
        format!("[`{}`]", unraw(ident))
    }
}

/// An identifier as people say it.
pub(super) fn unraw(ident: &str) -> &str {
    ident.strip_prefix("r#").unwrap_or(ident)
}

/// The author's text, else a sentence of our own, and the notes: on the same line where all is short, since two lines
/// more for a format are two lines that say nothing.
fn lines(doc: &Doc, fallback: &str) -> Vec<String> {
    let notes = notes(doc);
    let mut lines = author(doc);
    if lines.is_empty() {
        lines = own(fallback);
    }
    match (lines.as_mut_slice(), notes.as_slice()) {
        ([text], [note]) if !is_block(text) && write::fits(&[text, note]) => {
            text.push(' ');
            text.push_str(note);
        }
        _ => push_paragraph(&mut lines, notes),
    }
    lines
}

/// Whether a line is no paragraph: a heading, an item, a table, a quotation or code.
fn is_block(line: &str) -> bool {
    let digits = line.trim_start_matches(|character: char| character.is_ascii_digit());
    let is_numbered = digits.len() < line.len() && digits.starts_with(". ");
    is_numbered || line.starts_with(['#', '-', '|', '>']) || line.starts_with("```")
}

fn author(doc: &Doc) -> Vec<String> {
    let text = doc.text.as_deref();
    text.map(|text| write::lines(&stop::ended(summary::with_summary(markdown::parse(text)))))
        .unwrap_or_default()
}

fn notes(doc: &Doc) -> Vec<String> {
    write::lines(&markdown::parse(&doc.notes.join(" ")))
}

fn own(text: &str) -> Vec<String> {
    write::wrap(text)
}

fn push_paragraph(lines: &mut Vec<String>, paragraph: Vec<String>) {
    if !lines.is_empty() && !paragraph.is_empty() {
        lines.push(String::new());
    }
    lines.extend(paragraph);
}

fn inner_attributes(lines: &[String]) -> TokenStream {
    let lines = lines.iter().map(|line| spaced(line));
    quote!(#(#![doc = #lines])*)
}

/// A line after `///`.
fn spaced(line: &str) -> String {
    if line.is_empty() {
        String::new()
    } else {
        format!(" {line}")
    }
}
