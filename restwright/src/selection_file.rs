//! `<version>.toml` beside a description: which operations are kept, which types callers build, and what the
//! description can't say of them.
//!
//! A stranger would get this wrong: there are hardly settings of how code is emitted. What a description says wrongly is corrected by an
//! overlay.

mod choice;

use crate::files::read_text;
use choice::{Entry, PagingTable, StreamTable};
use miette::{Result, miette};
use restwright_codegen::complaint::{Complaint, Severity};
use restwright_codegen::select::{Construct, Pattern, Selection};
use restwright_codegen::value::{Location, Position};
use serde::Deserialize;
use std::path::Path;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SelectionFile {
    /// Where the documents are, if not beside the file; read by [`documents`].
    #[serde(default)]
    #[serde(rename = "documents")]
    _documents: Option<Vec<String>>,
    #[serde(default)]
    keep: Vec<Entry>,
    #[serde(default)]
    leave: Vec<Entry>,
    construct: Option<Constructed>,
    #[serde(default)]
    paging: Vec<PagingTable>,
    #[serde(default)]
    stream: Vec<StreamTable>,
    /// What may be repeated, though its method does not say so.
    #[serde(default)]
    repeat: Vec<Entry>,
    /// What may not be repeated, though its method says so.
    #[serde(default)]
    once: Vec<Entry>,
}

#[derive(Deserialize)]
#[serde(rename_all = "lowercase")]
enum Constructed {
    All,
}

impl From<Entry> for Pattern {
    fn from(entry: Entry) -> Self {
        match entry {
            Entry::Id(text) => Self::Id(text),
            Entry::Tag(text) => Self::Tag(text),
            Entry::Path(text) => Self::Path(text),
        }
    }
}

/// The documents that a selection file lists, relative to its folder. A file that is not valid lists none: reading it for
/// its choices complains.
///
/// # Errors
/// If the file cannot be read.
pub fn documents(path: &Path) -> Result<Option<Vec<String>>> {
    #[derive(Deserialize)]
    struct Listed {
        documents: Option<Vec<String>>,
    }
    let text =
        read_text(path).map_err(|reason| miette!("cannot read {}: {reason}", path.display()))?;
    let listed = toml::from_str(&text).map(|Listed { documents }| documents);
    Ok(listed
        .ok()
        .flatten()
        .filter(|documents| !documents.is_empty()))
}

/// Reads the text of a selection file; `path` is what a complaint about it names.
///
/// # Errors
/// The complaint that says what the file may hold.
pub fn parse(path: &str, text: &str) -> std::result::Result<Selection, Box<Complaint>> {
    let file: SelectionFile =
        toml::from_str(text).map_err(|error| Box::new(complaint(path, text, &error)))?;
    Ok(Selection {
        keep: file.keep.into_iter().map(Pattern::from).collect(),
        leave: file.leave.into_iter().map(Pattern::from).collect(),
        construct: match file.construct {
            Some(Constructed::All) => Construct::All,
            None => Construct::Sent,
        },
        paging: file
            .paging
            .into_iter()
            .map(|table| (table.operations.into(), table.pageable))
            .collect(),
        streams: file
            .stream
            .into_iter()
            .map(StreamTable::choice)
            .map(|(operations, choice)| (operations.into(), choice))
            .collect(),
        repeatable: file
            .repeat
            .into_iter()
            .map(|entry| (entry.into(), true))
            .chain(file.once.into_iter().map(|entry| (entry.into(), false)))
            .collect(),
    })
}

fn complaint(path: &str, text: &str, error: &toml::de::Error) -> Complaint {
    let offset = error.span().map_or(0, |span| span.start);
    Complaint {
        location: Location { file: path.into(), pointer: "".into(), position: position(text, offset) },
        severity: Severity::Error,
        code: "invalid-selection",
        message: error.message().to_owned(),
        help: Some(
            "the file holds the lists `keep`, `leave`, `repeat` and `once` of `{ id = \"…\" }`, `{ tag = \"…\" }` or `{ path = \"…\" }`, \
             tables `[[paging]]` and `[[stream]]`, and `construct = \"all\"` where callers build what only answers hold"
                .to_owned(),
        ),
    }
}

/// The line and column of a byte of a text.
fn position(text: &str, offset: usize) -> Position {
    let before = text.get(..offset).unwrap_or(text);
    let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
    let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
    Position {
        line: count(before.matches('\n').count() + 1),
        column: count(before[line_start..].chars().count() + 1),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_both_lists() {
        let text = "keep = [{ id = \"Links_*\" }, { tag = \"links\" }]\nleave = [{ path = \"/internal/*\" }]\n";
        let selection = parse("v1.toml", text).unwrap();
        assert_eq!(
            selection.keep,
            [
                Pattern::Id("Links_*".to_owned()),
                Pattern::Tag("links".to_owned())
            ]
        );
        assert_eq!(selection.leave, [Pattern::Path("/internal/*".to_owned())]);
        assert_eq!(selection.construct, Construct::Sent);
        let all = parse("v1.toml", "construct = \"all\"\n").unwrap();
        assert_eq!(all.construct, Construct::All);
    }

    #[test]
    fn reads_what_the_description_cannot_say() {
        let text = r#"
            repeat = [{ id = "Search" }]
            once = [{ id = "Draw" }]
            [[paging]]
            operations = { tag = "issues" }
            link = { relation = "next" }
            [[paging]]
            operations = { id = "List" }
            items = "data"
            cursor = { body = "data.-1.id" }
            to = { query = "after" }
            more = "has_more"
            [[stream]]
            operations = { id = "Chat" }
            item = "Chunk"
            end = "[DONE]"
        "#;
        let selection = parse("v1.toml", text).unwrap();
        assert_eq!(selection.repeatable.len(), 2);
        let (pattern, pageable) = &selection.paging[0];
        assert_eq!(*pattern, Pattern::Tag("issues".to_owned()));
        assert_eq!(pageable.items, "");
        let end = selection.streams[0].1.end.as_deref();
        assert_eq!(end, Some("[DONE]"));
    }

    #[test]
    fn refuses_a_way_that_is_none_or_two() {
        for keys in [
            "",
            "link = { relation = \"next\" }\noffset = { query = \"skip\" }",
            "cursor = { body = \"next\" }",
            "link = { relation = \"next\" }\nfirst = 1",
            "offset = { cookie = \"skip\" }",
            "page = { query = \"page\" }\nmethod = \"POST\"",
        ] {
            let text = format!("[[paging]]\noperations = {{ id = \"List\" }}\n{keys}\n");
            assert!(parse("v1.toml", &text).is_err(), "{keys}");
        }
    }

    #[test]
    fn refuses_what_it_does_not_know() {
        for (text, line, column) in [
            ("keep = []\nskip = []\n", 2, 1),
            ("keep = [{ name = \"x\" }]\n", 1, 11),
            ("leave = [{ id = \"x\", tag = \"y\" }]\n", 1, 10),
            ("keep = \"x\"\n", 1, 8),
            ("construct = \"none\"\n", 1, 13),
            ("keep = [\n", 1, 9),
        ] {
            let complaint = parse("v1.toml", text).unwrap_err();
            let Position {
                line: found_line,
                column: found_column,
            } = complaint.location.position;
            assert_eq!(
                (found_line, found_column),
                (line, column),
                "{text}: {}",
                complaint.message
            );
        }
    }
}
