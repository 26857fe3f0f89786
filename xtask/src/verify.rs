//! `cargo xtask verify`: recorded exchanges ("vectors") replayed through emitted code.
//!
//! For each description that a vectors file names, its module is generated with a driver, compiled into a program of
//! several modules, and run on the vectors. A stranger would get this wrong: a description that is refused or does not
//! compile is no error of the command; all of its vectors are wrong then.

pub(crate) mod compile;
pub(crate) mod program;
mod report;

use crate::Outcome;
use crate::description::Description;
use miette::{IntoDiagnostic, Result, WrapErr, miette};
use program::{Program, Programs};
use report::Report;
use restwright_replay::{Exchange, Vector};
use std::collections::BTreeMap;
use std::io::Write;
use std::path::{Path, PathBuf};

/// What to verify.
#[derive(Clone, Copy, Debug)]
pub struct Options<'a> {
    /// The workspace that holds the runtime.
    pub workspace: &'a Path,
    /// The vectors: a JSON object a line.
    pub vectors: &'a Path,
    /// The folder that the vectors' descriptions are relative to; the vectors' own folder if `None`.
    pub corpus: Option<&'a Path>,
    /// Only vectors whose id or description has this text.
    pub only: Option<&'a str>,
    /// Where to write all results as JSON.
    pub json: Option<&'a Path>,
}

/// A vector, and the line that it was.
struct Line {
    vector: Vector,
    text: String,
}

/// Runs the command; what it has to say goes to `out`.
///
/// # Errors
/// If a file cannot be read or written, or `cargo` cannot be run.
pub fn run(options: &Options<'_>, out: &mut dyn Write) -> Result<Outcome> {
    let lines = read_vectors(options)?;
    if lines.is_empty() {
        return Err(miette!("no vector of {} fits", options.vectors.display()));
    }
    let parent = options.vectors.parent().unwrap_or(Path::new(""));
    let corpus = options.corpus.unwrap_or(parent);
    let folder = target_folder(options.workspace).join("verify");
    let mut exchanges: BTreeMap<String, Exchange> = BTreeMap::new();
    let mut fail = |description: &str, reason: &str| {
        for line in lines
            .values()
            .filter(|line| line.vector.description == description)
        {
            let failed = restwright_replay::failed(&line.vector, reason);
            exchanges.insert(line.vector.id.clone(), failed);
        }
    };

    let mut programs = Programs::new(&folder, options.workspace, &program::REPLAY)?;
    for (index, name) in descriptions(&lines).into_iter().enumerate() {
        progress(&format!("generating {name}"));
        let generated = description(corpus, name, index).generate()?;
        if let Some(complaint) = generated.errors().next() {
            fail(
                name,
                &format!("the description is refused: {}", complaint.message),
            );
            continue;
        }
        programs.add(name, &generated)?;
    }
    let programs = programs.finish()?;
    progress("compiling");
    let compiled = compile::compile(&folder, programs)?;
    for (description, error) in &compiled.broken {
        fail(description, &format!("the crate does not compile: {error}"));
    }
    for program in &compiled.programs {
        progress(&format!("replaying {}", program.program.name));
        for exchange in replay(&folder, program, &lines)? {
            exchanges.insert(exchange.id.clone(), exchange);
        }
    }
    progress("");

    let report = Report::new(
        options.vectors,
        lines.values().map(|line| &line.vector),
        &exchanges,
    );
    let failed = "cannot write the output";
    report.print(out).into_diagnostic().wrap_err(failed)?;
    if let Some(path) = options.json {
        let text = serde_json::to_string_pretty(&report).into_diagnostic()?;
        write(path, &text)?;
    }
    Ok(if report.is_all_right() {
        Outcome::Success
    } else {
        Outcome::Failure
    })
}

/// The vectors by id.
fn read_vectors(options: &Options<'_>) -> Result<BTreeMap<String, Line>> {
    let path = options.vectors;
    let text = std::fs::read_to_string(path)
        .into_diagnostic()
        .wrap_err_with(|| format!("cannot read {}", path.display()))?;
    let mut lines = BTreeMap::new();
    for (number, line) in text.lines().enumerate() {
        if line.trim().is_empty() {
            continue;
        }
        let vector: Vector = serde_json::from_str(line)
            .into_diagnostic()
            .wrap_err_with(|| format!("{}:{} is no vector", path.display(), number + 1))?;
        let is_chosen = options
            .only
            .is_none_or(|text| vector.id.contains(text) || vector.description.contains(text));
        if is_chosen {
            let id = vector.id.clone();
            let text = line.to_owned();
            if lines.insert(id, Line { vector, text }).is_some() {
                return Err(miette!(
                    "{}:{}: a vector before has this id",
                    path.display(),
                    number + 1
                ));
            }
        }
    }
    Ok(lines)
}

fn descriptions(lines: &BTreeMap<String, Line>) -> Vec<&str> {
    let names = lines.values().map(|line| line.vector.description.as_str());
    let mut names: Vec<&str> = names.collect();
    names.sort_unstable();
    names.dedup();
    names
}

/// A description with the overlay and the selection beside it.
pub(crate) fn description(corpus: &Path, name: &str, index: usize) -> Description {
    let document = corpus.join(name);
    let beside =
        |extension: &str| Some(document.with_extension(extension)).filter(|path| path.is_file());
    let overlay = beside("overlay.json").or_else(|| beside("overlay.yaml"));
    let selection = beside("toml");
    let mut description = Description::new(document, corpus, vec![program::module(index)]);
    name.clone_into(&mut description.source);
    description.overlay = overlay;
    description.selection = selection;
    description
}

/// Runs a program on its vectors.
fn replay(
    folder: &Path,
    compiled: &compile::Compiled,
    lines: &BTreeMap<String, Line>,
) -> Result<Vec<Exchange>> {
    let Program { name, modules, .. } = &compiled.program;
    let vectors = folder.join(format!("{name}.jsonl"));
    let results = folder.join(format!("{name}.results.jsonl"));
    let texts = lines
        .values()
        .filter(|line| {
            modules
                .iter()
                .any(|module| module.description == line.vector.description)
        })
        .map(|line| format!("{}\n", line.text));
    write(&vectors, &texts.collect::<String>())?;
    let status = std::process::Command::new(&compiled.executable)
        .args([&vectors, &results])
        .status()
        .into_diagnostic()
        .wrap_err_with(|| format!("cannot run {}", compiled.executable.display()))?;
    if !status.success() {
        return Err(miette!(
            "{} ended with {status}",
            compiled.executable.display()
        ));
    }
    let text = std::fs::read_to_string(&results).into_diagnostic()?;
    text.lines()
        .map(|line| serde_json::from_str(line).into_diagnostic())
        .collect()
}

pub(crate) fn target_folder(workspace: &Path) -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| workspace.join("target"), PathBuf::from)
}

fn write(path: &Path, text: &str) -> Result<()> {
    std::fs::write(path, text)
        .into_diagnostic()
        .wrap_err_with(|| format!("cannot write {}", path.display()))
}

/// Says on a terminal what is being done, on a line that the next one replaces.
pub(crate) fn progress(what: &str) {
    use std::io::IsTerminal;
    if std::io::stderr().is_terminal() {
        eprint!("\r\x1b[K{what}");
    }
}
