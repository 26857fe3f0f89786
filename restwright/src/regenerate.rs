//! `cargo xtask regenerate`: the descriptions under `spec/` to the crate `generated/`, or with `--check` the
//! difference between the two.
//!
//! A stranger would get this wrong: one refused description keeps all others from being written, because a tree that
//! is half of yesterday's is worse than yesterday's.

mod complain;
mod say;

use crate::Outcome;
use crate::changes::{Revision, Summary};
use crate::crate_writer::{source_tree, uses_xml};
use crate::description::{Description, Generated};
use crate::layout::Layout;
use crate::tree::Tree;
use crate::{coverage_report, discover, manifest, requirements, tree};
use miette::{IntoDiagnostic, Result, WrapErr};
use rayon::prelude::*;
use say::Manner;
use std::collections::BTreeSet;
use std::fs::{self, File, TryLockError};
use std::io::Write;
use std::path::Path;
use std::time::Instant;

const COVERAGE: &str = "COVERAGE.md";
const MANIFEST: &str = "Cargo.toml";
const REPAIR: &str = "cargo xtask regenerate";

/// How to regenerate.
#[derive(Clone, Copy, Debug)]
pub struct Options<'a> {
    /// The folder that holds `spec/` and `generated/`.
    pub workspace: &'a Path,
    /// Whether to compare instead of writing.
    pub check: bool,
    /// Whether to say everything: all warnings, all files, all differences.
    pub all: bool,
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
    let time = start.elapsed();
    let before = Before::of(options.workspace, &descriptions);
    let failed = "cannot write the output";
    let (all, color) = (options.all, options.color);
    if complain::run(&descriptions, &before.warnings, all, color, out)
        .into_diagnostic()
        .wrap_err(failed)?
    {
        return Ok(Outcome::Failure);
    }
    let wanted = wanted(&layout, &descriptions)?;
    let changes = wanted.changes(&layout.root, &managed(&layout))?;
    if !options.check {
        let mut theirs = tree::written_by_hand(&changes).map(say::shown);
        if let Some(path) = theirs.next() {
            say::refuse_to_remove(&path, theirs.count(), out)
                .into_diagnostic()
                .wrap_err(failed)?;
            return Ok(Outcome::Failure);
        }
        tree::apply(&layout.root, &changes)?;
    }
    let manner = Manner { all, color };
    let summary = before.summary(&descriptions);
    let is_drift = options.check && !changes.is_empty();
    let said = if options.check {
        say::drift(&changes, manner, out)
    } else {
        say::changes(&changes, summary.as_ref(), manner, out)
    };
    said.and_then(|()| say::totals(&layout, &descriptions, &wanted, &changes, time, out))
        .and_then(|()| {
            if is_drift {
                say::verdict(&layout, summary.as_ref(), out)
            } else {
                Ok(())
            }
        })
        .into_diagnostic()
        .wrap_err(failed)?;
    Ok(if is_drift {
        Outcome::Failure
    } else {
        Outcome::Success
    })
}

/// The descriptions as they were committed, where the workspace is in a repository.
#[derive(Default)]
struct Before {
    name: String,
    /// Those that differ now, generated anew.
    generated: Option<Vec<Generated>>,
    /// The warnings that there were.
    warnings: BTreeSet<complain::Key>,
}

impl Before {
    /// The last state of the descriptions that is not the present one: the last commit's, or where the branch began.
    fn of(workspace: &Path, now: &[Generated]) -> Self {
        // No repository is no error: there is nothing to compare with, and all is said.
        let head = Revision::find(workspace, Some("HEAD"));
        let base = || Revision::find(workspace, None);
        let Ok(head) = head else {
            return Self::default();
        };
        let revision = if head.has_same_descriptions().unwrap_or(true) {
            base()
                .ok()
                .filter(|base| !base.has_same_descriptions().unwrap_or(true))
        } else {
            Some(head)
        };
        let Some(revision) = revision else {
            return Self {
                name: "the last commit".to_owned(),
                generated: None,
                warnings: complain::warnings(now),
            };
        };
        let generated = revision.shapes().unwrap_or_default();
        Self {
            name: revision.name(),
            warnings: complain::warnings(&generated),
            generated: Some(generated),
        }
    }

    /// What changed since then; `None` where nothing is known of it.
    fn summary(&self, now: &[Generated]) -> Option<Summary> {
        if self.name.is_empty() {
            return None;
        }
        let apis = self.generated.as_ref().map(|then| Summary::apis(then, now));
        Some(Summary {
            base: self.name.clone(),
            apis: apis.unwrap_or_default(),
            ..Summary::default()
        })
    }
}

/// Keeps two runs from writing at once. The lock is on the crate's manifest, which is there before the first run.
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

/// What is written by this command and by nobody else, from the workspace's root.
fn managed(layout: &Layout) -> [String; 4] {
    [
        format!("{}/{MANIFEST}", layout.generated),
        format!("{}/src", layout.generated),
        format!("{}/{COVERAGE}", layout.generated),
        layout.requirements.clone(),
    ]
}

/// The crate's manifest, of which one word is this command's: the runtime's feature for XML.
fn manifest(layout: &Layout, descriptions: &[Generated]) -> Result<String> {
    let path = layout.generated().join(MANIFEST);
    let text = fs::read_to_string(&path)
        .into_diagnostic()
        .wrap_err_with(|| format!("cannot read {}", path.display()))?;
    manifest::with_xml(&text, descriptions.iter().any(uses_xml))
        .wrap_err_with(|| format!("cannot read {}", path.display()))
}

/// What the managed folders should hold, from the workspace's root.
fn wanted(layout: &Layout, descriptions: &[Generated]) -> Result<Tree> {
    let mut tree = source_tree(descriptions)?;
    tree.insert(COVERAGE, coverage_report::render(descriptions))?;
    tree.insert(MANIFEST, manifest(layout, descriptions)?)?;
    let mut tree = tree.below(&layout.generated);
    for (path, text) in requirements::files(layout, descriptions) {
        tree.insert(path, text)?;
    }
    Ok(tree)
}
