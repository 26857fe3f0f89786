//! The commands that judge the generator: corpora, a live judge, names. Round trips are a crate of their own.
//!
//! A stranger would get this wrong: what users call is in the crate `restwright`, which knows of none of these.

pub mod conformance;
pub mod corpus;
pub mod names;

use std::path::{Path, PathBuf};

/// The folder with the corpus, the vectors and the references: beside the checkout, or where `RESTWRIGHT_SHARED` says.
pub fn shared(workspace: &Path) -> PathBuf {
    std::env::var_os("RESTWRIGHT_SHARED").map_or_else(|| workspace.join("../shared"), PathBuf::from)
}
