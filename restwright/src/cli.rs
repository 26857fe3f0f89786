//! The command line: parses the arguments, calls the command, and turns what it says into an exit code.
//!
//! A stranger would get this wrong: nothing is decided here. A command is a variant and an arm; its work is in its module.
//! A workspace with commands of its own flattens [`Command`] into them.

// The comments below are the help of a terminal, where `<version>` is no tag.
#![allow(rustdoc::invalid_html_tags)]

use crate::{Outcome, changes, new, regenerate, verify};
use clap::{Args, Parser, Subcommand};
use miette::{IntoDiagnostic, Result, WrapErr, miette};
use std::io::{IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// What the exit codes of the commands mean.
pub const EXIT_CODES: &str = "\
Exit codes:
  0  all is well
  1  a description was refused, or (with --check) generated/ differs from what would be written
  2  wrong arguments, or a file that cannot be read or written";

const NEW_EXIT_CODES: &str = "\
Exit codes:
  0  the workspace is ready
  1  a description was refused
  2  wrong arguments, or a file that cannot be read or written";

const CHANGES_EXIT_CODES: &str = "\
Exit codes:
  0  the report is written
  1  a description was refused, or (with --fail-on) there is such a change
  2  wrong arguments, or a file or revision that cannot be read";

const VERIFY_EXIT_CODES: &str = "\
Exit codes:
  0  every request and answer that can be compared is right
  1  one is wrong, or a description was refused or does not compile
  2  wrong arguments, or a file that cannot be read or written";

#[derive(Parser)]
#[command(name = "restwright", version, about = "Writes Rust API clients from OpenAPI and Swagger descriptions", after_help = EXIT_CODES)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

/// The commands that every workspace has.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Write generated/ anew from the descriptions under spec/
    ///
    /// Reads every spec/<api>/<version>.json (.yaml, .yml), or the openapi.* or swagger.* of a folder
    /// spec/<api>/<version>/, with the corrections of <version>.overlay.json and the choice of operations of
    /// <version>.toml beside it. Writes the files of generated/src that changed and generated/COVERAGE.md, and removes
    /// those that no description gives. Writes nothing if a description is refused.
    #[command(after_help = EXIT_CODES)]
    Regenerate {
        /// Write nothing: show how generated/ differs from what would be written, and fail if it does
        #[arg(long)]
        check: bool,
        /// Say everything: all warnings, all files, all differences
        #[arg(long)]
        all: bool,
    },
    /// Report what changed descriptions change for callers
    ///
    /// Compares the descriptions of the working tree with those of BASE, a revision of git, or a description NEW with a
    /// description BASE. For each change: what, where, whether it breaks programs on the wire, whether it breaks callers
    /// in Rust, the compiler's error and what to write. docs/changes.md lists the kinds. What accepted-changes.toml has
    /// by its fingerprint fails nothing.
    #[command(after_help = CHANGES_EXIT_CODES)]
    Changes {
        /// A revision, or a description [default: the merge base with the main branch]
        base: Option<String>,
        /// A description to compare the description BASE with
        new: Option<PathBuf>,
        /// How the report is written
        #[arg(long, value_enum, default_value_t)]
        format: changes::Format,
        /// Fail if there is such a change
        #[arg(long, value_enum, value_name = "WHAT")]
        fail_on: Option<changes::FailOn>,
    },
    /// Make a workspace for descriptions: emitted crate, xtask, tests, CI
    ///
    /// Copies each description below spec/ with the files that it refers to, and emits the crate. The folder must not hold
    /// anything; a refused description leaves nothing behind.
    #[command(after_help = NEW_EXIT_CODES)]
    New {
        /// The folder of the workspace
        #[arg(value_name = "DIR")]
        folder: PathBuf,
        /// What it is made of
        #[command(flatten)]
        contents: Contents,
    },
    /// Add to the workspace around the current folder what it lacks for descriptions
    ///
    /// As `new` does, but no file that is there is changed, except that the root manifest gains members and
    /// dependencies, and .cargo/config.toml the alias.
    #[command(after_help = NEW_EXIT_CODES)]
    Init {
        /// What it is made of
        #[command(flatten)]
        contents: Contents,
    },
    /// Replay recorded exchanges through emitted code, and compare
    ///
    /// EXCHANGES holds a JSON object a line: which operation of which description, what a caller passes, the request that
    /// must go over the wire, and recorded answers. Each description is generated and compiled with a driver; each
    /// request is made and compared (path as decoded segments, query as a multiset of decoded pairs, declared headers,
    /// JSON by value, XML as elements, multipart by parts); each answer is read, written again and compared. Keep
    /// exchanges of your own service beside its description. A line needs id, description, operation, method, template,
    /// parameters, request {method, segments, query, headers, contentType, body} and responses [{status, headers,
    /// contentType, body}]; body, hostParameters, security and exclude may be left out. A body is any JSON, or
    /// {"$text": …} or {"$base64": …}.
    #[command(after_help = VERIFY_EXIT_CODES)]
    Verify {
        /// The recorded exchanges
        exchanges: PathBuf,
        /// The folder that descriptions are relative to [default: the folder of EXCHANGES]
        #[arg(long, value_name = "DIR", visible_alias = "corpus")]
        descriptions: Option<PathBuf>,
        /// Only exchanges whose id or description has this text
        #[arg(long, value_name = "TEXT")]
        only: Option<String>,
        /// Write the numbers and all failures here as JSON
        #[arg(long, value_name = "FILE")]
        json: Option<PathBuf>,
    },
}

/// What a workspace is made of.
#[derive(Args, Debug)]
pub struct Contents {
    /// A root document; may be given several times
    #[arg(long = "description", value_name = "FILE")]
    pub descriptions: Vec<PathBuf>,
    /// Depend on a checkout of Restwright instead of its published crates
    #[arg(long, value_name = "DIR")]
    pub checkout: Option<PathBuf>,
}

/// The whole program: parses the arguments of the process and runs the command in the workspace around it.
pub fn main() -> ExitCode {
    exit_code(run_here(&Arguments::parse().command))
}

fn run_here(command: &Command) -> Result<ExitCode> {
    run(command, &command.workspace()?).map(Outcome::exit_code)
}

impl Command {
    /// The folder that the command is for: the [`workspace`], or the current folder where it needs none.
    ///
    /// # Errors
    /// If it needs a workspace and there is none.
    pub fn workspace(&self) -> Result<PathBuf> {
        let here = || std::env::current_dir().into_diagnostic();
        match self {
            Self::New { .. } | Self::Init { .. } => here(),
            Self::Changes { new: Some(_), .. } => workspace().or_else(|_| here()),
            Self::Regenerate { .. } | Self::Changes { .. } | Self::Verify { .. } => workspace(),
        }
    }
}

/// Runs a command in a workspace; what it has to say goes to the standard output.
///
/// # Errors
/// If the command cannot do its work.
pub fn run(command: &Command, workspace: &Path) -> Result<Outcome> {
    let out = &mut std::io::stdout().lock();
    let color = std::io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none();
    let make = |folder: &Path, exists: bool, contents: &Contents, out: &mut dyn Write| {
        let options = new::Options {
            folder,
            exists,
            descriptions: &contents.descriptions,
            checkout: contents.checkout.as_deref(),
            color,
        };
        new::run(&options, out)
    };
    match command {
        Command::New { folder, contents } => make(folder, false, contents, out),
        Command::Init { contents } => make(workspace, true, contents, out),
        Command::Regenerate { check, all } => {
            let options = regenerate::Options {
                workspace,
                check: *check,
                all: *all,
                color,
            };
            regenerate::run(&options, out)
        }
        Command::Changes {
            base,
            new,
            format,
            fail_on,
        } => {
            let options = changes::Options {
                workspace,
                base: base.as_deref(),
                with: new.as_deref(),
                format: *format,
                fail_on: *fail_on,
            };
            changes::run(&options, out)
        }
        Command::Verify {
            exchanges,
            descriptions,
            only,
            json,
        } => {
            let options = verify::Options {
                workspace,
                recorded: exchanges,
                descriptions: descriptions.as_deref(),
                only: only.as_deref(),
                json: json.as_deref(),
            };
            verify::run(&options, out)
        }
    }
}

impl Outcome {
    /// The exit code of a process that ends like this.
    pub fn exit_code(self) -> ExitCode {
        match self {
            Self::Success => ExitCode::SUCCESS,
            Self::Failure => ExitCode::from(1),
        }
    }
}

/// The exit code of a process; an error is said on a line.
pub fn exit_code(result: Result<ExitCode>) -> ExitCode {
    result.unwrap_or_else(|report| {
        let chain: Vec<String> = report.chain().map(ToString::to_string).collect();
        eprintln!("error: {}", chain.join(": "));
        ExitCode::from(2)
    })
}

/// The root of the workspace that the command is for: the nearest folder that has `spec/` or `generated/` in it.
///
/// Cargo says where the package of an xtask is; an executable that is started by hand begins where it was started.
///
/// # Errors
/// If there is no such folder.
pub fn workspace() -> Result<PathBuf> {
    let start = match std::env::var_os("CARGO_MANIFEST_DIR") {
        Some(package) => PathBuf::from(package),
        None => std::env::current_dir().into_diagnostic()?,
    };
    let start = start
        .canonicalize()
        .into_diagnostic()
        .wrap_err_with(|| format!("cannot find the workspace at {}", start.display()))?;
    let is_root =
        |folder: &&Path| folder.join("spec").is_dir() || folder.join("generated").is_dir();
    let root = start.ancestors().find(is_root);
    root.map(Path::to_owned).ok_or_else(|| {
        miette!(
            "neither {} nor a folder above it has a folder spec: put a description at spec/<api>/<version>.json",
            start.display()
        )
    })
}
