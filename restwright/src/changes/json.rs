//! The report for programs: `docs/changes.schema.json` says what stands where.
//!
//! A stranger would get this wrong: members are added here and never taken away, so `version` is 1 until one has to go.

use super::compared::{Entry, Summary};
use serde::Serialize;

#[derive(Serialize)]
struct Report<'a> {
    version: u32,
    bump: &'static str,
    base: &'a str,
    breaking: bool,
    apis: Vec<Api<'a>>,
    generator: &'a [String],
    stale: &'a [String],
}

#[derive(Serialize)]
struct Api<'a> {
    module: &'a str,
    source: &'a str,
    changes: Vec<Change<'a>>,
}

#[derive(Serialize)]
struct Change<'a> {
    kind: &'static str,
    fingerprint: &'a str,
    item: &'a str,
    name: &'a str,
    sentence: String,
    because: &'static str,
    wire: &'static str,
    rust: &'static str,
    error: Option<&'a str>,
    advice: Option<&'a str>,
    location: Option<Location<'a>>,
    operations: &'a [String],
    accepted: Option<&'a str>,
}

#[derive(Serialize)]
struct Location<'a> {
    file: &'a str,
    pointer: &'a str,
    line: u32,
    column: u32,
    before: bool,
}

/// The report.
pub(super) fn render(summary: &Summary) -> String {
    let apis = summary.apis.iter().map(|api| Api {
        module: &api.module,
        source: &api.source,
        changes: api.entries.iter().map(change).collect(),
    });
    let report = Report {
        version: 1,
        bump: summary.bump().word(),
        base: &summary.base,
        breaking: summary.is_breaking(),
        apis: apis.collect(),
        generator: &summary.generator,
        stale: &summary.stale,
    };
    let mut text = serde_json::to_string_pretty(&report).unwrap_or_default();
    text.push('\n');
    text
}

fn change(entry: &Entry) -> Change<'_> {
    let change = &entry.change;
    let location = change.location.as_ref().zip(entry.file.as_deref());
    Change {
        kind: change.kind.id(),
        fingerprint: &change.fingerprint,
        item: &entry.item,
        name: &change.name,
        sentence: entry.sentence(),
        because: change.kind.row().because,
        wire: change.wire.words(),
        rust: change.rust.words(),
        error: change.error.as_deref(),
        advice: change.advice.as_deref(),
        location: location.map(|(location, file)| Location {
            file,
            pointer: &location.pointer,
            line: location.position.line,
            column: location.position.column,
            before: change.is_gone,
        }),
        operations: &change.operations,
        accepted: entry.accepted.as_deref(),
    }
}
