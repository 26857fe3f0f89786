//! What `regenerate` and `regenerate --check` say: as much as fits a screen, and counts of the rest.
//!
//! A stranger would get this wrong: the two say different things. Who regenerates wants to know what it means for callers;
//! who checks wants to know which files, and then what it means.

use crate::changes::{self, Limit, Summary};
use crate::coverage_report::Counts;
use crate::description::Generated;
use crate::diff;
use crate::layout::Layout;
use crate::tree::{Change, ChangeKind, Tree};
use std::io::{self, Write};
use std::path::Path;
use std::time::Duration;

const COVERAGE: &str = "COVERAGE.md";
const REPAIR: &str = "cargo xtask regenerate";
/// The files that are listed.
const FILES: usize = 12;
/// The lines of differences that are shown.
const LINES: usize = 60;
/// The changes of an API that are listed.
const CHANGES: usize = 10;

/// How much is said.
#[derive(Clone, Copy, Debug)]
pub(super) struct Manner {
    /// All of it.
    pub(super) all: bool,
    /// In colors.
    pub(super) color: bool,
}

impl Manner {
    fn at_most(self, number: usize) -> usize {
        if self.all { usize::MAX } else { number }
    }

    fn limit(self) -> Limit {
        if self.all {
            Limit::None
        } else {
            Limit::Changes(CHANGES)
        }
    }
}

/// What was written: the report where there is one, else the files.
pub(super) fn changes(
    changes: &[Change],
    summary: Option<&Summary>,
    manner: Manner,
    out: &mut dyn Write,
) -> io::Result<()> {
    match summary {
        Some(summary) if !changes.is_empty() && summary.entries().next().is_some() => {
            writeln!(out, "{}", changes::in_text(summary, manner.limit()))
        }
        _ => files(changes, manner, out),
    }
}

/// A line for each file.
fn files(changes: &[Change], manner: Manner, out: &mut dyn Write) -> io::Result<()> {
    let most = manner.at_most(FILES);
    for change in changes.iter().take(most) {
        let word = match change.kind {
            ChangeKind::Add { .. } => "added  ",
            ChangeKind::Replace { .. } => "changed",
            ChangeKind::Remove { .. } => "removed",
        };
        writeln!(out, "{word} {}", shown(&change.path))?;
    }
    if changes.len() > most {
        writeln!(out, "and {} more files", changes.len() - most)?;
    }
    Ok(())
}

/// What differs from what would be written: a summary by file, the differences of what people read, and the verdict.
pub(super) fn drift(changes: &[Change], manner: Manner, out: &mut dyn Write) -> io::Result<()> {
    if changes.is_empty() {
        return Ok(());
    }
    let most = manner.at_most(FILES);
    for change in changes.iter().take(most) {
        let what = match change.kind {
            ChangeKind::Add { .. } => "is missing",
            ChangeKind::Replace { .. } => "differs from what the descriptions give",
            ChangeKind::Remove { .. } => "is given by no description",
        };
        writeln!(out, "{} {what}", shown(&change.path))?;
    }
    if changes.len() > most {
        writeln!(out, "and {} more files", changes.len() - most)?;
    }
    writeln!(out)?;
    differences(changes, manner, out)?;
    writeln!(
        out,
        "{} not what the descriptions give; repair with `{REPAIR}`",
        if changes.len() == 1 {
            "1 file is".to_owned()
        } else {
            format!("{} files are", changes.len())
        }
    )
}

/// The differences of the files that people read, as far as there is room.
fn differences(changes: &[Change], manner: Manner, out: &mut dyn Write) -> io::Result<()> {
    let most = manner.at_most(LINES);
    let (mut lines, mut left_out, mut files) = (0, 0, 0);
    // What is whole and new says little on a screen, so what differs comes first.
    let is_whole = |change: &&Change| !matches!(change.kind, ChangeKind::Replace { .. });
    let (whole, differing): (Vec<&Change>, Vec<&Change>) = changes.iter().partition(is_whole);
    for change in differing.into_iter().chain(whole) {
        let is_mechanical = !manner.all && change.path.ends_with("codec.rs");
        if lines >= most || is_mechanical {
            files += 1;
            continue;
        }
        let text = diff::unified(&shown(&change.path), change, manner.color).unwrap_or_default();
        for line in text.lines() {
            if lines < most {
                writeln!(out, "{line}")?;
                lines += 1;
            } else {
                left_out += 1;
            }
        }
        writeln!(out)?;
    }
    if left_out + files > 0 {
        writeln!(
            out,
            "{left_out} more lines, and the differences of {files} more files: `{REPAIR} --check --all` shows them"
        )?;
    }
    Ok(())
}

/// The last line of a check that found something: what it means for callers.
pub(super) fn verdict(
    layout: &Layout,
    summary: Option<&Summary>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let Some(summary) = summary else {
        return Ok(());
    };
    let mut breaking = summary.entries().filter(|entry| entry.is_breaking());
    match (breaking.next(), summary.entries().next()) {
        (Some(first), _) => {
            let more = breaking.count();
            let more = match more {
                0 => String::new(),
                more => format!(", and {more} more"),
            };
            writeln!(out, "breaking: {}{more}", first.sentence())
        }
        (None, Some(_)) => writeln!(
            out,
            "{}: nothing breaks ({}, since {})",
            summary.bump().word(),
            summary.counts(),
            summary.base
        ),
        (None, None) => writeln!(
            out,
            "the descriptions are those of {}: {} was changed by hand, or the generator is another",
            summary.base, layout.generated
        ),
    }
}

/// How much there is.
pub(super) fn totals(
    layout: &Layout,
    descriptions: &[Generated],
    wanted: &Tree,
    changes: &[Change],
    time: Duration,
    out: &mut dyn Write,
) -> io::Result<()> {
    let number =
        |kind: fn(&ChangeKind) -> bool| changes.iter().filter(|change| kind(&change.kind)).count();
    let added = number(|kind| matches!(kind, ChangeKind::Add { .. }));
    let replaced = number(|kind| matches!(kind, ChangeKind::Replace { .. }));
    let removed = number(|kind| matches!(kind, ChangeKind::Remove { .. }));
    let apis = || {
        descriptions
            .iter()
            .filter_map(|generated| generated.output.api.as_ref())
    };
    let operations = apis()
        .flat_map(|api| &api.groups)
        .map(|group| group.operations.len())
        .sum();
    let types = apis().map(|api| api.types.len()).sum();
    writeln!(
        out,
        "{}, {}, {} in {:.2} s: {replaced} changed, {added} added, {removed} removed, {} unchanged",
        count(descriptions.len(), "description"),
        count(operations, "operation"),
        count(types, "type"),
        time.as_secs_f64(),
        count(wanted.len() - added - replaced, "file"),
    )?;
    let entries = descriptions
        .iter()
        .flat_map(|generated| &generated.output.coverage);
    writeln!(
        out,
        "coverage: {} ({}/{COVERAGE})",
        Counts::of(entries),
        layout.generated
    )
}

/// Says that a file in the way is a person's.
pub(super) fn refuse_to_remove(path: &str, others: usize, out: &mut dyn Write) -> io::Result<()> {
    let others = match others {
        0 => String::new(),
        others => format!(", and {} like it", count(others, "file")),
    };
    writeln!(
        out,
        "{path} was not written by `{REPAIR}`{others}: all that lies in this folder is emitted. Move it into another \
         crate or delete it; nothing was written"
    )
}

/// A path from the workspace's root, with `/`.
pub(super) fn shown(path: &Path) -> String {
    let parts: Vec<_> = path.iter().map(|part| part.to_string_lossy()).collect();
    parts.join("/")
}

pub(super) fn count(number: usize, noun: &str) -> String {
    if number == 1 {
        format!("1 {noun}")
    } else {
        format!("{number} {noun}s")
    }
}
