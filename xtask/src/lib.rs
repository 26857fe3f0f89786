//! The commands of the workspace as functions, and what they share: all I/O of the project is here.
//!
//! `main.rs` only parses arguments and turns an [`Outcome`] into an exit code, so that tests call what users call.
//! A stranger would get this wrong: a refused description is no `Err`. `Err` means that the command could not do its
//! work (a file that cannot be read); complaints and drift are results.

pub mod complaints;
pub mod conformance;
pub mod corpus;
pub mod coverage_report;
pub mod crate_writer;
pub mod description;
pub mod diff;
pub mod discover;
pub mod files;
mod manifest;
pub mod names;
pub mod regenerate;
pub mod roundtrip;
pub mod selection_file;
pub mod tree;
pub mod verify;

use std::path::{Path, PathBuf};

/// The folder with the corpus, the vectors and the references: beside the checkout, or where `RESTWRIGHT_SHARED` says.
pub fn shared(workspace: &Path) -> PathBuf {
    std::env::var_os("RESTWRIGHT_SHARED").map_or_else(|| workspace.join("../shared"), PathBuf::from)
}

/// How a command ended, when it could do its work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// All is well: exit code 0.
    Success,
    /// Drift, or a description that was refused: exit code 1.
    Failure,
}
