//! The report for a terminal: the version bump first, then each change in a few lines.
//!
//! A stranger would get this wrong: documentation is counted and not listed, in a report that has to fit a screen.

use super::compared::{Compared, Entry, Summary};
use restwright_codegen::changes::{Kind, WordsKind};
use std::fmt::Write;

/// How long a report may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Limit {
    /// As long as it is.
    None,
    /// So many changes of each API.
    Changes(usize),
}

/// The report.
pub(super) fn render(summary: &Summary, limit: Limit) -> String {
    let mut out = String::new();
    // Writing to a String cannot fail, here and below.
    let _ = writeln!(
        out,
        "version bump: {} ({}, since {})",
        summary.bump().word(),
        summary.counts(),
        summary.base
    );
    for api in summary.apis.iter().filter(|api| !api.entries.is_empty()) {
        of_api(api, limit, &mut out);
    }
    if !summary.generator.is_empty() {
        out.push_str("\nfrom the generator, not from a description:\n");
        for line in &summary.generator {
            let _ = writeln!(out, "  {line}");
        }
    }
    for fingerprint in &summary.stale {
        let _ = writeln!(
            out,
            "\naccepted-changes.toml: {fingerprint} is no change any more, and can be taken out"
        );
    }
    out
}

fn of_api(api: &Compared, limit: Limit, out: &mut String) {
    let _ = writeln!(out, "\n{} ({})", api.module, api.source);
    let (documentation, entries): (Vec<&Entry>, Vec<&Entry>) = api
        .entries
        .iter()
        .partition(|entry| is_documentation(entry));
    let shown = match limit {
        Limit::None => entries.len(),
        Limit::Changes(most) => most.min(entries.len()),
    };
    for entry in &entries[..shown] {
        of_entry(entry, limit, out);
    }
    if shown < entries.len() {
        let _ = writeln!(
            out,
            "  and {} more: `cargo xtask changes` lists them",
            entries.len() - shown
        );
    }
    if !documentation.is_empty() {
        let _ = writeln!(
            out,
            "  {} documented in other words",
            things(documentation.len())
        );
    }
}

/// Whether only words changed.
pub(super) fn is_documentation(entry: &Entry) -> bool {
    entry.change.kind == Kind::Words(WordsKind::Documentation)
}

fn things(number: usize) -> String {
    if number == 1 {
        "1 item is".to_owned()
    } else {
        format!("{number} items are")
    }
}

/// The word that a line begins with.
pub(super) fn verdict(entry: &Entry) -> &'static str {
    if entry.accepted.is_some() {
        "accepted"
    } else if entry.change.is_breaking() {
        "breaking"
    } else {
        entry.change.rust.words()
    }
}

fn of_entry(entry: &Entry, limit: Limit, out: &mut String) {
    let change = &entry.change;
    let _ = writeln!(out, "  {}: {}", verdict(entry), entry.sentence());
    if limit != Limit::None {
        return;
    }
    let place = entry
        .place()
        .map_or_else(String::new, |it| format!("{it}  "));
    let _ = writeln!(
        out,
        "      {place}{} {}  wire: {}, Rust: {}",
        change.kind.id(),
        change.fingerprint,
        change.wire.words(),
        change.rust.words()
    );
    if let Some(reason) = &entry.accepted {
        let _ = writeln!(out, "      accepted: {reason}");
    }
    if let Some(error) = &change.error {
        let _ = writeln!(out, "      {error}");
    }
    if let Some(advice) = &change.advice {
        let _ = writeln!(out, "      {advice}");
    }
    if change.operations.len() > 1
        || change
            .operations
            .first()
            .is_some_and(|it| *it != change.path)
    {
        let _ = writeln!(out, "      reaches {}", reached(&change.operations, 3));
    }
}

/// The operations that a change reaches, the first few by name.
pub(super) fn reached(operations: &[String], most: usize) -> String {
    let named = operations.iter().take(most).map(|it| format!("`{it}`"));
    let mut text = named.collect::<Vec<_>>().join(", ");
    if operations.len() > most {
        let _ = write!(text, " and {} more operations", operations.len() - most);
    }
    text
}
