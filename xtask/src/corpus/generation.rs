//! All documents of a corpus that are due, a process each.
//!
//! A stranger would get this wrong: a refused document is always done again. What refused it may be a file that it
//! refers to and that was missing, and no record can hold the hash of that.

use super::cache::{Cache, hash_file};
use super::document::{Document, TOO_LONG};
use super::root::Root;
use super::{Options, progress};
use miette::{IntoDiagnostic, Result, WrapErr, miette};
use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use std::path::Path;
use std::process::{Command, Stdio};

/// A root document and what came of it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Generation {
    pub(super) root: Root,
    /// What was generated, or how the generator ended without giving anything.
    pub(super) result: Result<Document, String>,
}

impl Generation {
    /// The document, if it gave a crate.
    pub(super) fn emitted(&self) -> Option<&Document> {
        self.result
            .as_ref()
            .ok()
            .filter(|document| document.errors.is_empty())
    }
}

/// Generates what is due; gives the results of all roots, in their order.
pub(super) fn run(options: &Options<'_>, cache: &Cache, roots: &[Root]) -> Result<Vec<Generation>> {
    let executable = std::env::current_exe()
        .into_diagnostic()
        .wrap_err("cannot find the executable of this command")?;
    let generator =
        hash_file(&executable).ok_or_else(|| miette!("cannot read {}", executable.display()))?;
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(options.jobs)
        .build()
        .into_diagnostic()?;
    let bar = progress("generate", roots.len());
    let generations = pool.install(|| {
        let generations = roots.par_iter().map(|root| {
            bar.set_message(root.path.clone());
            let valid = cache
                .load::<Document>(&root.package, "generation")
                .filter(|document| is_valid(document, &generator, options.corpus));
            let result = match valid {
                Some(document) => Ok(document),
                None => generate(options, cache, root, &executable, &generator)?,
            };
            bar.inc(1);
            Ok(Generation {
                root: root.clone(),
                result,
            })
        });
        generations.collect()
    });
    bar.finish_and_clear();
    generations
}

/// Whether nothing changed that a record was made from.
fn is_valid(document: &Document, generator: &str, corpus: &Path) -> bool {
    document.generator == generator
        && document.errors.is_empty()
        && document
            .inputs
            .iter()
            .all(|(path, hash)| hash_file(&corpus.join(path)).as_ref() == Some(hash))
}

fn generate(
    options: &Options<'_>,
    cache: &Cache,
    root: &Root,
    executable: &Path,
    generator: &str,
) -> Result<Result<Document, String>> {
    let output = Command::new(executable)
        .arg("corpus-document")
        .arg(options.corpus)
        .arg(cache.folder())
        .args([&root.path, generator])
        .stdin(Stdio::null())
        .output()
        .into_diagnostic()
        .wrap_err("cannot run the generator")?;
    if output.status.success() {
        let document = cache.load(&root.package, "generation");
        return document
            .map(Ok)
            .ok_or_else(|| miette!("the generator left no record of {}", root.path));
    }
    if output.status.code() == Some(TOO_LONG) {
        return Ok(Err("the generator did not end".to_owned()));
    }
    let words = String::from_utf8_lossy(&output.stderr);
    Ok(Err(format!("{}: {}", output.status, words.trim())))
}
