//! `cargo xtask`: parses the arguments, calls the command, and turns what it says into an exit code.
//!
//! A command is an arm here and a module of the library; nothing else is decided in this file.

use clap::{Parser, Subcommand};
use miette::{IntoDiagnostic, Result, WrapErr};
use std::io::IsTerminal;
use std::path::PathBuf;
use std::process::ExitCode;
use xtask::{Outcome, regenerate};

const EXIT_CODES: &str = "\
Exit codes:
  0  all is well
  1  a description was refused, or (with --check) generated/ differs from what would be written
  2  wrong arguments, or a file that cannot be read or written";

/// The commands of the workspace.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask", after_help = EXIT_CODES)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
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
    },
}

fn main() -> ExitCode {
    let Arguments { command } = Arguments::parse();
    match run(&command) {
        Ok(Outcome::Success) => ExitCode::SUCCESS,
        Ok(Outcome::Failure) => ExitCode::from(1),
        Err(report) => {
            eprintln!("error: {}", chain(&report));
            ExitCode::from(2)
        }
    }
}

fn run(command: &Command) -> Result<Outcome> {
    let workspace = workspace()?;
    match command {
        Command::Regenerate { check } => {
            let options = regenerate::Options {
                workspace: &workspace,
                check: *check,
                color: std::io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none(),
            };
            regenerate::run(&options, &mut std::io::stdout().lock())
        }
    }
}

/// The root of the workspace: the folder above this crate's.
fn workspace() -> Result<PathBuf> {
    // Cargo sets the variable for `cargo run`; an executable that is started by hand knows where it was built.
    let manifest =
        std::env::var_os("CARGO_MANIFEST_DIR").unwrap_or_else(|| env!("CARGO_MANIFEST_DIR").into());
    let root = PathBuf::from(manifest).join("..");
    root.canonicalize()
        .into_diagnostic()
        .wrap_err_with(|| format!("cannot find the workspace at {}", root.display()))
}

/// An error and its causes, on a line.
fn chain(report: &miette::Report) -> String {
    report
        .chain()
        .map(ToString::to_string)
        .collect::<Vec<_>>()
        .join(": ")
}
