//! `<version>.toml` beside a description: what is kept of it, what the emitted types are like, and what the description
//! can't say of its operations.
//!
//! A stranger would get this wrong: there are hardly settings of how code is emitted. What a description says wrongly is corrected by an
//! overlay.

mod choice;
mod types;

use crate::files::read_text;
use choice::{Entry, PagingTable, RenameTable, RenamedTo, SchemaEntry, StreamTable};
use miette::{Result, miette};
use restwright_codegen::complaint::{Complaint, Severity};
use restwright_codegen::select::{
    Attributes, Construct, Inline, Pattern, Prefix, Rename, Renamed, SchemaPattern, Selection,
    TypeChoice,
};
use restwright_codegen::value::{Location, Position};
use serde::Deserialize;
use std::path::Path;
use toml::Spanned;
use types::{AttributesTable, TypesTable};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SelectionFile {
    /// Where the documents are, if not beside the file; read by [`documents`].
    #[serde(default)]
    #[serde(rename = "documents")]
    _documents: Option<Vec<String>>,
    /// Keep only operations that fit one of these.
    #[serde(default)]
    keep: Vec<Spanned<Entry>>,
    /// Leave out operations that fit one of these.
    #[serde(default)]
    leave: Vec<Spanned<Entry>>,
    /// `false`: types only.
    operations: Option<Spanned<bool>>,
    /// `false`: no webhooks.
    webhooks: Option<Spanned<bool>>,
    /// `false`: no callbacks.
    callbacks: Option<Spanned<bool>>,
    /// Components that are kept beside those that operations need.
    #[serde(default)]
    schemas: Vec<Spanned<SchemaEntry>>,
    construct: Option<Constructed>,
    inline: Option<InlineSchemas>,
    #[serde(default)]
    paging: Vec<PagingTable>,
    #[serde(default)]
    stream: Vec<StreamTable>,
    /// What may be repeated, though its method does not say so.
    #[serde(default)]
    repeat: Vec<Spanned<Entry>>,
    /// What may not be repeated, though its method says so.
    #[serde(default)]
    once: Vec<Spanned<Entry>>,
    /// Other names for places, schemas, operations and groups.
    #[serde(default)]
    rename: Vec<Spanned<RenameTable>>,
    /// Prefixes that the names of components' types do without.
    #[serde(default)]
    prefixes: Vec<Spanned<String>>,
    /// Derives and other attributes of types.
    #[serde(default)]
    attributes: Vec<AttributesTable>,
    /// Sets of values that have no others.
    #[serde(default)]
    closed: Vec<Spanned<SchemaEntry>>,
    /// Types of the caller's in the place of emitted ones.
    #[serde(default)]
    types: Vec<Spanned<TypesTable>>,
}

/// Which types have constructors and setters.
#[derive(Deserialize)]
#[serde(rename_all = "lowercase")]
enum Constructed {
    /// All, not only those that are sent.
    All,
}

/// What becomes of inline schemas that are equal.
#[derive(Deserialize)]
#[serde(rename_all = "lowercase")]
enum InlineSchemas {
    /// One type; each place keeps its name, as an alias.
    Shared,
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
    let places = Places { path, text };
    let listed =
        |entries: Vec<Spanned<Entry>>| entries.into_iter().map(|entry| places.pattern(entry));
    let schemas = |entries: Vec<Spanned<SchemaEntry>>| {
        let patterns = entries
            .into_iter()
            .map(|entry| places.schema_pattern(entry));
        patterns.collect()
    };
    Ok(Selection {
        keep: listed(file.keep).collect(),
        leave: listed(file.leave).collect(),
        no_operations: places.refused(file.operations.as_ref()),
        no_webhooks: places.refused(file.webhooks.as_ref()),
        no_callbacks: places.refused(file.callbacks.as_ref()),
        schemas: schemas(file.schemas),
        closed: schemas(file.closed),
        construct: match file.construct {
            Some(Constructed::All) => Construct::All,
            None => Construct::Sent,
        },
        inline: match file.inline {
            Some(InlineSchemas::Shared) => Inline::Shared,
            None => Inline::Apart,
        },
        paging: file
            .paging
            .into_iter()
            .map(|table| (places.pattern(table.operations), table.pageable))
            .collect(),
        streams: file
            .stream
            .into_iter()
            .map(StreamTable::choice)
            .map(|(operations, choice)| (places.pattern(operations), choice))
            .collect(),
        repeatable: listed(file.repeat)
            .map(|pattern| (pattern, true))
            .chain(listed(file.once).map(|pattern| (pattern, false)))
            .collect(),
        renames: file
            .rename
            .into_iter()
            .map(|table| places.rename(table))
            .collect(),
        attributes: file
            .attributes
            .into_iter()
            .map(|table| Attributes {
                schemas: places.schema_pattern(table.schemas),
                derives: table.derive,
                attributes: table.lines,
            })
            .collect(),
        types: file
            .types
            .into_iter()
            .map(|table| places.type_choice(table))
            .collect(),
        prefixes: file
            .prefixes
            .into_iter()
            .map(|prefix| Prefix {
                at: places.at(&prefix),
                text: prefix.into_inner(),
            })
            .collect(),
    })
}

/// Where choices stand in the file.
#[derive(Clone, Copy)]
struct Places<'a> {
    path: &'a str,
    text: &'a str,
}

impl Places<'_> {
    fn at<T>(self, choice: &Spanned<T>) -> Location {
        Location {
            file: self.path.into(),
            pointer: "".into(),
            position: position(self.text, choice.span().start),
        }
    }

    fn pattern(self, entry: Spanned<Entry>) -> Pattern {
        let at = self.at(&entry);
        entry.into_inner().pattern(at)
    }

    fn schema_pattern(self, entry: Spanned<SchemaEntry>) -> SchemaPattern {
        let at = self.at(&entry);
        entry.into_inner().pattern(at)
    }

    fn rename(self, table: Spanned<RenameTable>) -> Rename {
        let at = self.at(&table);
        let of = match table.into_inner().0 {
            RenamedTo::Place { pointer, name } => Renamed::Place { pointer, name },
            RenamedTo::Schemas { entry, name } => Renamed::Schemas {
                pattern: self.schema_pattern(entry),
                name,
            },
            RenamedTo::Operations { entry, name, group } => Renamed::Operations {
                pattern: self.pattern(entry),
                name,
                group,
            },
        };
        Rename { of, at }
    }

    fn type_choice(self, table: Spanned<TypesTable>) -> TypeChoice {
        let at = self.at(&table);
        table.into_inner().choice(at)
    }

    /// Where something is said to be left out: `true` is what is so anyway.
    fn refused(self, choice: Option<&Spanned<bool>>) -> Option<Location> {
        choice
            .filter(|choice| !choice.as_ref())
            .map(|choice| self.at(choice))
    }
}

fn complaint(path: &str, text: &str, error: &toml::de::Error) -> Complaint {
    let offset = error.span().map_or(0, |span| span.start);
    Complaint {
        location: Location { file: path.into(), pointer: "".into(), position: position(text, offset) },
        severity: Severity::Error,
        code: "invalid-selection",
        message: error.message().to_owned(),
        help: Some(
            "the file holds lists of operations (`keep`, `leave`, `repeat`, `once`) by `id`, `tag`, `path`, `method` or `deprecated`, \
             `schemas` and `closed` by `name` or `pointer`, tables `[[paging]]`, `[[stream]]`, `[[rename]]`, `[[attributes]]` and `[[types]]`, \
             the list `prefixes`, and the words `operations`, `webhooks`, \
             `callbacks`, `construct` and `inline`: see the page about choices in the guide"
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
        let said = |patterns: &[Pattern]| -> Vec<String> {
            let shown = |pattern: &Pattern| {
                let Position { line, column } = pattern.at.position;
                format!("{line}:{column} {pattern}")
            };
            patterns.iter().map(shown).collect()
        };
        assert_eq!(
            said(&selection.keep),
            ["1:9 id `Links_*`", "1:29 tag `links`"]
        );
        assert_eq!(said(&selection.leave), ["2:10 path `/internal/*`"]);
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
        assert_eq!(pattern.to_string(), "tag `issues`");
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
            ("leave = [{}]\n", 1, 9),
            ("schemas = [{ name = \"x\", pointer = \"/y\" }]\n", 1, 12),
            ("webhooks = \"no\"\n", 1, 12),
            ("inline = \"apart\"\n", 1, 10),
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
