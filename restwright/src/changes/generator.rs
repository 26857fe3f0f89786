//! What the generator changed: the emitted code of the base as it was committed, beside what today's generator makes of
//! the same descriptions.
//!
//! A stranger would get this wrong: such code cannot be compared by its shapes, since those of then are gone. Names that
//! callers could use and that are in no file any more are listed; what else differs is counted.

use crate::crate_writer::source_tree;
use crate::description::Generated;
use crate::tree::{Change, ChangeKind, Found};
use miette::Result;
use std::collections::BTreeSet;
use std::path::Path;
use syn::{Fields, Item, Visibility};

/// How many lost names are listed.
const LISTED: usize = 20;

/// A line for each thing that is said of the generator's changes; none if it changed nothing.
pub(super) fn changes(folder: &Path, before: &[Generated]) -> Result<Vec<String>> {
    if before.is_empty() || !folder.join("src").is_dir() {
        return Ok(Vec::new());
    }
    let differences = source_tree(before)?.changes(folder, &["src"])?;
    if differences.is_empty() {
        return Ok(Vec::new());
    }
    let (mut old, mut new) = (BTreeSet::new(), BTreeSet::new());
    for difference in &differences {
        let (then, now) = texts(difference);
        names(then, &mut old);
        names(now, &mut new);
    }
    let files = differences.len();
    let lost: Vec<&String> = old.difference(&new).collect();
    let mut said = vec![format!(
        "{files} emitted files of the base differ from what today's generator makes of the same descriptions"
    )];
    if lost.is_empty() {
        said.push("no public name of them is gone".to_owned());
    }
    said.extend(
        lost.iter()
            .take(LISTED)
            .map(|name| format!("`{name}` is gone")),
    );
    if lost.len() > LISTED {
        said.push(format!("and {} more names", lost.len() - LISTED));
    }
    Ok(said)
}

fn texts(change: &Change) -> (&str, &str) {
    match &change.kind {
        ChangeKind::Add { new } => ("", new),
        ChangeKind::Replace { old, new } => (text(old), new),
        ChangeKind::Remove { old } => (text(old), ""),
    }
}

fn text(found: &Found) -> &str {
    match found {
        Found::File(bytes) => std::str::from_utf8(bytes).unwrap_or_default(),
        Found::Other => "",
    }
}

/// The names that callers of a file can use; a file that is no Rust has none.
fn names(text: &str, found: &mut BTreeSet<String>) {
    let Ok(file) = syn::parse_file(text) else {
        return;
    };
    for item in file.items {
        match item {
            Item::Struct(item) if is_public(&item.vis) => {
                members(&item.ident.to_string(), &item.fields, found);
            }
            Item::Enum(item) if is_public(&item.vis) => {
                let owner = item.ident.to_string();
                for variant in &item.variants {
                    found.insert(format!("{owner}::{}", variant.ident));
                }
                found.insert(owner);
            }
            Item::Type(item) if is_public(&item.vis) => {
                found.insert(item.ident.to_string());
            }
            Item::Const(item) if is_public(&item.vis) => {
                found.insert(item.ident.to_string());
            }
            Item::Fn(item) if is_public(&item.vis) => {
                found.insert(item.sig.ident.to_string());
            }
            _ => {}
        }
    }
}

fn members(owner: &str, fields: &Fields, found: &mut BTreeSet<String>) {
    for field in fields.iter().filter(|field| is_public(&field.vis)) {
        if let Some(ident) = &field.ident {
            found.insert(format!("{owner}.{ident}"));
        }
    }
    found.insert(owner.to_owned());
}

fn is_public(visibility: &Visibility) -> bool {
    matches!(visibility, Visibility::Public(_))
}
