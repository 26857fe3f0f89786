//! `cargo xtask verify`: recorded exchanges replayed through emitted code.
//!
//! For each description that a file of them names, its module is generated with a driver, compiled into a program of
//! several modules, and run on the exchanges. A stranger would get this wrong: a description that is refused or does not
//! compile is no error of the command; all of its exchanges are wrong then.

mod report;

use crate::Outcome;
use crate::description::Description;
use crate::files::{target_folder, write};
use crate::program::compile::{self, Compiled};
use crate::program::{self, Programs};
use miette::{IntoDiagnostic, Result, WrapErr, miette};
use report::Report;
use restwright_replay::{Exchange, Recording};
use serde::de::DeserializeOwned;
use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;
use std::path::Path;

/// What to verify.
#[derive(Clone, Copy, Debug)]
pub struct Options<'a> {
    /// The workspace that holds the runtime.
    pub workspace: &'a Path,
    /// The recorded exchanges: a JSON object a line.
    pub recorded: &'a Path,
    /// The folder that their descriptions are relative to; their own folder if `None`.
    pub descriptions: Option<&'a Path>,
    /// Only exchanges whose id or description has this text.
    pub only: Option<&'a str>,
    /// Where to write all results as JSON.
    pub json: Option<&'a Path>,
}

/// What programs do with exchanges.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// Compare what operations make of them with what was recorded.
    Compare,
    /// Send what operations make of them to a server, which judges.
    Send,
}

/// As large as a compiler of 2 GB has room for.
const SIZE: usize = 6_000_000;

static COMPARE: program::Kind = program::Kind {
    name: "replay",
    driver: restwright_codegen::emit::replay::driver,
    main: |modules| program_of(modules, "run", "API"),
    library: Some(("restwright-replay", &[])),
    size: SIZE,
};

static SEND: program::Kind = program::Kind {
    name: "send",
    driver: restwright_codegen::emit::replay::sender,
    main: |modules| program_of(modules, "live::run", "SENT"),
    library: Some(("restwright-replay", &["live"])),
    size: SIZE,
};

fn program_of(modules: &[program::Module], run: &str, item: &str) -> String {
    let apis = modules
        .iter()
        .map(|module| format!("drive_{}::{item}, ", module.name));
    format!(
        "fn main() -> std::process::ExitCode {{\n    restwright_replay::{run}(&[{}])\n}}\n",
        apis.collect::<String>()
    )
}

/// Where the descriptions of exchanges are, and what becomes of them.
#[derive(Clone, Copy, Debug)]
pub struct Sources<'a> {
    /// The workspace that holds the runtime.
    pub workspace: &'a Path,
    /// The folder that descriptions are relative to.
    pub descriptions: &'a Path,
    /// The folder that has, where `descriptions` has a description, its overlay and its selection.
    pub choices: &'a Path,
    /// What programs are made for.
    pub purpose: Purpose,
    /// The name of the folder that they are compiled in.
    pub programs: &'a str,
}

/// A recorded exchange, and the line that it was.
pub struct Line {
    /// The exchange.
    pub recorded: Recording,
    text: String,
}

/// Runs the command; what it has to say goes to `out`.
///
/// # Errors
/// If a file cannot be read or written, or `cargo` cannot be run.
pub fn run(options: &Options<'_>, out: &mut dyn Write) -> Result<Outcome> {
    let lines = read_recorded(options.recorded, options.only)?;
    if lines.is_empty() {
        return Err(miette!(
            "no exchange of {} fits",
            options.recorded.display()
        ));
    }
    let parent = options.recorded.parent().unwrap_or(Path::new(""));
    let descriptions = options.descriptions.unwrap_or(parent);
    let sources = Sources {
        workspace: options.workspace,
        descriptions,
        choices: descriptions,
        purpose: Purpose::Compare,
        programs: "compare",
    };
    let drivers = drivers(&sources, lines.values().map(|line| &line.recorded))?;
    let mut exchanges: BTreeMap<String, Exchange> = BTreeMap::new();
    for Line { recorded, .. } in lines.values() {
        if let Some(reason) = drivers.failed.get(&recorded.description) {
            let failed = restwright_replay::failed(recorded, reason);
            exchanges.insert(recorded.id.clone(), failed);
        }
    }
    for driver in &drivers.compiled {
        progress(&format!("replaying {}", driver.program.name));
        let chosen = lines
            .values()
            .filter(|line| driver.has(&line.recorded.description));
        for exchange in replay::<Exchange>(driver, chosen, None)? {
            exchanges.insert(exchange.id.clone(), exchange);
        }
    }
    progress("");

    let report = Report::new(
        options.recorded,
        lines.values().map(|line| &line.recorded),
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

/// The programs that drive the descriptions of exchanges.
pub struct Drivers {
    /// The programs that compiled.
    pub compiled: Vec<Compiled>,
    /// Descriptions that are refused or do not compile, with the reason.
    pub failed: BTreeMap<String, String>,
}

/// Generates the descriptions that exchanges name, and compiles them with their drivers.
///
/// # Errors
/// If a file cannot be read or written, or `cargo` cannot be run.
pub fn drivers<'a>(
    sources: &Sources<'_>,
    recorded: impl Iterator<Item = &'a Recording>,
) -> Result<Drivers> {
    let kind = match sources.purpose {
        Purpose::Compare => &COMPARE,
        Purpose::Send => &SEND,
    };
    let folder = target_folder(sources.workspace)
        .join("verify")
        .join(sources.programs);
    let mut failed = BTreeMap::new();
    let mut programs = Programs::new(&folder, sources.workspace, kind)?;
    let names: BTreeSet<&str> = recorded.map(|it| it.description.as_str()).collect();
    for (index, name) in names.into_iter().enumerate() {
        progress(&format!("generating {name}"));
        let described = description(sources.descriptions, sources.choices, name, index);
        let generated = described.generate()?;
        if let Some(complaint) = generated.errors().next() {
            let reason = format!("the description is refused: {}", complaint.message);
            failed.insert(name.to_owned(), reason);
            continue;
        }
        programs.add(name, &generated)?;
    }
    let programs = programs.finish()?;
    progress("compiling");
    let compilation = compile::compile(&folder, programs)?;
    for (description, error) in compilation.broken {
        failed.insert(description, format!("the crate does not compile: {error}"));
    }
    let compiled = compilation.programs;
    Ok(Drivers { compiled, failed })
}

/// The recorded exchanges by id.
///
/// # Errors
/// If the file cannot be read, a line is none, or two have one id.
pub fn read_recorded(path: &Path, only: Option<&str>) -> Result<BTreeMap<String, Line>> {
    let text = std::fs::read_to_string(path)
        .into_diagnostic()
        .wrap_err_with(|| format!("cannot read {}", path.display()))?;
    let mut lines = BTreeMap::new();
    for (number, line) in text.lines().enumerate() {
        if line.trim().is_empty() {
            continue;
        }
        let recorded: Recording =
            serde_json::from_str(line)
                .into_diagnostic()
                .wrap_err_with(|| {
                    format!("{}:{} is no recorded exchange", path.display(), number + 1)
                })?;
        let is_chosen = only
            .is_none_or(|text| recorded.id.contains(text) || recorded.description.contains(text));
        if is_chosen {
            let id = recorded.id.clone();
            let text = line.to_owned();
            if lines.insert(id, Line { recorded, text }).is_some() {
                return Err(miette!(
                    "{}:{}: an exchange before has this id",
                    path.display(),
                    number + 1
                ));
            }
        }
    }
    Ok(lines)
}

/// A description with the overlay and the selection that a folder of choices has for it.
pub fn description(root: &Path, choices: &Path, name: &str, index: usize) -> Description {
    let document = root.join(name);
    let chosen = choices.join(name);
    let beside =
        |extension: &str| Some(chosen.with_extension(extension)).filter(|path| path.is_file());
    let overlay = beside("overlay.json").or_else(|| beside("overlay.yaml"));
    let selection = beside("toml");
    Description {
        overlay,
        selection,
        ..Description::new(document, root, vec![program::module(index)]).shown_as(name)
    }
}

/// Runs a program on exchanges that it [has](Compiled::has), in their order; they go to the server at a URL if there is
/// one.
///
/// # Errors
/// If the program cannot be run, or what it wrote cannot be read.
pub fn replay<'a, T: DeserializeOwned>(
    driver: &Compiled,
    lines: impl Iterator<Item = &'a Line>,
    server: Option<&str>,
) -> Result<Vec<T>> {
    let exchanges = driver.folder.join("exchanges.jsonl");
    let results = driver.folder.join("results.jsonl");
    let texts = lines.map(|line| format!("{}\n", line.text));
    write(&exchanges, &texts.collect::<String>())?;
    let status = std::process::Command::new(&driver.executable)
        .args([&exchanges, &results])
        .args(server)
        .status()
        .into_diagnostic()
        .wrap_err_with(|| format!("cannot run {}", driver.executable.display()))?;
    if !status.success() {
        return Err(miette!(
            "{} ended with {status}",
            driver.executable.display()
        ));
    }
    let text = std::fs::read_to_string(&results).into_diagnostic()?;
    text.lines()
        .map(|line| serde_json::from_str(line).into_diagnostic())
        .collect()
}

/// Says on a terminal what is being done, on a line that the next one replaces.
pub fn progress(what: &str) {
    use std::io::IsTerminal;
    if std::io::stderr().is_terminal() {
        eprint!("\r\x1b[K{what}");
    }
}
