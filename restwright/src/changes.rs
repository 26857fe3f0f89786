//! `cargo xtask changes`: what changed descriptions change for callers, between a revision and the working tree, or
//! between two files.
//!
//! A stranger would get this wrong: the descriptions of the revision are generated anew, by today's generator. So what
//! the report says comes from the descriptions alone; what the generator changed is a section of its own.

mod accepted;
mod base;
mod compared;
mod generator;
mod github;
mod html;
mod json;
mod markdown;
mod text;

pub use base::Revision;
pub use compared::{Bump, Compared, Entry, Summary};
pub use text::Limit;

use crate::description::{Description, Generated};
use crate::{Outcome, complaints, discover};
use clap::ValueEnum;
use miette::{IntoDiagnostic, Result, WrapErr, miette};
use rayon::iter::{IntoParallelIterator as _, IntoParallelRefIterator as _, ParallelIterator as _};
use std::io::Write;
use std::path::{Path, PathBuf};

/// How a report is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For a terminal
    #[default]
    Text,
    /// For a comment on a pull request
    Markdown,
    /// For programs: docs/changes.md has the schema
    Json,
    /// Annotations on the lines of the descriptions, for a GitHub workflow
    Github,
    /// A page with all operations and types
    Html,
}

/// What makes the command fail.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum FailOn {
    /// A change that breaks callers, or programs on the wire, and that was not accepted
    Breaking,
}

/// What to compare, and how to say it.
#[derive(Clone, Copy, Debug)]
pub struct Options<'a> {
    /// The folder that holds `spec/` and `generated/`.
    pub workspace: &'a Path,
    /// A revision, or a description; without one, the merge base with the main branch.
    pub base: Option<&'a str>,
    /// A description to compare the base with; without one, those of the working tree.
    pub with: Option<&'a Path>,
    /// How the report is written.
    pub format: Format,
    /// What makes the command fail.
    pub fail_on: Option<FailOn>,
}

/// Runs the command; the report goes to `out`.
///
/// # Errors
/// If a file or a revision cannot be read.
pub fn run(options: &Options<'_>, out: &mut dyn Write) -> Result<Outcome> {
    let summary = match (options.base, options.with) {
        (Some(base), Some(with)) => between_files(Path::new(base), with)?,
        (base, None) => {
            let revision = Revision::find(options.workspace, base)?;
            between_revisions(options.workspace, &revision)?
        }
        (None, Some(_)) => return Err(miette!("a second description needs a first")),
    };
    let summary = match summary {
        Ok(summary) => summary,
        Err(refused) => {
            write!(out, "{refused}").into_diagnostic()?;
            return Ok(Outcome::Failure);
        }
    };
    let summary = accepted::apply(options.workspace, summary)?;
    let report = match options.format {
        Format::Text => text::render(&summary, Limit::None),
        Format::Markdown => markdown::render(&summary),
        Format::Json => json::render(&summary),
        Format::Github => github::render(&summary, options.fail_on.is_some()),
        Format::Html => html::render(&summary),
    };
    write!(out, "{report}")
        .into_diagnostic()
        .wrap_err("cannot write the report")?;
    let fails = options.fail_on == Some(FailOn::Breaking) && summary.is_breaking();
    Ok(if fails {
        Outcome::Failure
    } else {
        Outcome::Success
    })
}

/// The report for a terminal, at most so long.
pub fn in_text(summary: &Summary, limit: Limit) -> String {
    text::render(summary, limit)
}

/// The report for a comment on a pull request.
pub fn in_markdown(summary: &Summary) -> String {
    markdown::render(summary)
}

/// The report for programs.
pub fn in_json(summary: &Summary) -> String {
    json::render(summary)
}

/// The report as a page.
pub fn in_html(summary: &Summary) -> String {
    html::render(summary)
}

/// A summary, or the complaints about a description that was refused.
type Summarized = std::result::Result<Summary, String>;

/// What the descriptions of the working tree change, compared with those of a revision.
///
/// # Errors
/// If a file or the revision cannot be read.
pub fn between_revisions(workspace: &Path, revision: &Revision) -> Result<Summarized> {
    let (old_tree, before) = revision.generate()?;
    let after = discover::discover(workspace)?;
    let after: Vec<Generated> = after
        .par_iter()
        .map(Description::shapes)
        .collect::<Result<_>>()?;
    if let Some(refused) = refused(&after) {
        return Ok(Err(refused));
    }
    let generator = generator::changes(&revision.crate_in(&old_tree), &before)?;
    Ok(Ok(Summary {
        base: revision.name(),
        apis: Summary::apis(&before, &after),
        generator,
        stale: Vec::new(),
    }))
}

/// What one description changes, compared with another.
fn between_files(before: &Path, after: &Path) -> Result<Summarized> {
    let module = vec!["api".to_owned()];
    let shapes = |path: &Path| -> Result<Generated> {
        let folder = path.parent().filter(|it| !it.as_os_str().is_empty());
        let folder = folder.unwrap_or(Path::new("."));
        let boundary = boundary(folder)?;
        let description = if path.is_dir() {
            discover::description(folder, &boundary, path, module.clone())?
        } else {
            Description::new(path, boundary, module.clone())
                .shown_as(&path.to_string_lossy().replace('\\', "/"))
        };
        description.shapes()
    };
    let sides: Vec<Generated> = [before, after]
        .into_par_iter()
        .map(shapes)
        .collect::<Result<_>>()?;
    if let Some(refused) = refused(&sides) {
        return Ok(Err(refused));
    }
    let [before, after] = sides.as_slice() else {
        return Err(miette!("two descriptions are compared"));
    };
    Ok(Ok(Summary {
        base: before.source.clone(),
        apis: vec![compared::pair(before, after)],
        generator: Vec::new(),
        stale: Vec::new(),
    }))
}

/// What the references of a description may reach: the folder that somebody stands in, or the description's own.
fn boundary(folder: &Path) -> Result<PathBuf> {
    let here = std::env::current_dir().into_diagnostic()?;
    let folder = folder
        .canonicalize()
        .into_diagnostic()
        .wrap_err_with(|| format!("cannot read {}", folder.display()))?;
    Ok(if folder.starts_with(&here) {
        here
    } else {
        folder
    })
}

/// The complaints of descriptions that were refused, if any was.
fn refused(generated: &[Generated]) -> Option<String> {
    let refused = generated.iter().filter(|it| it.errors().next().is_some());
    let said: String = refused.map(|it| complaints::render(it, false)).collect();
    (!said.is_empty()).then_some(said)
}
