//! `cargo xtask regenerate`: the descriptions under `spec/` to the crate `generated/`, or with `--check` the
//! difference between the two.
//!
//! A stranger would get this wrong: one refused description keeps all others from being written, because a tree that
//! is half of yesterday's is worse than yesterday's.

use crate::Outcome;
use crate::coverage_report::Counts;
use crate::crate_writer::source_tree;
use crate::description::{Description, Generated};
use crate::layout::Layout;
use crate::tree::{Change, ChangeKind, Tree};
use crate::{complaints, coverage_report, diff, discover, tree};
use miette::{IntoDiagnostic, Result, WrapErr};
use rayon::prelude::*;
use std::fs::{File, TryLockError};
use std::io::{self, Write};
use std::path::Path;
use std::time::{Duration, Instant};

/// What in `generated/` is written by this command, and by nobody else.
const MANAGED: [&str; 2] = ["src", COVERAGE];
const COVERAGE: &str = "COVERAGE.md";
const REPAIR: &str = "cargo xtask regenerate";

/// How to regenerate.
#[derive(Clone, Copy, Debug)]
pub struct Options<'a> {
    /// The folder that holds `spec/` and `generated/`.
    pub workspace: &'a Path,
    /// Whether to compare instead of writing.
    pub check: bool,
    /// Whether the output goes to a terminal that shows colors.
    pub color: bool,
}

/// Runs the command; what it has to say goes to `out`.
///
/// # Errors
/// If a file cannot be read or written.
pub fn run(options: &Options<'_>, out: &mut dyn Write) -> Result<Outcome> {
    let layout = Layout::of(options.workspace)?;
    let folder = layout.generated();
    let _lock = lock(&folder, options.check)?;
    let start = Instant::now();
    let descriptions = discover::discover(options.workspace)?
        .par_iter()
        .map(Description::generate)
        .collect::<Result<Vec<Generated>>>()?;
    let failed = "cannot write the output";
    if complain(&descriptions, options.color, out)
        .into_diagnostic()
        .wrap_err(failed)?
    {
        return Ok(Outcome::Failure);
    }
    let wanted = wanted(&descriptions)?;
    let changes = wanted.changes(&folder, &MANAGED)?;
    if !options.check {
        let mut theirs = tree::written_by_hand(&changes).filter(|path| path.starts_with("src"));
        if let Some(path) = theirs.next() {
            return refuse_to_remove(&shown(&layout, path), theirs.count(), out)
                .into_diagnostic()
                .wrap_err(failed);
        }
        tree::apply(&folder, &changes)?;
    }
    let say = if options.check {
        say_drift
    } else {
        say_changes
    };
    say(&layout, &changes, options.color, out)
        .and_then(|()| {
            say_summary(
                &layout,
                &descriptions,
                &wanted,
                &changes,
                start.elapsed(),
                out,
            )
        })
        .into_diagnostic()
        .wrap_err(failed)?;
    Ok(if options.check && !changes.is_empty() {
        Outcome::Failure
    } else {
        Outcome::Success
    })
}

/// Keeps two runs from writing at once. The lock is on the crate's manifest, which stays and which no run writes.
fn lock(folder: &Path, shared: bool) -> Result<File> {
    let manifest = folder.join("Cargo.toml");
    let file = File::open(&manifest)
        .into_diagnostic()
        .wrap_err_with(|| format!("cannot read {}", manifest.display()))?;
    let attempt = if shared {
        file.try_lock_shared()
    } else {
        file.try_lock()
    };
    match attempt {
        Ok(()) => Ok(()),
        Err(TryLockError::WouldBlock) => {
            eprintln!("waiting for another `{REPAIR}`");
            if shared {
                file.lock_shared()
            } else {
                file.lock()
            }
        }
        Err(TryLockError::Error(error)) => Err(error),
    }
    .into_diagnostic()
    .wrap_err_with(|| format!("cannot lock {}", manifest.display()))?;
    Ok(file)
}

/// What `generated/` should hold.
fn wanted(descriptions: &[Generated]) -> Result<Tree> {
    let mut tree = source_tree(descriptions)?;
    tree.insert(COVERAGE, coverage_report::render(descriptions))?;
    Ok(tree)
}

/// Shows all complaints about all descriptions; whether one of them is an error.
fn complain(descriptions: &[Generated], color: bool, out: &mut dyn Write) -> io::Result<bool> {
    for generated in descriptions {
        out.write_all(complaints::render(generated, color).as_bytes())?;
    }
    let errors = descriptions
        .iter()
        .map(|generated| generated.errors().count())
        .sum();
    if errors > 0 {
        writeln!(out, "{}; nothing was written", count(errors, "error"))?;
    }
    Ok(errors > 0)
}

/// Says that a file in the way is a person's.
fn refuse_to_remove(path: &str, others: usize, out: &mut dyn Write) -> io::Result<Outcome> {
    let others = match others {
        0 => String::new(),
        others => format!(", and {} like it", count(others, "file")),
    };
    writeln!(
        out,
        "{path} was not written by `{REPAIR}`{others}: all that lies in this folder is emitted. Move it into another \
         crate or delete it; nothing was written"
    )?;
    Ok(Outcome::Failure)
}

/// A line for each file that was written or removed.
fn say_changes(
    layout: &Layout,
    changes: &[Change],
    _color: bool,
    out: &mut dyn Write,
) -> io::Result<()> {
    for change in changes {
        let word = match change.kind {
            ChangeKind::Add { .. } => "added  ",
            ChangeKind::Replace { .. } => "changed",
            ChangeKind::Remove { .. } => "removed",
        };
        writeln!(out, "{word} {}", shown(layout, &change.path))?;
    }
    Ok(())
}

/// What differs, with the command that repairs it.
fn say_drift(
    layout: &Layout,
    changes: &[Change],
    color: bool,
    out: &mut dyn Write,
) -> io::Result<()> {
    for change in changes {
        let name = shown(layout, &change.path);
        let what = match change.kind {
            ChangeKind::Add { .. } => "is missing",
            ChangeKind::Replace { .. } => "differs from what the descriptions give",
            ChangeKind::Remove { .. } => "is given by no description",
        };
        writeln!(out, "{name} {what}; repair with `{REPAIR}`")?;
        writeln!(
            out,
            "{}",
            diff::unified(&name, change, color).unwrap_or_default()
        )?;
    }
    Ok(())
}

fn say_summary(
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

/// The path of a file of the crate from the workspace's root, with `/`.
fn shown(layout: &Layout, path: &Path) -> String {
    let parts: Vec<_> = path.iter().map(|part| part.to_string_lossy()).collect();
    format!("{}/{}", layout.generated, parts.join("/"))
}

fn count(number: usize, noun: &str) -> String {
    if number == 1 {
        format!("1 {noun}")
    } else {
        format!("{number} {noun}s")
    }
}
