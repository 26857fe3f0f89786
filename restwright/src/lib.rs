//! Restwright's commands as functions, and the whole command line for a workspace's own xtask.
//!
//! A workspace has a package `xtask` whose `main` is one line, and an alias `xtask` for `cargo run --package xtask --`:
//!
//! ```no_run
//! fn main() -> std::process::ExitCode {
//!     restwright::main()
//! }
//! ```
//!
//! Who builds in another way, in a build script or a test, calls the functions: a [`description::Description`] is read and
//! generated, and its files are in what comes back.
//!
//! A stranger would get this wrong: a refused description is no `Err`. `Err` means that a command could not do its
//! work (a file that cannot be read); complaints and drift are results.

pub mod changes;
pub mod cli;
pub mod complaints;
pub mod coverage_report;
pub mod crate_writer;
pub mod description;
pub mod diff;
pub mod discover;
pub mod files;
pub mod layout;
mod manifest;
pub mod new;
pub mod program;
pub mod regenerate;
pub mod requirements;
pub mod selection_file;
pub mod tree;
pub mod verify;

pub use cli::main;

/// How a command ended, when it could do its work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// All is well: exit code 0.
    Success,
    /// Drift, or a description that was refused: exit code 1.
    Failure,
}
