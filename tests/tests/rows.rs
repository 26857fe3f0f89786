//! Every row of the two references of what real descriptions contain has a case that covers it.
//!
//! A case says which rows it covers in its first comment, after `Covers:`, with `|` between them; in JSON, which has no
//! comments, in `x-covers`. A stranger would get this wrong: a `…` before a row means that it goes on from the row
//! above, and is no part of its name.

use restwright_codegen::load;
use serde_json::Value;
use std::collections::BTreeSet;
use std::path::Path;
use tests::case::cases;

const WITHOUT_CASES: &str = include_str!("../rows-without-cases.yaml");

#[test]
fn every_row_of_the_references_has_a_case() {
    let covered: BTreeSet<String> = cases()
        .iter()
        .flat_map(|case| {
            let description = case.description();
            let roots = description.roots.iter();
            roots
                .flat_map(|root| covers(&description.folder.join(root)))
                .collect::<Vec<_>>()
        })
        .collect();
    let without = without_cases();
    let Some(rows) = rows() else {
        return;
    };
    let missing: Vec<&String> = rows
        .iter()
        .filter(|row| !covered.contains(*row) && !without.contains(*row))
        .collect();
    assert!(missing.is_empty(), "without a case: {missing:#?}");
    let unknown: Vec<&String> = covered
        .union(&without)
        .filter(|row| !rows.contains(*row))
        .collect();
    assert!(unknown.is_empty(), "no row of the references: {unknown:#?}");
    let both: Vec<&String> = covered.intersection(&without).collect();
    assert!(both.is_empty(), "has a case and needs none: {both:#?}");
}

/// The names of the rows of all tables of the references.
fn rows() -> Option<BTreeSet<String>> {
    let folder = tests::shared("the rows of the references")?.join("reference");
    let mut rows = BTreeSet::new();
    for name in ["cases-azure.md", "cases-openapi.md"] {
        let text = std::fs::read_to_string(folder.join(name)).ok()?;
        let mut lines = text.lines().peekable();
        while let Some(line) = lines.next() {
            // A line above a ruler is the head of a table.
            let is_head = lines.peek().is_some_and(|next| next.starts_with("| ---"));
            if let Some(row) = line.strip_prefix("| ")
                && !is_head
                && !row.starts_with("---")
            {
                let name = row.split(" | ").next().unwrap_or_default().trim();
                rows.insert(name.trim_start_matches("… ").to_owned());
            }
        }
    }
    Some(rows)
}

/// The rows that a case says it covers.
fn covers(document: &Path) -> Vec<String> {
    let text = std::fs::read_to_string(document).expect("a case has a description");
    let comment: Vec<&str> = text
        .lines()
        .map_while(|line| line.strip_prefix("# "))
        .collect();
    let comment = comment.join(" ");
    let rows = match comment.split_once("Covers: ") {
        Some((_, rows)) => rows.to_owned(),
        None => serde_json::from_str::<Value>(&text)
            .ok()
            .and_then(|json| json["x-covers"].as_str().map(str::to_owned))
            .unwrap_or_default(),
    };
    rows.split('|')
        .map(|row| row.trim().to_owned())
        .filter(|row| !row.is_empty())
        .collect()
}

/// The rows that need no case, each with a reason.
fn without_cases() -> BTreeSet<String> {
    let documents = load::load(&["rows.yaml"], &|_: &str| Ok(WITHOUT_CASES.to_owned()));
    let Some(Ok(node)) = documents.files.get("rows.yaml") else {
        panic!("no YAML: {:?}", documents.files)
    };
    let table: Value = serde_json::from_str(&node.value.to_json()).expect("it is JSON");
    let entries = table.as_array().expect("a list of entries");
    let mut rows = BTreeSet::new();
    for entry in entries {
        assert!(
            entry["reason"]
                .as_str()
                .is_some_and(|reason| !reason.is_empty())
        );
        let names = entry["rows"].as_array().expect("an entry has rows");
        rows.extend(
            names
                .iter()
                .filter_map(|name| name.as_str().map(str::to_owned)),
        );
    }
    rows
}
