//! Golden files: what stands in the repository is what the tests made, or the test fails and says the difference.
//!
//! A stranger would get this wrong: a file that nobody makes any more fails the test as well as one that differs.

use restwright::diff;
use restwright::tree::{self, Change, ChangeKind, Tree};
use std::path::Path;

/// How golden files are written instead of compared.
pub const BLESS: &str = "BLESS=1 cargo test -p tests";

/// Whether this run writes golden files.
pub fn blesses() -> bool {
    std::env::var_os("BLESS").is_some_and(|value| value == "1")
}

/// Compares `wanted` with what `folder` holds under the `managed` names, or writes it there when this run blesses.
///
/// # Errors
/// The differences, for a person.
///
/// # Panics
/// If the folder cannot be read or written.
pub fn check(folder: &Path, wanted: &Tree, managed: &[&str]) -> Result<(), String> {
    let changes = wanted
        .changes(folder, managed)
        .expect("the golden files can be read");
    if blesses() {
        tree::apply(folder, &changes).expect("the golden files can be written");
        return Ok(());
    }
    if changes.is_empty() {
        return Ok(());
    }
    Err(changes
        .iter()
        .map(|change| difference(folder, change))
        .collect())
}

fn difference(folder: &Path, change: &Change) -> String {
    let name = folder.join(&change.path).display().to_string();
    let what = match change.kind {
        ChangeKind::Add { .. } => "is missing",
        ChangeKind::Replace { .. } => "differs",
        ChangeKind::Remove { .. } => "is not made any more",
    };
    let diff = diff::unified(&name, change, false).unwrap_or_default();
    format!("{name} {what}\n{diff}\n")
}

/// Fails with all failures of a list of checks, and with the way to bless them.
///
/// # Panics
/// If there is a failure: that is its purpose.
pub fn report(failures: &[String]) {
    assert!(
        failures.is_empty(),
        "{}\nto accept what was made: {BLESS}",
        failures.join("\n")
    );
}
