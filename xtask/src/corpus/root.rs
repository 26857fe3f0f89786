//! `PRIMARY.txt`: the root documents of a corpus, and the package that each becomes.
//!
//! A stranger would get this wrong: a package is named by its root's path alone, so that adding a root moves no other.

use super::cache::hash;
use miette::{Result, miette};
use restwright::files::read_text;
use serde::{Deserialize, Serialize};
use std::path::Path;

/// The characters of a path that a package's name keeps.
const READABLE: usize = 48;

/// A root document.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(super) struct Root {
    /// Its path relative to the corpus.
    pub(super) path: String,
    /// The name of its package.
    pub(super) package: String,
}

impl Root {
    pub(super) fn new(path: &str) -> Self {
        let words: Vec<String> = path
            .split(|character: char| !character.is_ascii_alphanumeric())
            .filter(|word| !word.is_empty())
            .map(str::to_lowercase)
            .collect();
        let words = words.join("-");
        // The end of a path says more than its start.
        let readable = &words[words.len().saturating_sub(READABLE)..];
        let package = format!(
            "corpus-{}-{}",
            readable.trim_start_matches('-'),
            hash([path])
        );
        Self {
            path: path.to_owned(),
            package,
        }
    }
}

/// The root documents of a corpus, in the order of the file.
pub(super) fn read(corpus: &Path) -> Result<Vec<Root>> {
    let list = corpus.join("PRIMARY.txt");
    let text =
        read_text(&list).map_err(|reason| miette!("cannot read {}: {reason}", list.display()))?;
    let paths = text
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty() && !line.starts_with('#'));
    Ok(paths.map(Root::new).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn packages_are_legal_and_different() {
        let one = Root::new("a_b/é.json");
        let other = Root::new("a-b/é.json");
        assert!(one.package.starts_with("corpus-a-b-json-"));
        assert_ne!(one.package, other.package);
        let long = Root::new(&"x/".repeat(500));
        assert!(long.package.len() < 80, "{}", long.package);
    }
}
