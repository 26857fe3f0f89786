//! `cargo xtask corpus`: generates a crate from every root document of a folder, compiles them all, and reports.
//!
//! A document goes through two steps, each with a record in the cache: generation, in a process of its own so that its
//! time and memory can be told apart, and `cargo check`, in batches. A record is valid as long as everything that it
//! was made from stays the same, so a run that was stopped continues where it was.
//!
//! A stranger would get this wrong: nothing is written beside the documents or into the repository. Crates, records
//! and reports are in the user's cache.

mod batch;
mod cache;
mod check;
mod document;
mod generation;
mod messages;
mod process;
mod report;
mod root;

pub use document::{DocumentOptions, generate_document};
pub use process::{LOG_VARIABLE, time_compiler};

use cache::Cache;
use check::{Package, Tool, Workspace, spread};
use indicatif::{ProgressBar, ProgressStyle};
use miette::{IntoDiagnostic, Result, WrapErr, miette};
use report::Report;
use restwright::Outcome;
use root::Root;
use std::io::Write;
use std::path::Path;

/// What to do with which corpus.
#[derive(Clone, Debug)]
pub struct Options<'a> {
    /// The workspace whose generator and runtime are tried.
    pub workspace: &'a Path,
    /// The folder with `PRIMARY.txt`, a root document a line.
    pub corpus: &'a Path,
    /// Only the roots whose path contains one of these texts; empty for all.
    pub only: &'a [String],
    /// How many processes run at a time.
    pub jobs: usize,
    /// On how many crates clippy runs as well, spread evenly over the corpus.
    pub clippy: Option<usize>,
}

/// Runs the command; the table goes to `out`, progress to the terminal.
///
/// # Errors
/// If the corpus cannot be read, the cache cannot be written, or cargo cannot be run.
pub fn run(options: &Options<'_>, out: &mut dyn Write) -> Result<Outcome> {
    let cache = Cache::open(options.corpus)?;
    let _lock = cache.lock()?;
    let roots: Vec<Root> = root::read(options.corpus)?
        .into_iter()
        .filter(|root| {
            options.only.is_empty() || options.only.iter().any(|text| root.path.contains(text))
        })
        .collect();
    if roots.is_empty() {
        return Err(miette!("no root document has such a path"));
    }
    let generations = generation::run(options, &cache, &roots)?;
    let emitted: Vec<Package<'_>> = generations.iter().filter_map(Package::of).collect();
    let workspace = Workspace::new(options, &cache, &emitted)?;
    let checked = workspace.run(Tool::Check, &emitted)?;
    let sample = spread(&emitted, options.clippy.unwrap_or(0));
    let linted = workspace.run(Tool::Clippy, &sample)?;
    let report = Report::new(generations, &checked, &linted);
    report.write(&cache)?;
    report
        .table(out)
        .and_then(|()| writeln!(out, "\nreport: {}", cache.report("md").display()))
        .into_diagnostic()
        .wrap_err("cannot write the output")?;
    Ok(if report.is_clean() {
        Outcome::Success
    } else {
        Outcome::Failure
    })
}

/// A bar on a terminal, nothing elsewhere.
fn progress(step: &'static str, length: usize) -> ProgressBar {
    let style = ProgressStyle::with_template("{prefix:>8} [{bar:30}] {pos}/{len} {eta} {wide_msg}")
        .unwrap_or_else(|_| ProgressStyle::default_bar());
    ProgressBar::new(length as u64)
        .with_style(style)
        .with_prefix(step)
}
